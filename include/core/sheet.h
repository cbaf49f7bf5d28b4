/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a slip sheet says. The plan knows it before the sheet is made, the
 * manifest afterwards; from both the lines of its slice are the same.
 */
#ifndef IC_CORE_SHEET_H
#define IC_CORE_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "core/bates.h"
#include "core/kind.h"
#include "core/slice_build.h"

#define IC_SHEET_CODES_MAX 32

/* A ground on which a document is withheld; "": not given. */
struct ic_sheet_code {
	const char *name, *text, *basis;
};

/* Of one document. Strings are borrowed. */
struct ic_sheet {
	enum ic_kind kind;
	const char *range; /* of its numbers: COE000001-COE000014 */
	uint32_t numbers;
	bool uncounted; /* its pages could not be counted */
	bool each;      /* there is one for each number, not one for all */
	struct ic_sheet_code codes[IC_SHEET_CODES_MAX]; /* WITHHELD */
	uint32_t ncodes;
	const char *claim;  /* WITHHELD: made after it was produced; or NULL */
	const char *text;   /* NATIVE: the placeholder's */
	const char *name;   /* NATIVE: the file's new name */
	const char *sha256; /* and what it is */
	uint64_t bytes;
};

/*
 * The new name of a native file: its number and its extension. False if it
 * does not fit.
 */
#define IC_NATIVE_NAME_MAX (IC_BATES_RANGE_MAX + 20)
void ic_native_name(const char *number, const char *file,
    char out[IC_NATIVE_NAME_MAX]);

/*
 * Append the lines of a sheet: that of page `page`, which bears `printed`, its
 * number or the range. A failure is the builder's to tell.
 */
void ic_sheet_lines(const struct ic_sheet *s, uint32_t page,
    const char *printed, struct ic_slice_build *to);

#endif
