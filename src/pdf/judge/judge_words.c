/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Proof 4; judge_words.h says what it proves. */
#include "judge_words.h"

#include <stdlib.h>

#include "pdf/burn.h"
#include "pdf/draw.h"

/* What a page's text is looked for with. */
struct look {
	struct ic_judge_words *words;
	bool unseen; /* a covered word is on the page, and was not seen yet */
};

/* Before the first page: what is covered at all. Throws. */
static void first(fz_context *ctx, struct ic_judge_run *run)
{
	struct ic_judge_words *w = fz_calloc(ctx, 1, sizeof(*w));

	run->words = w;
	for (uint32_t i = 0; i < run->s->npages; i++) {
		ic_judge_beat(run->judge);
		if (!ic_words_cover(run, w, i)) {
			ic_judge_fault(run->judge, IC_FAULT_ORIGINAL, i,
			    IC_JUDGE_NO_BOX);
		}
	}
}

static void found(void *user, const struct ic_token *t)
{
	struct look *l = user;
	struct ic_covered *c = ic_covered_find(l->words, t->hash);

	if (c) {
		c->found = true;
		l->unseen = l->unseen || !c->seen;
	}
}

/* A run's text; its pieces are one word where they follow at once. */
static void look_at_mark(const struct ic_judge_page *p, const struct ic_mark *m,
    struct look *l)
{
	const struct ic_mark_glyph *g = &p->marks.glyphs[m->first];
	struct ic_tokens t = { .found = found, .user = l };

	for (size_t i = 0; i < m->n; i++) {
		ic_tokens_rune(&t, (uint32_t)g[i].rune, 0);
		if (m->kind == IC_MARK_LAYER && i + 1 < m->n &&
		    !ic_judge_layer_follows(m, &g[i])) {
			ic_tokens_end(&t);
		}
	}
	ic_tokens_end(&t);
}

/* The source's page, drawn and burned, in run->drawn. */
static bool draw_burned(struct ic_judge_run *run, uint32_t page)
{
	if (!ic_judge_draw_original(run, page)) {
		return false;
	}
	ic_burn_page(&run->drawn, run->s, page);
	ic_draw_settle(&run->drawn, ic_judge_color(run));
	return true;
}

/* Its own picture. Throws. */
static bool see_picture(fz_context *ctx, struct ic_judge_run *run,
    uint32_t page, const struct ic_pixels_of *px)
{
	struct ic_raster r = { .w = px->w,
		.h = px->h,
		.comps = px->n,
		.stride = (size_t)px->w * (size_t)px->n,
		.size = px->page,
		.px = ic_pixels_all(ctx, px) };
	bool seen = ic_words_see(run, run->words, page, &r);

	fz_free(ctx, r.px);
	return seen;
}

/*
 * What a page shows: its own picture, or, of one that is cropped or turned,
 * the source's page with its boxes burned. Throws.
 */
static bool see_page(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	const struct ic_pixels_of *px = ic_judge_pixels(ctx, run, p);

	if (px->whole) {
		return see_picture(ctx, run, p->index, px);
	}
	return draw_burned(run, p->index) &&
	    ic_words_see(run, run->words, p->index, &run->drawn);
}

/*
 * What the plan wants on the page is its own; all other text is looked at.
 * Only if a covered word is in it is the source asked what can be seen: most
 * often the word stands, in the open, right there. Throws.
 */
static void page_words(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	struct look l = { .words = run->words };

	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];

		if (m->kind == IC_MARK_LAYER ||
		    (m->kind == IC_MARK_RUN && !p->used[i])) {
			look_at_mark(p, m, &l);
		}
	}
	if (l.unseen && p->marks.image && ic_judge_has_source(run, p->index) &&
	    !see_page(ctx, run, p)) {
		ic_judge_fault(run->judge, IC_FAULT_ORIGINAL, p->index,
		    IC_JUDGE_NO_BOX);
	}
}

static bool survives(const struct ic_covered *c)
{
	return c->found && !c->seen;
}

static bool any_survives(const struct ic_judge_words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (survives(&w->at[i])) {
			return true;
		}
	}
	return false;
}

/*
 * Before a document is refused, every page of it is asked whether it shows
 * the word: where a word stands in the file need not be where it is seen.
 */
static void see_all(struct ic_judge_run *run)
{
	for (uint32_t i = 0; i < run->s->npages && any_survives(run->words);
	     i++) {
		ic_judge_beat(run->judge);
		if (ic_slice_has_picture(&run->s->pages[i]) &&
		    ic_judge_has_source(run, i) && draw_burned(run, i)) {
			ic_words_see(run, run->words, i, &run->drawn);
		}
	}
}

/* One fault a box, however many words. */
static void tell(struct ic_judge_run *run)
{
	const struct ic_judge_words *w = run->words;
	const struct ic_covered *last = NULL;

	for (size_t i = 0; i < w->n; i++) {
		const struct ic_covered *c = &w->at[i];

		if (survives(c) &&
		    !(last && last->page == c->page && last->box == c->box)) {
			ic_judge_fault(run->judge, IC_FAULT_WORD, c->page,
			    c->box);
			last = c;
		}
	}
}

static void say_measured(struct ic_judge_run *run)
{
	uint64_t n = run->words->searched;
	int32_t said[IC_MEASURED] = { n < INT32_MAX ? (int32_t)n : INT32_MAX };

	ic_judge_say(run->judge, IC_JUDGE_NO_PAGE, IC_JUDGE_NO_BOX, said);
}

/* Throws. */
static void last(fz_context *ctx, struct ic_judge_run *run)
{
	if (!run->words || run->words->failed) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "words were not gathered");
	}
	ic_words_search(ctx, run, run->words);
	if (any_survives(run->words)) {
		see_all(run);
	}
	tell(run);
	say_measured(run);
}

static void finish(fz_context *ctx, struct ic_judge_run *run)
{
	if (run->words) {
		ic_covered_finish(run->words);
		fz_free(ctx, run->words);
	}
}

const struct ic_judge_proof ic_proof_words = {
	.judge = { .proof = IC_PROOF_WORDS },
	.first = first,
	.page = page_words,
	.last = last,
	.finish = finish,
};
