/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../../src/pdf/judge_ops.h"
#include "../../../src/pdf/tiler_priv.h"
#include "codec.h"
#include "make.h"
#include "pdf/structure.h"
#include "seed.h"
#include "suites.h"

static struct make made;
static struct seed seed;
static struct ic_buf bytes;
static char path[64];

static void setup(void)
{
	int fd;

	snprintf(path, sizeof(path), "/tmp/ic-structure-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	unlink(path);
	seed_finish(&seed);
	ic_buf_finish(&bytes);
}

static void take(uint32_t pages, bool whole)
{
	make_slice(&made, pages, whole);
	make_file(&made, MAKE_CLEAN, path);
	seed_load(&seed, path);
}

static struct said tile(void)
{
	struct said said = { 0 };
	bool clean = ic_tiler_judge(
	    bytes.data, bytes.len, &made.slice, said_hear, &said);

	ck_assert_int_eq(clean, said.faults == 0);
	ck_assert_uint_eq(said.passed, clean);
	return said;
}

static struct said walk(void)
{
	struct said said = { 0 };
	bool clean =
	    ic_qpdf_judge(bytes.data, bytes.len, &made.slice, said_hear, &said);

	ck_assert_int_eq(clean, said.faults == 0);
	ck_assert_uint_eq(said.passed, clean);
	return said;
}

START_TEST(a_file_as_written_is_clean_to_both_readers)
{
	static const uint32_t pages[] = { 1, 3, 130 };

	for (int i = 0; i < 3; i++) {
		take(pages[i], pages[i] > 1);
		seed_write(&seed, &bytes);
		ck_assert_uint_eq(tile().fault, IC_FAULT_NONE);
		ck_assert_uint_eq(walk().fault, IC_FAULT_NONE);
		seed_finish(&seed);
	}
}
END_TEST

START_TEST(no_byte_can_change_unseen)
{
	take(1, false);
	seed_write(&seed, &bytes);
	for (size_t i = 0; i < bytes.len; i += 7) {
		bytes.data[i] ^= 1;
		ck_assert_msg(tile().faults > 0, "byte %zu changed", i);
		bytes.data[i] ^= 1;
	}
}
END_TEST

START_TEST(no_byte_can_be_missing_at_the_end)
{
	size_t n;

	take(1, false);
	seed_write(&seed, &bytes);
	n = bytes.len;
	for (size_t cut = 1; cut < 600; cut++) {
		bytes.len = n - cut;
		ck_assert_msg(tile().faults > 0, "%zu bytes cut", cut);
	}
	bytes.len = 0;
	ck_assert_uint_eq(tile().fault, IC_FAULT_BYTES);
	bytes.len = n;
}
END_TEST

/* A second spelling of the same value, under a true table and /ID. */
START_TEST(each_value_has_one_spelling)
{
	static const char *const spelt[][2] = {
		{ "<</Type/Catalog", "<< /Type/Catalog" },
		{ "/Pages 2 0 R", "/Pages  2 0 R" },
		{ "/Pages 2 0 R", "/Pages 02 0 R" },
		{ "/Pages 2 0 R", "/Pages 2 00 R" },
		{ "/Catalog", "/Cat#61log" },
		{ "/Catalog/", "/Catalog /" },
		{ "/Catalog", "/Catalog/Lang(en)/Lang(en)" },
		{ "/Catalog", "/Catalog/X null" },
		{ "/Catalog", "/Catalog/X <00>" },
		{ "/Catalog", "/Catalog/X(\\()" },
		{ "/Catalog", "/Catalog/X[1 ]" },
		{ "/Catalog", "/Catalog/X[1  2]" },
		{ "/Catalog", "/Catalog/X +1" },
		{ "/Catalog", "/Catalog/X 1.50" },
		{ "/Catalog", "/Catalog/X -0" },
		{ "/Catalog", "/Catalog%x\n" },
		{ ">>\nendobj", ">>\n\nendobj" },
		{ ">>\nendobj", ">>\nendobj " },
		{ "1 0 obj\n", "1 0 obj\r" },
		{ "1 0 obj\n", "1 1 obj\n" },
	};

	for (size_t i = 0; i < sizeof(spelt) / sizeof(*spelt); i++) {
		take(1, false);
		seed_replace(&seed, 1, spelt[i][0], spelt[i][1]);
		seed_write(&seed, &bytes);
		ck_assert_msg(tile().faults > 0, "%s", spelt[i][1]);
		seed_finish(&seed);
	}
}
END_TEST

START_TEST(a_gap_between_objects_is_a_fault)
{
	take(1, false);
	ic_buf_puts(&seed.object[2], "\n");
	seed_write(&seed, &bytes);
	ck_assert_uint_eq(tile().fault, IC_FAULT_BYTES);
}
END_TEST

START_TEST(bytes_after_a_deflate_stream_are_a_fault)
{
	unsigned at;
	size_t n;
	struct ic_buf b = { 0 };
	const uint8_t *p;

	take(1, false);
	at = seed_find(&seed, "/Type/XObject", 0);
	p = seed_data(&seed, at, &n);
	ic_buf_add(&b, p, n);
	ic_buf_puts(&b, "x");
	seed_stream(&seed, at, b.data, b.len);
	seed_write(&seed, &bytes);
	ck_assert_uint_eq(tile().fault, IC_FAULT_STREAM);
	ck_assert_uint_eq(walk().fault, IC_FAULT_NONE);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(more_or_fewer_pixels_than_promised_are_a_fault)
{
	static const char *const height[] = { "/Height 1099", "/Height 1101" };

	for (int i = 0; i < 2; i++) {
		take(1, false);
		seed_replace(&seed, seed_find(&seed, "/Type/XObject", 0),
		    "/Height 1100", height[i]);
		seed_write(&seed, &bytes);
		ck_assert_uint_eq(tile().fault, IC_FAULT_STREAM);
		seed_finish(&seed);
	}
}
END_TEST

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
			struct ic_tile_image im = { w, 40, 1, 1 };

			scribble(rows, w, 40, chances[i]);
			codec_g4(rows, w, 40, &b);
			ck_assert_msg(ic_tile_fax(&im, b.data, b.len),
			    "one change in %u, width %d", chances[i], w);
			im.h = 39;
			ck_assert(!ic_tile_fax(&im, b.data, b.len));
			im.h = 41;
			ck_assert(!ic_tile_fax(&im, b.data, b.len));
			im.h = 40;
			im.w--;
			ck_assert(!ic_tile_fax(&im, b.data, b.len));
			im.w++;
			ck_assert(!ic_tile_fax(&im, b.data, b.len - 1));
			ic_buf_putc(&b, 0);
			ck_assert(!ic_tile_fax(&im, b.data, b.len));
		}
	}
	ic_buf_finish(&b);
}
END_TEST

