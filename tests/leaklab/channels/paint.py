# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is painted without text or image operators: paths, patterns,
shadings, soft masks; and what may hide in a graphics state."""
import struct

import pdf
import pixels
from lab import AT, CONTROL_AT, CONTROL_BOX, channel

UNIT = 2.5                      # points a cell of a drawn letter
LOW = 35, 95                    # where a drawn secret begins
HIGH = 40, 145                  # and its control
BARS = '30 90 170 30 re 36 142 164 24 re'


def pair(case):
    return (case.secret, *LOW), (case.control, *HIGH)


def painted(case, content, resources='', **more):
    """A page whose control is looked at as a picture."""
    case.controls = [(1, CONTROL_BOX, 'picture')]
    case.page(content, resources=resources, control=False, **more)


def lines(name, what, draw):
    """A channel that draws by operators: `draw(word, x, y)`."""
    def make(case):
        painted(case, ''.join('q ' + draw(*one) + ' Q\n'
                              for one in pair(case)))
    channel('paint.' + name, what)(make)


def cells(word, x, y):
    """The lower left corner of each cell with ink."""
    return [(x + c * UNIT, y + (6 - r) * UNIT)
            for r, row in enumerate(pixels.cells(word))
            for c, ink in enumerate(row) if ink]


def boxes(word, x, y):
    return ' '.join(f'{a:g} {b:g} {UNIT} {UNIT} re'
                    for a, b in cells(word, x, y))


def row_dashes(word, x, y):
    """A line a row, whose dashes are the runs of ink and paper."""
    out = [f'{UNIT} w']
    for number, row in enumerate(pixels.cells(word)):
        runs, ink = [0], True
        for cell in row:
            if cell != ink:
                runs, ink = runs + [0], cell
            runs[-1] += UNIT
        level = y + (6.5 - number) * UNIT
        runs += [999] if len(runs) % 2 else []
        out.append(f'[{" ".join(f"{r:g}" for r in runs)}] 0 d {x} {level:g} m '
                   f'{x + len(row) * UNIT:g} {level:g} l S')
    return '\n'.join(out)


lines('fill', 'filled paths', lambda *w: boxes(*w) + ' f')
lines('stroke', 'stroked paths', lambda word, x, y: '1 w ' + ' '.join(
    f'{a:g} {b:g} m {a + UNIT:g} {b + UNIT:g} l S'
    for a, b in cells(word, x, y)))
lines('curves', 'closed curves', lambda word, x, y: ' '.join(
    f'{a:g} {b:g} m {a + 3:g} {b:g} {a + 3:g} {b + 3:g} {a:g} {b + 3:g} c h f'
    for a, b in cells(word, x, y)))
lines('clip', 'a clip path over a bar',
      lambda *w: boxes(*w) + ' W n ' + BARS + ' f')
lines('holes', 'holes of a bar by the even-odd rule',
      lambda word, x, y: '0.3 g ' + boxes(word, x, y)
      + f' {x - 2} {y - 2} 154 21 re f*')
lines('dashes', 'dashes of a line a row', row_dashes)
lines('dots', 'round caps of lines without length',
      lambda word, x, y: f'1 J {UNIT} w ' + ' '.join(
          f'{a:g} {b:g} m {a:g} {b:g} l S' for a, b in cells(word, x, y)))


def hidden(name, what, content, resources='', **more):
    """A channel whose page shows it to nobody; SECRET, DRAWN (paths) and
    NUMBER stand for it."""
    def make(case):
        values = {'SECRET': case.secret, 'NUMBER': case.number,
                  'DRAWN': boxes(case.secret, *LOW),
                  'STREAM': case.pdf.stream(case.secret),
                  'CALCULATOR': case.pdf.stream(
                      f'{{ pop 0.5 % {case.secret}\n }}',
                      '/FunctionType 4/Domain[0 1]/Range[0 1]'),
                  'SAMPLES': case.pdf.stream(
                      case.secret, '/FunctionType 0/Domain[0 1]/Range[0 1]'
                      f'/Size[{len(case.secret)}]/BitsPerSample 8')}
        texts = [content, resources]
        for word, value in values.items():
            texts = [t.replace(word, value) for t in texts]
        case.page(texts[0], resources=texts[1], **more)
    channel('paint.' + name, what)(make)


SHOW = 'BT /F1 14 Tf 40 100 Td (SECRET) Tj ET '
GRAY = '0.5 g 30 90 170 30 re f '
hidden('white', 'white paths', 'q 1 g DRAWN f Q')
hidden('not-painted', 'a path that n ends', 'DRAWN n')
hidden('clipped', 'a path in an empty clip', 'q 0 0 0 0 re W n DRAWN f Q')
hidden('under-path', 'paths under a plate', 'DRAWN f ' + GRAY)
# Without a fraction: MuPDF 1.25 reads 3665001741 as it stands, but takes 2^32
# from 3665001741.5, and so the digits would tell whether a line is on the page.
hidden('coordinates', 'digits of a path far away',
       'NUMBER 9 m NUMBER 19 l S')
hidden('multiply', 'white, multiplied', 'q /B gs 1 g ' + SHOW + 'Q',
       '/ExtGState<</B<</BM/Multiply>>>>')
hidden('screen', 'black, screened', 'q /B gs 0 g ' + SHOW + 'Q',
       '/ExtGState<</B<</BM/Screen>>>>')
hidden('none', 'in the colorant None',
       'q /N cs 1 scn ' + SHOW + 'Q', '/ColorSpace<</N[/Separation/None'
       '/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]>>')
hidden('colorant', 'the name of a colorant',
       'q /N cs 1 scn 30 90 170 30 re f Q',
       '/ColorSpace<</N[/Separation/SECRET/DeviceGray'
       '<</FunctionType 2/Domain[0 1]/C0[1]/C1[.5]/N 1>>]>>')
hidden('profile', 'inside an ICC profile', 'q /N cs .5 scn 30 90 9 9 re f Q',
       '/ColorSpace<</N[/ICCBased STREAM]>>')
hidden('calculator', 'inside a calculator function',
       'q /N cs 1 scn 30 90 9 9 re f Q',
       '/ColorSpace<</N[/Separation/X/DeviceGray CALCULATOR]>>')
hidden('intent', 'the name of a rendering intent', '/SECRET ri ' + GRAY)
for gs_key, gs_what in (
        ('TR', 'a transfer function'), ('BG', 'black generation'),
        ('UCR', 'undercolour removal')):
    hidden('state-' + gs_key.lower(), gs_what, 'q /B gs ' + GRAY + 'Q',
           f'/ExtGState<</B<</{gs_key} SAMPLES>>>>')
hidden('state-ht', 'in a halftone', 'q /B gs ' + GRAY + 'Q',
       '/ExtGState<</B<</HT<</Type/Halftone/HalftoneType 1/HalftoneName'
       '(SECRET)/Frequency 60/Angle 45/SpotFunction SAMPLES>>>>>>')
hidden('state-unused', 'in a graphics state that nothing sets', GRAY,
       '/ExtGState<</SECRET<</Private(SECRET)/TR STREAM>>>>')
hidden('shading-unused', 'in a shading that nothing paints', GRAY,
       '/Shading<</SECRET<</ShadingType 2/ColorSpace/DeviceGray'
       '/Coords[0 0 1 1]/Function SAMPLES>>>>')
hidden('procset', 'the name of a procedure set', GRAY, '/ProcSet[/SECRET]')


@channel('paint.difference', 'told by differences of black and white')
def difference(case):
    painted(case, 'q 0 g ' + BARS + ' f /B gs 1 g ' + case.shown()
            + case.shown(case.control, CONTROL_AT) + 'Q',
            '/ExtGState<</B<</BM/Difference>>>>')


@channel('paint.state-font', 'in a font that a graphics state sets')
def state_font(case):
    def shown(word, at):
        return f'BT /B gs {at[0]} {at[1]} Td ({word}) Tj ET\n'
    case.page(shown(case.secret, AT) + shown(case.control, CONTROL_AT),
              resources=f'/ExtGState<</B<</Font[{case.helvetica} 14]>>>>',
              control=False)


@channel('paint.knockout', 'knocked out of a group')
def knockout(case):
    group = case.pdf.stream(
        case.shown() + GRAY, '/Type/XObject/Subtype/Form/BBox[0 0 300 200]'
        '/Group<</S/Transparency/K true>>'
        f'/Resources<</Font<<{case.fonts()}>>>>')
    case.page('/X Do', resources=f'/XObject<</X {group}>>')


def tile(case, content, entries, kind=1):
    return case.pdf.stream(content, f'/Type/Pattern/PatternType 1/PaintType '
                           f'{kind}/TilingType 1/Resources<</Font<<'
                           f'{case.fonts()}>>>>{entries}')


def shown_pair(case):
    return case.shown() + case.shown(case.control, CONTROL_AT)


LARGE = '/BBox[0 0 300 200]/XStep 300/YStep 200'


@channel('paint.tile', 'in the cell of a coloured pattern')
def coloured(case):
    name = tile(case, shown_pair(case), LARGE)
    painted(case, '/Pattern cs /P scn ' + BARS + ' f',
            f'/Pattern<</P {name}>>')


@channel('paint.tile-uncoloured', 'in the cell of an uncoloured pattern')
def uncoloured(case):
    name = tile(case, shown_pair(case), LARGE, 2)
    painted(case, '/U cs .2 /P scn ' + BARS + ' f',
            f'/Pattern<</P {name}>>/ColorSpace<</U[/Pattern/DeviceGray]>>')


@channel('paint.tile-small', 'many times in small cells')
def small(case):
    name = tile(case, case.shown(at=(0, 1), size=4),
                '/BBox[0 0 30 5]/XStep 30/YStep 5')
    case.page('q /Pattern cs /P scn 30 90 170 30 re f Q',
              resources=f'/Pattern<</P {name}>>')


@channel('paint.tile-beyond', 'outside the cell of a pattern')
def beyond(case):
    name = tile(case, shown_pair(case),
                '/BBox[0 140 300 200]/XStep 300/YStep 300')
    painted(case, '/Pattern cs /P scn ' + BARS + ' f',
            f'/Pattern<</P {name}>>')


@channel('paint.tile-unused', 'in a pattern that paints nothing')
def tile_unused(case):
    name = tile(case, case.shown(), LARGE)
    case.page(GRAY, resources=f'/Pattern<</P {name}>>')


@channel('paint.tile-letters', 'letters filled with letters')
def tile_letters(case):
    name = tile(case, 'BT /F1 3 Tf 0 .5 Td (XX) Tj ET',
                '/BBox[0 0 3 3]/XStep 2/YStep 2')
    painted(case, '/Pattern cs /P scn ' + shown_pair(case),
            f'/Pattern<</P {name}>>')


@channel('paint.shading-letters', 'letters filled with a shading')
def shading_letters(case):
    name = ('<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceGray'
            '/Coords[0 0 300 0]/Extend[true true]/Function<</FunctionType 2'
            '/Domain[0 1]/N 1/C0[0]/C1[.5]>>>>>>')
    case.page('/Pattern cs /P scn ' + shown_pair(case), control=False,
              resources=f'/Pattern<</P {name}>>')


def shaded(case, shading, scale):
    """Both words by shadings: `shading(word)` is one in units of cells."""
    names, content = '', ''
    for word, x, y in pair(case):
        names += f'/{word} {shading(word)}'
        content += f'q {scale} 0 0 {scale} {x} {y} cm /{word} sh Q\n'
    painted(case, content, f'/Shading<<{names}>>')


@channel('paint.shading-sampled', 'samples of a function that shades')
def sampled(case):
    def shading(word):
        wide, high, rows = pixels.picture(word)
        area = f'[0 {wide} 0 {high}]'
        function = case.pdf.stream(
            pixels.samples(rows[::-1]),
            f'/FunctionType 0/Domain{area}/Range[0 1]/Size[{wide} {high}]'
            '/BitsPerSample 8', deflate=True)
        return case.pdf.add(f'<</ShadingType 1/ColorSpace/DeviceGray/Domain'
                            f'{area}/Function {function}>>')
    shaded(case, shading, UNIT / 2)


@channel('paint.shading-axial', 'functions of an axial shading a row')
def axial(case):
    names, content = '', ''
    for word, x, y in pair(case):
        for number, row in enumerate(pixels.cells(word)):
            levels = bytes(0 if ink else 255 for ink in row for _ in '123')
            function = case.pdf.stream(
                levels, f'/FunctionType 0/Domain[0 1]/Range[0 1]'
                f'/Size[{len(levels)}]/BitsPerSample 8')
            names += (f'/{word}{number}<</ShadingType 2/ColorSpace/DeviceGray'
                      f'/Coords[0 0 1 0]/Function {function}>>')
            content += (f'q {len(row) * UNIT} 0 0 {UNIT} {x} '
                        f'{y + (6 - number) * UNIT} cm 0 0 1 1 re W n '
                        f'/{word}{number} sh Q\n')
    painted(case, content, f'/Shading<<{names}>>')


# Corners and control points of a patch of 3 x 3, the inner four last.
PATCH = ((0, 0), (0, 1), (0, 2), (0, 3), (1, 3), (2, 3), (3, 3), (3, 2),
         (3, 1), (3, 0), (2, 0), (1, 0), (1, 1), (1, 2), (2, 2), (2, 1))


def mesh_data(kind, word):
    """Each cell of ink as two triangles or a patch; all cells as lattice."""
    grid = pixels.cells(word)
    out = bytearray()
    if kind == 5:
        for row in range(14):
            for column, ink in enumerate(grid[row // 2]):
                for side in (0, 3):
                    out += struct.pack('>HHB', 3 * column + side,
                                       21 - 3 * (row // 2 + row % 2),
                                       64 if ink else 255)
        return bytes(out)
    for row, line in enumerate(grid):
        for column, ink in enumerate(line):
            x, y = 3 * column, 3 * (6 - row)
            if ink and kind == 4:
                for a, b in ((0, 0), (3, 0), (0, 3), (3, 0), (0, 3), (3, 3)):
                    out += struct.pack('>BHHB', 0, x + a, y + b, 0)
            elif ink:
                points = PATCH[:12 if kind == 6 else 16]
                out += b'\0' + b''.join(struct.pack('>HH', x + a, y + b)
                                        for a, b in points) + bytes(4)
    return bytes(out)


for mesh, called in ((4, 'free triangles'), (5, 'a lattice'),
                     (6, 'Coons patches'), (7, 'tensor patches')):
    def meshed(case, mesh=mesh):
        flags = (f'/VerticesPerRow {2 * 6 * 10}' if mesh == 5
                 else '/BitsPerFlag 8')

        def shading(word):
            entries = flags.replace('120', str(12 * len(word)))
            return case.pdf.stream(
                mesh_data(mesh, word), f'/ShadingType {mesh}/ColorSpace'
                '/DeviceGray/BitsPerCoordinate 16/BitsPerComponent 8'
                f'/Decode[0 65535 0 65535 0 1]{entries}', deflate=True)
        shaded(case, shading, UNIT / 3)
    channel(f'paint.mesh-{mesh}', f'a mesh of {called}')(meshed)


def soft(case, kind, content, more=''):
    group = case.pdf.stream(
        content, '/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Group'
        '<</S/Transparency/CS/DeviceGray>>'
        f'/Resources<</Font<<{case.fonts()}>>>>')
    return (f'/ExtGState<</M<</SMask<</S/{kind}/G {group}{more}>>>>'
            '/O<</SMask/None>>>>')


@channel('paint.mask-luminosity', 'white text that lets a bar through')
def luminosity(case):
    painted(case, 'q /M gs ' + BARS + ' f Q',
            soft(case, 'Luminosity', '1 g ' + shown_pair(case)))


@channel('paint.mask-alpha', 'text whose alpha lets a bar through')
def alpha(case):
    painted(case, 'q /M gs ' + BARS + ' f Q',
            soft(case, 'Alpha', shown_pair(case)))


@channel('paint.mask-black', 'behind a mask that lets nothing through')
def masked(case):
    case.page('q /M gs ' + case.shown() + 'Q', resources=soft(
        case, 'Luminosity', '0 g 0 0 300 200 re f', '/BC[0]'))


@channel('paint.mask-unused', 'in a mask that nothing uses')
def mask_unused(case):
    case.page(GRAY, resources=soft(case, 'Alpha', case.shown()))


@channel('paint.mask-dark', 'in a mask, black on black')
def mask_dark(case):
    case.page('q /M gs 30 90 170 30 re f Q', resources=soft(
        case, 'Luminosity', '0 g ' + case.shown(), '/BC[0]/Marks'
        f'({pdf.literal(case.secret)})'))
