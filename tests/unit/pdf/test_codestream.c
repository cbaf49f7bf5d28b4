/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The judge's strict readers of G4, JPEG and deflated pictures, over what
 * libtiff, libjpeg and zlib write.
 */
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "tiler_priv.h"
#include "codec.h"
#include "suites.h"

/* Runs of every length in both colours, and rows that differ at random. */
static void scribble(uint8_t *rows, int w, int h, unsigned chance)
{
	static unsigned state = 20260101;
	int row = (w + 7) / 8, ink = 0;

	memset(rows, 0, (size_t)(row * h));
	for (int y = 0; y < h; y++) {
		for (int x = 0; x < w; x++) {
			state = state * 1103515245 + 12345;
			ink ^= (state >> 16) % chance == 0;
			if (ink) {
				rows[y * row + x / 8] |= 0x80 >> x % 8;
			}
		}
	}
}

START_TEST(g4_by_libtiff_is_read_to_its_end)
{
	static const unsigned chances[] = { 2, 3, 7, 40, 300, 2000, 9000 };
	static uint8_t rows[(6000 + 7) / 8 * 40];
	struct ic_buf b = { 0 };

	for (size_t i = 0; i < 7; i++) {
		for (int w = 5990; w < 6000; w += 3) {
			struct ic_coded im = { IC_CODING_FAX, w, 40, 1, 1, NULL,
				0 };

			scribble(rows, w, 40, chances[i]);
			codec_g4(rows, w, 40, &b);
			ck_assert_msg(codec_strict(&im, &b),
			    "one change in %u, width %d", chances[i], w);
			im.h = 39;
			ck_assert(!codec_strict(&im, &b));
			im.h = 41;
			ck_assert(!codec_strict(&im, &b));
			im.h = 40;
			im.w--;
			ck_assert(!codec_strict(&im, &b));
			im.w++;
			b.len--;
			ck_assert(!codec_strict(&im, &b));
			b.len++;
			ic_buf_putc(&b, 0);
			ck_assert(!codec_strict(&im, &b));
		}
	}
	ic_buf_finish(&b);
}
END_TEST

START_TEST(g4_of_white_black_and_each_run_is_read)
{
	static uint8_t rows[3000 / 8 * 2700];
	struct ic_coded im = { IC_CODING_FAX, 3000, 2700, 1, 1, NULL, 0 };
	struct ic_buf b = { 0 };

	for (int fill = 0; fill < 256; fill += 255) {
		memset(rows, fill, sizeof(rows));
		codec_g4(rows, 3000, 2700, &b);
		ck_assert_int_eq(codec_strict(&im, &b), 1);
	}
	/* Every other row white, so that each is coded by its runs. */
	memset(rows, 0, sizeof(rows));
	for (int y = 1; y < 2700; y += 2) {
		for (int x = 3000 - y; x < 3000; x++) {
			rows[y * 375 + x / 8] |= 0x80 >> x % 8;
		}
	}
	codec_g4(rows, 3000, 2700, &b);
	ck_assert_int_eq(codec_strict(&im, &b), 1);
	for (size_t i = 0; i < sizeof(rows); i++) {
		rows[i] ^= 0xff;
	}
	codec_g4(rows, 3000, 2700, &b);
	ck_assert_int_eq(codec_strict(&im, &b), 1);
	ic_buf_finish(&b);
}
END_TEST

/* A JPEG of stripes. */
static void jpeg(int w, int h, unsigned flags, struct ic_buf *out)
{
	int comps = flags & CODEC_GRAY ? 1 : 3;
	uint8_t *px = malloc((size_t)w * h * comps);

	ck_assert_ptr_nonnull(px);
	for (int i = 0; i < w * h * comps; i++) {
		px[i] = (uint8_t)(i * 7 + i / w * 13);
	}
	codec_jpeg(px, w, h, flags, out);
	free(px);
}

