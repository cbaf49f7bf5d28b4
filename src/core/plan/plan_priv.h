/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_PLAN_PRIV_H
#define IC_CORE_PLAN_PRIV_H

#include "core/plan.h"

/* True for a word that every log uses; see plan_words.c. */
bool ic_plan_word_is_plain(const char *word, size_t len);

/*
 * Append the words of a served string that could tell what stands under a
 * box: those that are not common, and numbers; short ones only with `all`,
 * for what is written for one redaction. What punctuation parts is appended
 * once more in one piece, as are digits that blanks part.
 */
bool ic_plan_telling_words(const char *text, bool all, struct ic_buf *out);

/* What a walk over a redaction's pages meets. */
struct ic_plan_walk {
	void (*page)(void *user, size_t document, uint32_t page);
	/*
	 * A number that no document holds: the walk leaves that range out.
	 * NULL: somebody else says so.
	 */
	void (*unknown)(void *user, const struct ic_bates *number);
	/* A page, from 1, that its file does not have: the walk ends. Or NULL.
	 */
	void (*beyond)(void *user, uint32_t page);
	void *user;
};

/* The pages of its pieces, if it has some; else those that it names. */
void ic_plan_walk_pages(const struct ic_plan *plan,
    const struct ic_redaction *r, const struct ic_plan_walk *w);

/* Those that it names; with a cite and no page, all of its file. */
void ic_plan_walk_target(const struct ic_plan *plan,
    const struct ic_redaction *r, const struct ic_plan_walk *w);

/* What is wrong with a target, as an error at `place`. */
void ic_plan_no_number(const struct ic_plan *plan, struct ic_place place,
    const struct ic_bates *number, struct ic_diags *diags);
void ic_plan_no_page(const struct ic_plan *plan, const struct ic_redaction *r,
    uint32_t page, struct ic_diags *diags);

/* The pieces of a redaction as it was written; NULL: it has none. */
const struct ic_pieces *ic_plan_pieces_written(const struct ic_plan *plan,
    const struct ic_redaction *r);

/* The same for the lock, one a piece; the caller frees. NULL: no memory. */
struct ic_lock_place *ic_plan_places(const struct ic_plan *plan,
    const struct ic_pieces *p);

/* plan_address.c, plan_keep.c: the redaction at hand. */
struct ic_addresser {
	struct ic_plan *plan;
	struct ic_diags *diags;
	uint32_t index; /* of the redaction */
	const struct ic_redaction *r;
	struct ic_piece *page; /* its pages: document and page; owned */
	size_t npages, cap_pages;
	struct ic_piece *found; /* what its address is; owned */
	size_t nfound, cap_found;
	struct ic_piece *out; /* what is to be covered; owned */
	size_t nout, cap_out;
	uint32_t part; /* of the address that is looked up */
	bool starved;
};

/* Append a piece to one of the three. */
void ic_addresser_add(struct ic_addresser *a, struct ic_piece **at, size_t *n,
    size_t *cap, struct ic_piece one);

/* An error about the redaction at hand; false. */
bool ic_addresser_fail(struct ic_addresser *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The sought page; NULL: it is of a document that is not drawn. */
const struct ic_plan_numbered *ic_plan_numbered_at(const struct ic_plan *plan,
    uint32_t document, uint32_t page);

/* Fill a->out with all of a->page but a->found, or the kept rectangles. */
bool ic_addresser_keep(struct ic_addresser *a);

/* Set plan->ids[i], unless it is set. False without memory. */
bool ic_plan_name(struct ic_plan *plan, size_t i);

/* A served string. `all`: it is written for one redaction or document. */
struct ic_cell {
	uint32_t redaction; /* UINT32_MAX: it belongs to none */
	const char *what, *text;
	bool all;
	struct ic_place place;
};

typedef void ic_cell_fn(void *user, const struct ic_cell *c);

/*
 * The served strings of a document, in one order for its slice and for
 * ic_plan_cell(): each redaction's texts and its codes', the fields, the
 * legend, and what all its numbers and its file name begin with.
 */
void ic_plan_each_cell(const struct ic_plan *plan, size_t document,
    ic_cell_fn *fn, void *user);

/* Append the Bates ranges of a redaction's pages: "COE000003, COE000007". */
bool ic_plan_pages_text(const struct ic_plan *plan,
    const struct ic_redaction *r, struct ic_buf *out);

/*
 * plan_insert.c: the number of the first document that has none of its own;
 * and those of documents that are inserted, when all others have theirs.
 */
bool ic_plan_start(const struct ic_plan *plan, struct ic_bates *out,
    struct ic_error *err);
bool ic_plan_insert(struct ic_plan *plan, struct ic_diags *diags);

/* Decide how the unredacted copies of a document make room, or say why not. */
void plan_settle_unredacted(struct ic_plan *plan, size_t document,
    struct ic_diags *diags);

/* Give each document the pages of its disputed copy. False without memory. */
bool plan_list_disputed(struct ic_plan *plan);

/*
 * plan_logs.c: note, and warn of, a document that is said to be privileged,
 * and of which nothing is withheld on that ground.
 */
void ic_plan_warn_privileged(const struct ic_plan *plan, size_t document,
    struct ic_diags *diags);

#endif
