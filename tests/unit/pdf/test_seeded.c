/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One table of seeded faults: what is planted, and the judge that must see
 * it. All judges run on each, so the table also shows that none can be left
 * out: each is the only one to see at least one of them.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "codec.h"
#include "make.h"
#include "pdf/document.h"
#include "pdf/judge_content.h"
#include "pdf/structure.h"
#include "seed.h"
#include "suites.h"

#define W 850
#define H 1100

enum judge { TILER, QPDF, BOXES, ENDORSEMENT, JUDGES };

static const struct {
	const char *name;
	enum ic_proof proof;
} judges[JUDGES] = {
	[TILER] = { "tiler", IC_PROOF_STRUCTURE },
	[QPDF] = { "qpdf", IC_PROOF_STRUCTURE },
	[BOXES] = { "boxes", IC_PROOF_BOXES },
	[ENDORSEMENT] = { "endorsement", IC_PROOF_ENDORSEMENT },
};

static struct make made;
static struct seed seed;
static struct ic_buf bytes;
static char path[64];

static void setup(void)
{
	int fd;

	snprintf(path, sizeof(path), "/tmp/ic-seeded-XXXXXX");
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

/* "<0024...>": a string in the label font. */
static const char *shown(const char *text)
{
	static char hex[2][128];
	static int turn;
	struct ic_error err = { 0 };
	struct ic_font *f = NULL;
	struct ic_buf b = { 0 };
	struct ic_murun mu;

	turn ^= 1;
	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, &err));
	ck_assert(ic_font_open(mu.ctx, &f, &err));
	ck_assert(ic_font_use(f, text, &b));
	snprintf(hex[turn], sizeof(hex[turn]), "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
	ic_font_close(f);
	ic_murun_close(&mu);
	return hex[turn];
}

static unsigned image_of(unsigned nth)
{
	return seed_find(&seed, "/Type/XObject", nth);
}

/* What is planted in an object; table, /ID and end are made true again. */

static void gap(void)
{
	ic_buf_puts(&seed.object[3], "\n");
}

static void second_spelling(void)
{
	seed_replace(&seed, 1, "/Catalog/", "/Catalog /");
}

static void comment(void)
{
	seed_replace(&seed, 1, "<<", "<<%secret\n");
}

static void repeated_key(void)
{
	seed_replace(&seed, seed_find(&seed, "/Type/Page/", 0), "/Contents",
	    "/MediaBox[0 0 612 792]/Contents");
}

static void behind_deflate(void)
{
	struct ic_buf b = { 0 };
	size_t n;
	const uint8_t *p = seed_data(&seed, image_of(0), &n);

	ic_buf_add(&b, p, n);
	ic_buf_puts(&b, "secret");
	seed_stream(&seed, image_of(0), b.data, b.len);
	ic_buf_finish(&b);
}

static void rows_below(void)
{
	size_t n;
	char *px = seed_inflate(&seed, image_of(0), &n);
	char *more = realloc(px, n + W);

	ck_assert_ptr_nonnull(more);
	memset(more + n, 0, W);
	seed_deflate(&seed, image_of(0), more, n + W);
	free(more);
}

/* The first picture anew, as JPEG or G4, and `extra` bytes behind it. */
static void as_jpeg(const char *extra, int box_gray)
{
	size_t n;
	char *px = seed_inflate(&seed, image_of(0), &n);
	unsigned at = image_of(0);
	struct ic_buf b = { 0 };

	for (size_t i = 0; box_gray && i < n; i++) {
		px[i] = px[i] == 0 ? (char)box_gray : px[i];
	}
	codec_jpeg((uint8_t *)px, W, H, CODEC_GRAY, &b);
	ic_buf_puts(&b, extra);
	seed_replace(&seed, at, "/FlateDecode", "/DCTDecode");
	seed_stream(&seed, at, b.data, b.len);
	ic_buf_finish(&b);
	free(px);
}

static void clean_jpeg(void)
{
	as_jpeg("", 0);
}

static void behind_jpeg(void)
{
	as_jpeg("secret", 0);
}

static void gray_jpeg(void)
{
	as_jpeg("", 30);
}

