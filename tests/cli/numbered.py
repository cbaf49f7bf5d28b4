#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""numbered.py DIR: documents as productions number them, and as they should
not have. Pages are 612 x 792 points as displayed, whatever turns them.
"""
import pathlib
import sys

WIDE, HIGH = 612, 792
FONT = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>'
# What a page is turned by: from displayed points, y up, to its own.
TURNS = {
    0: '1 0 0 1 0 0', 90: f'0 1 -1 0 {HIGH} 0',
    180: f'-1 0 0 -1 {WIDE} {HIGH}', 270: f'0 -1 1 0 0 {WIDE}',
}


def text(x, y, words, size=10, more=''):
    words = words.replace('(', r'\(').replace(')', r'\)')
    return f'BT /F {size} Tf {more} {x} {y} Td ({words}) Tj ET '


def coe(n):
    return f'COE{n:06}'


def stamp(n, y=20, more=''):
    return text(530, y, n if isinstance(n, str) else coe(n), more=more)


def body(*cited):
    lines = [f'On that day I read {c} and wrote this.' for c in cited]
    return ''.join(text(72, 600 - 40 * i, line)
                   for i, line in enumerate(lines))


# What a scanner makes: a picture, and no text.
PICTURE = '0 g 100 300 400 3 re f 100 320 300 3 re f 530 20 52 8 re f '


def pdf(pages, labels='', turn=0):
    objects = [f'<</Type/Catalog/Pages 2 0 R{labels}>>', '']
    kids = []
    wide, high = (HIGH, WIDE) if turn % 180 else (WIDE, HIGH)
    for content in pages:
        data = f'q {TURNS[turn]} cm {content} Q'
        kids.append(len(objects) + 1)
        objects.append(
            f'<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]'
            f'/Rotate {turn}/Contents {len(objects) + 2} 0 R{FONT}>>')
        objects.append(f'<</Length {len(data)}>>\nstream\n{data}\nendstream')
    refs = ' '.join(f'{k} 0 R' for k in kids)
    objects[1] = f'<</Type/Pages/Kids[{refs}]/Count {len(kids)}>>'
    out, offsets = '%PDF-1.7\n', []
    for number, data in enumerate(objects, 1):
        offsets.append(len(out))
        out += f'{number} 0 obj\n{data}\nendobj\n'
    xref = len(out)
    out += f'xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n'
    out += ''.join(f'{at:010} 00000 n \n' for at in offsets)
    return out + (f'trailer\n<</Size {len(offsets) + 1}/Root 1 0 R>>\n'
                  f'startxref\n{xref}\n%%EOF\n')


def labelled(first, n):
    rows = ' '.join(f'{i}<</P({coe(first + i)})>>' for i in range(n))
    return f'/PageLabels<</Nums[{rows}]>>'


def documents():
    # A body, a heading and a foot that cite: the document's own, others'.
    yield 'cites', pdf([
        body(coe(101), coe(107), coe(900 + i)) + stamp(101 + i)
        + text(72, 750, f'Answer to {coe(104)}')
        + text(72, 20, f'See {coe(900 + i)}, {coe(101)} and page {i + 1}')
        for i in range(4)])
    # Every page names the document by its first number, where numbers stand.
    yield 'heading', pdf([
        text(72, 765, coe(111)) + stamp(111 + i) for i in range(3)])
    # Produced twice: the old numbers go on beside the new ones.
    yield 'twice', pdf([
        text(530, 20, f'OLD-{501 + i:06}') + stamp(121 + i, 34)
        for i in range(3)])
    for turn in (90, 180, 270):
        yield f'turned{turn}', pdf([stamp(130 + turn // 90)], turn=turn)
    yield 'covered', pdf([body() + stamp(141), stamp(142)])
    yield 'spaced', pdf([
        text(430, 20, coe(151), more='7 Tc'),
        text(430, 20, ' '.join(coe(152)), more='0 Tc')])
    yield 'layer', pdf([
        PICTURE + stamp(161 + i, more='3 Tr') for i in range(3)])
    # One digit of another program's OCR is wrong.
    yield 'misread', pdf([
        PICTURE + stamp(n, more='3 Tr') for n in (171, 472, 173)])
    yield 'pictures', pdf([PICTURE, PICTURE, stamp(183)])
    yield 'labels', pdf([stamp(191), stamp(192)], labelled(191, 2))
    yield 'other-labels', pdf(
        [stamp(195)], '/PageLabels<</Nums[0<</S/r/P(Exhibit )>>]>>')

    # A whole production in one file.
    yield 'whole', pdf([body(coe(221)) + stamp(n)
                        for n in (221, 222, 223, 231, 232)])

    yield 'slip', pdf([
        stamp(204 if i == 2 else 201 + i)
        + (text(72, 20, f'cf. {coe(203)}') if i == 2 else '')
        for i in range(5)])
    yield 'shifted', pdf([stamp(302 + i) for i in range(4)])
    yield 'wrong-labels', pdf([stamp(401 + i) for i in range(3)],
                              labelled(402, 3))
    yield 'layer-shifted', pdf([
        PICTURE + stamp(502 + i, more='3 Tr') for i in range(3)])
    yield 'old-only', pdf([text(530, 20, f'OLD-{601 + i:06}') + body(coe(601))
                           for i in range(2)])
    yield 'many-slips', pdf([stamp(701 + 2 * i) for i in range(30)])


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(exist_ok=True)
    for name, data in documents():
        (out / f'{name}.pdf').write_text(data, encoding='ascii')


if __name__ == '__main__':
    main()
