/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_raw.h"

#include <string.h>

static int peek(const struct raw *r, size_t ahead)
{
	return ic_window_byte(r->w, r->at + ahead);
}

static bool is_space(int c)
{
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' ||
	    c == ' ';
}

static bool is_delimiter(int c)
{
	return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' ||
	    c == ']' || c == '{' || c == '}' || c == '/' || c == '%';
}

static bool is_regular(int c)
{
	return c >= 0 && !is_space(c) && !is_delimiter(c);
}

void raw_space(struct raw *r)
{
	while (is_space(peek(r, 0))) {
		r->at++;
	}
}

void raw_blank(struct raw *r)
{
	for (raw_space(r); peek(r, 0) == '%'; raw_space(r)) {
		int c;

		while ((c = peek(r, 0)) >= 0 && c != '\n' && c != '\r') {
			r->at++;
		}
	}
}

/* "(a (b) \) c)" */
static void string(struct raw *r)
{
	size_t depth = 0;
	int c;

	while ((c = peek(r, 0)) >= 0) {
		r->at++;
		if (c == '\\') {
			r->at += peek(r, 0) >= 0;
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && --depth == 0) {
			return;
		}
	}
}

static void hexadecimal(struct raw *r)
{
	int c;

	while ((c = peek(r, 0)) >= 0) {
		r->at++;
		if (c == '>') {
			return;
		}
	}
}

/* A run of regular characters into t->word. */
static void run(struct raw *r, struct raw_token *t)
{
	size_t n = 0;
	int c;

	while (is_regular(c = peek(r, 0))) {
		if (n < RAW_WORD_MAX) {
			t->word[n++] = (char)c;
		}
		r->at++;
	}
	t->word[n] = '\0';
}

/* What a run is: an integer, another number, or a word. */
static void classify(struct raw_token *t)
{
	const char *s = t->word + (*t->word == '-' || *t->word == '+');
	size_t digits = strspn(s, "0123456789");

	t->kind = RAW_WORD;
	if (*s == '\0' || s[strspn(s, "0123456789.")] != '\0') {
		return;
	}
	t->kind = RAW_REAL;
	if (s[digits] != '\0' || digits > 18 || t->end - t->at > RAW_WORD_MAX) {
		return;
	}
	t->kind = RAW_INT;
	t->n = 0;
	for (; *s; s++) {
		t->n = t->n * 10 + (*s - '0');
	}
	t->n = *t->word == '-' ? -t->n : t->n;
}

/* One or two bytes that are a token by themselves. */
static void mark(struct raw *r, struct raw_token *t, enum raw_kind kind,
    size_t n)
{
	t->kind = kind;
	r->at += n;
}

void raw_next(struct raw *r, struct raw_token *t)
{
	int c;

	raw_blank(r);
	*t = (struct raw_token){ .at = r->at, .n = -1 };
	c = peek(r, 0);
	if (c < 0) {
		t->kind = RAW_END;
	} else if (c == '/') {
		r->at++;
		run(r, t);
		t->kind = RAW_NAME;
	} else if (c == '(') {
		string(r);
		t->kind = RAW_STRING;
	} else if (c == '<' && peek(r, 1) == '<') {
		mark(r, t, RAW_OPEN, 2);
	} else if (c == '>' && peek(r, 1) == '>') {
		mark(r, t, RAW_CLOSE, 2);
	} else if (c == '<') {
		hexadecimal(r);
		t->kind = RAW_STRING;
	} else if (c == '[' || c == ']') {
		mark(r, t, c == '[' ? RAW_ARRAY : RAW_ARRAY_END, 1);
	} else if (is_delimiter(c)) {
		mark(r, t, RAW_WORD, 1);
	} else {
		run(r, t);
		t->end = r->at;
		classify(t);
	}
	t->end = r->at;
}

bool raw_word(struct raw *r, const char *word)
{
	struct raw to = *r;
	struct raw_token t;

	raw_next(&to, &t);
	if (t.kind != RAW_WORD || strcmp(t.word, word) != 0) {
		return false;
	}
	*r = to;
	return true;
}

bool raw_find(const struct raw *r, const char *mark, size_t end, size_t *at)
{
	size_t n = strlen(mark), k;

	end = end < r->w->size ? end : r->w->size;
	for (size_t i = r->at; i < end && end - i >= n; i += k - (n - 1)) {
		const uint8_t *p, *hit;

		k = end - i < IC_WINDOW_PIECE ? end - i : IC_WINDOW_PIECE;
		p = ic_window_at(r->w, i, k);
		if (!p) {
			return false;
		}
		hit = memmem(p, k, mark, n);
		if (hit) {
			*at = i + (size_t)(hit - p);
			return true;
		}
	}
	return false;
}
