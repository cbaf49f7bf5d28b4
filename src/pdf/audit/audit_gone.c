/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_gone.h"

#include <string.h>

#include "core/finding.h"
#include "pdf/words.h"
#include "tokens_priv.h"

#define LEADING 1.0f /* ems between two lines of a place, at most */

struct search {
	fz_context *ctx;
	struct audit_words *words;
	const struct ic_glyphs *g;
	const struct ic_words *group;
	struct audit_gone *out;
	bool gone; /* of the word that is looked at */
};

static void found(void *user, const struct ic_token *t)
{
	struct search *s = user;

	s->gone = s->gone || audit_words_of(s->words, t->hash) == 0;
}

static void note_told(void *user, const struct ic_token *t)
{
	struct search *s = user;

	if (audit_words_of(s->words, t->hash) == 0) {
		audit_words_add(s->words, t->hash, AUDIT_WORD_GONE);
	}
}

static void feed(struct search *s, ic_token_fn *to, const uint32_t *runes,
    size_t n)
{
	struct ic_tokens t = { .found = to,
		.user = s,
		.least = AUDIT_WORD_LEAST };

	for (size_t i = 0; i < n; i++) {
		ic_tokens_rune(&t, runes[i], 0);
	}
	ic_tokens_end(&t);
}

static bool is_gone(struct search *s, const uint32_t *runes, size_t n)
{
	s->gone = false;
	feed(s, found, runes, n);
	return s->gone && !s->words->full;
}

/*
 * The same, with the words before and behind it: what is one word in one
 * drawing may be two in another.
 */
static bool is_gone_joined(struct search *s, size_t at)
{
	uint32_t runes[3 * IC_WORD_RUNES_MAX];
	size_t first = at > 0 ? at - 1 : at;

	for (size_t from = first; from <= at; from++) {
		for (size_t to = at; to <= at + 1 && to < s->group->n; to++) {
			size_t n = 0;

			for (size_t i = from; i <= to; i++) {
				n += ic_word_runes(s->g, s->group,
				    &s->group->at[i], runes + n);
			}
			if (!is_gone(s, runes, n)) {
				return false;
			}
		}
	}
	return true;
}

static fz_rect bounds(const struct search *s, const struct ic_word *word)
{
	fz_rect r = fz_empty_rect;

	for (uint32_t i = 0; i < word->n; i++) {
		r = fz_union_rect(r,
		    ic_glyph_bounds(
			&s->g->at[s->group->glyphs[word->first + i].index]));
	}
	return r;
}

static void say(struct audit_gone_place *p, const uint32_t *runes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char utf8[FZ_UTFMAX];
		size_t len = (size_t)fz_runetochar(utf8, (int)runes[i]);

		if (p->text.len + len < IC_FINDING_TEXT_MAX) {
			ic_buf_add(&p->text, utf8, len);
		}
	}
	if (p->text.len + 1 < IC_FINDING_TEXT_MAX) {
		ic_buf_putc(&p->text, ' ');
	}
}

/* Near enough to be told as one: on the same line, or on the next. */
static bool is_near(const struct audit_gone_place *p, fz_rect r, float em)
{
	return r.y0 < p->rect.y1 + LEADING * em &&
	    r.y1 > p->rect.y0 - LEADING * em && r.x0 < p->rect.x1 + 4 * em &&
	    r.x1 > p->rect.x0 - 4 * em;
}

static void add(struct search *s, const struct ic_word *word,
    const uint32_t *runes, size_t n)
{
	struct audit_gone *out = s->out;
	fz_rect r = bounds(s, word);
	struct audit_gone_place *p = out->n ? &out->at[out->n - 1] : NULL;

	if (!p || (!is_near(p, r, word->em) && out->n < AUDIT_GONE_MAX)) {
		p = &out->at[out->n++];
		p->rect = r;
	}
	p->rect = fz_union_rect(p->rect, r);
	if (p->words < AUDIT_GONE_WORDS) {
		p->word[p->words] = r;
	}
	p->words++;
	out->words++;
	say(p, runes, n);
}

/* Each word, or only those that were found to be gone. */
static void search(struct search *s)
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	bool *gone = fz_calloc(s->ctx, s->group->n + 1, sizeof(*gone));

	for (size_t i = 0; i < s->group->n; i++) {
		const struct ic_word *word = &s->group->at[i];
		size_t n = ic_word_runes(s->g, s->group, word, runes);

		gone[i] = is_gone(s, runes, n) && is_gone_joined(s, i);
		if (gone[i]) {
			add(s, word, runes, n);
		}
	}
	for (size_t i = 0; i < s->group->n; i++) {
		if (gone[i]) {
			feed(s, note_told, runes,
			    ic_word_runes(s->g, s->group, &s->group->at[i],
				runes));
		}
	}
	fz_free(s->ctx, gone);
}

void audit_gone_find(fz_context *ctx, struct audit_words *words,
    const struct ic_glyphs *g, struct audit_gone *out)
{
	struct ic_words group = { 0 };

	fz_var(group);
	fz_try(ctx) {
		ic_words_group(ctx, g, IC_WORDS_ALL, &group);
		search(&(struct search){ .ctx = ctx,
		    .words = words,
		    .g = g,
		    .group = &group,
		    .out = out });
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &group);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void audit_gone_finish(struct audit_gone *g)
{
	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].text.data) {
			explicit_bzero(g->at[i].text.data, g->at[i].text.len);
		}
		ic_buf_finish(&g->at[i].text);
	}
	*g = (struct audit_gone){ 0 };
}
