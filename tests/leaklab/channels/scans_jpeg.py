# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scans in JPEG, which are not decoded but edited: the secret in what is
coded under the box, at its edge, beyond the picture, and in what surrounds
the coefficients."""
import dct
import pixels
from lab import channel

from .images import GRAY, PAGE, RGB, canvas, gray, image
from .scans import ODD, blank, page, scan, scene, word

# (ink, paper) of each component: paper that holds no colour, or little.
SHADES = {'': [(16, 240)], 'colour': [(60, 240), (110, 100), (200, 128)],
          'cmyk': [(200, 250), (90, 250), (90, 250), (60, 250)]}
KEYS = {'': GRAY, 'colour': RGB, 'cmyk': RGB.replace('RGB', 'CMYK')
        + '/Decode[1 0 1 0 1 0 1 0]'}
COARSE = bytes([10 + n for n in range(64)])


def thin(rows):
    """Each second pixel of each second row."""
    return [row[::2] for row in rows[::2]]


FAINT = 2   # a cell that is neither ink nor paper


def planes(rows, kind='', halved=False, faint=0, only=(0, 1, 2, 3)):
    """Samples of each component. A faint cell is so far from paper, and that
    in some components only."""
    out = []
    for at, (ink, paper) in enumerate(SHADES[kind]):
        shades = bytes((paper, ink, paper - faint * (at in only)))
        out.append(b''.join(bytes(row) for row in (
            thin(rows) if halved and at else rows)).translate(
                shades.ljust(256, b'\0')))
    return out


def keys(kind):
    return KEYS[kind] + '/Filter/DCTDecode'


def jpeg(name, what, kind='', rows_of=blank, after=lambda case: b'',
         halved=False, **more):
    """A channel of a scan; what `more` says of a case is for dct.encode()."""
    def code(case, rows):
        told = {key: value(case) if callable(value) else value
                for key, value in more.items()}
        return dct.encode(planes(rows, kind, halved), len(rows[0]), len(rows),
                          halved=halved, **told) + after(case)
    scan('jpeg-' + name, what, code, keys(kind), rows_of)


MODES = {
    'gray': ('', {}), 'colour': ('colour', {}), 'cmyk': ('cmyk', {}),
    'halved': ('colour', {'halved': True}),
    'progressive': ('colour', {'progressive': True}),
    'halved-progressive': ('colour', {'halved': True, 'progressive': True}),
}
for mode, (shades, how) in MODES.items():
    jpeg(mode, f'under the box, tight, as {mode} JPEG', shades, scene, **how)
    jpeg(mode + '-coarse', f'in the noise around a tight box, {mode}', shades,
         scene, steps=COARSE, **how)


def extra(name, what, number, data, kind=''):
    jpeg(name, what, kind, extra=lambda case: dct.segment(
        number, data(case)))


EXIF = (b'Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x0b\0\0\0'
        b'\x1a\0\0\0\0\0\0\0')
extra('comment', 'in the comment of a scan', 0xfe, word)
extra('exif', 'in the Exif of a scan', 0xe1,
      lambda case: EXIF + word(case) + b'\0')
extra('xmp', 'in the XMP of a scan', 0xe1,
      lambda case: b'http://ns.adobe.com/xap/1.0/\0<x>' + word(case)
      + b'</x>')
extra('icc', 'in the ICC profile of a scan', 0xe2,
      lambda case: b'ICC_PROFILE\0\1\1' + bytes(128) + word(case))
extra('photoshop', "in Photoshop's resources of a scan", 0xed,
      lambda case: b'Photoshop 3.0\0008BIM\4\4\0\0\0\0\0\x0a' + word(case))
extra('other', 'in a segment that nobody knows', 0xeb, word)
extra('thumbnail', 'in the samples of a thumbnail', 0xe0,
      lambda case: b'JFIF\0\1\2\0\0\1\0\1\x0a\1' + word(case) * 3)
extra('thumbnail-palette', 'in the palette of a thumbnail', 0xe0,
      lambda case: b'JFXX\0\x11\1\1' + (word(case) * 77)[:768] + b'\0')
extra('thumbnail-jpeg', 'in a thumbnail that is a JPEG', 0xe0,
      lambda case: b'JFXX\0\x10' + thumbnail(case))
extra('density', 'in the density of a scan', 0xe0,
      lambda case: b'JFIF\0\1\2\1' + word(case)[:4] + b'\0\0')
extra('quantisation', 'in a table of quantisation that is not used', 0xdb,
      lambda case: b'\3' + (word(case) * 7)[:64])
extra('codes', 'in codes that are not used', 0xc4,
      lambda case: b'\x13' + bytes(7) + b'\x0a' + bytes(8) + word(case))


def thumbnail(case):
    wide, high, rows = pixels.picture(case.secret, 1)
    return dct.encode([gray(rows)], wide, high)


jpeg('adobe', "at the end of Adobe's segment", 'colour', tail=word)
jpeg('adobe-cmyk', "at the end of Adobe's segment, CMYK", 'cmyk', tail=word)
jpeg('after', 'behind the end of a scan', after=word)
jpeg('second', 'in a second picture behind the end of a scan',
     after=lambda case: dct.encode(planes(scene(case)), *PAGE))
jpeg('between', 'between the scans of a progressive one', 'colour',
     progressive=True, between=lambda case: dct.segment(0xfe, word(case)))
jpeg('ids', 'in the names of the components', 'colour',
     ids=lambda case: bytes(sorted(set(range(10)) | set(word(case)))[-3:]))


def spelled(case):
    """Values whose codes have one length begin with the word's letters."""
    common, rare = dct.AC_VALUES[:-125], dct.AC_VALUES[-125:]
    first = bytes(dict.fromkeys(v for v in word(case) if v in rare))
    return common + first + bytes(v for v in rare if v not in first)


