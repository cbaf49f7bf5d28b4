/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Widths that tell of a word: of a box that hugs it, and of a number in TJ. */
#include <stdio.h>
#include <stdlib.h>

#include "audited.h"
#include "suites.h"

static struct testpdf t;

static void teardown(void)
{
	testpdf_finish(&t);
	audited_teardown();
}

#define FONT \
	"/MediaBox[0 0 300 200]/Resources<</Font<</F<</Type/Font" \
	"/Subtype/Type1/BaseFont/Helvetica>>>>>>"
/* "Signed by " ends at 76.7 points; what is gone was 60 points wide. */
#define BEFORE "BT /F 12 Tf 20 100 Td (Signed by ) Tj ET "
#define AFTER "BT /F 12 Tf 136.7 100 Td ( in court) Tj ET "
#define BOX(place) "q 0 g " place " re f Q "
#define HUG BOX("76.7 97 60 12")
#define STATED "BT /F 12 Tf 20 100 Td [(Signed by ) -5000 ( in court)] TJ ET "

static const struct ic_finding_item *first(const char *turn,
    const char *content, enum ic_finding_kind kind)
{
	char keys[256];

	snprintf(keys, sizeof(keys), FONT "%s", turn);
	testpdf_finish(&t);
	testpdf_page(&t, keys, content);
	return audited_first(audited(&t, false), kind);
}

static const struct ic_finding_item *hug(const char *content)
{
	return first("", content, IC_FINDING_HUGGING_BOX);
}

static const struct ic_finding_item *stated(const char *content)
{
	return first("", content, IC_FINDING_REMOVED_WIDTH);
}

START_TEST(a_box_between_two_words_is_a_notice_that_says_how_to_pad)
{
	const struct ic_finding_item *f = hug(BEFORE AFTER HUG);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->severity, IC_SEVERITY_NOTICE);
	ck_assert_uint_eq(f->detail, IC_DETAIL_PAD);
	/* Over "by" and the blank, 16 points; over " in", 13. */
	ck_assert_uint_ge(f->number, 14);
	ck_assert_uint_le(f->number, 18);
	ck_assert_int_le(abs(f->rect.x0 - 76700), 1);
}
END_TEST

START_TEST(a_box_over_live_text_of_one_word_hugs_it_too)
{
	ck_assert_ptr_nonnull(hug("BT /F 12 Tf 20 100 Td (Signed by Abernathy "
				  "in court) Tj ET " BOX("75 97 58 12")));
}
END_TEST

START_TEST(a_box_over_several_words_hugs_none)
{
	ck_assert_ptr_null(hug("BT /F 12 Tf 20 100 Td (Signed by Mr. Roe Jr "
			       "in court) Tj ET " BOX("75 97 61 12")));
}
END_TEST

START_TEST(a_box_over_the_words_beside_it_is_padded)
{
	ck_assert_ptr_null(hug(BEFORE AFTER BOX("66 97 82 12")));
}
END_TEST

START_TEST(a_box_at_the_end_of_a_line_has_no_neighbour)
{
	ck_assert_ptr_null(hug(BEFORE HUG));
}
END_TEST

START_TEST(a_box_that_is_higher_than_a_line_hugs_none)
{
	ck_assert_ptr_null(hug(BEFORE AFTER BOX("76.7 80 60 40")));
}
END_TEST

START_TEST(a_light_panel_is_no_box)
{
	ck_assert_ptr_null(hug(BEFORE AFTER "q .9 g 76.7 97 60 12 re f Q "));
}
END_TEST

START_TEST(a_turned_page_makes_no_difference)
{
	ck_assert_ptr_nonnull(
	    first("/Rotate 90", BEFORE AFTER HUG, IC_FINDING_HUGGING_BOX));
	ck_assert_ptr_nonnull(
	    first("/Rotate 180", BEFORE AFTER HUG, IC_FINDING_HUGGING_BOX));
	ck_assert_ptr_nonnull(
	    first("/Rotate 270", STATED HUG, IC_FINDING_REMOVED_WIDTH));
}
END_TEST

START_TEST(a_number_that_is_the_width_of_the_gap_is_told)
{
	const struct ic_finding_item *f = stated(STATED HUG);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->severity, IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(the_same_number_without_a_box_is_a_table)
{
	ck_assert_ptr_null(stated(STATED));
}
END_TEST

START_TEST(the_same_number_on_a_dark_ground_is_a_heading)
{
	ck_assert_ptr_null(stated(BOX("0 90 300 30") "1 g " STATED));
}
END_TEST

START_TEST(a_gap_that_is_set_by_a_place_states_no_width)
{
	ck_assert_ptr_null(stated(BEFORE AFTER HUG));
}
END_TEST

START_TEST(a_number_of_an_array_that_is_never_shown_states_nothing)
{
	ck_assert_ptr_null(
	    stated("[(x) -5000 (y)] 0 d [] 0 d " BEFORE AFTER HUG));
}
END_TEST

Suite *suite_audit_width(void)
{
	Suite *s = suite_create("audit_width");
	TCase *tc = tcase_create("width");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, audited_setup, teardown);
	tcase_add_test(tc,
	    a_box_between_two_words_is_a_notice_that_says_how_to_pad);
	tcase_add_test(tc, a_box_over_live_text_of_one_word_hugs_it_too);
	tcase_add_test(tc, a_box_over_several_words_hugs_none);
	tcase_add_test(tc, a_box_over_the_words_beside_it_is_padded);
	tcase_add_test(tc, a_box_at_the_end_of_a_line_has_no_neighbour);
	tcase_add_test(tc, a_box_that_is_higher_than_a_line_hugs_none);
	tcase_add_test(tc, a_light_panel_is_no_box);
	tcase_add_test(tc, a_turned_page_makes_no_difference);
	tcase_add_test(tc, a_number_that_is_the_width_of_the_gap_is_told);
	tcase_add_test(tc, the_same_number_without_a_box_is_a_table);
	tcase_add_test(tc, the_same_number_on_a_dark_ground_is_a_heading);
	tcase_add_test(tc, a_gap_that_is_set_by_a_place_states_no_width);
	tcase_add_test(tc,
	    a_number_of_an_array_that_is_never_shown_states_nothing);
	suite_add_tcase(s, tc);
	return s;
}
