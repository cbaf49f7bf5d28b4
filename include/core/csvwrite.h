/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The CSV files that are served to the court and the other side (RFC 4180):
 * comma, CRLF, a cell quoted if it holds a comma, semicolon or quote, or a
 * blank at either end.
 *
 * They begin with a byte order mark. Without it Excel reads UTF-8 as the
 * machine's old code page and garbles every accent and section sign;
 * LibreOffice and Excel both take the mark as "this is UTF-8" and do not
 * show it, and Python reads it as utf-8-sig.
 *
 * Whatever a cell holds, it is one line of text that a spreadsheet does not
 * run: an apostrophe goes before what begins with = + - @ TAB CR or LF (their
 * full-width forms too), blanks and quotes before it not counted. Control
 * characters, line ends and direction overrides become a blank, malformed
 * UTF-8 becomes U+FFFD.
 */
#ifndef IC_CORE_CSVWRITE_H
#define IC_CORE_CSVWRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Append the byte order mark: once, before the first row. */
bool ic_csv_begin(struct ic_buf *out);

/*
 * Append one row of n cells, NUL-terminated UTF-8; NULL is an empty cell.
 * False once the buffer has failed (ic_buf_check says it at the end).
 */
bool ic_csv_row(struct ic_buf *out, const char *const *cells, size_t n);

/* Append a cell's text as a row would show it, without its quoting. */
bool ic_csv_defuse(struct ic_buf *out, const char *text);

#endif
