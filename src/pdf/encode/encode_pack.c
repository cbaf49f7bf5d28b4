/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_lanes.h"

#include <string.h>

void ic_encode_apply(struct ic_raster *r, const struct ic_ramp *ramp)
{
	for (int y = 0; y < r->h; y++) {
		uint8_t *row = r->px + (size_t)y * r->stride;

		for (int x = 0; x < r->w * r->comps;) {
			int n = r->w * r->comps, end;

			x += ic_encode_white_run(row + x, n - x);
			if (ramp->top && x + IC_LANES <= n) {
				ic_lanes v = ic_lanes_through(ic_lanes_at(
								  row + x),
				    ramp);

				memcpy(row + x, &v, sizeof(v));
				x += IC_LANES;
				continue;
			}
			end = x + 8 < n ? x + 8 : n;
			for (; x < end; x++) {
				row[x] = ramp->to[row[x]];
			}
		}
	}
}

/* Eight samples as `bits` bytes. */
static void pack_eight(const uint8_t *p, const struct ic_ramp *ramp, int bits,
    uint8_t *to)
{
	uint32_t all = 0;

	/* A ramp's value is a level times 255, 85 or 17: its top bits. */
	for (int i = 0; i < 8; i++) {
		all = all << bits | (uint32_t)ramp->to[p[i]] >> (8 - bits);
	}
	for (int i = bits - 1; i >= 0; i--) {
		to[i] = (uint8_t)all;
		all >>= 8;
	}
}

/* Little-endian words of levels, the first one lowest, and their lowest bytes.
 */
#define VECTORS (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
typedef uint32_t words __attribute__((vector_size(IC_LANES)));
typedef uint16_t pairs __attribute__((vector_size(IC_LANES)));
typedef uint8_t four __attribute__((vector_size(4)));
typedef uint8_t eight __attribute__((vector_size(8)));

/*
 * Sixteen samples of the 2-bit ramp as four bytes, of the 4-bit as eight. With
 * `back` their grays are written back.
 */
static void pack_sixteen(uint8_t *p, const struct ic_ramp *ramp, int bits,
    bool back, uint8_t *to)
{
	ic_lanes v = ic_lanes_at(p);

	if (back) {
		ic_lanes grays = ic_lanes_through(v, ramp);

		memcpy(p, &grays, sizeof(grays));
	}
	if (bits == 2) {
		words w = (words)ic_lanes_edges(v, 1);
		four b = __builtin_convertvector(w << 6 | w >> 4 | w >> 14 |
			w >> 24,
		    four);

		memcpy(to, &b, sizeof(b));
	} else {
		ic_wide_lanes levels;
		pairs w;
		eight b;

		ic_lanes_levels(v, ramp, &levels);
		w = (pairs) __builtin_convertvector(levels, ic_lanes);
		b = __builtin_convertvector(w << 4 | w >> 8, eight);
		memcpy(to, &b, sizeof(b));
	}
}

static void write_back(uint8_t *p, int n, const struct ic_ramp *ramp)
{
	for (int i = 0; i < n; i++) {
		p[i] = ramp->to[p[i]];
	}
}

/* The n samples of a row; the bits behind the last one are set. */
static void pack_row(uint8_t *row, int n, const struct ic_ramp *ramp, int bits,
    bool back, uint8_t *to)
{
	uint8_t tail[8], last[4];
	int x = 0;

	while (x + 8 <= n) {
		int run = ic_encode_white_run(row + x, n - x);

		memset(to, 0xff, (size_t)(run / 8 * bits));
		to += run / 8 * bits;
		x += run;
		if (x + IC_LANES <= n && VECTORS && bits > 1) {
			pack_sixteen(row + x, ramp, bits, back, to);
			to += IC_LANES / 8 * bits;
			x += IC_LANES;
		} else if (x + 8 <= n) {
			pack_eight(row + x, ramp, bits, to);
			write_back(row + x, back ? 8 : 0, ramp);
			to += bits;
			x += 8;
		}
	}
	if (x < n) {
		memset(tail, 255, sizeof(tail));
		memcpy(tail, row + x, (size_t)(n - x));
		pack_eight(tail, ramp, bits, last);
		memcpy(to, last, (size_t)((n - x) * bits + 7) / 8);
		write_back(row + x, back ? n - x : 0, ramp);
	}
}

bool ic_encode_pack(struct ic_encoder *e, struct ic_raster *r,
    const struct ic_ramp *ramp, int bits, bool back)
{
	int samples = r->w * r->comps;
	size_t line = ((size_t)samples * (size_t)bits + 7) / 8;
	uint8_t *to;

	ic_buf_reset(&e->packed);
	to = ic_buf_room(&e->packed, line * (size_t)r->h);
	if (!to) {
		return false;
	}
	for (int y = 0; y < r->h; y++) {
		pack_row(r->px + (size_t)y * r->stride, samples, ramp, bits,
		    back, to);
		to += line;
	}
	e->packed.len = line * (size_t)r->h;
	return true;
}
