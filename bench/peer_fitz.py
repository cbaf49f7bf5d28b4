# SPDX-License-Identifier: AGPL-3.0-or-later
"""peer_fitz.py raster|jpeg|redact OUT BOXES FILE...: PyMuPDF, all files in
one process.

raster: each page drawn at 200 dpi and put into a new PDF, as the manual has
it. jpeg: the same, but for Pillow, which makes a JPEG of the pixels. redact:
redaction annotations over BOXES, {file: [[page, rect]]} in JSON, are applied,
pixels under them too, and the file is saved compactly.
"""
import ctypes
import json
import pathlib
import sys

import fitz

QUALITY = 75


def hold_runtime():
    """Debian's binding breaks after about three redactions: each object that
    it owns afterwards gives back a reference to SWIG's capsule that it never
    took. More references than there will be objects keep the capsule alive.
    """
    runtime = sys.modules.get('swig_runtime_data4')
    take = ctypes.pythonapi.Py_IncRef
    take.argtypes = [ctypes.py_object]
    for _ in range(20_000 if runtime else 0):
        take(runtime.type_pointer_capsule)


def raster(source, target, _boxes, picture=lambda p: {'pixmap': p}):
    with fitz.open(source) as old, fitz.open() as new:
        for page in old:
            sheet = new.new_page(width=page.rect.width,
                                 height=page.rect.height)
            sheet.insert_image(sheet.rect,
                               **picture(page.get_pixmap(dpi=200)))
        new.save(target, deflate=True)


def jpeg(source, target, boxes):
    raster(source, target, boxes, lambda pixels: {
        'stream': pixels.pil_tobytes(format='JPEG', quality=QUALITY)})


def redact(source, target, boxes):
    by_page = {}
    for number, rect in boxes:
        by_page.setdefault(number, []).append(fitz.Rect(rect))
    with fitz.open(source) as document:
        for number, rects in by_page.items():
            page = document[number - 1]
            for rect in rects:
                page.add_redact_annot(rect, fill=(0, 0, 0))
            page.apply_redactions(images=fitz.PDF_REDACT_IMAGE_PIXELS)
        document.save(target, garbage=3, deflate=True)


def main():
    way, out, boxes = sys.argv[1:4]
    boxes = json.loads(pathlib.Path(boxes).read_text(encoding='utf-8'))
    if way == 'redact':
        hold_runtime()
    for source in map(pathlib.Path, sys.argv[4:]):
        target = str(pathlib.Path(out) / source.name)
        {'raster': raster, 'jpeg': jpeg, 'redact': redact}[way](
            str(source), target, boxes.get(source.name, []))


if __name__ == '__main__':
    main()
