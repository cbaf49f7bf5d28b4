/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_repeat.h"

#include <string.h>

#include "audit_xml.h"
#include "base/utf8.h"
#include "document_priv.h"
#include "judge_words_readings.h"
#include "words_priv.h"

#define TEXT_MAX 256 /* bytes of words that are told of a place */

void audit_repeat_begin(struct audit_repeat *r, struct audit *a)
{
	const struct audit_words *w = &a->words;

	*r = (struct audit_repeat){ .a = a };
	for (size_t i = 0; i < w->slots && !r->any; i++) {
		r->any = (w->is[i] &
			     (AUDIT_WORD_COVERED | AUDIT_WORD_UNSEEN)) &&
		    (w->is[i] & AUDIT_WORD_SHOWN) == 0;
	}
}

/* Each word once. */
static void note_text(struct audit_repeated *in, const struct ic_token *t)
{
	struct ic_buf word = { 0 };

	for (uint32_t i = 0; i < t->n; i++) {
		char utf8[8];

		ic_buf_add(&word, utf8,
		    (size_t)fz_runetochar(utf8, (int)t->rune[i]));
	}
	if (in->text.len < TEXT_MAX && word.len > 0 &&
	    (in->text.len == 0 ||
		!memmem(in->text.data, in->text.len, word.data, word.len))) {
		ic_buf_puts(&in->text, in->text.len > 0 ? " " : "");
		ic_buf_add(&in->text, word.data, word.len);
	}
	ic_buf_finish(&word);
}

static void found(void *user, const struct ic_token *t)
{
	struct audit_repeat *r = user;
	struct audit_repeated *in = &r->in[r->place];
	unsigned is = audit_words_of(&r->a->words, t->hash);

	if (!(is & (AUDIT_WORD_COVERED | AUDIT_WORD_UNSEEN)) ||
	    (is & AUDIT_WORD_SHOWN) || audit_word_is_common(t->rune, t->n)) {
		return;
	}
	/* What a field cannot show of its value is clipped by the field. */
	if (!(is & AUDIT_WORD_COVERED) &&
	    (r->place == IC_PLACE_FIELD || r->place == IC_PLACE_ANNOTATION)) {
		return;
	}
	if (in->strong + in->weak == 0) {
		in->page = r->at->page;
	}
	if ((is & AUDIT_WORD_COVERED) && !r->author) {
		in->strong++;
	} else {
		in->weak++;
	}
	if (r->a->job.words) {
		note_text(in, t);
	}
}

/* As Latin-1 and UTF-8 plain letters are the same words. */
static bool is_plain(const uint8_t *p, size_t n)
{
	uint8_t all = 0;

	for (size_t i = 0; i < n; i++) {
		all |= p[i];
	}
	return all < 0x80;
}

static void read_bytes(struct audit_repeat *r, const uint8_t *p, size_t n,
    uint32_t least)
{
	struct ic_readings reading;

	ic_readings_begin(&reading, found, r);
	reading.bytes_least = reading.wide_least = least;
	ic_readings_bytes(&reading, p, n, !is_plain(p, n), true);
	ic_readings_end(&reading);
}

void audit_repeat_bytes(struct audit_repeat *r, const uint8_t *p, size_t n,
    const struct audit_spot *at)
{
	if (!r->any) {
		return;
	}
	r->at = at;
	r->place = at->place;
	read_bytes(r, p, n, AUDIT_WORD_LEAST);
}

static int hex(char c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "%20" of an address is one character (RFC 3986, 2.1). */
static void put_address(struct ic_buf *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int hi = p[i] == '%' && i + 2 < n ? hex(p[i + 1]) : -1;
		int lo = hi >= 0 ? hex(p[i + 2]) : -1;

		ic_buf_putc(out, lo >= 0 ? hi << 4 | lo : p[i]);
		i += lo >= 0 ? 2 : 0;
	}
}

