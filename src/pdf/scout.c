/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scout_priv.h"

#include "core/job.h"
#include "document_priv.h"
#include "pdf/draw.h"
#include "pdf/roles.h"
#include "pdf/scan.h"
#include "textlayer_priv.h"

#define DPI 50         /* shows what lies under a box */
#define DPI_PLACES 100 /* shows a hair line where a number would stand */

struct scout {
	struct ic_document *doc;
	const struct ic_slice *s;
	ic_scout_say_fn *say;
	void *user;
	struct ic_font *font;
	struct ic_raster raster;
	struct ic_buf rows; /* of a scan */
	struct ic_scout_cells *cells;
	bool deaf; /* nobody listens */
};

static void say(struct scout *sc, struct ic_reply *r, uint32_t kind,
    uint32_t page)
{
	r->magic = IC_REPLY_MAGIC;
	r->kind = kind;
	r->page = page;
	sc->deaf = sc->deaf || !sc->say(sc->user, r);
}

static void beat(struct scout *sc, uint32_t page)
{
	struct ic_reply r = { 0 };

	say(sc, &r, IC_REPLY_BEAT, page);
}

static void say_document(struct scout *sc)
{
	struct ic_reply r = { 0 };

	r.u.document.pages = sc->doc->pages;
	r.u.document.notes = sc->doc->notes;
	say(sc, &r, IC_REPLY_DOCUMENT, UINT32_MAX);
}

static uint32_t touching(const struct ic_glyphs *g, struct ic_rect rect)
{
	fz_rect r = ic_geometry_points(ic_rect_grow(rect, IC_TEXT_BOX_AIR));
	uint32_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].boxed && !g->at[i].blank &&
		    ic_glyph_touches(&g->at[i], r)) {
			n += g->at[i].runes;
		}
	}
	return n;
}

/* A box over nothing is worth a warning. */
static struct ic_reply_box under(const struct ic_scout_page *p, uint32_t box)
{
	struct ic_rect r = p->s->boxes[box].rect;

	return (struct ic_reply_box){ box, ic_scout_ink(p, r),
		touching(p->all, r) };
}

static void say_boxes(struct scout *sc, const struct ic_scout_page *p)
{
	const struct ic_slice_page *sp = &sc->s->pages[p->index];

	for (uint32_t i = 0; i < sp->nboxes && !sc->deaf; i++) {
		struct ic_reply r = { 0 };

		r.u.box = under(p, sp->box + i);
		say(sc, &r, IC_REPLY_BOX, p->index);
	}
}

static bool has_empty_box(const struct ic_scout_page *p)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];

	for (uint32_t i = 0; i < sp->nboxes; i++) {
		struct ic_reply_box b = under(p, sp->box + i);

		if (b.ink == 0 && b.glyphs == 0) {
			return true;
		}
	}
	return false;
}

static uint32_t stamp_note(enum ic_stamp stamp)
{
	switch (stamp) {
	case IC_STAMP_NONE:
		return IC_NOTE_BIT(STAMP_ASSERTED);
	case IC_STAMP_OTHER:
		return IC_NOTE_BIT(STAMP_OTHER);
	case IC_STAMP_COVERED:
		return IC_NOTE_BIT(STAMP_COVERED);
	default:
		return 0;
	}
}

/* Everything that is said of a page that lies drawn before us. Throws. */
static void say_page(struct scout *sc, const struct ic_scout_page *p,
    struct ic_reply *r)
{
	fz_context *ctx = sc->doc->mu.ctx;
	const struct ic_slice *s = sc->s;
	const struct ic_slice_page *sp = &s->pages[p->index];
	struct ic_reply_page *said = &r->u.at_page;

	said->dpi = p->r->dpi;
	said->clear_number = ic_scout_clear(p, sc->font,
	    ic_slice_str(s, sp->number));
	said->clear_legend = ic_scout_clear(p, sc->font,
	    ic_slice_str(s, s->legend));
	if (s->stamped) {
		said->stamp = ic_scout_stamp(ctx, p);
		said->notes |= stamp_note((enum ic_stamp)said->stamp);
	}
	if (has_empty_box(p)) {
		said->notes |= IC_NOTE_BIT(EMPTY_BOX);
	}
	if (sc->cells) {
		ic_scout_cells_page(ctx, sc->cells, p);
	}
	say(sc, r, IC_REPLY_PAGE, p->index);
	say_boxes(sc, p);
}

static bool has_places(const struct ic_slice *s, uint32_t page)
{
	return s->legend != 0 || s->pages[page].number != 0;
}

/* Throws. */
static void refuse_uncompared(struct scout *sc, const struct ic_glyphs *g,
    uint32_t page)
{
	const struct ic_slice_page *sp = &sc->s->pages[page];

	if (g->full && sc->cells && (sp->nboxes > 0 || sp->whole)) {
		ic_document_throw(sc->doc, IC_REASON_TOO_FULL);
	}
}

