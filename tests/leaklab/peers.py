#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""peers.py [--channel PATTERN]: the same channels through what a user could
pick instead. Needs python3-fitz and ghostscript; no part of the test run.

- black box: a black rectangle drawn over the words;
- PyMuPDF: add_redact_annot, apply_redactions with pixels, then
  save(garbage=4, clean=True);
- with scrub: and scrub() before it is saved;
- Ghostscript: the black box, then a picture of each page (pdfimage24), of
  its MediaBox, as it does unless it is told -dUseCropBox.

LEAK: the secret was read in the file, or seen on the page. differs: it was
not, but the files made of two secrets differ in more than time and chance.
no text: the control is there as ink alone. control lost: what stood outside
the box is gone, or stands elsewhere.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

import board
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


def differs(result):
    """Nothing was read, but the files of two secrets are not the same."""
    return result.leaks == ['twins differ']


def word(result):
    if result.control == 'refused':
        return 'no output'
    lost = {'in place': '', 'ink only': ', no text'}.get(
        result.control, ', control lost')
    if not result.leaks:
        return 'clean' + lost
    return ('differs' if differs(result) else '**LEAK**') + lost


def versions():
    return board.dated(
        'PyMuPDF ' + board.first_line(
            '/usr/bin/python3', '-c', 'import fitz; print(fitz.VersionBind, '
            '"on MuPDF", fitz.VersionFitz)'),
        'Ghostscript ' + board.first_line('gs', '--version'))


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
    print(f'# Other tools in the leak lab\n\n{versions()}.\n'
          'Made by `peers.py`.\n')
    print(__doc__.split('\n\n', 1)[1])
    print(board.markdown(
        ('of ' + str(len(channels)), *PEERS),
        [('clean, control in place', *(
            sum(not r[n].leaks and r[n].control == 'in place' for r in rows)
            for n in range(len(PEERS)))),
         ('clean, control as ink alone', *(
             sum(not r[n].leaks and r[n].control == 'ink only' for r in rows)
             for n in range(len(PEERS)))),
         ('leaks', *(sum(bool(r[n].leaks) and not differs(r[n])
                         for r in rows) for n in range(len(PEERS)))),
         ('differs', *(sum(differs(r[n]) for r in rows)
                       for n in range(len(PEERS))))]))
    print(board.markdown(
        ('channel', 'the secret is', *PEERS),
        [(c.name, c.what, *(word(result) for result in r))
         for c, r in zip(channels, rows)]), end='')


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    main()
