/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "tiler_priv.h"

static int peek(const struct ic_tile_text *t, size_t ahead)
{
	return ahead < t->n - t->at ? t->b[t->at + ahead] : -1;
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

	if (k > t->n - t->at || memcmp(t->b + t->at, word, k) != 0) {
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
	bool minus = ic_tile_word(t, "-");

	if (!ic_tile_number(t, 9999999999, &v->n)) {
		return false;
	}
	v->kind = IC_TILE_INT;
	if (ic_tile_word(t, ".")) {
		v->kind = IC_TILE_REAL;
		while (is_digit(peek(t, 0))) {
			t->at++;
			digits++;
		}
		if (digits < 1 || digits > 3 || t->b[t->at - 1] == '0') {
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
	v->p = t->b + from;
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
	*v = (struct ic_tile_value){ kind, t->b + from, t->at - from, 0 };
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
	*v = (struct ic_tile_value){ IC_TILE_ARRAY, t->b + from, t->at - from,
		0 };
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
		*v = (struct ic_tile_value){ IC_TILE_DICT, t->b + from,
			t->at - from, 0 };
		return true;
	case 'f':
		*v = (struct ic_tile_value){ IC_TILE_BOOL, t->b + from, 5, 0 };
		return ic_tile_word(t, "false");
	default:
		return number(t, v);
	}
}

static bool repeats(const struct ic_tile_dict *d,
    const struct ic_tile_value *key)
{
	for (unsigned i = 0; i < d->n; i++) {
		if (d->key[i].len == key->len &&
		    memcmp(d->key[i].p, key->p, key->len) == 0) {
			return true;
		}
	}
	return false;
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
		    !word(t, IC_TILE_NAME, key) || repeats(out, key)) {
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

const struct ic_tile_value *ic_tile_get(const struct ic_tile_dict *d,
    const char *key)
{
	for (unsigned i = 0; i < d->n; i++) {
		if (ic_tile_is(&d->key[i], key)) {
			return &d->value[i];
		}
	}
	return NULL;
}

bool ic_tile_is(const struct ic_tile_value *v, const char *text)
{
	return v && v->len == strlen(text) && memcmp(v->p, text, v->len) == 0;
}
