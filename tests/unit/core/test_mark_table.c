/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/mark_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suites.h"

struct read {
	struct ic_mark_table t;
	struct ic_mark_line line;
	struct ic_error err;
	bool ok;
};

static bool open_as(struct read *r, const char *text,
    const struct ic_mark_ask *ask)
{
	*r = (struct read){ .ok = false };
	return ic_mark_table_open(&r->t, strdup(text), strlen(text), ask,
	    &r->err);
}

/* The first row. */
static void first(struct read *r, const char *text,
    const struct ic_mark_ask *ask)
{
	ck_assert_msg(open_as(r, text, ask), "%s", r->err.msg);
	r->ok = ic_mark_table_next(&r->t, &r->line, &r->err);
}

static void box(const char *text, const struct ic_mark_ask *ask, int32_t x0,
    int32_t y0, int32_t x1, int32_t y1)
{
	struct read r;

	first(&r, text, ask);
	ck_assert_msg(r.ok, "%s", r.err.msg);
	ck_assert_int_eq(r.line.rect.x0, x0);
	ck_assert_int_eq(r.line.rect.y0, y0);
	ck_assert_int_eq(r.line.rect.x1, x1);
	ck_assert_int_eq(r.line.rect.y1, y1);
	ic_mark_table_close(&r.t);
}

START_TEST(units_are_those_of_the_tool)
{
	const char *text = "bates,x0,y0,x1,y1\nCOE000001,1,2,3,4.5\n";
	static const struct {
		const char *units;
		int32_t one;
	} units[] = { { NULL, 1000 }, { "pt", 1000 }, { "in", 72000 },
		{ "mm", 2835 }, { "cm", 28346 }, { "px:96", 750 },
		{ "px:300", 240 } };

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		const struct ic_mark_ask ask = { .units = units[i].units };
		struct read r;

		first(&r, text, &ask);
		ck_assert_int_eq(r.line.rect.x0, units[i].one);
		ic_mark_table_close(&r.t);
	}
}
END_TEST

START_TEST(corners_and_sizes_make_a_box_in_any_order)
{
	const struct ic_mark_ask ask = { 0 };

	box("bates,x0,y0,x1,y1\nCOE000001,30,40,10,20\n", &ask, 10000, 20000,
	    30000, 40000);
	box("Bates No.,Left,Top,Width,Height\nCOE000001,30,40,10,20\n", &ask,
	    30000, 40000, 40000, 60000);
	box("bates,x,y,w,h\nCOE000001,30,40,-10,20\n", &ask, 20000, 40000,
	    30000, 60000);
}
END_TEST

START_TEST(a_map_says_what_no_usual_name_does)
{
	const struct ic_mark_ask ask = {
		.map = "bates=Control Number,page=Pg,x0=A,y0=B,x1=C,y1=D,"
		       "code=Tag 1",
		.page_base = "0"
	};
	struct read r;

	first(&r, "Control Number|Pg|A|B|C|D|Tag 1\nCOE000007|3|1|2|3|4|PII\n",
	    &ask);
	ck_assert_msg(r.ok, "%s", r.err.msg);
	ck_assert_str_eq(r.line.bates, "COE000007");
	ck_assert_uint_eq(r.line.page, 3);
	ck_assert_str_eq(r.line.code, "PII");
	ck_assert_uint_eq(r.line.row, 2);
	ic_mark_table_close(&r.t);
}
END_TEST

