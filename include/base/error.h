/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Errors. A function that can fail returns bool and takes `struct ic_error
 * *err` last; on failure it fills *err and leaves its other outputs as they
 * were. Library code never prints and never exits: only src/cli does.
 *
 *	if (!page_ok(p)) {
 *		return ic_fail(err, IC_ESPEC, "page %d: no such page", p + 1);
 *	}
 *
 * A message is one sentence for the attorney: what is wrong and what to do.
 * It never holds document text, a note, a password or a library's message.
 */
#ifndef IC_BASE_ERROR_H
#define IC_BASE_ERROR_H

#include <stdbool.h>

enum ic_code {
	IC_OK = 0,
	IC_EUSAGE, /* the command line is wrong */
	IC_ESPEC,  /* the spec, a CSV or a number in them is wrong */
	IC_EINPUT, /* an input document cannot be used */
	IC_EPROOF, /* a proof said no */
	IC_ELIMIT, /* a named limit was met */
	IC_EENV,   /* disk, memory, sandbox or signal */
	IC_EBUG    /* an invariant of ours is broken */
};

#define IC_ERROR_MAX 512

struct ic_error {
	enum ic_code code;
	char msg[IC_ERROR_MAX]; /* NUL-terminated, no newline */
};

/*
 * Fill *err (which may be NULL) and return false, so that a failure is one
 * expression. A message longer than IC_ERROR_MAX is cut.
 */
bool ic_fail(struct ic_error *err, enum ic_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Put "prefix: " before the message of *err and return false: for the caller
 * that knows which file or page the callee spoke of.
 */
bool ic_fail_in(struct ic_error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