static void as_g4(int rows, const char *extra)
{
	static uint8_t bits[(W + 7) / 8 * (H + 16)];
	size_t n;
	char *px = seed_inflate(&seed, image_of(0), &n);
	unsigned at = image_of(0);
	struct ic_buf b = { 0 };

	memset(bits, 0, sizeof(bits));
	for (int y = 0; y < H; y++) {
		for (int x = 0; x < W; x++) {
			if ((uint8_t)px[y * W + x] < 128) {
				bits[y * ((W + 7) / 8) + x / 8] |=
				    (uint8_t)(0x80 >> x % 8);
			}
		}
	}
	codec_g4(bits, W, rows, &b);
	ic_buf_puts(&b, extra);
	seed_replace(&seed, at, "/FlateDecode",
	    "/CCITTFaxDecode/DecodeParms"
	    "<</K -1/Columns 850/Rows 1100/BlackIs1 false>>");
	seed_replace(&seed, at, "/BitsPerComponent 8", "/BitsPerComponent 1");
	seed_stream(&seed, at, b.data, b.len);
	ic_buf_finish(&b);
	free(px);
}

static void clean_g4(void)
{
	as_g4(H, "");
}

static void behind_g4(void)
{
	as_g4(H, "secret");
}

static void rows_below_g4(void)
{
	as_g4(H + 9, "");
}

static void orphan(void)
{
	seed_add(&seed, "<</Type/Catalog/Pages 2 0 R>>");
}

static void metadata(void)
{
	unsigned at = seed_add(&seed, "<</Filter/FlateDecode/Length 0>>\n"
				      "stream\n\nendstream");
	char key[64];

	seed_deflate(&seed, at, "<x:xmpmeta/>", 12);
	snprintf(key, sizeof(key), "/Metadata %u 0 R>>", at);
	seed_replace(&seed, 1, ">>", key);
}

static void on_page(const char *key)
{
	seed_replace(
	    &seed, seed_find(&seed, "/Type/Page/", 0), "/Contents", key);
}

static void crop_box(void)
{
	on_page("/CropBox[0 0 612 792]/Contents");
}

static void annotation(void)
{
	on_page("/Annots[]/Contents");
}

static void soft_mask(void)
{
	char key[32];

	snprintf(key, sizeof(key), "/SMask %u 0 R/Width", image_of(1));
	seed_replace(&seed, image_of(0), "/Width", key);
}

static void inverted(void)
{
	seed_replace(&seed, image_of(0), "/Width", "/Decode[1 0]/Width");
}

static void shared_picture(void)
{
	char from[32], to[32];

	snprintf(from, sizeof(from), "/Im0 %u 0 R", image_of(1));
	snprintf(to, sizeof(to), "/Im0 %u 0 R", image_of(0));
	seed_replace(&seed, seed_find(&seed, "/Type/Page/", 1), from, to);
}

static void two_pictures(void)
{
	seed_content(&seed, 0, "", "q 612 0 0 792 0 0 cm /Im0 Do Q\n");
}

static void no_picture(void)
{
	seed_content(&seed, 0, "q 612 0 0 792 0 0 cm /Im0 Do Q\n", "");
}

static void operator(void)
{
	seed_content(&seed, 0, "Do Q\n", "Do Q\n0 0 9 9 re W n\n");
}

static void marked_content(void)
{
	seed_content(&seed, 0, "Do Q\n",
	    "Do Q\n/Span <</ActualText(secret)>> BDC EMC\n");
}

static void text_font(void)
{
	unsigned at = seed_find(&seed, "/Length1", 0);
	size_t n;
	char *p = seed_inflate(&seed, at, &n);

	memset(p + n - 1, 'x', 1);
	seed_deflate(&seed, at, p, n);
	free(p);
}

static void moved_picture(void)
{
	seed_content(&seed, 0, "q 612 0 0 792 0 0 cm", "q 612 0 0 792 2 0 cm");
}

static void edge_pixel(void)
{
	/* The box ends at 156 pt: row 216 is the last that it touches. */
	size_t n;
	char *px = seed_inflate(&seed, image_of(0), &n);

	px[216 * W + 416] = 1;
	seed_deflate(&seed, image_of(0), px, n);
	free(px);
}

static void on_blank_paper(void)
{
	seed_content(&seed, 0, "1 0 0 1 72 552 Tm", "1 0 0 1 72 100 Tm");
}