START_TEST(g4_of_white_black_and_each_run_is_read)
{
	static uint8_t rows[3000 / 8 * 2700];
	struct ic_tile_image im = { 3000, 2700, 1, 1 };
	struct ic_buf b = { 0 };

	for (int fill = 0; fill < 256; fill += 255) {
		memset(rows, fill, sizeof(rows));
		codec_g4(rows, 3000, 2700, &b);
		ck_assert_int_eq(ic_tile_fax(&im, b.data, b.len), 1);
	}
	/* Every other row white, so that each is coded by its runs. */
	memset(rows, 0, sizeof(rows));
	for (int y = 1; y < 2700; y += 2) {
		for (int x = 3000 - y; x < 3000; x++) {
			rows[y * 375 + x / 8] |= 0x80 >> x % 8;
		}
	}
	codec_g4(rows, 3000, 2700, &b);
	ck_assert_int_eq(ic_tile_fax(&im, b.data, b.len), 1);
	for (size_t i = 0; i < sizeof(rows); i++) {
		rows[i] ^= 0xff;
	}
	codec_g4(rows, 3000, 2700, &b);
	ck_assert_int_eq(ic_tile_fax(&im, b.data, b.len), 1);
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
		struct ic_tile_image im = { 123, 77, flags & CODEC_GRAY ? 1 : 3,
			8 };

		jpeg(123, 77, flags, &b);
		ck_assert_msg(ic_tile_jpeg(&im, b.data, b.len), "%u", flags);
		im.w++;
		ck_assert(!ic_tile_jpeg(&im, b.data, b.len));
		im.w--;
		im.comps ^= 2;
		ck_assert(!ic_tile_jpeg(&im, b.data, b.len));
		im.comps ^= 2;
		ck_assert(!ic_tile_jpeg(&im, b.data, b.len - 1));
		ic_buf_putc(&b, 0);
		ck_assert(!ic_tile_jpeg(&im, b.data, b.len));
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
	struct ic_tile_image im = { 64, 64, 1, 8 };
	struct ic_buf b = { 0 };

	for (size_t i = 0; i < sizeof(planted) / sizeof(*planted); i++) {
		jpeg(64, 64, CODEC_GRAY, &b);
		insert(&b, planted[i].at_end ? b.len - 2 : 2, planted[i].bytes,
		    planted[i].n);
		ck_assert_msg(
		    !ic_tile_jpeg(&im, b.data, b.len), "%s", planted[i].what);
	}
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_jpeg_has_no_table_that_nothing_uses)
{
	uint8_t table[69] = { 0xff, 0xdb, 0, 67, 3 };
	struct ic_tile_image im = { 64, 64, 1, 8 };
	struct ic_buf b = { 0 };

	memset(table + 5, 1, 64);
	jpeg(64, 64, CODEC_GRAY, &b);
	insert(&b, 2, table, sizeof(table));
	ck_assert_int_eq(ic_tile_jpeg(&im, b.data, b.len), 0);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(content_keeps_to_its_operators)
{
	static const struct {
		bool ok;
		const char *content;
	} cases[] = {
		{ true, "" },
		{ true, "q 612 0 0 792 0 0 cm /Im0 Do Q\n" },
		{ true, "BT 3 Tr /T0 10 Tf 97.5 Tz 1 0 0 1 72 560 Tm "
			"<0077> Tj 5 0 Td <0077> Tj ET\n" },
		{ true, "BT 0 Tr /F0 10 Tf 0 g 1 0 0 1 72 560 Tm <0077> Tj "
			"ET\n" },
		{ true, "1 g 1 2 3 4 re f\n" },
		{ true, "BT 3 Tr /T0 8 Tf 50 Tz <0077> Tj 100 Tz ET\n"
			"BT 0 Tr /F0 8 Tf <0077> Tj ET\n" },
		{ false, "q 612 0 0 792 0 0 cm /Im0 Do Q\n"
			 "q 612 0 0 792 0 0 cm /Im0 Do Q\n" },
		{ false, "q 612 0 0 792 0 0 cm /Im1 Do Q\n" },
		{ false, "q 612 0 0 792 0 0 cm /Im0 Do\n" },
		{ false, "q Q\n" },
		{ false, "q 1 0 0 1 0 0 cm 1 0 0 1 0 0 cm /Im0 Do Q\n" },
		{ false, "1 g 1 2 3 4 re f\nq 6 0 0 7 0 0 cm /Im0 Do Q\nx" },
		{ false, "BT 0 Tr /T0 10 Tf <0077> Tj ET\n" },
		{ false, "BT 3 Tr /F0 10 Tf <0077> Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf 50 Tz <0077> Tj ET\n" },
		{ false, "BT 3 Tr /T0 8 Tf 50 Tz <0077> Tj ET\n"
			 "BT 0 Tr /F0 8 Tf <0077> Tj ET\n" },
		{ false, "BT 0 Tr /F1 10 Tf <0077> Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf <0077> Tj\n" },
		{ false, "BT BT ET\n" },
		{ false, "BT 7 Tr ET\n" },
		{ false, "BT 1 Tr ET\n" },
		{ false, "<0077> Tj\n" },
		{ false, "BT 0 Tr /F0 10 Tf <007> Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf (w) Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf [<0077>] TJ ET\n" },
		{ false, "0.5 g\n" },
		{ false, "1 0 0 rg\n" },
		{ false, "0 g 1 2 3 4 re f\n" },
		{ false, "1 g 1 2 3 4 re\n" },
		{ false, "1 g 1 2 3 4 re S\n" },
		{ false, "1 g f\n" },
		{ false, "1 g 1 2 3 re f\n" },
		{ false, "1 g 1 2 3 4 5 re f\n" },
		{ false, "1 g  1 2 3 4 re f\n" },
		{ false, "1 g % c\n" },
		{ false, "1 g 1.0 2 3 4 re f\n" },
		{ false, "1 g 01 2 3 4 re f\n" },
		{ false, "/Im0 sh\n" },
		{ false, "/Tx BMC EMC\n" },
		{ false, "BI ID x EI\n" },
		{ false, "1 g" },
		{ false, "1\n" },
	};
	struct ic_ops_allowed all = { true, true, true, true };
	struct ic_ops_found found;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *c = cases[i].content;

		ck_assert_msg(ic_ops_judge((const uint8_t *)c, strlen(c), &all,
				  &found) == cases[i].ok,
		    "%s", c);
	}
}
END_TEST

