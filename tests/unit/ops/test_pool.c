/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a child that misbehaves costs: its own document, and no other. The
 * job's first byte says how it misbehaves.
 */
#include "ops/pool.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "suites.h"

enum way {
	WELL,      /* a page, an end */
	REASON,    /* an end with a reason */
	SILENT,    /* no end */
	CRASHED,   /* a fault */
	SPUN,      /* CPU time without end */
	NONSENSE,  /* a record that is none */
	RANGE,     /* a page that is not there */
	UNWANTED,  /* a record that the parent did not ask for */
	AFTER_END, /* a record after the end */
	EMPTY,     /* a record of no bytes, then CPU time without end */
	LONG,      /* more than a record */
	FLOOD,     /* the same record without end */
	WAYS
};

#define ITEMS 40

static struct ic_reply record(uint32_t kind, uint32_t page)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = page };

	if (kind == IC_REPLY_PAGE) {
		r.u.at_page.size = (struct ic_size){ 612000, 792000 };
	}
	return r;
}

static void say(uint32_t kind, uint32_t page)
{
	struct ic_reply r = record(kind, page);

	ic_child_reply(&r, sizeof(r));
}

static _Noreturn void spin(void)
{
	for (volatile unsigned i = 0;; i++) {
	}
}

static int misbehave(const uint8_t *job, size_t n)
{
	struct ic_reply r = record(IC_REPLY_END, UINT32_MAX);

	(void)n;
	switch (job[0]) {
	case WELL:
		say(IC_REPLY_PAGE, 0);
		break;
	case REASON:
		r.u.end.reason = IC_REASON_DAMAGED;
		break;
	case SILENT:
		return 0;
	case CRASHED:
		raise(SIGSEGV);
		__builtin_trap();
	case SPUN:
		spin();
	case NONSENSE:
		memset(&r, 0x5a, sizeof(r));
		break;
	case RANGE:
		say(IC_REPLY_PAGE, 1);
		break;
	case UNWANTED:
		say(IC_REPLY_DOCUMENT, UINT32_MAX);
		break;
	case AFTER_END:
		say(IC_REPLY_END, UINT32_MAX);
		break;
	case EMPTY:
		ic_child_reply("", 0);
		spin();
	case LONG:
		ic_child_reply((struct ic_reply[2]){ r, r }, 2 * sizeof(r));
		return 0;
	case FLOOD:
		for (;;) {
			say(IC_REPLY_PAGE, 0);
		}
	default:
		return 1;
	}
	ic_child_reply(&r, sizeof(r));
	return 0;
}

static const struct ic_role roles[] = {
	{ "misbehave", misbehave, { (uint64_t)1 << 30, 0, false, false },
	    NULL },
};

struct trial {
	uint8_t job[ITEMS];
	enum ic_reason reason[ITEMS];
	unsigned started[ITEMS], ended[ITEMS], pages[ITEMS];
	unsigned chain; /* children an item wants */
	volatile sig_atomic_t stop;
	unsigned stop_after;
	struct ic_usage usage;
};

static bool next(void *user, size_t i, struct ic_pool_child *c)
{
	struct trial *t = user;

	if (t->started[i] == t->chain) {
		return false;
	}
	t->started[i]++;
	c->spawn.job = &t->job[i];
	c->spawn.len = 1;
	c->spawn.cpu_seconds = 1;
	c->limits.pages = 1;
	c->usage = &t->usage;
	return true;
}

static bool reply(void *user, size_t i, const struct ic_reply *r)
{
	struct trial *t = user;

	t->pages[i]++;
	return r->kind == IC_REPLY_PAGE;
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct trial *t = user;

	t->reason[i] = reason;
	t->ended[i]++;
	if (t->stop_after && --t->stop_after == 0) {
		t->stop = 1;
	}
	return true;
}

static bool run(struct trial *t, size_t n, unsigned jobs, struct ic_error *err)
{
	const struct ic_pool_work work = { next, reply, end, t };
	struct ic_zygote *z = NULL;
	bool ok;

	ck_assert_msg(ic_zygote_open(roles, 1, true, &z, err), "%s", err->msg);
	ok = ic_pool_run(z, NULL, n, jobs, &work, &t->stop, err);
	ic_zygote_close(z);
	return ok;
}

