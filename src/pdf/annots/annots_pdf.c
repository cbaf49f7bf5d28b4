/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The annotations of a PDF's page (ISO 32000-2, 12.5). Dictionaries are read
 * as they lie in the file: MuPDF's own annotations repair, lock and reorder
 * what they are asked about.
 */
#include "annots_priv.h"

#include <math.h>
#include <string.h>

#include "document_priv.h"

#define F_HIDDEN (1 << 1) /* table 167 */
#define F_NO_VIEW (1 << 5)
#define POINTS_MAX 100000 /* of a drawing that are looked at, a stroke */

/* Nobody reads these for a mark. */
static bool is_mark(const char *subtype)
{
	static const char *const no[] = { "Link", "Widget", "Popup",
		"PrinterMark", "TrapNet" };

	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++) {
		if (strcmp(subtype, no[i]) == 0) {
			return false;
		}
	}
	return true;
}

static double real(fz_context *ctx, pdf_obj *number)
{
	return pdf_is_number(ctx, number) ? pdf_to_real(ctx, number) : NAN;
}

static bool read_box(fz_context *ctx, pdf_obj *array, double out[4])
{
	double v[4];

	if (pdf_array_len(ctx, array) != 4) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		v[i] = real(ctx, pdf_array_get(ctx, array, i));
		if (!isfinite(v[i])) {
			return false;
		}
	}
	out[0] = fmin(v[0], v[2]);
	out[1] = fmin(v[1], v[3]);
	out[2] = fmax(v[0], v[2]);
	out[3] = fmax(v[1], v[3]);
	return true;
}

static uint32_t read_color(fz_context *ctx, pdf_obj *array)
{
	double v[4] = { 0 }, rgb[3];
	int n = pdf_array_len(ctx, array);
	uint32_t out = 0;

	if (n != 1 && n != 3 && n != 4) {
		return IC_ANNOT_NO_COLOR;
	}
	for (int i = 0; i < n; i++) {
		v[i] = real(ctx, pdf_array_get(ctx, array, i));
		if (!isfinite(v[i])) {
			return IC_ANNOT_NO_COLOR;
		}
	}
	for (int i = 0; i < 3; i++) {
		rgb[i] = n == 1 ? v[0] : n == 3 ? v[i] : 1 - v[i] - v[3];
		rgb[i] = fmin(fmax(rgb[i], 0), 1);
		out = out << 8 | (uint32_t)lround(rgb[i] * 255);
	}
	return out;
}

/* What one sees of it first: the inside of a shape, if that has a colour. */
static uint32_t color_of(fz_context *ctx, pdf_obj *annot, uint32_t type)
{
	uint32_t line = read_color(ctx, pdf_dict_get(ctx, annot, PDF_NAME(C)));
	uint32_t inside = read_color(ctx,
	    pdf_dict_get(ctx, annot, PDF_NAME(IC)));

	switch (type) {
	case IC_ANNOT_SQUARE:
	case IC_ANNOT_CIRCLE:
	case IC_ANNOT_LINE:
	case IC_ANNOT_POLYGON:
	case IC_ANNOT_POLYLINE:
		return inside != IC_ANNOT_NO_COLOR ? inside : line;
	case IC_ANNOT_REDACT:
		return line != IC_ANNOT_NO_COLOR ? line : inside;
	default:
		return line;
	}
}

static double line_width(fz_context *ctx, pdf_obj *annot)
{
	pdf_obj *bs = pdf_dict_get(ctx, annot, PDF_NAME(BS));
	pdf_obj *border = pdf_dict_get(ctx, annot, PDF_NAME(Border));
	pdf_obj *width = pdf_array_get(ctx, border, 2);

	if (pdf_is_dict(ctx, bs)) {
		width = pdf_dict_get(ctx, bs, PDF_NAME(W));
	}
	return pdf_is_number(ctx, width) ? pdf_to_real(ctx, width) : 1;
}

struct reading {
	struct annots *l;
	fz_context *ctx;
	pdf_obj *annot;
	struct annots_draft *d;
	const struct ic_geometry *g;
	double rect[4]; /* NAN: it has none */
};

