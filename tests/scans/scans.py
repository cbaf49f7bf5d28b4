#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""scans.py INCAMERA ROOT: scans keep their pixels, however they lie.

Each document is one picture on a page: in one of the kinds that are kept,
placed in one of the ways that pages have. poppler's pdfimages takes pictures
out of source and output; where each pixel lies on the page is computed here.
Outside of the box every pixel that the page shows is the source's, under it
the fill's, and none that the page does not show is there. TAP.
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import zlib

W, H = 208, 264          # of the pictures, pixels
BOX = (60, 70, 131, 111)  # of displayed points
BURN = 2                 # pixels around a box that may be burned
BLOCK = 18               # pixels to which a JPEG's change may reach

PLACES = {
    # name: MediaBox, page keys, matrix, displayed -> picture pixels
    'plain': ((0, 0, W, H), '', f'{W} 0 0 {H} 0 0',
              lambda x, y: (x, y)),
    'moved': ((100, 50, 100 + W, 50 + H), '', f'{W} 0 0 {H} 100 50',
              lambda x, y: (x, y)),
    'rotated': ((0, 0, W, H), '/Rotate 90', f'{W} 0 0 {H} 0 0',
                lambda x, y: (y, H - x)),
    'turned': ((0, 0, H, W), '', f'0 {W} {-H} 0 {H} 0',
               lambda x, y: (W - y, x)),
    'mirrored': ((0, 0, W, H), '', f'{-W} 0 0 {H} {W} 0',
                 lambda x, y: (W - x, y)),
    'larger': ((0, 0, W / 2, H / 2), '/UserUnit 2',
               f'{W / 2} 0 0 {H / 2} 0 0', lambda x, y: (x, y)),
    'cropped': ((0, 0, W, H), f'/CropBox[11.3 17.6 {W - 9.2} {H - 20.1}]',
                f'{W} 0 0 {H} 0 0', lambda x, y: (x + 11.3, y + 20.1)),
    'cropped in its ink': (
        (0, 0, W, H), f'/CropBox[27.3 43.6 {W - 25.2} {H - 45.1}]',
        f'{W} 0 0 {H} 0 0', lambda x, y: (x + 27.3, y + 45.1)),
    'at 60 dpi': ((0, 0, W * 1.2, H * 1.2), '',  # a box on a pixel's edge
                  f'{W * 1.2:.6f} 0 0 {H * 1.2:.6f} 0 0',
                  lambda x, y: (x / 1.2, y / 1.2)),
    'cropped and rotated': (
        (0, 0, W, H), f'/Rotate 270/CropBox[11.3 17.6 {W - 9.2} {H - 20.1}]',
        f'{W} 0 0 {H} 0 0',
        lambda x, y: (W - 9.2 - y, x + 20.1)),
}


