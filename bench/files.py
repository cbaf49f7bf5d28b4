# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing the PDF files of the benchmark.

Born-digital pages go through Ghostscript, so that their fonts are embedded
subsets, as an office program writes them. Scans are one picture a page, with
or without an OCR layer; their pages hang flat under one node, as scanners and
img2pdf have it.
"""
import math
import subprocess
import zlib

from samples_kit import metrics, pdfout


class Out:
    """A PDF, written as it comes: a long one does not fit in memory."""

    def __init__(self, path):
        # Closed by end(): the objects come from many calls.
        # pylint: disable=consider-using-with
        self.file, self.at, self.offsets = path.open('wb'), 0, [0]
        self.put(b'%PDF-1.5\n%\xe2\xe3\xcf\xd3\n')

    def put(self, data):
        self.file.write(data)
        self.at += len(data)

    def reserve(self):
        self.offsets.append(None)
        return len(self.offsets) - 1

    def add(self, body, num=None):
        num = num or self.reserve()
        self.offsets[num] = self.at
        body = body.encode('latin-1') if isinstance(body, str) else body
        self.put(b'%d 0 obj\n' % num + body + b'\nendobj\n')
        return num

    def stream(self, entries, data, squeeze=False):
        if squeeze:
            entries, data = entries + '/Filter/FlateDecode', zlib.compress(
                data, 6)
        head = f'<<{entries}/Length {len(data)}>>\nstream\n'
        return self.add(head.encode('latin-1') + data + b'\nendstream')

    def end(self, root):
        start = self.at
        rows = ''.join(f'{at:010d} 00000 n \n' for at in self.offsets[1:])
        self.put((f'xref\n0 {len(self.offsets)}\n0000000000 65535 f \n{rows}'
                  f'trailer\n<</Size {len(self.offsets)}/Root {root} 0 R>>\n'
                  f'startxref\n{start}\n%%EOF\n').encode('latin-1'))
        self.file.close()

    def tree(self, num, kids):
        names = ' '.join(f'{kid} 0 R' for kid in kids)
        self.add(f'<</Type/Pages/Count {len(kids)}/Kids[{names}]>>', num)
        self.end(self.add(f'<</Type/Catalog/Pages {num} 0 R>>'))


def font_object(out, name):
    return out.add(f'<</Type/Font/Subtype/Type1/BaseFont/'
                   f'{metrics.FONTS[name][0]}/Encoding/WinAnsiEncoding>>')


def embed(raw, target):
    """Let Ghostscript embed the fonts; the same bytes each time."""
    subprocess.run(
        ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=pdfwrite',
         '-dCompatibilityLevel=1.5', '-dEmbedAllFonts=true',
         '-dOmitInfoDate=true', '-dOmitID=true', '-dOmitXMP=true',
         f'-sOutputFile={target}', '-c',
         '<</NeverEmbed[]>> setdistillerparams', '-f', str(raw)], check=True)


def write_text(pages, target):
    """A document of drawn pages."""
    raw = target.with_suffix('.raw')
    out, fonts, kids = Out(raw), {}, []
    tree = out.reserve()
    for page in pages:
        for name in sorted(page.fonts - set(fonts)):
            fonts[name] = font_object(out, name)
        used = ''.join(f'/{n} {fonts[n]} 0 R' for n in sorted(page.fonts))
        body = out.stream('', '\n'.join(page.ops).encode('latin-1'), True)
        kids.append(out.add(
            f'<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {page.width} '
            f'{page.height}]/Resources<</Font<<{used}>>>>'
            f'/Contents {body} 0 R>>'))
    out.tree(tree, kids)
    embed(raw, target)
    raw.unlink()


def turned(rect, skew, size):
    """Where a rectangle of a page comes to stand on its scan."""
    a, cx, cy = math.radians(skew / 1000), size[0] / 2, size[1] / 2
    c, s = math.cos(a), math.sin(a)
    xs, ys = [], []
    for x in (rect[0], rect[2]):
        for y in (rect[1], rect[3]):
            # The scan looks up its pixel (x, y) at the page's turned one.
            xs.append(cx + (x - cx) * c + (y - cy) * s)
            ys.append(cy - (x - cx) * s + (y - cy) * c)
    return min(xs), min(ys), max(xs), max(ys)


def layer(words, skew, size):
    """An OCR layer: each word by itself, stretched to its width, unseen."""
    ops = ['BT 3 Tr']
    for word, rect in words:
        if not word.strip():
            continue
        mid = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
        at = turned(mid * 2, skew, size)
        tall, wide = (rect[3] - rect[1]) / 0.96, rect[2] - rect[0]
        natural = metrics.width(word, 'H', tall)
        if natural <= 0:
            continue
        x, y = at[0] - wide / 2, at[1] + (rect[3] - rect[1]) / 2 - tall * 0.22
        ops.append(f'/F {pdfout.number(tall)} Tf '
                   f'{pdfout.number(100 * wide / natural)} Tz 1 0 0 1 '
                   f'{pdfout.number(x)} {pdfout.number(size[1] - y)} Tm '
                   f'{pdfout.string(metrics.encode(word, "H"))} Tj')
    return '\n'.join(ops + ['ET'])


class Scan:
    """One scanned page: its code stream, and what an OCR program read."""

    def __init__(self, path, dots, size, comps=1, ocr=''):
        self.path, self.dots, self.size = path, dots, size
        self.comps, self.ocr = comps, ocr

    def entries(self):
        wide, tall = self.dots
        space = '/DeviceRGB' if self.comps == 3 else '/DeviceGray'
        head = f'/Type/XObject/Subtype/Image/Width {wide}/Height {tall}'
        if self.path.suffix == '.g4':
            return head + (
                '/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/'
                f'CCITTFaxDecode/DecodeParms<</K -1/Columns {wide}'
                f'/Rows {tall}>>')
        return head + f'/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode'


def write_scans(scans, target):
    """A document of scans."""
    out, kids = Out(target), []
    tree, font = out.reserve(), font_object(out, 'H')
    for scan in scans:
        image = out.stream(scan.entries(), scan.path.read_bytes())
        wide, tall = scan.size
        ops = f'q {wide} 0 0 {tall} 0 0 cm /Im Do Q\n{scan.ocr}'
        body = out.stream('', ops.encode('latin-1'), True)
        kids.append(out.add(
            f'<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {wide} {tall}]'
            f'/Resources<</Font<</F {font} 0 R>>/XObject<</Im {image} 0 R>>>>'
            f'/Contents {body} 0 R>>'))
    out.tree(tree, kids)
