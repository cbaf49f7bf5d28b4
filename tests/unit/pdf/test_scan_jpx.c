/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * JPEG 2000 as we write it: other programs see each pixel as it was, and the
 * tiler's reader accepts that form and no other.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "judge_pixels.h"
#include "scan_jpx.h"
#include "tiler_priv.h"
#include "pdf/document.h"
#include "pdf/writer.h"
#include "suites.h"
#include "testpdf.h"

#define BOXES 85 /* bytes before the code stream */
#define JP2C 77  /* where its box begins */

enum look { NOISE, STRIPES, WHITE, LOOKS };

static const struct {
	int w, h;
} sizes[] = { { 1, 1 }, { 3, 5 }, { 17, 33 }, { 1001, 1003 }, { 1025, 1030 },
	{ 2049, 1 }, { 1, 1500 } };

#define SIZES (sizeof(sizes) / sizeof(*sizes))

static struct ic_raster r;
static struct ic_buf jp2;
static unsigned state;

static void setup(void)
{
	state = 1;
}

static void teardown(void)
{
	free(r.px);
	r = (struct ic_raster){ 0 };
	ic_buf_finish(&jp2);
}

/* Rows with a gap, in which other bytes stand. */
static void picture(int w, int h, int comps, enum look look)
{
	free(r.px);
	r = (struct ic_raster){ .w = w,
		.h = h,
		.comps = comps,
		.stride = (size_t)(w * comps) + 3,
		.size = { w * 1000, h * 1000 } };
	r.px = malloc(r.stride * (size_t)h);
	ck_assert_ptr_nonnull(r.px);
	for (size_t i = 0; i < r.stride * (size_t)h; i++) {
		state = state * 1103515245 + 12345;
		r.px[i] = look == NOISE ? (uint8_t)(state >> 16)
		    : look == STRIPES   ? (uint8_t)(i / 7 % 3 * 100)
					: 255;
	}
}

static void encode(void)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_scan_jpx(&r, &jp2, &err), "%s", err.msg);
}

static bool passes(void)
{
	struct ic_tile_image im = { r.w, r.h, (unsigned)r.comps, 8 };

	return ic_tile_jpx(&im, jp2.data, jp2.len);
}

/* A PDF of the one picture, a point a pixel. */
static void save(const char *path, enum ic_encoding encoding,
    const struct ic_buf *b)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct ic_image im = { .w = r.w,
		.h = r.h,
		.encoding = encoding,
		.data = b->data,
		.len = b->len };
	struct ic_page_out out = { .size = r.size,
		.spot = ic_writer_spot(r.size,
		    (struct ic_placement){ 1000000, 0, 0 }) };
	struct ic_error err = { 0 };
	struct ic_writer *w = NULL;

	ck_assert_int_ge(fd, 0);
	ck_assert(ic_writer_open(&w, fd, &err));
	ck_assert_msg(ic_writer_image(w, &im, &out.image, &err), "%s", err.msg);
	ck_assert(ic_writer_page(w, &out, &err));
	ck_assert(ic_writer_finish(w, NULL, &err));
	ic_writer_close(w);
	close(fd);
}

static void save_jpx(const char *path)
{
	save(path, r.comps == 3 ? IC_ENCODING_JPX_RGB : IC_ENCODING_JPX_GRAY,
	    &jp2);
}

static void save_flate(const char *path)
{
	size_t row = (size_t)(r.w * r.comps), n = row * (size_t)r.h;
	uLongf len = compressBound(n);
	uint8_t *flat = malloc(n);
	struct ic_buf b = { 0 };

	ck_assert(flat && ic_buf_room(&b, len));
	for (int y = 0; y < r.h; y++) {
		memcpy(flat + (size_t)y * row, r.px + (size_t)y * r.stride,
		    row);
	}
	ck_assert_int_eq(compress2(b.data, &len, flat, n, 1), Z_OK);
	b.len = len;
	save(path, r.comps == 3 ? IC_ENCODING_RGB8 : IC_ENCODING_GRAY8, &b);
	ic_buf_finish(&b);
	free(flat);
}

static struct testpnm seen(const char *dir, const char *command)
{
	char line[400];

	snprintf(line, sizeof(line), "cd %s && %s", dir, command);
	return testpnm_run(line);
}

