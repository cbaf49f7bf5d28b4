# SPDX-License-Identifier: AGPL-3.0-or-later
"""Covers that an adversary would think of."""
import pathlib
import subprocess
import tempfile

import pdf
from case import LEADING, LEFT, TOP, kind, width


def rewritten(c, *options):
    """The file as qpdf writes it."""
    with tempfile.TemporaryDirectory() as folder:
        before = pathlib.Path(folder, 'a.pdf')
        after = pathlib.Path(folder, 'b.pdf')
        before.write_bytes(c.pdf.bytes())
        subprocess.run(['qpdf', '--static-id', *options, before, after],
                       check=True)
        return after.read_bytes()


def halves(c, color='0 g', second=None):
    """Two bars, each over one half of the letters' height."""
    x, y, w, h = map(float, c.box().split())
    return (f'q {color} {x:g} {y:g} {w:g} 7 re f Q\n'
            f'q {second or color} {x:g} {y + 6:g} {w:g} 8 re f Q\n')


@kind('two-halves', 'one bar over the feet of a name and one over the heads')
def two_halves(c):
    c.page(c.body() + halves(c) if c.bad else halves(c, '0.8 g') + c.body())


@kind('two-halves-two-colours', 'a black bar and a white one, half and half')
def two_halves_colours(c):
    c.page(c.body() + halves(c, '0 g', '1 g') if c.bad
           else halves(c, '0.9 g', '1 g') + c.body())


@kind('left-and-right', 'two bars that meet in the middle of a name')
def left_and_right(c):
    x, y, w, h = map(float, c.box().split())
    out = (f'{x:g} {y:g} {w / 2 + .5:g} {h:g} re f '
           f'{x + w / 2:g} {y:g} {w / 2:g} {h:g} re f')
    c.page(c.body() + f'q 0 g {out} Q\n' if c.bad
           else f'q .9 g {out} Q\n' + c.body())


@kind('axial-function', 'a bar of a gradient with a stitched function')
def axial_function(c):
    x, y, w, h = map(float, c.box().split())
    tone = '[0 0 .2][.1 .1 .1]' if c.bad else '[.8 .9 1][1 1 .9]'
    a, b = tone[:-1].replace('][', '|').strip('[').split('|')
    part = f'<</FunctionType 2/Domain[0 1]/C0[{a}]/C1[{b}]/N 1>>'
    sh = (f'<</ShadingType 2/ColorSpace/DeviceRGB/Coords[{x:g} 0 {x + w:g} 0]'
          f'/Extend[true true]/Function<</FunctionType 3/Domain[0 1]'
          f'/Functions[{part}{part}]/Bounds[.5]/Encode[0 1 1 0]>>>>')
    bar = f'q {c.box()} re W n /S1 sh Q\n'
    c.page(c.body() + bar if c.bad else bar + c.body(),
           f'/Shading<</S1 {sh}>>')


@kind('separation-white-alternate', 'a name in full tint of a spot colour '
      'whose alternate is white')
def separation_alternate(c):
    to = '1 1 1' if c.bad else '.1 .1 .4'
    cs = ('[/Separation/Varnish/DeviceRGB<</FunctionType 2/Domain[0 1]'
          f'/C0[1 1 1]/C1[{to}]/N 1>>]')
    c.page(c.body('rest') + '/CS1 cs 1 scn\n' + c.word(),
           f'/ColorSpace<</CS1 {cs}>>')


@kind('lying-tounicode', 'a name under a bar in a font whose ToUnicode map '
      'says X for each letter', shown=None)
def lying(c):
    cmap = c.pdf.stream('''/CIDInit /ProcSet findresource begin 12 dict begin
begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <00> <FF>
endcodespacerange 1 beginbfrange <21> <7E> [''' + '<0058>' * 94 + ''']
endbfrange endcmap end end''')
    n = int(c.font.split()[0])
    body = c.pdf.objects[n]
    font = c.pdf.add(body[:-2] + pdf.raw(f'/ToUnicode {cmap}>>'))
    word = (f'0 g BT /F2 12 Tf {c.x:g} {c.y:g} Td ({c.secret}) Tj ET\n')
    if c.bad:
        c.page(c.body('rest') + word + c.bar(), fonts=f'/F2 {font}')
    else:
        c.page(c.bar('.9 g') + c.body(), fonts=f'/F2 {font}')


