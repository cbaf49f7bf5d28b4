/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "diag_priv.h"

#include <string.h>

#include "base/utf8.h"

#define LINE_MAX_BYTES ((uint32_t)1 << 20) /* longer ones are not shown */
#define MASK "***" /* of one length, so that it tells none */

bool ic_char_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad ||
	    (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c >= 0xe0000 && c <= 0xe007f);
}

/* YAML's line ends: LF, CR, CR LF. */
static size_t line_end(const struct ic_source *s, size_t at)
{
	while (at < s->len && s->text[at] != '\n' && s->text[at] != '\r') {
		at++;
	}
	return at;
}

static size_t past_break(const struct ic_source *s, size_t at)
{
	if (at + 1 < s->len && s->text[at] == '\r' && s->text[at + 1] == '\n') {
		return at + 2;
	}
	return at + 1;
}

static bool find_line(const struct ic_source *s, uint32_t line,
    struct ic_span *out)
{
	size_t from = 0, to = line_end(s, 0);

	for (uint32_t n = 1; n < line; n++) {
		if (to >= s->len) {
			return false;
		}
		from = past_break(s, to);
		to = line_end(s, from);
	}
	*out = (struct ic_span){ (uint32_t)from, (uint32_t)to };
	return true;
}

/* The first secret that ends after `at`; nsecret if there is none. */
static size_t first_secret(const struct ic_source *s, size_t at)
{
	size_t lo = 0, hi = s->nsecret;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->secret[mid].to > at) {
			hi = mid;
		} else {
			lo = mid + 1;
		}
	}
	return lo;
}

/* True at a % that begins a line: nothing of a spec begins so. */
static bool is_directive(const struct ic_source *s, size_t at)
{
	return s->text[at] == '%' &&
	    (at == 0 || s->text[at - 1] == '\n' || s->text[at - 1] == '\r');
}

/* The bytes at `at` that one mask stands for; 0: they may be shown. */
static size_t masked(const struct ic_source *s, size_t at, size_t end,
    size_t *next)
{
	while (*next < s->nsecret && s->secret[*next].to <= at) {
		(*next)++;
	}
	/* libfyaml 0.8 goes past a directive before it complains of it. */
	if (at >= s->known || is_directive(s, at)) {
		return end - at;
	}
	if (*next < s->nsecret && s->secret[*next].from <= at) {
		size_t to = s->secret[*next].to;

		return (to < end ? to : end) - at;
	}
	return 0;
}

static bool begins_comment(const struct ic_source *s, size_t at)
{
	return s->text[at] == '#' &&
	    (at == 0 || s->text[at - 1] == ' ' || s->text[at - 1] == '\t' ||
		s->text[at - 1] == '\n' || s->text[at - 1] == '\r');
}

struct shown {
	struct ic_buf *out;
	size_t chars;  /* written */
	size_t caret;  /* `chars` at the place */
	size_t wanted; /* source characters before the place */
	size_t seen;   /* source characters gone past */
};

static void show(struct shown *w, const char *bytes, size_t n, size_t chars)
{
	ic_buf_add(w->out, bytes, n);
	w->chars += chars;
}

/* One mask for `hide` bytes at *at, which are moved past. */
static void show_mask(const struct ic_source *s, size_t *at, size_t hide,
    struct shown *w)
{
	for (size_t end = *at + hide; *at < end; w->seen++) {
		if (w->seen == w->wanted) {
			w->caret = w->chars;
		}
		ic_utf8_next(s->text, end, at);
	}
	show(w, MASK, 3, 3);
}

static void show_char(const struct ic_source *s, size_t *at, size_t end,
    struct shown *w)
{
	size_t from = *at;
	uint32_t c = ic_utf8_next(s->text, end, at);

	if (c == '\t') {
		show(w, " ", 1, 1);
	} else if (c == IC_UTF8_BAD || ic_char_hidden(c)) {
		show(w, "?", 1, 1);
	} else {
		show(w, s->text + from, *at - from, 1);
	}
	w->seen++;
}

/* All of the line; it is cut later. */
static void show_line(const struct ic_source *s, struct ic_span line,
    struct shown *w)
{
	size_t next = first_secret(s, line.from), at = line.from;

	w->caret = SIZE_MAX;
	while (at < line.to) {
		size_t hide = masked(s, at, line.to, &next);

		if (hide) {
			show_mask(s, &at, hide, w);
			continue;
		}
		if (w->seen == w->wanted) {
			w->caret = w->chars;
		}
		if (begins_comment(s, at)) {
			show(w, "#", 1, 1);
			break;
		}
		show_char(s, &at, line.to, w);
	}
	w->caret = w->caret == SIZE_MAX ? w->chars : w->caret;
}

/* The byte at which character `n` of the text begins. */
static size_t char_at(const char *text, size_t len, size_t n)
{
	size_t at = 0;

	while (n-- && at < len) {
		ic_utf8_next(text, len, &at);
	}
	return at;
}

/* What is shown of a long line: the place, some before, more after. */
static void cut(const struct shown *w, const char *text, size_t len,
    struct ic_buf *out, uint32_t *caret)
{
	size_t first = 0, end, last;

	if (w->chars > IC_EXCERPT_MAX && w->caret > IC_EXCERPT_MAX / 2) {
		first = w->caret - IC_EXCERPT_MAX / 2;
	}
	end = w->chars - first > IC_EXCERPT_MAX ? first + IC_EXCERPT_MAX
						: w->chars;
	*caret = (uint32_t)(w->caret - first);
	if (first) {
		ic_buf_puts(out, "...");
		*caret += 3;
	}
	first = char_at(text, len, first);
	last = char_at(text, len, end);
	ic_buf_add(out, text + first, last - first);
	if (end < w->chars) {
		ic_buf_puts(out, "...");
	}
}

bool ic_excerpt(struct ic_place place, struct ic_buf *out, uint32_t *caret)
{
	const struct ic_source *s = place.source;
	struct ic_buf whole = { 0 };
	struct shown w = { .out = &whole };
	struct ic_span line;

	if (!s || !s->text || !place.line || !find_line(s, place.line, &line) ||
	    line.to - line.from > LINE_MAX_BYTES) {
		return false;
	}
	w.wanted = place.column ? place.column - 1 : 0;
	show_line(s, line, &w);
	cut(&w, whole.data ? (const char *)whole.data : "", whole.len, out,
	    caret);
	ic_buf_finish(&whole);
	return true;
}
