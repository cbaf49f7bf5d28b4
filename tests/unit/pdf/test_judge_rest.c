/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 3: a page is made of one source and judged against another, which
 * differs from it outside the boxes by what a reader would miss.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/job.h"
#include "core/reply.h"
#include "make.h"
#include "pdf/roles.h"
#include "suites.h"
#include "testpdf.h"

#define RESOURCES \
	"/MediaBox[0 0 612 792]/Resources<</Font<</F<</Type/Font" \
	"/Subtype/Type1/BaseFont/Helvetica>>>>>>"

/* What both show; the box is at 72 to 300, 636 to 652 from below. */
#define PAGE \
	"BT /F 10 Tf 72 600 Td (Interview of 14 May at the station) Tj ET\n" \
	"BT /F 10 Tf 80 640 Td (under the box) Tj ET\n"

static const struct {
	const char *name, *before, *after;
	bool bilevel; /* it is to be seen in black and white too */
} changes[] = {
	{ "a lost comma", "BT /F 10 Tf 200 500 Td (,) Tj ET", "", true },
	{ "a comma lost beside a word", "BT /F 10 Tf 72 500 Td (Roe, J) Tj ET",
	    "BT /F 10 Tf 72 500 Td [(Roe)-278( J)] TJ ET", true },
	{ "a changed digit", "BT /F 10 Tf 72 500 Td (1 June 1983) Tj ET",
	    "BT /F 10 Tf 72 500 Td (1 June 1988) Tj ET", true },
	{ "a changed digit of 8 points",
	    "BT /F 8 Tf 72 500 Td (1 June 1963) Tj ET",
	    "BT /F 8 Tf 72 500 Td (1 June 1993) Tj ET", true },
	{ "a lost light gray watermark",
	    "BT .88 g /F 90 Tf 72 300 Td (DRAFT) Tj ET", "", false },
	{ "a line of text moved by a point",
	    "BT /F 10 Tf 72 500 Td (who was there and saw it) Tj ET",
	    "BT /F 10 Tf 72 499 Td (who was there and saw it) Tj ET", true },
	{ "a line of text moved sideways",
	    "BT /F 10 Tf 72 500 Td (who was there and saw it) Tj ET",
	    "BT /F 10 Tf 73 500 Td (who was there and saw it) Tj ET", true },
	{ "a rule moved by a point", ".6 w 72 480 m 500 480 l S",
	    ".6 w 72 479 m 500 479 l S", true },
	{ "a rule lost", ".4 w 72 480 m 500 480 l S", "", true },
	{ "a picture erased", ".5 g 300 100 80 60 re f", "", true },
	{ "a word added", "", "BT /F 10 Tf 300 200 Td (not) Tj ET", true },
	{ "a stamp of another colour", "1 0 0 rg 400 500 90 20 re f",
	    "0 0 1 rg 400 500 90 20 re f", false },
	{ "a stamp without its colour", "1 0 0 rg 400 500 90 20 re f",
	    ".3 g 400 500 90 20 re f", false },
	{ "a mark close to the box", "BT /F 10 Tf 303 640 Td (,) Tj ET", "",
	    true },
};

#define CHANGES (int)(sizeof(changes) / sizeof(changes[0]))

static struct make made;
static struct ic_zygote *zygote;

static void setup(void)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_zygote_open(ic_pdf_roles, IC_ROLES, true, &zygote,
			  &err),
	    "%s", err.msg);
	make_slice(&made, 1, false);
	made.slice.dpi = 300;
}

static void teardown(void)
{
	ic_zygote_close(zygote);
}

static int source(const char *content)
{
	struct testpdf t = { 0 };
	char text[1024];
	int fd;

	snprintf(text, sizeof(text), "%s%s", PAGE, content);
	testpdf_page(&t, RESOURCES, text);
	fd = testpdf_fd(&t);
	testpdf_finish(&t);
	return fd;
}

struct told {
	enum ic_fault fault; /* the first of proof 3 */
	bool passed, measured;
	int32_t worst;
	enum ic_reason end;
};

static void hear_one(struct told *t, const struct ic_reply *r)
{
	if (r->kind == IC_REPLY_END) {
		t->end = (enum ic_reason)r->u.end.reason;
	} else if (r->kind == IC_REPLY_MEASURE &&
	    r->u.measure.proof == IC_PROOF_COLLATERAL) {
		t->measured = true;
		t->worst = r->u.measure.measured[1];
	} else if (r->kind == IC_REPLY_PROOF &&
	    r->u.proof.proof == IC_PROOF_COLLATERAL) {
		t->passed = t->passed || r->u.proof.ok;
		t->worst = r->u.proof.ok ? t->worst : r->u.proof.measured[1];
		if (t->fault == IC_FAULT_NONE) {
			t->fault = (enum ic_fault)r->u.proof.fault;
		}
	}
}

