/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_BASE_UTF8_H
#define IC_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define IC_UTF8_BAD 0xfffdu /* what a malformed byte reads as */

/*
 * The code point at text[*at], *at < len; moves *at past it. A byte that
 * begins no well-formed sequence (overlong ones and surrogates are none) is
 * IC_UTF8_BAD and one byte long, so that reading always ends.
 */
uint32_t ic_utf8_next(const char *text, size_t len, size_t *at);

#endif
