/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which of the numbers of a page is its own. A path through the pages, one
 * number of each that has some, is worth what its numbers and its steps are
 * worth; the best one is found page by page (Viterbi). That is done twice: the
 * second time it is known where on the page numbers stand in this file, and a
 * number that stands there is worth more than any that does not. What is
 * chosen then and has no reason to be believed is not read after all.
 */
#include "core/numbers.h"

#include <stdlib.h>

#define PT IC_MPT

/* What a number is worth. */
#define ALONE 30
#define EDGE 10  /* at the edge itself; nothing a band away */
#define KIND 20  /* prefix and digits of what the page is said to have */
#define SAID 10  /* it is that very number */
#define PLACE 60 /* it stands where the others do */

/* And a step from one page to the next. */
#define SERIES_HERE 60 /* one more, in the same place */
#define SERIES_ALONE 25
#define SERIES 5
#define HERE 25 /* in the same place, another number */
#define TYPE 5  /* in the same size */

#define NEAR (9 * PT)   /* one place: no farther apart */
#define SAME_TYPE 750   /* milli-points: one size */
#define STEP_MAX 4      /* pages between two that prove each other */
#define PLACES_MAX 8    /* of a file that are counted */
#define WORST INT32_MIN /* of no path */

struct place {
	uint8_t across, down; /* thirds of the width, halves of the height */
	int32_t dx, dy;       /* from the edge, or the middle, of those */
};

struct chooser {
	struct ic_numbers *n;
	const struct ic_bates *expected;
	bool has_place;
	struct place at; /* where numbers stand in this file */
	int32_t *worth;  /* of the best path that ends in a number */
	uint32_t *from;  /* the number before it on that path */
};

static struct place place_of(const struct ic_number *x, struct ic_size page)
{
	int32_t mid = x->rect.x0 / 2 + x->rect.x1 / 2;
	int32_t high = x->rect.y0 / 2 + x->rect.y1 / 2;
	struct place p = { .across = mid > page.w / 3 };

	p.dx = x->rect.x0;
	if (mid > page.w - page.w / 3) {
		p.across = 2;
		p.dx = page.w - x->rect.x1;
	} else if (p.across) {
		p.dx = mid - page.w / 2;
	}
	p.down = high > page.h / 2;
	p.dy = p.down ? page.h - high : high;
	return p;
}

static bool near(int32_t a, int32_t b)
{
	return a - b <= NEAR && b - a <= NEAR;
}

static bool same_place(struct place a, struct place b)
{
	return a.across == b.across && a.down == b.down && near(a.dx, b.dx) &&
	    near(a.dy, b.dy);
}

/* How far from the edge of its page the middle of a number is. */
static int32_t depth(const struct ic_number *x, struct ic_size page)
{
	int32_t mid = x->rect.x0 / 2 + x->rect.x1 / 2;
	int32_t high = x->rect.y0 / 2 + x->rect.y1 / 2;
	int32_t d = mid < page.w - mid ? mid : page.w - mid;
	int32_t e = high < page.h - high ? high : page.h - high;

	return d < e ? d : e;
}

/* True if `b` is `step` further on than `a`, in numbers or in suffixes. */
static bool is_next(const struct ic_bates *a, const struct ic_bates *b,
    uint32_t step)
{
	uint64_t between;

	return ic_bates_between(a, b, &between) && between == step;
}

static bool is_said(const struct chooser *c, uint32_t page,
    const struct ic_bates *b)
{
	return c->expected && is_next(c->expected, b, page);
}

static int32_t worth(const struct chooser *c, uint32_t page,
    const struct ic_number *x)
{
	struct ic_size size = c->n->pages[page].size;
	int32_t d = depth(x, size), v = x->alone ? ALONE : 0;

	if (d < IC_NUMBERS_BAND) {
		v += EDGE - (int32_t)((int64_t)EDGE * d / IC_NUMBERS_BAND);
	}
	if (c->expected && c->expected->prefix == x->bates.prefix &&
	    c->expected->digits == x->bates.digits) {
		v += KIND;
	}
	v += is_said(c, page, &x->bates) ? SAID : 0;
	if (c->has_place && same_place(c->at, place_of(x, size))) {
		v += PLACE;
	}
	return v;
}

/* A step from number `a` of page i to `b` of page j. */
static int32_t step_worth(const struct chooser *c, uint32_t i, uint32_t j,
    const struct ic_number *a, const struct ic_number *b)
{
	bool here = same_place(place_of(a, c->n->pages[i].size),
	    place_of(b, c->n->pages[j].size));
	int32_t type = a->em - b->em <= SAME_TYPE && b->em - a->em <= SAME_TYPE
	    ? TYPE
	    : 0;

	if (is_next(&a->bates, &b->bates, j - i)) {
		return type +
		    (here                          ? SERIES_HERE
			    : a->alone && b->alone ? SERIES_ALONE
						   : SERIES);
	}
	/* One that stays the same names the document, and no page of it. */
	if (ic_bates_cmp(&a->bates, &b->bates) == 0) {
		return 0;
	}
	return here ? HERE + type : 0;
}

/* The best paths that end in a number of page j; page i is before it. */
static void reach(struct chooser *c, uint32_t i, uint32_t j)
{
	const struct ic_number_page *p = &c->n->pages[j];

	for (uint32_t k = p->first; k < p->first + p->n; k++) {
		const struct ic_number *b = &c->n->at[k];

		c->worth[k] = 0;
		c->from[k] = IC_NUMBERS_NONE;
		if (i != IC_NUMBERS_NONE) {
			const struct ic_number_page *q = &c->n->pages[i];

			c->worth[k] = WORST;
			for (uint32_t h = q->first; h < q->first + q->n; h++) {
				int32_t v = c->worth[h] +
				    step_worth(c, i, j, &c->n->at[h], b);

				if (v > c->worth[k]) {
					c->worth[k] = v;
					c->from[k] = h;
				}
			}
		}
		c->worth[k] += worth(c, j, b);
	}
}

