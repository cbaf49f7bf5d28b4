/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/json.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

static void put_string(struct ic_buf *out, const char *s)
{
	size_t len = strlen(s), at = 0, from;
	uint32_t c;

	ic_buf_putc(out, '"');
	while (at < len) {
		from = at;
		c = ic_utf8_next(s, len, &at);
		if (c == '"' || c == '\\') {
			ic_buf_putc(out, '\\');
			ic_buf_putc(out, (int)c);
		} else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
			ic_buf_printf(out, "\\u%04" PRIx32, c);
		} else if (c == IC_UTF8_BAD) {
			ic_buf_puts(out, "\xef\xbf\xbd");
		} else {
			ic_buf_add(out, s + from, at - from);
		}
	}
	ic_buf_putc(out, '"');
}

static void new_line(struct ic_json *j)
{
	if (j->lines) {
		ic_buf_putc(j->out, '\n');
		for (unsigned i = 0; i < j->depth; i++) {
			ic_buf_putc(j->out, '\t');
		}
	}
}

/* What stands before a value. False if none may stand here. */
static bool before(struct ic_json *j, const char *key)
{
	bool in_object = j->depth > 0 && j->at[j->depth - 1].close == '}';

	if (j->wrong || j->done || in_object != (key != NULL)) {
		j->wrong = true;
		return false;
	}
	if (j->depth > 0) {
		if (j->at[j->depth - 1].filled) {
			ic_buf_putc(j->out, ',');
		}
		j->at[j->depth - 1].filled = true;
		new_line(j);
	}
	if (key) {
		put_string(j->out, key);
		ic_buf_puts(j->out, j->lines ? ": " : ":");
	}
	return true;
}

static void after(struct ic_json *j)
{
	j->done = j->depth == 0;
}

static void begin(struct ic_json *j, const char *key, char open, char close)
{
	if (j->depth >= IC_JSON_DEPTH_MAX) {
		j->wrong = true;
	}
	if (before(j, key)) {
		ic_buf_putc(j->out, open);
		j->at[j->depth].close = close;
		j->at[j->depth].filled = false;
		j->depth++;
	}
}

void ic_json_object(struct ic_json *j, const char *key)
{
	begin(j, key, '{', '}');
}

void ic_json_array(struct ic_json *j, const char *key)
{
	begin(j, key, '[', ']');
}

void ic_json_end(struct ic_json *j)
{
	if (j->wrong || j->depth == 0) {
		j->wrong = true;
		return;
	}
	j->depth--;
	if (j->at[j->depth].filled) {
		new_line(j);
	}
	ic_buf_putc(j->out, j->at[j->depth].close);
	after(j);
}

void ic_json_string(struct ic_json *j, const char *key, const char *s)
{
	if (!before(j, key)) {
		return;
	}
	if (s) {
		put_string(j->out, s);
	} else {
		ic_buf_puts(j->out, "null");
	}
	after(j);
}

void ic_json_int(struct ic_json *j, const char *key, int64_t n)
{
	if (before(j, key)) {
		ic_buf_printf(j->out, "%" PRId64, n);
		after(j);
	}
}

void ic_json_bool(struct ic_json *j, const char *key, bool b)
{
	if (before(j, key)) {
		ic_buf_puts(j->out, b ? "true" : "false");
		after(j);
	}
}

bool ic_json_finish(struct ic_json *j, struct ic_error *err)
{
	if (j->wrong || !j->done) {
		return ic_fail(err, IC_EBUG, "a JSON text is not one value");
	}
	ic_buf_putc(j->out, '\n');
	return ic_buf_check(j->out, "a JSON text", err);
}
