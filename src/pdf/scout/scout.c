/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scout_priv.h"

#include "core/job.h"
#include "document_priv.h"
#include "pdf/roles.h"
#include "scout_legend.h"
#include "textlayer_priv.h"

#define ALL_PLACES ((1u << IC_POSITIONS) - 1)

struct scout {
	struct ic_document *doc;
	const struct ic_slice *s;
	ic_scout_say_fn *say;
	void *user;
	struct ic_font *font;
	struct ic_scout_room room;
	struct ic_scout_cells *cells;
	uint32_t page;        /* whose legends are told */
	struct ic_buf covers; /* of each box of the page, a byte: is it so? */
	bool deaf;            /* nobody listens */
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

static bool is_touched(const struct ic_glyphs *g, struct ic_rect rect)
{
	fz_rect r = ic_geometry_points(ic_rect_grow(rect, IC_TEXT_BOX_AIR));

	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].boxed && !g->at[i].blank && g->at[i].runes > 0 &&
		    ic_glyph_touches(&g->at[i], r)) {
			return true;
		}
	}
	return false;
}

/*
 * Which boxes cover something: a box over nothing is worth a warning. Pixels
 * are only drawn where no character says it. Throws.
 */
static void look_under(struct scout *sc, struct ic_scout_page *p)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];
	const struct ic_slice_box *boxes = p->s->boxes + sp->box;

	ic_buf_reset(&sc->covers);
	for (uint32_t i = 0; i < sp->nboxes; i++) {
		bool covers = is_touched(&p->all, boxes[i].rect);

		if (!covers) {
			ic_scout_see_all(p);
			covers = ic_scout_ink(p, boxes[i].rect);
			p->to->notes |= covers ? 0 : IC_NOTE_BIT(EMPTY_BOX);
		}
		if (!ic_buf_putc(&sc->covers, covers)) {
			ic_document_throw(sc->doc, IC_REASON_MEMORY);
		}
	}
}

static void say_boxes(struct scout *sc, uint32_t page)
{
	const struct ic_slice_page *sp = &sc->s->pages[page];

	for (uint32_t i = 0; i < sp->nboxes && !sc->deaf; i++) {
		struct ic_reply r = { 0 };

		r.u.box.box = sp->box + i;
		r.u.box.covers = sc->covers.data[i];
		say(sc, &r, IC_REPLY_BOX, page);
	}
}

/*
 * A number is set where the plan wants it; if the page's own lies under a box,
 * in any place that is clear. Throws.
 */
static void look_at_places(struct scout *sc, struct ic_scout_page *p)
{
	const struct ic_slice *s = sc->s;
	const struct ic_slice_page *sp = &s->pages[p->index];
	uint32_t at = 1u << sp->number_at;

	if (s->stamped) {
		at = sp->endorse ? ALL_PLACES : 0;
	}
	p->to->clear_number = ic_scout_clear(p, sc->font,
	    ic_slice_str(s, sp->number), at);
	p->to->clear_legend = ic_scout_clear(p, sc->font,
	    ic_slice_str(s, s->legend), 1u << s->legend_at);
	if (sp->marked) {
		ic_scout_marks(p, sc->font);
	}
}

static bool has_boxes(const struct scout *sc, uint32_t page)
{
	const struct ic_slice_page *sp = &sc->s->pages[page];

	return sp->nboxes > 0 || sp->whole;
}

/* Throws. */
static void refuse_uncompared(struct scout *sc, const struct ic_scout_page *p)
{
	if (p->all.full && sc->cells && has_boxes(sc, p->index)) {
		ic_document_throw(sc->doc, IC_REASON_TOO_FULL);
	}
}

/* Throws. */
static void look_at_page(void *user, struct ic_scout_page *p)
{
	struct scout *sc = user;
	fz_context *ctx = sc->doc->mu.ctx;
	bool boxes = has_boxes(sc, p->index);

	if (boxes) {
		ic_scout_page_glyphs(p);
		refuse_uncompared(sc, p);
	}
	look_under(sc, p);
	look_at_places(sc, p);
	if (boxes && sc->cells) {
		ic_scout_cells_page(ctx, sc->cells, p);
	}
}

