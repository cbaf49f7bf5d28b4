/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 3 copies a scan of the source where it would draw it: to the same
 * pixels, and of nothing but one picture on the output's grid.
 */
#include <string.h>
#include <unistd.h>

#include "judge_scan.h"
#include "codec.h"
#include "drawn.h"
#include "pdf/draw.h"
#include "suites.h"
#include "testpdf.h"

#define W 360
#define H 450
#define STRIDE (W / 8)
#define PAGE_W 144 /* points */
#define PAGE_H 180

#define FULL "q 144 0 0 180 0 0 cm /I Do Q"
#define BOX "/MediaBox[0 0 144 180]"

static struct testpdf t;
static struct drawn d;
static struct ic_raster copied, drawn;
static struct ic_buf code;
static uint8_t px[W * H * 4], bits[STRIDE * H];
static const char *image_keys;

static void setup(void)
{
	for (int i = 0; i < W * H * 3; i++) {
		px[i] = (uint8_t)(i % W / 3 + i / (W * 3) * (1 + i % 3));
	}
	for (int i = 0; i < STRIDE * H; i++) {
		bits[i] = (uint8_t)(i / STRIDE / 7 % 3 ? 0 : i * 37);
	}
	image_keys = "/ColorSpace/DeviceRGB/BitsPerComponent 8"
		     "/Filter/DCTDecode";
	codec_jpeg(px, W, H, 0, &code);
}

static void teardown(void)
{
	ic_raster_finish(&copied);
	ic_raster_finish(&drawn);
	ic_buf_finish(&code);
}

/* Object 5 is the picture, 6 a mask. */
static void page(const char *keys, const char *content)
{
	char image[400];

	snprintf(image, sizeof(image),
	    "/Type/XObject/Subtype/Image/Width %d/Height %d%s", W, H,
	    image_keys);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R" BOX
	    "/Contents 4 0 R%s/Resources<</XObject<</I 5 0 R/M 6 0 R>>"
	    "/ExtGState<<%s>>"
	    "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
	    keys,
	    strstr(content, "/B gs") ? "/B<</BM/Multiply>>" : "/G<</ca .5>>");
	testpdf_stream(&t, "", content);
	testpdf_bytes(&t, image, code.data, code.len);
	testpdf_bytes(&t,
	    "/Type/XObject/Subtype/Image/Width 8/Height 1/ImageMask true"
	    "/BitsPerComponent 1",
	    "\x55", 1);
	testpdf_end(&t);
	drawn_open(&d, &t);
}

/* The grid of a picture that fills the page. */
static struct ic_pixels_of whole(int n)
{
	return (struct ic_pixels_of){ .w = W,
		.h = H,
		.n = n,
		.page = { PAGE_W * IC_MPT, PAGE_H * IC_MPT },
		.map = { .a = W / (PAGE_W * 1e3), .d = H / (PAGE_H * 1e3) },
		.whole = true };
}

static bool copy(const struct ic_pixels_of *grid)
{
	fz_context *ctx = d.doc.mu.ctx;
	bool is = false;

	fz_var(is);
	fz_try(ctx) {
		is = ic_judge_scan_copy(&d.doc, d.list, grid, &copied);
	}
	fz_catch(ctx) {
		ck_abort_msg("it threw");
	}
	return is;
}

static void draw(const struct ic_pixels_of *g)
{
	fz_context *ctx = d.doc.mu.ctx;
	fz_matrix m = { (float)(g->map.a * IC_MPT), 0, 0,
		(float)(g->map.d * IC_MPT), (float)g->map.e, (float)g->map.f };
	uint32_t notes = 0;

	drawn.size = g->page;
	fz_try(ctx) {
		ic_draw_grid(&d.doc, d.list, &m, g->w, g->h,
		    g->n == 3 ? IC_COLOR_RGB : IC_COLOR_GRAY, &drawn, &notes);
	}
	fz_catch(ctx) {
		ck_abort_msg("it threw");
	}
}

static void expect_copied(const char *name, const struct ic_pixels_of *grid)
{
	ck_assert_msg(copy(grid), "%s: was not copied", name);
	draw(grid);
	ck_assert_int_eq(copied.comps, drawn.comps);
	ck_assert_msg(!memcmp(copied.px, drawn.px,
			  drawn.stride * (size_t)drawn.h),
	    "%s: is not what is drawn", name);
}