START_TEST(a_bad_child_costs_its_own_document_only)
{
	static const enum ic_reason want[WAYS] = {
		[WELL] = IC_REASON_NONE,
		[REASON] = IC_REASON_DAMAGED,
		[SILENT] = IC_REASON_REPLY,
		[SPUN] = IC_REASON_TIMEOUT,
		[NONSENSE] = IC_REASON_REPLY,
		[RANGE] = IC_REASON_REPLY,
		[UNWANTED] = IC_REASON_REPLY,
		[AFTER_END] = IC_REASON_REPLY,
		[EMPTY] = IC_REASON_REPLY,
		[LONG] = IC_REASON_REPLY,
		[FLOOD] = IC_REASON_REPLY,
	};
	struct trial t = { .chain = 1 };
	struct ic_error err = { 0 };

	for (size_t i = 0; i < 2 * WAYS; i++) {
		t.job[i] = (uint8_t)(i % 2 ? WELL : i / 2);
	}
	ck_assert_msg(run(&t, 2 * WAYS, 3, &err), "%s", err.msg);
	for (size_t i = 0; i < 2 * WAYS; i++) {
		ck_assert_uint_eq(t.ended[i], 1);
		if (t.job[i] != CRASHED) {
			ck_assert_msg(t.reason[i] == want[t.job[i]],
			    "way %u gave %s", t.job[i],
			    ic_reason_word(t.reason[i]));
			continue;
		}
		/* raise() is itself beyond the table. */
		ck_assert(t.reason[i] == IC_REASON_CRASH ||
		    t.reason[i] == IC_REASON_SYSCALL);
	}
}
END_TEST

START_TEST(an_item_goes_through_its_whole_chain)
{
	struct trial t = { .chain = 3 };
	struct ic_error err = { 0 };

	ck_assert_msg(run(&t, ITEMS, 4, &err), "%s", err.msg);
	for (size_t i = 0; i < ITEMS; i++) {
		ck_assert_uint_eq(t.ended[i], 3);
		ck_assert_uint_eq(t.pages[i], 3);
	}
	ck_assert_uint_eq(t.usage.processes, 3 * ITEMS);
	ck_assert_uint_gt(t.usage.cpu_us, 0);
}
END_TEST

START_TEST(what_an_ended_child_used_counts_too)
{
	struct trial t = { .chain = 1 };
	struct ic_error err = { 0 };

	t.job[0] = SPUN; /* to its limit, a second */
	ck_assert_msg(run(&t, 1, 1, &err), "%s", err.msg);
	ck_assert_uint_eq(t.usage.processes, 1);
	/* The kernel's limit counts ticks, and this does not. */
	ck_assert_uint_ge(t.usage.cpu_us, 500000);
}
END_TEST

START_TEST(a_signal_ends_the_pool_and_its_children)
{
	struct trial t = { .chain = 1, .stop_after = 3 };
	struct ic_error err = { 0 };
	unsigned ended = 0;

	ck_assert(!run(&t, ITEMS, 1, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert_str_eq(err.msg, "interrupted");
	for (size_t i = 0; i < ITEMS; i++) {
		ended += t.ended[i];
	}
	ck_assert_uint_ge(ended, 3);
	ck_assert_uint_lt(ended, ITEMS);
}
END_TEST

START_TEST(no_items_is_no_work)
{
	struct trial t = { .chain = 1 };
	struct ic_error err = { 0 };

	ck_assert(run(&t, 0, 2, &err));
}
END_TEST

START_TEST(cpu_time_grows_with_pages_to_a_day)
{
	ck_assert_uint_eq(ic_pool_cpu(0), IC_POOL_CPU_LEAST);
	ck_assert_uint_eq(ic_pool_cpu(2),
	    IC_POOL_CPU_LEAST + 2 * IC_POOL_CPU_PAGE);
	ck_assert_uint_eq(ic_pool_cpu(UINT32_MAX), 86400);
}
END_TEST

Suite *suite_pool(void)
{
	Suite *s = suite_create("pool");
	TCase *t = tcase_create("pool");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_bad_child_costs_its_own_document_only);
	tcase_add_test(t, an_item_goes_through_its_whole_chain);
	tcase_add_test(t, what_an_ended_child_used_counts_too);
	tcase_add_test(t, a_signal_ends_the_pool_and_its_children);
	tcase_add_test(t, no_items_is_no_work);
	tcase_add_test(t, cpu_time_grows_with_pages_to_a_day);
	suite_add_tcase(s, t);
	return s;
}
