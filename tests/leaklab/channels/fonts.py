# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonts: every kind of program and encoding, glyphs that are more than a
letter, and all that a font says beside its glyphs."""
import glyphs
import pdf
import pixels
from glyphs import ADVANCE, LETTERS
from lab import AT, CONTROL_AT, CONTROL_BOX, channel


def descriptor(case, program, entries='', name='Tiny'):
    return case.pdf.add(
        f'<</Type/FontDescriptor/FontName/{name}/Flags 32/ItalicAngle 0'
        f'/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontBBox'
        f'[0 -200 {20 * ADVANCE} 800]{program}{entries}>>')


def simple(case, kind, held, entries='', name='Tiny', encoding=None):
    """A font of one-byte codes over the letters A to Z."""
    encoding = encoding or '/WinAnsiEncoding'
    widths = ' '.join([str(ADVANCE)] * 26)
    return case.pdf.add(
        f'<</Type/Font/Subtype/{kind}/BaseFont/{name}/FirstChar 65/LastChar '
        f'90/Widths[{widths}]/Encoding{encoding}/FontDescriptor {held}'
        f'{entries}>>')


def program2(case, *about, **more):
    """A TrueType program as an entry of a descriptor."""
    data = glyphs.truetype(*about, **more)
    stream = case.pdf.stream(data, f'/Length1 {len(data)}', deflate=True)
    return f'/FontFile2 {stream}'


def truetype(case, entries='', about='', name='Tiny', **more):
    held = descriptor(case, program2(case, LETTERS, **more), about, name)
    return simple(case, 'TrueType', held, entries, name)


def program1(case, named, info=''):
    data, clear, secret, tail = glyphs.type1(named, info)
    stream = case.pdf.stream(data, f'/Length1 {clear}/Length2 {secret}'
                             f'/Length3 {tail}', deflate=True)
    return f'/FontFile {stream}'


def composite(case, order, entries='', about='', encoding='/Identity-H',
              cid='', name='Tiny', **more):
    """A Type 0 font; the CID is the place in `order`, from 1."""
    held = descriptor(case, program2(case, order, **more), about, name)
    low = case.pdf.add(
        f'<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo'
        f'<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW {ADVANCE}'
        f'/CIDToGIDMap/Identity/FontDescriptor {held}{cid}>>')
    return case.pdf.add(f'<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding'
                        f'{encoding}/DescendantFonts[{low}]{entries}>>')


def cmap(pairs, wide=2, comment=''):
    """A ToUnicode CMap: [(code, text)]"""
    lines = ''.join(
        f'<{code:0{2 * wide}x}> <{text.encode("utf-16-be").hex()}>\n'
        for code, text in pairs)
    return ('/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n'
            f'{comment}/CMapName /Tiny def /CMapType 2 def\n'
            f'1 begincodespacerange <{"00" * wide}> <{"ff" * wide}> '
            'endcodespacerange\n'
            f'{len(pairs)} beginbfchar\n{lines}endbfchar\n'
            'endcmap end end')


CIDS = [(n, letter) for n, letter in enumerate(LETTERS, 1)]


def in_cids(word, order=LETTERS):
    return '<' + ''.join(f'{order.index(c) + 1:04x}' for c in word) + '>'


def text(at, body):
    return f'BT /T 14 Tf {at[0]} {at[1]} Td {body} Tj ET\n'


def both(case, font, code=lambda word: f'({word})', kind='word', ink=''):
    """Secret and control in a font of one's own."""
    case.controls = [(1, CONTROL_BOX, kind)]
    case.page(ink + text(AT, code(case.secret)) + text(CONTROL_AT,
              code(case.control)), fonts=f'/T {font}', control=False)


def only(case, font, body='(TEXT)', at=AT):
    """A font that says more than it shows here."""
    case.page(text(at, body), fonts=f'/T {font}')


@channel('fonts.truetype', 'in a TrueType font')
def plain_truetype(case):
    both(case, truetype(case))


