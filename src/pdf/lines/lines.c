/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/lines.h"

#include "document_priv.h"
#include "lines_priv.h"
#include "scout_priv.h"
#include "textlayer_priv.h"

#define ENTRIES_MAX 400000 /* columns of a document */

struct lister {
	struct ic_document *doc;
	const struct ic_slice *s;
	ic_scout_say_fn *say;
	void *user;
	struct ic_scout_room room;
	struct lines_entries all;
	struct lines_page columns;
	struct ic_numbered_line line[IC_NUMBERED_LINES_MAX];
	uint32_t page; /* index in the slice */
	bool deaf;
};

static void say(struct lister *l, struct ic_reply *r, uint32_t kind,
    uint32_t page)
{
	r->magic = IC_REPLY_MAGIC;
	r->kind = kind;
	r->page = page;
	l->deaf = l->deaf || !l->say(l->user, r);
}

/* Throws. */
static struct lines_entry *add_entry(struct lister *l)
{
	struct lines_entries *e = &l->all;

	if (e->n >= ENTRIES_MAX) {
		ic_document_throw(l->doc, IC_REASON_TOO_FULL);
	}
	if (e->n == e->cap) {
		size_t cap = e->cap ? 2 * e->cap : 64;

		e->at = fz_realloc_array(l->doc->mu.ctx, e->at, cap,
		    struct lines_entry);
		e->cap = cap;
	}
	e->at[e->n] = (struct lines_entry){ .page = l->page };
	return &e->at[e->n++];
}

/* What stays of it must not touch the room of its characters, either. */
static struct ic_rect gutter_of(const struct lines_column *c)
{
	fz_rect r = fz_expand_rect(c->chain.cell, 1);

	if (!c->chain.mirror && r.x1 > c->left) {
		r.x1 = c->left;
	}
	return ic_geometry_display(r);
}

static void say_lines(struct lister *l, const struct lines_chain *c,
    uint32_t column)
{
	for (uint32_t i = 0; i < c->n && !l->deaf; i++) {
		struct ic_reply r = { 0 };

		if (ic_rect_is_empty(l->line[i].rect)) {
			continue;
		}
		r.u.line = l->line[i];
		r.u.line.column = column;
		say(l, &r, IC_REPLY_LINE, l->page);
	}
}

/* Throws. */
static void tell_columns(struct lister *l, const struct lines_view *v)
{
	for (unsigned i = 0; i < l->columns.n; i++) {
		const struct lines_column *c = &l->columns.column[i];
		struct lines_entry *e = add_entry(l);

		e->column = i;
		e->down = c->down;
		e->across = c->across;
		e->gutter = gutter_of(c);
		if (c->chain.mirror) {
			continue;
		}
		lines_candidates_of(v, &l->columns, c, &e->may);
		lines_bands_of(v, c, l->line);
		say_lines(l, &c->chain, i);
	}
}

static struct lines_view view_of(struct ic_scout_page *p,
    const struct ic_words *words)
{
	return (struct lines_view){ .ctx = p->doc->mu.ctx,
		.all = &p->all,
		.words = words,
		.seen = p->seen,
		.w = (float)p->to->size.w / IC_MPT,
		.h = (float)p->to->size.h / IC_MPT };
}

/* Most pages have none, and need not be drawn to know it. Throws. */
static bool has_column(struct ic_scout_page *p, struct ic_words *words)
{
	struct lines_view v = view_of(p, words);
	struct lines_numerals n = { 0 };
	struct lines_chain c;
	bool any = false;

	fz_var(any);
	fz_try(v.ctx) {
		ic_words_group(v.ctx, &p->all, IC_WORDS_ALL, words);
		lines_numerals_of(&v, &n);
		any = lines_chain_next(&n, &c);
	}
	fz_always(v.ctx) {
		lines_numerals_finish(v.ctx, &n);
		ic_words_finish(v.ctx, words);
	}
	fz_catch(v.ctx) {
		fz_rethrow(v.ctx);
	}
	return any;
}

/* Throws. */
static void read_columns(struct lister *l, struct ic_scout_page *p,
    struct ic_words *words)
{
	struct lines_view v = view_of(p, words);

	if (!has_column(p, words)) {
		return;
	}
	ic_scout_see_all(p);
	ic_text_drop_unseen(v.ctx, &l->doc->masks, p->seen, &p->all);
	fz_try(v.ctx) {
		ic_words_group(v.ctx, &p->all, IC_WORDS_KEPT, words);
		lines_columns_of(&v, &l->columns);
		tell_columns(l, &v);
	}
	fz_always(v.ctx) {
		ic_words_finish(v.ctx, words);
	}
	fz_catch(v.ctx) {
		fz_rethrow(v.ctx);
	}
}

/* Throws. */
static void look_at_page(void *user, struct ic_scout_page *p)
{
	struct lister *l = user;
	struct ic_words words = { 0 };

	ic_glyphs_collect(l->doc->mu.ctx, p->list, &p->all);
	for (size_t i = 0; i < p->all.n && !p->to->glyphs; i++) {
		p->to->glyphs = p->all.at[i].runes > 0 && !p->all.at[i].blank;
	}
	/* Of a page that is too full nobody knows what else is on it. */
	if (!p->all.full) {
		read_columns(l, p, &words);
	}
}

/* Throws. */
static void look(struct lister *l)
{
	struct ic_reply beat = { 0 }, r = { 0 };
	uint32_t source = l->s->pages[l->page].source;

	say(l, &beat, IC_REPLY_BEAT, l->page);
	if (source >= l->doc->pages) {
		ic_document_throw(l->doc, IC_REASON_CHANGED);
	}
	ic_scout_page(l->doc, l->s, source, &l->room, look_at_page, l,
	    &r.u.at_page);
	r.u.at_page.notes = 0;
	say(l, &r, IC_REPLY_PAGE, l->page);
}

static void say_columns(struct lister *l)
{
	for (size_t i = 0; i < l->all.n && !l->deaf; i++) {
		const struct lines_entry *e = &l->all.at[i];
		struct ic_reply r = { 0 };

		if (ic_rect_is_empty(e->gutter)) {
			continue;
		}
		r.u.column.gutter = e->gutter;
		r.u.column.column = e->column;
		r.u.column.number = e->number;
		say(l, &r, IC_REPLY_COLUMN, e->page);
	}
}

/* Throws. */
static void look_at_all(struct lister *l)
{
	for (l->page = 0; l->page < l->s->npages && !l->deaf; l->page++) {
		look(l);
		ic_document_check_memory(l->doc);
	}
	lines_sequence(l->doc->mu.ctx, &l->all);
	say_columns(l);
}

enum ic_reason ic_lines_document(struct ic_document *doc,
    const struct ic_slice *s, ic_scout_say_fn *listener, void *user)
{
	struct lister l = { .doc = doc, .s = s, .say = listener, .user = user };
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(doc->mu.ctx) {
		look_at_all(&l);
	}
	fz_catch(doc->mu.ctx) {
		why = ic_document_caught(doc);
	}
	fz_free(doc->mu.ctx, l.all.at);
	ic_raster_finish(&l.room.seen);
	ic_buf_finish(&l.room.rows);
	return l.deaf ? IC_REASON_KILLED : why;
}