static void off_page(void)
{
	seed_content(&seed, 0, "1 0 0 1 72 552 Tm", "1 0 0 1 -72 552 Tm");
}

static void label_missing(void)
{
	char line[160];

	snprintf(line, sizeof(line), "%s Tj", shown("IA, PII"));
	seed_content(&seed, 0, line, "");
}

static void label_lies(void)
{
	seed_content(&seed, 0, shown("IA, PII"), shown("IA, II "));
}

/* Read as COE000001, seen as COE000002: both codes changed. */
static void unicode_lies(void)
{
	unsigned at = seed_find(&seed, "/FontFile3", 0);
	unsigned map = at + 2;
	size_t n;
	char one[8], two[8], from[24], to[24], *p;

	snprintf(one, sizeof(one), "%.4s", shown("1") + 1);
	snprintf(two, sizeof(two), "%.4s", shown("2") + 1);
	for (int page = 0; page < 2; page++) {
		const char *is = page ? "COE000002" : "COE000001";
		const char *be = page ? "COE000001" : "COE000002";

		seed_content(&seed, (unsigned)page, shown(is), shown(be));
	}
	p = seed_inflate(&seed, map, &n);
	snprintf(from, sizeof(from), "<%s> <0031>", one);
	snprintf(to, sizeof(to), "<%s> <0032>", two);
	ck_assert(strstr(p, from) && strstr(p, to));
	memcpy(strstr(p, from) + 8, "0032", 4);
	memcpy(strstr(p, to) + 8, "0031", 4);
	seed_deflate(&seed, map, p, n);
	free(p);
}

static void number_small(void)
{
	char from[64], to[64];

	snprintf(from, sizeof(from), "Tm %s", shown("COE000001"));
	snprintf(to, sizeof(to), "Tm /F0 1 Tf %s", shown("COE000001"));
	seed_content(&seed, 0, from, to);
}

static void number_white(void)
{
	char from[64], to[64];

	snprintf(from, sizeof(from), "Tm %s", shown("COE000001"));
	snprintf(to, sizeof(to), "Tm 1 g %s", shown("COE000001"));
	seed_content(&seed, 0, from, to);
}

static void number_spread(void)
{
	/* Whole, but its last digit is elsewhere. */
	char to[128];

	snprintf(
	    to, sizeof(to), "%s Tj 40 0 Td %s", shown("COE00000"), shown("1"));
	seed_content(&seed, 0, shown("COE000001"), to);
}

static void under_a_plate(void)
{
	seed_content(&seed, 0, "", "1 g 500 10 100 30 re f\n");
}

static void stray(void)
{
	char line[160];

	snprintf(line, sizeof(line),
	    "BT 0 Tr /F0 8 Tf 0 g 1 0 0 1 90 90 Tm "
	    "%s Tj ET\n",
	    shown("CEO"));
	seed_content(&seed, 0, "", line);
}

static void legend_wrong(void)
{
	seed_content(&seed, 0,
	    shown("CONFIDENTIAL - SUBJECT TO PROTECTIVE "
		  "ORDER") +
		100,
	    "0001>");
}

/* The label font with a letter more, which no page shows. */
static void letter_more(void)
{
	struct ic_error err = { 0 };
	struct ic_font *f = NULL;
	struct ic_buf b = { 0 };
	struct ic_murun mu;

	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, &err));
	ck_assert(ic_font_open(mu.ctx, &f, &err));
	ck_assert(ic_font_use(f, "COE000001COE000002IA, PIIQ", &b));
	ck_assert(
	    ic_font_use(f, "CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER", &b));
	ic_buf_reset(&b);
	ck_assert(ic_font_subset(f, &b, &err));
	seed_deflate(
	    &seed, seed_find(&seed, "/CIDFontType0C", 0), b.data, b.len);
	ic_buf_finish(&b);
	ic_font_close(f);
	ic_murun_close(&mu);
}

static void extra_page(void)
{
	made.slice.npages = 1;
}

static void missing_page(void)
{
	made.slice.npages = 3;
	made.pages[2] = made.pages[1];
}

static void plan_is_whole(void)
{
	made.pages[0].whole = 1;
}

/* What is planted in the finished bytes. */

