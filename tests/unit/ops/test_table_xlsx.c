/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "table_xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "suites.h"

static const struct ic_table_column columns[] = {
	{ "id", "Redaction", 8, false },
	{ "description", "Description", 30, false },
};

/* A spreadsheet whose first row has this cell. */
static void made(const char *cell, struct ic_buf *out)
{
	const char *row[] = { "R1", cell };
	struct ic_table t = { 0 };
	struct ic_dir tmp = { 0 };
	struct ic_error err = { 0 };

	ic_table_begin(&t, "Designations and Redactions in Dispute");
	ic_table_head(&t, "Roe v. Example & Co.");
	ic_table_columns(&t, columns, 2, 1);
	ic_table_row(&t, row);
	ic_table_note(&t, "The end.");
	ck_assert_msg(ic_dir_open("/tmp", &tmp, &err), "%s", err.msg);
	ck_assert_msg(table_xlsx(&t, &tmp, out, &err), "%s", err.msg);
	ic_dir_close(&tmp);
	ic_table_finish(&t);
}

START_TEST(the_same_table_gives_the_same_spreadsheet)
{
	struct ic_buf a = { 0 }, b = { 0 };

	made("=1+1", &a);
	made("=1+1", &b);
	ck_assert_uint_eq(a.len, b.len);
	ck_assert_mem_eq(a.data, b.data, a.len);
	ck_assert_mem_eq(a.data, "PK\3\4", 4);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

/* Longer than Excel's cells, in characters of one and of two units. */
START_TEST(a_cell_that_is_too_long_is_cut_and_the_rest_is_made)
{
	static const char *const unit[] = { "x", "\xf0\x9f\x98\x80" };

	for (int i = 0; i < 2; i++) {
		size_t n = strlen(unit[i]);
		char *cell = malloc(40000 * n + 1);
		struct ic_buf b = { 0 };

		for (size_t k = 0; k < 40000; k++) {
			memcpy(cell + k * n, unit[i], n);
		}
		cell[40000 * n] = '\0';
		made(cell, &b);
		ck_assert_uint_gt(b.len, 1000);
		ic_buf_finish(&b);
		free(cell);
	}
}
END_TEST

START_TEST(where_nothing_can_be_written_it_is_said_and_nothing_stays)
{
	struct ic_table t = { 0 };
	struct ic_dir proc = { 0 };
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	ic_table_begin(&t, "Bates Index");
	ic_table_columns(&t, columns, 2, 1);
	ck_assert(ic_dir_open("/proc", &proc, &err));
	ck_assert(!table_xlsx(&t, &proc, &b, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert_ptr_nonnull(strstr(err.msg, "/proc"));
	ck_assert_uint_eq(b.len, 0);
	ic_dir_close(&proc);
	ic_table_finish(&t);
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_table_xlsx(void)
{
	Suite *s = suite_create("table_xlsx");
	TCase *t = tcase_create("table_xlsx");

	tcase_add_test(t, the_same_table_gives_the_same_spreadsheet);
	tcase_add_test(t, a_cell_that_is_too_long_is_cut_and_the_rest_is_made);
	tcase_add_test(t,
	    where_nothing_can_be_written_it_is_said_and_nothing_stays);
	suite_add_tcase(s, t);
	return s;
}