START_TEST(a_jpeg_by_libjpeg_is_read_to_its_end)
{
	struct ic_buf b = { 0 };

	for (unsigned flags = 0; flags < 16; flags++) {
		struct ic_coded im = { IC_CODING_JPEG, 123, 77,
			flags & CODEC_GRAY ? 1 : 3, 8, NULL, 0 };

		jpeg(123, 77, flags, &b);
		ck_assert_msg(codec_strict(&im, &b), "%u", flags);
		im.w++;
		ck_assert(!codec_strict(&im, &b));
		im.w--;
		im.comps ^= 2;
		ck_assert(!codec_strict(&im, &b));
		im.comps ^= 2;
		b.len--;
		ck_assert(!codec_strict(&im, &b));
		b.len++;
		ic_buf_putc(&b, 0);
		ck_assert(!codec_strict(&im, &b));
	}
	ic_buf_finish(&b);
}
END_TEST

static void insert(struct ic_buf *b, size_t at, const void *p, size_t n)
{
	struct ic_buf out = { 0 };

	ic_buf_add(&out, b->data, at);
	ic_buf_add(&out, p, n);
	ic_buf_add(&out, b->data + at, b->len - at);
	ic_buf_finish(b);
	*b = out;
}

START_TEST(a_jpeg_carries_nothing_but_its_pixels)
{
	static const struct {
		const char *what;
		char bytes[24];
		unsigned n;
		bool at_end; /* before EOI, else behind SOI */
	} planted[] = {
		{ "comment", "\xff\xfe\0\5abc", 7, false },
		{ "Exif", "\xff\xe1\0\6abcd", 8, false },
		{ "ICC", "\xff\xe2\0\6abcd", 8, false },
		{ "fill bytes", "\xff\xff\xff", 3, false },
		{ "an empty DHT", "\xff\xc4\0\2", 4, false },
		{ "bytes in the scan", "abcdefgh", 8, true },
		{ "many bytes in the scan", "abcdefghabcdefghabcd", 20, true },
		{ "a restart in the scan", "\xff\xd0", 2, true },
	};
	struct ic_coded im = { IC_CODING_JPEG, 64, 64, 1, 8, NULL, 0 };
	struct ic_buf b = { 0 };

	for (size_t i = 0; i < sizeof(planted) / sizeof(*planted); i++) {
		jpeg(64, 64, CODEC_GRAY, &b);
		insert(&b, planted[i].at_end ? b.len - 2 : 2, planted[i].bytes,
		    planted[i].n);
		ck_assert_msg(!codec_strict(&im, &b), "%s", planted[i].what);
	}
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_jpeg_has_no_table_that_nothing_uses)
{
	uint8_t table[69] = { 0xff, 0xdb, 0, 67, 3 };
	struct ic_coded im = { IC_CODING_JPEG, 64, 64, 1, 8, NULL, 0 };
	struct ic_buf b = { 0 };

	memset(table + 5, 1, 64);
	jpeg(64, 64, CODEC_GRAY, &b);
	insert(&b, 2, table, sizeof(table));
	ck_assert_int_eq(codec_strict(&im, &b), 0);
	ic_buf_finish(&b);
}
END_TEST

/* Stripes of 16 rows and single ones, at each place in a block. */
static bool is_wanted(int pattern, int y)
{
	return pattern == 0 ? false
	    : pattern == 1  ? y / 16 % 5 == 2
	    : pattern == 2  ? y % 67 == 0
			    : y % 61 == 60 || y < 3;
}

#define WIDE 150
#define HIGH 403

/* All that is passed over is read; what is made of the rest is the same. */
static void same_rows(const struct ic_coded *c)
{
	static uint8_t all[WIDE * HIGH * 4], some[WIDE * HIGH * 4];
	static bool want[HIGH];
	size_t n = ic_coded_row(c);

	ck_assert(ic_coded_read(c, NULL, all));
	for (int pattern = 0; pattern < 4; pattern++) {
		memset(some, 0x55, sizeof(some));
		for (int y = 0; y < HIGH; y++) {
			want[y] = is_wanted(pattern, y);
		}
		ck_assert(ic_coded_read(c, want, some));
		for (int y = 0; y < HIGH; y++) {
			ck_assert_msg(!want[y] ||
				memcmp(all + (size_t)y * n,
				    some + (size_t)y * n, n) == 0,
			    "row %d of pattern %d", y, pattern);
		}
	}
}

