/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/glyphs.h"

#include <math.h>
#include <string.h>

#include "drawn.h"
#include "pdf/words.h"
#include "suites.h"
#include "testpdf.h"

static struct drawn d;
static struct ic_glyphs g;
static struct ic_words w;

static void try_collect(void)
{
	bool ok = true;

	fz_try(d.doc.mu.ctx) {
		ic_glyphs_collect(d.doc.mu.ctx, d.list, &g);
	}
	fz_catch(d.doc.mu.ctx) {
		ok = false;
	}
	ck_assert(ok);
}

static void collect(const char *content)
{
	drawn_page(&d, DRAWN_KEYS, content);
	try_collect();
}

static void setup(void)
{
	d = (struct drawn){ 0 };
	g = (struct ic_glyphs){ 0 };
	w = (struct ic_words){ 0 };
}

static void teardown(void)
{
	if (d.doc.mu.ctx) {
		ic_words_finish(d.doc.mu.ctx, &w);
		ic_glyphs_finish(d.doc.mu.ctx, &g);
		drawn_close(&d);
	}
}

START_TEST(a_glyph_knows_its_place_and_paint)
{
	collect("1 0 0 rg BT /F1 10 Tf 50 150 Td (H) Tj ET");
	ck_assert_uint_eq(g.n, 1);
	ck_assert_uint_eq(g.at[0].rune[0], 'H');
	ck_assert_int_eq(g.at[0].paint, IC_PAINT_COLOR);
	ck_assert_float_eq_tol(g.at[0].rgb[0], 1, 0.01);
	ck_assert_float_eq_tol(g.at[0].rgb[1], 0, 0.01);
	ck_assert_float_eq_tol(g.at[0].em, 10, 0.01);
	ck_assert_float_eq_tol(g.at[0].quad.ll.x, 50, 0.01);
	ck_assert_float_eq_tol(g.at[0].quad.lr.x, 57.22, 0.05);
	ck_assert_float_eq_tol(g.at[0].quad.ul.y, 42, 0.5);
	ck_assert_float_ge(g.at[0].outline.y0, 42);
	ck_assert_float_le(g.at[0].outline.y1, 50.1f);
}
END_TEST

START_TEST(every_way_to_show_text_is_collected)
{
	collect("BT /F1 10 Tf 10 150 Td (a) Tj 1 Tr (b) Tj 2 Tr (c) Tj "
		"3 Tr (d) Tj 7 Tr (e) Tj ET 0 0 200 200 re f");
	ck_assert_uint_eq(g.n, 6);
	ck_assert(!g.at[0].stroked);
	ck_assert(g.at[1].stroked);
	ck_assert_uint_eq(g.at[2].rune[0], 'c');
	ck_assert_uint_eq(g.at[3].rune[0], 'c');
	ck_assert_int_eq(g.at[4].paint, IC_PAINT_NONE);
	ck_assert_int_eq(g.at[5].paint, IC_PAINT_UNKNOWN);
}
END_TEST

/* A page with a graphics state and a form besides the font. */
static void collect_with(const char *resources, const char *content,
    const char *form_keys, const char *form)
{
	static struct testpdf t;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R"
	    "/MediaBox[0 0 200 200]/Resources<</Font<</F1 6 0 R>>%s>>>>",
	    resources);
	testpdf_stream(&t, "", content);
	testpdf_stream(&t, form_keys, form);
	testpdf_object(&t,
	    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	    ">>");
	testpdf_end(&t);
	drawn_open(&d, &t);
	try_collect();
}

START_TEST(no_opacity_is_no_paint)
{
	collect_with("/ExtGState<</G<</ca 0>>>>",
	    "/G gs BT /F1 10 Tf 10 150 Td (a) Tj ET", "", "");
	ck_assert_uint_eq(g.n, 1);
	ck_assert_int_eq(g.at[0].paint, IC_PAINT_NONE);
}
END_TEST

START_TEST(the_opacity_of_a_group_is_the_glyphs)
{
	collect_with("/ExtGState<</G<</ca 0.5>>>>/XObject<</X 5 0 R>>",
	    "/G gs /X Do",
	    "/Type/XObject/Subtype/Form/BBox[0 0 200 200]"
	    "/Group<</S/Transparency>>/Resources<</Font<</F1 6 0 R>>>>",
	    "BT /F1 10 Tf 10 150 Td (a) Tj ET");
	ck_assert_uint_eq(g.n, 1);
	ck_assert_float_eq_tol(g.at[0].alpha, 0.5, 0.01);
}
END_TEST

START_TEST(a_blend_mode_makes_the_paint_unknown)
{
	collect_with("/ExtGState<</G<</BM/Difference>>>>",
	    "/G gs BT /F1 10 Tf 10 150 Td (a) Tj ET", "", "");
	ck_assert_uint_eq(g.n, 1);
	ck_assert_int_eq(g.at[0].paint, IC_PAINT_UNKNOWN);
}
END_TEST

