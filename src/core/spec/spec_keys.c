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
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1] && far[k - 2] + 1 < best) {
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
		    ? least
		    : distance(word, words[i]);

		if (d < least && d < other) {
			best = words[i];
			least = d;
		}
	}
	return best;
}

/* A key that the table does not have. */
struct stray {
	char word[WORD_MAX + 1]; /* "" if it is not to be shown */
	const char *meant;       /* the key that it is like, or NULL */
	struct ic_place place;
};

/* Whether someone can only have meant it as a key. */
static bool looks_like_key(const char *text, size_t len)
{
	static const char ok[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "abcdefghijklmnopqrstuvwxyz0123456789_-";

	for (size_t i = 0; i < len; i++) {
		if (!text[i] || !strchr(ok, text[i])) {
			return false;
		}
	}
	return len > 0 && len <= WORD_MAX && (text[0] < '0' || text[0] > '9');
}

static const char *meant_by(const struct ic_mapping *m, const char *word)
{
	const char *names[IC_SPEC_KEYS_MAX];

	for (size_t i = 0; i < m->nkeys; i++) {
		names[i] = m->key[i].name;
	}
	return ic_did_you_mean(strcmp(word, "password") ? word
							: "password_file",
	    names, m->nkeys);
}

static bool holds_secrets(const struct ic_mapping *m)
{
	for (size_t i = 0; i < m->nkeys; i++) {
		if (m->key[i].secret) {
			return true;
		}
	}
	return false;
}

/*
 * The key that the reader stands on. It is masked if it may be the rest of a
 * text that a comma cut in two: beside a text, and like none of the keys.
 */
static void take_stray(struct ic_reader *r, const struct ic_mapping *m,
    struct stray *out)
{
	*out = (struct stray){ .place = r->y.place };
	if (looks_like_key(r->y.text, r->y.len)) {
		snprintf(out->word, sizeof out->word, "%.*s", (int)r->y.len,
		    r->y.text);
		out->meant = meant_by(m, out->word);
	}
	if (!out->meant && (!*out->word || holds_secrets(m))) {
		out->word[0] = '\0';
		ic_yaml_mask(&r->y);
	}
}

static void report_stray(struct ic_reader *r, const struct ic_mapping *m,
    const struct stray *s)
{
	if (!*s->word) {
		ic_error_at(r, s->place,
		    "%s has no such key: a colon and a "
		    "blank stand between a key and its value, and text that "
		    "holds a comma must be quoted",
		    m->what);
	} else if (s->meant) {
		ic_error_at(r, s->place,
		    "%s has no key \"%s\": did you mean "
		    "\"%s\"?",
		    m->what, s->word, s->meant);
	} else {
		ic_error_at(r, s->place, "%s has no key \"%s\"", m->what,
		    s->word);
	}
}

/*
 * Go past a stray key and its value. What that is, is masked; without one the
 * key is the rest of a text, whatever it looks like.
 */
static void read_stray(struct ic_reader *r, const struct ic_mapping *m)
{
	struct ic_span span = r->y.span;
	struct stray stray;

	take_stray(r, m, &stray);
	ic_yaml_next(&r->y);
	if (r->y.kind == IC_YAML_SCALAR && !r->y.len && !r->y.quoted) {
		ic_yaml_mask_span(&r->y, span);
		stray.word[0] = '\0';
	}
	report_stray(r, m, &stray);
	ic_yaml_skip(&r->y);
}

static size_t find_key(const struct ic_mapping *m, const char *text, size_t len)
{
	for (size_t i = 0; i < m->nkeys; i++) {
		if (strlen(m->key[i].name) == len &&
		    memcmp(m->key[i].name, text, len) == 0) {
			return i;
		}
	}
	return KEY_NONE;
}

/*
 * Whether key `i` of the table may be read: it does not stand there already.
 */
static bool is_first(struct ic_reader *r, const struct ic_mapping *m, size_t i,
    uint32_t *line, uint64_t *seen)
{
	if (*seen >> i & 1) {
		ic_error_here(r,
		    "\"%s\" stands here twice, first in line %u: "
		    "remove one",
		    m->key[i].name, line[i]);
		return false;
	}
	*seen |= (uint64_t)1 << i;
	line[i] = r->y.place.line;
	return true;
}

/* A key and its value; the reader stands on the key, then on the value. */
static void read_pair(struct ic_reader *r, const struct ic_mapping *m,
    uint32_t *line, uint64_t *seen, void *to)
{
	bool secret = r->y.secret, good;
	size_t i;

	if (r->y.kind != IC_YAML_SCALAR) {
		ic_error_here(r, "%s has a key that is no word", m->what);
		ic_yaml_drop(&r->y);
		i = KEY_NONE;
		good = false;
	} else {
		i = find_key(m, r->y.text, r->y.len);
		good = i != KEY_NONE && is_first(r, m, i, line, seen);
	}
	/* What nobody knows may be a secret. */
	r->y.secret = secret || !good || m->key[i].secret;
	if (good) {
		ic_yaml_next(&r->y);
		m->key[i].read(r, to);
	} else if (i == KEY_NONE && r->y.kind == IC_YAML_SCALAR) {
		read_stray(r, m);
	} else {
		ic_yaml_next(&r->y);
		ic_yaml_skip(&r->y);
	}
	r->y.secret = secret;
}

uint64_t ic_read_mapping(struct ic_reader *r, const struct ic_mapping *m,
    void *to)
{
	uint32_t line[IC_SPEC_KEYS_MAX];
	uint64_t seen = 0;

	if (r->y.kind != IC_YAML_MAP) {
		ic_error_here(r, "%s must be keys with values, like %s: ...",
		    m->what, m->key[0].name);
		ic_yaml_drop(&r->y);
		return 0;
	}
	ic_yaml_next(&r->y);
	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		read_pair(r, m, line, &seen, to);
		ic_yaml_next(&r->y);
	}
	return seen;
}
