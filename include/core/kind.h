/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a document is produced: page by page, or by a slip sheet that stands in
 * its place on its numbers.
 */
#ifndef IC_CORE_KIND_H
#define IC_CORE_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "core/copy.h"

/* X(NAME, "word"): the first is the default */
#define IC_KINDS(X) \
	X(DOCUMENT, "document") /* its pages */ \
	X(WITHHELD, "withheld") /* `withhold: true`: nothing of it */ \
	X(NATIVE, "native") /* `placeholder:`: the file itself goes along */ \
	X(UNREADABLE, "unreadable") /* `on_unreadable: slip-sheet` */

enum ic_kind {
#define IC_X(name, word) IC_KIND_##name,
	IC_KINDS(IC_X)
#undef IC_X
	    IC_KIND_COUNT
};

/* "withheld"; "unknown" outside the list. A static string. */
const char *ic_kind_word(enum ic_kind k);

/* The kind of a word; false if there is none. */
bool ic_kind_parse(const char *word, enum ic_kind *out);

/*
 * The proofs that a child must run, IC_PROOF_BIT()s. A sheet has no source, so
 * that those which read it (proofs 3 and 4) are not for it: its lines are the
 * slice's, to the letter (proof 2).
 */
uint32_t ic_kind_proofs(enum ic_kind k, enum ic_copy copy);

/* How many sheets stand for a withheld document. */
enum ic_sheets {
	IC_SHEETS_DOCUMENT, /* one, which bears its range */
	IC_SHEETS_PAGE      /* one for each number */
};

/* What happens if a document cannot be read. */
enum ic_unreadable { IC_UNREADABLE_STOP, IC_UNREADABLE_SHEET };

/*
 * The extension of a native file's name, which its new name ends with:
 * ".mp4". NULL if it has none, or one that is not of 1 to 16 letters and
 * digits of ASCII. Borrowed.
 */
const char *ic_native_extension(const char *file);

#endif
