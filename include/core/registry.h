/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * bates.registry: which document has which Bates numbers, in all productions
 * of a matter, so that no number is given twice. It is a ledger
 * (core/ledger.h), a line for each document, written before the first output
 * of the run that numbered it is released:
 *
 *	{"before":"...","at":"2026-12-01T17:02:11Z","spec":"vol1.yaml",
 *	"file":"ia/a.pdf","prefix":"COE","first":"COE000001",
 *	"last":"COE000014","sha256":"..."}
 *
 * `spec` is the spec's path as seen from the registry's directory, sha256 the
 * source's. Where they apply there are "page", the first page of the source,
 * from 0, of a document that is a part of it; "stamped": true of a document
 * that bears the numbers, which an earlier production gave; and "after", the
 * number behind which it has its place.
 *
 * A document is known by its numbers, its source and its page in it: the
 * same in another spec, or in one that was renamed, is no new use of a number.
 *
 * It names sources and holds their hashes, so it is private, and never served.
 * Strings are in the registry's arena, never NULL.
 */
#ifndef IC_CORE_REGISTRY_H
#define IC_CORE_REGISTRY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/bates.h"
#include "core/ledger.h"
#include "core/spans.h"

#define IC_REGISTRY_NAME_MAX 4096 /* bytes of a spec's or document's name */
#define IC_REGISTRY_PREFIXES_MAX 1000
#define IC_REGISTRY_LINES_MAX 4000000
#define IC_REGISTRY_PAGES_MAX 10000000 /* of a document */

/* A line. */
struct ic_registered {
	const char *at;           /* when it was written */
	const char *spec, *file;  /* which document of which spec */
	const char *prefix;       /* of its numbers, as declared there */
	const char *first, *last; /* as they are printed */
	const char *sha256;       /* of the source; "": it was not read */
	uint32_t page;            /* of the source, from 0 */
	bool stamped;             /* it bore its numbers */
	const char *after;        /* "": it follows what is before it */
};

/* The zero value is an empty one. */
struct ic_registry {
	struct ic_registered *at; /* owned */
	size_t n, cap;
	const char **prefix; /* owned; without blanks, in capitals */
	size_t nprefixes;
	struct ic_spans spans; /* of the lines, by their indexes */
	uint32_t *by_file;     /* owned; indexes, by spec, file and line */
	uint32_t *by_sha256;   /* owned; by source and line */
	struct ic_ledger ledger;
	struct ic_arena arena;
};

/*
 * Read its text. `out` must be zeroed. IC_ESPEC, naming the line, if it was
 * changed or is not one that this program wrote.
 */
bool ic_registry_load(const char *text, size_t len, struct ic_registry *out,
    struct ic_error *err);

/*
 * Append the line that is to follow; the next one then follows that. What is
 * read back is the same, but the registry itself has no more lines.
 */
bool ic_registry_line(struct ic_registry *r, const struct ic_registered *e,
    struct ic_buf *out, struct ic_error *err);

/*
 * A spec's number among the registry's: "COE 000123" is COE000123. False if
 * no line has the prefix.
 */
bool ic_registry_number(const struct ic_registry *r,
    const struct ic_prefixes *p, const struct ic_bates *b,
    struct ic_bates *out);

/* A spec's number of one of the registry's; false if it has no such prefix. */
bool ic_registry_spec_number(const struct ic_registry *r,
    const struct ic_prefixes *p, const struct ic_bates *b,
    struct ic_bates *out);

/* The last line about a document of a spec; NULL if there is none. */
const struct ic_registered *ic_registry_document(const struct ic_registry *r,
    const char *spec, const char *file);

/* The nth line, from 0, about a source; NULL if there are no more. */
const struct ic_registered *ic_registry_source(const struct ic_registry *r,
    const char *sha256, size_t nth);

/* COE000001-COE000014; and the day of a line, 2026-12-01. */
#define IC_REGISTRY_DAY_MAX 11
void ic_registered_range(const struct ic_registered *e,
    char out[IC_BATES_RANGE_MAX]);
void ic_registered_day(const struct ic_registered *e,
    char out[IC_REGISTRY_DAY_MAX]);

/* Free all and return to the zero value. NULL is allowed. */
void ic_registry_finish(struct ic_registry *r);

#endif
