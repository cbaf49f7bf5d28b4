/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What must be true of a cut JPEG, as libjpeg reads it. */
#ifndef IC_JPEG_JUDGE_H
#define IC_JPEG_JUDGE_H

#include "scan_jpeg.h"
#include "source.h"

extern int failures;
extern const char *subject; /* of the claims that follow */

/* Print what is not so, and count it. */
bool claim(bool ok, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* One picture, and what is done to it. */
struct shot {
	const struct kind *k;
	int w, h;
	const struct area *boxes;
	size_t nboxes;
	struct area keep;
	uint8_t fill;
	bool finer; /* steps may have become parts of what they were */
	struct ic_buf out;
	struct ic_pixels part;
};

/*
 * Make the picture, twice where there is paper and words under boxes, and cut
 * it. How many blocks were compared with the source's.
 */
int judge(struct shot *s, enum scene scene);

#endif
