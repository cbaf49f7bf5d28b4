/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pictures and drawings under bars, and beside their clips. */
#include "ink.h"

#include <stdio.h>
#include <string.h>

#include "audit_scan.h"
#include "drawn.h"
#include "suites.h"

#define SIDE 200 /* pixels and points of the picture, which fills the page */
#define MAX 16

#define KEYS \
	"/MediaBox[0 0 200 200]/Resources<</ExtGState<</M<</BM/Multiply>>>>" \
	"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"

static const char *const letters[] = { "x...xx...xxxxxxxx...xx...x",
	".xxx.x...xx...xx...x.xxx..", "x....x....x....x....xxxxx.",
	"xxxxxx....xxxx.x....xxxxx." };

static struct drawn page;
static struct ic_ink ink;
static struct ic_ink_hidden hidden[MAX];
static struct ic_ink_cropped cropped[MAX];
static size_t n;
static char content[32768];

/* Letters of 5 x 5 pixels, doubled, in lines from edge to edge. */
static bool has_ink(int x, int y, bool burned)
{
	int column = x / 14, line = y / 20, i = x % 14 / 2, j = y % 20 / 2;

	if (burned && x >= 40 && x < 120 && y >= 96 && y < 116) {
		return true;
	}
	return x > 10 && x < 190 && y > 15 && y < 185 && i < 5 && j < 5 &&
	    letters[(column + line * 3) % 4][j * 5 + i] == 'x';
}

/* The picture as an inline image, placed by a matrix. */
static const char *scan(const char *matrix, bool burned)
{
	static char out[16384];
	int at = snprintf(out, sizeof(out),
	    "q %s cm\nBI /W %d /H %d /CS /G /BPC 1 /F /AHx ID\n", matrix, SIDE,
	    SIDE);

	for (int y = 0; y < SIDE; y++) {
		for (int x = 0; x < SIDE; x += 8) {
			unsigned byte = 0;

			for (int k = 0; k < 8; k++) {
				byte = byte << 1 | !has_ink(x + k, y, burned);
			}
			at += snprintf(out + at, sizeof(out) - (size_t)at,
			    "%02x", byte);
		}
	}
	snprintf(out + at, sizeof(out) - (size_t)at, ">\nEI Q\n");
	return out;
}

#define FULL "200 0 0 200 0 0"
#define BAR "40 84 80 20 re f\n"

static void find(void)
{
	fz_context *ctx = page.doc.mu.ctx;
	bool ok = true;

	ink = (struct ic_ink){ 0 };
	n = 0;
	fz_var(ok);
	fz_try(ctx) {
		ic_ink_list(ctx, page.list, page.geometry.size, &ink);
		n = ic_ink_find(&page.doc, page.list, &page.raster, &ink,
		    hidden, MAX);
	}
	fz_always(ctx) {
		ic_ink_finish(ctx, &ink);
	}
	fz_catch(ctx) {
		ok = false;
	}
	ck_assert(ok);
}

/* How many bars hide something on a page of this content. */
static size_t under(const char *before, const char *picture, const char *after)
{
	snprintf(content, sizeof(content), "%s%s%s", before, picture, after);
	drawn_page(&page, KEYS, content);
	drawn_raster(&page, 100, 0);
	find();
	drawn_close(&page);
	return n;
}

START_TEST(a_bar_over_a_scan_hides_letters)
{
	ck_assert_uint_eq(under("", scan(FULL, false), "0 g " BAR), 1);
	ck_assert_uint_eq(hidden[0].look, IC_INK_LETTERS);
	ck_assert(!hidden[0].drawing);
	ck_assert(hidden[0].rect.x0 >= 39 && hidden[0].rect.x1 <= 121);
	ck_assert(hidden[0].rect.y0 >= 95 && hidden[0].rect.y1 <= 117);
}
END_TEST

