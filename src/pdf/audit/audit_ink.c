/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pictures and drawings under bars. Not every shape over a picture is one: a
 * panel with text on it on a photograph hides nothing that anybody would read.
 */
#include "audit_priv.h"
#include "audit_scan.h"
#include "ink.h"

#include <string.h>

#include "core/reason.h"

#define HIDDEN_MAX 1000    /* of a page */
#define JOIN 3.0f          /* points between two parts of one finding */
#define CROPPED_MAX 32     /* of a page */
#define CROPPED_SHARE 0.3f /* of a photo, hidden, that is told */
#define DARK 96            /* of 255: a bar is as dark */
#define LIGHT 224
#define CHROMA 32

static uint32_t cover_of(const struct ic_ink_paint *p)
{
	int hi = p->rgb[0], lo = p->rgb[0];

	for (int i = 1; i < 3; i++) {
		hi = p->rgb[i] > hi ? p->rgb[i] : hi;
		lo = p->rgb[i] < lo ? p->rgb[i] : lo;
	}
	switch (p->kind) {
	case IC_INK_STROKE:
		return IC_COVER_STROKE;
	case IC_INK_IMAGE:
		return IC_COVER_IMAGE;
	case IC_INK_SHADE:
		return IC_COVER_SHADING;
	case IC_INK_TILE:
		return IC_COVER_TILE;
	case IC_INK_GROUP:
		return IC_COVER_HIGHLIGHT;
	default:
		return p->gray >= LIGHT ? IC_COVER_WHITE
		    : hi - lo > CHROMA  ? IC_COVER_COLOR
					: IC_COVER_DARK;
	}
}

/* A photograph has a bar on it if that is black, white or gray and bare. */
static uint32_t severity_of(const struct ic_ink_hidden *h,
    const struct ic_ink_paint *p)
{
	uint32_t cover = cover_of(p);

	if (h->drawing) {
		return h->look == IC_INK_LETTERS ||
			(h->look == IC_INK_MARKS && !h->printed)
		    ? IC_SEVERITY_ERROR
		    : IC_SEVERITY_NOTICE;
	}
	switch (h->look) {
	case IC_INK_LETTERS:
		return IC_SEVERITY_ERROR;
	case IC_INK_MARKS:
		return !h->printed || h->scanned ? IC_SEVERITY_ERROR
						 : IC_SEVERITY_NOTICE;
	default:
		return h->printed || !h->inside || p->kind != IC_INK_PATH ||
			cover != IC_COVER_DARK || p->gray > DARK
		    ? IC_SEVERITY_NOTICE
		    : IC_SEVERITY_ERROR;
	}
}

static bool are_near(fz_rect a, fz_rect b)
{
	a = fz_expand_rect(a, JOIN);
	return !fz_is_empty_rect(fz_intersect_rect(a, b));
}

static bool join(struct ic_finding_item *to, fz_rect *at,
    const struct ic_finding_item *f, fz_rect r)
{
	if (to->kind != f->kind || to->severity != f->severity ||
	    to->cover != f->cover || !are_near(*at, r)) {
		return false;
	}
	*at = fz_union_rect(*at, r);
	return true;
}

static void tell(struct audit *a, struct audit_page *p,
    const struct ic_ink *ink, const struct ic_ink_hidden *h, size_t n)
{
	struct ic_finding_item last = { 0 };
	fz_rect at = fz_empty_rect;

	for (size_t i = 0; i < n; i++) {
		const struct ic_ink_paint *bar = &ink->at[h[i].order];
		struct ic_finding_item f = { .kind = h[i].drawing
			    ? IC_FINDING_COVERED_DRAWING
			    : IC_FINDING_COVERED_IMAGE,
			.severity = severity_of(&h[i], bar),
			.cover = cover_of(bar) };

		if (f.severity == IC_SEVERITY_NOTICE) {
			continue; /* ordinary: a panel, a logo, a caption */
		}
		if (!join(&last, &at, &f, h[i].rect)) {
			if (!fz_is_empty_rect(at)) {
				audit_add_at(a, p, last, at);
			}
			last = f;
			at = h[i].rect;
		}
	}
	if (!fz_is_empty_rect(at)) {
		audit_add_at(a, p, last, at);
	}
}

/* Letters outside a clip are worth a look; of photos many are cut. */
static void tell_cropped(struct audit *a, struct audit_page *p,
    const struct ic_ink *ink)
{
	struct ic_ink_cropped at[CROPPED_MAX];
	size_t n = ic_ink_crops(a->doc.mu.ctx, ink, at, CROPPED_MAX);

	for (size_t i = 0; i < n; i++) {
		struct ic_finding_item f = { .kind = IC_FINDING_CROPPED_IMAGE,
			.severity = at[i].look == IC_INK_LETTERS
			    ? IC_SEVERITY_WARNING
			    : IC_SEVERITY_NOTICE };

		if (at[i].look == IC_INK_LETTERS ||
		    at[i].share >= CROPPED_SHARE) {
			audit_add_at(a, p, f, at[i].rect);
		}
	}
}

/* What is known without pixels, where nothing more is. Throws. */
static void know(struct audit *a, struct audit_page *p)
{
	struct ic_veiled *v = &p->veiled;
	fz_context *ctx = a->doc.mu.ctx;
	bool blank = v->n != p->glyphs.n || !v->state;

	if (blank) {
		ic_veiled_finish(ctx, v);
		v->state = fz_calloc(ctx, p->glyphs.n + 1, 1);
		v->n = p->glyphs.n;
	}
	for (size_t i = 0; blank && i < v->n; i++) {
		v->state[i] = p->glyphs.at[i].paint == IC_PAINT_NONE
		    ? IC_GLYPH_UNPAINTED
		    : IC_GLYPH_SHOWN;
	}
	if (!v->cover) {
		v->cover = fz_calloc(ctx, p->glyphs.n + 1, 1);
	}
}

static void tell_limit(struct audit *a, const struct audit_page *p)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_WARNING,
		.page = p->index,
		.number = IC_REASON_TOO_FULL };

	audit_add(a, &f);
}

void audit_ink_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct ic_ink ink = { 0 };
	struct ic_ink_hidden *hidden = NULL;
	size_t n;

	fz_var(ink);
	fz_var(hidden);
	fz_try(ctx) {
		ic_ink_list(ctx, p->list, p->geometry.size, &ink);
		hidden = fz_malloc_array(ctx, HIDDEN_MAX, struct ic_ink_hidden);
		n = ic_ink_find(&a->doc, p->list, p->seen, &ink, hidden,
		    HIDDEN_MAX);
		tell(a, p, &ink, hidden, n);
		tell_cropped(a, p, &ink);
		know(a, p);
		audit_scan_words(a, p, &ink);
		audit_unseen(a, p, &ink);
		if (ink.full) {
			tell_limit(a, p);
		}
	}
	fz_always(ctx) {
		ic_ink_finish(ctx, &ink);
		fz_free(ctx, hidden);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
