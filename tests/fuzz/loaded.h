/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What must be true of every spec that was loaded, and of what was said. */
#ifndef IC_FUZZ_LOADED_H
#define IC_FUZZ_LOADED_H

#include "core/diag.h"
#include "core/spec.h"

/* What no message may show, if all of it stands in notes and passwords. */
#define FUZZ_SECRET "ZQX"

/*
 * `ok` is what ic_spec_load() said of the `n` bytes. What is whole goes
 * through the plan, too, with three Letter pages a document.
 */
void fuzz_loaded(const struct ic_spec *spec, struct ic_diags *diags, bool ok,
    const char *text, size_t n);

#endif
