/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Texts in a content stream that stand for what it shows: the property lists
 * of marked content (ISO 32000-2, 14.6.2), where they are written in place.
 */
#include <string.h>

#include "audit_objects.h"

#define CONTENT_MAX ((size_t)32 << 20) /* bytes that are looked through */
#define STRING_MAX 4096

static const struct {
	const char *key;
	enum ic_finding_place place;
} keys[] = {
	{ "/ActualText", IC_PLACE_ACTUAL_TEXT },
	{ "/Alt", IC_PLACE_ALT },
	{ "/E", IC_PLACE_ALT },
};

struct bytes {
	const uint8_t *at, *end;
};

static bool is_blank(uint8_t c)
{
	return c == 0 || c == 9 || c == 10 || c == 12 || c == 13 || c == ' ';
}

static int digit(uint8_t c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t read_hex(struct bytes *b, uint8_t out[STRING_MAX])
{
	size_t digits = 0;

	memset(out, 0, STRING_MAX);
	for (b->at++; b->at < b->end && *b->at != '>'; b->at++) {
		int d = digit(*b->at);

		if (d >= 0 && digits < 2 * STRING_MAX) {
			out[digits / 2] |= (uint8_t)(d << (digits % 2 ? 0 : 4));
			digits++;
		}
	}
	return (digits + 1) / 2;
}

/* Behind a backslash. */
static uint8_t read_escape(struct bytes *b)
{
	static const char names[] = "nrtbf", codes[] = "\n\r\t\b\f";
	const char *p = *b->at ? strchr(names, *b->at) : NULL;
	unsigned code = 0;

	if (p) {
		return (uint8_t)codes[p - names];
	}
	if (*b->at < '0' || *b->at > '7') {
		return *b->at;
	}
	for (int i = 0;
	     i < 3 && b->at < b->end && *b->at >= '0' && *b->at <= '7'; i++) {
		code = code << 3 | (*b->at++ - (unsigned)'0');
	}
	b->at--;
	return (uint8_t)code;
}

static size_t read_literal(struct bytes *b, uint8_t out[STRING_MAX])
{
	size_t n = 0, depth = 1;

	for (b->at++; b->at < b->end; b->at++) {
		uint8_t c = *b->at;

		depth += c == '(';
		depth -= c == ')';
		if (depth == 0) {
			break;
		}
		if (c == '\\' && b->at + 1 < b->end) {
			b->at++;
			c = read_escape(b);
		}
		if (n < STRING_MAX) {
			out[n++] = c;
		}
	}
	return n;
}

/* The string behind a key, handed on as an object. Throws. */
static void read_string(struct audit_objects *o, struct bytes b,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	uint8_t bytes[STRING_MAX];
	pdf_obj *string;
	size_t n;

	while (b.at < b.end && is_blank(*b.at)) {
		b.at++;
	}
	if (b.at == b.end || (*b.at != '(' && *b.at != '<')) {
		return;
	}
	n = *b.at == '(' ? read_literal(&b, bytes) : read_hex(&b, bytes);
	string = pdf_new_string(ctx, (const char *)bytes, n);
	fz_try(ctx) {
		audit_repeat_string(&o->repeat, string, at);
		audit_look_alternate(o, string, at);
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, string);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void read_key(struct audit_objects *o, const uint8_t *p, size_t n,
    size_t key, const struct audit_spot *from)
{
	struct audit_spot at = *from;
	size_t len = strlen(keys[key].key);
	struct bytes b = { p, p + n };
	const uint8_t *met;

	at.place = keys[key].place;
	while (
	    (met = memmem(b.at, (size_t)(b.end - b.at), keys[key].key, len))) {
		b.at = met + len;
		read_string(o, b, &at);
	}
}

/* Most contents have no such text, and those with another key have no string
 * behind it. */
static void read_content(struct audit_objects *o, const uint8_t *p, size_t n,
    const struct audit_spot *at)
{
	if (!memmem(p, n, "BDC", 3) && !memmem(p, n, "DP", 2)) {
		return;
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		read_key(o, p, n, i, at);
	}
}

static bool is_content(fz_context *ctx, pdf_obj *obj,
    const struct audit_spot *at)
{
	return pdf_name_eq(ctx, pdf_dict_get(ctx, obj, PDF_NAME(Subtype)),
		   PDF_NAME(Form)) ||
	    (strcmp(at->key, "Contents") == 0 && at->place == IC_PLACE_OTHER);
}

void audit_look_content(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	fz_buffer *b;
	uint8_t *p;
	size_t n;

	if (!is_content(ctx, obj, at)) {
		return;
	}
	b = audit_stream(o->a, obj, CONTENT_MAX);
	n = fz_buffer_storage(ctx, b, &p);
	fz_try(ctx) {
		read_content(o, p, n, at);
	}
	fz_always(ctx) {
		fz_drop_buffer(ctx, b);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
