/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a page of HTML, or a file of XML, is put together from. */
#ifndef IC_CORE_HTML_H
#define IC_CORE_HTML_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * Append text as one line of it: markup is escaped, a control character
 * becomes a blank (core/textline.h).
 */
void ic_html_text(struct ic_buf *out, const char *text);

/* Append bytes in base64 (RFC 4648, 4). */
void ic_html_base64(struct ic_buf *out, const uint8_t *bytes, size_t n);

#endif
