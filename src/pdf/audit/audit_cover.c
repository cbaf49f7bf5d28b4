/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text that the page holds and does not show. */
#include "audit_priv.h"
#include "audit_runs.h"
#include "document_priv.h"
#include "pdf/words.h"

#include <math.h>

#define CROSSED_LEAST 3              /* letters of crossed text that are told */
#define STEPS_MAX ((size_t)50000000) /* glyphs compared on a page */
#define BACKGROUND_LEAST 3
#define SPECK 0.5f      /* points */
#define LETTERS_LEAST 2 /* of covered text that is an error */

/* The class of a glyph: what its run shares. */
struct veil_class {
	enum ic_finding_kind kind;
	enum ic_cover cover;
};

struct telling {
	struct audit *a;
	struct audit_page *p;
	struct veil_class class;
	struct audit_run run;
};

/* Where a glyph is of which no part is shown: cropped, off the page, or not. */
static enum ic_finding_kind where(const struct audit_page *p,
    const struct ic_glyph *g)
{
	fz_rect page = ic_geometry_points(ic_rect_of(p->geometry.size));

	if (!fz_is_empty_rect(fz_intersect_rect(g->outline, page))) {
		return IC_FINDING_CLIPPED_TEXT;
	}
	return fz_is_empty_rect(fz_intersect_rect(g->outline, p->media))
	    ? IC_FINDING_OFF_PAGE_TEXT
	    : IC_FINDING_CROPPED_TEXT;
}

/* Signs that are laid one on the other, as maps have them, are no text. */
static bool is_sign(const struct audit_page *p, size_t i)
{
	const struct ic_glyph *g = &p->glyphs.at[i];

	return g->runes > 0 && audit_run_is_unknown(g->rune[0]) &&
	    (p->veiled.state[i] != IC_GLYPH_COVERED ||
		p->veiled.cover[i] == IC_COVER_TEXT ||
		p->veiled.cover[i] == IC_COVER_BACKGROUND);
}

/* Type that is less than half a point high or wide is read by programs only. */
static bool is_speck(const struct ic_glyph *g)
{
	return hypotf(g->trm.a, g->trm.b) < SPECK ||
	    hypotf(g->trm.c, g->trm.d) < SPECK;
}

static bool classify(const struct audit_page *p, size_t i,
    struct veil_class *out)
{
	const struct ic_glyph *g = &p->glyphs.at[i];

	if (is_sign(p, i)) {
		return false;
	}
	*out = (struct veil_class){ IC_FINDING_COVERED_TEXT,
		(enum ic_cover)p->veiled.cover[i] };
	if (is_speck(g) && !g->blank) {
		*out = (struct veil_class){ IC_FINDING_INVISIBLE_TEXT,
			IC_COVER_NONE };
		return true;
	}
	switch (p->veiled.state[i]) {
	case IC_GLYPH_COVERED:
		return true;
	case IC_GLYPH_CLIPPED:
		out->kind = IC_FINDING_CLIPPED_TEXT;
		return true;
	case IC_GLYPH_OUTSIDE:
		out->kind = where(p, g);
		if (out->kind == IC_FINDING_CLIPPED_TEXT) {
			out->kind = IC_FINDING_CROPPED_TEXT;
		}
		return true;
	default:
		out->kind = IC_FINDING_CROSSED_TEXT;
		out->cover = IC_COVER_STROKE;
		return p->veiled.crossed[i];
	}
}

/* Two letters in the colour of the page are an ornament sooner than a word. */
static bool is_error(const struct telling *t)
{
	return t->run.letters >= (t->class.cover == IC_COVER_BACKGROUND
					 ? BACKGROUND_LEAST
					 : LETTERS_LEAST);
}

static void tell_covered(struct telling *t)
{
	struct ic_finding_item f = { .kind = IC_FINDING_COVERED_TEXT,
		.severity = is_error(t) ? IC_SEVERITY_ERROR
					: IC_SEVERITY_NOTICE,
		.cover = t->class.cover };

	if (t->run.letters == 0) {
		return;
	}
	if (t->a->job.words) {
		f.text = audit_run_text(&t->run);
	}
	audit_add_at(t->a, t->p, f, t->run.rect);
}

static void tell_crossed(struct telling *t)
{
	struct ic_finding_item f = { .kind = IC_FINDING_CROSSED_TEXT,
		.severity = IC_SEVERITY_WARNING,
		.cover = t->class.cover };

	if (t->run.letters < CROSSED_LEAST) {
		return;
	}
	if (t->a->job.words) {
		f.text = audit_run_text(&t->run);
	}
	audit_add_at(t->a, t->p, f, t->run.rect);
}