@kind('unmapped-codes', 'a name under a bar in glyphs without any meaning',
      shown=None)
def unmapped(c):
    n = int(c.font.split()[0])
    body = c.pdf.objects[n].decode('latin-1')
    diff = ''.join(f'/g{i}' for i in range(95))
    font = c.pdf.add(body.replace(
        '/Encoding/WinAnsiEncoding',
        f'/Encoding<</Type/Encoding/Differences[32{diff}]>>'))
    word = (f'0 g BT /F2 12 Tf {c.x:g} {c.y:g} Td ({c.secret}) Tj ET\n')
    c.page(c.body('rest') + word + c.bar() if c.bad
           else c.bar('.9 g') + c.body(), fonts=f'/F2 {font}')


@kind('tight-digits', "a very small bar over a number's last four")
def digits(c):
    line = 'The account that was opened in March ends in '
    y = TOP - 12 * LEADING
    x, w = LEFT + width(line), width('7294')
    c.secret = c.told = '7294'
    c.spot = c.displayed(x, y, w, 9)
    bar = f'q 0 g {x:g} {y - .2:g} {w:g} 9.2 re f Q\n'
    c.page(c.body('rest') + c.text(line + (c.secret if c.bad else ''), y=y)
           + bar)


@kind('mask-image-bar', 'a stencil with runs, filled in black')
def stencil(c):
    data = b'\x00' * 4 * 8
    im = c.pdf.stream(data, '/Type/XObject/Subtype/Image/Width 32/Height 8'
                      '/ImageMask true/BitsPerComponent 1')
    draw = '0 g ' + c.place('I1') if c.bad else '.9 g ' + c.place('I1')
    c.page(c.body() + draw if c.bad else draw + c.body(),
           f'/XObject<</I1 {im}>>')


@kind('ccitt-cover', 'a fax image over a name')
def ccitt(c):
    # Group 4: 64 black pixels a line: H 00110101 (white 0) 0000001111 (64)
    # 0000110111 (0), then V0 V0 for the lines that follow.
    bits = '001' + '00110101' + '0000001111' + '0000110111' + '1' * 2 * 7
    bits += '000000000001' * 2
    bits += '0' * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, 'big')
    im = c.pdf.stream(data, '/Type/XObject/Subtype/Image/Width 64/Height 8'
                      '/ColorSpace/DeviceGray/BitsPerComponent 1/Filter'
                      '/CCITTFaxDecode/DecodeParms<</K -1/Columns 64/Rows 8>>')
    c.page(c.body() + c.place('I1') if c.bad else
           c.body('rest') + c.place('I1', f'{LEFT} 300 90 13'),
           f'/XObject<</I1 {im}>>')


@kind('indexed-inline', 'an inline image of one indexed colour over a name')
def indexed_inline(c):
    x, y, w, h = c.box().split()
    im = (f'q {w} 0 0 {h} {x} {y} cm BI /W 2 /H 2 /CS [/I /RGB 1 <102030'
          '304050>] /BPC 1 /F /AHx ID 40C0> EI Q\n')
    im2 = im.replace('102030304050', 'F0F0E0FFFFFF')
    c.page(c.body() + im if c.bad else im2 + c.body())


@kind('knockout-group', 'a bar in a knockout group with a second paint')
def knockout(c):
    f = c.form(f'0 g {c.box()} re f .2 g {c.box(-4)} re f',
               entries='/Group<</S/Transparency/K true/I true>>')
    c.page(c.body() + '/X1 Do\n' if c.bad else c.body('rest') + '/X1 Do\n',
           f'/XObject<</X1 {f}>>')


@kind('knocked-out-text', 'a knockout group in which a name is knocked out by '
      'the bar that follows it')
def knocked(c):
    f = c.form('0 g ' + (c.word() if c.bad else '') + c.bar('1 0 0 rg'),
               entries='/Group<</S/Transparency/K true/I true>>')
    c.page(c.body('rest') + '/X1 Do\n', f'/XObject<</X1 {f}>>')


@kind('difference', 'a name under a bar that is the difference with itself',
      shown=None)
def difference(c):
    c.page(c.body('rest') + c.bar('0 g')
           + ('0 g ' if c.bad else '1 g ') + c.word()
           + '/G1 gs ' + c.bar('1 g'),
           '/ExtGState<</G1<</BM/Difference>>>>')


