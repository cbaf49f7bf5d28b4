/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The designation that an earlier production printed on a page: in the text
 * of the bands above and below, where a line is one of the usual designations
 * and nothing else, or words anywhere in it are those that the spec gives.
 * What is drawn without text is not found.
 */
#include "scout_legend.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "core/old_legend.h"
#include "glyphs_priv.h"
#include "textlayer_priv.h"
#include "words_priv.h"

#define BAND 72.0f     /* points from the upper and lower edge */
#define RUNES_MAX 2048 /* of a line */
#define AIR 1000       /* milli-points around it: ink may leave its quad */

/* Characters that count, as they are compared. */
struct phrase {
	uint32_t rune[RUNES_MAX];
	size_t n;
};

struct seeker {
	fz_context *ctx;
	const struct ic_glyphs *all;
	struct ic_size page;
	struct ic_words words;
	struct phrase given, line, usual;
	uint32_t
	    *end; /* of each word of the line: where it ends in it; owned */
	ic_scout_legend_fn *found;
	void *user;
	unsigned count;
};

static void add_rune(struct phrase *p, uint32_t c)
{
	if (ic_rune_is_part(c) && p->n < RUNES_MAX) {
		p->rune[p->n++] = ic_rune_lower(c);
	}
}

static void set_phrase(struct phrase *p, const char *text)
{
	size_t len = strlen(text), at = 0;

	p->n = 0;
	while (at < len) {
		add_rune(p, ic_utf8_next(text, len, &at));
	}
}

/* Upright words, near the upper or lower edge. */
static bool in_band(const struct seeker *s, const struct ic_word *w)
{
	float high = (float)s->page.h / IC_MPT;
	float y = (w->start.y + w->end.y) / 2;

	return (y < BAND || y > high - BAND) && fabsf(w->dir.y) < 0.1f &&
	    !w->vertical;
}

static struct ic_rect mpt(const struct seeker *s, fz_rect r)
{
	struct ic_rect out = { (int32_t)floorf(r.x0 * IC_MPT),
		(int32_t)floorf(r.y0 * IC_MPT), (int32_t)ceilf(r.x1 * IC_MPT),
		(int32_t)ceilf(r.y1 * IC_MPT) };

	return ic_rect_intersect(ic_rect_grow(out, AIR), ic_rect_of(s->page));
}

/* A number that a page can have; else nothing is where it stands. */
static bool is_near(fz_rect r)
{
	const float most = (float)IC_MPT_MAX / IC_MPT;

	return r.x0 > -most && r.y0 > -most && r.x1 < most && r.y1 < most;
}

static void tell(struct seeker *s, size_t from, size_t to, uint32_t word)
{
	fz_rect all = fz_empty_rect;
	struct ic_rect rect;

	for (size_t i = from; i < to; i++) {
		const struct ic_word *w = &s->words.at[i];

		for (uint32_t k = 0; k < w->n; k++) {
			const struct ic_glyph *g =
			    &s->all->at[s->words.glyphs[w->first + k].index];

			all = fz_union_rect(all, ic_glyph_bounds(g));
			all = fz_union_rect(all, g->outline);
		}
	}
	rect = is_near(all) ? mpt(s, all) : (struct ic_rect){ 0 };
	if (!ic_rect_is_empty(rect) && s->count < IC_OLD_LEGENDS_MAX) {
		s->count++;
		s->found(s->user, rect, word);
	}
}

static bool same(const struct phrase *p, const uint32_t *rune, size_t n)
{
	return p->n == n && memcmp(p->rune, rune, n * sizeof(*rune)) == 0;
}

/* Words from `from` on of which the text is made; how many, or 0. */
static size_t match(const struct seeker *s, size_t from, size_t n)
{
	size_t begin = from ? s->end[from - 1] : 0;

	for (size_t k = from; k < n && s->end[k] - begin <= s->given.n; k++) {
		if (same(&s->given, s->line.rune + begin, s->end[k] - begin)) {
			return k + 1 - from;
		}
	}
	return 0;
}

static void look_for_given(struct seeker *s, size_t first, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		size_t words = match(s, k, n);

		if (words > 0) {
			tell(s, first + k, first + k + words, 0);
			k += words - 1;
		}
	}
}

static void look_for_usual(struct seeker *s, size_t first, size_t n)
{
	for (uint32_t i = 0; i < ic_old_legend_count(); i++) {
		set_phrase(&s->usual, ic_old_legend_words[i]);
		if (same(&s->usual, s->line.rune, s->line.n)) {
			tell(s, first, first + n, i);
			return;
		}
	}
}

/* The words of a line, which begins with word `first`; how many they are. */
static size_t read_line(struct seeker *s, size_t first)
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	size_t n = 0;

	s->line.n = 0;
	do {
		const struct ic_word *w = &s->words.at[first + n];
		size_t count = ic_word_runes(s->all, &s->words, w, runes);

		for (size_t k = 0; k < count; k++) {
			add_rune(&s->line, runes[k]);
		}
		s->end[n++] = (uint32_t)s->line.n;
	} while (first + n < s->words.n &&
	    ic_word_follows(&s->words.at[first + n - 1],
		&s->words.at[first + n]));
	return n;
}

static void look(struct seeker *s)
{
	size_t n;

	ic_words_group(s->ctx, s->all, IC_WORDS_ALL, &s->words);
	s->end = fz_malloc_array(s->ctx, s->words.n + 1, uint32_t);
	for (size_t first = 0; first < s->words.n; first += n) {
		n = read_line(s, first);
		if (!in_band(s, &s->words.at[first]) || s->line.n == 0) {
			continue;
		}
		if (s->given.n > 0) {
			look_for_given(s, first, n);
		} else {
			look_for_usual(s, first, n);
		}
	}
}

unsigned ic_scout_legend(fz_context *ctx, const struct ic_glyphs *all,
    struct ic_size page, const char *text, ic_scout_legend_fn *found,
    void *user)
{
	struct seeker *s = fz_malloc_struct(ctx, struct seeker);
	unsigned count = 0;

	*s = (struct seeker){ .ctx = ctx,
		.all = all,
		.page = page,
		.found = found,
		.user = user };
	set_phrase(&s->given, text);
	fz_var(count);
	fz_try(ctx) {
		look(s);
		count = s->count;
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &s->words);
		fz_free(ctx, s->end);
		fz_free(ctx, s);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return count;
}

bool ic_scout_has_covers(const struct ic_scout_page *p)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];

	for (uint32_t i = 0; i < sp->nboxes; i++) {
		if (p->s->boxes[sp->box + i].cover) {
			return true;
		}
	}
	return false;
}

bool ic_scout_is_legend(const struct ic_scout_page *p, const struct ic_glyph *g)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];
	bool cover = false;

	for (uint32_t i = 0; i < sp->nboxes; i++) {
		const struct ic_slice_box *b = &p->s->boxes[sp->box + i];

		if (ic_glyph_touches(g,
			ic_geometry_points(
			    ic_rect_grow(b->rect, IC_TEXT_BOX_AIR)))) {
			if (!b->cover) {
				return false;
			}
			cover = true;
		}
	}
	return cover;
}
