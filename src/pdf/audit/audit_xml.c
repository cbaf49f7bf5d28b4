/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_xml.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct xml {
	const uint8_t *at, *end;
	char name[AUDIT_XML_DEPTH_MAX][AUDIT_XML_NAME_MAX];
	unsigned depth; /* may be more than there are names */
	struct ic_buf text;
	audit_xml_fn *found;
	void *user;
};

static bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool starts(const struct xml *x, const char *s)
{
	size_t n = strlen(s);

	return (size_t)(x->end - x->at) >= n && memcmp(x->at, s, n) == 0;
}

static void pass(struct xml *x, const char *s)
{
	const uint8_t *p = memmem(x->at, (size_t)(x->end - x->at), s,
	    strlen(s));

	x->at = p ? p + strlen(s) : x->end;
}

/* Containers of RDF say nothing of what is in them. */
static const char *name_of(const struct xml *x)
{
	unsigned d = x->depth < AUDIT_XML_DEPTH_MAX ? x->depth
						    : AUDIT_XML_DEPTH_MAX;

	while (d > 0 && strncmp(x->name[d - 1], "rdf:", 4) == 0) {
		d--;
	}
	return d > 0 ? x->name[d - 1] : "";
}

static void put_rune(struct ic_buf *b, unsigned long c)
{
	if (c < 0x80) {
		ic_buf_putc(b, (int)c);
	} else if (c < 0x800) {
		ic_buf_putc(b, (int)(0xc0 | c >> 6));
		ic_buf_putc(b, (int)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		ic_buf_putc(b, (int)(0xe0 | c >> 12));
		ic_buf_putc(b, (int)(0x80 | (c >> 6 & 0x3f)));
		ic_buf_putc(b, (int)(0x80 | (c & 0x3f)));
	} else {
		ic_buf_putc(b, ' ');
	}
}

/* 0 for what is no number. */
static unsigned long number(const char *digits, bool hex)
{
	unsigned long v = 0;

	for (; *digits && v < 0x110000; digits++) {
		unsigned d = (unsigned)(*digits - '0');

		if (d > 9) {
			d = (unsigned)((*digits | 0x20) - 'a') + 10;
		}
		if (d >= (hex ? 16u : 10u)) {
			return 0;
		}
		v = v * (hex ? 16 : 10) + d;
	}
	return v;
}

/* "&amp;", "&#65;", "&#x41;"; what is none stays as it is. */
static void put_entity(struct xml *x, const uint8_t *end)
{
	static const char *const names[] = { "&amp;", "&lt;", "&gt;", "&quot;",
		"&apos;" };
	static const char of[] = "&<>\"'";
	char digits[12] = { 0 };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (starts(x, names[i])) {
			ic_buf_putc(&x->text, of[i]);
			x->at += strlen(names[i]);
			return;
		}
	}
	if (starts(x, "&#")) {
		const uint8_t *p = x->at + 2;
		size_t n = 0;
		bool hex = p < end && (*p | 0x20) == 'x';

		p += hex;
		while (p < end && *p != ';' && n < sizeof(digits) - 1) {
			digits[n++] = (char)*p++;
		}
		put_rune(&x->text, number(digits, hex));
		x->at = p < end && *p == ';' ? p + 1 : p;
		return;
	}
	ic_buf_putc(&x->text, *x->at++);
}

/* What stands until `end`, as the text of `name`. */
static void tell(struct xml *x, const char *name, const uint8_t *end)
{
	bool any = false;

	ic_buf_reset(&x->text);
	while (x->at < end) {
		any = any || !is_blank(*x->at);
		if (*x->at == '&') {
			put_entity(x, end);
		} else {
			ic_buf_putc(&x->text, *x->at++);
		}
	}
	if (any && !x->text.failed) {
		x->found(x->user, name, x->text.data, x->text.len);
	}
}

static void read_name(struct xml *x, char out[AUDIT_XML_NAME_MAX])
{
	size_t n = 0;

	while (x->at < x->end && !is_blank(*x->at) && *x->at != '>' &&
	    *x->at != '/' && *x->at != '=') {
		if (n < AUDIT_XML_NAME_MAX - 1) {
			out[n++] = (char)*x->at;
		}
		x->at++;
	}
	out[n] = '\0';
}

/* Names of namespaces and of what a node is about are no texts. */
static bool is_syntax(const char *name)
{
	return strncmp(name, "xmlns", 5) == 0 ||
	    strncmp(name, "rdf:", 4) == 0 || strncmp(name, "xml:", 4) == 0 ||
	    strcmp(name, "x:xmptk") == 0;
}

static void read_attribute(struct xml *x)
{
	char name[AUDIT_XML_NAME_MAX];
	const uint8_t *end;
	uint8_t quote;

	read_name(x, name);
	while (x->at < x->end && (is_blank(*x->at) || *x->at == '=')) {
		x->at++;
	}
	if (x->at == x->end || (*x->at != '"' && *x->at != '\'')) {
		return;
	}
	quote = *x->at++;
	end = memchr(x->at, quote, (size_t)(x->end - x->at));
	end = end ? end : x->end;
	if (!is_syntax(name)) {
		tell(x, name, end);
	}
	x->at = end < x->end ? end + 1 : end;
}

/* Behind "<": a start, with its attributes. */
static void read_start(struct xml *x)
{
	char name[AUDIT_XML_NAME_MAX];
	bool closed = false;

	read_name(x, name);
	if (x->depth < AUDIT_XML_DEPTH_MAX) {
		memcpy(x->name[x->depth], name, sizeof(name));
	}
	x->depth++;
	while (x->at < x->end && *x->at != '>') {
		if (is_blank(*x->at) || *x->at == '/') {
			closed = *x->at++ == '/';
		} else {
			const uint8_t *from = x->at;

			closed = false;
			read_attribute(x);
			x->at += x->at == from;
		}
	}
	x->at += x->at < x->end;
	x->depth -= closed;
}

static void read_tag(struct xml *x)
{
	if (starts(x, "<!--")) {
		x->at += 4;
		const uint8_t *end = memmem(x->at, (size_t)(x->end - x->at),
		    "-->", 3);

		tell(x, "", end ? end : x->end);
		pass(x, "-->");
	} else if (starts(x, "<![CDATA[")) {
		const uint8_t *end;

		x->at += 9;
		end = memmem(x->at, (size_t)(x->end - x->at), "]]>", 3);
		tell(x, name_of(x), end ? end : x->end);
		pass(x, "]]>");
	} else if (starts(x, "<?") || starts(x, "<!")) {
		pass(x, ">");
	} else if (starts(x, "</")) {
		pass(x, ">");
		x->depth -= x->depth > 0;
	} else {
		x->at++;
		read_start(x);
	}
}

void audit_xml_texts(const uint8_t *p, size_t n, audit_xml_fn *found,
    void *user)
{
	struct xml *x = calloc(1, sizeof(*x));

	if (!x) {
		return;
	}
	x->at = p;
	x->end = p + n;
	x->found = found;
	x->user = user;
	while (x->at < x->end) {
		const uint8_t *tag = memchr(x->at, '<',
		    (size_t)(x->end - x->at));

		tell(x, name_of(x), tag ? tag : x->end);
		if (x->at < x->end) {
			read_tag(x);
		}
	}
	ic_buf_finish(&x->text);
	free(x);
}
