/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a page of 400 x 400 points shows of numbers, in text and label. */
#include "number.h"

#include <string.h>
#include <unistd.h>

#include "pdf/draw.h"
#include "suites.h"
#include "testpdf.h"

#define KEYS \
	"/MediaBox[0 0 400 400]/Resources<</Font<</F1<</Type/Font" \
	"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
#define STAMP "BT /F1 8 Tf 330 15 Td (COE000007) Tj ET "

static const char *const names[] = { "COE", "OLD-" };
static const struct ic_prefixes prefixes = { names, 2 };

static struct testpdf t;
static struct ic_document doc;
static struct ic_number_found found;

static void teardown(void)
{
	testpdf_finish(&t);
}

static void read_list(fz_context *ctx, fz_display_list *list,
    struct ic_size size)
{
	struct ic_glyphs all = { 0 };

	ic_glyphs_collect(ctx, list, &all);
	ic_number_text(ctx, &prefixes, &all, size, &found);
	ic_glyphs_finish(ctx, &all);
}

static void read_keys(const char *keys, const char *content)
{
	struct ic_geometry geometry;
	fz_display_list *list;
	uint32_t notes = 0;
	pdf_page *page;
	int fd;

	testpdf_page(&t, keys, content);
	fd = testpdf_fd(&t);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	page = ic_document_page(&doc, 0, &geometry);
	list = ic_draw_list(&doc, page, &geometry, &notes);
	read_list(doc.mu.ctx, list, geometry.size);
	fz_drop_display_list(doc.mu.ctx, list);
	fz_drop_page(doc.mu.ctx, &page->super);
	ic_document_close(&doc);
	close(fd);
	testpdf_finish(&t);
}

static void read_page(const char *content)
{
	read_keys(KEYS, content);
}

static void shows(uint32_t n, const char *first)
{
	char text[IC_BATES_MAX] = "";

	if (found.n > 0) {
		ic_bates_format(&prefixes, &found.at[0].bates, text);
	}
	ck_assert_uint_eq(found.n, n);
	ck_assert_str_eq(text, first);
}

START_TEST(a_stamp_is_read_with_its_place_and_size)
{
	read_page(STAMP);
	shows(1, "COE000007");
	ck_assert(found.at[0].alone);
	ck_assert_int_eq(found.at[0].where, IC_NUMBER_PRINTED);
	ck_assert_int_eq(found.at[0].em, 8000);
	ck_assert_int_ge(found.at[0].rect.x0, 329000);
	ck_assert_int_le(found.at[0].rect.x1, 400000);
	ck_assert_int_ge(found.at[0].rect.y0, 370000);
	ck_assert_int_le(found.at[0].rect.y1, 390000);
	ck_assert_uint_eq(found.painted, 9);
}
END_TEST

START_TEST(a_body_that_cites_a_number_shows_none)
{
	read_page("BT /F1 8 Tf 120 200 Td (COE000007) Tj ET "
		  "BT /F1 8 Tf 120 180 Td (see COE000008) Tj ET");
	shows(0, "");
}
END_TEST

START_TEST(a_sentence_at_the_foot_is_not_alone)
{
	read_page("BT /F1 8 Tf 30 15 Td (see COE000009, and) Tj ET");
	shows(1, "COE000009");
	ck_assert(!found.at[0].alone);
}
END_TEST

START_TEST(a_number_beside_a_designation_is_alone)
{
	read_page("BT /F1 8 Tf 30 15 Td "
		  "(CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER COE000009) Tj "
		  "ET");
	shows(1, "COE000009");
	ck_assert(found.at[0].alone);
}
END_TEST

START_TEST(a_range_names_no_page)
{
	read_page("BT /F1 8 Tf 30 15 Td (COE000009-COE000012) Tj ET");
	ck_assert_uint_eq(found.n, 2);
	ck_assert(!found.at[0].alone && !found.at[1].alone);
}
END_TEST