@channel('fonts.type1', 'in a Type 1 font')
def plain_type1(case):
    held = descriptor(case, program1(case, {c: c for c in LETTERS}))
    both(case, simple(case, 'Type1', held))


@channel('fonts.cid', 'in glyphs of a font of CIDs')
def cid(case):
    unicode = case.pdf.stream(cmap(CIDS))
    both(case, composite(case, LETTERS, f'/ToUnicode {unicode}'), in_cids)


@channel('fonts.cid-mute', 'in glyphs that say nothing')
def cid_mute(case):
    both(case, composite(case, LETTERS), in_cids, 'picture')


@channel('fonts.vertical', 'written from top to bottom')
def vertical(case):
    unicode = case.pdf.stream(cmap(CIDS))
    font = composite(case, LETTERS, f'/ToUnicode {unicode}',
                     encoding='/Identity-V', cid='/DW2[880 -1000]')
    case.boxes = [(1, (48, 20, 74, 190))]
    case.controls = [(1, (138, 20, 164, 190), 'picture')]
    case.page(text((60, 170), in_cids(case.secret))
              + text((150, 170), in_cids(case.control)),
              fonts=f'/T {font}', control=False)


@channel('fonts.own-cmap', 'in codes of a CMap of its own')
def own_cmap(case):
    cids = ''.join(f'<{0x80 + n:02x}> {n}\n' for n, _ in CIDS)
    own = case.pdf.stream(
        '/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n'
        '/CMapName /Own def /CMapType 1 def\n'
        '1 begincodespacerange <00> <ff> endcodespacerange\n'
        f'{len(CIDS)} begincidchar\n{cids}endcidchar\nendcmap end end',
        '/Type/CMap/CMapName/Own/CIDSystemInfo<</Registry(Adobe)/Ordering'
        '(Identity)/Supplement 0>>')
    unicode = case.pdf.stream(cmap([(0x80 + n, c) for n, c in CIDS], 1))
    font = composite(case, LETTERS, f'/ToUnicode {unicode}',
                     encoding=' ' + own)
    both(case, font, lambda word: pdf.hexed(bytes(
        0x81 + LETTERS.index(c) for c in word)))


@channel('fonts.shuffled', 'in codes that say other letters')
def shuffled(case):
    """What is shown is right, what is stored is a cipher of it."""
    codes = ' '.join('/' + c for c in LETTERS[13:] + LETTERS[:13])
    held = descriptor(case, program1(case, {c: c for c in LETTERS}))
    font = simple(case, 'Type1', held, encoding=(
        f'<</Type/Encoding/Differences[65 {codes}]>>'))
    both(case, font, lambda word: '(' + ''.join(
        LETTERS[(LETTERS.index(c) + 13) % 26] for c in word) + ')')


@channel('fonts.uni-names', 'in glyphs called uni0041 and so on')
def uni_names(case):
    named = {f'uni{ord(c):04X}': c for c in LETTERS}
    held = descriptor(case, program1(case, named))
    both(case, simple(case, 'Type1', held, encoding='<</Type/Encoding'
                      f'/Differences[65/{"/".join(named)}]>>'))


def word_squares(word):
    return [(x, 6 - y) for y, row in enumerate(pixels.cells(word))
            for x, ink in enumerate(row) if ink]


@channel('fonts.word-glyph', 'one glyph that is the whole word')
def word_glyph(case):
    order = [word_squares(case.secret), word_squares(case.control)]
    both(case, composite(case, order, cid=f'/W[1[{10 * ADVANCE} '
                         f'{8 * ADVANCE}]]'),
         lambda word: '<0001>' if word == case.secret else '<0002>',
         'picture')


@channel('fonts.glyph-says', 'one covered glyph that says the word')
def glyph_says(case):
    unicode = case.pdf.stream(cmap([(1, case.secret)]))
    only(case, composite(case, [[(0, 0), (1, 1)]], f'/ToUnicode {unicode}'),
         '<0001>')


