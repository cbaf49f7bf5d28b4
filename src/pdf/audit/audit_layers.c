/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a page holds and does not show: layers that are off, or on for the
 * printer alone, and hidden annotations. What is painted otherwise than when
 * the page is viewed is found by its place.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit_variant.h"
#include "document_priv.h"
#include "pdf/words.h"
#include "tokens_priv.h"

#define TEXT_MAX 4000        /* bytes of hidden words that are judged */
#define PICTURE_LEAST 0.005f /* of the page's area, to be worth a warning */

/* What is painted when the page is viewed, by place; and what was told. */
struct viewed {
	uint64_t *key; /* sorted, without those of pictures; owned */
	size_t n;
	uint64_t *picture; /* sorted; owned */
	size_t npictures;
};

static uint64_t mix(uint64_t h, int64_t v)
{
	return (h ^ (uint64_t)v) * 1099511628211ull;
}

static int64_t half_points(float v)
{
	return isfinite(v) && fabsf(v) < 1e6f ? (int64_t)lroundf(2 * v) : -1;
}

static uint64_t key_of(const struct ic_glyph *g)
{
	uint64_t h = mix(14695981039346656037ull, g->gid);

	h = mix(h, g->runes > 0 ? g->rune[0] : 0);
	h = mix(h, half_points(g->trm.e));
	return mix(h, half_points(g->trm.f));
}