static const struct {
	const char *row, *says;
} wrong[] = {
	{ "COE000001,1,1,2,3,x", "row 2: the cell for \"y1\" is not a number" },
	{ "COE000001,1,\"1,5\",2,3,4",
	    "row 2: the cell for \"x0\" has a decimal comma: write a point" },
	{ "COE000001,1,1E+05,2,3,4",
	    "row 2: the cell for \"x0\" has an exponent: write the number "
	    "out" },
	{ "COE000001,1,1,2,1,4",
	    "row 2: the cell for \"x1\" leaves the box without a size" },
	{ "COE000001,2-Mar,1,2,3,4",
	    "row 2: the cell for \"page\" is no page number, but perhaps what "
	    "a spreadsheet made of one: format the column as text" },
	{ "COE000001,COE000001,1,2,3,4",
	    "row 2: the cell for \"page\" is no page number: if the column "
	    "has Bates numbers, say so with --map bates=, and its name" },
	{ "COE000001,0,1,2,3,4",
	    "row 2: the cell for \"page\" is 0: if the tool counts pages from "
	    "0, say --page-base 0" },
	{ ",,1,2,3,4",
	    "row 2: the cell for \"bates\" is empty: it must say which page is "
	    "marked" },
	{ "COE000001,1,99999999,2,3,4",
	    "row 2: the cell for \"x0\" is larger than any page" },
	{ "COE000001,1,,2,3,4", "row 2: the cell for \"x0\" is empty" },
};

START_TEST(what_is_wrong_is_said_by_row_and_column)
{
	const struct ic_mark_ask ask = { 0 };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		char text[256];
		struct read r;

		snprintf(text, sizeof(text),
		    "bates,page,x0,y0,x1,y1\n%s\nCOE000002,1,1,2,3,4\n",
		    wrong[i].row);
		first(&r, text, &ask);
		ck_assert(!r.ok);
		ck_assert_str_eq(r.err.msg, wrong[i].says);
		ck_assert(ic_mark_table_next(&r.t, &r.line, &r.err));
		ck_assert_str_eq(r.line.bates, "COE000002");
		ck_assert(!ic_mark_table_next(&r.t, &r.line, &r.err));
		ck_assert_int_eq(r.err.code, IC_OK);
		ic_mark_table_close(&r.t);
	}
}
END_TEST

static const struct {
	const char *head;
	struct ic_mark_ask ask;
	const char *says; /* the beginning */
} unfit[] = {
	{ "x0,y0,x1,y1\n", { 0 },
	    "the first row names no column for the Bates number" },
	{ "bates,y0,x1,y1\n", { 0 },
	    "the first row names no columns for the left" },
	{ "bates,x0,y0,x1\n", { 0 },
	    "the first row names no columns for the right" },
	{ "bates,x0,y0,x1,y1\n", { .units = "px" }, "--units takes" },
	{ "bates,x0,y0,x1,y1\n", { .units = "px:0" }, "--units takes" },
	{ "bates,x0,y0,x1,y1\n", { .origin = "top" }, "--origin takes" },
	{ "bates,x0,y0,x1,y1\n", { .page_base = "2" }, "--page-base takes" },
	{ "bates,x0,y0,x1,y1\n", { .map = "left=x0" }, "--map takes names" },
	{ "bates,x0,y0,x1,y1\n", { .map = "x0" }, "--map takes names" },
	{ "bates,x0,y0,x1,y1\n", { .map = "x0=Left" },
	    "--map says a column for x0" },
	{ "", { 0 }, "the file is empty" },
};

START_TEST(what_is_missing_is_said_with_the_option_that_helps)
{
	for (size_t i = 0; i < sizeof(unfit) / sizeof(*unfit); i++) {
		struct read r;

		ck_assert(!open_as(&r, unfit[i].head, &unfit[i].ask));
		ck_assert_msg(strncmp(r.err.msg, unfit[i].says,
				  strlen(unfit[i].says)) == 0,
		    "%s", r.err.msg);
		ic_mark_table_close(&r.t);
	}
}
END_TEST

Suite *suite_mark_table(void)
{
	Suite *s = suite_create("mark_table");
	TCase *t = tcase_create("mark_table");

	tcase_add_test(t, units_are_those_of_the_tool);
	tcase_add_test(t, corners_and_sizes_make_a_box_in_any_order);
	tcase_add_test(t, a_map_says_what_no_usual_name_does);
	tcase_add_test(t, what_is_wrong_is_said_by_row_and_column);
	tcase_add_test(t, what_is_missing_is_said_with_the_option_that_helps);
	suite_add_tcase(s, t);
	return s;
}
