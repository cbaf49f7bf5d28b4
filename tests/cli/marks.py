#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""marks.py FILE.pdf|FILE.xfdf [PDF]: its redact annotations, a line each:
page, name, codes, subject, contents, and each place in milli-points of the
page as shown. Read by qpdf, or an XML parser, and by arithmetic of its own.
An XFDF says nothing of its pages: PDF is what it is about.
"""
import json
import subprocess
import sys
import xml.etree.ElementTree as ET

XFDF = '{http://ns.adobe.com/xfdf/}'


def load(path, *options):
    out = subprocess.run(
        ['qpdf', *options, '--json=2', '--json-key=qpdf', '--json-key=pages',
         path], stdout=subprocess.PIPE, check=True).stdout
    data = json.loads(out)
    return data['qpdf'][1], [p['object'] for p in data['pages']]


class Pdf:
    def __init__(self, path, *options):
        self.objects, self.pages = load(path, *options)

    def get(self, value):
        while isinstance(value, str) and value.endswith(' R'):
            found = self.objects['obj:' + value]
            value = found.get('value', found.get('stream', {}).get('dict'))
        return value

    def inherited(self, page, key):
        node = self.get(page)
        while node is not None and key not in node:
            node = self.get(node.get('/Parent'))
        return self.get(node[key]) if node else None

    def shown(self, page, x, y):
        box = self.inherited(page, '/CropBox') or \
            self.inherited(page, '/MediaBox')
        x0, y0, x1, y1 = box
        unit = self.get(page).get('/UserUnit', 1) * 1000
        x, y = {0: (x - x0, y1 - y), 90: (y - y0, x - x0),
                180: (x1 - x, y - y0), 270: (y1 - y, x1 - x)}[
                    (self.inherited(page, '/Rotate') or 0) % 360]
        return round(x * unit), round(y * unit)

    def places(self, page, numbers):
        out = []
        for i in range(0, len(numbers), 8):
            at = [self.shown(page, *numbers[k:k + 2])
                  for k in range(i, i + 8, 2)]
            out.append(','.join(map(str, (
                min(x for x, _ in at), min(y for _, y in at),
                max(x for x, _ in at), max(y for _, y in at)))))
        return ' '.join(out)


def text(value):
    return value[2:] if value.startswith('u:') else value


def of_pdf(path, *options):
    pdf = Pdf(path, *options)
    for n, page in enumerate(pdf.pages):
        for ref in pdf.get(pdf.get(page).get('/Annots')) or []:
            a = pdf.get(ref)
            if a['/Subtype'] == '/Redact':
                assert pdf.get(pdf.get(a['/AP'])['/N'])['/BBox'] == a['/Rect']
                yield [n, *[text(a.get(k, 'u:')) for k in
                            ('/NM', '/OverlayText', '/Subj', '/Contents')],
                       pdf.places(page, a['/QuadPoints'])]


def of_xfdf(path, about):
    pdf = Pdf(about)
    for a in ET.parse(path).getroot().iter(XFDF + 'redact'):
        page = int(a.get('page'))
        yield [page, *[a.get(k, '') for k in
                       ('name', 'overlay-text', 'subject')],
               a.findtext(XFDF + 'contents', ''),
               pdf.places(pdf.pages[page],
                          [float(v) for v in a.get('coords').split(',')])]


def main():
    path, *rest = sys.argv[1:]
    marks = of_xfdf if path.endswith('.xfdf') else of_pdf
    for mark in marks(path, *rest):
        print(*mark, sep='|')


if __name__ == '__main__':
    main()
