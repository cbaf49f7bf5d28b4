/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a file was before, what lies beside its objects, and its orphans. */
#include <stdlib.h>
#include <string.h>

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
#define BEFORE "BT /F 12 Tf 20 100 Td (Witness Quimby testified) Tj ET"
#define AFTER "BT /F 12 Tf 20 100 Td (Witness) Tj ET"
#define BOX " 0 g 66 96 100 14 re f"

static void page(void)
{
	testpdf_finish(&t);
	testpdf_page(&t, FONT, BEFORE);
}

/* Where the last table begins, as the file says itself. */
static size_t last_table(void)
{
	const char *text = ic_buf_str(&t.b), *last = NULL;

	for (const char *p = text; (p = strstr(p, "startxref\n")); p++) {
		last = p;
	}
	ck_assert_ptr_nonnull(last);
	return strtoul(last + 10, NULL, 10);
}

/* Append an update with one object, and the table of it. */
static void update(int number, const char *body)
{
	size_t before = last_table(), at = t.b.len, table;

	ic_buf_printf(&t.b, "%d 0 obj\n%s\nendobj\n", number, body);
	table = t.b.len;
	ic_buf_printf(&t.b,
	    "xref\n%d 1\n%010zu 00000 n \n"
	    "trailer\n<</Size 9/Root 1 0 R/Prev %zu>>\n"
	    "startxref\n%zu\n%%%%EOF\n",
	    number, at, before, table);
}

static void update_content(const char *content)
{
	struct ic_buf b = { 0 };

	ic_buf_printf(&b, "<</Length %zu>>\nstream\n%s\nendstream",
	    strlen(content), content);
	update(4, ic_buf_str(&b));
	ic_buf_finish(&b);
}

static const struct ic_finding_item *first(enum ic_finding_kind kind)
{
	return audited_first(audited(&t, false), kind);
}

/* The severity of the first of a kind; COUNT: there is none. */
static uint32_t severity_of(enum ic_finding_kind kind)
{
	const struct ic_finding_item *at = first(kind);

	return at ? at->severity : (uint32_t)IC_SEVERITY_COUNT;
}

START_TEST(a_file_of_one_revision_has_no_finding_of_these)
{
	page();
	ck_assert_ptr_null(first(IC_FINDING_EARLIER_REVISION));
	ck_assert_ptr_null(first(IC_FINDING_BYTES_OUTSIDE));
	ck_assert_ptr_null(first(IC_FINDING_ORPHAN));
	ck_assert_ptr_null(first(IC_FINDING_STRUCTURE));
	ck_assert_ptr_null(first(IC_FINDING_ENCRYPTED));
}
END_TEST

START_TEST(words_that_an_update_took_away_are_a_warning_in_their_place)
{
	const struct ic_finding_item *at;

	page();
	update_content(AFTER);
	at = first(IC_FINDING_EARLIER_REVISION);
	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_WARNING);
	ck_assert_uint_eq(at->page, 0);
	ck_assert_int_gt(at->rect.x0, 60000);
	ck_assert_int_lt(at->rect.x1, 170000);
	ck_assert_str_eq(at->text, "");
}
END_TEST

START_TEST(they_are_an_error_where_a_box_stands_now)
{
	page();
	update_content(AFTER BOX);
	ck_assert_uint_eq(severity_of(IC_FINDING_EARLIER_REVISION),
	    IC_SEVERITY_ERROR);
}
END_TEST

START_TEST(they_are_told_if_words_are_asked_for)
{
	const struct ic_finding_item *at;

	page();
	update_content(AFTER);
	at = audited_first(audited(&t, true), IC_FINDING_EARLIER_REVISION);
	ck_assert_ptr_nonnull(at);
	ck_assert_ptr_nonnull(strstr(at->text, "Quimby"));
	ck_assert_ptr_null(strstr(at->text, "Witness"));
}
END_TEST

