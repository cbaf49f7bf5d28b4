/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/slice_part.h"

#include <string.h>

#include "core/slice_build.h"
#include "suites.h"

#define PAGES 5

static struct ic_buf whole;

/* Page i has i boxes, and is drawn from page i of the source. */
static void setup(void)
{
	struct ic_slice_build b;
	struct ic_error err = { 0 };

	ic_slice_begin(&b);
	b.slice.dpi = 150;
	b.slice.legend = ic_slice_intern(&b, "LEGEND");
	b.slice.source_pages = PAGES;
	for (uint32_t i = 0; i < PAGES; i++) {
		char number[16] = "COE000001";
		struct ic_slice_page p = { .size = { 612000, 792000 },
			.source = i,
			.endorse = 1 };

		number[8] = (char)('1' + i);
		p.number = ic_slice_intern(&b, number);
		for (uint32_t k = 0; k < i; k++) {
			struct ic_rect r = { (int32_t)k, 0, 10000, 1000 };

			ic_slice_add_box(&b, r, ic_slice_intern(&b, "PII"));
		}
		ic_slice_add_page(&b, &p);
	}
	ic_slice_add_cell(&b, ic_slice_intern(&b, "cell"));
	ic_slice_add_prefix(&b, "COE");
	ck_assert_msg(ic_slice_end(&b, &whole, &err), "%s", err.msg);
}

static void teardown(void)
{
	ic_buf_finish(&whole);
}

START_TEST(a_part_has_its_pages_boxes_and_places_in_the_source)
{
	struct ic_buf out = { 0 };
	struct ic_error err = { 0 };
	struct ic_slice s = { 0 };

	ck_assert_msg(ic_slice_part(&whole, 2, 2, &out, &err), "%s", err.msg);
	ck_assert_msg(ic_slice_unpack(out.data, out.len, &s, &err), "%s",
	    err.msg);
	ck_assert_uint_eq(s.npages, 2);
	ck_assert_uint_eq(s.nboxes, 2 + 3);
	ck_assert_uint_eq(s.ncells, 0);
	ck_assert_uint_eq(s.source_pages, PAGES);
	ck_assert_uint_eq(s.dpi, 150);
	ck_assert_str_eq(ic_slice_str(&s, s.legend), "LEGEND");
	ck_assert_str_eq(ic_slice_str(&s, s.pages[0].number), "COE000003");
	ck_assert_uint_eq(s.pages[0].source, 2);
	ck_assert_uint_eq(s.pages[1].source, 3);
	ck_assert_uint_eq(s.pages[0].box, 0);
	ck_assert_uint_eq(s.pages[1].box, 2);
	ck_assert_uint_eq(s.pages[1].nboxes, 3);
	ck_assert_int_eq(s.boxes[2].rect.x0, 0);
	ck_assert_int_eq(s.boxes[4].rect.x0, 2);
	ic_slice_finish(&s);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(all_of_a_slice_is_a_part_of_it)
{
	struct ic_buf out = { 0 };
	struct ic_slice s = { 0 };

	ck_assert(ic_slice_part(&whole, 0, PAGES, &out, NULL));
	ck_assert(ic_slice_unpack(out.data, out.len, &s, NULL));
	ck_assert_uint_eq(s.npages, PAGES);
	ck_assert_uint_eq(s.nboxes, 10);
	ic_slice_finish(&s);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(pages_that_are_not_there_are_no_part)
{
	struct ic_buf out = { 0 };

	ck_assert(!ic_slice_part(&whole, 0, 0, &out, NULL));
	ck_assert(!ic_slice_part(&whole, 0, PAGES + 1, &out, NULL));
	ck_assert(!ic_slice_part(&whole, PAGES, 1, &out, NULL));
	ck_assert(!ic_slice_part(&whole, 2, UINT32_MAX, &out, NULL));
	whole.len--;
	ck_assert(!ic_slice_part(&whole, 0, 1, &out, NULL));
	ck_assert_uint_eq(out.len, 0);
	ic_buf_finish(&out);
}
END_TEST

Suite *suite_slice_part(void)
{
	Suite *s = suite_create("slice_part");
	TCase *t = tcase_create("slice_part");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_part_has_its_pages_boxes_and_places_in_the_source);
	tcase_add_test(t, all_of_a_slice_is_a_part_of_it);
	tcase_add_test(t, pages_that_are_not_there_are_no_part);
	suite_add_tcase(s, t);
	return s;
}
