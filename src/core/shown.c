/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/shown.h"

#include <string.h>

#include "base/utf8.h"
#include "core/plaintext.h"

#define HEAD "incamera shown/1\n"
#define HEAD_LEN (sizeof(HEAD) - 1)
#define RECORD 6 /* bytes before the text: words, and two lengths */

bool ic_shown_begin(struct ic_buf *out)
{
	return ic_buf_add(out, HEAD, HEAD_LEN);
}

bool ic_shown_put(const struct ic_shown *s, struct ic_buf *out)
{
	size_t first = strlen(s->first), last = strlen(s->last);
	const uint8_t head[RECORD] = { (uint8_t)s->words,
		(uint8_t)(s->words >> 8), (uint8_t)(s->words >> 16),
		(uint8_t)(s->words >> 24), (uint8_t)first, (uint8_t)last };

	ic_buf_add(out, head, sizeof(head));
	ic_buf_add(out, s->first, first);
	return ic_buf_add(out, s->last, last);
}

bool ic_shown_word(const char *word, size_t len, char to[IC_SHOWN_TEXT_MAX])
{
	size_t have = strlen(to), n = 0;

	while (n < len) {
		size_t at = n;

		ic_utf8_next(word, len, &at);
		if (at > IC_SHOWN_WORD_MAX) {
			break;
		}
		n = at;
	}
	if (n == 0 || have + n + 2 > IC_SHOWN_TEXT_MAX) {
		return false;
	}
	if (have) {
		to[have++] = ' ';
	}
	memcpy(to + have, word, n);
	to[have + n] = '\0';
	return true;
}

static bool text_ok(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes;

	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = ic_utf8_next(text, len, &at);

		if (!ic_plaintext_char(c) ||
		    (c == IC_UTF8_BAD && at == from + 1)) {
			return false;
		}
	}
	return true;
}

static bool read_one(const uint8_t **at, const uint8_t *end,
    struct ic_shown *out)
{
	const uint8_t *b = *at;
	size_t first, last;

	if (end - b < RECORD) {
		return false;
	}
	*out = (struct ic_shown){ .words = (uint32_t)b[0] |
		    (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
		    (uint32_t)b[3] << 24 };
	first = b[4];
	last = b[5];
	b += RECORD;
	if (first >= IC_SHOWN_TEXT_MAX || last >= IC_SHOWN_TEXT_MAX ||
	    (size_t)(end - b) < first + last ||
	    (first > 0) != (out->words > 0) ||
	    (last > 0 && out->words <= IC_SHOWN_WORDS) || !text_ok(b, first) ||
	    !text_ok(b + first, last)) {
		return false;
	}
	memcpy(out->first, b, first);
	memcpy(out->last, b + first, last);
	*at = b + first + last;
	return true;
}

bool ic_shown_read(const uint8_t *bytes, size_t len, struct ic_shown *out,
    size_t n)
{
	const uint8_t *at, *end;

	if (len < HEAD_LEN || memcmp(bytes, HEAD, HEAD_LEN) != 0) {
		return false;
	}
	at = bytes + HEAD_LEN;
	end = bytes + len;
	for (size_t i = 0; i < n; i++) {
		if (!read_one(&at, end, &out[i])) {
			return false;
		}
	}
	return at == end;
}
