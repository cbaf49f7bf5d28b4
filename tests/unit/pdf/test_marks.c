/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Marked pages: what the judges must see of them, by a table of seeded faults,
 * and where ids stand.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "against.h"
#include "pdf/document.h"
#include "pdf/highlight.h"
#include "pdf/judge_content.h"
#include "pdf/structure.h"
#include "plants.h"
#include "suites.h"
#include "testpdf.h"

#define BANNER "UNREDACTED - PROPOSED REDACTIONS HIGHLIGHTED"

static char path[64];
static struct ic_item *items;
static int32_t room;

static void setup(void)
{
	int fd;

	snprintf(path, sizeof(path), "/tmp/ic-marks-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	unlink(path);
	free(items);
	items = NULL;
	seed_finish(&plant_seed);
	ic_buf_finish(&plant_bytes);
}

static uint32_t intern(struct make *m, const char *text)
{
	uint32_t at = m->slice.nstrings;

	strcpy(m->strings + at, text);
	m->slice.nstrings += (uint32_t)strlen(text) + 1;
	return at;
}

/* A page with two marks, R1 and R2, and one that is marked whole, R3. */
static void mark_slice(struct make *m)
{
	uint32_t banner;

	make_slice(m, 2, false);
	banner = intern(m, BANNER);
	m->slice.banner_at = IC_TOP_CENTER;
	m->boxes[1].rect = (struct ic_rect){ 100000, 400000, 500000, 420000 };
	m->boxes[0].label = intern(m, "R1");
	m->boxes[1].label = intern(m, "R2");
	m->pages[0].nboxes = 2;
	m->pages[1].nboxes = 0;
	m->pages[1].box = 2;
	m->pages[1].whole = 1;
	m->pages[1].label = intern(m, "R3");
	for (int i = 0; i < 2; i++) {
		m->pages[i].marked = 1;
		m->pages[i].banner = banner;
	}
}

/* The plan of the faulty maker, as it differs from the judges'. */
static void bend_banner(struct make *m)
{
	m->pages[0].banner = 0;
}

static void bend_banner_text(struct make *m)
{
	m->pages[0].banner = intern(m, "REDACTED");
}

static void bend_id(struct make *m)
{
	m->boxes[1].label = intern(m, "R7");
}

static void bend_ids(struct make *m)
{
	uint32_t label = m->boxes[0].label;

	m->boxes[0].label = m->boxes[1].label;
	m->boxes[1].label = label;
}

static void bend_no_id(struct make *m)
{
	m->boxes[0].label = 0;
}

static void bend_side(struct make *m)
{
	m->slice.ids_at = IC_SIDE_LEFT;
}

static void bend_color(struct make *m)
{
	m->slice.mark = IC_MARKER_PINK;
}

static void bend_burn(struct make *m)
{
	m->pages[0].marked = 0;
}

static void bend_whole(struct make *m)
{
	m->pages[1].whole = 0;
}

static void plant_state(const char *from, const char *to)
{
	seed_replace(&plant_seed, seed_find(&plant_seed, from, 0), from, to);
}

static void plant_opaque(void)
{
	plant_state("/BM/Multiply/ca 0.6", "/BM/Normal/ca 1");
}

static void plant_thick(void)
{
	plant_state("/ca 0.6", "/ca 1");
}

static void plant_no_state(void)
{
	plant_state("/ExtGState<</G0<</BM/Multiply/ca 0.6>>>>", "");
}

static void plant_state_more(void)
{
	plant_state("/ca 0.6", "/ca 0.6/CA 0.5");
}

enum judge { QPDF, BOXES, ENDORSEMENT };

struct row {
	const char *what;
	enum judge by;
	enum ic_fault fault;
	void (*bend)(struct make *m);
	void (*plant)(void);
	const char *from, *to; /* in the first page's content */
};

#define FIRST "1 0.92 0.1 rg 72 636 228 16 re f\n"
#define SECOND "1 0.92 0.1 rg 100 372 400 20 re f\n"
#define LINE "0.85 0.5 0 RG 1 w 71.5 635.5 229 17 re S\n"

static const struct row rows[] = {
	{ "a mark is missing", QPDF, IC_FAULT_MARK, .from = FIRST, .to = "" },
	{ "a mark stands twice", QPDF, IC_FAULT_MARK, .from = FIRST,
	    .to = FIRST FIRST },
	{ "a mark in the other's place", BOXES, IC_FAULT_MARK, .from = SECOND,
	    .to = FIRST },
	{ "a mark a point too high", BOXES, IC_FAULT_MARK, .from = FIRST,
	    .to = "1 0.92 0.1 rg 72 637 228 16 re f\n" },
	{ "a mark too small", BOXES, IC_FAULT_MARK, .from = FIRST,
	    .to = "1 0.92 0.1 rg 72 636 128 16 re f\n" },
	{ "a mark in another colour", BOXES, IC_FAULT_MARK, .from = FIRST,
	    .to = "1 0.58 0.73 rg 72 636 228 16 re f\n" },
	{ "a black mark", BOXES, IC_FAULT_MARK, .from = FIRST,
	    .to = "0 0 0 rg 72 636 228 16 re f\n" },
	{ "all marks in another colour", BOXES, IC_FAULT_MARK,
	    .bend = bend_color },
	{ "an outline is missing", QPDF, IC_FAULT_MARK, .from = LINE,
	    .to = "" },
	{ "an outline out of its place", BOXES, IC_FAULT_MARK, .from = LINE,
	    .to = "0.85 0.5 0 RG 1 w 171.5 635.5 229 17 re S\n" },
	{ "an outline that covers", BOXES, IC_FAULT_MARK, .from = LINE,
	    .to = "0.85 0.5 0 RG 40 w 71.5 635.5 229 17 re S\n" },
	{ "a white outline", BOXES, IC_FAULT_MARK, .from = LINE,
	    .to = "1 1 1 RG 1 w 71.5 635.5 229 17 re S\n" },
	{ "a dashed outline", QPDF, IC_FAULT_OPERATOR, .from = LINE,
	    .to = "[1 9] 0 d " LINE },
	{ "a mark behind the text", QPDF, IC_FAULT_OPERATOR, .from = "",
	    .to = "q /G0 gs\n" FIRST "Q q\n" LINE "Q\n" },
	{ "a mark without the blend", QPDF, IC_FAULT_OPERATOR,
	    .from = "q /G0 gs\n", .to = "q\n" },
	{ "marks that cover", BOXES, IC_FAULT_MARK, .plant = plant_opaque },
	{ "marks that cover, in the keys", QPDF, IC_FAULT_VALUE,
	    .plant = plant_opaque },
	{ "marks too thick", BOXES, IC_FAULT_MARK, .plant = plant_thick },
	{ "a state with a key more", QPDF, IC_FAULT_KEY,
	    .plant = plant_state_more },
	{ "no state for the marks", QPDF, IC_FAULT_OPERATOR,
	    .plant = plant_no_state },
	{ "a page burned that is to be marked", BOXES, IC_FAULT_BOX_LABEL,
	    .bend = bend_burn },
	{ "and by its operators", QPDF, IC_FAULT_MARK, .bend = bend_burn },
	{ "a whole page that is not marked", QPDF, IC_FAULT_MARK,
	    .bend = bend_whole },
	{ "another id", BOXES, IC_FAULT_BOX_LABEL, .bend = bend_id },
	{ "ids exchanged", BOXES, IC_FAULT_BOX_LABEL, .bend = bend_ids },
	{ "no id", BOXES, IC_FAULT_BOX_LABEL, .bend = bend_no_id },
	{ "ids at the other side", BOXES, IC_FAULT_BOX_LABEL,
	    .bend = bend_side },
	{ "no banner", ENDORSEMENT, IC_FAULT_BANNER, .bend = bend_banner },
	{ "another banner", ENDORSEMENT, IC_FAULT_BANNER,
	    .bend = bend_banner_text },
};

#define ROWS (sizeof(rows) / sizeof(*rows))

static void plant(const struct row *r)
{
	mark_slice(&plant_made);
	if (r && r->bend) {
		r->bend(&plant_made);
	}
	make_file(&plant_made, MAKE_CLEAN, path);
	mark_slice(&plant_made);
	seed_finish(&plant_seed);
	seed_load(&plant_seed, path);
	if (r && r->plant) {
		r->plant();
	}
	if (r && r->from) {
		seed_content(&plant_seed, 0, r->from, r->to);
	}
	seed_write(&plant_seed, &plant_bytes);
	seed_save(&plant_bytes, path);
}

static void judge(struct said said[3])
{
	struct ic_document doc;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	memset(said, 0, 3 * sizeof(*said));
	ck_assert_int_ge(fd, 0);
	ic_qpdf_judge(plant_bytes.data, plant_bytes.len, &plant_made.slice,
	    said_hear, &said[QPDF]);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ic_judge_boxes(&doc, &plant_made.slice, said_hear, &said[BOXES]);
	ic_judge_endorsements(&doc, &plant_made.slice, said_hear,
	    &said[ENDORSEMENT]);
	ic_document_close(&doc);
	close(fd);
}

START_TEST(a_marked_file_without_a_fault_passes)
{
	struct ic_window file;
	struct said said[3], tiler = { 0 };

	plant(NULL);
	judge(said);
	for (int i = 0; i < 3; i++) {
		ck_assert_msg(said[i].passed == 1, "judge %d: %s", i,
		    ic_fault_sentence((enum ic_fault)said[i].fault));
	}
	ic_window_over(&file, plant_bytes.data, plant_bytes.len);
	ck_assert(ic_tiler_judge(&file, &plant_made.slice, said_hear, &tiler));
}
END_TEST

START_TEST(every_fault_of_a_marked_page_is_caught)
{
	const struct row *r = &rows[_i];
	struct said said[3];

	plant(r);
	judge(said);
	ck_assert_msg(said[r->by].fault == r->fault, "%s: %s, wanted %s",
	    r->what, ic_fault_sentence((enum ic_fault)said[r->by].fault),
	    ic_fault_sentence(r->fault));
}
END_TEST

/* A mark on a page that is to be burned is more than the plan has. */
START_TEST(a_marked_page_is_no_burned_one)
{
	struct said said[3];

	plant(NULL);
	plant_made.pages[0].marked = 0;
	judge(said);
	ck_assert_uint_eq(said[QPDF].fault, IC_FAULT_MARK);
	ck_assert_uint_eq(said[BOXES].fault, IC_FAULT_OPERATOR);
}
END_TEST

/* Somebody called a redaction by its page's number. */
START_TEST(an_id_may_be_what_the_number_is)
{
	struct said said[3];

	for (int more = 0; more < 2; more++) {
		mark_slice(&plant_made);
		plant_made.boxes[0].label = plant_made.pages[0].number;
		make_file(&plant_made, more ? MAKE_NUMBER_TWICE : MAKE_CLEAN,
		    path);
		seed_finish(&plant_seed);
		seed_load(&plant_seed, path);
		seed_write(&plant_seed, &plant_bytes);
		judge(said);
		ck_assert_uint_eq(said[BOXES].fault, IC_FAULT_NONE);
		ck_assert_uint_eq(said[ENDORSEMENT].fault,
		    more ? IC_FAULT_NUMBER_TWICE : IC_FAULT_NONE);
	}
}
END_TEST

/* The ids of so many boxes of the first page; how many have a place. */
static size_t lay_ids(uint32_t n, const struct ic_id_taken *taken)
{
	struct ic_error err = { 0 };
	struct ic_font *f = NULL;
	struct ic_murun mu;
	size_t placed = 0;

	plant_made.pages[0].nboxes = n;
	plant_made.slice.nboxes = n;
	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	ck_assert(ic_font_open(mu.ctx, &f, &err));
	free(items);
	ck_assert_msg(ic_highlight_ids(f, &plant_made.slice, 0, taken, &items,
			  &placed, &room, &err),
	    "%s", err.msg);
	ic_font_close(f);
	ic_murun_close(&mu);
	return placed;
}

static bool apart(size_t n, struct ic_size page)
{
	for (size_t i = 0; i < n; i++) {
		if (!ic_rect_contains(ic_rect_of(page), items[i].e.ink)) {
			return false;
		}
		for (size_t k = 0; k < i; k++) {
			if (ic_rect_touches(items[i].e.ink, items[k].e.ink)) {
				return false;
			}
		}
	}
	return true;
}

/* Boxes in rows of three, some 9 points apart. */
static void many_boxes(uint32_t n)
{
	mark_slice(&plant_made);
	for (uint32_t i = 0; i < n; i++) {
		char id[16];
		int32_t x = 72000 + (int32_t)(i % 3) * 90000;
		int32_t y = 600000 + (int32_t)(i / 3) * 9000;

		snprintf(id, sizeof(id), "R%u", (unsigned)i + 1);
		plant_made.boxes[i] = (struct ic_slice_box){ { x, y, x + 60000,
								 y + 8000 },
			intern(&plant_made, id), 0 };
	}
}

START_TEST(an_id_stands_at_the_height_of_its_box)
{
	struct ic_id_taken none = { .n = 0 };
	struct ic_rect r;

	mark_slice(&plant_made);
	ck_assert_uint_eq(lay_ids(2, &none), 2);
	for (int i = 0; i < 2; i++) {
		r = plant_made.boxes[i].rect;
		ck_assert_int_lt(abs(items[i].e.ink.y0 + items[i].e.ink.y1 -
				     r.y0 - r.y1),
		    2000);
		ck_assert_int_gt(items[i].e.ink.x0, 540000);
	}
	ck_assert_int_ge(items[0].e.ink.x0, 612000 - room);
}
END_TEST

START_TEST(ids_of_many_boxes_are_stacked_in_their_order)
{
	struct ic_id_taken foot = { { { 540000, 760000, 600000, 775000 } }, 1 };

	many_boxes(40);
	ck_assert_uint_eq(lay_ids(40, &foot), 40);
	ck_assert(apart(40, plant_made.pages[0].size));
	for (uint32_t i = 0; i < 40; i++) {
		ck_assert_uint_eq(items[i].box, i);
		ck_assert(i == 0 || items[i].e.ink.y0 > items[i - 1].e.ink.y0);
		ck_assert_int_lt(items[i].e.ink.y1, 760000);
	}
}
END_TEST

START_TEST(ids_too_many_for_a_column_get_another)
{
	struct ic_id_taken none = { .n = 0 };
	int32_t one;

	many_boxes(40);
	plant_made.pages[0].size.h = 200000;
	for (uint32_t i = 0; i < 40; i++) {
		plant_made.boxes[i].rect.y0 -= 500000;
		plant_made.boxes[i].rect.y1 -= 500000;
	}
	ck_assert_uint_eq(lay_ids(6, &none), 6);
	one = room;
	ck_assert_uint_eq(lay_ids(40, &none), 40);
	ck_assert(apart(40, plant_made.pages[0].size));
	ck_assert_int_gt(room, one);
}
END_TEST

/* Those that the program gives are long: a margin of an inch holds them. */
START_TEST(a_long_id_is_set_smaller)
{
	struct ic_id_taken none = { .n = 0 };

	mark_slice(&plant_made);
	plant_made.boxes[0].label = intern(&plant_made, "COE000001-9babe3e4");
	ck_assert_uint_eq(lay_ids(2, &none), 2);
	ck_assert_int_ge(items[0].e.size, 5500);
	ck_assert_int_ge(items[0].e.ink.x0, 612000 - 72000 + 4000);
	ck_assert_int_eq(items[1].e.size, IC_ID_SIZE);
}
END_TEST

/* One that was derived of many pages is read as easily as any other. */
START_TEST(an_id_wider_than_the_margin_is_set_in_lines)
{
	static const char *const lines[] = { "COE000307,", "COE000308,",
		"COE000309-", "41115e15" };
	struct ic_id_taken none = { .n = 0 };

	mark_slice(&plant_made);
	plant_made.boxes[0].label = intern(&plant_made,
	    "COE000307, COE000308, COE000309-41115e15");
	ck_assert_uint_eq(lay_ids(2, &none), 5);
	for (unsigned i = 0; i < 4; i++) {
		ck_assert_str_eq(items[i].e.text, lines[i]);
		ck_assert_uint_eq(items[i].box, 0);
		ck_assert_int_eq(items[i].e.size, IC_ID_SIZE);
	}
	ck_assert(apart(5, plant_made.pages[0].size));
	ck_assert_int_le(room, IC_ID_EDGE + IC_ID_WIDTH + IC_ID_GAP);
}
END_TEST

START_TEST(an_id_in_lines_is_one_label_and_passes)
{
	struct said said[3];

	mark_slice(&plant_made);
	plant_made.boxes[0].label = intern(&plant_made,
	    "COE000307, COE000308, COE000309-41115e15");
	make_file(&plant_made, MAKE_CLEAN, path);
	seed_finish(&plant_seed);
	seed_load(&plant_seed, path);
	seed_write(&plant_seed, &plant_bytes);
	judge(said);
	for (int i = 0; i < 3; i++) {
		ck_assert_uint_eq(said[i].fault, IC_FAULT_NONE);
	}
}
END_TEST

START_TEST(an_id_higher_than_the_margin_is_left_out)
{
	struct ic_id_taken most = {
		{ { 0, 0, 612000, 390000 }, { 0, 400000, 612000, 792000 } }, 2
	};

	mark_slice(&plant_made);
	plant_made.boxes[0].label = intern(&plant_made,
	    "an id that somebody wrote as long as a sentence is, or longer");
	most.at[1].y0 = 410000;
	ck_assert_uint_eq(lay_ids(2, &most), 1);
	ck_assert_uint_eq(items[0].box, 1);
}
END_TEST

/* A page of a source, made marked, and judged against one. */
static enum ic_fault made_against(const char *made_of, const char *judged_by,
    bool burned)
{
	int from = against_source(AGAINST_LETTER, made_of);
	int by = against_source(AGAINST_LETTER, judged_by);
	struct told told;

	against_open();
	against_made.slice.dpi = 100;
	against_made.pages[0].marked = !burned;
	against_make(from);
	against_made.pages[0].marked = 1;
	told = against_judge(by);
	against_close();
	close(from);
	close(by);
	ck_assert_int_eq(told.passed, told.fault == IC_FAULT_NONE);
	return told.fault;
}

START_TEST(under_a_mark_the_page_is_as_in_the_source)
{
	ck_assert_uint_eq(made_against("", "", false), IC_FAULT_NONE);
	ck_assert_uint_eq(made_against("", "", true), IC_FAULT_COLLATERAL);
	ck_assert_uint_eq(made_against("BT /F 10 Tf 160 640 Td (more) Tj ET",
			      "", false),
	    IC_FAULT_COLLATERAL);
}
END_TEST

START_TEST(the_words_under_a_mark_are_in_the_layer)
{
	static char text[4096], command[160];
	int from = against_source(AGAINST_LETTER, "");
	FILE *out;
	size_t n;

	against_open();
	against_made.slice.dpi = 100;
	against_made.pages[0].marked = 1;
	against_make(from);
	snprintf(command, sizeof(command), "pdftotext %s -", against_path);
	out = popen(command, "r");
	ck_assert_ptr_nonnull(out);
	n = fread(text, 1, sizeof(text) - 1, out);
	text[n] = '\0';
	pclose(out);
	against_close();
	close(from);
	ck_assert_ptr_nonnull(strstr(text, "under the box"));
	ck_assert_ptr_nonnull(strstr(text, "Interview of 14 May"));
}
END_TEST

/* An object of the file as libqpdf writes it out, and its text. */
static bool file_holds(const char *command, const char *word)
{
	static char all[1 << 20];
	FILE *out = popen(command, "r");
	size_t n;

	ck_assert_ptr_nonnull(out);
	n = fread(all, 1, sizeof(all) - 1, out);
	all[n] = '\0';
	ck_assert_int_eq(pclose(out), 0);
	ck_assert_uint_gt(n, 0);
	for (size_t i = 0; i < n; i++) {
		all[i] = all[i] ? all[i] : ' ';
	}
	return strstr(all, word) != NULL;
}

/* One page with all that it may hide, and one word that it shows. */
static int hiding_source(void)
{
	static struct testpdf t;
	int fd;

	testpdf_begin(&t);
	testpdf_object(&t,
	    "<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R/OCProperties<<"
	    "/OCGs[7 0 R]/D<</OFF[7 0 R]>>>>/Names<</EmbeddedFiles<<"
	    "/Names[(Fileword)9 0 R]>>>>/Lang(Langword)>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 700 900]"
	    "/CropBox[0 0 612 792]/Annots[5 0 R 11 0 R]/Resources<<"
	    "/Properties<</L 7 0 R>>/Font<</F<</Type/Font/Subtype/Type1"
	    "/BaseFont/Helvetica>>>>>>>>");
	testpdf_stream(&t, "",
	    "BT /F 20 Tf 80 640 Td (Knownword) Tj ET "
	    "1 g BT /F 20 Tf 80 500 Td (Whiteword) Tj ET 0 g "
	    "/OC/L BDC BT /F 20 Tf 80 460 Td (Layerword) Tj ET EMC "
	    "BT /F 20 Tf 80 420 Td (Barredword) Tj ET 70 410 300 40 re f "
	    "BT /F 20 Tf 80 850 Td (Cropword) Tj ET "
	    "BT 3 Tr /F 20 Tf 80 380 Td (Ghostword) Tj ET "
	    "/Span<</ActualText(Actualword)>>BDC EMC");
	testpdf_object(&t,
	    "<</Type/Annot/Subtype/Text/Rect[80 300 100 320]/F 2"
	    "/Contents(Noteword)>>");
	testpdf_object(&t, "<</Title(Titleword)/Author(Authorword)>>");
	testpdf_object(&t, "<</Type/OCG/Name(Groupword)>>");
	testpdf_stream(&t, "/Type/Metadata/Subtype/XML", "<x>Metaword</x>");
	testpdf_object(&t, "<</Type/Filespec/F(Fileword)/EF<</F 10 0 R>>>>");
	testpdf_stream(&t, "/Type/EmbeddedFile", "Embedword");
	testpdf_object(&t,
	    "<</Type/Annot/Subtype/FreeText/Rect[80 200 300 240]/F 32"
	    "/DA(/F 12 Tf)/Contents(Otherword)>>");
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	testpdf_finish(&t);
	return fd;
}

/* "Unredacted" is what the page shows, and no more. */
START_TEST(what_a_page_hides_is_in_no_marked_copy)
{
	static const char *const hidden[] = { "Whiteword", "Layerword",
		"Barredword", "Cropword", "Ghostword", "Actualword", "Noteword",
		"Titleword", "Authorword", "Groupword", "Metaword", "Fileword",
		"Embedword", "Langword" };
	char text[160], objects[160];
	int from = hiding_source();

	against_open();
	against_made.slice.dpi = 100;
	against_made.pages[0].marked = 1;
	against_make(from);
	snprintf(text, sizeof(text), "pdftotext %s -", against_path);
	snprintf(objects, sizeof(objects),
	    "qpdf --qdf --object-streams=disable %s -", against_path);
	ck_assert(file_holds(text, "Knownword"));
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++) {
		ck_assert_msg(!file_holds(text, hidden[i]), "%s", hidden[i]);
		ck_assert_msg(!file_holds(objects, hidden[i]), "%s", hidden[i]);
	}
	ck_assert_int_eq(against_judge(from).end, IC_REASON_NONE);
	against_close();
	close(from);
}
END_TEST

