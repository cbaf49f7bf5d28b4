#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""pdf.py CATALOG PAGE CONTENT [OBJECT...]: a PDF of one page on stdout.

CATALOG and PAGE are entries for these dictionaries, CONTENT is the page's;
each OBJECT becomes one more, numbered from 5.
"""
import sys


def main():
    catalog, page, content = sys.argv[1:4]
    bodies = [
        f'<</Type/Catalog/Pages 2 0 R{catalog}>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R'
        f'/Resources<<>>{page}>>',
        f'<</Length {len(content)}>>\nstream\n{content}\nendstream',
    ] + sys.argv[4:]
    out, offsets = '%PDF-1.7\n', []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f'{number} 0 obj\n{body}\nendobj\n'
    xref = len(out)
    out += f'xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n'
    out += ''.join(f'{at:010} 00000 n \n' for at in offsets)
    out += (f'trailer\n<</Size {len(bodies) + 1}/Root 1 0 R>>\n'
            f'startxref\n{xref}\n%%EOF\n')
    sys.stdout.write(out)


if __name__ == '__main__':
    main()