/* Samples of another program's picture that are not as they were. */
static size_t differences(const struct testpnm *p)
{
	size_t n = 0;

	ck_assert_int_eq(p->w, r.w);
	ck_assert_int_eq(p->h, r.h);
	for (int y = 0; y < r.h; y++) {
		for (int i = 0; i < p->w * p->comps; i++) {
			int at = p->comps == r.comps ? i : i / 3;

			n += r.px[(size_t)y * r.stride + (size_t)at] !=
			    p->px[(size_t)(y * p->w * p->comps + i)];
		}
	}
	return n;
}

/* What takes the picture out, or draws it, a pixel a point. */
static void is_exact(const char *dir, const char *command)
{
	struct testpnm p = seen(dir, command);
	size_t n = differences(&p);

	testpnm_finish(&p);
	ck_assert_msg(n == 0, "%zu of %d x %d x %d by %s", n, r.w, r.h, r.comps,
	    command);
}

/* Poppler's drawing blurs: it must blur the same picture in Flate alike. */
static void is_alike(const char *dir)
{
	struct testpnm p = seen(dir, "pdftoppm -r 72 p.pdf");
	struct testpnm q = seen(dir, "pdftoppm -r 72 f.pdf");

	ck_assert_int_eq(p.w, q.w);
	ck_assert_int_eq(p.h, q.h);
	ck_assert_int_eq(memcmp(p.px, q.px, (size_t)(p.w * p.h * p.comps)), 0);
	testpnm_finish(&p);
	testpnm_finish(&q);
}

/* The command gets the file on its standard input. */
static void same_bytes(const char *command)
{
	FILE *f = popen(command, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(jp2.data, 1, jp2.len, f), jp2.len);
	ck_assert_int_eq(pclose(f), 0);
}

START_TEST(other_readers_see_each_pixel_as_it_was)
{
	char dir[] = "/tmp/ic-jpx-XXXXXX", path[64], line[160];

	ck_assert_ptr_nonnull(mkdtemp(dir));
	for (int comps = 1; comps <= 3; comps += 2) {
		picture(sizes[_i].w, sizes[_i].h, comps, NOISE);
		encode();
		snprintf(path, sizeof(path), "%s/p.pdf", dir);
		save_jpx(path);
		path[strlen(dir) + 1] = 'f';
		save_flate(path);
		is_exact(dir,
		    "pdfimages p.pdf i && cat i-000.p?m && "
		    "rm i-000.p?m");
		is_exact(dir,
		    "gs -q -dSAFER -dBATCH -dNOPAUSE -r72 "
		    "-sDEVICE=ppmraw -sOutputFile=- p.pdf");
		is_alike(dir);
		snprintf(line, sizeof(line),
		    "cd %s && pdfimages -all p.pdf a && cmp a-000.jp2 -", dir);
		same_bytes(line);
	}
	snprintf(line, sizeof(line), "rm -r %s", dir);
	ck_assert_int_eq(system(line), 0);
}
END_TEST

/* The picture of the only page, as the judge decodes it. */
static struct testpnm judged(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	struct testpnm p = { 0 };
	double at[6] = { r.size.w, 0, 0, r.size.h, 0, 0 };
	struct ic_pixels_of px = { 0 };
	uint8_t *all;
	pdf_obj *x = NULL;
	fz_image *image = NULL;

	fz_var(image);
	fz_try(ctx) {
		x = pdf_dict_getl(ctx, pdf_lookup_page_obj(ctx, doc->pdf, 0),
		    PDF_NAME(Resources), PDF_NAME(XObject), NULL);
		image = pdf_load_image(ctx, doc->pdf,
		    pdf_dict_get_val(ctx, x, 0));
		px = ic_pixels_place(ctx, image, at, r.size);
		ck_assert(ic_pixels_read(ctx, &px, image));
		p = (struct testpnm){ px.w, px.h, px.n,
			malloc((size_t)(px.w * px.h * px.n)) };
		all = ic_pixels_all(ctx, &px);
		memcpy(p.px, all, (size_t)(px.w * px.h * px.n));
		fz_free(ctx, all);
		ck_assert(!px.lossy);
		ic_pixels_close(ctx, &px);
	}
	fz_always(ctx) {
		fz_drop_image(ctx, image);
	}
	fz_catch(ctx) {
		ck_abort_msg("%s", fz_caught_message(ctx));
	}
	return p;
}

