/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_ENDORSE_PRIV_H
#define IC_PDF_ENDORSE_PRIV_H

#include "pdf/endorse.h"
#include "pdf/highlight.h"

/*
 * A line of a whole-page redaction in the middle of a page: 0 is the word,
 * 1 the codes below it. False if the text is empty or does not fit.
 */
bool ic_endorse_whole(const struct ic_font *f, struct ic_size page,
    const char *text, unsigned line, struct ic_endorsement *out);

/* The places of those of a set that there are. */
struct ic_id_taken ic_endorse_taken(const struct ic_endorse_set *set);

#endif
