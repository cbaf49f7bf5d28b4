/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What of the source is covered, and what of it can be seen elsewhere. */
#include <stdlib.h>
#include <string.h>

#include "judge_words.h"
#include "textlayer_priv.h"
#include "words_priv.h"

#define FRAGMENT_LEAST 2 /* characters under the box that say something */
#define HEX_LEAST 4      /* characters of a word looked for as digits */
#define HEX_DIGITS (IC_TOKEN_RUNES_MAX)

/* Where a hash is, or the free slot where it would go. */
static size_t slot_of(const struct ic_judge_words *w, uint64_t hash)
{
	size_t at = (size_t)(hash ^ hash >> 32) & w->mask;

	while (w->slot[at] && w->key[at] != hash) {
		at = (at + 1) & w->mask;
	}
	return at;
}

struct ic_covered *ic_covered_find(const struct ic_judge_words *w,
    uint64_t hash)
{
	uint32_t i = w->slot ? w->slot[slot_of(w, hash)] : 0;

	return i ? &w->at[i - 1] : NULL;
}

static bool widen(struct ic_judge_words *w)
{
	struct ic_judge_words old = *w;
	size_t n = w->slot ? (w->mask + 1) * 2 : 1024;

	w->slot = calloc(n, sizeof(*w->slot));
	w->key = calloc(n, sizeof(*w->key));
	if (!w->slot || !w->key) {
		free(w->slot);
		free(w->key);
		w->slot = old.slot;
		w->key = old.key;
		return false;
	}
	w->mask = n - 1;
	for (size_t i = 0; old.slot && i <= old.mask; i++) {
		if (old.slot[i]) {
			size_t at = slot_of(w, old.key[i]);

			w->slot[at] = old.slot[i];
			w->key[at] = old.key[i];
		}
	}
	free(old.slot);
	free(old.key);
	return true;
}

/* Let a hash lead to a word; one that leads somewhere stays. */
static void lead(struct ic_judge_words *w, uint64_t hash, uint32_t index)
{
	size_t at;

	if (!w->slot || w->used >= (w->mask + 1) / 2) {
		if (!widen(w)) {
			w->failed = true;
			return;
		}
	}
	at = slot_of(w, hash);
	if (w->slot[at] == 0) {
		w->slot[at] = index + 1;
		w->key[at] = hash;
		w->used++;
	}
}

static size_t put_digits(uint32_t *out, size_t n, unsigned byte)
{
	static const char digits[] = "0123456789abcdef";

	if (n + 2 <= HEX_DIGITS) {
		out[n++] = (uint32_t)digits[byte >> 4];
		out[n++] = (uint32_t)digits[byte & 15];
	}
	return n;
}

/* Latin-1 is written as such: others are looked for in UTF-16 alone. */
static void lead_digits(struct ic_judge_words *w, const uint32_t *runes,
    size_t n, uint32_t index)
{
	uint32_t bytes[HEX_DIGITS], wide[HEX_DIGITS];
	size_t nb = 0, nw = 0;

	for (size_t i = 0; i < n; i++) {
		nb = put_digits(bytes, nb, runes[i] & 0xff);
		nw = put_digits(wide, nw, runes[i] >> 8 & 0xff);
		nw = put_digits(wide, nw, runes[i] & 0xff);
	}
	lead(w, ic_token_hash(bytes, nb), index);
	lead(w, ic_token_hash(wide, nw), index);
}

/* The word's hexadecimal digits, in the three dresses that it may have. */
static void lead_spellings(struct ic_judge_words *w, const struct ic_token *t,
    uint32_t index)
{
	uint32_t small[IC_TOKEN_RUNES_MAX], large[IC_TOKEN_RUNES_MAX];

	if (t->n < HEX_LEAST) {
		return;
	}
	for (uint32_t i = 0; i < t->n; i++) {
		small[i] = ic_rune_lower(t->rune[i]);
		large[i] = ic_rune_upper(t->rune[i]);
	}
	lead_digits(w, t->rune, t->n, index);
	lead_digits(w, small, t->n, index);
	lead_digits(w, large, t->n, index);
}

static bool room(struct ic_judge_words *w)
{
	size_t cap = w->cap ? w->cap * 2 : 256;
	void *p;

	if (w->n < w->cap) {
		return true;
	}
	p = w->n < IC_COVERED_MAX ? reallocarray(w->at, cap, sizeof(*w->at))
				  : NULL;
	if (!p) {
		w->failed = true;
		return false;
	}
	w->at = p;
	w->cap = cap;
	return true;
}

static void add(struct ic_judge_words *w, const struct ic_token *t,
    uint32_t page, uint32_t box)
{
	uint32_t index = (uint32_t)w->n;

	if (ic_covered_find(w, t->hash) || !room(w)) {
		return;
	}
	w->at[w->n++] = (struct ic_covered){ .hash = t->hash,
		.page = page,
		.box = box,
		.text = (uint32_t)(w->runes.len / sizeof(t->rune[0])),
		.n = t->n,
		.own = ic_words_in_own(t->rune, t->n) };
	ic_buf_add(&w->runes, t->rune, t->n * sizeof(t->rune[0]));
	w->failed = w->failed || w->runes.failed;
	lead(w, t->hash, index);
	lead_spellings(w, t, index);
}

void ic_covered_finish(struct ic_judge_words *w)
{
	free(w->at);
	free(w->slot);
	free(w->key);
	ic_buf_finish(&w->runes);
	*w = (struct ic_judge_words){ 0 };
}

/* A page of the source while its words are gone through. */
struct leaf {
	struct ic_judge_run *run;
	struct ic_judge_words *words;
	uint32_t page;
	bool whole;                /* all of it is covered */
	const struct ic_raster *r; /* NULL: covered words are gathered */
	struct ic_glyphs glyphs;
	struct ic_words groups;
	struct ic_text_boxes boxes;
};

