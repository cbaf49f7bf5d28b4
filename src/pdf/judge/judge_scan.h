/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page of the source that is one picture and nothing else, on the grid of
 * the output's picture: there, drawing it means to copy its pixels, so that
 * they are decoded and copied. What the page paints is asked of the display
 * list here anew, and not by what found the scan for the maker (scan_find.c):
 * all that is not known to paint nothing, and each clip, group, mask, tint and
 * colour space out of the ordinary, is a reason to let MuPDF draw the page.
 *
 * A JPEG is decoded by libjpeg, of which the maker sees coefficients and never
 * a pixel; G4 by libtiff, where the maker has a reader of its own (fax.h);
 * other pictures by MuPDF. Whatever a decoder warns of is drawn, too.
 */
#ifndef IC_PDF_JUDGE_SCAN_H
#define IC_PDF_JUDGE_SCAN_H

#include "judge_pixels.h"
#include "pdf/document.h"
#include "pdf/raster.h"

/*
 * Make r->px what ic_draw_grid() would make of the list on the grid of `px`.
 * False if it has to be drawn; what r->px holds is void then. Throws when
 * memory is short.
 */
bool ic_judge_scan_copy(struct ic_document *doc, fz_display_list *list,
    const struct ic_pixels_of *px, struct ic_raster *r);

#endif
