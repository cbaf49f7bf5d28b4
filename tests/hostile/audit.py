#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""audit.py INCAMERA ROOT [COUNT [JOBS]]: audit of hostile files.

mutate.py writes COUNT (150) files, which are audited all at once. Whatever
they hold, each is looked at, or has a finding that says why not; no child
leaves its sandbox, replies with nonsense or meets a mistake of ours, and none
crashes. The last line:

    # hostile audit: 150 files: L looked at, R refused, all in N s

TAP.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

LIMIT = 1800  # seconds
# What no document may do to the program, in the words of core/reason.h.
OURS = ('met a mistake of this program', 'reply with nonsense',
        'leave its sandbox', 'made its child process crash',
        'lost its child process', 'that could begin')
READING = {'unreadable', 'page-unreadable', 'incomplete'}


def main():
    incamera, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 150
    jobs = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    nth, bad = 0, 0

    def claim(good, text, why=''):
        nonlocal nth, bad
        nth += 1
        bad += not good
        print('ok' if good else 'not ok', nth, '-', text, flush=True)
        if why and not good:
            print('\n'.join('# ' + x for x in str(why).splitlines()[:20]))

    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            [sys.executable, '-B', root / 'tests/hostile/mutate.py',
             root / 'samples', str(count), work], check=True)
        names = sorted(p.name for p in pathlib.Path(work).glob('m*.pdf'))
        begin = time.monotonic()
        done = subprocess.run(
            [incamera, 'audit', f'-j{jobs}', '-q', '--json', '.'], cwd=work,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT,
            check=False)
        took = time.monotonic() - begin
        claim(done.returncode in (0, 1), 'it ends with 0 or 1',
              f'{done.returncode}\n{done.stderr[-2000:]}')
        told = {pathlib.PurePath(d['file']).name: d
                for d in json.loads(done.stdout)['documents']}
        looked = 0
        for name in names:
            d = told.get(name)
            if d is None:
                claim(False, f'{name} is told of')
                continue
            reading = [f for f in d['findings'] if f['kind'] in READING]
            faults = [f['message'] for f in reading
                      if any(x in f['message'] for x in OURS)]
            whole = d['pages'] > 0 and d['reason'] == 'none'
            looked += whole
            claim((whole or reading) and not faults,
                  f'{name} is looked at, or told why not', faults or d)
    print(f'1..{nth}')
    print(f'# hostile audit: {len(names)} files: {looked} looked at, '
          f'{len(names) - looked} refused, all in {took:.0f} s')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
