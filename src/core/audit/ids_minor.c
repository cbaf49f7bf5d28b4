/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Names on a list. A name is found in either order, with what stands between
 * its first and its last word left out, cut to a letter, or another letter;
 * over a line break, and where one parts a word. Initials are no name.
 */
#include "ids_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* A word of a folded text: letters; 0 if none begins at i. */
static size_t word_end(const struct ids_text *t, size_t i)
{
	size_t k = i;

	if (!ids_is_letter(ids_at(t, i)) ||
	    (i > 0 && ids_is_letter(ids_at(t, i - 1)))) {
		return 0;
	}
	while (ids_is_letter(ids_at(t, k))) {
		k++;
	}
	return k;
}

/* Where the word ends if it is `token`, which a line break may part. */
static size_t token_at(const struct ids_text *t, size_t i,
    const uint32_t *token)
{
	size_t k = i;

	if (!word_end(t, i)) {
		return 0;
	}
	for (; *token; token++) {
		if (ids_at(t, k) == '-' && ids_at(t, k + 1) == '\n') {
			k += 2;
		}
		if (ids_at(t, k) != *token) {
			return 0;
		}
		k++;
	}
	return ids_is_letter(ids_at(t, k)) ? 0 : k;
}

/* Blanks, dots and what parts a name's words; a comma if there may be one. */
static size_t skip_parts(const struct ids_text *t, size_t i, bool comma)
{
	size_t k = i;

	while (k < i + 6) {
		uint32_t c = ids_at(t, k);

		if (!ids_is_blank(c) && c != '.' && c != '\'' && c != '-' &&
		    !(comma && c == ',')) {
			break;
		}
		k++;
	}
	return k;
}

/* A single letter, and a dot behind it. */
static size_t initial_at(const struct ids_text *t, size_t i)
{
	size_t end = word_end(t, i);

	return end == i + 1 ? end : 0;
}

/* A word of the name's middle, or any letter in its place. */
static size_t middle_at(const struct ids_text *t, size_t i,
    const struct ic_minor *m)
{
	size_t end = initial_at(t, i);

	for (uint32_t k = 1; !end && k + 1 < m->ntokens; k++) {
		end = token_at(t, i, m->token[k]);
	}
	return end;
}

/* First word, anything of the middle, last word. */
static size_t in_order(const struct ids_text *t, size_t i,
    const struct ic_minor *m)
{
	size_t k = token_at(t, i, m->token[0]);

	for (unsigned steps = 0; k && steps < IC_MINOR_TOKENS; steps++) {
		size_t next = skip_parts(t, k, false);
		size_t end = next > k
		    ? token_at(t, next, m->token[m->ntokens - 1])
		    : 0;

		if (end) {
			return end;
		}
		k = next > k ? middle_at(t, next, m) : 0;
	}
	return 0;
}

/* The words of the name from `w` on: where they end; 0: they are not there. */
static size_t rest_at(const struct ids_text *t, size_t i,
    const struct ic_minor *m, uint32_t w)
{
	size_t k = token_at(t, i, m->token[w]);

	while (k && ++w < m->ntokens) {
		k = token_at(t, skip_parts(t, k, false), m->token[w]);
	}
	return k;
}

/*
 * "Last, First", where the last name may be of two words; or the columns of a
 * table.
 */
static size_t turned(const struct ids_text *t, size_t i,
    const struct ic_minor *m)
{
	size_t k = 0, next;

	for (uint32_t w = 1; w < m->ntokens && !k; w++) {
		k = rest_at(t, i, m, w);
	}
	if (!k) {
		return 0;
	}
	next = skip_parts(t, k, true);
	for (size_t c = k; c < next; c++) {
		if (ids_at(t, c) == ',' || ids_at(t, c) == '\t') {
			return token_at(t, next, m->token[0]);
		}
	}
	return 0;
}

bool ids_minor_at(const struct ids_text *t, size_t i,
    const struct ic_minors *minors, struct ids_match *m)
{
	if (!word_end(t, i)) {
		return false;
	}
	for (size_t k = 0; k < minors->n; k++) {
		const struct ic_minor *name = &minors->at[k];
		size_t to = name->ntokens == 1 ? token_at(t, i, name->token[0])
					       : in_order(t, i, name);

		to = to || name->ntokens == 1 ? to : turned(t, i, name);
		if (to) {
			*m = (struct ids_match){ IC_FINDING_MINOR, i, to, 0 };
			return true;
		}
	}
	return false;
}

/* The words of from..to behind those that the name has. */
static bool add_tokens(const struct ids_text *t, size_t from, size_t to,
    struct ic_minor *m)
{
	while (from < to) {
		size_t n = 0;

		while (from < to && !ids_is_letter(ids_at(t, from))) {
			from++;
		}
		while (from + n < to && ids_is_letter(ids_at(t, from + n))) {
			n++;
		}
		if (n == 0) {
			return true;
		}
		if (n > IC_MINOR_TOKEN_MAX || m->ntokens == IC_MINOR_TOKENS) {
			return false;
		}
		for (size_t k = 0; k < n; k++) {
			m->token[m->ntokens][k] = ids_at(t, from + k);
		}
		m->token[m->ntokens++][n] = 0;
		from += n;
	}
	return true;
}

/* "Last, First Middle" is turned to its usual order. */
static bool read_name(const struct ids_text *t, struct ic_minor *m)
{
	size_t comma = 0;

	while (comma < t->n && ids_at(t, comma) != ',') {
		comma++;
	}
	if (comma < t->n && !add_tokens(t, comma + 1, t->n, m)) {
		return false;
	}
	return add_tokens(t, 0, comma, m);
}

#define LINE_MAX_RUNES 400

static bool add_line(const char *line, size_t len, struct ic_minors *out)
{
	uint32_t runes[LINE_MAX_RUNES];
	struct ic_minor name = { 0 };
	struct ids_text t;
	size_t n = 0;
	bool ok;

	for (size_t at = 0; at < len;) {
		if (n == LINE_MAX_RUNES) {
			return false;
		}
		runes[n++] = ic_utf8_next(line, len, &at);
	}
	if (!ids_fold(runes, n, &t)) {
		return false;
	}
	ok = ids_at(&t, 0) == '#' || read_name(&t, &name);
	ids_text_finish(&t);
	if (ok && name.ntokens > 0) {
		ok = out->n < IC_MINORS_MAX;
		if (ok) {
			out->at[out->n++] = name;
		}
	}
	explicit_bzero(runes, sizeof(runes));
	explicit_bzero(&name, sizeof(name));
	return ok;
}

static size_t count_lines(const char *text, size_t len)
{
	size_t n = 1;

	for (size_t i = 0; i < len; i++) {
		n += text[i] == '\n';
	}
	return n < IC_MINORS_MAX ? n : IC_MINORS_MAX;
}

bool ic_minors_load(const char *text, size_t len, struct ic_minors *out)
{
	bool ok;

	out->at = calloc(count_lines(text, len), sizeof(*out->at));
	ok = out->at != NULL;
	while (ok && len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t n = end ? (size_t)(end - text) : len;

		ok = add_line(text, n, out);
		n += end != NULL;
		text += n;
		len -= n;
	}
	if (!ok) {
		ic_minors_finish(out);
	}
	return ok;
}

void ic_minors_finish(struct ic_minors *m)
{
	if (!m) {
		return;
	}
	if (m->at) {
		explicit_bzero(m->at, m->n * sizeof(*m->at));
	}
	free(m->at);
	*m = (struct ic_minors){ 0 };
}
