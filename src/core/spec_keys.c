/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "spec_priv.h"

#define WORD_MAX 32
#define KEY_NONE SIZE_MAX

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '-' ? '_' : c;
}

/* Edits (a letter more, less, other, or two swapped) between two words. */
static size_t distance(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	size_t row[3][WORD_MAX + 1];

	for (size_t i = 0; i <= na; i++) {
		size_t *d = row[i % 3];

		const size_t *up = row[(i + 2) % 3], *far = row[(i + 1) % 3];

		d[0] = i;
		for (size_t k = 1; k <= nb; k++) {
			bool same = i && lower(a[i - 1]) == lower(b[k - 1]);
			size_t best = d[k - 1] + 1;

			if (i && up[k] + 1 < best) {
				best = up[k] + 1;
			}
			if (i && up[k - 1] + !same < best) {
				best = up[k - 1] + !same;
			}
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2]
			    && a[i - 2] == b[k - 1] && far[k - 2] + 1 < best) {
				best = far[k - 2] + 1;
			}
			d[k] = i ? best : k;
		}
	}
	return row[na % 3][nb];
}

const char *ic_did_you_mean(const char *word, const char *const *words,
    size_t n)
{
	const char *best = NULL;
	size_t len = strlen(word), least = len < 3 ? 1 : len < 4 ? 2 : 3;

	for (size_t i = 0; i < n; i++) {
		size_t other = strlen(words[i]);
		size_t d = len > WORD_MAX || other > WORD_MAX
		    ? least : distance(word, words[i]);

		if (d < least && d < other) {
			best = words[i];
			least = d;
		}
	}
	return best;
}

/* A word that someone can only have meant as a key may be quoted. */
static bool looks_like_key(const char *text, size_t len)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789_-";

	for (size_t i = 0; i < len; i++) {
		if (!text[i] || !strchr(ok, text[i])) {
			return false;
		}
	}
	return len > 0 && len <= WORD_MAX;
}

static void unknown_key(struct ic_reader *r, const struct ic_mapping *m)
{
	const char *names[IC_SPEC_KEYS_MAX], *meant;
	char word[WORD_MAX + 1];

	if (!looks_like_key(r->y.text, r->y.len)) {
		ic_yaml_mask(&r->y);
		ic_error_here(r, "%s has no such key: a colon and a blank "
		    "stand between a key and its value", m->what);
		return;
	}
	snprintf(word, sizeof word, "%.*s", (int)r->y.len, r->y.text);
	for (size_t i = 0; i < m->nkeys; i++) {
		names[i] = m->key[i].name;
	}
	meant = ic_did_you_mean(word, names, m->nkeys);
	if (!meant && strncmp(word, "password", 8) == 0) {
		meant = ic_did_you_mean("password_file", names, m->nkeys);
	}
	if (meant) {
		ic_error_here(r, "%s has no key \"%s\": did you mean \"%s\"?",
		    m->what, word, meant);
	} else {
		ic_error_here(r, "%s has no key \"%s\"", m->what, word);
	}
}

static size_t find_key(const struct ic_mapping *m, const char *text,
    size_t len)
{
	for (size_t i = 0; i < m->nkeys; i++) {
		if (strlen(m->key[i].name) == len
		    && memcmp(m->key[i].name, text, len) == 0) {
			return i;
		}
	}
	return KEY_NONE;
}

/* The key that the reader stands on; KEY_NONE, reported, if it is no good. */
static size_t take_key(struct ic_reader *r, const struct ic_mapping *m,
    uint32_t *line, uint32_t seen)
{
	size_t key = KEY_NONE;

	if (r->y.kind != IC_YAML_SCALAR) {
		ic_error_here(r, "%s has a key that is no word", m->what);
		ic_yaml_drop(&r->y);
		return KEY_NONE;
	}
	key = find_key(m, r->y.text, r->y.len);
	if (key == KEY_NONE) {
		unknown_key(r, m);
	} else if (seen >> key & 1) {
		ic_error_here(r, "\"%s\" stands here twice, first in line %u: "
		    "remove one", m->key[key].name, line[key]);
		return KEY_NONE;
	} else {
		line[key] = r->y.place.line;
	}
	return key;
}

uint32_t ic_read_mapping(struct ic_reader *r, const struct ic_mapping *m,
    void *to)
{
	uint32_t line[IC_SPEC_KEYS_MAX], seen = 0;
	bool secret = r->y.secret;

	if (r->y.kind != IC_YAML_MAP) {
		ic_error_here(r, "%s must be keys with values, like %s: ...",
		    m->what, m->key[0].name);
		ic_yaml_drop(&r->y);
		return 0;
	}
	ic_yaml_next(&r->y);
	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		size_t key = take_key(r, m, line, seen);

		/* What nobody knows may be a secret. */
		r->y.secret = secret || key == KEY_NONE || m->key[key].secret;
		ic_yaml_next(&r->y);
		if (key == KEY_NONE) {
			ic_yaml_drop(&r->y);
		} else {
			seen |= (uint32_t)1 << key;
			m->key[key].read(r, to);
		}
		r->y.secret = secret;
		ic_yaml_next(&r->y);
	}
	return seen;
}
