/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Both pictures are blurred over 3 x 3 pixels, so that it does not matter how
 * a stroke falls on the grid. Then ink counts as far as it is darker than
 * anything that the other shows within a pixel of it, by a margin that a
 * thicker stroke or a tinted paper stay within. What is left over is summed up
 * in windows of 8 x 8 pixels, 4 apart. Of two drawings of one page it is next
 * to nothing in nearly all of them, and what is more than their usual noise is
 * a difference.
 *
 * That forgives a figure for one of nearly the same shape. So pictures of pages
 * that lie on each other as they are, and that are the same nearly everywhere,
 * pixel for pixel, as a copy is that was not printed or scanned, must be the
 * same everywhere.
 */
#include <stdlib.h>
#include <string.h>

#include "match_priv.h"

#define CELL 4     /* pixels; a window is 2 x 2 of them */
#define EDGE 14    /* darkness beyond which ink is none of the other's */
#define LEAST 100  /* sum of such darkness that makes a window differ */
#define NOISE 6    /* times what nearly all windows keep within */
#define MOST 600   /* what is noise no more */
#define INKED 1200 /* sum of darkness that makes a window tell something */
#define TURNED 12  /* darkness by which pixels of one drawing may differ */
#define ALIKE 10   /* sum that all but 1 in 100 windows of one keep within, */
#define UNLIKE 150 /* and what makes a window of it differ */
#define LITTLE 40  /* windows that tell something; fewer say nothing */

struct plane {
	uint32_t w, h, dpi, cw, ch;
	uint8_t *file, *page; /* darkness, blurred */
	uint8_t *near, *line; /* scratch */
	uint32_t *extra;      /* a cell: what only the file shows */
	uint32_t *lack;       /* and what only the page does */
	uint32_t *ink;        /* of the page */
	uint32_t *off;        /* how far pixels differ */
	uint8_t *mask;        /* a cell: 1 more is allowed, 2 it is free */
};

static bool plane_begin(struct plane *p, struct ic_gray page,
    struct ic_error *err)
{
	size_t n = (size_t)page.w * page.h, cells;

	p->w = page.w;
	p->h = page.h;
	p->dpi = page.dpi;
	p->cw = (page.w + CELL - 1) / CELL;
	p->ch = (page.h + CELL - 1) / CELL;
	cells = (size_t)p->cw * p->ch;
	p->file = malloc(n);
	p->page = malloc(n);
	p->near = malloc(n);
	p->line = malloc(n);
	p->extra = calloc(cells, sizeof(*p->extra));
	p->lack = calloc(cells, sizeof(*p->lack));
	p->ink = calloc(cells, sizeof(*p->ink));
	p->off = calloc(cells, sizeof(*p->off));
	p->mask = calloc(cells, 1);
	return (p->file && p->page && p->near && p->line && p->extra &&
		   p->lack && p->ink && p->off && p->mask) ||
	    ic_fail(err, IC_EENV, "out of memory");
}

static void plane_end(struct plane *p)
{
	free(p->file);
	free(p->page);
	free(p->near);
	free(p->line);
	free(p->extra);
	free(p->lack);
	free(p->ink);
	free(p->off);
	free(p->mask);
}

/* Sum up in cells how far `ink` is darker than anything near in `other`. */
static void count(struct plane *p, const uint8_t *ink, const uint8_t *other,
    uint32_t *cells)
{
	match_most(other, p->line, p->near, p->w, p->h);
	for (uint32_t y = 0; y < p->h; y++) {
		uint32_t *to = cells + (size_t)(y / CELL) * p->cw;
		size_t row = (size_t)y * p->w;

		for (uint32_t x = 0; x < p->w; x++) {
			int near = p->near[row + x];
			int more = ink[row + x] - near - near / 4 - EDGE;

			to[x / CELL] += more > 0 ? (uint32_t)more : 0;
		}
	}
}

/* The page's own contrast: ink, not an even ground. */
static void count_ink(struct plane *p)
{
	for (uint32_t y = 0; y < p->h; y++) {
		uint32_t *to = p->ink + (size_t)(y / CELL) * p->cw;
		size_t row = (size_t)y * p->w;

		for (uint32_t x = 0; x < p->w; x++) {
			uint8_t d = p->page[row + x];

			to[x / CELL] += d > EDGE ? d : 0;
		}
	}
}

/* Pixel for pixel. */
static void count_off(struct plane *p)
{
	for (uint32_t y = 0; y < p->h; y++) {
		size_t row = (size_t)y * p->w, cells = (size_t)(y / CELL);

		for (uint32_t x = 0; x < p->w; x++) {
			size_t i = cells * p->cw + x / CELL;
			int d = p->page[row + x] - p->file[row + x];

			d = d < 0 && p->mask[i] ? 0 : abs(d);
			p->off[i] += d > TURNED ? (uint32_t)d : 0;
		}
	}
}

/* The cells that a zone has to do with, blurred as they are. */
static uint32_t cell_at(const struct plane *p, int64_t mpt, uint32_t pixels,
    bool low)
{
	int64_t px = mpt * p->dpi / 72000 + (low ? -2 : 2 + CELL);

	px = px < 0 ? 0 : px > pixels ? pixels : px;
	return (uint32_t)(low ? px / CELL : (px + CELL - 1) / CELL);
}