@kind('screen-white', 'a name under a white bar that is screened')
def screen(c):
    c.page('1 g 0 0 612 792 re f ' + c.body() + '/G1 gs '
           + c.bar('1 g' if c.bad else '0 g'),
           '/ExtGState<</G1<</BM/Screen>>>>')


@kind('clip-by-text', 'a bar clipped by block letters', shown=None)
def clip_by_text(c):
    bar = (f'q BT /F1 900 Tf 7 Tr {c.x - 90:g} {c.y - 300:g} Td (I) Tj ET '
           f'0 g {c.box(0)} re f Q\n')
    c.page(c.body() + bar if c.bad else bar.replace('0 g', '.9 g') + c.body())


@kind('state-dictionary', 'an annotation whose look is one of several states')
def states(c):
    x, y, w, h = c.box().split()
    on = c.pdf.stream(f'{"0 g" if c.bad else "0 G"} 0 0 {w} {h} re '
                      f'{"f" if c.bad else "S"}', '/Type/XObject/Subtype/Form'
                      f'/BBox[0 0 {w} {h}]')
    a = c.annot('Widget', '/FT/Btn/T(seal)/MK<<>>/AS/On/AP<</N<</On '
                f'{on}/Off null>>>>')
    c.pdf.catalog = f'/AcroForm<</Fields[{a}]>>'
    c.page(c.body(), entries=f'/Annots[{a}]')


@kind('membership', 'a name that an expression of layers hides',
      'hidden-layer incomplete', worst='warning', shown=None, where=False)
def membership(c):
    layer = c.pdf.add('<</Type/OCG/Name(Draft)>>')
    c.pdf.catalog = (f'/OCProperties<</OCGs[{layer}]/D<</ON[{layer}]'
                     f'/Order[{layer}]>>>>')
    rule = f'/VE[/Not {layer}]' if c.bad else ''
    member = c.pdf.add(f'<</Type/OCMD/OCGs[{layer}]{rule}>>')
    c.page(c.body('rest') + '/OC /M1 BDC\n' + c.word() + 'EMC\n',
           f'/Properties<</M1 {member}>>')


@kind('cover-on-layer', 'a bar on a layer that a reader can turn off')
def cover_layer(c):
    g = c.pdf.add('<</Type/OCG/Name(Redaction)>>')
    c.pdf.catalog = (f'/OCProperties<</OCGs[{g}]/D<</ON[{g}]/Order[{g}]>>>>')
    c.page((c.body() if c.bad else c.body('rest')) + '/OC /M1 BDC\n'
           + c.bar() + 'EMC\n', f'/Properties<</M1 {g}>>')


@kind('isolated-page', 'a page that is an isolated group, with a bar')
def isolated(c):
    c.page(c.body() + c.bar() if c.bad else c.bar('.9 g') + c.body(),
           entries='/Group<</S/Transparency/I true/CS/DeviceCMYK>>')


@kind('ten-unit', 'a bar on a page whose unit is ten points')
def ten_unit(c):
    bar = c.bar()
    scale = 'q .1 0 0 .1 0 0 cm\n'
    c.page(scale + (c.body() + bar if c.bad else c.bar('.9 g') + c.body())
           + 'Q', entries='/UserUnit 10/MediaBox[0 0 61.2 79.2]')


@kind('reversed-box', 'a bar on a page whose box is written backwards')
def reversed_box(c):
    c.page(c.body() + c.bar() if c.bad else c.bar('.9 g') + c.body(),
           entries='/MediaBox[612 792 0 0]/CropBox[600 780 10 10]')
    x0, y0, x1, y1 = c.spot
    c.spot = x0 - 10, y0 - 12, x1 - 10, y1 - 12


@kind('used-twice', 'a form with a name used on two pages, covered on one',
      page=2)
def used_twice(c):
    f = c.form('0 g ' + c.word())
    x = f'/XObject<</X1 {f}>>'
    c.page(c.body('rest') + '/X1 Do\n', x)
    c.page(c.body('rest') + (
        '/X1 Do\n' + c.bar() if c.bad else c.bar('.9 g') + '/X1 Do\n'), x)


@kind('late-cover', 'a bar that comes after five thousand other paints')
def late(c):
    dots = ''.join(f'{20 + i % 100 * 5} {40 + i // 100 * 5} 2 2 re f\n'
                   for i in range(5000))
    dots = f'q .5 g\n{dots}Q\n'
    c.page(c.body() + dots + c.bar() if c.bad
           else dots + c.bar('.9 g') + c.body())


