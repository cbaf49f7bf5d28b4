/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document whose child was ended: what the next one does, and what stays. */
#include <string.h>

#include "audit_ops.h"
#include "base/buf.h"
#include "suites.h"

static struct ic_findings list, more;
static struct audit_restart r;
static struct ic_error err;

static void setup(void)
{
	list = more = (struct ic_findings){ 0 };
	r = (struct audit_restart){ 0 };
	err = (struct ic_error){ 0 };
}

static void teardown(void)
{
	ic_findings_finish(&list);
	ic_findings_finish(&more);
}

/* What a child wrote of a file of three pages, of which it saw `pages`. */
static void wrote(struct ic_findings *to, uint32_t pages, uint32_t step,
    const char *text)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_COVERED_TEXT,
		.severity = IC_SEVERITY_ERROR,
		.page = 0,
		.rect = { 1000, 1000, 2000, 2000 },
		.text = text };
	struct ic_buf b = { 0 };

	ic_findings_put_head(&b, 3);
	for (uint32_t i = 0; i < pages; i++) {
		ic_findings_put_page(&b, i, (struct ic_size){ 9000, 9000 });
	}
	ic_findings_put(&b, &f);
	ic_findings_put_step(&b, step);
	ck_assert_msg(ic_findings_load(b.data, b.len, to, &err), "%s", err.msg);
	ic_buf_finish(&b);
}

START_TEST(the_page_that_ended_a_child_is_a_finding_and_left_out)
{
	wrote(&list, 1, 1, "a");
	ck_assert(audit_restart(&r, &list, IC_REASON_CRASH));
	ck_assert_uint_eq(r.nskip, 1);
	ck_assert_uint_eq(r.skip[0], 1);
	ck_assert_uint_eq(list.n, 2);
	ck_assert_uint_eq(list.at[1].kind, IC_FINDING_PAGE_UNREADABLE);
	ck_assert_uint_eq(list.at[1].page, 1);
	ck_assert_uint_eq(list.at[1].number, IC_REASON_CRASH);
}
END_TEST

START_TEST(a_step_of_the_document_is_told_as_one)
{
	wrote(&list, 3, 4, "a");
	ck_assert(audit_restart(&r, &list, IC_REASON_MEMORY));
	ck_assert_uint_eq(list.at[list.n - 1].kind, IC_FINDING_INCOMPLETE);
	ck_assert_uint_eq(list.at[list.n - 1].page, IC_FINDING_NO_PAGE);
}
END_TEST

START_TEST(what_no_other_child_could_do_is_not_tried)
{
	static const enum ic_reason final[] = { IC_REASON_READ,
		IC_REASON_DAMAGED, IC_REASON_PASSWORD, IC_REASON_WRITE };

	wrote(&list, 1, 1, "a");
	for (size_t i = 0; i < sizeof(final) / sizeof(*final); i++) {
		ck_assert(!audit_restart(&r, &list, final[i]));
	}
	ck_assert_uint_eq(list.n, 1);
}
END_TEST

START_TEST(a_child_that_began_nothing_has_no_successor)
{
	struct ic_buf b = { 0 };

	ic_findings_put_head(&b, 3);
	ck_assert(ic_findings_load(b.data, b.len, &list, &err));
	ic_buf_finish(&b);
	ck_assert(!audit_restart(&r, &list, IC_REASON_CRASH));
}
END_TEST

START_TEST(there_are_so_many_and_no_more)
{
	wrote(&list, 1, 1, "a");
	for (int i = 0; i < IC_AUDIT_SKIPS_MAX; i++) {
		ck_assert(audit_restart(&r, &list, IC_REASON_KILLED));
	}
	ck_assert(!audit_restart(&r, &list, IC_REASON_KILLED));
}
END_TEST

START_TEST(what_two_children_found_is_one_list_without_repeats)
{
	wrote(&list, 1, 1, "a");
	wrote(&more, 3, 5, "a");
	ck_assert(ic_findings_merge(&list, &more, &err));
	ck_assert_uint_eq(list.n, 1);
	ck_assert_str_eq(list.at[0].text, "a");
	ck_assert_uint_eq(list.step, 5);
	ck_assert_int_eq(list.pages[2].w, 9000);
	ck_assert_uint_eq(more.n, 0);
}
END_TEST

START_TEST(findings_of_another_file_are_refused)
{
	struct ic_buf b = { 0 };

	wrote(&list, 1, 1, "a");
	ic_findings_put_head(&b, 4);
	ck_assert(ic_findings_load(b.data, b.len, &more, &err));
	ic_buf_finish(&b);
	ck_assert(!ic_findings_merge(&list, &more, &err));
	ck_assert_int_eq(err.code, IC_EBUG);
	ck_assert_uint_eq(list.n, 1);
}
END_TEST

START_TEST(steps_only_go_on)
{
	struct ic_buf b = { 0 };

	ic_findings_put_head(&b, 3);
	ic_findings_put_step(&b, 1);
	ic_findings_put_step(&b, 1);
	ck_assert(!ic_findings_load(b.data, b.len, &list, &err));
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_audit_restart(void)
{
	Suite *s = suite_create("audit_restart");
	TCase *c = tcase_create("audit_restart");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c,
	    the_page_that_ended_a_child_is_a_finding_and_left_out);
	tcase_add_test(c, a_step_of_the_document_is_told_as_one);
	tcase_add_test(c, what_no_other_child_could_do_is_not_tried);
	tcase_add_test(c, a_child_that_began_nothing_has_no_successor);
	tcase_add_test(c, there_are_so_many_and_no_more);
	tcase_add_test(c, what_two_children_found_is_one_list_without_repeats);
	tcase_add_test(c, findings_of_another_file_are_refused);
	tcase_add_test(c, steps_only_go_on);
	suite_add_tcase(s, c);
	return s;
}