/* Where a name such as "zebulonQuigley2.pdf" is joined of others. */
static bool is_joint(uint32_t a, uint32_t b)
{
	bool letters = ic_rune_is_part(a) && ic_rune_is_part(b);

	return letters &&
	    (ic_rune_is_digit(a) != ic_rune_is_digit(b) ||
		(ic_rune_lower(a) == a && ic_rune_lower(b) != b));
}

/* The parts of names and addresses, which are written in one. */
static void read_apart(struct audit_repeat *r, const char *text)
{
	struct ic_tokens t = { .found = found,
		.user = r,
		.least = AUDIT_WORD_LEAST };
	struct ic_buf plain = { .max = AUDIT_STREAM_MAX };
	uint32_t last = ' ';

	put_address(&plain, text, strlen(text));
	for (size_t at = 0; at < plain.len;) {
		uint32_t c = ic_utf8_next((const char *)plain.data, plain.len,
		    &at);

		c = c == IC_UTF8_BAD ? ' ' : c;
		if (is_joint(last, c)) {
			ic_tokens_rune(&t, ' ', 0);
		}
		ic_tokens_rune(&t, c, 0);
		last = c;
	}
	ic_tokens_end(&t);
	ic_buf_finish(&plain);
}

/* A date, a hash, a program or a resource says nothing of the pages. */
static bool is_passed(const struct audit_spot *at)
{
	static const char *const keys[] = { "CreationDate", "ModDate", "M",
		"LastModified", "ID", "Lang", "DA", "Producer", "Creator",
		"Registry", "Ordering", "CheckSum", "ByteRange", "Cert" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (strcmp(keys[i], at->key) == 0) {
			return true;
		}
	}
	return at->font;
}

void audit_repeat_string(struct audit_repeat *r, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = r->a->doc.mu.ctx;
	size_t n = 0;
	const char *p;

	if (!r->any || is_passed(at)) {
		return;
	}
	if (pdf_is_name(ctx, obj)) {
		p = pdf_to_name(ctx, obj);
		n = strlen(p);
	} else {
		p = pdf_to_string(ctx, obj, &n);
	}
	r->author = strcmp(at->key, "Author") == 0;
	audit_repeat_bytes(r, (const uint8_t *)p, n, at);
	read_apart(r, pdf_is_name(ctx, obj) ? p : pdf_to_text_string(ctx, obj));
	r->author = false;
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcmp(s + n - k, end) == 0;
}

static void found_xml(void *user, const char *name, const uint8_t *p, size_t n)
{
	struct audit_repeat *r = user;

	if (ends_with(name, "Date") || ends_with(name, "ID") ||
	    ends_with(name, "Producer") || ends_with(name, "CreatorTool") ||
	    ends_with(name, ":when") || ends_with(name, "Agent")) {
		return;
	}
	r->author = ends_with(name, "creator") || ends_with(name, "Author");
	read_bytes(r, p, n, AUDIT_WORD_LEAST);
	r->author = false;
}

/* Bytes of which chance spells short words. */
static bool is_binary(const uint8_t *p, size_t n)
{
	size_t odd = 0, some = n < 4096 ? n : 4096;

	for (size_t i = 0; i < some; i++) {
		odd += p[i] < 9 || (p[i] > 13 && p[i] < 32) || p[i] == 127;
	}
	return odd * 50 > some;
}

static bool is_xml(const uint8_t *p, size_t n)
{
	size_t i = 0;

	while (i < n &&
	    (p[i] <= ' ' || p[i] == 0xef || p[i] == 0xbb || p[i] == 0xbf)) {
		i++;
	}
	return i < n && p[i] == '<';
}

/* A byte that no text has parts words here, and spoils none. */
static void read_parted(struct audit_repeat *r, const uint8_t *p, size_t n)
{
	struct ic_tokens t = { .found = found,
		.user = r,
		.least = AUDIT_BINARY_LEAST };

	for (size_t i = 0; i < n; i++) {
		ic_tokens_rune(&t, p[i] < ' ' || p[i] == 127 ? ' ' : p[i], 0);
	}
	ic_tokens_end(&t);
}