def shade(x, y):
    """Paper with a margin, and blocks of ink and of tints on it."""
    if min(x, W - 1 - x) < 14 or min(y, H - 1 - y) < 30:
        return 255
    cell = (x // 8 * 7 + y // 12 * 13) % 11
    return (0, 255, 255, 96, 255, 255, 176, 255, 0, 255, 255)[cell]


def tint(x, y):
    v = shade(x, y)
    return (v, v, 200 if v == 176 else v)


def packed(bits):
    rows = []
    for row in bits:
        row = list(row) + [0] * (-len(row) % 8)
        rows.append(bytes(int(''.join(map(str, row[i:i + 8])), 2)
                          for i in range(0, len(row), 8)))
    return b''.join(rows)


def png_rows(rows):
    """Each row behind PNG's second predictor, Up."""
    out, above = b'', bytes(len(rows[0]))
    for row in rows:
        out += b'\2' + bytes((a - b) % 256 for a, b in zip(row, above))
        above = row
    return out


def kinds(kit):
    grid = [[shade(x, y) for x in range(W)] for y in range(H)]
    dark = [[int(v < 128) for v in row] for row in grid]
    rgb = [b''.join(bytes(tint(x, y)) for x in range(W)) for y in range(H)]
    gray = [bytes(row) for row in grid]
    bitmap = kit['bitmap'].Bitmap(W, H)
    for y, row in enumerate(dark):
        bitmap.rows[y] = int(''.join(map(str, row)), 2)
    light = packed([[1 - v for v in row] for row in dark])
    half = [bytes([128] * ((W + 1) // 2))] * ((H + 1) // 2)
    flate = '/Filter/FlateDecode'
    four = packed([[b for v in row for b in map(int, f'{v // 17:04b}')]
                   for row in grid])
    table = ''.join(f'{v:02x}' * 3 for v in (0, 96, 176, 255))
    index = packed([[b for v in row for b in
                     map(int, f'{(0, 96, 176, 255).index(v):02b}')]
                    for row in grid])
    jpeg = kit['jpeg'].encode
    return {
        'g4': ('/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode'
               f'/DecodeParms<</K -1/Columns {W}/Rows {H}>>',
               kit['g4'].encode(bitmap), 'bilevel'),
        'bits': ('/DeviceGray/BitsPerComponent 1' + flate,
                 zlib.compress(light), 'bilevel'),
        'bits turned about': (
            '/DeviceGray/BitsPerComponent 1/Decode[1 0]' + flate,
            zlib.compress(packed(dark)), 'bilevel'),
        'gray': ('/DeviceGray/BitsPerComponent 8' + flate,
                 zlib.compress(b''.join(gray)), 'gray8'),
        'gray of 4 bits': ('/DeviceGray/BitsPerComponent 4' + flate,
                           zlib.compress(four), 'gray4'),
        'gray behind a predictor': (
            '/DeviceGray/BitsPerComponent 8' + flate +
            f'/DecodeParms<</Predictor 15/Columns {W}>>',
            zlib.compress(png_rows(gray)), 'gray8'),
        'rgb': ('/DeviceRGB/BitsPerComponent 8' + flate,
                zlib.compress(b''.join(rgb)), 'rgb8'),
        'palette': (f'[/Indexed/DeviceRGB 3<{table}>]/BitsPerComponent 2' +
                    flate, zlib.compress(index), 'gray8'),
        'jpeg': ('/DeviceGray/BitsPerComponent 8/Filter/DCTDecode',
                 jpeg([b''.join(gray)], W, H, 80, 72), 'jpeg-gray'),
        'jpeg 4:2:0': ('/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
                       jpeg([b''.join(gray), b''.join(half),
                             b''.join(half)], W, H, 80, 72), 'jpeg-rgb'),
    }


PAINT = f'q {W} 0 0 {H} 0 0 cm /I Do Q'
# What is no pure scan: the word of the reason, then what is wrong with it.
DRAWN = {
    'paint': [('ink beside it', PAINT + ' 0 0 5 5 re f'),
              ('it twice', PAINT + ' ' + PAINT),
              ('white text on it', PAINT +
               ' 1 g BT /F 9 Tf 30 40 Td (a) Tj ET')],
    'no-picture': [('text alone', 'BT /F 9 Tf 30 40 Td (a) Tj ET'),
                   ('a white rectangle', '1 g 0 0 9 9 re f')],
    'mask': [('half seen', '/G gs ' + PAINT),
             ('multiplied', '/M gs ' + PAINT)],
    'clip': [('clipped', '20 20 90 90 re W n ' + PAINT),
             ('clipped by a triangle',
              f'0 0 m {3 * W} 0 l 0 {3 * H} l h W n ' + PAINT)],
    'skew': [('askew', f'q {W} 4 -4 {H} 0 0 cm /I Do Q'),
             ('hardly askew', f'q {W} .0001 -.0001 {H} 0 0 cm /I Do Q')],
    'partial': [('smaller', f'q {W - 20} 0 0 {H} 0 0 cm /I Do Q')],
    'kept': [('clipped to the page', f'0 0 {W} {H} re W n ' + PAINT),
             ('under invisible text', PAINT +
              ' BT 3 Tr /F 9 Tf 30 40 Td (a) Tj ET'),
             ('beside a clip of invisible text', 'q 9 9 90 90 re W n '
              'BT 3 Tr /F 9 Tf 30 40 Td (a) Tj ET Q ' + PAINT),
             ('in a group', '/N gs ' + PAINT)],
}


def pdf(place, space, data, content=None, size=(W, H)):
    box, keys, matrix, _ = PLACES[place]
    content = (content or f'q {matrix} cm /I Do Q').encode()
    bodies = [
        b'<</Type/Catalog/Pages 2 0 R>>',
        b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
        ('<</Type/Page/Parent 2 0 R/MediaBox[%g %g %g %g]%s/Contents 4 0 R'
         '/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1'
         '/BaseFont/Helvetica>>>>/ExtGState<</G<</ca .5>>/M<</BM/Multiply>>'
         '/N<</BM/Normal/ca 1>>>>>>>>' % (*box, keys)).encode(),
        b'<</Length %d>>\nstream\n%s\nendstream' % (len(content), content),
        f'<</Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}'
        f'/ColorSpace'
        f'{space}/Length {len(data)}>>\nstream\n'.encode() + data +
        b'\nendstream']
    out, at = b'%PDF-1.7\n', []
    for i, body in enumerate(bodies, 1):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (i, body)
    start = len(out)
    out += b'xref\n0 6\n0000000000 65535 f \n'
    out += b''.join(b'%010d 00000 n \n' % x for x in at)
    return out + (f'trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n'
                  '%%EOF\n').encode()


def picture(path, work):
    """Its only picture as rows of (r, g, b), as poppler decodes it."""
    for old in work.glob('p-*'):
        old.unlink()
    subprocess.run(['pdfimages', path, work / 'p'], check=True)
    found = list(work.glob('p-*'))
    if len(found) != 1:
        raise ValueError(f'{len(found)} pictures')
    data = found[0].read_bytes()
    fields = data.split(None, 4 if data[:2] != b'P4' else 3)
    w, h, rest = int(fields[1]), int(fields[2]), fields[-1]
    if data[:2] == b'P4':
        line = (w + 7) // 8
        return [[(255 * (1 - (rest[y * line + x // 8] >> (7 - x % 8) & 1)),)
                 * 3 for x in range(w)] for y in range(h)]
    n = 3 if data[:2] == b'P6' else 1
    rest = data[-w * h * n:]
    return [[tuple(rest[(y * w + x) * n:][:n]) * (4 - n if n == 1 else 1)
             for x in range(w)] for y in range(h)]


def broken(made):
    """Pictures that are coded in a way that is not kept."""
    space, data, _ = made['g4']
    jpeg = made['jpeg'][0], made['jpeg'][1]
    return [
        ('damaged', 'half of a code', space, data[:len(data) // 2], (W, H)),
        ('codec', '16 bits', '/DeviceGray/BitsPerComponent 16'
         '/Filter/FlateDecode', zlib.compress(bytes(W * H * 2)), (W, H)),
        ('codec', 'a JPEG of 16 bits',
         jpeg[0].replace('Component 8', 'Component 16'), jpeg[1], (W, H)),
        ('color-space', 'inks', '/DeviceCMYK/BitsPerComponent 8'
         '/Filter/FlateDecode', zlib.compress(bytes(W * H * 4)), (W, H)),
        ('partial', 'all but a huge pixel', '/DeviceGray/BitsPerComponent 8'
         '/Filter/FlateDecode', zlib.compress(bytes(4)), (2, 2)),
    ]


def busy(jpeg):
    """Photographs of 72 dpi with no even place. Where boxes and edges cut
    them too much would change: such pages are drawn, and none is refused."""
    n, px = 1, bytearray()
    for _ in range(3 * W * H):
        n = n * 69069 + 1 & 0xffffffff
        px.append(n >> 24)
    gray, half = bytes(px[:W * H]), (W // 2) * (H // 2)
    colour = [gray, bytes(px[W * H:][:half]), bytes(px[-half:])]
    return [(place, space, jpeg(planes, W, H, quality, 72))
            for place in ('plain', 'cropped', 'at 60 dpi')
            for space, planes in (('Gray', [gray]), ('RGB', colour))
            for quality in (30, 60, 90)]


def corners(to_picture, rect):
    a, b = to_picture(*rect[:2]), to_picture(*rect[2:])
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]),
            max(a[1], b[1]))


def displayed(place):
    """Width and height of the page as displayed, points."""
    box, keys, _, _ = PLACES[place]
    w, h = box[2] - box[0], box[3] - box[1]
    if 'CropBox' in keys:
        a, b, c, d = map(float, keys.split('[')[1][:-1].split())
        w, h = c - a, d - b
    if 'UserUnit' in keys:
        w, h = 2 * w, 2 * h
    return (h, w) if '/Rotate' in keys else (w, h)


def faults(place, source, made, lossy):
    """What is wrong with an output's picture: a few words each."""
    to = PLACES[place][3]
    w, h = displayed(place)
    page = corners(to, (0, 0, w, h))
    box = corners(to, BOX)
    x0, y0 = int(page[0] + 0.01), int(page[1] + 0.01)
    wrong = []
    if lossy:
        x0, y0 = x0 - x0 % lossy, y0 - y0 % lossy
    elif (len(made[0]), len(made)) != (math.ceil(page[2] - 0.01) - x0,
                                       math.ceil(page[3] - 0.01) - y0):
        wrong.append(f'{len(made[0])} x {len(made)} pixels')
    far = BLOCK if lossy else BURN
    for y, row in enumerate(made):
        for x, got in enumerate(row):
            at = x + x0, y + y0
            if (box[0] <= at[0] and at[0] + 1 <= box[2] and
                    box[1] <= at[1] and at[1] + 1 <= box[3]):
                if max(got) > (12 if lossy else 0):
                    wrong.append(f'{at} under the box: {got}')
                continue
            if (box[0] - far <= at[0] <= box[2] + far and
                    box[1] - far <= at[1] <= box[3] + far):
                continue
            if lossy and not (page[0] + far <= at[0] <= page[2] - far and
                              page[1] + far <= at[1] <= page[3] - far):
                continue
            if got != source[at[1]][at[0]]:
                wrong.append(f'{at}: {got}, not {source[at[1]][at[0]]}')
    return wrong


def main():
    incamera, root = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    sys.path.insert(0, str(pathlib.Path(root) / 'samples'))
    from kit import bitmap, g4, jpeg
    made = kinds({'bitmap': bitmap, 'g4': g4, 'jpeg': jpeg})
    nth = bad = 0
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        spec = ('bates: { prefix: S, start: 1, size: 8, margin: 6 }\n'
                'legend: none\nboxes: { label: none }\nraster: { dpi: 100 }\n'
                'codes: { X: { text: test, basis: test } }\ndocuments:\n')
        boxes, cases = 'redactions:\n', []
        for kind, (space, data, encoding) in made.items():
            for place in PLACES:
                file = f'd{len(cases):03}.pdf'
                (work / file).write_bytes(pdf(place, space, data))
                spec += f'  - {file}\n'
                boxes += (f'  - {{ id: R{len(cases)}, file: {file}, page: 1,'
                          f' rect: {list(BOX)}, code: X }}\n')
                cases.append((kind, place, file, encoding))
        for word, rows in DRAWN.items():
            for what, content in rows:
                file = f'd{len(cases):03}.pdf'
                space, data, _ = made['bits']
                (work / file).write_bytes(pdf('plain', space, data, content))
                spec += f'  - {file}\n'
                cases.append((word, what, file, None))
        for word, what, space, data, size in broken(made):
            file = f'd{len(cases):03}.pdf'
            content = f'q {W * .6} 0 0 {H} 0 0 cm /I Do Q'
            (work / file).write_bytes(pdf(
                'plain', space, data,
                content if word == 'partial' else None, size))
            spec += f'  - {file}\n'
            cases.append((word, what, file, None))
        for place, space, data in busy(jpeg.encode):
            file = f'd{len(cases):03}.pdf'
            (work / file).write_bytes(pdf(place, f'/Device{space}'
                                          '/BitsPerComponent 8'
                                          '/Filter/DCTDecode', data))
            spec += f'  - {file}\n'
            boxes += (f'  - {{ id: R{len(cases)}, file: {file}, page: 1,'
                      f' rect: {list(BOX)}, code: X }}\n')
            cases.append(('kept or box', f'{space}, {place}', file, None))
        (work / 's.yaml').write_text(spec + boxes, encoding='utf-8')
        done = subprocess.run([incamera, 'apply', '-q', 's.yaml', '-o', 'out'],
                              cwd=work, check=False, capture_output=True)
        documents = {}
        if (work / 'out/private/manifest.json').exists():
            manifest = json.loads(
                (work / 'out/private/manifest.json').read_text('utf-8'))
            documents = {d['source']: d for d in manifest['documents']}
        print(f'1..{len(cases) + 1}')
        for kind, place, file, encoding in cases:
            d = documents.get(file)
            if not d:
                wrong = ['no output']
            elif encoding is None:
                word = d['pages'][0]['scan']
                wrong = [] if word in kind.split(' or ') else [word]
            else:
                page = d['pages'][0]
                wrong = [] if page['scan'] == 'kept' else [page['scan']]
                if page['encoding'] != encoding:
                    wrong.append(page['encoding'])
            if not wrong and encoding:
                lossy = {'jpeg': 8, 'jpeg 4:2:0': 16}.get(kind, 0)
                wrong = faults(place, picture(work / file, work),
                               picture(work / 'out' / d['output'], work),
                               lossy)
            nth += 1
            bad += bool(wrong)
            print('not ok' if wrong else 'ok', nth, f'- {kind}, {place}')
            for x in wrong[:4]:
                print('#', x)
        nth += 1
        good = done.returncode == 0
        bad += not good
        print('ok' if good else 'not ok', nth, '- all are done and proved')
        if not good:
            for x in done.stderr.decode('utf-8', 'replace').split('\n')[:20]:
                print('#', x)
    return bad > 0


if __name__ == '__main__':
    sys.exit(main())
