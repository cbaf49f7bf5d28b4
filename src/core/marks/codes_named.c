/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What viewers print on a box that is to come may name codes. A text that is
 * codes and nothing else is taken in any case of its letters, since it cannot
 * be anything else; among other words a code counts only as it is written, and
 * if it has more than one letter: "A" is a word.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/mark_rows.h"

#define NAMED_MAX 32 /* codes of a redaction */

struct named {
	const char *at[NAMED_MAX];
	size_t n;
};

static void add(struct named *x, const char *code)
{
	for (size_t i = 0; i < x->n; i++) {
		if (strcmp(x->at[i], code) == 0) {
			return;
		}
	}
	if (x->n < NAMED_MAX) {
		x->at[x->n++] = code;
	}
}

static bool between(char c)
{
	return c == ' ' || strchr(",;/|&+()[]", c) != NULL;
}

static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || (unsigned char)c > 0x7f;
}

typedef int compare_fn(const char *a, const char *b, size_t n);

/* The longest code that stands at `t`; NULL if none does. */
static const char *code_at(const struct ic_spec *spec, const char *t,
    compare_fn *same)
{
	const char *best = NULL;

	for (size_t i = 0; i < spec->ncodes; i++) {
		const char *code = spec->codes[i].name;
		size_t n = strlen(code);

		if (same(t, code, n) == 0 &&
		    !(in_word(code[n - 1]) && in_word(t[n])) &&
		    (!best || n > strlen(best))) {
			best = code;
		}
	}
	return best;
}

/* True if the text is codes, and what parts them. */
static bool is_codes(const struct ic_spec *spec, const char *t, struct named *x)
{
	while (*t) {
		const char *code;

		if (between(*t)) {
			t++;
			continue;
		}
		code = code_at(spec, t, strncmp);
		code = code ? code : code_at(spec, t, strncasecmp);
		if (!code || (t[strlen(code)] && !between(t[strlen(code)]))) {
			return false;
		}
		add(x, code);
		t += strlen(code);
	}
	return x->n > 0;
}

static void find_codes(const struct ic_spec *spec, const char *text,
    struct named *x)
{
	for (const char *t = text; *t;) {
		bool begins = t == text || !in_word(t[-1]) || !in_word(*t);
		const char *code = begins ? code_at(spec, t, strncmp) : NULL;

		if (code && code[1]) {
			add(x, code);
			t += strlen(code);
		} else {
			t++;
		}
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool put(struct named *x, struct ic_buf *out)
{
	qsort(x->at, x->n, sizeof(*x->at), by_name);
	for (size_t i = 0; i < x->n; i++) {
		ic_buf_puts(out, i ? ", " : "");
		ic_buf_puts(out, x->at[i]);
	}
	return x->n > 0 && !out->failed;
}

bool ic_codes_only(const struct ic_spec *spec, const char *text,
    struct ic_buf *out)
{
	struct named x = { .n = 0 };

	return is_codes(spec, text, &x) && put(&x, out);
}

bool ic_codes_named(const struct ic_spec *spec, const char *text,
    struct ic_buf *out)
{
	struct named x = { .n = 0 };

	if (!is_codes(spec, text, &x)) {
		x.n = 0;
		find_codes(spec, text, &x);
	}
	return put(&x, out);
}
