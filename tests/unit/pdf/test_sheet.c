/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Slip sheets as they are set, written and judged. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/window.h"
#include "core/sheet.h"
#include "pdf/document.h"
#include "pdf/endorse.h"
#include "pdf/judge_content.h"
#include "pdf/structure.h"
#include "pdf/writer.h"
#include "seed.h"
#include "pdf/sheet.h"
#include "suites.h"

#define LONG \
	"A ground that takes more than one line of the sheet, so that it is " \
	"broken between its words and set in the middle of the page, each " \
	"line as long as the others"

static struct ic_murun mu;
static struct ic_font *font;
static struct ic_slice slice, told; /* the judge's, and the maker's */
static struct ic_buf packed;
static char path[64];

static void setup(void)
{
	struct ic_error err;
	int fd;

	snprintf(path, sizeof(path), "/tmp/ic-sheet-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	ck_assert(ic_font_open(mu.ctx, &font, &err));
}

static void teardown(void)
{
	ic_font_close(font);
	ic_murun_close(&mu);
	ic_slice_finish(&slice);
	ic_slice_finish(&told);
	ic_buf_finish(&packed);
	unlink(path);
}

static const struct ic_sheet withheld = { .kind = IC_KIND_WITHHELD,
	.range = "COE000001-COE000014",
	.numbers = 14,
	.codes = { { "PRIV", "Attorney-client communication", "FRE 502" },
	    { "WP", LONG, "" } },
	.ncodes = 2 };

static void begin(struct ic_slice_build *b)
{
	ic_slice_begin(b);
	b->slice.size = 10000;
	b->slice.margin = 18000;
	b->slice.legend_at = IC_BOTTOM_LEFT;
	b->slice.legend = ic_slice_intern(b, "CONFIDENTIAL");
}

static void add_page(struct ic_slice_build *b, const char *number)
{
	const struct ic_slice_page p = { .size = { 612000, 792000 },
		.number = ic_slice_intern(b, number),
		.source = IC_SLICE_NO_SOURCE,
		.endorse = 1,
		.legend = 1,
		.number_at = IC_BOTTOM_RIGHT };

	ic_slice_add_page(b, &p);
}

static void end(struct ic_slice_build *b, struct ic_slice *out)
{
	struct ic_error err = { 0 };

	ic_buf_reset(&packed);
	ck_assert_msg(ic_slice_end(b, &packed, &err), "%s", err.msg);
	ck_assert_msg(ic_slice_unpack(packed.data, packed.len, out, &err), "%s",
	    err.msg);
}

/* A slice of one sheet. */
static void sheet(const struct ic_sheet *s, struct ic_slice *out)
{
	struct ic_slice_build b = { 0 };

	begin(&b);
	ic_sheet_lines(s, 0, s->range, &b);
	add_page(&b, s->range);
	end(&b, out);
}

/* A sheet of lines as they are. */
static void lines(const struct ic_slice_line *l, const char *const *text,
    size_t n)
{
	struct ic_slice_build b = { 0 };

	begin(&b);
	for (size_t i = 0; i < n; i++) {
		struct ic_slice_line one = l[i];

		one.text = ic_slice_intern(&b, text[i]);
		ic_slice_add_line(&b, &one);
	}
	add_page(&b, "COE000001");
	end(&b, &slice);
}

/* Write what `s` says, and `more`, as the maker does. */
static void write_file(const struct ic_slice *s, const char *more, bool image)
{
	static const uint8_t gray[] = { 0x78, 0x9c, 0x63, 0x00, 0x00, 0x00,
		0x01, 0x00, 0x01 };
	struct ic_writer *w;
	struct ic_error err = { 0 };
	int fd = open(path, O_RDWR | O_TRUNC | O_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	ck_assert(ic_writer_open(&w, fd, &err));
	for (uint32_t i = 0; i < s->npages; i++) {
		struct ic_page_out out = { .size = s->pages[i].size,
			.label_font = true };
		struct ic_image im = { .w = 1,
			.h = 1,
			.encoding = IC_ENCODING_GRAY8,
			.data = gray,
			.len = sizeof(gray) };
		struct ic_buf b = { 0 };
		uint32_t labels;

		ck_assert_msg(ic_endorse_content(font, s, i, &b, &labels, &err),
		    "%s", err.msg);
		ic_buf_puts(&b, more);
		out.content = b.data;
		out.len = b.len;
		if (image) {
			ck_assert(ic_writer_image(w, &im, &out.image, &err));
			out.spot = ic_writer_spot(out.size,
			    (struct ic_placement){ 1000000, 0, 0 });
		}
		ck_assert(ic_writer_page(w, &out, &err));
		ic_buf_finish(&b);
	}
	ck_assert(ic_writer_finish(w, font, &err));
	ic_writer_close(w);
	close(fd);
}

typedef bool judge_fn(struct ic_document *doc, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user);

static enum ic_fault judged(judge_fn *fn)
{
	struct said said = { 0 };
	struct ic_document doc;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ic_document_open_output(&doc, fd), IC_REASON_NONE);
	fn(&doc, &slice, said_hear, &said);
	ic_document_close(&doc);
	close(fd);
	return said.faults ? (enum ic_fault)said.fault : IC_FAULT_NONE;
}

static bool structure_is_clean(void)
{
	struct said tiles = { 0 }, walks = { 0 };
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	struct ic_window w;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok;

	ic_window_open(&w, fd, IC_WINDOW_PIECE);
	ok = ic_tiler_judge(&w, &slice, said_hear, &tiles);
	ic_window_close(&w);
	close(fd);
	ck_assert(ic_fs_read(path, (size_t)1 << 20, &b, &err));
	ok = ic_qpdf_judge(b.data, b.len, &slice, said_hear, &walks) && ok;
	ic_buf_finish(&b);
	return ok;
}

/* The maker believes in `s`, the judge in `withheld`. */
static enum ic_fault told_instead(const struct ic_sheet *s)
{
	sheet(&withheld, &slice);
	sheet(s, &told);
	write_file(&told, "", false);
	return judged(ic_judge_boxes);
}

START_TEST(a_sheet_passes_its_judges)
{
	sheet(&withheld, &slice);
	write_file(&slice, "", false);
	ck_assert_int_eq(judged(ic_judge_boxes), IC_FAULT_NONE);
	ck_assert_int_eq(judged(ic_judge_endorsements), IC_FAULT_NONE);
	ck_assert(structure_is_clean());
}
END_TEST

START_TEST(a_letter_that_changed_is_found)
{
	struct ic_sheet s = withheld;

	s.codes[0].basis = "FRE 503";
	ck_assert_int_eq(told_instead(&s), IC_FAULT_SHEET);
}
END_TEST

START_TEST(a_line_that_is_missing_is_found)
{
	struct ic_sheet s = withheld;

	s.codes[0].basis = "";
	ck_assert_int_eq(told_instead(&s), IC_FAULT_SHEET);
}
END_TEST

START_TEST(a_line_too_many_is_found)
{
	struct ic_sheet s = withheld;

	s.codes[1].basis = "another ground";
	ck_assert_int_eq(told_instead(&s), IC_FAULT_SHEET);
}
END_TEST

START_TEST(lines_in_another_order_are_found)
{
	struct ic_sheet s = withheld;

	s.codes[0] = withheld.codes[1];
	s.codes[1] = withheld.codes[0];
	ck_assert_int_eq(told_instead(&s), IC_FAULT_SHEET);
}
END_TEST

/* Before and behind a word of the sheet: what else it may bear. */
static const char *const behind[][2] = {
	{ "BT 0 Tr /F0 9 Tf 0 g 1 0 0 1 200 120 Tm ", " Tj ET\n" },
	{ "BT 0 Tr /F0 9 Tf 1 g 1 0 0 1 200 120 Tm ", " Tj ET\n" },
	{ "BT 3 Tr /F0 9 Tf 0 g 1 0 0 1 200 120 Tm ", " Tj ET\n" },
	{ "BT 0 Tr /F0 9 Tf 0 g 1 0 0 1 900 900 Tm ", " Tj ET\n" },
	{ "BT 0 Tr /F0 9 Tf 0 g 1 0 0 1 200 120 Tm ",
	    " Tj ET\n1 g 200 120 50 9 re f\n" },
};

START_TEST(what_stands_behind_a_sheet_is_found)
{
	struct ic_buf hex = { 0 };
	char more[200];

	ck_assert(ic_font_use(font, "PRIV", &hex));
	snprintf(more, sizeof(more), "%s%s%s", behind[_i][0], ic_buf_str(&hex),
	    behind[_i][1]);
	sheet(&withheld, &slice);
	write_file(&slice, more, false);
	ck_assert_int_eq(judged(ic_judge_boxes), IC_FAULT_SHEET);
	ic_buf_finish(&hex);
}
END_TEST

START_TEST(a_picture_on_a_sheet_is_found)
{
	sheet(&withheld, &slice);
	write_file(&slice, "", true);
	ck_assert_int_eq(judged(ic_judge_boxes), IC_FAULT_IMAGE);
	ck_assert(!structure_is_clean());
}
END_TEST

START_TEST(the_line_of_its_numbers_is_not_its_number)
{
	struct ic_slice_page *p;

	sheet(&withheld, &slice);
	sheet(&withheld, &told);
	p = told.pages;
	p->endorse = 0;
	write_file(&told, "", false);
	ck_assert_int_ne(judged(ic_judge_endorsements), IC_FAULT_NONE);
}
END_TEST

START_TEST(a_number_that_stands_once_more_is_found)
{
	struct ic_buf hex = { 0 };
	char more[200];

	ck_assert(ic_font_use(font, withheld.range, &hex));
	snprintf(more, sizeof(more),
	    "BT 0 Tr /F0 9 Tf 0 g 1 0 0 1 200 120 Tm %s Tj ET\n",
	    ic_buf_str(&hex));
	sheet(&withheld, &slice);
	write_file(&slice, more, false);
	ck_assert_int_eq(judged(ic_judge_endorsements), IC_FAULT_NUMBER_TWICE);
	ic_buf_finish(&hex);
}
END_TEST

/* Set the slice's page; what was set, in one string without blanks. */
static size_t set(struct ic_sheet_set **sets, char *all, size_t room)
{
	struct ic_error err = { 0 };
	size_t n = 0, len = 0;

	ck_assert_msg(ic_sheet_set(font, &slice, 0, sets, &n, &err), "%s",
	    err.msg);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < (*sets)[i].len; k++) {
			if ((*sets)[i].text[k] != ' ' && len + 1 < room) {
				all[len++] = (*sets)[i].text[k];
			}
		}
	}
	all[len] = '\0';
	return n;
}