START_TEST(a_white_bar_and_a_thick_line_do_so_too)
{
	ck_assert_uint_eq(under("", scan(FULL, false), "1 g " BAR), 1);
	ck_assert_uint_eq(under("", scan(FULL, false),
			      "18 w 40 94 m 120 94 l S\n"),
	    1);
}
END_TEST

START_TEST(a_black_bar_that_is_multiplied_hides_and_a_yellow_one_does_not)
{
	ck_assert_uint_eq(under("", scan(FULL, false), "/M gs 0 g " BAR), 1);
	ck_assert_uint_eq(under("", scan(FULL, false), "/M gs 1 1 0 rg " BAR),
	    0);
}
END_TEST

START_TEST(a_bar_over_blank_paper_hides_nothing)
{
	ck_assert_uint_eq(under("", scan(FULL, false),
			      "0 g 20 190 80 8 re f\n"),
	    0);
}
END_TEST

START_TEST(a_bar_over_burned_pixels_hides_nothing)
{
	ck_assert_uint_eq(under("", scan(FULL, true), "0 g " BAR), 0);
	ck_assert_uint_eq(under("", scan(FULL, true), "0 g 39 83 82 22 re f\n"),
	    0);
}
END_TEST

START_TEST(what_lies_below_the_picture_is_no_bar)
{
	ck_assert_uint_eq(under("0 g " BAR, scan(FULL, false), ""), 0);
}
END_TEST

START_TEST(what_is_painted_once_more_is_not_hidden)
{
	static char after[20000];

	snprintf(after, sizeof(after), "0 g " BAR "%s", scan(FULL, false));
	ck_assert_uint_eq(under("", scan(FULL, false), after), 0);
}
END_TEST

START_TEST(text_under_a_bar_is_no_picture)
{
	ck_assert_uint_eq(under("BT /F1 12 Tf 45 90 Td (letters) Tj ET\n", "",
			      "0 g " BAR),
	    0);
}
END_TEST

/* Three polygons that differ, within the bar. */
#define OUTLINES \
	"45 88 m 48 100 l 52 88 l h f 58 88 m 60 98 l 63 97 l 66 88 l h f " \
	"70 88 m 75 101 l 78 90 l 81 99 l 84 88 l h f "

START_TEST(outlined_letters_under_a_bar_are_a_drawing)
{
	ck_assert_uint_eq(under(OUTLINES, "", "0 g " BAR), 1);
	ck_assert(hidden[0].drawing);
	ck_assert_uint_eq(under("0.9 g " BAR, "", "0 g " OUTLINES), 0);
}
END_TEST

START_TEST(grid_lines_under_the_bar_of_a_chart_are_none)
{
	ck_assert_uint_eq(under("0 G 10 90 m 190 90 l S 10 98 m 190 98 l S\n",
			      "", "0.3 g " BAR),
	    0);
}
END_TEST

START_TEST(the_same_sign_again_and_again_is_no_writing)
{
	ck_assert_uint_eq(under("45 88 m 48 92 l 51 88 l h f "
				"60 90 m 63 94 l 66 90 l h f "
				"80 86 m 83 90 l 86 86 l h f ",
			      "", "0.5 g " BAR),
	    0);
}
END_TEST

static size_t crops(const char *before, const char *picture, const char *after)
{
	fz_context *ctx;
	bool ok = true;

	snprintf(content, sizeof(content), "%s%s%s", before, picture, after);
	drawn_page(&page, KEYS, content);
	ctx = page.doc.mu.ctx;
	ink = (struct ic_ink){ 0 };
	n = 0;
	fz_var(ok);
	fz_try(ctx) {
		ic_ink_list(ctx, page.list, page.geometry.size, &ink);
		n = ic_ink_crops(ctx, &ink, cropped, MAX);
	}
	fz_always(ctx) {
		ic_ink_finish(ctx, &ink);
	}
	fz_catch(ctx) {
		ok = false;
	}
	drawn_close(&page);
	ck_assert(ok);
	return n;
}

