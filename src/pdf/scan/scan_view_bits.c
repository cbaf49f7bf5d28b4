/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The view of a scan of one bit, of which most is white: only what is black is
 * counted, in groups of columns whose bits are a byte, and only those pixels
 * are looked at that meet such a group.
 */
#include <string.h>

#include "scan_view.h"

#define GROUP 8

struct bits {
	uint64_t ink[256];              /* a byte's clear bits, a byte each */
	uint64_t first[GROUP + 1];      /* so many bytes in memory are set */
	uint8_t (*gray)[UINT8_MAX + 1]; /* by pixels, and ink in them */
	uint64_t *sum; /* of each group's columns, and of one more */
	bool *inked;   /* groups that are not all white; and eight more */
	struct ic_scan_span *meets; /* pixels, of each group */
	int groups;
};

bool ic_scan_view_has_bits(const struct ic_scan_pixels *p,
    const struct ic_scan_lines *l)
{
	int columns = ic_scan_most(l->points, l->npoints);

	return p->bits == 1 && p->comps == 1 && columns <= GROUP &&
	    ic_scan_most(l->lines, l->nlines) <=
	    UINT8_MAX / (columns ? columns : 1);
}

static void meet(struct bits *b, const struct ic_scan_lines *l)
{
	for (int g = 0; g < b->groups; g++) {
		b->meets[g] = (struct ic_scan_span){ l->npoints, 0 };
	}
	for (int k = 0; k < l->npoints; k++) {
		struct ic_scan_span s = l->points[k];

		for (int g = s.from / GROUP; g * GROUP < s.to; g++) {
			struct ic_scan_span *m = &b->meets[g];

			m->from = k < m->from ? k : m->from;
			m->to = k + 1 > m->to ? k + 1 : m->to;
		}
	}
}

static void set_tables(struct bits *b)
{
	for (int byte = 0; byte < 256; byte++) {
		uint8_t ones[GROUP];

		for (int i = 0; i < GROUP; i++) {
			ones[i] = !(byte >> (GROUP - 1 - i) & 1);
		}
		memcpy(&b->ink[byte], ones, sizeof(ones));
	}
	for (size_t n = 0; n <= GROUP; n++) {
		memset(&b->first[n], 0xff, n);
	}
}

/* The mean of so many pixels with so much ink; of none it is white. */
static void set_grays(struct bits *b, int most)
{
	for (int all = 0; all <= most; all++) {
		for (int ink = 0; ink <= all; ink++) {
			b->gray[all][ink] = all
			    ? (uint8_t)((all / 2 + (all - ink) * 255) / all)
			    : 255;
		}
	}
}

/* True if there is ink in it. */
static bool add_row(const uint8_t *row, struct bits *b)
{
	bool any = false;

	for (int g = 0; g < b->groups;) {
		g += ic_encode_white_run(row + g, b->groups - g);
		for (int end = g + 8; g < end && g < b->groups; g++) {
			if (row[g] != 0xff) {
				b->sum[g] += b->ink[row[g]];
				b->inked[g] = any = true;
			}
		}
	}
	return any;
}

/* What a pixel meets: its columns, in so many rows. */
static inline uint8_t mean(const struct bits *b, struct ic_scan_span columns,
    int rows)
{
	int n = columns.to - columns.from;
	uint64_t sum, ink;

	memcpy(&sum, (const uint8_t *)b->sum + columns.from, sizeof(sum));
	ink = (sum & b->first[n]) * 0x0101010101010101 >> 56;
	return b->gray[n * rows][ink];
}

/* A line of so many rows, of which the sums are there; then they are zero. */
static void draw_line(struct bits *b, const struct ic_scan_lines *l, int rows,
    size_t along, uint8_t *to)
{
	for (int g = 0; g < b->groups; g++) {
		struct ic_scan_span m = b->meets[g];
		uint64_t eight;

		memcpy(&eight, b->inked + g, sizeof(eight));
		if (eight == 0) {
			g += (int)sizeof(eight) - 1;
			continue;
		}
		for (int k = m.from; b->inked[g] && k < m.to; k++) {
			to[(size_t)k * along] = mean(b, l->points[k], rows);
		}
	}
	memset(b->sum, 0, (size_t)b->groups * sizeof(*b->sum));
	memset(b->inked, 0, (size_t)b->groups * sizeof(*b->inked));
}

static void draw(const struct ic_scan_pixels *p, struct bits *b,
    const struct ic_scan_lines *l, struct ic_raster *r)
{
	size_t along = l->turned ? r->stride : 1;
	size_t across = l->turned ? 1 : r->stride;

	memset(r->px, 255, r->stride * (size_t)r->h);
	for (int i = 0; i < l->nlines; i++) {
		struct ic_scan_span s = l->lines[i];
		bool any = false;

		for (int y = s.from; y < s.to; y++) {
			any |= add_row(p->at + (size_t)y * p->stride, b);
		}
		if (any) {
			draw_line(b, l, s.to - s.from, along,
			    r->px + (size_t)i * across);
		}
	}
}

void ic_scan_view_bits(fz_context *ctx, const struct ic_scan_pixels *p,
    const struct ic_scan_lines *l, struct ic_raster *r)
{
	struct bits b = { .groups = (p->w + GROUP - 1) / GROUP };
	size_t n = (size_t)b.groups;
	/* ic_scan_view_has_bits(): a byte counts them */
	size_t most = (size_t)(ic_scan_most(l->points, l->npoints) *
	    ic_scan_most(l->lines, l->nlines));

	fz_var(b);
	fz_try(ctx) {
		b.sum = fz_calloc(ctx, n + 1, sizeof(*b.sum));
		b.inked = fz_calloc(ctx, n + 8, sizeof(*b.inked));
		b.meets = fz_malloc_array(ctx, n, struct ic_scan_span);
		b.gray = fz_malloc(ctx, (most + 1) * sizeof(*b.gray));
		set_tables(&b);
		set_grays(&b, (int)most);
		meet(&b, l);
		draw(p, &b, l, r);
	}
	fz_always(ctx) {
		fz_free(ctx, b.sum);
		fz_free(ctx, b.inked);
		fz_free(ctx, b.meets);
		fz_free(ctx, b.gray);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
