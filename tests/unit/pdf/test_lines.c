/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The line numbers of pages that are written here, line by line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pdf/lines.h"
#include "suites.h"
#include "testpdf.h"

#define PAGES_MAX 8
#define LINES_MAX 400
#define COLUMNS_MAX 40

/* What a page is made of; content in points, y up, of a letter page. */
struct sheet {
	struct ic_buf content;
	const char *keys; /* boxes and rotation */
};

struct heard {
	struct ic_numbered_line line[LINES_MAX];
	uint32_t of[LINES_MAX]; /* page of each */
	struct ic_numbered_column column[COLUMNS_MAX];
	uint32_t on[COLUMNS_MAX];
	unsigned n, ncolumns, pages;
	uint32_t glyphs;
};

static struct sheet sheets[PAGES_MAX];
static unsigned nsheets;
static struct heard h;

#define LETTER "/MediaBox[0 0 612 792]"

static struct ic_buf *page(const char *keys)
{
	sheets[nsheets] = (struct sheet){ .keys = keys };
	return &sheets[nsheets++].content;
}

static void text(struct ic_buf *b, float x, float y, float size,
    const char *words)
{
	ic_buf_printf(b, "BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n",
	    (double)size, (double)x, (double)y, words);
}

/* Numbers 1 to n, right-aligned at x, from y down. */
static void numbers(struct ic_buf *b, float x, float y, float pitch, float size,
    unsigned n)
{
	for (unsigned i = 1; i <= n; i++) {
		char word[8];

		snprintf(word, sizeof(word), "%u", i);
		text(b, x - 0.6f * size * (float)strlen(word),
		    y - pitch * (float)(i - 1), size, word);
	}
}

static void body(struct ic_buf *b, float x, float y, float pitch, float size,
    unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		text(b, x, y - pitch * (float)i, size, "Q. jumped quickly");
	}
}

/* A page of a transcript. */
static struct ic_buf *transcript(const char *keys, const char *head)
{
	struct ic_buf *b = page(keys);

	numbers(b, 90, 700, 24, 12, 25);
	body(b, 110, 700, 24, 12, 25);
	text(b, 480, 740, 12, head);
	return b;
}

static bool hear(void *user, const struct ic_reply *r)
{
	struct ic_reply_limits l = { .pages = PAGES_MAX };

	(void)user;
	ck_assert(ic_reply_ok(r, &l));
	if (r->kind == IC_REPLY_LINE) {
		ck_assert_uint_eq(r->page, h.pages);
		ck_assert_uint_lt(h.n, LINES_MAX);
		h.of[h.n] = r->page;
		h.line[h.n++] = r->u.line;
	} else if (r->kind == IC_REPLY_PAGE) {
		ck_assert_uint_eq(r->page, h.pages++);
		h.glyphs = r->u.at_page.glyphs;
	} else if (r->kind == IC_REPLY_COLUMN) {
		ck_assert_uint_eq(h.pages, nsheets);
		ck_assert_uint_lt(h.ncolumns, COLUMNS_MAX);
		h.on[h.ncolumns] = r->page;
		h.column[h.ncolumns++] = r->u.column;
	}
	return true;
}

