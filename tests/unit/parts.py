#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""parts.py PROGRAM: the suites of a unit test program, two at a time, and what
they say as one TAP. The last ones begin first: they take longest."""
import concurrent.futures
import re
import subprocess
import sys

LINE = re.compile(r'^(not )?ok \d+(.*)$', re.M)
PLAN = re.compile(r'^1\.\.(\d+)$', re.M)


def ran(program, suite):
    """(how it ended, what it said)"""
    done = subprocess.run([program, str(suite)], stdout=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, check=False)
    return done.returncode, done.stdout.decode(errors='replace')


def main():
    program = sys.argv[1]
    count = int(subprocess.run([program, 'count'], stdout=subprocess.PIPE,
                               check=True).stdout)
    tests, good = 0, count > 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        ends = pool.map(lambda n: ran(program, n), reversed(range(count)))
        for suite, (status, said) in zip(reversed(range(count)), ends):
            lines = LINE.findall(said)
            plan = PLAN.findall(said)
            for bad, text in lines:
                tests += 1
                print(f'{bad}ok {tests}{text}')
            print(''.join(f'{line}\n' for line in said.splitlines()
                          if line.startswith('#')), end='')
            if plan != [str(len(lines))] or (
                    status and not any(bad for bad, _ in lines)):
                tests += 1
                print(f'not ok {tests} - suite {suite} ended with status '
                      f'{status} after {len(lines)} tests')
            good &= status == 0 and plan == [str(len(lines))]
            sys.stdout.flush()
    print(f'1..{tests}')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
