/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page for whoever must find out which number is right: each page that bears
 * another one, or of which none was read, with what each source says and a
 * picture of the place. It holds what documents show: it is never served.
 */
#ifndef IC_CORE_NUMBERS_PAGE_H
#define IC_CORE_NUMBERS_PAGE_H

#include "core/numbers_prove.h"
#include "core/picture.h"

/* What a report begins with, by which another may take its place. */
#define IC_NUMBERS_PAGE_MARK "<!DOCTYPE html>\n<!-- incamera.numbers/1 -->\n"

/* Of one doubt. */
#define IC_NUMBERS_PLACES_MAX 2

/*
 * The places of a doubt's page that are to be seen: around what was read, or
 * its upper and lower edge. Returns how many.
 */
unsigned ic_numbers_places(const struct ic_number_doubt *x,
    struct ic_rect out[IC_NUMBERS_PLACES_MAX]);

/* A picture of such a place, as a PNG file; borrowed. No bytes: none. */
struct ic_numbers_shot {
	struct ic_rect rect; /* what it shows */
	uint32_t w, h;       /* pixels */
	const uint8_t *png;
	size_t n;
};

/*
 * Append its parts: the head, with how many pages are in it; then for each
 * document that has doubts its heading, and what is told of each of them; and
 * the end, with how many pages were shown.
 */
void ic_numbers_page_begin(const struct ic_plan *plan,
    const struct ic_numbers_proof *proof, struct ic_buf *out);
void ic_numbers_page_document(const struct ic_plan *plan, size_t document,
    struct ic_buf *out);
void ic_numbers_page_doubt(const struct ic_plan *plan,
    const struct ic_number_doubt *x, const struct ic_numbers_shot *shots,
    unsigned n, struct ic_buf *out);
void ic_numbers_page_end(const struct ic_numbers_proof *proof, size_t shown,
    struct ic_buf *out);

#endif
