/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* redactions_csv, through the spec that names it. */
#include "core/spec.h"

#include <stdio.h>
#include <string.h>

#include "spec_fixture.h"
#include "suites.h"

#define SPEC HEAD "redactions_csv: m.csv\n"
#define COLUMNS "id,bates,file,page,x0,y0,x1,y1,code,description,note,status"

/* Load rows and demand that they are fine. */
static const struct ic_redaction *good(struct loaded *l, const char *csv)
{
	load(l, SPEC, csv);
	ck_assert_msg(l->ok, "%s", said(l, 0));
	return l->spec.redactions;
}

/* Load rows and demand this one error. */
static void bad(const char *csv, size_t len, const char *message)
{
	struct loaded l;

	load_bytes(&l, SPEC, strlen(SPEC), csv, len);
	ck_assert_uint_eq(l.diags.errors, 1);
	ck_assert_str_eq(said(&l, 0), message);
	ck_assert_ptr_null(l.diags.at[0].excerpt);
	unload(&l);
}

#define BAD(csv, message) bad(csv, sizeof csv - 1, message)

START_TEST(a_row_is_a_redaction)
{
	struct loaded l;
	const struct ic_redaction *r = good(&l,
	    COLUMNS
	    "\r\n"
	    "R1,COE000003-5,,,72,140.5,300,156,\"PII, IA\",home,ask,granted\r\n"
	    ",,b.pdf,\"2-3,7\",whole,,,,IA;PII,,,\r\n");

	ck_assert_uint_eq(l.spec.nredactions, 2);
	ck_assert_str_eq(r[0].id, "R1");
	ck_assert_uint_eq(r[0].bates[0].last.value, 5);
	ck_assert_int_eq(r[0].rect.y0, 140500);
	ck_assert_uint_eq(r[0].ncodes, 2);
	ck_assert_str_eq(r[0].description, "home");
	ck_assert_str_eq(r[0].note, "ask");
	ck_assert_int_eq(r[0].status, IC_STATUS_GRANTED);
	ck_assert_int_eq(r[1].target, IC_TARGET_FILE);
	ck_assert_uint_eq(r[1].document, 1);
	ck_assert_uint_eq(r[1].npages, 2);
	ck_assert_int_eq(r[1].area, IC_AREA_WHOLE);
	ck_assert_uint_eq(r[1].codes[0], 1);
	ck_assert_int_eq(r[1].status, IC_STATUS_PROPOSED);
	ck_assert_ptr_null(r[1].id);
	ck_assert_ptr_null(r[1].note);
	unload(&l);
}
END_TEST

START_TEST(its_place_is_the_row_that_the_spreadsheet_shows)
{
	struct loaded l;
	const struct ic_redaction *r = good(&l,
	    "bates,x0,code,note\n"
	    "COE000001,whole,PII,\"two\nlines\r\nand three\"\n"
	    "\n,,,\n"
	    "COE000002,whole,PII,\n");

	ck_assert_uint_eq(l.spec.nredactions, 2);
	ck_assert_uint_eq(r[0].place.line, 2);
	ck_assert_uint_eq(r[1].place.line, 5);
	ck_assert(r[1].place.source->csv);
	ck_assert_str_eq(r[1].place.source->name, "m.csv");
	ck_assert_ptr_eq(r[1].place.source, l.spec.sources[1]);
	ck_assert_str_eq(r[0].note, "two lines  and three");
	unload(&l);
}
END_TEST

START_TEST(rows_follow_the_redactions_of_the_yaml)
{
	struct loaded l;

	load(&l,
	    "redactions_csv: m.csv\n" HEAD "redactions:\n"
	    "  - { id: Y, bates: COE000001, rect: whole, code: PII }\n",
	    "id,bates,x0,code\nC,COE000001,whole,PII\n");
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_str_eq(l.spec.redactions[0].id, "Y");
	ck_assert_str_eq(l.spec.redactions[1].id, "C");
	unload(&l);
}
END_TEST

/* The fixture gives the same rows for each name. */
START_TEST(redactions_come_of_each_file_of_a_list)
{
	struct loaded l;

	load(&l, "redactions_csv: [a.csv, sub/b.csv]\n" HEAD,
	    "bates,x0,code\nCOE000001,whole,PII\n");
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_uint_eq(l.spec.nredactions, 2);
	ck_assert_str_eq(l.spec.redactions[0].place.source->name, "a.csv");
	ck_assert_str_eq(l.spec.redactions[1].place.source->name, "sub/b.csv");
	unload(&l);
}
END_TEST

START_TEST(a_file_is_named_once)
{
	struct loaded l;

	load(&l, "redactions_csv: [a.csv, a.csv]\n" HEAD,
	    "bates,x0,code\nCOE000001,whole,PII\n");
	ck_assert_str_eq(said(&l, 0),
	    "1:25: \"redactions_csv\" names the same file twice");
	unload(&l);
	load(&l, "redactions_csv: [a.csv, b.csv]\n" HEAD, NULL);
	ck_assert_uint_eq(l.diags.errors, 2);
	ck_assert_str_eq(said(&l, 1), "1:25: there is no such file");
	unload(&l);
}
END_TEST

