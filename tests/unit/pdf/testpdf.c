/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "testpdf.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void testpdf_begin(struct testpdf *t)
{
	*t = (struct testpdf){ 0 };
	ic_buf_puts(&t->b, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

static int open_object(struct testpdf *t)
{
	ck_assert_int_lt(t->n + 1, TESTPDF_OBJECTS);
	t->offsets[++t->n] = t->b.len;
	ic_buf_printf(&t->b, "%d 0 obj\n", t->n);
	return t->n;
}

int testpdf_object(struct testpdf *t, const char *fmt, ...)
{
	char *text;
	va_list ap;
	int number = open_object(t);

	va_start(ap, fmt);
	ck_assert_int_ge(vasprintf(&text, fmt, ap), 0);
	va_end(ap);
	ic_buf_puts(&t->b, text);
	ic_buf_puts(&t->b, "\nendobj\n");
	free(text);
	return number;
}

int testpdf_bytes(struct testpdf *t, const char *keys, const void *data,
    size_t n)
{
	int number = open_object(t);

	ic_buf_printf(&t->b, "<<%s/Length %zu>>\nstream\n", keys, n);
	ic_buf_add(&t->b, data, n);
	ic_buf_puts(&t->b, "\nendstream\nendobj\n");
	return number;
}

int testpdf_stream(struct testpdf *t, const char *keys, const char *data)
{
	return testpdf_bytes(t, keys, data, strlen(data));
}

void testpdf_end(struct testpdf *t)
{
	size_t at = t->b.len;

	ic_buf_printf(&t->b, "xref\n0 %d\n0000000000 65535 f \n", t->n + 1);
	for (int i = 1; i <= t->n; i++) {
		ic_buf_printf(&t->b, "%010zu 00000 n \n", t->offsets[i]);
	}
	ic_buf_printf(&t->b,
	    "trailer\n<</Size %d/Root 1 0 R>>\n"
	    "startxref\n%zu\n%%%%EOF\n",
	    t->n + 1, at);
	ck_assert(!t->b.failed);
}

void testpdf_page(struct testpdf *t, const char *keys, const char *content)
{
	testpdf_begin(t);
	testpdf_object(t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(t, "<</Type/Page/Parent 2 0 R/Contents 4 0 R%s>>", keys);
	testpdf_stream(t, "", content);
	testpdf_end(t);
}

static void put(const struct testpdf *t, int fd)
{
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, t->b.data, t->b.len), (int)t->b.len);
}

int testpdf_fd(const struct testpdf *t)
{
	int fd = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	put(t, fd);
	return fd;
}

void testpdf_save(const struct testpdf *t, const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	put(t, fd);
	close(fd);
}

void testpdf_finish(struct testpdf *t)
{
	ic_buf_finish(&t->b);
}

/* Rows of bits, 1 is black, as one byte a pixel. */
static void unpack_bits(struct testpnm *p, FILE *f)
{
	for (int y = 0; y < p->h; y++) {
		int byte = 0;

		for (int x = 0; x < p->w; x++) {
			byte = x % 8 ? byte << 1 : fgetc(f);
			ck_assert_int_ne(byte, EOF);
			p->px[y * p->w + x] = byte & 0x80 ? 0 : 255;
		}
	}
}

/* Lines of comment may stand behind the kind. */
static void skip_comments(FILE *f)
{
	int c;

	while (fscanf(f, " %1[#]", (char[2]){ 0 }) == 1) {
		do {
			c = fgetc(f);
		} while (c != '\n' && c != EOF);
	}
}

struct testpnm testpnm_run(const char *command)
{
	struct testpnm p = { 0 };
	FILE *f = popen(command, "r");
	char kind;
	size_t n;

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fscanf(f, "P%c", &kind), 1);
	skip_comments(f);
	ck_assert_int_eq(fscanf(f, "%d %d", &p.w, &p.h), 2);
	if (kind != '4') {
		ck_assert_int_eq(fscanf(f, " %*d"), 0);
	}
	ck_assert_int_eq(fgetc(f), '\n');
	p.comps = kind == '6' ? 3 : 1;
	n = (size_t)p.w * (size_t)p.h * (size_t)p.comps;
	p.px = malloc(n);
	ck_assert_ptr_nonnull(p.px);
	if (kind == '4') {
		unpack_bits(&p, f);
	} else {
		ck_assert_uint_eq(fread(p.px, 1, n, f), n);
	}
	ck_assert_int_eq(pclose(f), 0);
	return p;
}

void testpnm_finish(struct testpnm *p)
{
	free(p->px);
	*p = (struct testpnm){ 0 };
}
