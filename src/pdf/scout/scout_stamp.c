/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scout_priv.h"

#include <string.h>

#include "base/buf.h"
#include "core/bates.h"

#define NUMBERS_MAX 64 /* of a page that are compared */

/* Points from an edge within which a production prints its numbers. */
#define BAND 60.0f

/* Which words a text is made of. */
struct choice {
	bool margin;  /* only those near an edge */
	bool covered; /* those that a box covers too */
};

struct looker {
	const struct ic_scout_page *p;
	struct ic_prefixes prefixes;
	struct ic_bates planned;
	struct ic_words words;
	struct ic_buf text;
	const char **names; /* owned */
};

static void put_rune(struct ic_buf *b, uint32_t c)
{
	if (c < 0x80) {
		ic_buf_putc(b, (int)c);
		return;
	}
	if (c < 0x800) {
		ic_buf_putc(b, (int)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		ic_buf_putc(b, (int)(0xe0 | c >> 12));
		ic_buf_putc(b, (int)(0x80 | (c >> 6 & 0x3f)));
	} else {
		ic_buf_putc(b, (int)(0xf0 | c >> 18));
		ic_buf_putc(b, (int)(0x80 | (c >> 12 & 0x3f)));
		ic_buf_putc(b, (int)(0x80 | (c >> 6 & 0x3f)));
	}
	ic_buf_putc(b, (int)(0x80 | (c & 0x3f)));
}

static bool covered(const struct looker *l, const struct ic_word *w)
{
	for (uint32_t i = 0; i < w->n; i++) {
		uint32_t g = l->words.glyphs[w->first + i].index;

		if (l->p->all.at[g].boxed) {
			return true;
		}
	}
	return l->p->s->pages[l->p->index].whole != 0;
}

static bool in_margin(const struct looker *l, const struct ic_word *w)
{
	float wide = (float)l->p->grid.size.w / IC_MPT;
	float high = (float)l->p->grid.size.h / IC_MPT;
	float x = (w->start.x + w->end.x) / 2;
	float y = (w->start.y + w->end.y) / 2;

	return x < BAND || x > wide - BAND || y < BAND || y > high - BAND;
}

/* The chosen words, a line each, except where one follows another. */
static void write_text(struct looker *l, struct choice c)
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	const struct ic_word *last = NULL;

	ic_buf_reset(&l->text);
	for (size_t i = 0; i < l->words.n; i++) {
		const struct ic_word *w = &l->words.at[i];
		size_t n;

		if ((c.margin && !in_margin(l, w)) ||
		    (!c.covered && covered(l, w))) {
			continue;
		}
		ic_buf_putc(&l->text,
		    last && ic_word_follows(last, w) ? ' ' : '\n');
		n = ic_word_runes(&l->p->all, &l->words, w, runes);
		for (size_t k = 0; k < n; k++) {
			put_rune(&l->text, runes[k]);
		}
		last = w;
	}
}

struct finding {
	bool planned, other;
};

static struct finding find(struct looker *l, struct choice c)
{
	struct ic_bates at[NUMBERS_MAX];
	struct finding f = { 0 };
	size_t n;

	write_text(l, c);
	n = ic_bates_find(&l->prefixes, ic_buf_str(&l->text), l->text.len, at,
	    NUMBERS_MAX);
	for (size_t i = 0; i < n && i < NUMBERS_MAX; i++) {
		bool same = ic_bates_cmp(&at[i], &l->planned) == 0;

		f.planned = f.planned || same;
		f.other = f.other || !same;
	}
	return f;
}

/* What stands in the margin counts before what is cited in the text. */
static enum ic_stamp compare(struct looker *l)
{
	static const struct choice margin = { true, false };
	static const struct choice margin_all = { true, true };
	static const struct choice open = { false, false };
	static const struct choice all = { false, true };
	struct finding seen = find(l, margin);

	if (seen.planned) {
		return IC_STAMP_FOUND;
	}
	if (find(l, margin_all).planned) {
		return IC_STAMP_COVERED;
	}
	if (seen.other) {
		return IC_STAMP_OTHER;
	}
	if (find(l, open).planned) {
		return IC_STAMP_FOUND;
	}
	if (find(l, all).planned) {
		return IC_STAMP_COVERED;
	}
	return l->p->s->pages[l->p->index].whole ? IC_STAMP_COVERED
						 : IC_STAMP_NONE;
}

static enum ic_stamp look(fz_context *ctx, struct looker *l)
{
	const struct ic_slice *s = l->p->s;
	const char *number = ic_slice_str(s, s->pages[l->p->index].number);

	l->names = fz_malloc_array(ctx, s->nprefixes + 1u, const char *);
	for (uint32_t i = 0; i < s->nprefixes; i++) {
		l->names[i] = ic_slice_str(s, s->prefixes[i]);
	}
	l->prefixes = (struct ic_prefixes){ l->names, s->nprefixes };
	if (!ic_bates_parse(&l->prefixes, number, &l->planned, NULL)) {
		return IC_STAMP_NONE;
	}
	ic_words_group(ctx, &l->p->all, IC_WORDS_ALL, &l->words);
	return compare(l);
}

enum ic_stamp ic_scout_stamp(fz_context *ctx, const struct ic_scout_page *p)
{
	struct looker l = { .p = p };
	enum ic_stamp stamp = IC_STAMP_NONE;

	fz_var(stamp);
	fz_try(ctx) {
		stamp = look(ctx, &l);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &l.words);
		ic_buf_finish(&l.text);
		fz_free(ctx, l.names);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return stamp;
}
