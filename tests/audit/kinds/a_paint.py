# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text under paint of the page."""
from case import LEADING, LEFT, PAGE, TOP, kind



@kind('black-bar', 'a black rectangle drawn over a name')
def black_bar(c):
    if c.bad:
        c.page(c.body() + c.bar())
    else:
        c.page(c.body('none') + c.text('The witness,', y=c.y)
               + c.text('told them so.', c.x + 160, c.y)
               + f'q 0 g {c.x:g} {c.y - 4:g} 150 13 re f Q\n')


@kind('paragraph-bars', 'bars over each line of a passage, as in a brief')
def paragraph_bars(c):
    bars = ''.join(
        f'{LEFT - 3} {TOP - at * LEADING - 4} 430 14 re f\n'
        for at in range(3, 8))
    if c.bad:
        c.page(c.body() + 'q 0 g\n' + bars + 'Q\n')
    else:
        c.page('q 0.85 g\n' + bars + 'Q\n' + c.body())


@kind('one-large-bar', 'one black rectangle over a whole passage')
def one_large_bar(c):
    area = f'{LEFT - 5} {TOP - 7 * LEADING - 5} 460 105 re f'
    if c.bad:
        c.page(c.body() + f'q 0 g {area} Q\n')
    else:
        c.page(f'q 0.93 0.93 0.85 rg {area} Q\n' + c.body())


@kind('white-out', 'a white rectangle drawn over a name')
def white_out(c):
    white = '1 g'
    c.page(c.body() + c.bar(white) if c.bad
           else c.bar(white) + c.body())


@kind('coloured-bar', 'a blue rectangle drawn over a name')
def coloured_bar(c):
    blue = '0.1 0.2 0.6 rg'
    if c.bad:
        c.page(c.body() + c.bar(blue))
    else:
        c.page(c.body('rest') + c.bar(blue) + '1 g\n' + c.word())


@kind('word-highlight', 'the black highlighter of a word processor: black '
      'text on a black band that is painted first')
def word_highlight(c):
    c.page(c.bar('0 g' if c.bad else '1 1 0 rg') + c.body())


@kind('white-text', 'a name in white on the white page')
def white_text(c):
    band = '' if c.bad else c.bar('0.2 g')
    c.page(c.body('rest') + band + '1 g\n' + c.word())


@kind('nearly-white-text', 'a name in a gray that no eye tells from white')
def nearly_white_text(c):
    c.page(c.body('rest') + ('0.996 g\n' if c.bad else '0.6 g\n') + c.word())


@kind('dark-on-dark', 'a name in a very dark gray on a black band')
def dark_on_dark(c):
    c.page(c.body('rest') + c.bar()
           + ('0.02 g\n' if c.bad else '0.8 g\n') + c.word())


@kind('table-cell', 'a table cell shaded black under black text')
def table_cell(c):
    shade = '0 g' if c.bad else '0.8 g'
    x, y = 72, 350
    cells = ''.join(f'{x + 120 * i} {y} 120 20 re S\n' for i in range(3))
    c.spot = c.displayed(x + 126, y + 4, c.w, 10)
    c.page(c.body('rest') + f'q {shade} {x + 120} {y} 120 20 re f Q\n{cells}'
           '0 g\n' + c.text('Beneficiary', x + 6, y + 6)
           + c.text(c.secret, x + 126, y + 6)
           + c.text('paid in full', x + 246, y + 6))


@kind('dense-hatch', 'a bar of crossing lines so dense that nothing is read')
def dense_hatch(c):
    x, y, w, h = map(float, c.box().split())
    lines = ''.join(f'{x + at:g} {y:g} m {x + at + h:g} {y + h:g} l S\n'
                    f'{x + at + h:g} {y:g} m {x + at:g} {y + h:g} l S\n'
                    for at in range(-13, int(w), 2))
    hatch = f'q {c.box()} re W n 0 G 1.6 w\n{lines}Q\n'
    if c.bad:
        c.page(c.body() + hatch)
    else:
        c.page(c.body('rest') + hatch)


@kind('sparse-cross', 'a box with a cross through it, letters between',
      'crossed-text covered-text', worst='warning', shown=None)
