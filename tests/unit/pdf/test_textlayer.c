/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/textlayer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "pdf/words.h"
#include "suites.h"
#include "testpdf.h"

/* Three words on a line; SECRET stands between x = 58 and 110. */
#define THREE "BT /F1 12 Tf 20 150 Td (before SECRET after) Tj ET\n"

static const char *covered(const char *content, int x0, int y0, int x1, int y1)
{
	struct drawn d;
	const char *said;

	drawn_page(&d, DRAWN_KEYS, content);
	drawn_box(&d, x0, y0, x1, y1);
	said = drawn_text(&d, "-raw");
	drawn_close(&d);
	return said;
}

START_TEST(words_of_a_line_are_read_back_in_their_order)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS, THREE), "before SECRET after");
}
END_TEST

START_TEST(a_covered_word_is_gone_and_its_neighbours_stay)
{
	ck_assert_str_eq(covered(THREE, 58, 36, 106, 54), "before after");
}
END_TEST

START_TEST(a_box_that_cuts_a_word_leaves_the_letters_beside_it)
{
	const char *said = covered(THREE, 80, 36, 118, 54);

	ck_assert_msg(!strstr(said, "SECRET"), "%s", said);
	ck_assert_msg(strstr(said, "before SE"), "%s", said);
	ck_assert_msg(strstr(said, "ter"), "%s", said);
}
END_TEST

START_TEST(a_glyph_half_a_point_from_a_box_is_dropped)
{
	struct drawn d;

	drawn_page(&d, DRAWN_KEYS, "BT /F1 10 Tf 50 100 Td (I) Tj ET");
	drawn_box(&d, 53, 80, 60, 110);
	ck_assert_str_eq(drawn_text(&d, ""), "");
	ck_assert_uint_eq(d.counts.dropped, 1);
	drawn_close(&d);
}
END_TEST

START_TEST(a_whole_page_box_leaves_no_text)
{
	struct drawn d;

	drawn_page(&d, DRAWN_KEYS, THREE);
	d.page.whole = 1;
	drawn_raster(&d, 100, 0);
	drawn_layer(&d);
	ck_assert_uint_eq(d.content.len, 0);
	drawn_close(&d);
}
END_TEST

/* The bytes of a layer with another word below the box. */
static void layer_of(const char *content, struct ic_buf *out)
{
	struct drawn d;

	drawn_page(&d, DRAWN_KEYS, content);
	drawn_box(&d, 58, 36, 109, 54);
	drawn_raster(&d, DRAWN_DPI, 4);
	drawn_layer(&d);
	ck_assert(ic_buf_add(out, d.content.data, d.content.len));
	drawn_close(&d);
}

START_TEST(what_a_box_covers_leaves_no_trace_in_the_operators)
{
	struct ic_buf a = { 0 }, b = { 0 };

	layer_of("BT /F1 12 Tf 20 150 Td (before) Tj 40.5 0 Td (SECRET) Tj "
		 "54.1 0 Td (after) Tj ET",
	    &a);
	layer_of("BT /F1 12 Tf 20 150 Td (before) Tj 42.1 0 Td (lie) Tj "
		 "52.5 0 Td (after) Tj ET",
	    &b);
	ck_assert_uint_gt(a.len, 0);
	ck_assert_str_eq(ic_buf_str(&a), ic_buf_str(&b));
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(text_under_an_old_bar_is_not_copied)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS, THREE "0 g 57 146 53 15 re f"),
	    "before after");
}
END_TEST

START_TEST(white_text_on_white_is_not_copied)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     THREE "1 g BT /F1 12 Tf 20 100 Td (HIDDEN) Tj ET"),
	    "before SECRET after");
}
END_TEST

START_TEST(white_text_on_black_is_copied)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "0 g 10 90 100 30 re f "
			     "1 g BT /F1 12 Tf 20 100 Td (SHOWN) Tj ET"),
	    "SHOWN");
}
END_TEST

START_TEST(light_gray_text_is_found_after_quantising)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "0.75 g BT /F1 12 Tf "
			     "20 100 Td (Watermark) Tj ET"),
	    "Watermark");
}
END_TEST

