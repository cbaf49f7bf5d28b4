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

/* The places on a page of those of a set that there are; the banner's row. */
struct ic_id_taken ic_endorse_taken(const struct ic_font *f,
    const struct ic_slice *s, struct ic_size page,
    const struct ic_endorse_set *set);

/*
 * Where the banner goes beside number and legend, which are in *set. Where its
 * own place is too narrow or taken, it is set smaller, in what is free of its
 * row, or in the other row, or as one word; then it is `moved`. IC_ELIMIT if
 * not even that fits.
 */
bool ic_endorse_banner(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_endorse_set *set, struct ic_error *err);

bool ic_endorse_is_top(enum ic_position at);

#endif
