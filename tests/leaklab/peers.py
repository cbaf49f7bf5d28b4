#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""peers.py [--channel PATTERN]: the same channels through what a user could
pick instead. Needs python3-fitz and ghostscript; no part of the test run.

    black box     a black rectangle drawn over the words
    PyMuPDF       add_redact_annot, apply_redactions with pixels,
                  save(garbage=4, clean=True)
    with scrub    and scrub() before it is saved
    Ghostscript   the black box, then a picture of each page (pdfimage24)
"""
import argparse
import concurrent.futures
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

import judge
import lab
import production

PEERS = {'black box': 'box', 'PyMuPDF': 'redact', 'with scrub': 'scrub',
         'Ghostscript': 'raster'}
HERE = pathlib.Path(__file__).parent


def quiet(*command):
    return subprocess.run(command, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, timeout=180,
                          check=False).returncode == 0


def fitz(way, source, target, case):
    return quiet('/usr/bin/python3', '-B', HERE / 'peer_fitz.py', way, source,
                 target, case.password or '', json.dumps(case.boxes))


def raster(source, target, case):
    boxed = target.with_suffix('.box.pdf')
    return fitz('box', source, boxed, case) and quiet(
        'gs', '-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-r200',
        '-sDEVICE=pdfimage24', f'-sOutputFile={target}', boxed)


def redacted(way, source, target, case):
    if way == 'raster':
        return raster(source, target, case)
    return fitz(way, source, target, case)


def verdict(way, channel, twins):
    """What one peer leaves of one channel."""
    paths = []
    for twin, case in twins:
        target = twin.folder / f'{channel.name}.{way}.pdf'
        try:
            made = redacted(way, twin.source(channel), target, case)
        except subprocess.TimeoutExpired:
            made = False
        if not made or not target.exists():
            return judge.none('refused')
        paths.append(target)
    return judge.judge(twins[0][1], twins[0][0].source(channel), paths,
                       exact=False)


def word(result):
    if result.control == 'refused':
        return 'no output'
    lost = {'in place': '', 'ink only': ', no text'}.get(
        result.control, ', control lost')
    if not result.leaks:
        return 'clean' + lost
    return ('differs' if result.leaks == ['twins differ'] else '**LEAK**'
            ) + lost


def versions():
    def first(*command):
        done = subprocess.run(command, capture_output=True, text=True,
                              check=False)
        return (done.stdout + done.stderr).strip().splitlines()[0]
    return ['PyMuPDF ' + first('/usr/bin/python3', '-c',
                               'import fitz; print(fitz.VersionBind, "on '
                               'MuPDF", fitz.VersionFitz)'),
            'Ghostscript ' + first('gs', '--version'),
            first('qpdf', '--version'), first('pdftotext', '-v')]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--channel', default='*')
    channels = lab.chosen(parser.parse_args().channel)
    with tempfile.TemporaryDirectory() as scratch:
        twins = [production.Production(pathlib.Path(scratch) / name, channels,
                                       twin)
                 for twin, name in enumerate(('a', 'b'))]

        def row(index):
            pair = [(twin, twin.cases[index]) for twin in twins]
            return [verdict(way, channels[index], pair)
                    for way in PEERS.values()]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            rows = list(pool.map(row, range(len(channels))))
    print(f'{datetime.date.today()}; {"; ".join(versions())}\n')
    print('| channel | the secret is | ' + ' | '.join(PEERS) + ' |')
    print('|---' * (2 + len(PEERS)) + '|')
    for channel, row in zip(channels, rows):
        print(f'| {channel.name} | {channel.what} | '
              + ' | '.join(word(result) for result in row) + ' |')
    print('| **clean, control in place** | of ' + str(len(channels)) + ' | '
          + ' | '.join(str(sum(not r[n].leaks and r[n].control == 'in place'
                               for r in rows)) for n in range(len(PEERS)))
          + ' |')
    print('| **leaks or differs** | | '
          + ' | '.join(str(sum(bool(r[n].leaks) for r in rows))
                       for n in range(len(PEERS))) + ' |')


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    main()
