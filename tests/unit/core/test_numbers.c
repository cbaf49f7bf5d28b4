/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Prefix 0 is COE, 1 is OLD; pages are letter size unless a test says so. */
#include "core/numbers.h"

#include <string.h>

#include "suites.h"

#define W (612 * IC_MPT)
#define H (792 * IC_MPT)

static struct ic_numbers n;
static uint32_t pages;
static struct ic_size size;

static void setup(void)
{
	n = (struct ic_numbers){ 0 };
	pages = 0;
	size = (struct ic_size){ W, H };
}

static void teardown(void)
{
	ic_numbers_finish(&n);
}

static void tell(struct ic_reply *r, uint32_t kind)
{
	r->kind = kind;
	r->page = pages;
	ck_assert(ic_numbers_add(&n, r, NULL));
}

/* A number of the page that is to come; its left upper corner in points. */
static void shows_as(uint32_t prefix, uint32_t value, int x, int y, bool alone,
    enum ic_number_where where, const char *suffix)
{
	struct ic_reply r = { 0 };

	r.u.number.rect = (struct ic_rect){ x * IC_MPT, y * IC_MPT,
		(x + 60) * IC_MPT, (y + 10) * IC_MPT };
	r.u.number.low = value;
	r.u.number.digits = 6;
	r.u.number.prefix = prefix;
	r.u.number.suffix = ic_numbers_suffix(suffix);
	r.u.number.where = where;
	r.u.number.em = 10000;
	r.u.number.alone = alone;
	tell(&r, IC_REPLY_NUMBER);
}

static void shows(uint32_t prefix, uint32_t value, int x, int y, bool alone)
{
	shows_as(prefix, value, x, y, alone, IC_NUMBER_PRINTED, "");
}

/* Its stamp, right below. */
static void stamp(uint32_t value)
{
	shows(0, value, 534, 764, true);
}

static void page_ends(void)
{
	struct ic_reply r = { 0 };

	r.u.at_page.size = size;
	tell(&r, IC_REPLY_PAGE);
	pages++;
}

static void choose(uint32_t expected)
{
	const struct ic_bates b = { .value = expected, .digits = 6 };

	ck_assert(ic_numbers_choose(&n, expected ? &b : NULL, NULL));
}

static uint64_t chosen(uint32_t page)
{
	const struct ic_number *x = ic_numbers_of(&n, page);

	return x ? x->bates.prefix * 1000000ull + x->bates.value : 0;
}

START_TEST(a_number_alone_is_the_pages)
{
	stamp(5);
	page_ends();
	choose(5);
	ck_assert_uint_eq(chosen(0), 5);
}
END_TEST

START_TEST(a_wrong_number_alone_is_the_pages_too)
{
	stamp(6);
	page_ends();
	choose(5);
	ck_assert_uint_eq(chosen(0), 6);
}
END_TEST

START_TEST(a_page_without_numbers_is_not_read)
{
	page_ends();
	choose(5);
	ck_assert_uint_eq(chosen(0), 0);
}
END_TEST

START_TEST(a_number_in_a_sentence_is_no_stamp)
{
	shows(0, 5, 200, 740, false);
	page_ends();
	choose(5);
	ck_assert_uint_eq(chosen(0), 0);
}
END_TEST

START_TEST(a_footer_that_cites_another_number_confuses_nothing)
{
	for (uint32_t i = 0; i < 4; i++) {
		shows(0, 900 + i, 72, 764, false);
		stamp(5 + i);
		page_ends();
	}
	choose(5);
	for (uint32_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(chosen(i), 5 + i);
	}
}
END_TEST

START_TEST(a_number_that_stays_the_same_is_no_pages)
{
	for (uint32_t i = 0; i < 4; i++) {
		shows(0, 5, 72, 776, true);
		stamp(5 + i);
		page_ends();
	}
	choose(0);
	for (uint32_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(chosen(i), 5 + i);
	}
}
END_TEST

START_TEST(a_slip_is_not_hidden_by_a_footer_that_says_the_right_one)
{
	for (uint32_t i = 0; i < 6; i++) {
		if (i == 3) {
			shows(0, 8, 72, 764, false);
		}
		stamp(i == 3 ? 9 : 5 + i);
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(2), 7);
	ck_assert_uint_eq(chosen(3), 9);
	ck_assert_uint_eq(chosen(4), 9);
}
END_TEST

