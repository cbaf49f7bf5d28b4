/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fit.h"

#include "suites.h"

#define LETTER ((struct ic_size){ 612000, 792000 })

static void same(struct ic_rect a, struct ic_rect b)
{
	ck_assert_int_eq(a.x0, b.x0);
	ck_assert_int_eq(a.y0, b.y0);
	ck_assert_int_eq(a.x1, b.x1);
	ck_assert_int_eq(a.y1, b.y1);
}

static struct ic_fit turned(unsigned turns)
{
	return (struct ic_fit){ .file = ic_fit_turned(LETTER, turns),
		.page = LETTER,
		.turns = (uint8_t)turns,
		.at = { 1000000, 0, 0 } };
}

START_TEST(a_quarter_turn_is_clockwise)
{
	struct ic_rect r = ic_fit_turn(LETTER, 1,
	    (struct ic_rect){ 10, 20, 30, 60 });

	same(r, (struct ic_rect){ 792000 - 60, 10, 792000 - 20, 30 });
	same(ic_fit_turn(LETTER, 2, (struct ic_rect){ 10, 20, 30, 60 }),
	    (struct ic_rect){ 612000 - 30, 792000 - 60, 612000 - 10,
		792000 - 20 });
}
END_TEST

START_TEST(turned_pages_lose_nothing)
{
	const struct ic_rect r = { 72001, 140003, 300007, 156011 };

	for (unsigned turns = 0; turns < 4; turns++) {
		struct ic_fit f = turned(turns);

		same(ic_fit_to_page(&f, ic_fit_to_file(&f, r)), r);
	}
}
END_TEST

/* Each layout that a copy of ours can have, and each scale of a printer. */
START_TEST(smaller_pages_give_back_what_is_drawn_on_them)
{
	for (int32_t k = 0; k < 2000; k++) {
		struct ic_slice s = { .room_top = (uint32_t)(7 * k),
			.room_bottom = (uint32_t)(11 * k + 1),
			.room_right = (uint32_t)(k % 3 * 40000) };
		struct ic_fit f = { .file = LETTER,
			.page = LETTER,
			.at = ic_slice_placement(&s, LETTER) };
		struct ic_rect r = { 72001 + k, 140003 + 3 * k, 300007 - k,
			456011 - k };

		same(ic_fit_to_file(&f, ic_fit_to_page(&f, r)), r);
	}
}
END_TEST

START_TEST(larger_pages_give_back_what_stands_on_the_production)
{
	for (int32_t scale = 1000000; scale < 3000000; scale += 9973) {
		struct ic_fit f = { .file = { 2000000, 2500000 },
			.page = LETTER,
			.at = { scale, 31, -17 } };
		const struct ic_rect r = { 72001, 140003, 300007, 456011 };

		same(ic_fit_to_page(&f, ic_fit_to_file(&f, r)), r);
	}
}
END_TEST

START_TEST(what_was_measured_is_grown)
{
	struct ic_fit f = turned(0);

	f.slack = 300;
	same(ic_fit_to_page(&f, (struct ic_rect){ 1000, 2000, 3000, 4000 }),
	    (struct ic_rect){ 700, 1700, 3300, 4300 });
}
END_TEST

START_TEST(fit_to_page_centers_it)
{
	struct ic_placement p = ic_fit_inside((struct ic_size){ 595000,
						  842000 },
	    LETTER);
	struct ic_rect r = ic_placement_rect(p,
	    (struct ic_rect){ 0, 0, 595000, 842000 });

	ck_assert_int_eq(p.scale, 940617);
	ck_assert_int_eq(r.y0, 0);
	ck_assert_int_le(r.y1, 792001);
	ck_assert_int_le(r.x0 - (612000 - r.x1), 2);
}
END_TEST

START_TEST(near_is_of_corners)
{
	struct ic_fit a = turned(0), b = turned(0), c = turned(2);

	b.at.scale = 1001000;
	ck_assert(ic_fit_is_near(&a, &b, 800));
	ck_assert(!ic_fit_is_near(&a, &b, 700));
	ck_assert(!ic_fit_is_near(&a, &c, 700));
}
END_TEST

Suite *suite_fit(void)
{
	Suite *s = suite_create("fit");
	TCase *t = tcase_create("fit");

	tcase_add_test(t, a_quarter_turn_is_clockwise);
	tcase_add_test(t, turned_pages_lose_nothing);
	tcase_add_test(t, smaller_pages_give_back_what_is_drawn_on_them);
	tcase_add_test(t, larger_pages_give_back_what_stands_on_the_production);
	tcase_add_test(t, what_was_measured_is_grown);
	tcase_add_test(t, fit_to_page_centers_it);
	tcase_add_test(t, near_is_of_corners);
	suite_add_tcase(s, t);
	return s;
}
