/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_words.h"

#include <stdlib.h>
#include <string.h>

#include "audit_priv.h"
#include "document_priv.h"
#include "pdf/words.h"
#include "tokens_priv.h"
#include "words_priv.h"

#define SLOTS_FIRST ((size_t)1 << 12)

static size_t slot_of(const struct audit_words *w, uint64_t hash)
{
	size_t at = (size_t)(hash ^ hash >> 29) & (w->slots - 1);

	while (w->hash[at] != 0 && w->hash[at] != hash) {
		at = (at + 1) & (w->slots - 1);
	}
	return at;
}

/* At most half of the slots are ever in use. */
static bool grow(struct audit_words *w)
{
	struct audit_words more = { .slots = w->slots ? 2 * w->slots
						      : SLOTS_FIRST };

	more.hash = calloc(more.slots, sizeof(*more.hash));
	more.is = calloc(more.slots, sizeof(*more.is));
	if (!more.hash || !more.is) {
		audit_words_finish(&more);
		return false;
	}
	for (size_t i = 0; i < w->slots; i++) {
		if (w->hash[i] != 0) {
			size_t at = slot_of(&more, w->hash[i]);

			more.hash[at] = w->hash[i];
			more.is[at] = w->is[i];
			more.used++;
		}
	}
	more.full = w->full;
	more.blind = w->blind;
	more.letters = w->letters;
	w->letters = (struct ic_buf){ 0 };
	audit_words_finish(w);
	*w = more;
	return true;
}

bool audit_words_add(struct audit_words *w, uint64_t hash, unsigned is)
{
	size_t at;

	hash += hash == 0;
	if (w->used == AUDIT_WORDS_MAX && audit_words_of(w, hash) == 0) {
		w->full = true;
		return true;
	}
	if (2 * (w->used + 1) > w->slots && !grow(w)) {
		return false;
	}
	at = slot_of(w, hash);
	w->used += w->hash[at] == 0;
	w->hash[at] = hash;
	w->is[at] |= (uint8_t)is;
	return true;
}

unsigned audit_words_of(const struct audit_words *w, uint64_t hash)
{
	hash += hash == 0;
	return w->slots > 0 ? w->is[slot_of(w, hash)] : 0;
}

void audit_words_finish(struct audit_words *w)
{
	free(w->hash);
	free(w->is);
	ic_buf_finish(&w->letters);
	*w = (struct audit_words){ 0 };
}

static void put_letters(struct ic_buf *b, uint32_t rune)
{
	uint32_t letters[IC_RUNE_LETTERS];
	unsigned n = ic_rune_is_part(rune) ? ic_rune_letters(rune, letters) : 0;
	char utf8[8];

	for (unsigned i = 0; i < n && b->len < AUDIT_LETTERS_MAX; i++) {
		ic_buf_add(b, utf8,
		    (size_t)fz_runetochar(utf8,
			(int)ic_rune_lower(letters[i])));
	}
}

bool audit_words_within(const struct audit_words *w, const uint32_t *runes,
    size_t n)
{
	struct ic_buf b = { 0 };
	bool within;

	for (size_t i = 0; i < n; i++) {
		put_letters(&b, runes[i]);
	}
	within = b.len > 0 && w->letters.len > 0 &&
	    memmem(w->letters.data, w->letters.len, b.data, b.len);
	ic_buf_finish(&b);
	return within;
}

/* A page's words while they are gone through. */
struct gather {
	struct audit_words *words;
	const struct audit_page *page;
	const struct ic_words *groups;
	bool ok;
};

/* Characters of a word, and of the one before if that ends with a hyphen. */
struct line {
	uint32_t rune[2 * IC_WORD_RUNES_MAX];
	uint32_t mark[2 * IC_WORD_RUNES_MAX];
};

/* Its mark is what is known of it, or 0: it is shown. */
static void found(void *user, const struct ic_token *t)
{
	struct gather *g = user;

	g->ok = audit_words_add(g->words, t->hash,
		    t->mark ? t->mark : AUDIT_WORD_SHOWN) &&
	    g->ok;
}

