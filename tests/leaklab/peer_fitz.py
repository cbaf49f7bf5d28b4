# SPDX-License-Identifier: AGPL-3.0-or-later
"""peer_fitz.py WAY IN OUT PASSWORD BOXES: one file, redacted by PyMuPDF as
its manual has it. BOXES is JSON: [[page, [x0, y0, x1, y1] or "whole"]].

WAY: box (a black rectangle is drawn), redact (redaction annotations are
applied, pixels under them are removed), scrub (redact, then everything that
scrub() removes).
"""
import json
import sys

import fitz


def main():
    way, source, target, password, boxes = sys.argv[1:]
    document = fitz.open(source)
    if document.needs_pass:
        document.authenticate(password)
    kept = []                   # what the binding forgets, it frees
    for number, box in json.loads(boxes):
        page = document[number - 1]
        rect = page.rect if box == 'whole' else fitz.Rect(box)
        if way == 'box':
            page.wrap_contents()
            page.draw_rect(rect * page.derotation_matrix, color=(0, 0, 0),
                           fill=(0, 0, 0), overlay=True)
        else:
            kept.append(page.add_redact_annot(
                (rect * page.derotation_matrix).quad, fill=(0, 0, 0)))
        kept.append(page)
    if way != 'box':
        for number in sorted({number for number, _ in json.loads(boxes)}):
            document[number - 1].apply_redactions(
                images=fitz.PDF_REDACT_IMAGE_PIXELS)
    if way == 'scrub':
        document.scrub()
    if way == 'box':
        document.save(target, encryption=fitz.PDF_ENCRYPT_NONE)
    else:
        document.save(target, garbage=4, clean=True, deflate=True,
                      encryption=fitz.PDF_ENCRYPT_NONE)


if __name__ == '__main__':
    main()
