# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages that are one picture and keep its pixels: the secret stands under the
box, in the picture where the page does not show it, in what codes it, or in
the words of a recognised scan."""
import zlib

import arith
import fax
import filters
import jp2
import jpx
import pdf
import pixels
from lab import CONTROL_BOX, channel

from .images import (BIT, FLATE, GRAY, PAGE, RGB, WHOLE, bits, canvas, gray,
                     image, rgb)

# Letters that touch the lower left corner of the box from inside.
TIGHT = 58, 190
ODD = 601, 401


def blank(case, size=PAGE):
    """The control alone; a pixel is half a point."""
    return canvas(size, [(case.control, 80, 92, 4)])


def scene(case, size=PAGE, at=TIGHT):
    return canvas(size, [(case.control, 80, 92, 4), (case.secret, *at, 4)])


def word(case):
    return case.secret.encode()


def page(case, name, content=WHOLE, entries='', control='picture'):
    """A page that is this picture, which must be kept."""
    case.scan = 'kept'
    case.controls = [(1, CONTROL_BOX, control)]
    case.page(content, resources=f'/XObject<</I {name}>>', entries=entries,
              control=False)


def scan(name, what, code, entries, rows_of=scene, size=None):
    """A channel of a page that `code(case, rows)` makes of these rows;
    `size` is the picture's if it has less than all of them."""
    def make(case):
        rows = rows_of(case)
        said = size or (len(rows[0]), len(rows))
        page(case, case.pdf.stream(
            code(case, rows), f'/Type/XObject/Subtype/Image/Width {said[0]}'
            f'/Height {said[1]}' + entries.replace(
                'COLUMNS', str(len(rows[0])))))
    channel('scans.' + name, what)(make)


FAX = BIT + '/Filter/CCITTFaxDecode/DecodeParms'
G4 = FAX + '<</K -1/Columns COLUMNS>>'
G3 = FAX + '<</K 0/Columns COLUMNS/EndOfLine true>>'
JBIG2 = BIT + '/Filter/JBIG2Decode'


def longer(case):
    """The secret in rows below those of the page."""
    return blank(case) + canvas((PAGE[0], 40), [(case.secret, 76, 2, 4)])


def uncoded(code):
    return lambda case, rows: code(rows)


def behind(code):
    return lambda case, rows: code(rows) + word(case)


def packed(rows):
    return filters.flate(bits(rows))


def deflated(rows):
    return filters.flate(gray(rows))


for kind, coder, keys in (
        ('g4', fax.group4, G4), ('g3', fax.group3, G3),
        ('g3-2d', lambda rows: fax.group3(rows, 4),
         G3.replace('/K 0', '/K 4')),
        ('jbig2', arith.jbig2, JBIG2), ('bits', packed, BIT + FLATE),
        ('gray', deflated, GRAY + FLATE)):
    scan(kind, f'under the box, as {kind}', uncoded(coder), keys)
    scan(kind + '-rows', f'in rows below the last, as {kind}',
         uncoded(coder), keys, longer, PAGE)
    scan(kind + '-behind', f'behind the end of {kind}', behind(coder), keys,
         blank)


def cut_off(name, what, code, entries):
    """Pixels beside the page that CropBox leaves."""
    def make(case):
        rows = canvas((700, 500), [(case.control, 80, 92, 4),
                                   (case.secret, 76, 402, 4),
                                   (case.secret[:5], 602, 100, 3)])
        made = image(case, rows, code(rows), entries.replace(
            'COLUMNS', '700'))
        page(case, made, 'q 350 0 0 250 0 -50 cm /I Do Q\n',
             '/MediaBox[0 -50 350 200]/CropBox[0 0 300 200]')
    channel('scans.' + name, what)(make)


cut_off('g4-crop', 'beside CropBox, as g4', fax.group4, G4)
cut_off('bits-crop', 'beside CropBox, as bits', packed, BIT + FLATE)
cut_off('gray-crop', 'beside CropBox, as gray', deflated, GRAY + FLATE)
cut_off('rgb-crop', 'beside CropBox, as RGB',
        lambda rows: filters.flate(rgb(rows)), RGB + FLATE)
