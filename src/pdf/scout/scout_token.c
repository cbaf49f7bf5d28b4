/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scout_token.h"

#include "words_priv.h"

void ic_scout_token_extend(struct ic_scout_token *t, uint32_t c)
{
	c = ic_rune_lower(c);
	t->digits += ic_rune_is_digit(c);
	t->last = c;
	if (t->n++ < IC_SCOUT_TOKEN_MAX) {
		t->stem = t->hash;
		t->hash = (t->hash ^ c) * 1099511628211ull;
	}
}

bool ic_scout_token_next(const uint32_t *c, size_t n, size_t *at,
    struct ic_scout_token *out)
{
	*out = IC_SCOUT_TOKEN_NONE;
	while (*at < n && !ic_rune_is_part(c[*at])) {
		(*at)++;
	}
	for (; *at < n && ic_rune_is_part(c[*at]); (*at)++) {
		ic_scout_token_extend(out, c[*at]);
	}
	return out->n > 0;
}

bool ic_scout_token_squeezed(const uint32_t *c, size_t n, size_t *at,
    struct ic_scout_token *out)
{
	*out = IC_SCOUT_TOKEN_NONE;
	while (*at < n && out->n == 0) {
		for (;
		     *at < n && (c[*at] == 0x200b || !ic_rune_is_blank(c[*at]));
		     (*at)++) {
			if (ic_rune_is_part(c[*at])) {
				ic_scout_token_extend(out, c[*at]);
			}
		}
		*at += *at < n;
	}
	return out->n > 0;
}
