/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Addresses as lawyers write them: lines by the numbers that a page itself
 * prints beside them, "4-9, 12", and pages and lines of a transcript,
 * "45:12-46:3, 50:1-7". They are numbers and marks only.
 *
 * A part of a cite without a colon is lines of the page that the part before
 * it names, if that names one: "45:12-15, 20" is 45:12-45:15 and 45:20.
 */
#ifndef IC_CORE_ADDRESS_H
#define IC_CORE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/lines.h"
#include "core/rect.h"

#define IC_ADDRESS_PARTS_MAX 16
#define IC_ADDRESS_LINE_MAX 99 /* the highest line of a page */

/* What one is called, as the key of a spec that holds it. */
enum ic_address_kind { IC_ADDRESS_LINES, IC_ADDRESS_CITE };

/* Both ends included; of lines the pages are 0. */
struct ic_address_part {
	uint32_t first_page, first_line, last_page, last_line;
};

struct ic_address {
	enum ic_address_kind kind;
	char text[IC_LINES_MAX]; /* as ic_lines_parse() writes it */
	uint32_t n;
	struct ic_address_part part[IC_ADDRESS_PARTS_MAX];
};

/*
 * Read one. IC_ESPEC with what is wrong, which quotes nothing of the text: it
 * is none, runs backwards, has too many parts, or a spreadsheet has made a
 * date, a time or a number of it.
 */
bool ic_address_parse(enum ic_address_kind kind, const char *text,
    struct ic_address *out, struct ic_error *err);

/*
 * What a spreadsheet made of an address that was typed into it: "a date" for
 * 9-Apr, 4/9/2026 or 2026-04-09, "a time" for 45:12:00, 1/5/1900 12:00 or
 * 12:45 PM, "a number" for 0.520833 or 46121; NULL for what is none of these.
 */
const char *ic_address_damage(const char *text);

/* Append it as lists show it: "lines 4-9, 12", "45:12-46:3". */
bool ic_address_put(const struct ic_address *a, struct ic_buf *out);

/* The same of one of its parts: "lines 4-9", "45:20". */
bool ic_address_put_part(const struct ic_address *a, uint32_t part,
    struct ic_buf *out);

/* "lines", "cite". */
const char *ic_address_word(enum ic_address_kind kind);

/* True for what a list's cell may say in place of "part"; "" is none. */
bool ic_address_shown(const char *cell);

/* What of a page a rectangle is that is to stay, and all else is not. */
#define IC_KEPT_MAX 1000 /* rectangles of one page */

/*
 * The page without n rectangles, as disjoint ones, from top to bottom and
 * left to right: to `out`, at most `max` of them. How many there are, which
 * may be more; 0 if nothing is left, SIZE_MAX without memory. n is at most
 * IC_KEPT_MAX.
 */
size_t ic_rect_without(struct ic_size page, const struct ic_rect *kept,
    size_t n, struct ic_rect *out, size_t max);

#endif
