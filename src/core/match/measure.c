/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How large and where: the ink of each row and of each column of the one
 * picture is laid over that of the other, at every scale. Lines of text and
 * the edges of a column make these profiles sharp. First at a coarse
 * resolution, then around the best of it at the pictures' own.
 */
#include <math.h>
#include <stdlib.h>

#include "match_priv.h"

#define GROUND 40       /* darkness of paper */
#define SCALE_LEAST 0.5 /* what is tried */
#define SCALE_MOST 2.0
#define LENGTH_MAX 20000 /* pixels of a side */
#define TRIED 4          /* coarse answers that are looked at closely */
#define ALIKE 0.75       /* of 1: below it nothing fits */
#define SLACK 500        /* milli-points by which an answer may be off */

/* The ink of each row or column; what is beyond the ends is paper. */
struct profile {
	uint32_t n;
	float *at;
	double norm;
};

struct outline {
	struct profile across, down;
};

struct answer {
	double scale, score, dx, dy; /* pixels */
};

/* What is tried: scales from..to, times `step`; offsets near `about`. */
struct search {
	double from, to, step;
	const struct answer *about; /* NULL: every offset */
	double near;                /* pixels */
	unsigned phases;            /* of a pixel */
};

static bool profile_begin(struct profile *p, uint32_t n)
{
	p->n = n;
	p->at = calloc(n ? n : 1, sizeof(*p->at));
	return p->at != NULL;
}

static void outline_end(struct outline *o)
{
	free(o->across.at);
	free(o->down.at);
}

static void measure_norm(struct profile *p)
{
	double sum = 0;

	for (uint32_t i = 0; i < p->n; i++) {
		sum += (double)p->at[i] * p->at[i];
	}
	p->norm = sqrt(sum);
}

/* Of darkness, w by h, at a resolution that is `by` times coarser. */
static bool outline_of(const uint8_t *at, uint32_t w, uint32_t h, uint32_t by,
    struct outline *o)
{
	if (!profile_begin(&o->across, (w + by - 1) / by) ||
	    !profile_begin(&o->down, (h + by - 1) / by)) {
		return false;
	}
	for (uint32_t y = 0; y < h; y++) {
		for (uint32_t x = 0; x < w; x++, at++) {
			float ink = *at > GROUND ? (float)(*at - GROUND) : 0;

			o->across.at[x / by] += ink;
			o->down.at[y / by] += ink;
		}
	}
	measure_norm(&o->across);
	measure_norm(&o->down);
	return true;
}

/* Into `out`, which has room: p, larger by s and moved by `phase`. */
static void stretch(const struct profile *p, double s, double phase,
    struct profile *out)
{
	out->n = (uint32_t)ceil(p->n * s + phase);
	for (uint32_t i = 0; i < out->n; i++) {
		double at = (i + 0.5 - phase) / s - 0.5;
		double low = floor(at), part = at - low;
		int64_t k = (int64_t)low;
		double a = k >= 0 && k < p->n ? p->at[k] : 0;
		double b = k + 1 >= 0 && k + 1 < p->n ? p->at[k + 1] : 0;

		out->at[i] = (float)(a + (b - a) * part);
	}
	measure_norm(out);
}

static double overlap(const struct profile *p, const struct profile *on,
    int64_t d)
{
	int64_t from = d < 0 ? -d : 0;
	int64_t to = on->n - d < p->n ? on->n - d : p->n;
	float sum = 0;

	for (int64_t i = from; i < to; i++) {
		sum += p->at[i] * on->at[i + d];
	}
	return sum;
}

/* Where p lies best on `on`, and how well: 1 is the same. */
static double lay(const struct profile *p, const struct profile *on,
    double about, double near, double *d)
{
	int64_t half = p->n / 2;
	int64_t from = near < 0 ? -half : (int64_t)floor(about - near);
	int64_t to = near < 0 ? on->n - half : (int64_t)ceil(about + near);
	double best = 0;

	for (int64_t i = from; i <= to; i++) {
		double sum = overlap(p, on, i);

		if (sum > best) {
			best = sum;
			*d = (double)i;
		}
	}
	return p->norm > 0 && on->norm > 0 ? best / p->norm / on->norm : 0;
}

/* One side of a page, at one scale, at each phase. */
static double lay_side(const struct profile *page, const struct profile *file,
    double scale, const struct search *s, double about, struct profile *room,
    double *d)
{
	double best = -1;

	for (unsigned i = 0; i < s->phases; i++) {
		double phase = (double)i / s->phases, at = 0, score;

		stretch(page, scale, phase, room);
		score = lay(room, file, about, s->about ? s->near : -1, &at);
		if (score > best) {
			best = score;
			*d = at + phase;
		}
	}
	return best;
}

/* Keep the best answers, no two of neighbouring scales, the best first. */
static void keep(struct answer *best, struct answer a)
{
	unsigned i = TRIED - 1;

	for (unsigned k = 0; k < TRIED; k++) {
		if (fabs(best[k].scale / a.scale - 1) < 0.025) {
			if (best[k].score >= a.score) {
				return;
			}
			i = k;
			break;
		}
	}
	if (a.score <= best[i].score) {
		return;
	}
	for (best[i] = a; i > 0 && best[i - 1].score < a.score; i--) {
		best[i] = best[i - 1];
		best[i - 1] = a;
	}
}