static uint32_t mark_of(const struct audit_page *p, uint32_t glyph)
{
	const struct ic_veiled *v = &p->veiled;

	if (p->marked && p->marked[glyph]) {
		return AUDIT_WORD_COVERED;
	}
	if (!v->state || v->n != p->glyphs.n) {
		return 0;
	}
	switch (v->state[glyph]) {
	case IC_GLYPH_COVERED:
		return AUDIT_WORD_COVERED;
	case IC_GLYPH_CLIPPED:
	case IC_GLYPH_OUTSIDE:
	case IC_GLYPH_UNSEEN:
		return AUDIT_WORD_UNSEEN;
	case IC_GLYPH_UNPAINTED:
		/* An OCR layer says what the scan shows, where it shows it. */
		return v->cover && v->cover[glyph] != IC_COVER_NONE
		    ? AUDIT_WORD_COVERED
		    : 0;
	default:
		return 0;
	}
}

static size_t read_word(const struct gather *g, const struct ic_word *word,
    struct line *s, size_t at)
{
	size_t n = ic_word_runes_from(&g->page->glyphs, g->groups, word,
	    s->rune + at, s->mark + at);

	for (size_t i = at; i < at + n; i++) {
		s->mark[i] = mark_of(g->page, s->mark[i]);
	}
	return at + n;
}

static void tell(struct gather *g, const struct line *s, size_t from, size_t n)
{
	struct ic_tokens t = { .found = found,
		.user = g,
		.least = AUDIT_WORD_LEAST };

	for (size_t i = from; i < n; i++) {
		ic_tokens_rune(&t, s->rune[i], s->mark[i]);
	}
	ic_tokens_end(&t);
}

/* What of a word is covered, if that is not all of it. */
static void tell_covered(struct gather *g, const struct line *s, size_t from,
    size_t n)
{
	struct ic_tokens t = { .found = found,
		.user = g,
		.least = AUDIT_WORD_LEAST };
	size_t covered = 0;

	for (size_t i = from; i < n; i++) {
		covered += s->mark[i] == AUDIT_WORD_COVERED;
	}
	for (size_t i = from; covered > 0 && covered < n - from && i < n; i++) {
		bool is = s->mark[i] == AUDIT_WORD_COVERED;

		ic_tokens_rune(&t, is ? s->rune[i] : ' ', s->mark[i]);
	}
	ic_tokens_end(&t);
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0xad || c == 0x2010 || c == 0x2011;
}

/* Each word, and one that ends with a hyphen once more with the next. */
static void gather(struct gather *g)
{
	struct line s;
	size_t had = 0;

	for (size_t i = 0; i < g->groups->n; i++) {
		size_t n = read_word(g, &g->groups->at[i], &s, had);

		tell(g, &s, had, n);
		for (size_t k = had; k < n; k++) {
			if (s.mark[k] == 0) {
				put_letters(&g->words->letters, s.rune[k]);
			}
		}
		tell_covered(g, &s, had, n);
		if (had > 0) {
			tell(g, &s, 0, n);
		}
		n -= had;
		memmove(s.rune, s.rune + had, n * sizeof(*s.rune));
		memmove(s.mark, s.mark + had, n * sizeof(*s.mark));
		had = n > 1 && is_hyphen(s.rune[n - 1]) ? n - 1 : 0;
	}
}

/* Does the page show characters that nobody can hold words against? */
static bool is_blind(const struct ic_glyphs *g)
{
	bool any = false;

	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].runes == 0 && !g->at[i].blank) {
			return true;
		}
		any = any || !g->at[i].blank;
	}
	return !any;
}

void audit_words_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct ic_words words = { 0 };
	struct gather g = { .words = &a->words,
		.page = p,
		.groups = &words,
		.ok = true };

	fz_var(words);
	fz_var(g);
	a->words.blind = a->words.blind || is_blind(&p->glyphs);
	fz_try(ctx) {
		ic_words_group(ctx, &p->glyphs, IC_WORDS_ALL, &words);
		gather(&g);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &words);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	if (!g.ok) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
}