@kind('early-cover', 'a bar that five thousand other paints follow')
def early(c):
    dots = ''.join(f'{20 + i % 100 * 5} {40 + i // 100 * 5} 2 2 re f\n'
                   for i in range(5000))
    dots = f'q .5 g\n{dots}Q\n'
    c.page(c.body() + c.bar() + dots if c.bad
           else c.bar('.9 g') + c.body() + dots)


@kind('upright', 'vertical letters, one under the other, under a bar')
def upright(c):
    out, y = '', 500
    for letter in c.secret:
        out += c.text(letter, 520, y)
        y -= 14
    c.spot = c.displayed(518, y + 14, 14, 500 - y)
    bar = f'515 {y + 8} 20 {500 - y + 6} re f'
    c.page(c.body('rest') + out + f'q 0 g {bar} Q\n' if c.bad
           else f'q .9 g {bar} Q 0 g\n' + c.body('rest') + out)


@kind('page-painted-white', 'white paint of the whole page, then other text')
def repaint(c):
    c.page((c.body() if c.bad else '') + 'q 1 g -10 -10 700 900 re f Q\n'
           + c.body('rest'))


@kind('even-odd-bar', 'a bar among rectangles filled by the even-odd rule')
def evenodd(c):
    x, y, w, h = map(float, c.box().split())
    out = f'{c.box()} re {x - 20:g} {y - 60:g} 20 20 re f*\n'
    c.page(c.body() + f'q 0 g {out}Q\n' if c.bad
           else f'q 0 g {c.box()} re {c.box(3.5)} re f* Q\n' + c.body())


@kind('overprint', 'a name in black under an overprinting white')
def overprint(c):
    c.page(c.body() + '/G1 gs ' + c.bar('0 0 0 0 k') if c.bad
           else c.body(), '/ExtGState<</G1<</OP true/op true/OPM 0>>>>')


@kind('same-pattern-text', 'a name filled with the pattern of its ground')
def pattern_text(c):
    cell = c.pdf.stream('.2 g 0 0 8 8 re f', '/Type/Pattern/PatternType 1'
                        '/PaintType 1/TilingType 1/BBox[0 0 8 8]/XStep 8'
                        '/YStep 8/Resources<<>>')
    p = '/Pattern cs /P1 scn '
    c.page(c.body('rest') + 'q ' + p + c.box() + ' re f Q\n'
           + ('q ' + p if c.bad else 'q 1 g ') + c.word() + 'Q\n',
           f'/Pattern<</P1 {cell}>>')


@kind('white-stroke', 'a name in strokes of white only')
def white_stroke(c):
    tone = '1 G' if c.bad else '0 G'
    c.page(c.body('rest') + f'q 1 Tr .4 w {tone} ' + c.word() + 'Q\n')


@kind('empty-password', 'a bar in a file that is encrypted with no password')
def empty_password(c):
    c.page(c.body() + c.bar() if c.bad else c.bar('.9 g') + c.body())
    if c.bad:
        return rewritten(c, '--encrypt', '', 'owner', '256', '--')
    return None


@kind('object-streams', 'a bar in a file of object streams')
def object_streams(c):
    c.page(c.body() + c.bar() if c.bad else c.bar('.9 g') + c.body())
    return rewritten(c, '--object-streams=generate')


@kind('linearized', 'a bar in a file that is arranged for the web')
def linearized(c):
    c.page(c.body() + c.bar() if c.bad else c.bar('.9 g') + c.body())
    return rewritten(c, '--linearize', '--object-streams=generate')


@kind('layer-turned-off', 'an update that only turns a layer off',
      'hidden-layer earlier-revision', worst='warning', shown=None)
def turned_off(c):
    g = c.pdf.add('<</Type/OCG/Name(Layer 1)>>')
    c.pdf.catalog = f'/OCProperties<</OCGs[{g}]/D<</ON[{g}]/Order[{g}]>>>>'
    c.page(c.body('rest') + '/OC /M1 BDC\n' + c.word() + 'EMC\n',
           f'/Properties<</M1 {g}>>')
    first = c.pdf.bytes()
    if not c.bad:
        return first
    off = pdf.raw(f'<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[{g}]'
                  f'/D<</OFF[{g}]/Order[{g}]>>>>>>')
    return pdf.write(first, {1: off}, '', pdf.table_of(first))


