/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drawn.h"
#include "suites.h"

/*
 * The raster is drawn from one content and the glyphs come from another, as
 * if what covers them had come later.
 */
static struct drawn shown, text;
static struct ic_glyphs g;

static void collect_and_look(void)
{
	fz_context *ctx = text.doc.mu.ctx;
	bool ok = true;

	fz_try(ctx) {
		ic_glyphs_collect(ctx, text.list, &g);
		ic_visible_painted(ctx, &text.doc.masks, &shown.raster, &g);
	}
	fz_catch(ctx) {
		ok = false;
	}
	ck_assert(ok);
}

/* How many of the text's glyphs are seen in what is shown. */
static unsigned seen(const char *what, const char *glyphs, int levels)
{
	unsigned n = 0;

	drawn_page(&shown, DRAWN_KEYS, what);
	drawn_raster(&shown, DRAWN_DPI, levels);
	drawn_page(&text, DRAWN_KEYS, glyphs);
	g = (struct ic_glyphs){ 0 };
	collect_and_look();
	for (size_t i = 0; i < g.n; i++) {
		n += !g.at[i].dropped;
	}
	ic_glyphs_finish(text.doc.mu.ctx, &g);
	drawn_close(&shown);
	drawn_close(&text);
	return n;
}

#define WORD "BT /F1 12 Tf 20 100 Td (glyphs) Tj ET "

START_TEST(glyphs_are_seen_in_their_own_drawing_at_any_depth)
{
	static const int levels[] = { 0, 16, 4, 2 };

	for (size_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(seen(WORD, WORD, levels[i]), 6);
	}
}
END_TEST

START_TEST(glyphs_are_not_seen_where_nothing_is)
{
	ck_assert_uint_eq(seen("", WORD, 4), 0);
}
END_TEST

START_TEST(glyphs_are_not_seen_in_a_bar_of_their_colour)
{
	ck_assert_uint_eq(seen("10 90 100 30 re f", WORD, 4), 0);
}
END_TEST

START_TEST(glyphs_are_not_seen_in_a_bar_of_another_colour)
{
	ck_assert_uint_eq(seen("0.5 g 10 90 100 30 re f", WORD, 4), 0);
	ck_assert_uint_eq(seen("1 0 0 rg 10 90 100 30 re f", WORD, 0), 0);
}
END_TEST

START_TEST(glyphs_are_not_seen_in_other_letters)
{
	ck_assert_uint_le(seen("BT /F1 12 Tf 23 102 Td (XWXWXW) Tj ET ", WORD,
			      4),
	    1);
}
END_TEST

START_TEST(glyphs_are_not_seen_in_a_coarse_pattern)
{
	static char grid[8192];
	size_t n = 0;

	for (int y = 90; y < 120; y += 2) {
		for (int x = 10; x < 80; x += 2) {
			if ((x / 2 + y / 2) % 2) {
				n += (size_t)snprintf(grid + n,
				    sizeof(grid) - n, "%d %d 2 2 re ", x, y);
			}
		}
	}
	ck_assert_uint_lt(n + 3, sizeof(grid));
	strcat(grid, "f");
	ck_assert_uint_eq(seen(grid, WORD, 4), 0);
}
END_TEST

START_TEST(light_text_is_seen_as_long_as_a_level_holds_it)
{
	static const char light[] = "0.8 g " WORD;
	static const char faint[] = "0.97 g " WORD;

	ck_assert_uint_eq(seen(light, light, 4), 6);
	ck_assert_uint_eq(seen(light, light, 0), 6);
	ck_assert_uint_eq(seen(faint, faint, 4), 0);
}
END_TEST

START_TEST(a_glyph_larger_than_any_cache_is_seen)
{
	static const char big[] = "BT /F1 180 Tf 20 40 Td (R) Tj ET";

	ck_assert_uint_eq(seen(big, big, 4), 1);
	ck_assert_uint_eq(seen("0 0 200 200 re f", big, 4), 0);
}
END_TEST

START_TEST(a_glyph_of_no_size_is_not_seen)
{
	ck_assert_uint_eq(seen("0 0 200 200 re f",
			      "BT /F1 0.001 Tf 20 100 Td (x) Tj ET", 4),
	    0);
	ck_assert_uint_eq(seen("", "BT /F1 0 Tf 20 100 Td (x) Tj ET", 4), 0);
}
END_TEST

