/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How lines and cites are looked up, for who gives redactions their pieces. */
#ifndef IC_CORE_PLAN_ADDRESS_H
#define IC_CORE_PLAN_ADDRESS_H

#include "plan_priv.h"

/* A column, on its page. */
struct ic_addressed {
	uint32_t document, page;
	const struct ic_plan_numbered *on;
	const struct ic_numbered_column *column;
};

/* The lowest and the highest line of a column, which shows some. */
void ic_addresser_ends(const struct ic_addressed *c, uint32_t *first,
    uint32_t *last);

/* True if the column has lines. */
bool ic_addresser_shows(const struct ic_addressed *c);

/*
 * Find the lines first to last of a column. Those that are not there are
 * reported, as are those whose ends leave a doubt.
 */
void ic_addresser_take(struct ic_addresser *a, const struct ic_addressed *c,
    uint32_t first, uint32_t last);

/* Report a page without line numbers. False. */
bool ic_addresser_no_numbers(struct ic_addresser *a, uint32_t document,
    uint32_t page, bool text);

/*
 * Find all pieces of a->r's address, which is lines or a cite, on the pages of
 * `a`, or report why there are none.
 */
void ic_addresser_lines(struct ic_addresser *a);
void ic_addresser_cite(struct ic_addresser *a);

#endif