/* Once more, now for what a reader sees of the words. Throws. */
static void read_page(void *user, struct ic_scout_page *p)
{
	struct scout *sc = user;
	fz_context *ctx = sc->doc->mu.ctx;

	ic_scout_page_glyphs(p);
	ic_scout_see_all(p);
	ic_text_drop_unseen(ctx, &sc->doc->masks, p->seen, &p->all);
	ic_scout_cells_page(ctx, sc->cells, p);
}

static void say_legend(void *user, struct ic_rect rect, uint32_t word)
{
	struct scout *sc = user;
	struct ic_reply r = { 0 };

	r.u.legend.rect = rect;
	r.u.legend.word = word;
	say(sc, &r, IC_REPLY_LEGEND, sc->page);
}

/* Throws. */
static void look_for_legend(void *user, struct ic_scout_page *p)
{
	struct scout *sc = user;
	fz_context *ctx = sc->doc->mu.ctx;
	const char *text = sc->s->ncells > 0
	    ? ic_slice_str(sc->s, sc->s->cells[0].text)
	    : "";

	ic_glyphs_collect(ctx, p->list, &p->all);
	if (p->all.n == 0) {
		p->to->notes |= IC_NOTE_BIT(LEGEND_UNSEEN);
	} else if (ic_scout_legend(ctx, &p->all, p->to->size, text, say_legend,
		       sc) == 0) {
		p->to->notes |= IC_NOTE_BIT(LEGEND_KEPT);
	}
}

/*
 * What is wrong with its content fails the document when it is made, not all
 * of the plan: so it is passed over here.
 */
static void seek_legend(struct scout *sc, uint32_t index,
    struct ic_reply_page *to)
{
	fz_context *ctx = sc->doc->mu.ctx;

	sc->page = index;
	fz_try(ctx) {
		ic_scout_page(sc->doc, sc->s, index, &sc->room, look_for_legend,
		    sc, to);
	}
	fz_catch(ctx) {
		to->notes |= IC_NOTE_BIT(LEGEND_UNSEEN);
	}
}

/* Throws. */
static void measure(struct scout *sc, uint32_t index, struct ic_reply *r)
{
	struct ic_geometry geometry;

	ic_document_geometry(sc->doc, index, &geometry);
	r->u.at_page.size = geometry.size;
	if (sc->s->ask & IC_ASK_LEGEND) {
		seek_legend(sc, index, &r->u.at_page);
	}
}

/* Throws. */
static void look(struct scout *sc, uint32_t index)
{
	struct ic_reply r = { 0 };

	beat(sc, index);
	r.u.at_page.notes = ic_document_page_notes(sc->doc, index);
	if (!(sc->s->ask & IC_ASK_INK)) {
		measure(sc, index, &r);
		say(sc, &r, IC_REPLY_PAGE, index);
		return;
	}
	ic_scout_page(sc->doc, sc->s, index, &sc->room, look_at_page, sc,
	    &r.u.at_page);
	say(sc, &r, IC_REPLY_PAGE, index);
	say_boxes(sc, index);
}

/*
 * Of a covered word that a cell repeats, and of no other, it must be known
 * whether it can be read. Throws.
 */
static void settle_cells(struct scout *sc)
{
	struct ic_reply_page unsaid = { 0 };

	if (!sc->cells || !ic_scout_cells_again(sc->cells)) {
		return;
	}
	for (uint32_t i = 0;
	     i < sc->doc->pages && !sc->deaf && ic_scout_cells_doubt(sc->cells);
	     i++) {
		beat(sc, i);
		ic_scout_page(sc->doc, sc->s, i, &sc->room, read_page, sc,
		    &unsaid);
		ic_document_check_memory(sc->doc);
	}
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
	settle_cells(sc);
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
	ic_raster_finish(&sc.room.seen);
	ic_buf_finish(&sc.room.rows);
	ic_buf_finish(&sc.covers);
	ic_font_close(sc.font);
	return sc.deaf ? IC_REASON_KILLED : why;
}
