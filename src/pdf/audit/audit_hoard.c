/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_hoard.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "document_priv.h"
#include "inflate.h"

#define GAP (-180)       /* a TJ's number that parts words */
#define RUN_LEAST 3      /* letters of text among bytes */
#define STRING_MAX 65536 /* bytes of one that are read */

static void put(struct audit_hoard *h, uint32_t c)
{
	char utf8[FZ_UTFMAX];
	int n = fz_runetochar(utf8, (int)c);

	if (h->text.len + (size_t)n > AUDIT_HOARD_TEXT) {
		h->full = true;
		return;
	}
	ic_buf_add(&h->text, utf8, (size_t)n);
}

/* Characters of Latin-1 that a text is made of. */
static bool is_plain(uint32_t c)
{
	return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t' ||
	    (c >= 0xa0 && c <= 0xff);
}

static int hex(int c)
{
	return c >= '0' && c <= '9' ? c - '0'
	    : c >= 'a' && c <= 'f'  ? c - 'a' + 10
	    : c >= 'A' && c <= 'F'  ? c - 'A' + 10
				    : -1;
}

/* "<48 65>" to its bytes. */
static size_t from_hex(const uint8_t *p, size_t n, uint8_t *to)
{
	size_t got = 0;
	int high = -1;

	for (size_t i = 0; i < n; i++) {
		int v = hex(p[i]);

		if (v < 0) {
			continue;
		}
		if (high < 0) {
			high = v;
		} else {
			to[got++] = (uint8_t)(high << 4 | v);
			high = -1;
		}
	}
	return got;
}

/* "\053" and the like (ISO 32000-2, 7.3.4.2); *i is behind the backslash. */
static int escaped(const uint8_t *p, size_t n, size_t *i)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	int c = p[(*i)++], v = 0;
	const char *at = c ? strchr(from, c) : NULL;

	if (at) {
		return to[at - from];
	}
	if (c < '0' || c > '7') {
		return c == '\n' || c == '\r' ? -1 : c;
	}
	for (int k = 0; k < 3 && c >= '0' && c <= '7'; k++) {
		v = v * 8 + (c - '0');
		if (*i == n || k == 2) {
			break;
		}
		c = p[*i];
		*i += c >= '0' && c <= '7';
	}
	return v & 0xff;
}

static size_t from_literal(const uint8_t *p, size_t n, uint8_t *to)
{
	size_t got = 0;

	for (size_t i = 0; i < n;) {
		int c = p[i++];

		if (c == '\\' && i < n) {
			c = escaped(p, n, &i);
		}
		if (c >= 0) {
			to[got++] = (uint8_t)c;
		}
	}
	return got;
}

/* Of UTF-16 with its mark, or Latin-1; else they are codes of some font. */
static void put_string(struct audit_hoard *h, const uint8_t *s, size_t n)
{
	size_t plain = 0;

	if (n >= 2 && s[0] == 0xfe && s[1] == 0xff) {
		for (size_t i = 2; i + 1 < n; i += 2) {
			put(h, (uint32_t)s[i] << 8 | s[i + 1]);
		}
		return;
	}
	for (size_t i = 0; i < n; i++) {
		plain += is_plain(s[i]) && s[i] < 0x80;
	}
	if (n - plain > n / 4) {
		h->blind = true;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		put(h, is_plain(s[i]) ? s[i] : ' ');
	}
}

/* One string token with its marks around it. */
static void string(struct audit_hoard *h, const uint8_t *p, size_t n)
{
	uint8_t *to;

	if (n < 2 || n > STRING_MAX) {
		return;
	}
	to = malloc(n);
	if (to) {
		put_string(h, to,
		    *p == '<' ? from_hex(p + 1, n - 1, to)
			      : from_literal(p + 1, n - 2, to));
		explicit_bzero(to, n);
	}
	free(to);
}

void audit_hoard_strings(struct audit_hoard *h, const uint8_t *p, size_t n)
{
	struct ic_window w;
	struct raw r = { &w, 0 };
	struct raw_token t;
	bool array = false;

	ic_window_over(&w, p, n);
	for (raw_next(&r, &t); t.kind != RAW_END; raw_next(&r, &t)) {
		if (t.kind == RAW_ARRAY || t.kind == RAW_ARRAY_END) {
			array = t.kind == RAW_ARRAY;
		} else if (t.kind == RAW_STRING) {
			string(h, p + t.at, t.end - t.at);
		}
		if (t.kind == RAW_INT && array && t.n <= GAP) {
			put(h, ' ');
		} else if (!array && t.kind != RAW_INT && t.kind != RAW_REAL) {
			put(h, ' ');
		}
	}
}

