/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scout_priv.h"

#include <string.h>

#include "base/utf8.h"
#include "glyphs_priv.h"
#include "scout_legend.h"
#include "scout_token.h"
#include "words_priv.h"

#define TOKENS_MAX 4000000 /* of all cells together */
#define NUMBERS_MAX 4      /* words that make one number */
#define LETTERS_LEAST 3    /* shorter words without a digit say nothing */

/* One word of one cell. */
struct entry {
	uint64_t hash;
	uint32_t cell, page;
	uint32_t next;   /* of the same bucket, + 1 */
	uint32_t digits; /* of a number; 0: the word has letters too */
	bool covered, read;
	bool doubt; /* of the second round */
};

struct ic_scout_cells {
	struct entry *at;
	size_t n, cap;
	uint32_t *bucket; /* index + 1 */
	size_t mask;
	bool covers; /* the page has covers of old legends */
	size_t part; /* digits of the shortest number that is covered */
};

static bool tells(const struct ic_scout_token *t)
{
	return t->digits > 0 || t->n >= LETTERS_LEAST;
}

static void add_entry(fz_context *ctx, struct ic_scout_cells *c, uint32_t cell,
    uint32_t page, const struct ic_scout_token *t)
{
	if (c->n >= TOKENS_MAX) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "too many cells");
	}
	if (c->n == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 1024;

		c->at = fz_realloc_array(ctx, c->at, cap, struct entry);
		c->cap = cap;
	}
	c->at[c->n++] = (struct entry){ .hash = t->hash,
		.cell = cell,
		.page = page,
		.digits = t->digits == t->n ? t->n : 0 };
}

/*
 * The words of a cell, and what they say to a reader: a number whichever way
 * it is parted, a word that a soft hyphen parts, the one of which there are
 * many here. Throws.
 */
static void add_tokens(fz_context *ctx, struct ic_scout_cells *c, uint32_t cell,
    uint32_t page, const uint32_t *runes, size_t n)
{
	struct ic_scout_token t;

	for (size_t at = 0; ic_scout_token_next(runes, n, &at, &t);) {
		if (tells(&t)) {
			add_entry(ctx, c, cell, page, &t);
		}
		if (t.last == 's' && t.n > LETTERS_LEAST &&
		    t.n < IC_SCOUT_TOKEN_MAX) {
			t.hash = t.stem;
			t.n--;
			add_entry(ctx, c, cell, page, &t);
		}
	}
	for (size_t at = 0; ic_scout_token_squeezed(runes, n, &at, &t);) {
		if (tells(&t)) {
			add_entry(ctx, c, cell, page, &t);
		}
	}
}

static void add_cell(fz_context *ctx, struct ic_scout_cells *c,
    const struct ic_slice *s, uint32_t cell)
{
	const char *text = ic_slice_str(s, s->cells[cell].text);
	size_t len = strlen(text), n = 0, at = 0;
	uint32_t *runes = fz_malloc_array(ctx, len + 1, uint32_t);

	while (at < len) {
		uint32_t c1 = ic_utf8_next(text, len, &at);
		uint32_t both = n > 0 ? ic_rune_compose(runes[n - 1], c1) : 0;

		n -= both != 0;
		runes[n++] = both ? both : c1;
	}
	fz_try(ctx) {
		add_tokens(ctx, c, cell, s->cells[cell].page, runes, n);
	}
	fz_always(ctx) {
		fz_free(ctx, runes);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void fill(fz_context *ctx, struct ic_scout_cells *c,
    const struct ic_slice *s)
{
	for (uint32_t i = 0; i < s->ncells; i++) {
		add_cell(ctx, c, s, i);
	}
	c->mask = 1;
	while (c->mask < c->n) {
		c->mask = c->mask * 2 + 1;
	}
	c->bucket = fz_calloc(ctx, c->mask + 1, sizeof(*c->bucket));
	for (size_t i = 0; i < c->n; i++) {
		uint32_t *head = &c->bucket[c->at[i].hash & c->mask];

		c->at[i].next = *head;
		*head = (uint32_t)i + 1;
	}
}

struct ic_scout_cells *ic_scout_cells_open(fz_context *ctx,
    const struct ic_slice *s)
{
	struct ic_scout_cells *c;

	if (s->ncells == 0) {
		return NULL;
	}
	c = fz_malloc_struct(ctx, struct ic_scout_cells);
	c->part = SIZE_MAX;
	fz_try(ctx) {
		fill(ctx, c, s);
	}
	fz_catch(ctx) {
		ic_scout_cells_close(ctx, c);
		fz_rethrow(ctx);
	}
	return c;
}

static void note(struct ic_scout_cells *c, const struct ic_scout_token *t,
    uint32_t page, bool covered)
{
	uint32_t i = c->bucket[t->hash & c->mask];

	for (; i > 0; i = c->at[i - 1].next) {
		struct entry *e = &c->at[i - 1];

		if (e->hash != t->hash) {
			continue;
		}
		if (!covered) {
			e->read = true;
		} else if (e->page == page || e->page == UINT32_MAX) {
			e->covered = true;
		}
	}
}

enum state { OPEN, COVERED, HIDDEN };

/* A word is covered if any of its glyphs is. */
static enum state state_of(const struct ic_scout_cells *c,
    const struct ic_scout_page *p, const struct ic_words *w,
    const struct ic_word *word)
{
	enum state state = OPEN;

	for (uint32_t i = 0; i < word->n; i++) {
		uint32_t g = w->glyphs[word->first + i].index;

		if (p->all.at[g].boxed &&
		    !(c->covers && ic_scout_is_legend(p, &p->all.at[g]))) {
			return COVERED;
		}
		state = p->all.at[g].dropped ? HIDDEN : state;
	}
	return p->s->pages[p->index].whole ? COVERED : state;
}

static void note_tokens(struct ic_scout_cells *c, const uint32_t *runes,
    size_t n, uint32_t page, bool covered)
{
	struct ic_scout_token t;

	for (size_t at = 0; ic_scout_token_next(runes, n, &at, &t);) {
		note(c, &t, page, covered);
	}
	for (size_t at = 0; ic_scout_token_squeezed(runes, n, &at, &t);) {
		note(c, &t, page, covered);
	}
}

/* Words of digits that follow each other, the latest last. */
struct numbers {
	uint32_t digit[NUMBERS_MAX][IC_SCOUT_TOKEN_MAX];
	size_t n[NUMBERS_MAX];
	bool covered[NUMBERS_MAX];
	unsigned count;
};

/* The digits of a word; 0 if it has letters too, or more than fit. */
static size_t digits_of(const uint32_t *c, size_t n,
    uint32_t out[IC_SCOUT_TOKEN_MAX])
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (!ic_rune_is_part(c[i])) {
			continue;
		}
		if (!ic_rune_is_digit(ic_rune_lower(c[i])) ||
		    k == IC_SCOUT_TOKEN_MAX) {
			return 0;
		}
		out[k++] = c[i];
	}
	return k;
}

