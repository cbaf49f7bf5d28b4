# SPDX-License-Identifier: AGPL-3.0-or-later
"""What picture formats carry beside a picture: in segments, boxes, small
pictures, and behind an end. The page shows the secret on the picture."""
import struct

import dct
import fax
import filters
import icc
import jp2
import pixels
from channels.document import xmp
from lab import BOX, channel

from .images import BIT, GRAY, canvas, image

PLACED = 'q 158 0 0 22 36 94 cm /I Do Q\n'
SMALL = 64, 16
JPEG = GRAY + '/Filter/DCTDecode'
FAX = BIT + '/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns '


def gray(rows):
    return pixels.samples(rows, b'\x10', b'\xf0')


def word(case):
    return case.secret.encode()


def carrier(name, what, data_of, entries):
    """A flat picture made by `data_of(case, rows)`."""
    def make(case):
        rows = canvas(SMALL, [])
        held = image(case, rows, data_of(case, rows), entries)
        case.page(PLACED + case.shown(), resources=f'/XObject<</I {held}>>')
    channel('carriers.' + name, what)(make)


def jpeg_with(name, what, segments):
    """A JPEG with segments of its own."""
    carrier('jpeg-' + name, what, lambda case, rows: dct.encode(
        [gray(rows)], *SMALL, extra=segments(case)), JPEG)


def thumbnail(case):
    """The secret as a JPEG."""
    wide, high, rows = pixels.picture(case.secret)
    return dct.encode([gray(rows)], wide, high)


def exif(entries, extra=b''):
    """APP1 of one directory of (tag, type, count, value or offset), and one
    more of a thumbnail if there is `extra`."""
    def directory(rows, after):
        return (struct.pack('<H', len(rows))
                + b''.join(struct.pack('<HHII', *row) for row in rows)
                + struct.pack('<I', after))
    texts, rows = b'', []
    first = 8 + 2 + 12 * len(entries) + 4
    for tag, kind, data in entries:
        rows.append((tag, kind, len(data), first + len(texts)))
        texts += data + bytes(len(data) % 2)
    second = first + len(texts)
    body = b'II*\0\x08\0\0\0' + directory(rows, second if extra else 0) + texts
    if extra:
        start = second + 2 + 12 * 3 + 4
        body += directory([(0x103, 3, 1, 6), (0x201, 4, 1, start),
                           (0x202, 4, 1, len(extra))], 0) + extra
    return dct.segment(0xe1, b'Exif\0\0' + body)


def photoshop(number, data):
    return dct.segment(0xed, b'Photoshop 3.0\0' + b'8BIM' + struct.pack(
        '>HHI', number, 0, len(data)) + data + bytes(len(data) % 2))


def iptc(case):
    return b''.join(b'\x1c\x02' + struct.pack('>BH', field, len(word(case)))
                    + word(case) for field in (5, 25, 80, 120))


jpeg_with('xmp', 'in XMP of a JPEG', lambda case: dct.segment(
    0xe1, b'http://ns.adobe.com/xap/1.0/\0' + xmp(case.secret)))
jpeg_with('xmp-extended', 'in more XMP of a JPEG', lambda case: dct.segment(
    0xe1, b'http://ns.adobe.com/xmp/extension/\0' + b'0' * 32
    + struct.pack('>II', len(xmp(case.secret)), 0) + xmp(case.secret)))
jpeg_with('exif-strings', 'in a camera, owner and place of a JPEG',
          lambda case: exif([(tag, 2, word(case) + b'\0') for tag in (
              0x10e, 0x10f, 0x110, 0x131, 0x13b, 0x8298)]))
jpeg_with('exif-windows', "in Windows' title of a JPEG", lambda case: exif(
    [(0x9c9b, 1, case.secret.encode('utf-16-le') + b'\0\0')]))
jpeg_with('exif-thumbnail', 'in the thumbnail of a JPEG',
          lambda case: exif([(0x10e, 2, b'x\0')], thumbnail(case)))
jpeg_with('jfif-thumbnail', 'in the JFIF thumbnail of a JPEG',
          lambda case: dct.segment(0xe0, b'JFIF\0\1\2\0\0\1\0\1' + bytes(
              [60, 7]) + pixels.samples(pixels.cells(case.secret), b'\0\0\0',
                                        b'\xff\xff\xff')))
jpeg_with('photoshop', 'in IPTC of a JPEG',
          lambda case: photoshop(0x404, iptc(case)))
jpeg_with('photoshop-thumbnail', "in Photoshop's thumbnail of a JPEG",
          lambda case: photoshop(0x40c, struct.pack(
              '>6I2H', 1, 124, 18, 372, 6696, len(thumbnail(case)), 24, 1)
              + thumbnail(case)))