START_TEST(an_update_that_only_adds_is_told_calmly)
{
	page();
	update_content(BEFORE " BT /F 12 Tf 20 50 Td (Filed) Tj ET");
	ck_assert_uint_eq(severity_of(IC_FINDING_EARLIER_REVISION),
	    IC_SEVERITY_NOTICE);
}
END_TEST

START_TEST(words_that_moved_to_another_place_are_not_gone)
{
	page();
	update_content("BT /F 9 Tf 90 20 Td (testified Quimby Witness) Tj ET");
	ck_assert_uint_eq(severity_of(IC_FINDING_EARLIER_REVISION),
	    IC_SEVERITY_NOTICE);
}
END_TEST

#define SIDE 64

/* A scan with stripes of ink, and a bar over some of it, or a dot beside. */
static void scan_body(struct ic_buf *b, bool bar, bool dot)
{
	ic_buf_printf(b,
	    "<</Type/XObject/Subtype/Image/Width %d/Height %d"
	    "/ColorSpace/DeviceGray/BitsPerComponent 8/Length %d>>\nstream\n",
	    SIDE, SIDE, SIDE * SIDE);
	for (int y = 0; y < SIDE; y++) {
		for (int x = 0; x < SIDE; x++) {
			bool ink = x < 40 && y % 8 < 2;
			bool in_bar = bar && x < 40 && y >= 16 && y < 32;
			bool in_dot = dot && x >= 48 && y < 16;

			ic_buf_putc(b, ink || in_bar || in_dot ? 0 : 255);
		}
	}
	ic_buf_puts(b, "\nendstream");
}

static void update_scan(bool bar, bool dot)
{
	struct ic_buf b = { 0 };
	size_t before, at, table;

	testpdf_finish(&t);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 200 200]"
	    "/Resources<</XObject<</I 5 0 R>>>>>>");
	testpdf_stream(&t, "", "200 0 0 200 0 0 cm /I Do");
	t.offsets[++t.n] = t.b.len;
	ic_buf_puts(&t.b, "5 0 obj\n");
	scan_body(&t.b, false, false);
	ic_buf_puts(&t.b, "\nendobj\n");
	before = t.b.len;
	testpdf_end(&t);
	at = t.b.len;
	scan_body(&b, bar, dot);
	ic_buf_puts(&t.b, "5 0 obj\n");
	ic_buf_add(&t.b, b.data, b.len);
	ic_buf_puts(&t.b, "\nendobj\n");
	table = t.b.len;
	ic_buf_printf(&t.b,
	    "xref\n5 1\n%010zu 00000 n \ntrailer\n<</Size 6/Root 1 0 R"
	    "/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n",
	    at, before, table);
	ic_buf_finish(&b);
}

START_TEST(a_scan_that_got_its_bar_by_an_update_is_an_error)
{
	const struct ic_finding_item *at;

	update_scan(true, false);
	at = first(IC_FINDING_EARLIER_REVISION);
	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_ERROR);
	ck_assert_int_gt(at->rect.y0, 40000);
	ck_assert_int_lt(at->rect.y1, 110000);
}
END_TEST

START_TEST(ink_that_was_added_alone_is_told_calmly)
{
	update_scan(false, true);
	ck_assert_uint_eq(severity_of(IC_FINDING_EARLIER_REVISION),
	    IC_SEVERITY_NOTICE);
}
END_TEST