/* How many of n bytes are a run of text, and whether it has a word. */
static size_t plain_run(const uint8_t *p, size_t n, bool *text)
{
	size_t i = 0, letters = 0;

	*text = false;
	while (i < n && is_plain(p[i])) {
		letters = isalnum(p[i]) && p[i] < 0x80 ? letters + 1 : 0;
		*text = *text || letters == RUN_LEAST;
		i++;
	}
	return i;
}

void audit_hoard_bytes(struct audit_hoard *h, const uint8_t *p, size_t n)
{
	for (size_t at = 0, k; at < n; at += k) {
		bool text;

		k = plain_run(p + at, n - at, &text);
		for (size_t i = 0; text && i < k; i++) {
			put(h, p[at + i]);
		}
		put(h, ' ');
		k += k == 0;
	}
	put(h, '\n');
}

void audit_hoard_text(struct audit_hoard *h, const char *text, size_t n)
{
	if (n > AUDIT_HOARD_TEXT - h->text.len) {
		h->full = true;
		return;
	}
	ic_buf_add(&h->text, text, n);
	put(h, '\n');
}

/* Without a filter, or of Flate; others are not read. */
static void stream(struct audit_hoard *h, const uint8_t *p, size_t n)
{
	uint8_t *to = malloc(AUDIT_HOARD_STREAM);
	size_t used, got;

	if (to && ic_inflate_some(p, n, to, AUDIT_HOARD_STREAM, &used, &got)) {
		audit_hoard_strings(h, to, got);
	} else {
		audit_hoard_strings(h, p, n);
	}
	free(to);
}

void audit_hoard_object(struct audit_hoard *h, struct ic_window *w,
    const struct raw_object *o, bool encrypted)
{
	size_t head = o->is_stream ? o->data : o->end, n;
	const uint8_t *p;

	h->objects++;
	if (o->dict.is_info || encrypted) {
		h->blind = h->blind || (encrypted && o->is_stream);
		return;
	}
	p = ic_window_at(w, o->body, head - o->body);
	if (p) {
		h->picture = h->picture || o->dict.is_image;
		audit_hoard_strings(h, p, head - o->body);
	}
	n = o->data_end - o->data;
	if (o->is_stream && !o->dict.is_image && !o->dict.is_xref) {
		p = n <= AUDIT_HOARD_STREAM ? ic_window_at(w, o->data, n)
					    : NULL;
		if (p) {
			stream(h, p, n);
		} else {
			h->full = true;
		}
	}
}

/* The words that no page shows, with blanks between them. */
static void own_words(const struct audit *a, const struct audit_hoard *h,
    struct ic_buf *out)
{
	const char *p = (const char *)h->text.data, *end = p + h->text.len;

	while (p < end && out->len < IC_FINDING_TEXT_MAX) {
		size_t n = 0;

		while (p + n < end && !strchr(" \t\r\n", p[n])) {
			n++;
		}
		if (n > 0 && audit_says_of(a, p, n).own) {
			ic_buf_add(out, p, n);
			ic_buf_putc(out, ' ');
		}
		p += n + 1;
	}
}

static void judge(const struct audit_hoard *h, const struct audit_says *says,
    struct ic_finding_item *f)
{
	audit_says_judge(says, f);
	if (f->severity != IC_SEVERITY_NOTICE) {
		return;
	}
	f->severity = h->picture || h->blind ? IC_SEVERITY_WARNING
					     : IC_SEVERITY_NOTICE;
	if (h->objects > 0) {
		f->detail = h->picture ? IC_DETAIL_PICTURE_AMONG
		    : h->blind         ? IC_DETAIL_CODED_AMONG
				       : IC_DETAIL_LEFTOVERS;
	}
}

void audit_hoard_tell(struct audit *a, struct audit_hoard *h,
    struct ic_finding_item f)
{
	struct ic_buf words = { 0 };
	struct audit_says says;

	if (h->text.failed) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
	says = audit_says_of(a, ic_buf_str(&h->text), h->text.len);
	f.page = IC_FINDING_NO_PAGE;
	f.number = h->objects;
	judge(h, &says, &f);
	if (a->job.words && says.own) {
		own_words(a, h, &words);
		f.text = words.failed ? NULL : ic_buf_str(&words);
	}
	audit_add(a, &f);
	if (words.data) {
		explicit_bzero(words.data, words.len);
	}
	ic_buf_finish(&words);
}

void audit_hoard_finish(struct audit_hoard *h)
{
	if (h->text.data) {
		explicit_bzero(h->text.data, h->text.len);
	}
	ic_buf_finish(&h->text);
	*h = (struct audit_hoard){ 0 };
}
