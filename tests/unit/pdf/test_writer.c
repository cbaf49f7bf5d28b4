/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fontfile.h"
#include "make.h"
#include "pdf/endorse.h"
#include "pdf/label.h"
#include "pdf/writer.h"
#include "suites.h"

static struct make made;
static char dir[] = "/tmp/ic-writer-XXXXXX";
static char path[64], other[64];

static void setup(void)
{
	strcpy(dir + strlen(dir) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/a.pdf", dir);
	snprintf(other, sizeof(other), "%s/b.pdf", dir);
}

static void teardown(void)
{
	unlink(path);
	unlink(other);
	rmdir(dir);
}

/* What another program says of the file; its exit status in *status. */
static char *ask(const char *program, const char *arguments, int *status)
{
	static char answer[65536];
	char line[256];
	FILE *p;
	size_t n;

	snprintf(line, sizeof(line), "%s %s %s 2>&1", program, path, arguments);
	p = popen(line, "r");
	ck_assert_ptr_nonnull(p);
	n = fread(answer, 1, sizeof(answer) - 1, p);
	answer[n] = '\0';
	*status = pclose(p);
	return answer;
}

START_TEST(qpdf_finds_nothing_to_say)
{
	int status;
	char *said;

	make_slice(&made, 3, true);
	make_file(&made, MAKE_CLEAN, path);
	said = ask("qpdf --check", "", &status);
	ck_assert_msg(status == 0, "%s", said);
	ck_assert_msg(!strstr(said, "WARN"), "%s", said);
}
END_TEST

START_TEST(poppler_reads_numbers_legend_labels_and_the_hidden_words)
{
	int status;
	char *said;

	make_slice(&made, 3, true);
	make_file(&made, MAKE_CLEAN, path);
	said = ask("pdftotext -layout", "-", &status);
	ck_assert_int_eq(status, 0);
	ck_assert_msg(strstr(said, "COE000001"), "%s", said);
	ck_assert_msg(strstr(said, "COE000003"), "%s", said);
	ck_assert_msg(strstr(said, "IA, PII"), "%s", said);
	ck_assert_msg(strstr(said, "REDACTED"), "%s", said);
	ck_assert_msg(strstr(said, "SUBJECT TO PROTECTIVE ORDER"), "%s", said);
	ck_assert_msg(strstr(said, "wie\xC3\xA9"), "%s", said);
}
END_TEST

START_TEST(every_font_is_embedded_and_has_unicode)
{
	int status, fonts = 0;
	char *said, *at;

	make_slice(&made, 2, false);
	make_file(&made, MAKE_CLEAN, path);
	said = ask("pdffonts", "", &status);
	ck_assert_int_eq(status, 0);
	for (at = said; (at = strstr(at, "yes ")) != NULL; at++) {
		fonts++;
	}
	ck_assert_msg(strstr(said, "NimbusSans-Regular"), "%s", said);
	ck_assert_msg(strstr(said, "IncameraText"), "%s", said);
	ck_assert_msg(!strstr(said, "rror"), "%s", said);
	ck_assert_msg(fonts >= 4, "%s", said);
}
END_TEST

/* A page that says one character in the text font. */
static void write_character(unsigned code, uint32_t highest)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	char content[96];
	struct ic_page_out p = { .size = { 200000, 200000 },
		.content = (const uint8_t *)content,
		.text_font = true,
		.text_highest = highest };
	struct ic_writer *w = NULL;
	struct ic_error err = { 0 };

	p.len = (size_t)snprintf(content, sizeof(content),
	    "BT 3 Tr\n/T0 12 Tf 100 Tz 1 0 0 1 20 20 Tm <%04X> Tj\n"
	    "100 Tz ET\n",
	    code);
	ck_assert(ic_writer_open(&w, fd, &err));
	ck_assert_msg(ic_writer_page(w, &p, &err), "%s", err.msg);
	ck_assert_msg(ic_writer_finish(w, NULL, &err), "%s", err.msg);
	ic_writer_close(w);
	close(fd);
}

START_TEST(the_text_font_has_all_codes_where_one_is_high)
{
	static const struct {
		unsigned code;
		const char *text;
	} cases[] = { { 'A', "A" }, { 0x21ff, "\xe2\x87\xbf" },
		{ 0x2200, "\xe2\x88\x80" }, { 0x4e2d, "\xe4\xb8\xad" } };
	int status;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		write_character(cases[i].code, cases[i].code);
		ck_assert_msg(strstr(ask("pdftotext -enc UTF-8", "-", &status),
				  cases[i].text),
		    "%x", cases[i].code);
	}
}
END_TEST

START_TEST(a_tree_of_many_pages_has_them_all)
{
	int status;
	char *said;

	make_slice(&made, 130, false);
	make_file(&made, MAKE_CLEAN, path);
	said = ask("qpdf --show-npages", "", &status);
	ck_assert_msg(status == 0 && atoi(said) == 130, "%s", said);
	said = ask("pdftotext -f 130 -l 130", "-", &status);
	ck_assert_msg(strstr(said, "COE000130"), "%s", said);
}
END_TEST

START_TEST(the_same_calls_give_the_same_bytes)
{
	char line[160];

	make_slice(&made, 2, true);
	make_file(&made, MAKE_CLEAN, path);
	make_file(&made, MAKE_CLEAN, other);
	snprintf(line, sizeof(line), "cmp %s %s", path, other);
	ck_assert_int_eq(system(line), 0);
}
END_TEST

struct walk {
	unsigned moves, lines, others;
};

static void count_move(fz_context *ctx, void *arg, float x, float y)
{
	(void)ctx;
	(void)x;
	(void)y;
	((struct walk *)arg)->moves++;
}

