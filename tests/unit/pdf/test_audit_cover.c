/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "audited.h"
#include "suites.h"

#define FONT \
	"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica" \
	"/Encoding/WinAnsiEncoding>>>>>>"
#define WORD "BT /F1 12 Tf 20 100 Td (Thackeray) Tj ET "

static const struct ic_findings *of(const char *keys, const char *content)
{
	static struct testpdf t;
	const struct ic_findings *f;

	t = (struct testpdf){ 0 };
	testpdf_page(&t, keys, content);
	f = audited(&t, true);
	testpdf_finish(&t);
	return f;
}

static const struct ic_findings *page(const char *content)
{
	return of("/MediaBox[0 0 200 200]" FONT, content);
}

START_TEST(covered_text_is_an_error_with_its_words_and_place)
{
	const struct ic_finding_item *f = audited_first(page(WORD
							    "15 96 70 14 re f"),
	    IC_FINDING_COVERED_TEXT);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->severity, IC_SEVERITY_ERROR);
	ck_assert_uint_eq(f->cover, IC_COVER_DARK);
	ck_assert_str_eq(f->text, "Thackeray");
	ck_assert_int_ge(f->rect.x0, 19000);
	ck_assert_int_le(f->rect.x1, 80000);
}
END_TEST

START_TEST(lines_under_one_cover_are_one_finding)
{
	const struct ic_findings *f = page(
	    "BT /F1 12 Tf 14 TL 20 100 Td (Alice) Tj T* (Bob) Tj ET "
	    "1 g 10 70 90 60 re f");

	ck_assert_uint_eq(audited_count(f, IC_FINDING_COVERED_TEXT), 1);
	ck_assert_str_eq(audited_first(f, IC_FINDING_COVERED_TEXT)->text,
	    "Alice Bob");
}
END_TEST

START_TEST(text_that_a_clip_takes_away_is_told)
{
	const struct ic_finding_item
	    *f = audited_first(page("q 0 0 9 9 re W n " WORD "Q"),
		IC_FINDING_CLIPPED_TEXT);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->severity, IC_SEVERITY_WARNING);
	ck_assert_str_eq(f->text, "Thackeray");
}
END_TEST

START_TEST(text_that_is_clipped_and_shown_elsewhere_is_not_told)
{
	ck_assert_ptr_null(audited_first(page("q 0 0 9 9 re W n " WORD
					      "Q 1 0 0 1 0 50 cm " WORD),
	    IC_FINDING_CLIPPED_TEXT));
}
END_TEST

START_TEST(text_outside_the_crop_is_told_apart_from_text_off_the_page)
{
	ck_assert_ptr_nonnull(audited_first(
	    of("/MediaBox[0 0 200 200]/CropBox[0 120 200 200]" FONT, WORD),
	    IC_FINDING_CROPPED_TEXT));
	ck_assert_ptr_nonnull(
	    audited_first(of("/MediaBox[0 120 200 200]" FONT, WORD),
		IC_FINDING_OFF_PAGE_TEXT));
}
END_TEST

START_TEST(crossed_text_is_a_warning)
{
	const struct ic_finding_item *f = audited_first(
	    page(
		WORD "1.5 w 18 98 m 30 112 l 28 98 m 40 112 l 38 98 m 50 112 l "
		     "48 98 m 60 112 l 58 98 m 70 112 l 68 98 m 80 112 l S"),
	    IC_FINDING_CROSSED_TEXT);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->severity, IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(a_line_through_or_below_text_is_nothing)
{
	const struct ic_findings *f = page(
	    WORD "0.7 w 18 103 m 80 103 l S 18 98 m 80 98 l S");

	ck_assert_uint_eq(audited_count(f, IC_FINDING_CROSSED_TEXT), 0);
	ck_assert_uint_eq(audited_count(f, IC_FINDING_COVERED_TEXT), 0);
}
END_TEST

START_TEST(an_annotation_over_text_is_told_as_one)
{
	const struct ic_finding_item *f = audited_first(
	    of("/MediaBox[0 0 200 200]/Annots[<</Type/Annot/Subtype/Square/F 4"
	       "/Rect[15 96 85 110]/IC[0 0 0]/C[0 0 0]>>]" FONT,
		WORD),
	    IC_FINDING_COVERED_TEXT);

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->cover, IC_COVER_ANNOTATION);
}
END_TEST

START_TEST(words_are_told_only_if_asked_for)
{
	static struct testpdf t;
	const struct ic_findings *f;

	t = (struct testpdf){ 0 };
	testpdf_page(&t, "/MediaBox[0 0 200 200]" FONT,
	    WORD "15 96 70 14 re f");
	f = audited(&t, false);
	testpdf_finish(&t);
	ck_assert_str_eq(audited_first(f, IC_FINDING_COVERED_TEXT)->text, "");
}
END_TEST

Suite *suite_audit_cover(void)
{
	Suite *s = suite_create("audit cover");
	TCase *c = tcase_create("audit cover");

	tcase_set_timeout(c, 60);
	tcase_add_checked_fixture(c, audited_setup, audited_teardown);
	tcase_add_test(c, covered_text_is_an_error_with_its_words_and_place);
	tcase_add_test(c, lines_under_one_cover_are_one_finding);
	tcase_add_test(c, text_that_a_clip_takes_away_is_told);
	tcase_add_test(c, text_that_is_clipped_and_shown_elsewhere_is_not_told);
	tcase_add_test(c,
	    text_outside_the_crop_is_told_apart_from_text_off_the_page);
	tcase_add_test(c, crossed_text_is_a_warning);
	tcase_add_test(c, a_line_through_or_below_text_is_nothing);
	tcase_add_test(c, an_annotation_over_text_is_told_as_one);
	tcase_add_test(c, words_are_told_only_if_asked_for);
	suite_add_tcase(s, c);
	return s;
}
