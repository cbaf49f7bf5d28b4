/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a first spec knows of numbers, and that it is one. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/starter.h"
#include "spec_fixture.h"
#include "suites.h"

/* "PREFIX digits low-high xn" of each prefix; "stamped" if all have one. */
static const char *seen(const struct ic_starter *s)
{
	static char out[600];
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < s->n; i++) {
		const struct ic_starter_prefix *p = &s->at[i];

		n += (size_t)snprintf(out + n, sizeof out - n,
		    "%s %u %llu-%llu x%zu; ", p->name, p->digits,
		    (unsigned long long)p->low, (unsigned long long)p->high,
		    p->n);
	}
	snprintf(out + n, sizeof out - n, "%s",
	    ic_starter_stamped(s) ? "stamped" : "new");
	return out;
}

static const struct {
	const char *text;
	bool name;
	const char *is;
} numbers[] = {
	{ "COE000012", false, "COE 6 12-12 x1; stamped" },
	{ "COE000012-COE000014", false, "COE 6 12-14 x1; stamped" },
	{ "COE000012 - COE000014", false, "COE 6 12-14 x1; stamped" },
	{ "PLTF-000012", false, "PLTF- 6 12-12 x1; stamped" },
	{ "PLTF-000012-PLTF-000013", false, "PLTF- 6 12-13 x1; stamped" },
	{ "ABC-2019-000123", false, "ABC-2019- 6 123-123 x1; stamped" },
	{ "COE000012.001", false, "COE 6 12-12 x1; stamped" },
	{ "COE000012A", false, "COE 6 12-12 x1; stamped" },
	{ "000123", false, "new" },
	{ "2018-04-12", false, "new" },
	{ "COE12", false, "new" },
	{ "", false, "new" },
	{ "x/COE000300-COE000311.pdf", true, "COE 6 300-311 x1; stamped" },
	{ "x/COE000300_COE000311.PDF", true, "COE 6 300-311 x1; stamped" },
	{ "x/COE000300.pdf", true, "COE 6 300-300 x1; stamped" },
	{ "COE000300/letter.pdf", true, "new" },
	{ "letter 12.pdf", true, "new" },
	{ "2018-114.pdf", true, "new" },
	{ "COE000300 letter.pdf", true, "new" },
	{ "COE9999999999999999999.pdf", true, "new" },
};

#define NUMBERS (int)(sizeof numbers / sizeof *numbers)

START_TEST(a_number_is_what_stands_before_the_last_digits)
{
	struct ic_starter s = { 0 };

	ic_starter_number(&s, numbers[_i].text, numbers[_i].name);
	ck_assert_msg(strcmp(seen(&s), numbers[_i].is) == 0, "%s: %s",
	    numbers[_i].text, seen(&s));
	ic_starter_finish(&s);
}
END_TEST

static bool load_it(struct ic_starter *s, const char *text, bool opt)
{
	struct ic_error err = { 0 };

	*s = (struct ic_starter){ .documents = "V/C.dat", .csv = "r.csv" };
	return ic_starter_load(s, strdup(text), strlen(text), opt, &err);
}

START_TEST(a_load_file_s_columns_are_read)
{
	struct ic_starter s;

	ck_assert(load_it(&s,
	    "BEGDOC|ENDDOC|DATE\nCOE000001|COE000004|4/13/2018\n"
	    "X-0007|X-0009|1/2/2018\n",
	    false));
	ck_assert_str_eq(seen(&s), "COE 6 1-4 x1; X- 4 7-9 x1; stamped");
	ck_assert_str_eq(s.dates, "mdy");
	ck_assert(!s.dates_guessed);
	ic_starter_finish(&s);
	ck_assert(load_it(&s, "DATE|A\n1/2/2018|x\n", false));
	ck_assert_str_eq(s.dates, "mdy");
	ck_assert(s.dates_guessed && s.unnamed);
	ck_assert_str_eq(ic_buf_str(&s.columns), "DATE, A");
	ic_starter_finish(&s);
	ck_assert(load_it(&s,
	    "COE000001,V,a.tif,Y\nCOE000002,V,b.tif,\nCOE000003,V,c.tif,Y\n",
	    true));
	ck_assert_str_eq(seen(&s), "COE 6 1-3 x2; stamped");
	ic_starter_finish(&s);
}
END_TEST

START_TEST(what_is_no_load_file_is_refused)
{
	struct ic_starter s;

	ck_assert(!load_it(&s, "PK\3\4", false));
	ic_starter_finish(&s);
	ck_assert(!load_it(&s, "", false));
	ic_starter_finish(&s);
}
END_TEST

/* With the files that it names it has no error. */
static void is_read(struct ic_starter *s, const char *numbering, bool stamped)
{
	static const struct given files[] = {
		{ "V/C.dat", "BEGBATES|PDFPATH\nCOE000001|a.pdf\n", 0 },
		{ "V/a.pdf", "", 0 }, { "f/a.pdf", "", 0 },
		{ "r.csv", "id,bates,file,page,x0,y0,x1,y1,code\r\n", 0 },
		{ NULL, NULL, 0 }
	};
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	struct loaded l;

	ck_assert(ic_starter_spec(s, &text, &err));
	load_given(&l, ic_buf_str(&text), files);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_uint_eq(l.spec.ndocuments, 1);
	ck_assert(l.spec.documents[0].stamped == stamped);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), numbering));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), "CONFIRM"));
	unload(&l);
	ic_buf_finish(&text);
	ic_starter_finish(s);
}

START_TEST(a_first_spec_is_one)
{
	struct ic_starter s;

	ck_assert(load_it(&s, "BEGBATES|PDFPATH\nCOE000001|a.pdf\n", false));
	is_read(&s, "prefix: \"COE\", digits: 6, start: 2 }", true);
	s = (struct ic_starter){ .documents = "f/", .csv = "r.csv" };
	ic_starter_number(&s, "f/a.pdf", true);
	is_read(&s, "prefix: DOC, digits: 6, start: 1 }", false);
}
END_TEST

START_TEST(names_are_quoted_or_refused)
{
	struct ic_starter s = { .documents = "a \"b\"\\c/", .csv = "r.csv" };
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };

	ck_assert(ic_starter_spec(&s, &text, &err));
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), "folder: \"a \\\"b\\\"\\\\c/\" }"));
	s.documents = "a\nb";
	ck_assert(!ic_starter_spec(&s, &text, &err));
	ck_assert_int_eq(err.code, IC_ESPEC);
	ic_buf_finish(&text);
}
END_TEST

Suite *suite_starter(void)
{
	Suite *s = suite_create("starter");
	TCase *t = tcase_create("starter");

	tcase_add_loop_test(t, a_number_is_what_stands_before_the_last_digits,
	    0, NUMBERS);
	tcase_add_test(t, a_load_file_s_columns_are_read);
	tcase_add_test(t, what_is_no_load_file_is_refused);
	tcase_add_test(t, a_first_spec_is_one);
	tcase_add_test(t, names_are_quoted_or_refused);
	suite_add_tcase(s, t);
	return s;
}
