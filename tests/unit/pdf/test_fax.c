/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The reader of G4 against MuPDF's: of what it reads, well coded or damaged
 * by chance, MuPDF makes the same pixels. The writer against libtiff's: they
 * write the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include <mupdf/fitz.h>

#include "fax.h"
#include "fax_write.h"
#include "scan_priv.h"
#include "codec.h"
#include "suites.h"

#define W_MAX 1000
#define H 12
#define LONG_W 8000
#define BYTES ((W_MAX + 7) / 8 * H)

static unsigned state;

static unsigned draw(unsigned below)
{
	state = state * 1103515245 + 12345;
	return (state >> 8) % below;
}

/* Rows of runs, some of them much like the one above. */
static void scribble(uint8_t *rows, int w)
{
	unsigned chance = 2 + draw(draw(2) ? 8 : 300), alike = draw(3);
	int stride = (w + 7) / 8;

	memset(rows, 0, BYTES);
	for (int y = 0; y < H; y++) {
		int ink = 0;

		if (y > 0 && draw(3) < alike) {
			memcpy(rows + y * stride, rows + (y - 1) * stride,
			    (size_t)stride);
			rows[y * stride + (int)draw((unsigned)stride)] ^= 0x18;
			continue;
		}
		for (int x = 0; x < w; x++) {
			ink ^= draw(chance) == 0;
			rows[y * stride + x / 8] |= (ink * 0x80) >> x % 8;
		}
	}
}

static bool read_own(const struct ic_buf *b, int w, uint8_t *bits,
    uint8_t *bytes)
{
	size_t stride = ((size_t)w + 7) / 8;
	bool ok = true;
	struct ic_fax f;

	ck_assert(ic_fax_open(&f, b->data, b->len, w));
	for (int y = 0; ok && y < H; y++) {
		const int32_t *row = ic_fax_row(&f);

		ok = row != NULL;
		if (ok) {
			ic_fax_bits(row, w, bits + (size_t)y * stride);
			ic_fax_bytes(row, w, bytes + y * w);
		}
	}
	ic_fax_close(&f);
	return ok;
}

static void read_mupdf(fz_context *ctx, const struct ic_buf *b, int w,
    uint8_t *bits)
{
	size_t n = ((size_t)w + 7) / 8 * H;
	fz_stream *from = fz_open_memory(ctx, b->data, b->len);
	fz_stream *fax = fz_open_faxd(ctx, from, -1, 0, 0, w, H, 1, 0);

	memset(bits, 0x55, n);
	fz_try(ctx) {
		ck_assert_uint_eq(fz_read(ctx, fax, bits, n), n);
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, fax);
		fz_drop_stream(ctx, from);
	}
	fz_catch(ctx) {
		ck_abort_msg("MuPDF does not read it");
	}
}

static void same_pixels(const uint8_t *bits, const uint8_t *other,
    const uint8_t *bytes, int w)
{
	int stride = (w + 7) / 8;

	for (int i = 0; i < w * H; i++) {
		int x = i % w, at = i / w * stride + x / 8;
		int bit = bits[at] >> (7 - x % 8) & 1;

		ck_assert_int_eq(bit, other[at] >> (7 - x % 8) & 1);
		ck_assert_int_eq(bytes[i], bit * 255);
	}
	for (int y = 0; y < H && w % 8; y++) {
		uint8_t last = (uint8_t)(0xff >> w % 8);

		ck_assert_int_eq(bits[(y + 1) * stride - 1] & last, last);
	}
}

static uint8_t rows[BYTES], bits[BYTES], other[BYTES], bytes[W_MAX * H];

static fz_context *quiet(void)
{
	fz_context *ctx = fz_new_context(NULL, NULL, FZ_STORE_UNLIMITED);

	ck_assert_ptr_nonnull(ctx);
	fz_set_warning_callback(ctx, NULL, NULL);
	fz_set_error_callback(ctx, NULL, NULL);
	return ctx;
}

START_TEST(what_libtiff_codes_is_read_as_it_was)
{
	fz_context *ctx = quiet();
	struct ic_buf b = { 0 };

	state = 1;
	for (int i = 0; i < 600 / IC_EACH(5); i++) {
		int w = 1 + (int)draw(i % 2 ? W_MAX : 40);

		scribble(rows, w);
		codec_g4(rows, w, H, &b);
		ck_assert(read_own(&b, w, bits, bytes));
		for (int k = 0; k < (w + 7) / 8 * H; k++) {
			other[k] = (uint8_t)~rows[k];
		}
		same_pixels(bits, other, bytes, w);
		read_mupdf(ctx, &b, w, other);
		same_pixels(bits, other, bytes, w);
	}
	ic_buf_finish(&b);
	fz_drop_context(ctx);
}
END_TEST

/* A bit turned, a byte lost or another width: what still passes is the same. */
START_TEST(what_is_read_of_damaged_code_all_readers_read)
{
	fz_context *ctx = quiet();
	struct ic_buf b = { 0 };
	int passed = 0;

	state = 2;
	for (int i = 0; i < 4000; i++) {
		int w = 1 + (int)draw(i % 3 ? 60 : W_MAX);

		scribble(rows, w);
		codec_g4(rows, w, H, &b);
		for (unsigned k = draw(3); k < 3; k++) {
			b.data[draw((unsigned)b.len)] ^= (uint8_t)(1
			    << draw(8));
		}
		if (draw(4) == 0) {
			b.len -= draw((unsigned)b.len);
		}
		w += draw(4) == 0 && w < W_MAX;
		if (read_own(&b, w, bits, bytes)) {
			read_mupdf(ctx, &b, w, other);
			same_pixels(bits, other, bytes, w);
			passed++;
		}
	}
	ck_assert_int_gt(passed, 200);
	ic_buf_finish(&b);
	fz_drop_context(ctx);
}
END_TEST

