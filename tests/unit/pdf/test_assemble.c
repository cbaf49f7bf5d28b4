/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Picture files as pages: what libtiff and libjpeg wrote is what the page
 * shows, pixel by pixel, in a picture that is kept as a scan.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/bundle.h"
#include "pdf/document.h"
#include "pdf/draw.h"
#include "pdf/raster.h"
#include "scan_priv.h"
#include "suites.h"
#include "testpdf.h"
#include "testtiff.h"

/* Pixels are points, and the picture has no symmetry. */
#define W 107
#define H 83
#define ROW ((W + 7) / 8)

static struct ic_document doc;
static struct ic_raster raster;
static struct testtiff_file file;
static int fd = -1;

static void setup(void)
{
	fd = -1;
	doc = (struct ic_document){ 0 };
	raster = (struct ic_raster){ 0 };
	file = (struct testtiff_file){ 0 };
}

static void teardown(void)
{
	ic_document_close(&doc);
	ic_raster_finish(&raster);
	ic_buf_finish(&file.b);
	if (fd >= 0) {
		close(fd);
	}
}

static bool ink(int x, int y)
{
	return (x < 30 && y < 11) || (x > 9 && x < 14) || x == y ||
	    (y > 70 && x > 60 && x % 3 == 0);
}

/* Ink is 1; or it is 0. */
static void bits(uint8_t rows[H * ROW], bool ink_is_1)
{
	memset(rows, 0, H * ROW);
	for (int y = 0; y < H; y++) {
		for (int x = 0; x < W; x++) {
			if (ink(x, y) == ink_is_1) {
				rows[y * ROW + x / 8] |= (uint8_t)(0x80 >>
				    x % 8);
			}
		}
	}
}

/* Ink is `dark`, paper 255; in each of `comps`. */
static void bytes(uint8_t *rows, int comps, uint8_t dark)
{
	for (int i = 0; i < W * H; i++) {
		memset(rows + i * comps, ink(i % W, i / W) ? dark : 255,
		    (size_t)comps);
	}
}

static struct testtiff bilevel(uint16_t codec)
{
	return (struct testtiff){ .codec = codec,
		.bits = 1,
		.photometric = PHOTOMETRIC_MINISWHITE,
		.w = W,
		.h = H,
		.x = 72,
		.y = 72,
		.unit = RESUNIT_INCH };
}

static void write_bits(struct testtiff t)
{
	static uint8_t rows[H * ROW];

	bits(rows, t.photometric == PHOTOMETRIC_MINISWHITE);
	testtiff_write(&file, &t, rows);
}

static int fd_of(const struct ic_buf *b)
{
	char name[] = "/tmp/incamera-assemble-XXXXXX";
	int to = mkstemp(name);

	ck_assert_int_ge(to, 0);
	unlink(name);
	ck_assert_int_eq(write(to, b->data, b->len), (ssize_t)b->len);
	return to;
}

static enum ic_reason open_bytes(const struct ic_buf *b, uint32_t *page)
{
	fd = fd_of(b);
	return ic_document_open_source(&doc, fd, "", NULL, page);
}

static void open_file(void)
{
	uint32_t page;

	ck_assert_int_eq(open_bytes(&file.b, &page), IC_REASON_NONE);
	ck_assert_uint_eq(page, UINT32_MAX);
	ck_assert_uint_eq(doc.notes, 0);
}

/* What a page is, and how it is kept. */
struct seen {
	struct ic_size size;
	enum ic_scan scan;
	int codec; /* MuPDF's */
	uint32_t notes;
};

/* Throws. */
static void see(uint32_t index, struct seen *s)
{
	fz_context *ctx = doc.mu.ctx;
	struct ic_geometry g;
	struct ic_scan_found found;
	fz_compressed_buffer *b;
	pdf_page *page;
	fz_display_list *list;

	s->notes = ic_document_page_notes(&doc, index);
	page = ic_document_page(&doc, index, &g);
	list = ic_draw_list(&doc, page, &g, &s->notes);
	fz_drop_page(ctx, &page->super);
	s->size = g.size;
	s->scan = ic_scan_find(ctx, list, g.size, &found);
	b = fz_compressed_image_buffer(ctx, found.image);
	s->codec = b ? b->params.type : -1;
	ic_draw_raster(&doc, list, g.size, 72, IC_COLOR_AUTO, &raster,
	    &s->notes);
	fz_drop_display_list(ctx, list);
}

