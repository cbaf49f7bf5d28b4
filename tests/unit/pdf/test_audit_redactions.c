/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Redactions that were marked and never applied. */
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
#define TEXT "BT /F 12 Tf 20 100 Td (Jane Roe lives here) Tj ET"

static const struct ic_findings *of(const char *keys)
{
	testpdf_finish(&t);
	testpdf_page(&t, keys, TEXT);
	return audited(&t, false);
}

START_TEST(a_mark_is_an_error_in_its_place)
{
	const struct ic_findings *f = of(
	    FONT "/Annots[<</Subtype/Redact/Rect[20 95 70 115]>>]");
	const struct ic_finding_item *at = audited_first(f,
	    IC_FINDING_UNAPPLIED_REDACTION);

	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_ERROR);
	ck_assert_uint_eq(at->page, 0);
	ck_assert_int_eq(at->rect.x0, 20000);
	ck_assert_int_eq(at->rect.y0, 85000);
	ck_assert_int_eq(at->rect.x1, 70000);
	ck_assert_int_eq(at->rect.y1, 105000);
}
END_TEST

START_TEST(its_quadrilaterals_count_not_its_rectangle)
{
	const struct ic_findings *f = of(
	    FONT "/Annots[<</Subtype/Redact/Rect[0 0 300 200]/QuadPoints"
		 "[70 115 20 115 20 95 70 95]>>]");
	const struct ic_finding_item *at = audited_first(f,
	    IC_FINDING_UNAPPLIED_REDACTION);

	ck_assert_ptr_nonnull(at);
	ck_assert_int_eq(at->rect.x0, 20000);
	ck_assert_int_eq(at->rect.x1, 70000);
}
END_TEST

START_TEST(a_highlight_is_none)
{
	const struct ic_findings *f = of(
	    FONT "/Annots[<</Subtype/Highlight/Rect[20 95 70 115]/C[1 1 0]"
		 "/QuadPoints[20 115 70 115 20 95 70 95]>>]");

	ck_assert_uint_eq(audited_count(f, IC_FINDING_UNAPPLIED_REDACTION), 0);
}
END_TEST

Suite *suite_audit_redactions(void)
{
	Suite *s = suite_create("audit_redactions");
	TCase *c = tcase_create("audit_redactions");

	tcase_add_checked_fixture(c, audited_setup, teardown);
	tcase_add_test(c, a_mark_is_an_error_in_its_place);
	tcase_add_test(c, its_quadrilaterals_count_not_its_rectangle);
	tcase_add_test(c, a_highlight_is_none);
	suite_add_tcase(s, c);
	return s;
}