jpeg('order', 'in the order of codes of one length', ac_values=spelled)
jpeg('covered-order', 'in codes that suit what is covered', '', scene,
     ac_values=spelled)


def put(rows, word, x, y, cell=True, turned=False, scale=1):
    """Letters of so many pixels a cell; if `turned`, they lie on their
    side."""
    letters = pixels.cells(word)
    for row in range(7 * scale):
        for column in range(len(letters[0]) * scale):
            if letters[row // scale][column // scale]:
                at = (row, column) if turned else (column, row)
                rows[y + at[1]][x + at[0]] = cell


PLACES = {'right': (0, 100, True), 'below': (100, 0, False),
          'corner': (0, 0, False)}


def beyond(name, what, place, kind='', size=ODD, faint=0, only=(0, 1, 2, 3),
           scale=1, **how):
    """Blocks reach beyond the picture: the letters stand in seven rows or
    columns, or one of them in the corner of both."""
    def make(case):
        wide, high = size
        rows = canvas((608, 416), [(case.control, 80, 92, 4)])
        x, y, turned = PLACES[place]
        put(rows, case.secret[:1] if place == 'corner' else case.secret,
            x or wide, y or high, FAINT if faint else True, turned, scale)
        page(case, image(case, [row[:wide] for row in rows[:high]], dct.encode(
            planes(rows, kind, how.get('halved'), faint, only), *size,
            stored=(608, 416), **how), keys(kind)))
    channel('scans.jpeg-' + name, what)(make)


for suffix, how in (('', {}), ('-progressive', {'progressive': True})):
    beyond('right' + suffix, 'in columns beyond the width' + suffix, 'right',
           **how)
    beyond('below' + suffix, 'in rows beyond the height' + suffix, 'below',
           **how)

# Almost the colour of the paper.
for suffix, how in (
        ('', {}), ('-colour', {'kind': 'colour'}),
        ('-halved', {'kind': 'colour', 'halved': True}),
        ('-progressive', {'progressive': True})):
    for place, far in (('right', 10), ('below', 25), ('corner', 40)):
        beyond(f'faint-{place}{suffix}', 'almost as the paper, beyond the '
               f'picture, {place}{suffix}', place, faint=far, **how)
for place in PLACES:
    beyond(f'chroma-{place}', f'in halved colour beyond the picture, {place}',
           place, 'colour', (594, 402), 40, (1, 2), 2, halved=True)


def cropped(name, what, at, kind='', origin=(0, 0), faint=0, turned=False,
            **how):
    """A page of 300 x 200 points is left of a larger picture."""
    def make(case):
        rows = canvas((700, 500), [
            (case.control, 80 + origin[0], 92 + origin[1], 4)])
        put(rows, case.secret, *at, FAINT if faint else True, turned, 4)
        left, low = -origin[0] / 2, -50 + origin[1] / 2
        page(case, image(case, rows, dct.encode(
            planes(rows, kind, how.get('halved'), faint), 700, 500, **how),
            keys(kind)), f'q 350 0 0 250 {left:g} {low:g} cm /I Do Q\n',
            '/MediaBox[-50 -50 350 250]/CropBox[0 0 300 200]')
    channel('scans.jpeg-' + name, what)(make)


for suffix, kind, how in (
        ('', '', {}), ('-colour', 'colour', {}),
        ('-halved', 'colour', {'halved': True}),
        ('-progressive', 'colour', {'progressive': True})):
    cropped('crop' + suffix, 'beside CropBox' + suffix, (84, 438), kind,
            **how)
    # The last row of the page is the fifth of its blocks.
    cropped('crop-edge' + suffix, 'at the edge of CropBox' + suffix,
            (84, 403), kind, (3, 3), **how)
    cropped('crop-above' + suffix, 'above CropBox, in its first block'
            + suffix, (84, 26), kind, (0, 54), **how)
    for side, at, turned in (('below', (84, 454), False),
                             ('right', (654, 120), True),
                             ('above', (84, 26), False),
                             ('left', (26, 120), True)):
        cropped(f'faint-crop-{side}{suffix}', 'almost as the paper, at the '
                f'edge of CropBox, {side}{suffix}', at, kind, (54, 54), 25,
                turned, **how)
jpeg('steps', 'in steps of quantisation that no coefficient needs', '',
     steps=lambda case: bytes([8]) * 54 + word(case),
     rows_of=lambda case: [[False] * PAGE[0] for _ in range(80)]
     + [[bool(y // 8 % 2 and 10 < x // 8 < 40) for x in range(PAGE[0])]
        for y in range(40)] + [[False] * PAGE[0] for _ in range(280)])
