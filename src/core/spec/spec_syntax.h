/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_SPEC_SYNTAX_H
#define IC_CORE_SPEC_SYNTAX_H

#include <stdbool.h>

#include "core/diag.h"

/*
 * True if the text is UTF-8 without NUL bytes and control characters. The
 * parser itself would silently end at the first of them.
 */
bool ic_syntax_text_ok(struct ic_source *source, struct ic_diags *diags);

/*
 * Report a syntax error. `why` is the library's message, from which only its
 * kind is taken since it may quote the text; NULL: none. `open` is where the
 * innermost open list or mapping begins; NULL: none is open.
 */
void ic_syntax_error(struct ic_diags *diags, struct ic_place place,
    const char *why, const struct ic_place *open);

#endif
