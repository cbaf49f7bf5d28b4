/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 3: a page is made of one source and judged against another, which
 * differs from it outside the boxes by what a reader would miss.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "against.h"
#include "suites.h"

/* Made of one, judged against the other. */
static struct told compare(const char *made_of, const char *against)
{
	int from = against_source(AGAINST_LETTER, made_of);
	int original = against_source(AGAINST_LETTER, against);
	struct told t;

	against_make(from);
	t = against_judge(original);
	close(from);
	close(original);
	return t;
}

static void expect_seen(const char *name, const char *a, const char *b)
{
	struct told t = compare(a, b);

	ck_assert_msg(t.fault == IC_FAULT_COLLATERAL && !t.passed &&
		t.end == IC_REASON_PROOF,
	    "%s: %s, passed %d, worst %d/1000", name,
	    ic_fault_sentence(t.fault), t.passed, t.worst);
}

START_TEST(a_change_outside_the_boxes_is_seen)
{
	const struct against_change *c = &against_changes[_i];

	expect_seen(c->name, c->after, c->before);
	expect_seen(c->name, c->before, c->after);
}
END_TEST

START_TEST(a_change_is_seen_in_black_and_white_as_far_as_it_shows)
{
	const struct against_change *c = &against_changes[_i];

	against_made.slice.color = IC_COLOR_BILEVEL;
	if (c->bilevel) {
		expect_seen(c->name, c->after, c->before);
	}
}
END_TEST

START_TEST(a_page_of_its_own_source_passes)
{
	static const enum ic_color colors[] = { IC_COLOR_AUTO, IC_COLOR_BILEVEL,
		IC_COLOR_GRAY, IC_COLOR_RGB };
	const struct against_change *c = &against_changes[_i];

	for (int i = _i % IC_EACH(4); i < 4; i += IC_EACH(4)) {
		struct told t;

		against_made.slice.color = colors[i];
		t = compare(c->before, c->before);
		ck_assert_msg(t.fault == IC_FAULT_NONE && t.passed &&
			t.measured && t.end == IC_REASON_NONE,
		    "%s, colour %d: %s, passed %d, worst %d/1000", c->name,
		    (int)colors[i], ic_fault_sentence(t.fault), t.passed,
		    t.worst);
	}
}
END_TEST

/* Windows have the size that they have at 100 dpi, in parts of pixels too. */
START_TEST(small_changes_are_seen_at_any_resolution)
{
	static const uint32_t dpi[] = { 72, 110, 120, 150, 175, 250 };

	against_made.slice.dpi = dpi[_i];
	for (int i = _i % IC_EACH(4); i < 4; i += IC_EACH(4)) {
		const struct against_change *c = &against_changes[i];

		expect_seen(c->name, c->after, c->before);
		expect_seen(c->name, c->before, c->after);
		ck_assert(compare(c->before, c->before).passed);
	}
}
END_TEST

START_TEST(what_a_box_covers_is_not_compared)
{
	struct told t = compare("BT /F 10 Tf 160 640 Td (Roe) Tj ET",
	    "1 0 0 rg 160 640 20 8 re f");

	ck_assert_int_eq(t.fault, IC_FAULT_NONE);
	ck_assert(t.passed);
}
END_TEST

START_TEST(a_shrunk_page_is_compared_where_it_was)
{
	const struct against_change *c = &against_changes[2];
	struct told t;

	against_made.slice.room_bottom = 32000;
	t = compare(c->before, c->before);
	ck_assert(t.passed);
	expect_seen("shrunk", c->after, c->before);
}
END_TEST

START_TEST(a_source_that_is_gone_bad_proves_nothing)
{
	int from = against_source(AGAINST_LETTER, "");
	int original = memfd_create("bad", MFD_CLOEXEC);
	struct told t;

	ck_assert_int_eq(write(original, "no pdf", 6), 6);
	against_make(from);
	t = against_judge(original);
	ck_assert_int_eq(t.fault, IC_FAULT_ORIGINAL);
	ck_assert_int_eq(t.end, IC_REASON_PROOF);
	close(from);
	close(original);
}
END_TEST

Suite *suite_judge_rest(void)
{
	Suite *s = suite_create("judge_rest");
	TCase *t = tcase_create("judge_rest");

	tcase_add_checked_fixture(t, against_open, against_close);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, a_change_outside_the_boxes_is_seen, 0,
	    AGAINST_CHANGES);
	tcase_add_loop_test(t,
	    a_change_is_seen_in_black_and_white_as_far_as_it_shows, 0,
	    AGAINST_CHANGES);
	tcase_add_loop_test(t, a_page_of_its_own_source_passes, 0,
	    AGAINST_CHANGES);
	tcase_add_loop_test(t, small_changes_are_seen_at_any_resolution, 0, 6);
	tcase_add_test(t, what_a_box_covers_is_not_compared);
	tcase_add_test(t, a_shrunk_page_is_compared_where_it_was);
	tcase_add_test(t, a_source_that_is_gone_bad_proves_nothing);
	suite_add_tcase(s, t);
	return s;
}