START_TEST(content_uses_only_what_its_page_has)
{
	static const char *const cases[] = {
		"q 612 0 0 792 0 0 cm /Im0 Do Q\n",
		"BT 3 Tr /T0 10 Tf <0077> Tj ET\n",
		"BT 0 Tr /F0 10 Tf <0077> Tj ET\n",
		"1 g 1 2 3 4 re f\n",
	};
	struct ic_ops_found found;

	for (unsigned i = 0; i < 4; i++) {
		struct ic_ops_allowed a = { i != 0, i != 1, i != 2, i != 3 };
		const char *c = cases[i];

		ck_assert_msg(
		    !ic_ops_judge((const uint8_t *)c, strlen(c), &a, &found),
		    "%s", c);
	}
}
END_TEST

static void edit(const char *holder, const char *from, const char *to)
{
	take(2, false);
	seed_replace(&seed, seed_find(&seed, holder, 0), from, to);
	seed_write(&seed, &bytes);
}

START_TEST(the_walk_knows_every_key_and_value)
{
	static const struct {
		enum ic_fault fault;
		const char *holder, *from, *to;
	} cases[] = {
		{ IC_FAULT_KEY, "/Catalog", "/Pages", "/Lang(en)/Pages" },
		{ IC_FAULT_KEY, "/Type/Page/", "/Contents",
		    "/CropBox[0 0 9 9]"
		    "/Contents" },
		{ IC_FAULT_KEY, "/Type/Page/", "/Contents",
		    "/Rotate 90"
		    "/Contents" },
		{ IC_FAULT_KEY, "/Type/Page/", "/MediaBox[0 0 612 792]", "" },
		{ IC_FAULT_KEY, "/Type/XObject", "/Width",
		    "/SMask 3 0 R"
		    "/Width" },
		{ IC_FAULT_KEY, "/Type/XObject", "/Width",
		    "/Decode[1 0]"
		    "/Width" },
		{ IC_FAULT_VALUE, "/Type/XObject", "/DeviceGray",
		    "/DeviceCMYK" },
		{ IC_FAULT_VALUE, "/Type/Page/", "[0 0 612 792]",
		    "[1 0 612 792]" },
		{ IC_FAULT_VALUE, "/Type/Page/", "[0 0 612 792]", "[0 0 612]" },
		{ IC_FAULT_VALUE, "/Type/Page/", "/Parent 2 0 R",
		    "/Parent 1 0 R" },
		{ IC_FAULT_KEY, "/Type/Page/", "/F0", "/F1" },
		{ IC_FAULT_VALUE, "/Count", "/Count 2", "/Count 3" },
		{ IC_FAULT_VALUE, "/CIDFontType0/", "+NimbusSans-Regular",
		    "+NimbusSans-Italic" },
		{ IC_FAULT_VALUE, "/FontName/IncameraText", "/StemV 80",
		    "/StemV 81" },
		{ IC_FAULT_VALUE, "/FontName/IncameraText", "[0 0 500 1000]",
		    "[0 0 500 1001]" },
		{ IC_FAULT_VALUE, "/CIDFontType2/", "/DW 500", "/DW 501" },
		{ IC_FAULT_VALUE, "/CIDFontType2/", "(Adobe)", "(Adobf)" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		edit(cases[i].holder, cases[i].from, cases[i].to);
		ck_assert_msg(walk().fault == cases[i].fault, "%s: %u",
		    cases[i].to, walk().fault);
		seed_finish(&seed);
	}
}
END_TEST

START_TEST(an_object_that_nothing_refers_to_is_a_fault)
{
	take(1, false);
	seed_add(&seed, "<</Type/Catalog/Pages 2 0 R>>");
	seed_write(&seed, &bytes);
	ck_assert_uint_eq(tile().fault, IC_FAULT_NONE);
	ck_assert_uint_eq(walk().fault, IC_FAULT_ORPHAN);
}
END_TEST

START_TEST(two_pages_cannot_share_a_picture)
{
	unsigned first, second;
	char from[32], to[32];

	take(2, false);
	first = seed_find(&seed, "/Type/XObject", 0);
	second = seed_find(&seed, "/Type/XObject", 1);
	snprintf(from, sizeof(from), "/Im0 %u 0 R", second);
	snprintf(to, sizeof(to), "/Im0 %u 0 R", first);
	seed_replace(&seed, seed_find(&seed, "/Type/Page/", 1), from, to);
	seed_write(&seed, &bytes);
	ck_assert_uint_eq(walk().fault, IC_FAULT_VALUE);
}
END_TEST

START_TEST(pages_are_as_many_as_planned)
{
	take(3, false);
	seed_write(&seed, &bytes);
	made.slice.npages = 4;
	ck_assert_uint_eq(walk().fault, IC_FAULT_PAGES);
	made.slice.npages = 2;
	ck_assert_uint_eq(walk().fault, IC_FAULT_PAGES);
}
END_TEST

START_TEST(a_whole_page_has_no_picture_and_another_has_one)
{
	take(2, true);
	seed_write(&seed, &bytes);
	ck_assert_uint_eq(walk().fault, IC_FAULT_NONE);
	made.pages[1].whole = 0;
	ck_assert_uint_eq(walk().fault, IC_FAULT_IMAGE);
	made.pages[1].whole = made.pages[0].whole = 1;
	ck_assert_uint_eq(walk().fault, IC_FAULT_IMAGE);
}
END_TEST

START_TEST(the_text_font_is_the_one_that_is_known)
{
	size_t n;
	char *p;
	unsigned at;

	take(1, false);
	at = seed_find(&seed, "/Length1", 0);
	p = seed_inflate(&seed, at, &n);
	p[n - 1] ^= 1;
	seed_deflate(&seed, at, p, n);
	seed_write(&seed, &bytes);
	ck_assert_uint_eq(tile().fault, IC_FAULT_NONE);
	ck_assert_uint_eq(walk().fault, IC_FAULT_STREAM);
	free(p);
}
END_TEST

START_TEST(nonsense_is_refused_not_crashed_on)
{
	unsigned state = 1;

	take(2, true);
	seed_write(&seed, &bytes);
	for (int i = 0; i < 300; i++) {
		size_t at;
		uint8_t was;

		state = state * 1103515245 + 12345;
		at = (state >> 4) % bytes.len;
		was = bytes.data[at];
		bytes.data[at] = (uint8_t)(state >> 24);
		tile();
		walk();
		bytes.data[at] = was;
	}
	for (size_t n = 0; n < bytes.len; n += bytes.len / 97) {
		struct said cut = { 0 }, read = { 0 };

		/* libqpdf does without the last few bytes, the tiler not. */
		ck_assert(!ic_tiler_judge(
		    bytes.data, n, &made.slice, said_hear, &cut));
		ck_assert_int_eq(
		    ic_qpdf_judge(bytes.data, n, &made.slice, said_hear, &read),
		    read.faults == 0);
	}
}
END_TEST

Suite *suite_structure(void)
{
	Suite *s = suite_create("structure");
	TCase *t = tcase_create("structure");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_file_as_written_is_clean_to_both_readers);
	tcase_add_test(t, no_byte_can_change_unseen);
	tcase_add_test(t, no_byte_can_be_missing_at_the_end);
	tcase_add_test(t, each_value_has_one_spelling);
	tcase_add_test(t, a_gap_between_objects_is_a_fault);
	tcase_add_test(t, bytes_after_a_deflate_stream_are_a_fault);
	tcase_add_test(t, more_or_fewer_pixels_than_promised_are_a_fault);
	tcase_add_test(t, g4_by_libtiff_is_read_to_its_end);
	tcase_add_test(t, g4_of_white_black_and_each_run_is_read);
	tcase_add_test(t, a_jpeg_by_libjpeg_is_read_to_its_end);
	tcase_add_test(t, a_jpeg_carries_nothing_but_its_pixels);
	tcase_add_test(t, a_jpeg_has_no_table_that_nothing_uses);
	tcase_add_test(t, content_keeps_to_its_operators);
	tcase_add_test(t, content_uses_only_what_its_page_has);
	tcase_add_test(t, the_walk_knows_every_key_and_value);
	tcase_add_test(t, an_object_that_nothing_refers_to_is_a_fault);
	tcase_add_test(t, two_pages_cannot_share_a_picture);
	tcase_add_test(t, pages_are_as_many_as_planned);
	tcase_add_test(t, a_whole_page_has_no_picture_and_another_has_one);
	tcase_add_test(t, the_text_font_is_the_one_that_is_known);
	tcase_add_test(t, nonsense_is_refused_not_crashed_on);
	suite_add_tcase(s, t);
	return s;
}
