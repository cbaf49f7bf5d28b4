/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The notice of a claim after production, in the words of Fed. R. Civ. P.
 * 26(b)(5)(B) and Fed. R. Evid. 502(b), and the list of who holds what.
 */
#ifndef IC_CORE_NOTICE_H
#define IC_CORE_NOTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* A file that holds a document. */
struct ic_holding {
	const char *place;     /* a volume's name, or a directory as given */
	const char *to, *date; /* on whom it was served; NULL: not served */
	const char *name, *range, *sha256;
	bool unredacted;
};

struct ic_notice {
	const char *matter; /* NULL: none */
	const char *date, *basis;
	const char *code;          /* "": none */
	const char *const *ranges; /* of the documents, whole */
	size_t nranges;
	const struct ic_holding *at; /* served ones first, by party */
	size_t n;
};

/*
 * Append the letter. Of unredacted copies it has no hash: who holds a
 * redacted one could guess with it what is covered. To be signed and sent.
 */
bool ic_notice_letter(const struct ic_notice *n, struct ic_buf *out,
    struct ic_error *err);

/*
 * Append the list of all files, their hashes among it, for those who made
 * the production.
 */
bool ic_notice_list(const struct ic_notice *n, struct ic_buf *out,
    struct ic_error *err);

#endif
