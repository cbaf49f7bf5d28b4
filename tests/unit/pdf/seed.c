/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "seed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <zlib.h>

#include "unit.h"

static void read_file(const char *path, struct ic_buf *b)
{
	FILE *f = fopen(path, "rb");
	uint8_t *room;
	size_t n;

	ck_assert_ptr_nonnull(f);
	do {
		room = ic_buf_room(b, 65536);
		ck_assert_ptr_nonnull(room);
		n = fread(room, 1, 65536, f);
		b->len += n;
	} while (n > 0);
	fclose(f);
}

static const uint8_t *find(const uint8_t *p, size_t n, const char *text)
{
	return memmem(p, n, text, strlen(text));
}

void seed_load(struct seed *s, const char *path)
{
	struct ic_buf b = { 0 };
	const uint8_t *at, *table;
	size_t xref;

	memset(s, 0, sizeof(*s));
	read_file(path, &b);
	ck_assert(b.len > 1200);
	at = find(b.data + b.len - 40, 40, "startxref\n");
	ck_assert_ptr_nonnull(at);
	ic_buf_str(&b);
	xref = strtoul((const char *)at + 10, NULL, 10);
	table = b.data + xref + strlen("xref\n0 ");
	s->n = (unsigned)strtoul((const char *)table, NULL, 10);
	ck_assert_uint_le(s->n, SEED_OBJECTS);
	table = find(table, 40, "\n") + 1;
	for (unsigned i = 1; i < s->n; i++) {
		size_t from = strtoul((const char *)table + 20 * i, NULL, 10);
		const uint8_t *p = b.data + from;
		const uint8_t *end = find(p, b.len - from, "\nendobj\n");

		ck_assert_ptr_nonnull(end);
		ic_buf_add(&s->object[i], p, (size_t)(end + 8 - p));
	}
	ic_buf_finish(&b);
}

static void add_id(struct ic_buf *out, const uint8_t *p, size_t n)
{
	uint8_t md[EVP_MAX_MD_SIZE];

	ck_assert(EVP_Digest(p, n, md, NULL, EVP_sha256(), NULL) == 1);
	for (int i = 0; i < 64; i++) {
		if (i % 32 == 0) {
			ic_buf_puts(out, i ? "><" : "<");
		}
		ic_buf_printf(out, "%02X", md[i % 32]);
	}
	ic_buf_puts(out, ">");
}

