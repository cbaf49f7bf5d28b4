/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Load files as rows of cells, whatever they are written in. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/load.h"
#include "suites.h"

#define Q "\xc3\xbe" /* U+00FE in UTF-8 */
#define Q1 "\xfe"    /* and in code page 1252 */
#define S "\x14"

static char said[IC_ERROR_MAX + 30];

/* All rows as "a|b/c|d", "!" for one that is broken, or what was said. */
static const char *rows(const char *text, size_t len, enum ic_charset wanted,
    bool opt)
{
	static char out[2000];
	struct ic_load l;
	struct ic_error err = { 0 };
	char *copy = malloc(len + 1);
	size_t n = 0;

	memcpy(copy, text, len);
	copy[len] = '\0';
	out[0] = said[0] = '\0';
	if (!ic_load_open(&l, copy, len, wanted, opt, &err)) {
		snprintf(out, sizeof out, "%s", err.msg);
		ic_load_close(&l);
		return out;
	}
	for (bool more = !opt || ic_load_next(&l, &err); more;) {
		for (size_t i = 0; i < l.ncells; i++) {
			n += (size_t)snprintf(out + n, sizeof out - n, "%s%s",
			    i ? "|" : "", ic_load_line(&l, i));
		}
		err.code = IC_OK;
		more = ic_load_next(&l, &err);
		while (!more && err.code == IC_ESPEC) {
			snprintf(said, sizeof said, "%u.%u: %s", l.row,
			    l.column, err.msg);
			n += (size_t)snprintf(out + n, sizeof out - n, "/!");
			err.code = IC_OK;
			more = ic_load_next(&l, &err);
		}
		n += (size_t)snprintf(out + n, sizeof out - n, "%s",
		    more ? "/" : "");
	}
	ic_load_close(&l);
	return out;
}

static const char *read_text(const char *text)
{
	return rows(text, strlen(text), IC_CHARSET_FIND, false);
}

/* Each is the same two rows. */
static const struct {
	const char *name, *text;
	size_t len; /* 0: of a string */
} written[] = {
	{ "UTF-8 and thorns",
	    Q "A" Q S Q "B" Q "\r\n" Q "1" Q S Q "\xc3\xa9" Q "\r\n", 0 },
	{ "with a mark",
	    "\xef\xbb\xbf" Q "A" Q S Q "B" Q "\n" Q "1" Q S Q "\xc3\xa9" Q, 0 },
	{ "CP1252",
	    Q1 "A" Q1 S Q1 "B" Q1 "\r\n" Q1 "1" Q1 S Q1 "\xe9" Q1 "\r\n", 0 },
	{ "pilcrows",
	    Q "A" Q "\xc2\xb6" Q "B" Q "\n" Q "1" Q "\xc2\xb6" Q "\xc3\xa9" Q
	      "\n",
	    0 },
	{ "carets", "^A^|^B^\n^1^|^\xc3\xa9^\n", 0 },
	{ "tildes", "~A~|~B~\r~1~|~\xc3\xa9~\r", 0 },
	{ "pipes", "A|B\n1|\xc3\xa9\n", 0 },
	{ "tabs", "A\tB\n1\t\xc3\xa9\n", 0 },
	{ "semicolons", "A;B\n1;\xc3\xa9\n", 0 },
	{ "CSV", "A,B\r\n\"1\",\xc3\xa9\r\n\x1a", 0 },
	{ "thorns in the second row",
	    "A\xc2\xb6"
	    "B\n" Q "1" Q "\xc2\xb6" Q "\xc3\xa9" Q "\n",
	    0 },
	{ "no quotes", "A" S "B\n1" S "\xc3\xa9\n", 0 },
	{ "UTF-16LE by its mark",
	    "\xff\xfe"
	    "A\0,\0B\0\n\0"
	    "1\0,\0\xe9\0\n\0",
	    18 },
	{ "UTF-16LE by trial",
	    "A\0,\0B\0\n\0"
	    "1\0,\0\xe9\0\n\0",
	    16 },
	{ "UTF-16BE by its mark",
	    "\xfe\xff"
	    "\0A\0,\0B\0\n\0"
	    "1\0,\0\xe9\0\n",
	    18 },
	{ "UTF-16BE by trial",
	    "\0A\0,\0B\0\n\0"
	    "1\0,\0\xe9\0\n",
	    16 },
};

