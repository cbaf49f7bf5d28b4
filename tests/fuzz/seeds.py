#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""seeds.py CORPUS: write the seeds that are bytes rather than text.

The layouts are those of core/slice/slice.c, core/reply.h, annot_record.c and
tests/fuzz/proc.h; run it again when one of them changes. What fuzzing found
stands beside them, and is left alone. JPEG, JPEG 2000 and G4 streams are not
made here: see corpus/codestream.
"""
import hashlib
import pathlib
import struct
import sys
import zlib

MAGIC = 0x31434950
NONE = 0xffffffff
(BEAT, DOCUMENT, PAGE, BOX, LEGEND, CELL, PROOF, MEASURE, END,
 NUMBER) = range(1, 11)


def pool(*words):
    """(bytes, offsets): NUL-terminated strings behind the empty one."""
    data, at = b'\0', []
    for word in words:
        at.append(len(data))
        data += word.encode() + b'\0'
    return data, at


def job(pages, boxes, cells, prefixes, strings, password=b'', lines=(),
        ids_at=0, **over):
    head = dict(ask=0, dpi=300, size=10000, margin=18000, room_top=0,
                room_bottom=0, room_right=0, legend=0,
                source_pages=len(pages), source_first=0)
    head.update(over)
    out = struct.pack('<11I', 0x3253434f, *head.values())
    out += struct.pack('12B', 0, 0, 1, 0, 0, 3, 0, 1, 2, ids_at, 0, 0)
    out += struct.pack('<6I', len(pages), len(boxes), len(lines), len(cells),
                       len(prefixes), len(strings))
    for page in pages:
        out += struct.pack('<2i8I8B', *page)
    for box in boxes:
        out += struct.pack('<4iI', *box)
    for line in lines:
        out += struct.pack('<I4B', *line)
    for cell in cells:
        out += struct.pack('<2I', *cell)
    out += struct.pack(f'<{len(prefixes)}I', *prefixes) + strings
    return out + password + struct.pack('<I', len(password))


def jobs():
    strings, (number, label, legend, prefix, cell) = pool(
        'COE000001', 'IA, PII', 'CONFIDENTIAL', 'COE', 'zimmerlake')

    def sheet(number, label, box, nboxes, whole, endorse, legend_, at,
              size=(612000, 792000), source=0, banner=0, line=0, nlines=0,
              marked=0):
        return (*size, number, label, box, nboxes, source, banner, line,
                nlines, whole, endorse, legend_, at, marked, 0, 0, 0)

    page = sheet(number, 0, 0, 1, 0, 1, 1, 5)
    box = (72000, 140000, 300000, 156000, label)
    yield 'geometry', job([], [], [], [], b'', ask=1)
    yield 'one-page', job([page], [box], [], [prefix], strings, legend=legend)
    yield 'password', job([page], [box], [(cell, NONE)], [prefix], strings,
                          b'hunter2', ask=2)
    whole = sheet(number, label, 1, 0, 1, 1, 0, 2)
    yield 'shrunk', job([page, whole], [box], [], [prefix], strings,
                        room_top=32000, room_bottom=32000)
    yield 'thin', job([sheet(number, 0, 0, 0, 0, 1, 0, 0, (3000, 3000))],
                      [], [], [], strings, room_bottom=2999)
    yield 'widest', job([sheet(number, 0, 0, 0, 0, 1, 0, 0,
                               (1000000000, 1000000000))],
                        [], [], [], strings, room_bottom=999999999)
    marked = sheet(number, label, 0, 1, 1, 1, 1, 5, banner=legend, marked=1)
    yield 'marked', job([marked], [box], [], [prefix], strings,
                        room_right=54000, room_top=32000)
    yield 'ids-at-left', job([marked], [box], [], [prefix], strings,
                             ids_at=1, room_right=54000)
    slip = sheet(number, 0, 0, 0, 0, 1, 0, 5, source=NONE, nlines=2)
    yield 'sheet', job([slip], [], [], [], strings, source_pages=0,
                       lines=[(legend, 0, 0, 0, 0), (cell, 2, 1, 1, 0)])


def reply(kind, page, body, magic=MAGIC):
    return struct.pack('<3I', magic, kind, page) + body.ljust(64, b'\0')


def replies():
    def word(kind, page, fmt='', *values):
        return reply(kind, page, struct.pack('<' + fmt, *values))

    end = b'\x01' + word(END, NONE, 'I', 0)
    document = b'\0' + word(DOCUMENT, NONE, '2I', 2, 1)
    sheet = (612000, 792000, 0, 63, 63, 1, 1, 300, 9, 1, 1, 4000, 3, 63,
             21000)
    page = [b'\0' + word(PAGE, i, '2i13I', *sheet) for i in (0, 1)]
    box = b'\0' + word(BOX, 0, '3I', 0, 250000, 12)
    cell = b'\0' + word(CELL, NONE, 'I', 1)
    beat = b'\0' + word(BEAT, 0)
    limits = bytes([2, 3, 4, 0x7e])

    def number(page, value, suffix, where, rect=(500000, 760000, 580000,
                                                 772000)):
        return b'\0' + word(NUMBER, page, '4i8I', *rect, 0, value, 6, 1,
                            suffix, where, 9000, 1)

    def proof(which, ok, fault, box=NONE):
        return b'\0' + word(PROOF, NONE, '4I4i', which, ok, fault, box,
                            0, 0, 0, 0)

    def measure(which, page, box):
        return b'\0' + word(MEASURE, page, '2I4i', which, box, 1, 2, 3, 4)

    yield 'scout', limits + document + b''.join(page) + end
    yield 'ink', limits + document + page[0] + box + page[1] + cell + end
    yield 'numbers', (limits + document + number(0, 123, 0, 1)
                      + number(0, 124, 1, 0, (0, 0, 0, 0)) + page[0]
                      + number(1, 123, 3000002, 2) + page[1] + end)
    yield 'make', limits + b''.join(page) + beat + end
    yield 'judges', (limits + proof(1, 1, 0) + end + proof(2, 1, 0)
                     + measure(2, 0, 1) + proof(5, 0, 18, 1) + end
                     + measure(3, 1, NONE) + proof(3, 1, 0) + end)
    yield 'after-the-end', limits + end[:1].replace(b'\1', b'\0') + end[1:] \
        + page[0] + end
    yield 'crash', limits + b'\x05' + word(BEAT, 0)
    yield 'cut', limits + page[0][:40]
    yield 'empty-record', limits + b'\0'
    yield 'not-magic', limits + b'\0' + reply(BEAT, 0, b'', 1)
    yield 'refused-by-work', limits + 20 * page[0] + end


HEADER = b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'


def file_of(*objects):
    out, at = HEADER, []
    for i, body in enumerate(objects, 1):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (i, body)
    md = hashlib.sha256(out).hexdigest().upper().encode()
    xref = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(at) + 1)
    out += b''.join(b'%010d 00000 n \n' % n for n in at)
    return out + (b'trailer\n<</Size %d/Root 1 0 R/ID[<%s><%s>]>>\n'
                  b'startxref\n%d\n%%%%EOF\n' % (len(at) + 1, md, md, xref))


def stream(keys, data):
    return b'<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream' % (
        keys, len(data), data)


def objects():
    yield 'catalog', b'<</Type/Catalog/Pages 2 0 R>>'
    yield 'page', (b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792.5]'
                   b'/Resources<</XObject<</Im0 3 0 R>>>>/Contents 4 0 R>>')
    yield 'content', stream(b'', zlib.compress(b'q 612 0 0 792 0 0 cm Q\n'))
    yield 'picture', stream(
        b'/Type/XObject/Subtype/Image/Width 4/Height 3/ColorSpace/DeviceGray'
        b'/BitsPerComponent 8', zlib.compress(bytes(range(12))))
    yield 'font', (b'<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+X-Regular'
                   b'/Encoding/Identity-H/DescendantFonts[5 0 R]'
                   b'/W[0[1 -2 0.5]]/CIDSystemInfo<</Registry(Adobe)'
                   b'/Ordering(Identity)/Supplement 0>>>>')
    yield 'broken', b'<</Length 3>>\nstream\nab'
    yield 'deep', b'<</A' + 8 * b'[' + 8 * b']' + b'>>'


def files():
    named = dict(objects())
    yield 'least', file_of(named['catalog'])
    yield 'page', file_of(named['catalog'], b'<</Type/Pages/Kids[3 0 R]'
                          b'/Count 1>>', named['page'], named['content'],
                          named['picture'])
    yield 'two-ends', file_of(named['catalog']) * 2
    yield 'no-table', HEADER + b'1 0 obj\n<<>>\nendobj\n'
    yield 'not-in-order', file_of(named['catalog'], b'<<>>').replace(
        b'\n2 0 obj', b'\n3 0 obj')


def pictures():
    def picture(page, size, place, w, h):
        return struct.pack('<10I', 0x31504349, page, w, h, *size,
                           *place) + bytes(w * h)

    def asked(n, dpi, page, place=(0, 0, 0, 0)):
        return struct.pack('<B2H4i', n, dpi, page, *place)

    small = (30000, 12000)
    all_of_it = (0, 0, *small)
    corner = (20000, 6000, 40000, 20000)
    whole = picture(3, small, all_of_it, 30, 12)
    yield 'whole', asked(1, 72, 3) + whole
    yield 'two', asked(2, 72, 3) + whole * 2
    yield 'corner', asked(1, 72, 0, corner) + picture(
        0, small, (20000, 6000, *small), 10, 6)
    yield 'none', asked(0, 72, 0)
    yield 'cut', asked(1, 72, 3) + whole[:-1]
    yield 'more', asked(1, 72, 3) + whole + b'x'
    yield 'another-page', asked(1, 72, 4) + whole
    yield 'too-many-pixels', asked(1, 72, 3) + struct.pack(
        '<10I', 0x31504349, 3, 65536, 65536, *small, *all_of_it)
    yield 'huge', asked(1, 600, 3) + struct.pack(
        '<10I', 0x31504349, 3, 1, 1, 1000000000, 1000000000, 0, 0,
        1000000000, 1000000000)


def codestreams():
    yield 'content', b'\0' + zlib.compress(b'0 g BT ET')
    yield 'stored', b'\0' + zlib.compress(b'0 g', 0)
    yield 'gray2', b'\1' + zlib.compress(bytes([0x1b, 0, 0xff, 0xc0] * 2))
    yield 'rgb8', b'\2' + zlib.compress(bytes(range(27)))
    yield 'png', b'\x0b' + zlib.compress(
        b''.join(bytes([tag, *range(tag, tag + 15)]) for tag in [*range(5), 0]))
    yield 'two-streams', b'\0' + zlib.compress(b'0 g') * 2


def annot(strings=(), rects=(), page=0, type_=1, flags=0, state=0,
          color=0xffff00, of=NONE):
    out = struct.pack('<8I', 1, page, type_, flags, state, color, of,
                      len(rects))
    for rect in rects:
        out += struct.pack('<4i', *rect)
    for s in [*strings, *[b''] * 5][:5]:
        out += struct.pack('<I', len(s)) + s
    return out


def annots():
    """The file of src/core/annots/annot_record.c."""
    def file_of_annots(*records, href=b'a.pdf', sizes=((612000, 792000),)):
        out = b'incamera annots/1\n' + struct.pack('<I', len(sizes))
        for size in sizes:
            out += struct.pack('<2i', *size)
        out += struct.pack('<I', len(href)) + href + b''.join(records)
        return out + struct.pack('<2I', 2, len(records))

    rect = (72000, 140000, 300000, 156000)
    words = (b'R1', b'J\xc3\xb6rg', b'', b'PII', b'ask JS')
    yield 'none', file_of_annots()
    yield 'one', file_of_annots(annot(words, [rect]))
    yield 'reply', file_of_annots(
        annot(words, [rect]),
        annot(flags=1 << 6 | 1 << 3, state=2, of=0, type_=12))
    yield 'lost', file_of_annots(annot(words, page=7, flags=2), sizes=())
    yield 'many-rects', file_of_annots(annot(words, [rect] * 9, type_=0))
    yield 'reply-to-itself', file_of_annots(
        annot(flags=1 << 6 | 1 << 3, of=0))
    yield 'off-its-page', file_of_annots(annot((), [(0, 0, 1, 792001)]))


def main():
    root = pathlib.Path(sys.argv[1])
    for target, seeds in [('job', jobs()), ('replies', replies()),
                          ('object', objects()), ('tiler', files()),
                          ('picture', pictures()), ('annots', annots()),
                          ('codestream', codestreams())]:
        (root / target).mkdir(parents=True, exist_ok=True)
        for name, data in seeds:
            (root / target / name).write_bytes(data)


if __name__ == '__main__':
    main()