cut_off('jbig2-crop', 'beside CropBox, as JBIG2', arith.jbig2, JBIG2)

@channel('scans.jbig2-replaced', 'in a region of a JBIG2 that one replaces')
def jbig2_replaced(case):
    rows, over = scene(case, at=(76, 300)), blank(case)
    size = b'\0\0\x02\x58\0\0\x01\x90'
    page(case, image(case, rows, arith.jbig2(rows, more=arith.segment(
        8, 38, size + bytes(8) + b'\4' + b'\0\x03\xff\xfd\xff\x02\xfe\xfe\xfe'
        + arith.generic(over))), JBIG2))


scan('jbig2-page', 'on another page of a JBIG2',
     lambda case, rows: arith.jbig2(rows, more=arith.jbig2(
         scene(case), page=2)), JBIG2, blank)
scan('jbig2-comment', 'in a comment of a JBIG2',
     lambda case, rows: arith.jbig2(rows, more=arith.segment(
         9, 62, b'\x20\0\0\0Note\0' + word(case) + b'\0\0')), JBIG2, blank)
scan('jbig2-outside', 'in a region that lies beyond a JBIG2',
     lambda case, rows: arith.jbig2(rows, more=arith.segment(
         9, 38, b'\0\0\x02\x58\0\0\x01\x90\0\0\x02\x58\0\0\0\0\0'
         b'\0\x03\xff\xfd\xff\x02\xfe\xfe\xfe'
         + arith.generic(scene(case)))), JBIG2, blank)


def padded(name, what, depth, entries):
    """Letters in the bits between rows; a pixel has `depth` bits."""
    def make(case):
        rows, out = blank(case, ODD), bytearray()
        for at, row in enumerate(rows):
            text = ''.join(('0' if cell else '1') * depth for cell in row)
            out += fax.octets(text + format(
                ord(case.secret[at % 10]) & 0x1f, '08b')[-(-len(text) % 8):])
        page(case, image(case, rows, filters.flate(bytes(out)), entries))
    channel('scans.' + name, what)(make)


padded('bits-padding', 'in the bits between rows', 1, BIT + FLATE)
padded('gray-2-padding', 'in the bits between rows of gray', 2,
       FLATE + BIT.replace('1', '2'))
padded('gray-4-padding', 'in the bits between rows of more gray', 4,
       FLATE + BIT.replace('1', '4'))

scan('bits-second', 'in a second deflated stream behind the first',
     lambda case, rows: packed(rows) + filters.flate(bits(scene(case))),
     BIT + FLATE, blank)


def stored(case, rows):
    """How long the blocks are into which the samples are cut."""
    coder, out, data = zlib.compressobj(9), b'', gray(rows)
    for at, letter in enumerate(word(case)):
        out += coder.compress(data[at * 8000:at * 8000 + letter])
        out += coder.flush(zlib.Z_FULL_FLUSH)
        out += coder.compress(data[at * 8000 + letter:at * 8000 + 8000])
    return out + coder.compress(data[80000:]) + coder.flush()


def tagged(case, rows):
    """The predictors of the first rows are the letters' bits."""
    tags = ''.join(format(letter, '08b') for letter in word(case))
    out, data, above = bytearray(), gray(rows), bytes(len(rows[0]))
    for at, row in enumerate(filters.lines(data, len(rows[0]))):
        up = at < len(tags) and tags[at] == '1'
        out.append(2 if up else 0)
        out += bytes(a - b & 255 for a, b in zip(row, above)) if up else row
        above = row
    return filters.flate(bytes(out))


scan('gray-blocks', 'in how the deflated data is cut', stored, GRAY + FLATE,
     blank)
scan('gray-predictors', "in the choice of PNG's predictors", tagged,
     GRAY + FLATE + '/DecodeParms<</Predictor 15/Columns COLUMNS>>', blank)
scan('rgb', 'under the box, as RGB', lambda case, rows: filters.flate(
    rgb(rows)), RGB + FLATE)