static enum ic_reason look(uint32_t index, struct seen *s)
{
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(doc.mu.ctx) {
		see(index, s);
	}
	fz_catch(doc.mu.ctx) {
		why = ic_document_caught(&doc);
	}
	return why;
}

static struct seen look_at(uint32_t index)
{
	struct seen s = { .codec = -1 };

	ck_assert_int_eq(look(index, &s), IC_REASON_NONE);
	ck_assert_uint_eq(s.notes, 0);
	ck_assert_int_eq(s.scan, IC_SCAN_KEPT);
	return s;
}

/* The pixel of the picture that is shown at a place (TIFF 6.0, page 36). */
static void source_of(int orientation, int x, int y, int *c, int *r)
{
	const int of[8][2] = { { x, y }, { W - 1 - x, y },
		{ W - 1 - x, H - 1 - y }, { x, H - 1 - y }, { y, x },
		{ y, H - 1 - x }, { W - 1 - y, H - 1 - x }, { W - 1 - y, x } };

	*c = of[orientation - 1][0];
	*r = of[orientation - 1][1];
}

/* The raster shows it: ink is at most `dark` and paper at least `light`. */
static void check_pixels(int orientation, int dark, int light)
{
	int w = orientation > 4 ? H : W, h = orientation > 4 ? W : H;

	ck_assert_int_eq(raster.w, w);
	ck_assert_int_eq(raster.h, h);
	for (int y = 0; y < h; y++) {
		for (int x = 0; x < w; x++) {
			int c, r,
			    px = raster.px[(size_t)y * raster.stride +
				(size_t)(x * raster.comps)];

			source_of(orientation, x, y, &c, &r);
			ck_assert_msg(ink(c, r) ? px <= dark : px >= light,
			    "%d at %d, %d", px, x, y);
		}
	}
}

static void check_shown(int codec)
{
	struct seen s;

	open_file();
	ck_assert_uint_eq(doc.pages, 1);
	s = look_at(0);
	ck_assert_int_eq(s.codec, codec);
	ck_assert_int_eq(s.size.w, W * IC_MPT);
	ck_assert_int_eq(s.size.h, H * IC_MPT);
	check_pixels(1, 0, 255);
}

START_TEST(g4_in_one_strip_is_copied)
{
	struct testtiff t = bilevel(COMPRESSION_CCITTFAX4);

	t.photometric = (uint16_t)(_i & 1);
	t.fill = _i & 2 ? FILLORDER_LSB2MSB : FILLORDER_MSB2LSB;
	write_bits(t);
	check_shown(FZ_IMAGE_FAX);
}
END_TEST

static const uint16_t codecs[] = { COMPRESSION_NONE, COMPRESSION_CCITTRLE,
	COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4, COMPRESSION_LZW,
	COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE, COMPRESSION_PACKBITS };
#define CODECS (int)(sizeof(codecs) / sizeof(*codecs))

START_TEST(each_codec_in_strips_is_read)
{
	struct testtiff t = bilevel(codecs[_i / 4]);

	t.rows = 10;
	t.photometric = (uint16_t)(_i & 1);
	t.fill = _i & 2 ? FILLORDER_LSB2MSB : FILLORDER_MSB2LSB;
	write_bits(t);
	check_shown(FZ_IMAGE_RAW);
}
END_TEST