def sparse_cross(c):
    x, y, w, h = map(float, c.box().split())
    cross = (f'{x:g} {y:g} m {x + w:g} {y + h:g} l S '
             f'{x:g} {y + h:g} m {x + w:g} {y:g} l S\n')
    cross += ''.join(f'{x + at:g} {y:g} m {x + at + h:g} {y + h:g} l S\n'
                     f'{x + at + h:g} {y:g} m {x + at:g} {y + h:g} l S\n'
                     for at in range(-13, int(w), 6))
    if c.bad:
        c.page(c.body() + f'q {c.box()} re W n 0 G 1 w {cross}Q\n')
    else:                       # a frame around the word, and a rule below
        c.page(c.body() + f'q 0 G 1 w {c.box()} re S {x:g} {y - 2:g} m '
               f'{x + w:g} {y - 2:g} l S Q\n')


@kind('thick-line', 'a thick stroke over a name')
def thick_line(c):
    y, thick = (c.y + 3, 15) if c.bad else (c.y - 2, 1)
    c.page(c.body() + f'q 0 G {thick} w {c.x - 2:g} {y:g} m '
           f'{c.x + c.w + 2:g} {y:g} l S Q\n')


@kind('dashed-lines', 'dashed strokes, one in the gaps of the other')
def dashed_lines(c):
    y, thick = (c.y + 3, 15) if c.bad else (c.y - 2, 1)
    line = f'{c.x - 2:g} {y:g} m {c.x + c.w + 2:g} {y:g} l S\n'
    c.page(c.body() + f'q 0 G {thick} w [5 4] 0 d {line}'
           + (f'[5 4] 4.5 d {line}' if c.bad else '') + 'Q\n')


@kind('strips', 'a cover made of many thin strips')
def strips(c):
    x, y, w, h = map(float, c.box().split())
    out = ''.join(f'{x:g} {y + at:g} {w:g} 1 re f\n' for at in range(int(h)))
    out = 'q 0 g\n' + out + 'Q\n'
    c.page(c.body() + out if c.bad
           else out.replace('0 g', '0.9 g') + c.body())


@kind('short-at-the-ends', 'a bar one point shorter than the name at each end')
def short_at_the_ends(c):
    c.told = c.secret[1:-1]
    if c.bad:
        c.page(c.body() + c.bar(pad=-1))
    else:                       # a frame whose edges cut no letter
        c.page(c.body() + f'q 0 G 0.5 w {c.box(1)} re S Q\n')


@kind('one-point-low', 'a bar that leaves the feet of the letters',
      'covered-text crossed-text', shown=None)
def one_point_low(c):
    if c.bad:
        c.page(c.body() + c.bar(below=-1))
    else:
        c.page(c.body() + c.bar(below=4, high=2))


@kind('labelled-bar', 'a bar with a label of its own over a name')
def labelled_bar(c):
    label = '1 g\n' + c.text('REDACTED', c.x + 2, c.y, 9)
    c.page(c.body('all' if c.bad else 'none') + c.bar(pad=14) + label)


@kind('bold-by-painting-twice', 'a name painted twice, then covered')
def painted_twice(c):
    twice = c.body() + c.text(c.secret, c.x + 0.3, c.y)
    if c.bad:
        c.page(twice + c.bar())
    else:                       # covered, and painted again on the cover
        c.page(c.body() + c.bar('1 g') + '0 g\n' + c.word())


@kind('new-page-on-top', 'a white rectangle over the page, and a new page on it')
def new_page_on_top(c):
    white = f'q 1 g 0 0 {PAGE[0]} {PAGE[1]} re f Q\n'
    again = c.body('rest').replace('told them so', 'has told all')
    c.page(c.body() + white + again if c.bad else white + c.body())


@kind('rounded-bar', 'a cover with round corners')
def rounded_bar(c):
    x, y, w, h = map(float, c.box(6).split())
    path = (f'{x + 5:g} {y:g} m {x + w - 5:g} {y:g} l {x + w:g} {y:g} {x + w:g}'
            f' {y + h:g} {x + w - 5:g} {y + h:g} c {x + 5:g} {y + h:g} l '
            f'{x:g} {y + h:g} {x:g} {y:g} {x + 5:g} {y:g} c ')
    c.page(c.body() + 'q 0 g 0 G 0.7 w ' + path + ('b' if c.bad else 's')
           + ' Q\n')


