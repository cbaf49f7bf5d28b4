/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was decided of redactions: their states, and the rows of the file that
 * came back from the other side or the court. Strings are UTF-8, in the
 * spec's arena; lengths as in rect.h.
 */
#ifndef IC_CORE_RULING_H
#define IC_CORE_RULING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bates.h"
#include "core/diag.h"
#include "core/rect.h"

#define IC_RULINGS_MAX 1000000

/*
 * X(NAME, "word", burns, open, ruled): the states of a redaction; the first
 * is the default. An open one has neither the other side's word nor the
 * court's. A ruled one is a word that a ruling may have.
 */
#define IC_STATUSES(X) \
	X(PROPOSED, "proposed", true, true, false) \
	X(CANDIDATE, "candidate", true, true, false) \
	X(AGREED, "agreed", true, false, true) \
	X(OBJECTED, "objected", true, true, true) \
	X(GRANTED, "granted", true, false, true) \
	X(MODIFIED, "modified", true, false, true) \
	X(DENIED, "denied", true, false, true) \
	X(WITHDRAWN, "withdrawn", false, false, true)

enum ic_status {
#define IC_X(name, word, burns, open, ruled) IC_STATUS_##name,
	IC_STATUSES(IC_X)
#undef IC_X
	    IC_STATUS_COUNT
};

/* Their words by enum ic_status; and one, "" out of range. */
extern const char *const ic_status_words[IC_STATUS_COUNT];
const char *ic_status_word(enum ic_status s);

/* True if redactions of that status are burned; a denied one may be lifted. */
bool ic_status_burns(enum ic_status s);

/* True if nobody has agreed to it or decided on it. */
bool ic_status_open(enum ic_status s);

/* The status of a word that a ruling may have, in any case of its letters. */
bool ic_status_of_ruling(const char *word, enum ic_status *out);

/* These words, as a sentence has them: "agreed, ... or withdrawn". */
#define IC_RULING_WORDS \
	"agreed, objected, granted, modified, denied or withdrawn"

/* Where an order stands; each NULL if it is not given. */
struct ic_order {
	const char *ecf;  /* "123" or "123-1": digits and a dash */
	const char *page; /* "4", "4-5", "4:10": digits, - : and comma */
	const char *date; /* 2026-04-09 */
};

/*
 * A row of rulings_csv; its note is not kept. It meets the redactions of which
 * all that it names is true; what is NULL, 0 or false names nothing.
 */
struct ic_ruling {
	struct ic_place place;
	enum ic_status word;
	const char *id;
	const struct ic_bates_range *bates; /* pages: nbates of them */
	uint32_t nbates;
	uint32_t document;        /* index + 1 in ic_spec.documents */
	struct ic_bates_range of; /* or the document that has this range */
	bool has_of;
	const char *category;
	const uint16_t *codes; /* each of them */
	uint32_t ncodes;
	bool has_box, box_whole; /* it touches this box; or is whole */
	struct ic_rect box;
	const char *lines; /* as ic_redaction.lines */
	/* For MODIFIED: what is covered instead. */
	bool has_new, new_whole;
	struct ic_rect new_box;
	struct ic_order order;
};

#endif
