/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From redactions to annotations of a viewer: see annotate.c. */
#ifndef IC_PDF_ANNOTATE_PRIV_H
#define IC_PDF_ANNOTATE_PRIV_H

#include "core/annot.h"
#include "pdf/document.h"

/* A rectangle's corners in user space: x0, y0, x1, y1, the lower first. */
void annotate_corners(const struct ic_geometry *g, struct ic_rect r,
    double out[4]);

/* The box around all rectangles of an annotation, in user space. */
void annotate_around(const struct ic_geometry *g, const struct ic_annot *a,
    double out[4]);

/*
 * A number as a PDF and an XML have it, without an exponent: rounded to a
 * millionth.
 */
void annotate_number(struct ic_buf *out, double v);

/*
 * How viewers show it: a form XObject, as an indirect object that the caller
 * drops. Throws.
 */
pdf_obj *annotate_look(struct ic_document *doc, const struct ic_geometry *g,
    const struct ic_annot *a);

/* Append the XFDF; `geometry` is one a page. */
void annotate_xfdf(const struct ic_annots *list,
    const struct ic_geometry *geometry, struct ic_buf *out);

/* Write the document with what was added to fd 5. Throws. */
void annotate_save(struct ic_document *doc);

#endif
