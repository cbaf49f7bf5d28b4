/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/burn.h"

#include <string.h>

#include "suites.h"

static struct ic_raster r;
static struct ic_slice_box boxes[2] = {
	{ { 7200, 7200, 14400, 14400 }, 0, 0 },
	{ { -5000, 36000, 7200, 90000 }, 0, 0 },
};
static struct ic_slice_page page = { .box = 0, .nboxes = 2 };
static struct ic_slice slice = { .npages = 1,
	.pages = &page,
	.nboxes = 2,
	.boxes = boxes };

static void setup(void)
{
	page.whole = 0;
	slice.fill = IC_FILL_BLACK;
}

static void teardown(void)
{
	ic_raster_finish(&r);
}

/* How many bytes of the raster, all 77 before, now have the value. */
static size_t burned(int comps, int value)
{
	size_t n = 0;

	ck_assert(
	    ic_raster_shape(&r, (struct ic_size){ 72000, 72000 }, 100, comps));
	memset(r.px, 77, r.stride * (size_t)r.h);
	ic_burn_page(&r, &slice, 0);
	for (size_t i = 0; i < r.stride * (size_t)r.h; i++) {
		ck_assert(r.px[i] == 77 || r.px[i] == value);
		n += r.px[i] == value;
	}
	return n;
}

START_TEST(each_box_covers_the_pixels_it_touches_and_one_more)
{
	size_t inner = 12 * 12, cut = 11 * 51;

	ck_assert_uint_eq(burned(1, 0), inner + cut);
	ck_assert_int_eq(r.px[9 * r.stride + 9], 0);
	ck_assert_int_eq(r.px[20 * r.stride + 20], 0);
	ck_assert_int_eq(r.px[21 * r.stride + 20], 77);
	ck_assert_int_eq(r.px[9 * r.stride + 8], 77);
	ck_assert_int_eq(r.px[99 * r.stride], 0);
}
END_TEST

START_TEST(white_boxes_and_colour_rasters_are_covered_alike)
{
	slice.fill = IC_FILL_WHITE;
	ck_assert_uint_eq(burned(3, 255), 3 * (12 * 12 + 11 * 51));
	ck_assert_int_eq(r.px[9 * r.stride + 29], 255);
	ck_assert_int_eq(r.px[9 * r.stride + 9 * 3 - 1], 77);
}
END_TEST

START_TEST(a_whole_page_box_leaves_white_whatever_the_fill)
{
	page.whole = 1;
	ck_assert_uint_eq(burned(1, 255), 100 * 100);
}
END_TEST

START_TEST(a_cover_is_white_whatever_the_fill)
{
	ck_assert(
	    ic_raster_shape(&r, (struct ic_size){ 72000, 72000 }, 100, 1));
	memset(r.px, 77, r.stride * (size_t)r.h);
	boxes[0].cover = 1;
	ic_burn_page(&r, &slice, 0);
	boxes[0].cover = 0;
	ck_assert_int_eq(r.px[9 * r.stride + 9], 255);
	ck_assert_int_eq(r.px[20 * r.stride + 20], 255);
	ck_assert_int_eq(r.px[21 * r.stride + 20], 77);
	ck_assert_int_eq(r.px[99 * r.stride], 0);
}
END_TEST

Suite *suite_burn(void)
{
	Suite *s = suite_create("burn");
	TCase *c = tcase_create("burn");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, each_box_covers_the_pixels_it_touches_and_one_more);
	tcase_add_test(c, white_boxes_and_colour_rasters_are_covered_alike);
	tcase_add_test(c, a_whole_page_box_leaves_white_whatever_the_fill);
	tcase_add_test(c, a_cover_is_white_whatever_the_fill);
	suite_add_tcase(s, c);
	return s;
}
