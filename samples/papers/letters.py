# SPDX-License-Identifier: AGPL-3.0-or-later
"""letters/translation.pdf: ligatures, accents, Greek, Russian, a word that
stands upright in the margin, and white words on black."""
from kit import layout, metrics, pdfout, strokes

GREEK = dict(zip('αβγδεζηθικλμνξοπρςστυφχψωΑΒΓΔΕΗΙΚΛΜΝΟΠΡΣΤ ',
                 map(ord, 'abgdezhqiklmnxoprVstufcywABGDEHIKLMNOPRST ')))
GREEK_WIDTH = dict(zip(
    'abgdezhqiklmnxoprVstufcywABGDEHIKLMNOPRST ',
    [631, 549, 411, 494, 439, 494, 603, 521, 329, 549, 549, 576, 521, 493,
     549, 549, 549, 439, 603, 439, 576, 521, 549, 686, 686, 722, 667, 603,
     612, 611, 722, 333, 722, 686, 889, 722, 722, 768, 556, 592, 611, 250]))
RUSSIAN = {c: 33 + at for at, c in enumerate(strokes.CYRILLIC)}
RUSSIAN.update({',': 100, '.': 101, '-': 102, ' ': 103, '1': 104, '4': 105,
                '8': 106})
LIGATURE = {'\ufb01': 131, '\ufb02': 136}

metrics.FONTS['TL'] = ('', [556 if at + 32 in (131, 136) else wide
                            for at, wide in enumerate(metrics.TIMES)],
                       LIGATURE)
metrics.FONTS['S'] = ('', [GREEK_WIDTH.get(chr(at), 0)
                           for at in range(32, 256)], GREEK)
metrics.FONTS['R'] = ('', [600] * 224, RUSSIAN)


def to_unicode(pdf, codes):
    """A CMap from byte to text."""
    rows = [f'<{code:02x}> <{text.encode("utf-16-be").hex()}>'
            for text, code in sorted(codes.items(), key=lambda c: c[1])]
    parts = ''.join(f'{len(rows[at:at + 90])} beginbfchar\n'
                    + '\n'.join(rows[at:at + 90]) + '\nendbfchar\n'
                    for at in range(0, len(rows), 90))
    return pdf.stream('', (
        '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n'
        '/CMapName /Ours def\n/CMapType 2 def\n1 begincodespacerange\n<00> '
        f'<ff>\nendcodespacerange\n{parts}endcmap\nend\nend\n').encode())


def ligature_font(pdf):
    codes = {bytes([c]).decode('cp1252'): c for c in range(32, 127)}
    codes.update({'\u2019': 0x92, '\u201c': 0x93, '\u201d': 0x94})
    codes.update({bytes([c]).decode('cp1252'): c for c in range(0xa1, 256)})
    codes.update({'fi': 131, 'fl': 136})
    widths = ' '.join(map(str, metrics.FONTS['TL'][1]))
    return pdf.add(
        '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type'
        '/Encoding/BaseEncoding/WinAnsiEncoding/Differences[131/fi 136/fl]>>'
        f'/FirstChar 32/LastChar 255/Widths[{widths}]'
        f'/ToUnicode {to_unicode(pdf, codes)} 0 R>>')


def russian_font(pdf):
    """A Type 3 font of the typewriter's letters."""
    procs, names = [], []
    for char, code in RUSSIAN.items():
        glyph = strokes.CYRILLIC.get(char) or strokes.LATIN[char]
        ops = ['600 0 d0 66 w 1 J 1 j']
        for points in strokes.outline(glyph):
            ops += [f'{pdfout.number(x * 30)} {pdfout.number(y * 30)} '
                    + 'ml'[at > 0] for at, (x, y) in enumerate(points)]
            ops.append('S')
        procs.append(f'/g{code} {pdf.stream("", " ".join(ops).encode())} 0 R')
        names.append(f'{code}/g{code}')
    return pdf.add(
        '<</Type/Font/Subtype/Type3/FontBBox[-50 -250 650 700]/FontMatrix'
        f'[0.001 0 0 0.001 0 0]/CharProcs<<{"".join(procs)}>>/Encoding<<'
        f'/Type/Encoding/Differences[{" ".join(names)}]>>/FirstChar 33'
        f'/LastChar 106/Widths[{" ".join(["600"] * 74)}]/Resources<<>>'
        f'/ToUnicode {to_unicode(pdf, RUSSIAN)} 0 R>>')


