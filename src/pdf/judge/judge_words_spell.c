/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The bytes that covered words may stand in a file as. */
#include <string.h>

#include "judge_words.h"
#include "words_priv.h"

#define SPELLING_MAX (8 * IC_TOKEN_RUNES_MAX)

/* Bytes of one spelling. */
struct spelling {
	uint8_t at[SPELLING_MAX];
	size_t n;
};

static void put(struct spelling *b, uint32_t byte)
{
	b->at[b->n++] = (uint8_t)byte;
}

static void put_utf8(struct spelling *b, uint32_t c)
{
	if (c < 0x80) {
		put(b, c);
	} else if (c < 0x800) {
		put(b, 0xc0 | c >> 6);
		put(b, 0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		put(b, 0xe0 | c >> 12);
		put(b, 0x80 | (c >> 6 & 0x3f));
		put(b, 0x80 | (c & 0x3f));
	} else {
		put(b, 0xf0 | c >> 18);
		put(b, 0x80 | (c >> 12 & 0x3f));
		put(b, 0x80 | (c >> 6 & 0x3f));
		put(b, 0x80 | (c & 0x3f));
	}
}

static void put_wide(struct spelling *b, uint32_t unit, bool little)
{
	put(b, little ? unit & 0xff : unit >> 8);
	put(b, little ? unit >> 8 : unit & 0xff);
}

static void put_utf16(struct spelling *b, uint32_t c, bool little)
{
	if (c > 0xffff) {
		c -= 0x10000;
		put_wide(b, 0xd800 | c >> 10, little);
		c = 0xdc00 | (c & 0x3ff);
	}
	put_wide(b, c, little);
}

/* As bytes and as their digits, large and small. */
static bool add_bytes(struct ic_needles *n, const struct spelling *b,
    uint32_t id)
{
	static const char *const digits[] = { "0123456789abcdef",
		"0123456789ABCDEF" };
	bool ok = ic_needles_add(n, b->at, b->n, id);

	for (int k = 0; ok && k < 2; k++) {
		char hex[2 * SPELLING_MAX];

		for (size_t i = 0; i < b->n; i++) {
			hex[2 * i] = digits[k][b->at[i] >> 4];
			hex[2 * i + 1] = digits[k][b->at[i] & 15];
		}
		ok = ic_needles_add(n, hex, 2 * b->n, id);
	}
	return ok;
}

enum dress { AS_IS, SMALL, LARGE, DRESSES };
enum coding { LATIN, UTF8, BIG, LITTLE, CODINGS };

static uint32_t dressed(uint32_t c, enum dress d)
{
	return d == SMALL ? ic_rune_lower(c)
	    : d == LARGE  ? ic_rune_upper(c)
			  : c;
}

/*
 * False if the word has no such spelling. A zero before UTF-16's first byte
 * or behind its last is left out: it would be one of what stands there.
 */
static bool spell(const uint32_t *runes, size_t n, enum dress d,
    enum coding coding, struct spelling *b)
{
	b->n = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t c = dressed(runes[i], d);

		if (coding == LATIN && c > 0xff) {
			return false;
		} else if (coding == LATIN) {
			put(b, c);
		} else if (coding == UTF8) {
			put_utf8(b, c);
		} else {
			put_utf16(b, c, coding == LITTLE);
		}
	}
	return true;
}

static bool add_word(struct ic_needles *n, const struct ic_judge_words *w,
    uint32_t id)
{
	const struct ic_covered *c = &w->at[id];
	const uint32_t *runes = (const uint32_t *)w->runes.data + c->text;
	struct spelling b;

	for (int d = 0; d < DRESSES; d++) {
		for (int k = 0; k < CODINGS; k++) {
			if (spell(runes, c->n, (enum dress)d, (enum coding)k,
				&b) &&
			    !add_bytes(n, &b, id)) {
				return false;
			}
		}
	}
	return true;
}

/* A word that noise and regular pictures do not spell. */
static bool is_long(const struct ic_judge_words *w, const struct ic_covered *c)
{
	const uint32_t *runes = (const uint32_t *)w->runes.data + c->text;
	size_t kinds = 0;

	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t k = 0;

		while (runes[k] != runes[i]) {
			k++;
		}
		kinds += k == i;
	}
	return c->n >= IC_WORDS_LEAST_FONT && kinds >= IC_WORDS_KINDS_LEAST;
}

void ic_words_spell(const struct ic_judge_words *w, size_t *next,
    struct ic_needles *n)
{
	for (; *next < w->n; (*next)++) {
		if (is_long(w, &w->at[*next]) &&
		    !add_word(n, w, (uint32_t)*next)) {
			break;
		}
	}
}
