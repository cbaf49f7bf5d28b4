/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Proof 5: number and legend stand once, in their place, right, readable. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "judge_page.h"
#include "judge_pixels.h"

#define INK_MAX 100000 /* millionths of the place that may be ink */
#define NEAR 5000      /* milli-points round a place, where a number is it */
#define SIZE_SLACK 2   /* milli-points */

static void fault(struct ic_judge_run *run, const struct ic_judge_page *p,
    enum ic_fault what)
{
	ic_judge_fault(run->judge, what, p->index, IC_JUDGE_NO_BOX);
}

static bool size_ok(struct ic_size a, struct ic_size b)
{
	/* MuPDF reads numbers as floats: 24 bits. */
	int32_t slack = SIZE_SLACK + (b.w + b.h) / (1 << 22);

	return abs(a.w - b.w) <= slack && abs(a.h - b.h) <= slack;
}

/*
 * Black text stands on paper: few of the picture's pixels below it are dark.
 * What of its place lies beside the picture is paper. Throws.
 */
static bool on_paper(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p, struct ic_rect ink)
{
	const struct ic_pixels_of *px;
	struct ic_area a;
	int64_t all;

	if (!p->marks.image) {
		return true;
	}
	px = ic_judge_pixels(ctx, run, p);
	a = ic_judge_stands(run, p, px, ink);
	all = (int64_t)(a.x1 - a.x0) * (a.y1 - a.y0);
	return all <= 0 ||
	    ic_judge_dark(ctx, px, &a) * 1000000 <= all * INK_MAX;
}

/* Throws. */
static void want_paper(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->nitems; i++) {
		if (p->items[i].kind >= IC_ITEM_NUMBER) {
			ic_pixels_want(ctx, &p->px,
			    ic_judge_stands(run, p, &p->px, p->items[i].e.ink));
		}
	}
}

/* The last plate below a mark that holds all of the text. */
static bool on_plate(const struct ic_judge_page *p, size_t mark,
    struct ic_rect ink)
{
	fz_rect r = ic_judge_points(ink);

	for (size_t i = mark; i-- > 0;) {
		const struct ic_mark *m = &p->marks.at[i];

		if (m->kind == IC_MARK_PLATE && m->gray == 1 &&
		    m->area.x0 <= r.x0 && m->area.y0 <= r.y0 &&
		    m->area.x1 >= r.x1 && m->area.y1 >= r.y1) {
			return true;
		}
	}
	return false;
}

static bool painted_over(const struct ic_judge_page *p, size_t mark,
    struct ic_rect ink)
{
	for (size_t i = mark + 1; i < p->marks.n; i++) {
		enum ic_mark_kind kind = p->marks.at[i].kind;

		if ((kind == IC_MARK_IMAGE || kind == IC_MARK_PLATE ||
			kind == IC_MARK_OTHER ||
			ic_judge_is_highlight(&p->marks.at[i])) &&
		    ic_marks_rect_meets(p->marks.at[i].area,
			ic_judge_points(ink))) {
			return true;
		}
	}
	return false;
}

/* Throws. */
static bool readable(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p, const struct ic_match *m, const struct ic_item *it)
{
	return m->look && !painted_over(p, m->mark, it->e.ink) &&
	    (on_plate(p, m->mark, it->e.ink) ||
		on_paper(ctx, run, p, it->e.ink));
}

/* Another text stands where this one should: it is wrong, not missing. */
static bool replaced(const struct ic_judge_page *p, const struct ic_item *it)
{
	fz_rect place = ic_judge_points(ic_rect_grow(it->e.ink, NEAR));

	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];
		fz_point at;

		if (m->kind != IC_MARK_RUN || p->used[i] || m->n == 0) {
			continue;
		}
		at = p->marks.glyphs[m->first].at;
		if (at.x >= place.x0 && at.x <= place.x1 && at.y >= place.y0 &&
		    at.y <= place.y1) {
			return true;
		}
	}
	return false;
}

/* What a run's outlines cover. Throws. */
static fz_rect drawn(fz_context *ctx, const struct ic_judge_page *p,
    const struct ic_mark *m)
{
	fz_rect all = fz_empty_rect;

	for (size_t i = 0; i < m->n; i++) {
		fz_rect r = ic_marks_outline(ctx, m,
		    &p->marks.glyphs[m->first + i]);

		all = fz_union_rect(all, r);
	}
	return all;
}