/* The judge's own way to the pixels. */
START_TEST(the_judge_sees_each_pixel_as_it_was)
{
	char path[] = "/tmp/ic-jpx-XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	for (int comps = 1; comps <= 3; comps += 2) {
		struct ic_document doc;
		struct testpnm p;

		picture(sizes[_i].w, sizes[_i].h, comps, NOISE);
		encode();
		save_jpx(path);
		ck_assert_int_eq(ic_document_open(&doc, fd, ""),
		    IC_REASON_NONE);
		p = judged(&doc);
		ck_assert_uint_eq(differences(&p), 0);
		testpnm_finish(&p);
		ic_document_close(&doc);
	}
	close(fd);
	unlink(path);
}
END_TEST

START_TEST(what_we_write_passes_and_is_of_one_size)
{
	for (int comps = 1; comps <= 3; comps += 2) {
		for (int look = 0; look < LOOKS; look++) {
			picture(sizes[_i].w, sizes[_i].h, comps,
			    (enum look)look);
			encode();
			ck_assert_msg(passes(), "look %d", look);
			r.w++;
			ck_assert(!passes());
			r.w--;
			r.h++;
			ck_assert(!passes());
			r.h--;
			r.comps ^= 2;
			ck_assert(!passes());
			r.comps ^= 2;
			ic_buf_putc(&jp2, 0);
			ck_assert(!passes());
			jp2.len -= 2;
			ck_assert(!passes());
		}
	}
}
END_TEST

START_TEST(the_same_pixels_give_the_same_bytes)
{
	struct ic_buf first = { 0 };

	for (int comps = 1; comps <= 3; comps += 2) {
		ic_buf_reset(&first);
		picture(1100, 1050, comps, STRIPES);
		encode();
		ic_buf_add(&first, jp2.data, jp2.len);
		memset(r.px + r.stride - 3, 77, 3); /* no pixel */
		encode();
		ck_assert_uint_eq(first.len, jp2.len);
		ck_assert_int_eq(memcmp(first.data, jp2.data, jp2.len), 0);
	}
	ic_buf_finish(&first);
}
END_TEST

START_TEST(nothing_but_the_picture_is_said)
{
	picture(40, 40, 1, NOISE);
	encode();
	ck_assert_ptr_null(memmem(jp2.data, jp2.len, "Open", 4));
	ck_assert_ptr_null(memmem(jp2.data, jp2.len, "\xff\x64", 2));
	ck_assert_int_eq(memcmp(jp2.data + JP2C + 4, "jp2c", 4), 0);
}
END_TEST

START_TEST(a_picture_without_pixels_is_no_picture)
{
	static const int wrong[][3] = { { 0, 9, 1 }, { 9, 0, 1 }, { 9, 9, 2 },
		{ 9, 9, 4 }, { -1, 9, 3 } };

	picture(20, 20, 3, WHITE);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct ic_error err = { 0 };

		r.w = wrong[i][0];
		r.h = wrong[i][1];
		r.comps = wrong[i][2];
		ck_assert(!ic_scan_jpx(&r, &jp2, &err));
		ck_assert_int_eq(err.code, IC_EBUG);
	}
}
END_TEST

START_TEST(a_full_buffer_is_an_error_and_leaves_nothing)
{
	for (size_t max = 1; max < 4000; max += 131) {
		struct ic_error err = { 0 };

		picture(60, 60, 1, NOISE);
		ic_buf_finish(&jp2);
		jp2.max = max;
		ck_assert_msg(!ic_scan_jpx(&r, &jp2, &err), "%zu", max);
		ck_assert_int_eq(err.code, IC_ELIMIT);
		ck_assert_uint_eq(jp2.len, 0);
	}
}
END_TEST

static void insert(size_t at, const void *p, size_t n)
{
	struct ic_buf out = { 0 };

	ic_buf_add(&out, jp2.data, at);
	ic_buf_add(&out, p, n);
	ic_buf_add(&out, jp2.data + at, jp2.len - at);
	ic_buf_finish(&jp2);
	jp2 = out;
}

/* Make a length of four bytes larger. */
static void grow(size_t at, int by)
{
	uint32_t v = 0;

	for (int i = 0; i < 4; i++) {
		v = v << 8 | jp2.data[at + (size_t)i];
	}
	v += (uint32_t)by;
	for (int i = 0; i < 4; i++) {
		jp2.data[at + (size_t)i] = (uint8_t)(v >> (24 - 8 * i));
	}
}

/* Where the first tile-part begins. */
static size_t first_tile(void)
{
	return BOXES + 2 + 40 + 3 * (size_t)r.comps + 14 + 21;
}

