/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The judges as they run: in a child, in the sandbox, over its descriptors. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "core/job.h"
#include "make.h"
#include "pdf/roles.h"
#include "seed.h"
#include "suites.h"

enum { STRUCTURE, CONTENT };

static const struct ic_role roles[] = {
	{ "structure", ic_structure_run, { (uint64_t)2 << 30, 0, false, true },
	    NULL },
	{ "content", ic_content_run, { (uint64_t)2 << 30, 0, true, false },
	    NULL },
};

static struct make made;
static struct ic_zygote *zygote;
static char path[64];

static void setup(void)
{
	struct ic_error err = { 0 };
	int fd;

	ck_assert_msg(ic_zygote_open(roles, 2, true, &zygote, &err), "%s",
	    err.msg);
	snprintf(path, sizeof(path), "/tmp/ic-roles-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	unlink(path);
	ic_zygote_close(zygote);
	zygote = NULL;
}

struct heard {
	unsigned beats, ends;
	uint32_t reason;
	unsigned passed[IC_PROOF_COUNT], failed[IC_PROOF_COUNT];
	uint32_t fault; /* the first */
	enum ic_exit exit;
};

static void hear(const struct ic_reply *r, struct heard *h)
{
	struct ic_reply_limits limits = { .pages = made.slice.npages,
		.boxes = made.slice.nboxes,
		.proofs = UINT32_MAX };

	ck_assert_int_eq(ic_reply_ok(r, &limits), 1);
	ck_assert_uint_eq(h->ends, 0); /* the end comes last */
	h->beats += r->kind == IC_REPLY_BEAT;
	if (r->kind == IC_REPLY_PROOF) {
		const struct ic_reply_proof *p = &r->u.proof;

		h->fault = h->fault ? h->fault : p->fault;
		(p->ok ? h->passed : h->failed)[p->proof]++;
	}
	if (r->kind == IC_REPLY_END) {
		h->ends++;
		h->reason = r->u.end.reason;
	}
}

static struct heard judge_job(unsigned role, const struct ic_buf *job)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct ic_spawn spawn = { role, job->data, job->len, fd, -1, -1, 60 };
	struct heard h = { 0 };
	struct ic_error err = { 0 };
	struct ic_proc p;
	struct ic_reply r;
	struct pollfd wait;

	ck_assert_int_ge(fd, 0);
	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	wait = (struct pollfd){ p.reply, POLLIN, 0 };
	while (poll(&wait, 1, 60000) == 1 &&
	    read(p.reply, &r, sizeof(r)) == (ssize_t)sizeof(r)) {
		hear(&r, &h);
	}
	h.exit = ic_proc_reap(&p, NULL);
	close(fd);
	return h;
}

static struct heard judge(unsigned role)
{
	struct ic_buf slice = { 0 }, job = { 0 };
	struct heard h;

	ck_assert(ic_slice_pack(&made.slice, &slice, NULL));
	ck_assert(ic_job_join(&slice, NULL, &job, NULL));
	h = judge_job(role, &job);
	ic_buf_finish(&slice);
	ic_buf_finish(&job);
	return h;
}

START_TEST(a_clean_file_passes_each_proof_once)
{
	struct heard h;

	make_slice(&made, 3, true);
	make_file(&made, MAKE_CLEAN, path);
	h = judge(STRUCTURE);
	ck_assert_int_eq(h.exit, IC_EXIT_OK);
	ck_assert_uint_eq(h.reason, IC_REASON_NONE);
	ck_assert_uint_eq(h.ends, 1);
	ck_assert_uint_eq(h.passed[IC_PROOF_STRUCTURE], 1);
	ck_assert_uint_gt(h.beats, 0);
	h = judge(CONTENT);
	ck_assert_int_eq(h.exit, IC_EXIT_OK);
	ck_assert_uint_eq(h.reason, IC_REASON_NONE);
	ck_assert_uint_eq(h.passed[IC_PROOF_BOXES], 1);
	ck_assert_uint_eq(h.passed[IC_PROOF_ENDORSEMENT], 1);
	ck_assert_uint_ge(h.beats, 3);
}
END_TEST

START_TEST(a_fault_fails_its_proof_and_the_document)
{
	struct heard h;

	make_slice(&made, 2, false);
	make_file(&made, MAKE_GRAY_BOX, path);
	h = judge(STRUCTURE);
	ck_assert_uint_eq(h.reason, IC_REASON_NONE);
	h = judge(CONTENT);
	ck_assert_int_eq(h.exit, IC_EXIT_OK);
	ck_assert_uint_eq(h.reason, IC_REASON_PROOF);
	ck_assert_uint_eq(h.failed[IC_PROOF_BOXES], 1);
	ck_assert_uint_eq(h.passed[IC_PROOF_BOXES], 0);
	ck_assert_uint_eq(h.passed[IC_PROOF_ENDORSEMENT], 1);
	ck_assert_uint_eq(h.fault, IC_FAULT_BOX_COLOR);
}
END_TEST

START_TEST(what_is_no_output_is_a_failed_proof_not_a_crash)
{
	static const char *const files[] = { "", "x", "%PDF-1.7\n",
		"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n" };

	make_slice(&made, 2, false);
	for (int i = 0; i < 4; i++) {
		struct ic_buf b = { 0 };

		ic_buf_puts(&b, files[i]);
		seed_save(&b, path);
		ic_buf_finish(&b);
		for (unsigned role = 0; role < 2; role++) {
			struct heard h = judge(role);

			ck_assert_int_eq(h.exit, IC_EXIT_OK);
			ck_assert_uint_eq(h.reason, IC_REASON_PROOF);
			ck_assert_uint_ne(h.fault, IC_FAULT_NONE);
		}
	}
}
END_TEST

START_TEST(a_file_that_needs_repair_is_no_output)
{
	static struct seed seed;
	struct ic_buf b = { 0 };
	struct heard h;

	make_slice(&made, 1, false);
	make_file(&made, MAKE_CLEAN, path);
	seed_load(&seed, path);
	seed_write(&seed, &b);
	b.len -= 60; /* no end, no startxref */
	seed_save(&b, path);
	h = judge(CONTENT);
	ck_assert_uint_eq(h.reason, IC_REASON_PROOF);
	ck_assert_uint_eq(h.fault, IC_FAULT_UNREADABLE);
	ck_assert_uint_eq(h.failed[IC_PROOF_BOXES], 1);
	ck_assert_uint_eq(h.failed[IC_PROOF_ENDORSEMENT], 1);
	seed_finish(&seed);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_job_that_is_none_ends_with_its_reason)
{
	struct ic_buf job = { 0 };

	make_slice(&made, 1, false);
	make_file(&made, MAKE_CLEAN, path);
	ic_buf_puts(&job, "no job");
	for (unsigned role = 0; role < 2; role++) {
		struct heard h = judge_job(role, &job);

		ck_assert_int_eq(h.exit, IC_EXIT_OK);
		ck_assert_uint_eq(h.reason, IC_REASON_JOB);
	}
	ic_buf_finish(&job);
}
END_TEST

Suite *suite_roles_judge(void)
{
	Suite *s = suite_create("roles_judge");
	TCase *t = tcase_create("roles_judge");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, a_clean_file_passes_each_proof_once);
	tcase_add_test(t, a_fault_fails_its_proof_and_the_document);
	tcase_add_test(t, what_is_no_output_is_a_failed_proof_not_a_crash);
	tcase_add_test(t, a_file_that_needs_repair_is_no_output);
	tcase_add_test(t, a_job_that_is_none_ends_with_its_reason);
	suite_add_tcase(s, t);
	return s;
}
