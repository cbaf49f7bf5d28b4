# SPDX-License-Identifier: AGPL-3.0-or-later
"""JPEG 2000 (ITU-T T.800) of gray pixels: no wavelet, one packet of code
blocks of 64 x 64, and only the two highest of eight bit planes."""
import struct

from arith import Coder

BLOCK = 64
PLANES = 8                      # that are left of Mb = 9
PASSES = 4                      # cleanup; then all three for one more plane
RUN, UNIFORM = 17, 18
START = {0: 4, RUN: 3, UNIFORM: 46}
# Signs of the neighbours left and right, above and below: context, flip.
SIGNS = {(1, 1): (13, 0), (1, 0): (12, 0), (1, -1): (11, 0), (0, 1): (10, 0),
         (0, 0): (9, 0), (0, -1): (10, 1), (-1, 1): (11, 1),
         (-1, 0): (12, 1), (-1, -1): (13, 1)}


class Block:
    """One code block; `sign` is 0 where nothing is significant yet."""

    def __init__(self, values):
        self.high, self.wide = len(values), len(values[0])
        self.value = values
        self.sign = [[0] * (self.wide + 2) for _ in range(self.high + 2)]
        self.refined, self.visited = set(), set()
        self.coder = Coder(START)

    def near(self, x, y):
        s = self.sign
        return ((s[y + 1][x], s[y + 1][x + 2]), (s[y][x + 1], s[y + 2][x + 1]),
                (s[y][x], s[y][x + 2], s[y + 2][x], s[y + 2][x + 2]))

    def context(self, x, y):
        h, v, d = (sum(map(abs, side)) for side in self.near(x, y))
        if h == 2:
            return 8
        if h == 1:
            return 7 if v else 6 if d else 5
        return 2 + v if v else min(d, 2)

    def appear(self, x, y):
        """Code the sign of what has become significant."""
        h, v = (max(-1, min(1, sum(side))) for side in self.near(x, y)[:2])
        context, flip = SIGNS[h, v]
        negative = self.value[y][x] < 0
        self.coder.put(int(negative) ^ flip, context)
        self.sign[y + 1][x + 1] = -1 if negative else 1

    def decide(self, x, y, plane):
        bit = abs(self.value[y][x]) >> plane & 1
        self.coder.put(bit, self.context(x, y))
        if bit:
            self.appear(x, y)

    def columns(self):
        for top in range(0, self.high, 4):
            for x in range(self.wide):
                yield x, range(top, min(top + 4, self.high))

    def significance(self, plane):
        for x, rows in self.columns():
            for y in rows:
                if not self.sign[y + 1][x + 1] and self.context(x, y):
                    self.visited.add((x, y))
                    self.decide(x, y, plane)

    def refinement(self, plane):
        for x, rows in self.columns():
            for y in rows:
                if not self.sign[y + 1][x + 1] or (x, y) in self.visited:
                    continue
                context = (16 if (x, y) in self.refined else
                           15 if self.context(x, y) else 14)
                self.coder.put(abs(self.value[y][x]) >> plane & 1, context)
                self.refined.add((x, y))

    def cleanup(self, plane):
        for x, rows in self.columns():
            left = list(rows)
            if len(left) == 4 and not any(
                    self.sign[y + 1][x + 1] or (x, y) in self.visited
                    or self.context(x, y) for y in left):
                first = next((n for n, y in enumerate(left) if abs(
                    self.value[y][x]) >> plane & 1), None)
                self.coder.put(int(first is not None), RUN)
                if first is None:
                    continue
                self.coder.put(first >> 1, UNIFORM)
                self.coder.put(first & 1, UNIFORM)
                self.appear(x, left[first])
                left = left[first + 1:]
            for y in left:
                if (not self.sign[y + 1][x + 1]
                        and (x, y) not in self.visited):
                    self.decide(x, y, plane)
        self.visited.clear()

    def coded(self):
        self.cleanup(PLANES - 1)
        self.significance(PLANES - 2)
        self.refinement(PLANES - 2)
        self.cleanup(PLANES - 2)
        return self.coder.flush()


def octets(bits):
    """Bits of a packet header: after 255 a byte begins with 0."""
    out, at = bytearray(), 0
    while at < len(bits):
        size = 7 if out and out[-1] == 255 else 8
        out.append(int(bits[at:at + size].ljust(size, '0'), 2))
        at += size
    return bytes(out) + (b'\0' if out[-1] == 255 else b'')


def packet(blocks, across):
    """All blocks of the picture, `across` in a row. Both tag trees say the
    same of each block: included now, and one plane of zeros."""
    bits, known, body = '1', set(), b''
    levels = 0
    while (1 << levels) < max(across, len(blocks) // across):
        levels += 1
    for number, data in enumerate(blocks):
        x, y = number % across, number // across
        new = [(level, x >> level, y >> level)
               for level in range(levels, -1, -1)]
        new = [node for node in new if node not in known]
        known.update(new)
        bits += '1' * len(new)
        bits += ''.join('01' if node[0] == levels else '1' for node in new)
        bits += '1101'          # four passes
        more = max(0, len(data).bit_length() - 5)
        bits += '1' * more + '0' + format(len(data), f'0{5 + more}b')
        body += data
    return octets(bits) + body


def encode(samples, width, height):
    """A codestream of 8-bit gray samples."""
    rows = [[v - 128 for v in samples[y * width:(y + 1) * width]]
            for y in range(height)]
    blocks = [Block([row[x:x + BLOCK] for row in rows[y:y + BLOCK]]).coded()
              for y in range(0, height, BLOCK)
              for x in range(0, width, BLOCK)]
    data = packet(blocks, -(-width // BLOCK))
    return (b'\xff\x4f\xff\x51' + struct.pack(
        '>HH8IH3B', 41, 0, width, height, 0, 0, width, height, 0, 0, 1,
        7, 1, 1)
            + b'\xff\x52' + struct.pack('>HBBHB5B', 12, 0, 0, 1, 0, 0, 4, 4,
                                        0, 1)
            + b'\xff\x5c' + struct.pack('>HBB', 4, 0x40, 8 << 3)
            + b'\xff\x90' + struct.pack('>HHIBB', 10, 0, 14 + len(data), 0, 1)
            + b'\xff\x93' + data + b'\xff\xd9')
