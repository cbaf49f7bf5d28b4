/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The text files of a load file: UTF-8, lines ended by LF, a form feed between
 * two pages. A child writes them, so the parent looks before it serves one.
 */
#ifndef IC_CORE_PLAINTEXT_H
#define IC_CORE_PLAINTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_PLAINTEXT_MAX ((size_t)64 << 20) /* bytes of one file */

/* True for a character that such a file may hold beside LF and FF. */
bool ic_plaintext_char(uint32_t c);

/*
 * True if the bytes are well-formed UTF-8 of at most IC_PLAINTEXT_MAX bytes,
 * without control characters but LF and FF, and with a form feed less than
 * pages.
 */
bool ic_plaintext_ok(const char *text, size_t len, uint32_t pages);

#endif
