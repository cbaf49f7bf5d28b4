/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * /Redact annotations (ISO 32000-2, 12.5.6.23): a page that has them was marked
 * and never redacted. What they mark are their quadrilaterals, or their
 * rectangle.
 */
#include <math.h>

#include "audit_priv.h"
#include "document_priv.h"
#include "pdf/words.h"

#define QUADS_MAX 4096 /* of an annotation */

struct marking {
	struct audit *a;
	struct audit_page *p;
	pdf_obj *annot;
	fz_rect all;        /* what the annotation marks, displayed points */
	bool *mine;         /* of each glyph: this one marks it; owned */
	struct ic_buf text; /* the words that it marks */
};

/* Throws. */
static void mark_glyphs(struct marking *m, fz_quad q)
{
	fz_context *ctx = m->a->doc.mu.ctx;
	struct ic_glyphs *g = &m->p->glyphs;

	m->all = fz_union_rect(m->all, fz_rect_from_quad(q));
	if (!m->p->marked) {
		m->p->marked = fz_calloc(ctx, g->n + 1, sizeof(bool));
	}
	if (!m->mine) {
		m->mine = fz_calloc(ctx, g->n + 1, sizeof(bool));
	}
	for (size_t i = 0; i < g->n; i++) {
		fz_rect b = ic_glyph_bounds(&g->at[i]);
		fz_point c = { (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 };

		if (fz_is_point_inside_quad(c, q)) {
			m->p->marked[i] = m->mine[i] = true;
		}
	}
}

static bool is_quad(const float v[8])
{
	for (int i = 0; i < 8; i++) {
		if (!isfinite(v[i])) {
			return false;
		}
	}
	return true;
}

/* Corners come in any order, so the box around them is what is marked. */
static fz_quad quad_of(const struct audit_page *p, const float v[8])
{
	fz_rect r = fz_empty_rect;

	for (int i = 0; i < 8; i += 2) {
		r = fz_include_point_in_rect(r, fz_make_point(v[i], v[i + 1]));
	}
	return fz_quad_from_rect(fz_transform_rect(r, p->geometry.to_display));
}

/* Throws. */
static bool mark_quads(struct marking *m)
{
	fz_context *ctx = m->a->doc.mu.ctx;
	pdf_obj *list = pdf_dict_get(ctx, m->annot, PDF_NAME(QuadPoints));
	int n = pdf_array_len(ctx, list) / 8;
	bool any = false;

	for (int i = 0; i < n && i < QUADS_MAX; i++) {
		float v[8];

		for (int k = 0; k < 8; k++) {
			v[k] = pdf_array_get_real(ctx, list, 8 * i + k);
		}
		if (is_quad(v)) {
			mark_glyphs(m, quad_of(m->p, v));
			any = true;
		}
	}
	return any;
}

static bool is_mine(const struct marking *m, const struct ic_words *words,
    const struct ic_word *word)
{
	for (uint32_t i = 0; i < word->n; i++) {
		if (m->mine[words->glyphs[word->first + i].index]) {
			return true;
		}
	}
	return false;
}

/* The words that it marks. Throws. */
static void read_words(struct marking *m)
{
	fz_context *ctx = m->a->doc.mu.ctx;
	const struct ic_glyphs *g = &m->p->glyphs;
	struct ic_words words = { 0 };
	uint32_t runes[IC_WORD_RUNES_MAX];

	fz_var(words);
	fz_try(ctx) {
		ic_words_group(ctx, g, IC_WORDS_ALL, &words);
		for (size_t i = 0; i < words.n; i++) {
			if (is_mine(m, &words, &words.at[i]) &&
			    m->text.len < IC_FINDING_TEXT_MAX) {
				audit_put_word(&m->text, runes,
				    ic_word_runes(g, &words, &words.at[i],
					runes));
			}
		}
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &words);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void mark(struct marking *m)
{
	fz_context *ctx = m->a->doc.mu.ctx;
	struct ic_finding_item f = { .kind = IC_FINDING_UNAPPLIED_REDACTION,
		.severity = IC_SEVERITY_ERROR,
		.place = IC_PLACE_ANNOTATION };

	if (!mark_quads(m)) {
		fz_rect r = pdf_dict_get_rect(ctx, m->annot, PDF_NAME(Rect));

		r = fz_transform_rect(r, m->p->geometry.to_display);
		mark_glyphs(m, fz_quad_from_rect(r));
	}
	if (m->a->job.words) {
		read_words(m);
		f.text = ic_buf_str(&m->text);
	}
	audit_add_at(m->a, m->p, f, m->all);
}

/* Throws. */
static void look_at(struct audit *a, struct audit_page *p, pdf_obj *annot)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct marking m = { .a = a,
		.p = p,
		.annot = annot,
		.all = fz_empty_rect };

	fz_var(m);
	fz_try(ctx) {
		mark(&m);
	}
	fz_always(ctx) {
		fz_free(ctx, m.mine);
		ic_buf_finish(&m.text);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void audit_redactions_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx, p->page->obj, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);

	for (int i = 0; i < n; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);

		if (pdf_name_eq(ctx,
			pdf_dict_get(ctx, annot, PDF_NAME(Subtype)),
			PDF_NAME(Redact))) {
			look_at(a, p, annot);
		}
	}
}
