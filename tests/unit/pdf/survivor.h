/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A production of three pages is made, a word is planted in it, and proof 4
 * is asked what it finds.
 */
#ifndef IC_UNIT_PDF_SURVIVOR_H
#define IC_UNIT_PDF_SURVIVOR_H

#include "make.h"
#include "seed.h"

#define SURVIVOR_PAGES 3

/* What lies under the box of a page, 72 to 300, 636 to 652; what does not. */
#define BOXED(text) "BT /F 10 Tf 80 640 Td (" text ") Tj ET\n"
#define SHOWN(text) "BT /F 10 Tf 72 600 Td (" text ") Tj ET\n"
#define COVERED BOXED("Zq Quimbyson 4412-77 x")
#define OPEN SHOWN("An open page")

/* "Quimbyson" in UTF-16BE, as digits; digits as a word of the layer. */
#define WIDE "005100750069006D006200790073006F006E"
#define SHOW(hex) "BT 3 Tr /T0 10 Tf 1 0 0 1 72 500 Tm <" hex "> Tj ET\n"

/* The slice, and the product taken apart. */
extern struct make survivor_made;
extern struct seed survivor_seed;

void survivor_setup(void);
void survivor_teardown(void);

/* A source of pages with these contents, Helvetica in WinAnsi as /F. */
int survivor_source(const char *const content[SURVIVOR_PAGES]);

/* Have it made, and take the product apart. */
void survivor_make(int from);

/* How a plant goes into the product. */
enum where {
	LAYER,   /* operators at the end of the third page's content */
	OBJECT,  /* an object of its own */
	STREAM,  /* the deflated bytes of a stream of its own */
	STORED,  /* the same bytes as they are */
	SAMPLES, /* a picture of two bits, deflated */
	DEEP,    /* a picture of eight bits, deflated */
	FONT     /* a font program, deflated */
};

void survivor_plant(enum where where, const char *what, size_t n);

/* What proof 4 said. */
struct told {
	unsigned faults, passed, measured;
	enum ic_fault fault; /* the first, and where */
	uint32_t page, box;
	int32_t searched;
};

/* The product as it is, or as these bytes, judged against a source. */
struct told survivor_judge(int from);
struct told survivor_judge_bytes(const struct ic_buf *bytes, int from);

/* It found a word, of this page and box; it found none and said so. */
void survivor_found(const char *name, const struct told *t, uint32_t page,
    uint32_t box);
void survivor_none(const char *name, const struct told *t);

#endif