/*
 * The layout that tells where it stands is the maker's own; so the plan's
 * corner is looked at once more, by what is drawn: not nearer to the edges
 * than the margin, and not further by more than blanks or low letters make.
 */
static bool near_margins(const struct ic_slice *s,
    const struct ic_judge_page *p, enum ic_position at, bool moved, fz_rect r,
    float em)
{
	float w = (float)p->size.w / IC_MPT, h = (float)p->size.h / IC_MPT;
	float margin = (float)s->margin / IC_MPT;
	float down = at < IC_BOTTOM_LEFT ? r.y0 : h - r.y1;
	float across = at % 3 == IC_TOP_LEFT ? r.x0 : w - r.x1;

	if (moved) {
		float nearer = fminf(h - r.y1, r.y0);

		return nearer >= margin - em / 10 && nearer <= margin + em &&
		    fminf(r.x0, w - r.x1) >=
		    fminf(margin, (float)IC_BANNER_EDGE / IC_MPT) - em / 10;
	}
	if (at % 3 == IC_TOP_CENTER) {
		across = margin + fabsf(r.x0 + r.x1 - w) / 2;
	}
	return down >= margin - em / 10 && down <= margin + em &&
	    across >= margin - em / 10 && across <= margin + 2 * em;
}

/* Throws. */
static bool in_corner(fz_context *ctx, const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_match *m,
    const struct ic_item *it)
{
	const struct ic_slice *s = run->s;
	uint8_t at = it->kind == IC_ITEM_NUMBER ? s->pages[p->index].number_at
	    : it->kind == IC_ITEM_LEGEND        ? s->legend_at
						: s->banner_at;

	return near_margins(s, p, (enum ic_position)at, it->e.moved,
	    drawn(ctx, p, &p->marks.at[m->mark]), (float)it->e.size / IC_MPT);
}

/*
 * Other lines of the same text: a sheet says its numbers in its middle, too,
 * and an id or a code may be what a number or a legend is.
 */
static unsigned lines_alike(const struct ic_judge_page *p,
    const struct ic_item *it)
{
	unsigned n = 0;

	for (size_t i = 0; i < p->nitems; i++) {
		n += p->items[i].kind < IC_ITEM_NUMBER &&
		    strcmp(p->items[i].e.text, it->e.text) == 0;
	}
	return n;
}

/* Throws. */
static void endorsement(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p, size_t item)
{
	const struct ic_match *m = &p->matches[item];
	const struct ic_item *it = &p->items[item];
	bool number = it->kind == IC_ITEM_NUMBER;
	enum ic_fault not_it = it->kind == IC_ITEM_BANNER ? IC_FAULT_BANNER
							  : IC_FAULT_LEGEND;

	if (m->same == 0) {
		fault(run, p,
		    !number               ? not_it
			: replaced(p, it) ? IC_FAULT_NUMBER_WRONG
					  : IC_FAULT_NUMBER_MISSING);
	} else if (m->same > 1 + lines_alike(p, it)) {
		fault(run, p, IC_FAULT_NUMBER_TWICE);
	} else if (!m->place) {
		fault(run, p, IC_FAULT_NUMBER_PLACE);
	} else if (!m->glyphs) {
		fault(run, p, number ? IC_FAULT_NUMBER_WRONG : not_it);
	} else if (!readable(ctx, run, p, m, it)) {
		fault(run, p, IC_FAULT_NUMBER_UNREADABLE);
	} else if (!in_corner(ctx, run, p, m, it)) {
		fault(run, p, IC_FAULT_NUMBER_PLACE);
	}
}

static bool in_a_box(fz_context *ctx, const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_mark *m)
{
	const struct ic_slice_page *sp = &run->s->pages[p->index];

	for (uint32_t i = 0; i < ic_slice_burned(sp); i++) {
		if (ic_judge_in_box(ctx, run, p, m, sp->box + i)) {
			return true;
		}
	}
	return (sp->whole && !sp->marked) || sp->source == IC_SLICE_NO_SOURCE;
}