START_TEST(the_text_of_a_tile_is_collected_wherever_it_repeats)
{
	unsigned n = 0;

	collect_with("/Pattern<</P 5 0 R>>",
	    "/Pattern cs /P scn 0 0 200 200 re f",
	    "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1"
	    "/BBox[0 0 50 50]/XStep 50/YStep 50"
	    "/Resources<</Font<</F1 6 0 R>>>>",
	    "BT /F1 10 Tf 10 10 Td (a) Tj ET");
	for (size_t i = 0; i < g.n; i++) {
		n += g.at[i].quad.ll.x >= 0 && g.at[i].quad.ll.x < 200 &&
		    g.at[i].quad.ll.y > 0 && g.at[i].quad.ll.y <= 202;
	}
	ck_assert_uint_ge(n, 16);
}
END_TEST

START_TEST(a_turned_glyph_touches_by_its_quad_not_by_its_box)
{
	collect("BT /F1 100 Tf 0.707 0.707 -0.707 0.707 100 60 Tm (-) Tj "
		"ET");
	ck_assert_uint_eq(g.n, 1);
	ck_assert(
	    ic_quad_touches(g.at[0].quad, fz_make_rect(95, 95, 105, 105)));
	ck_assert(
	    !ic_quad_touches(g.at[0].quad, fz_make_rect(126, 150, 130, 155)));
	g.at[0].quad.ul.x = NAN;
	ck_assert(
	    ic_quad_touches(g.at[0].quad, fz_make_rect(126, 150, 130, 155)));
}
END_TEST

START_TEST(a_quad_and_a_rectangle_that_share_an_edge_touch)
{
	const fz_quad q = fz_quad_from_rect(fz_make_rect(10, 10, 20, 20));

	ck_assert(ic_quad_touches(q, fz_make_rect(20, 12, 30, 14)));
	ck_assert(ic_quad_touches(q, fz_make_rect(0, 0, 10, 10)));
	ck_assert(!ic_quad_touches(q, fz_make_rect(20.001f, 12, 30, 14)));
	ck_assert(!ic_quad_touches(q, fz_make_rect(0, 0, 10, 9.999f)));
}
END_TEST

START_TEST(a_quad_that_is_infinite_touches_all)
{
	fz_quad q = fz_quad_from_rect(fz_make_rect(10, 10, 20, 20));

	q.ul.x = q.ur.x = q.ll.x = q.lr.x = INFINITY;
	ck_assert(ic_quad_touches(q, fz_make_rect(0, 0, 1, 1)));
}
END_TEST

/* The words of the page, each ended by a bar. */
static const char *group(enum ic_words_of which)
{
	static char said[256];
	uint32_t runes[IC_WORD_RUNES_MAX];
	size_t at = 0;
	bool ok = true;

	fz_try(d.doc.mu.ctx) {
		ic_words_group(d.doc.mu.ctx, &g, which, &w);
	}
	fz_catch(d.doc.mu.ctx) {
		ok = false;
	}
	ck_assert(ok);
	for (size_t i = 0; i < w.n; i++) {
		size_t n = ic_word_runes(&g, &w, &w.at[i], runes);

		for (size_t k = 0; k < n && at + 2 < sizeof(said); k++) {
			said[at++] = runes[k] < 128 ? (char)runes[k] : '?';
		}
		said[at++] = '|';
	}
	said[at] = '\0';
	return said;
}

START_TEST(words_end_at_blanks_gaps_and_lines)
{
	collect("BT /F1 10 Tf 10 150 Td [(one two)-200(three)] TJ "
		"0 -12 Td (four) Tj ET");
	ck_assert_str_eq(group(IC_WORDS_ALL), "one|two|three|four|");
	ck_assert(ic_word_follows(&w.at[0], &w.at[1]));
	ck_assert(ic_word_follows(&w.at[1], &w.at[2]));
	ck_assert(!ic_word_follows(&w.at[2], &w.at[3]));
}
END_TEST

START_TEST(a_raised_letter_is_a_word_of_its_own)
{
	collect("BT /F1 10 Tf 10 150 Td (5) Tj 4 Ts /F1 6 Tf (th) Tj ET");
	ck_assert_str_eq(group(IC_WORDS_ALL), "5|th|");
}
END_TEST

START_TEST(a_dropped_glyph_is_not_in_a_kept_word)
{
	collect("BT /F1 10 Tf 10 150 Td (abc) Tj ET");
	g.at[1].dropped = true;
	ck_assert_str_eq(group(IC_WORDS_KEPT), "a|c|");
}
END_TEST

Suite *suite_glyphs(void)
{
	Suite *s = suite_create("glyphs");
	TCase *c = tcase_create("glyphs");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_glyph_knows_its_place_and_paint);
	tcase_add_test(c, every_way_to_show_text_is_collected);
	tcase_add_test(c, no_opacity_is_no_paint);
	tcase_add_test(c, the_opacity_of_a_group_is_the_glyphs);
	tcase_add_test(c, a_blend_mode_makes_the_paint_unknown);
	tcase_add_test(c, the_text_of_a_tile_is_collected_wherever_it_repeats);
	tcase_add_test(c, a_turned_glyph_touches_by_its_quad_not_by_its_box);
	tcase_add_test(c, a_quad_and_a_rectangle_that_share_an_edge_touch);
	tcase_add_test(c, a_quad_that_is_infinite_touches_all);
	tcase_add_test(c, words_end_at_blanks_gaps_and_lines);
	tcase_add_test(c, a_raised_letter_is_a_word_of_its_own);
	tcase_add_test(c, a_dropped_glyph_is_not_in_a_kept_word);
	suite_add_tcase(s, c);
	return s;
}