/* Throws. */
static void look_at_glyphs(struct scout *sc, fz_display_list *list,
    struct ic_glyphs *g, uint32_t page, struct ic_reply *r)
{
	fz_context *ctx = sc->doc->mu.ctx;
	struct ic_scout_page p = { sc->s, page, &sc->raster, g,
		ic_scout_paper(ctx, sc->s, page, &sc->raster) };

	ic_glyphs_collect(ctx, list, g);
	refuse_uncompared(sc, g, page);
	ic_text_drop_boxed(ctx, sc->s, page, g);
	if (sc->cells) {
		ic_text_drop_unseen(ctx, &sc->doc->masks, &sc->raster, g);
	}
	say_page(sc, &p, r);
}

/* A pure scan is decoded no larger than it is looked at. Throws. */
static void picture(struct scout *sc, fz_display_list *list, uint32_t page,
    struct ic_reply *r)
{
	uint32_t dpi = has_places(sc->s, page) ? DPI_PLACES : DPI;
	struct ic_size size = r->u.at_page.size;

	if (!ic_scan_look(sc->doc->mu.ctx, list, size, dpi, &sc->rows,
		&sc->raster)) {
		ic_draw_raster(sc->doc, list, size, dpi, IC_COLOR_GRAY,
		    &sc->raster, &r->u.at_page.notes);
	}
}

/* Throws. */
static void look_at_list(struct scout *sc, fz_display_list *list, uint32_t page,
    struct ic_reply *r)
{
	fz_context *ctx = sc->doc->mu.ctx;
	struct ic_glyphs g = { 0 };

	picture(sc, list, page, r);
	/* A poster that the scout draws coarsely may be drawn well later. */
	r->u.at_page.notes &= ~IC_NOTE_BIT(LOWER_DPI);
	fz_try(ctx) {
		look_at_glyphs(sc, list, &g, page, r);
	}
	fz_always(ctx) {
		ic_glyphs_finish(ctx, &g);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void draw(struct scout *sc, pdf_page *page,
    const struct ic_geometry *geometry, uint32_t index, struct ic_reply *r)
{
	fz_context *ctx = sc->doc->mu.ctx;
	fz_display_list *list = ic_draw_list(sc->doc, page, geometry,
	    &r->u.at_page.notes);

	fz_try(ctx) {
		look_at_list(sc, list, index, r);
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void look_with_ink(struct scout *sc, uint32_t index, struct ic_reply *r)
{
	fz_context *ctx = sc->doc->mu.ctx;
	struct ic_geometry geometry;
	pdf_page *page = ic_document_page(sc->doc, index, &geometry);

	r->u.at_page.size = geometry.size;
	fz_try(ctx) {
		draw(sc, page, &geometry, index, r);
	}
	fz_always(ctx) {
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void look(struct scout *sc, uint32_t index)
{
	struct ic_geometry geometry;
	struct ic_reply r = { 0 };

	beat(sc, index);
	r.u.at_page.notes = ic_document_page_notes(sc->doc, index);
	if (sc->s->ask & IC_ASK_INK) {
		look_with_ink(sc, index, &r);
		return;
	}
	ic_document_geometry(sc->doc, index, &geometry);
	r.u.at_page.size = geometry.size;
	say(sc, &r, IC_REPLY_PAGE, index);
}

static void say_cells(struct scout *sc)
{
	size_t at = 0;
	uint32_t cell;

	while (!sc->deaf && ic_scout_cells_next(sc->cells, &at, &cell)) {
		struct ic_reply r = { 0 };

		r.u.cell.cell = cell;
		say(sc, &r, IC_REPLY_CELL, UINT32_MAX);
	}
}

/* Throws. */
static void look_at_all(struct scout *sc)
{
	if (sc->s->ask & IC_ASK_INK) {
		sc->cells = ic_scout_cells_open(sc->doc->mu.ctx, sc->s);
	}
	for (uint32_t i = 0; i < sc->doc->pages && !sc->deaf; i++) {
		look(sc, i);
		ic_document_check_memory(sc->doc);
	}
	say_cells(sc);
}

static enum ic_reason edge(struct scout *sc)
{
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(sc->doc->mu.ctx) {
		look_at_all(sc);
	}
	fz_catch(sc->doc->mu.ctx) {
		why = ic_document_caught(sc->doc);
	}
	return why;
}

enum ic_reason ic_scout_document(struct ic_document *doc,
    const struct ic_slice *s, ic_scout_say_fn *listener, void *user)
{
	struct scout sc = { .doc = doc, .s = s, .say = listener, .user = user };
	enum ic_reason why;

	say_document(&sc);
	if ((s->ask & IC_ASK_INK) && s->npages != doc->pages) {
		return IC_REASON_CHANGED;
	}
	if ((s->ask & IC_ASK_INK) &&
	    !ic_font_open(doc->mu.ctx, &sc.font, NULL)) {
		return IC_REASON_MEMORY;
	}
	why = edge(&sc);
	ic_scout_cells_close(doc->mu.ctx, sc.cells);
	ic_raster_finish(&sc.raster);
	ic_buf_finish(&sc.rows);
	ic_font_close(sc.font);
	return sc.deaf ? IC_REASON_KILLED : why;
}