/* The box over a glyph; of a page that is covered whole none by itself. */
static uint32_t box_over(const struct leaf *l, const struct ic_glyph *g)
{
	for (size_t i = 0; i < l->boxes.n; i++) {
		if (ic_glyph_touches(g, l->boxes.at[i])) {
			return l->run->s->pages[l->page].box + (uint32_t)i;
		}
	}
	return IC_JUDGE_NO_BOX;
}

/* A token's mark is one past the index of its first covered glyph. */
static void gather(void *user, const struct ic_token *t)
{
	struct leaf *l = user;

	if (t->mark) {
		add(l->words, t, l->page,
		    box_over(l, &l->glyphs.at[t->mark - 1]));
	}
}

static void note_seen(void *user, const struct ic_token *t)
{
	struct leaf *l = user;
	struct ic_covered *c = ic_covered_find(l->words, t->hash);

	if (c) {
		c->seen = true;
	}
}

/* Characters of words, each with what its token's mark is made of. */
struct line {
	uint32_t rune[2 * IC_WORD_RUNES_MAX];
	uint32_t mark[2 * IC_WORD_RUNES_MAX];
};

static void tell(struct leaf *l, const struct line *s, size_t from, size_t n)
{
	struct ic_tokens t = { .found = l->r ? note_seen : gather, .user = l };

	for (size_t i = from; i < n; i++) {
		ic_tokens_rune(&t, s->rune[i], s->mark[i]);
	}
	ic_tokens_end(&t);
}

/* What of a word lies under a box, if that is not all of it. */
static void tell_fragments(struct leaf *l, const struct line *s, size_t from,
    size_t n)
{
	struct ic_tokens t = { .found = gather,
		.user = l,
		.least = FRAGMENT_LEAST };

	for (size_t i = from; i < n; i++) {
		ic_tokens_rune(&t, s->mark[i] ? s->rune[i] : ' ', s->mark[i]);
	}
	ic_tokens_end(&t);
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0xad || c == 0x2010 || c == 0x2011;
}

static size_t read_word(const struct leaf *l, const struct ic_word *word,
    struct line *s, size_t at)
{
	size_t n = ic_word_runes_from(&l->glyphs, &l->groups, word,
	    s->rune + at, s->mark + at);

	for (size_t i = at; i < at + n; i++) {
		uint32_t g = s->mark[i];

		s->mark[i] = l->whole || l->glyphs.at[g].boxed ? g + 1 : 0;
	}
	return at + n;
}

/* Each word, and one that ends with a hyphen once more with the next. */
static void tell_words(struct leaf *l)
{
	struct line s;
	size_t had = 0;

	for (size_t i = 0; i < l->groups.n; i++) {
		size_t n = read_word(l, &l->groups.at[i], &s, had);

		tell(l, &s, had, n);
		if (!l->r) {
			tell_fragments(l, &s, had, n);
		}
		if (had > 0) {
			tell(l, &s, 0, n);
		}
		n -= had;
		memmove(s.rune, s.rune + had, n * sizeof(*s.rune));
		memmove(s.mark, s.mark + had, n * sizeof(*s.mark));
		had = n > 1 && is_hyphen(s.rune[n - 1]) ? n - 1 : 0;
	}
}

/* Throws. */
static void go_through(fz_context *ctx, struct leaf *l, fz_display_list *list)
{
	const struct ic_slice *s = l->run->s;

	ic_glyphs_collect(ctx, list, &l->glyphs);
	l->words->failed = l->words->failed || (l->glyphs.full && !l->r);
	l->boxes = ic_text_boxes_of(ctx, s, l->page, IC_TEXT_BOX_AIR);
	ic_text_drop_boxed(ctx, s, l->page, &l->glyphs);
	if (l->r) {
		ic_text_drop_unseen(ctx, &l->run->original->masks, l->r,
		    &l->glyphs);
	}
	ic_words_group(ctx, &l->glyphs, l->r ? IC_WORDS_KEPT : IC_WORDS_ALL,
	    &l->groups);
	tell_words(l);
}

/* Throws. */
static void read_leaf(struct leaf *l)
{
	fz_context *ctx = l->run->original->mu.ctx;
	struct ic_size size;
	fz_display_list *list = ic_judge_list(l->run, l->page, &size);

	fz_try(ctx) {
		go_through(ctx, l, list);
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* The source has a context of its own: what it throws ends here. */
static bool try_leaf(struct leaf *l)
{
	fz_context *ctx = l->run->original->mu.ctx;
	bool ok = true;

	fz_var(ok);
	fz_try(ctx) {
		read_leaf(l);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &l->groups);
		ic_glyphs_finish(ctx, &l->glyphs);
		fz_free(ctx, l->boxes.at);
	}
	fz_catch(ctx) {
		ic_document_caught(l->run->original);
		ok = false;
	}
	return ok;
}

bool ic_words_cover(struct ic_judge_run *run, struct ic_judge_words *w,
    uint32_t page)
{
	const struct ic_slice_page *p = &run->s->pages[page];
	struct leaf l = { .run = run,
		.words = w,
		.page = page,
		.whole = p->whole };

	return (p->nboxes == 0 && !p->whole) ||
	    (ic_judge_has_source(run, page) && try_leaf(&l));
}

bool ic_words_see(struct ic_judge_run *run, struct ic_judge_words *w,
    uint32_t page, const struct ic_raster *r)
{
	struct leaf l = { .run = run, .words = w, .page = page, .r = r };

	return !ic_slice_has_picture(&run->s->pages[page]) || try_leaf(&l);
}
