/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suites.h"
#include "testpdf.h"

static struct testpdf t;
static struct ic_document doc;
static struct ic_raster r;
static uint32_t notes;
static char path[] = "/tmp/ic-raster-XXXXXX";

static void setup(void)
{
	strcpy(path + strlen(path) - 6, "XXXXXX");
	close(mkstemp(path));
	notes = 0;
}

static void teardown(void)
{
	ic_document_close(&doc);
	ic_raster_finish(&r);
	testpdf_finish(&t);
	unlink(path);
}

/* Draw the first page of `t` at 100 dpi. */
static void draw(enum ic_color color)
{
	struct ic_geometry g;
	int fd = testpdf_fd(&t);
	fz_display_list *list;
	pdf_page *page;

	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	page = ic_document_page(&doc, 0, &g);
	list = ic_draw_list(&doc, page, &g, &notes);
	ic_draw_raster(&doc, list, g.size, 100, color, &r, &notes);
	ic_draw_settle(&r, color);
	fz_drop_display_list(doc.mu.ctx, list);
	fz_drop_page(doc.mu.ctx, &page->super);
	close(fd);
}

static int at(int x, int y)
{
	return r.px[(size_t)y * r.stride + (size_t)(x * r.comps)];
}

/* Mean difference of our raster and poppler's, per 1,000 of full scale. */
static int differs(void)
{
	struct testpnm p;
	char line[128];
	uint64_t sum = 0;

	testpdf_save(&t, path);
	snprintf(line, sizeof(line),
	    "pdftoppm -r 100 -cropbox %s %s "
	    "2>/dev/null",
	    r.comps == 3 ? "" : "-gray", path);
	p = testpnm_run(line);
	ck_assert_int_eq(p.w, r.w);
	ck_assert_int_eq(p.h, r.h);
	ck_assert_int_eq(p.comps, r.comps);
	for (size_t i = 0; i < r.stride * (size_t)r.h; i++) {
		sum += (uint64_t)abs(p.px[i] - r.px[i]);
	}
	testpnm_finish(&p);
	return (int)(sum * 1000 / 255 / (r.stride * (size_t)r.h));
}

#define MARKS \
	"0 g 20 30 40 10 re f 0.5 g 100 200 30 60 re f " \
	"0 G 3 w 10 10 m 130 250 l S"

START_TEST(a_turned_and_cropped_page_looks_as_poppler_draws_it)
{
	static const char *const keys[] = {
		"/MediaBox[0 0 144 288]",
		"/MediaBox[0 0 144 288]/Rotate 90",
		"/MediaBox[0 0 144 288]/Rotate 180/CropBox[0 0 108 216]",
		"/MediaBox[0 0 144 288]/Rotate 270/CropBox[18 36 126 252]",
		"/MediaBox[-36 -72 108 216]/Rotate 90",
		"/MediaBox[0 0 144 288]/CropBox[0 -30 100 252]",
	};

	testpdf_page(&t, keys[_i], MARKS);
	draw(IC_COLOR_AUTO);
	ck_assert_int_eq(r.comps, 1);
	ck_assert_int_eq(notes, 0);
	ck_assert_msg(differs() <= 4, "%s: %d of 1000", keys[_i], differs());
}
END_TEST

