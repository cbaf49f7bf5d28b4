/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/picture.h"

#include <string.h>

#include "suites.h"

#define DPI 72

static const struct ic_size page = { 30000, 12000 };
static uint8_t head[IC_PICTURE_HEAD];
static struct ic_picture p;

static void setup(void)
{
	p = (struct ic_picture){ .page = 7,
		.w = 30,
		.h = 12,
		.size = page,
		.rect = ic_rect_of(page) };
	ic_picture_head(&p, head);
}

static bool reads(struct ic_picture_ask ask, uint32_t dpi)
{
	struct ic_picture out = { .page = 99 };
	bool ok = ic_picture_head_read(head, &ask, dpi, &out);

	ck_assert(ok || out.page == 99);
	return ok;
}

START_TEST(a_head_is_read_as_it_was_written)
{
	struct ic_picture out = { 0 };

	ck_assert(ic_picture_head_read(head,
	    &(struct ic_picture_ask){ .page = 7 }, DPI, &out));
	ck_assert_mem_eq(&out, &p, sizeof(p));
}
END_TEST

START_TEST(what_was_not_asked_for_is_refused)
{
	ck_assert(reads((struct ic_picture_ask){ .page = 7 }, DPI));
	ck_assert(!reads((struct ic_picture_ask){ .page = 8 }, DPI));
	ck_assert(!reads((struct ic_picture_ask){ .page = 7 }, DPI + 1));
	ck_assert(
	    !reads((struct ic_picture_ask){ 7, { 0, 0, 29000, 12000 } }, DPI));
}
END_TEST

START_TEST(no_byte_of_a_head_can_be_another)
{
	for (unsigned i = 0; i < IC_PICTURE_HEAD; i++) {
		head[i] ^= 1;
		ck_assert_msg(!reads((struct ic_picture_ask){ .page = 7 }, DPI),
		    "byte %u", i);
		head[i] ^= 1;
	}
}
END_TEST

START_TEST(a_place_is_cut_to_its_page)
{
	struct ic_rect r = ic_picture_place((struct ic_rect){ -5, 6000, 40000,
						20000 },
	    page);

	ck_assert(r.x0 == 0 && r.y0 == 6000 && r.x1 == 30000 && r.y1 == 12000);
	r = ic_picture_place((struct ic_rect){ 40000, 0, 50000, 10 }, page);
	ck_assert(ic_rect_is_empty(r));
}
END_TEST

START_TEST(a_pixel_begins_in_its_place)
{
	uint32_t w, h;

	ck_assert(
	    ic_picture_shape((struct ic_rect){ 0, 0, 1, 72001 }, 100, &w, &h));
	ck_assert_uint_eq(w, 1);
	ck_assert_uint_eq(h, 101);
}
END_TEST

START_TEST(a_picture_has_no_more_pixels_than_it_may)
{
	struct ic_rect all = { 0, 0, IC_MPT_MAX, IC_MPT_MAX };
	uint32_t w = 0, h = 0;

	ck_assert(!ic_picture_shape(all, 1, &w, &h));
	ck_assert(!ic_picture_shape(all, IC_PICTURE_DPI_MAX, &w, &h));
	ck_assert(!ic_picture_shape(ic_rect_of(page), 0, &w, &h));
	ck_assert(!ic_picture_shape(ic_rect_of(page), IC_PICTURE_DPI_MAX + 1,
	    &w, &h));
	ck_assert(ic_picture_shape((struct ic_rect){ 0, 0, 4000 * IC_MPT,
				       4000 * IC_MPT },
	    72, &w, &h));
	ck_assert_uint_eq(w * h, IC_PICTURE_PIXELS_MAX);
}
END_TEST

Suite *suite_picture(void)
{
	Suite *s = suite_create("picture");
	TCase *t = tcase_create("picture");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, a_head_is_read_as_it_was_written);
	tcase_add_test(t, what_was_not_asked_for_is_refused);
	tcase_add_test(t, no_byte_of_a_head_can_be_another);
	tcase_add_test(t, a_place_is_cut_to_its_page);
	tcase_add_test(t, a_pixel_begins_in_its_place);
	tcase_add_test(t, a_picture_has_no_more_pixels_than_it_may);
	suite_add_tcase(s, t);
	return s;
}
