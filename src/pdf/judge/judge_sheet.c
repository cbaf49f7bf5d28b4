/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 2 of a sheet. The layout that tells where its lines stand is the
 * maker's own. So what a reader reads from top to bottom is held against the
 * slice once more, without it: character by character, nothing too many, none
 * too few, upright, black, of a size that can be read, on the page, and no
 * line over another.
 */
#include <math.h>

#include "judge_page.h"

#define SIZE_MIN 5.5f /* points */
#define APART 0.7f    /* sizes, from a line to the next */
#define SLACK 0.02f   /* points */

static bool is_number(const struct ic_judge_page *p, size_t mark)
{
	for (size_t i = 0; i < p->nitems; i++) {
		if (p->items[i].kind >= IC_ITEM_NUMBER &&
		    p->matches[i].mark == mark) {
			return true;
		}
	}
	return false;
}

/* Each line as it is to be set, in its place. */
static bool in_place(const struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->nitems; i++) {
		const struct ic_match *m = &p->matches[i];

		if (p->items[i].kind == IC_ITEM_SHEET &&
		    (m->mark == IC_JUDGE_NONE || !m->place || !m->look ||
			!m->glyphs)) {
			return false;
		}
	}
	return true;
}

/* What a reader reads, and what is to be read: both without blanks. */
struct reading {
	const struct ic_judge_run *run;
	const struct ic_judge_page *page;
	uint32_t line; /* of the page's lines */
	const char *at;
	float x, y, size; /* where the last run ended, and its size */
	bool begun;
};

/* The next character that is to be read; 0 at the end. */
static uint32_t next(struct reading *r)
{
	const struct ic_slice *s = r->run->s;
	const struct ic_slice_page *sp = &s->pages[r->page->index];
	uint32_t meant = ' ';
	int rune;

	while (meant == ' ') {
		while (!r->at || *r->at == '\0') {
			if (r->line == sp->nlines) {
				return 0;
			}
			r->at = ic_slice_str(s,
			    s->lines[sp->line + r->line++].text);
		}
		r->at += fz_chartorune(&rune, r->at);
		meant = ic_font_canonical(r->run->layout, (uint32_t)rune);
	}
	return meant;
}

/* Upright, black, large enough, and all of it on the page. Throws. */
static bool legible(fz_context *ctx, const struct ic_judge_page *p,
    const struct ic_mark *m)
{
	fz_rect page = ic_judge_points(ic_rect_of(p->size));

	for (size_t i = 0; i < m->n; i++) {
		fz_rect r = ic_marks_outline(ctx, m,
		    &p->marks.glyphs[m->first + i]);

		if (!fz_is_empty_rect(r) &&
		    (r.x0 < page.x0 || r.y0 < page.y0 || r.x1 > page.x1 ||
			r.y1 > page.y1)) {
			return false;
		}
	}
	return m->n > 0 && m->gray == 0 && m->trm.b == 0 && m->trm.c == 0 &&
	    m->trm.a >= SIZE_MIN && fabsf(m->trm.a + m->trm.d) <= SLACK;
}

/* Below the last run, or beside it to the right. */
static bool follows(struct reading *r, const struct ic_mark *m)
{
	const struct ic_mark_glyph *g = &r->page->marks.glyphs[m->first];
	float size = m->trm.a, down = g->at.y - r->y;
	bool ok = !r->begun || down >= APART * fmaxf(size, r->size) ||
	    (fabsf(down) <= SLACK && g->at.x > r->x);

	r->begun = true;
	r->x = g[m->n - 1].at.x;
	r->y = g->at.y;
	r->size = size;
	return ok;
}

static bool says(struct reading *r, const struct ic_mark *m)
{
	for (size_t i = 0; i < m->n; i++) {
		int rune = r->page->marks.glyphs[m->first + i].rune;

		if (rune != ' ' && (uint32_t)rune != next(r)) {
			return false;
		}
	}
	return true;
}

/* Throws. */
static bool reads(fz_context *ctx, const struct ic_judge_run *run,
    const struct ic_judge_page *p)
{
	struct reading r = { .run = run, .page = p };

	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];

		if (m->kind == IC_MARK_RUN && is_number(p, i)) {
			continue;
		}
		if (m->kind != IC_MARK_RUN || !legible(ctx, p, m) ||
		    !follows(&r, m) || !says(&r, m)) {
			return false;
		}
	}
	return next(&r) == 0;
}

void ic_judge_sheet(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *p)
{
	if (!in_place(p) || !reads(ctx, run, p)) {
		ic_judge_fault(run->judge, IC_FAULT_SHEET, p->index,
		    IC_JUDGE_NO_BOX);
	}
}
