/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Labels: the words beside a number that say what it is. */
#include "ids_priv.h"

#define LABEL_MAX 48 /* characters of one, blanks of the text included */

static size_t skip_gap(const struct ids_text *t, size_t i)
{
	size_t from = i;

	while (i < from + 4 &&
	    (ids_is_blank(ids_at(t, i)) || ids_at(t, i) == '-')) {
		i++;
	}
	return i;
}

size_t ids_label_at(const struct ids_text *t, size_t i, const char *label)
{
	size_t k = i;

	if (i > 0 && ids_is_alnum(ids_at(t, i - 1))) {
		return 0;
	}
	for (const char *c = label; *c; c++) {
		if (*c == ' ') {
			size_t next = skip_gap(t, k);

			if (next == k) {
				return 0;
			}
			k = next;
		} else if (ids_at(t, k) == (unsigned char)*c) {
			k++;
		} else {
			return 0;
		}
	}
	return ids_is_letter(ids_at(t, k)) && ids_is_letter(ids_at(t, k - 1))
	    ? 0
	    : k;
}

/* What may stand between a label and what it is the label of. */
static bool belongs(const struct ids_text *t, size_t from, size_t to)
{
	bool colon = false, letters = false;

	for (size_t i = from; i < to; i++) {
		uint32_t c = ids_at(t, i), next = ids_at(t, i + 1);

		if (ids_is_digit(c) || c == ';') {
			return false;
		}
		if (c == ':') {
			if (colon && letters) {
				return false; /* another label's */
			}
			colon = true;
			letters = false;
		}
		letters = letters || ids_is_letter(c);
		if (c == '.' && ids_is_blank(next) && i + 2 < to &&
		    t->at[i + 2].upper) {
			return false; /* another sentence */
		}
	}
	return true;
}

size_t ids_label_before(const struct ids_text *t, size_t at,
    const char *const *labels, size_t max)
{
	size_t first = at > max + LABEL_MAX ? at - max - LABEL_MAX : 0;

	for (size_t i = at; i-- > first;) {
		if (!ids_is_letter(ids_at(t, i)) ||
		    (i > 0 && ids_is_alnum(ids_at(t, i - 1)))) {
			continue; /* no label begins here */
		}
		for (const char *const *l = labels; *l; l++) {
			size_t end = ids_label_at(t, i, *l);

			if (end && end <= at && at - end <= max &&
			    belongs(t, end, at)) {
				return end + 1;
			}
		}
	}
	return 0;
}

bool ids_label_after(const struct ids_text *t, size_t to,
    const char *const *labels)
{
	size_t i = to;

	while (i < to + 4 &&
	    (ids_is_blank(ids_at(t, i)) || ids_at(t, i) == '(' ||
		ids_at(t, i) == ',' || ids_at(t, i) == '-')) {
		i++;
	}
	for (const char *const *l = labels; i > to && *l; l++) {
		if (ids_label_at(t, i, *l)) {
			return true;
		}
	}
	return false;
}