START_TEST(tiles_are_put_together)
{
	static uint8_t rows[W * H];
	struct testtiff t = bilevel(COMPRESSION_LZW);

	t.tile = 32;
	if (_i) {
		bytes(rows, 1, 40);
		t.bits = 8;
		t.photometric = PHOTOMETRIC_MINISBLACK;
		testtiff_write(&file, &t, rows);
		open_file();
		look_at(0);
		check_pixels(1, 40, 255);
	} else {
		write_bits(t);
		check_shown(FZ_IMAGE_RAW);
	}
}
END_TEST

START_TEST(an_orientation_turns_the_page)
{
	struct testtiff t = bilevel(COMPRESSION_CCITTFAX4);
	struct seen s;

	t.orientation = (uint16_t)_i;
	write_bits(t);
	open_file();
	s = look_at(0);
	ck_assert_int_eq(s.codec, FZ_IMAGE_FAX);
	check_pixels(_i, 0, 255);
}
END_TEST

START_TEST(each_color_is_read)
{
	static const uint16_t dark[256] = { 0x1000, 0xffff },
			      light[256] = { 0x1000, 0xffff };
	static const struct {
		uint16_t photometric, samples, bits, codec;
		int ink, paper; /* in the file */
		int shown;
	} of[] = {
		{ PHOTOMETRIC_MINISBLACK, 1, 8, COMPRESSION_LZW, 40, 255, 40 },
		{ PHOTOMETRIC_MINISWHITE, 1, 8, COMPRESSION_LZW, 215, 0, 40 },
		{ PHOTOMETRIC_RGB, 3, 8, COMPRESSION_PACKBITS, 40, 255, 40 },
		{ PHOTOMETRIC_PALETTE, 1, 8, COMPRESSION_NONE, 0, 1, 16 },
		{ PHOTOMETRIC_RGB, 3, 8, COMPRESSION_NONE, 7, 255, 7 },
	};
	static uint8_t rows[W * H * 3];
	struct testtiff t = bilevel(of[_i].codec);

	t.photometric = of[_i].photometric;
	t.samples = of[_i].samples;
	t.bits = of[_i].bits;
	t.rows = 13;
	if (t.photometric == PHOTOMETRIC_PALETTE) {
		t.palette[0] = t.palette[1] = dark;
		t.palette[2] = light;
	}
	for (int i = 0; i < W * H; i++) {
		memset(rows + i * t.samples,
		    ink(i % W, i / W) ? of[_i].ink : of[_i].paper, t.samples);
	}
	testtiff_write(&file, &t, rows);
	open_file();
	look_at(0);
	check_pixels(1, of[_i].shown, 255);
	ck_assert_int_eq(raster.px[0], of[_i].shown);
}
END_TEST

START_TEST(what_can_be_seen_through_is_seen_on_paper)
{
	static uint8_t rows[W * H * 4];
	struct testtiff t = bilevel(COMPRESSION_LZW);

	t.photometric = PHOTOMETRIC_RGB;
	t.samples = 4;
	t.bits = 8;
	t.extra = EXTRASAMPLE_UNASSALPHA + 1;
	for (int i = 0; i < W * H; i++) {
		const uint8_t on[4] = { 0, 0, 0, 255 }, off[4] = { 0, 0, 0, 0 };

		memcpy(rows + i * 4, ink(i % W, i / W) ? on : off, 4);
	}
	testtiff_write(&file, &t, rows);
	open_file();
	look_at(0);
	check_pixels(1, 0, 255);
}
END_TEST

/* The picture's code, as MuPDF has it. */
static bool holds(const void *part, size_t n)
{
	fz_context *ctx = doc.mu.ctx;
	struct ic_geometry g;
	pdf_page *page;
	fz_buffer *b = NULL;
	bool found = false;

	fz_var(b);
	fz_var(found);
	fz_try(ctx) {
		page = ic_document_page(&doc, 0, &g);
		b = pdf_load_raw_stream(ctx,
		    pdf_dict_getp(ctx, page->obj, "Resources/XObject/I"));
		found = memmem(b->data, b->len, part, n) != NULL;
		fz_drop_page(ctx, &page->super);
	}
	fz_always(ctx) {
		fz_drop_buffer(ctx, b);
	}
	fz_catch(ctx) {
		ck_abort();
	}
	return found;
}

