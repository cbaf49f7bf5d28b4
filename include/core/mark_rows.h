/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Rows of redactions_csv that are made of marks: each a place on one page of
 * the production, or the same place on several.
 */
#ifndef IC_CORE_MARK_ROWS_H
#define IC_CORE_MARK_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "core/plan.h"
#include "core/rect.h"
#include "core/spec.h"
#include "core/unit.h"

#define IC_MARK_NOTE_MAX 2000 /* bytes; what a spec's note may have */

/* A mark as taken. Strings are borrowed; "" for none. */
struct ic_mark_row {
	size_t document;     /* of the plan */
	uint32_t page;       /* of it, from 0 */
	struct ic_rect rect; /* within the page; the page if `whole` */
	bool whole;
	const char *id;    /* the one that it came with */
	bool derived;      /* which joins rows, but need not be written */
	const char *codes; /* "IA, PII": as ic_codes_named() has them */
	const char *note;  /* at most IC_MARK_NOTE_MAX bytes */
	uint32_t mark;     /* the caller's: which one it was */
	/* A redaction of the spec, of which description, status and so on are
	   kept; NULL: none. */
	const struct ic_redaction *kept;
	/* Set when they are joined: */
	const char *bates; /* of several pages: their numbers; NULL: of one */
	bool twin; /* another row covers the same, and says something else */
};

/*
 * Sort the rows by number and place, and make fewer of them: those that cover
 * the same under the same codes become one, with the notes of all; those that
 * have one id and differ in nothing but the page become one of several pages,
 * and of others with that id only the first keeps it. What covers the same and
 * says something else stays, and is `twin`. What is made of strings is in `a`.
 * IC_EENV without memory.
 */
bool ic_mark_rows_join(const struct ic_plan *plan, struct ic_mark_row *rows,
    size_t *n, struct ic_arena *a, struct ic_error *err);

/* Append the CSV, in the unit of the plan's spec. */
bool ic_mark_rows_csv(const struct ic_plan *plan,
    const struct ic_mark_row *rows, size_t n, struct ic_buf *out,
    struct ic_error *err);

/* Call fn for each page that a redaction of the plan's spec names. */
void ic_mark_each_page(const struct ic_plan *plan, const struct ic_redaction *r,
    void (*fn)(void *user, size_t document, uint32_t page), void *user);

/*
 * Append a note to another, or to none: "a / b", once each, and no longer than
 * a note may be. NULL without memory.
 */
const char *ic_mark_note_join(struct ic_arena *a, const char *note,
    const char *more);

/*
 * The declared codes that a text is made of or names, as "IA, PII", each once,
 * in the order of their names: "pii; ia" and "REDACTED - PII" name some,
 * "REDACTED" names none. False if it names none, or without memory, when
 * `out` has failed. `out` is empty before.
 */
bool ic_codes_named(const struct ic_spec *spec, const char *text,
    struct ic_buf *out);

/* The same, but false unless the text is codes and nothing else. */
bool ic_codes_only(const struct ic_spec *spec, const char *text,
    struct ic_buf *out);

#endif
