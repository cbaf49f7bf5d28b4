/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_lanes.h"

#include <stdlib.h>
#include <string.h>

/* A step between neighbours that is tone, neither flat nor an edge. */
#define GENTLE 16
#define DARKEST 16
#define LIGHTEST 240

/* Of these all 256 products round as division by 255 does. */
static uint16_t rounding(int bits)
{
	return bits == 1 ? 128 : bits == 2 ? 129 : 135;
}

void ic_encode_ramp(struct ic_ramp *ramp, int bits)
{
	int top = (1 << bits) - 1;

	ramp->top = (uint16_t)top;
	ramp->step = (uint16_t)(255 / top);
	ramp->round = rounding(bits);
	for (int v = 0; v < 256; v++) {
		ramp->to[v] = (uint8_t)((v * top + ramp->round) / 256 *
		    ramp->step);
	}
}

void ic_encode_threshold(struct ic_ramp *ramp)
{
	*ramp = (struct ic_ramp){ .top = 0 };
	memset(ramp->to, 0, IC_ENCODE_THRESHOLD);
	memset(ramp->to + IC_ENCODE_THRESHOLD, 255, 256 - IC_ENCODE_THRESHOLD);
}

static int distance(int a, int b)
{
	return a < b ? b - a : a - b;
}

/* `p` at x with its left and upper neighbours; comps bytes a pixel. */
static void tally_pixel(const uint8_t *p, const uint8_t *up, int comps,
    struct ic_tally *t)
{
	int v = *p, across = distance(v, p[-comps]), down = distance(v, *up);

	t->ink += v < 213;
	t->grays += v >= 43 && v < 213;
	t->tones += v > DARKEST && v < LIGHTEST && across <= GENTLE &&
	    down <= GENTLE && across + down > 0;
}

/* Of sixteen pixels of a gray raster. */
static void tally_lanes(const uint8_t *p, const uint8_t *up, struct ic_tally *t)
{
	ic_lanes v = ic_lanes_at(p);
	ic_lanes across = ic_lanes_apart(v, ic_lanes_at(p - 1));
	ic_lanes down = ic_lanes_apart(v, ic_lanes_at(up));
	ic_lanes ink = (ic_lanes)(v < 213);

	t->ink += ic_lanes_count(ink);
	t->grays += ic_lanes_count(ink & (ic_lanes)(v >= 43));
	t->tones += ic_lanes_count((ic_lanes)(v > DARKEST) &
	    (ic_lanes)(v < LIGHTEST) & (ic_lanes)(across <= GENTLE) &
	    (ic_lanes)(down <= GENTLE) & (ic_lanes)((across | down) > 0));
}

static void tally_row(const struct ic_raster *r, int y, struct ic_tally *t)
{
	/* Of RGB the green channel, most of the luminance, stands for all. */
	int comps = r->comps, green = comps == 3 ? 1 : 0;
	const uint8_t *row = r->px + (size_t)y * r->stride;

	for (int x = 1; x < r->w;) {
		int end;

		x += ic_encode_white_run(row + x * comps, (r->w - x) * comps) /
		    comps;
		if (comps == 1 && x + IC_LANES <= r->w) {
			tally_lanes(row + x, row + x - r->stride, t);
			x += IC_LANES;
			continue;
		}
		end = x + 8 < r->w ? x + 8 : r->w;
		for (; x < end; x++) {
			const uint8_t *p = row + x * comps + green;

			tally_pixel(p, p - r->stride, comps, t);
		}
	}
}

void ic_encode_look(const struct ic_raster *r, int y, int end,
    struct ic_tally *t)
{
	for (y |= 1; y < end; y += 2) {
		tally_row(r, y, t);
		t->seen += (uint64_t)r->w;
	}
}

struct ic_look ic_encode_looked(const struct ic_tally *t)
{
	struct ic_look look = { 0 };

	if (t->seen > 0) {
		look.tones = (uint32_t)(t->tones * 1000000 / t->seen);
	}
	if (t->ink > 0) {
		look.grays = (uint32_t)(t->grays * 1000000 / t->ink);
	}
	return look;
}