/* From the first scan to the end. */
static const uint8_t *scans(const struct ic_buf *b, size_t *n)
{
	const uint8_t *at = memmem(b->data, b->len, "\xff\xda", 2);

	ck_assert_ptr_nonnull(at);
	*n = b->len - (size_t)(at - b->data);
	return at;
}

START_TEST(a_jpeg_keeps_its_code_and_loses_the_rest)
{
	static const struct testjpeg of[] = { { W, H, 1, 1, 72, 72, 0, false },
		{ W, H, 3, 1, 72, 72, 6, false },
		{ W, H, 3, 2, 28, 28, 0, true },
		{ W, H, 4, 0, 0, 0, 0, false } };
	static uint8_t rows[W * H * 4];
	struct seen s;
	size_t n, at;

	bytes(rows, of[_i].comps, 0);
	testjpeg_write(&file.b, &of[_i], rows);
	at = (size_t)(scans(&file.b, &n) - file.b.data);
	ic_buf_puts(&file.b, "zimmerlake behind its end");
	open_file();
	ck_assert_int_eq(look(0, &s), IC_REASON_NONE);
	ck_assert_int_eq(s.scan, IC_SCAN_KEPT);
	ck_assert_int_eq(s.codec, FZ_IMAGE_JPEG);
	if (_i < 2) {
		check_pixels(_i ? 6 : 1, 60, 195);
	}
	ck_assert(holds(file.b.data + at, n));
	ck_assert(!holds("zimmerlake", 10));
	ck_assert(!holds("Exif", 4));
}
END_TEST

START_TEST(a_jpeg_of_four_inks_shows_paper_and_ink)
{
	const struct testjpeg j = { W, H, 4, 0, 0, 0, 0, false };
	static uint8_t rows[W * H * 4];
	struct seen s;

	/* libjpeg writes Adobe's marker: no ink is 255 then. */
	bytes(rows, 4, 0);
	testjpeg_write(&file.b, &j, rows);
	open_file();
	ck_assert_int_eq(look(0, &s), IC_REASON_NONE);
	ck_assert_uint_eq(s.notes, IC_NOTE_BIT(NO_RESOLUTION));
	ck_assert_int_ge(raster.px[raster.stride * (size_t)(raster.h - 3)],
	    250);
	ck_assert_int_le(raster.px[0], 5);
}
END_TEST

START_TEST(jpeg_in_a_tiff_is_copied_or_decoded)
{
	static uint8_t rows[W * H * 3];
	struct testtiff t = bilevel(COMPRESSION_JPEG);
	struct seen s;

	bytes(rows, 3, 0);
	t.bits = 8;
	t.samples = 3;
	t.photometric = _i & 1 ? PHOTOMETRIC_YCBCR : PHOTOMETRIC_RGB;
	t.rows = _i & 2 ? 16 : 0;
	testtiff_write(&file, &t, rows);
	open_file();
	s = look_at(0);
	ck_assert_int_eq(s.codec, _i & 2 ? FZ_IMAGE_RAW : FZ_IMAGE_JPEG);
	check_pixels(1, 80, 175);
}
END_TEST

static void page_of(struct seen *s)
{
	open_file();
	ck_assert_int_eq(look(0, s), IC_REASON_NONE);
}

START_TEST(a_resolution_makes_the_page_s_size)
{
	static const struct {
		uint16_t unit;
		float x, y;
		int w, h; /* milli-points */
		bool noted;
	} of[] = {
		{ RESUNIT_INCH, 100, 100, 77040, 59760, true },
		{ RESUNIT_INCH, 75, 50, 102720, 119520, false },
		{ RESUNIT_CENTIMETER, 20, 20, 151654, 117638, false },
		{ RESUNIT_NONE, 72, 72, 788964, 612000, true },
		{ RESUNIT_INCH, 0, 0, 788964, 612000, true },
		{ RESUNIT_INCH, 5, 5, 788964, 612000, true },
	};
	struct testtiff t = bilevel(COMPRESSION_CCITTFAX4);
	struct seen s;

	t.unit = of[_i].unit;
	t.x = of[_i].x;
	t.y = of[_i].y;
	write_bits(t);
	page_of(&s);
	if (_i > 0) {
		ck_assert_int_eq(s.size.w, of[_i].w);
		ck_assert_int_eq(s.size.h, of[_i].h);
	}
	ck_assert_uint_eq(s.notes,
	    of[_i].noted ? IC_NOTE_BIT(NO_RESOLUTION) : 0);
	ck_assert_int_eq(s.scan, IC_SCAN_KEPT);
}
END_TEST

