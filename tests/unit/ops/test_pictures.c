/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers and pictures of real children, of a PDF of three pages. */
#include "ops/numbers.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fs.h"
#include "pdf/roles.h"
#include "suites.h"

#define PAGES 3

static struct ic_zygote *z;
static struct ic_error err;
static enum ic_reason why;
static struct ic_picture seen[PAGES];
static uint8_t px[PAGES][128 * 1024];
static size_t nseen;

static void setup(void)
{
	err = (struct ic_error){ 0 };
	nseen = 0;
	ck_assert_msg(ic_zygote_open(ic_pdf_roles, IC_ROLES, true, &z, &err),
	    "%s", err.msg);
}

static void teardown(void)
{
	ic_zygote_close(z);
}

static int file_of(const char *bytes, size_t n)
{
	int fd = memfd_create("pdf", MFD_CLOEXEC);

	ck_assert(fd >= 0 && ic_fs_write_all(fd, bytes, n));
	return fd;
}

/*
 * Pages of 200 x 100 points: a black bar from (50, 20) to (100, 40) from the
 * top left, and a number; the second one is turned.
 */
static int pdf(void)
{
	static const char *const turn[PAGES] = { "", "/Rotate 90", "" };
	size_t at[3 + 2 * PAGES] = { 0 }, n = 1, xref;
	struct ic_buf b = { 0 };
	int fd;

	ic_buf_puts(&b, "%PDF-1.7\n");
	at[n++] = b.len;
	ic_buf_puts(&b, "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
	at[n++] = b.len;
	ic_buf_puts(&b,
	    "2 0 obj<</Type/Pages/Count 3/Kids[3 0 R 5 0 R 7 0 R]>>endobj\n");
	for (int i = 0; i < PAGES; i++) {
		char content[128];
		int len = snprintf(content, sizeof(content),
		    "0 g 50 60 50 20 re f BT /F 8 Tf 140 8 Td (COE%06d) Tj ET",
		    7 + i);

		at[n++] = b.len;
		ic_buf_printf(&b,
		    "%d 0 obj<</Type/Page/Parent 2 0 R%s/MediaBox[0 0 200 100]"
		    "/Contents %d 0 R/Resources<</Font<</F<</Type/Font"
		    "/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n",
		    3 + 2 * i, turn[i], 4 + 2 * i);
		at[n++] = b.len;
		ic_buf_printf(&b,
		    "%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n",
		    4 + 2 * i, len, content);
	}
	xref = b.len;
	ic_buf_printf(&b, "xref\n0 %zu\n0000000000 65535 f \n", n);
	for (size_t i = 1; i < n; i++) {
		ic_buf_printf(&b, "%010zu 00000 n \n", at[i]);
	}
	ic_buf_printf(&b,
	    "trailer<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", n,
	    xref);
	fd = file_of((const char *)b.data, b.len);
	ic_buf_finish(&b);
	return fd;
}

static bool take(void *user, size_t i, const struct ic_picture *p,
    struct ic_error *e)
{
	(void)user;
	(void)e;
	ck_assert_uint_eq(i, nseen);
	ck_assert_uint_le((size_t)p->w * p->h, sizeof(px[0]));
	memcpy(px[i], p->px, (size_t)p->w * p->h);
	seen[nseen++] = *p;
	return true;
}

static void photograph(const struct ic_picture_ask *asked, size_t n,
    uint32_t dpi)
{
	struct ic_pictures_work w = { .fd = pdf(),
		.dpi = dpi,
		.asked = asked,
		.n = n,
		.take = take };

	ck_assert_msg(ic_take_pictures(z, &w, &why, &err), "%s", err.msg);
	close(w.fd);
}

static uint8_t at(size_t i, uint32_t x, uint32_t y)
{
	return px[i][(size_t)y * seen[i].w + x];
}

START_TEST(a_picture_shows_its_place)
{
	struct ic_picture_ask ask = { 0, { 40000, 10000, 120000, 50000 } };

	photograph(&ask, 1, 72);
	ck_assert_int_eq(why, IC_REASON_NONE);
	ck_assert_uint_eq(seen[0].w, 80);
	ck_assert_uint_eq(seen[0].h, 40);
	ck_assert_int_eq(seen[0].size.w, 200000);
	ck_assert_uint_eq(at(0, 10, 10), 0);
	ck_assert_uint_eq(at(0, 59, 29), 0);
	ck_assert_uint_eq(at(0, 9, 15), 255);
	ck_assert_uint_eq(at(0, 60, 15), 255);
	ck_assert_uint_eq(at(0, 30, 9), 255);
	ck_assert_uint_eq(at(0, 30, 30), 255);
}
END_TEST

START_TEST(a_place_is_that_part_of_its_page)
{
	const struct ic_picture_ask ask[] = { { 0, { 0 } },
		{ 0, { 36000, 18000, 108000, 54000 } } };

	photograph(ask, 2, 144);
	ck_assert_int_eq(why, IC_REASON_NONE);
	ck_assert_uint_eq(seen[0].w, 400);
	for (uint32_t y = 0; y < seen[1].h; y++) {
		for (uint32_t x = 0; x < seen[1].w; x++) {
			ck_assert_uint_eq(at(1, x, y), at(0, 72 + x, 36 + y));
		}
	}
}
END_TEST

START_TEST(a_turned_page_is_seen_as_it_is_displayed)
{
	const struct ic_picture_ask ask[] = { { 1, { 0 } }, { 2, { 0 } } };

	photograph(ask, 2, 72);
	ck_assert_uint_eq(seen[0].w, 100);
	ck_assert_uint_eq(seen[0].h, 200);
	ck_assert_uint_eq(at(0, 70, 75), 0);
	ck_assert_uint_eq(at(1, 75, 30), 0);
	ck_assert_uint_eq(at(0, 30, 75), 255);
}
END_TEST

START_TEST(a_page_that_is_not_there_has_no_picture)
{
	struct ic_picture_ask ask = { PAGES, { 0 } };

	photograph(&ask, 1, 72);
	ck_assert_int_ne(why, IC_REASON_NONE);
	ck_assert_uint_eq(nseen, 0);
}
END_TEST

START_TEST(a_place_off_its_page_has_none)
{
	struct ic_picture_ask ask = { 0, { 300000, 0, 400000, 10000 } };

	photograph(&ask, 1, 72);
	ck_assert_int_eq(why, IC_REASON_PAGE_SIZE);
	ck_assert_uint_eq(nseen, 0);
}
END_TEST

/* Files: the PDF, none, what is no PDF, and its last two pages. */
enum { WHOLE, NONE, JUNK, PART, FILES };

static struct ic_numbers read_as[FILES];
static enum ic_reason reasons[FILES];
static unsigned done;

static bool open_file(void *user, size_t i, struct ic_numbers_file *out,
    struct ic_error *e)
{
	(void)user;
	(void)e;
	out->fd = i == WHOLE || i == PART ? pdf()
	    : i == JUNK                   ? file_of("junk", 4)
					  : -1;
	if (i == PART) {
		out->first = 1;
		out->pages = 2;
	}
	return true;
}

static bool take_numbers(void *user, size_t i, int fd, enum ic_reason reason,
    struct ic_numbers *found, struct ic_error *e)
{
	(void)user;
	(void)e;
	ck_assert_int_ge(fd, 0);
	reasons[i] = reason;
	read_as[i] = *found;
	*found = (struct ic_numbers){ 0 };
	done++;
	return true;
}

static uint64_t value(size_t file, uint32_t page)
{
	const struct ic_number *x = ic_numbers_of(&read_as[file], page);

	return x ? x->bates.value : 0;
}

START_TEST(files_are_read_each_for_itself)
{
	static const char *const names[] = { "COE" };
	const struct ic_prefixes prefixes = { names, 1 };
	const struct ic_numbers_work w = { .open = open_file,
		.done = take_numbers,
		.prefixes = &prefixes,
		.jobs = 2 };

	done = 0;
	ck_assert_msg(ic_read_numbers(z, FILES, &w, &err), "%s", err.msg);
	ck_assert_uint_eq(done, 3);
	ck_assert_int_eq(reasons[WHOLE], IC_REASON_NONE);
	ck_assert_int_eq(reasons[JUNK], IC_REASON_NOT_PDF);
	ck_assert_uint_eq(read_as[WHOLE].npages, 3);
	ck_assert_uint_eq(value(WHOLE, 0), 7);
	ck_assert_uint_eq(value(WHOLE, 1), 8);
	ck_assert_uint_eq(read_as[PART].npages, 2);
	ck_assert_uint_eq(value(PART, 0), 8);
	ck_assert_uint_eq(value(PART, 1), 9);
	for (int i = 0; i < FILES; i++) {
		ic_numbers_finish(&read_as[i]);
	}
}
END_TEST

START_TEST(no_file_is_read_by_ocr_without_it)
{
	static const char *const names[] = { "COE" };
	const struct ic_prefixes prefixes = { names, 1 };
	const struct ic_numbers_work w = { .open = open_file,
		.done = take_numbers,
		.prefixes = &prefixes,
		.ocr = true };

	ck_assert(!ic_read_numbers(z, 1, &w, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert_ptr_nonnull(strstr(err.msg, "--ocr needs Tesseract"));
}
END_TEST

Suite *suite_pictures(void)
{
	Suite *s = suite_create("pictures");
	TCase *t = tcase_create("pictures");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_picture_shows_its_place);
	tcase_add_test(t, a_place_is_that_part_of_its_page);
	tcase_add_test(t, a_turned_page_is_seen_as_it_is_displayed);
	tcase_add_test(t, a_page_that_is_not_there_has_no_picture);
	tcase_add_test(t, a_place_off_its_page_has_none);
	tcase_add_test(t, files_are_read_each_for_itself);
	tcase_add_test(t, no_file_is_read_by_ocr_without_it);
	suite_add_tcase(s, t);
	return s;
}
