/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A scan that is looked at shows what it shows when it is drawn, wherever the
 * page puts it; what is no sound scan is left to be drawn.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "codec.h"
#include "drawn.h"
#include "pdf/draw.h"
#include "pdf/scan.h"
#include "suites.h"
#include "testpdf.h"

#define W 359
#define H 450
#define STRIDE ((W + 7) / 8)
#define WINDOW 8
#define OFF_MAX 36 /* of 255; MuPDF moves a picture by half a pixel */

static struct testpdf t;
static struct drawn d;
static struct ic_raster seen;
static struct ic_buf rows, code;
static uint8_t bits[STRIDE * H], px[W * H * 3];

static void teardown(void)
{
	ic_raster_finish(&seen);
	ic_buf_finish(&rows);
	ic_buf_finish(&code);
}

/* Black rectangles, thin and thick. */
static bool inked(int x, int y)
{
	return x / 37 % 3 == 1 && y / 23 % 2 && x % 37 < 3 + y / 20 * 2;
}

static void paint(int comps, bool turned)
{
	memset(bits, 0, sizeof(bits));
	for (int i = 0; i < W * H; i++) {
		bool ink = inked(i % W, i / W);

		bits[i / W * STRIDE + i % W / 8] |= (ink != turned) * 0x80 >>
		    i % W % 8;
		for (int c = 0; c < comps; c++) {
			px[i * comps + c] = ink ? (uint8_t)(30 + 40 * c) : 235;
		}
	}
}

/* Object 3 is the page, 5 the picture. */
static void page(const char *keys, const char *matrix, const char *space)
{
	char content[200], image[400];

	snprintf(content, sizeof(content), "q %s cm /I Do Q", matrix);
	snprintf(image, sizeof(image),
	    "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s", W,
	    H, space);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R%s/Contents 4 0 R"
	    "/Resources<</XObject<</I 5 0 R>>>>>>",
	    keys);
	testpdf_stream(&t, "", content);
	testpdf_bytes(&t, image, code.data, code.len);
	testpdf_end(&t);
	drawn_open(&d, &t);
}

static bool look(uint32_t dpi)
{
	fz_context *ctx = d.doc.mu.ctx;
	bool is = false, threw = false;

	fz_var(is);
	fz_try(ctx) {
		is = ic_scan_look(ctx, d.list, d.geometry.size, dpi, &rows,
		    &seen);
	}
	fz_catch(ctx) {
		threw = true;
	}
	ck_assert(!threw);
	return is;
}

static int sum(const struct ic_raster *r, int x0, int y0)
{
	int all = 0;

	for (int y = y0; y < y0 + WINDOW; y++) {
		for (int x = x0; x < x0 + WINDOW; x++) {
			all += r->px[(size_t)y * r->stride + (size_t)x];
		}
	}
	return all;
}

static void same_as_drawn(uint32_t dpi)
{
	fz_context *ctx = d.doc.mu.ctx;
	uint32_t notes = 0;

	ck_assert(look(dpi));
	fz_try(ctx) {
		ic_draw_raster(&d.doc, d.list, d.geometry.size, dpi,
		    IC_COLOR_GRAY, &d.raster, &notes);
	}
	fz_catch(ctx) {
		notes = 1;
	}
	ck_assert_uint_eq(notes, 0);
	ck_assert_int_eq(seen.w, d.raster.w);
	ck_assert_int_eq(seen.h, d.raster.h);
	ck_assert_uint_eq(seen.dpi, d.raster.dpi);
	for (int y = 0; y + WINDOW <= seen.h; y++) {
		for (int x = 0; x + WINDOW <= seen.w; x++) {
			int off = sum(&seen, x, y) - sum(&d.raster, x, y);

			ck_assert_msg(abs(off) <= OFF_MAX * WINDOW * WINDOW,
			    "at %d, %d: off by %d", x, y,
			    off / WINDOW / WINDOW);
		}
	}
	drawn_close(&d);
}

/* The page's keys, and the picture's matrix. */
static const char *const places[][2] = {
	{ "/MediaBox[0 0 120 150]", "120 0 0 150 0 0" },
	{ "/MediaBox[0 0 120 150]/Rotate 90", "120 0 0 150 0 0" },
	{ "/MediaBox[0 0 150 120]", "0 120 -150 0 150 0" },
	{ "/MediaBox[0 0 120 150]", "-120 0 0 150 120 0" },
	{ "/MediaBox[0 0 120 150]/CropBox[20 30 90 140]", "120 0 0 150 0 0" },
	{ "/MediaBox[0 0 359 450]", "359 0 0 450 0 0" },
};

#define PLACES (sizeof(places) / sizeof(*places))

#define FAX \
	"DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode" \
	"/DecodeParms<</K -1/Columns 359"

START_TEST(a_bilevel_scan_is_seen_as_it_is_drawn)
{
	for (size_t i = 0; i < 2 * PLACES; i++) {
		paint(1, i % 2);
		codec_g4(bits, W, H, &code);
		page(places[i / 2][0], places[i / 2][1],
		    i % 2 ? FAX "/BlackIs1 true>>" : FAX ">>");
		same_as_drawn(i % 3 ? 100 : 50);
	}
}
END_TEST

START_TEST(a_jpeg_is_seen_as_it_is_drawn)
{
	for (size_t i = 0; i < 2 * PLACES; i++) {
		paint(i % 2 ? 3 : 1, false);
		ic_buf_reset(&code);
		codec_jpeg(px, W, H, i % 2 ? 0 : CODEC_GRAY, &code);
		page(places[i / 2][0], places[i / 2][1],
		    i % 2 ? "DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
			  : "DeviceGray/BitsPerComponent 8/Filter/DCTDecode");
		same_as_drawn(i % 3 ? 100 : 50);
	}
}
END_TEST

/* MuPDF is to say what is wrong with it. */
START_TEST(what_is_damaged_is_not_looked_at)
{
	paint(1, false);
	codec_g4(bits, W, H, &code);
	code.len /= 2;
	page(places[0][0], places[0][1], FAX ">>");
	ck_assert(!look(100));
	drawn_close(&d);
	ic_buf_reset(&code);
	codec_jpeg(px, W, H, CODEC_GRAY, &code);
	code.len /= 2;
	page(places[0][0], places[0][1],
	    "DeviceGray/BitsPerComponent 8/Filter/DCTDecode");
	ck_assert(!look(100));
	drawn_close(&d);
}
END_TEST

START_TEST(what_is_no_scan_is_not_looked_at)
{
	paint(1, false);
	codec_g4(bits, W, H, &code);
	page(places[0][0], "80 0 0 90 20 20", FAX ">>");
	ck_assert(!look(100));
	drawn_close(&d);
	page(places[0][0], places[0][1], FAX "/K 0>>");
	ck_assert(!look(100));
	drawn_close(&d);
	page(places[0][0], places[0][1], FAX "/Rows 40>>");
	ck_assert(!look(100));
	drawn_close(&d);
}
END_TEST

Suite *suite_scan_look(void)
{
	Suite *s = suite_create("scan-look");
	TCase *tc = tcase_create("scan-look");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_test(tc, a_bilevel_scan_is_seen_as_it_is_drawn);
	tcase_add_test(tc, a_jpeg_is_seen_as_it_is_drawn);
	tcase_add_test(tc, what_is_damaged_is_not_looked_at);
	tcase_add_test(tc, what_is_no_scan_is_not_looked_at);
	suite_add_tcase(s, tc);
	return s;
}