def joined(text):
    """The text with its ligatures."""
    return text.replace('fi', '\ufb01').replace('fl', '\ufb02')


FRENCH = [
    'I, Zo\u00eb Lef\u00e8vre-N\u00fa\u00f1ez, am a certified translator of '
    'French, Greek and Russian. The affidavit that follows was filed in my '
    'office on May 9, 2018; its first and final pages reflect what I was '
    'given, and I find no conflict between the two.',
    'The witness, [[t-1:Ren\u00e9e D\u2019Aubign\u00e9-Schr\u00f6der]], wrote '
    'by hand: \u201cJ\u2019ai vu la voisine \u00e0 sa porte; elle ne se '
    'd\u00e9battait pas. L\u2019agent l\u2019a tir\u00e9e par le poignet, '
    'm\u00eame apr\u00e8s qu\u2019elle e\u00fbt l\u00e2ch\u00e9 le '
    'ch\u00e2ssis.\u201d',
    'In English: I saw the neighbour at her door; she was not struggling. '
    'The officer pulled her by the wrist, even after she had let go of the '
    'frame. The witness lives at [[t-2:14 Fl\u00fbte Passage]] and is '
    'employed by [[t-3:Caf\u00e9 M\u00f6bius]].',
    'Fees for five affidavits: \u00a340, or 52 \u20ac. Difficult passages '
    'are flagged in the official file.',
]


def first(book):
    page = book.page()
    page.fill(72, 60, 540, 88, 0.1)
    page.text(84, 79, 'TRANSLATOR\u2019S AFFIDAVIT', 'HB', 14, 1)
    page.right(528, 79, 'No. 2018-\u00a731', 'H', 11, 1)
    y = 120
    for text in FRENCH:
        y = page.para(72, y, joined(text), 468, 'TL', 12, 17) + 8
    page.line(72, y + 40, 300, y + 40)
    page.text(72, y + 54, joined('Zo\u00eb Lef\u00e8vre-N\u00fa\u00f1ez, '
                                 'certified'), 'TL', 11)
    page.fonts.add('HB')
    page.ops.append('BT /HB 15 Tf 0.6 0.1 0.1 rg 0 1 -1 0 52 420 Tm '
                    '(TRANSLATED) Tj ET')
    page.words.append(('TRANSLATED', (40, 270, 56, 372)))


RUSSIAN_TEXT = [
    'На улице стояла соседка и не спорила.',
    'Сын [[t-4:Теодоро]] смотрел из окна,',
    'а полиция тянула ее за руку.',
    'Меня зовут [[t-5:Ксения Томская]], дом 1184.',
]


def second(book):
    page = book.page()
    page.text(72, 78, 'Second witness (Russian)', 'TB', 14)
    y = 112
    for text in RUSSIAN_TEXT:
        page.text(72, y, text, 'R', 13)
        y += 22
    page.text(72, y + 24, 'In English', 'TB', 12)
    y = page.para(72, y + 44, joined(
        'The neighbour stood in the street and did not argue. Her son '
        '[[t-6:Teodoro]] looked from the window while the police pulled her by '
        'the hand. My name is [[t-7:Xenia Tomskaya]].'), 468, 'TL', 12, 17)
    page.text(72, y + 24, 'Motto of the translators (Greek)', 'TB', 12)
    page.text(72, y + 48, 'γνωθι σεαυτον', 'S', 15)
    page.text(72, y + 72, 'μαρτυς [[t-8:Καλλιστω Μελαινη]]', 'S', 13)


def build():
    book = layout.Book('letters/translation.pdf')
    book.fonts['TL'] = ligature_font(book.pdf)
    book.fonts['R'] = russian_font(book.pdf)
    book.fonts['S'] = book.pdf.add(
        '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>')
    first(book)
    second(book)
    return book
