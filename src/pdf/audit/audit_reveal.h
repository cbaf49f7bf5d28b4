/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What lies at a place of a page where its reader sees something else. */
#ifndef IC_PDF_AUDIT_REVEAL_H
#define IC_PDF_AUDIT_REVEAL_H

#include <mupdf/fitz.h>

#include "core/audit_pictures.h"

/*
 * A list that paints the page `size` (points) without what hides the place, or
 * its glyphs alone, as `look` says; the caller drops it. NULL: nothing hides
 * it. Throws.
 */
fz_display_list *audit_reveal(fz_context *ctx, fz_display_list *list,
    fz_rect size, fz_rect place, enum ic_audit_look look);

#endif