static const unsigned kinds[] = { 0, CODEC_GRAY, CODEC_PROGRESSIVE,
	CODEC_RESTARTS, CODEC_CMYK, CODEC_YCCK, CODEC_SCATTERED,
	CODEC_GRAY | CODEC_RESTARTS, CODEC_GRAY | CODEC_PROGRESSIVE,
	CODEC_YCCK | CODEC_PROGRESSIVE, CODEC_COARSE };

/* A JPEG of noise in as many samples a pixel as its kind has. */
static void noise(unsigned flags, struct ic_coded *c, struct ic_buf *out)
{
	static uint8_t px[WIDE * HIGH * 4];
	unsigned state = flags + 1;

	for (size_t i = 0; i < sizeof(px); i++) {
		state = state * 1103515245 + 12345;
		px[i] = (uint8_t)(state >> 26 | i / 4 % WIDE);
	}
	codec_jpeg(px, WIDE, HIGH, flags, out);
	*c = (struct ic_coded){ IC_CODING_JPEG, WIDE, HIGH,
		flags & CODEC_GRAY                      ? 1
		    : flags & (CODEC_CMYK | CODEC_YCCK) ? 4
							: 3,
		8, out->data, out->len };
}

START_TEST(rows_of_a_jpeg_are_the_same_whatever_else_is_made)
{
	struct ic_buf b = { 0 };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct ic_coded c;

		noise(kinds[i], &c, &b);
		same_rows(&c);
	}
	ic_buf_finish(&b);
}
END_TEST

/* Bytes in the code of rows that nobody looks at are seen all the same. */
START_TEST(rows_of_a_jpeg_that_are_not_made_are_read)
{
	static uint8_t rows[WIDE * HIGH * 4];
	static bool want[HIGH];
	struct ic_buf b = { 0 };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct ic_coded c;

		noise(kinds[i], &c, &b);
		ck_assert(ic_coded_read(&c, want, rows));
		insert(&b, b.len - 2, "abcdefghabcdefghabcd", 20);
		c.p = b.data;
		c.n = b.len;
		ck_assert_msg(!ic_coded_read(&c, want, rows), "%x", kinds[i]);
	}
	ic_buf_finish(&b);
}
END_TEST

#define GRAY2 \
	"<</Subtype/Image/Width 5/Height 3/ColorSpace/DeviceGray" \
	"/BitsPerComponent 2/Filter/FlateDecode"

static bool deflated(const char *dict, const uint8_t *bytes, size_t n)
{
	struct ic_tile_promise promise;
	struct ic_tile_dict d;
	struct ic_window w;
	struct ic_tile_text t = { &w, 0 };
	uint8_t z[128];
	uLongf len = sizeof(z);

	ic_window_over(&w, dict, strlen(dict));
	ck_assert(ic_tile_dict(&t, 0, &d) && t.at == w.size);
	ck_assert_int_eq(compress(z, &len, bytes, n), Z_OK);
	if (!ic_tile_promises(&t, &d, &promise)) {
		return false;
	}
	if (promise.is_image) {
		struct ic_coded c = { promise.tagged ? IC_CODING_PNG
						     : IC_CODING_FLATE,
			(int)promise.im.w, (int)promise.im.h, promise.im.comps,
			promise.im.bits, z, len };
		uint8_t rows[128];

		return ic_coded_read(&c, NULL, rows);
	}
	return ic_tile_keeps(&promise, z, len);
}

/* Five pixels of two bits, and six bits behind them, which no reader shows. */
START_TEST(bits_behind_the_last_pixel_of_a_row_say_nothing)
{
	static const struct {
		bool ok;
		uint8_t rows[6];
	} cases[] = {
		{ true, { 0x1b, 0x00, 0xff, 0xc0, 0x00, 0x80 } },
		{ true, { 0x1b, 0x3f, 0xff, 0xff, 0x00, 0xbf } },
		{ false, { 0x1b, 0x3f, 0xff, 0xc0, 0x00, 0xbf } },
		{ false, { 0x1b, 0x00, 0xff, 0xc0, 0x00, 0xbf } },
		{ false, { 0x1b, 0x00, 0xff, 0xc1, 0x00, 0x80 } },
		{ false, { 0x1b, 0x20, 0xff, 0xe0, 0x00, 0xa0 } },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		ck_assert_msg(deflated(GRAY2 ">>", cases[i].rows, 6) ==
			cases[i].ok,
		    "%zu", i);
	}
}
END_TEST

