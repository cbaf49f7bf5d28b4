/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/cover.h"

#include <string.h>

#include "drawn.h"
#include "pdf/draw.h"
#include "suites.h"

#define DPI 100

static struct drawn page;
static struct ic_glyphs g;
static struct ic_veiled veiled;

static void find(void)
{
	fz_context *ctx = page.doc.mu.ctx;
	uint32_t notes = 0;
	bool ok = true;

	fz_try(ctx) {
		ic_draw_raster(&page.doc, page.list, page.geometry.size, DPI,
		    IC_COLOR_RGB, &page.raster, &notes);
		ic_glyphs_collect(ctx, page.list, &g);
		ic_cover_find(&page.doc, page.list, &page.raster, &g, &veiled);
	}
	fz_catch(ctx) {
		ok = false;
	}
	ck_assert(ok);
}

/* A letter for what a reader has of each glyph, as "ssCC". */
static const char *states(const char *keys, const char *content)
{
	static const char letter[] = "sCXOU";
	static char out[256];
	size_t n;

	drawn_page(&page, keys, content);
	find();
	n = veiled.n < sizeof(out) - 1 ? veiled.n : sizeof(out) - 1;
	for (size_t i = 0; i < n; i++) {
		out[i] = letter[veiled.state[i]];
	}
	out[n] = '\0';
	ic_veiled_finish(page.doc.mu.ctx, &veiled);
	ic_glyphs_finish(page.doc.mu.ctx, &g);
	drawn_close(&page);
	return out;
}

static const char *of(const char *content)
{
	return states(DRAWN_KEYS, content);
}

#define WORD "BT /F1 12 Tf 20 100 Td (Jones) Tj ET "
#define BAR "15 96 40 14 re "

START_TEST(a_word_under_a_bar_is_covered)
{
	ck_assert_str_eq(of(WORD BAR "f"), "CCCCC");
	ck_assert_str_eq(of(WORD "1 g " BAR "f"), "CCCCC");
	ck_assert_str_eq(of(WORD "0 0 1 rg " BAR "f"), "CCCCC");
}
END_TEST

START_TEST(a_word_on_a_band_or_in_a_frame_is_shown)
{
	ck_assert_str_eq(of("0.9 g " BAR "f 0 g " WORD), "sssss");
	ck_assert_str_eq(of(WORD BAR "S"), "sssss");
	ck_assert_str_eq(of(WORD "20 98 36 1 re f"), "sssss");
	ck_assert_str_eq(of(BAR "f 1 g " WORD), "sssss");
}
END_TEST

START_TEST(a_word_under_a_bar_that_bears_a_code_is_covered)
{
	ck_assert_str_eq(of(WORD BAR "f 1 g BT /F1 9 Tf 24 100 Td (b6) Tj ET"),
	    "CCCCCss");
}
END_TEST

START_TEST(a_word_in_the_colour_of_its_ground_is_covered)
{
	ck_assert_str_eq(of("1 g " WORD), "CCCCC");
	ck_assert_str_eq(of(BAR "f 0.02 g " WORD), "CCCCC");
	ck_assert_str_eq(of("0.6 g " WORD), "sssss");
}
END_TEST

START_TEST(a_word_painted_twice_is_shown)
{
	ck_assert_str_eq(of(WORD WORD), "ssssssssss");
	ck_assert_str_eq(of(WORD "BT /F1 12 Tf 20.3 100 Td (Jones) Tj ET"),
	    "ssssssssss");
	ck_assert_str_eq(of(WORD "1 g " BAR "f 0 g " WORD), "ssssssssss");
}
END_TEST

START_TEST(a_bar_over_part_of_a_word_covers_that_part)
{
	ck_assert_str_eq(of("BT /F1 12 Tf 20 100 Td (HHHHHH) Tj ET "
			    "37 96 60 14 re f"),
	    "ssCCCC");
}
END_TEST

START_TEST(a_bar_over_most_of_each_letter_covers_the_word)
{
	ck_assert_str_eq(of(WORD "15 102 40 14 re f"), "CCCCC");
	ck_assert_str_eq(of(WORD "15 103.5 40 1 re f"), "sssss");
}
END_TEST

START_TEST(strips_that_hide_a_word_together_cover_it)
{
	ck_assert_str_eq(of(WORD "15 96 40 3 re 15 99 40 3 re 15 102 40 3 re "
				 "15 105 40 3 re 15 108 40 3 re f"),
	    "CCCCC");
}
END_TEST

START_TEST(a_word_that_a_clip_takes_away_is_clipped)
{
	ck_assert_str_eq(of("q 10 95 50 20 re 10 95 50 20 re W* n " WORD
			    "0 0 1 rg 10 95 50 20 re f Q"),
	    "XXXXX");
}
END_TEST

START_TEST(a_word_beside_the_page_is_outside)
{
	ck_assert_str_eq(of("BT /F1 12 Tf -90 100 Td (Jones) Tj ET"), "OOOOO");
}
END_TEST

START_TEST(a_layer_of_words_is_neither)
{
	ck_assert_str_eq(of("BT 3 Tr /F1 12 Tf 20 100 Td (Jones) Tj ET"),
	    "UUUUU");
}
END_TEST

Suite *suite_cover(void)
{
	Suite *s = suite_create("cover");
	TCase *c = tcase_create("cover");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_word_under_a_bar_is_covered);
	tcase_add_test(c, a_word_on_a_band_or_in_a_frame_is_shown);
	tcase_add_test(c, a_word_under_a_bar_that_bears_a_code_is_covered);
	tcase_add_test(c, a_word_in_the_colour_of_its_ground_is_covered);
	tcase_add_test(c, a_word_painted_twice_is_shown);
	tcase_add_test(c, a_bar_over_part_of_a_word_covers_that_part);
	tcase_add_test(c, a_bar_over_most_of_each_letter_covers_the_word);
	tcase_add_test(c, strips_that_hide_a_word_together_cover_it);
	tcase_add_test(c, a_word_that_a_clip_takes_away_is_clipped);
	tcase_add_test(c, a_word_beside_the_page_is_outside);
	tcase_add_test(c, a_layer_of_words_is_neither);
	suite_add_tcase(s, c);
	return s;
}
