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
	/* A number that no document holds: the walk leaves that range out. */
	void (*unknown)(void *user, const struct ic_bates *number);
	/* A page, from 1, that its file does not have: the walk ends. */
	void (*beyond)(void *user, uint32_t page);
	void *user;
};

void ic_plan_walk_pages(const struct ic_plan *plan,
    const struct ic_redaction *r, const struct ic_plan_walk *w);

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