/* A predictor would make other bytes of them than are looked at. */
START_TEST(what_is_deflated_has_no_parameters)
{
	static const uint8_t rows[6] = { 0 };

	ck_assert(deflated("<</Filter/FlateDecode>>", rows, 6));
	ck_assert(!deflated("<</Filter/FlateDecode/DecodeParms<</Predictor 12"
			    ">>>>",
	    rows, 6));
	ck_assert(deflated(GRAY2 ">>", rows, 6));
	ck_assert(!deflated(GRAY2 "/DecodeParms<</Predictor 12>>>>", rows, 6));
}
END_TEST

#define PNG_ROW 10 /* a tag and three pixels of three components */

/* One way to guess, said in words: the nearest of three (PNG, 9.4). */
static int nearest(int left, int above, int corner)
{
	int guess = left + above - corner, best = left;

	if (abs(guess - above) < abs(guess - best)) {
		best = above;
	}
	return abs(guess - corner) < abs(guess - best) ? corner : best;
}

/* By each of PNG's predictors in turn, over rows that are known. */
static void tag_rows(uint8_t tagged[6 * PNG_ROW], uint8_t rows[6 * 9])
{
	static const uint8_t tags[6] = { 0, 1, 2, 3, 4, 0 };

	for (int i = 0; i < 54; i++) {
		rows[i] = (uint8_t)(i * 79 + i / 9 * 3);
	}
	for (int y = 0; y < 6; y++) {
		uint8_t *to = tagged + y * PNG_ROW;

		*to++ = tags[y];
		for (int i = 0; i < 9; i++) {
			int left = i < 3 ? 0 : rows[y * 9 + i - 3];
			int above = y ? rows[(y - 1) * 9 + i] : 0;
			int corner = i < 3 || !y ? 0 : rows[y * 9 + i - 12];
			int guess = tags[y] == 0 ? 0
			    : tags[y] == 1       ? left
			    : tags[y] == 2       ? above
			    : tags[y] == 3       ? (left + above) / 2
						 : nearest(left, above, corner);

			to[i] = (uint8_t)(rows[y * 9 + i] - guess);
		}
	}
}

START_TEST(rows_by_each_predictor_of_png_come_out)
{
	struct ic_coded c = { IC_CODING_PNG, 3, 6, 3, 8, NULL, 0 };
	uint8_t tagged[6 * PNG_ROW], rows[6 * 9], out[6 * 9], z[256];

	for (int bad = 0; bad < 3; bad++) {
		uLongf len = sizeof(z);

		tag_rows(tagged, rows);
		tagged[5 * PNG_ROW] = bad == 1 ? 5 : 0;
		ck_assert_int_eq(compress(z, &len, tagged, sizeof(tagged)),
		    Z_OK);
		c.p = z;
		c.n = len + (bad == 2);
		z[len] = 0;
		ck_assert_int_eq(ic_coded_read(&c, NULL, out), bad == 0);
		ck_assert(bad != 0 || memcmp(out, rows, sizeof(rows)) == 0);
	}
}
END_TEST

Suite *suite_codestream(void)
{
	Suite *s = suite_create("codestream");
	TCase *t = tcase_create("codestream");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, g4_by_libtiff_is_read_to_its_end);
	tcase_add_test(t, g4_of_white_black_and_each_run_is_read);
	tcase_add_test(t, a_jpeg_by_libjpeg_is_read_to_its_end);
	tcase_add_test(t, a_jpeg_carries_nothing_but_its_pixels);
	tcase_add_test(t, a_jpeg_has_no_table_that_nothing_uses);
	tcase_add_test(t, rows_of_a_jpeg_are_the_same_whatever_else_is_made);
	tcase_add_test(t, rows_of_a_jpeg_that_are_not_made_are_read);
	tcase_add_test(t, rows_by_each_predictor_of_png_come_out);
	tcase_add_test(t, bits_behind_the_last_pixel_of_a_row_say_nothing);
	tcase_add_test(t, what_is_deflated_has_no_parameters);
	suite_add_tcase(s, t);
	return s;
}