START_TEST(columns_have_any_order_and_unknown_ones_are_ignored)
{
	struct loaded l;
	const struct ic_redaction *r = good(&l,
	    "Reviewer,CODE,y1,x1,y0,x0,Bates,,\n"
	    "Smith,PII,4,3,2,1,COE000001,,x\n");

	ck_assert_uint_eq(l.spec.nredactions, 1);
	ck_assert_int_eq(r[0].rect.x0, 1000);
	ck_assert_int_eq(r[0].rect.y1, 4000);
	ck_assert_uint_eq(l.diags.warnings, 0);
	unload(&l);
}
END_TEST

START_TEST(a_misspelt_column_is_ignored_with_a_warning)
{
	struct loaded l;

	good(&l, "bates,x0,code,stauts\nCOE000001,whole,PII,withdrawn\n");
	ck_assert_uint_eq(l.diags.warnings, 1);
	ck_assert_str_eq(said(&l, 0),
	    "1:4: a column of an unknown name is "
	    "ignored: did you mean \"status\"?");
	unload(&l);
}
END_TEST

START_TEST(line_ends_marks_and_delimiters_of_other_programs_are_read)
{
	static const char *const same[] = {
		"\xef\xbb\xbf"
		"bates,x0,code\r\nCOE000001,whole,PII\r\n",
		"bates,x0,code\nCOE000001,whole,PII",
		"bates,x0,code\rCOE000001,whole,PII\r",
		"bates;x0;code\r\nCOE000001;whole;PII\r\n",
		"bates\tx0\tcode\n COE000001 \t whole\tPII \n",
		"\"bates\",\"x0\",\"code\"\n\"COE000001\",\"whole\",\"PII\"",
	};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct loaded l;
		const struct ic_redaction *r = good(&l, same[i]);

		ck_assert_uint_eq(l.spec.nredactions, 1);
		ck_assert_uint_eq(r[0].bates[0].first.value, 1);
		ck_assert_uint_eq(r[0].ncodes, 1);
		unload(&l);
	}
}
END_TEST

START_TEST(quotes_are_undone)
{
	struct loaded l;
	const struct ic_redaction *r = good(&l,
	    "description,bates,x0,code,note\n"
	    "\"a \"\"b\"\", c\",COE000001,whole,PII,5\" x 3\"\n"
	    "\"\",COE000001,whole,PII,\"\"\"\"\n");

	ck_assert_str_eq(r[0].description, "a \"b\", c");
	ck_assert_str_eq(r[0].note, "5\" x 3\"");
	ck_assert_ptr_null(r[1].description);
	ck_assert_str_eq(r[1].note, "\"");
	unload(&l);
}
END_TEST

START_TEST(a_short_row_lacks_only_what_it_may_lack)
{
	struct loaded l;

	good(&l, "code,bates,x0,y0,x1,y1,note\nPII,COE000001,whole\n");
	unload(&l);
	BAD("code,bates,x0,y0,x1,y1\nPII,COE000001,1,2,3\n",
	    "2:6: \"y1\" is empty: a rectangle has four numbers, or \"x0\" is "
	    "whole");
}
END_TEST

START_TEST(a_long_row_is_refused_unless_it_is_empty_there)
{
	struct loaded l;

	good(&l, "code,bates,x0\nPII,COE000001,whole,,,\n");
	unload(&l);
	BAD("code,bates,x0\nPII,COE000001,whole,,x\n",
	    "2:5: the row has more cells than the first row has names: quote "
	    "a cell that holds a comma");
}
END_TEST

START_TEST(missing_and_doubled_columns_are_named)
{
	BAD("",
	    "the file is empty: its first row must hold the columns' "
	    "names");
	BAD("COE000001,whole,PII\n",
	    "1: the first row names no column "
	    "\"code\": it must hold the columns' names");
	BAD("bates,code\n", "1: the first row names no column \"x0\"");
	BAD("x0,code\n",
	    "1: the first row names neither a column \"bates\" "
	    "nor \"file\" and \"page\"");
	BAD("x0,code,file\n",
	    "1: the first row names a column \"file\" and none \"page\"");
	BAD("x0,code,bates,x0\n",
	    "1:4: column \"x0\" stands here twice, "
	    "first as column 1");
	BAD("x0,code,bates\n1,PII,COE000001\n2,PII,COE000001\n",
	    "2: a "
	    "rectangle needs the columns \"x0\", \"y0\", \"x1\" and \"y1\"");
}
END_TEST

START_TEST(other_files_are_named_as_such)
{
	BAD("\xff\xfe"
	    "b\0a\0",
	    "the file is UTF-16 text, as Excel's "
	    "\"Unicode text\" is: save it as \"CSV UTF-8\"");
	BAD("PK\3\4zip",
	    "the file is a workbook, not CSV: save it as \"CSV "
	    "UTF-8\"");
	BAD("bates,x0,code\nCOE000001,whole,PII\n\xe9",
	    "3: a byte in about "
	    "this row is not UTF-8: save the file as \"CSV UTF-8\"");
	BAD("bates,x0,code\nCOE\0"
	    "000001,whole,PII\n",
	    "2: a control "
	    "character stands in about this row: remove it");
}
END_TEST

