/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/rect.h"

#include "suites.h"

START_TEST(rectangles_that_share_an_edge_do_not_touch)
{
	struct ic_rect a = { 0, 0, 10, 10 }, b = { 10, 0, 20, 10 };

	ck_assert(!ic_rect_touches(a, b));
	ck_assert(ic_rect_touches(a, ic_rect_grow(b, 1)));
}
END_TEST

START_TEST(an_empty_rectangle_adds_nothing_to_a_union)
{
	struct ic_rect a = { 5, 5, 10, 10 }, none = { 0 };
	struct ic_rect u = ic_rect_union(none, a);

	ck_assert_int_eq(u.x0, 5);
	ck_assert_int_eq(u.y1, 10);
	ck_assert(ic_rect_contains(a, none));
}
END_TEST

START_TEST(disjoint_rectangles_intersect_in_the_zero_rectangle)
{
	struct ic_rect r = ic_rect_intersect((struct ic_rect){ 0, 0, 5, 5 },
	    (struct ic_rect){ 7, 7, 9, 9 });

	ck_assert_int_eq(r.x0, 0);
	ck_assert_int_eq(r.x1, 0);
	ck_assert(ic_rect_is_empty(r));
}
END_TEST

Suite *suite_rect(void)
{
	Suite *s = suite_create("rect");
	TCase *t = tcase_create("rect");

	tcase_add_test(t, rectangles_that_share_an_edge_do_not_touch);
	tcase_add_test(t, an_empty_rectangle_adds_nothing_to_a_union);
	tcase_add_test(t, disjoint_rectangles_intersect_in_the_zero_rectangle);
	suite_add_tcase(s, t);
	return s;
}
