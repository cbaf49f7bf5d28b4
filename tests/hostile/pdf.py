# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF bytes without any care: objects in, a file out."""
import struct
import zlib

CATALOG = b'<</Type/Catalog/Pages 2 0 R>>'
PAGES = b'<</Type/Pages/Kids[3 0 R]/Count 1>>'
FONT = b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'
TEXT = b'BT /F1 18 Tf 40 100 Td (Dear Ms. Zimmer) Tj ET\n'


def stream(keys, data, pack=True):
    if pack:
        data = zlib.compress(data, 9)
        keys += b'/Filter/FlateDecode'
    return b'<<%s/Length %d>>\nstream\n%s\nendstream' % (
        keys, len(data), data)


def raw(keys, data):
    return stream(keys, data, False)


def page(resources=b'', keys=b'', box=b'/MediaBox[0 0 300 200]',
         contents=b'4 0 R'):
    return (b'<</Type/Page/Parent 2 0 R%s%s/Contents %s'
            b'/Resources<</Font<</F1 5 0 R>>%s>>>>' % (
                box, keys, contents, resources))


def objects(resources=b'', content=TEXT, extra=(), **more):
    """{number: body} of a file of one page; extra objects from 6 on."""
    made = {1: CATALOG, 2: PAGES, 3: page(resources, **more),
            4: stream(b'', content), 5: FONT}
    for number, body in enumerate(extra, 6):
        made[number] = body
    return made


def body_of(made, head=b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'):
    """(bytes, {number: offset})"""
    out, at = bytearray(head), {}
    for number, body in made.items():
        at[number] = len(out)
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    return bytes(out), at


def classic(made, trailer=b'', size=None, start=None, **more):
    """A file with a table."""
    out, at = body_of(made, **more)
    last = max(at) + 1
    table = b'xref\n0 %d\n0000000000 65535 f \n' % last
    for number in range(1, last):
        table += b'%010d 00000 %c \n' % (
            at.get(number, 0), b'n' if number in at else b'f')
    return out + table + (
        b'trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n' % (
            last if size is None else size, trailer,
            len(out) if start is None else start))


def modern(made, keys=None, rows=None, packed=(), stm_keys=None):
    """A file with a cross-reference stream; `packed` go into one ObjStm."""
    made = dict(made)
    inside = {n: made.pop(n) for n in packed}
    last = max(list(made) + list(inside)) + 1
    if inside:
        heads, data = b'', b''
        for number, body in inside.items():
            heads += b'%d %d ' % (number, len(data))
            data += body + b' '
        made[last] = stream(b'/Type/ObjStm' + (
            b'/N %d/First %d' % (len(inside), len(heads))
            if stm_keys is None else stm_keys), heads + data)
    out, at = body_of(made)
    size = max(at) + 2
    at[size - 1] = len(out)
    data = b''
    for number in range(size):
        if number in inside:
            data += struct.pack('>BIH', 2, last, list(inside).index(number))
        elif number in at:
            data += struct.pack('>BIH', 1, at[number], 0)
        else:
            data += struct.pack('>BIH', 0, 0, 65535)
    table = stream(b'/Type/XRef/Root 1 0 R' + (
        b'/Size %d/W[1 4 2]' % size if keys is None else keys),
        data if rows is None else rows)
    return out + (b'%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n' % (
        size - 1, table, len(out)))
