/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The first and last words of places, as a reader of the page sees them: from
 * the top line of a place to its last, each from left to right. A word is in a
 * place if its middle is.
 */
#include <stdlib.h>

#include "base/child.h"
#include "base/fs.h"
#include "core/job.h"
#include "core/plaintext.h"
#include "core/shown.h"
#include "document_priv.h"
#include "pdf/roles.h"
#include "scout_priv.h"
#include "textlayer_priv.h"

#define ROW 0.5f /* of the type's size: baselines of one row */

/* A word of the page. */
struct spot {
	float x, y, em;
	uint32_t word; /* in the page's words */
	uint32_t row;
};

struct shower {
	struct ic_document doc;
	const struct ic_slice *s;
	struct ic_scout_room room;
	struct ic_words words;
	struct spot *spots; /* of the page */
	size_t nspots;
	struct ic_buf out;
	uint32_t page; /* index in the slice */
};

static bool say(enum ic_reply_kind kind, enum ic_reason why, uint32_t page)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = page };

	r.u.end.reason = why;
	return ic_child_reply(&r, sizeof(r));
}

static int by_height(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;

	return (x->y > y->y) - (x->y < y->y);
}

static int by_row(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;

	if (x->row != y->row) {
		return x->row < y->row ? -1 : 1;
	}
	return (x->x > y->x) - (x->x < y->x);
}

static void sort_spots(struct shower *w)
{
	uint32_t row = 0;
	float y = 0;

	qsort(w->spots, w->nspots, sizeof(*w->spots), by_height);
	for (size_t i = 0; i < w->nspots; i++) {
		struct spot *s = &w->spots[i];

		if (i == 0 || s->y - y > ROW * s->em) {
			row++;
			y = s->y;
		}
		s->row = row;
	}
	qsort(w->spots, w->nspots, sizeof(*w->spots), by_row);
}

/* Throws. */
static void find_spots(struct shower *w)
{
	w->nspots = 0;
	w->spots = fz_malloc_array(w->doc.mu.ctx, w->words.n + 1, struct spot);
	for (size_t i = 0; i < w->words.n; i++) {
		const struct ic_word *x = &w->words.at[i];

		w->spots[w->nspots++] = (struct spot){
			.x = (x->start.x + x->end.x) / 2,
			.y = (x->start.y + x->end.y) / 2,
			.em = x->em,
			.word = (uint32_t)i
		};
	}
	sort_spots(w);
}

/* A third of the size above the baseline is about the middle of letters. */
static bool is_in(const struct spot *s, fz_rect r)
{
	float y = s->y - s->em / 3;

	return s->x >= r.x0 && s->x <= r.x1 && y >= r.y0 && y <= r.y1;
}

static void add_word(const struct shower *w, const struct ic_glyphs *all,
    const struct spot *s, char to[IC_SHOWN_TEXT_MAX])
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	size_t n = ic_word_runes(all, &w->words, &w->words.at[s->word], runes);
	char text[4 * IC_SHOWN_WORD_MAX + 8];
	size_t len = 0;

	for (size_t i = 0; i < n && len + 4 < sizeof(text); i++) {
		int c = ic_plaintext_char(runes[i]) ? (int)runes[i] : '?';

		len += (size_t)fz_runetochar(text + len, c);
	}
	ic_shown_word(text, len, to);
}

/* The words of a place that come last, for which there is room in `last`. */
static void find_last(const struct shower *w, const struct ic_glyphs *all,
    fz_rect at, struct ic_shown *out)
{
	uint32_t from = out->words > 2 * IC_SHOWN_WORDS
	    ? out->words - IC_SHOWN_WORDS
	    : IC_SHOWN_WORDS;
	uint32_t n = 0;

	for (size_t i = 0; i < w->nspots; i++) {
		if (is_in(&w->spots[i], at) && n++ >= from) {
			add_word(w, all, &w->spots[i], out->last);
		}
	}
}