static uint8_t *place(const char *text)
{
	uint8_t *p = memmem(bytes.data, bytes.len, text, strlen(text));

	ck_assert_ptr_nonnull(p);
	return p;
}

static void bytes_after(void)
{
	ic_buf_puts(&bytes, "secret");
}

static void revision(void)
{
	size_t at = bytes.len, xref = (size_t)(place("xref\n0 ") - bytes.data);
	size_t table;

	ic_buf_puts(&bytes, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\n"
			    "endobj\n");
	table = bytes.len;
	ic_buf_printf(&bytes,
	    "xref\n1 1\n%010zu 00000 n \ntrailer\n"
	    "<</Size %u/Root 1 0 R/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n",
	    at, seed.n, xref, table);
}

static void offset(void)
{
	uint8_t *p = place("65535 f \n");

	p[9 + 9] ^= 1;
}

static void free_entry(void)
{
	uint8_t *p = place("65535 f \n");

	p[9 + 40 + 17] = 'f';
}

static void wrong_id(void)
{
	uint8_t *p = place("/ID[<");

	p[5] = p[5] == '0' ? '1' : '0';
}

static void info(void)
{
	struct ic_buf b = { 0 };
	uint8_t *p = place("/Root 1 0 R");

	ic_buf_add(&b, bytes.data, (size_t)(p - bytes.data));
	ic_buf_puts(&b, "/Info<</Title(x)>>");
	ic_buf_add(&b, p, bytes.len - b.len + 18);
	ic_buf_finish(&bytes);
	bytes = b;
}

static void binary_mark(void)
{
	bytes.data[10] = 'x';
}

struct seeded {
	const char *what;
	enum judge by;
	enum ic_fault fault;
	enum make_fault maker; /* planted by the maker */
	void (*plant)(void);   /* in an object or a content */
	void (*bend)(void);    /* in the bytes */
};

#define OBJECT(what_, by_, fault_, plant_)                            \
	{                                                             \
		.what = what_, .by = by_, .fault = IC_FAULT_##fault_, \
		.plant = plant_                                       \
	}
#define BYTES(what_, by_, fault_, bend_)                              \
	{                                                             \
		.what = what_, .by = by_, .fault = IC_FAULT_##fault_, \
		.bend = bend_                                         \
	}
#define MADE(what_, by_, fault_, maker_)                              \
	{                                                             \
		.what = what_, .by = by_, .fault = IC_FAULT_##fault_, \
		.maker = maker_                                       \
	}

