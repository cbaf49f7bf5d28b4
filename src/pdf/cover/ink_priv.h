/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the parts of ink.h know of each other. */
#ifndef IC_PDF_INK_PRIV_H
#define IC_PDF_INK_PRIV_H

#include "ink.h"

/*
 * Set `bar` of the paints that lie over pictures, or over drawings that lie
 * wholly under them, and `large` of all. How many bars there are. The first
 * must be called before the second.
 */
size_t ic_ink_pick_pictures(struct ic_ink *ink);
size_t ic_ink_pick_drawings(struct ic_ink *ink);

#endif
