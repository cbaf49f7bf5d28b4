/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Is it a word? Of bars and borders recognition makes few letters over a wide
 * place, or the same ones again and again.
 */
#include "audit_scan.h"

#include <math.h>

#define NARROW 0.2f /* em that a character takes on the average */
#define WIDE 1.0f
#define WORD_LEAST 4 /* letters */
#define DIGITS_LEAST 3
#define KINDS_LEAST 3 /* different letters of a word */
#define CHARACTERS 64 /* that are looked at */

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde);
}

static bool is_letter(uint32_t c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 0xdf && c < 0x2000 && c != 0xf7) || c >= 0x3040;
}

static uint32_t fold(uint32_t c)
{
	return is_upper(c) ? c + 32 : c;
}

struct tally {
	uint32_t letters, digits, others, uppers;
	uint32_t kinds, most; /* different letters, and of one the most */
	bool first_upper;
};

static void count_kinds(const uint32_t *runes, size_t n, struct tally *t)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t same = 0;
		bool before = false;

		for (size_t k = 0; k < n && is_letter(runes[i]); k++) {
			bool like = fold(runes[k]) == fold(runes[i]);

			same += like;
			before = before || (like && k < i);
		}
		t->kinds += is_letter(runes[i]) && !before;
		t->most = same > t->most ? same : t->most;
	}
}

static struct tally count(const uint32_t *runes, size_t n)
{
	struct tally t = { .first_upper = n > 0 && is_upper(runes[0]) };

	n = n < CHARACTERS ? n : CHARACTERS;
	for (size_t i = 0; i < n; i++) {
		t.letters += is_letter(runes[i]);
		t.digits += is_digit(runes[i]);
		t.uppers += is_upper(runes[i]);
		t.others += !is_letter(runes[i]) && !is_digit(runes[i]);
	}
	count_kinds(runes, n, &t);
	return t;
}

/* Small letters, capitals, or small ones after a capital. */
static bool is_cased(const struct tally *t)
{
	return t->uppers == 0 || t->uppers == t->letters ||
	    (t->uppers == 1 && t->first_upper);
}

enum audit_word_sense audit_sense(const uint32_t *runes, size_t n,
    const struct ic_word *w, uint32_t *letters)
{
	struct tally t = count(runes, n);
	float room = hypotf(w->end.x - w->start.x, w->end.y - w->start.y);
	uint32_t all = t.letters + t.digits;

	*letters = all;
	if (all == 0 || t.others > all || !(w->em > 0) ||
	    room < NARROW * w->em * (float)n ||
	    room > WIDE * w->em * (float)n) {
		return AUDIT_SENSE_NONE;
	}
	if (t.digits >= DIGITS_LEAST && t.letters <= 2 && 2 * t.others <= all) {
		return AUDIT_SENSE_WORD;
	}
	return t.letters >= WORD_LEAST && t.kinds >= KINDS_LEAST &&
		2 * t.most <= t.letters && is_cased(&t) && t.digits == 0
	    ? AUDIT_SENSE_WORD
	    : AUDIT_SENSE_WEAK;
}
