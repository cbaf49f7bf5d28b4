/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "tiler_priv.h"

static int peek(const struct ic_tile_text *t, size_t ahead)
{
	return ic_window_byte(t->w, t->at + ahead);
}

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(int c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool ic_tile_word(struct ic_tile_text *t, const char *word)
{
	size_t k = strlen(word);

	if (!ic_window_is(t->w, t->at, word, k)) {
		return false;
	}
	t->at += k;
	return true;
}

bool ic_tile_number(struct ic_tile_text *t, int64_t max, int64_t *out)
{
	int64_t v = 0;
	int c = peek(t, 0);

	if (!is_digit(c) || (c == '0' && is_digit(peek(t, 1)))) {
		return false;
	}
	while (is_digit(c = peek(t, 0))) {
		v = v * 10 + (c - '0');
		if (v > max) {
			return false;
		}
		t->at++;
	}
	*out = v;
	return true;
}

/* "12", "-0.5": no sign before zero, no zero at the end of a fraction. */
static bool number(struct ic_tile_text *t, struct ic_tile_value *v)
{
	size_t from = t->at, digits = 0;
	int last = 0;
	bool minus = ic_tile_word(t, "-");

	if (!ic_tile_number(t, 9999999999, &v->n)) {
		return false;
	}
	v->kind = IC_TILE_INT;
	if (ic_tile_word(t, ".")) {
		v->kind = IC_TILE_REAL;
		while (is_digit(peek(t, 0))) {
			last = peek(t, 0);
			t->at++;
			digits++;
		}
		if (digits < 1 || digits > 3 || last == '0') {
			return false;
		}
	}
	if (minus && v->kind == IC_TILE_INT && v->n == 0) {
		return false;
	}
	v->n = minus ? -v->n : v->n;
	if (v->kind == IC_TILE_INT && v->n > 0 && ic_tile_word(t, " 0 R")) {
		v->kind = IC_TILE_REF;
	}
	v->at = from;
	v->len = t->at - from;
	return true;
}

static bool word(struct ic_tile_text *t, enum ic_tile_kind kind,
    struct ic_tile_value *v)
{
	size_t from = t->at++;

	while (is_letter(peek(t, 0)) || is_digit(peek(t, 0)) ||
	    peek(t, 0) == '-' || peek(t, 0) == '+') {
		t->at++;
	}
	*v = (struct ic_tile_value){ kind, from, t->at - from, 0 };
	return v->len > 1 && v->len <= IC_TILE_WORD_MAX;
}

static bool value(struct ic_tile_text *t, unsigned depth,
    struct ic_tile_value *v);

/* A blank stands before an item only if its first byte needs one. */
static bool array(struct ic_tile_text *t, unsigned depth,
    struct ic_tile_value *v)
{
	size_t from = t->at++;
	struct ic_tile_value item;
	bool first = true;

	while (!ic_tile_word(t, "]")) {
		int c = peek(t, 0);
		bool opens = c == '[' || c == '/' || c == '(' || c == '<';

		if (!first && !opens && !ic_tile_word(t, " ")) {
			return false;
		}
		first = false;
		if (!value(t, depth + 1, &item)) {
			return false;
		}
	}
	*v = (struct ic_tile_value){ IC_TILE_ARRAY, from, t->at - from, 0 };
	return true;
}

static bool value(struct ic_tile_text *t, unsigned depth,
    struct ic_tile_value *v)
{
	size_t from = t->at;
	struct ic_tile_dict d;

	if (depth > IC_TILE_DEPTH_MAX) {
		return false;
	}
	switch (peek(t, 0)) {
	case '/':
		return word(t, IC_TILE_NAME, v);
	case '[':
		return array(t, depth, v);
	case '(':
		if (!word(t, IC_TILE_STRING, v) || !ic_tile_word(t, ")")) {
			return false;
		}
		v->len++;
		return true;
	case '<':
		if (!ic_tile_dict(t, depth + 1, &d)) {
			return false;
		}
		*v = (struct ic_tile_value){ IC_TILE_DICT, from, t->at - from,
			0 };
		return true;
	case 'f':
		*v = (struct ic_tile_value){ IC_TILE_BOOL, from, 5, 0 };
		return ic_tile_word(t, "false");
	default:
		return number(t, v);
	}
}

static bool repeats(const struct ic_tile_text *t, const struct ic_tile_dict *d,
    const struct ic_tile_value *key)
{
	char word[IC_TILE_WORD_MAX + 1];
	const uint8_t *p = ic_window_at(t->w, key->at, key->len);

	if (!p) {
		return true; /* it cannot be read: refused */
	}
	memcpy(word, p, key->len);
	word[key->len] = '\0';
	return ic_tile_get(t, d, word) != NULL;
}

bool ic_tile_dict(struct ic_tile_text *t, unsigned depth,
    struct ic_tile_dict *out)
{
	out->n = 0;
	if (depth > IC_TILE_DEPTH_MAX || !ic_tile_word(t, "<<")) {
		return false;
	}
	while (!ic_tile_word(t, ">>")) {
		struct ic_tile_value *key = &out->key[out->n];
		int c;

		if (out->n == IC_TILE_KEYS_MAX || peek(t, 0) != '/' ||
		    !word(t, IC_TILE_NAME, key) || repeats(t, out, key)) {
			return false;
		}
		c = peek(t, 0);
		if (c != '/' && c != '[' && c != '<' && c != '(' &&
		    !ic_tile_word(t, " ")) {
			return false;
		}
		if (!value(t, depth, &out->value[out->n])) {
			return false;
		}
		out->n++;
	}
	return true;
}

const struct ic_tile_value *ic_tile_get(const struct ic_tile_text *t,
    const struct ic_tile_dict *d, const char *key)
{
	for (unsigned i = 0; i < d->n; i++) {
		if (ic_tile_is(t, &d->key[i], key)) {
			return &d->value[i];
		}
	}
	return NULL;
}

bool ic_tile_is(const struct ic_tile_text *t, const struct ic_tile_value *v,
    const char *word)
{
	return v && v->len == strlen(word) &&
	    ic_window_is(t->w, v->at, word, v->len);
}