jpeg_with('photoshop-paths', 'in layers and paths of a JPEG',
          lambda case: photoshop(0x7d0, word(case)))
jpeg_with('profile', 'in the profile of a JPEG', lambda case: dct.segment(
    0xe2, b'ICC_PROFILE\0\1\1' + icc.gray(case.secret)))
jpeg_with('ducky', 'in segments of other programs', lambda case: b''.join(
    dct.segment(code, b'Own\0' + word(case))
    for code in (0xe3, 0xe7, 0xec, 0xef)))
jpeg_with('tables', 'in a table that no scan uses', lambda case: dct.segment(
    0xdb, b'\3' + (word(case) * 7)[:64]))
carrier('jpeg-second', 'in a second picture of a JPEG',
        lambda case, rows: dct.encode([gray(rows)], *SMALL) + thumbnail(case),
        JPEG)

JPX = '/Filter/JPXDecode'
NOTE = b'http://ns.adobe.com/xap/1.0/\0'
XMP_BOX = bytes.fromhex('be7acfcb97a942e89c71999491e3afac')


def jpx_with(name, what, **parts):
    carrier('jpx-' + name, what, lambda case, rows: jp2.file(
        *SMALL, **{key: part(case) for key, part in parts.items()}), JPX)


jpx_with('comment', 'in the comment of a JPEG 2000', comment=word)
jpx_with('xml', 'in XML of a JPEG 2000', boxes=lambda case: jp2.box(
    b'xml ', f'<x>{case.secret}</x>'.encode()))
jpx_with('uuid', 'in XMP of a JPEG 2000', last=lambda case: jp2.box(
    b'uuid', XMP_BOX + xmp(case.secret)))
jpx_with('label', 'in labels and addresses of a JPEG 2000',
         boxes=lambda case: jp2.box(b'asoc', jp2.box(b'lbl ', word(case)))
         + jp2.box(b'uinf', jp2.box(b'url ', b'\0\0\0\0' + word(case))))
jpx_with('rights', 'in rights of a JPEG 2000', boxes=lambda case: jp2.box(
    b'jp2i', word(case)))
jpx_with('free', 'in room left free in a JPEG 2000', boxes=lambda case:
         jp2.box(b'free', word(case)))
jpx_with('after', 'behind the codestream of a JPEG 2000', after=word)

carrier('fax-after', 'behind the end of a fax', lambda case, rows: fax.group4(
    rows) + word(case), FAX + '64/Rows 16>>')
carrier('lzw-after', 'behind the end of LZW', lambda case, rows: filters.lzw(
    gray(rows)) + word(case), GRAY + '/Filter/LZWDecode')
carrier('run-after', 'behind the end of RunLength', lambda case, rows:
        filters.run_length(gray(rows)) + word(case),
        GRAY + '/Filter/RunLengthDecode')
carrier('ascii-after', 'behind the end of ASCII85', lambda case, rows:
        filters.ascii_85(gray(rows)) + word(case),
        GRAY + '/Filter/ASCII85Decode')
carrier('flate-empty', 'in blocks of Flate that hold nothing',
        lambda case, rows: filters.flate(gray(rows)) + filters.flate(
            word(case)) + word(case)[::-1], GRAY + '/Filter/FlateDecode')


def scanned(name, what, data_of, entries):
    """The second page is a scan without a box, whose pixels may be kept as
    they are: what it carries may not."""
    def make(case):
        case.plain()
        rows = canvas((300, 200), [(case.control[:4], 40, 36, 3)])
        held = image(case, rows, data_of(case, rows), entries)
        case.page('q 300 0 0 200 0 0 cm /I Do Q', control=False,
                  resources=f'/XObject<</I {held}>>')
        case.boxes = [(1, BOX)]
        case.controls = [*case.controls, (2, (36, 32, 120, 60), 'picture')]
    channel('carriers.scan-' + name, what)(make)


scanned('jpeg', 'in Exif, XMP and comment of a scan', lambda case, rows:
        dct.encode([gray(rows)], 300, 200, extra=exif(
            [(0x10e, 2, word(case) + b'\0')], thumbnail(case))
            + dct.segment(0xe1, NOTE + xmp(case.secret))
            + dct.segment(0xfe, word(case))) + word(case), JPEG)
scanned('fax', 'behind the end of a scan', lambda case, rows: fax.group4(rows)
        + word(case), FAX + '300/Rows 200>>')
scanned('flate', 'in rows below a scan', lambda case, rows: filters.flate(
    gray(rows) + gray(canvas((300, 30), [(case.secret, 8, 4, 2)]))
    + word(case)), GRAY + '/Filter/FlateDecode')
