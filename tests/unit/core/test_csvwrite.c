/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/csvwrite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suites.h"

static const char *row(const char *const *cells, size_t n)
{
	static char s[1024];
	struct ic_buf b = { 0 };

	ck_assert(ic_csv_row(&b, cells, n));
	snprintf(s, sizeof s, "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
	return s;
}

static const char *cell(const char *text)
{
	return row(&text, 1);
}

START_TEST(a_row_is_quoted_as_rfc_4180_says)
{
	const char *cells[] = { "R1", "a, b", "say \"no\"", NULL, " x", "" };

	ck_assert_str_eq(row(cells, 6),
	    "R1,\"a, b\",\"say \"\"no\"\"\",,\" x\",\r\n");
}
END_TEST

START_TEST(what_a_spreadsheet_would_run_gets_an_apostrophe)
{
	ck_assert_str_eq(cell("=1+1"), "'=1+1\r\n");
	ck_assert_str_eq(cell("+1"), "'+1\r\n");
	ck_assert_str_eq(cell("-1"), "'-1\r\n");
	ck_assert_str_eq(cell("@SUM(A1)"), "'@SUM(A1)\r\n");
	ck_assert_str_eq(cell("\tx"), "' x\r\n");
	ck_assert_str_eq(cell("\rx"), "' x\r\n");
	ck_assert_str_eq(cell("  =1"), "'  =1\r\n");
	ck_assert_str_eq(cell("\"=1"), "\"'\"\"=1\"\r\n");
	ck_assert_str_eq(cell("'=1"), "''=1\r\n");
	ck_assert_str_eq(cell("\xc2\xa0=1"), "'\xc2\xa0=1\r\n");
	ck_assert_str_eq(cell("\xef\xbc\x9d"
			      "1"),
	    "'\xef\xbc\x9d"
	    "1\r\n");
	ck_assert_str_eq(cell("\x01=1"), "' =1\r\n");
}
END_TEST

START_TEST(harmless_text_is_left_alone)
{
	ck_assert_str_eq(cell("home address - old"), "home address - old\r\n");
	ck_assert_str_eq(cell("a=b"), "a=b\r\n");
	ck_assert_str_eq(cell("\xc2\xa7 6 Fed. R. Civ. P. 26(c)"),
	    "\xc2\xa7 6 Fed. R. Civ. P. 26(c)\r\n");
}
END_TEST

START_TEST(a_cell_is_one_line_of_well_formed_text)
{
	ck_assert_str_eq(cell("a\r\nb\tc\x7f"
			      "d"),
	    "a  b c d\r\n");
	ck_assert_str_eq(cell("a\xe2\x80\xa8"
			      "b\xe2\x80\xae"
			      "c"),
	    "a b c\r\n");
	ck_assert_str_eq(cell("a\xc2\x85"
			      "b"),
	    "a b\r\n");
	ck_assert_str_eq(cell("\xff\xc0\xaf"),
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\r\n");
}
END_TEST

START_TEST(a_full_buffer_is_told_to_the_writer)
{
	struct ic_buf b = { .max = 8 };
	const char *long_cell[] = { "123456789" };

	ck_assert(!ic_csv_row(&b, long_cell, 1));
	ck_assert(!ic_buf_check(&b, "the log", NULL));
	ic_buf_finish(&b);
}
END_TEST

/* Python's csv module, which shares no code with us, is the judge. */
START_TEST(another_reader_gets_back_the_cells)
{
	static const char script[] =
	    "import csv,sys\n"
	    "r=list(csv.reader(open(sys.argv[1],encoding='utf-8-sig',"
	    "newline=''),strict=True))\n"
	    "w=[['id','a, \"b\"','\\u00a7 6','',' x ',\"'=1\"]]*2\n"
	    "sys.exit(0 if r==w else 9)\n";
	const char *cells[] = { "id", "a, \"b\"", "\xc2\xa7 6", NULL, " x ",
		"=1" };
	char path[] = "/tmp/ic-csv-XXXXXX", command[1024];
	int fd = mkstemp(path);
	struct ic_buf b = { 0 };

	ck_assert_int_ge(fd, 0);
	ck_assert(ic_csv_begin(&b));
	ck_assert(ic_csv_row(&b, cells, 6));
	ck_assert(ic_csv_row(&b, cells, 6));
	ck_assert_int_eq(write(fd, b.data, b.len), (ssize_t)b.len);
	close(fd);
	ic_buf_finish(&b);
	setenv("IC_SCRIPT", script, 1);
	snprintf(command, sizeof command,
	    "test -x /usr/bin/python3 || exit 0; "
	    "exec /usr/bin/python3 -c \"$IC_SCRIPT\" %s",
	    path);
	ck_assert_int_eq(system(command), 0);
	unlink(path);
}
END_TEST

Suite *suite_csvwrite(void)
{
	Suite *s = suite_create("csvwrite");
	TCase *t = tcase_create("csvwrite");

	tcase_add_test(t, a_row_is_quoted_as_rfc_4180_says);
	tcase_add_test(t, what_a_spreadsheet_would_run_gets_an_apostrophe);
	tcase_add_test(t, harmless_text_is_left_alone);
	tcase_add_test(t, a_cell_is_one_line_of_well_formed_text);
	tcase_add_test(t, a_full_buffer_is_told_to_the_writer);
	tcase_add_test(t, another_reader_gets_back_the_cells);
	suite_add_tcase(s, t);
	return s;
}
