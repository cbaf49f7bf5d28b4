# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file format around JPEG 2000 (ITU-T T.800, annex I), and a codestream
without a code block: each sample is the middle of its range."""
import struct


def marker(code, data):
    return struct.pack('>HH', code, len(data) + 2) + data


def codestream(width, height, comment=b'', after=b''):
    """`comment` is a Latin text; `after` follows the end."""
    size = struct.pack('>H8IHBBB', 0, width, height, 0, 0, width, height, 0,
                       0, 1, 7, 1, 1)
    packet = b'\0'
    return (b'\xff\x4f' + marker(0xff51, size)
            + marker(0xff52, bytes([0, 0, 0, 1, 0, 0, 4, 4, 0, 1]))
            + marker(0xff5c, b'\x40\x40')
            + (marker(0xff64, b'\0\1' + comment) if comment else b'')
            + marker(0xff90, struct.pack('>HIBB', 0, 14 + len(packet), 0, 1))
            + b'\xff\x93' + packet + b'\xff\xd9' + after)


def box(kind, data):
    return struct.pack('>I', len(data) + 8) + kind + data


def file(width, height, boxes=b'', last=b'', stream=None, inner=b'', **more):
    """JP2 with `boxes` before the codestream and `last` behind it; `inner`
    ends its header. `stream` is a codestream of gray."""
    header = box(b'ihdr', struct.pack('>IIHBBBB', height, width, 1, 7, 7, 0,
                                      0))
    colour = box(b'colr', b'\1\0\0' + struct.pack('>I', 17))
    return (box(b'jP  ', b'\r\n\x87\n')
            + box(b'ftyp', b'jp2 \0\0\0\0jp2 ')
            + box(b'jp2h', header + colour + inner) + boxes
            + box(b'jp2c', stream or codestream(width, height, **more))
            + last)