START_TEST(colour_is_kept_where_there_is_some_and_nowhere_else)
{
	static const struct {
		const char *content;
		int comps;
	} rows[] = {
		{ "0 0 0 rg 9 9 50 50 re f", 1 },
		{ "0.4 0.4 0.4 rg 9 9 50 50 re f", 1 },
		{ "0 0 0 1 k 9 9 50 50 re f", 1 },
		{ "1 0 0 rg 9 9 50 50 re f", 3 },
		{ "0 0 1 RG 9 9 m 60 9 l S", 3 },
		/* Red that is painted over is not there. */
		{ "1 0 0 rg 9 9 50 50 re f 0 g 0 0 90 90 re f", 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		testpdf_page(&t, "/MediaBox[0 0 144 288]", rows[i].content);
		draw(IC_COLOR_AUTO);
		ck_assert_msg(r.comps == rows[i].comps, "%s: %d",
		    rows[i].content, r.comps);
		ck_assert_msg(differs() <= 4, "%s", rows[i].content);
		teardown();
	}
}
END_TEST

START_TEST(a_glyph_that_paints_itself_in_colour_keeps_it)
{
	for (int own = 0; own < 2; own++) {
		testpdf_begin(&t);
		testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
		testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
		testpdf_object(&t,
		    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 144 144]"
		    "/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
		testpdf_stream(&t, "", "BT /F 50 Tf 50 50 Td (A) Tj ET");
		testpdf_object(&t,
		    "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]"
		    "/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65"
		    "/Widths[1]/Encoding<</Differences[65/A]>>"
		    "/CharProcs<</A 6 0 R>>/Resources<<>>>>");
		testpdf_stream(&t, "",
		    own ? "1 0 d0 1 0 0 rg 0 0 1 1 re f"
			: "1 0 0 0 1 1 d1 1 0 0 rg 0 0 1 1 re f");
		testpdf_end(&t);
		draw(IC_COLOR_AUTO);
		ck_assert_int_eq(r.comps, own ? 3 : 1);
		ck_assert_int_eq(at(100, 100), own ? 255 : 0);
		teardown();
	}
}
END_TEST

START_TEST(gray_and_rgb_can_be_had_by_force)
{
	testpdf_page(&t, "/MediaBox[0 0 144 288]", "1 0 0 rg 9 9 50 50 re f");
	draw(IC_COLOR_GRAY);
	ck_assert_int_eq(r.comps, 1);
	ck_assert_int_lt(at(40, 360), 100);
	teardown();
	testpdf_page(&t, "/MediaBox[0 0 144 288]", "0 g 9 9 50 50 re f");
	draw(IC_COLOR_RGB);
	ck_assert_int_eq(r.comps, 3);
}
END_TEST

/* A page of 200 x 200 pt whose one annotation has these keys. */
static void annotated(const char *keys)
{
	testpdf_begin(&t);
	testpdf_object(&t,
	    "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]"
	    "/DA(/Helv 12 Tf 0 g)/DR<</Font<</Helv<</Type/Font/Subtype/Type1"
	    "/BaseFont/Helvetica>>>>>>>>>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]"
	    "/Annots[5 0 R]/Contents 4 0 R>>");
	testpdf_stream(&t, "", "");
	testpdf_object(&t, "<</Type/Annot/Rect[20 20 180 180]%s>>", keys);
	testpdf_stream(&t, "/Type/XObject/Subtype/Form/BBox[0 0 160 160]",
	    "0 g 0 0 160 160 re f");
	testpdf_stream(&t, "/Type/XObject/Subtype/Form/BBox[0 0 160 160]", "");
	testpdf_end(&t);
}

static unsigned dark(void)
{
	unsigned n = 0;

	for (size_t i = 0; i < r.stride * (size_t)r.h; i++) {
		n += r.px[i] < 128;
	}
	return n;
}

START_TEST(annotations_are_drawn_as_a_reader_shows_them)
{
	static const struct {
		const char *keys;
		bool drawn;
	} rows[] = {
		{ "/Subtype/Stamp/AP<</N 6 0 R>>", true },
		{ "/Subtype/Stamp/F 2/AP<</N 6 0 R>>", false },  /* hidden */
		{ "/Subtype/Stamp/F 32/AP<</N 6 0 R>>", false }, /* no view */
		{ "/Subtype/Stamp/F 4/AP<</N 6 0 R>>", true },   /* print */
		{ "/Subtype/Widget/FT/Tx/V(IIIIIII)/T(a)"
		  "/DA(/Helv 40 Tf 0 g)",
		    true },
		{ "/Subtype/Highlight/QuadPoints[20 180 180 180 20 20 180 "
		  "20]",
		    false },
		{ "/Subtype/Highlight/QuadPoints[20 180 180 180 20 20 180 "
		  "20]/C[0 0 0]",
		    true },
		{ "/Subtype/Widget/FT/Sig/T(a)", false },
		{ "/Subtype/Widget/FT/Sig/T(a)/AP<</N 7 0 R>>", false },
		{ "/Subtype/Widget/FT/Sig/T(a)/AP<</N 6 0 R>>", true },
		{ "/Subtype/Link/Dest[3 0 R/Fit]", false },
		{ "/Subtype/Popup/AP<</N 6 0 R>>", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		annotated(rows[i].keys);
		draw(IC_COLOR_GRAY);
		ck_assert_msg((dark() > 0) == rows[i].drawn, "%s: %u",
		    rows[i].keys, dark());
		teardown();
	}
}
END_TEST

START_TEST(a_layer_that_is_off_is_not_drawn)
{
	for (int off = 0; off < 2; off++) {
		testpdf_begin(&t);
		testpdf_object(&t,
		    "<</Type/Catalog/Pages 2 0 R"
		    "/OCProperties<</OCGs[5 0 R]/D<</OFF[%s]>>>>>>",
		    off ? "5 0 R" : "");
		testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
		testpdf_object(&t,
		    "<</Type/Page/Parent 2 0 R"
		    "/MediaBox[0 0 200 200]/Contents 4 0 R"
		    "/Resources<</Properties<</L 5 0 R>>>>>>");
		testpdf_stream(&t, "", "/OC/L BDC 0 g 9 9 90 90 re f EMC");
		testpdf_object(&t, "<</Type/OCG/Name(L)>>");
		testpdf_end(&t);
		draw(IC_COLOR_GRAY);
		ck_assert_int_eq(dark() > 0, !off);
		teardown();
	}
}
END_TEST

START_TEST(a_page_with_errors_is_drawn_and_noted)
{
	testpdf_page(&t, "/MediaBox[0 0 144 288]",
	    "0 g 9 9 50 50 re f /None Do 5 5 re ] 60 60 9 9 re f");
	draw(IC_COLOR_AUTO);
	ck_assert_uint_eq(notes, IC_NOTE_BIT(DRAW_ERRORS));
	ck_assert_uint_gt(dark(), 1000);
}
END_TEST

START_TEST(a_picture_that_ends_early_is_noted_on_every_page)
{
	struct ic_geometry g;
	int fd;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]"
	    "/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>");
	testpdf_stream(&t, "", "99 0 0 99 0 0 cm /I Do");
	testpdf_stream(&t,
	    "/Type/XObject/Subtype/Image/Width 9/Height 9"
	    "/BitsPerComponent 8/ColorSpace/DeviceGray",
	    "abc");
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	for (uint32_t i = 0; i < 2; i++) {
		pdf_page *page = ic_document_page(&doc, i, &g);
		fz_display_list *list;

		notes = 0;
		list = ic_draw_list(&doc, page, &g, &notes);
		ic_draw_raster(&doc, list, g.size, 100, IC_COLOR_AUTO, &r,
		    &notes);
		ck_assert_uint_eq(notes, IC_NOTE_BIT(DRAW_ERRORS));
		fz_drop_display_list(doc.mu.ctx, list);
		fz_drop_page(doc.mu.ctx, &page->super);
	}
	close(fd);
}
END_TEST

