# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents of a small production, and what attorneys make of them.

    binder.py DIR
    binder.py --mark FROM TO PAGE X0 Y0 X1 Y1

writes the sources ia.pdf (three pages) and depo.pdf (one turned, one cropped,
one in double units, one blank), and files with marks on them: binders and
working copies. Each page's words are its own. The other way gives a page of a
file of ours a redaction mark.
"""
import os
import random
import re
import subprocess
import sys

WORDS = ('the officer said that he had been seen near corner when call came '
         'over radio and no one else was there until half past nine which is '
         'why report does not name witness whose house stands across').split()
LETTER = (612, 792)


def escaped(text):
    return text.replace('\\', r'\\').replace('(', r'\(').replace(')', r'\)')


def text_of(document, page, lines=34, other=None):
    """Content of a page; line `other` says something else."""
    rng = random.Random('%s %d' % (document, page))
    out = ['BT /F1 11 Tf 15 TL 72 708 Td']
    for k in range(lines):
        words = ' '.join(rng.choice(WORDS) for _ in range(rng.randint(6, 13)))
        if k == other:
            words = 'On that day ' + words
        out.append('(%s) Tj T*' % escaped(words))
    return '\n'.join(out + ['ET'])


class Page:
    def __init__(self, content, box=(0, 0) + LETTER, keys='', at=None,
                 stamp=None, marks=()):
        if at:
            content = 'q %s cm\n%s\nQ' % (at, content)
        if stamp:
            content += '\nBT /F1 10 Tf %d 22 Td (%s) Tj ET' % (
                box[2] - 90, stamp)
        self.content = content
        self.keys = '/MediaBox[%d %d %d %d]%s' % (box + (keys,))
        self.marks = marks


def redact(rect, text='', note='', name='', more=''):
    x0, y0, x1, y1 = rect
    quad = '%s %s %s %s %s %s %s %s' % (x0, y1, x1, y1, x0, y0, x1, y0)
    return ('/Subtype/Redact/Rect[%s %s %s %s]/QuadPoints[%s]/C[1 0 0]'
            '/T(J. Smith)%s%s%s%s' % (
                x0, y0, x1, y1, quad,
                '/OverlayText(%s)' % text if text else '',
                '/Contents(%s)' % note if note else '',
                '/NM(%s)' % name if name else '', more))


def highlight(rect, colour='1 1 0', author='J. Smith'):
    x0, y0, x1, y1 = rect
    return ('/Subtype/Highlight/Rect[%s %s %s %s]/C[%s]/T(%s)'
            '/QuadPoints[%s %s %s %s %s %s %s %s]' % (
                x0, y0, x1, y1, colour, author,
                x0, y1, x1, y1, x0, y0, x1, y0))


def write(path, pages):
    bodies = {1: '<</Type/Catalog/Pages 2 0 R>>',
              3: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'}
    kids, n = [], 4
    for page in pages:
        marks = []
        for mark in page.marks:
            bodies[n] = '<</Type/Annot/F 4%s>>' % mark
            marks.append('%d 0 R' % n)
            n += 1
        bodies[n] = '<</Length %d>>\nstream\n%s\nendstream' % (
            len(page.content), page.content)
        bodies[n + 1] = ('<</Type/Page/Parent 2 0 R%s/Contents %d 0 R'
                         '/Resources<</Font<</F1 3 0 R>>>>/Annots[%s]>>' % (
                             page.keys, n, ' '.join(marks)))
        kids.append('%d 0 R' % (n + 1))
        n += 2
    bodies[2] = '<</Type/Pages/Count %d/Kids[%s]>>' % (
        len(pages), ' '.join(kids))
    out, at = '%PDF-1.7\n', {}
    for number in sorted(bodies):
        at[number] = len(out)
        out += '%d 0 obj\n%s\nendobj\n' % (number, bodies[number])
    start = len(out)
    out += 'xref\n0 %d\n0000000000 65535 f \n' % n
    for number in range(1, n):
        out += '%010d 00000 n \n' % at[number]
    out += 'trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (
        n, start)
    with open(path, 'w', encoding='latin-1') as f:
        f.write(out)


def ia(page, **more):
    other = more.pop('other', None)
    return Page(text_of('ia', page, other=other), **more)


def depo(page, **more):
    """Page 1 is turned, 2 cropped, 3 in units of 1/36 inch, 4 blank."""
    if page == 1:
        return Page(text_of('depo', 1), keys='/Rotate 90', **more)
    if page == 2:
        return Page(text_of('depo', 2),
                    keys='/CropBox[36 36 576 756]', **more)
    if page == 3:
        return Page('.5 0 0 .5 0 0 cm\n' + text_of('depo', 3),
                    box=(0, 0, 306, 396), keys='/UserUnit 2', **more)
    return Page('', **more)


NAME = (72, 700, 200, 716)  # on the first line


def marked(number=None):
    return [redact(NAME, 'PII', 'ask JS', more=number or '')]


FILED = '\nBT /F1 8 Tf 200 150 Td (File 2018-%d) Tj ET'


def scenes():
    yield 'ia.pdf', [ia(1), ia(2), ia(3)]
    yield 'filed.pdf', [Page(text_of('ia', 1) + FILED % 1000)]
    yield 'depo.pdf', [depo(1), depo(2), depo(3), depo(4)]
    # Copies under the documents' own names.
    yield 'back/ia.pdf', [ia(1), ia(2, marks=marked()), ia(3)]
    yield 'back/depo_WORKING-COPY.pdf', [
        depo(1, marks=[redact((100, 100, 200, 120), 'IA')]),
        depo(2, marks=[redact((100, 100, 200, 120), 'IA')]),
        depo(3, marks=[redact((50, 50, 100, 60), 'pii, ia')]), depo(4)]
    # A binder of stamped pages in any order, with a cover.
    cover = Page('BT /F1 40 Tf 200 500 Td (TAB A) Tj ET')
    yield 'binder.pdf', [
        cover, ia(3, stamp='COE000003', marks=marked()),
        ia(1, stamp='COE000001', marks=[highlight(NAME)])]
    # Pages without numbers: known by what they show, or by their neighbours.
    yield 'plain.pdf', [
        depo(2), depo(3, marks=[redact((50, 50, 100, 60), 'PII')]),
        depo(4, marks=[redact((100, 100, 200, 120), 'PII')]), ia(2)]
    # Printed smaller, and turned.
    yield 'small.pdf', [
        ia(1, at='.9 0 0 .9 30 60', marks=[redact(
            (30 + .9 * 72, 60 + .9 * 700, 30 + .9 * 200, 60 + .9 * 716),
            'PII')]),
        ia(2, at='0 1 -1 0 792 0', box=(0, 0, 792, 612),
           marks=[redact((792 - 716, 72, 792 - 700, 200), 'PII')])]
    # What must be refused.
    yield 'changed.pdf', [ia(1, other=20, stamp='COE000001',
                             marks=marked())]
    # Two figures for two of nearly the same shape.
    yield 'figure.pdf', [Page(text_of('ia', 1) + FILED % 1008,
                              stamp='COE000001', marks=marked())]
    # Whose name says one page, and whose number another.
    yield 'back/none.pdf', [Page('', stamp='COE000001', marks=marked())]
    yield 'none.pdf', [Page('')]
    yield 'swapped.pdf', [ia(1, stamp='COE000002', marks=marked())]
    yield 'strange.pdf', [Page(text_of('else', 1), marks=marked())]
    yield 'off.pdf', [ia(1, stamp='COE000001', marks=[
        redact((700, 100, 800, 120), 'PII')])]
    yield 'edge.pdf', [ia(1, stamp='COE000001', marks=[
        redact((500, 100, 700, 120), 'PII')])]
    yield 'blank.pdf', [depo(4)]
    yield 'nocode.pdf', [ia(1, stamp='COE000001', marks=[redact(NAME)])]
    yield 'twins.pdf', [ia(1, stamp='COE000001', marks=[
        redact(NAME, 'PII', 'one'), redact(NAME, 'PII', 'two'),
        redact(NAME, 'IA')])]


def mark(source, target, page, *rect):
    """qpdf spreads the file out, so that a page can be edited as text."""
    out = subprocess.run(['qpdf', '--qdf', '--object-streams=disable',
                          source, '-'], check=True,
                         stdout=subprocess.PIPE).stdout
    at = [m.end() for m in re.finditer(rb'/Type /Page\n', out)][int(page) - 1]
    note = redact(tuple(float(v) for v in rect), 'PII')
    out = (out[:at] + b'  /Annots [<</Type/Annot/F 4%s>>]\n' % note.encode()
           + out[at:])
    with open(target, 'wb') as f:
        f.write(subprocess.run(['fix-qdf'], input=out, check=True,
                               stdout=subprocess.PIPE).stdout)


def main():
    if sys.argv[1] == '--mark':
        mark(*sys.argv[2:])
        return
    os.makedirs(os.path.join(sys.argv[1], 'back'), exist_ok=True)
    for name, pages in scenes():
        write(os.path.join(sys.argv[1], name), pages)


if __name__ == '__main__':
    main()
