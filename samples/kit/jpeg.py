# SPDX-License-Identifier: AGPL-3.0-or-later
"""Baseline JPEG (ITU-T T.81) of gray or colour pixels, in whole numbers.

One pair of Huffman tables (K.3 and K.5) and one quantisation table (K.1,
scaled by the quality) serve all components.
"""
import math
import struct

DC_BITS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
DC_VALUES = bytes(range(12))
AC_BITS = bytes([0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d])
AC_VALUES = bytes.fromhex('''
01020300041105122131410613516107227114328191a1082342b1c11552d1f0243362
7282090a161718191a25262728292a3435363738393a434445464748494a535455565758
595a636465666768696a737475767778797a838485868788898a92939495969798999aa2
a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1
e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa''')
LUMA = [16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99]
ZIGZAG = sorted(range(64), key=lambda n: (
    n // 8 + n % 8, n // 8 if (n // 8 + n % 8) & 1 else n % 8))
COSINE = [[round(8192 / 2 * (math.sqrt(0.5) if u == 0 else 1)
                 * math.cos((2 * x + 1) * u * math.pi / 16))
           for x in range(8)] for u in range(8)]


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


def transform(block, quant):
    """64 samples to 64 quantised coefficients, in zigzag order."""
    rows = []
    for y in range(0, 64, 8):
        line = [v - 128 for v in block[y:y + 8]]
        rows.append([sum(map(int.__mul__, c, line)) for c in COSINE])
    flat = []
    for column in zip(*rows):
        flat.append([sum(map(int.__mul__, c, column)) for c in COSINE])
    out = []
    for n in ZIGZAG:
        value, step = flat[n % 8][n // 8], quant[n] << 26
        half = step >> 1
        out.append((value + half) // step if value >= 0
                   else -((half - value) // step))
    return out


def magnitude(value):
    """A value's category and its bits."""
    size = abs(value).bit_length()
    if size == 0:
        return 0, ''
    return size, format(value if value > 0 else value + (1 << size) - 1,
                        f'0{size}b')


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
    if zeros:
        out.append(AC[0])
    return ''.join(out)


class Coder:
    """One component: its blocks, and the DC value before."""

    def __init__(self, plane, width, height, quant, cache):
        self.plane, self.width, self.height = plane, width, height
        self.quant, self.cache, self.before = quant, cache, 0

    def block(self, bx, by):
        """The bits of the block at (bx, by); edges are repeated."""
        last = self.width - 1
        rows = []
        for y in range(by * 8, by * 8 + 8):
            start = min(y, self.height - 1) * self.width
            x = bx * 8
            row = self.plane[start + x:start + min(x + 8, self.width)]
            rows.append(row + self.plane[start + last:start + last + 1]
                        * (8 - len(row)))
        key = b''.join(rows)
        if key not in self.cache:
            found = transform(key, self.quant)
            self.cache[key] = found[0], ac_bits(found)
        dc, rest = self.cache[key]
        size, bits = magnitude(dc - self.before)
        self.before = dc
        return DC[size] + bits + rest


def segment(marker, data):
    return bytes([0xff, marker]) + struct.pack('>H', len(data) + 2) + data


def scan(coders, width, height):
    """All blocks; colour has its first component at twice the others."""
    out = []
    if len(coders) == 1:
        for by in range((height + 7) // 8):
            for bx in range((width + 7) // 8):
                out.append(coders[0].block(bx, by))
    else:
        for my in range((height + 15) // 16):
            for mx in range((width + 15) // 16):
                for at in range(4):
                    out.append(coders[0].block(mx * 2 + at % 2,
                                               my * 2 + at // 2))
                out += [coder.block(mx, my) for coder in coders[1:]]
    bits = ''.join(out)
    bits += '1' * (-len(bits) % 8)
    data = int('1' + bits, 2).to_bytes(len(bits) // 8 + 1, 'big')[1:]
    return data.replace(b'\xff', b'\xff\x00')


def encode(planes, width, height, quality, dpi):
    """JPEG of one plane of gray, or of Y at full and Cb, Cr at half size."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    quant = [max(1, min(255, (q * scale + 50) // 100)) for q in LUMA]
    cache = {}
    half = (width + 1) // 2, (height + 1) // 2
    coders = [Coder(bytes(plane), *(half if at else (width, height)), quant,
                    cache) for at, plane in enumerate(planes)]
    parts = b''.join(bytes([at + 1, 0x22 if at == 0 and len(planes) > 1
                            else 0x11, 0]) for at in range(len(planes)))
    chosen = b''.join(bytes([at + 1, 0]) for at in range(len(planes)))
    count = bytes([len(planes)])
    return (b'\xff\xd8'
            + segment(0xe0, b'JFIF\0\x01\x01\x01'
                      + struct.pack('>HH', dpi, dpi) + b'\0\0')
            + segment(0xdb, b'\0' + bytes(quant[n] for n in ZIGZAG))
            + segment(0xc0, struct.pack('>BHH', 8, height, width) + count
                      + parts)
            + segment(0xc4, b'\0' + DC_BITS + DC_VALUES)
            + segment(0xc4, b'\x10' + AC_BITS + AC_VALUES)
            + segment(0xda, count + chosen + b'\0\x3f\0')
            + scan(coders, width, height) + b'\xff\xd9')