static bool repeats(const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_mark *m)
{
	for (size_t i = 0; i < p->nitems; i++) {
		if (p->items[i].kind >= IC_ITEM_NUMBER &&
		    ic_judge_says(run, p, m, p->items[i].e.text)) {
			return true;
		}
	}
	return false;
}

/*
 * Text that is seen and is no item: what is under a box is proof 2's, what
 * repeats an item is reported with it. Throws.
 */
static void strays(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];

		if (m->kind == IC_MARK_RUN && !p->used[i] &&
		    !repeats(run, p, m) && !in_a_box(ctx, run, p, m)) {
			fault(run, p, IC_FAULT_NUMBER_WRONG);
			return;
		}
	}
}

static bool is_plate_of(const struct ic_mark *m, const struct ic_item *it)
{
	fz_rect r = ic_judge_points(it->e.plate);
	fz_rect grown = fz_expand_rect(r, 0.02f);

	return it->kind >= IC_ITEM_NUMBER && m->gray == 1 &&
	    m->area.x0 >= grown.x0 && m->area.y0 >= grown.y0 &&
	    m->area.x1 <= grown.x1 && m->area.y1 <= grown.y1;
}

/* A plate that no endorsement stands on would hide something else. */
static void plates(struct ic_judge_run *run, const struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->marks.n; i++) {
		bool known = p->marks.at[i].kind != IC_MARK_PLATE;

		for (size_t k = 0; !known && k < p->nitems; k++) {
			known = run->s->plate &&
			    is_plate_of(&p->marks.at[i], &p->items[k]);
		}
		if (!known) {
			fault(run, p, IC_FAULT_NUMBER_PLACE);
			return;
		}
	}
}

static void note_shown(struct ic_judge_run *run, const struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];

		for (size_t k = 0; m->kind == IC_MARK_RUN && k < m->n; k++) {
			int gid = p->marks.glyphs[m->first + k].gid;

			if (gid >= 0 && gid < IC_FONT_GLYPHS_MAX) {
				run->shown[gid] = true;
			}
		}
	}
}

/*
 * A subset with one character more tells of a text that was taken out. Beyond
 * the font's count there is none that could be drawn, only a warning for each.
 */
static void font_audit(fz_context *ctx, struct ic_judge_run *run)
{
	int n = run->last ? run->last->glyph_count : 0;

	n = n < IC_FONT_GLYPHS_MAX ? n : IC_FONT_GLYPHS_MAX;
	for (int gid = 1; gid < n; gid++) {
		if (!run->shown[gid] && ic_judge_draws(ctx, run->last, gid)) {
			ic_judge_fault(run->judge, IC_FAULT_FONT,
			    IC_JUDGE_NO_PAGE, IC_JUDGE_NO_BOX);
			return;
		}
	}
}

static void say_measured(struct ic_judge_run *run,
    const struct ic_judge_page *p)
{
	int32_t said[IC_MEASURED] = { 0 };

	for (size_t i = 0; i < p->nitems; i++) {
		const struct ic_match *m = &p->matches[i];
		float off = fminf(m->off * IC_MPT, IC_MPT_MAX);

		if (m->mark != IC_JUDGE_NONE) {
			said[0]++;
			said[1] = off > (float)said[1] ? (int32_t)off : said[1];
		}
	}
	ic_judge_say(run->judge, p->index, IC_JUDGE_NO_BOX, said);
}

/* Throws. */
static void page_endorsements(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	note_shown(run, p);
	if (!size_ok(p->size, run->s->pages[p->index].size)) {
		fault(run, p, IC_FAULT_PAGE_SIZE);
		return;
	}
	for (size_t i = 0; i < p->nitems; i++) {
		if (p->items[i].kind >= IC_ITEM_NUMBER) {
			endorsement(ctx, run, p, i);
		}
	}
	strays(ctx, run, p);
	plates(run, p);
	say_measured(run, p);
}

const struct ic_judge_proof ic_proof_endorsements = {
	.judge = { .proof = IC_PROOF_ENDORSEMENT },
	.page = page_endorsements,
	.want = want_paper,
	.last = font_audit,
};