static const struct kind {
	const char *name, *keys;
	unsigned jpeg; /* codec_flags */
	int n;
	enum { JPEG, G4, RAW } how;
} kinds[] = {
	{ "gray JPEG",
	    "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
	    CODEC_GRAY, 1, JPEG },
	{ "colour JPEG",
	    "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", 0, 3,
	    JPEG },
	{ "progressive, no JFIF",
	    "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
	    CODEC_PROGRESSIVE | CODEC_NO_JFIF, 3, JPEG },
	{ "said to be RGB",
	    "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
	    "/DecodeParms<</ColorTransform 0>>",
	    CODEC_NO_JFIF, 3, JPEG },
	{ "G4",
	    "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode"
	    "/DecodeParms<</K -1/Columns 360/Rows 450>>",
	    0, 1, G4 },
	{ "G4, black is 1",
	    "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode"
	    "/DecodeParms<</K -1/Columns 360/BlackIs1 true>>",
	    0, 1, G4 },
	{ "samples", "/ColorSpace/DeviceRGB/BitsPerComponent 8", 0, 3, RAW },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static void encode(const struct kind *k)
{
	ic_buf_reset(&code);
	image_keys = k->keys;
	if (k->how == JPEG) {
		codec_jpeg(px, W, H, k->jpeg, &code);
	} else if (k->how == G4) {
		codec_g4(bits, W, H, &code);
	} else {
		ck_assert(ic_buf_add(&code, px, (size_t)W * H * 3));
	}
}

START_TEST(a_scan_on_the_grid_is_copied_as_it_is_drawn)
{
	const struct kind *k = &kinds[_i];
	struct ic_pixels_of grid = whole(k->n);

	encode(k);
	page("", FULL " BT 3 Tr /F 9 Tf 9 9 Td (unseen) Tj ET");
	expect_copied(k->name, &grid);
	grid.whole = false; /* a part of it: 13 pixels on, 11 down */
	grid.map.e = -13;
	grid.map.f = -11;
	grid.w -= 13 + 20;
	grid.h -= 11;
	expect_copied(k->name, &grid);
	drawn_close(&d);
}
END_TEST

static const struct {
	const char *why, *keys, *content;
} others[] = {
	{ "nothing is painted", "", "" },
	{ "two pictures", "", FULL " " FULL },
	{ "a path", "", FULL " 9 9 1 1 re f" },
	{ "a line", "", FULL " 9 9 m 20 9 l S" },
	{ "text", "", FULL " BT /F 9 Tf 9 9 Td (seen) Tj ET" },
	{ "stroked text", "", FULL " BT 1 Tr /F 9 Tf 9 9 Td (seen) Tj ET" },
	{ "a clip", "", "0 0 144 90 re W n " FULL },
	{ "a clip of text", "", "BT 7 Tr /F 9 Tf 9 9 Td (clip) Tj ET " FULL },
	{ "a stencil", "", FULL " q 9 0 0 9 9 9 cm /M Do Q" },
	{ "a tint", "", "/G gs " FULL },
	{ "a blend mode", "", "/B gs " FULL },
	{ "upside down", "", "q 144 0 0 -180 0 180 cm /I Do Q" },
	{ "mirrored", "", "q -144 0 0 180 144 0 cm /I Do Q" },
	{ "turned", "", "q 0 180 -144 0 144 0 cm /I Do Q" },
	{ "askew", "", "q 144 1 0 180 0 0 cm /I Do Q" },
	{ "smaller", "", "q 140 0 0 180 0 0 cm /I Do Q" },
	{ "by half a pixel", "", "q 144 0 0 180 .2 0 cm /I Do Q" },
	{ "by a pixel", "", "q 144 0 0 180 .4 0 cm /I Do Q" },
	{ "an annotation",
	    "/Annots[<</Type/Annot/Subtype/Square/Rect[9 9 20 20]/C[1 0 0]>>]",
	    FULL },
};

#define OTHERS (sizeof(others) / sizeof(others[0]))

START_TEST(what_is_not_one_picture_on_the_grid_is_drawn)
{
	struct ic_pixels_of grid = whole(3);

	page(others[_i].keys, others[_i].content);
	ck_assert_msg(!copy(&grid), "%s: was copied", others[_i].why);
	drawn_close(&d);
}
END_TEST

static const char *const strange[] = {
	"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
	"/Decode[1 0 1 0 1 0]",
	"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
	"/Mask[0 9 0 9 0 9]",
	"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Mask 6 0 R",
	"/ColorSpace[/Indexed/DeviceRGB 0 <000000>]/BitsPerComponent 8"
	"/Filter/DCTDecode",
};

START_TEST(a_picture_that_is_not_just_samples_is_drawn)
{
	struct ic_pixels_of grid = whole(3);

	image_keys = strange[_i];
	page("", FULL);
	ck_assert(!copy(&grid));
	drawn_close(&d);
}
END_TEST

START_TEST(gray_is_not_copied_where_the_output_has_colours)
{
	struct ic_pixels_of gray = whole(1), rgb = whole(3);

	page("", FULL);
	ck_assert(!copy(&gray));
	ck_assert(copy(&rgb));
	drawn_close(&d);
	encode(&kinds[0]);
	page("", FULL);
	ck_assert(!copy(&rgb));
	drawn_close(&d);
}
END_TEST

START_TEST(a_picture_that_ends_early_is_drawn)
{
	const struct kind *k = &kinds[_i];
	struct ic_pixels_of grid = whole(k->n);

	encode(k);
	code.len /= 2;
	page("", FULL);
	ck_assert_msg(!copy(&grid), "%s: was copied", k->name);
	drawn_close(&d);
}
END_TEST

START_TEST(a_jpeg_of_another_size_is_drawn)
{
	struct ic_pixels_of grid = whole(3);

	ic_buf_reset(&code);
	codec_jpeg(px, W, H - 8, 0, &code);
	page("", FULL);
	ck_assert(!copy(&grid));
	drawn_close(&d);
}
END_TEST

Suite *suite_judge_scan(void)
{
	Suite *s = suite_create("judge_scan");
	TCase *c = tcase_create("judge_scan");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, a_scan_on_the_grid_is_copied_as_it_is_drawn, 0,
	    KINDS);
	tcase_add_loop_test(c, what_is_not_one_picture_on_the_grid_is_drawn, 0,
	    OTHERS);
	tcase_add_loop_test(c, a_picture_that_is_not_just_samples_is_drawn, 0,
	    sizeof(strange) / sizeof(strange[0]));
	tcase_add_test(c, gray_is_not_copied_where_the_output_has_colours);
	tcase_add_loop_test(c, a_picture_that_ends_early_is_drawn, 0, KINDS);
	tcase_add_test(c, a_jpeg_of_another_size_is_drawn);
	suite_add_tcase(s, c);
	return s;
}
