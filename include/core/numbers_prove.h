/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a page of a stamped document bears, held against the number that the
 * plan gives it: what is printed on it, and its page label where that is
 * written as its numbers are. What could not be read proves nothing, and is
 * counted.
 */
#ifndef IC_CORE_NUMBERS_PROVE_H
#define IC_CORE_NUMBERS_PROVE_H

#include "core/numbers.h"
#include "core/plan.h"

/* Rows of pages that a document's errors name; further pages are counted. */
#define IC_NUMBERS_NAMED 10

/* Pages that were not read and are kept, to be shown. */
#define IC_NUMBERS_UNREAD_MAX 500

/* A page that bears another number than its own, or of which none was read. */
struct ic_number_doubt {
	uint32_t document, page;
	bool wrong; /* it bears another: `says`, read at `where` */
	bool known; /* `misnumbered` has its number: it is no error */
	struct ic_bates says;
	enum ic_number_where where;
	bool has_printed, has_label; /* what it bears in all */
	struct ic_bates printed, label;
	struct ic_rect rect; /* of what is printed; empty: none was read */
	struct ic_size size; /* of the page */
};

/* The zero value has proved nothing. */
struct ic_numbers_proof {
	struct ic_number_doubt *doubts; /* owned; by document, then page */
	size_t n, cap;
	uint64_t agree;  /* pages whose number was read and is theirs */
	uint64_t unread; /* pages of which no number could be read, */
	uint64_t images; /*   and these of them show no text at all */
	size_t kept;     /* of these, in `doubts` */
	bool ocr;        /* pixels were read, too */
};

/*
 * Hold what was read of a document against its numbers, set `stamp` of its
 * pages, and add an error for each page that bears another. `read` has its
 * pages, in order. After ic_plan_resolve(). IC_EENV without memory.
 */
bool ic_numbers_prove(struct ic_plan *plan, size_t document,
    const struct ic_numbers *read, struct ic_numbers_proof *proof,
    struct ic_diags *diags, struct ic_error *err);

/*
 * True if what a load file says of a document is what its file has: its last
 * number, and its page count. Adds the errors. After ic_plan_number().
 */
bool ic_numbers_check_said(const struct ic_plan *plan, size_t document,
    struct ic_diags *diags);

/* True if a page bears another number, and `misnumbered` does not say so. */
bool ic_numbers_disagree(const struct ic_numbers_proof *proof);

/* Put the doubts into the order of document and page. */
void ic_numbers_proof_sort(struct ic_numbers_proof *proof);

/* "is printed on it", "are their page labels": how they were read. */
const char *ic_number_where_words(enum ic_number_where where, bool one);

/* Free all and return to the zero value. NULL is allowed. */
void ic_numbers_proof_finish(struct ic_numbers_proof *proof);

#endif
