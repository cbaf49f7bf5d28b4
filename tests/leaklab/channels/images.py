# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of the secret: every colour space, depth and filter, and every
way to place, cut, mask or hide them."""
import arith
import dct
import fax
import filters
import jpx
import pixels
from lab import CONTROL_BOX, channel

# A picture over box and control, one pixel a point, or a page of four.
SCENE = 170, 76
PLACED = 'q 170 0 0 76 30 90 cm /I Do Q\n'
PAGE = 600, 400


def canvas(size, words):
    """Rows of a picture with each (word, x, y, scale) in it."""
    rows = [[False] * size[0] for _ in range(size[1])]
    for word, x, y, scale in words:
        for at, line in enumerate(pixels.picture(word, scale)[2]):
            rows[y + at][x:x + len(line)] = line
    return rows


def scene(case):
    return canvas(SCENE, [(case.control, 10, 3, 2), (case.secret, 8, 52, 2)])


def page_scene(case):
    return canvas(PAGE, [(case.control, 80, 92, 4),
                         (case.secret, 76, 184, 4)])


def image(case, rows, data, entries, kind='/ImageMask false'):
    return case.pdf.stream(data, f'/Type/XObject/Subtype/Image/Width '
                           f'{len(rows[0])}/Height {len(rows)}'
                           f'{kind}{entries}')


def shown(case, name, content=PLACED, more=''):
    case.controls = [(1, CONTROL_BOX, 'picture')]
    case.page(content, resources=f'/XObject<</I {name}>>{more}',
              control=False)


GRAY = '/ColorSpace/DeviceGray/BitsPerComponent 8'
RGB = '/ColorSpace/DeviceRGB/BitsPerComponent 8'
BIT = '/ColorSpace/DeviceGray/BitsPerComponent 1'
TINT = '<</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[0]>>'


def samples(name, what, ink, paper, entries):
    """A channel of a picture of these two pixels, deflated."""
    def make(case):
        rows = scene(case)
        held = case.pdf.stream(
            b'\xff\x60\x60\0', '/FunctionType 0/Domain[0 1 0 1]/Range[0 1]'
            '/Size[2 2]/BitsPerSample 8')
        profile = case.pdf.stream(b'no profile', '/N 1/Alternate/DeviceGray')
        shown(case, image(case, rows, filters.flate(
            pixels.samples(rows, ink, paper)), '/Filter/FlateDecode'
            + entries.replace('TINTS', held).replace('PROFILE', profile)))
    channel('images.' + name, what)(make)


samples('gray', 'gray of 8 bits', b'\x10', b'\xf0', GRAY)
samples('gray-16', 'gray of 16 bits', b'\x10\0', b'\xff\xfe',
        GRAY.replace('8', '16'))
samples('rgb', 'red on yellow', b'\xc0\0\0', b'\xff\xff\xc0', RGB)
samples('cmyk', 'CMYK', b'\0\x80\x80\xc0', b'\0\0\x20\0',
        RGB.replace('RGB', 'CMYK'))
samples('inverted', 'gray that /Decode turns round', b'\xf0', b'\0',
        GRAY + '/Decode[1 0]')
samples('indexed', 'a palette', b'\3', b'\1', '/BitsPerComponent 8'
        '/ColorSpace[/Indexed/DeviceRGB 3<000000ffffc0ff0000400080>]')
samples('calrgb', 'CalRGB', b'\x30\x30\x80', b'\xff\xff\xff',
        '/BitsPerComponent 8/ColorSpace[/CalRGB<</WhitePoint[.95 1 1.09]'
        '/Gamma[2.2 2.2 2.2]>>]')
samples('lab', 'a palette in CIE Lab', b'\1', b'\0', '/BitsPerComponent 8'
        '/ColorSpace[/Indexed[/Lab<</WhitePoint[.95 1 1.09]'
        '/Range[-128 127 -128 127]>>]1<f0808040a090>]')
samples('separation', 'tints of one colorant', b'\xe0', b'\0',
        f'/BitsPerComponent 8/ColorSpace[/Separation/Spot/DeviceGray{TINT}]')
samples('devicen', 'tints of two colorants', b'\xff\xff', b'\0\0',
        '/BitsPerComponent 8/ColorSpace[/DeviceN[/One/Two]/DeviceGray TINTS]')
samples('icc', 'in a profile that cannot be read', b'\x10', b'\xf0',
        '/BitsPerComponent 8/ColorSpace[/ICCBased PROFILE]')
samples('interpolated', 'interpolated', b'\x10', b'\xff',
        GRAY + '/Interpolate true/Intent/Saturation')


def coded(name, what, code, entries, rows_of=scene, content=PLACED):
    """A channel of a picture that `code(rows)` makes."""
    def make(case):
        rows = rows_of(case)
        shown(case, image(case, rows, code(rows), entries), content)
    channel('images.' + name, what)(make)


def deep(bits, ink, paper):
    """Deflated gray of 2 or 4 bits."""
    def code(rows):
        out = bytearray()
        for row in rows:
            text = ''.join(format(ink if cell else paper, f'0{bits}b')
                           for cell in row)
            out += fax.octets(text)
        return filters.flate(bytes(out))
    return code


def gray(rows):
    return pixels.samples(rows, b'\x10', b'\xf0')


def rgb(rows):
    return pixels.samples(rows, b'\xc0\0\x20', b'\xff\xff\xe0')


def bits(rows):
    return pixels.packed(rows, 0)


def jpeg(*shades, **more):
    """A coder of planes with these (ink, paper)."""
    def code(rows):
        planes = [pixels.samples(rows, bytes([ink]), bytes([paper]))
                  for ink, paper in shades]
        return dct.encode(planes, len(rows[0]), len(rows), **more)
    return code


FLATE = '/Filter/FlateDecode'
coded('bits', 'one bit', bits, BIT)
coded('bits-2', 'gray of 2 bits', deep(2, 0, 3), FLATE + BIT.replace('1', '2'))
coded('bits-4', 'gray of 4 bits', deep(4, 2, 15),
      FLATE + BIT.replace('1', '4'))
coded('png', "Flate with PNG's predictors",
      lambda rows: filters.flate(filters.png(rgb(rows), 510, 3)),
      RGB + FLATE + '/DecodeParms<</Predictor 15/Colors 3/Columns 170>>')
coded('tiff', "Flate with TIFF's predictor",
      lambda rows: filters.flate(filters.tiff(rgb(rows), 510, 3)),
      RGB + FLATE + '/DecodeParms<</Predictor 2/Colors 3/Columns 170>>')
coded('lzw', 'LZW', lambda rows: filters.lzw(gray(rows)),
      GRAY + '/Filter/LZWDecode')
coded('lzw-late', 'LZW whose codes grow late',
      lambda rows: filters.lzw(rgb(rows), 0),
      RGB + '/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>')
coded('run-length', 'RunLength', lambda rows: filters.run_length(bits(rows)),
      BIT + '/Filter/RunLengthDecode')
coded('hex', 'ASCIIHex', lambda rows: filters.ascii_hex(bits(rows)),
      BIT + '/Filter/ASCIIHexDecode')
coded('chain', 'five filters, one behind the other',
      lambda rows: filters.ascii_85(filters.flate(filters.ascii_hex(
          filters.run_length(filters.lzw(gray(rows)))))),
      GRAY + '/Filter[/ASCII85Decode/FlateDecode/ASCIIHexDecode'
      '/RunLengthDecode/LZWDecode]')
coded('g4', 'CCITT group 4', fax.group4, BIT + '/Filter/CCITTFaxDecode'
      '/DecodeParms<</K -1/Columns 170/Rows 76>>')
coded('g3', 'CCITT group 3', fax.group3, BIT + '/Filter/CCITTFaxDecode'
      '/DecodeParms<</K 0/Columns 170/EndOfLine true>>')
coded('g3-2d', 'CCITT group 3, mixed', lambda rows: fax.group3(rows, 4),
      BIT + '/Filter/CCITTFaxDecode/DecodeParms<</K 4/Columns 170'
      '/EndOfLine true>>')
coded('jpeg', 'JPEG, gray', jpeg((16, 240)), GRAY + '/Filter/DCTDecode')
coded('jpeg-colour', 'JPEG, colour', jpeg((60, 240), (110, 100), (200, 128)),
      RGB + '/Filter/DCTDecode')
coded('jpeg-cmyk', 'JPEG, CMYK', jpeg((200, 250), (90, 250), (90, 250),
                                      (60, 250)),
      RGB.replace('RGB', 'CMYK') + '/Filter/DCTDecode/Decode'
      '[1 0 1 0 1 0 1 0]')
coded('jpeg-progressive', 'JPEG, progressive',
      jpeg((60, 240), (110, 100), (200, 128), progressive=True),
      RGB + '/Filter/DCTDecode')
coded('jpeg-in-flate', 'JPEG in Flate in ASCII85',
      lambda rows: filters.ascii_85(filters.flate(jpeg((16, 240))(rows))),
      GRAY + '/Filter[/ASCII85Decode/FlateDecode/DCTDecode]')
coded('jbig2', 'JBIG2, a generic region', arith.jbig2,
      BIT + '/Filter/JBIG2Decode')
coded('jpx', 'JPEG 2000', lambda rows: jpx.encode(
    gray(rows), len(rows[0]), len(rows)), GRAY + '/Filter/JPXDecode')


def beside_word(name, what, data_of, entries):
    """A picture that not every reader draws; the control is a word."""
    def make(case):
        rows = canvas(SCENE, [(case.secret, 8, 52, 2)])
        case.page(PLACED + case.control_shown(), control=False,
                  resources='/XObject<</I '
                  f'{image(case, rows, data_of(rows), entries)}>>')
    channel('images.' + name, what)(make)


# Poppler reads no such fax codes, and MuPDF 1.21 no such colours.
beside_word('jbig2-mmr', 'JBIG2, coded as fax',
            lambda rows: arith.jbig2(rows, True), BIT + '/Filter/JBIG2Decode')
beside_word('lab-samples', 'CIE Lab', lambda rows: filters.flate(
    pixels.samples(rows, b'\x40\xa0\x90', b'\xff\x80\x80')),
    '/BitsPerComponent 8/ColorSpace[/Lab<</WhitePoint[.95 1 1.09]'
    '/Range[-128 127 -128 127]>>]/Filter/FlateDecode')

WHOLE = 'q 300 0 0 200 0 0 cm /I Do Q\n'
coded('scan-g4', 'a scanned page in group 4', fax.group4,
      BIT + '/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 600>>',
      page_scene, WHOLE)
coded('scan-flate', 'a scanned page in Flate',
      lambda rows: filters.flate(gray(rows)), GRAY + FLATE, page_scene, WHOLE)
coded('scan-jpeg', 'a scanned page in JPEG', jpeg((16, 240)),
      GRAY + '/Filter/DCTDecode', page_scene, WHOLE)
coded('scan-colour', 'a scanned page in colour',
      jpeg((60, 240), (110, 100), (200, 128)), RGB + '/Filter/DCTDecode',
      page_scene, WHOLE)
coded('scan-jbig2', 'a scanned page in JBIG2', arith.jbig2,
      BIT + '/Filter/JBIG2Decode', page_scene, WHOLE)
