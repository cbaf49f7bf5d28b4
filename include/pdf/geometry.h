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

#include <stdbool.h>

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include "core/rect.h"

#define IC_GEOMETRY_SIDE_MIN 3000 /* of a displayed page, milli-points */
#define IC_GEOMETRY_DEPTH 64      /* ancestors that a page may inherit from */

struct ic_geometry {
	fz_rect box;          /* effective, in user space */
	int rotate;           /* 0, 90, 180 or 270, clockwise */
	float user_unit;      /* points to one unit of user space */
	struct ic_size size;  /* displayed, milli-points */
	fz_matrix to_display; /* user space -> displayed points, y down */
	fz_matrix to_user;    /* its inverse */
};

/*
 * Read the geometry of a page object. False, *out untouched, on a size of no
 * use: a side under 3 pt or one unit, or over IC_MPT_MAX. Throws when an
 * object cannot be read.
 */
bool ic_geometry_read(fz_context *ctx, pdf_obj *page, struct ic_geometry *out);

/*
 * The MediaBox of a page object that ic_geometry_write() was not called for, in
 * user space; Letter if it is none. Throws.
 */
fz_rect ic_geometry_media(fz_context *ctx, pdf_obj *page);

/*
 * Put the geometry into the page object as its own MediaBox, CropBox, Rotate
 * and UserUnit, so that every version of MuPDF draws what was computed.
 * Throws.
 */
void ic_geometry_write(fz_context *ctx, pdf_obj *page,
    const struct ic_geometry *g);

/*
 * A rectangle in displayed milli-points, rounded outward and cut to
 * IC_MPT_MAX; empty for one that is no rectangle.
 */
struct ic_rect ic_geometry_display(fz_rect points);

/*
 * A point of user space in displayed milli-points, and back: in double, so
 * that what is written by the one comes back as it was by the other.
 */
void ic_geometry_show(const struct ic_geometry *g, const double user[2],
    double shown[2]);
void ic_geometry_user(const struct ic_geometry *g, const double shown[2],
    double user[2]);

/* A rectangle of milli-points in points. */
fz_rect ic_geometry_points(struct ic_rect r);

#endif
