/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * private/journal.jsonl: a line for each output as it was published, so that
 * a run can go on where another ended. A line counts only if all that made
 * the output is the same, and the output's bytes still are.
 */
#ifndef IC_OPS_JOURNAL_H
#define IC_OPS_JOURNAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/dir.h"
#include "core/measures.h"
#include "core/reason.h"

/* What a page became. */
struct made_page {
	enum ic_encoding encoding;
	enum ic_scan scan;
	uint32_t dpi, labels, bytes, notes;
};

struct journal_entry {
	const char *output; /* file name in redacted/ */
	char slice[65];     /* SHA-256 of the packed slice */
	char told[65];      /* core/told.h; "": an older one, or it has none */
	char source[65];
	char sha256[65]; /* of the output */
	const char *versions;
	uint64_t bytes;
	uint32_t proofs;
	const struct made_page *pages;
	uint32_t npages;
	struct ic_measures measures;
	size_t line; /* where it stood: a later one counts */
};

/* The last line of each output, sorted by it. */
struct journal {
	struct journal_entry *at;
	size_t n, cap;
	struct ic_arena arena;
};

/*
 * Read its text: what has no end of line and a line that is none are passed
 * over. IC_EENV without memory.
 */
bool journal_parse(const char *text, size_t len, struct journal *out,
    struct ic_error *err);

/* Read the file. A missing one is empty. */
bool journal_load(const struct ic_dir *private, struct journal *out,
    struct ic_error *err);

/* The entry of an output; NULL if there is none. Borrowed. */
const struct journal_entry *journal_find(const struct journal *j,
    const char *output);

/* Append an entry's line to `out`; `when` is for people. */
bool journal_line(const struct journal_entry *e, const char *when,
    struct ic_buf *out, struct ic_error *err);

/* Append a line to the file and sync it. */
bool journal_append(const struct ic_dir *private, const struct journal_entry *e,
    struct ic_error *err);

/* Free. NULL is allowed. */
void journal_finish(struct journal *j);

#endif