START_TEST(a_letter_without_a_resolution_has_200_dots_to_an_inch)
{
	struct testtiff t = bilevel(COMPRESSION_CCITTFAX4);
	uint8_t *rows = calloc(2200, 1700 / 8 + 1);
	struct seen s;

	t.w = 1700;
	t.h = 2200;
	t.x = 0;
	testtiff_write(&file, &t, rows);
	free(rows);
	page_of(&s);
	ck_assert_int_eq(s.size.w, 612000);
	ck_assert_int_eq(s.size.h, 792000);
	ck_assert_uint_eq(s.notes, IC_NOTE_BIT(NO_RESOLUTION));
}
END_TEST

START_TEST(a_file_of_several_pages_is_a_document_of_them)
{
	static uint8_t rows[H * ROW];
	struct testtiff t = bilevel(COMPRESSION_CCITTFAX4), small = t;

	bits(rows, true);
	testtiff_begin(&file);
	testtiff_page(&file, &t, rows);
	small.w = small.h = 8;
	TIFFSetField(file.t, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
	testtiff_page(&file, &small, rows);
	t.orientation = 3;
	testtiff_page(&file, &t, rows);
	testtiff_end(&file);
	open_file();
	ck_assert_uint_eq(doc.pages, 2);
	look_at(1);
	check_pixels(3, 0, 255);
	look_at(0);
	check_pixels(1, 0, 255);
}
END_TEST

static void bundle(struct ic_buf *b, const struct ic_buf *const *files,
    uint32_t n)
{
	uint8_t head[IC_BUNDLE_HEAD], length[IC_BUNDLE_LENGTH];

	ic_bundle_head(n, head);
	ic_buf_add(b, head, sizeof(head));
	for (uint32_t i = 0; i < n; i++) {
		ic_bundle_length(files[i]->len, length);
		ic_buf_add(b, length, sizeof(length));
		ic_buf_add(b, files[i]->data, files[i]->len);
	}
}

START_TEST(a_bundle_is_a_page_a_file)
{
	const struct testjpeg j = { W, H, 1, 1, 72, 72, 0, false };
	const struct ic_buf *files[40];
	static uint8_t rows[W * H];
	struct ic_buf all = { 0 }, jpeg = { 0 };
	uint32_t page;

	write_bits(bilevel(COMPRESSION_CCITTFAX4));
	bytes(rows, 1, 0);
	testjpeg_write(&jpeg, &j, rows);
	for (int i = 0; i < 40; i++) {
		files[i] = i % 3 ? &file.b : &jpeg;
	}
	bundle(&all, files, 40);
	ck_assert_int_eq(open_bytes(&all, &page), IC_REASON_NONE);
	ck_assert_uint_eq(doc.pages, 40);
	for (uint32_t i = 0; i < 40; i += 13) {
		struct seen s = look_at(i);

		ck_assert_int_eq(s.codec, i % 3 ? FZ_IMAGE_FAX : FZ_IMAGE_JPEG);
	}
	ic_buf_finish(&all);
	ic_buf_finish(&jpeg);
}
END_TEST

/* A bundle of a good file, then this one: it is refused for page 1. */
static void check_second(const struct ic_buf *second, enum ic_reason why)
{
	struct testtiff_file first;
	static uint8_t rows[H * ROW];
	struct testtiff t = bilevel(COMPRESSION_CCITTFAX4);
	const struct ic_buf *files[2];
	struct ic_buf all = { 0 };
	uint32_t page;

	bits(rows, true);
	testtiff_write(&first, &t, rows);
	files[0] = &first.b;
	files[1] = second;
	bundle(&all, files, 2);
	ck_assert_int_eq(open_bytes(&all, &page), why);
	ck_assert_uint_eq(page, 1);
	ck_assert_ptr_null(doc.mu.ctx);
	ic_buf_finish(&all);
	ic_buf_finish(&first.b);
}

START_TEST(a_file_of_several_pages_is_no_page)
{
	static uint8_t rows[H * ROW];
	struct testtiff t = bilevel(COMPRESSION_CCITTFAX4);

	testtiff_begin(&file);
	testtiff_page(&file, &t, rows);
	testtiff_page(&file, &t, rows);
	testtiff_end(&file);
	check_second(&file.b, IC_REASON_IMAGE_PAGES);
}
END_TEST

START_TEST(what_is_no_picture_is_no_page)
{
	static const struct {
		const char *bytes;
		enum ic_reason why;
	} of[] = { { "", IC_REASON_IMAGE_DAMAGED },
		{ "%PDF-1.4\n1 0 obj", IC_REASON_IMAGE_KIND },
		{ "\x89PNG\r\n", IC_REASON_IMAGE_KIND },
		{ "incamera bundle/1\n", IC_REASON_IMAGE_KIND } };

	ic_buf_puts(&file.b, of[_i].bytes);
	check_second(&file.b, of[_i].why);
}
END_TEST

START_TEST(a_bundle_that_does_not_add_up_is_damaged)
{
	const struct ic_buf *files[1] = { &file.b };
	struct ic_buf all = { 0 };
	uint32_t page;

	write_bits(bilevel(COMPRESSION_CCITTFAX4));
	bundle(&all, files, 1);
	switch (_i) {
	case 0:
		all.len--;
		break;
	case 1:
		ic_buf_putc(&all, 0);
		break;
	case 2:
		ic_bundle_head(0, all.data);
		break;
	case 3:
		ic_bundle_head(2, all.data);
		break;
	case 4:
		ic_bundle_head(UINT32_MAX, all.data);
		break;
	case 5:
		ic_bundle_length(UINT64_MAX, all.data + IC_BUNDLE_HEAD);
		break;
	default:
		all.len = IC_BUNDLE_HEAD - 1;
	}
	ck_assert_int_eq(open_bytes(&all, &page), IC_REASON_DAMAGED);
	ck_assert_uint_eq(page, UINT32_MAX);
	ic_buf_finish(&all);
}
END_TEST

static void put(uint8_t *to, uint32_t v, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		to[i] = (uint8_t)(v >> 8 * i);
	}
}

