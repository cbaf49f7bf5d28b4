/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "make.h"
#include "pdf/document.h"
#include "pdf/judge_content.h"
#include "seed.h"
#include "suites.h"

static struct make made;
static struct seed seed;
static char path[64];

static void setup(void)
{
	int fd;

	snprintf(path, sizeof(path), "/tmp/ic-judge-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	unlink(path);
	seed_finish(&seed);
}

typedef bool judge_fn(struct ic_document *doc, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user);

static struct said judge(judge_fn *fn)
{
	struct said said = { 0 };
	struct ic_document doc;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool clean;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	clean = fn(&doc, &made.slice, said_hear, &said);
	ic_document_close(&doc);
	close(fd);
	ck_assert_int_eq(clean, said.faults == 0);
	ck_assert_uint_eq(said.passed, clean);
	return said;
}

static void expect(enum ic_fault boxes, enum ic_fault endorsement)
{
	struct said b = judge(ic_judge_boxes);
	struct said e = judge(ic_judge_endorsements);

	ck_assert_msg(b.fault == boxes, "boxes: %s, wanted %s",
	    ic_fault_sentence((enum ic_fault)b.fault),
	    ic_fault_sentence(boxes));
	ck_assert_msg(e.fault == endorsement, "endorsement: %s, wanted %s",
	    ic_fault_sentence((enum ic_fault)e.fault),
	    ic_fault_sentence(endorsement));
	ck_assert(b.faults == 0 || b.proof == IC_PROOF_BOXES);
	ck_assert(e.faults == 0 || e.proof == IC_PROOF_ENDORSEMENT);
}

START_TEST(clean_files_pass)
{
	make_slice(&made, 3, true);
	make_file(&made, MAKE_CLEAN, path);
	expect(IC_FAULT_NONE, IC_FAULT_NONE);
}
END_TEST

/* The measures of one kind. */
struct measures {
	enum ic_proof proof;
	unsigned n;
	int32_t least[2], most[2];
};

static void hear_measure(void *user, const struct ic_reply *r)
{
	struct measures *m = user;

	if (r->kind != IC_REPLY_MEASURE) {
		return;
	}
	ck_assert_uint_eq(r->u.measure.proof, m->proof);
	for (int i = 0; i < 2; i++) {
		int32_t v = r->u.measure.measured[i];

		m->least[i] = m->n == 0 || v < m->least[i] ? v : m->least[i];
		m->most[i] = m->n == 0 || v > m->most[i] ? v : m->most[i];
	}
	m->n++;
}

START_TEST(what_was_measured_is_told_of_each_box_and_page)
{
	struct measures boxes = { .proof = IC_PROOF_BOXES };
	struct measures marks = { .proof = IC_PROOF_ENDORSEMENT };
	struct ic_document doc;
	int fd;

	make_slice(&made, 3, true);
	make_file(&made, MAKE_CLEAN, path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ic_judge_boxes(&doc, &made.slice, hear_measure, &boxes);
	ic_judge_endorsements(&doc, &made.slice, hear_measure, &marks);
	ic_document_close(&doc);
	close(fd);
	/* The page that is covered whole has no box of its own. */
	ck_assert_uint_eq(boxes.n, 2);
	ck_assert_int_ge(boxes.least[0], 317 * 22);
	ck_assert_int_eq(boxes.most[1], 0);
	/* Number, legend, and a label or two words. */
	ck_assert_uint_eq(marks.n, 3);
	ck_assert_int_eq(marks.least[0], 3);
	ck_assert_int_eq(marks.most[0], 4);
	ck_assert_int_le(marks.most[1], 20);
}
END_TEST

START_TEST(each_place_of_number_and_legend_passes)
{
	for (int n = 0; n < IC_POSITIONS; n++) {
		make_slice(&made, 1, false);
		made.pages[0].number_at = (uint8_t)n;
		made.slice.legend_at = (uint8_t)(IC_POSITIONS - 1 - n);
		make_file(&made, MAKE_CLEAN, path);
		expect(IC_FAULT_NONE, IC_FAULT_NONE);
	}
}
END_TEST

START_TEST(shrunk_pages_and_plates_and_white_boxes_pass)
{
	make_slice(&made, 2, false);
	made.slice.room_bottom = 32000;
	make_file(&made, MAKE_CLEAN, path);
	expect(IC_FAULT_NONE, IC_FAULT_NONE);
	made.slice.room_top = 27123;
	made.slice.plate = 1;
	make_file(&made, MAKE_CLEAN, path);
	expect(IC_FAULT_NONE, IC_FAULT_NONE);
	made.slice.fill = IC_FILL_WHITE;
	make_file(&made, MAKE_CLEAN, path);
	expect(IC_FAULT_NONE, IC_FAULT_NONE);
}
END_TEST

START_TEST(a_cover_is_white_where_other_boxes_are_black)
{
	make_slice(&made, 1, false);
	made.slice.labels = 0;
	made.slice.fill = IC_FILL_WHITE;
	make_file(&made, MAKE_CLEAN, path);
	made.slice.fill = IC_FILL_BLACK;
	made.boxes[0].cover = 1;
	expect(IC_FAULT_NONE, IC_FAULT_NONE);
	made.boxes[0].cover = 0;
	expect(IC_FAULT_BOX_COLOR, IC_FAULT_NONE);
	make_file(&made, MAKE_CLEAN, path);
	expect(IC_FAULT_NONE, IC_FAULT_NONE);
	made.boxes[0].cover = 1;
	expect(IC_FAULT_BOX_COLOR, IC_FAULT_NONE);
}
END_TEST

START_TEST(each_fault_is_seen_by_its_proof)
{
	static const struct {
		enum make_fault fault;
		enum ic_fault boxes, endorsement;
	} cases[] = {
		{ MAKE_GRAY_BOX, IC_FAULT_BOX_COLOR, IC_FAULT_NONE },
		{ MAKE_WRONG_PIXEL, IC_FAULT_BOX_COLOR, IC_FAULT_NONE },
		{ MAKE_GLYPH_IN_BOX, IC_FAULT_BOX_GLYPH, IC_FAULT_NONE },
		{ MAKE_HIDDEN_GLYPH_IN_BOX, IC_FAULT_BOX_GLYPH, IC_FAULT_NONE },
		{ MAKE_WRONG_LABEL, IC_FAULT_BOX_LABEL, IC_FAULT_NONE },
		{ MAKE_NUMBER_WRONG, IC_FAULT_NONE, IC_FAULT_NUMBER_WRONG },
		{ MAKE_NUMBER_MISSING, IC_FAULT_NONE, IC_FAULT_NUMBER_MISSING },
		{ MAKE_NUMBER_TWICE, IC_FAULT_NONE, IC_FAULT_NUMBER_TWICE },
		{ MAKE_NUMBER_MOVED, IC_FAULT_NONE, IC_FAULT_NUMBER_PLACE },
		{ MAKE_NUMBER_WHITE, IC_FAULT_NONE, IC_FAULT_NUMBER_PLACE },
		{ MAKE_NUMBER_BURIED, IC_FAULT_NONE,
		    IC_FAULT_NUMBER_UNREADABLE },
		{ MAKE_LEGEND_MISSING, IC_FAULT_NONE, IC_FAULT_LEGEND },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		make_slice(&made, 2, false);
		make_file(&made, cases[i].fault, path);
		expect(cases[i].boxes, cases[i].endorsement);
	}
}
END_TEST

START_TEST(a_page_of_another_size_is_seen)
{
	make_slice(&made, 2, false);
	make_file(&made, MAKE_PAGE_SIZE, path);
	ck_assert_uint_eq(judge(ic_judge_endorsements).fault,
	    IC_FAULT_PAGE_SIZE);
}
END_TEST

/* A clean file with this at the end of its first page's content. */
static void with(const char *line)
{
	struct ic_buf bytes = { 0 };

	make_slice(&made, 1, false);
	make_file(&made, MAKE_CLEAN, path);
	seed_load(&seed, path);
	seed_content(&seed, 0, "", line);
	seed_write(&seed, &bytes);
	seed_save(&bytes, path);
	ic_buf_finish(&bytes);
	seed_finish(&seed);
}

/* Each proof leaves text to the other by the same line round a box. */
START_TEST(text_that_is_no_item_is_seen_wherever_it_stands)
{
	char line[128];

	for (int x = 298900; x < 300200; x += 15) {
		snprintf(line, sizeof(line),
		    "BT 0 Tr /F0 10 Tf 0 g 1 0 0 1 %d.%03d 640 Tm <0026> Tj "
		    "ET\n",
		    x / 1000, x % 1000);
		with(line);
		ck_assert_msg(judge(ic_judge_boxes).faults +
			    judge(ic_judge_endorsements).faults >
			0,
		    "at %d", x);
	}
}
END_TEST

START_TEST(what_hides_or_paints_beside_the_plan_is_seen)
{
	static const struct {
		const char *line;
		enum ic_fault boxes, endorsement;
	} cases[] = {
		/* A plate on nothing, one on the label, and no plate at all. */
		{ "1 g 300 300 50 20 re f\n", IC_FAULT_NONE,
		    IC_FAULT_NUMBER_PLACE },
		{ "1 g 72 636 228 16 re f\n", IC_FAULT_BOX_LABEL,
		    IC_FAULT_NUMBER_PLACE },
		{ "300 300 50 20 re S\n", IC_FAULT_OPERATOR, IC_FAULT_NONE },
		{ "q 300 300 50 20 re W n Q\n", IC_FAULT_OPERATOR,
		    IC_FAULT_NONE },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		with(cases[i].line);
		expect(cases[i].boxes, cases[i].endorsement);
	}
}
END_TEST

START_TEST(a_page_that_is_covered_whole_shows_its_items_alone)
{
	struct ic_buf bytes = { 0 };

	make_slice(&made, 3, true);
	make_file(&made, MAKE_CLEAN, path);
	seed_load(&seed, path);
	seed_content(&seed, 2, "",
	    "BT 0 Tr /F0 10 Tf 0 g 1 0 0 1 90 400 Tm <0026> Tj ET\n");
	seed_write(&seed, &bytes);
	seed_save(&bytes, path);
	ic_buf_finish(&bytes);
	ck_assert_uint_eq(made.pages[2].whole, 1);
	ck_assert_uint_eq(judge(ic_judge_boxes).fault, IC_FAULT_BOX_GLYPH);
}
END_TEST

START_TEST(a_hidden_glyph_has_a_place_and_size)
{
	static const char *const lines[] = {
		"BT 3 Tr /T0 100000000 Tf 100 Tz 1 0 0 1 "
		"-10000 -40000000 Tm <0073> Tj ET\n",
		/* No area, and more than a float squares or adds up. */
		"BT 3 Tr /T0 999999999 Tf 999999999 Tz 999999999 999999999 "
		"999999999 999999999 -500 -60 Tm <0073> Tj ET\n",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		with(lines[i]);
		ck_assert_msg(judge(ic_judge_boxes).faults > 0, "%zu", i);
	}
}
END_TEST

/* Whether anything is looked at of it or not. */
START_TEST(each_picture_of_a_file_is_read_to_its_end)
{
	for (unsigned page = 0; page < 3; page++) {
		struct ic_buf b = { 0 };
		struct said said;
		unsigned at;
		const uint8_t *p;
		size_t n;

		make_slice(&made, 3, false);
		make_file(&made, MAKE_CLEAN, path);
		seed_load(&seed, path);
		at = seed_find(&seed, "/Type/XObject", page);
		p = seed_data(&seed, at, &n);
		ic_buf_add(&b, p, n);
		ic_buf_puts(&b, "x");
		seed_stream(&seed, at, b.data, b.len);
		ic_buf_reset(&b);
		seed_write(&seed, &b);
		seed_save(&b, path);
		made.pages[page].nboxes = 0;
		said = judge(ic_judge_boxes);
		ck_assert_uint_eq(said.fault, IC_FAULT_STREAM);
		ck_assert_uint_eq(said.page, page);
		ic_buf_finish(&b);
		seed_finish(&seed);
	}
}
END_TEST

START_TEST(a_picture_is_as_high_as_promised)
{
	static const char *const height[] = { "/Height 1099", "/Height 1101" };

	for (int i = 0; i < 2; i++) {
		struct ic_buf b = { 0 };

		make_slice(&made, 1, false);
		make_file(&made, MAKE_CLEAN, path);
		seed_load(&seed, path);
		seed_replace(&seed, seed_find(&seed, "/Type/XObject", 0),
		    "/Height 1100", height[i]);
		seed_write(&seed, &b);
		seed_save(&b, path);
		ck_assert_uint_eq(judge(ic_judge_boxes).fault, IC_FAULT_STREAM);
		ic_buf_finish(&b);
		seed_finish(&seed);
	}
}
END_TEST

START_TEST(a_box_that_touches_no_pixel_proves_nothing)
{
	make_slice(&made, 1, false);
	made.slice.labels = 0;
	make_file(&made, MAKE_CLEAN, path);
	made.boxes[0].rect = (struct ic_rect){ 700000, 140000, 710000, 150000 };
	ck_assert_uint_eq(judge(ic_judge_boxes).fault, IC_FAULT_BOX_COLOR);
}
END_TEST

Suite *suite_judge_content(void)
{
	Suite *s = suite_create("judge_content");
	TCase *t = tcase_create("judge_content");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, clean_files_pass);
	tcase_add_test(t, what_was_measured_is_told_of_each_box_and_page);
	tcase_add_test(t, each_place_of_number_and_legend_passes);
	tcase_add_test(t, shrunk_pages_and_plates_and_white_boxes_pass);
	tcase_add_test(t, a_cover_is_white_where_other_boxes_are_black);
	tcase_add_test(t, each_fault_is_seen_by_its_proof);
	tcase_add_test(t, a_page_of_another_size_is_seen);
	tcase_add_test(t, text_that_is_no_item_is_seen_wherever_it_stands);
	tcase_add_test(t, what_hides_or_paints_beside_the_plan_is_seen);
	tcase_add_test(t, a_page_that_is_covered_whole_shows_its_items_alone);
	tcase_add_test(t, a_hidden_glyph_has_a_place_and_size);
	tcase_add_test(t, each_picture_of_a_file_is_read_to_its_end);
	tcase_add_test(t, a_picture_is_as_high_as_promised);
	tcase_add_test(t, a_box_that_touches_no_pixel_proves_nothing);
	suite_add_tcase(s, t);
	return s;
}