@kind('two-windings', 'a frame whose inside is filled by its winding')
def two_windings(c):
    paint = 'f' if c.bad else 'f*'
    c.page(c.body() + f'q 0 g {c.box(6, 6, 18)} re {c.box(4, 4, 14)} re '
           f'{paint} Q\n')


@kind('flipped-bar', 'a bar of negative size in a mirrored space')
def flipped_bar(c):
    x, y, w, h = map(float, c.box().split())
    bar = (f'q 1 0 0 -1 0 792 cm 0 g {x + w:g} {792 - y:g} {-w:g} {-h:g} re '
           'f Q\n')
    c.page(c.body() + bar if c.bad
           else bar.replace('0 g', '0.85 g') + c.body())


@kind('split-contents', 'a bar in a second content stream')
def split_contents(c):
    streams = [c.body(), c.bar()]
    if not c.bad:
        streams = [c.bar('0.9 g'), c.body()]
    parts = ' '.join(c.pdf.stream(s) for s in streams)
    c.pdf.page(f'/MediaBox[0 0 612 792]/Contents[{parts}]/Resources<</Font'
               f'<</F1 {c.font}>>>>')


@kind('turned-text', 'text up the margin under a bar')
def turned_text(c):
    text = (f'BT /F1 12 Tf 0 1 -1 0 40 300 Tm ({c.secret} took the minutes) '
            'Tj ET\n')
    bar = f'26 296 18 {c.w + 6:g} re f'
    c.spot = c.displayed(30, 300, 12, c.w)
    c.page(c.body('rest')
           + (f'{text}q 0 g {bar} Q\n' if c.bad
              else f'q 0.9 g {bar} Q\n{text}'))


@kind('second-page', 'a bar on the second of three pages', page=2)
def second_page(c):
    c.page(c.body('none'))
    c.page(c.body() + c.bar() if c.bad else c.bar('0.9 g') + c.body())
    c.page(c.body('none'))


@kind('bar-with-white-letters', 'a name in black over which the same place is '
      'black, and the label spells another name')
def other_label(c):
    c.page(c.body('all' if c.bad else 'none') + c.bar(pad=8)
           + '1 g\n' + c.text('Witness 4', c.x, c.y))


@kind('letters-as-blocks', 'a cover of block characters of a font of its own')
def blocks(c):
    block = c.pdf.stream('1000 0 0 -250 1000 1000 d1 0 -250 1000 1250 re f')
    font = c.pdf.add(
        '<</Type/Font/Subtype/Type3/FontBBox[0 -250 1000 1000]/FontMatrix'
        f'[0.001 0 0 0.001 0 0]/CharProcs<</b {block}>>/Encoding<</Type'
        '/Encoding/Differences[98/b]>>/FirstChar 98/LastChar 98/Widths[1000]>>')
    count = int(c.w / 12) + 2
    x, y = (c.x - 2, c.y) if c.bad else (LEFT, 300)
    c.page(c.body() + f'BT /B 12 Tf {x:g} {y:g} Td ({"b" * count}) Tj ET\n',
           fonts=f'/B {font}')


@kind('type-3-text', 'text of a font of drawings under a bar')
def type_3_text(c):
    import pixels
    procs, names, codes = '', '', sorted(set(c.secret.upper()))
    for letter in codes:
        glyph = c.pdf.stream('600 0 0 0 600 700 d1\n'
                             + pixels.strokes(letter, 0, 0, 100))
        procs += f'/{letter} {glyph}'
        names += f'{ord(letter)}/{letter} '
    font = c.pdf.add(
        '<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[0.001 0 '
        f'0 0.001 0 0]/CharProcs<<{procs}>>/Encoding<</Type/Encoding'
        f'/Differences[{names}]>>/FirstChar 65/LastChar 90/Widths'
        f'[{"600 " * 26}]>>')
    c.told = c.secret.upper()
    word = c.text(c.told, c.x, c.y, 12, 'T3')
    c.spot = c.displayed(c.x, c.y, 7.2 * len(c.secret), 9)
    bar = f'{c.x - 3:g} {c.y - 3:g} {7.2 * len(c.secret) + 6:g} 14 re f'
    c.page(c.body('none') + (word + f'q 0 g {bar} Q\n' if c.bad
                             else f'q 0.9 g {bar} Q 0 g\n' + word),
           fonts=f'/T3 {font}')