START_TEST(broken_quotes_end_the_reading)
{
	BAD("bates,x0,code,note\nCOE000001,whole,PII,\"secret\n",
	    "2: cell 4 of this row opens a quote that is not closed");
	BAD("bates,x0,code,note\nCOE000001,whole,PII,\"a\" b\n",
	    "2: cell 4 of this row goes on after its closing quote: double "
	    "the quotes within a cell");
}
END_TEST

START_TEST(cells_are_checked_at_their_place)
{
#define ROW(row) "bates,x0,y0,x1,y1,code,id,status\n" row "\n"
	BAD(ROW("COE000001,\"72,5\",2,3,4,PII"),
	    "2:2: \"x0\" has a decimal comma: write a point");
	BAD(ROW("COE000001,half,2,3,4,PII"),
	    "2:2: \"x0\" must be a number, or whole");
	BAD(ROW("COE000001,whole,,,4,PII"),
	    "2:5: \"y1\" must be empty where \"x0\" is whole");
	BAD(ROW("COE000001,9,2,3,4,PII"),
	    "2:2: the rectangle is inverted: "
	    "write left, top, right, bottom, counted from the top left corner "
	    "of the page");
	BAD(ROW("123,1,2,3,4,PII"),
	    "2:1: \"123\" has no prefix, as a "
	    "spreadsheet may leave it: write it whole, with COE and all its "
	    "zeros");
	BAD(ROW("COE000001,1,2,3,4,PIII"),
	    "2:6: \"codes\" declares no such "
	    "code: did you mean \"PII\"?");
	BAD(ROW("COE000001,1,2,3,4,"),
	    "2: a redaction has no \"code\": say why it is made");
	BAD(ROW("COE000001,1,2,3,4,\"PII,\""),
	    "2:6: a code is missing: "
	    "write one, or leave out the comma beside it");
	BAD(ROW("COE000001,1,2,3,4,PII,R 1"),
	    "2:7: an id holds no blank, "
	    "comma, semicolon, quote or control character: the log bears it");
	BAD(ROW("COE000001,1,2,3,4,PII,,open"),
	    "2:8: \"status\" must be "
	    "proposed, candidate, agreed, objected, granted, modified, denied "
	    "or withdrawn");
	BAD(ROW(",1,2,3,4,PII"),
	    "2: a redaction names no page: give it "
	    "\"bates\", or \"file\" and \"page\"");
	BAD("file,page,x0,code\na.pdf,2-Mar,whole,PII\n",
	    "2:2: \"page\" is "
	    "perhaps a date, which spreadsheets make of 2-3: format the "
	    "column as text and write page numbers");
#undef ROW
}
END_TEST

START_TEST(an_id_of_the_yaml_is_not_given_again)
{
	struct loaded l;

	load(&l,
	    HEAD "redactions_csv: m.csv\nredactions:\n"
		 "  - { id: R1, bates: COE000001, rect: whole, code: PII }\n",
	    "id,bates,x0,code\nR1,COE000002,whole,PII\n");
	ck_assert_uint_eq(l.diags.errors, 1);
	ck_assert_str_eq(said(&l, 0),
	    "2:1: id \"R1\" stands twice, first in "
	    "s.yaml, line 6: an id names one redaction");
	unload(&l);
}
END_TEST

START_TEST(a_csv_that_cannot_be_had_is_an_error_of_the_spec)
{
	struct loaded l;

	load(&l, SPEC, NULL);
	ck_assert_str_eq(said(&l, 0), "4:17: there is no such file");
	unload(&l);
}
END_TEST

Suite *suite_csvread(void)
{
	Suite *s = suite_create("csvread");
	TCase *t = tcase_create("csvread");

	tcase_add_test(t, a_row_is_a_redaction);
	tcase_add_test(t, its_place_is_the_row_that_the_spreadsheet_shows);
	tcase_add_test(t, rows_follow_the_redactions_of_the_yaml);
	tcase_add_test(t, redactions_come_of_each_file_of_a_list);
	tcase_add_test(t, a_file_is_named_once);
	tcase_add_test(t, columns_have_any_order_and_unknown_ones_are_ignored);
	tcase_add_test(t, a_misspelt_column_is_ignored_with_a_warning);
	tcase_add_test(t,
	    line_ends_marks_and_delimiters_of_other_programs_are_read);
	tcase_add_test(t, quotes_are_undone);
	tcase_add_test(t, a_short_row_lacks_only_what_it_may_lack);
	tcase_add_test(t, a_long_row_is_refused_unless_it_is_empty_there);
	tcase_add_test(t, missing_and_doubled_columns_are_named);
	tcase_add_test(t, other_files_are_named_as_such);
	tcase_add_test(t, broken_quotes_end_the_reading);
	tcase_add_test(t, cells_are_checked_at_their_place);
	tcase_add_test(t, an_id_of_the_yaml_is_not_given_again);
	tcase_add_test(t, a_csv_that_cannot_be_had_is_an_error_of_the_spec);
	suite_add_tcase(s, t);
	return s;
}