@kind('scan-in-strips', 'a scan in forty strips with a bar of its own',
      'covered-image', shown=None)
def scan_strips(c):
    names, draw = '', ''
    w, h = 612, 20
    for s in range(39):
        data = bytearray(b'\xff' * w * h)
        for x in range(72, 540):
            for y in range(6, 15):
                if (x // 2 * 7919 + y // 2 * 104729 + s + x // 7) % 5 < 2:
                    data[y * w + x] = 0
        names += f'/I{s} {c.image(w, h, bytes(data))}'
        draw += f'q 612 0 0 20 0 {780 - 20 * s - 8} cm /I{s} Do Q\n'
    bar = 'q 0 g 200 400 120 40 re f Q\n'
    c.spot = c.displayed(200, 400, 120, 40)
    c.page(draw + (bar if c.bad else ''), f'/XObject<<{names}>>')


@kind('ghost-text', 'a name at an opacity of one percent',
      'covered-text invisible-text clipped-text', worst='warning')
def ghost(c):
    ca = '.004' if c.bad else '.6'
    c.page(c.body('rest') + 'q /G1 gs ' + c.word() + 'Q\n',
           f'/ExtGState<</G1<</ca {ca}>>>>')


@kind('picture-as-ground', 'a picture the colour of the text behind it')
def same_ground(c):
    im = c.image(2, 2, b'\x00' * 4 if c.bad else b'\xdd' * 4)
    c.page(c.body('rest') + c.place('I1') + '0 g ' + c.word(),
           f'/XObject<</I1 {im}>>')


@kind('decode-inverted', 'an inverted image over a name')
def inverted(c):
    im = c.image(2, 2, b'\xff' * 4, '/Decode[1 0]')
    c.page(c.body() + c.place('I1') if c.bad
           else c.body('rest') + c.place('I1'), f'/XObject<</I1 {im}>>')


@kind('black-on-nearly-black', 'a nearly black band first, black text on it')
def gray_first(c):
    c.page(c.bar('.03 g' if c.bad else '.5 g') + c.body())


@kind('hyphenated', 'a bar over a name that two lines share')
def shared(c):
    a, b = c.secret[:4], c.secret[4:]
    x, y = LEFT + 380, TOP - 12 * LEADING
    lines = c.text(a + '-', x, y) + c.text(b, LEFT, y - LEADING)
    c.told = a
    c.spot = c.displayed(x, y, 40, 10)
    bars = (f'q 0 g {x - 2} {y - 4} 60 13 re f {LEFT - 2} {y - LEADING - 4} '
            '60 13 re f Q\n')
    c.page(c.body('rest') + (lines if c.bad else '') + bars)


@kind('bar-under-highlighter', 'a yellow highlight multiplied with a bar')
def under_highlight(c):
    c.page((c.body() if c.bad else c.body('rest')) + c.bar() + '/G1 gs '
           + c.bar('1 1 0 rg'), '/ExtGState<</G1<</BM/Multiply>>>>')


def letters(width, height):
    """Gray samples of a page of signs with a stem and some arms."""
    data = bytearray(b'\xff' * width * height)
    for row, y in enumerate(range(60, height - 60, 14)):
        for at, x in enumerate(range(60, width - 60, 7)):
            sign = (row * 31 + at * 17 + row * at) % 29
            if sign % 6 == 0:
                continue
            for j in range(8):
                arms = 4 if j in (0, 4, 7) and sign >> j % 3 & 1 else 1
                for i in range(arms):
                    data[(y + j) * width + x + i] = 0
    return data


@kind('two-scans', 'a scan as it was, under one that has a bar burned in',
      'covered-image', shown=None)
def two_scans(c):
    wide, high = 612, 792
    whole = f'0 0 {wide} {high}'
    old = letters(wide, high)
    new = bytearray(old)
    for y in range(200, 240):
        for x in range(150, 350):
            new[y * wide + x] = 0
    c.spot = 150, 200, 350, 240
    low, top = c.image(wide, high, bytes(old)), c.image(wide, high, bytes(new))
    c.page(c.place('I1' if c.bad else 'I2', whole) + c.place('I2', whole),
           f'/XObject<</I1 {low}/I2 {top}>>')
