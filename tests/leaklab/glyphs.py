# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tiny fonts in code: TrueType and Type 1 programs whose letters are those
of pixels.py, 600 thousandths wide each."""
import struct

import pixels

LETTERS = sorted(pixels.ROWS)
CELL = 100
ADVANCE = 6 * CELL


def corners(letter):
    """Squares (x, y) of a letter, in cells from the lower left."""
    return [(x, 6 - y) for y, row in enumerate(pixels.cells(letter))
            for x, ink in enumerate(row) if ink]


def outline(squares):
    """A simple glyph of one contour a square."""
    if not squares:
        return b''
    points = []
    for x, y in squares:
        x, y = x * CELL, y * CELL
        points += [(x, y), (x, y + CELL), (x + CELL, y + CELL), (x + CELL, y)]
    xs, ys = zip(*points)
    out = struct.pack('>5h', len(squares), min(xs), min(ys), max(xs), max(ys))
    out += b''.join(struct.pack('>H', 4 * n + 3) for n in range(len(squares)))
    out += struct.pack('>H', 0) + b'\x01' * len(points)
    for axis in (xs, ys):
        out += b''.join(struct.pack('>h', b - a)
                        for a, b in zip((0,) + axis, axis))
    return out + bytes(len(out) % 2)


def name_table(texts):
    """{name id: text}"""
    data, records = b'', b''
    for key, text in sorted(texts.items()):
        code = text.encode('utf-16-be')
        records += struct.pack('>6H', 3, 1, 0x409, key, len(code), len(data))
        data += code
    return struct.pack('>3H', 0, len(texts), 6 + len(records)) + records + data


def cmap_table(codes):
    """{character: glyph} as (3, 1), format 4, a segment a character."""
    pairs = sorted(codes.items()) + [(0xffff, 0)]
    count = len(pairs)
    body = struct.pack('>4H', 2 * count, 2, 0, 2 * count - 2)
    body += b''.join(struct.pack('>H', c) for c, _ in pairs) + b'\0\0'
    body += b''.join(struct.pack('>H', c) for c, _ in pairs)
    body += b''.join(struct.pack('>H', (g - c) & 0xffff) for c, g in pairs)
    body += bytes(2 * count)
    return (struct.pack('>4HI', 0, 1, 3, 1, 12)
            + struct.pack('>3H', 4, len(body) + 6, 0) + body)


def post_table(names):
    """Version 2: the names of all glyphs."""
    out = struct.pack('>IIhhIIIIIH', 0x20000, 0, -75, 50, 1, 0, 0, 0, 0,
                      len(names))
    out += b''.join(struct.pack('>H', 258 + n) for n in range(len(names)))
    return out + b''.join(bytes([len(n)]) + n.encode() for n in names)


def truetype(order, texts=None, names=None, more=None):
    """A program with .notdef and one glyph for each entry of `order`: a
    letter, or a list of squares. `more` is tables of one's own."""
    glyphs = [b''] + [outline(corners(g) if isinstance(g, str) else g)
                      for g in order]
    loca, at = [0], 0
    for glyph in glyphs:
        at += len(glyph)
        loca.append(at)
    count = len(glyphs)
    codes = {ord(g): n for n, g in enumerate(order, 1) if isinstance(g, str)}
    tables = {
        b'cmap': cmap_table(codes),
        b'glyf': b''.join(glyphs),
        b'head': struct.pack('>IIIIHHQQ4hHHhhh', 0x10000, 0, 0, 0x5F0F3CF5,
                             0, 1000, 0, 0, 0, 0, 600, 700, 0, 8, 2, 1, 0),
        b'hhea': struct.pack('>I3hH11hH', 0x10000, 800, -200, 0, ADVANCE,
                             *[0] * 11, count),
        b'hmtx': struct.pack('>Hh', ADVANCE, 0) * count,
        b'loca': b''.join(struct.pack('>I', o) for o in loca),
        b'maxp': struct.pack('>IH13H', 0x10000, count, 200, 50, 0, 0, 1, 0,
                             0, 0, 0, 0, 0, 0, 0),
        b'name': name_table(texts or {6: 'Tiny'}),
        b'post': post_table(names or ['.notdef'] + [
            f'g{n}' for n in range(1, count)]),
        **(more or {}),
    }
    head = struct.pack('>I4H', 0x10000, len(tables), 128, 3,
                       16 * len(tables) - 128)
    at, directory, body = 12 + 16 * len(tables), b'', b''
    for tag, data in sorted(tables.items()):
        directory += tag + struct.pack('>3I', 0, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + directory + body


def crypt(data, key, start=4):
    """eexec and charstring encryption (Type 1 Font Format, 7)."""
    out = bytearray()
    for byte in bytes(start) + data:
        code = byte ^ key >> 8
        key = (code + key) * 52845 + 22719 & 0xffff
        out.append(code)
    return bytes(out)


def number(value):
    """An integer of a charstring."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    return b'\xff' + struct.pack('>i', value)


def charstring(letter):
    out = number(0) + number(ADVANCE) + b'\x0d'
    x, y = 0, 0
    for a, b in corners(letter):
        a, b = a * CELL, b * CELL
        out += number(a - x) + number(b - y) + b'\x15'
        out += (number(CELL) + b'\x06' + number(CELL) + b'\x07'
                + number(-CELL) + b'\x06\x09')
        x, y = a, b + CELL
    return out + b'\x0e'


def type1(named, info=''):
    """({glyph name: letter}) as (program, Length1, Length2, Length3)."""
    clear = (f'%!PS-AdobeFont-1.0: Tiny 1\n11 dict begin\n/FontInfo 3 dict '
             f'dup begin\n/Notice ({info}) readonly def\nend readonly def\n'
             '/FontName /Tiny def\n/PaintType 0 def\n/FontType 1 def\n'
             '/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n'
             '/Encoding StandardEncoding def\n/FontBBox {0 0 600 700} '
             'readonly def\ncurrentdict end\ncurrentfile eexec\n').encode()
    body = (b'dup /Private 8 dict dup begin\n/RD {string currentfile exch '
            b'readstring pop} executeonly def\n/ND {noaccess def} executeonly '
            b'def\n/NP {noaccess put} executeonly def\n/BlueValues [] def\n'
            b'/password 5839 def\n/lenIV 4 def\n2 index /CharStrings '
            + f'{len(named) + 1} dict dup begin\n'.encode())
    shapes = {'.notdef': number(0) + number(ADVANCE) + b'\x0d\x0e', **{
        name: charstring(letter) for name, letter in named.items()}}
    for name, shape in shapes.items():
        code = crypt(shape, 4330)
        body += f'/{name} {len(code)} RD '.encode() + code + b' ND\n'
    body += (b'end\nend\nreadonly put\nnoaccess put\ndup/FontName get exch '
             b'definefont pop\nmark currentfile closefile\n')
    secret = crypt(body, 55665)
    tail = (b'0' * 64 + b'\n') * 8 + b'cleartomark\n'
    return clear + secret + tail, len(clear), len(secret), len(tail)