static void without_blanks(const char *text, char *out)
{
	for (; *text; text++) {
		if (*text != ' ') {
			*out++ = *text;
		}
	}
	*out = '\0';
}

START_TEST(lines_are_broken_between_words_and_stand_in_the_middle)
{
	struct ic_sheet_set *sets;
	char all[2000], want[400];
	size_t n;

	sheet(&withheld, &slice);
	n = set(&sets, all, sizeof(all));
	ck_assert_uint_ge(n, 8);
	without_blanks(LONG, want);
	ck_assert_ptr_nonnull(strstr(all, want));
	ck_assert_ptr_nonnull(strstr(all, "14pages"));
	for (size_t i = 0; i < n; i++) {
		int32_t left = sets[i].x;
		int32_t right = 612000 - sets[i].x - sets[i].width;

		ck_assert_int_le(abs(left - right), 1);
		ck_assert_int_ge(left, 72000);
		ck_assert(sets[i].text[0] != ' ' &&
		    sets[i].text[sets[i].len - 1] != ' ');
		if (i > 0) {
			ck_assert_int_gt(sets[i].baseline,
			    sets[i - 1].baseline + sets[i].size / 2);
		}
	}
	free(sets);
}
END_TEST

START_TEST(a_list_stands_in_columns_from_the_top)
{
	static const struct ic_slice_line l[] = {
		{ .size = IC_LINE_TITLE, .align = IC_ALIGN_CENTER },
		{ .size = IC_LINE_TEXT, .align = IC_ALIGN_LEFT },
		{ .size = IC_LINE_TEXT, .align = IC_ALIGN_RIGHT, .joins = 1 },
		{ .size = IC_LINE_TEXT, .align = IC_ALIGN_LEFT },
		{ .size = IC_LINE_TEXT, .align = IC_ALIGN_RIGHT, .joins = 1 },
	};
	static const char *const text[] = { "INDEX", "COE000001", "14",
		"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "15" };
	struct ic_sheet_set *sets;
	char all[2000];
	size_t n;

	lines(l, text, 5);
	n = set(&sets, all, sizeof(all));
	ck_assert_uint_eq(n, 5);
	ck_assert_int_lt(sets[0].baseline, 100000);
	ck_assert_int_eq(sets[1].baseline, sets[2].baseline);
	ck_assert_int_eq(sets[2].x + sets[2].width, 612000 - sets[1].x);
	/* No room is left beside the last line: it stands below. */
	ck_assert_int_gt(sets[n - 1].baseline, sets[n - 2].baseline);
	free(sets);
}
END_TEST

START_TEST(much_text_is_set_smaller_and_too_much_is_refused)
{
	struct ic_sheet s = withheld;
	struct ic_sheet_set *sets;
	struct ic_error err = { 0 };
	char all[20000], text[6000] = "";
	size_t n;

	for (s.ncodes = 0; s.ncodes < 9; s.ncodes++) {
		s.codes[s.ncodes] = (struct ic_sheet_code){ "WP", LONG, LONG };
	}
	sheet(&s, &slice);
	n = set(&sets, all, sizeof(all));
	ck_assert_int_lt(sets[0].size, 20000);
	ck_assert_int_lt(sets[n - 1].baseline, 792000 - 40000);
	ck_assert_int_gt(sets[0].baseline, 54000);
	free(sets);
	ic_slice_finish(&slice);
	while (strlen(text) + sizeof(LONG) < sizeof(text)) {
		strcat(text, LONG);
	}
	s.codes[0].text = s.codes[1].text = s.codes[2].text = text;
	sheet(&s, &slice);
	ck_assert(!ic_sheet_set(font, &slice, 0, &sets, &n, &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
}
END_TEST

START_TEST(a_character_that_the_font_has_not_is_refused)
{
	struct ic_sheet s = withheld;
	struct ic_sheet_set *sets;
	struct ic_error err = { 0 };
	size_t n;

	s.codes[0].text = "\xe7\xa7\x98\xe5\xaf\x86";
	sheet(&s, &slice);
	ck_assert(!ic_sheet_set(font, &slice, 0, &sets, &n, &err));
	ck_assert_int_eq(err.code, IC_ESPEC);
}
END_TEST

START_TEST(a_word_wider_than_the_page_is_broken_and_loses_nothing)
{
	struct ic_sheet s = withheld;
	struct ic_sheet_set *sets;
	char all[2000], word[301];

	memset(word, 'W', 300);
	word[300] = '\0';
	s.codes[0].basis = word;
	sheet(&s, &slice);
	set(&sets, all, sizeof(all));
	ck_assert_ptr_nonnull(strstr(all, word));
	free(sets);
}
END_TEST

Suite *suite_sheet(void)
{
	Suite *s = suite_create("sheet");
	TCase *t = tcase_create("sheet");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, a_sheet_passes_its_judges);
	tcase_add_test(t, a_letter_that_changed_is_found);
	tcase_add_test(t, a_line_that_is_missing_is_found);
	tcase_add_test(t, a_line_too_many_is_found);
	tcase_add_test(t, lines_in_another_order_are_found);
	tcase_add_loop_test(t, what_stands_behind_a_sheet_is_found, 0,
	    sizeof(behind) / sizeof(behind[0]));
	tcase_add_test(t, a_picture_on_a_sheet_is_found);
	tcase_add_test(t, the_line_of_its_numbers_is_not_its_number);
	tcase_add_test(t, a_number_that_stands_once_more_is_found);
	tcase_add_test(t,
	    lines_are_broken_between_words_and_stand_in_the_middle);
	tcase_add_test(t, a_list_stands_in_columns_from_the_top);
	tcase_add_test(t, much_text_is_set_smaller_and_too_much_is_refused);
	tcase_add_test(t, a_character_that_the_font_has_not_is_refused);
	tcase_add_test(t,
	    a_word_wider_than_the_page_is_broken_and_loses_nothing);
	suite_add_tcase(s, t);
	return s;
}
