/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a view's pixels meet of a scan (scan_view.c, scan_view_bits.c). */
#ifndef IC_PDF_SCAN_VIEW_H
#define IC_PDF_SCAN_VIEW_H

#include "scan_priv.h"

/* Rows or columns, half-open; none where the picture does not reach. */
struct ic_scan_span {
	int from, to;
};

/*
 * Lines of the view run along the picture's rows: they are its rows or, if it
 * is turned, its columns.
 */
struct ic_scan_lines {
	struct ic_scan_span *lines;  /* rows that each line meets */
	struct ic_scan_span *points; /* columns, of each pixel in the line */
	int nlines, npoints;
	bool turned;
};

/* The most that one of n meets. */
int ic_scan_most(const struct ic_scan_span *s, int n);

/* True if it is a scan of one bit that ic_scan_view_bits() can view. */
bool ic_scan_view_has_bits(const struct ic_scan_pixels *p,
    const struct ic_scan_lines *l);

/* The view of it, as ic_scan_view() makes it. Throws. */
void ic_scan_view_bits(fz_context *ctx, const struct ic_scan_pixels *p,
    const struct ic_scan_lines *l, struct ic_raster *r);

#endif
