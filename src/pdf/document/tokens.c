/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tokens_priv.h"

#include "words_priv.h"

#define HASH_START 14695981039346656037ull
#define HASH_PRIME 1099511628211ull

static uint64_t hash_on(uint64_t h, uint32_t c)
{
	return (h ^ c) * HASH_PRIME;
}

static void extend(struct ic_token *t, uint32_t c, uint32_t mark)
{
	uint32_t letters[IC_RUNE_LETTERS];
	unsigned n = ic_rune_letters(c, letters);

	t->hash = t->n == 0 ? HASH_START : t->hash;
	t->mark = t->mark ? t->mark : mark;
	for (unsigned i = 0; i < n && t->n < IC_TOKEN_RUNES_MAX; i++) {
		t->hash = hash_on(t->hash, ic_rune_lower(letters[i]));
		t->rune[t->n++] = letters[i];
	}
}

static void end_part(struct ic_tokens *t)
{
	if (t->part.n > 0) {
		t->parts++;
		if (!t->foul && t->part.n >= t->least) {
			t->found(t->user, &t->part);
		}
	}
	t->part.n = t->part.mark = 0;
}

/* One part alone has been told already. */
static void end_whole(struct ic_tokens *t)
{
	if (t->parts > 1 && !t->foul_whole && t->whole.n >= t->least) {
		t->found(t->user, &t->whole);
	}
	t->whole.n = t->whole.mark = 0;
	t->parts = 0;
}

static bool is_foul(uint32_t c)
{
	return (c < ' ' || c == 0x7f) && !ic_rune_is_blank(c);
}

static void put(struct ic_tokens *t, uint32_t c, uint32_t mark)
{
	bool blank = ic_rune_is_blank(c);

	if (ic_rune_is_part(c) && !blank) {
		extend(&t->part, c, mark);
		extend(&t->whole, c, mark);
		return;
	}
	if (is_foul(c)) {
		t->foul = t->foul_whole = true;
		end_part(t);
		return;
	}
	end_part(t);
	t->foul = false;
	if (blank && c != 0x200b) {
		end_whole(t);
		t->foul_whole = false;
	}
}

/* A surrogate and the one before it, or an accent and its letter. */
static uint32_t join(uint32_t a, uint32_t b)
{
	if (a >= 0xd800 && a < 0xdc00 && b >= 0xdc00 && b < 0xe000) {
		return 0x10000 + ((a - 0xd800) << 10) + (b - 0xdc00);
	}
	return ic_rune_compose(a, b);
}

void ic_tokens_rune(struct ic_tokens *t, uint32_t rune, uint32_t mark)
{
	uint32_t both = t->holds ? join(t->held, rune) : 0;

	if (both) {
		t->held = both;
		t->held_mark = t->held_mark ? t->held_mark : mark;
		return;
	}
	if (t->holds) {
		put(t, t->held, t->held_mark);
	}
	t->held = rune;
	t->held_mark = mark;
	t->holds = true;
}

void ic_tokens_end(struct ic_tokens *t)
{
	if (t->holds) {
		put(t, t->held, t->held_mark);
	}
	t->holds = false;
	end_part(t);
	end_whole(t);
	t->foul = t->foul_whole = false;
}

uint64_t ic_token_hash(const uint32_t *runes, size_t n)
{
	struct ic_token t = { 0 };

	for (size_t i = 0; i < n; i++) {
		extend(&t, runes[i], 0);
	}
	return t.hash;
}
