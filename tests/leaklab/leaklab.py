#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The leak lab: many ways to keep a secret under or behind a redaction, and
what a tool leaves of each.

    leaklab.py board PROGRAM [HOOKS]
                                 incamera, channel by channel; with the
                                 program that has fault points, also what its
                                 own products would say
    leaklab.py test PROGRAM      the same as TAP, for the test run
    leaklab.py make-all PROGRAM  only that all outputs are made and proved
    leaklab.py sources           what the judge says of the documents as they
                                 are: each must leak, each control be there
    leaklab.py make FOLDER       only the documents, both twins of each
    leaklab.py list              the channels

--channel PATTERN takes those whose names match; --keep FOLDER leaves what
was made there; --markdown prints the board as the repository keeps it;
--first: of the sources, the first kind of leak is enough.
"""
import argparse
import concurrent.futures
import pathlib
import sys
import tempfile

import board
import judge
import lab
import production
import products

sys.dont_write_bytecode = True


def tried(program, channels, folder):
    """[(channel, verdict)], and claims about the production as a whole."""
    twins = [production.Production(folder / name, channels, twin)
             for twin, name in enumerate(('a', 'b'))]
    for twin in twins:
        twin.apply(program)

    def verdict(index):
        paths = [twin.output(index) for twin in twins]
        if None in paths:
            late = twins[paths.index(None)]
            return judge.none('refused: ' + late.why(index))
        return judge.judge(twins[0].cases[index],
                           twins[0].source(channels[index]), paths)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(verdict, range(len(channels))))
    proved = twins[0].run(program, 'verify', 'out')
    claims = [
        ('the production ends with status 0',
         [t.status for t in twins] == [0, 0], twins[0].told),
        ('and is proved again', proved.returncode == 0,
         proved.stdout + proved.stderr),
        ('all that is served is the same for both secrets',
         twins[0].served() == twins[1].served(), ''),
        scans_kept(twins),
    ]
    return list(zip(channels, verdicts)), claims


def scans_kept(productions):
    wrong = [line for made in productions for line in made.not_so()]
    return 'scans are kept or drawn as meant', not wrong, '\n'.join(wrong)


def made(program, channels, folder):
    """Claims about one production of all channels, which nobody judges:
    for a program with sanitizers in it."""
    whole = production.Production(folder / 'a', channels, 0)
    whole.apply(program)
    proved = whole.run(program, 'verify', 'out')
    return [('all channels are made', whole.status == 0, whole.told),
            ('and are proved again', proved.returncode == 0,
             proved.stdout + proved.stderr), scans_kept([whole])]


def sources(channels, folder, first=False):
    """[(channel, verdict)] on the documents as if they were outputs; `first`:
    one kind of leak of each is enough."""
    twins = [production.Production(folder / name, channels, twin)
             for twin, name in enumerate(('a', 'b'))]

    def verdict(index):
        paths = [twin.source(channels[index]) for twin in twins]
        case = twins[0].cases[index]
        found = judge.judge(case, paths[0], paths, case.password, exact=False,
                            first=first)
        if case.unread:
            found.control = judge.IN_PLACE
        return found

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(zip(channels, pool.map(verdict, range(len(channels)))))


def tap(rows, claims):
    count, good = 0, True
    for channel, verdict in rows:
        count += 1
        good &= verdict.good()
        print(f'{"" if verdict.good() else "not "}ok {count} - '
              f'{channel.name}: {channel.what}')
        if not verdict.good():
            print(f'# secret {verdict.secret()}, control {verdict.control}, '
                  f'twins {verdict.twins}')
    for text, true, detail in claims:
        count += 1
        good &= true
        print(f'{"" if true else "not "}ok {count} - {text}')
        if not true:
            print(''.join(f'# {line}\n' for line in
                          detail.splitlines()[:40]), end='')
    print(f'1..{count}')
    return good


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('command', choices=['board', 'test', 'make-all', 'sources',
                                 'make', 'list'])
    parser.add_argument('target', nargs='?')
    parser.add_argument('hooks', nargs='?')
    parser.add_argument('--markdown', action='store_true')
    parser.add_argument('--first', action='store_true')
    parser.add_argument('--channel', default='*')
    parser.add_argument('--keep', type=pathlib.Path)
    asked = parser.parse_args()
    channels = lab.chosen(asked.channel)
    if asked.command == 'list':
        for channel in channels:
            print(f'{channel.name:28} {channel.what}')
        return 0
    if asked.command == 'sources':
        with tempfile.TemporaryDirectory() as scratch:
            rows = sources(channels, asked.keep or pathlib.Path(scratch),
                           asked.first)
        sys.stdout.write(board.table(rows))
        return 0 if all(v.leaks and v.control == judge.IN_PLACE
                        for _, v in rows) else 1
    if not asked.target:
        parser.error(f'{asked.command} needs one more word')
    if asked.command == 'make':
        for twin, name in enumerate(('a', 'b')):
            production.Production(pathlib.Path(asked.target) / name,
                                  channels, twin)
        return 0
    program = pathlib.Path(asked.target).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or pathlib.Path(scratch)
        if asked.command == 'make-all':
            return 0 if tap([], made(program, channels, folder)) else 1
        rows, claims = tried(program, channels, folder)
        own = products.run_all(program, asked.hooks,
                               folder / 'products') if asked.hooks else []
    if asked.command == 'test':
        return 0 if tap(rows, claims) else 1
    if asked.markdown:
        sys.stdout.write(board.ours(program, rows, own))
    else:
        sys.stdout.write(board.table(rows))
        for text, true, _ in claims:
            print(f'{"yes" if true else "NO "}  {text}')
        for text, true, detail in claims:
            if not true and detail:
                print(detail, file=sys.stderr)
        products.tap(own)
    return 0 if all(v.good() for _, v in rows) and all(
        true for _, true, _ in claims) and not any(
            findings or not products.holds(control)
            for _, _, findings, control in own) else 1


if __name__ == '__main__':
    sys.exit(main())
