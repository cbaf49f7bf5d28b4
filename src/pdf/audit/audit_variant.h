/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page as it is not viewed: printed, exported, with all of its layers on or
 * off (ISO 32000-2, 8.11), with its hidden annotations.
 */
#ifndef IC_PDF_AUDIT_VARIANT_H
#define IC_PDF_AUDIT_VARIANT_H

#include "audit_priv.h"

#define AUDIT_LAYERS_MAX 4096
#define AUDIT_PICTURES_MAX 20000 /* of a page */

enum audit_variant {
	AUDIT_PRINTED,
	AUDIT_EXPORTED,
	AUDIT_ALL_ON,
	AUDIT_ALL_OFF,
	AUDIT_UNHIDDEN, /* annotations */
	AUDIT_VARIANTS
};

/* What paints and is no character. */
struct audit_picture {
	fz_rect rect;
	bool image; /* else a drawing */
};

/* The zero value is nothing. */
struct audit_painted {
	struct ic_glyphs glyphs;
	struct audit_picture *at; /* owned */
	size_t n, cap;
};

/* What the page paints in a variant; *out must be zero. Throws. */
void audit_paint_variant(struct audit *a, struct audit_page *p,
    enum audit_variant how, struct audit_painted *out);

/* What a list paints; the glyphs are not collected. Throws. */
void audit_paint_pictures(fz_context *ctx, fz_display_list *list,
    struct audit_painted *out);

/* Free it. A zeroed one is allowed. It does not throw. */
void audit_painted_finish(fz_context *ctx, struct audit_painted *p);

/* True if the page has annotations that are in the file and not shown. */
bool audit_hides_annots(fz_context *ctx, const struct audit_page *p);

/* True if an expression decides whether some of the page is seen. Throws. */
bool audit_has_expression(fz_context *ctx, const struct audit_page *p);

#endif
