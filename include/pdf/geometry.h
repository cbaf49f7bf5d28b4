/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page's geometry, computed here and nowhere else.
 *
 * Effective box: CropBox cut to MediaBox, both inherited; MediaBox if the two
 * have nothing in common or CropBox is absent or no rectangle; Letter if
 * MediaBox is none (ISO 32000-1, 14.11.2.1). Displayed: turned by /Rotate
 * (a multiple of 90, inherited; another value is 0), times UserUnit.
 */
#ifndef IC_PDF_GEOMETRY_H
#define IC_PDF_GEOMETRY_H

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include "core/rect.h"

struct ic_geometry {
	fz_rect box;          /* effective, in user space */
	int rotate;           /* 0, 90, 180 or 270, clockwise */
	float user_unit;      /* points to one unit of user space */
	struct ic_size size;  /* displayed, milli-points */
	fz_matrix to_display; /* user space -> displayed points, y down */
	fz_matrix to_user;    /* its inverse */
};

/* Read the geometry of a page object. Throws on a size of no use. */
void ic_geometry_read(fz_context *ctx, pdf_obj *page,
    struct ic_geometry *out);

/* A rectangle in displayed milli-points, rounded outward; and back. */
struct ic_rect ic_geometry_display(fz_rect points);
fz_rect ic_geometry_points(struct ic_rect r);

#endif
