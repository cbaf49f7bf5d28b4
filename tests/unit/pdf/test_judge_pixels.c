/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What burns a box and what judges it compute its pixels apart: on random
 * pages, resolutions and boxes the judge finds nothing, and finds any one
 * pixel that a point of a box lies in.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "pdf/burn.h"
#include "pdf/document.h"
#include "pdf/judge_content.h"
#include "pdf/writer.h"
#include "judge_pixels_priv.h"
#include "seed.h"
#include "suites.h"

#define BOXES 4
#define ROUNDS 60

static struct ic_slice_page page;
static struct ic_slice_box boxes[BOXES];
static struct ic_slice slice;
static struct ic_raster raster;
static unsigned state;

static int32_t draw(int32_t below)
{
	state = state * 1103515245 + 12345;
	return (int32_t)((state >> 4) % (unsigned)below);
}

static void random_page(unsigned seed)
{
	state = seed;
	page = (struct ic_slice_page){ .size = { 60000 + draw(140000),
					   60000 + draw(140000) },
		.nboxes = BOXES };
	slice = (struct ic_slice){ .npages = 1,
		.nboxes = BOXES,
		.pages = &page,
		.boxes = boxes,
		.fill = seed % 2 ? IC_FILL_WHITE : IC_FILL_BLACK };
	if (seed % 3 == 0) {
		slice.room_bottom = 1000 + (uint32_t)draw(30000);
		slice.room_top = (uint32_t)draw(20000);
	}
	for (int i = 0; i < BOXES; i++) {
		int32_t w = 1 + draw(i ? 30000 : 300);
		int32_t h = 1 + draw(i ? 20000 : 300);
		int32_t x = draw(page.size.w - w + 1);
		int32_t y = draw(page.size.h - h + 1);

		boxes[i] = (struct ic_slice_box){ { x, y, x + w, y + h }, 0,
			0 };
	}
	ck_assert(
	    ic_raster_shape(&raster, page.size, 40 + (uint32_t)draw(200), 1));
	for (int y = 0; y < raster.h; y++) {
		memset(raster.px + (size_t)y * raster.stride, 100,
		    (size_t)raster.w);
	}
	ic_burn_page(&raster, &slice, 0);
}

static FILE *written(void)
{
	size_t n = (size_t)raster.w * (size_t)raster.h;
	uLongf len = compressBound(n);
	uint8_t *flat = malloc(n), *z = malloc(len);
	struct ic_writer *w = NULL;
	struct ic_error err = { 0 };
	FILE *f = tmpfile();
	uint32_t ref;

	ck_assert(f && flat && z);
	for (int y = 0; y < raster.h; y++) {
		memcpy(flat + (size_t)y * (size_t)raster.w,
		    raster.px + (size_t)y * raster.stride, (size_t)raster.w);
	}
	ck_assert_int_eq(compress2(z, &len, flat, n, 1), Z_OK);
	struct ic_image im = { .w = raster.w,
		.h = raster.h,
		.encoding = IC_ENCODING_GRAY8,
		.data = z,
		.len = len };
	ck_assert(ic_writer_open(&w, fileno(f), &err));
	ck_assert(ic_writer_image(w, &im, &ref, &err));
	struct ic_page_out out = { page.size, ref,
		ic_writer_spot(page.size,
		    ic_slice_placement(&slice, page.size)),
		NULL, 0, false, false, 0, NULL, 0 };
	ck_assert(ic_writer_page(w, &out, &err));
	ck_assert(ic_writer_finish(w, NULL, &err));
	ic_writer_close(w);
	free(flat);
	free(z);
	return f;
}

static struct said judge(void)
{
	FILE *f = written();
	struct ic_document doc;
	struct said said = { 0 };

	ck_assert_int_eq(ic_document_open(&doc, fileno(f), ""), IC_REASON_NONE);
	ic_judge_boxes(&doc, &slice, said_hear, &said);
	ic_document_close(&doc);
	fclose(f);
	return said;
}

START_TEST(what_was_burned_is_clean_and_one_pixel_less_is_not)
{
	for (unsigned seed = 1; seed <= ROUNDS; seed++) {
		uint32_t box;
		int32_t x, y;
		struct said said;

		random_page(seed);
		said = judge();
		ck_assert_msg(said.faults == 0, "seed %u: %s", seed,
		    ic_fault_sentence((enum ic_fault)said.fault));
		box = (uint32_t)draw(BOXES);
		x = boxes[box].rect.x0 +
		    draw(boxes[box].rect.x1 - boxes[box].rect.x0);
		y = boxes[box].rect.y0 +
		    draw(boxes[box].rect.y1 - boxes[box].rect.y0);
		x = (int32_t)((int64_t)x * raster.w / page.size.w);
		y = (int32_t)((int64_t)y * raster.h / page.size.h);
		raster.px[(size_t)y * raster.stride + (size_t)x] = 128;
		said = judge();
		ck_assert_msg(said.faults > 0 &&
			said.fault == IC_FAULT_BOX_COLOR,
		    "seed %u: not seen", seed);
	}
	ic_raster_finish(&raster);
}
END_TEST

/* A row of so many bytes: noise in which there are runs of paper. */
static void fill_row(uint8_t *row, int n)
{
	for (int i = 0; i < n; i++) {
		row[i] = (uint8_t)draw(256);
	}
	for (int i = draw(20); i < n; i += 1 + draw(20)) {
		for (int k = draw(24); k > 0 && i < n; k--) {
			row[i++] = 255;
		}
	}
}

START_TEST(packed_samples_become_bytes_wherever_one_begins)
{
	static const int depths[] = { 1, 2, 4 };
	int bits = depths[_i], most = (1 << bits) - 1;
	fz_context *ctx = fz_new_context(NULL, NULL, 1 << 20);
	uint8_t rows[100];
	struct ic_pixels_of px = { .w = 100 * 8 / bits,
		.h = 1,
		.n = 1,
		.bits = bits,
		.stride = sizeof(rows),
		.rows = rows };

	ck_assert(ctx);
	ic_pixels_unpacked_open(ctx, &px);
	for (int round = 0; round < 200; round++) {
		int x0 = draw(px.w), x1 = x0 + draw(px.w - x0);
		const uint8_t *got;

		fill_row(rows, (int)sizeof(rows));
		got = ic_pixels_row(ctx, &px, 0, x0, x1);
		for (int x = x0; x < x1; x++) {
			int by = 8 - bits - x * bits % 8;
			int want = (rows[x * bits / 8] >> by & most) * 255;

			ck_assert_int_eq(got[x - x0], want / most);
		}
	}
	ic_pixels_unpacked_close(ctx, &px);
	fz_drop_context(ctx);
}
END_TEST

Suite *suite_judge_pixels(void)
{
	Suite *s = suite_create("judge_pixels");
	TCase *t = tcase_create("judge_pixels");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, what_was_burned_is_clean_and_one_pixel_less_is_not);
	tcase_add_loop_test(t, packed_samples_become_bytes_wherever_one_begins,
	    0, 3);
	suite_add_tcase(s, t);
	return s;
}
