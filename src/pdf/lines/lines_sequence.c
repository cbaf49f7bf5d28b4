/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which number is that of a transcript's page. Candidates that stand in one
 * place of their columns make a track. A number of a track is proved if the
 * column before or after it has the number before or after it; where that was
 * found twice, also if it only lies between its neighbours, as in an excerpt.
 * "Page 45" is proved by its word. Two that are proved and differ are none.
 *
 * The columns of a sheet run across or down: as more of them follow each
 * other.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lines_priv.h"

#define TRACKS_MAX 64
#define NEAR 8.0f /* points: one place */
#define PAIRS 2   /* that prove a track */

struct track {
	struct lines_candidate like; /* the last one */
	size_t last;                 /* its column; SIZE_MAX: none */
	unsigned pairs;
};

struct seat {
	uint8_t track; /* TRACKS_MAX: none */
	bool proved;
};

struct order {
	struct lines_entries *all;
	size_t *at;         /* columns in their order */
	struct seat *seats; /* LINES_CANDIDATES_MAX a column */
	struct track track[TRACKS_MAX];
	unsigned ntracks;
	unsigned pairs;
	bool down; /* columns run down first */
};

static struct lines_entry *entry(const struct order *o, size_t i)
{
	return &o->all->at[o->at[i]];
}

static struct seat *seat(const struct order *o, size_t i, unsigned k)
{
	return &o->seats[i * LINES_CANDIDATES_MAX + k];
}

static int by_place(const void *a, const void *b, void *user)
{
	const struct order *o = user;
	const struct lines_entry *x = &o->all->at[*(const size_t *)a];
	const struct lines_entry *y = &o->all->at[*(const size_t *)b];
	unsigned x1 = o->down ? x->across : x->down;
	unsigned y1 = o->down ? y->across : y->down;
	unsigned x2 = o->down ? x->down : x->across;
	unsigned y2 = o->down ? y->down : y->across;

	if (x->page != y->page) {
		return x->page < y->page ? -1 : 1;
	}
	if (x1 != y1) {
		return x1 < y1 ? -1 : 1;
	}
	return (x2 > y2) - (x2 < y2);
}

static bool same_place(const struct lines_candidate *a,
    const struct lines_candidate *b)
{
	return a->below == b->below && a->worded == b->worded &&
	    fabsf(a->y - b->y) < NEAR &&
	    (fabsf(a->x0 - b->x0) < NEAR || fabsf(a->x1 - b->x1) < NEAR ||
		fabsf(a->x0 + a->x1 - b->x0 - b->x1) < 2 * NEAR);
}

/* The track of a candidate of column i, which has none of that column yet. */
static unsigned track_of(struct order *o, const struct lines_candidate *c,
    size_t i)
{
	unsigned t = 0;

	while (t < o->ntracks &&
	    (o->track[t].last == i || !same_place(&o->track[t].like, c))) {
		t++;
	}
	if (t == o->ntracks && t < TRACKS_MAX) {
		o->track[o->ntracks++] = (struct track){ .last = SIZE_MAX };
	}
	return t;
}

static void seat_all(struct order *o)
{
	for (size_t i = 0; i < o->all->n; i++) {
		const struct lines_candidates *may = &entry(o, i)->may;

		for (unsigned k = 0; k < may->n; k++) {
			unsigned t = track_of(o, &may->at[k], i);

			seat(o, i, k)->track = (uint8_t)t;
			if (t < TRACKS_MAX) {
				o->track[t].like = may->at[k];
				o->track[t].last = i;
			}
		}
	}
}

/* The candidate of a track in column i; LINES_CANDIDATES_MAX: none. */
static unsigned find(const struct order *o, size_t i, unsigned t)
{
	unsigned k = 0, n = entry(o, i)->may.n;

	while (k < n && seat(o, i, k)->track != t) {
		k++;
	}
	return k < n ? k : LINES_CANDIDATES_MAX;
}

static uint32_t value(const struct order *o, size_t i, unsigned k)
{
	return entry(o, i)->may.at[k].value;
}