static void search(const struct outline *page, const struct outline *file,
    const struct search *s, struct profile *room, struct answer *best)
{
	for (double scale = s->from; scale <= s->to * 1.0000001;
	     scale *= s->step) {
		struct answer a = { .scale = scale };

		a.score = lay_side(&page->across, &file->across, scale, s,
			      s->about ? s->about->dx : 0, room, &a.dx) *
		    lay_side(&page->down, &file->down, scale, s,
			s->about ? s->about->dy : 0, room, &a.dy);
		keep(best, a);
	}
}

/* Around an answer, closer: what is found replaces it. */
static void closer(const struct outline *page, const struct outline *file,
    double within, double step, double near, unsigned phases,
    struct profile *room, struct answer *a)
{
	struct answer best[TRIED] = { 0 };
	const struct search s = { a->scale * (1 - within),
		a->scale * (1 + within), 1 + step, a, near, phases };

	search(page, file, &s, room, best);
	*a = best[0];
}

struct pictures {
	struct outline page, file, coarse_page, coarse_file;
	uint32_t by;
	struct profile room;
};

static struct answer find(struct pictures *p)
{
	const struct search all = { SCALE_LEAST, SCALE_MOST, 1.01, NULL, 0, 1 };
	struct answer best[TRIED] = { 0 }, out = { 0 };

	search(&p->coarse_page, &p->coarse_file, &all, &p->room, best);
	for (unsigned i = 0; i < TRIED && best[i].score > 0; i++) {
		struct answer a = best[i];

		closer(&p->coarse_page, &p->coarse_file, 0.008, 0.002, 3, 2,
		    &p->room, &a);
		a.dx *= p->by;
		a.dy *= p->by;
		closer(&p->page, &p->file, 0.002, 0.0005, 3, 2, &p->room, &a);
		out = a.score > out.score ? a : out;
	}
	if (out.score > 0) {
		closer(&p->page, &p->file, 0.0006, 0.0001, 1, 8, &p->room,
		    &out);
	}
	return out;
}

/* The file's page, turned upright, on pixels as the page's are. */
static uint8_t *turned_file(struct ic_gray file, struct ic_gray page,
    const struct ic_fit *fit, uint32_t *w, uint32_t *h)
{
	struct match_grid on = match_grid_of(page);
	struct ic_fit whole = *fit;
	uint8_t *at;

	whole.page = ic_fit_turned(fit->file, fit->turns);
	whole.at = (struct ic_placement){ 1000000, 0, 0 };
	on.w = (uint32_t)((int64_t)whole.page.w * page.dpi / 72000) + 1;
	on.h = (uint32_t)((int64_t)whole.page.h * page.dpi / 72000) + 1;
	if (on.w > LENGTH_MAX || on.h > LENGTH_MAX) {
		return NULL;
	}
	at = malloc((size_t)on.w * on.h);
	if (at) {
		*w = on.w;
		*h = on.h;
		match_resample(file, &whole, &on, at);
	}
	return at;
}

static bool outline_both(struct pictures *p, const uint8_t *at, uint32_t w,
    uint32_t h, struct outline *fine, struct outline *coarse)
{
	return outline_of(at, w, h, 1, fine) &&
	    outline_of(at, w, h, p->by, coarse);
}

static bool pictures_begin(struct pictures *p, struct ic_gray file,
    struct ic_gray page, const struct ic_fit *fit)
{
	size_t n = (size_t)page.w * page.h;
	uint32_t w, h, longest = page.w > page.h ? page.w : page.h;
	uint8_t *turned = turned_file(file, page, fit, &w, &h);
	uint8_t *at = malloc(n);
	bool ok = turned && at;

	p->by = longest > 400 ? longest / 400 : 1;
	if (ok) {
		match_negate(page, at);
		ok = outline_both(p, at, page.w, page.h, &p->page,
			 &p->coarse_page) &&
		    outline_both(p, turned, w, h, &p->file, &p->coarse_file) &&
		    profile_begin(&p->room,
			(uint32_t)(longest * SCALE_MOST * 1.02) + 4);
	}
	free(turned);
	free(at);
	return ok;
}

static void pictures_end(struct pictures *p)
{
	outline_end(&p->page);
	outline_end(&p->file);
	outline_end(&p->coarse_page);
	outline_end(&p->coarse_file);
	free(p->room.at);
}

static bool take(const struct answer *a, struct ic_gray file,
    struct ic_gray page, struct ic_fit *fit, struct ic_error *err)
{
	struct ic_fit f = *fit;

	f.at = (struct ic_placement){ (int32_t)lround(a->scale * 1e6),
		(int32_t)lround(a->dx * 72000 / page.dpi),
		(int32_t)lround(a->dy * 72000 / page.dpi) };
	if (!match_refine(file, page, &f)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	f.slack = SLACK;
	*fit = f;
	return true;
}

bool ic_match_measure(struct ic_gray file, struct ic_gray page,
    struct ic_fit *fit, struct ic_error *err)
{
	struct pictures p = { 0 };
	bool ok = false;

	if (page.w == 0 || page.h == 0 || page.w > LENGTH_MAX ||
	    page.h > LENGTH_MAX) {
		return false;
	}
	if (!pictures_begin(&p, file, page, fit)) {
		ic_fail(err, IC_EENV, "out of memory");
	} else {
		struct answer a = find(&p);

		ok = a.score >= ALIKE && take(&a, file, page, fit, err);
	}
	pictures_end(&p);
	return ok;
}
