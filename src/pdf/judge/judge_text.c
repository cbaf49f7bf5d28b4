/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 3, the words: what the invisible layer says, the source says at the
 * same place. Pixels alone would let a word be exchanged for another.
 */
#include "judge_text.h"

#include <math.h>

#include "pdf/scan.h"
#include "words_priv.h"

#define STEP_SLACK 0.2f /* of the advance, by which a character may be off */

/* From output points to those of the source page. */
struct way {
	float scale, dx, dy;
};

struct work {
	struct ic_text_source source;
	struct ic_text_run run;
	struct way way;
	fz_point word_end; /* where the last run ended */
	bool after_word;   /* it ended with a word */
	int32_t compared;  /* characters */
};

static struct way way_of(const struct ic_slice *s, struct ic_size page)
{
	struct ic_placement at = ic_slice_placement(s, page);

	return (struct way){ 1e6f / (float)at.scale, (float)at.dx / IC_MPT,
		(float)at.dy / IC_MPT };
}

static fz_point back(const struct way *w, fz_point p)
{
	return fz_make_point((p.x - w->dx) * w->scale,
	    (p.y - w->dy) * w->scale);
}

static bool is_high(int rune)
{
	return rune >= 0xd800 && rune < 0xdc00;
}

static bool is_low(int rune)
{
	return rune >= 0xdc00 && rune < 0xe000;
}

/* Where the pen is after a glyph of the layer, output points. */
static fz_point pen(const struct ic_mark *m, const struct ic_mark_glyph *g)
{
	return fz_make_point(g->at.x + m->trm.a / 2, g->at.y + m->trm.b / 2);
}

static float apart(fz_point a, fz_point b)
{
	return hypotf(a.x - b.x, a.y - b.y);
}

/* The next glyph stands where this one ends. */
static bool goes_on(const struct ic_mark *m, const struct ic_mark_glyph *g)
{
	return apart(pen(m, &g[0]), g[1].at) <
	    STEP_SLACK * hypotf(m->trm.a / 2, m->trm.b / 2);
}

/* Throws. */
static void add(fz_context *ctx, struct work *w, uint32_t rune, fz_point start,
    fz_point end)
{
	uint32_t plain[2];
	unsigned n = ic_text_plain(rune, plain);

	if (w->run.n + n > w->run.cap) {
		size_t cap = 2 * w->run.cap + 64;

		w->run.at = fz_realloc_array(ctx, w->run.at, cap,
		    struct ic_text_unit);
		w->run.cap = cap;
	}
	for (unsigned i = 0; i < n; i++) {
		w->run.at[w->run.n++] = (struct ic_text_unit){ plain[i], start,
			end };
	}
	w->compared++;
}

/*
 * Characters of the mark from `first` to where a gap comes. Codes are UTF-16:
 * a pair of them is a character. Returns what follows. Throws.
 */
static size_t read_run(fz_context *ctx, struct work *w,
    const struct ic_judge_page *p, const struct ic_mark *m, size_t first)
{
	const struct ic_mark_glyph *g = &p->marks.glyphs[m->first];
	size_t i = first;
	bool more = true;

	w->run.n = 0;
	while (more) {
		fz_point start = back(&w->way, g[i].at);
		uint32_t rune = (uint32_t)g[i].rune;

		more = i + 1 < m->n && goes_on(m, &g[i]);
		if (more && is_high(g[i].rune) && is_low(g[i + 1].rune)) {
			rune = 0x10000 + ((rune - 0xd800) << 10) +
			    ((uint32_t)g[i + 1].rune - 0xdc00);
			i++;
			more = i + 1 < m->n && goes_on(m, &g[i]);
		}
		add(ctx, w, rune, start, back(&w->way, pen(m, &g[i])));
		i++;
	}
	w->run.em = hypotf(m->trm.c, m->trm.d) * w->way.scale;
	return i;
}

static int32_t milli(float v)
{
	v = roundf(v * IC_MPT);
	return (int32_t)fmaxf(fminf(v, IC_MPT_MAX), -IC_MPT_MAX);
}

/* Where it stands in the source is told. */
static void tell(struct ic_judge_run *run, uint32_t page,
    const struct ic_text_run *r)
{
	int32_t at[4] = { milli(r->at[0].start.x), milli(r->at[0].start.y),
		milli(r->at[r->n - 1].end.x), milli(r->at[r->n - 1].end.y) };

	ic_judge_measured(run->judge, IC_FAULT_LAYER_TEXT, page,
	    IC_JUDGE_NO_BOX, at);
}

/* Throws. */
static bool mark_agrees(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_mark *m, struct work *w)
{
	for (size_t i = 0; i < m->n;) {
		struct ic_text_run *r = &w->run;
		enum ic_text_end end;

		i = read_run(ctx, w, p, m, i);
		r->follows = w->after_word &&
		    apart(w->word_end, r->at[0].start) < r->slack;
		end = ic_text_find(ctx, &w->source, r);
		if (end == IC_TEXT_STRANGE) {
			tell(run, p->index, r);
			return false;
		}
		w->after_word = end == IC_TEXT_WORD;
		w->word_end = r->at[r->n - 1].end;
	}
	return true;
}

float ic_judge_moved(const struct ic_slice *s, struct ic_size size)
{
	uint32_t least = s->dpi < IC_SCAN_VIEW_DPI ? s->dpi : IC_SCAN_VIEW_DPI;
	float dpi = (float)ic_raster_dpi(size, least);
	float x = (float)size.w / IC_MPT, y = (float)size.h / IC_MPT;

	return fmaxf(x / fmaxf(roundf(x * dpi / 72), 1),
	    y / fmaxf(roundf(y * dpi / 72), 1));
}

/* Throws. */
static bool layer_agrees(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p, struct work *w)
{
	struct ic_size size = run->s->pages[p->index].size;
	float x = (float)size.w / IC_MPT, y = (float)size.h / IC_MPT;

	w->way = way_of(run->s, size);
	w->run.pixel = ic_judge_moved(run->s, size);
	w->run.slack = 0.02f + (x + y) / (1 << 20);
	ic_text_source_open(ctx, &run->glyphs, &w->source);
	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];

		if (m->kind == IC_MARK_LAYER &&
		    !mark_agrees(ctx, run, p, m, w)) {
			return false;
		}
	}
	return true;
}

bool ic_judge_has_layer(const struct ic_judge_page *page)
{
	for (size_t i = 0; i < page->marks.n; i++) {
		if (page->marks.at[i].kind == IC_MARK_LAYER) {
			return true;
		}
	}
	return false;
}

bool ic_judge_text(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page, int32_t *compared)
{
	struct work w = { .compared = 0 };
	bool agrees = true;

	if (!ic_judge_has_layer(page)) {
		return true;
	}
	fz_var(agrees);
	fz_try(ctx) {
		agrees = layer_agrees(ctx, run, page, &w);
	}
	fz_always(ctx) {
		ic_text_source_close(ctx, &w.source);
		fz_free(ctx, w.run.at);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	*compared = w.compared;
	return agrees;
}
