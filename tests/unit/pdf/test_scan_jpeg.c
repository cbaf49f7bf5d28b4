/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * JPEGs cut by their coefficients: what is refused and why, and that the
 * judge reads what comes out. What becomes of coefficients and colours is told
 * by tests/jpeg, which asks libjpeg alone.
 */
#include <stdlib.h>
#include <string.h>

#include "scan_jpeg.h"
#include "codec.h"
#include "suites.h"

#define W 90
#define H 75

static const struct ic_pixels box = { 20, 31, 55, 44 };

/* Ramps in as many samples a pixel as the flags ask for. */
static void source(unsigned flags, struct ic_buf *out)
{
	static uint8_t px[W * H * 4];

	for (size_t i = 0; i < sizeof(px); i++) {
		px[i] = (uint8_t)(i * 7 % 40 + 200);
	}
	codec_jpeg(px, W, H, flags, out);
}

static unsigned comps_of(unsigned flags)
{
	return flags & CODEC_GRAY               ? 1
	    : flags & (CODEC_CMYK | CODEC_YCCK) ? 4
						: 3;
}

static enum ic_scan cut(const struct ic_buf *in, unsigned comps, int w, int h,
    struct ic_buf *out)
{
	struct ic_scan_jpeg from = { in->data, in->len, comps, -1, false };
	struct ic_scan_cut c = { w, h, { 0, 0, w, h }, &box, 1, 0, 200 };
	struct ic_pixels part;

	ic_buf_reset(out);
	return ic_scan_jpeg(&from, &c, out, &part);
}

static const unsigned kinds[] = { CODEC_GRAY, 0, CODEC_PROGRESSIVE,
	CODEC_PROGRESSIVE | CODEC_GRAY, CODEC_RESTARTS, CODEC_CMYK, CODEC_YCCK,
	CODEC_YCCK | CODEC_PROGRESSIVE, CODEC_NO_JFIF };

#define KINDS (sizeof(kinds) / sizeof(*kinds))