/* Where a file of one tile is planted in. */
enum where {
	AT_END,       /* behind the last box */
	BEHIND_EOC,   /* within jp2c */
	BEFORE_JP2C,  /* a box of its own */
	IN_JP2H,      /* the last of its boxes */
	IN_HEADER,    /* behind QCD */
	IN_TILE_PART, /* before SOD */
	IN_PACKETS    /* behind the last */
};

static void sow(enum where where, const void *p, size_t n)
{
	size_t tile = first_tile();
	const size_t at[] = { jp2.len, jp2.len, JP2C, JP2C, tile, tile + 12,
		jp2.len - 2 };

	insert(at[where], p, n);
	if (where == IN_JP2H) {
		grow(32, (int)n);
	}
	if (where == BEHIND_EOC || where >= IN_HEADER) {
		grow(JP2C, (int)n);
	}
	if (where >= IN_TILE_PART) {
		grow(tile + 6, (int)n);
	}
}

START_TEST(a_file_carries_nothing_but_its_pixels)
{
	static const struct {
		const char *what;
		char bytes[32];
		unsigned n;
		enum where where;
	} planted[] = {
		{ "a byte at the end", "x", 1, AT_END },
		{ "a box at the end",
		    "\0\0\0\x0c"
		    "free\0\0\0\0",
		    12, AT_END },
		{ "a byte behind EOC", "x", 1, BEHIND_EOC },
		{ "a second EOC", "\xff\xd9", 2, BEHIND_EOC },
		{ "xml", "\0\0\0\x0dxml <a/>", 12, BEFORE_JP2C },
		{ "uuid",
		    "\0\0\0\x1a"
		    "uuid0123456789abcdefhi",
		    26, BEFORE_JP2C },
		{ "an empty box",
		    "\0\0\0\x08"
		    "free",
		    8, BEFORE_JP2C },
		{ "resolution",
		    "\0\0\0\x1ares \0\0\0\x12resd\0\1\0\1\0\1\0\1\0\0", 26,
		    IN_JP2H },
		{ "a comment", "\xff\x64\0\7\0\1abc", 9, IN_HEADER },
		{ "an empty comment", "\xff\x64\0\4\0\1", 6, IN_HEADER },
		{ "a comment of a tile", "\xff\x64\0\7\0\1abc", 9,
		    IN_TILE_PART },
		{ "a byte behind packets", "x", 1, IN_PACKETS },
		{ "no byte behind packets", "\0", 1, IN_PACKETS },
		{ "many bytes behind packets", "abcdefghijklmnopqrstuvwxyz", 26,
		    IN_PACKETS },
	};

	for (size_t i = 0; i < sizeof(planted) / sizeof(*planted); i++) {
		for (int comps = 1; comps <= 3; comps += 2) {
			picture(90, 70, comps, NOISE);
			encode();
			ck_assert(passes());
			sow(planted[i].where, planted[i].bytes, planted[i].n);
			ck_assert_msg(!passes(), "%s", planted[i].what);
		}
	}
}
END_TEST

START_TEST(there_is_one_code_stream)
{
	struct ic_buf copy = { 0 };

	picture(30, 30, 1, NOISE);
	encode();
	ic_buf_add(&copy, jp2.data, jp2.len);
	sow(AT_END, copy.data, copy.len);
	ck_assert(!passes());
	encode();
	sow(AT_END, copy.data + JP2C, copy.len - JP2C);
	ck_assert(!passes());
	encode();
	sow(BEHIND_EOC, copy.data + BOXES, copy.len - BOXES);
	ck_assert(!passes());
	encode();
	sow(IN_PACKETS, copy.data + first_tile() + 14,
	    copy.len - first_tile() - 16);
	ck_assert(!passes());
	ic_buf_finish(&copy);
}
END_TEST

/* Each length of a truncated tile, its lengths made true. */
START_TEST(a_truncated_tile_is_refused)
{
	size_t whole;

	picture(20, 12, 3, NOISE);
	encode();
	whole = jp2.len;
	for (size_t cut = 1; cut < whole - first_tile() - 16;
	     cut += IC_EACH(7)) {
		encode();
		jp2.len -= cut;
		memcpy(jp2.data + jp2.len - 2, "\xff\xd9", 2);
		grow(JP2C, -(int)cut);
		grow(first_tile() + 6, -(int)cut);
		ck_assert_msg(!passes(), "%zu of %zu", cut, whole);
	}
}
END_TEST