/* An entry's type, count and value. */
static void forge(uint16_t tag, uint16_t type, uint32_t count, uint32_t value)
{
	uint8_t *e = testtiff_entry(&file.b, tag);

	put(e + 2, type, 2);
	put(e + 4, count, 4);
	put(e + 8, value, 4);
}

START_TEST(a_hostile_head_is_refused_before_it_costs_anything)
{
	static const struct {
		uint16_t tag, type;
		uint32_t count, value;
		enum ic_reason why;
	} of[] = {
		{ TIFFTAG_IMAGEWIDTH, 4, 1, 65536, IC_REASON_IMAGE_SIZE },
		{ TIFFTAG_IMAGEWIDTH, 4, 1, UINT32_MAX, IC_REASON_IMAGE_SIZE },
		{ TIFFTAG_IMAGELENGTH, 4, 1, 4000000, IC_REASON_IMAGE_SIZE },
		{ TIFFTAG_IMAGEWIDTH, 4, 1, 0, IC_REASON_IMAGE_DAMAGED },
		{ TIFFTAG_IMAGEWIDTH, 2, 1, 9, IC_REASON_IMAGE_DAMAGED },
		{ TIFFTAG_IMAGEWIDTH, 4, 2, 9, IC_REASON_IMAGE_DAMAGED },
		{ TIFFTAG_COMPRESSION, 3, 1, 6, IC_REASON_IMAGE_KIND },
		{ TIFFTAG_COMPRESSION, 3, 1, 50000, IC_REASON_IMAGE_KIND },
		{ TIFFTAG_STRIPOFFSETS, 4, 1u << 31, 8, IC_REASON_IMAGE_SIZE },
		{ TIFFTAG_STRIPOFFSETS, 4, 1, 1u << 31,
		    IC_REASON_IMAGE_DAMAGED },
		{ TIFFTAG_STRIPBYTECOUNTS, 4, 1, 1u << 31,
		    IC_REASON_IMAGE_DAMAGED },
		{ TIFFTAG_BITSPERSAMPLE, 3, 1, 16, IC_REASON_IMAGE_KIND },
		{ TIFFTAG_SAMPLESPERPIXEL, 3, 1, 60000, IC_REASON_IMAGE_KIND },
		{ TIFFTAG_PHOTOMETRIC, 3, 1, 8, IC_REASON_IMAGE_KIND },
	};
	uint32_t page;

	write_bits(bilevel(COMPRESSION_CCITTFAX4));
	forge(of[_i].tag, of[_i].type, of[_i].count, of[_i].value);
	ck_assert_int_eq(open_bytes(&file.b, &page), of[_i].why);
	ck_assert_uint_le(page + 1, 1); /* none, or the first */
}
END_TEST

