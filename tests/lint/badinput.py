#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""badinput.py ROOT: each row Bn of the table of bad input in man/incamera.1
has a case tests/cli/badinput/Bn.sh, and the other way round; rows count on
from B1."""
import pathlib
import re
import sys

ROW = re.compile(r'^\.It(?: (?:Sy|Cm|Li|No|Em))? (B\d+)\b', re.M)


def number(name):
    return int(name[1:])


def main():
    root = pathlib.Path(sys.argv[1])
    man = root / 'man/incamera.1'
    rows = ROW.findall(man.read_text('utf-8')) if man.exists() else []
    cases = {path.stem: path for path in
             (root / 'tests/cli/badinput').glob('B*.sh')}
    faults = [f'man/incamera.1: row {name} has no case '
              f'tests/cli/badinput/{name}.sh'
              for name in rows if name not in cases]
    faults += [f'tests/cli/badinput/{name}.sh: man/incamera.1 has no such '
               'row' for name in sorted(cases, key=number)
               if name not in rows]
    if [number(name) for name in rows] != list(range(1, len(rows) + 1)):
        faults.append('man/incamera.1: rows do not count on from B1')
    for name, path in sorted(cases.items()):
        if not re.search(r'^wants \d', path.read_text('utf-8'), re.M):
            faults.append(f'tests/cli/badinput/{name}.sh: it wants nothing')
    print('\n'.join(faults), end='\n' if faults else '')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
