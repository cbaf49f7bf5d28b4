/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Numbers that are pixels only. The upper and the lower edge of the page are
 * drawn and read; where there is no number, the page may have been scanned on
 * its side, so the other edges are read as if it were turned.
 */
#include "number.h"

#include "document_priv.h"
#include "pdf/draw.h"
#include "pdf/ocr.h"

#define DPI 300
#define DPI_MIN 75
#define PIXELS_MAX 16000000.0f
#define SYMBOLS_MAX 4096 /* of a line */

struct reader {
	const struct ic_prefixes *prefixes;
	struct ic_size page;
	struct ic_number_found *out;
	fz_matrix to_page; /* pixels of the strip -> displayed points */
	struct ic_number_line line;
	fz_rect symbol[SYMBOLS_MAX]; /* of the line, displayed points */
	uint32_t n;
};

static fz_rect box_of(void *user, uint32_t from, struct ic_number *x)
{
	const struct reader *r = user;
	fz_rect b = r->symbol[from];
	float high = b.y1 - b.y0 < b.x1 - b.x0 ? b.y1 - b.y0 : b.x1 - b.x0;

	if ((int32_t)(high * IC_MPT) > x->em && high < 1000) {
		x->em = (int32_t)(high * IC_MPT);
	}
	return b;
}

static void end_line(struct reader *r)
{
	ic_number_line_mend(&r->line, r->prefixes);
	ic_number_line_find(&r->line, r->prefixes, r->page, IC_NUMBER_OCR,
	    box_of, r, r->out);
	r->line.len = 0;
	r->n = 0;
}

static bool take(void *user, const struct ic_ocr_symbol *s)
{
	struct reader *r = user;
	fz_rect px = { (float)s->x0, (float)s->y0, (float)s->x1, (float)s->y1 };
	const char *text = s->text;

	if (s->line) {
		end_line(r);
	}
	if (r->n == SYMBOLS_MAX) {
		return true;
	}
	if (s->word && r->line.len > 0) {
		ic_number_line_put(&r->line, ' ', UINT32_MAX);
	}
	r->symbol[r->n] = fz_transform_rect(px, r->to_page);
	while (*text) {
		int rune;

		text += fz_chartorune(&rune, text);
		ic_number_line_put(&r->line, (uint32_t)rune, r->n);
	}
	r->n++;
	return true;
}

/* The page as it stands after so many quarter turns, in points. */
static fz_matrix turned(struct ic_size page, int quarters, float *w, float *h)
{
	float wide = (float)page.w / IC_MPT, high = (float)page.h / IC_MPT;
	fz_matrix m = fz_rotate(90.0f * (float)quarters);

	*w = quarters % 2 ? high : wide;
	*h = quarters % 2 ? wide : high;
	m.e = quarters == 1 ? high : quarters == 2 ? wide : 0;
	m.f = quarters == 2 ? high : quarters == 3 ? wide : 0;
	return m;
}

/* Throws. */
static void read_strip(struct ic_document *doc, fz_display_list *list,
    struct reader *r, struct ic_raster *px, fz_matrix turn, fz_rect strip)
{
	float w = strip.x1 - strip.x0, h = strip.y1 - strip.y0, scale;
	unsigned dpi = DPI;
	uint32_t notes = 0;
	fz_matrix ctm;

	while (dpi > DPI_MIN &&
	    w * h * (float)(dpi * dpi) / (72 * 72) > PIXELS_MAX) {
		dpi /= 2;
	}
	scale = (float)dpi / 72;
	if (w * h * scale * scale > PIXELS_MAX || w * scale < 16 ||
	    h * scale < 16) {
		return;
	}
	ctm = fz_concat(turn,
	    fz_concat(fz_translate(-strip.x0, -strip.y0),
		fz_scale(scale, scale)));
	ic_draw_grid(doc, list, &ctm, (int)(w * scale), (int)(h * scale),
	    IC_COLOR_GRAY, px, &notes);
	r->to_page = fz_invert_matrix(ctm);
	r->line.len = 0;
	r->n = 0;
	if (ic_ocr_read(px->px, px->w, px->h, px->stride, dpi, take, r)) {
		end_line(r);
	}
}

/* Throws. */
static void read_edges(struct ic_document *doc, fz_display_list *list,
    struct reader *r, struct ic_raster *px)
{
	uint32_t before = r->out->n;

	for (int i = 0; i < 4 && r->out->n == before; i++) {
		float w, h, band = (float)IC_NUMBERS_BAND / IC_MPT;
		fz_matrix turn = turned(r->page, i, &w, &h);

		band = band > h / 10 ? band : h / 10;
		band = band < h / 2 ? band : h / 2;
		read_strip(doc, list, r, px, turn,
		    (fz_rect){ 0, h - band, w, h });
		read_strip(doc, list, r, px, turn, (fz_rect){ 0, 0, w, band });
	}
}

void ic_number_ocr(struct ic_document *doc, fz_display_list *list,
    const struct ic_prefixes *prefixes, struct ic_size page,
    struct ic_number_found *out)
{
	fz_context *ctx = doc->mu.ctx;
	struct reader *r = fz_malloc_struct(ctx, struct reader);
	struct ic_raster px = { 0 };

	r->prefixes = prefixes;
	r->page = page;
	r->out = out;
	fz_var(px);
	fz_try(ctx) {
		read_edges(doc, list, r, &px);
	}
	fz_always(ctx) {
		ic_raster_finish(&px);
		fz_free(ctx, r);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
