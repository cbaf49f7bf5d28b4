/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Widths that tell of a word which is covered, or gone. */
#ifndef IC_PDF_AUDIT_WIDTH_H
#define IC_PDF_AUDIT_WIDTH_H

#include "audit_priv.h"

/*
 * The quarter turns, clockwise on the page, that take the direction of x into
 * that of a glyph's writing; -1: it is slanted.
 */
int audit_turn_of(const struct ic_glyph *g);

/* A rectangle, turned back by so many, so that such writing runs along x. */
fz_rect audit_turned(fz_rect r, int turn);

#define AUDIT_BOX_SHARE 0.7f /* of a place that is dark: it is a box */

/* What share of a place's pixels is dark, 0 to 1. */
float audit_dark_share(const struct ic_raster *r, fz_rect place);

/*
 * Numbers in TJ (ISO 32000-2, 9.4.3) that part two glyphs by the width of what
 * stood between them, under a box (audit_width_removed.c). Throws.
 */
void audit_width_removed(struct audit *a, struct audit_page *p);

#endif