START_TEST(what_is_written_is_what_the_judge_reads)
{
	struct ic_buf in = { 0 }, out = { 0 };

	for (size_t i = 0; i < KINDS; i++) {
		struct ic_coded im = { IC_CODING_JPEG, W, H, comps_of(kinds[i]),
			8, NULL, 0 };

		source(kinds[i], &in);
		ck_assert_int_eq(cut(&in, im.comps, W, H, &out), IC_SCAN_KEPT);
		ck_assert_msg(codec_strict(&im, &out), "kind %x", kinds[i]);
		im.comps = im.comps == 4 ? 3 : 4;
		ck_assert(!codec_strict(&im, &out));
	}
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(steps_beyond_a_byte_are_kept_with_and_without_a_box)
{
	struct ic_coded im = { IC_CODING_JPEG, W, H, 1, 8, NULL, 0 };
	struct ic_buf in = { 0 }, out = { 0 };
	struct ic_scan_jpeg from;
	struct ic_scan_cut c = { W, H, { 0, 0, W, H }, NULL, 0, 0, 200 };
	struct ic_pixels part;

	source(CODEC_GRAY | CODEC_COARSE, &in);
	from = (struct ic_scan_jpeg){ in.data, in.len, 1, -1, false };
	ck_assert_int_eq(ic_scan_jpeg(&from, &c, &out, &part), IC_SCAN_KEPT);
	ck_assert_int_eq(codec_strict(&im, &out), 1);
	ck_assert_int_eq(cut(&in, 1, W, H, &out), IC_SCAN_KEPT);
	ck_assert_int_eq(codec_strict(&im, &out), 1);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

/* Where the first marker m is, or the end. */
static size_t find(const struct ic_buf *b, int m)
{
	size_t at = 2;

	while (at + 4 < b->len && b->data[at + 1] != m) {
		at += 2 + ((size_t)b->data[at + 2] << 8 | b->data[at + 3]);
	}
	return at;
}

#define SOF0 0xc0
#define APP14 0xee
#define SOS 0xda

START_TEST(a_scan_says_its_colours_in_one_way)
{
	static const struct {
		unsigned flags;
		int transform; /* said of it, which is not so or no number */
	} lies[] = { { 0, 2 }, { CODEC_CMYK, 1 }, { CODEC_YCCK, 1 },
		{ CODEC_CMYK, 3 }, { 0, 3 } };
	struct ic_buf in = { 0 }, out = { 0 }, more = { 0 };

	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		struct ic_coded im = { IC_CODING_JPEG, W, H,
			comps_of(lies[i].flags), 8, NULL, 0 };
		size_t at;

		source(lies[i].flags, &in);
		ck_assert_int_eq(cut(&in, im.comps, W, H, &out), IC_SCAN_KEPT);
		at = find(&out, APP14);
		ck_assert_int_eq(codec_strict(&im, &out), 1);
		/* Without it, unless JFIF says so, and twice. */
		ic_buf_reset(&more);
		ic_buf_add(&more, out.data, at + 16);
		ic_buf_add(&more, out.data + at, out.len - at);
		ck_assert_int_eq(codec_strict(&im, &more), 0);
		ic_buf_reset(&more);
		ic_buf_add(&more, out.data, at);
		ic_buf_add(&more, out.data + at + 16, out.len - at - 16);
		ck_assert_int_eq(codec_strict(&im, &more), im.comps == 3);
		out.data[at + 15] = (uint8_t)lies[i].transform;
		ck_assert_int_eq(codec_strict(&im, &out), 0);
	}
	ic_buf_finish(&in);
	ic_buf_finish(&out);
	ic_buf_finish(&more);
}
END_TEST

START_TEST(components_have_names_and_sampling_of_their_own)
{
	struct ic_coded im = { IC_CODING_JPEG, W, H, 3, 8, NULL, 0 };
	struct ic_buf in = { 0 }, out = { 0 };
	size_t at;

	source(0, &in);
	ck_assert_int_eq(cut(&in, 3, W, H, &out), IC_SCAN_KEPT);
	at = find(&out, SOF0);
	ck_assert_uint_eq(out.data[at + 10], 1);
	out.data[at + 13]--; /* the second is named as the first */
	ck_assert_int_eq(codec_strict(&im, &out), 0);
	out.data[at + 13]++;
	ck_assert_int_eq(codec_strict(&im, &out), 1);
	out.data[at + 14] = 0x10;
	ck_assert_int_eq(codec_strict(&im, &out), 0);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(a_picture_that_is_not_what_the_pdf_says_is_drawn)
{
	struct ic_buf in = { 0 }, out = { 0 };

	source(0, &in);
	ck_assert_int_eq(cut(&in, 3, W, H + 1, &out), IC_SCAN_DAMAGED);
	ck_assert_int_eq(cut(&in, 3, W - 1, H, &out), IC_SCAN_DAMAGED);
	ck_assert_int_eq(cut(&in, 1, W, H, &out), IC_SCAN_CODEC);
	ck_assert_int_eq(cut(&in, 4, W, H, &out), IC_SCAN_CODEC);
	ck_assert_uint_eq(out.len, 0);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(a_damaged_picture_is_drawn)
{
	struct ic_buf in = { 0 }, out = { 0 };
	size_t len;

	for (size_t i = 0; i < KINDS; i++) {
		source(kinds[i], &in);
		len = in.len;
		for (in.len = 1; in.len < len - 1; in.len += 1 + len / 97) {
			enum ic_scan got = cut(&in, comps_of(kinds[i]), W, H,
			    &out);

			/* Half a header may say any number of bits. */
			ck_assert_msg(got == IC_SCAN_DAMAGED ||
				(got == IC_SCAN_CODEC &&
				    in.len < find(&in, SOS)),
			    "%zu of %zu: %d", in.len, len, got);
		}
		in.len = len;
		memset(in.data + len - 50, 0xff, 20);
		ck_assert_int_eq(cut(&in, comps_of(kinds[i]), W, H, &out),
		    IC_SCAN_DAMAGED);
	}
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(a_picture_of_12_bits_or_without_loss_is_drawn)
{
	struct ic_buf in = { 0 }, out = { 0 };
	size_t at;

	source(CODEC_GRAY, &in);
	at = find(&in, SOF0);
	in.data[at + 4] = 12;
	ck_assert_int_eq(cut(&in, 1, W, H, &out), IC_SCAN_CODEC);
	in.data[at + 4] = 8;
	in.data[at + 1] = 0xc3;
	ck_assert_int_eq(cut(&in, 1, W, H, &out), IC_SCAN_CODEC);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(a_picture_too_large_is_drawn)
{
	struct ic_buf in = { 0 }, out = { 0 };
	size_t at;

	source(CODEC_GRAY, &in);
	at = find(&in, SOF0);
	memcpy(in.data + at + 5, "\x20\0\x20\0", 4); /* 8192 x 8192 */
	ck_assert_int_eq(cut(&in, 1, 8192, 8192, &out), IC_SCAN_LARGE);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

/* The same scans again and again: each is as good as the first. */
START_TEST(more_scans_than_any_picture_needs_are_damage)
{
	struct ic_buf in = { 0 }, many = { 0 }, out = { 0 };
	size_t at;

	source(CODEC_SCATTERED, &in);
	at = find(&in, SOS);
	for (int scans = 63; scans <= 66; scans += 3) {
		ic_buf_reset(&many);
		ic_buf_add(&many, in.data, at);
		for (int i = 0; i < scans; i += 3) {
			ic_buf_add(&many, in.data + at, in.len - 2 - at);
		}
		ic_buf_add(&many, in.data + in.len - 2, 2);
		ck_assert_int_eq(cut(&many, 3, W, H, &out),
		    scans <= 64 ? IC_SCAN_KEPT : IC_SCAN_DAMAGED);
	}
	ic_buf_finish(&in);
	ic_buf_finish(&many);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(the_bytes_before_are_left_alone)
{
	struct ic_scan_jpeg from = { .comps = 1, .transform = -1 };
	struct ic_scan_cut c = { W, H, { 0, 0, W, H }, &box, 1, 0, 200 };
	struct ic_buf in = { 0 }, out = { 0 };
	struct ic_pixels part = { 0 };

	source(CODEC_GRAY, &in);
	ic_buf_puts(&out, "before");
	from.bytes = in.data;
	from.n = in.len / 2;
	ck_assert_int_eq(ic_scan_jpeg(&from, &c, &out, &part), IC_SCAN_DAMAGED);
	ck_assert_uint_eq(out.len, 6);
	from.n = in.len;
	ck_assert_int_eq(ic_scan_jpeg(&from, &c, &out, &part), IC_SCAN_KEPT);
	ck_assert_mem_eq(out.data, "before\xff\xd8", 8);
	ck_assert_int_eq(part.x1, W);
	ck_assert_int_eq(part.y1, H);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

START_TEST(a_buffer_that_is_full_is_want_of_memory)
{
	struct ic_buf in = { 0 }, out = { .max = 600 };

	source(0, &in);
	ck_assert_int_eq(cut(&in, 3, W, H, &out), IC_SCAN_NONE);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
}
END_TEST

#define LARGE 640

/* Smooth, but for one block in `every`, which is noise. */
static void speckled(int comps, int every)
{
	static uint8_t px[LARGE * LARGE * 3];
	struct ic_scan_cut c = { LARGE, LARGE, { 0, 0, LARGE, LARGE }, NULL, 0,
		0, 200 };
	struct ic_coded im = { IC_CODING_JPEG, LARGE, LARGE, (unsigned)comps, 8,
		NULL, 0 };
	struct ic_buf in = { 0 }, out = { 0 }, before = { 0 }, after = { 0 };
	struct ic_scan_jpeg from;
	struct ic_pixels part;
	unsigned state = 7;
	int w, h;

	for (int i = 0; i < LARGE * LARGE * comps; i++) {
		int x = i / comps % LARGE, y = i / comps / LARGE;
		bool noise = (x / 8 + y / 8) % every == 1;

		state = state * 1103515245 + 12345;
		px[i] = noise ? (uint8_t)(state >> 16) : (uint8_t)(x / 8 + 90);
	}
	codec_jpeg(px, LARGE, LARGE, comps == 1 ? CODEC_GRAY : 0, &in);
	from = (struct ic_scan_jpeg){ in.data, in.len, (unsigned)comps, -1,
		false };
	ck_assert_int_eq(ic_scan_jpeg(&from, &c, &out, &part), IC_SCAN_KEPT);
	ck_assert(codec_strict(&im, &out));
	ck_assert(ic_scan_jpeg_view(&from, LARGE, LARGE, 8, &before, &w, &h));
	from.bytes = out.data;
	from.n = out.len;
	ck_assert(ic_scan_jpeg_view(&from, LARGE, LARGE, 8, &after, &w, &h));
	ck_assert_uint_eq(after.len, LARGE * LARGE);
	ck_assert_mem_eq(before.data, after.data, after.len);
	ck_assert_uint_le(out.len, in.len);
	ic_buf_finish(&in);
	ic_buf_finish(&out);
	ic_buf_finish(&before);
	ic_buf_finish(&after);
}

/* Only a part of its blocks is counted, perhaps those without the symbols. */
START_TEST(a_large_picture_has_a_code_for_all_that_is_in_it)
{
	for (int every = 2; every <= 8; every *= 2) {
		speckled(1, every);
		speckled(3, every);
	}
}
END_TEST

Suite *suite_scan_jpeg(void)
{
	Suite *s = suite_create("scan_jpeg");
	TCase *t = tcase_create("scan_jpeg");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, what_is_written_is_what_the_judge_reads);
	tcase_add_test(t, steps_beyond_a_byte_are_kept_with_and_without_a_box);
	tcase_add_test(t, a_scan_says_its_colours_in_one_way);
	tcase_add_test(t, components_have_names_and_sampling_of_their_own);
	tcase_add_test(t, a_picture_that_is_not_what_the_pdf_says_is_drawn);
	tcase_add_test(t, a_damaged_picture_is_drawn);
	tcase_add_test(t, a_picture_of_12_bits_or_without_loss_is_drawn);
	tcase_add_test(t, a_picture_too_large_is_drawn);
	tcase_add_test(t, more_scans_than_any_picture_needs_are_damage);
	tcase_add_test(t, the_bytes_before_are_left_alone);
	tcase_add_test(t, a_buffer_that_is_full_is_want_of_memory);
	tcase_add_test(t, a_large_picture_has_a_code_for_all_that_is_in_it);
	suite_add_tcase(s, t);
	return s;
}
