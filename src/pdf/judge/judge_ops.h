/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page's content as an output may have it: one picture first, then marks over
 * it, then text in two fonts and white plates. Whatever else a content stream
 * could say (ISO 32000-1, annex A) is a fault.
 */
#ifndef IC_PDF_JUDGE_OPS_H
#define IC_PDF_JUDGE_OPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_OPS_NUMBERS_MAX 6
#define IC_OPS_HEX_MAX 65536 /* digits of one string */

/* What the page's resources and the plan allow. */
struct ic_ops_allowed {
	bool image, text_font, label_font, plates, marks;
};

/* What was met. */
struct ic_ops_found {
	unsigned images, areas, lines; /* the last two of marks */
	bool text_font, label_font;    /* text was shown in it */
};

/* True if the content keeps to the grammar; *found is filled even if not. */
bool ic_ops_judge(const uint8_t *p, size_t n,
    const struct ic_ops_allowed *allowed, struct ic_ops_found *found);

#endif