@channel('fonts.glyph-says-open', 'one glyph, not covered, that says it')
def glyph_says_open(case):
    """No glyph of a few dots means ten letters, wherever it stands."""
    unicode = case.pdf.stream(cmap([(1, case.secret)]))
    font = composite(case, [[(0, 0), (1, 1)]], f'/ToUnicode {unicode}')
    only(case, font, '<0001>', (40, 40))


@channel('fonts.glyph-says-five', 'one glyph, not covered, that says half')
def glyph_says_five(case):
    """Nor does a part of what it says go on."""
    unicode = case.pdf.stream(cmap([(1, case.secret[:5])]))
    font = composite(case, [[(0, 0), (1, 1)]], f'/ToUnicode {unicode}')
    only(case, font, '<0001>', (40, 40))


@channel('fonts.glyph-lies', 'covered glyphs that say other letters')
def glyph_lies(case):
    """XXXXXXXXXX is shown; each X is a code of its own."""
    pairs = [(n, c) for n, c in enumerate(case.secret, 1)]
    unicode = case.pdf.stream(cmap(pairs))
    only(case, composite(case, ['X'] * 10, f'/ToUnicode {unicode}'),
         '<' + ''.join(f'{n:04x}' for n, _ in pairs) + '>')


@channel('fonts.unused-codes', 'what ToUnicode says of unused codes')
def unused_codes(case):
    pairs = CIDS + [(0x100 + n, c) for n, c in enumerate(case.secret)]
    unicode = case.pdf.stream(cmap(pairs + [(0x200, case.secret)],
                                   comment=f'% {case.secret}\n'))
    only(case, composite(case, LETTERS, f'/ToUnicode {unicode}'),
         in_cids('TEXT'))


@channel('fonts.subset', 'the letters that a subset has, and widths')
def subset(case):
    """The font has no letter that is not shown, in their order."""
    order = list(dict.fromkeys(case.secret + case.control))
    held = descriptor(case, program2(case, order), name='AAAAAA+Tiny')
    widths = ' '.join(str(ADVANCE if chr(c) in order else 0)
                      for c in range(65, 91))
    both(case, case.pdf.add(
        '<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Tiny/FirstChar 65'
        f'/LastChar 90/Widths[{widths}]/Encoding/WinAnsiEncoding'
        f'/FontDescriptor {held}>>'))


def says(name, what, make_font):
    """A font that holds the secret beside its glyphs, and shows TEXT."""
    def make(case):
        only(case, make_font(case, case.secret))
    channel('fonts.' + name, what)(make)


says('base-font', 'the name of a font', lambda case, word: truetype(
    case, name=word))
says('subset-tag', 'the tag of a subset', lambda case, word: truetype(
    case, name=f'{word}+Tiny'))
says('family', 'family, character set and panose', lambda case, word:
     truetype(case, about=f'/FontFamily({word})/CharSet(/{word})'
              f'/FontStretch/{word}/Style<</Panose({word})>>'))
says('registry', 'the registry of its characters', lambda case, word:
     truetype(case, entries=f'/Name/{word}/CIDSystemInfo<</Registry({word})'
              f'/Ordering({word})/Supplement 0>>'))
says('font-metadata', 'metadata of a font', lambda case, word: truetype(
    case, entries=f'/Metadata {case.pdf.stream(word)}'))
says('name-table', 'in the name table of a program', lambda case, word:
     truetype(case, texts={0: word, 1: word, 4: word, 6: 'Tiny'}))
says('post-names', 'the names of glyphs in a program', lambda case, word:
     truetype(case, names=['.notdef', *LETTERS[:-1], word]))
says('own-table', 'in a table of a program that none reads',
     lambda case, word: truetype(case, more={b'zzzz': word.encode()}))