static void build(struct testpdf *t)
{
	struct ic_buf kids = { 0 };

	testpdf_begin(t);
	testpdf_object(t, "<</Type/Catalog/Pages 2 0 R>>");
	for (unsigned i = 0; i < nsheets; i++) {
		ic_buf_printf(&kids, "%u 0 R ", 4 + 2 * i);
	}
	testpdf_object(t, "<</Type/Pages/Count %u/Kids[%s]>>", nsheets,
	    ic_buf_str(&kids));
	testpdf_object(t, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>");
	for (unsigned i = 0; i < nsheets; i++) {
		testpdf_object(t,
		    "<</Type/Page/Parent 2 0 R/Contents %u 0 R%s"
		    "/Resources<</Font<</F1 3 0 R>>>>>>",
		    5 + 2 * i, sheets[i].keys);
		testpdf_stream(t, "", ic_buf_str(&sheets[i].content));
	}
	testpdf_end(t);
	ic_buf_finish(&kids);
}

static void look(void)
{
	static struct ic_slice_page pages[PAGES_MAX];
	struct ic_slice s = { .ask = IC_ASK_LINES,
		.pages = pages,
		.npages = nsheets,
		.source_pages = nsheets };
	struct testpdf t = { 0 };
	struct ic_document doc;
	int fd;

	h = (struct heard){ 0 };
	for (unsigned i = 0; i < nsheets; i++) {
		pages[i].source = i;
	}
	build(&t);
	fd = testpdf_fd(&t);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ck_assert_int_eq(ic_lines_document(&doc, &s, hear, NULL),
	    IC_REASON_NONE);
	ck_assert_uint_eq(h.pages, nsheets);
	ic_document_close(&doc);
	close(fd);
	testpdf_finish(&t);
	for (unsigned i = 0; i < nsheets; i++) {
		ic_buf_finish(&sheets[i].content);
	}
	nsheets = 0;
}

static const struct ic_numbered_line *line(uint32_t on, uint32_t column,
    uint32_t number)
{
	for (unsigned i = 0; i < h.n; i++) {
		if (h.of[i] == on && h.line[i].column == column &&
		    h.line[i].line == number) {
			return &h.line[i];
		}
	}
	ck_abort_msg("no line %u", number);
	return NULL;
}

/* The number of the first column of a page. */
static uint32_t shown(uint32_t on)
{
	for (unsigned i = 0; i < h.ncolumns; i++) {
		if (h.on[i] == on) {
			return h.column[i].number;
		}
	}
	return UINT32_MAX;
}

/* The line holds the letters of a baseline, y up, and none of the next. */
static void holds(const struct ic_numbered_line *l, float base, float size)
{
	int32_t top = (int32_t)((792 - base - 0.6f * size) * IC_MPT);
	int32_t low = (int32_t)((792 - base + 0.25f * size) * IC_MPT);

	ck_assert_int_lt(l->rect.y0, top);
	ck_assert_int_gt(l->rect.y1, low);
	ck_assert_int_le(l->kept_y0, top);
	ck_assert_int_ge(l->kept_y1, low);
}

START_TEST(a_line_holds_its_text_and_nothing_of_its_neighbours)
{
	transcript(LETTER, "45");
	look();
	ck_assert_uint_eq(h.n, 25);
	for (uint32_t i = 1; i <= 25; i++) {
		const struct ic_numbered_line *l = line(0, 0, i);

		holds(l, 700 - 24 * (float)(i - 1), 12);
		ck_assert_uint_eq(l->flags, 0);
		ck_assert_int_gt(l->rect.x0, 90000);
		ck_assert_int_lt(l->rect.x0, 110000);
		ck_assert_int_lt(l->rect.y1 - l->rect.y0, 25000);
		if (i > 1) {
			ck_assert_int_le(line(0, 0, i - 1)->rect.y1,
			    l->rect.y0 + 1);
		}
	}
}
END_TEST

START_TEST(a_page_that_is_turned_or_cropped_is_read_as_displayed)
{
	struct ic_numbered_line straight;
	struct ic_buf *b;

	transcript(LETTER, "45");
	b = page("/MediaBox[0 0 792 612]/Rotate 90");
	ic_buf_puts(b, "0 1 -1 0 792 0 cm\n");
	numbers(b, 90, 700, 24, 12, 25);
	body(b, 110, 700, 24, 12, 25);
	transcript(LETTER "/CropBox[50 40 562 760]", "45");
	look();
	straight = *line(0, 0, 9);
	ck_assert_int_eq(line(1, 0, 9)->rect.y0, straight.rect.y0);
	ck_assert_int_eq(line(1, 0, 9)->rect.x0, straight.rect.x0);
	ck_assert_int_lt(abs(line(2, 0, 9)->rect.y0 + 32000 - straight.rect.y0),
	    800);
	ck_assert_int_lt(abs(line(2, 0, 9)->rect.x0 + 50000 - straight.rect.x0),
	    800);
}
END_TEST

START_TEST(single_spaced_text_between_numbers_is_said)
{
	struct ic_buf *b = page(LETTER);

	numbers(b, 60, 700, 24, 12, 28);
	body(b, 80, 700, 24, 12, 10);
	body(b, 110, 460, 12, 10, 12);
	body(b, 80, 316, 24, 12, 11);
	look();
	ck_assert_uint_eq(h.n, 28);
	ck_assert_uint_eq(line(0, 0, 5)->flags, 0);
	ck_assert_uint_eq(line(0, 0, 12)->flags &
		(IC_NUMBERED_TEXT_ABOVE | IC_NUMBERED_TEXT_BELOW),
	    IC_NUMBERED_TEXT_ABOVE | IC_NUMBERED_TEXT_BELOW);
	/* The row between is covered with both, and kept with none. */
	ck_assert_int_gt(line(0, 0, 11)->rect.y1, (792 - 448 + 1) * IC_MPT);
	ck_assert_int_lt(line(0, 0, 12)->rect.y0, (792 - 448 - 6) * IC_MPT);
	ck_assert_int_le(line(0, 0, 11)->kept_y1, (792 - 448 - 6) * IC_MPT);
	ck_assert_int_ge(line(0, 0, 12)->kept_y0, (792 - 448 + 1) * IC_MPT);
}
END_TEST

START_TEST(text_that_stands_a_little_below_its_numbers_is_of_them)
{
	struct ic_buf *b = page(LETTER);

	numbers(b, 60, 700, 24, 12, 28);
	body(b, 80, 694, 24, 12, 28);
	look();
	for (uint32_t i = 1; i <= 28; i++) {
		holds(line(0, 0, i), 694 - 24 * (float)(i - 1), 12);
		ck_assert_uint_eq(line(0, 0, i)->flags, 0);
	}
}
END_TEST

START_TEST(lines_of_which_the_ink_overlaps_are_said)
{
	struct ic_buf *b = page(LETTER);

	numbers(b, 60, 700, 24, 12, 12);
	body(b, 80, 700, 24, 12, 12);
	text(b, 300, 652 - 9, 60, "X");
	look();
	ck_assert_uint_ne(line(0, 0, 2)->flags, 0);
	ck_assert_uint_eq(line(0, 0, 9)->flags, 0);
}
END_TEST

START_TEST(vertical_rules_bound_the_text)
{
	struct ic_buf *b = page(LETTER);

	numbers(b, 60, 700, 24, 12, 28);
	body(b, 80, 700, 24, 12, 28);
	ic_buf_puts(b, "70 0 1 792 re 560 0 1 792 re f\n");
	look();
	ck_assert_int_gt(line(0, 0, 1)->rect.x0, 71000);
	ck_assert_int_lt(line(0, 0, 1)->rect.x0, 74000);
	ck_assert_int_lt(line(0, 0, 1)->rect.x1, 560000);
	ck_assert_int_gt(line(0, 0, 1)->rect.x1, 555000);
}
END_TEST

START_TEST(a_gutter_at_the_right_ends_the_text_and_is_no_page)
{
	struct ic_buf *b = transcript(LETTER, "Page 45");

	numbers(b, 560, 700, 24, 12, 25);
	look();
	ck_assert_uint_eq(h.n, 25);
	ck_assert_uint_eq(h.ncolumns, 2);
	ck_assert_int_lt(line(0, 0, 1)->rect.x1, 546000);
}
END_TEST

START_TEST(times_at_the_left_of_the_numbers_are_no_text)
{
	struct ic_buf *b = transcript(LETTER, "Page 45");

	for (unsigned i = 0; i < 25; i++) {
		text(b, 20, 700 - 24 * (float)i, 8, "10:32:15");
	}
	look();
	ck_assert_uint_eq(h.n, 25);
	ck_assert_uint_eq(shown(0), 45);
}
END_TEST

/* A column among four of a sheet. */
static void quarter(struct ic_buf *b, unsigned down, unsigned across,
    const char *head)
{
	float x = 30 + 290 * (float)across, y = 750 - 370 * (float)down;

	text(b, x + 100, y, 8, head);
	numbers(b, x + 12, y - 20, 12, 8, 25);
	body(b, x + 30, y - 20, 12, 8, 25);
}

static void sheet_of_four(const char *const head[4], bool down)
{
	struct ic_buf *b = page(LETTER);

	for (unsigned i = 0; i < 4; i++) {
		quarter(b, down ? i % 2 : i / 2, down ? i / 2 : i % 2, head[i]);
	}
}

static uint32_t number_at(uint32_t on, float x, float y)
{
	for (unsigned i = 0; i < h.ncolumns; i++) {
		struct ic_rect g = h.column[i].gutter;

		if (h.on[i] == on && g.x0 < x * IC_MPT && g.x1 > x * IC_MPT &&
		    g.y0 < y * IC_MPT && g.y1 > y * IC_MPT) {
			return h.column[i].number;
		}
	}
	return UINT32_MAX;
}

START_TEST(a_condensed_sheet_has_four_pages)
{
	static const char *const first[] = { "45", "46", "47", "48" };
	static const char *const then[] = { "49", "50", "51", "52" };
	bool down = _i;

	sheet_of_four(first, down);
	sheet_of_four(then, down);
	look();
	ck_assert_uint_eq(h.n, 200);
	ck_assert_uint_eq(number_at(0, 37, 200), 45);
	ck_assert_uint_eq(number_at(0, 327, 200), down ? 47 : 46);
	ck_assert_uint_eq(number_at(0, 37, 570), down ? 46 : 47);
	ck_assert_uint_eq(number_at(0, 327, 570), 48);
	ck_assert_uint_eq(number_at(1, 37, 200), 49);
	/* The text of one ends before the numbers of the next. */
	ck_assert_int_lt(line(0, 0, 1)->rect.x1, 328000);
	ck_assert_int_gt(line(0, 1, 1)->rect.x0, 332000);
}
END_TEST

START_TEST(pages_of_a_sheet_are_named_in_one_word)
{
	struct ic_buf *b = page(LETTER);

	quarter(b, 0, 0, "");
	quarter(b, 0, 1, "");
	text(b, 30, 100, 8, "13 \\(Pages 45 to 46\\)");
	look();
	ck_assert_uint_eq(number_at(0, 37, 200), 45);
	ck_assert_uint_eq(number_at(0, 327, 200), 46);
}
END_TEST

START_TEST(a_number_alone_is_proved_by_its_neighbours)
{
	transcript(LETTER, "45");
	look();
	ck_assert_uint_eq(shown(0), 0);
	transcript(LETTER, "45");
	transcript(LETTER, "46");
	transcript(LETTER, "12");
	look();
	ck_assert_uint_eq(shown(0), 45);
	ck_assert_uint_eq(shown(1), 46);
	ck_assert_uint_eq(shown(2), 0);
}
END_TEST

START_TEST(an_excerpt_only_grows)
{
	transcript(LETTER, "45");
	transcript(LETTER, "46");
	transcript(LETTER, "47");
	transcript(LETTER, "112");
	look();
	ck_assert_uint_eq(shown(3), 112);
}
END_TEST

START_TEST(a_second_volume_begins_again)
{
	transcript(LETTER, "Page 1");
	transcript(LETTER, "Page 2");
	transcript(LETTER, "Page 1");
	look();
	ck_assert_uint_eq(shown(0), 1);
	ck_assert_uint_eq(shown(2), 1);
}
END_TEST

START_TEST(what_a_court_prints_numbers_other_pages)
{
	for (unsigned i = 0; i < 3; i++) {
		static const char *const own[] = { "45", "46", "47" };
		static const char *const courts[] = {
			"Case 2:19-cv-7 Document 9 Filed 1/2/20 Page 3 of 20",
			"Case 2:19-cv-7 Document 9 Filed 1/2/20 Page 4 of 20",
			"Case 2:19-cv-7 Document 9 Filed 1/2/20 Page 5 of 20"
		};

		text(transcript(LETTER, own[i]), 100, 775, 9, courts[i]);
	}
	look();
	ck_assert_uint_eq(shown(0), 45);
	ck_assert_uint_eq(shown(2), 47);
}
END_TEST

START_TEST(two_numberings_that_are_both_regular_are_none)
{
	for (unsigned i = 0; i < 3; i++) {
		static const char *const own[] = { "45", "46", "47" };
		static const char *const other[] = { "3", "4", "5" };

		text(transcript(LETTER, own[i]), 300, 20, 9, other[i]);
	}
	look();
	ck_assert_uint_eq(shown(0), 0);
}
END_TEST

/* Pages without line numbers. */
static void no_numbers(void)
{
	look();
	ck_assert_uint_eq(h.n, 0);
	ck_assert_uint_eq(h.ncolumns, 0);
}

START_TEST(what_is_not_regular_is_no_column)
{
	struct ic_buf *b = page(LETTER);

	/* At an uneven pitch. */
	for (unsigned i = 1; i <= 20; i++) {
		char word[8];

		snprintf(word, sizeof(word), "%u", i);
		text(b, 60, 740 - 20 * (float)i - (i % 3 ? 0 : 9), 12, word);
	}
	/* Every second number. */
	b = page(LETTER);
	for (unsigned i = 1; i <= 20; i++) {
		char word[8];

		snprintf(word, sizeof(word), "%u", 2 * i);
		text(b, 60, 740 - 20 * (float)i, 12, word);
	}
	/* Too few to prove anything. */
	numbers(page(LETTER), 60, 700, 24, 12, 9);
	/* Not one below the other. */
	b = page(LETTER);
	for (unsigned i = 1; i <= 20; i++) {
		char word[8];

		snprintf(word, sizeof(word), "%u", i);
		text(b, 60 + 20 * (float)i, 740 - 20 * (float)i, 12, word);
	}
	no_numbers();
}
END_TEST

START_TEST(numbers_within_a_table_are_no_line_numbers)
{
	struct ic_buf *b = page(LETTER);

	body(b, 60, 700, 24, 12, 25);
	numbers(b, 320, 700, 24, 12, 25);
	body(b, 340, 700, 24, 12, 25);
	no_numbers();
}
END_TEST

START_TEST(numbers_that_nobody_sees_do_not_count)
{
	struct ic_buf *b = page(LETTER);

	ic_buf_puts(b, "1 g\n");
	numbers(b, 90, 700, 24, 12, 25);
	ic_buf_puts(b, "0 g\n");
	body(b, 110, 700, 24, 12, 25);
	b = page(LETTER);
	ic_buf_puts(b, "3 Tr\n");
	numbers(b, 90, 700, 24, 12, 25);
	no_numbers();
	ck_assert_uint_eq(h.glyphs, 1);
}
END_TEST

START_TEST(an_invisible_layer_counts_where_it_lies_on_ink)
{
	struct ic_buf *b = page(LETTER);

	/* A stroke and a dot of ink in each number's place. */
	for (unsigned i = 0; i < 25; i++) {
		ic_buf_printf(b, "%u %u 2 7 re f\n", i < 9 ? 85 : 78,
		    700 - 24 * i);
		ic_buf_printf(b, "86 %u 2 5 re f\n", 700 - 24 * i);
	}
	ic_buf_puts(b, "3 Tr\n");
	numbers(b, 90, 700, 24, 12, 25);
	look();
	ck_assert_uint_eq(h.n, 25);
}
END_TEST

START_TEST(a_number_that_was_not_recognized_stands_between_the_others)
{
	struct ic_buf *b = page(LETTER);

	for (unsigned i = 1; i <= 25; i++) {
		char word[8];

		snprintf(word, sizeof(word), "%u", i);
		text(b, 60, 740 - 24 * (float)i, 12, i == 11 ? "II" : word);
	}
	body(b, 90, 716, 24, 12, 25);
	look();
	ck_assert_uint_eq(h.n, 25);
	holds(line(0, 0, 11), 740 - 24 * 11, 12);
}
END_TEST

START_TEST(a_page_without_text_says_so)
{
	ic_buf_puts(page(LETTER), "10 10 30 30 re f\n");
	no_numbers();
	ck_assert_uint_eq(h.glyphs, 0);
}
END_TEST

START_TEST(pages_full_of_numbers_end_soon)
{
	struct ic_buf *b = page(LETTER);

	for (unsigned i = 0; i < 3000; i++) {
		char word[8];

		snprintf(word, sizeof(word), "%u", 1 + i % 3);
		text(b, 10 + 12 * (float)(i % 48), 780 - 12 * (float)(i / 48),
		    6, word);
	}
	no_numbers();
}
END_TEST

Suite *suite_lines(void)
{
	Suite *s = suite_create("lines");
	TCase *t = tcase_create("lines");

	tcase_add_test(t, a_line_holds_its_text_and_nothing_of_its_neighbours);
	tcase_add_test(t,
	    a_page_that_is_turned_or_cropped_is_read_as_displayed);
	tcase_add_test(t, single_spaced_text_between_numbers_is_said);
	tcase_add_test(t,
	    text_that_stands_a_little_below_its_numbers_is_of_them);
	tcase_add_test(t, lines_of_which_the_ink_overlaps_are_said);
	tcase_add_test(t, vertical_rules_bound_the_text);
	tcase_add_test(t, a_gutter_at_the_right_ends_the_text_and_is_no_page);
	tcase_add_test(t, times_at_the_left_of_the_numbers_are_no_text);
	tcase_add_loop_test(t, a_condensed_sheet_has_four_pages, 0, 2);
	tcase_add_test(t, pages_of_a_sheet_are_named_in_one_word);
	tcase_add_test(t, a_number_alone_is_proved_by_its_neighbours);
	tcase_add_test(t, an_excerpt_only_grows);
	tcase_add_test(t, a_second_volume_begins_again);
	tcase_add_test(t, what_a_court_prints_numbers_other_pages);
	tcase_add_test(t, two_numberings_that_are_both_regular_are_none);
	tcase_add_test(t, what_is_not_regular_is_no_column);
	tcase_add_test(t, numbers_within_a_table_are_no_line_numbers);
	tcase_add_test(t, numbers_that_nobody_sees_do_not_count);
	tcase_add_test(t, an_invisible_layer_counts_where_it_lies_on_ink);
	tcase_add_test(t,
	    a_number_that_was_not_recognized_stands_between_the_others);
	tcase_add_test(t, a_page_without_text_says_so);
	tcase_add_test(t, pages_full_of_numbers_end_soon);
	suite_add_tcase(s, t);
	return s;
}
