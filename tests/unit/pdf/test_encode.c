/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/encode.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pdf/burn.h"
#include "suites.h"
#include "testpdf.h"

#define W 250
#define H 200

static struct ic_raster r;
static struct ic_encoder e;
static struct ic_image im;
static struct ic_slice_box box = { { 5000, 5000, 30000, 15000 }, 0, 0 };
static struct ic_slice_page page = { .box = 0, .nboxes = 1 };
static struct ic_slice slice;
static char path[] = "/tmp/ic-encode-XXXXXX";

static void setup(void)
{
	strcpy(path + strlen(path) - 6, "XXXXXX");
	close(mkstemp(path));
	page.nboxes = 0;
	slice = (struct ic_slice){ .npages = 1,
		.pages = &page,
		.nboxes = 1,
		.boxes = &box };
}

static void teardown(void)
{
	ic_raster_finish(&r);
	ic_encoder_finish(&e);
	unlink(path);
}

/* A white raster of W x H pixels at 300 dpi. */
static void blank(int comps)
{
	ck_assert(ic_raster_shape(&r, (struct ic_size){ W * 240, H * 240 }, 300,
	    comps));
	ck_assert_int_eq(r.w, W);
	ck_assert_int_eq(r.h, H);
	memset(r.px, 255, r.stride * H);
}

static void rect(int x0, int y0, int x1, int y1, int value)
{
	for (int y = y0; y < y1; y++) {
		memset(r.px + (size_t)y * r.stride + x0 * r.comps, value,
		    (size_t)((x1 - x0) * r.comps));
	}
}

static void encode(void)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_encode_page(&e, &r, &slice, 0, &im, &err), "%s",
	    err.msg);
}

/* Poppler writes gray as three equal channels. */
static void make_gray(struct testpnm *p)
{
	size_t n = (size_t)p->w * (size_t)p->h;

	for (size_t i = 0; i < n; i++) {
		ck_assert_int_eq(p->px[3 * i], p->px[3 * i + 1]);
		ck_assert_int_eq(p->px[3 * i], p->px[3 * i + 2]);
		p->px[i] = p->px[3 * i];
	}
	p->comps = 1;
}

/* The image alone on a page of its size, as poppler takes it out again. */
static struct testpnm shown(void)
{
	int fd = open(path, O_RDWR | O_TRUNC | O_CLOEXEC);
	struct ic_page_out out = { .size = r.size,
		.spot = ic_writer_spot(r.size,
		    (struct ic_placement){ 1000000, 0, 0 }) };
	struct ic_error err = { 0 };
	struct ic_writer *w = NULL;
	struct testpnm p;
	char line[160];

	ck_assert(ic_writer_open(&w, fd, &err));
	ck_assert_msg(ic_writer_image(w, &im, &out.image, &err), "%s", err.msg);
	ck_assert(ic_writer_page(w, &out, &err));
	ck_assert(ic_writer_finish(w, NULL, &err));
	ic_writer_close(w);
	close(fd);
	snprintf(line, sizeof(line),
	    "pdfimages %s %s && cat %s-000.p?m && "
	    "rm %s-000.p?m",
	    path, path, path, path);
	p = testpnm_run(line);
	if (p.comps > r.comps) {
		make_gray(&p);
	}
	ck_assert_int_eq(p.comps, r.comps);
	return p;
}

/* How far the reader's pixels are from what was written back. */
static int worst_difference(void)
{
	struct testpnm p = shown();
	int worst = 0;

	ck_assert_int_eq(p.w, W);
	ck_assert_int_eq(p.h, H);
	for (size_t i = 0; i < r.stride * H; i++) {
		int d = abs(p.px[i] - r.px[i]);

		worst = d > worst ? d : worst;
	}
	testpnm_finish(&p);
	return worst;
}

/* Marks like letters, with softened rims. */
static void letters(void)
{
	for (int i = 0; i < 20; i++) {
		rect(10 + 11 * i, 21, 15 + 11 * i, 39, 120);
		rect(11 + 11 * i, 22, 14 + 11 * i, 38, 0);
		rect(9 + 11 * i, 60, 16 + 11 * i, 64, 200);
		rect(10 + 11 * i, 61, 15 + 11 * i, 63, 10);
	}
}

