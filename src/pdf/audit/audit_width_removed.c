/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Who takes a word out of a line of text and wants the rest to stay in place
 * writes the word's width down: as a number in TJ, to a thousandth of the
 * type's size. Such a number alone is ordinary; tables are set with it. It
 * tells of a word where the gap that it makes is covered by a box.
 */
#include "audit_width.h"

#include <math.h>
#include <string.h>

#include "pdf/visible.h"

#define FORMS_MAX 64       /* of a page that are read */
#define DEPTH_MAX 8        /* of forms in forms */
#define TOKENS_MAX 4000000 /* of all of them */
#define NUMBERS_MAX 4096   /* that are held against the page's gaps */
#define WIDE 900.0f        /* thousandths: less is a blank, or justification */
#define SAME 4.0f          /* thousandths in which a gap and its number agree */
#define DARK 128           /* of 255 */
#define GROUND_SHARE \
	0.6f /* of a letter's pixels: it stands on a dark ground \
	      */

struct numbers {
	struct ic_document *doc;
	float at[NUMBERS_MAX]; /* what moves the pen on, thousandths */
	size_t n;
	size_t array; /* numbers of an array that is not shown yet */
	unsigned tokens, forms;
};

static void take_number(struct numbers *t, float v)
{
	if (-v >= WIDE && t->n + t->array < NUMBERS_MAX) {
		t->at[t->n + t->array++] = -v;
	}
}

/* Throws at the stream's faults, which end it. */
static void read_tokens(struct numbers *t, fz_stream *in, pdf_lexbuf *buf)
{
	bool array = false;

	for (; t->tokens < TOKENS_MAX; t->tokens++) {
		pdf_token token = pdf_lex(t->doc->mu.ctx, in, buf);

		if (token == PDF_TOK_EOF) {
			return;
		}
		if (token == PDF_TOK_OPEN_ARRAY) {
			array = true;
			t->array = 0;
		} else if (token == PDF_TOK_CLOSE_ARRAY) {
			array = false;
		} else if (array && token == PDF_TOK_INT) {
			take_number(t, (float)buf->i);
		} else if (array && token == PDF_TOK_REAL) {
			take_number(t, buf->f);
		} else if (token == PDF_TOK_KEYWORD) {
			t->n += strcmp(buf->scratch, "TJ") == 0 ? t->array : 0;
			t->array = 0;
		}
	}
}

/* What is broken ends here, and is told elsewhere. Throws without memory. */
static void read_stream(struct numbers *t, pdf_obj *contents)
{
	fz_context *ctx = t->doc->mu.ctx;
	fz_stream *in = NULL;
	pdf_lexbuf buf;

	pdf_lexbuf_init(ctx, &buf, PDF_LEXBUF_SMALL);
	fz_var(in);
	fz_try(ctx) {
		in = pdf_open_contents_stream(ctx, t->doc->pdf, contents);
		read_tokens(t, in, &buf);
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, in);
		pdf_lexbuf_fin(ctx, &buf);
	}
	fz_catch(ctx) {
		ic_document_pass(t->doc);
	}
}

static void read_forms(struct numbers *t, pdf_obj *resources, unsigned depth)
{
	fz_context *ctx = t->doc->mu.ctx;
	pdf_obj *all = pdf_dict_get(ctx, resources, PDF_NAME(XObject));
	int n = pdf_dict_len(ctx, all);

	for (int i = 0; i < n && t->forms < FORMS_MAX; i++) {
		pdf_obj *form = pdf_dict_get_val(ctx, all, i);

		if (!pdf_name_eq(ctx,
			pdf_dict_get(ctx, form, PDF_NAME(Subtype)),
			PDF_NAME(Form))) {
			continue;
		}
		t->forms++;
		read_stream(t, form);
		if (depth < DEPTH_MAX) {
			read_forms(t,
			    pdf_dict_get(ctx, form, PDF_NAME(Resources)),
			    depth + 1);
		}
	}
}

static bool is_stated(const struct numbers *t, float thousandths)
{
	for (size_t i = 0; i < t->n; i++) {
		if (fabsf(t->at[i] - thousandths) < SAME) {
			return true;
		}
	}
	return false;
}

float audit_dark_share(const struct ic_raster *r, fz_rect place)
{
	fz_irect at = fz_irect_from_rect(
	    fz_transform_rect(place, ic_visible_to_pixels(r)));
	long dark = 0, all = 0;

	at = fz_intersect_irect(at, (fz_irect){ 0, 0, r->w, r->h });
	for (int y = at.y0; y < at.y1; y++) {
		const uint8_t *px = r->px + (size_t)y * r->stride;

		for (int x = at.x0; x < at.x1; x++, all++) {
			const uint8_t *c = px + (size_t)x * (size_t)r->comps;
			int sum = 0;

			for (int k = 0; k < r->comps; k++) {
				sum += c[k];
			}
			dark += sum < DARK * r->comps;
		}
	}
	return all > 0 ? (float)dark / (float)all : 0;
}

/* A box is dark there, and what stands beside it is not on such a ground. */
static bool is_boxed(const struct ic_raster *r, fz_rect gap,
    const struct ic_glyph *x, const struct ic_glyph *y)
{
	return audit_dark_share(r, gap) > AUDIT_BOX_SHARE &&
	    audit_dark_share(r, ic_glyph_bounds(x)) < GROUND_SHARE &&
	    audit_dark_share(r, ic_glyph_bounds(y)) < GROUND_SHARE;
}

/* Throws. */
static void look_between(struct audit *a, struct audit_page *p,
    const struct numbers *t, const struct ic_glyph *x, const struct ic_glyph *y)
{
	struct ic_finding_item f = { .kind = IC_FINDING_REMOVED_WIDTH,
		.severity = IC_SEVERITY_WARNING };
	int turn = audit_turn_of(x);
	fz_rect from, to, gap;
	float wide;

	if (x->run != y->run || turn < 0 || x->em <= 0) {
		return;
	}
	from = audit_turned(ic_glyph_bounds(x), turn);
	to = audit_turned(ic_glyph_bounds(y), turn);
	wide = to.x0 - from.x1;
	if (fabsf(from.y0 - to.y0) > 0.1f * x->em ||
	    wide < WIDE / 1000 * x->em || !is_stated(t, wide / x->em * 1000)) {
		return;
	}
	gap = (fz_rect){ from.x1 + wide * 0.05f,
		from.y0 + 0.3f * (from.y1 - from.y0), to.x0 - wide * 0.05f,
		from.y1 - 0.3f * (from.y1 - from.y0) };
	gap = audit_turned(gap, (4 - turn) % 4);
	if (is_boxed(p->seen, gap, x, y)) {
		audit_add_at(a, p, f, gap);
	}
}

void audit_width_removed(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct numbers t = { .doc = &a->doc };

	if (p->glyphs.n < 2) {
		return;
	}
	read_stream(&t, pdf_page_contents(ctx, p->page));
	read_forms(&t, pdf_page_resources(ctx, p->page), 0);
	for (size_t i = 1; i < p->glyphs.n && t.n > 0; i++) {
		look_between(a, p, &t, &p->glyphs.at[i - 1], &p->glyphs.at[i]);
	}
}
