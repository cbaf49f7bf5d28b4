/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A page before the scout: its list, its glyphs, and what is drawn of it. */
#include "document_priv.h"
#include "pdf/draw.h"
#include "scan_priv.h"
#include "scout_priv.h"
#include "textlayer_priv.h"

#define DPI 100 /* shows a hair line where a number would stand */

/* Throws. */
static void set_page(struct ic_scout_page *p)
{
	fz_context *ctx = p->doc->mu.ctx;
	struct ic_scan_found found = { 0 };

	if (!ic_raster_grid(&p->grid, p->to->size, DPI)) {
		ic_document_throw(p->doc, IC_REASON_PAGE_SIZE);
	}
	p->scan = ic_scan_find(ctx, p->list, p->to->size, &found) ==
	    IC_SCAN_KEPT;
	p->bounded = !found.type3;
}

/* Throws. */
static void with_list(struct ic_scout_page *p, ic_scout_page_fn *fn, void *user)
{
	fz_context *ctx = p->doc->mu.ctx;

	fz_try(ctx) {
		set_page(p);
		fn(user, p);
	}
	fz_always(ctx) {
		ic_glyphs_finish(ctx, &p->all);
		fz_drop_display_list(ctx, p->list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_scout_page(struct ic_document *doc, const struct ic_slice *s,
    uint32_t index, struct ic_scout_room *room, ic_scout_page_fn *fn,
    void *user, struct ic_reply_page *to)
{
	fz_context *ctx = doc->mu.ctx;
	struct ic_geometry geometry;
	pdf_page *page = ic_document_page(doc, index, &geometry);
	struct ic_scout_page p = { .doc = doc,
		.s = s,
		.index = index,
		.seen = &room->seen,
		.rows = &room->rows,
		.to = to };

	to->size = geometry.size;
	fz_try(ctx) {
		p.list = ic_draw_list(doc, page, &geometry, &to->notes);
		with_list(&p, fn, user);
	}
	fz_always(ctx) {
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_scout_page_glyphs(struct ic_scout_page *p)
{
	fz_context *ctx = p->doc->mu.ctx;

	ic_glyphs_collect(ctx, p->list, &p->all);
	ic_text_drop_boxed(ctx, p->s, p->index, &p->all);
}

static struct ic_pixels whole(const struct ic_raster *grid)
{
	return (struct ic_pixels){ 0, 0, grid->w, grid->h };
}

static bool holds(struct ic_pixels a, struct ic_pixels b)
{
	return a.x0 <= b.x0 && a.y0 <= b.y0 && a.x1 >= b.x1 && a.y1 >= b.y1;
}

/* A scan is decoded whole, whatever is asked of it. */
void ic_scout_see(struct ic_scout_page *p, struct ic_pixels at)
{
	if (at.x0 >= at.x1 || at.y0 >= at.y1 || holds(p->part, at)) {
		return;
	}
	p->part = p->scan ? whole(&p->grid) : at;
	if (p->scan &&
	    ic_scan_look(p->doc->mu.ctx, p->list, p->to->size, DPI, p->rows,
		p->seen)) {
		return;
	}
	ic_draw_part(p->doc, p->list, &p->grid, p->part, p->bounded, p->seen,
	    &p->to->notes);
	p->seen->size = p->grid.size;
	p->seen->dpi = p->grid.dpi;
}

void ic_scout_see_all(struct ic_scout_page *p)
{
	ic_scout_see(p, whole(&p->grid));
}