#define WRITTEN (int)(sizeof written / sizeof *written)

START_TEST(marks_and_encodings_are_found)
{
	size_t len = written[_i].len ? written[_i].len
				     : strlen(written[_i].text);
	const char *got = rows(written[_i].text, len, IC_CHARSET_FIND, false);

	ck_assert_msg(strcmp(got, "A|B/1|\xc3\xa9") == 0, "%s: %s",
	    written[_i].name, got);
}
END_TEST

START_TEST(a_character_of_two_units_is_read)
{
	static const char text[] = "\xff\xfe"
				   "A\0\n\0\x3d\xd8\x00\xde\n\0";

	ck_assert_str_eq(rows(text, sizeof text - 1, IC_CHARSET_FIND, false),
	    "A/\xf0\x9f\x98\x80");
}
END_TEST

START_TEST(what_is_not_in_its_encoding_is_named_by_its_byte)
{
	static const struct {
		const char *text;
		size_t len;
		enum ic_charset wanted;
		const char *is;
	} t[] = {
		{ "A\n\xe9\n", 4, IC_CHARSET_UTF8, "byte 2 is not utf-8" },
		{ "A\n\x81\n", 4, IC_CHARSET_FIND,
		    "byte 2 is neither UTF-8 nor of code page 1252" },
		{ "A\n\x8d\n", 4, IC_CHARSET_CP1252, "byte 2 is not cp1252" },
		{ "A\0\n\0\0\xdc\n\0", 8, IC_CHARSET_UTF16LE,
		    "byte 4 is not utf-16le" },
		{ "A\0\n\0x", 5, IC_CHARSET_UTF16LE, "byte 4 is not utf-16le" },
		{ "A\n\0x\n", 5, IC_CHARSET_UTF8, "byte 2 is not utf-8" },
		{ "\xff\xfe"
		  "A\0",
		    4, IC_CHARSET_CP1252,
		    "the mark of utf-16le, and encoding: says cp1252" },
		{ "PK\3\4xx", 6, IC_CHARSET_FIND, "a workbook" },
		{ "", 0, IC_CHARSET_FIND, "the file is empty" },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		const char *got = rows(t[i].text, t[i].len, t[i].wanted, false);

		ck_assert_msg(strstr(got, t[i].is) != NULL, "%s: %s", t[i].is,
		    got);
	}
}
END_TEST

START_TEST(a_value_may_have_lines_marks_and_quotes)
{
	ck_assert_str_eq(read_text(Q "A" Q S Q "B" Q "\n" Q "1" S "2" Q S Q
				     "x\ny\xc2\xae"
				     "z" Q "\n"),
	    "A|B/1 2|x y z");
	ck_assert_str_eq(read_text("A,B\n\"x, \"\"y\"\"\nz\",2\n"),
	    "A|B/x, \"y\" z|2");
	/* Within other quotes the same character is itself. */
	ck_assert_str_eq(read_text("A,B\nAcme\xc2\xae,2\n"),
	    "A|B/Acme\xc2\xae|2");
	ck_assert_str_eq(read_text("^A^|^B^\n^1^2^|^^\n"), "A|B/1^2|");
}
END_TEST

START_TEST(a_broken_row_is_named_and_the_next_one_is_read)
{
	ck_assert_str_eq(read_text(Q "A" Q S Q "B" Q "\n" Q "1" Q "\n" Q
				     "3" Q S Q "4" Q "\n"),
	    "A|B/!/3|4");
	ck_assert_ptr_nonnull(strstr(said,
	    "2.0: the row has 1 cells, and the first row names 2"));
	ck_assert_str_eq(read_text(Q "A" Q S Q "B" Q "\n" Q "1" Q S Q "2\n" Q
				     "3" Q S Q "4" Q "\n"),
	    "A|B/!/3|4");
	ck_assert_ptr_nonnull(strstr(said,
	    "2.2: cell 2 of this row opens a quote that is not closed"));
	ck_assert_str_eq(read_text("A,B\n\"1\"x,2\n3,4\n"), "A|B/!/3|4");
	ck_assert_ptr_nonnull(strstr(said, "goes on after its closing quote"));
	ck_assert_str_eq(read_text("A,B\n1,2,3\n3,4\n"), "A|B/!/3|4");
	ck_assert_str_eq(read_text("A,B\n1,\"2\n3,4\n"), "A|B/!/3|4");
}
END_TEST