static void write_own(const uint8_t *from, int w, int h, struct ic_buf *out)
{
	size_t stride = ((size_t)w + 7) / 8, n = (size_t)w + 1 + IC_FAX_BEHIND;
	int32_t *line[2] = { malloc(n * sizeof(int32_t)),
		malloc(n * sizeof(int32_t)) };
	struct ic_fax_writer f;

	ic_buf_reset(out);
	ic_fax_write_begin(&f, out, w);
	for (int y = 0; y < h; y++) {
		ic_fax_changes(from + (size_t)y * stride, w, line[y & 1]);
		ck_assert(
		    ic_fax_write_row(&f, y ? line[~y & 1] : NULL, line[y & 1]));
	}
	ck_assert(ic_fax_write_end(&f));
	free(line[0]);
	free(line[1]);
}

/* Of rows, 1 is black, which are turned about. */
static void same_code(uint8_t *from, int w, int h)
{
	struct ic_buf b = { 0 }, own = { 0 };

	codec_g4(from, w, h, &b);
	for (int k = 0; k < (w + 7) / 8 * h; k++) {
		from[k] = (uint8_t)~from[k];
	}
	write_own(from, w, h, &own);
	ck_assert_uint_eq(own.len, b.len);
	ck_assert_mem_eq(own.data, b.data, b.len);
	ic_buf_finish(&b);
	ic_buf_finish(&own);
}

START_TEST(what_is_written_is_what_libtiff_writes)
{
	state = 3;
	for (int i = 0; i < 2000; i++) {
		int w = 1 + (int)draw(i % 2 ? W_MAX : 40);

		scribble(rows, w);
		same_code(rows, w, H);
	}
}
END_TEST

/* Runs that need make-up codes, one and several. */
START_TEST(long_runs_are_written_as_libtiff_writes_them)
{
	static const int edges[] = { 63, 64, 1791, 1792, 2559, 2560, 2623, 2624,
		5183, 5184, 7743, 7744 };
	static uint8_t row[2 * LONG_W / 8];

	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		for (int k = 0; k < LONG_W / 8; k++) {
			int x = k * 8;

			row[k] = x + 8 <= edges[i] ? 0
			    : x < edges[i] ? (uint8_t)(0xff >> (edges[i] - x))
					   : 0xff;
			row[LONG_W / 8 + k] = (uint8_t)(k == 0 ? 0x80 : 0);
		}
		same_code(row, LONG_W, 2);
		same_code(row, LONG_W, 2); /* the other colour */
	}
}
END_TEST

/* Read, burned and written row by row, or decoded, cut and coded. */
static void same_scan(struct ic_encoder *e, struct ic_encoder *o,
    fz_compressed_buffer *from, int w, const struct ic_scan_cut *cut)
{
	struct ic_scan_pixels seen, is;
	struct ic_error err;

	ck_assert(ic_scan_fax(e, from, w, H, cut));
	ic_scan_rows_cut(&e->packed, ((size_t)w + 7) / 8, 1, cut, &seen);
	ck_assert(ic_scan_rows_g4(from, w, H, &o->packed));
	ic_scan_rows_cut(&o->packed, ((size_t)w + 7) / 8, 1, cut, &is);
	ck_assert(ic_encode_g4(o, is.w, is.h, &err));
	ck_assert_int_eq(seen.h, is.h);
	ck_assert_uint_eq(e->packed.len, o->packed.len);
	ck_assert_mem_eq(e->packed.data, o->packed.data, e->packed.len);
	ck_assert_uint_eq(e->out.len, o->out.len);
	ck_assert_mem_eq(e->out.data, o->out.data, e->out.len);
}

START_TEST(a_scan_is_burned_row_by_row_as_it_is_as_a_whole)
{
	fz_context *ctx = quiet();
	struct ic_encoder e = { 0 }, o = { 0 };
	struct ic_buf b = { 0 };

	state = 4;
	for (int i = 0; i < 600; i++) {
		int w = 9 + (int)draw(W_MAX - 9), x = (int)draw((unsigned)w);
		struct ic_pixels boxes[2] = { { x / 2, 3, x, 7 },
			{ x, 5, w, 5 + (int)draw(7) } };
		struct ic_scan_cut cut = { .w = w,
			.h = H,
			.keep = { 0, (int)draw(3), w, H - (int)draw(3) },
			.boxes = boxes,
			.nboxes = draw(3),
			.fill = i % 2 ? 255 : 0 };
		fz_compressed_buffer from = { .params.type = FZ_IMAGE_FAX };

		from.params.u.fax.columns = w;
		from.params.u.fax.k = -1;
		scribble(rows, w);
		codec_g4(rows, w, H, &b);
		from.buffer = fz_new_buffer_from_copied_data(ctx, b.data,
		    b.len);
		same_scan(&e, &o, &from, w, &cut);
		fz_drop_buffer(ctx, from.buffer);
	}
	ic_buf_finish(&b);
	ic_encoder_finish(&e);
	ic_encoder_finish(&o);
	fz_drop_context(ctx);
}
END_TEST

Suite *suite_fax(void)
{
	Suite *s = suite_create("fax");
	TCase *t = tcase_create("fax");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, what_libtiff_codes_is_read_as_it_was);
	tcase_add_test(t, what_is_read_of_damaged_code_all_readers_read);
	tcase_add_test(t, what_is_written_is_what_libtiff_writes);
	tcase_add_test(t, a_scan_is_burned_row_by_row_as_it_is_as_a_whole);
	tcase_add_test(t, long_runs_are_written_as_libtiff_writes_them);
	suite_add_tcase(s, t);
	return s;
}
