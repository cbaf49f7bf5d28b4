#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""scanned.py PDF OUT [QUARTERS]: the pages of a PDF as a scanner gives them,
pictures of 200 dpi without text; laid on the glass turned by so many quarters.
"""
import glob
import subprocess
import sys
import tempfile
import zlib


def pages(path):
    with tempfile.TemporaryDirectory() as tmp:
        subprocess.run(['pdftoppm', '-gray', '-r', '200', path, f'{tmp}/p'],
                       check=True)
        for name in sorted(glob.glob(f'{tmp}/p*.pgm')):
            with open(name, 'rb') as f:
                _, size, _, px = f.read().split(b'\n', 3)
            wide, high = map(int, size.split())
            yield wide, high, px


def turned(wide, high, px):
    """A quarter turn, clockwise."""
    rows = [px[y * wide:(y + 1) * wide] for y in range(high)]
    return high, wide, b''.join(bytes(c) for c in zip(*rows[::-1]))


def main():
    source, out = sys.argv[1:3]
    quarters = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    bodies, kids = [b'<</Type/Catalog/Pages 2 0 R>>', b''], []
    for page in pages(source):
        for _ in range(quarters):
            page = turned(*page)
        wide, high, px = page
        w, h = wide * 72 / 200, high * 72 / 200
        at = len(bodies) + 1
        kids.append(b'%d 0 R' % at)
        draw = b'%.2f 0 0 %.2f 0 0 cm /I Do' % (w, h)
        data = zlib.compress(px)
        bodies += [
            b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents '
            b'%d 0 R/Resources<</XObject<</I %d 0 R>>>>>>'
            % (w, h, at + 1, at + 2),
            b'<</Length %d>>\nstream\n%s\nendstream' % (len(draw), draw),
            b'<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace'
            b'/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>\n'
            b'stream\n%s\nendstream' % (wide, high, len(data), data)]
    bodies[1] = b'<</Type/Pages/Kids[%s]/Count %d>>' % (b' '.join(kids),
                                                        len(kids))
    pdf, offsets = b'%PDF-1.7\n', []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(pdf))
        pdf += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    xref = len(pdf)
    pdf += b'xref\n0 %d\n0000000000 65535 f \n' % (len(offsets) + 1)
    pdf += b''.join(b'%010d 00000 n \n' % at for at in offsets)
    pdf += b'trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (
        len(offsets) + 1, xref)
    with open(out, 'wb') as f:
        f.write(pdf)


if __name__ == '__main__':
    main()
