#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""count.py BUILD...: sum the test cases of meson's logs.

`meson test` counts executables; a person wants to know how many claims were
checked. A program that speaks TAP counts by its lines, any other as one; one
that crashed, timed out or said less than it planned counts as failed besides.
"""
import json
import pathlib
import re
import sys

LINE = re.compile(r'^(ok|not ok)\b([^#\n]*)(#\s*(skip|todo)\b)?', re.I | re.M)
PLAN = re.compile(r'^1\.\.(\d+)', re.M)


def cases(test):
    """(passed, failed, skipped) of one line of testlog.json."""
    text = test.get('stdout') or ''
    good = test['result'] in ('OK', 'SKIP', 'EXPECTEDFAIL')
    if not LINE.search(text) and not PLAN.search(text):
        if test['result'] == 'SKIP':
            return 0, 0, 1
        return (1, 0, 0) if good else (0, 1, 0)
    passed = failed = skipped = 0
    for verdict, _, _, directive in LINE.findall(text):
        if directive.lower() == 'skip':
            skipped += 1
        elif verdict.lower() == 'ok':
            passed += 1
        elif directive.lower() != 'todo':
            failed += 1
    if not good and failed == 0:
        failed = 1
    return passed, failed, skipped


def main():
    passed = failed = skipped = 0
    for build in sys.argv[1:]:
        log = pathlib.Path(build) / 'meson-logs/testlog.json'
        lines = (log.read_text(encoding='utf-8').splitlines()
                 if log.exists() else [])
        if not lines:
            print(f'{build}: no test ran')
            failed += 1
        for line in lines:
            test = json.loads(line)
            ok, bad, left = cases(test)
            if bad:
                print(f'{build}: {test["name"]}: {bad} failed '
                      f'({test["result"]})')
            if left:
                print(f'{build}: {test["name"]}: {left} skipped')
            passed, failed, skipped = passed + ok, failed + bad, skipped + left
    if skipped:
        print(f'{skipped} skipped')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