static void prove_pairs(struct order *o)
{
	for (size_t i = 0; i + 1 < o->all->n; i++) {
		for (unsigned k = 0; k < entry(o, i)->may.n; k++) {
			unsigned t = seat(o, i, k)->track, next;

			if (t == TRACKS_MAX) {
				continue;
			}
			next = find(o, i + 1, t);
			if (next < LINES_CANDIDATES_MAX &&
			    value(o, i + 1, next) == value(o, i, k) + 1) {
				seat(o, i, k)->proved = true;
				seat(o, i + 1, next)->proved = true;
				o->track[t].pairs++;
				o->pairs++;
			}
		}
	}
}

/* Those of a track that only grow, between one and the next. */
static void prove_grown(struct order *o, unsigned t)
{
	size_t before = SIZE_MAX, at = SIZE_MAX;
	unsigned kb = 0, ka = 0;

	for (size_t i = 0; i <= o->all->n; i++) {
		unsigned k = i < o->all->n ? find(o, i, t) : 0;

		if (k == LINES_CANDIDATES_MAX) {
			continue;
		}
		if (at != SIZE_MAX &&
		    (before == SIZE_MAX ||
			value(o, before, kb) < value(o, at, ka)) &&
		    (i == o->all->n || value(o, at, ka) < value(o, i, k))) {
			seat(o, at, ka)->proved = true;
		}
		before = at;
		kb = ka;
		at = i;
		ka = k;
	}
}

static unsigned strength(const struct order *o, size_t i, unsigned k)
{
	unsigned t = seat(o, i, k)->track;

	return t < TRACKS_MAX ? o->track[t].pairs : 0;
}

static bool is_proved(const struct order *o, size_t i, unsigned k)
{
	return seat(o, i, k)->proved || entry(o, i)->may.at[k].worded;
}

/*
 * The one value of all that are proved; those of a track that orders far
 * fewer columns, such as the head of the column below, do not count.
 */
static uint32_t settle(const struct order *o, size_t i)
{
	const struct lines_candidates *may = &entry(o, i)->may;
	uint32_t number = 0;
	unsigned most = 0;

	for (unsigned k = 0; k < may->n; k++) {
		if (is_proved(o, i, k) && strength(o, i, k) > most) {
			most = strength(o, i, k);
		}
	}
	for (unsigned k = 0; k < may->n; k++) {
		if (!is_proved(o, i, k) || 2 * strength(o, i, k) < most) {
			continue;
		}
		if (number && number != may->at[k].value) {
			return 0;
		}
		number = may->at[k].value;
	}
	return number;
}

static void run(struct order *o, bool down)
{
	o->down = down;
	o->ntracks = o->pairs = 0;
	memset(o->seats, 0,
	    o->all->n * LINES_CANDIDATES_MAX * sizeof(*o->seats));
	for (size_t i = 0; i < o->all->n; i++) {
		o->at[i] = i;
	}
	qsort_r(o->at, o->all->n, sizeof(*o->at), by_place, o);
	seat_all(o);
	prove_pairs(o);
}

void lines_sequence(fz_context *ctx, struct lines_entries *all)
{
	struct order *o = fz_malloc_struct(ctx, struct order);
	unsigned across;

	o->all = all;
	fz_try(ctx) {
		o->at = fz_malloc_array(ctx, all->n + 1, size_t);
		o->seats = fz_malloc_array(ctx,
		    (all->n + 1) * LINES_CANDIDATES_MAX, struct seat);
		run(o, false);
		across = o->pairs;
		run(o, true);
		if (across >= o->pairs) {
			run(o, false);
		}
		for (unsigned t = 0; t < o->ntracks; t++) {
			if (o->track[t].pairs >= PAIRS) {
				prove_grown(o, t);
			}
		}
		for (size_t i = 0; i < all->n; i++) {
			entry(o, i)->number = settle(o, i);
		}
	}
	fz_always(ctx) {
		fz_free(ctx, o->at);
		fz_free(ctx, o->seats);
		fz_free(ctx, o);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