START_TEST(coloured_text_on_a_colour_is_found)
{
	ck_assert_str_eq(
	    drawn_read(DRAWN_KEYS,
		"0.9 0.8 0.1 rg "
		"10 90 100 30 re f 0.7 0 0 rg BT /F1 12 Tf 20 100 Td "
		"(Colours) Tj ET"),
	    "Colours");
}
END_TEST

START_TEST(clipped_and_off_page_text_is_not_copied)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "q 0 0 10 10 re W n "
			     "BT /F1 12 Tf 20 100 Td (CLIPPED) Tj ET Q "
			     "BT /F1 12 Tf 300 100 Td (OUTSIDE) Tj ET "
			     "BT /F1 12 Tf 20 50 Td (inside) Tj ET"),
	    "inside");
}
END_TEST

START_TEST(text_drawn_twice_is_copied_once)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "BT /F1 12 Tf 20 100 Td (bold) Tj ET "
			     "BT /F1 12 Tf 20.3 100 Td (bold) Tj ET"),
	    "bold");
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "BT 2 Tr 0.5 w /F1 12 Tf 20 100 Td (both) Tj ET"),
	    "both");
}
END_TEST

START_TEST(an_old_value_under_a_new_one_is_not_copied)
{
	ck_assert_str_eq(
	    drawn_read(DRAWN_KEYS,
		"BT /F1 12 Tf 20 100 Td (OOOO) Tj ET 1 g 15 95 80 20 re f 0 g "
		"BT /F1 12 Tf 20 100 Td (QQQQ) Tj ET"),
	    "QQQQ");
}
END_TEST

START_TEST(outlined_and_clipping_text_is_copied)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "BT 1 Tr 0.7 w /F1 24 Tf "
			     "20 100 Td (Outline) Tj ET"),
	    "Outline");
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "q BT 7 Tr /F1 24 Tf "
			     "20 100 Td (Clip) Tj ET 0 0 200 200 re f Q"),
	    "Clip");
}
END_TEST

START_TEST(an_ocr_word_over_ink_stays_and_one_over_paper_goes)
{
	ck_assert_str_eq(
	    drawn_read(DRAWN_KEYS,
		"0 g 20 100 3 8 re 26 100 3 8 re 32 100 8 2 re 45 100 3 9 re f "
		"BT 3 Tr /F1 12 Tf 20 100 Td (seen) Tj 0 -50 Td (UNSEEN) Tj "
		"ET "),
	    "seen");
}
END_TEST

START_TEST(an_ocr_word_over_the_same_painted_word_goes)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "BT /F1 12 Tf 20 100 Td (printed) Tj ET "
			     "BT 3 Tr /F1 11 Tf 20 101 Td (pr1nted) Tj ET"),
	    "printed");
}
END_TEST

START_TEST(an_ocr_word_under_a_watermark_stays)
{
	const char *said = drawn_read(DRAWN_KEYS,
	    "0.8 g BT /F1 150 Tf 10 60 Td (M) Tj ET "
	    "0 g 20 100 3 8 re 26 100 3 8 re 32 100 8 2 re 45 100 3 9 re f "
	    "BT 3 Tr /F1 12 Tf 20 100 Td (seen) Tj ET");

	ck_assert_msg(strstr(said, "seen"), "%s", said);
}
END_TEST

START_TEST(an_ocr_word_under_a_solid_bar_goes)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "0 g 10 90 80 25 re f "
			     "BT 3 Tr /F1 12 Tf 20 100 Td (UNDER) Tj ET"),
	    "");
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "0 g 10 90 26 25 re f "
			     "BT 3 Tr /F1 12 Tf 20 100 Td (PARTLY) Tj ET"),
	    "");
}
END_TEST

/* An old bar is often lower than what OCR takes for a word's place. */
START_TEST(an_ocr_word_under_a_low_bar_goes)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "0 g 10 101 80 7 re f "
			     "BT 3 Tr /F1 12 Tf 20 100 Td (UNDER) Tj ET"),
	    "");
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "0 g 10 97 26 10 re f "
			     "BT 3 Tr /F1 12 Tf 20 100 Td (PARTLY) Tj ET"),
	    "");
	ck_assert_str_eq(drawn_read("/Rotate 90" DRAWN_KEYS,
			     "0 g 10 101 80 7 re f "
			     "BT 3 Tr /F1 12 Tf 20 100 Td (UNDER) Tj ET"),
	    "");
}
END_TEST

