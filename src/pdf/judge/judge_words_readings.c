/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_words_readings.h"

void ic_readings_begin(struct ic_readings *r, ic_token_fn *found, void *user)
{
	struct ic_reading none = { .t = { .found = found, .user = user } };

	*r = (struct ic_readings){ none, none, none, none, 0, 0 };
}

static void read_latin(struct ic_reading *r, uint8_t c)
{
	ic_tokens_rune(&r->t, c, 0);
}

/* A sequence that is broken off or wrong is nothing that words have. */
static void read_utf8(struct ic_reading *r, uint8_t c)
{
	if (r->have > 0 && (c & 0xc0) == 0x80) {
		r->unit = r->unit << 6 | (c & 0x3f);
		if (--r->have == 0) {
			ic_tokens_rune(&r->t, r->unit, 0);
		}
		return;
	}
	if (r->have > 0) {
		ic_tokens_rune(&r->t, IC_TOKEN_FOUL, 0);
	}
	r->have = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
	r->unit = c & (0x3fu >> r->have);
	if (r->have == 0) {
		ic_tokens_rune(&r->t, c < 0x80 ? c : IC_TOKEN_FOUL, 0);
	}
}

static void read_wide(struct ic_reading *r, uint8_t c, bool little)
{
	r->unit = little ? r->unit | (uint32_t)c << 8 * r->have
			 : r->unit << 8 | c;
	if (++r->have == 2) {
		ic_tokens_rune(&r->t, r->unit, 0);
		r->unit = r->have = 0;
	}
}

static void end_reading(struct ic_reading *r)
{
	ic_tokens_end(&r->t);
	r->unit = r->have = 0;
}

void ic_readings_bytes(struct ic_readings *r, const uint8_t *p, size_t n,
    bool utf8, bool wide)
{
	r->latin.t.least = r->utf8.t.least = r->bytes_least;
	r->big.t.least = r->little.t.least = r->wide_least;
	for (size_t i = 0; i < n; i++) {
		read_latin(&r->latin, p[i]);
		if (utf8) {
			read_utf8(&r->utf8, p[i]);
		}
		if (wide) {
			read_wide(&r->big, p[i], false);
			read_wide(&r->little, p[i], true);
		}
	}
}

void ic_readings_end(struct ic_readings *r)
{
	end_reading(&r->latin);
	end_reading(&r->utf8);
	end_reading(&r->big);
	end_reading(&r->little);
}
