/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The two files of the reference list in unredacted/. Of all that this layer
 * writes they alone hold covered words (core/reference.h): the bytes go from
 * the plan into the file, 0600, and nowhere else.
 */
#ifndef IC_OPS_REFERENCE_H
#define IC_OPS_REFERENCE_H

#include "apply_priv.h"

/* Append both forms, over the documents whose redacted copy is done. */
bool reference_make(const struct apply *a, struct ic_buf *csv,
    struct ic_buf *html, struct ic_error *err);

/* Write them, if the spec asks for the list and redacted copies are made. */
bool reference_write(const struct apply *a, struct ic_error *err);

/* Overwrite and free a buffer that held one. */
void reference_wipe(struct ic_buf *b);

#endif
