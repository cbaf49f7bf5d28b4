/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The copies that a production makes of its documents. A product is one
 * document in one copy: it has its own slice, children, journal line and file.
 *
 *	redacted	boxes are burned; what the public may get one day
 *	proposed	every page whole, what would be burned is marked
 *	disputed	the first page, and of each page with something open the
 *			marked page and the redacted one
 *
 * The last two hold what the boxes cover, and are for the court and those
 * whom an order names.
 */
#ifndef IC_CORE_COPY_H
#define IC_CORE_COPY_H

#include <stdbool.h>
#include <stdint.h>

enum ic_copy {
	IC_COPY_REDACTED,
	IC_COPY_PROPOSED,
	IC_COPY_DISPUTED,
	IC_COPIES
};

#define IC_COPY_BIT(name) (1u << IC_COPY_##name)

/* Bits of the copies that are unredacted. */
#define IC_COPIES_UNREDACTED (IC_COPY_BIT(PROPOSED) | IC_COPY_BIT(DISPUTED))

/* "proposed"; "unknown" outside the list. A static string. */
const char *ic_copy_word(enum ic_copy copy);

/* The copy of a word; false if there is none. */
bool ic_copy_parse(const char *word, enum ic_copy *out);

/* True if some page of it shows what a redaction covers. */
bool ic_copy_is_unredacted(enum ic_copy copy);

/*
 * What stands behind a range in a file's name: "", "_UNREDACTED-PROPOSED",
 * "_UNREDACTED-DISPUTED". A static string.
 */
const char *ic_copy_suffix(enum ic_copy copy);

/*
 * What stands on top of a page, unless the spec says otherwise: of a marked
 * page, and of a page of the same copy that is burned. "" for none. Static.
 */
const char *ic_copy_banner(enum ic_copy copy, bool marked);

/*
 * The proofs that a child must run, IC_PROOF_BIT()s: all but that of the logs
 * for a redacted copy. A copy with marked pages shows the words that boxes
 * cover, so that proof 4 (words) is not for it.
 */
uint32_t ic_copy_proofs(enum ic_copy copy);

#endif
