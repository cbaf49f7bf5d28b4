#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `audit` finds in files with failed redactions, and what it says of
their innocent twins. The program is judged by its --json alone.

    audit.py PROGRAM [--kind PATTERN] [--keep FOLDER] [--board FILE]
    audit.py --make FOLDER       only the files

TAP: a test for each bad file, and one for each twin.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import case

sys.dont_write_bytecode = True
LIMIT = 900                     # seconds


class Told:
    """What the program says of the files: findings, and what it printed."""

    def __init__(self, program, paths, more):
        self.printed, self.findings = {}, {}
        self.status = {}
        for name, options in (('json', ['--json']),
                              ('show', ['--json', '--show']), ('table', [])):
            done = subprocess.run(
                [program, 'audit', *options, *more, *map(str, paths)],
                capture_output=True, timeout=LIMIT, check=False)
            self.status[name] = done.returncode
            self.printed[name] = (done.stdout + done.stderr).decode(
                errors='replace')
            if name != 'table':
                self.findings[name] = read(done.stdout)
        self.pieces = {name: split(self.printed[name], paths)
                       for name in ('table',)}


def read(out):
    """{name of a file: findings}"""
    try:
        told = json.loads(out)
    except ValueError:
        return {}
    return {pathlib.Path(d['file']).name: d['findings']
            for d in told.get('documents', [])}


def split(printed, paths):
    """{name of a file: what the table says from its name on}"""
    out, now = {}, ''
    names = {p.name for p in paths}
    for line in printed.splitlines():
        for name in names:
            if name in line:
                now = name
        out[now] = out.get(now, '') + line + '\n'
    return out


def meets(rect, spot):
    """True if a rectangle in milli-points meets one in points."""
    x0, y0, x1, y1 = (v / 1000 for v in rect)
    return (x0 < spot[2] and spot[0] < x1 and y0 < spot[3] and spot[1] < y1)


def text(finding):
    return finding.get('text', '')


def missed(kind, made, plain, show, printed):
    """Why the bad file is not found as it must be; '' if it is."""
    def right(findings):
        return [f for f in findings if f['kind'] in kind.words]

    found = right(plain)
    if not found:
        return 'nothing of the kind is found'
    if not any(case.RANK[f['severity']] <= case.RANK[kind.worst]
               for f in found):
        return f'only {found[0]["severity"]}, not {kind.worst}'
    if kind.where:
        here = [f for f in found if f.get('page') == made.page1]
        if not here:
            return f'not on page {made.page1}'
        if made.spot and not any(meets(f['rect'], made.spot) for f in here
                                 if 'rect' in f):
            return 'its rectangle is elsewhere'
        if not any(case.RANK[f['severity']] <= case.RANK[kind.worst]
                   for f in here if not made.spot
                   or 'rect' in f and meets(f['rect'], made.spot)):
            return f'less than {kind.worst} in its place'
    if tells(plain, made.secret) or made.secret.lower() in printed.lower():
        return 'the word is told without --show'
    if kind.shown and not tells(right(show), made.told):
        return '--show does not tell the word'
    if kind.shown is False and tells(show, made.secret):
        return '--show tells all of it'
    return ''


def squeezed(word):
    return ''.join(word.lower().split())


def tells(findings, word):
    """True if any string of the findings holds the word."""
    return any(squeezed(word) in squeezed(str(v))
               for f in findings for v in f.values())


def false(kind, findings):
    """What is wrongly said of a twin; '' if nothing is."""
    wrong = [f for f in findings if f['severity'] != 'notice'
             or f['kind'] in kind.words]
    return ', '.join(sorted({f'{f["severity"]} {f["kind"]}' for f in wrong}))


def write(kinds, folder):
    """[(kind, bad case, path, path of its twin)]"""
    rows = []
    for kind in kinds:
        bad, twin = kind.case(True), kind.case(False)
        paths = [folder / f'{kind.name}.pdf', folder / f'{kind.name}-twin.pdf']
        for path, made in zip(paths, (bad, twin)):
            path.write_bytes(made.data)
        rows.append((kind, bad, *paths))
    return rows


