# SPDX-License-Identifier: AGPL-3.0-or-later
"""placed.py MANIFEST CSV PAGE X0 Y0 X1 Y1

The one row of the list is where, by the manifest's placement of a page of the
first proposed copy, a box was drawn on that page.
"""
import csv
import json
import sys


def main():
    manifest, rows, page = sys.argv[1:4]
    drawn = [round(1000 * float(v)) for v in sys.argv[4:]]
    with open(manifest, encoding='utf-8') as f:
        pages = json.load(f)['copies'][0]['pages']
    with open(rows, encoding='utf-8-sig') as f:
        row, = csv.DictReader(f)
    at = pages[int(page) - 1]['placement']
    for k, side in enumerate(('x0', 'y0', 'x1', 'y1')):
        low = k < 2
        v = round(1000 * float(row[side])) * at['scale_ppm']
        v = v // 1000000 if low else -(-v // 1000000)
        v += at['dx'] if k % 2 == 0 else at['dy']
        assert v == drawn[k], (row, at, v, drawn[k])


if __name__ == '__main__':
    main()
