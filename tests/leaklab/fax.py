# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fax codes: ITU-T T.4 in one and in two dimensions, and T.6."""

# Runs of 0 to 63, then of 64, 128 ... 640.
WHITE = '''00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111
01000 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000
0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010
00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110
00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100
00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100
00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010
00110011 00110100 11011 10010 010111 0110111 00110110 00110111 01100100
01100101 01101000 01100111'''.split()
BLACK = '''0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100
0000101 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000
00001100111 00001101000 00001101100 00000110111 00000101000 00000010111
00000011000 000011001010 000011001011 000011001100 000011001101 000001101000
000001101001 000001101010 000001101011 000011010010 000011010011 000011010100
000011010101 000011010110 000011010111 000001101100 000001101101 000011011010
000011011011 000001010100 000001010101 000001010110 000001010111 000001100100
000001100101 000001010010 000001010011 000000100100 000000110111 000000111000
000000100111 000000101000 000001011000 000001011001 000000101011 000000101100
000001011010 000001100110 000001100111 0000001111 000011001000 000011001001
000001011011 000000110011 000000110100 000000110101 0000001101100
0000001101101 0000001001010'''.split()
VERTICAL = {0: '1', 1: '011', 2: '000011', 3: '0000011', -1: '010',
            -2: '000010', -3: '0000010'}
EOL = '000000000001'


def run(length, black):
    table = BLACK if black else WHITE
    far = table[63 + length // 64] if length > 63 else ''
    return far + table[length % 64]


def changes(row):
    """Where the colour changes; even entries begin black."""
    before = [False] + row
    return [x for x, ink in enumerate(row) if ink != before[x]]


def flat_row(row):
    """One row by its runs, the first of them white."""
    at, black, out = 0, False, []
    for edge in changes(row) + [len(row)]:
        out.append(run(edge - at, black))
        at, black = edge, not black
    return ''.join(out)


def next_to(row, above):
    """One row by its difference from the row above."""
    width, a0, black, out = len(row), -1, False, []
    now, old = changes(row), changes(above)
    while a0 < width:
        rest = [x for i, x in enumerate(now) if x > a0 and i % 2 == black]
        a1 = rest[0] if rest else width
        a2 = min([x for x in now if x > a1], default=width)
        up = [x for i, x in enumerate(old) if x > a0 and i % 2 == black]
        b1 = up[0] if up else width
        b2 = min([x for x in old if x > b1], default=width)
        if b2 < a1:
            out.append('0001')
            a0 = b2
        elif abs(a1 - b1) <= 3:
            out.append(VERTICAL[a1 - b1])
            a0, black = a1, not black
        else:
            out.append('001' + run(a1 - max(a0, 0), black)
                       + run(a2 - a1, not black))
            a0 = a2
    return ''.join(out)


def octets(bits):
    bits += '0' * (-len(bits) % 8)
    return int('1' + bits, 2).to_bytes(len(bits) // 8 + 1, 'big')[1:]


def group4(rows):
    """/K -1"""
    above = [[False] * len(rows[0])] + rows
    return octets(''.join(map(next_to, rows, above)) + EOL * 2)


def group3(rows, every=1):
    """/K 0, or /K 4 with one row of four coded by itself."""
    out = []
    for number, row in enumerate(rows):
        alone = number % every == 0
        tag = '' if every == 1 else '1' if alone else '0'
        out.append(EOL + tag + (flat_row(row) if alone
                                else next_to(row, rows[number - 1])))
    return octets(''.join(out) + (EOL + ('1' if every > 1 else '')) * 6)
