/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The bytes of a load file as UTF-8. */
#ifndef IC_CORE_LOAD_TEXT_H
#define IC_CORE_LOAD_TEXT_H

#include "core/load.h"

/*
 * Sets text, at, end, encoding and tried of `l`, which owns `text` (malloced,
 * with a NUL after `len` bytes) from now on. IC_ESPEC names the byte, counted
 * from 0, that is not in the encoding.
 */
bool ic_load_decode(struct ic_load *l, char *text, size_t len,
    enum ic_charset wanted, struct ic_error *err);

#endif