static const struct seeded table[] = {
	OBJECT("a byte between two objects", TILER, BYTES, gap),
	BYTES("bytes after the end", TILER, BYTES, bytes_after),
	BYTES("another header", TILER, BYTES, binary_mark),
	BYTES("a second revision", TILER, REVISION, revision),
	BYTES("a wrong offset in the table", TILER, XREF, offset),
	BYTES("a free entry in the table", TILER, XREF, free_entry),
	BYTES("a wrong /ID", TILER, ID, wrong_id),
	BYTES("an Info dictionary", TILER, SYNTAX, info),
	OBJECT("a value spelt otherwise", TILER, SYNTAX, second_spelling),
	OBJECT("a comment in an object", TILER, SYNTAX, comment),
	OBJECT("a repeated key", TILER, SYNTAX, repeated_key),
	OBJECT("bytes behind a deflate stream", TILER, STREAM, behind_deflate),
	OBJECT("a row below the picture's height", TILER, STREAM, rows_below),
	OBJECT("bytes behind a JPEG's end", TILER, STREAM, behind_jpeg),
	OBJECT("bytes behind a G4's end", TILER, STREAM, behind_g4),
	OBJECT("rows below a G4's height", TILER, STREAM, rows_below_g4),
	OBJECT("an object that nothing refers to", QPDF, ORPHAN, orphan),
	OBJECT("a /Metadata stream", QPDF, KEY, metadata),
	OBJECT("a /CropBox", QPDF, KEY, crop_box),
	OBJECT("an /Annots array", QPDF, KEY, annotation),
	OBJECT("a soft mask", QPDF, KEY, soft_mask),
	OBJECT("an inverting /Decode", QPDF, KEY, inverted),
	OBJECT("one picture on two pages", QPDF, VALUE, shared_picture),
	OBJECT("two pictures on a page", QPDF, OPERATOR, two_pictures),
	OBJECT("no picture on a page", QPDF, IMAGE, no_picture),
	OBJECT("a clip", QPDF, OPERATOR, operator),
	OBJECT("an /ActualText", QPDF, OPERATOR, marked_content),
	OBJECT("another text font", QPDF, STREAM, text_font),
	OBJECT("a page more than planned", QPDF, PAGES, extra_page),
	MADE("a gray box", BOXES, BOX_COLOR, MAKE_GRAY_BOX),
	MADE("a wrong pixel in a box", BOXES, BOX_COLOR, MAKE_WRONG_PIXEL),
	OBJECT("a wrong pixel at a box's edge", BOXES, BOX_COLOR, edge_pixel),
	OBJECT("a box in a JPEG too light", BOXES, BOX_COLOR, gray_jpeg),
	OBJECT("a picture out of its place", BOXES, IMAGE, moved_picture),
	MADE("a character in a box", BOXES, BOX_GLYPH, MAKE_GLYPH_IN_BOX),
	MADE("an invisible character in a box", BOXES, BOX_GLYPH,
	    MAKE_HIDDEN_GLYPH_IN_BOX),
	OBJECT("invisible words on blank paper", BOXES, LAYER, on_blank_paper),
	OBJECT("invisible words off the page", BOXES, LAYER, off_page),
	MADE("a wrong label", BOXES, BOX_LABEL, MAKE_WRONG_LABEL),
	OBJECT("a label that lacks a letter", BOXES, BOX_LABEL, label_lies),
	OBJECT("no label", BOXES, BOX_LABEL, label_missing),
	OBJECT("a picture below a whole-page box", BOXES, IMAGE, plan_is_whole),
	MADE("a wrong number", ENDORSEMENT, NUMBER_WRONG, MAKE_NUMBER_WRONG),
	MADE("no number", ENDORSEMENT, NUMBER_MISSING, MAKE_NUMBER_MISSING),
	MADE("a number twice", ENDORSEMENT, NUMBER_TWICE, MAKE_NUMBER_TWICE),
	MADE("a number out of its place", ENDORSEMENT, NUMBER_PLACE,
	    MAKE_NUMBER_MOVED),
	MADE("a number in the picture's black", ENDORSEMENT, NUMBER_UNREADABLE,
	    MAKE_NUMBER_BURIED),
	OBJECT("a white number", ENDORSEMENT, NUMBER_UNREADABLE, number_white),
	OBJECT("a number of one point", ENDORSEMENT, NUMBER_UNREADABLE,
	    number_small),
	OBJECT("a number below a plate", ENDORSEMENT, NUMBER_UNREADABLE,
	    under_a_plate),
	OBJECT("a number that reads right and looks wrong", ENDORSEMENT,
	    NUMBER_WRONG, unicode_lies),
	OBJECT(
	    "a number in two parts", ENDORSEMENT, NUMBER_WRONG, number_spread),
	MADE("no legend", ENDORSEMENT, LEGEND, MAKE_LEGEND_MISSING),
	OBJECT("a wrong legend", ENDORSEMENT, LEGEND, legend_wrong),
	OBJECT("a letter in the font that no page shows", ENDORSEMENT, FONT,
	    letter_more),
	OBJECT("words that nobody planned", ENDORSEMENT, NUMBER_WRONG, stray),
	MADE("a page of another size", ENDORSEMENT, PAGE_SIZE, MAKE_PAGE_SIZE),
	OBJECT("a page fewer than planned", ENDORSEMENT, PAGES, missing_page),
};

#define SEEDED (sizeof(table) / sizeof(*table))

static void plant(const struct seeded *s)
{
	make_slice(&made, 2, false);
	made.slice.plate = s->plant == under_a_plate;
	make_file(&made, s->maker, path);
	seed_finish(&seed);
	seed_load(&seed, path);
	if (s->plant) {
		s->plant();
	}
	seed_write(&seed, &bytes);
	if (s->bend) {
		s->bend();
	}
	seed_save(&bytes, path);
}