/* Three pages that say which they are; the nth of them is the product's. */
static int three_pages(void)
{
	static struct testpdf t;
	int fd;

	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R 5 0 R 7 0 R]/Count 3>>");
	for (int i = 0; i < 3; i++) {
		char text[64];

		snprintf(text, sizeof(text),
		    "BT /F 30 Tf 72 500 Td (Page %c) Tj ET", "ABC"[i]);
		testpdf_object(&t,
		    "<</Type/Page/Parent 2 0 R/Contents %d 0 R" AGAINST_LETTER
		    "/Resources<</Font<</F<</Type/Font/Subtype/Type1"
		    "/BaseFont/Helvetica>>>>>>>>",
		    4 + 2 * i);
		testpdf_stream(&t, "", text);
	}
	testpdf_end(&t);
	fd = testpdf_fd(&t);
	testpdf_finish(&t);
	return fd;
}

START_TEST(a_page_is_made_of_the_one_that_the_slice_names)
{
	int from = three_pages();
	struct told told;

	against_open();
	against_made.slice.dpi = 100;
	against_made.slice.source_pages = 3;
	against_made.pages[0].source = 1;
	for (int marked = 0; marked < 2; marked++) {
		against_made.pages[0].marked = (uint8_t)marked;
		against_make(from);
		told = against_judge(from);
		ck_assert(told.passed);
		ck_assert_int_eq(told.end, IC_REASON_NONE);
		against_made.pages[0].source = 2;
		told = against_judge(from);
		ck_assert_uint_eq(told.fault, IC_FAULT_COLLATERAL);
		against_made.pages[0].source = 1;
	}
	against_close();
	close(from);
}
END_TEST

