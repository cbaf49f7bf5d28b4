/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Writing JSON (RFC 8259), for the manifest, the journal and --json: the same
 * calls give the same bytes. No numbers but integers, so no locale, no
 * rounding. Reading is jansson's.
 *
 *	struct ic_json j = { .out = &buf, .lines = true };
 *
 *	ic_json_object(&j, NULL);
 *	ic_json_string(&j, "format", "incamera.manifest/1");
 *	ic_json_array(&j, "documents");
 *	ic_json_int(&j, NULL, 14);
 *	ic_json_end(&j);
 *	ic_json_end(&j);
 *	ok = ic_json_finish(&j, err);
 *
 * Members of an object have a key, elements of an array and the outermost
 * value have NULL. A wrong call is remembered and told by finish, so that
 * nothing is checked on the way.
 */
#ifndef IC_BASE_JSON_H
#define IC_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

#define IC_JSON_DEPTH_MAX 16

struct ic_json {
	struct ic_buf *out; /* borrowed */
	bool lines; /* a value a line, indented by tabs; else one line */
	bool wrong;
	bool done; /* the outermost value is complete */
	unsigned depth;
	struct {
		char close; /* '}' or ']' */
		bool filled;
	} at[IC_JSON_DEPTH_MAX];
};

/* Begin an object or an array, and end the innermost one. */
void ic_json_object(struct ic_json *j, const char *key);
void ic_json_array(struct ic_json *j, const char *key);
void ic_json_end(struct ic_json *j);

/*
 * A string. Control characters, those of C1 among them, are escaped, so that
 * it can be shown on a terminal; a byte that is not UTF-8 becomes U+FFFD.
 * NULL is null.
 */
void ic_json_string(struct ic_json *j, const char *key, const char *s);

/* An integer. */
void ic_json_int(struct ic_json *j, const char *key, int64_t n);

/* True or false. */
void ic_json_bool(struct ic_json *j, const char *key, bool b);

/*
 * End the text with a newline. IC_EBUG if the calls did not make one value,
 * IC_ELIMIT if the buffer is full.
 */
bool ic_json_finish(struct ic_json *j, struct ic_error *err);

#endif