/* libtiff believes the first; a walk that believed the last would be blind. */
START_TEST(a_tag_that_stands_twice_is_damage)
{
	static const uint16_t twice[] = { TIFFTAG_IMAGEWIDTH,
		TIFFTAG_COMPRESSION };
	uint32_t page;
	uint8_t *e;

	write_bits(bilevel(COMPRESSION_CCITTFAX4));
	e = testtiff_entry(&file.b, TIFFTAG_PHOTOMETRIC);
	memcpy(e, testtiff_entry(&file.b, twice[_i]), 12);
	ck_assert_int_eq(open_bytes(&file.b, &page), IC_REASON_IMAGE_DAMAGED);
}
END_TEST

START_TEST(directories_in_a_loop_end)
{
	uint32_t page;

	write_bits(bilevel(COMPRESSION_CCITTFAX4));
	memcpy(testtiff_link(&file.b), file.b.data + 4, 4);
	ck_assert_int_eq(open_bytes(&file.b, &page), IC_REASON_IMAGE_DAMAGED);
}
END_TEST

START_TEST(large_tiffs_are_another_format)
{
	static const uint8_t head[32] = { 'I', 'I', 43, 0, 8, 0, 0, 0, 16 };
	uint32_t page;

	ic_buf_add(&file.b, head, sizeof(head));
	ck_assert_int_eq(open_bytes(&file.b, &page), IC_REASON_IMAGE_KIND);
}
END_TEST

/* Opened, or looked at: one of the two says what is wrong, or notes it. */
static enum ic_reason refusal(const struct ic_buf *b)
{
	struct seen s = { 0 };
	uint32_t page;
	enum ic_reason why = open_bytes(b, &page);

	if (why == IC_REASON_NONE) {
		why = look(0, &s);
		if (why == IC_REASON_NONE && s.notes != 0) {
			why = IC_REASON_IMAGE_DAMAGED;
		}
	}
	teardown();
	fd = -1;
	return why;
}

START_TEST(what_is_cut_short_is_not_taken_for_whole)
{
	const struct testjpeg j = { W, H, 3, 1, 72, 72, 1, true };
	static uint8_t rows[W * H * 3];
	struct ic_buf whole = { 0 }, cut;
	size_t link = 0;

	if (_i) {
		bytes(rows, 3, 0);
		testjpeg_write(&whole, &j, rows);
	} else {
		write_bits(bilevel(COMPRESSION_LZW));
		/* Some writers leave the link behind the last one out. */
		link = (size_t)(testtiff_link(&file.b) - file.b.data);
		ic_buf_add(&whole, file.b.data, file.b.len);
		ic_buf_finish(&file.b);
		link = whole.len == link + 4 ? 4 : 0;
	}
	for (size_t n = 4; n < whole.len - link; n += 1 + n / 64) {
		cut = (struct ic_buf){ .data = whole.data, .len = n };
		ck_assert_msg(refusal(&cut) != IC_REASON_NONE, "%zu", n);
	}
	ck_assert_int_eq(refusal(&whole), IC_REASON_NONE);
	ic_buf_finish(&whole);
}
END_TEST

