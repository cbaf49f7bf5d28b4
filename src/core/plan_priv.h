/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_PLAN_PRIV_H
#define IC_CORE_PLAN_PRIV_H

#include "core/plan.h"

/* How often a served word list is asked; see plan_words.c. */
bool ic_plan_word_is_plain(const char *word, size_t len);

/*
 * Append the words of a served string that could tell what stands under a
 * box: those with a digit, and with `all` those that are no common words.
 */
bool ic_plan_telling_words(const char *text, bool all, struct ic_buf *out);

/* Where a document's numbers end up on a page's Bates range text. */
bool ic_plan_pages_text(const struct ic_plan *plan,
    const struct ic_redaction *r, struct ic_buf *out);

#endif