static struct told run(unsigned role, int in, int product, int original)
{
	struct ic_spawn spawn = { .role = role,
		.source = in,
		.product = product,
		.original = original,
		.cpu_seconds = 60 };
	struct told t = { .end = IC_REASON_COUNT };
	struct ic_buf slice = { 0 }, job = { 0 };
	struct ic_error err = { 0 };
	struct ic_proc p;
	struct ic_reply r;
	struct pollfd wait;

	ck_assert(ic_slice_pack(&made.slice, &slice, &err));
	ck_assert(ic_job_join(&slice, NULL, &job, &err));
	spawn.job = job.data;
	spawn.len = job.len;
	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	wait = (struct pollfd){ p.reply, POLLIN, 0 };
	while (poll(&wait, 1, 60000) == 1 &&
	    read(p.reply, &r, sizeof(r)) == sizeof(r)) {
		hear_one(&t, &r);
	}
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	ic_buf_finish(&slice);
	ic_buf_finish(&job);
	return t;
}

/* Made of one, judged against the other. */
static struct told compare(const char *made_of, const char *against)
{
	int from = source(made_of), original = source(against);
	int product = memfd_create("product", MFD_CLOEXEC);
	struct told t;

	ck_assert_int_ge(product, 0);
	ck_assert_int_eq(run(IC_ROLE_MAKE, from, product, -1).end,
	    IC_REASON_NONE);
	t = run(IC_ROLE_CONTENT, product, -1, original);
	close(from);
	close(original);
	close(product);
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
	expect_seen(changes[_i].name, changes[_i].after, changes[_i].before);
	expect_seen(changes[_i].name, changes[_i].before, changes[_i].after);
}
END_TEST

START_TEST(a_change_is_seen_in_black_and_white_as_far_as_it_shows)
{
	made.slice.color = IC_COLOR_BILEVEL;
	if (changes[_i].bilevel) {
		expect_seen(changes[_i].name, changes[_i].after,
		    changes[_i].before);
	}
}
END_TEST

START_TEST(a_page_of_its_own_source_passes)
{
	static const enum ic_color colors[] = { IC_COLOR_AUTO, IC_COLOR_BILEVEL,
		IC_COLOR_GRAY, IC_COLOR_RGB };

	for (int i = 0; i < 4; i++) {
		struct told t;

		made.slice.color = colors[i];
		t = compare(changes[_i].before, changes[_i].before);
		ck_assert_msg(t.fault == IC_FAULT_NONE && t.passed &&
			t.measured && t.end == IC_REASON_NONE,
		    "%s, colour %d: %s, passed %d, worst %d/1000",
		    changes[_i].name, (int)colors[i],
		    ic_fault_sentence(t.fault), t.passed, t.worst);
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
	struct told t;

	made.slice.room_bottom = 32000;
	t = compare(changes[2].before, changes[2].before);
	ck_assert(t.passed);
	expect_seen("shrunk", changes[2].after, changes[2].before);
}
END_TEST

START_TEST(a_source_that_is_gone_bad_proves_nothing)
{
	int from = source(""), original = memfd_create("bad", MFD_CLOEXEC);
	int product = memfd_create("product", MFD_CLOEXEC);
	struct told t;

	ck_assert_int_eq(write(original, "no pdf", 6), 6);
	ck_assert_int_eq(run(IC_ROLE_MAKE, from, product, -1).end,
	    IC_REASON_NONE);
	t = run(IC_ROLE_CONTENT, product, -1, original);
	ck_assert_int_eq(t.fault, IC_FAULT_ORIGINAL);
	ck_assert_int_eq(t.end, IC_REASON_PROOF);
	close(from);
	close(original);
	close(product);
}
END_TEST

Suite *suite_judge_rest(void)
{
	Suite *s = suite_create("judge_rest");
	TCase *t = tcase_create("judge_rest");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, a_change_outside_the_boxes_is_seen, 0, CHANGES);
	tcase_add_loop_test(t,
	    a_change_is_seen_in_black_and_white_as_far_as_it_shows, 0, CHANGES);
	tcase_add_loop_test(t, a_page_of_its_own_source_passes, 0, CHANGES);
	tcase_add_test(t, what_a_box_covers_is_not_compared);
	tcase_add_test(t, a_shrunk_page_is_compared_where_it_was);
	tcase_add_test(t, a_source_that_is_gone_bad_proves_nothing);
	suite_add_tcase(s, t);
	return s;
}
