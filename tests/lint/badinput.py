#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""badinput.py ROOT: each row Bn of the table of bad input in man/incamera.1
has a case tests/cli/badinput/Bn.sh, and the other way round; rows count on
from B1; each message and status that a case wants stands in its row."""
import pathlib
import re
import sys

ROW = re.compile(r'^\.It(?: (?:Sy|Cm|Li|No|Em))? (B\d+)\b', re.M)


def number(name):
    return int(name[1:])


def plain(text):
    """A row's words, without macros and with blanks alike."""
    lines = [line[3:] if line.startswith('.D1') else line
             for line in text.split('\n')
             if line.startswith('.D1') or not line.startswith('.')]
    return ' '.join(' '.join(lines).replace('\\e', '\\').split())


def unsaid(name, row, case):
    """What the case wants and the row does not say."""
    wants = [' '.join(m.split())
             for m in re.findall(r'^incamera: (.*)', case, re.M)]
    wants += ['Status ' + s for s in re.findall(r'^wants (\d)', case, re.M)]
    return [f'man/incamera.1: row {name} does not say "{w}"'
            for w in wants if w not in row]


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
    page = man.read_text('utf-8') if man.exists() else ''
    table = re.split(ROW.pattern, page.split('\n.Sh ENV')[0], flags=re.M)
    for name, row in zip(table[1::2], table[2::2]):
        if name in cases:
            faults += unsaid(name, plain(row), cases[name].read_text('utf-8'))
    for name, path in sorted(cases.items()):
        if not re.search(r'^wants \d', path.read_text('utf-8'), re.M):
            faults.append(f'tests/cli/badinput/{name}.sh: it wants nothing')
    print('\n'.join(faults), end='\n' if faults else '')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