static void mask_zone(struct plane *p, struct ic_size page,
    const struct ic_zone *z)
{
	struct ic_rect r = ic_rect_intersect(z->rect, ic_rect_of(page));
	uint32_t x0, x1, y1;

	if (ic_rect_is_empty(r)) {
		return;
	}
	x0 = cell_at(p, r.x0, p->w, true);
	x1 = cell_at(p, r.x1, p->w, false);
	y1 = cell_at(p, r.y1, p->h, false);
	for (uint32_t y = cell_at(p, r.y0, p->h, true); y < y1 && y < p->ch;
	     y++) {
		for (uint32_t x = x0; x < x1 && x < p->cw; x++) {
			p->mask[(size_t)y * p->cw + x] |= z->free ? 2 : 1;
		}
	}
}

struct window {
	uint32_t differs, ink, off;
};

static void add_cell(const struct plane *p, size_t i, struct window *w)
{
	if (p->mask[i] & 2) {
		return;
	}
	w->differs += p->lack[i] + (p->mask[i] ? 0 : p->extra[i]);
	w->ink += p->ink[i];
	w->off += p->off[i];
}

static struct window window_at(const struct plane *p, uint32_t x, uint32_t y)
{
	struct window w = { 0 };

	for (uint32_t k = y; k < y + 2 && k < p->ch; k++) {
		for (uint32_t i = x; i < x + 2 && i < p->cw; i++) {
			add_cell(p, (size_t)k * p->cw + i, &w);
		}
	}
	return w;
}

/* A window on the production's page. */
static struct ic_rect place_of(const struct plane *p, struct ic_size page,
    uint32_t x, uint32_t y)
{
	int64_t by = (int64_t)CELL * 72000;

	return ic_rect_intersect(ic_rect_of(page),
	    (struct ic_rect){ (int32_t)(x * by / p->dpi),
		(int32_t)(y * by / p->dpi), (int32_t)((x + 2) * by / p->dpi),
		(int32_t)((y + 2) * by / p->dpi) });
}

/* What must be exceeded for a window to differ. */
struct bounds {
	uint32_t differs, off;
};

static uint32_t most_of(const uint32_t of[MOST + 1], uint32_t n)
{
	uint32_t least = 0, below = 0;

	while (least < MOST && (below += of[least]) < n - n / 100) {
		least++;
	}
	return least;
}

/* More than the noise of these pictures; and if they are one drawing, less. */
static struct bounds bounds_of(const struct plane *p, bool still)
{
	uint32_t of[MOST + 1] = { 0 }, off[MOST + 1] = { 0 }, n = 0, least;

	for (uint32_t y = 0; y < p->ch; y++) {
		for (uint32_t x = 0; x < p->cw; x++) {
			struct window w = window_at(p, x, y);

			if (w.ink + w.differs >= INKED) {
				of[w.differs < MOST ? w.differs : MOST]++;
				off[w.off < MOST ? w.off : MOST]++;
				n++;
			}
		}
	}
	least = LEAST + NOISE * most_of(of, n);
	return (struct bounds){ least < MOST ? least : MOST,
		still && n >= LITTLE && most_of(off, n) <= ALIKE ? UNLIKE
								 : UINT32_MAX };
}

/* True if nothing was moved, turned or scaled, which blurs. */
static bool is_still(const struct ic_fit *f)
{
	return f->turns == 0 && f->at.scale == 1000000 && f->at.dx == 0 &&
	    f->at.dy == 0;
}

static void judge(const struct plane *p, const struct ic_fit *fit,
    struct ic_match *out)
{
	uint64_t differs = 0, ink = 1;
	struct bounds from = bounds_of(p, is_still(fit));

	*out = (struct ic_match){ .likeness = IC_LIKE_SAME,
		.drawn_once = from.off != UINT32_MAX };
	for (uint32_t y = 0; y < p->ch; y++) {
		for (uint32_t x = 0; x < p->cw; x++) {
			struct window w = window_at(p, x, y);
			bool other = w.differs >= from.differs ||
			    w.off >= from.off;
			uint32_t by = other && w.off > w.differs ? w.off
								 : w.differs;

			differs += w.differs;
			ink += w.ink + w.differs;
			out->told += w.ink >= INKED && !other;
			out->differing += other;
			if (by > out->worst) {
				out->worst = by;
				out->at = place_of(p, fit->page, x, y);
			}
		}
	}
	out->residue = (uint32_t)(differs * 1000000 / ink);
	if (out->differing) {
		out->likeness = IC_LIKE_DIFFERS;
	} else if (out->told < LITTLE) {
		out->likeness = IC_LIKE_BLANK;
	}
}

bool ic_match_compare(struct ic_gray file, struct ic_gray page,
    const struct ic_fit *fit, const struct ic_zone *zones, size_t nzones,
    struct ic_match *out, struct ic_error *err)
{
	const struct match_grid on = match_grid_of(page);
	struct plane p = { 0 };
	bool ok = plane_begin(&p, page, err);

	if (ok) {
		match_resample(file, fit, &on, p.file);
		match_negate(page, p.page);
		match_blur(p.file, p.line, p.w, p.h);
		match_blur(p.page, p.line, p.w, p.h);
		count(&p, p.file, p.page, p.extra);
		count(&p, p.page, p.file, p.lack);
		count_ink(&p);
		for (size_t i = 0; i < nzones; i++) {
			mask_zone(&p, fit->page, &zones[i]);
		}
		count_off(&p);
		judge(&p, fit, out);
	}
	plane_end(&p);
	return ok;
}