scan('rgb-gray', 'under the box, the only colour of an RGB picture',
     lambda case, rows: filters.flate(b''.join(
         b'\xf0\xf0\xf0' if not cell else
         b'\xc0\0\x20' if y >= 160 and (x + ord(case.secret[0])) % 2
         else b'\x10\x10\x10'
         for y, row in enumerate(rows) for x, cell in enumerate(row))),
     RGB + FLATE)


def palette(name, what, table, rows_of=blank):
    """A picture of a palette, paper 0 and ink 1; table(case) says its
    entries from number 2 on."""
    def make(case):
        rows, more = rows_of(case), table(case)
        colours = pdf.hexed(b'\xf0\xf0\xf0\x10\x10\x10' + more)
        page(case, image(case, rows, filters.flate(
            pixels.samples(rows, b'\1', b'\0')), '/BitsPerComponent 8'
            f'/ColorSpace[/Indexed/DeviceRGB {len(more) // 3 + 1}{colours}]'
            + FLATE))
    channel('scans.' + name, what)(make)


palette('palette', 'in colours of a palette that no pixel has',
        lambda case: word(case) * 3)
palette('palette-gray', 'in whether a palette that no pixel has is gray',
        lambda case: b'\x10\x20\x30' if case.twin else b'\x20\x20\x20')
palette('palette-under', 'under the box, in colours of a palette',
        lambda case: b'', scene)


@channel('scans.palette-covered', 'in the one colour that lies under the box')
def palette_covered(case):
    rows, at = blank(case), 170 * PAGE[0] + 100
    data = bytearray(pixels.samples(rows, b'\1', b'\0'))
    data[at:at + 50] = bytes([2 + case.twin]) * 50
    page(case, image(case, rows, filters.flate(bytes(data)),
                     '/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 3'
                     '<f0f0f0101010c00020808080>]' + FLATE))


