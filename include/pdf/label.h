/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The code printed on a box: centred, 8 pt, smaller down to 4 pt where the
 * box is small, with 1 pt of air on each side; not printed where even that
 * does not fit. White on black boxes, black on white ones.
 */
#ifndef IC_PDF_LABEL_H
#define IC_PDF_LABEL_H

#include "core/rect.h"
#include "pdf/font.h"

#define IC_LABEL_SIZE 8000
#define IC_LABEL_SIZE_MIN 4000
#define IC_LABEL_SIZE_STEP 500
#define IC_LABEL_AIR 1000

struct ic_label {
	int32_t size;        /* of the font; 0: the label is not printed */
	int32_t x, baseline; /* start of the text; y down */
	struct ic_rect ink;  /* its box: advance width, ascent to descent */
};

/*
 * Where `text` goes in `box`, both on the output page, y down. False if the
 * font has not all its characters; a text that does not fit gives size 0.
 */
bool ic_label_layout(const struct ic_font *f, struct ic_rect box,
    const char *text, struct ic_label *out);

#endif