START_TEST(an_underlined_ocr_word_stays)
{
	ck_assert_str_eq(
	    drawn_read(DRAWN_KEYS,
		"0 g 20 100 3 8 re 26 100 3 8 re 32 100 8 2 re 45 100 3 9 re f "
		"15 98 40 1 re f BT 3 Tr /F1 12 Tf 20 100 Td (seen) Tj ET"),
	    "seen");
}
END_TEST

START_TEST(type_too_small_to_read_is_not_copied)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "BT /F1 0.5 Tf 20 100 Td (small) Tj ET"),
	    "");
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "BT /F1 12 Tf 1 Tz 20 100 Td (narrow) Tj ET"),
	    "");
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "0 g 20 100 1 .4 re f "
			     "BT 3 Tr /F1 0.8 Tf 20 100 Td (small) Tj ET"),
	    "");
}
END_TEST

START_TEST(a_box_on_one_letter_takes_the_ocr_word)
{
	ck_assert_str_eq(
	    covered("0 g 20 100 3 8 re 26 100 3 8 re "
		    "32 100 8 2 re f BT 3 Tr /F1 12 Tf 20 100 Td (word) Tj ET",
		38, 85, 60, 105),
	    "");
}
END_TEST

START_TEST(every_rotation_reads_the_same)
{
	static const int turns[] = { 0, 90, 180, 270 };

	for (size_t i = 0; i < 4; i++) {
		char keys[512];

		snprintf(keys, sizeof(keys), "/Rotate %d" DRAWN_KEYS, turns[i]);
		ck_assert_str_eq(drawn_read(keys, THREE),
		    "before SECRET after");
	}
}
END_TEST

START_TEST(slanted_lines_are_read)
{
	ck_assert_str_eq(
	    drawn_read(DRAWN_KEYS,
		"BT /F1 12 Tf "
		"0.866 0.5 -0.5 0.866 40 40 Tm (uphill all day) Tj ET"),
	    "uphill all day");
}
END_TEST

START_TEST(letters_moved_one_by_one_are_a_word)
{
	ck_assert_str_eq(
	    drawn_read(DRAWN_KEYS,
		"BT /F1 12 Tf 20 100 Td "
		"[(k)20(e)-15(r)40(n)] TJ 0 -20 Td [(two)-400(words)] TJ ET"),
	    "kern two words");
}
END_TEST

START_TEST(an_accent_drawn_apart_is_composed)
{
	ck_assert_str_eq(drawn_read(DRAWN_KEYS,
			     "BT /F1 12 Tf 20 100 Td "
			     "[(caf)] TJ [(\\264)444(e)] TJ ET"),
	    "caf\xC3\xA9");
}
END_TEST

/* An accent that comes before its letter, and that letter, end a long word. */
START_TEST(no_word_is_longer_than_its_limit)
{
	struct ic_buf content = { 0 };
	struct ic_glyphs g = { 0 };
	struct ic_words w = { 0 };
	struct drawn d;
	uint32_t most = 0;

	ic_buf_puts(&content, "BT 3 Tr /F1 1 Tf 10 100 Td (");
	for (int i = 1; i < IC_WORD_GLYPHS_MAX; i++) {
		ic_buf_putc(&content, 'i');
	}
	ic_buf_puts(&content,
	    ") Tj 1 0 0 1 66.5 100 Tm (\\264) Tj "
	    "1 0 0 1 66.61 100 Tm (ii) Tj ET");
	drawn_page(&d, DRAWN_KEYS, ic_buf_str(&content));
	ic_glyphs_collect(d.doc.mu.ctx, d.list, &g);
	ic_words_group(d.doc.mu.ctx, &g, IC_WORDS_ALL, &w);
	for (size_t i = 0; i < w.n; i++) {
		most = w.at[i].n > most ? w.at[i].n : most;
	}
	ck_assert_uint_eq(g.n, IC_WORD_GLYPHS_MAX + 2);
	ck_assert_uint_ge(most, IC_WORD_GLYPHS_MAX - 1);
	ck_assert_uint_le(most, IC_WORD_GLYPHS_MAX);
	ic_words_finish(d.doc.mu.ctx, &w);
	ic_glyphs_finish(d.doc.mu.ctx, &g);
	ic_buf_finish(&content);
	drawn_close(&d);
}
END_TEST