START_TEST(spaced_out_digits_are_one_number)
{
	read_page("BT /F1 8 Tf 6 Tc 270 15 Td (COE000007) Tj ET");
	shows(1, "COE000007");
	ck_assert(found.at[0].alone);
	read_page("BT /F1 8 Tf 270 15 Td (C O E 0 0 0 0 0 7) Tj ET");
	shows(1, "COE000007");
	read_page("BT /F1 8 Tf 270 15 Td (COE 000007) Tj ET");
	shows(1, "COE000007");
}
END_TEST

START_TEST(each_character_may_be_shown_by_itself)
{
	read_page("BT /F1 8 Tf 330 15 Td (C) Tj (O) Tj (E) Tj (0) Tj (0) Tj "
		  "(0) Tj (0) Tj (0) Tj (7) Tj ET");
	shows(1, "COE000007");
}
END_TEST

START_TEST(an_invisible_number_is_of_a_layer)
{
	read_page("BT 3 Tr /F1 8 Tf 330 15 Td (COE000007) Tj ET");
	shows(1, "COE000007");
	ck_assert_int_eq(found.at[0].where, IC_NUMBER_LAYER);
	ck_assert_uint_eq(found.painted, 0);
}
END_TEST

START_TEST(a_rotated_page_is_read_as_it_is_displayed)
{
	read_keys("/Rotate 90" KEYS,
	    "BT /F1 8 Tf 0 1 -1 0 385 330 Tm (COE000007) Tj ET");
	shows(1, "COE000007");
	ck_assert_int_ge(found.at[0].rect.x0, 329000);
	ck_assert_int_ge(found.at[0].rect.y0, 370000);
}
END_TEST

START_TEST(a_number_on_its_side_is_read)
{
	read_page("BT /F1 8 Tf 0 1 -1 0 385 150 Tm (COE000007) Tj ET");
	shows(1, "COE000007");
	ck_assert_int_ge(found.at[0].rect.x0, 370000);
}
END_TEST

START_TEST(every_declared_prefix_is_read)
{
	read_page("BT /F1 8 Tf 30 15 Td (OLD-000501) Tj ET " STAMP);
	ck_assert_uint_eq(found.n, 2);
	ck_assert_uint_ne(found.at[0].bates.prefix, found.at[1].bates.prefix);
}
END_TEST

START_TEST(numbers_nearest_to_an_edge_come_first)
{
	read_page("BT /F1 8 Tf 60 50 Td (COE000002) Tj ET "
		  "BT /F1 8 Tf 60 10 Td (COE000001) Tj ET "
		  "BT /F1 8 Tf 60 65 Td (COE000003) Tj ET");
	shows(3, "COE000001");
	ck_assert_uint_eq(found.at[2].bates.value, 3);
}
END_TEST

START_TEST(no_more_numbers_are_told_than_may_be)
{
	struct ic_buf b = { 0 };

	for (int i = 0; i < 3 * IC_NUMBERS_PAGE_MAX; i++) {
		ic_buf_printf(&b, "BT /F1 4 Tf %d %d Td (COE%06d) Tj ET ",
		    30 + 60 * (i % 5), 70 - 5 * (i / 5), i);
	}
	read_page(ic_buf_str(&b));
	ck_assert_uint_eq(found.n, IC_NUMBERS_PAGE_MAX);
	ck_assert_uint_gt(found.at[0].bates.value, 40);
	ic_buf_finish(&b);
}
END_TEST

static struct ic_number_labels labels;

static bool labelled(const char *tree, uint32_t page, const char *want)
{
	struct ic_bates b = { 0 };
	char text[IC_BATES_MAX] = "";
	bool ok;
	int fd;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R/PageLabels %s>>", tree);
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R" KEYS ">>");
	testpdf_object(&t, "<</Kids[4 0 R 5 0 R]>>");
	testpdf_object(&t, "<</Nums[5<</P(COE000900)>>]>>");
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ic_number_labels_read(&doc, &labels);
	ok = ic_number_labels_find(&labels, page, &prefixes, &b);
	ic_number_labels_finish(doc.mu.ctx, &labels);
	ic_document_close(&doc);
	close(fd);
	testpdf_finish(&t);
	if (ok) {
		ic_bates_format(&prefixes, &b, text);
	}
	ck_assert_str_eq(text, want ? want : "");
	return ok;
}

