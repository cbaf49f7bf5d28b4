/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What viewers paint for a proposed redaction: a fill that is multiplied with
 * the page, so that what lies under it is read, a red line, and, where there is
 * room, the codes in small letters, upright on the page as shown.
 */
#include "annotate_priv.h"

#include <math.h>
#include <string.h>

#define LINE 1000         /* milli-points, of the page as shown */
#define LETTER 7000       /* size of the codes */
#define LARGE 250000      /* a box with room for them beside its own text */
#define LETTER_WIDTH 0.62 /* of Helvetica's capitals, on average; of a size */

void annotate_corners(const struct ic_geometry *g, struct ic_rect r,
    double out[4])
{
	double a[2], b[2];

	ic_geometry_user(g, (const double[]){ r.x0, r.y0 }, a);
	ic_geometry_user(g, (const double[]){ r.x1, r.y1 }, b);
	for (int i = 0; i < 2; i++) {
		out[i] = fmin(a[i], b[i]);
		out[i + 2] = fmax(a[i], b[i]);
	}
}

void annotate_around(const struct ic_geometry *g, const struct ic_annot *a,
    double out[4])
{
	struct ic_rect all = { 0 };

	for (uint32_t i = 0; i < a->nrects; i++) {
		all = ic_rect_union(all, a->rects[i]);
	}
	annotate_corners(g, all, out);
}

void annotate_number(struct ic_buf *out, double v)
{
	long long n = llround(fmin(fmax(v, -1e9), 1e9) * 1e6);
	unsigned long long u = (unsigned long long)(n < 0 ? -n : n);
	char fraction[8];
	size_t len = 6;

	ic_buf_printf(out, "%s%llu", n < 0 ? "-" : "", u / 1000000);
	snprintf(fraction, sizeof(fraction), "%06llu", u % 1000000);
	while (len > 0 && fraction[len - 1] == '0') {
		len--;
	}
	if (len > 0) {
		ic_buf_putc(out, '.');
		ic_buf_add(out, fraction, len);
	}
}

static void put(struct ic_buf *out, const double *v, int n, const char *op)
{
	for (int i = 0; i < n; i++) {
		annotate_number(out, v[i]);
		ic_buf_putc(out, ' ');
	}
	ic_buf_puts(out, op);
	ic_buf_putc(out, '\n');
}

/* A rectangle, smaller on each side by `in` milli-points. */
static void put_rect(struct ic_buf *out, const struct ic_geometry *g,
    struct ic_rect r, int32_t in)
{
	double c[4], v[4];

	r = ic_rect_grow(r, -in);
	if (ic_rect_is_empty(r)) {
		return;
	}
	annotate_corners(g, r, c);
	memcpy(v, c, 2 * sizeof(*v));
	v[2] = c[2] - c[0];
	v[3] = c[3] - c[1];
	put(out, v, 4, "re");
}

static bool is_plain(const char *s)
{
	for (; *s; s++) {
		if (*s < 0x20 || *s > 0x7e) {
			return false;
		}
	}
	return true;
}

/* In the upper right corner of a large box. */
static void put_codes(struct ic_buf *out, const struct ic_geometry *g,
    struct ic_rect r, const char *codes)
{
	double wide = (double)strlen(codes) * LETTER * LETTER_WIDTH;
	double at[2], right[2], up[2], from[2], m[6];

	from[0] = r.x1 - wide - LINE;
	from[1] = r.y0 + LETTER + LINE;
	if (r.y1 - r.y0 < LARGE || r.x1 - r.x0 < LARGE ||
	    from[0] < r.x0 + LINE || !is_plain(codes)) {
		return;
	}
	ic_geometry_user(g, from, at);
	ic_geometry_user(g, (const double[]){ from[0] + LETTER, from[1] },
	    right);
	ic_geometry_user(g, (const double[]){ from[0], from[1] - LETTER }, up);
	for (int i = 0; i < 2; i++) {
		m[i] = right[i] - at[i];
		m[2 + i] = up[i] - at[i];
		m[4 + i] = at[i];
	}
	ic_buf_puts(out, "BT 1 0 0 rg /F 1 Tf\n");
	put(out, m, 6, "Tm");
	ic_buf_putc(out, '(');
	for (const char *c = codes; *c; c++) {
		if (strchr("()\\", *c)) {
			ic_buf_putc(out, '\\');
		}
		ic_buf_putc(out, *c);
	}
	ic_buf_puts(out, ") Tj ET\n");
}