/* What is clipped or outside is judged by what it says. */
static void tell_unseen(struct telling *t)
{
	struct ic_finding_item f = { .kind = t->class.kind,
		.page = t->p->index,
		.rect = audit_rect(t->run.rect) };

	if (t->run.letters < LETTERS_LEAST) {
		return;
	}
	if (t->a->job.words) {
		f.text = audit_run_text(&t->run);
	}
	audit_later(t->a, &f, audit_run_text(&t->run), AUDIT_DROP);
}

static void tell(struct telling *t)
{
	if (t->run.n == 0) {
		return;
	}
	if (t->class.kind == IC_FINDING_COVERED_TEXT) {
		tell_covered(t);
	} else if (t->class.kind == IC_FINDING_CROSSED_TEXT) {
		tell_crossed(t);
	} else {
		tell_unseen(t);
	}
	audit_run_begin(&t->run);
}

static void add(struct telling *t, const struct ic_glyph *g,
    struct veil_class c)
{
	if (c.kind != t->class.kind || c.cover != t->class.cover ||
	    !audit_run_joins(&t->run, g)) {
		tell(t);
	}
	t->class = c;
	audit_run_add(&t->run, g);
}

static bool is_same(const struct ic_glyph *a, const struct ic_glyph *b)
{
	return a->gid == b->gid && a->trm.e == b->trm.e &&
	    a->trm.f == b->trm.f && a->trm.a == b->trm.a;
}

/*
 * Those that a clip takes away and the list lost as well. Both come in the
 * page's order, so that one that the list has is the next that is alike.
 */
static void tell_beyond(struct telling *t, const struct ic_glyphs *beyond)
{
	const struct ic_glyphs *g = &t->p->glyphs;
	size_t had = 0, left = STEPS_MAX;

	audit_run_begin(&t->run);
	for (size_t i = 0; i < beyond->n; i++) {
		const struct ic_glyph *it = &beyond->at[i];
		size_t k = had;

		if (it->blank) {
			audit_run_add(&t->run, it);
			continue;
		}
		while (k < g->n && left > 0 && !is_same(it, &g->at[k])) {
			k++;
			left--;
		}
		if (k < g->n && left > 0) {
			had = k + 1;
			continue;
		}
		add(t, it,
		    (struct veil_class){ where(t->p, it), IC_COVER_NONE });
	}
	tell(t);
}

/* Words come in their reading order, however they were painted. */
static void tell_word(struct telling *t, const struct ic_words *words,
    const struct ic_word *w)
{
	bool first = true;

	for (uint32_t k = 0; k < w->n; k++) {
		uint32_t i = words->glyphs[w->first + k].index;
		struct veil_class c;

		if (!classify(t->p, i, &c)) {
			continue;
		}
		if (first && w->spaced) {
			audit_run_blank(&t->run);
		}
		first = false;
		add(t, &t->p->glyphs.at[i], c);
	}
}

static void tell_all(struct telling *t)
{
	fz_context *ctx = t->a->doc.mu.ctx;
	struct ic_words words = { 0 };

	fz_var(words);
	fz_try(ctx) {
		ic_words_group(ctx, &t->p->glyphs, IC_WORDS_ALL, &words);
		audit_run_begin(&t->run);
		for (size_t i = 0; i < words.n; i++) {
			tell_word(t, &words, &words.at[i]);
		}
		tell(t);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &words);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/*
 * A glyph whose font does not say what it means is read by whoever looks at
 * it: for as long as covers are looked for, it means itself.
 */
static void name_unknown(struct ic_glyphs *g)
{
	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].runes == 0 && g->at[i].gid >= 0 &&
		    g->at[i].gid <= UINT16_MAX) {
			g->at[i].rune[0] = AUDIT_RUN_UNKNOWN +
			    (uint32_t)g->at[i].gid;
			g->at[i].runes = 1;
		}
	}
}

static void forget_unknown(struct ic_glyphs *g)
{
	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].runes == 1 &&
		    audit_run_is_unknown(g->at[i].rune[0])) {
			g->at[i].runes = 0;
		}
	}
}

void audit_cover_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct telling t = { .a = a, .p = p };
	struct ic_glyphs beyond = { 0 };

	fz_var(t);
	fz_var(beyond);
	fz_try(ctx) {
		name_unknown(&p->glyphs);
		ic_cover_find(&a->doc, p->list, p->seen, &p->glyphs,
		    &p->veiled);
		audit_cover_annots(a, p);
		tell_all(&t);
		forget_unknown(&p->glyphs);
		ic_cover_beyond(&a->doc, p->page, &beyond);
		tell_beyond(&t, &beyond);
	}
	fz_always(ctx) {
		forget_unknown(&p->glyphs);
		ic_glyphs_finish(ctx, &beyond);
		audit_run_finish(&t.run);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