static void gradient(int x0, int y0, int x1, int y1)
{
	for (int y = y0; y < y1; y++) {
		for (int x = x0; x < x1; x++) {
			for (int c = 0; c < r.comps; c++) {
				r.px[(size_t)y * r.stride +
				    (size_t)(x * r.comps + c)] = (uint8_t)(30 +
				    x / 2 + 3 * c + y / 4);
			}
		}
	}
}

START_TEST(text_is_two_bit_gray_and_read_back_as_written)
{
	blank(1);
	letters();
	encode();
	ck_assert_int_eq(im.encoding, IC_ENCODING_GRAY2);
	ck_assert_int_eq(worst_difference(), 0);
}
END_TEST

START_TEST(black_and_white_alone_is_g4)
{
	blank(1);
	rect(20, 20, 90, 90, 0);
	rect(120, 30, 123, 190, 0);
	encode();
	ck_assert_int_eq(im.encoding, IC_ENCODING_BILEVEL);
	ck_assert(im.ccitt);
	ck_assert_int_eq(worst_difference(), 0);
}
END_TEST

START_TEST(dots_are_flate_where_g4_would_grow)
{
	blank(1);
	for (int i = 0; i < W * H; i++) {
		r.px[i] = (i + i / W) % 2 ? 255 : 0;
	}
	encode();
	ck_assert_int_eq(im.encoding, IC_ENCODING_BILEVEL);
	ck_assert(!im.ccitt);
	ck_assert_int_eq(worst_difference(), 0);
}
END_TEST

START_TEST(a_photograph_is_jpeg)
{
	for (int comps = 1; comps <= 3; comps += 2) {
		blank(comps);
		letters();
		gradient(60, 70, 220, 190);
		encode();
		ck_assert_int_eq(im.encoding,
		    comps == 3 ? IC_ENCODING_JPEG_RGB : IC_ENCODING_JPEG_GRAY);
		ck_assert_int_le(worst_difference(), 2);
	}
}
END_TEST

START_TEST(colour_takes_as_few_bits_as_its_cells_allow)
{
	static const struct {
		int fill;
		enum ic_encoding encoding;
	} rows[] = {
		{ 255, IC_ENCODING_RGB2 },
		{ 140, IC_ENCODING_RGB4 },
		{ 249, IC_ENCODING_RGB8 },
	};

	for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++) {
		blank(3);
		letters();
		for (int i = 0; i < 90; i++) {
			uint8_t *p = r.px + (size_t)(100 + i) * r.stride;

			p[60] = 7;
			for (int x = 100; x < 200; x++) {
				p[3 * x + 2] = (uint8_t)rows[k].fill;
			}
		}
		encode();
		ck_assert_msg(im.encoding == rows[k].encoding, "%d: %s",
		    rows[k].fill, ic_encoding_word(im.encoding));
		ck_assert_int_eq(worst_difference(), 0);
		ck_assert_int_le(abs(r.px[120 * r.stride + 452] - rows[k].fill),
		    8);
	}
}
END_TEST

static int mean(int x0, int y0, int x1, int y1)
{
	int sum = 0;

	for (int y = y0; y < y1; y++) {
		for (int x = x0; x < x1; x++) {
			sum += r.px[(size_t)y * r.stride + (size_t)x];
		}
	}
	return sum / ((x1 - x0) * (y1 - y0));
}

START_TEST(no_light_gray_vanishes_and_none_moves_far)
{
	for (int v = 0; v <= 250; v++) {
		int got;

		blank(1);
		letters();
		rect(100, 80, 220, 180, v);
		encode();
		got = mean(100, 80, 220, 180);
		ck_assert_msg(got < 255 && abs(got - v) <= IC_ENCODE_CELL_MAX,
		    "%d became %d by %s", v, got,
		    ic_encoding_word(im.encoding));
	}
}
END_TEST

START_TEST(a_faint_hairline_stays)
{
	for (int upright = 0; upright < 2; upright++) {
		blank(1);
		letters();
		if (upright) {
			rect(120, 80, 121, 190, 225);
		} else {
			rect(20, 120, 240, 121, 225);
		}
		encode();
		ck_assert_int_lt(r.px[120 * r.stride + 120], 255);
		ck_assert_int_eq(worst_difference(), 0);
	}
}
END_TEST

