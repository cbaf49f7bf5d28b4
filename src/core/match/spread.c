/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "match_priv.h"

/* What a pixel makes of itself and its neighbours along a line. */
typedef uint8_t mix_fn(uint8_t a, uint8_t b, uint8_t c);

static uint8_t mean(uint8_t a, uint8_t b, uint8_t c)
{
	return (uint8_t)((a + b + c) / 3);
}

static uint8_t most(uint8_t a, uint8_t b, uint8_t c)
{
	uint8_t m = a > b ? a : b;

	return m > c ? m : c;
}

/* Over 3 x 3 pixels, first along rows, then along columns. */
static inline void spread(const uint8_t *in, uint8_t *line, uint8_t *out,
    uint32_t w, uint32_t h, mix_fn *mix)
{
	for (uint32_t y = 0; y < h; y++) {
		const uint8_t *r = in + (size_t)y * w;
		uint8_t *o = line + (size_t)y * w;

		o[0] = mix(r[0], r[0], r[w > 1]);
		for (uint32_t x = 1; x + 1 < w; x++) {
			o[x] = mix(r[x - 1], r[x], r[x + 1]);
		}
		o[w - 1] = mix(r[w > 1 ? w - 2 : 0], r[w - 1], r[w - 1]);
	}
	for (uint32_t y = 0; y < h; y++) {
		const uint8_t *b = line + (size_t)y * w;
		const uint8_t *a = y ? b - w : b;
		const uint8_t *c = y + 1 < h ? b + w : b;
		uint8_t *o = out + (size_t)y * w;

		for (uint32_t x = 0; x < w; x++) {
			o[x] = mix(a[x], b[x], c[x]);
		}
	}
}

void match_blur(uint8_t *at, uint8_t *line, uint32_t w, uint32_t h)
{
	spread(at, line, at, w, h, mean);
}

void match_most(const uint8_t *in, uint8_t *line, uint8_t *out, uint32_t w,
    uint32_t h)
{
	spread(in, line, out, w, h, most);
}