START_TEST(letters_outside_of_the_clip_are_found)
{
	ck_assert_uint_eq(crops("q 0 100 200 100 re W n ", scan(FULL, false),
			      "Q\n"),
	    1);
	ck_assert_uint_eq(cropped[0].look, IC_INK_LETTERS);
	ck_assert(cropped[0].rect.y0 > 98);
}
END_TEST

START_TEST(letters_off_the_page_are_found)
{
	ck_assert_uint_eq(crops("", scan("200 0 0 200 100 0", false), ""), 1);
	ck_assert(cropped[0].rect.x1 > 200);
}
END_TEST

START_TEST(a_margin_that_is_cut_off_is_nothing)
{
	ck_assert_uint_eq(crops("q 8 8 184 184 re W n ", scan(FULL, false),
			      "Q\n"),
	    0);
	ck_assert_uint_eq(crops("", scan(FULL, false), ""), 0);
}
END_TEST

/* What a word of these characters is, which are `wide` em each. */
static enum audit_word_sense sense(const char *word, float wide)
{
	uint32_t runes[64], signs;
	size_t len = strlen(word);
	struct ic_word w = { .em = 10, .dir = { 1, 0 } };

	for (size_t i = 0; i < len; i++) {
		runes[i] = (unsigned char)word[i];
	}
	w.end.x = wide * 10 * (float)len;
	return audit_sense(runes, len, &w, &signs);
}

START_TEST(words_and_numbers_are_words)
{
	ck_assert_int_eq(sense("Carpenter", 0.5f), AUDIT_SENSE_WORD);
	ck_assert_int_eq(sense("WITNESS", 0.6f), AUDIT_SENSE_WORD);
	ck_assert_int_eq(sense("1,250.00", 0.5f), AUDIT_SENSE_WORD);
}
END_TEST

START_TEST(what_recognition_makes_of_bars_is_no_word)
{
	ck_assert_int_ne(sense("EEEE", 0.6f), AUDIT_SENSE_WORD);
	ck_assert_int_ne(sense("ee", 0.5f), AUDIT_SENSE_WORD);
	ck_assert_int_ne(sense("mEmnE", 0.5f), AUDIT_SENSE_WORD);
	ck_assert_int_eq(sense("||--", 0.3f), AUDIT_SENSE_NONE);
	ck_assert_int_eq(sense("Carpenter", 4), AUDIT_SENSE_NONE);
}
END_TEST

Suite *suite_ink(void)
{
	Suite *s = suite_create("ink");
	TCase *c = tcase_create("ink");

	tcase_add_test(c, a_bar_over_a_scan_hides_letters);
	tcase_add_test(c, a_white_bar_and_a_thick_line_do_so_too);
	tcase_add_test(c,
	    a_black_bar_that_is_multiplied_hides_and_a_yellow_one_does_not);
	tcase_add_test(c, a_bar_over_blank_paper_hides_nothing);
	tcase_add_test(c, a_bar_over_burned_pixels_hides_nothing);
	tcase_add_test(c, what_lies_below_the_picture_is_no_bar);
	tcase_add_test(c, what_is_painted_once_more_is_not_hidden);
	tcase_add_test(c, text_under_a_bar_is_no_picture);
	tcase_add_test(c, outlined_letters_under_a_bar_are_a_drawing);
	tcase_add_test(c, grid_lines_under_the_bar_of_a_chart_are_none);
	tcase_add_test(c, the_same_sign_again_and_again_is_no_writing);
	tcase_add_test(c, letters_outside_of_the_clip_are_found);
	tcase_add_test(c, letters_off_the_page_are_found);
	tcase_add_test(c, a_margin_that_is_cut_off_is_nothing);
	tcase_add_test(c, words_and_numbers_are_words);
	tcase_add_test(c, what_recognition_makes_of_bars_is_no_word);
	suite_add_tcase(s, c);
	return s;
}
