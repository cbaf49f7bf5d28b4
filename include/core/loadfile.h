/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Concordance load files (.dat), which review platforms read: one line a
 * document, each value between U+00FE, values parted by U+0014, lines within a
 * value by U+00AE; UTF-8 with a byte order mark, CRLF. There is no standard of
 * it; these are Concordance's defaults, which all importers offer.
 *
 * There is no escape: a value that holds one of the three marks, or a control
 * character, gets a blank in its place (a line end: U+00AE).
 */
#ifndef IC_CORE_LOADFILE_H
#define IC_CORE_LOADFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Append the byte order mark: once, before the first row. */
bool ic_loadfile_begin(struct ic_buf *out);

/*
 * Append a row of n values, NUL-terminated UTF-8; NULL is an empty one. False
 * once the buffer has failed.
 */
bool ic_loadfile_row(struct ic_buf *out, const char *const *values, size_t n);

/* X(NAME, "COLUMN"): the columns of a volume's load file */
#define IC_LOADFILE_COLUMNS(X) \
	X(BEGBATES, "BEGBATES") \
	X(ENDBATES, "ENDBATES") \
	X(BEGATTACH, "BEGATTACH") \
	X(ENDATTACH, "ENDATTACH") \
	X(PGCOUNT, "PGCOUNT") \
	X(CONFIDENTIALITY, "CONFIDENTIALITY") \
	X(REDACTED, "REDACTED") \
	X(REASON, "REDACTION_REASON") \
	X(PDFPATH, "PDFPATH") \
	X(TEXTPATH, "TEXTPATH")

enum ic_loadfile_column {
#define IC_X(name, word) IC_LOADFILE_##name,
	IC_LOADFILE_COLUMNS(IC_X)
#undef IC_X
	    IC_LOADFILE_COLUMN_COUNT
};

/* "BEGBATES" */
const char *ic_loadfile_word(enum ic_loadfile_column c);

#endif