/* The words from `first` on, as one number. */
static void note_joined(struct ic_scout_cells *c, const struct numbers *w,
    unsigned first, uint32_t page)
{
	struct ic_scout_token t = IC_SCOUT_TOKEN_NONE;
	bool covered = false;

	for (unsigned i = first; i < w->count; i++) {
		covered = covered || w->covered[i];
		for (size_t k = 0; k < w->n[i]; k++) {
			ic_scout_token_extend(&t, w->digit[i][k]);
		}
	}
	note(c, &t, page, covered);
}

/* A number that blanks part may stand in a cell in one piece. */
static void note_number(struct ic_scout_cells *c, struct numbers *w,
    const uint32_t *runes, size_t n, uint32_t page, bool covered)
{
	unsigned last;

	if (w->count == NUMBERS_MAX) {
		w->count--;
		memmove(w->digit[0], w->digit[1], w->count * sizeof(*w->digit));
		memmove(w->n, w->n + 1, w->count * sizeof(*w->n));
		memmove(w->covered, w->covered + 1,
		    w->count * sizeof(*w->covered));
	}
	last = w->count;
	w->n[last] = digits_of(runes, n, w->digit[last]);
	w->covered[last] = covered;
	w->count = w->n[last] > 0 ? last + 1 : 0;
	if (covered && w->count > 0 && w->n[last] < c->part) {
		c->part = w->n[last];
	}
	for (unsigned first = 0; first + 1 < w->count; first++) {
		note_joined(c, w, first, page);
	}
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0xad || c == 0x2010 || c == 0x2011;
}

static void note_words(struct ic_scout_cells *c, const struct ic_scout_page *p,
    const struct ic_words *w)
{
	uint32_t runes[2 * IC_WORD_RUNES_MAX];
	enum state before = HIDDEN;
	size_t had = 0; /* characters of a word that a hyphen parts */
	struct numbers numbers = { .count = 0 };

	for (size_t i = 0; i < w->n; i++) {
		enum state state = state_of(c, p, w, &w->at[i]);
		size_t n = ic_word_runes(&p->all, w, &w->at[i], runes + had);

		if (state != HIDDEN) {
			note_tokens(c, runes + had, n, p->index,
			    state == COVERED);
			note_number(c, &numbers, runes + had, n, p->index,
			    state == COVERED);
		}
		if (had > 0 && state != HIDDEN) {
			note_tokens(c, runes, had + n, p->index,
			    state == COVERED || before == COVERED);
		}
		memmove(runes, runes + had, n * sizeof(*runes));
		had = n > 1 && is_hyphen(runes[n - 1]) && state != HIDDEN
		    ? n - 1
		    : 0;
		before = state;
	}
}

void ic_scout_cells_page(fz_context *ctx, struct ic_scout_cells *c,
    const struct ic_scout_page *p)
{
	struct ic_words w = { 0 };

	c->covers = ic_scout_has_covers(p);
	fz_try(ctx) {
		ic_words_group(ctx, &p->all, IC_WORDS_ALL, &w);
		note_words(c, p, &w);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &w);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/*
 * Words that nobody sees part no number, and which these are the first round
 * does not know: a number is in doubt if a shorter one is covered.
 */
bool ic_scout_cells_again(struct ic_scout_cells *c)
{
	bool doubt = false;

	for (size_t i = 0; i < c->n; i++) {
		struct entry *e = &c->at[i];

		e->doubt = e->covered || e->digits > c->part;
		e->covered = e->read = false;
		doubt = doubt || e->doubt;
	}
	return doubt;
}

bool ic_scout_cells_doubt(const struct ic_scout_cells *c)
{
	for (size_t i = 0; i < c->n; i++) {
		if (c->at[i].doubt && !c->at[i].read) {
			return true;
		}
	}
	return false;
}

bool ic_scout_cells_next(const struct ic_scout_cells *c, size_t *at,
    uint32_t *cell)
{
	for (; c && *at < c->n; (*at)++) {
		const struct entry *e = &c->at[*at];

		if (!e->covered || e->read) {
			continue;
		}
		*cell = e->cell;
		while (*at < c->n && c->at[*at].cell == *cell) {
			(*at)++;
		}
		return true;
	}
	return false;
}

void ic_scout_cells_close(fz_context *ctx, struct ic_scout_cells *c)
{
	if (!c) {
		return;
	}
	fz_free(ctx, c->at);
	fz_free(ctx, c->bucket);
	fz_free(ctx, c);
}