@channel('scans.gray-16', 'in the low bytes of samples of 16 bits')
def gray_16(case):
    rows = blank(case)
    data = b''.join(bytes([v, letter]) for v, letter in zip(
        gray(rows), word(case) * (PAGE[0] * PAGE[1] // 10)))
    page(case, image(case, rows, filters.flate(data),
                     GRAY.replace('8', '16') + FLATE))
    case.scan = 'codec'


def placed(name, what, content, entries=''):
    """Where the page is, and how it is turned, says nothing of the word."""
    def make(case):
        rows = scene(case)
        page(case, image(case, rows, packed(rows), BIT + FLATE), content,
             entries)
    channel('scans.' + name, what)(make)


placed('clipped', 'under the box of a page that is clipped to itself',
       '0 0 300 200 re W n ' + WHOLE)
placed('group', 'under the box, with marked content around it',
       '/Span<</ActualText(x)>>BDC ' + WHOLE + 'EMC')


def dictionary(name, what, entries):
    """What a picture's dictionary says beside it: WORD in strings and names,
    SCENE as a picture, STREAM in a stream."""
    def make(case):
        rows = scene(case, at=(76, 184))
        held = case.pdf.stream(f'<x>{case.secret}</x>')
        other = image(case, rows, packed(rows), BIT + FLATE)
        asked = (entries.replace('WORD', case.secret)
                 .replace('SCENE', other).replace('STREAM', held))
        page(case, image(case, blank(case), packed(blank(case)),
                         BIT + FLATE + asked))
    channel('scans.' + name, what)(make)


dictionary('alternate', 'an alternate of a scan',
           '/Alternates[<</Image SCENE/DefaultForPrinting true>>]')
dictionary('thumbnail', 'a thumbnail of a scan', '/Thumb SCENE')
dictionary('metadata', 'metadata of a scan', '/Metadata STREAM')
dictionary('opi', 'what OPI would put in the place of a scan',
           '/OPI<</1.3<</Type/OPI/Version 1.3/F(WORD.tif)/Comments(WORD)>>>>')
dictionary('name', 'the name of a scan, its ID and keys',
           '/Name/WORD/ID(WORD)/WORD(WORD)')
dictionary('parameters', 'in filter parameters of a scan',
           '/DecodeParms<</Note(WORD)>>')
dictionary('private', "in an application's data on a scan",
           '/PieceInfo<</App<</LastModified(D:2026)/Private(WORD)>>>>'
           '/Measure<</Type/Measure/Subtype/RL/R(WORD)>>')


def small(case, secret=True):
    """A page of a pixel a point, which JPEG 2000 in here can afford."""
    words = [(case.control, 40, 46, 2)]
    return canvas((300, 200), words + [(case.secret, 38, 92, 2)] * secret)


def wavelets(rows):
    return jpx.encode(gray(rows), len(rows[0]), len(rows))


def jpeg_2000(name, what, code, secret=False):
    scan('jpx' + name, what, lambda case, rows: code(case, wavelets(rows)),
         '/ColorSpace/DeviceGray/Filter/JPXDecode',
         lambda case: small(case, secret))


def boxed(**more):
    return lambda case, stream: jp2.file(
        300, 200, stream=stream, **{k: v(case) for k, v in more.items()})


jpeg_2000('', 'under the box, as JPEG 2000', lambda case, code: code, True)
jpeg_2000('-behind', 'behind the end of a JPEG 2000',
          lambda case, code: code + word(case))
jpeg_2000('-comment', 'in the comment of a JPEG 2000',
          lambda case, code: code.replace(
              b'\xff\x90', jp2.marker(0xff64, b'\0\1' + word(case))
              + b'\xff\x90', 1))
jpeg_2000('-xml', 'in XML of a JPEG 2000', boxed(
    boxes=lambda case: jp2.box(b'xml ', b'<x>' + word(case) + b'</x>')))
jpeg_2000('-uuid', 'in a UUID box of a JPEG 2000', boxed(
    last=lambda case: jp2.box(b'uuid', bytes(16) + word(case))))
jpeg_2000('-resolution', 'in the resolution of a JPEG 2000', boxed(
    inner=lambda case: jp2.box(b'res ', jp2.box(b'resc', word(case)))))


@channel('scans.jpx-crop', 'beside CropBox, as JPEG 2000')
def jpx_crop(case):
    rows = canvas((300, 240), [(case.control, 40, 46, 2),
                               (case.secret, 38, 204, 2)])
    page(case, image(case, rows, wavelets(rows),
                     '/ColorSpace/DeviceGray/Filter/JPXDecode'),
         'q 300 0 0 240 0 -40 cm /I Do Q\n',
         '/MediaBox[0 -40 300 200]/CropBox[0 0 300 200]')


def recognised(name, what, layer, seen=True, entries=''):
    """A scan with words that do not show, as layer(case) puts them; the
    control is among them."""
    def make(case):
        rows = scene(case, at=(76, 184)) if seen else blank(case)
        page(case, image(case, rows, packed(rows), BIT + FLATE),
             WHOLE + f'BT 3 Tr /F1 14 Tf 40 141 Td ({case.control}) Tj ET '
             + layer(case), entries, 'word')
    channel('scans.words' + name, what)(make)


def unseen(at, size=14, text='WORD'):
    return lambda case: (f'BT 3 Tr /F1 {size} Tf {at[0]} {at[1]} Td '
                         f'({text.replace("WORD", case.secret)}) Tj ET ')


recognised('', 'in the words of a scan under the box', unseen((40, 95)))
recognised('-beside', 'in words of a scan where the page is blank',
           unseen((40, 30)))
recognised('-partly', 'in a word of a scan that juts out of the box',
           unseen((60, 95), 20))
recognised('-below', 'in a word of a scan half below the box',
           unseen((40, 86)))
recognised('-twice', 'in words of a scan, one on the other',
           lambda case: unseen((40, 95))(case) * 2 + unseen((40, 94))(case))
recognised('-tiny', 'in a word of a scan smaller than a pixel',
           unseen((40, 130), .05))
recognised('-off', 'in words of a scan off the page', unseen((40, -40)))
recognised('-line', 'in a line of words that goes through the box',
           unseen((40, 95), 14, 'WORD WORD WORD'))
recognised('-unseen', 'in words of a scan whose ink is elsewhere',
           unseen((40, 95)), False)
recognised('-cropped', 'in words of a scan beside CropBox',
           unseen((40, -20)), True,
           '/MediaBox[0 -50 300 200]/CropBox[0 0 300 200]')