START_TEST(an_earlier_end_without_prev_is_a_revision_too)
{
	page();
	/* The same objects anew, and a table that knows no other. */
	t.n = 0;
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R/Contents 4 0 R%s>>",
	    FONT);
	testpdf_stream(&t, "", AFTER);
	testpdf_end(&t);
	ck_assert_uint_eq(severity_of(IC_FINDING_EARLIER_REVISION),
	    IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(text_behind_the_end_is_a_warning)
{
	page();
	ic_buf_puts(&t.b, "The settlement amount is confidential\n");
	ck_assert_uint_eq(severity_of(IC_FINDING_BYTES_OUTSIDE),
	    IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(padding_behind_the_end_is_nothing)
{
	static const char zeros[600];

	page();
	ic_buf_puts(&t.b, "\r\n\r\n");
	ic_buf_add(&t.b, zeros, sizeof(zeros));
	ck_assert_ptr_null(first(IC_FINDING_BYTES_OUTSIDE));
	ck_assert_ptr_null(first(IC_FINDING_EARLIER_REVISION));
}
END_TEST

START_TEST(text_before_the_start_is_a_warning)
{
	struct ic_buf b = { 0 };

	page();
	ic_buf_puts(&b, "Subject: confidential settlement\r\n");
	ic_buf_add(&b, t.b.data, t.b.len);
	ic_buf_finish(&t.b);
	t.b = b;
	ck_assert_uint_eq(severity_of(IC_FINDING_BYTES_OUTSIDE),
	    IC_SEVERITY_WARNING);
}
END_TEST

/* A page, its content, and further objects that nothing refers to. */
static void with_orphan(const char *keys, const char *data)
{
	testpdf_finish(&t);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R/Contents 4 0 R%s>>",
	    FONT);
	testpdf_stream(&t, "", BEFORE);
	if (data) {
		testpdf_stream(&t, keys, data);
	} else {
		testpdf_object(&t, "%s", keys);
	}
	testpdf_end(&t);
}

START_TEST(an_orphan_with_words_of_its_own_is_a_warning)
{
	with_orphan("", "BT [(conf)-3(idential)-400(settlement)] TJ ET");
	ck_assert_uint_eq(severity_of(IC_FINDING_ORPHAN), IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(an_orphan_that_says_what_the_page_says_is_a_notice)
{
	with_orphan("", BEFORE);
	ck_assert_uint_eq(severity_of(IC_FINDING_ORPHAN), IC_SEVERITY_NOTICE);
}
END_TEST

START_TEST(a_page_that_was_taken_out_is_a_warning)
{
	testpdf_finish(&t);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R/Contents 4 0 R%s>>",
	    FONT);
	testpdf_stream(&t, "", AFTER);
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R/Contents 6 0 R%s>>",
	    FONT);
	testpdf_stream(&t, "", BEFORE);
	testpdf_end(&t);
	ck_assert_uint_eq(severity_of(IC_FINDING_ORPHAN), IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(a_font_that_nobody_uses_is_a_notice)
{
	with_orphan("<</Type/Font/Subtype/Type1/BaseFont/Courier>>", NULL);
	ck_assert_uint_eq(severity_of(IC_FINDING_ORPHAN), IC_SEVERITY_NOTICE);
}
END_TEST

START_TEST(a_picture_that_nobody_shows_is_a_warning)
{
	char grey[64 * 64 + 1];

	memset(grey, 'x', sizeof(grey) - 1);
	grey[sizeof(grey) - 1] = '\0';
	with_orphan("/Type/XObject/Subtype/Image/Width 64/Height 64"
		    "/ColorSpace/DeviceGray/BitsPerComponent 8",
	    grey);
	ck_assert_uint_eq(severity_of(IC_FINDING_ORPHAN), IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(an_object_that_no_table_knows_is_one_too)
{
	char *at;

	with_orphan("", "BT (confidential settlement) Tj ET");
	/* Its line of the table says that it is free. */
	at = strstr((char *)(uintptr_t)ic_buf_str(&t.b), "xref\n0 6\n");
	ck_assert_ptr_nonnull(at);
	at[strlen("xref\n0 6\n") + 5 * 20 + 17] = 'f';
	ck_assert_uint_eq(severity_of(IC_FINDING_ORPHAN), IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(a_table_that_leads_nowhere_is_told)
{
	char *at;

	page();
	at = strstr((char *)(uintptr_t)ic_buf_str(&t.b), "startxref\n");
	memcpy(at + strlen("startxref\n"), "7\n%", 3);
	ck_assert_uint_eq(severity_of(IC_FINDING_STRUCTURE),
	    IC_SEVERITY_WARNING);
}
END_TEST

START_TEST(a_profile_says_how_bad_damage_is)
{
	const struct ic_audit_job job = {
		.filing = { .sound = IC_SEVERITY_ERROR + 1 }
	};
	const struct ic_finding_item *f;
	char *at;

	page();
	at = strstr((char *)(uintptr_t)ic_buf_str(&t.b), "startxref\n");
	memcpy(at + strlen("startxref\n"), "7\n%", 3);
	f = audited_first(audited_as(&t, &job), IC_FINDING_STRUCTURE);
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(f->severity, IC_SEVERITY_ERROR);
}
END_TEST

START_TEST(a_length_that_lies_is_told)
{
	char *at;

	page();
	at = strstr((char *)(uintptr_t)ic_buf_str(&t.b), "/Length 5");
	ck_assert_ptr_nonnull(at);
	at[8] = '3';
	ck_assert_ptr_nonnull(first(IC_FINDING_STRUCTURE));
}
END_TEST

START_TEST(a_key_that_is_there_twice_is_told)
{
	testpdf_finish(&t);
	testpdf_page(&t, FONT "/Rotate 0/Rotate 90", BEFORE);
	ck_assert_ptr_nonnull(first(IC_FINDING_STRUCTURE));
}
END_TEST

START_TEST(steps_that_are_skipped_are_not_done)
{
	const struct ic_audit_job job = { .nskip = 1, .skip = { 0 } };
	const struct ic_findings *f;

	page();
	update_content(AFTER);
	f = audited_as(&t, &job);
	ck_assert(f->whole);
	ck_assert_int_eq(f->pages[0].w, 0);
	/* What is of the document is looked at all the same. */
	ck_assert_ptr_nonnull(audited_first(f, IC_FINDING_EARLIER_REVISION));
}
END_TEST

Suite *suite_audit_file(void)
{
	Suite *s = suite_create("audit_file");
	TCase *c = tcase_create("audit_file");

	tcase_add_checked_fixture(c, audited_setup, teardown);
	tcase_add_test(c, a_file_of_one_revision_has_no_finding_of_these);
	tcase_add_test(c,
	    words_that_an_update_took_away_are_a_warning_in_their_place);
	tcase_add_test(c, they_are_an_error_where_a_box_stands_now);
	tcase_add_test(c, they_are_told_if_words_are_asked_for);
	tcase_add_test(c, an_update_that_only_adds_is_told_calmly);
	tcase_add_test(c, words_that_moved_to_another_place_are_not_gone);
	tcase_add_test(c, a_scan_that_got_its_bar_by_an_update_is_an_error);
	tcase_add_test(c, ink_that_was_added_alone_is_told_calmly);
	tcase_add_test(c, an_earlier_end_without_prev_is_a_revision_too);
	tcase_add_test(c, text_behind_the_end_is_a_warning);
	tcase_add_test(c, padding_behind_the_end_is_nothing);
	tcase_add_test(c, text_before_the_start_is_a_warning);
	tcase_add_test(c, an_orphan_with_words_of_its_own_is_a_warning);
	tcase_add_test(c, an_orphan_that_says_what_the_page_says_is_a_notice);
	tcase_add_test(c, a_page_that_was_taken_out_is_a_warning);
	tcase_add_test(c, a_font_that_nobody_uses_is_a_notice);
	tcase_add_test(c, a_picture_that_nobody_shows_is_a_warning);
	tcase_add_test(c, an_object_that_no_table_knows_is_one_too);
	tcase_add_test(c, a_table_that_leads_nowhere_is_told);
	tcase_add_test(c, a_profile_says_how_bad_damage_is);
	tcase_add_test(c, a_length_that_lies_is_told);
	tcase_add_test(c, a_key_that_is_there_twice_is_told);
	tcase_add_test(c, steps_that_are_skipped_are_not_done);
	suite_add_tcase(s, c);
	return s;
}
