# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures placed, cut, masked and stacked, and what is hidden in or beside
their samples."""
import arith
import dct
import filters
import pdf
import pixels
from lab import CONTROL_BOX, channel

from .images import (BIT, FLATE, GRAY, PLACED, SCENE, bits, canvas, gray,
                     image, scene, shown)

STENCIL = '/ImageMask true'


def secret_rows(case):
    return canvas(SCENE, [(case.secret, 8, 52, 2)])


def blank(case):
    return canvas(SCENE, [])


def deflated(case, rows, data=None, entries=GRAY):
    """A gray picture of these rows, or of this data."""
    return image(case, rows, filters.flate(gray(rows) if data is None
                                           else data), FLATE + entries)


def mirrored(rows):
    return [row[::-1] for row in rows]


def placed(name, what, content, change=lambda rows: rows):
    """A channel of the scene in another place, changed to look upright."""
    def make(case):
        shown(case, deflated(case, change(scene(case))), content)
    channel('pictures.' + name, what)(make)


placed('mirrored', 'mirrored', 'q -170 0 0 76 200 90 cm /I Do Q\n', mirrored)
placed('turned', 'turned by 90 degrees', 'q 0 76 -170 0 200 90 cm /I Do Q\n',
       lambda rows: [list(line) for line in zip(*rows[::-1])])
placed('skewed', 'skewed', 'q 165 3 0 70 31 92 cm /I Do Q\n')
placed('clipped', 'cut off by a clip path',
       'q 30 138 170 40 re W n ' + PLACED + 'Q\n')
placed('twice', 'drawn again, tiny and far away',
       PLACED + 'q .1 0 0 .1 150 50 cm /I Do Q q 9 0 0 9 900 0 cm /I Do Q\n')
placed('half-off', 'cut off by the edge of the page',
       PLACED.replace('30 90', '36 -48')
       + 'q 0 0 300 200 re W n q 30 138 170 40 re W n ' + PLACED + 'Q Q\n')


@channel('pictures.inline', 'an inline image')
def inline(case):
    rows = scene(case)
    data = filters.ascii_85(filters.flate(bits(rows)))
    shown(case, 'null', pdf.raw(
        'q 170 0 0 76 30 90 cm BI /W 170/H 76/CS/G/BPC 1/F[/A85/Fl] ID ')
        + data + b' EI Q\n')


@channel('pictures.strips', 'a strip a row')
def strips(case):
    names, content = '', ''
    for at, row in enumerate(scene(case)):
        names += f'/S{at} {image(case, [row], bits([row]), BIT)}'
        content += f'q 170 0 0 1.05 30 {165 - at} cm /S{at} Do Q\n'
    case.controls = [(1, CONTROL_BOX, 'picture')]
    case.page(content, resources=f'/XObject<<{names}>>', control=False)


@channel('pictures.stencil', 'a stencil that paint goes through')
def stencil(case):
    rows = scene(case)
    shown(case, image(case, rows, bits(rows), '', STENCIL),
          '.5 g ' + PLACED)


@channel('pictures.stencil-white', 'a stencil painted white')
def stencil_white(case):
    rows = secret_rows(case)
    name = image(case, rows, bits(rows), '', STENCIL)
    case.page('q 1 g ' + PLACED + 'Q', resources=f'/XObject<</I {name}>>')


@channel('pictures.soft-mask', 'the soft mask of a flat picture')
def soft_mask(case):
    rows = scene(case)
    mask = deflated(case, rows, pixels.samples(rows, b'\xff', b'\0'))
    shown(case, deflated(case, rows, bytes(len(rows) * len(rows[0])),
                         GRAY + f'/SMask {mask}'))


@channel('pictures.mask', 'the stencil mask of a flat picture')
def mask(case):
    rows = scene(case)
    held = image(case, rows, bits(rows), '', STENCIL)
    shown(case, deflated(case, rows, bytes(len(rows) * len(rows[0])),
                         GRAY + f'/Mask {held}'))


def under_mask(name, what, masked):
    """The secret is in the samples, and `masked(case, rows)` hides it."""
    def make(case):
        rows = secret_rows(case)
        shown_name = deflated(case, rows, None, GRAY + masked(case, rows))
        case.page('q ' + PLACED + 'Q' + case.control_shown(), control=False,
                  resources=f'/XObject<</I {shown_name}>>')
    channel('pictures.' + name, what)(make)


under_mask('transparent', 'where the soft mask lets nothing through',
           lambda case, rows: '/SMask ' + deflated(
               case, rows, bytes(len(rows) * len(rows[0]))))
under_mask('masked-out', 'where the stencil mask is shut',
           lambda case, rows: '/Mask ' + image(
               case, rows, b'\xff' * (76 * 22), '', STENCIL))
under_mask('colour-key', 'in the colours that a key leaves out',
           lambda case, rows: '/Mask[0 255]')
under_mask('alternates', 'where an alternate is for print',
           lambda case, rows: f'/Alternates[<</DefaultForPrinting true/Image '
           f'{deflated(case, rows)}>>]/Decode[.9 .9]')
under_mask('faint', 'one level of gray from the paper',
           lambda case, rows: '/Decode[.99 1]')
under_mask('decoded-away', 'in samples that /Decode makes one',
           lambda case, rows: '/Decode[1 1]')


def beside(name, what, entries):
    """A flat picture whose dictionary says it; SECRET in words, SCENE as a
    picture, STREAM in a stream."""
    def make(case):
        rows = secret_rows(case)
        held = case.pdf.stream(f'<x>{case.secret}</x>')
        asked = (entries.replace('SECRET', case.secret)
                 .replace('SCENE', deflated(case, rows))
                 .replace('STREAM', held))
        name = deflated(case, blank(case), None, GRAY + asked)
        case.page(PLACED + case.control_shown(), control=False,
                  resources=f'/XObject<</I {name}>>')
    channel('pictures.' + name, what)(make)


beside('alternate', 'an alternate of a picture',
       '/Alternates[<</Image SCENE/DefaultForPrinting false>>]')
beside('thumbnail', 'a thumbnail of a picture', '/Thumb SCENE')
beside('opi', 'what OPI would put in its place',
       '/OPI<</1.3<</Type/OPI/Version 1.3/F(SECRET.tif)/Comments(SECRET)'
       '/Tags[315(SECRET)]>>/2.0<</Type/OPI/Version 2.0/F(SECRET)'
       '/MainImage(SECRET)>>>>')
beside('metadata', 'metadata of a picture', '/Metadata STREAM')
beside('name', 'the name of a picture, its ID and keys',
       '/Name/SECRET/ID(SECRET)/SECRET(SECRET)')
beside('parameters', 'in filter parameters',
       '/DecodeParms<</Note(SECRET)/Crypt STREAM>>')
beside('measure', 'what is measured on a picture',
       '/Measure<</Type/Measure/Subtype/RL/R(SECRET)>>')
beside('colorspace', 'in a colour space that is not needed',
       '/DefaultSpace[/Separation/SECRET/DeviceGray STREAM]')


def inside(name, what, data_of, entries):
    """A flat picture with the secret inside its own bytes."""
    def make(case):
        rows = blank(case)
        name = image(case, rows, data_of(case, rows), entries)
        case.page(PLACED + case.control_shown(), control=False,
                  resources=f'/XObject<</I {name}>>')
    channel('pictures.' + name, what)(make)


def flat_jpeg(case, rows, extra=b'', after=b''):
    return dct.encode([gray(rows)], *SCENE, extra=extra) + after


def word(case):
    return case.secret.encode()


JPEG = GRAY + '/Filter/DCTDecode'
inside('rows', 'in rows below the last',
       lambda case, rows: filters.flate(gray(rows) + gray(secret_rows(case))),
       GRAY + FLATE)
inside('after-data', 'behind the samples', lambda case, rows: filters.flate(
    gray(rows) + word(case)), GRAY + FLATE)
inside('after-flate', 'behind the deflated data',
       lambda case, rows: filters.flate(gray(rows)) + word(case),
       GRAY + FLATE)
inside('after-hex', 'behind the end of a filter',
       lambda case, rows: filters.ascii_hex(bits(rows)) + word(case),
       BIT + '/Filter/ASCIIHexDecode')
inside('padding', 'in the bits between rows',
       lambda case, rows: b''.join(
           line[:-1] + bytes([line[-1] & 0xc0 | ord(
               case.secret[at % 10]) & 0x3f])
           for at, line in enumerate(filters.lines(bits(rows), 22))), BIT)
inside('jpeg-comment', 'in the comment of a JPEG',
       lambda case, rows: flat_jpeg(case, rows, dct.segment(0xfe, word(case))),
       JPEG)
inside('jpeg-exif', 'in the Exif of a JPEG',
       lambda case, rows: flat_jpeg(case, rows, dct.segment(
           0xe1, b'Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x0b\0\0\0'
           b'\x1a\0\0\0\0\0\0\0' + word(case) + b'\0')), JPEG)
inside('jpeg-after', 'behind the end of a JPEG',
       lambda case, rows: flat_jpeg(case, rows, after=word(case)), JPEG)
inside('jbig2-extension', 'in a comment of a JBIG2',
       lambda case, rows: arith.jbig2(rows, more=arith.segment(
           9, 62, b'\x20\0\0\0Note\0' + word(case) + b'\0\0')),
       BIT + '/Filter/JBIG2Decode')
inside('jbig2-page', 'on another page of a JBIG2',
       lambda case, rows: arith.jbig2(rows, more=arith.jbig2(
           secret_rows(case), page=2)),
       BIT + '/Filter/JBIG2Decode')


@channel('pictures.palette', 'in colours of a palette that none has')
def palette(case):
    table = pdf.hexed(b'\xff\xff\xff' + word(case) * 3)
    case.page(PLACED + case.control_shown(), control=False,
              resources='/XObject<</I ' + image(
                  case, blank(case), bytes(170 * 76), '/BitsPerComponent 8'
                  f'/ColorSpace[/Indexed/DeviceRGB 10{table}]') + '>>')


@channel('pictures.palette-alike', 'two colours of a palette alike')
def palette_alike(case):
    rows = secret_rows(case)
    case.page(PLACED + case.control_shown(), control=False,
              resources='/XObject<</I ' + deflated(
                  case, rows, pixels.samples(rows, b'\0', b'\1'),
                  '/BitsPerComponent 8/ColorSpace'
                  '[/Indexed/DeviceGray 1<f0f0>]') + '>>')


@channel('pictures.unused', 'a picture that nothing draws')
def unused(case):
    name = deflated(case, secret_rows(case))
    case.page('', resources=f'/XObject<</I {name}>>')


@channel('pictures.covered', 'a picture under a picture')
def covered(case):
    names = (f'/I {deflated(case, secret_rows(case))}'
             f'/J {deflated(case, blank(case))}')
    case.page(PLACED + PLACED.replace('/I', '/J') + case.control_shown(),
              resources=f'/XObject<<{names}>>', control=False)


@channel('pictures.point', 'a picture on less than a pixel')
def point(case):
    name = deflated(case, secret_rows(case))
    case.page('q .01 0 0 .01 100 100 cm /I Do Q',
              resources=f'/XObject<</I {name}>>')


@channel('pictures.scan-layer', 'a scan with the word behind it')
def scan_layer(case):
    """As recognised scans are: a picture over all, invisible words."""
    name = image(case, scene(case), bits(scene(case)), BIT)
    case.page('BT 3 Tr /F1 14 Tf 40 100 Td ' f'({case.secret}) Tj ET BT '
              f'3 Tr /F1 14 Tf 40 148 Td ({case.control}) Tj ET '
              + PLACED, control=False, resources=f'/XObject<</I {name}>>')
