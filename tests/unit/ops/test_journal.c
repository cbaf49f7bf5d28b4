/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "journal.h"
#include "suites.h"

static char root[] = "/tmp/incamera-journal-XXXXXX";
static struct ic_dir dir;
static struct ic_arena arena;

static void setup(void)
{
	struct ic_error err;

	strcpy(root + sizeof(root) - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(root));
	ck_assert(ic_dir_open(root, &dir, &err));
}

static void teardown(void)
{
	ic_dir_remove(&dir, "journal.jsonl", NULL);
	ic_dir_close(&dir);
	ic_arena_finish(&arena);
	rmdir(root);
}

static struct journal_entry entry(const char *output, char fill,
    const struct made_page *pages, uint32_t n)
{
	struct journal_entry e = { .output = output,
		.versions = "v 1",
		.bytes = 4711,
		.proofs = 6,
		.pages = pages,
		.npages = n };

	ck_assert(ic_measures_begin(&e.measures, &arena, n, 2));
	memset(e.slice, fill, 64);
	memset(e.source, 'b', 64);
	memset(e.sha256, 'c', 64);
	return e;
}

START_TEST(a_missing_journal_is_empty)
{
	struct journal j;
	struct ic_error err = { 0 };

	ck_assert_msg(journal_load(&dir, &j, &err), "%s", err.msg);
	ck_assert_uint_eq(j.n, 0);
	journal_finish(&j);
}
END_TEST

START_TEST(the_last_line_of_an_output_counts)
{
	struct made_page pages[2] = { { IC_ENCODING_GRAY2, IC_SCAN_PAINT, 300,
					  1, 999, 0 },
		{ IC_ENCODING_BILEVEL, IC_SCAN_KEPT, 300, 0, 777, 1 } };
	struct journal_entry a = entry("A.pdf", '1', pages, 2);
	struct journal_entry b = entry("B.pdf", '2', pages, 1);
	struct journal_entry c = entry("A.pdf", '3', pages, 1);
	struct journal j;
	struct ic_error err = { 0 };

	ck_assert(journal_append(&dir, &a, &err));
	ck_assert(journal_append(&dir, &b, &err));
	ck_assert(journal_append(&dir, &c, &err));
	ck_assert_msg(journal_load(&dir, &j, &err), "%s", err.msg);
	ck_assert_uint_eq(j.n, 2);
	ck_assert_uint_eq(journal_find(&j, "A.pdf")->slice[0], '3');
	ck_assert_uint_eq(journal_find(&j, "A.pdf")->npages, 1);
	ck_assert_uint_eq(journal_find(&j, "B.pdf")->pages[0].bytes, 999);
	ck_assert_ptr_null(journal_find(&j, "C.pdf"));
	journal_finish(&j);
}
END_TEST

START_TEST(what_was_measured_reads_back)
{
	static const int32_t box[IC_MEASURED] = { 4711, 0, 0, 0 };
	static const int32_t page[IC_MEASURED] = { 7, 8, INT32_MAX, 0 };
	struct made_page pages[3] = { { IC_ENCODING_GRAY2, IC_SCAN_PAINT, 300,
	    1, 999, 0 } };
	struct journal_entry a = entry("A.pdf", '1', pages, 3);
	struct journal j;
	const struct ic_measures *m;
	struct ic_error err = { 0 };

	ck_assert(ic_measures_put(&a.measures, IC_PROOF_BOXES, 0, 1, box));
	ck_assert(
	    ic_measures_put(&a.measures, IC_PROOF_COLLATERAL, 2, 0, page));
	ck_assert(journal_append(&dir, &a, &err));
	ck_assert_msg(journal_load(&dir, &j, &err), "%s", err.msg);
	ck_assert_uint_eq(j.n, 1);
	m = &j.at[0].measures;
	ck_assert_uint_eq(m->pages, 3);
	ck_assert_uint_eq(m->boxes, 2);
	ck_assert_ptr_null(ic_measures_get(m, IC_PROOF_BOXES, 0));
	ck_assert_mem_eq(ic_measures_get(m, IC_PROOF_BOXES, 1), box,
	    sizeof(box));
	ck_assert_ptr_null(ic_measures_get(m, IC_PROOF_COLLATERAL, 1));
	ck_assert_mem_eq(ic_measures_get(m, IC_PROOF_COLLATERAL, 2), page,
	    sizeof(page));
	ck_assert_ptr_null(ic_measures_get(m, IC_PROOF_STRUCTURE, 0));
	journal_finish(&j);
}
END_TEST

START_TEST(a_cut_or_foreign_line_is_passed_over)
{
	static const char junk[] = "{\"output\":\"B.pdf\"}\n[1]\n"
				   "{\"output\":\"A.pdf\",\"slice\":\"cut";
	struct made_page page = { IC_ENCODING_GRAY2, IC_SCAN_PAINT, 300, 1, 999,
		0 };
	struct journal_entry a = entry("A.pdf", '1', &page, 1);
	struct journal j;
	struct ic_error err = { 0 };

	ck_assert(journal_append(&dir, &a, &err));
	ck_assert(
	    ic_dir_append(&dir, "journal.jsonl", junk, sizeof(junk) - 1, &err));
	ck_assert(journal_load(&dir, &j, &err));
	ck_assert_uint_eq(j.n, 1);
	ck_assert_uint_eq(journal_find(&j, "A.pdf")->slice[0], '1');
	journal_finish(&j);
}
END_TEST

Suite *suite_journal(void)
{
	Suite *s = suite_create("journal");
	TCase *t = tcase_create("journal");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_missing_journal_is_empty);
	tcase_add_test(t, the_last_line_of_an_output_counts);
	tcase_add_test(t, what_was_measured_reads_back);
	tcase_add_test(t, a_cut_or_foreign_line_is_passed_over);
	suite_add_tcase(s, t);
	return s;
}
