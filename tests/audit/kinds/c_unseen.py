# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text that is clipped or cropped, off the page, too small or not painted;
pages that are turned, scaled or cropped."""
from case import LEFT, LINES, SPOT_LINE, kind

WARN = dict(worst='warning')


@kind('clipped', 'a name outside the clipping path', 'clipped-text', **WARN)
def clipped(c):
    area = '72 100 100 20 re' if c.bad else c.box(5, 5, 20) + ' re'
    c.page(c.body('rest') + f'q {area} W n\n' + c.word() + 'Q\n')


@kind('clipped-line', 'a picture frame that cuts off a line of text',
      'clipped-text', **WARN)
def clipped_line(c):
    c.spot = c.displayed(LEFT, 250, c.w, 10)
    y = 270 if c.bad else 240
    c.page(c.body('rest') + f'q {LEFT} {y} 300 80 re W n\n'
           + c.text('Enclosures: two.', y=300)
           + c.text(c.secret + ' dictated this', y=250) + 'Q\n')


@kind('clipped-social-security', 'a social-security number clipped away',
      'clipped-text', shown=None)
def clipped_ssn(c):
    c.secret = '478-36-0192'
    c.spot = c.displayed(LEFT, 250, 60, 10)
    if c.bad:
        c.page(c.body('rest') + '0 g q 72 100 100 20 re W n\n'
               + c.text(c.secret, y=250) + 'Q\n')
    else:
        c.page(c.body('rest') + '0 g q 72 240 200 30 re W n\n'
               + c.text('xxx-xx-0192', y=250) + 'Q\n')


@kind('cropped', 'the margin with a name cropped in a viewer', 'cropped-text',
      **WARN)
def cropped(c):
    y = 60 if c.bad else 140
    c.spot = None
    c.page(c.body('rest') + c.text(f'cc: {c.secret}', y=y),
           entries='/MediaBox[0 0 612 792]/CropBox[36 100 576 756]')


@kind('cropped-and-turned', 'the same on a page that lies on its side',
      'cropped-text', **WARN)
def cropped_turned(c):
    y = 60 if c.bad else 140
    c.spot = None
    c.page(c.body('rest') + c.text(f'cc: {c.secret}', y=y), entries=
           '/MediaBox[0 0 612 792]/CropBox[36 100 576 756]/Rotate 90')


@kind('half-page', 'one half of a scanned spread kept by cropping',
      'cropped-text', **WARN)
def half_page(c):
    x = 700 if c.bad else 400
    c.spot = None
    c.page(c.body('rest') + c.text(f'Notes of {c.secret}', x, 300),
           entries='/MediaBox[0 0 1224 792]/CropBox[0 0 612 792]')


@kind('off-page', 'a name beside the page', 'off-page-text', **WARN)
def off_page(c):
    x = 700 if c.bad else 500
    c.spot = None
    c.page(c.body('rest') + c.text(c.secret, x, 300))


@kind('far-off-page', 'a name a mile below the page', 'off-page-text', **WARN)
def far_off(c):
    y = -60000 if c.bad else 30
    c.spot = None
    c.page(c.body('rest') + c.text(c.secret, y=y))


@kind('render-mode-3', 'a name that is shown and not painted',
      'invisible-text', owner='INK', **WARN)
def mode_3(c):
    mode = 3 if c.bad else 2
    c.page(c.body('rest') + f'BT {mode} Tr 0.3 w ET\n' + c.word())


@kind('no-opacity', 'a name of no opacity', 'invisible-text covered-text',
      owner='INK', **WARN)
def no_opacity(c):
    alpha = 0 if c.bad else 0.5
    c.page(c.body('rest') + 'q /A gs\n' + c.word() + 'Q\n',
           f'/ExtGState<</A<</ca {alpha}>>>>')


@kind('masked-text', 'a name drawn through a mask of nothing',
      'invisible-text covered-text clipped-text', owner='INK', **WARN)
def masked_text(c):
    light = '0 g' if c.bad else '1 g'
    mask = c.form(f'{light} 0 0 612 792 re f',
                  entries='/Group<</S/Transparency/CS/DeviceGray>>')
    c.page(c.body('rest') + 'q /A gs\n' + c.word() + 'Q\n',
           f'/ExtGState<</A<</SMask<</S/Luminosity/G {mask}>>>>>>')


@kind('tiny', 'a sentence in letters of a hundredth of a point',
      'invisible-text covered-text', owner='INK', **WARN)
def tiny(c):
    scale = 0.002 if c.bad else 0.4
    c.spot = None
    c.page(c.body('rest') + f'q {scale} 0 0 {scale} 72 300 cm\n'
           + c.text(f'{c.secret} is the informant', 0, 0) + 'Q\n')


@kind('zero-width', 'a name squeezed to no width', 'invisible-text '
      'covered-text', owner='INK', **WARN)
def zero_width(c):
    wide = 0.01 if c.bad else 80
    c.spot = None
    c.page(c.body('rest') + f'BT /F1 12 Tf {wide} Tz {c.x:g} {c.y:g} Td '
           f'({c.secret}) Tj ET\n')


@kind('invisible-beside', 'an invisible line that says what no page shows',
      'invisible-text', owner='INK', **WARN)
def invisible_beside(c):
    said = f'{c.secret} signed it' if c.bad else LINES[0]
    y = 300 if c.bad else 700
    c.spot = c.displayed(LEFT, 298, 100, 12)
    c.page(c.body('rest') + 'BT 3 Tr ET\n' + c.text(said, y=y))


def turned(name, rotate, spot):
    @kind(name, f'a bar over a name on a page turned by {rotate} degrees')
    def make(c):
        c.spot = spot(c)
        c.page(c.body() + c.bar() if c.bad else c.bar('0.9 g') + c.body(),
               entries=f'/Rotate {rotate}')


turned('turned-90', 90, lambda c: (c.y - 3, c.x, c.y + 9, c.x + c.w))
turned('turned-180', 180, lambda c: (612 - c.x - c.w, c.y - 3, 612 - c.x,
                                     c.y + 9))
turned('turned-270', 270, lambda c: (792 - c.y - 9, 612 - c.x - c.w,
                                     792 - c.y + 3, 612 - c.x))


@kind('user-unit', 'a bar on a page whose unit is two points')
def user_unit(c):
    c.spot = tuple(2 * v for v in c.spot)
    c.page(c.body() + c.bar() if c.bad else c.bar('0.9 g') + c.body(),
           entries='/UserUnit 2')


@kind('odd-origin', 'a bar on a page whose corner is not at zero')
def odd_origin(c):
    c.spot = (c.x + 100, 792 - 50 - c.y - 9, c.x + 100 + c.w,
              792 - 50 - c.y + 3)
    c.page(c.body() + c.bar() if c.bad else c.bar('0.9 g') + c.body(),
           entries='/MediaBox[-100 -50 512 742]')


@kind('cropped-turned-bar', 'a bar on a page cropped and turned')
def cropped_turned_bar(c):
    c.spot = (c.y - 3 - 100, c.x - 36, c.y + 9 - 100, c.x + c.w - 36)
    c.page(c.body() + c.bar() if c.bad else c.bar('0.9 g') + c.body(), entries=
           '/MediaBox[0 0 612 792]/CropBox[36 100 576 756]/Rotate 90')


@kind('inherited-turn', 'a bar on a page that inherits its size and turn')
def inherited_turn(c):
    c.pdf.tree = '/MediaBox[0 0 612 792]/Rotate 90'
    c.spot = (c.y - 3, c.x, c.y + 9, c.x + c.w)
    text = c.body() + c.bar() if c.bad else c.bar('0.9 g') + c.body()
    c.pdf.page(f'/Contents {c.pdf.stream(text)}/Resources<</Font<</F1 '
               f'{c.font}>>>>')


@kind('wide-spacing', 'letters parted by their spacing, a bar over all')
def wide_spacing(c):
    text = (f'BT /F1 12 Tf 8 Tc {c.x:g} 350 Td ({c.secret}) Tj ET\n')
    wide = c.w + 8 * len(c.secret)
    bar = f'{c.x - 3:g} 346 {wide + 6:g} 13 re f'
    c.spot = c.displayed(c.x, 348, wide, 10)
    c.page(c.body('rest') + (f'{text}q 0 g {bar} Q\n' if c.bad
                             else f'q 0.9 g {bar} Q\n{text}'))


@kind('letter-by-letter', 'each letter placed by itself, last one first')
def letter_by_letter(c):
    from case import width
    letters = [c.text(letter, c.x + width(c.secret[:at]), c.y)
               for at, letter in enumerate(c.secret)]
    text = ''.join(reversed(letters))
    c.page(c.body('rest') + (text + c.bar() if c.bad
                             else c.bar('0.9 g') + '0 g\n' + text))
    if c.bad:
        c.told = c.secret


@kind('part-of-a-line', 'a bar over a half of a sentence')
def part_of_a_line(c):
    from case import width
    line = LINES[SPOT_LINE].format(c.secret)
    wide = width(line) - (c.x - LEFT)
    c.page(c.body() + f'q 0 g {c.x - 2:g} {c.y - 4:g} {wide + 4:g} 13 re f Q\n'
           if c.bad else f'q 0.9 g {c.x - 2:g} {c.y - 4:g} {wide + 4:g} 13 re '
           'f Q\n' + c.body())
