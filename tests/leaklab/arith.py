# SPDX-License-Identifier: AGPL-3.0-or-later
"""The arithmetic coder that JBIG2 and JPEG 2000 share (ITU-T T.88, annex E),
and a JBIG2 page of one generic region."""
import struct

import fax

# Probability, next state after the likelier and the less likely symbol.
STATES = [(int(p, 16), more, less) for p, more, less in zip(
    '''5601 3401 1801 0ac1 0521 0221 5601 5401 4801 3801 3001 2401 1c01 1601
    5601 5401 5101 4801 3801 3401 3001 2801 2401 2201 1c01 1801 1601 1401
    1201 1101 0ac1 09c1 08a1 0521 0441 02a1 0221 0141 0111 0085 0049 0025
    0015 0009 0005 0001 5601'''.split(),
    [1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, *range(15, 46), 45, 46],
    [1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17,
     18, 19, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34,
     35, 36, 37, 38, 39, 40, 41, 42, 43, 46])]
SWITCHES = 0, 6, 14


class Coder:
    """`context` is whatever names one; each starts as `states` says."""

    def __init__(self, states=None):
        self.low, self.range, self.count = 0, 0x8000, 12
        self.out = bytearray(1)     # the byte before the first
        self.states = {k: [v, 0] for k, v in (states or {}).items()}

    def put(self, bit, context):
        state = self.states.setdefault(context, [0, 0])
        chance, more, less = STATES[state[0]]
        self.range -= chance
        likely = bit == state[1]
        if likely and self.range & 0x8000:
            self.low += chance
            return
        # The larger part is always the likelier symbol's.
        if likely == (self.range < chance):
            self.range = chance
        else:
            self.low += chance
        if not likely and state[0] in SWITCHES:
            state[1] ^= 1
        state[0] = more if likely else less
        while not self.range & 0x8000:
            self.range <<= 1
            self.low <<= 1
            self.count -= 1
            if self.count == 0:
                self.byte()

    def byte(self):
        if self.out[-1] != 0xff and self.low >= 1 << 27:
            self.out[-1] += 1
            self.low &= (1 << 27) - 1
        stuffed = self.out[-1] == 0xff
        shift = 20 if stuffed else 19
        self.out.append(self.low >> shift & 0xff)
        self.low &= (1 << shift) - 1
        self.count = 7 if stuffed else 8

    def flush(self):
        """What was coded."""
        end = self.low + self.range
        self.low |= 0xffff
        if self.low >= end:
            self.low -= 0x8000
        for _ in range(2):
            self.low <<= self.count
            self.byte()
        if self.out[-1] == 0xff:
            del self.out[-1]
        return bytes(self.out[1:])


# Neighbours that make the context of template 0, as (row, column) away.
NEAR = ([(0, x) for x in range(-4, 0)] + [(-1, x) for x in range(-3, 4)]
        + [(-2, x) for x in range(-2, 3)])


def generic(rows):
    """Arithmetic coding of a region by template 0."""
    coder = Coder()
    wide = [[False] * (len(rows[0]) + 8)] * 2 + [
        [False] * 4 + row + [False] * 4 for row in rows]
    width = len(rows[0])
    for y, row in enumerate(rows, 2):
        near = zip(*[wide[y + dy][4 + dx:4 + dx + width] for dy, dx in NEAR])
        for cell, context in zip(row, near):
            coder.put(int(cell), context)
    return coder.flush() + b'\xff\xac'


def segment(number, kind, data, page=1):
    return struct.pack('>IBBBI', number, kind, 0, page, len(data)) + data


def jbig2(rows, mmr=False, more=b'', page=1):
    """Segments as PDF embeds them; `more` comes last."""
    size = struct.pack('>II', len(rows[0]), len(rows))
    head = bytes([1]) if mmr else b'\0\x03\xff\xfd\xff\x02\xfe\xfe\xfe'
    data = fax.group4(rows) if mmr else generic(rows)
    first = 2 * page
    return (segment(first, 48, size + bytes(11), page)
            + segment(first + 1, 38, size + bytes(9) + head + data, page)
            + more)
