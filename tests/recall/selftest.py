#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""selftest.py SAMPLES: recall.py sees a word that was lost and one that
stayed under a box."""
import contextlib
import io
import json
import pathlib
import shutil
import sys
import tempfile

import recall

FILE = 'misc/ledger-cropped.pdf'


def verdict(samples, boxes, output):
    """What recall.py says of an output that is a copy of `output`."""
    with tempfile.TemporaryDirectory() as out:
        out = pathlib.Path(out)
        (out / 'private').mkdir()
        shutil.copyfile(samples / output, out / 'copy.pdf')
        page = {'number': 'COE000141', 'size': [612000, 700000],
                'placement': {'scale_ppm': 1000000, 'dx': 0, 'dy': 0},
                'boxes': [{'id': 'R', 'rect': box} for box in boxes]}
        (out / 'private/manifest.json').write_text(json.dumps(
            {'documents': [{'output': 'copy.pdf', 'source': FILE,
                            'pages': [page]}]}), 'utf-8')
        words = io.StringIO()
        with contextlib.redirect_stdout(words):
            good = recall.measure(out, samples, False)
        return good, words.getvalue()


def main():
    samples, bad = pathlib.Path(sys.argv[1]), 0
    cases = [
        ('a perfect copy is good', [], FILE, True, '100.00 %'),
        ('a word left under a box is found', [[54000, 50000, 140000, 64000]],
         FILE, False, 'inside boxes: 2 (of 2)'),
        ('a whole page left is found', ['whole'], FILE, False,
         'recall outside boxes: 100.00 % (0 of 0'),
        ('another page has lost the words', [], 'misc/site-plan.pdf', False,
         'inside boxes: 0'),
    ]
    print(f'1..{len(cases)}')
    for nth, (claim, boxes, output, want, part) in enumerate(cases, 1):
        good, words = verdict(samples, boxes, output)
        right = good == want and part in words
        bad += not right
        print(f'{"ok" if right else "not ok"} {nth} - {claim}')
        if not right:
            print('\n'.join(f'# {line}' for line in words.splitlines()))
    return bad > 0


if __name__ == '__main__':
    sys.exit(main())