/* As the content judge's role does: a file that needs repair is refused. */
static void open_and_judge(struct said said[JUDGES])
{
	struct ic_document doc;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum ic_reason why;

	ck_assert_int_ge(fd, 0);
	why = ic_document_open(&doc, fd, "");
	if (why != IC_REASON_NONE || doc.notes != 0) {
		for (int j = BOXES; j <= ENDORSEMENT; j++) {
			said[j] = (struct said){ .faults = 1,
				.fault = IC_FAULT_UNREADABLE,
				.proof = judges[j].proof };
		}
	} else {
		ic_judge_boxes(&doc, &made.slice, said_hear, &said[BOXES]);
		ic_judge_endorsements(
		    &doc, &made.slice, said_hear, &said[ENDORSEMENT]);
	}
	if (why == IC_REASON_NONE) {
		ic_document_close(&doc);
	}
	close(fd);
}

static void judge_all(struct said said[JUDGES])
{
	memset(said, 0, JUDGES * sizeof(*said));
	ic_tiler_judge(
	    bytes.data, bytes.len, &made.slice, said_hear, &said[TILER]);
	ic_qpdf_judge(
	    bytes.data, bytes.len, &made.slice, said_hear, &said[QPDF]);
	open_and_judge(said);
}

static void print_row(const struct seeded *s, const struct said said[JUDGES])
{
	printf("# seeded: %-42s %-11s %s\n", s->what, judges[s->by].name,
	    ic_fault_sentence((enum ic_fault)said[s->by].fault));
	fflush(stdout);
}

START_TEST(every_seeded_fault_is_caught_by_the_judge_it_is_for)
{
	const struct seeded *s = &table[_i];
	struct said said[JUDGES];

	plant(s);
	judge_all(said);
	print_row(s, said);
	ck_assert_msg(said[s->by].faults > 0, "%s: not caught by %s", s->what,
	    judges[s->by].name);
	ck_assert_msg(said[s->by].fault == s->fault, "%s: %s, wanted %s",
	    s->what, ic_fault_sentence((enum ic_fault)said[s->by].fault),
	    ic_fault_sentence(s->fault));
	ck_assert_uint_eq(said[s->by].proof, judges[s->by].proof);
}
END_TEST

START_TEST(without_any_one_judge_a_seeded_fault_gets_through)
{
	unsigned alone[JUDGES] = { 0 };

	for (size_t i = 0; i < SEEDED; i++) {
		struct said said[JUDGES];
		unsigned by = 0, saw = 0;

		plant(&table[i]);
		judge_all(said);
		for (unsigned j = 0; j < JUDGES; j++) {
			if (said[j].faults > 0) {
				by = j;
				saw++;
			}
		}
		ck_assert_uint_gt(saw, 0);
		alone[by] += saw == 1;
	}
	for (unsigned j = 0; j < JUDGES; j++) {
		printf("# seeded: without %s %u of %zu get through\n",
		    judges[j].name, alone[j], SEEDED);
		ck_assert_msg(alone[j] > 0, "%s", judges[j].name);
	}
	fflush(stdout);
}
END_TEST

START_TEST(the_same_files_without_a_fault_pass)
{
	static const struct seeded clean[] = {
		{ .what = "as written" },
		{ .what = "as JPEG", .plant = clean_jpeg },
		{ .what = "as G4", .plant = clean_g4 },
	};

	for (size_t i = 0; i < sizeof(clean) / sizeof(*clean); i++) {
		struct said said[JUDGES];

		plant(&clean[i]);
		judge_all(said);
		for (int j = 0; j < JUDGES; j++) {
			ck_assert_msg(said[j].faults == 0, "%s: %s: %s",
			    clean[i].what, judges[j].name,
			    ic_fault_sentence((enum ic_fault)said[j].fault));
		}
	}
}
END_TEST

Suite *suite_seeded(void)
{
	Suite *s = suite_create("seeded");
	TCase *t = tcase_create("seeded");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 240);
	tcase_add_loop_test(t,
	    every_seeded_fault_is_caught_by_the_judge_it_is_for, 0,
	    (int)SEEDED);
	tcase_add_test(t, without_any_one_judge_a_seeded_fault_gets_through);
	tcase_add_test(t, the_same_files_without_a_fault_pass);
	suite_add_tcase(s, t);
	return s;
}
