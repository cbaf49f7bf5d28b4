/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A first spec for documents that somebody has: what their load file, or the
 * names of their files, say of numbers, and the text that is made of it. What
 * is a guess says CONFIRM in a comment beside it.
 *
 * No prefix is declared yet. A number is taken to be all that stands before
 * its last run of digits, if that can be a prefix, and these digits; a range
 * is two of one prefix and width.
 */
#ifndef IC_CORE_STARTER_H
#define IC_CORE_STARTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/bates.h"

#define IC_STARTER_PREFIXES_MAX 20 /* more are not taken for prefixes */
#define IC_STARTER_NAME_DIGITS 4   /* of a file's name: "letter 2" has none */
#define IC_STARTER_CELL_DIGITS 3

/* The numbers of one prefix. */
struct ic_starter_prefix {
	char name[IC_BATES_PREFIX_MAX + 1];
	unsigned digits;
	uint64_t low, high;
	size_t n; /* documents */
};

/* The zero value has seen nothing. */
struct ic_starter {
	const char *documents; /* folder or load file, as the spec names it */
	const char *csv;       /* the redactions' file, in the same way */
	bool load;             /* `documents` is a load file */
	bool cp1252;           /* which is not Unicode */
	const char *dates;     /* "mdy", "dmy" of its dates; NULL: neither */
	bool dates_guessed;    /* they may be either */
	bool unnamed;          /* no column is known to be the number */
	struct ic_buf columns; /* the names that it has, then */
	struct ic_starter_prefix at[IC_STARTER_PREFIXES_MAX]; /* n of them */
	size_t n;
	size_t ndocuments, nnumbered;
};

/*
 * Count a document that bears `text`, a number or a range, or is called so: of
 * a file's name its ending is dropped, and it must have more digits.
 */
void ic_starter_number(struct ic_starter *s, const char *text, bool name);

/*
 * Count the documents of a load file; `text` is malloced, of `len` bytes and a
 * NUL, and freed. False if it cannot be read.
 */
bool ic_starter_load(struct ic_starter *s, char *text, size_t len, bool opt,
    struct ic_error *err);

/* True if every document says its number. */
bool ic_starter_stamped(const struct ic_starter *s);

/* Append the spec. IC_ESPEC if a name in it cannot be written. */
bool ic_starter_spec(struct ic_starter *s, struct ic_buf *out,
    struct ic_error *err);

/*
 * Append a text between the quotes of YAML; false if it holds what cannot stand
 * there.
 */
bool ic_starter_quoted(struct ic_buf *out, const char *text);

/* The first row of a file of redactions, and its end. */
const char *ic_starter_csv(void);

/* Free all. NULL is allowed. */
void ic_starter_finish(struct ic_starter *s);

#endif
