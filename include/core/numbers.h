/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Bates numbers that stand on the pages of a file, as IC_ROLE_READ found
 * them. A page may show several: its own, one of an earlier production beside
 * it, those that a header or a footer cites. ic_numbers_choose() says which
 * one is the page's own, of the whole file: numbers that stand in one place,
 * page after page, each one more than the one before, are those of a
 * production; what is cited is not.
 *
 * Rectangles are milli-points of the page as displayed.
 */
#ifndef IC_CORE_NUMBERS_H
#define IC_CORE_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bates.h"
#include "core/rect.h"
#include "core/reply.h"

/* Numbers of a page that are told, those nearest to an edge first. */
#define IC_NUMBERS_PAGE_MAX 16

#define IC_NUMBERS_NONE UINT32_MAX

/*
 * A number stands where productions print theirs if its middle is no farther
 * from an edge of the page than this, or than a tenth of the page.
 */
#define IC_NUMBERS_BAND (72 * IC_MPT)

struct ic_number {
	struct ic_bates bates;
	struct ic_rect rect; /* around its glyphs; empty for a label */
	int32_t em;          /* height of the type */
	uint8_t where;       /* enum ic_number_where */
	bool alone; /* its line says nothing else but a usual designation */
};

struct ic_number_page {
	struct ic_size size; /* displayed */
	uint32_t first, n;   /* its numbers, in ic_numbers.at; not the label */
	uint32_t chosen;     /* one of these, or IC_NUMBERS_NONE */
	bool text;           /* it shows characters that are no picture */
	bool has_label;      /* the file has a page label like a number */
	struct ic_bates label;
};

/* Of a file, or of the pages that were asked for. The zero value is none. */
struct ic_numbers {
	struct ic_number_page *pages; /* owned */
	uint32_t npages, cap_pages;
	struct ic_number *at; /* owned */
	uint32_t n, cap;
};

/*
 * Take a reply of IC_ROLE_READ: NUMBERs of a page, then its PAGE. False if it
 * is out of order, too much, or memory is short: *memory, which may be NULL,
 * says so.
 */
bool ic_numbers_add(struct ic_numbers *n, const struct ic_reply *r,
    bool *memory);

/*
 * Set `chosen` of each page. `expected` is the number that the first page is
 * said to have, the others following it one by one; NULL: nothing is known.
 * It decides between two series of numbers that both are on the pages, never
 * against the only one. IC_EENV without memory.
 */
bool ic_numbers_choose(struct ic_numbers *n, const struct ic_bates *expected,
    struct ic_error *err);

/* The chosen number of a page; NULL: it could not be read. Borrowed. */
const struct ic_number *ic_numbers_of(const struct ic_numbers *n,
    uint32_t page);

/* Free all and return to the zero value. NULL is allowed. */
void ic_numbers_finish(struct ic_numbers *n);

/* A suffix as an integer of a reply, and back; false if it is none. */
uint32_t ic_numbers_suffix(const char *suffix);
bool ic_numbers_suffix_text(uint32_t code, char out[IC_BATES_SUFFIX_MAX + 1]);

#endif