static void show(struct shower *w, const struct ic_glyphs *all, fz_rect at)
{
	struct ic_shown out = { 0 };

	for (size_t i = 0; i < w->nspots; i++) {
		if (is_in(&w->spots[i], at) && out.words++ < IC_SHOWN_WORDS) {
			add_word(w, all, &w->spots[i], out.first);
		}
	}
	find_last(w, all, at, &out);
	/* A word of nothing that can be shown is none. */
	out.words = out.first[0] ? out.words : 0;
	out.last[0] = out.words > IC_SHOWN_WORDS ? out.last[0] : '\0';
	ic_shown_put(&out, &w->out);
}

/* Throws. */
static void look_at_page(void *user, struct ic_scout_page *p)
{
	struct shower *w = user;
	fz_context *ctx = w->doc.mu.ctx;
	const struct ic_slice_page *sp = &w->s->pages[w->page];

	ic_glyphs_collect(ctx, p->list, &p->all);
	ic_scout_see_all(p);
	ic_text_drop_unseen(ctx, &w->doc.masks, p->seen, &p->all);
	fz_try(ctx) {
		ic_words_group(ctx, &p->all, IC_WORDS_KEPT, &w->words);
		find_spots(w);
		for (uint32_t i = 0; i < sp->nboxes; i++) {
			show(w, &p->all,
			    ic_geometry_points(w->s->boxes[sp->box + i].rect));
		}
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &w->words);
		fz_free(ctx, w->spots);
		w->spots = NULL;
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void look_at_all(struct shower *w)
{
	struct ic_reply_page unsaid = { 0 };

	ic_shown_begin(&w->out);
	for (w->page = 0; w->page < w->s->npages; w->page++) {
		uint32_t source = w->s->pages[w->page].source;

		if (!say(IC_REPLY_BEAT, IC_REASON_NONE, UINT32_MAX)) {
			ic_document_throw(&w->doc, IC_REASON_KILLED);
		}
		if (source >= w->doc.pages) {
			ic_document_throw(&w->doc, IC_REASON_CHANGED);
		}
		ic_scout_page(&w->doc, w->s, source, &w->room, look_at_page, w,
		    &unsaid);
		ic_document_check_memory(&w->doc);
	}
	if (w->out.failed) {
		ic_document_throw(&w->doc, IC_REASON_MEMORY);
	}
}

static enum ic_reason edge(struct shower *w)
{
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(w->doc.mu.ctx) {
		look_at_all(w);
	}
	fz_catch(w->doc.mu.ctx) {
		why = ic_document_caught(&w->doc);
	}
	ic_raster_finish(&w->room.seen);
	ic_buf_finish(&w->room.rows);
	if (why == IC_REASON_NONE &&
	    !ic_fs_write_all(IC_CHILD_PRODUCT, w->out.data, w->out.len)) {
		why = IC_REASON_WRITE;
	}
	ic_buf_finish(&w->out);
	return why;
}

static enum ic_reason show_all(const struct ic_slice *s, const char *password,
    uint32_t *page)
{
	struct ic_document_part part = ic_document_part_of(s);
	struct shower w = { .s = s, .out = { .max = IC_SHOWN_BYTES_MAX } };
	enum ic_reason why = ic_document_open_source(&w.doc, IC_CHILD_SOURCE,
	    password, &part, page);

	if (why == IC_REASON_NONE) {
		why = edge(&w);
		ic_document_close(&w.doc);
	}
	return why;
}

int ic_show_run(const uint8_t *job, size_t n)
{
	char password[IC_PASSWORD_MAX + 1];
	struct ic_error err = { 0 };
	struct ic_slice s = { 0 };
	uint32_t page = UINT32_MAX;
	enum ic_reason why;

	if (ic_job_split(job, n, &s, password, &err)) {
		why = show_all(&s, password, &page);
	} else {
		why = ic_job_reason(&err);
	}
	ic_slice_finish(&s);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	return say(IC_REPLY_END, why, page) ? 0 : 1;
}
