# SPDX-License-Identifier: AGPL-3.0-or-later
"""JPEG (ITU-T T.81) of planes of the same size, baseline or progressive.

One pair of Huffman tables (K.3, K.5) and one step of quantisation serve all
components; no plane is subsampled.
"""
import math
import struct

STEP = 8
DC_BITS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
DC_VALUES = bytes(range(12))
AC_BITS = bytes([0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d])
AC_VALUES = bytes.fromhex('''
01020300041105122131410613516107227114328191a1082342b1c11552d1f0243362
7282090a161718191a25262728292a3435363738393a434445464748494a535455565758
595a636465666768696a737475767778797a838485868788898a92939495969798999aa2
a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1
e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa''')
ZIGZAG = sorted(range(64), key=lambda n: (
    n // 8 + n % 8, n // 8 if (n // 8 + n % 8) & 1 else n % 8))
COSINE = [[(math.sqrt(0.125) if u == 0 else 0.5)
           * math.cos((2 * x + 1) * u * math.pi / 16) for x in range(8)]
          for u in range(8)]


def codes(counts, values):
    """Symbol: code as a string of bits."""
    table, code, at = {}, 0, 0
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            table[values[at]] = format(code, f'0{length}b')
            code, at = code + 1, at + 1
        code <<= 1
    return table


DC, AC = codes(DC_BITS, DC_VALUES), codes(AC_BITS, AC_VALUES)


def transform(block):
    """8 rows of 8 samples to 64 coefficients in zigzag order."""
    rows = [[sum(c * (v - 128) for c, v in zip(wave, line))
             for wave in COSINE] for line in block]
    flat = [[sum(c * v for c, v in zip(wave, column)) for wave in COSINE]
            for column in zip(*rows)]
    return [round(flat[n % 8][n // 8] / STEP) for n in ZIGZAG]


def magnitude(value):
    """A value's category and its bits."""
    size = abs(value).bit_length()
    code = value if value > 0 else value + (1 << size) - 1
    return size, format(code, f'0{size}b') if size else ''


def ac_bits(coefficients):
    out, zeros = [], 0
    for value in coefficients[1:]:
        if value == 0:
            zeros += 1
            continue
        while zeros > 15:
            out.append(AC[0xf0])
            zeros -= 16
        size, bits = magnitude(value)
        out.append(AC[zeros << 4 | size] + bits)
        zeros = 0
    return ''.join(out) + (AC[0] if zeros else '')


def blocks(plane, width, height):
    """All blocks, coded as (DC value, bits of AC); edges are repeated."""
    out, cache = [], {}
    for top in range(0, height, 8):
        for left in range(0, width, 8):
            block = tuple(
                tuple(plane[min(y, height - 1) * width + min(x, width - 1)]
                      for x in range(left, left + 8))
                for y in range(top, top + 8))
            if block not in cache:
                found = transform(block)
                cache[block] = found[0], ac_bits(found)
            out.append(cache[block])
    return out


def segment(marker, data):
    return bytes([255, marker]) + struct.pack('>H', len(data) + 2) + data


def scan(parts, first, last, bits):
    """One scan of these components and frequencies."""
    bits += '1' * (-len(bits) % 8)
    data = int('1' + bits, 2).to_bytes(len(bits) // 8 + 1, 'big')[1:]
    head = bytes([len(parts)]) + b''.join(bytes([p + 1, 0]) for p in parts)
    return (segment(0xda, head + bytes([first, last, 0]))
            + data.replace(b'\xff', b'\xff\0'))


def scans(coded, progressive):
    """All DC first and then the AC of each component, or both at once."""
    before, dc, both = [0] * len(coded), '', ''
    for unit in zip(*coded):
        for at, (value, rest) in enumerate(unit):
            size, bits = magnitude(value - before[at])
            before[at] = value
            dc += DC[size] + bits
            both += DC[size] + bits + rest
    every = range(len(coded))
    if not progressive:
        return scan(every, 0, 63, both)
    return scan(every, 0, 0, dc) + b''.join(
        scan([at], 1, 63, ''.join(rest for _, rest in coded[at]))
        for at in every)


def encode(planes, width, height, progressive=False, extra=b''):
    """JPEG of 1, 3 (Y, Cb, Cr) or 4 planes; `extra` is segments of one's
    own. Four planes are inverted CMYK, as Adobe writes it."""
    coded = [blocks(plane, width, height) for plane in planes]
    adobe = b'Adobe\0\x64\0\0\0\0' + bytes([len(planes) == 3])
    parts = b''.join(bytes([at + 1, 0x11, 0]) for at in range(len(planes)))
    frame = struct.pack('>BHHB', 8, height, width, len(planes))
    return (b'\xff\xd8' + (segment(0xee, adobe) if len(planes) > 1 else b'')
            + extra + segment(0xdb, b'\0' + bytes([STEP]) * 64)
            + segment(0xc2 if progressive else 0xc0, frame + parts)
            + segment(0xc4, b'\0' + DC_BITS + DC_VALUES)
            + segment(0xc4, b'\x10' + AC_BITS + AC_VALUES)
            + scans(coded, progressive) + b'\xff\xd9')