/* Two tiles of white: the first again, the second alone, the two turned. */
START_TEST(each_tile_stands_once_and_in_its_place)
{
	static const unsigned orders[][3] = { { 1, 1, 2 }, { 1, 2, 2 },
		{ 2, 0, 0 }, { 1, 0, 0 }, { 2, 1, 0 } };
	size_t first, n[3] = { 0 };
	uint8_t copy[400], *tile[3];

	picture(1500, 10, 1, WHITE);
	encode();
	first = first_tile();
	ck_assert_uint_le(jp2.len, sizeof(copy));
	memcpy(copy, jp2.data, jp2.len);
	n[1] = copy[first + 9];
	n[2] = jp2.len - 2 - first - n[1];
	tile[1] = copy + first;
	tile[2] = tile[1] + n[1];
	ck_assert_int_eq(memcmp(tile[2], "\xff\x90", 2), 0);
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		size_t had = jp2.len;

		jp2.len = first;
		for (int k = 0; k < 3 && orders[i][k]; k++) {
			ic_buf_add(&jp2, tile[orders[i][k]], n[orders[i][k]]);
		}
		ic_buf_add(&jp2, "\xff\xd9", 2);
		grow(JP2C, (int)jp2.len - (int)had);
		ck_assert_msg(!passes(), "order %zu", i);
	}
}
END_TEST

/*
 * A picture of one black pixel: its packet begins with the bits 1 (not
 * empty), 1 (the block is there), 001 (two planes of zeros), nine for the
 * nineteen passes, 0, and seven for the length.
 */
static void lengthen(int by, const char *bytes)
{
	unsigned head, n;
	size_t at;

	picture(1, 1, 1, WHITE);
	encode();
	at = first_tile() + 14;
	head = (unsigned)jp2.data[at] << 16 | (unsigned)jp2.data[at + 1] << 8 |
	    jp2.data[at + 2];
	ck_assert_uint_eq(head >> 9, 0x67da);
	n = head >> 2 & 127;
	insert(at + 3 + n, bytes, (size_t)by);
	head += (unsigned)by << 2;
	jp2.data[at + 1] = (uint8_t)(head >> 8);
	jp2.data[at + 2] = (uint8_t)head;
	grow(JP2C, by);
	grow(first_tile() + 6, by);
}

START_TEST(a_code_block_is_no_longer_than_its_planes)
{
	lengthen(0, "");
	ck_assert(passes());
	/* A decoder reads a few bytes ahead, and so cannot see fewer. */
	for (int by = 5; by < 40; by++) {
		lengthen(by, "abcdefghijklmnopqrstuvwxyzabcdefghijklmn");
		ck_assert_msg(!passes(), "%d bytes", by);
	}
}
END_TEST

/* One bit changed anywhere before the samples' code. */
START_TEST(no_bit_of_a_header_is_free)
{
	size_t n;

	picture(20, 12, 3, NOISE);
	encode();
	n = first_tile() + 14;
	for (size_t bit = 0; bit < 8 * n; bit++) {
		jp2.data[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
		ck_assert_msg(!passes(), "bit %zu of byte %zu", bit % 8,
		    bit / 8);
		jp2.data[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
	}
	ck_assert(passes());
}
END_TEST

Suite *suite_scan_jpx(void)
{
	Suite *s = suite_create("scan_jpx");
	TCase *t = tcase_create("scan_jpx");

	tcase_set_timeout(t, 600);
	tcase_add_checked_fixture(t, setup, teardown);
	/* Of the large ones nothing but the readers is slow. */
	tcase_add_loop_test(t, other_readers_see_each_pixel_as_it_was, 0,
	    IC_EACH(3) == 3 ? 3 : (int)SIZES);
	tcase_add_loop_test(t, the_judge_sees_each_pixel_as_it_was, 0,
	    (int)SIZES);
	tcase_add_loop_test(t, what_we_write_passes_and_is_of_one_size, 0,
	    (int)SIZES);
	tcase_add_test(t, the_same_pixels_give_the_same_bytes);
	tcase_add_test(t, nothing_but_the_picture_is_said);
	tcase_add_test(t, a_picture_without_pixels_is_no_picture);
	tcase_add_test(t, a_full_buffer_is_an_error_and_leaves_nothing);
	tcase_add_test(t, a_file_carries_nothing_but_its_pixels);
	tcase_add_test(t, there_is_one_code_stream);
	tcase_add_test(t, a_truncated_tile_is_refused);
	tcase_add_test(t, each_tile_stands_once_and_in_its_place);
	tcase_add_test(t, a_code_block_is_no_longer_than_its_planes);
	tcase_add_test(t, no_bit_of_a_header_is_free);
	suite_add_tcase(s, t);
	return s;
}
