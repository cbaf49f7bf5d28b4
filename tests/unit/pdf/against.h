/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page that a test wrote, made by the maker in its sandbox, bent or not,
 * and judged against a source: its own, or another.
 *
 *	against_open();
 *	against_make(source_fd);
 *	told = against_judge(original_fd);
 *	against_close();
 */
#ifndef IC_UNIT_PDF_AGAINST_H
#define IC_UNIT_PDF_AGAINST_H

#include "core/reason.h"
#include "make.h"

/* The slice of one Letter page at 300 dpi; the box is 72 to 300, 636 to 652
 * from below. A test may change it. */
extern struct make against_made;

/* Where the product stands. */
extern char against_path[64];

void against_open(void);
void against_close(void);

/*
 * A file of one page with these page keys and content, and what both sources
 * of a test show (AGAINST_COMMON) above. Fonts: /F is Helvetica; /M the same,
 * in which A to D are Hebrew, L is "ffi", S stands beyond U+FFFF, G is "a b"
 * and P a mathematical p; /J has Japanese, /V writes it downwards; /T is of
 * Type 3. The caller closes it.
 */
int against_source(const char *keys, const char *content);

#define AGAINST_LETTER "/MediaBox[0 0 612 792]"

/* Make the product of a source. */
void against_make(int source);

/* What the judge says of proof 3. */
struct told {
	enum ic_fault fault; /* the first */
	uint32_t page, box;
	bool passed, measured;
	int32_t worst, characters;
	enum ic_reason end;
};

struct told against_judge(int original);

/* What a reader would miss outside the boxes: proof 3 must see it. */
struct against_change {
	const char *name, *before, *after;
	bool bilevel; /* it is to be seen in black and white too */
};

#define AGAINST_CHANGES 14
extern const struct against_change against_changes[AGAINST_CHANGES];

/* What is wrong in the layer of a page whose picture is right. */
struct against_layer {
	const char *name;
	const char *content; /* of the source */
	void (*plant)(void); /* in plant_seed */
};

#define AGAINST_LAYERS 14
extern const struct against_layer against_layers[AGAINST_LAYERS];

/* Write the product again with another word in its layer. UTF-8. */
void against_exchange(const char *from, const char *to);

/* Write it again with a fault planted. */
void against_plant(void (*plant)(void));

#endif
