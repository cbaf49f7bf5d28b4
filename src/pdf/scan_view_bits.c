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
	uint64_t ink[256];            /* a byte's clear bits, a byte each */
	uint64_t first[GROUP + 1];    /* so many bytes in memory are set */
	uint32_t part[UINT8_MAX + 1]; /* 2^24 by so many, rounded up */
	uint64_t *sum; /* of each group's columns, and of one more */
	bool *inked;   /* groups that are not all white */
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
	for (uint32_t n = 1; n <= UINT8_MAX; n++) {
		b->part[n] = ((1u << 24) + n - 1) / n;
	}
}

static void add_row(const uint8_t *row, struct bits *b)
{
	for (int g = 0; g < b->groups;) {
		g += ic_encode_white_run(row + g, b->groups - g);
		for (int end = g + 8; g < end && g < b->groups; g++) {
			if (row[g] != 0xff) {
				b->sum[g] += b->ink[row[g]];
				b->inked[g] = true;
			}
		}
	}
}

/*
 * The mean of what a pixel meets: its columns, in so many rows. At most 255
 * are in it, and so its sum by 2^-24 of their part is the quotient exactly.
 */
static uint8_t mean(const struct bits *b, struct ic_scan_span columns, int rows)
{
	uint32_t n = (uint32_t)(columns.to - columns.from);
	uint32_t all = n * (uint32_t)rows, ink;
	uint64_t sum;

	memcpy(&sum, (const uint8_t *)b->sum + columns.from, sizeof(sum));
	ink = (uint32_t)((sum & b->first[n]) * 0x0101010101010101 >> 56);
	sum = all / 2 + (all - ink) * 255;
	return all ? (uint8_t)(sum * b->part[all] >> 24) : 255;
}

/* A line of so many rows, of which the sums are there; then they are zero. */
static void draw_line(struct bits *b, const struct ic_scan_lines *l, int rows,
    size_t along, uint8_t *to)
{
	for (int g = 0; g < b->groups; g++) {
		struct ic_scan_span m = b->meets[g];

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

		for (int y = s.from; y < s.to; y++) {
			add_row(p->at + (size_t)y * p->stride, b);
		}
		draw_line(b, l, s.to - s.from, along,
		    r->px + (size_t)i * across);
	}
}

void ic_scan_view_bits(fz_context *ctx, const struct ic_scan_pixels *p,
    const struct ic_scan_lines *l, struct ic_raster *r)
{
	struct bits b = { .groups = (p->w + GROUP - 1) / GROUP };
	size_t n = (size_t)b.groups;

	fz_var(b);
	fz_try(ctx) {
		b.sum = fz_calloc(ctx, n + 1, sizeof(*b.sum));
		b.inked = fz_calloc(ctx, n, sizeof(*b.inked));
		b.meets = fz_malloc_array(ctx, n, struct ic_scan_span);
		set_tables(&b);
		meet(&b, l);
		draw(p, &b, l, r);
	}
	fz_always(ctx) {
		fz_free(ctx, b.sum);
		fz_free(ctx, b.inked);
		fz_free(ctx, b.meets);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
