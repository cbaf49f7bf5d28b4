/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The reader of finished files as it runs: in a child, in the sandbox. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "core/plaintext.h"
#include "core/reply.h"
#include "make.h"
#include "pdf/roles.h"
#include "suites.h"
#include "testpdf.h"

static const struct ic_role roles[] = {
	{ "text", ic_text_run,
	    { (uint64_t)2 << 30, IC_PLAINTEXT_MAX, false, false }, NULL },
};

static struct ic_zygote *zygote;
static char path[64], product[64];

static void setup(void)
{
	struct ic_error err = { 0 };
	int fd;

	ck_assert_msg(ic_zygote_open(roles, 1, true, &zygote, &err), "%s",
	    err.msg);
	snprintf(path, sizeof(path), "/tmp/ic-text-XXXXXX");
	snprintf(product, sizeof(product), "/tmp/ic-text-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	fd = mkstemp(product);
	ck_assert_int_ge(fd, 0);
	close(fd);
}

static void teardown(void)
{
	unlink(path);
	unlink(product);
	ic_zygote_close(zygote);
	zygote = NULL;
}

/* Read `path` as a file of so many pages: the reason it ended with. */
static uint32_t read_text(uint32_t pages, char *text, size_t size)
{
	uint8_t job[4] = { (uint8_t)pages, (uint8_t)(pages >> 8), 0, 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int out = open(product, O_RDWR | O_TRUNC | O_CLOEXEC);
	struct ic_spawn spawn = { 0, job, sizeof(job), fd, out, -1, 60 };
	uint32_t reason = UINT32_MAX;
	struct ic_error err = { 0 };
	struct ic_reply r;
	struct ic_proc p;
	struct pollfd wait;
	ssize_t n;

	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	wait = (struct pollfd){ p.reply, POLLIN, 0 };
	while (poll(&wait, 1, 60000) == 1 &&
	    read(p.reply, &r, sizeof(r)) == (ssize_t)sizeof(r)) {
		if (r.kind == IC_REPLY_END) {
			reason = r.u.end.reason;
		}
	}
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
	n = pread(out, text, size - 1, 0);
	ck_assert_int_ge(n, 0);
	text[n] = '\0';
	close(fd);
	close(out);
	return reason;
}

START_TEST(a_finished_file_is_read_page_by_page)
{
	struct make made;
	char text[4096];
	const char *first, *second;

	make_slice(&made, 3, true);
	make_file(&made, MAKE_CLEAN, path);
	ck_assert_uint_eq(read_text(3, text, sizeof(text)), IC_REASON_NONE);
	ck_assert_msg(ic_plaintext_ok(text, strlen(text), 3), "%s", text);
	first = strstr(text,
	    ic_slice_str(&made.slice, made.slice.pages[0].number));
	second = strchr(text, '\f');
	ck_assert_ptr_nonnull(first);
	ck_assert_ptr_nonnull(second);
	ck_assert(first < second);
	ck_assert_ptr_nonnull(strstr(second,
	    ic_slice_str(&made.slice, made.slice.pages[1].number)));
}
END_TEST

/* A hidden layer, as ours: each word is placed by itself. */
START_TEST(a_baseline_is_a_line_and_its_words_stay_apart)
{
	struct testpdf t = { 0 };
	char text[4096];

	testpdf_page(&t,
	    "/MediaBox[0 0 612 792]/Resources<</Font<</F<</Type/Font/Subtype"
	    "/Type1/BaseFont/Courier>>>>>>",
	    "BT /F 10 Tf 3 Tr 1 0 0 1 72 700 Tm (left) Tj "
	    "1 0 0 1 400 700 Tm (right) Tj 1 0 0 1 72 680 Tm (below) Tj ET");
	testpdf_save(&t, path);
	testpdf_finish(&t);
	ck_assert_uint_eq(read_text(1, text, sizeof(text)), IC_REASON_NONE);
	ck_assert_str_eq(text, "left right\nbelow\n");
}
END_TEST

START_TEST(another_page_count_is_another_file)
{
	struct make made;
	char text[4096];

	make_slice(&made, 2, false);
	make_file(&made, MAKE_CLEAN, path);
	ck_assert_uint_eq(read_text(3, text, sizeof(text)), IC_REASON_CHANGED);
	ck_assert_str_eq(text, "");
}
END_TEST

Suite *suite_roles_text(void)
{
	Suite *s = suite_create("roles_text");
	TCase *t = tcase_create("roles_text");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_finished_file_is_read_page_by_page);
	tcase_add_test(t, a_baseline_is_a_line_and_its_words_stay_apart);
	tcase_add_test(t, another_page_count_is_another_file);
	suite_add_tcase(s, t);
	return s;
}