START_TEST(bilevel_by_force_is_black_below_the_threshold)
{
	blank(1);
	rect(20, 20, 60, 60, IC_ENCODE_THRESHOLD - 1);
	rect(80, 20, 120, 60, IC_ENCODE_THRESHOLD);
	slice.color = IC_COLOR_BILEVEL;
	encode();
	ck_assert_int_eq(im.encoding, IC_ENCODING_BILEVEL);
	ck_assert_int_eq(mean(20, 20, 60, 60), 0);
	ck_assert_int_eq(mean(80, 20, 120, 60), 255);
	ck_assert_int_eq(worst_difference(), 0);
}
END_TEST

/* White text on a dark photograph rings most. */
START_TEST(a_box_in_a_photograph_keeps_its_colour_after_decoding)
{
	int value, worst = 0;
	struct ic_pixels p;
	struct testpnm s;

	slice.fill = _i % 2 ? IC_FILL_WHITE : IC_FILL_BLACK;
	page.nboxes = 1;
	blank(_i < 2 ? 1 : 3);
	gradient(0, 0, W, H);
	for (int i = 0; i < 2000; i++) {
		int x = i * 37 % (W - 4), y = i * 53 % (H - 4);

		rect(x, y, x + 2, y + 3, i % 2 ? 255 : 0);
	}
	ic_burn_page(&r, &slice, 0);
	encode();
	value = ic_burn_value(&slice, 0);
	s = shown();
	p = ic_raster_burned(&r, box.rect);
	for (int y = p.y0; y < p.y1; y++) {
		for (int i = p.x0 * r.comps; i < p.x1 * r.comps; i++) {
			int d = abs(
			    s.px[(size_t)y * r.stride + (size_t)i] - value);

			worst = d > worst ? d : worst;
		}
	}
	ck_assert_msg(worst <= IC_ENCODE_BOX_MAX, "%d by %s", worst,
	    ic_encoding_word(im.encoding));
	testpnm_finish(&s);
}
END_TEST

START_TEST(every_width_packs_to_whole_rows)
{
	static const enum ic_encoding want[] = { IC_ENCODING_BILEVEL,
		IC_ENCODING_GRAY2, IC_ENCODING_GRAY4 };

	for (int kind = 0; kind < 3; kind++) {
		for (int w = 41; w < 58; w++) {
			struct testpnm p;

			ck_assert(ic_raster_shape(&r,
			    (struct ic_size){ w * 240, 48000 }, 300, 1));
			memset(r.px, 255, r.stride * (size_t)r.h);
			if (kind == 2) {
				rect(2, 60, 32, 90, 119);
			}
			for (int i = 0; i < 30; i++) {
				rect(w - 8, i, w - 3, i + 1, 0);
				rect(w - 3, i, w, i + 1,
				    kind == 0       ? 0
					: kind == 1 ? 85
						    : 119);
			}
			encode();
			ck_assert_int_eq(im.encoding, want[kind]);
			p = shown();
			ck_assert_int_eq(p.w, w);
			ck_assert_int_eq(memcmp(p.px, r.px,
					     r.stride * (size_t)r.h),
			    0);
			testpnm_finish(&p);
		}
	}
}
END_TEST

START_TEST(the_same_pixels_give_the_same_bytes)
{
	struct ic_buf first = { 0 };

	for (int i = 0; i < 2; i++) {
		blank(3);
		letters();
		gradient(60, 70, 220, 190);
		encode();
		if (i == 0) {
			ic_buf_add(&first, im.data, im.len);
		}
	}
	ck_assert_uint_eq(first.len, im.len);
	ck_assert_int_eq(memcmp(first.data, im.data, im.len), 0);
	ic_buf_finish(&first);
}
END_TEST

Suite *suite_encode(void)
{
	Suite *s = suite_create("encode");
	TCase *c = tcase_create("encode");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, text_is_two_bit_gray_and_read_back_as_written);
	tcase_add_test(c, black_and_white_alone_is_g4);
	tcase_add_test(c, dots_are_flate_where_g4_would_grow);
	tcase_add_test(c, a_photograph_is_jpeg);
	tcase_add_test(c, colour_takes_as_few_bits_as_its_cells_allow);
	tcase_add_test(c, no_light_gray_vanishes_and_none_moves_far);
	tcase_add_test(c, a_faint_hairline_stays);
	tcase_add_test(c, bilevel_by_force_is_black_below_the_threshold);
	tcase_add_loop_test(c,
	    a_box_in_a_photograph_keeps_its_colour_after_decoding, 0, 4);
	tcase_add_test(c, every_width_packs_to_whole_rows);
	tcase_add_test(c, the_same_pixels_give_the_same_bytes);
	suite_add_tcase(s, c);
	return s;
}
