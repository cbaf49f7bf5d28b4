/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/table.h"

#include <stdlib.h>
#include <string.h>

#include "suites.h"

static const struct ic_table_column columns[] = {
	{ "id", "Redaction", 8, false },
	{ "BEGBATES", "First page", 10, true },
	{ "description", "Description", 30, false },
};

/* A table of one row whose last cell is `cell`. */
static void one(struct ic_table *t, const char *cell)
{
	const char *row[] = { "R1", "COE000001", cell };

	*t = (struct ic_table){ 0 };
	ic_table_begin(t, "Redaction Log");
	ic_table_columns(t, columns, 3, 2);
	ic_table_row(t, row);
}

typedef bool render_fn(const struct ic_table *t, struct ic_buf *out);

static const char *rendered(struct ic_table *t, render_fn *render,
    struct ic_buf *out)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_table_check(t, "the list", &err), "%s", err.msg);
	ck_assert(render(t, out));
	ic_table_finish(t);
	return ic_buf_str(out);
}

START_TEST(csv_has_names_rows_and_notes_and_nothing_else)
{
	struct ic_table t;
	struct ic_buf b = { 0 };
	const char *row[] = { "R2", NULL, "=1+1" };

	one(&t, "home, address");
	ic_table_head(&t, "Roe v. Example");
	ic_table_caption(&t, "2 pages");
	ic_table_row(&t, row);
	ic_table_note(&t, "The end.");
	ck_assert_str_eq(rendered(&t, ic_table_csv, &b),
	    "\xef\xbb\xbf"
	    "id,BEGBATES,description\r\n"
	    "R1,COE000001,\"home, address\"\r\n"
	    "R2,,'=1+1\r\n"
	    "The end.\r\n");
	ic_buf_finish(&b);
}
END_TEST

START_TEST(html_escapes_what_is_markup_wherever_it_stands)
{
	static const char bad[] = "<script>alert(\"x\" & 'y')</script>";
	static const char good[] = "&lt;script&gt;alert(&quot;x&quot; &amp; "
				   "&#39;y&#39;)&lt;/script&gt;";
	struct ic_table t;
	struct ic_buf b = { 0 };
	const char *page;
	unsigned n = 0;

	one(&t, bad);
	ic_table_head(&t, bad);
	ic_table_caption(&t, bad);
	ic_table_note(&t, bad);
	page = rendered(&t, ic_table_html, &b);
	ck_assert_ptr_null(strstr(page, "<script"));
	for (const char *at = page; (at = strstr(at, good)) != NULL; at++) {
		n++;
	}
	ck_assert_uint_eq(n, 4);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_title_cannot_end_the_style_sheet)
{
	struct ic_table t = { 0 };
	struct ic_buf b = { 0 };
	const char *page, *end;

	ic_table_begin(&t, "</style>\"}\\");
	ic_table_columns(&t, columns, 3, 2);
	page = rendered(&t, ic_table_html, &b);
	end = strstr(page, "</style>");
	ck_assert_ptr_nonnull(end);
	ck_assert_ptr_null(strstr(end + 1, "</style>"));
	ck_assert_ptr_nonnull(strstr(page, "content:\"  style    \""));
	ic_buf_finish(&b);
}
END_TEST

START_TEST(html_loads_nothing_and_runs_nothing)
{
	static const char *const words[] = { "http:", "https:", "//",
		"src=", "href=", "url(", "@import", "<script", " on",
		"javascript" };
	struct ic_table t;
	struct ic_buf b = { 0 };
	const char *page;

	one(&t, "home address");
	page = rendered(&t, ic_table_html, &b);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		ck_assert_msg(!strstr(page, words[i]), "it has %s", words[i]);
	}
	ck_assert_ptr_nonnull(strstr(page, "default-src 'none'"));
	ic_buf_finish(&b);
}
END_TEST

/* Right-to-left overrides would let a log say what it does not hold. */
START_TEST(a_cell_is_one_line_that_reads_as_it_is_written)
{
	static const struct {
		const char *in, *out;
	} of[] = {
		{ "a\r\nb\tc", "a  b c" },
		{ "a\xe2\x80\xae"
		  "b",
		    "a b" },
		{ "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
		    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },
		{ "\xe5\x80\x8b\xe4\xba\xba", "\xe5\x80\x8b\xe4\xba\xba" },
		{ "\xff", "\xef\xbf\xbd" },
		{ "\xef\xbf\xbf", "\xef\xbf\xbd" },
		{ "\x01\x7f\xc2\x85", "   " },
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		struct ic_table t;
		struct ic_buf b = { 0 }, want = { 0 };
		const char *page;

		one(&t, of[i].in);
		ic_buf_printf(&want, "<td>%s</td>", of[i].out);
		page = rendered(&t, ic_table_html, &b);
		ck_assert_msg(strstr(page, ic_buf_str(&want)), "%s",
		    ic_buf_str(&want));
		ic_buf_finish(&b);
		ic_buf_finish(&want);
	}
}
END_TEST