says('glyph-name', 'the name of a glyph that /Differences has',
     lambda case, word: simple(
         case, 'Type1', descriptor(case, program1(
             case, {**{c: c for c in LETTERS}, word: 'X'}, word)),
         encoding=f'<</Differences[90/{word}]>>'))


def type3(case, procs, box, entries='', resources=''):
    """A Type 3 font: {letter code: content of its glyph}, in cells."""
    streams = {f'g{ord(c)}' if len(c) == 1 else c: case.pdf.stream(content)
               for c, content in procs.items()}
    codes = [c for c in procs if len(c) == 1]
    named = ' '.join(f'{ord(c)}/g{ord(c)}' for c in codes)
    listed = ''.join(f'/{name} {ref}' for name, ref in streams.items())
    widths = ' '.join('60' if chr(c) in procs else '0'
                      for c in range(65, 91))
    return case.pdf.add(
        f'<</Type/Font/Subtype/Type3/FontBBox[{box}]/FontMatrix[.14 0 0 .14 '
        f'0 0]/FirstChar 65/LastChar 90/Widths[{widths}]/Encoding<</Type'
        f'/Encoding/Differences[{named}]>>/CharProcs<<{listed}>>/Resources'
        f'<<{resources}>>{entries}>>')


def drawn_word(head):
    """A channel's two words, each a glyph, after a `head` of d0 or d1."""
    def make(case):
        procs = {c: f'{head}\n' + pixels.strokes(word, 0, 0, 1)
                 for c, word in (('S', case.secret), ('C', case.control))}
        font = type3(case, procs, '0 0 60 7')
        both(case, font, lambda word: '(S)' if word == case.secret
             else '(C)', 'picture', '.3 g ')
    return make


for type3_name, type3_what, type3_head in (
        ('word', 'a Type 3 glyph that is the word', '60 0 0 0 60 7 d1'),
        ('colour', 'the same, in colours', '60 0 d0 .6 0 0 rg'),
        ('outside', 'drawn outside the box of its glyph',
         '60 0 0 0 1 1 d1')):
    channel('fonts.type3-' + type3_name, type3_what)(drawn_word(type3_head))


@channel('fonts.type3-bbox', 'drawn outside the box of its font')
def type3_bbox(case):
    font = type3(case, {'S': '60 0 d0 ' + pixels.strokes(
        case.secret, 0, 0, 1)}, '0 0 1 1')
    only(case, font, '(S)')


@channel('fonts.type3-text', 'shown by text inside a glyph')
def type3_text(case):
    procs = {c: f'60 0 d0 BT /F1 7 Tf ({word}) Tj ET' for c, word in
             (('S', case.secret), ('C', case.control))}
    font = type3(case, procs, '0 0 60 7',
                 resources=f'/Font<</F1 {case.helvetica}>>')
    both(case, font, lambda word: '(S)' if word == case.secret else '(C)',
         'picture')


@channel('fonts.type3-letters', 'in letters of a Type 3 font')
def type3_letters(case):
    procs = {c: '60 0 0 0 6 7 d1\n' + pixels.strokes(c, 0, 0, 1)
             for c in LETTERS}
    font = type3(case, procs, '0 0 6 7').split()[0]
    body = case.pdf.objects[int(font)].replace(b' 60', b' 6').replace(
        b'[60', b'[6')
    case.pdf.put(int(font), body)
    both(case, f'{font} 0 R')


@channel('fonts.type3-unused', 'in a glyph that no text shows')
def type3_unused(case):
    font = type3(case, {'T': '60 0 0 0 6 7 d1 0 0 5 5 re f',
                        case.secret: '60 0 d0 BT /F1 7 Tf '
                        f'({case.secret}) Tj ET'}, '0 0 60 7',
                 resources=f'/Font<</F1 {case.helvetica}>>')
    only(case, font, '(T)')


@channel('fonts.unused', 'in a font that no text uses')
def unused(case):
    font = truetype(case, name=case.secret, texts={1: case.secret})
    case.page('', fonts=f'/{case.secret} {font}')
