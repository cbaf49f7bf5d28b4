/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/bates.h"

#include <string.h>

#include "bates_plain.h"

/* Running text, read a character at a time from any place in it. */
struct cursor {
	const char *text;
	size_t len, at;
};

static char peek(const struct cursor *c)
{
	size_t at = c->at;

	return c->at < c->len ? ic_bates_plain(c->text, c->len, &at) : '\0';
}

static char next(struct cursor *c)
{
	return c->at < c->len ? ic_bates_plain(c->text, c->len, &c->at) : '\0';
}

static void skip_blanks(struct cursor *c)
{
	while (peek(c) == ' ') {
		next(c);
	}
}

/* '?' stands for a letter of another script too: a word goes on there. */
static bool in_word(char c)
{
	return ic_bates_letter(c) || ic_bates_digit(c) || c == '_' || c == '?';
}

/* Move past the prefix and the blanks in and after it. */
static bool eat_prefix(struct cursor *c, const char *prefix)
{
	for (; *prefix; prefix++) {
		if (*prefix == ' ') {
			continue;
		}
		skip_blanks(c);
		if (next(c) != *prefix) {
			return false;
		}
	}
	skip_blanks(c);
	return ic_bates_digit(peek(c));
}

/* Move past one run of digits. False if the value would grow too long. */
static bool eat_run(struct cursor *c, struct ic_bates *b, size_t *run)
{
	for (*run = 0; ic_bates_digit(peek(c)); (*run)++) {
		if (b->digits == IC_BATES_DIGITS_MAX) {
			return false;
		}
		b->value = b->value * 10 + (uint64_t)(next(c) - '0');
		b->digits++;
	}
	return true;
}

/* Runs of one or of three digits are one number; see bates.h. */
static bool eat_digits(struct cursor *c, struct ic_bates *b)
{
	size_t first, run;

	if (!eat_run(c, b, &first)) {
		return false;
	}
	while (first == 1 || first == 3) {
		struct cursor ahead = *c;
		struct ic_bates more = *b;

		skip_blanks(&ahead);
		if (ahead.at == c->at || !ic_bates_digit(peek(&ahead)) ||
		    !eat_run(&ahead, &more, &run) || run != first) {
			break;
		}
		*c = ahead;
		*b = more;
	}
	return true;
}

static void eat_suffix(struct cursor *c, struct ic_bates *b)
{
	struct cursor ahead = *c;
	char s[IC_BATES_SUFFIX_MAX + 1] = { 0 };
	size_t n = 0;

	s[n++] = next(&ahead);
	if (s[0] == '.') {
		while (
		    n < IC_BATES_SUFFIX_MAX && ic_bates_digit(peek(&ahead))) {
			s[n++] = next(&ahead);
		}
		n = n == 1 ? 0 : n;
	} else if (!ic_bates_upper(s[0])) {
		n = 0;
	}
	if (n && !in_word(peek(&ahead))) {
		memcpy(b->suffix, s, sizeof s);
		*c = ahead;
	}
}

/* A number that begins at c, under the longest prefix that fits. */
static bool number_at(const struct ic_prefixes *p, const struct cursor *c,
    struct cursor *end, struct ic_bates *out)
{
	size_t longest = 0;
	struct ic_bates b = { 0 };
	struct cursor after = *c;

	for (size_t i = 0; i < p->n; i++) {
		struct cursor try = *c;
		size_t n = strlen(p->name[i]);

		if (n > longest && eat_prefix(&try, p->name[i])) {
			longest = n;
			b.prefix = (uint32_t)i;
			after = try;
		}
	}
	if (!longest || !eat_digits(&after, &b)) {
		return false;
	}
	eat_suffix(&after, &b);
	if (in_word(peek(&after))) {
		return false;
	}
	*end = after;
	*out = b;
	return true;
}

/* True if the character before a place, if there is one, belongs to a word. */
static bool after_word(const char *text, size_t len, size_t at)
{
	size_t before = at;

	if (at == 0) {
		return false;
	}
	do {
		before--;
	} while (before > 0 && at - before < 4 &&
	    ((uint8_t)text[before] & 0xc0) == 0x80);
	return in_word(ic_bates_plain(text, len, &before));
}

bool ic_bates_find_next(const struct ic_prefixes *p, const char *text,
    size_t len, size_t *at, struct ic_bates_found *out)
{
	struct cursor c = { text, len, *at };
	bool in = after_word(text, len, *at);

	while (c.at < len) {
		struct cursor end;
		size_t from = c.at;
		struct ic_bates b;
		char here = peek(&c);

		if (!in && in_word(here) && number_at(p, &c, &end, &b)) {
			*out = (struct ic_bates_found){ b, from, end.at };
			*at = end.at;
			return true;
		}
		in = in_word(next(&c));
	}
	return false;
}

size_t ic_bates_find(const struct ic_prefixes *p, const char *text, size_t len,
    struct ic_bates *out, size_t max)
{
	struct ic_bates_found f;
	size_t found = 0, at = 0;

	while (ic_bates_find_next(p, text, len, &at, &f)) {
		if (found < max) {
			out[found] = f.number;
		}
		found++;
	}
	return found;
}
