#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""transcript.py KIND FILE [FIRST [COUNT]]: a PDF whose pages number lines.

Each line bears a word of its own: p45l12 on line 12 of page 45. Kinds:
transcript (a page a sheet, 25 lines), sheet (four of them, the first column
downward), pleading (28 lines, a quotation between lines 11 and 14), pages of
which are "page" 1 and so on.
"""
import sys

HEAD = b'%PDF-1.4\n'


def put(x, y, size, text):
    return f'BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n'


def lines(x, y, pitch, size, page, count):
    out = ''
    for i in range(1, count + 1):
        at = y - pitch * (i - 1)
        out += put(x - 0.6 * size * len(str(i)), at, size, str(i))
        out += put(x + 2 * size, at, size, f'Q. said p{page}l{i} jq')
    return out


def transcript(first, count):
    for page in range(first, first + count):
        yield (put(480, 750, 12, f'Page {page}') +
               lines(90, 710, 24, 12, page, 25))


def sheet(first, count):
    for one in range(count):
        out = ''
        for k in range(4):
            page = first + 4 * one + k
            x, y = 30 + 290 * (k // 2), 750 - 370 * (k % 2)
            out += put(x + 100, y, 8, page) + lines(x + 12, y - 20, 12, 8,
                                                    page, 25)
        yield out


def pleading(first, count):
    for page in range(first, first + count):
        out = '70 0 0.5 792 re 73 0 0.5 792 re 560 0 0.5 792 re f\n'
        for i in range(1, 29):
            y = 720 - 24 * (i - 1)
            out += put(60 - 7 * len(str(i)), y, 12, str(i))
            if not 12 <= i <= 13:
                out += put(90, y, 12, f'says p{page}l{i} jq')
        for i in range(4):
            out += put(120, 720 - 24 * 11 - 12 * i, 10, f'quote p{page}q{i}')
        yield out + put(300, 20, 12, page)


def pdf(pages):
    objects = [b'<</Type/Catalog/Pages 2 0 R>>', b'',
               b'<</Type/Font/Subtype/Type1/BaseFont/Courier>>']
    kids = []
    for text in pages:
        data = text.encode('ascii')
        kids.append(f'{len(objects) + 1} 0 R')
        objects.append(
            b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents '
            b'%d 0 R/Resources<</Font<</F1 3 0 R>>>>>>' % (len(objects) + 2))
        objects.append(b'<</Length %d>>stream\n' % len(data) + data +
                       b'\nendstream')
    objects[1] = (f'<</Type/Pages/Count {len(kids)}/Kids[{" ".join(kids)}]>>'
                  .encode('ascii'))
    out, offsets = bytearray(HEAD), []
    for i, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b'%d 0 obj\n' % i + body + b'\nendobj\n'
    start = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    for at in offsets:
        out += b'%010d 00000 n \n' % at
    out += (b'trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' %
            (len(objects) + 1, start))
    return bytes(out)


KINDS = {'transcript': transcript, 'sheet': sheet, 'pleading': pleading}
kind, name, *rest = sys.argv[1:]
with open(name, 'wb') as f:
    f.write(pdf(KINDS[kind](*([int(n) for n in rest] + [1, 1])[:2])))
