# SPDX-License-Identifier: AGPL-3.0-or-later
"""What PDF's filters undo: each function codes bytes for the filter of its
name (ISO 32000-1, 7.4)."""
import base64
import zlib


def flate(data):
    return zlib.compress(data, 9)


def ascii_hex(data):
    return data.hex().encode() + b'>'


def ascii_85(data):
    return base64.a85encode(data, wrapcol=70) + b'~>'


def run_length(data):
    out, at = bytearray(), 0
    while at < len(data):
        size = 1
        while size < 128 and data[at:at + 1] == data[at + size:at + size + 1]:
            size += 1
        out += bytes([257 - size if size > 1 else 0, data[at]])
        at += size
    return bytes(out) + b'\x80'


def lzw(data, early=1):
    """Codes of 9 to 12 bits; the width grows `early` codes before it must."""
    bits, table, width = [], {}, 9

    def put(code):
        bits.append(format(code, f'0{width}b'))

    put(256)
    known = b''
    for at in range(len(data)):
        byte = data[at:at + 1]
        if len(known) == 0 or known + byte in table:
            known += byte
            continue
        put(table[known] if len(known) > 1 else known[0])
        table[known + byte] = 258 + len(table)
        # The reader's table is one entry behind ours.
        if 258 + len(table) - 1 + early >= 1 << width:
            width += 1
        if len(table) > 3800:
            put(256)
            table, width = {}, 9
        known = byte
    put(table[known] if len(known) > 1 else known[0])
    if 258 + len(table) + early >= 1 << width:
        width += 1
    put(257)
    text = ''.join(bits)
    text += '0' * (-len(text) % 8)
    return int('1' + text, 2).to_bytes(len(text) // 8 + 1, 'big')[1:]


def lines(data, size):
    return [data[at:at + size] for at in range(0, len(data), size)]


def paeth(left, up, corner):
    guess = left + up - corner
    return min((left, up, corner), key=lambda v: abs(guess - v))


def png(data, size, step):
    """PNG's predictors 0 to 4 by turns; rows of `size` bytes, pixels of
    `step`."""
    out, above = bytearray(), bytes(size)
    for number, row in enumerate(lines(data, size)):
        kind = number % 5
        out.append(kind)
        for x, value in enumerate(row):
            left = row[x - step] if x >= step else 0
            corner = above[x - step] if x >= step else 0
            out.append(value - (0, left, above[x], (left + above[x]) // 2,
                                paeth(left, above[x], corner))[kind] & 255)
        above = row
    return bytes(out)


def tiff(data, size, step):
    """TIFF's predictor 2 for components of 8 bits."""
    return b''.join(
        bytes(value - (row[x - step] if x >= step else 0) & 255
              for x, value in enumerate(row)) for row in lines(data, size))
