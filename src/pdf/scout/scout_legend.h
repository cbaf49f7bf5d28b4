/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_SCOUT_LEGEND_H
#define IC_PDF_SCOUT_LEGEND_H

#include "core/rect.h"
#include "pdf/words.h"
#include "scout_priv.h"

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

/* True if the page has covers of old legends among its boxes. */
bool ic_scout_has_covers(const struct ic_scout_page *p);

/*
 * True if of all boxes only covers touch the glyph. An old legend is no
 * secret, for it was served: it is neither covered nor read.
 */
bool ic_scout_is_legend(const struct ic_scout_page *p,
    const struct ic_glyph *g);

#endif