def minors(folder):
    """A list of children's names."""
    path = folder / 'minors.txt'
    path.write_text('# of the matter\nDelphine Quarterman\n',
                    encoding='utf-8')
    return path


def judge(program, rows):
    """[(kind, why missed, what is false)]"""
    out = []
    for options in sorted({k.options for k, *_ in rows}):
        some = [row for row in rows if row[0].options == options]
        paths = [p for _, _, *pair in some for p in pair]
        told = Told(program, paths, [o.format(minors=minors(paths[0].parent))
                                     for o in options])
        for kind, made, bad, twin in some:
            if any(p.name not in told.findings[name] for p in (bad, twin)
                   for name in ('json', 'show')):
                out.append((kind, 'the file is not told of', 'not told of'))
                continue
            out.append((kind, missed(
                kind, made, told.findings['json'][bad.name],
                told.findings['show'][bad.name],
                told.pieces['table'].get(bad.name, '')),
                false(kind, told.findings['json'][twin.name])))
    return out


def tap(verdicts):
    count = 0
    for kind, miss, wrong in verdicts:
        for good, name, why in ((not miss, kind.name, miss),
                                (not wrong, kind.name + ', twin', wrong)):
            count += 1
            print(f'{"" if good else "not "}ok {count} - {name}')
            if not good:
                print(f'# {why}')
    print(f'1..{count}')


def board(verdicts):
    found = sum(not miss for _, miss, _ in verdicts)
    quiet = sum(not wrong for *_, wrong in verdicts)
    out = ['# incamera audit and our failed redactions', '',
           f'{len(verdicts)} kinds: {found} found, {quiet} innocent twins '
           'without an error or warning. Made by `audit.py PROGRAM --board '
           'FILE`.', '', '| kind | what it is | must be | bad file | twin |',
           '|---|---|---|---|---|']
    for kind, miss, wrong in verdicts:
        out.append(f'| {kind.name} | {kind.what} | {kind.worst} '
                   f'{" or ".join(kind.words)} | {miss or "found"} | '
                   f'{wrong or "silent"} |')
    return '\n'.join(out) + '\n'


def owed(verdicts):
    """What is missed, by who looks for it."""
    out = []
    for owner in sorted({k.owner for k, *_ in verdicts}):
        mine = [v for v in verdicts if v[0].owner == owner]
        good = sum(not m and not w for _, m, w in mine)
        out.append(f'\n## {owner}: {good} of {len(mine)}\n')
        for kind, miss, wrong in mine:
            if miss:
                out.append(f'- MISSED {kind.name} ({kind.what}): want '
                           f'{kind.worst} {"|".join(kind.words)}: {miss}')
            if wrong:
                out.append(f'- FALSE  {kind.name} twin: {wrong}')
    return '\n'.join(out) + '\n'


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('program', nargs='?')
    parser.add_argument('--kind', default='*')
    parser.add_argument('--keep', type=pathlib.Path)
    parser.add_argument('--make', type=pathlib.Path)
    parser.add_argument('--board', type=pathlib.Path)
    parser.add_argument('--owed', type=pathlib.Path)
    asked = parser.parse_args()
    kinds = case.chosen(asked.kind)
    if asked.make:
        asked.make.mkdir(parents=True, exist_ok=True)
        write(kinds, asked.make)
        return 0
    if not asked.program or not kinds:
        parser.error('which program, and which kinds?')
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        verdicts = judge(pathlib.Path(asked.program).resolve(),
                         write(kinds, folder))
    tap(verdicts)
    for path, made in ((asked.board, board), (asked.owed, owed)):
        if path:
            path.write_text(made(verdicts), encoding='utf-8')
    return 0 if all(not m and not w for _, m, w in verdicts) else 1


if __name__ == '__main__':
    sys.exit(main())
