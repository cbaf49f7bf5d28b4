/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What goes into a volume: load file, text, and where documents are cut. */
#include "core/loadfile.h"

#include <stdio.h>
#include <string.h>

#include "core/parts.h"
#include "core/plaintext.h"
#include "suites.h"

#define Q "\xc3\xbe"
#define T "\x14"

static const char *row(const char *const *values, size_t n)
{
	static char s[512];
	struct ic_buf b = { 0 };

	ck_assert(ic_loadfile_row(&b, values, n));
	snprintf(s, sizeof(s), "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
	return s;
}

static const char *value(const char *text)
{
	return row(&text, 1);
}

START_TEST(values_stand_between_thorns_and_are_parted_by_dc4)
{
	const char *v[] = { "COE000001", NULL, "a, \"b\"; c" };

	ck_assert_str_eq(row(v, 3),
	    Q "COE000001" Q T Q Q T Q "a, \"b\"; c" Q "\r\n");
}
END_TEST

START_TEST(no_value_can_end_itself_or_its_line)
{
	ck_assert_str_eq(value("a" Q T Q "b"), Q "a   b" Q "\r\n");
	ck_assert_str_eq(value("a\r\nb\nc"),
	    Q "a\xc2\xae"
	      "b\xc2\xae"
	      "c" Q "\r\n");
	ck_assert_str_eq(value("a\rb\x1b[2Jc\xc2\x85"
			       "d\xc2\xae"
			       "e"),
	    Q "a b [2Jc d e" Q "\r\n");
	ck_assert_str_eq(value("\xff"
			       "a\xc3"),
	    Q "\xef\xbf\xbd"
	      "a\xef\xbf\xbd" Q "\r\n");
	ck_assert_str_eq(value("a\xe2\x80\xae"
			       "fdp"),
	    Q "a fdp" Q "\r\n");
	ck_assert_str_eq(value("Se\xc3\xb1or \xe2\x80\x94"),
	    Q "Se\xc3\xb1or \xe2\x80\x94" Q "\r\n");
}
END_TEST

START_TEST(the_file_begins_with_a_byte_order_mark)
{
	struct ic_buf b = { 0 };

	ck_assert(ic_loadfile_begin(&b));
	ck_assert_str_eq(ic_buf_str(&b), "\xef\xbb\xbf");
	ic_buf_finish(&b);
	ck_assert_str_eq(ic_loadfile_word(IC_LOADFILE_REASON),
	    "REDACTION_REASON");
}
END_TEST

static bool text_ok(const char *s, uint32_t pages)
{
	return ic_plaintext_ok(s, strlen(s), pages);
}

START_TEST(text_is_utf8_with_a_form_feed_between_pages)
{
	ck_assert(text_ok("one\ntwo\n\fthree\n", 2));
	ck_assert(text_ok("\f\f", 3));
	ck_assert(text_ok("", 1));
	ck_assert(text_ok("Se\xc3\xb1or \xef\xbf\xbd\n", 1));
	ck_assert(!text_ok("one\n", 2));
	ck_assert(!text_ok("one\f\ftwo", 2));
	ck_assert(!text_ok("", 0));
}
END_TEST

START_TEST(text_with_anything_a_terminal_obeys_is_refused)
{
	ck_assert(!text_ok("\x1b[2J", 1));
	ck_assert(!text_ok("a\rb", 1));
	ck_assert(!text_ok("a\tb", 1));
	ck_assert(!text_ok("a\x7f", 1));
	ck_assert(!text_ok("a\xc2\x9b"
			   "b",
	    1));
	ck_assert(!text_ok("a\xe2\x80\xae"
			   "b",
	    1));
	ck_assert(!text_ok("a\xff", 1));
	ck_assert(!text_ok("a\xc3", 1));
	ck_assert(!ic_plaintext_ok("a\0b", 3, 1));
	ck_assert(!ic_plaintext_ok("", IC_PLAINTEXT_MAX + 1, 1));
}
END_TEST

#define LIMIT (IC_PARTS_FIXED + 100)

/* "0+3 3+2": first page and number of pages of each part. */
static const char *cut(const uint64_t *bytes, uint32_t n, uint64_t limit)
{
	static char s[256];
	struct ic_part parts[16];
	uint32_t page = 99, count = ic_parts_cut(bytes, n, limit, parts, &page);
	size_t len = 0;

	snprintf(s, sizeof(s), "page %u", page);
	for (uint32_t i = 0; i < count; i++) {
		len += (size_t)snprintf(s + len, sizeof(s) - len, "%s%u+%u",
		    i ? " " : "", parts[i].first, parts[i].n);
	}
	return s;
}

START_TEST(a_document_is_cut_into_as_few_parts_as_hold)
{
	const uint64_t even[] = { 40, 40, 40, 40, 40 };
	const uint64_t odd[] = { 100, 1, 99, 1, 100 };

	ck_assert_str_eq(cut(even, 5, LIMIT), "0+2 2+2 4+1");
	ck_assert_str_eq(cut(even, 5, LIMIT + 100), "0+5");
	ck_assert_str_eq(cut(odd, 5, LIMIT), "0+1 1+2 3+1 4+1");
	ck_assert_str_eq(cut(even, 1, LIMIT), "0+1");
}
END_TEST

START_TEST(a_page_over_the_limit_is_named)
{
	const uint64_t bytes[] = { 40, 101, 40 };
	const uint64_t huge[] = { UINT64_MAX, UINT64_MAX };

	ck_assert_str_eq(cut(bytes, 3, LIMIT), "page 1");
	ck_assert_str_eq(cut(bytes, 3, 10), "page 0");
	ck_assert_str_eq(cut(huge, 2, LIMIT), "page 0");
}
END_TEST

START_TEST(what_pictures_do_not_take_is_every_pages_alike)
{
	const uint32_t pictures[] = { 1000, 0, 500 };
	uint64_t bytes[3];

	ic_parts_weigh(pictures, 3, IC_PARTS_FIXED + 1500 + 301, bytes);
	ck_assert_uint_eq(bytes[0], 1101);
	ck_assert_uint_eq(bytes[1], 101);
	ck_assert_uint_eq(bytes[2], 601);
	ic_parts_weigh(pictures, 3, 10, bytes);
	ck_assert_uint_eq(bytes[0], 1000);
}
END_TEST

START_TEST(a_resolution_that_would_fit_is_told)
{
	ck_assert_uint_eq(ic_parts_dpi(4000, 1000, 300), 150);
	ck_assert_uint_eq(ic_parts_dpi(1000, 1000, 300), 300);
	ck_assert_uint_eq(ic_parts_dpi(UINT64_MAX, 1000, 300), 0);
	ck_assert_uint_eq(ic_parts_dpi(1000, 1, 0), 0);
}
END_TEST

Suite *suite_loadfile(void)
{
	Suite *s = suite_create("loadfile");
	TCase *t = tcase_create("loadfile");

	tcase_add_test(t, values_stand_between_thorns_and_are_parted_by_dc4);
	tcase_add_test(t, no_value_can_end_itself_or_its_line);
	tcase_add_test(t, the_file_begins_with_a_byte_order_mark);
	tcase_add_test(t, text_is_utf8_with_a_form_feed_between_pages);
	tcase_add_test(t, text_with_anything_a_terminal_obeys_is_refused);
	tcase_add_test(t, a_document_is_cut_into_as_few_parts_as_hold);
	tcase_add_test(t, a_page_over_the_limit_is_named);
	tcase_add_test(t, what_pictures_do_not_take_is_every_pages_alike);
	tcase_add_test(t, a_resolution_that_would_fit_is_told);
	suite_add_tcase(s, t);
	return s;
}
