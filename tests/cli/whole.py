#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""whole.py FILE NUMBER...: a PDF of a page for each NUMBER, which stands at its
bottom right; "-" is a page without one. Page 3 says "word3". The page tree has
nodes of four pages."""
import sys

FAN = 4


def whole(numbers):
    """Its bytes: objects in the order of their numbers."""
    nodes = [range(i, min(i + FAN, len(numbers)))
             for i in range(0, len(numbers), FAN)]
    first = 4 + len(nodes)
    page = lambda i: first + 2 * i
    objects = [
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Count %d/Kids[%s]>>' % (
            len(numbers),
            ' '.join(f'{4 + n} 0 R' for n in range(len(nodes)))),
        '<</Type/Font/Subtype/Type1/BaseFont/Helvetica'
        '/Encoding/WinAnsiEncoding>>',
    ]
    for pages in nodes:
        objects.append('<</Type/Pages/Parent 2 0 R/Count %d/Kids[%s]>>' % (
            len(pages), ' '.join(f'{page(i)} 0 R' for i in pages)))
    for i, number in enumerate(numbers):
        text = f'BT /F 14 Tf 72 700 Td (This is word{i + 1} of it) Tj ET'
        if number != '-':
            text += f' BT /F 10 Tf 520 20 Td ({number}) Tj ET'
        objects.append(
            '<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]'
            '/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>' % (
                4 + i // FAN, page(i) + 1))
        objects.append(f'<</Length {len(text)}>>stream\n{text}\nendstream')
    out, places = '%PDF-1.5\n', []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f'{n} 0 obj\n{body}\nendobj\n'
    table = ''.join(f'{at:010d} 00000 n \n' for at in places)
    return (f'{out}xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}'
            f'trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\n'
            f'startxref\n{len(out)}\n%%EOF\n').encode()


if __name__ == '__main__':
    with open(sys.argv[1], 'wb') as to:
        to.write(whole(sys.argv[2:]))