/*
 * Of text markup and redactions. Where there are no such points, or too few
 * for one quadrilateral, /Rect counts.
 */
static bool place_quads(struct reading *r)
{
	fz_context *ctx = r->ctx;
	pdf_obj *array = pdf_dict_get(ctx, r->annot, PDF_NAME(QuadPoints));
	int n = pdf_array_len(ctx, array);

	for (int i = 0; i + 8 <= n && !r->l->why; i += 8) {
		double v[8];

		for (int k = 0; k < 8; k++) {
			v[k] = real(ctx, pdf_array_get(ctx, array, i + k));
		}
		annots_quad(r->l, r->d, r->g, v);
		annots_compare(r->d, r->rect, v, 4);
	}
	if (n % 8 != 0) {
		r->d->a.flags |= IC_ANNOT_BIT(BROKEN);
	}
	return n >= 8;
}

/* The box around n numbers, two a point, and half the line's width. */
static bool place_points(struct reading *r, pdf_obj *array)
{
	fz_context *ctx = r->ctx;
	int n = pdf_array_len(ctx, array) / 2;
	double *xy;

	if (n > POINTS_MAX || pdf_array_len(ctx, array) % 2 != 0) {
		r->d->a.flags |= IC_ANNOT_BIT(BROKEN);
	}
	if (n == 0 || n > POINTS_MAX) {
		return false;
	}
	xy = ic_arena_alloc(&r->l->arena, (size_t)n * 2, sizeof(*xy));
	if (!xy) {
		r->l->why = IC_REASON_MEMORY;
		return true;
	}
	for (int i = 0; i < 2 * n; i++) {
		xy[i] = real(ctx, pdf_array_get(ctx, array, i));
	}
	annots_points(r->l, r->d, r->g, xy, (size_t)n,
	    line_width(ctx, r->annot) / 2);
	annots_compare(r->d, r->rect, xy, (size_t)n);
	return true;
}

static bool place_ink(struct reading *r)
{
	pdf_obj *list = pdf_dict_get(r->ctx, r->annot, PDF_NAME(InkList));
	int n = pdf_array_len(r->ctx, list);
	bool any = false;

	for (int i = 0; i < n && !r->l->why; i++) {
		any |= place_points(r, pdf_array_get(r->ctx, list, i));
	}
	return any;
}

/* /RD: what the shape keeps from its rectangle's edges (tables 180, 177). */
static void place_rect(struct reading *r, bool differs)
{
	pdf_obj *rd = pdf_dict_gets(r->ctx, r->annot, "RD");
	double box[4], d[4] = { 0 };

	memcpy(box, r->rect, sizeof(box));
	if (differs && pdf_array_len(r->ctx, rd) == 4) {
		for (int i = 0; i < 4; i++) {
			d[i] = real(r->ctx, pdf_array_get(r->ctx, rd, i));
			d[i] = isfinite(d[i]) && d[i] > 0 ? d[i] : 0;
		}
	}
	if (d[0] + d[2] < box[2] - box[0] && d[1] + d[3] < box[3] - box[1]) {
		box[0] += d[0];
		box[1] += d[1];
		box[2] -= d[2];
		box[3] -= d[3];
	}
	annots_box(r->l, r->d, r->g, box);
}

static void place(struct reading *r)
{
	fz_context *ctx = r->ctx;
	bool done = false;

	switch (r->d->a.type) {
	case IC_ANNOT_REDACT:
	case IC_ANNOT_HIGHLIGHT:
	case IC_ANNOT_UNDERLINE:
	case IC_ANNOT_STRIKEOUT:
	case IC_ANNOT_SQUIGGLY:
		done = place_quads(r);
		break;
	case IC_ANNOT_INK:
		done = place_ink(r);
		break;
	case IC_ANNOT_LINE:
		done = place_points(r,
		    pdf_dict_get(ctx, r->annot, PDF_NAME(L)));
		break;
	case IC_ANNOT_POLYGON:
	case IC_ANNOT_POLYLINE:
		done = place_points(r,
		    pdf_dict_get(ctx, r->annot, PDF_NAME(Vertices)));
		break;
	default:
		break;
	}
	if (!done && !r->l->why) {
		place_rect(r,
		    r->d->a.type == IC_ANNOT_SQUARE ||
			r->d->a.type == IC_ANNOT_CIRCLE ||
			r->d->a.type == IC_ANNOT_FREETEXT);
	}
}

