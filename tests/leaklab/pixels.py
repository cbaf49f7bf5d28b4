# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words as pixels: capital letters of 5 x 7, for what holds no text."""

ROWS = {
    'A': '0e11111f111111', 'B': '1e11111e11111e', 'C': '0e11101010110e',
    'D': '1e11111111111e', 'E': '1f10101e10101f', 'F': '1f10101e101010',
    'G': '0e11101711110f', 'H': '1111111f111111', 'I': '0e04040404040e',
    'J': '0702020202120c', 'K': '11121418141211', 'L': '1010101010101f',
    'M': '111b1515111111', 'N': '11191513111111', 'O': '0e11111111110e',
    'P': '1e11111e101010', 'Q': '0e11111115120d', 'R': '1e11111e141211',
    'S': '0f10100e01011e', 'T': '1f040404040404', 'U': '1111111111110e',
    'V': '111111110a0a04', 'W': '11111115151b11', 'X': '11110a040a1111',
    'Y': '11110a04040404', 'Z': '1f01020408101f',
}


def cells(word):
    """Seven rows of 6 cells a letter; True is ink."""
    grid = [[] for _ in range(7)]
    for letter in word:
        for row, bits in zip(grid, bytes.fromhex(ROWS[letter])):
            row += [bool(bits >> (4 - x) & 1) for x in range(5)] + [False]
    return grid


def picture(word, scale=2, margin=2):
    """(width, height, rows): rows of True where there is ink. The size
    depends on the number of letters alone."""
    grid = [[cell for cell in row for _ in range(scale)]
            for row in cells(word) for _ in range(scale)]
    pad = [False] * margin
    wide = len(grid[0]) + 2 * margin
    blank = [[False] * wide for _ in range(margin)]
    rows = blank + [pad + row + pad for row in grid] + blank
    return wide, len(rows), rows


def samples(rows, ink=b'\x00', paper=b'\xff'):
    """Samples of 8 bits; a colour is as many bytes as it has components."""
    return b''.join(ink if cell else paper for row in rows for cell in row)


def packed(rows, black=1):
    """One bit a sample, rows padded to bytes; `black` is the bit of ink."""
    out = bytearray()
    for row in rows:
        for at in range(0, len(row), 8):
            byte = 0
            for cell in (row[at:at + 8] + [False] * 8)[:8]:
                byte = byte << 1 | (cell == bool(black))
            out.append(byte)
    return bytes(out)


def stacked(above, below):
    """One picture over another of the same width."""
    return len(above[0]), len(above) + len(below), above + below


def strokes(word, x, y, unit):
    """Path operators that fill the letters' cells, the lower left at x, y in
    user space: letters that are drawn, not shown."""
    out = []
    for row, line in enumerate(cells(word)):
        for column, ink in enumerate(line):
            if ink:
                out.append(f'{x + column * unit:g} {y + (6 - row) * unit:g} '
                           f'{unit:g} {unit:g} re f')
    return '\n'.join(out) + '\n'
