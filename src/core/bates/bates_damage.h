/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_BATES_DAMAGE_H
#define IC_CORE_BATES_DAMAGE_H

#include <stdbool.h>

#include "core/bates.h"

/*
 * False, with a message that says so, if the text without its blanks is what
 * a spreadsheet leaves of a Bates number: bare digits, a date, 1.23E+05,
 * #NAME?. `shown` is the text for the message. A text that a declared prefix
 * begins is left alone.
 */
bool ic_bates_undamaged(const struct ic_prefixes *p, const char *bare,
    const char *shown, struct ic_error *err);

#endif