static uint64_t key_of_picture(const struct audit_picture *p)
{
	uint64_t h = mix(14695981039346656037ull, p->image);

	h = mix(h, half_points(p->rect.x0));
	h = mix(h, half_points(p->rect.y0));
	h = mix(h, half_points(p->rect.x1));
	return mix(h, half_points(p->rect.y1));
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static bool has(const uint64_t *keys, size_t n, uint64_t key)
{
	return n > 0 && bsearch(&key, keys, n, sizeof(key), compare);
}

/* What is painted here is known from now on. Throws. */
static void know(fz_context *ctx, struct viewed *v, const struct ic_glyphs *g,
    const struct audit_painted *p)
{
	v->key = fz_realloc_array(ctx, v->key, v->n + g->n + 1, uint64_t);
	for (size_t i = 0; i < g->n; i++) {
		v->key[v->n++] = key_of(&g->at[i]);
	}
	v->picture = fz_realloc_array(ctx, v->picture, v->npictures + p->n + 1,
	    uint64_t);
	for (size_t i = 0; i < p->n; i++) {
		v->picture[v->npictures++] = key_of_picture(&p->at[i]);
	}
	qsort(v->key, v->n, sizeof(*v->key), compare);
	qsort(v->picture, v->npictures, sizeof(*v->picture), compare);
}

/* Throws. */
static void view(struct audit *a, const struct audit_page *p, struct viewed *v)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct audit_painted shown = { 0 };

	fz_var(shown);
	fz_try(ctx) {
		audit_paint_pictures(ctx, p->list, &shown);
		know(ctx, v, &p->glyphs, &shown);
	}
	fz_always(ctx) {
		audit_painted_finish(ctx, &shown);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Keep what is not viewed; the rectangle around it. */
static size_t keep_hidden(const struct viewed *v, struct ic_glyphs *g,
    fz_rect *around)
{
	size_t n = 0;

	*around = fz_empty_rect;
	for (size_t i = 0; i < g->n; i++) {
		g->at[i].dropped = has(v->key, v->n, key_of(&g->at[i]));
		if (!g->at[i].dropped && !g->at[i].blank) {
			*around = fz_union_rect(*around,
			    ic_glyph_bounds(&g->at[i]));
			n++;
		}
	}
	return n;
}

struct unseen {
	struct audit_words *words;
	bool ok;
};

static void found(void *user, const struct ic_token *t)
{
	struct unseen *u = user;

	u->ok = audit_words_add(u->words, t->hash, AUDIT_WORD_UNSEEN) && u->ok;
}

/* The hidden words as a text; they are on a page, and unseen. Throws. */
static void read_words(struct audit *a, const struct ic_glyphs *g,
    struct ic_buf *text)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct unseen u = { &a->words, true };
	struct ic_tokens t = { .found = found,
		.user = &u,
		.least = AUDIT_WORD_LEAST };
	struct ic_words words = { 0 };
	uint32_t runes[IC_WORD_RUNES_MAX];

	fz_var(words);
	fz_try(ctx) {
		ic_words_group(ctx, g, IC_WORDS_KEPT, &words);
		for (size_t i = 0; i < words.n; i++) {
			size_t n = ic_word_runes(g, &words, &words.at[i],
			    runes);

			for (size_t k = 0; k < n; k++) {
				ic_tokens_rune(&t, runes[k], 0);
			}
			ic_tokens_end(&t);
			if (text->len < TEXT_MAX) {
				audit_put_word(text, runes, n);
			}
		}
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &words);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	if (!u.ok) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
}

/* How it is that a variant is not what is viewed. */
static struct ic_finding_item finding_of(const struct audit_page *p,
    enum audit_variant how, fz_rect around)
{
	struct ic_finding_item f = { .kind = IC_FINDING_HIDDEN_LAYER,
		.severity = IC_SEVERITY_NOTICE,
		.page = p->index,
		.rect = audit_rect(around) };

	if (how == AUDIT_PRINTED) {
		f.detail = IC_DETAIL_PRINTS;
	} else if (how == AUDIT_UNHIDDEN) {
		f.place = IC_PLACE_ANNOTATION;
	}
	if (ic_rect_is_empty(f.rect)) {
		f.rect = (struct ic_rect){ 0 };
	}
	return f;
}

/* Throws. */
static void tell_text(struct audit *a, struct audit_page *p,
    enum audit_variant how, struct audit_painted *painted, fz_rect around)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct ic_finding_item f = finding_of(p, how, around);
	struct ic_buf text = { 0 };

	fz_var(text);
	fz_try(ctx) {
		read_words(a, &painted->glyphs, &text);
		f.text = a->job.words ? ic_buf_str(&text) : NULL;
		audit_later(a, &f, ic_buf_str(&text), AUDIT_KEEP);
	}
	fz_always(ctx) {
		ic_buf_finish(&text);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static float area(fz_rect r)
{
	return fz_is_empty_rect(r) ? 0 : (r.x1 - r.x0) * (r.y1 - r.y0);
}

/* A picture may show anything; of drawings it is said that there are some. */
static void tell_pictures(struct audit *a, struct audit_page *p,
    enum audit_variant how, const struct viewed *v,
    const struct audit_painted *painted)
{
	fz_rect page = ic_geometry_points(ic_rect_of(p->geometry.size));
	fz_rect images = fz_empty_rect, drawings = fz_empty_rect;
	struct ic_finding_item f;
	bool large;

	for (size_t i = 0; i < painted->n; i++) {
		const struct audit_picture *at = &painted->at[i];
		fz_rect r = fz_intersect_rect(at->rect, page);

		if (has(v->picture, v->npictures, key_of_picture(at))) {
			continue;
		}
		if (at->image) {
			images = fz_union_rect(images, r);
		} else {
			drawings = fz_union_rect(drawings, r);
		}
	}
	large = area(images) > PICTURE_LEAST * area(page);
	if (!large && area(drawings) <= 0) {
		return;
	}
	f = finding_of(p, how, large ? images : drawings);
	f.severity = large ? IC_SEVERITY_WARNING : IC_SEVERITY_NOTICE;
	f.detail = large ? IC_DETAIL_PICTURE : IC_DETAIL_DRAWING;
	audit_add(a, &f);
}

/* What is shown, and is not there when the page is printed. Throws. */
static void tell_unprinted(struct audit *a, struct audit_page *p,
    const struct audit_painted *printed)
{
	fz_context *ctx = a->doc.mu.ctx;
	const struct audit_painted none = { 0 };
	struct viewed v = { 0 };
	struct ic_finding_item f;
	fz_rect around = fz_empty_rect;

	know(ctx, &v, &printed->glyphs, &none);
	for (size_t i = 0; i < p->glyphs.n; i++) {
		const struct ic_glyph *g = &p->glyphs.at[i];

		if (!g->blank && !has(v.key, v.n, key_of(g))) {
			around = fz_union_rect(around, ic_glyph_bounds(g));
		}
	}
	fz_free(ctx, v.key);
	fz_free(ctx, v.picture);
	if (!fz_is_empty_rect(around)) {
		f = finding_of(p, AUDIT_ALL_ON, around);
		f.detail = IC_DETAIL_UNPRINTED;
		audit_add(a, &f);
	}
}

/* Throws. */
static void look_at(struct audit *a, struct audit_page *p, struct viewed *v,
    enum audit_variant how)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct audit_painted painted = { 0 };
	fz_rect around;

	fz_var(painted);
	fz_try(ctx) {
		audit_paint_variant(a, p, how, &painted);
		if (keep_hidden(v, &painted.glyphs, &around) > 0) {
			tell_text(a, p, how, &painted, around);
		} else {
			tell_pictures(a, p, how, v, &painted);
		}
		if (how == AUDIT_PRINTED &&
		    pdf_count_layers(ctx, a->doc.pdf) > 0) {
			tell_unprinted(a, p, &painted);
		}
		know(ctx, v, &painted.glyphs, &painted);
	}
	fz_always(ctx) {
		audit_painted_finish(ctx, &painted);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* What one shows is not told once more of the next. Throws. */
static void look_at_all(struct audit *a, struct audit_page *p, struct viewed *v,
    bool layers)
{
	static const enum audit_variant of_layers[] = { AUDIT_EXPORTED,
		AUDIT_ALL_ON, AUDIT_ALL_OFF };

	look_at(a, p, v, AUDIT_PRINTED);
	for (size_t i = 0; layers && i < sizeof(of_layers) / sizeof(*of_layers);
	     i++) {
		look_at(a, p, v, of_layers[i]);
	}
	if (audit_hides_annots(a->doc.mu.ctx, p)) {
		look_at(a, p, v, AUDIT_UNHIDDEN);
	}
}

/* The page was drawn as it is viewed; only of the rest nothing is known. */
static void tell_incomplete(struct audit *a, const struct audit_page *p,
    enum ic_reason why)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_WARNING,
		.page = p->index,
		.place = IC_PLACE_LAYER,
		.number = why };

	audit_add(a, &f);
}

void audit_layers_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	bool layers = pdf_count_layers(ctx, a->doc.pdf) > 0;
	struct viewed v = { 0 };

	if (!layers && !audit_hides_annots(ctx, p)) {
		return;
	}
	fz_var(v);
	fz_try(ctx) {
		if (layers && audit_has_expression(ctx, p)) {
			tell_incomplete(a, p, IC_REASON_NONE);
		}
		view(a, p, &v);
		look_at_all(a, p, &v, layers);
	}
	fz_always(ctx) {
		fz_free(ctx, v.key);
		fz_free(ctx, v.picture);
	}
	fz_catch(ctx) {
		if (a->doc.mu.starved || a->doc.why != IC_REASON_NONE) {
			fz_rethrow(ctx);
		}
		tell_incomplete(a, p, IC_REASON_PAGE_DAMAGED);
	}
}
