/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A ledger: JSON lines that are only ever appended. The first member of each,
 * "before", is the SHA-256 of the line before it, without its end; of the
 * first line it is 64 zeros. So a line that was changed, taken out or put in
 * shows at the next one; what was cut off at the end does not show here.
 *
 * A kill may cut the line that is being written. What has no end of line, and
 * what is no JSON object, is such a line: it counts for nothing, but the line
 * after it has its hash.
 */
#ifndef IC_CORE_LEDGER_H
#define IC_CORE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "base/error.h"
#include "base/json.h"

#define IC_LEDGER_BYTES_MAX ((size_t)512 << 20)

/* What a reader knows at the end. The zero value is an empty ledger. */
struct ic_ledger {
	char last[65]; /* SHA-256 of the last line; "": there is none */
	size_t lines;  /* that count */
	bool cut;      /* the last one does not */
};

/* A line that counts; false, with *err filled, ends the reading. */
typedef bool ic_ledger_fn(void *user, const json_t *line, struct ic_error *err);

/*
 * Read the lines in their order. IC_ESPEC, with the number of the line, if
 * one does not have the hash of the line before it. On failure `out` is as it
 * was.
 */
bool ic_ledger_read(const char *text, size_t len, ic_ledger_fn *each,
    void *user, struct ic_ledger *out, struct ic_error *err);

/* Begin the object of the next line: its "before". */
void ic_ledger_begin(const struct ic_ledger *l, struct ic_json *j);

/* A line was appended, of `len` bytes with its end: the next follows it. */
bool ic_ledger_follow(struct ic_ledger *l, const char *line, size_t len,
    struct ic_error *err);

/*
 * A text of one line that may be shown and stored: UTF-8 without control
 * characters, 1 to `max` bytes, no blank at either end.
 */
bool ic_ledger_text_ok(const char *text, size_t max);

/* 64 lower-case hex digits. */
bool ic_ledger_hash_ok(const char *text);

#endif