START_TEST(half_of_a_glyph_under_a_bar_is_too_little)
{
	ck_assert_uint_eq(seen(WORD "1 g 10 103.5 100 20 re f", WORD, 4), 0);
}
END_TEST

/* Three bytes for each one: no glyph is looked at as on a gray page. */
static void make_rgb(struct ic_raster *r)
{
	size_t n = (size_t)r->w * (size_t)r->h;
	uint8_t *px = malloc(3 * n);

	ck_assert_ptr_nonnull(px);
	for (size_t i = 0; i < 3 * n; i++) {
		px[i] = r->px[i / 3];
	}
	free(r->px);
	r->px = px;
	r->cap = 3 * n;
	r->comps = 3;
	r->stride = 3 * (size_t)r->w;
}

/* A bit a glyph, from the lowest, in the order in which they are painted. */
static uint64_t seen_bits(const char *what, const char *glyphs, bool rgb)
{
	uint64_t bits = 0;

	drawn_page(&shown, DRAWN_KEYS, what);
	drawn_raster(&shown, DRAWN_DPI, 4);
	if (rgb) {
		make_rgb(&shown.raster);
	}
	drawn_page(&text, DRAWN_KEYS, glyphs);
	g = (struct ic_glyphs){ 0 };
	collect_and_look();
	ck_assert_uint_le(g.n, 64);
	for (size_t i = 0; i < g.n; i++) {
		bits |= (uint64_t)!g.at[i].dropped << i;
	}
	ic_glyphs_finish(text.doc.mu.ctx, &g);
	drawn_close(&shown);
	drawn_close(&text);
	return bits;
}

START_TEST(a_gray_page_shows_what_the_same_page_in_colour_shows)
{
	static const char lines[] =
	    "BT /F1 10 Tf 8 180 Td (at the edge) Tj "
	    "/F1 6 Tf 0 -30 Td (small type) Tj 0.6 g 0 -30 Td (gray) Tj "
	    "1 g 0 -30 Td (unseen) Tj 0 g 0 -30 Td (half) Tj ET ";
	static const char *const over[] = { "", "0 g 20 40 60 80 re f ",
		"1 g 20 40 60 80 re f ", "0.5 g 0 0 18 200 re f ",
		"0 g 0 64 200 2 re f " };
	static const char *const under[] = { "", "0.9 g 0 0 200 200 re f ",
		"0 g 0 80 200 60 re f 0.3 g " };
	char page[1024];

	for (size_t i = 0; i < 15; i++) {
		uint64_t gray, rgb;

		snprintf(page, sizeof(page), "%s%s%s", under[i % 3], lines,
		    over[i / 3]);
		gray = seen_bits(page, lines, false);
		rgb = seen_bits(page, lines, true);
		ck_assert_msg(gray == rgb, "page %zu: %llx as gray, %llx", i,
		    (unsigned long long)gray, (unsigned long long)rgb);
		ck_assert(i > 0 || gray != 0);
	}
}
END_TEST

Suite *suite_visible(void)
{
	Suite *s = suite_create("visible");
	TCase *c = tcase_create("visible");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, glyphs_are_seen_in_their_own_drawing_at_any_depth);
	tcase_add_test(c, glyphs_are_not_seen_where_nothing_is);
	tcase_add_test(c, glyphs_are_not_seen_in_a_bar_of_their_colour);
	tcase_add_test(c, glyphs_are_not_seen_in_a_bar_of_another_colour);
	tcase_add_test(c, glyphs_are_not_seen_in_other_letters);
	tcase_add_test(c, glyphs_are_not_seen_in_a_coarse_pattern);
	tcase_add_test(c, light_text_is_seen_as_long_as_a_level_holds_it);
	tcase_add_test(c, a_glyph_larger_than_any_cache_is_seen);
	tcase_add_test(c, a_glyph_of_no_size_is_not_seen);
	tcase_add_test(c, half_of_a_glyph_under_a_bar_is_too_little);
	tcase_add_test(c, a_gray_page_shows_what_the_same_page_in_colour_shows);
	suite_add_tcase(s, c);
	return s;
}