START_TEST(code_that_is_damaged_is_noted_or_refused)
{
	struct testtiff t = bilevel(codecs[_i]);
	uint8_t *e;
	uint32_t at = 0, n = 0;

	t.rows = H;
	t.orientation = 1;
	write_bits(t);
	e = testtiff_entry(&file.b, TIFFTAG_STRIPOFFSETS);
	for (int i = 3; i >= 0; i--) {
		at = at << 8 | e[8 + i];
	}
	e = testtiff_entry(&file.b, TIFFTAG_STRIPBYTECOUNTS);
	for (int i = 3; i >= 0; i--) {
		n = n << 8 | e[8 + i];
	}
	memset(file.b.data + at + n / 2, 0x01, n / 2);
	ck_assert_int_ne(refusal(&file.b), IC_REASON_NONE);
}
END_TEST

START_TEST(a_finished_file_is_never_a_picture)
{
	write_bits(bilevel(COMPRESSION_CCITTFAX4));
	fd = fd_of(&file.b);
	ck_assert_int_eq(ic_document_open_output(&doc, fd), IC_REASON_NOT_PDF);
}
END_TEST

Suite *suite_assemble(void)
{
	Suite *s = suite_create("assemble");
	TCase *tc = tcase_create("assemble");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, g4_in_one_strip_is_copied, 0, 4);
	tcase_add_loop_test(tc, each_codec_in_strips_is_read, 0, 4 * CODECS);
	tcase_add_loop_test(tc, tiles_are_put_together, 0, 2);
	tcase_add_loop_test(tc, an_orientation_turns_the_page, 1, 9);
	tcase_add_loop_test(tc, each_color_is_read, 0, 5);
	tcase_add_test(tc, what_can_be_seen_through_is_seen_on_paper);
	tcase_add_loop_test(tc, a_jpeg_keeps_its_code_and_loses_the_rest, 0, 4);
	tcase_add_test(tc, a_jpeg_of_four_inks_shows_paper_and_ink);
	tcase_add_loop_test(tc, jpeg_in_a_tiff_is_copied_or_decoded, 0, 4);
	tcase_add_loop_test(tc, a_resolution_makes_the_page_s_size, 0, 6);
	tcase_add_test(tc,
	    a_letter_without_a_resolution_has_200_dots_to_an_inch);
	tcase_add_test(tc, a_file_of_several_pages_is_a_document_of_them);
	tcase_add_test(tc, a_bundle_is_a_page_a_file);
	tcase_add_test(tc, a_file_of_several_pages_is_no_page);
	tcase_add_loop_test(tc, what_is_no_picture_is_no_page, 0, 4);
	tcase_add_loop_test(tc, a_bundle_that_does_not_add_up_is_damaged, 0, 7);
	tcase_add_loop_test(tc,
	    a_hostile_head_is_refused_before_it_costs_anything, 0, 14);
	tcase_add_loop_test(tc, a_tag_that_stands_twice_is_damage, 0, 2);
	tcase_add_test(tc, directories_in_a_loop_end);
	tcase_add_test(tc, large_tiffs_are_another_format);
	tcase_add_loop_test(tc, what_is_cut_short_is_not_taken_for_whole, 0, 2);
	tcase_add_loop_test(tc, code_that_is_damaged_is_noted_or_refused, 2, 5);
	tcase_add_test(tc, a_finished_file_is_never_a_picture);
	suite_add_tcase(s, tc);
	return s;
}
