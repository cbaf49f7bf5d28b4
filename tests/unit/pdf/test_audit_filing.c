/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a court's profile asks of pages. */
#include "audited.h"
#include "suites.h"

#include <stdio.h>

static struct testpdf t;

static void teardown(void)
{
	testpdf_finish(&t);
	audited_teardown();
}

#define LETTER "/MediaBox[0 0 612 792]"
#define STANDARD \
	LETTER "/Resources<</Font<</F<</Type/Font/Subtype/Type1" \
	       "/BaseFont/Helvetica>>>>>>"
#define TEXT "BT /F 12 Tf 100 400 Td (Jane Roe) Tj ET"
#define DRAWING "100 100 300 500 re f"

static const struct ic_findings *of(const struct ic_filing *asked,
    const char *keys, const char *content)
{
	const struct ic_audit_job job = { .filing = *asked };

	testpdf_finish(&t);
	testpdf_page(&t, keys, content);
	return audited_as(&t, &job);
}

static const struct ic_filing nothing;

/* The severity of the first of a kind; COUNT: there is none. */
static uint32_t first(const struct ic_findings *f, enum ic_finding_kind kind)
{
	const struct ic_finding_item *at = audited_first(f, kind);

	return at ? at->severity : (uint32_t)IC_SEVERITY_COUNT;
}

START_TEST(a_standard_font_is_none_of_the_file)
{
	const struct ic_filing asked = { .fonts_embedded = IC_SEVERITY_WARNING +
		    1 };

	ck_assert_uint_eq(first(of(&asked, STANDARD, TEXT),
			      IC_FINDING_FONT_NOT_EMBEDDED),
	    IC_SEVERITY_WARNING);
	ck_assert_uint_eq(first(of(&nothing, STANDARD, TEXT),
			      IC_FINDING_FONT_NOT_EMBEDDED),
	    IC_SEVERITY_NOTICE);
}
END_TEST

START_TEST(a_font_that_paints_nothing_needs_no_file)
{
	ck_assert_uint_eq(first(of(&nothing, STANDARD, DRAWING),
			      IC_FINDING_FONT_NOT_EMBEDDED),
	    IC_SEVERITY_COUNT);
	ck_assert_uint_eq(first(of(&nothing, STANDARD, "3 Tr " TEXT),
			      IC_FINDING_FONT_NOT_EMBEDDED),
	    IC_SEVERITY_COUNT);
}
END_TEST

START_TEST(a_page_without_text_is_told_and_a_blank_one_is_not)
{
	ck_assert_uint_eq(first(of(&nothing, STANDARD, DRAWING),
			      IC_FINDING_NO_TEXT),
	    IC_SEVERITY_NOTICE);
	ck_assert_uint_eq(first(of(&nothing, STANDARD, ""), IC_FINDING_NO_TEXT),
	    IC_SEVERITY_COUNT);
	ck_assert_uint_eq(first(of(&nothing, STANDARD, DRAWING " " TEXT),
			      IC_FINDING_NO_TEXT),
	    IC_SEVERITY_COUNT);
}
END_TEST

START_TEST(a_stamp_at_the_edge_is_no_text_where_text_is_asked_for)
{
	const struct ic_filing asked = { .searchable = IC_SEVERITY_ERROR + 1 };
	static const char stamped[] = DRAWING
	    " BT /F 9 Tf 500 20 Td (COE000001) Tj ET";

	ck_assert_uint_eq(first(of(&asked, STANDARD, stamped),
			      IC_FINDING_NO_TEXT),
	    IC_SEVERITY_ERROR);
	ck_assert_uint_eq(first(of(&nothing, STANDARD, stamped),
			      IC_FINDING_NO_TEXT),
	    IC_SEVERITY_COUNT);
}
END_TEST

START_TEST(a_page_of_another_size_is_told_if_sizes_are_asked_for)
{
	const struct ic_filing asked = { .sized = IC_SEVERITY_NOTICE + 1,
		.nsizes = 1,
		.w = { 612000 },
		.h = { 792000 } };

	ck_assert_uint_eq(first(of(&asked, LETTER, ""), IC_FINDING_PAGE_SIZE),
	    IC_SEVERITY_COUNT);
	ck_assert_uint_eq(first(of(&asked, "/MediaBox[0 0 792 612]", ""),
			      IC_FINDING_PAGE_SIZE),
	    IC_SEVERITY_COUNT);
	ck_assert_uint_eq(first(of(&asked, "/MediaBox[0 0 595 842]", ""),
			      IC_FINDING_PAGE_SIZE),
	    IC_SEVERITY_NOTICE);
	ck_assert_uint_eq(first(of(&nothing, "/MediaBox[0 0 595 842]", ""),
			      IC_FINDING_PAGE_SIZE),
	    IC_SEVERITY_COUNT);
}
END_TEST

/* Keys of a page, and whether a court's system refuses it for them. */
static const struct {
	const char *keys;
	bool refused;
} contents[] = {
	{ "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http:)>>>>]",
	    false },
	{ "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(a)>>>>]",
	    true },
	{ "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http:)/Next"
	  "<</S/JavaScript/JS(a)>>>>>>]",
	    true },
	{ "/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]>>]", true },
	{ "/Annots[<</Subtype/Highlight/Rect[0 0 9 9]>>]", false },
	{ "/AA<</O<</S/JavaScript/JS(a)>>>>", true },
	{ "", false },
};

START_TEST(active_content_is_what_does_something)
{
	const struct ic_filing asked = { .no_active = IC_SEVERITY_ERROR + 1 };
	char keys[400];

	snprintf(keys, sizeof(keys), LETTER "%s", contents[_i].keys);
	ck_assert_uint_eq(first(of(&asked, keys, ""),
			      IC_FINDING_ACTIVE_CONTENT),
	    contents[_i].refused ? IC_SEVERITY_ERROR : IC_SEVERITY_COUNT);
}
END_TEST

START_TEST(a_catalogue_may_hold_active_content_too)
{
	const struct ic_audit_job job = {
		.filing = { .no_active = IC_SEVERITY_ERROR + 1 }
	};

	testpdf_begin(&t);
	testpdf_object(&t,
	    "<</Type/Catalog/Pages 2 0 R/Names<</JavaScript<</Names[(a)"
	    "<</S/JavaScript/JS(b)>>]>>>>>>");
	testpdf_object(&t, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R" LETTER ">>");
	testpdf_end(&t);
	ck_assert_uint_eq(first(audited_as(&t, &job),
			      IC_FINDING_ACTIVE_CONTENT),
	    IC_SEVERITY_ERROR);
}
END_TEST

Suite *suite_audit_filing(void)
{
	Suite *s = suite_create("audit_filing");
	TCase *c = tcase_create("audit_filing");

	tcase_add_checked_fixture(c, audited_setup, teardown);
	tcase_add_test(c, a_standard_font_is_none_of_the_file);
	tcase_add_test(c, a_font_that_paints_nothing_needs_no_file);
	tcase_add_test(c, a_page_without_text_is_told_and_a_blank_one_is_not);
	tcase_add_test(c,
	    a_stamp_at_the_edge_is_no_text_where_text_is_asked_for);
	tcase_add_test(c,
	    a_page_of_another_size_is_told_if_sizes_are_asked_for);
	tcase_add_loop_test(c, active_content_is_what_does_something, 0,
	    (int)(sizeof(contents) / sizeof(*contents)));
	tcase_add_test(c, a_catalogue_may_hold_active_content_too);
	suite_add_tcase(s, c);
	return s;
}
