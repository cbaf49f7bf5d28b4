# SPDX-License-Identifier: AGPL-3.0-or-later
"""JPEG (ITU-T T.81) of one or more planes, baseline or progressive.

One pair of Huffman tables (K.3, K.5, unless told otherwise) and one table of
quantisation serve all components; the chroma may be halved both ways.
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


def transform(block, steps):
    """8 rows of 8 samples to 64 coefficients in zigzag order."""
    rows = [[sum(c * (v - 128) for c, v in zip(wave, line))
             for wave in COSINE] for line in block]
    flat = [[sum(c * v for c, v in zip(wave, column)) for wave in COSINE]
            for column in zip(*rows)]
    return [round(flat[n % 8][n // 8] / step)
            for n, step in zip(ZIGZAG, steps)]


def magnitude(value):
    """A value's category and its bits."""
    size = abs(value).bit_length()
    code = value if value > 0 else value + (1 << size) - 1
    return size, format(code, f'0{size}b') if size else ''


def ac_bits(coefficients, table):
    out, zeros = [], 0
    for value in coefficients[1:]:
        if value == 0:
            zeros += 1
            continue
        while zeros > 15:
            out.append(table[0xf0])
            zeros -= 16
        size, bits = magnitude(value)
        out.append(table[zeros << 4 | size] + bits)
        zeros = 0
    return ''.join(out) + (table[0] if zeros else '')


class Grid:
    """The blocks of one plane as rows of (DC value, bits of AC); edges are
    repeated until they fill a multiple of `span` blocks. `own` is how many
    of them, across and down, the plane's own size needs."""

    def __init__(self, plane, stored, size, span, steps, table):
        width, height = stored
        self.span = span
        self.own = [-(-side // 8) for side in size]
        across, down = (-(-side // (8 * span)) * span for side in size)
        cache, self.rows = {}, []
        more = max(8 * across - width, 0)
        lines = [plane[at:at + width] + plane[at + width - 1:at + width] * more
                 for at in range(0, height * width, width)]
        lines += lines[-1:] * (8 * down - height)
        for top in range(0, 8 * down, 8):
            self.rows.append([])
            for left in range(0, 8 * across, 8):
                block = tuple(line[left:left + 8]
                              for line in lines[top:top + 8])
                if block not in cache:
                    found = transform(block, steps)
                    cache[block] = found[0], ac_bits(found, table)
                self.rows[-1].append(cache[block])

    def units(self):
        """Its part of each unit that components share, in their order."""
        for top in range(0, len(self.rows), self.span):
            for left in range(0, len(self.rows[0]), self.span):
                yield [block for row in self.rows[top:top + self.span]
                       for block in row[left:left + self.span]]

    def alone(self):
        return [block for row in self.rows[:self.own[1]]
                for block in row[:self.own[0]]]


def segment(marker, data):
    return bytes([255, marker]) + struct.pack('>H', len(data) + 2) + data


def scan(ids, first, last, bits):
    """One scan of these components and frequencies."""
    bits += '1' * (-len(bits) % 8)
    data = int('1' + bits, 2).to_bytes(len(bits) // 8 + 1, 'big')[1:]
    head = bytes([len(ids)]) + b''.join(bytes([p, 0]) for p in ids)
    return (segment(0xda, head + bytes([first, last, 0]))
            + data.replace(b'\xff', b'\xff\0'))


def scans(grids, ids, progressive, between):
    """All DC first and then the AC of each component, or both at once."""
    before, dc, both = [0] * len(grids), [], []
    for unit in zip(*[grid.units() for grid in grids]):
        for at, part in enumerate(unit):
            for value, rest in part:
                size, bits = magnitude(value - before[at])
                before[at] = value
                dc.append(DC[size] + bits)
                both += dc[-1], rest
    if not progressive:
        return scan(ids, 0, 63, ''.join(both))
    return scan(ids, 0, 0, ''.join(dc)) + b''.join(
        between + scan([name], 1, 63, ''.join(b for _, b in grid.alone()))
        for name, grid in zip(ids, grids))


def half(side):
    return (side + 1) // 2


def encode(planes, width, height, progressive=False, extra=b'', halved=False,
           stored=None, steps=bytes([STEP]) * 64, ac_values=AC_VALUES,
           ids=b'\1\2\3\4', tail=b'', between=b''):
    """JPEG of 1, 3 (Y, Cb, Cr) or 4 planes; `extra` is segments of one's
    own. Four planes are inverted CMYK, as Adobe writes it.

    halved      all planes but the first have half the width and height
    stored      size of the planes: what exceeds the picture fills its blocks
    steps       of quantisation, in zigzag order
    ac_values   in the order of their codes
    ids         names of the components
    tail        ends Adobe's segment; `between` stands before each later scan
    """
    stored = stored or (width, height)
    table, grids = codes(AC_BITS, ac_values), []
    for at, plane in enumerate(planes):
        small = halved and at > 0
        grids.append(Grid(
            plane, [half(s) if small else s for s in stored],
            [half(s) if small else s for s in (width, height)],
            2 if halved and at == 0 else 1, steps, table))
    ids = ids[:len(planes)]
    adobe = b'Adobe\0\x64\0\0\0\0' + bytes([len(planes) == 3]) + tail
    parts = b''.join(bytes([name, 0x11 * grid.span, 0])
                     for name, grid in zip(ids, grids))
    frame = struct.pack('>BHHB', 8, height, width, len(planes))
    return (b'\xff\xd8' + (segment(0xee, adobe) if len(planes) > 1 else b'')
            + extra + segment(0xdb, b'\0' + steps)
            + segment(0xc2 if progressive else 0xc0, frame + parts)
            + segment(0xc4, b'\0' + DC_BITS + DC_VALUES)
            + segment(0xc4, b'\x10' + AC_BITS + ac_values)
            + scans(grids, ids, progressive, between) + b'\xff\xd9')