/* A file whose /F1 maps code 1 by a ToUnicode CMap of the test. */
static const char *mapped(const char *unicode, const char *show)
{
	static struct testpdf t;
	struct ic_buf map = { 0 };
	struct drawn d;
	const char *said;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R"
	    "/MediaBox[0 0 200 200]/Resources<</Font<</F1 5 0 R>>>>>>");
	testpdf_stream(&t, "", show);
	testpdf_object(&t,
	    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	    "/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>");
	ic_buf_printf(&map,
	    "/CIDInit /ProcSet findresource begin 12 dict "
	    "begin begincmap 1 begincodespacerange <00> <FF> "
	    "endcodespacerange 1 beginbfchar <41> <%s> endbfchar endcmap "
	    "end end",
	    unicode);
	testpdf_stream(&t, "", ic_buf_str(&map));
	testpdf_end(&t);
	ic_buf_finish(&map);
	drawn_open(&d, &t);
	said = drawn_text(&d, "-raw");
	drawn_close(&d);
	return said;
}

START_TEST(a_ligature_gives_all_its_letters)
{
	ck_assert_str_eq(mapped("006600660069",
			     "BT /F1 12 Tf 20 100 Td (oAce) Tj ET"),
	    "office");
	ck_assert_str_eq(mapped("FB01", "BT /F1 12 Tf 20 100 Td (Ale) Tj ET"),
	    "file");
}
END_TEST

START_TEST(a_sentence_behind_one_glyph_is_not_begun)
{
	static const struct {
		const char *says, *copied;
	} rows[] = {
		{ "0073006500630072", "secr" },
		{ "00730065006300720065", "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		ck_assert_str_eq(mapped(rows[i].says,
				     "BT /F1 12 Tf 20 100 Td (A) Tj ET"),
		    rows[i].copied);
	}
}
END_TEST

START_TEST(a_check_mark_of_a_form_is_copied)
{
	ck_assert_str_eq(
	    drawn_read(
		"/MediaBox[0 0 200 200]/Resources<</Font"
		"<</F1<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>>>>>",
		"BT /F1 12 Tf 20 100 Td (4) Tj ET"),
	    "\xE2\x9C\x94");
}
END_TEST

START_TEST(mathematical_letters_are_plain_ones)
{
	ck_assert_str_eq(mapped("D835DC5D", "BT /F1 12 Tf 20 100 Td (A) Tj ET"),
	    "p");
}
END_TEST

START_TEST(a_type_3_glyph_is_copied)
{
	static struct testpdf t;
	struct drawn d;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R"
	    "/MediaBox[0 0 200 200]/Resources<</Font<</F1 5 0 R>>>>>>");
	testpdf_stream(&t, "", "BT /F1 12 Tf 20 100 Td (AAA) Tj ET");
	testpdf_object(&t,
	    "<</Type/Font/Subtype/Type3/FontMatrix"
	    "[0.001 0 0 0.001 0 0]/FontBBox[0 -200 1000 800]/FirstChar 65"
	    "/LastChar 65/Widths[700]/CharProcs<</A 6 0 R>>/Resources<<>>"
	    "/Encoding<</Differences[65/A]>>>>");
	testpdf_stream(&t, "",
	    "700 0 0 0 600 700 d1 100 0 200 700 re f "
	    "100 0 500 200 re f");
	testpdf_end(&t);
	drawn_open(&d, &t);
	ck_assert_str_eq(drawn_text(&d, "-raw"), "AAA");
	drawn_close(&d);
}
END_TEST

START_TEST(vertical_writing_is_read_from_top_to_bottom)
{
	static struct testpdf t;
	struct drawn d;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R"
	    "/MediaBox[0 0 200 200]/Resources<</Font<</F1 5 0 R>>>>>>");
	testpdf_stream(&t, "",
	    "BT /F1 20 Tf 100 180 Td "
	    "<65E5672C8A9E> Tj ET");
	testpdf_object(&t,
	    "<</Type/Font/Subtype/Type0/BaseFont/MSung"
	    "/Encoding/UniJIS-UCS2-V/DescendantFonts[6 0 R]>>");
	testpdf_object(&t,
	    "<</Type/Font/Subtype/CIDFontType0/BaseFont/MSung"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2"
	    ">>/FontDescriptor 7 0 R>>");
	testpdf_object(&t,
	    "<</Type/FontDescriptor/FontName/MSung/Flags 4"
	    "/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
	    "/Descent -120/CapHeight 700/StemV 80>>");
	testpdf_end(&t);
	drawn_open(&d, &t);
	ck_assert_str_eq(drawn_text(&d, "-raw"),
	    "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E");
	drawn_close(&d);
}
END_TEST