void seed_write(const struct seed *s, struct ic_buf *out)
{
	size_t at[SEED_OBJECTS], xref;

	ic_buf_reset(out);
	ic_buf_puts(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	for (unsigned i = 1; i < s->n; i++) {
		at[i] = out->len;
		ic_buf_add(out, s->object[i].data, s->object[i].len);
	}
	xref = out->len;
	ic_buf_printf(out, "xref\n0 %u\n0000000000 65535 f \n", s->n);
	for (unsigned i = 1; i < s->n; i++) {
		ic_buf_printf(out, "%010zu 00000 n \n", at[i]);
	}
	ic_buf_printf(out, "trailer\n<</Size %u/Root 1 0 R/ID[", s->n);
	add_id(out, out->data, xref);
	ic_buf_printf(out, "]>>\nstartxref\n%zu\n%%%%EOF\n", xref);
	ck_assert(!out->failed);
}

unsigned seed_find(struct seed *s, const char *text, unsigned nth)
{
	for (unsigned i = 1; i < s->n; i++) {
		if (find(s->object[i].data, s->object[i].len, text) &&
		    nth-- == 0) {
			return i;
		}
	}
	ck_abort_msg("no object holds %s", text);
	return 0;
}

void seed_replace(struct seed *s, unsigned number, const char *from,
    const char *to)
{
	struct ic_buf *o = &s->object[number], b = { 0 };
	const uint8_t *at = find(o->data, o->len, from);
	size_t before;

	ck_assert_msg(at != NULL, "object %u has no %s", number, from);
	before = (size_t)(at - o->data);
	ic_buf_add(&b, o->data, before);
	ic_buf_puts(&b, to);
	ic_buf_add(&b, at + strlen(from), o->len - before - strlen(from));
	ic_buf_finish(o);
	*o = b;
}

unsigned seed_add(struct seed *s, const char *body)
{
	ck_assert_uint_lt(s->n, SEED_OBJECTS);
	ic_buf_printf(&s->object[s->n], "%u 0 obj\n%s\nendobj\n", s->n, body);
	return s->n++;
}

const uint8_t *seed_data(const struct seed *s, unsigned number, size_t *n)
{
	const struct ic_buf *o = &s->object[number];
	const uint8_t *p = find(o->data, o->len, "\nstream\n");

	ck_assert_ptr_nonnull(p);
	p += strlen("\nstream\n");
	*n = (size_t)(o->data + o->len - p) - strlen("\nendstream\nendobj\n");
	return p;
}

void seed_stream(struct seed *s, unsigned number, const void *bytes, size_t n)
{
	struct ic_buf *o = &s->object[number], b = { 0 };
	const uint8_t *p = find(o->data, o->len, "\nstream\n");
	const uint8_t *at = find(o->data, o->len, "/Length ");
	const uint8_t *rest;

	ck_assert(p && at && at < p);
	at += strlen("/Length ");
	for (rest = at; *rest >= '0' && *rest <= '9'; rest++) {
		;
	}
	ic_buf_add(&b, o->data, (size_t)(at - o->data));
	ic_buf_printf(&b, "%zu", n);
	ic_buf_add(&b, rest, (size_t)(p - rest));
	ic_buf_puts(&b, "\nstream\n");
	ic_buf_add(&b, bytes, n);
	ic_buf_puts(&b, "\nendstream\nendobj\n");
	ic_buf_finish(o);
	*o = b;
}

void seed_deflate(struct seed *s, unsigned number, const void *bytes, size_t n)
{
	uLongf size = compressBound(n);
	uint8_t *room = malloc(size);

	ck_assert_ptr_nonnull(room);
	ck_assert_int_eq(compress2(room, &size, bytes, n, 6), Z_OK);
	seed_stream(s, number, room, size);
	free(room);
}

char *seed_inflate(const struct seed *s, unsigned number, size_t *n)
{
	size_t len;
	const uint8_t *p = seed_data(s, number, &len);
	uLongf size = 8 << 20;
	char *room = malloc(size + 1);

	ck_assert_ptr_nonnull(room);
	ck_assert_int_eq(uncompress((Bytef *)room, &size, p, len), Z_OK);
	room[size] = '\0';
	*n = size;
	return room;
}

void seed_finish(struct seed *s)
{
	for (unsigned i = 0; i < s->n; i++) {
		ic_buf_finish(&s->object[i]);
	}
	s->n = 0;
}

void said_hear(void *user, const struct ic_reply *reply)
{
	struct said *said = user;
	const struct ic_reply_proof *p = &reply->u.proof;

	if (reply->kind != IC_REPLY_PROOF) {
		ck_assert(reply->kind == IC_REPLY_BEAT ||
		    reply->kind == IC_REPLY_MEASURE);
		return;
	}
	said->passed += p->ok;
	if (!p->ok && said->faults++ == 0) {
		said->fault = p->fault;
		said->proof = p->proof;
		said->page = reply->page;
		said->box = p->box;
	}
}

void seed_save(const struct ic_buf *b, const char *path)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	if (b->len > 0) {
		ck_assert_uint_eq(fwrite(b->data, 1, b->len, f), b->len);
	}
	fclose(f);
}

unsigned seed_page_content(struct seed *s, unsigned page)
{
	unsigned at = seed_find(s, "/Type/Page/", page);
	struct ic_buf *o = &s->object[at];
	const uint8_t *p = find(o->data, o->len, "/Contents ");

	ck_assert_ptr_nonnull(p);
	return (unsigned)strtoul((const char *)p + 10, NULL, 10);
}

void seed_content(struct seed *s, unsigned page, const char *from,
    const char *to)
{
	unsigned number = seed_page_content(s, page);
	struct ic_buf b = { 0 };
	size_t n, before;
	char *text = seed_inflate(s, number, &n), *at;

	at = *from ? strstr(text, from) : text + n;
	ck_assert_msg(at != NULL, "no %s in %s", from, text);
	before = (size_t)(at - text);
	ic_buf_add(&b, text, before);
	ic_buf_puts(&b, to);
	ic_buf_add(&b, at + strlen(from), n - before - strlen(from));
	seed_deflate(s, number, b.data, b.len);
	ic_buf_finish(&b);
	free(text);
}
