/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_SCOUT_LEGEND_H
#define IC_PDF_SCOUT_LEGEND_H

#include "core/rect.h"
#include "pdf/words.h"

/* A legend was found: where, and its index in ic_old_legend_words. */
typedef void ic_scout_legend_fn(void *user, struct ic_rect rect, uint32_t word);

/*
 * Look for designations among the glyphs of a page: for `text`, and if it is
 * empty for the usual ones. Returns how many were told, at most
 * IC_OLD_LEGENDS_MAX. Throws.
 */
unsigned ic_scout_legend(fz_context *ctx, const struct ic_glyphs *all,
    struct ic_size page, const char *text, ic_scout_legend_fn *found,
    void *user);

#endif
