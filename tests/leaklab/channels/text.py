# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text by every operator and render mode, in every place that is not seen,
and strings of a content stream that nothing shows."""
import pdf
import pixels
from lab import AT, BOX, CONTROL_AT, CONTROL_BOX, channel


def both(case, draw, **more):
    """A page with secret and control, each as `draw(word, at)` shows it."""
    case.page(draw(case.secret, AT) + draw(case.control, CONTROL_AT),
              control=False, **more)


def text(at, body, size=14):
    return f'BT /F1 {size} Tf {at[0]} {at[1]} Td {body} ET\n'


def turned(rect, height=200):
    """Where a rectangle of the page is displayed if /Rotate is 90."""
    x0, y0, x1, y1 = rect
    return height - y1, x0, height - y0, x1


@channel('text.tj', 'shown by Tj')
def tj(case):
    case.plain()


@channel('text.tj-array', 'shown by TJ, each letter a string')
def tj_array(case):
    def shown(word, at):
        letters = ' -10 '.join(f'({c})' for c in word)
        return text(at, f'[{letters}] TJ')
    both(case, shown)


@channel('text.quote', "shown by '")
def quote(case):
    both(case, lambda word, at: text((at[0], at[1] + 20), f"20 TL ({word}) '"))


@channel('text.double-quote', 'shown by "')
def double_quote(case):
    both(case, lambda word, at: text((at[0], at[1] + 20),
                                     f'20 TL 3 1 ({word}) "'))


def by_mode(mode, after=''):
    def make(case):
        both(case, lambda word, at: 'q ' + text(at, f'{mode} Tr ({word}) Tj')
             + after.format(at[0] - 5, at[1] - 5) + 'Q\n')
    return make


PAINT = '0.2 g {} {} 170 24 re f '
for number, name, painted in (
        (1, 'stroke', ''), (2, 'fill and stroke', ''), (4, 'fill, clip', ''),
        (5, 'stroke, clip', ''), (6, 'fill, stroke, clip', ''),
        (7, 'clip of a bar', PAINT)):
    channel(f'text.mode-{number}', f'text of mode {number}: {name}')(
        by_mode(number, painted))


@channel('text.mode-3', 'text of mode 3, invisible')
def mode_3(case):
    case.page('q ' + text(AT, f'3 Tr ({case.secret}) Tj') + 'Q')


@channel('text.mode-3-scan', 'invisible on a drawing of it')
def mode_3_scan(case):
    """As OCR leaves it: what is seen are paths, the text is behind."""
    both(case, lambda word, at: 'q 3 Tr ' + text(at, f'({word}) Tj') + 'Q\n'
         + pixels.strokes(word, at[0], at[1], 1.5))


@channel('text.mode-3-open', 'invisible on a word that is not covered')
def mode_3_open(case):
    case.page(text((40, 40), '(TEXTTEXTTEXT) Tj') + 'q '
              + text((40, 40), f'3 Tr ({case.secret}) Tj') + 'Q')


@channel('text.mode-7-bare', 'a clip path that paints nothing')
def mode_7_bare(case):
    case.page('q ' + text(AT, f'7 Tr ({case.secret}) Tj') + 'Q')


@channel('text.by-letter', 'one Tj a letter')
def by_letter(case):
    both(case, lambda word, at: text(at, ' '.join(f'({c}) Tj' for c in word)))


def scattered(case, word, at, order):
    return ''.join(case.shown(word[i], (at[0] + 8.4 * i, at[1]), font='C1')
                   for i in order)


@channel('text.by-block', 'a text object a letter')
def by_block(case):
    both(case, lambda word, at: scattered(case, word, at, range(len(word))))


@channel('text.last-first', 'its letters in the order of their names')
def last_first(case):
    case.page(scattered(case, case.secret, AT, (9, 3, 7, 1, 5, 0, 8, 2, 6, 4)))


@channel('text.by-stream', 'a stream of /Contents a letter')
def by_stream(case):
    pieces = [case.shown(c, (AT[0] + 12 * i, AT[1]))
              for i, c in enumerate(case.secret)] + [case.control_shown()]
    parts = ' '.join(case.pdf.stream(piece) for piece in pieces)
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents[{parts}]'
                  f'/Resources<</Font<<{case.fonts()}>>>>')


@channel('text.cut-token', '/Contents cut inside its string')
def cut_token(case):
    whole = case.shown() + case.control_shown()
    at = whole.index(case.secret) + 5
    parts = ' '.join(case.pdf.stream(p) for p in (whole[:at], whole[at:]))
    case.pdf.page(f'/MediaBox[0 0 300 200]/Contents[{parts}]'
                  f'/Resources<</Font<<{case.fonts()}>>>>')


@channel('text.spaced', 'spaced out by Tc')
def spaced(case):
    both(case, lambda word, at: text(at, f'1 Tc ({word}) Tj'))


@channel('text.kerned', 'letters with blanks that TJ takes back')
def kerned(case):
    case.page(text(AT, '[' + ' 278 '.join(
        f'({c} )' for c in case.secret) + '] TJ'))


@channel('text.words', 'letters with blanks that Tw takes back')
def words(case):
    case.page('q ' + text(AT, f'-3.9 Tw ({" ".join(case.secret)}) Tj') + 'Q')


@channel('text.narrow', 'set narrow by Tz')
def narrow(case):
    both(case, lambda word, at: text(at, f'40 Tz ({word}) Tj'))


@channel('text.rise', 'each letter on its own rise')
def rise(case):
    case.page(text(AT, ' '.join(f'{i % 3} Ts ({c}) Tj'
                                for i, c in enumerate(case.secret))))


@channel('text.turned', 'turned by 90 degrees')
def turned_up(case):
    case.page(f'BT /F1 14 Tf 0 1 -1 0 100 40 Tm ({case.secret}) Tj '
              f'0 1 -1 0 200 40 Tm ({case.control}) Tj ET', control=False)
    case.boxes = [(1, (84, 40, 108, 170))]
    case.controls = [(1, (184, 40, 208, 170), 'word')]


@channel('text.slanted', 'on a line that climbs')
def slanted(case):
    both(case, lambda word, at: f'BT /F1 14 Tf .995 .1 -.1 .995 {at[0]} '
         f'{at[1]} Tm ({word}) Tj ET\n')
    case.boxes = [(1, (30, 70, 200, 108))]
    case.controls = [(1, (36, 22, 200, 60), 'word')]


@channel('text.sheared', 'sheared')
def sheared(case):
    both(case, lambda word, at: f'BT /F1 14 Tf 1 0 .4 1 {at[0]} {at[1]} Tm '
         f'({word}) Tj ET\n')


@channel('text.mirrored', 'mirrored')
def mirrored(case):
    case.page(f'BT /F1 14 Tf -1 0 0 1 160 100 Tm ({case.secret}) Tj ET')


@channel('text.negative-size', 'upright by two minus signs')
def negative_size(case):
    both(case, lambda word, at: f'BT /F1 -14 Tf -1 0 0 -1 {at[0]} {at[1]} Tm '
         f'({word}) Tj ET\n')


@channel('text.tiny', 'of 1 point')
def tiny(case):
    case.page(case.shown(size=1))


@channel('text.no-size', 'of no size at all')
def no_size(case):
    case.page(case.shown(size=0))


@channel('text.flat', 'in a matrix without a second dimension')
def flat(case):
    case.page(f'BT /F1 14 Tf 1 0 0 0 40 100 Tm ({case.secret}) Tj ET')


def hides(name, what, content, resources='', **more):
    """A channel that shows a secret by operators with SECRET in them."""
    def make(case):
        case.page(content.replace('SECRET', case.secret),
                  resources=resources, **more)
    channel('text.' + name, what)(make)


SHOW = 'BT /F1 14 Tf 40 100 Td (SECRET) Tj ET '
BAR = '35 94 160 20 re f '
hides('clipped', 'clipped away', 'q 0 0 9 9 re W n ' + SHOW + 'Q')
hides('clipped-empty', 'in a clip path of nothing',
      'q 9 9 m 9 9 l W n ' + SHOW + 'Q')
hides('beyond-crop', 'outside the crop box',
      SHOW.replace('40 100', '-150 300'),
      entries='/MediaBox[-200 -200 500 400]/CropBox[0 0 300 200]')
hides('beyond-media', 'outside the media box',
      SHOW.replace('40 100', '-150 300'))
hides('moved-away', 'off the page by cm', 'q 1 0 0 1 9999 0 cm ' + SHOW + 'Q')
hides('white', 'white on white', 'q 1 g ' + SHOW + 'Q')
hides('nearly-white', 'in a gray that nobody sees', 'q 0.996 g ' + SHOW + 'Q')
hides('transparent', 'fully transparent', 'q /G gs ' + SHOW + 'Q',
      '/ExtGState<</G<</ca 0/CA 0>>>>')
hides('under-bar', 'under an old black bar', SHOW + 'q 0 g ' + BAR + 'Q')
hides('under-white', 'under an old white plate', SHOW + 'q 1 g ' + BAR + 'Q')
hides('on-bar', 'black on a black bar', 'q 0 g ' + BAR + 'Q ' + SHOW)
hides('overtyped', 'overtyped by X and by #',
      SHOW + SHOW.replace('(SECRET)', '(XXXXXXXXXXXX)')
      + SHOW.replace('(SECRET)', '(############)'))
hides('behind-image', 'behind an image',
      SHOW + 'q 160 0 0 20 35 94 cm BI /W 1/H 1/CS/G/BPC 8 ID \xa0 EI Q')
hides('comment', 'in a comment', SHOW.replace('SECRET', 'XX')
      + '\n% SECRET\n')
hides('operands', 'left on the operand stack',
      SHOW.replace('SECRET', 'XX') + ' (SECRET) [(SECRET) 1] /SECRET n')
hides('bdc', 'in an inline dictionary of BDC',
      '/Span <</Note(SECRET)/E(SECRET)>> BDC EMC /P <</N/SECRET>> DP')
hides('unknown', 'given to an operator unknown', 'BX (SECRET) frob EX')
hides('inline-keys', 'in the dictionary of an inline image',
      'q 9 0 0 9 40 100 cm BI /W 1/H 1/CS/G/BPC 8/Note(SECRET) ID \xa0 EI Q')
hides('dash', 'among the dashes of d', '[(SECRET)] 0 d ')
hides('no-font', 'in a font that is not there',
      SHOW.replace('/F1', '/NONE'))
hides('outside-bt', 'shown outside a text object',
      SHOW.replace('BT ', '').replace(' ET', ''))
hides('unended', 'in a text object that never ends',
      'q 1 0 0 1 0 -500 cm ' + SHOW.replace(' ET', '') + 'Q')


@channel('text.octal', 'a string of octal escapes')
def octal(case):
    both(case, lambda word, at: text(
        at, '(' + ''.join(f'\\{ord(c):03o}' for c in word) + ') Tj'))


@channel('text.hex', 'a hexadecimal string with blanks in it')
def hex_string(case):
    def shown(word, at):
        digits = ' '.join(f'{ord(c):02x}' for c in word)
        return text(at, f'<{digits}> Tj')
    both(case, shown)


@channel('text.differences', 'of codes that /Differences names')
def differences(case):
    codes = {c: 128 + i for i, c in enumerate(
        sorted(set('ABCDEFGHIJKLMNOPQRSTUVWXYZ')))}
    font = case.pdf.add(
        '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding'
        '<</Type/Encoding/Differences[128 ' + ' '.join(
            '/' + c for c in codes) + ']>>>>')
    both(case, lambda word, at: f'BT /D 14 Tf {at[0]} {at[1]} Td '
         + pdf.hexed(bytes(codes[c] for c in word)) + ' Tj ET\n',
         fonts=f'/D {font}')


@channel('text.rotate', 'on a page with /Rotate 90')
def rotate(case):
    case.plain(entries='/Rotate 90')
    case.size = 200, 300
    case.boxes = [(1, turned(BOX))]
    case.controls = [(1, turned(CONTROL_BOX), 'word')]


@channel('text.user-unit', 'on a page with a UserUnit of 2')
def user_unit(case):
    case.plain(entries='/UserUnit 2')
    case.size = 600, 400
    case.boxes = [(1, tuple(2 * v for v in BOX))]
    case.controls = [(1, tuple(2 * v for v in CONTROL_BOX), 'word')]


@channel('text.inherited', 'on a page that inherits all it has')
def inherited(case):
    case.pdf.tree = ('/MediaBox[0 0 300 200]/Rotate 0/Resources'
                     f'<</Font<<{case.fonts()}>>>>')
    content = case.pdf.stream(case.shown() + case.control_shown())
    case.pdf.page(f'/Contents {content}')


@channel('text.crop-origin', 'on a page whose corner is elsewhere')
def crop_origin(case):
    content = ('1 0 0 1 -1000 5000 cm ' + case.shown()
               + case.control_shown())
    case.page(content, control=False, entries='/MediaBox'
              '[-1000 5200 -700 5000]/CropBox[-1100 4000 9000 9000]')
