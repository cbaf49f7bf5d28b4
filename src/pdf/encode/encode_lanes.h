/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sixteen samples at once: the vectors of gcc and clang. */
#ifndef IC_PDF_ENCODE_LANES_H
#define IC_PDF_ENCODE_LANES_H

#include <string.h>

#include "encode_priv.h"

#define IC_LANES 16

/* A comparison of two is all ones where it holds. */
typedef uint8_t ic_lanes __attribute__((vector_size(IC_LANES)));
typedef uint16_t ic_wide_lanes __attribute__((vector_size(2 * IC_LANES)));

static inline ic_lanes ic_lanes_at(const uint8_t *p)
{
	ic_lanes v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline bool ic_lanes_any(ic_lanes v)
{
	uint64_t half[2];

	memcpy(half, &v, sizeof(half));
	return (half[0] | half[1]) != 0;
}

/* How many lanes of a comparison hold. */
static inline unsigned ic_lanes_count(ic_lanes v)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t half[2];

	memcpy(half, &v, sizeof(half));
	return (unsigned)(((half[0] & ones) * ones >> 56) +
	    ((half[1] & ones) * ones >> 56));
}

static inline ic_lanes ic_lanes_apart(ic_lanes a, ic_lanes b)
{
	ic_lanes more = (ic_lanes)(a > b);

	return ((a - b) & more) | ((b - a) & ~more);
}

/* The level, from 0 on, that a ramp of 1, 2 or 4 bits gives each sample. */
static inline void ic_lanes_levels(ic_lanes p, const struct ic_ramp *ramp,
    ic_wide_lanes *out)
{
	ic_wide_lanes w = __builtin_convertvector(p, ic_wide_lanes);

	*out = (w * ramp->top + ramp->round) >> 8;
}

/* The same of 2 bits, one bit set for each edge that is met. */
static inline ic_lanes ic_lanes_edges(ic_lanes p, uint8_t each)
{
	return ((ic_lanes)(p >= 43) & each) + ((ic_lanes)(p >= 128) & each) +
	    ((ic_lanes)(p >= 213) & each);
}

/* And the gray of that level. */
static inline ic_lanes ic_lanes_through(ic_lanes p, const struct ic_ramp *ramp)
{
	ic_wide_lanes w;

	if (ramp->top == 3) {
		return ic_lanes_edges(p, 85);
	}
	ic_lanes_levels(p, ramp, &w);
	return __builtin_convertvector(w * ramp->step, ic_lanes);
}

#endif