/* So that a file of any length has sums that fit. */
static void level(struct chooser *c, uint32_t page)
{
	const struct ic_number_page *p = &c->n->pages[page];
	int32_t best = WORST;

	for (uint32_t k = p->first; k < p->first + p->n; k++) {
		best = c->worth[k] > best ? c->worth[k] : best;
	}
	for (uint32_t k = p->first; k < p->first + p->n; k++) {
		c->worth[k] -= best;
	}
}

static void walk(struct chooser *c)
{
	struct ic_numbers *n = c->n;
	uint32_t last = IC_NUMBERS_NONE, k = IC_NUMBERS_NONE;

	for (uint32_t j = 0; j < n->npages; j++) {
		n->pages[j].chosen = IC_NUMBERS_NONE;
		if (n->pages[j].n > 0) {
			reach(c, last, j);
			level(c, j);
			last = j;
		}
	}
	for (uint32_t j = last; j != IC_NUMBERS_NONE && j < n->npages; j--) {
		const struct ic_number_page *p = &n->pages[j];

		if (p->n == 0) {
			continue;
		}
		if (k == IC_NUMBERS_NONE) {
			k = p->first;
			for (uint32_t h = p->first; h < p->first + p->n; h++) {
				k = c->worth[h] > c->worth[k] ? h : k;
			}
		}
		n->pages[j].chosen = k;
		k = c->from[k];
	}
}

/* True if the numbers chosen on two pages prove each other. */
static bool proves(const struct chooser *c, uint32_t i, uint32_t j)
{
	const struct ic_number *a = ic_numbers_of(c->n, i);
	const struct ic_number *b = ic_numbers_of(c->n, j);

	return j - i <= STEP_MAX && a && b &&
	    step_worth(c, i, j, a, b) >= SERIES_ALONE &&
	    is_next(&a->bates, &b->bates, j - i);
}

/* The nearest page before, or after, of which a number was chosen. */
static uint32_t neighbour(const struct chooser *c, uint32_t page, bool after)
{
	for (uint32_t k = 1; k <= STEP_MAX; k++) {
		uint32_t at = after ? page + k : page - k;

		if ((!after && k > page) || at >= c->n->npages) {
			break;
		}
		if (c->n->pages[at].n > 0) {
			return at;
		}
	}
	return IC_NUMBERS_NONE;
}

static bool is_proved(const struct chooser *c, uint32_t page)
{
	uint32_t before = neighbour(c, page, false);
	uint32_t after = neighbour(c, page, true);

	return (before != IC_NUMBERS_NONE && proves(c, before, page)) ||
	    (after != IC_NUMBERS_NONE && proves(c, page, after));
}

/* Where most of the numbers that are proved stand. */
static void learn_place(struct chooser *c)
{
	struct place at[PLACES_MAX];
	uint32_t count[PLACES_MAX] = { 0 }, n = 0, best = 0;

	for (uint32_t i = 0; i < c->n->npages; i++) {
		const struct ic_number *x = ic_numbers_of(c->n, i);
		struct place p;
		uint32_t k = 0;

		if (!x || !is_proved(c, i)) {
			continue;
		}
		p = place_of(x, c->n->pages[i].size);
		while (k < n && !same_place(at[k], p)) {
			k++;
		}
		if (k == n && n < PLACES_MAX) {
			at[n++] = p;
		}
		if (k < n && ++count[k] > count[best]) {
			best = k;
		}
	}
	c->has_place = n > 0;
	if (n > 0) {
		c->at = at[best];
	}
}

/*
 * What is proved by its neighbours is believed. What stands alone on its line
 * is, too, unless numbers stand elsewhere in this file, or somebody's OCR read
 * it: then only if it says what is expected.
 */
static bool is_believed(const struct chooser *c, uint32_t page)
{
	const struct ic_number *x = ic_numbers_of(c->n, page);

	if (is_proved(c, page)) {
		return true;
	}
	if (!x->alone) {
		return false;
	}
	return is_said(c, page, &x->bates) ||
	    (x->where == IC_NUMBER_PRINTED &&
		(!c->has_place ||
		    same_place(c->at, place_of(x, c->n->pages[page].size))));
}

/* A page's proof may be a page that goes itself: so all are judged first. */
static void disbelieve(struct chooser *c, bool *gone)
{
	for (uint32_t i = 0; i < c->n->npages; i++) {
		gone[i] = ic_numbers_of(c->n, i) && !is_believed(c, i);
	}
	for (uint32_t i = 0; i < c->n->npages; i++) {
		if (gone[i]) {
			c->n->pages[i].chosen = IC_NUMBERS_NONE;
		}
	}
}

bool ic_numbers_choose(struct ic_numbers *n, const struct ic_bates *expected,
    struct ic_error *err)
{
	struct chooser c = { .n = n, .expected = expected };
	bool *gone = calloc((size_t)n->npages + 1, sizeof(*gone));
	bool ok;

	c.worth = calloc((size_t)n->n + 1, sizeof(*c.worth));
	c.from = calloc((size_t)n->n + 1, sizeof(*c.from));
	ok = gone && c.worth && c.from;
	if (ok) {
		walk(&c);
		learn_place(&c);
		walk(&c);
		disbelieve(&c, gone);
	}
	free(gone);
	free(c.worth);
	free(c.from);
	return ok || ic_fail(err, IC_EENV, "out of memory");
}
