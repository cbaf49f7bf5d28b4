/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whether two pictures show the same page, and where on the one the other
 * lies. Both are gray, drawn by whatever program at whatever resolution; one
 * may have been scanned, stamped, marked, turned or made smaller since.
 *
 * What counts is ink: where one of them is dark and the other has nothing
 * near, they differ, be it a line of text, a word or a figure. How a renderer
 * smooths or thickens strokes does not count.
 */
#ifndef IC_CORE_MATCH_H
#define IC_CORE_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "core/fit.h"
#include "core/rect.h"

/* At which pages are best compared, and looked at for their thumbs. */
#define IC_MATCH_DPI 100
#define IC_MATCH_COARSE_DPI 24

/*
 * A picture of a whole page, its first pixel in the page's corner: 0 is black,
 * rows are w bytes. The last row and column may be beyond the page. Borrowed.
 */
struct ic_gray {
	uint32_t w, h, dpi;
	const uint8_t *at;
};

enum ic_likeness {
	IC_LIKE_SAME,
	IC_LIKE_DIFFERS,
	IC_LIKE_BLANK /* nothing differs, and there is too little to tell */
};

/* A place of the production's page that says little or nothing. */
struct ic_zone {
	struct ic_rect rect; /* of the production's page */
	bool free;           /* all may differ; else the file may show more */
};

struct ic_match {
	enum ic_likeness likeness;
	uint32_t told;      /* places where both show the same thing */
	uint32_t differing; /* places that differ */
	uint32_t residue;   /* how far from the same, millionths of its ink */
	uint32_t worst;     /* of a place: darkness that one has alone */
	struct ic_rect at;  /* of the production's page: the worst place */
	bool drawn_once;    /* but for what differs they are the same, pixel for
			     * pixel: no other fit is any better */
};

/*
 * Compare the picture of a file's page with that of the production's page on
 * which it lies as `fit` says. IC_EENV without memory.
 */
bool ic_match_compare(struct ic_gray file, struct ic_gray page,
    const struct ic_fit *fit, const struct ic_zone *zones, size_t nzones,
    struct ic_match *out, struct ic_error *err);

/*
 * Measure how the file's page lies on the production's page, for the turns
 * that fit->turns says: fills fit->at and fit->slack. False if nothing fits
 * well enough to be worth a comparison, or, then err->code is set, without
 * memory.
 */
bool ic_match_measure(struct ic_gray file, struct ic_gray page,
    struct ic_fit *fit, struct ic_error *err);

#define IC_THUMB_SIDE 24

/* A page in a nutshell: the darkness of the parts of it. */
struct ic_thumb {
	uint8_t at[IC_THUMB_SIDE * IC_THUMB_SIDE];
};

/*
 * The thumb of the production's page whose place on the picture of a file's
 * page is `fit`; of a page itself, of an identity.
 */
void ic_thumb_of(struct ic_gray file, const struct ic_fit *fit,
    struct ic_thumb *out);

/*
 * How different they are: 0 for the same, 1,000 if one has ink only where the
 * other has none. 0 for two that are blank.
 */
uint32_t ic_thumb_distance(const struct ic_thumb *a, const struct ic_thumb *b);

/* True if it shows next to nothing. */
bool ic_thumb_is_blank(const struct ic_thumb *t);

#endif
