/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/ledger.h"

#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"

static const char nothing[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

bool ic_ledger_hash_ok(const char *text)
{
	return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

bool ic_ledger_text_ok(const char *text, size_t max)
{
	size_t len = strlen(text), at = 0;

	if (len == 0 || len > max || text[0] == ' ' || text[len - 1] == ' ') {
		return false;
	}
	while (at < len) {
		uint32_t c = ic_utf8_next(text, len, &at);

		/* Controls, and marks that turn the writing direction. */
		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == IC_UTF8_BAD ||
		    (c >= 0x200b && c <= 0x200f) ||
		    (c >= 0x2028 && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069) || c == 0xfeff) {
			return false;
		}
	}
	return true;
}

static bool follows(const struct ic_ledger *l, const json_t *line)
{
	const char *before = json_string_value(json_object_get(line, "before"));

	return before && strcmp(before, l->last[0] ? l->last : nothing) == 0;
}

static bool take(struct ic_ledger *l, size_t nth, const char *line, size_t len,
    ic_ledger_fn *each, void *user, struct ic_error *err)
{
	json_t *o = json_loadb(line, len, JSON_REJECT_DUPLICATES, NULL);
	bool ok = true;

	l->cut = !json_is_object(o);
	if (!l->cut) {
		ok = follows(l, o)
		    ? each(user, o, err) || ic_fail_in(err, "line %zu", nth)
		    : ic_fail(err, IC_ESPEC,
			  "line %zu does not follow from the line before it: "
			  "somebody changed the file",
			  nth);
		l->lines++;
	}
	json_decref(o);
	return ok && ic_sha256(line, len, l->last, err);
}

bool ic_ledger_read(const char *text, size_t len, ic_ledger_fn *each,
    void *user, struct ic_ledger *out, struct ic_error *err)
{
	struct ic_ledger l = { .last = "" };

	for (size_t nth = 1; len > 0; nth++) {
		const char *end = memchr(text, '\n', len);
		size_t n = end ? (size_t)(end - text) : len;

		if (!end) {
			/* Whole or not, its writer did not come to its end. */
			l.cut = true;
			if (!ic_sha256(text, n, l.last, err)) {
				return false;
			}
			break;
		}
		if (!take(&l, nth, text, n, each, user, err)) {
			return false;
		}
		text += n + 1;
		len -= n + 1;
	}
	*out = l;
	return true;
}

void ic_ledger_begin(const struct ic_ledger *l, struct ic_json *j)
{
	ic_json_object(j, NULL);
	ic_json_string(j, "before", l->last[0] ? l->last : nothing);
}

bool ic_ledger_follow(struct ic_ledger *l, const char *line, size_t len,
    struct ic_error *err)
{
	l->lines++;
	l->cut = false;
	return len > 0 && ic_sha256(line, len - 1, l->last, err);
}