START_TEST(nor_by_one_that_stands_alone_elsewhere)
{
	for (uint32_t i = 0; i < 6; i++) {
		if (i == 3) {
			shows(0, 8, 72, 20, true);
		}
		stamp(i == 3 ? 9 : 5 + i);
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(3), 9);
}
END_TEST

START_TEST(of_two_stamps_that_of_the_spec_counts)
{
	for (uint32_t i = 0; i < 3; i++) {
		shows(1, 501 + i, 534, 776, true);
		shows(0, 5 + i, 534, 750, true);
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(0), 5);
	ck_assert_uint_eq(chosen(2), 7);
}
END_TEST

START_TEST(of_two_series_of_one_prefix_that_of_the_spec_counts)
{
	for (uint32_t i = 0; i < 3; i++) {
		shows(0, 501 + i, 534, 776, true);
		shows(0, 5 + i, 72, 740, true);
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(1), 6);
}
END_TEST

START_TEST(the_spec_decides_nothing_against_the_only_series)
{
	for (uint32_t i = 0; i < 3; i++) {
		stamp(101 + i);
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(0), 101);
	ck_assert_uint_eq(chosen(2), 103);
}
END_TEST

START_TEST(a_page_on_its_side_keeps_its_number)
{
	stamp(5);
	page_ends();
	size = (struct ic_size){ H, W };
	shows(0, 6, 20, 30, true);
	page_ends();
	size = (struct ic_size){ W, H };
	stamp(7);
	page_ends();
	choose(5);
	ck_assert_uint_eq(chosen(1), 6);
}
END_TEST

START_TEST(a_page_that_cannot_be_read_parts_no_series)
{
	stamp(5);
	page_ends();
	page_ends();
	shows(0, 7, 534, 764, false);
	page_ends();
	choose(5);
	ck_assert_uint_eq(chosen(0), 5);
	ck_assert_uint_eq(chosen(1), 0);
	ck_assert_uint_eq(chosen(2), 7);
}
END_TEST

/* An image page; what its header cites stands where no number does. */
START_TEST(a_heading_of_a_page_without_stamp_is_not_its_number)
{
	for (uint32_t i = 0; i < 5; i++) {
		if (i == 2) {
			shows(0, 777, 72, 20, true);
		} else {
			stamp(5 + i);
		}
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(2), 0);
}
END_TEST

START_TEST(an_invisible_layer_is_believed_in_its_series)
{
	for (uint32_t i = 0; i < 3; i++) {
		shows_as(0, 105 + i, 534, 764, true, IC_NUMBER_LAYER, "");
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(1), 106);
}
END_TEST

START_TEST(an_invisible_layer_is_not_believed_against_the_plan)
{
	shows_as(0, 8, 534, 764, true, IC_NUMBER_LAYER, "");
	page_ends();
	choose(5);
	ck_assert_uint_eq(chosen(0), 0);
}
END_TEST

START_TEST(what_somebodys_ocr_misread_is_not_read)
{
	for (uint32_t i = 0; i < 5; i++) {
		shows_as(0, i == 2 ? 77 : 5 + i, 534, 764, true,
		    IC_NUMBER_LAYER, "");
		page_ends();
	}
	choose(5);
	ck_assert_uint_eq(chosen(1), 6);
	ck_assert_uint_eq(chosen(2), 0);
	ck_assert_uint_eq(chosen(3), 8);
}
END_TEST

START_TEST(suffixes_are_a_series)
{
	static const char *const suffix[] = { ".001", ".002", ".003" };

	for (uint32_t i = 0; i < 3; i++) {
		shows_as(0, 123, 534, 764, false, IC_NUMBER_PRINTED, suffix[i]);
		page_ends();
	}
	choose(0);
	ck_assert_uint_eq(chosen(2), 123);
	ck_assert_str_eq(ic_numbers_of(&n, 2)->bates.suffix, ".003");
}
END_TEST

/* One PDF that holds a whole production, with a gap in it. */
START_TEST(documents_of_one_file_keep_their_numbers)
{
	static const uint32_t value[] = { 1, 2, 3, 15, 16, 30, 41, 42 };

	for (uint32_t i = 0; i < 8; i++) {
		shows(0, 900, 72, 764, false);
		stamp(value[i]);
		page_ends();
	}
	choose(0);
	for (uint32_t i = 0; i < 8; i++) {
		ck_assert_uint_eq(chosen(i), value[i]);
	}
}
END_TEST

