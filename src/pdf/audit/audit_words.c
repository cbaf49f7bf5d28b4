/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_words.h"

#include <stdlib.h>
#include <string.h>

#include "audit_priv.h"
#include "document_priv.h"
#include "pdf/words.h"
#include "tokens_priv.h"

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
	*w = (struct audit_words){ 0 };
}

struct gather {
	struct audit_words *words;
	unsigned is;
	bool ok;
};

static void found(void *user, const struct ic_token *t)
{
	struct gather *g = user;

	g->ok = audit_words_add(g->words, t->hash, g->is) && g->ok;
}

/* A word is covered as soon as one of its glyphs is. */
static unsigned what_is(const struct ic_glyphs *g, const struct ic_veiled *v,
    const struct ic_words *words, const struct ic_word *word)
{
	unsigned is = AUDIT_WORD_SHOWN;

	for (uint32_t i = 0; i < word->n && v->n == g->n && v->state; i++) {
		switch (v->state[words->glyphs[word->first + i].index]) {
		case IC_GLYPH_COVERED:
			return AUDIT_WORD_COVERED;
		case IC_GLYPH_CLIPPED:
		case IC_GLYPH_OUTSIDE:
			is = AUDIT_WORD_UNSEEN;
			break;
		default:
			break;
		}
	}
	return is;
}

static void gather(struct gather *into, const struct ic_glyphs *g,
    const struct ic_veiled *v, const struct ic_words *words)
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	struct ic_tokens t = { .found = found,
		.user = into,
		.least = AUDIT_WORD_LEAST };

	for (size_t i = 0; i < words->n; i++) {
		size_t n = ic_word_runes(g, words, &words->at[i], runes);

		into->is = what_is(g, v, words, &words->at[i]);
		for (size_t k = 0; k < n; k++) {
			ic_tokens_rune(&t, runes[k], 0);
		}
		ic_tokens_end(&t);
	}
}

void audit_words_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct gather into = { .words = &a->words, .ok = true };
	struct ic_words words = { 0 };

	fz_var(words);
	fz_try(ctx) {
		ic_words_group(ctx, &p->glyphs, IC_WORDS_ALL, &words);
		gather(&into, &p->glyphs, &p->veiled, &words);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &words);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	if (!into.ok) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
}
