/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A text is folded first: letters small and without accents, dashes and blanks
 * of Unicode one of each, what shows nothing left out. Matchers look at one
 * place of it and say how far a match goes.
 */
#ifndef IC_CORE_IDS_PRIV_H
#define IC_CORE_IDS_PRIV_H

#include "core/finding.h"
#include "core/identifiers.h"

struct ids_rune {
	uint32_t c;    /* folded */
	uint32_t from; /* its index in the text */
	bool upper;    /* it was a capital letter */
};

struct ids_text {
	struct ids_rune *at; /* owned */
	size_t n;
};

/* False without memory. */
bool ids_fold(const uint32_t *runes, size_t n, struct ids_text *out);
void ids_text_finish(struct ids_text *t);

/* A letter without case and accent; other characters as they are; 0: none. */
uint32_t ids_fold_rune(uint32_t c, bool *upper);

/* The character at i; 0 outside. */
uint32_t ids_at(const struct ids_text *t, size_t i);

bool ids_is_digit(uint32_t c);
bool ids_is_letter(uint32_t c);
bool ids_is_alnum(uint32_t c);
bool ids_is_blank(uint32_t c); /* ' ', '\t', '\n' */

/* Skip blanks, and line breaks, up to `max` of them. */
size_t ids_skip_blanks(const struct ids_text *t, size_t i, size_t max);

/* So many digits stand at i, no more and no fewer. */
bool ids_digits_are(const struct ids_text *t, size_t i, size_t n);
uint32_t ids_value(const struct ids_text *t, size_t i, size_t n);

/* from..to is no part of a longer number, word, path or address. */
bool ids_is_free(const struct ids_text *t, size_t from, size_t to);

/*
 * A label: words in small letters, where a blank stands for one blank or more,
 * or a dash. Matched as a whole word. Returns where it ends; 0: it is not
 * there.
 */
size_t ids_label_at(const struct ids_text *t, size_t i, const char *label);

/*
 * The label of a list (NULL ends it) that stands closest before `at`, with at
 * most `max` characters between that may belong to it: no digits, no other
 * sentence, no other label. Returns its end, + 1; 0: there is none.
 */
size_t ids_label_before(const struct ids_text *t, size_t at,
    const char *const *labels, size_t max);

/* One stands right behind, with nothing but blanks and a comma between. */
bool ids_label_after(const struct ids_text *t, size_t to,
    const char *const *labels);

/* What is found at a place. */
struct ids_match {
	uint32_t kind;
	size_t from, to; /* of the folded text */
	size_t told;
};

/* Each looks at one place; false: nothing begins there. */
bool ids_ssn_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_birth_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_card_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_iban_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_account_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_minor_at(const struct ids_text *t, size_t i,
    const struct ic_minors *minors, struct ids_match *m);
bool ids_license_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_phone_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_email_at(const struct ids_text *t, size_t i, struct ids_match *m);
bool ids_address_at(const struct ids_text *t, size_t i, struct ids_match *m);

/* A full date at i: where it ends; 0: there is none. */
size_t ids_date_at(const struct ids_text *t, size_t i);

#endif