/* Wide characters may begin at any byte of what is no text throughout. */
static void read_binary(struct audit_repeat *r, const uint8_t *p, size_t n)
{
	read_parted(r, p, n);
	read_bytes(r, p, n, AUDIT_BINARY_LEAST);
	if (n > 1) {
		read_bytes(r, p + 1, n - 1, AUDIT_BINARY_LEAST);
	}
}

static void read_stream(struct audit_repeat *r, const uint8_t *p, size_t n,
    const struct audit_spot *at)
{
	r->at = at;
	r->place = at->place;
	if (is_xml(p, n)) {
		audit_xml_texts(p, n, found_xml, r);
	} else if (is_binary(p, n)) {
		read_binary(r, p, n);
	} else {
		read_bytes(r, p, n, AUDIT_WORD_LEAST);
	}
}

/* What pages paint is looked at as they paint it. */
static bool is_paint(fz_context *ctx, pdf_obj *obj, const struct audit_spot *at)
{
	static const char *const keys[] = { "Contents", "XObject", "N", "R",
		"D", "Pattern", "Shading", "ColorSpace", "SMask", "Mask",
		"Function", "TR", "TR2", "BG", "UCR", "G", "Thumb",
		"Alternates", "CharProcs", "Image", "DestOutputProfile",
		"ToUnicode", "JBIG2Globals" };
	pdf_obj *subtype = pdf_dict_get(ctx, obj, PDF_NAME(Subtype));

	if (at->font || at->place == IC_PLACE_THUMBNAIL ||
	    pdf_name_eq(ctx, subtype, PDF_NAME(Form)) ||
	    pdf_name_eq(ctx, subtype, PDF_NAME(Image))) {
		return true;
	}
	for (size_t i = 0; at->place != IC_PLACE_PIECE_INFO &&
	     at->place != IC_PLACE_INDEX && at->place != IC_PLACE_ATTACHMENT &&
	     i < sizeof(keys) / sizeof(*keys);
	     i++) {
		if (strcmp(keys[i], at->key) == 0) {
			return true;
		}
	}
	return false;
}

void audit_repeat_stream(struct audit_repeat *r, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = r->a->doc.mu.ctx;
	fz_buffer *b;
	uint8_t *p;
	size_t n;

	if (!r->any || is_paint(ctx, obj, at)) {
		return;
	}
	if (r->read > AUDIT_STREAMS_MAX) {
		r->full = true;
		return;
	}
	b = audit_stream(r->a, obj, AUDIT_STREAM_MAX);
	n = fz_buffer_storage(ctx, b, &p);
	r->read += n;
	read_stream(r, p, n, at);
	fz_drop_buffer(ctx, b);
}

static void tell_place(struct audit_repeat *r, enum ic_finding_place place)
{
	struct audit_repeated *in = &r->in[place];
	const struct ic_finding_item f = { .kind = IC_FINDING_REPEATED_TEXT,
		.severity = in->strong ? IC_SEVERITY_ERROR
				       : IC_SEVERITY_WARNING,
		.page = in->page,
		.place = place,
		.text = r->a->job.words ? ic_buf_str(&in->text) : NULL };

	if (in->strong + in->weak > 0) {
		audit_add(r->a, &f);
	}
}

void audit_repeat_tell(struct audit_repeat *r)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_WARNING,
		.page = IC_FINDING_NO_PAGE,
		.number = IC_REASON_TOO_FULL };

	for (int i = 0; i < IC_PLACE_COUNT; i++) {
		tell_place(r, (enum ic_finding_place)i);
	}
	if (r->full) {
		audit_add(r->a, &f);
	}
}

void audit_repeat_finish(struct audit_repeat *r)
{
	for (int i = 0; i < IC_PLACE_COUNT; i++) {
		ic_buf_finish(&r->in[i].text);
	}
}