static void count_line(fz_context *ctx, void *arg, float x, float y)
{
	(void)ctx;
	(void)x;
	(void)y;
	((struct walk *)arg)->lines++;
}

static void count_curve(fz_context *ctx, void *arg, float a, float b, float c,
    float d, float e, float f)
{
	(void)ctx;
	(void)a;
	(void)b;
	(void)c;
	(void)d;
	(void)e;
	(void)f;
	((struct walk *)arg)->others++;
}

/* PDFium leaves out a string of one character whose glyph has no box. */
START_TEST(the_layers_glyph_has_a_box_and_encloses_nothing)
{
	static const fz_path_walker walker = { count_move, count_line,
		count_curve, NULL, NULL, NULL, NULL, NULL };
	struct ic_buf file = { 0 };
	struct ic_murun mu;
	struct ic_error err = { 0 };
	struct walk w = { 0 };
	fz_buffer *data;
	fz_font *font;
	fz_path *shape;
	fz_rect box;

	ck_assert(ic_fontfile_blank(&file));
	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	data = fz_new_buffer_from_copied_data(mu.ctx, file.data, file.len);
	font = fz_new_font_from_buffer(mu.ctx, "blank", data, 0, 0);
	box = fz_bound_glyph(mu.ctx, font, 1, fz_identity);
	ck_assert_double_ge_tol(box.x1 - box.x0, 0.5, 0.01);
	ck_assert_double_ge_tol(box.y1 - box.y0, 1.0, 0.01);
	shape = fz_outline_glyph(mu.ctx, font, 1, fz_identity);
	fz_walk_path(mu.ctx, shape, &walker, &w);
	ck_assert_uint_eq(w.moves, 1);
	ck_assert_uint_le(w.lines, 2);
	ck_assert_uint_eq(w.others, 0);
	fz_drop_path(mu.ctx, shape);
	fz_drop_font(mu.ctx, font);
	fz_drop_buffer(mu.ctx, data);
	ic_murun_close(&mu);
	ic_buf_finish(&file);
}
END_TEST

START_TEST(numbers_are_points_without_trailing_zeros)
{
	static const struct {
		int32_t milli;
		const char *text;
	} cases[] = {
		{ 0, "0" },
		{ 1000, "1" },
		{ 10500, "10.5" },
		{ 612000, "612" },
		{ -1, "-0.001" },
		{ 100, "0.1" },
		{ 10, "0.01" },
		{ -5000, "-5" },
		{ 1001, "1.001" },
		{ INT32_MAX, "2147483.647" },
		{ INT32_MIN, "-2147483.648" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct ic_buf b = { 0 };

		ic_writer_number(&b, cases[i].milli);
		ck_assert_str_eq(ic_buf_str(&b), cases[i].text);
		ic_buf_finish(&b);
	}
}
END_TEST

START_TEST(number_and_legend_that_meet_are_refused)
{
	struct ic_endorse_set set;
	struct ic_error err = { 0 };
	struct ic_font *f = NULL;
	struct ic_murun mu;

	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	ck_assert(ic_font_open(mu.ctx, &f, &err));
	make_slice(&made, 1, false);
	ck_assert(ic_endorse_page(f, &made.slice, 0, &set, &err));
	made.pages[0].size.w = 290000;
	ck_assert(!ic_endorse_page(f, &made.slice, 0, &set, &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
	ic_font_close(f);
	ic_murun_close(&mu);
}
END_TEST

START_TEST(a_label_is_smaller_in_a_small_box_and_absent_in_a_tiny_one)
{
	struct ic_label l;
	struct ic_error err = { 0 };
	struct ic_font *f = NULL;
	struct ic_murun mu;

	ck_assert(ic_murun_open(&mu, (size_t)64 << 20, IC_MURUN_STORE, &err));
	ck_assert(ic_font_open(mu.ctx, &f, &err));
	ck_assert(ic_label_layout(f, (struct ic_rect){ 0, 0, 90000, 16000 },
	    "PII", &l));
	ck_assert_int_eq(l.size, 8000);
	ck_assert(ic_label_layout(f, (struct ic_rect){ 0, 0, 90000, 8000 },
	    "PII", &l));
	ck_assert_int_eq(l.size, 6000);
	ck_assert(ic_label_layout(f, (struct ic_rect){ 0, 0, 90000, 5000 },
	    "PII", &l));
	ck_assert_int_eq(l.size, 0);
	ck_assert(!ic_label_layout(f, (struct ic_rect){ 0, 0, 90000, 5000 },
	    "\xE4\xB8\xAD", &l));
	ic_font_close(f);
	ic_murun_close(&mu);
}
END_TEST

Suite *suite_writer(void)
{
	Suite *s = suite_create("writer");
	TCase *t = tcase_create("writer");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, qpdf_finds_nothing_to_say);
	tcase_add_test(t,
	    poppler_reads_numbers_legend_labels_and_the_hidden_words);
	tcase_add_test(t, every_font_is_embedded_and_has_unicode);
	tcase_add_test(t, the_text_font_has_all_codes_where_one_is_high);
	tcase_add_test(t, a_tree_of_many_pages_has_them_all);
	tcase_add_test(t, the_same_calls_give_the_same_bytes);
	tcase_add_test(t, numbers_are_points_without_trailing_zeros);
	tcase_add_test(t, the_layers_glyph_has_a_box_and_encloses_nothing);
	tcase_add_test(t, number_and_legend_that_meet_are_refused);
	tcase_add_test(t,
	    a_label_is_smaller_in_a_small_box_and_absent_in_a_tiny_one);
	suite_add_tcase(s, t);
	return s;
}