START_TEST(a_cell_of_40_kilobytes_stands_whole_in_the_page)
{
	char *cell = malloc(40001);
	struct ic_table t;
	struct ic_buf b = { 0 };

	memset(cell, 'x', 40000);
	cell[40000] = '\0';
	one(&t, cell);
	ck_assert_ptr_nonnull(strstr(rendered(&t, ic_table_html, &b), cell));
	ic_buf_reset(&b);
	one(&t, cell);
	ck_assert_ptr_nonnull(strstr(rendered(&t, ic_table_csv, &b), cell));
	ic_buf_finish(&b);
	free(cell);
}
END_TEST

/* Else one hash would leave the other columns no room. */
START_TEST(a_column_with_a_long_word_may_part_it_and_others_may_not)
{
	struct ic_table t;
	struct ic_buf b = { 0 };
	const char *page;

	one(&t, "0123456789012345678901234567890123456789");
	page = rendered(&t, ic_table_html, &b);
	ck_assert_ptr_nonnull(strstr(page, "<td class=\"w\">0123"));
	ck_assert_ptr_nonnull(strstr(page, "<td>R1</td>"));
	ck_assert_ptr_nonnull(strstr(page, "<td class=\"n\">COE000001</td>"));
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_table_without_rows_says_none)
{
	struct ic_table t = { 0 };
	struct ic_buf b = { 0 };

	ic_table_begin(&t, "Privilege Log");
	ic_table_columns(&t, columns, 3, 2);
	ck_assert_ptr_nonnull(strstr(rendered(&t, ic_table_html, &b),
	    "<td class=\"none\" colspan=\"3\">None.</td>"));
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_column_of_numbers_is_as_wide_as_the_longest)
{
	const char *row[] = { "R2", "COE000001-COE000014", "x" };
	const char *more[] = { "R3",
		"A-000000000000000000001-A-000000000000000000002", "x" };
	struct ic_table t;
	bool whole;

	one(&t, "a description that is longer than its column");
	ic_table_row(&t, row);
	ck_assert_uint_eq(ic_table_width(&t, 1, &whole), 19);
	ck_assert(whole);
	ck_assert_uint_eq(ic_table_width(&t, 2, &whole), 30);
	ck_assert(!whole);
	ic_table_row(&t, more);
	ck_assert_uint_eq(ic_table_width(&t, 1, &whole), IC_TABLE_WHOLE_MAX);
	ck_assert(!whole);
	ic_table_finish(&t);
}
END_TEST

START_TEST(a_table_that_lacks_a_row_is_not_written)
{
	struct ic_table t = { .arena = { .max = 4096 } };
	struct ic_error err = { 0 };
	char cell[3000];
	const char *row[] = { "R1", "COE000001", cell };

	memset(cell, 'x', sizeof(cell) - 1);
	cell[sizeof(cell) - 1] = '\0';
	ic_table_begin(&t, "Redaction Log");
	ic_table_columns(&t, columns, 3, 2);
	for (int i = 0; i < 2; i++) {
		cell[0] = (char)('a' + i);
		ic_table_row(&t, row);
	}
	ck_assert(!ic_table_check(&t, "the redaction log", &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert_ptr_nonnull(strstr(err.msg, "the redaction log"));
	ic_table_finish(&t);
}
END_TEST

START_TEST(the_same_table_gives_the_same_bytes)
{
	struct ic_table t;
	struct ic_buf a = { 0 }, b = { 0 };

	one(&t, "home address");
	rendered(&t, ic_table_html, &a);
	one(&t, "home address");
	rendered(&t, ic_table_html, &b);
	ck_assert_str_eq(ic_buf_str(&a), ic_buf_str(&b));
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_table(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("table");

	tcase_add_test(t, csv_has_names_rows_and_notes_and_nothing_else);
	tcase_add_test(t, html_escapes_what_is_markup_wherever_it_stands);
	tcase_add_test(t, a_title_cannot_end_the_style_sheet);
	tcase_add_test(t, html_loads_nothing_and_runs_nothing);
	tcase_add_test(t, a_cell_is_one_line_that_reads_as_it_is_written);
	tcase_add_test(t, a_cell_of_40_kilobytes_stands_whole_in_the_page);
	tcase_add_test(t,
	    a_column_with_a_long_word_may_part_it_and_others_may_not);
	tcase_add_test(t, a_table_without_rows_says_none);
	tcase_add_test(t, a_column_of_numbers_is_as_wide_as_the_longest);
	tcase_add_test(t, a_table_that_lacks_a_row_is_not_written);
	tcase_add_test(t, the_same_table_gives_the_same_bytes);
	suite_add_tcase(s, t);
	return s;
}
