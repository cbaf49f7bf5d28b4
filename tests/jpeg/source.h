/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* JPEG sources of every kind, by libjpeg alone. */
#ifndef IC_JPEG_SOURCE_H
#define IC_JPEG_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <jpeglib.h>

/* What is coded, and how. */
struct kind {
	const char *name;
	J_COLOR_SPACE space; /* of the code stream */
	int h, v;            /* sampling factors of the first component */
	int h2, v2;          /* of the second and third; 0: 1 */
	bool progressive, arithmetic, scattered; /* a scan a component */
	int restart;                             /* rows of MCUs */
	bool no_adobe, jfif, names;
	int transform; /* what the PDF says: -1, 0, 1 */
	bool inverted;
	int quality; /* 0: 75 */
};

enum scene { SCENE_TEXT, SCENE_PHOTO, SCENE_COLOR };

struct area {
	int x0, y0, x1, y1;
};

/*
 * A picture of a kind: paper with strokes, or a photograph; in each area an
 * inked pattern, another one for each `twin`. Behind SOI and EOI stands what
 * must not get through. malloc()ed; NULL if libjpeg cannot code arithmetic.
 */
uint8_t *source_make(const struct kind *k, int w, int h, enum scene scene,
    const struct area *areas, size_t nareas, unsigned twin, size_t *n);

/* What must not get through. */
#define SOURCE_SECRET "Zimmerlake"

#endif