static void put_content(struct ic_buf *out, const struct ic_geometry *g,
    const struct ic_annot *a)
{
	double line = LINE / (double)IC_MPT / g->user_unit;

	ic_buf_puts(out, "q /M gs 1 0.9 0.6 rg\n");
	for (uint32_t i = 0; i < a->nrects; i++) {
		put_rect(out, g, a->rects[i], 0);
		ic_buf_puts(out, "f\n");
	}
	ic_buf_puts(out, "Q 1 0 0 RG\n");
	put(out, &line, 1, "w");
	for (uint32_t i = 0; i < a->nrects; i++) {
		put_rect(out, g, a->rects[i], LINE / 2);
		ic_buf_puts(out, "S\n");
	}
	if (a->nrects > 0) {
		put_codes(out, g, a->rects[0], a->overlay);
	}
}

static void put_resources(fz_context *ctx, pdf_obj *dict)
{
	pdf_obj *resources = pdf_dict_put_dict(ctx, dict, PDF_NAME(Resources),
	    2);
	pdf_obj *font = pdf_dict_puts_dict(ctx,
	    pdf_dict_put_dict(ctx, resources, PDF_NAME(Font), 1), "F", 4);
	pdf_obj *state = pdf_dict_puts_dict(ctx,
	    pdf_dict_put_dict(ctx, resources, PDF_NAME(ExtGState), 1), "M", 1);

	pdf_dict_put(ctx, font, PDF_NAME(Type), PDF_NAME(Font));
	pdf_dict_put(ctx, font, PDF_NAME(Subtype), PDF_NAME(Type1));
	pdf_dict_put_name(ctx, font, PDF_NAME(BaseFont), "Helvetica");
	pdf_dict_put(ctx, font, PDF_NAME(Encoding), PDF_NAME(WinAnsiEncoding));
	pdf_dict_put(ctx, state, PDF_NAME(BM), PDF_NAME(Multiply));
}

static fz_buffer *content_of(struct ic_document *doc,
    const struct ic_geometry *g, const struct ic_annot *a)
{
	struct ic_buf content = { 0 };
	fz_buffer *b = NULL;

	put_content(&content, g, a);
	if (content.failed) {
		ic_buf_finish(&content);
		fz_throw(doc->mu.ctx, FZ_ERROR_GENERIC, "memory");
	}
	fz_var(b);
	fz_try(doc->mu.ctx) {
		b = fz_new_buffer_from_copied_data(doc->mu.ctx, content.data,
		    content.len);
	}
	fz_always(doc->mu.ctx) {
		ic_buf_finish(&content);
	}
	fz_catch(doc->mu.ctx) {
		fz_rethrow(doc->mu.ctx);
	}
	return b;
}

static void fill_form(fz_context *ctx, pdf_obj *dict,
    const struct ic_geometry *g, const struct ic_annot *a)
{
	double box[4];

	annotate_around(g, a, box);
	pdf_dict_put(ctx, dict, PDF_NAME(Type), PDF_NAME(XObject));
	pdf_dict_put(ctx, dict, PDF_NAME(Subtype), PDF_NAME(Form));
	pdf_dict_put_rect(ctx, dict, PDF_NAME(BBox),
	    fz_make_rect((float)box[0], (float)box[1], (float)box[2],
		(float)box[3]));
	put_resources(ctx, dict);
}

pdf_obj *annotate_look(struct ic_document *doc, const struct ic_geometry *g,
    const struct ic_annot *a)
{
	fz_context *ctx = doc->mu.ctx;
	fz_buffer *content = NULL;
	pdf_obj *dict = NULL, *form = NULL;

	fz_var(content);
	fz_var(dict);
	fz_var(form);
	fz_try(ctx) {
		content = content_of(doc, g, a);
		dict = pdf_new_dict(ctx, doc->pdf, 6);
		fill_form(ctx, dict, g, a);
		form = pdf_add_stream(ctx, doc->pdf, content, dict, 0);
	}
	fz_always(ctx) {
		fz_drop_buffer(ctx, content);
		pdf_drop_obj(ctx, dict);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return form;
}