START_TEST(labels_like_numbers_are_numbers)
{
	ck_assert(labelled("<</Nums[0<</P(COE000007)>>1<</P(COE000008)>>]>>", 1,
	    "COE000008"));
	ck_assert(
	    labelled("<</Nums[0<</S/D/P(COE0000)/St 10>>]>>", 5, "COE000015"));
	ck_assert(labelled("<</Kids[5 0 R]>>", 7, "COE000900"));
}
END_TEST

START_TEST(other_labels_are_none)
{
	ck_assert(!labelled("<</Nums[0<</S/D>>]>>", 0, NULL));
	ck_assert(!labelled("<</Nums[0<</S/r/P(COE0000)>>]>>", 0, NULL));
	ck_assert(!labelled("<</Nums[0<</P(Exhibit 7)>>]>>", 0, NULL));
	ck_assert(!labelled("<</Nums[5<</P(COE000007)>>]>>", 0, NULL));
	ck_assert(!labelled("<</Nums 7>>", 0, NULL));
}
END_TEST

START_TEST(a_tree_of_labels_that_loops_ends)
{
	ck_assert(labelled("4 0 R", 6, "COE000900"));
}
END_TEST

/* What a line is after mending; all of its bytes are of symbol 0. */
static const char *mended(const char *text)
{
	static struct ic_number_line line;
	static char out[64];

	line.len = 0;
	for (const char *c = text; *c; c++) {
		ic_number_line_put(&line, (uint8_t)*c, 0);
	}
	ic_number_line_mend(&line, &prefixes);
	memcpy(out, line.text, line.len);
	out[line.len] = '\0';
	return out;
}

START_TEST(letters_that_ocr_took_for_digits_are_mended)
{
	ck_assert_str_eq(mended("C0EOO0123"), "COE000123");
	ck_assert_str_eq(mended("COE 0001Z3"), "COE 000123");
	ck_assert_str_eq(mended("0LD-0OO5Ol"), "OLD-000501");
	ck_assert_str_eq(mended("Page 1 COE000I23"), "Page 1 COE000123");
}
END_TEST

START_TEST(what_is_no_number_is_not_mended)
{
	ck_assert_str_eq(mended("COED"), "COED");
	ck_assert_str_eq(mended("COE SOIL"), "COE SOIL");
	ck_assert_str_eq(mended("COE00I2-B"), "COE00I2-B");
	ck_assert_str_eq(mended("SCOE000I23"), "SCOE000I23");
	ck_assert_str_eq(mended(""), "");
}
END_TEST

Suite *suite_number(void)
{
	Suite *s = suite_create("number");
	TCase *c = tcase_create("number");

	tcase_add_checked_fixture(c, NULL, teardown);
	tcase_add_test(c, a_stamp_is_read_with_its_place_and_size);
	tcase_add_test(c, a_body_that_cites_a_number_shows_none);
	tcase_add_test(c, a_sentence_at_the_foot_is_not_alone);
	tcase_add_test(c, a_number_beside_a_designation_is_alone);
	tcase_add_test(c, a_range_names_no_page);
	tcase_add_test(c, spaced_out_digits_are_one_number);
	tcase_add_test(c, each_character_may_be_shown_by_itself);
	tcase_add_test(c, an_invisible_number_is_of_a_layer);
	tcase_add_test(c, a_rotated_page_is_read_as_it_is_displayed);
	tcase_add_test(c, a_number_on_its_side_is_read);
	tcase_add_test(c, every_declared_prefix_is_read);
	tcase_add_test(c, numbers_nearest_to_an_edge_come_first);
	tcase_add_test(c, no_more_numbers_are_told_than_may_be);
	tcase_add_test(c, labels_like_numbers_are_numbers);
	tcase_add_test(c, other_labels_are_none);
	tcase_add_test(c, a_tree_of_labels_that_loops_ends);
	tcase_add_test(c, letters_that_ocr_took_for_digits_are_mended);
	tcase_add_test(c, what_is_no_number_is_not_mended);
	suite_add_tcase(s, c);
	return s;
}
