# SPDX-License-Identifier: AGPL-3.0-or-later
"""Deflate (RFC 1951) with the fixed codes, in a zlib wrapper (RFC 1950).

zlib's own output differs from one version to the next; the samples have the
same bytes wherever they are made, so they are packed by this.
"""
import struct
import zlib

LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35,
               43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
LENGTH_BITS = [0] * 8 + [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4 + [5] * 4 + [0]
DIST_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257,
             385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
             16385, 24577]
DIST_BITS = [0, 0] + [n for n in range(14) for _ in (0, 1)]


def reverse(value, bits):
    return int(format(value, f'0{bits}b')[::-1], 2)


def literal_codes():
    """The fixed codes as (bits in sending order, how many)."""
    codes = []
    for symbol in range(288):
        if symbol < 144:
            code, bits = 0x30 + symbol, 8
        elif symbol < 256:
            code, bits = 0x190 + symbol - 144, 9
        elif symbol < 280:
            code, bits = symbol - 256, 7
        else:
            code, bits = 0xc0 + symbol - 280, 8
        codes.append((reverse(code, bits), bits))
    return codes


def index_of(base, top):
    """For each value up to `top`, the last entry of base not above it."""
    table, at = [0] * (top + 1), 0
    for value in range(base[0], top + 1):
        while at + 1 < len(base) and base[at + 1] <= value:
            at += 1
        table[value] = at
    return table


LITERAL = literal_codes()
LENGTH_INDEX = index_of(LENGTH_BASE, 258)
DIST_INDEX = index_of(DIST_BASE, 32768)
DIST_CODE = [reverse(n, 5) for n in range(30)]


class Bits:
    """Bytes filled from the low bit up."""

    def __init__(self):
        self.out, self.hold, self.have = bytearray(), 0, 0

    def put(self, value, bits):
        self.hold |= value << self.have
        self.have += bits
        while self.have >= 8:
            self.out.append(self.hold & 255)
            self.hold >>= 8
            self.have -= 8

    def end(self):
        if self.have:
            self.out.append(self.hold & 255)
        return bytes(self.out)


def match_length(data, old, at):
    """How many bytes at `old` are repeated at `at`, 258 at most."""
    most = min(258, len(data) - at)
    n = 0
    while n + 32 <= most and (data[old + n:old + n + 32]
                              == data[at + n:at + n + 32]):
        n += 32
    while n < most and data[old + n] == data[at + n]:
        n += 1
    return n


def put_match(bits, length, distance):
    at = LENGTH_INDEX[length]
    bits.put(*LITERAL[257 + at])
    bits.put(length - LENGTH_BASE[at], LENGTH_BITS[at])
    at = DIST_INDEX[distance]
    bits.put(DIST_CODE[at], 5)
    bits.put(distance - DIST_BASE[at], DIST_BITS[at])


def deflate(data):
    bits, seen, at = Bits(), {}, 0
    bits.put(3, 3)
    while at < len(data):
        key = data[at:at + 4]
        best, from_ = 0, 0
        for old in seen.get(key, ()):
            if at - old <= 32768:
                n = match_length(data, old, at)
                if n > best:
                    best, from_ = n, old
        seen[key] = (at,) + seen.get(key, ())[:3]
        if best >= 4:
            put_match(bits, best, at - from_)
            at += best
        else:
            bits.put(*LITERAL[data[at]])
            at += 1
    bits.put(*LITERAL[256])
    return bits.end()


def compress(data):
    """A zlib stream."""
    data = bytes(data)
    return b'\x78\x01' + deflate(data) + struct.pack('>I', zlib.adler32(data))
