/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How pictures are sampled; darkness is 255 less what a pixel says. */
#ifndef IC_CORE_MATCH_PRIV_H
#define IC_CORE_MATCH_PRIV_H

#include "core/match.h"

/* Pixels of the production's page; milli-points from one to the next. */
struct match_grid {
	uint32_t w, h;
	double px, py;
};

/* The grid of a picture. */
struct match_grid match_grid_of(struct ic_gray page);

/*
 * Draw the part of the file's picture that lies on the production's page on a
 * grid of it, as darkness.
 */
void match_resample(struct ic_gray file, const struct ic_fit *fit,
    const struct match_grid *on, uint8_t *out);

/* The darkness of a picture. */
void match_negate(struct ic_gray g, uint8_t *out);

/*
 * The mean of 3 x 3 pixels, in place; the most of them, elsewhere. `line` has
 * room for w by h.
 */
void match_blur(uint8_t *at, uint8_t *line, uint32_t w, uint32_t h);
void match_most(const uint8_t *in, uint8_t *line, uint8_t *out, uint32_t w,
    uint32_t h);

/*
 * Move and scale a fit that is a pixel or two off until the pictures lie on
 * each other. False without memory.
 */
bool match_refine(struct ic_gray file, struct ic_gray page, struct ic_fit *fit);

#endif