Suite *suite_marks(void)
{
	Suite *s = suite_create("marks");
	TCase *t = tcase_create("marks");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 100);
	tcase_add_test(t, a_marked_file_without_a_fault_passes);
	tcase_add_loop_test(t, every_fault_of_a_marked_page_is_caught, 0,
	    (int)ROWS);
	tcase_add_test(t, a_marked_page_is_no_burned_one);
	tcase_add_test(t, an_id_may_be_what_the_number_is);
	tcase_add_test(t, an_id_stands_at_the_height_of_its_box);
	tcase_add_test(t, ids_of_many_boxes_are_stacked_in_their_order);
	tcase_add_test(t, ids_too_many_for_a_column_get_another);
	tcase_add_test(t, a_long_id_is_set_smaller);
	tcase_add_test(t, an_id_wider_than_the_margin_is_set_in_lines);
	tcase_add_test(t, an_id_in_lines_is_one_label_and_passes);
	tcase_add_test(t, an_id_higher_than_the_margin_is_left_out);
	tcase_add_test(t, under_a_mark_the_page_is_as_in_the_source);
	tcase_add_test(t, the_words_under_a_mark_are_in_the_layer);
	tcase_add_test(t, what_a_page_hides_is_in_no_marked_copy);
	tcase_add_test(t, a_page_is_made_of_the_one_that_the_slice_names);
	suite_add_tcase(s, t);
	return s;
}