START_TEST(a_suffix_is_an_integer_and_back)
{
	static const char *const all[] = { "", "A", "Z", ".1", ".001",
		".000000", ".999999" };
	char text[IC_BATES_SUFFIX_MAX + 1];

	for (unsigned i = 0; i < sizeof(all) / sizeof(*all); i++) {
		ck_assert(
		    ic_numbers_suffix_text(ic_numbers_suffix(all[i]), text));
		ck_assert_str_eq(text, all[i]);
	}
	ck_assert(!ic_numbers_suffix_text(27, text));
	ck_assert(!ic_numbers_suffix_text(1000010, text));
	ck_assert(!ic_numbers_suffix_text(7000000, text));
	ck_assert(!ic_numbers_suffix_text(UINT32_MAX, text));
}
END_TEST

START_TEST(a_child_says_no_page_twice_and_no_number_too_many)
{
	struct ic_reply r = { .kind = IC_REPLY_PAGE };

	r.u.at_page.size = size;
	for (uint32_t i = 0; i < IC_NUMBERS_PAGE_MAX; i++) {
		stamp(i);
	}
	r.kind = IC_REPLY_NUMBER;
	r.u.number.where = IC_NUMBER_PRINTED;
	ck_assert(!ic_numbers_add(&n, &r, NULL));
	page_ends();
	r.kind = IC_REPLY_PAGE;
	ck_assert(!ic_numbers_add(&n, &r, NULL));
	r.page = 2;
	ck_assert(!ic_numbers_add(&n, &r, NULL));
	r.page = 1;
	r.kind = IC_REPLY_BOX;
	ck_assert(!ic_numbers_add(&n, &r, NULL));
}
END_TEST

START_TEST(a_label_is_kept_apart)
{
	struct ic_reply r = { 0 };

	r.u.number.digits = 6;
	r.u.number.low = 5;
	tell(&r, IC_REPLY_NUMBER);
	ck_assert(!ic_numbers_add(&n, &r, NULL));
	page_ends();
	choose(5);
	ck_assert(n.pages[0].has_label);
	ck_assert_uint_eq(n.pages[0].label.value, 5);
	ck_assert_uint_eq(chosen(0), 0);
}
END_TEST

Suite *suite_numbers(void)
{
	Suite *s = suite_create("numbers");
	TCase *t = tcase_create("numbers");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_number_alone_is_the_pages);
	tcase_add_test(t, a_wrong_number_alone_is_the_pages_too);
	tcase_add_test(t, a_page_without_numbers_is_not_read);
	tcase_add_test(t, a_number_in_a_sentence_is_no_stamp);
	tcase_add_test(t, a_footer_that_cites_another_number_confuses_nothing);
	tcase_add_test(t, a_number_that_stays_the_same_is_no_pages);
	tcase_add_test(t,
	    a_slip_is_not_hidden_by_a_footer_that_says_the_right_one);
	tcase_add_test(t, nor_by_one_that_stands_alone_elsewhere);
	tcase_add_test(t, of_two_stamps_that_of_the_spec_counts);
	tcase_add_test(t, of_two_series_of_one_prefix_that_of_the_spec_counts);
	tcase_add_test(t, the_spec_decides_nothing_against_the_only_series);
	tcase_add_test(t, a_page_on_its_side_keeps_its_number);
	tcase_add_test(t, a_page_that_cannot_be_read_parts_no_series);
	tcase_add_test(t, a_heading_of_a_page_without_stamp_is_not_its_number);
	tcase_add_test(t, an_invisible_layer_is_believed_in_its_series);
	tcase_add_test(t, an_invisible_layer_is_not_believed_against_the_plan);
	tcase_add_test(t, what_somebodys_ocr_misread_is_not_read);
	tcase_add_test(t, suffixes_are_a_series);
	tcase_add_test(t, documents_of_one_file_keep_their_numbers);
	tcase_add_test(t, a_suffix_is_an_integer_and_back);
	tcase_add_test(t, a_child_says_no_page_twice_and_no_number_too_many);
	tcase_add_test(t, a_label_is_kept_apart);
	suite_add_tcase(s, t);
	return s;
}