START_TEST(a_shrunk_page_carries_its_words_along)
{
	struct drawn d;
	struct ic_rect at;
	struct ic_placement p;
	int x, y;
	char *tm;

	drawn_page(&d, DRAWN_KEYS, "BT /F1 12 Tf 20 100 Td (moved) Tj ET");
	d.slice.room_bottom = 20000;
	drawn_raster(&d, DRAWN_DPI, 4);
	drawn_layer(&d);
	p = ic_slice_placement(&d.slice, d.page.size);
	at = ic_placement_rect(p,
	    (struct ic_rect){ 20000, 100000, 20001, 100001 });
	tm = strstr(ic_buf_str(&d.content), "1 0 0 1 ");
	ck_assert_ptr_nonnull(tm);
	ck_assert_int_eq(sscanf(tm, "1 0 0 1 %d.%*d %d", &x, &y), 2);
	ck_assert_int_le(abs(x - at.x0 / 1000), 1);
	ck_assert_int_le(abs(y - (200000 - at.y0) / 1000), 1);
	drawn_close(&d);
}
END_TEST

Suite *suite_textlayer(void)
{
	Suite *s = suite_create("textlayer");
	TCase *t = tcase_create("textlayer");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, words_of_a_line_are_read_back_in_their_order);
	tcase_add_test(t, a_covered_word_is_gone_and_its_neighbours_stay);
	tcase_add_test(t, a_box_that_cuts_a_word_leaves_the_letters_beside_it);
	tcase_add_test(t, a_glyph_half_a_point_from_a_box_is_dropped);
	tcase_add_test(t, a_whole_page_box_leaves_no_text);
	tcase_add_test(t, what_a_box_covers_leaves_no_trace_in_the_operators);
	tcase_add_test(t, text_under_an_old_bar_is_not_copied);
	tcase_add_test(t, white_text_on_white_is_not_copied);
	tcase_add_test(t, white_text_on_black_is_copied);
	tcase_add_test(t, light_gray_text_is_found_after_quantising);
	tcase_add_test(t, coloured_text_on_a_colour_is_found);
	tcase_add_test(t, clipped_and_off_page_text_is_not_copied);
	tcase_add_test(t, text_drawn_twice_is_copied_once);
	tcase_add_test(t, an_old_value_under_a_new_one_is_not_copied);
	tcase_add_test(t, outlined_and_clipping_text_is_copied);
	tcase_add_test(t, an_ocr_word_over_ink_stays_and_one_over_paper_goes);
	tcase_add_test(t, an_ocr_word_over_the_same_painted_word_goes);
	tcase_add_test(t, an_ocr_word_under_a_watermark_stays);
	tcase_add_test(t, an_ocr_word_under_a_solid_bar_goes);
	tcase_add_test(t, an_ocr_word_under_a_low_bar_goes);
	tcase_add_test(t, an_underlined_ocr_word_stays);
	tcase_add_test(t, type_too_small_to_read_is_not_copied);
	tcase_add_test(t, a_box_on_one_letter_takes_the_ocr_word);
	tcase_add_test(t, every_rotation_reads_the_same);
	tcase_add_test(t, slanted_lines_are_read);
	tcase_add_test(t, letters_moved_one_by_one_are_a_word);
	tcase_add_test(t, an_accent_drawn_apart_is_composed);
	tcase_add_test(t, no_word_is_longer_than_its_limit);
	tcase_add_test(t, a_ligature_gives_all_its_letters);
	tcase_add_test(t, a_sentence_behind_one_glyph_is_not_begun);
	tcase_add_test(t, a_check_mark_of_a_form_is_copied);
	tcase_add_test(t, mathematical_letters_are_plain_ones);
	tcase_add_test(t, a_type_3_glyph_is_copied);
	tcase_add_test(t, vertical_writing_is_read_from_top_to_bottom);
	tcase_add_test(t, a_shrunk_page_carries_its_words_along);
	suite_add_tcase(s, t);
	return s;
}
