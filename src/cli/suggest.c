/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "cli_priv.h"

#define WORD_MAX 31 /* longer words are not compared */
#define NEAR 2

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned m = a < b ? a : b;

	return m < c ? m : c;
}

/* Letters wrong, missing, added or swapped (optimal string alignment). */
static unsigned distance(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned d[WORD_MAX + 1][WORD_MAX + 1];

	for (size_t i = 0; i <= na; i++) {
		d[i][0] = (unsigned)i;
	}
	for (size_t j = 0; j <= nb; j++) {
		d[0][j] = (unsigned)j;
	}
	for (size_t i = 1; i <= na; i++) {
		for (size_t j = 1; j <= nb; j++) {
			unsigned wrong = a[i - 1] != b[j - 1];

			d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1,
			    d[i - 1][j - 1] + wrong);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1]) {
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1,
				    d[i][j]);
			}
		}
	}
	return d[na][nb];
}

const char *ic_suggest(const char *word,
    const char *(*next)(void *user, size_t i), void *user)
{
	const char *best = NULL, *candidate;
	unsigned near = NEAR + 1;
	size_t n = strlen(word);

	if (n > WORD_MAX) {
		return NULL;
	}
	for (size_t i = 0; (candidate = next(user, i)) != NULL; i++) {
		size_t m = strlen(candidate);
		unsigned d;

		if (m > WORD_MAX) {
			continue;
		}
		d = distance(word, n, candidate, m);
		/* Two letters wrong in a word of two are another word. */
		if (d < near && d < n) {
			near = d;
			best = candidate;
		}
	}
	return best;
}