START_TEST(a_hairline_is_as_dark_as_poppler_draws_it)
{
	testpdf_page(&t, "/MediaBox[0 0 144 144]",
	    "0 G 0 w 72.36 10 m 72.36 130 l S");
	draw(IC_COLOR_GRAY);
	ck_assert_int_le(at(100, 100), 64);
}
END_TEST

START_TEST(a_poster_is_drawn_at_fewer_dpi_and_noted)
{
	testpdf_page(&t, "/MediaBox[0 0 18000 36000]",
	    "0 g 0 0 9000 36000 re f");
	draw(IC_COLOR_GRAY);
	ck_assert_uint_eq(notes, IC_NOTE_BIT(LOWER_DPI));
	ck_assert_uint_eq(r.dpi, ic_raster_dpi(r.size, 300));
	ck_assert_int_le(r.w * r.h, IC_RASTER_PIXELS_MAX);
	ck_assert_uint_eq(r.dpi, 17);
}
END_TEST

START_TEST(what_a_box_touches_is_rounded_outward_and_burned_one_further)
{
	struct ic_pixels p;

	ck_assert(
	    ic_raster_shape(&r, (struct ic_size){ 72000, 144000 }, 100, 1));
	ck_assert_int_eq(r.w, 100);
	ck_assert_int_eq(r.h, 200);
	p = ic_raster_touched(&r, (struct ic_rect){ 7200, 7300, 14400, 14401 });
	ck_assert_int_eq(p.x0, 10);
	ck_assert_int_eq(p.y0, 10);
	ck_assert_int_eq(p.x1, 20);
	ck_assert_int_eq(p.y1, 21);
	p = ic_raster_burned(&r, (struct ic_rect){ 0, 7300, 72000, 14401 });
	ck_assert_int_eq(p.x0, 0);
	ck_assert_int_eq(p.y0, 9);
	ck_assert_int_eq(p.x1, 100);
	ck_assert_int_eq(p.y1, 22);
	p = ic_raster_touched(&r, (struct ic_rect){ -9, -9, 99999, 999999 });
	ck_assert_int_eq(p.x0 + p.y0, 0);
	ck_assert_int_eq(p.x1, 100);
	ck_assert_int_eq(p.y1, 200);
}
END_TEST

START_TEST(a_page_too_long_for_any_resolution_has_none)
{
	ck_assert_uint_eq(ic_raster_dpi((struct ic_size){ IC_MPT_MAX,
					    IC_MPT_MAX },
			      300),
	    0);
	ck_assert(!ic_raster_shape(&r,
	    (struct ic_size){ IC_MPT_MAX, IC_MPT_MAX }, 300, 1));
}
END_TEST

Suite *suite_raster(void)
{
	Suite *s = suite_create("raster");
	TCase *c = tcase_create("raster");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c,
	    a_turned_and_cropped_page_looks_as_poppler_draws_it, 0, 6);
	tcase_add_test(c, colour_is_kept_where_there_is_some_and_nowhere_else);
	tcase_add_test(c, a_glyph_that_paints_itself_in_colour_keeps_it);
	tcase_add_test(c, gray_and_rgb_can_be_had_by_force);
	tcase_add_test(c, annotations_are_drawn_as_a_reader_shows_them);
	tcase_add_test(c, a_layer_that_is_off_is_not_drawn);
	tcase_add_test(c, a_page_with_errors_is_drawn_and_noted);
	tcase_add_test(c, a_picture_that_ends_early_is_noted_on_every_page);
	tcase_add_test(c, a_hairline_is_as_dark_as_poppler_draws_it);
	tcase_add_test(c, a_poster_is_drawn_at_fewer_dpi_and_noted);
	tcase_add_test(c,
	    what_a_box_touches_is_rounded_outward_and_burned_one_further);
	tcase_add_test(c, a_page_too_long_for_any_resolution_has_none);
	suite_add_tcase(s, c);
	return s;
}