static const char *text(struct reading *r, const char *key, size_t max)
{
	pdf_obj *value = pdf_dict_gets(r->ctx, r->annot, key);

	return pdf_is_string(r->ctx, value)
	    ? annots_text(r->l, r->d, pdf_to_text_string(r->ctx, value), max)
	    : "";
}

static bool is_hidden(struct reading *r)
{
	fz_context *ctx = r->ctx;
	int f = pdf_dict_get_int(ctx, r->annot, PDF_NAME(F));
	pdf_obj *oc = pdf_dict_get(ctx, r->annot, PDF_NAME(OC));

	return (f & (F_HIDDEN | F_NO_VIEW)) ||
	    (oc && pdf_is_ocg_hidden(ctx, r->l->doc.pdf, NULL, "View", oc));
}

/* A reply (12.5.6.2), or one of a group, whose first has its words. */
static void read_reply(struct reading *r)
{
	fz_context *ctx = r->ctx;
	pdf_obj *irt = pdf_dict_get(ctx, r->annot, PDF_NAME(IRT));
	pdf_obj *rt = pdf_dict_gets(ctx, r->annot, "RT");
	pdf_obj *state = pdf_dict_gets(ctx, r->annot, "State");

	if (!pdf_is_dict(ctx, irt) && !pdf_is_string(ctx, irt)) {
		return;
	}
	r->d->of.number = pdf_to_num(ctx, irt);
	r->d->a.flags |= strcmp(pdf_to_name(ctx, rt), "Group") == 0
	    ? IC_ANNOT_BIT(GROUPED)
	    : IC_ANNOT_BIT(REPLY);
	if (pdf_is_string(ctx, state)) {
		r->d->a.state = ic_annot_state_of(
		    pdf_to_text_string(ctx, state));
	}
}

static void read_words(struct reading *r)
{
	struct ic_annot *a = &r->d->a;

	a->name = text(r, "NM", IC_ANNOT_NAME_MAX);
	a->author = text(r, "T", IC_ANNOT_NAME_MAX);
	a->subject = text(r, "Subj", IC_ANNOT_NAME_MAX);
	a->contents = text(r, "Contents", IC_ANNOT_TEXT_MAX);
	if (a->type == IC_ANNOT_REDACT) {
		a->overlay = text(r, "OverlayText", IC_ANNOT_TEXT_MAX);
	}
}

static void read_annot(struct annots *l, pdf_obj *annot, uint32_t page)
{
	fz_context *ctx = l->doc.mu.ctx;
	const char *subtype = pdf_to_name(ctx,
	    pdf_dict_get(ctx, annot, PDF_NAME(Subtype)));
	struct reading r = { l, ctx, annot, NULL, NULL,
		{ NAN, NAN, NAN, NAN } };

	if (!pdf_is_dict(ctx, annot) || !is_mark(subtype)) {
		return;
	}
	r.d = annots_add(l);
	if (!r.d) {
		return;
	}
	r.d->a.type = ic_annot_type_of(subtype);
	r.d->self.number = pdf_to_num(ctx, annot);
	r.g = annots_page(l, r.d, page);
	r.d->a.color = color_of(ctx, annot, r.d->a.type);
	if (is_hidden(&r)) {
		r.d->a.flags |= IC_ANNOT_BIT(HIDDEN);
	}
	read_box(ctx, pdf_dict_get(ctx, annot, PDF_NAME(Rect)), r.rect);
	read_reply(&r);
	read_words(&r);
	place(&r);
}

void annots_read_page(struct annots *l, uint32_t page)
{
	fz_context *ctx = l->doc.mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx,
	    ic_document_page_object(&l->doc, page), PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);

	for (int i = 0; i < n && !l->why; i++) {
		read_annot(l, pdf_array_get(ctx, annots, i), page);
	}
	ic_document_check_memory(&l->doc);
}
