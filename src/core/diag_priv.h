/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_DIAG_PRIV_H
#define IC_CORE_DIAG_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/diag.h"

#define IC_EXCERPT_MAX 100 /* characters of an excerpt */

/*
 * Append the place's source line as it may be shown: without secrets,
 * comments and control characters, at most IC_EXCERPT_MAX characters around
 * the place. `*caret` is the number of characters before the place. False if
 * the source has no such line or no text.
 */
bool ic_excerpt(struct ic_place place, struct ic_buf *out, uint32_t *caret);

/* Whether a terminal would do more than show the character. */
bool ic_char_hidden(uint32_t c);

#endif