/* Or a file of them would be read once for each of its rows. */
START_TEST(after_ten_quotes_that_nothing_closes_no_more_is_read)
{
	struct ic_load l;
	struct ic_error err = { 0 };
	char text[512] = "^A^,^B^\n";
	unsigned broken = 0;

	for (unsigned i = 0; i < 40; i++) {
		strcat(text, "x,^y\n");
	}
	ck_assert(ic_load_open(&l, strdup(text), strlen(text), IC_CHARSET_FIND,
	    false, &err));
	for (;; broken++) {
		err.code = IC_OK;
		ck_assert(!ic_load_next(&l, &err));
		if (err.code == IC_OK) {
			break;
		}
	}
	ck_assert_uint_eq(broken, 10);
	ic_load_close(&l);
}
END_TEST

START_TEST(a_spreadsheet_s_row_may_be_shorter_and_empty_ones_are_none)
{
	ck_assert_str_eq(read_text("A,B,C\n1,2\n,,\n\n3,4,5,,\n"),
	    "A|B|C/1|2/3|4|5");
}
END_TEST

START_TEST(an_opticon_file_has_no_names_and_commas)
{
	static const char text[] =
	    "C1,V,a\\1.tif,Y,,,2\r\nC2,V,\"a,2.tif\",\r\n";

	ck_assert_str_eq(rows(text, strlen(text), IC_CHARSET_FIND, true),
	    "C1|V|a\\1.tif|Y|||2/C2|V|a,2.tif|");
}
END_TEST

START_TEST(paths_lose_drive_share_and_points_but_never_climb)
{
	static const struct {
		const char *path, *is; /* NULL: refused */
	} t[] = {
		{ "IMAGES\\001\\a.tif", "IMAGES/001/a.tif" },
		{ "D:\\x\\a.tif", "x/a.tif" },
		{ "\\\\server\\share\\a.tif", "server/share/a.tif" },
		{ ".\\IMAGES\\\\a.tif", "IMAGES/a.tif" },
		{ "/a/./b.pdf", "a/b.pdf" },
		{ "a/../b.pdf", NULL },
		{ "..\\b.pdf", NULL },
		{ "a/..", NULL },
		{ "a/..b", "a/..b" },
		{ "C:\\", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char out[IC_LOAD_PATH_MAX + 1];
		struct ic_error err = { 0 };
		bool ok = ic_load_path(t[i].path, out, &err);

		ck_assert_msg(ok == (t[i].is != NULL), "%s", t[i].path);
		if (ok) {
			ck_assert_str_eq(out, t[i].is);
		} else {
			ck_assert_int_eq(err.code, IC_ESPEC);
		}
	}
}
END_TEST

START_TEST(a_path_that_is_too_long_is_refused)
{
	static char path[IC_LOAD_PATH_MAX + 2], out[IC_LOAD_PATH_MAX + 1];
	struct ic_error err = { 0 };

	memset(path, 'a', IC_LOAD_PATH_MAX);
	ck_assert(ic_load_path(path, out, &err));
	ck_assert_uint_eq(strlen(out), IC_LOAD_PATH_MAX);
	path[IC_LOAD_PATH_MAX] = 'a';
	ck_assert(!ic_load_path(path, out, &err));
}
END_TEST

Suite *suite_load(void)
{
	Suite *s = suite_create("load");
	TCase *t = tcase_create("load");

	tcase_add_loop_test(t, marks_and_encodings_are_found, 0, WRITTEN);
	tcase_add_test(t, a_character_of_two_units_is_read);
	tcase_add_test(t, what_is_not_in_its_encoding_is_named_by_its_byte);
	tcase_add_test(t, a_value_may_have_lines_marks_and_quotes);
	tcase_add_test(t, after_ten_quotes_that_nothing_closes_no_more_is_read);
	tcase_add_test(t, a_broken_row_is_named_and_the_next_one_is_read);
	tcase_add_test(t,
	    a_spreadsheet_s_row_may_be_shorter_and_empty_ones_are_none);
	tcase_add_test(t, an_opticon_file_has_no_names_and_commas);
	tcase_add_test(t, paths_lose_drive_share_and_points_but_never_climb);
	tcase_add_test(t, a_path_that_is_too_long_is_refused);
	suite_add_tcase(s, t);
	return s;
}
