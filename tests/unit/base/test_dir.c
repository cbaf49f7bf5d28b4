/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/dir.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"
#include "suites.h"

static char *path;
static struct ic_dir dir;

static void setup(void)
{
	struct ic_error err = { 0 };

	path = scratch_make();
	ck_assert_msg(ic_dir_open(path, &dir, &err), "%s", err.msg);
}

static void teardown(void)
{
	ic_dir_close(&dir);
	scratch_remove(path);
}

static void ck_content(const char *name, const char *want)
{
	char *got = scratch_read(path, name);

	ck_assert_ptr_nonnull(got);
	ck_assert_str_eq(got, want);
	free(got);
}

/* What each mode of temporaries must do, in this process or in one where
 * /proc is not to be had. */
static int commit(const char *where)
{
	struct ic_temp t = { 0 };
	struct ic_error err = { 0 };
	char byte, *got;
	int fd = -1;

	NEED(ic_temp_open(&dir, 0644, &t, &err));
	NEED(write(t.fd, "new", 3) == 3);
	NEED(scratch_count(where) == (t.name[0] ? 1 : 0));
	NEED(ic_temp_reopen(&t, &fd, &err));
	NEED(write(fd, "x", 1) < 0);
	NEED(read(fd, &byte, 1) == 1 && byte == 'n');
	NEED(lseek(t.fd, 0, SEEK_CUR) == 3);
	close(fd);
	NEED(ic_temp_publish(&t, "a.pdf", &err));
	NEED(t.name[0] == '\0');
	ic_temp_close(&t);
	NEED(ic_temp_open(&dir, 0644, &t, &err));
	NEED(write(t.fd, "newer", 5) == 5);
	NEED(ic_temp_publish(&t, "a.pdf", &err));
	ic_temp_close(&t);
	got = scratch_read(where, "a.pdf");
	NEED(got && strcmp(got, "newer") == 0);
	free(got);
	NEED(ic_temp_open(&dir, 0644, &t, &err));
	ic_temp_close(&t);
	ic_temp_close(&t);
	ic_temp_close(NULL);
	NEED(scratch_count(where) == 1);
	return 0;
}

static int commit_without_proc(const char *where)
{
	struct ic_temp t = { 0 };

	if (!hide("/proc")) {
		return APART_SKIPPED;
	}
	NEED(ic_temp_open(&dir, 0644, &t, NULL));
	NEED(ic_dir_is_leftover(t.name));
	ic_temp_close(&t);
	return commit(where);
}

START_TEST(a_temporary_is_seen_under_its_name_or_not_at_all)
{
	ck_assert_int_eq(commit(path), 0);
}
END_TEST

START_TEST(a_temporary_works_without_proc)
{
	ck_assert_int_le(apart(commit_without_proc, path), 0);
}
END_TEST

START_TEST(the_umask_applies_to_a_published_file)
{
	struct stat st;
	mode_t had = umask(027);

	ck_assert(ic_dir_write(&dir, "served", "x", 1, 0666, NULL));
	ck_assert(ic_dir_write(&dir, "private", "x", 1, 0600, NULL));
	umask(had);
	ck_assert_int_eq(fstatat(dir.fd, "served", &st, 0), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0640);
	ck_assert_int_eq(fstatat(dir.fd, "private", &st, 0), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
}
END_TEST

START_TEST(a_kill_before_publishing_leaves_the_old_file)
{
	struct ic_temp t = { 0 };
	int status;
	pid_t pid;

	ck_assert(ic_dir_write(&dir, "a.pdf", "old", 3, 0644, NULL));
	pid = fork();
	if (pid == 0) {
		if (ic_temp_open(&dir, 0644, &t, NULL) &&
		    write(t.fd, "half", 4) == 4) {
			kill(getpid(), SIGKILL);
		}
		_exit(9);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status));
	ck_content("a.pdf", "old");
	ck_assert(ic_dir_sweep(&dir, NULL)); /* without /proc one stays */
	ck_assert_int_eq(scratch_count(path), 1);
}
END_TEST

START_TEST(a_link_is_replaced_and_never_followed)
{
	struct ic_error err = { 0 };
	int fd = -1;
	struct ic_dir sub = { 0 };

	ck_assert(ic_dir_write(&dir, "victim", "safe", 4, 0600, &err));
	ck_assert_int_eq(symlinkat("victim", dir.fd, "a.pdf"), 0);
	ck_assert_int_eq(symlinkat("victim", dir.fd, "journal"), 0);
	ck_assert_int_eq(symlinkat(".", dir.fd, "redacted"), 0);
	ck_assert(!ic_dir_file(&dir, "a.pdf", &fd, NULL, &err));
	ck_assert_int_eq(err.code, IC_EINPUT);
	ck_assert(!ic_dir_append(&dir, "journal", "x", 1, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert(!ic_dir_sub(&dir, "redacted", 0755, &sub, &err));
	ck_assert_ptr_null(sub.path);
	ck_assert(ic_dir_write(&dir, "a.pdf", "new", 3, 0600, &err));
	ck_content("victim", "safe");
	ck_content("a.pdf", "new");
	ck_assert(ic_dir_file(&dir, "a.pdf", &fd, NULL, &err));
	close(fd);
}
END_TEST

START_TEST(a_name_with_a_path_in_it_is_refused)
{
	static const char *const names[] = { "", ".", "..", "../x", "/etc" };
	struct ic_error err = { 0 };
	int fd = -1;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		err.code = IC_OK;
		ck_assert(!ic_dir_write(&dir, names[i], "", 0, 0600, &err));
		ck_assert_int_eq(err.code, IC_EBUG);
		ck_assert(!ic_dir_file(&dir, names[i], &fd, NULL, &err));
		ck_assert(!ic_dir_remove(&dir, names[i], &err));
		ck_assert(!ic_dir_append(&dir, names[i], "", 0, &err));
	}
}
END_TEST

START_TEST(a_private_directory_becomes_private)
{
	struct ic_dir sub = { 0 };
	struct ic_error err = { 0 };
	struct stat st;

	ck_assert_int_eq(mkdirat(dir.fd, "private", 0755), 0);
	ck_assert(ic_dir_sub(&dir, "private", 0700, &sub, &err));
	ck_assert_int_eq(fstat(sub.fd, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0700);
	ic_dir_close(&sub);
	ck_assert(ic_dir_sub(&dir, "redacted", 0777, &sub, &err));
	ck_assert(ic_dir_write(&sub, "x", "", 0, 0600, &err));
	ic_dir_close(&sub);
	ic_dir_close(&sub);
	ic_dir_close(NULL);
}
END_TEST

START_TEST(a_directory_is_made_once)
{
	struct ic_dir d = { 0 };
	struct ic_error err = { 0 };
	char name[128];

	snprintf(name, sizeof(name), "%s/out", path);
	ck_assert(ic_dir_make(name, 0755, &d, &err));
	ck_assert(d.made);
	ic_dir_close(&d);
	ck_assert(ic_dir_make(name, 0755, &d, &err));
	ck_assert(!d.made);
	ic_dir_close(&d);
	snprintf(name, sizeof(name), "%s/no/out", path);
	ck_assert(!ic_dir_make(name, 0755, &d, &err));
	ck_assert_ptr_nonnull(strstr(err.msg,
	    "/no/out cannot be made: "
	    "there is no such file or directory"));
	ck_assert(!ic_dir_open(name, &d, &err));
	ck_assert_int_eq(err.code, IC_EINPUT);
}
END_TEST

START_TEST(only_an_empty_directory_that_was_made_is_unmade)
{
	struct ic_dir d = { 0 }, sub = { 0 };
	struct ic_error err = { 0 };
	char name[128];

	snprintf(name, sizeof(name), "%s/out", path);
	ck_assert(ic_dir_make(name, 0755, &d, &err));
	ck_assert(ic_dir_sub(&d, "logs", 0755, &sub, &err));
	ck_assert(sub.made);
	ic_dir_unmake(&d);
	ck_assert(ic_dir_open(name, &d, &err));
	ic_dir_unmake(&sub);
	ck_assert(!ic_dir_has(&d, "logs"));
	ic_dir_unmake(&d);
	ck_assert(ic_dir_open(name, &d, &err));
	ic_dir_close(&d);
}
END_TEST

START_TEST(a_directory_that_was_moved_or_removed_stands_no_more)
{
	struct ic_dir d = { 0 };
	struct ic_error err = { 0 };
	char name[128], other[128];

	snprintf(name, sizeof(name), "%s/out", path);
	snprintf(other, sizeof(other), "%s/moved", path);
	ck_assert(!ic_dir_stands(&d));
	ck_assert(ic_dir_make(name, 0755, &d, &err));
	ck_assert(ic_dir_stands(&d));
	ck_assert_int_eq(rename(name, other), 0);
	ck_assert(!ic_dir_stands(&d));
	ck_assert_int_eq(mkdir(name, 0755), 0);
	ck_assert(!ic_dir_stands(&d));
	ic_dir_unmake(&d);
	ck_assert(ic_dir_open(name, &d, &err));
	ic_dir_close(&d);
}
END_TEST

static bool note(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	static const char *const kinds[] = { "", "/", "@", "?" };

	(void)err;
	return ic_buf_printf(user, "%s%s ", name, kinds[kind]);
}

static bool refuse(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	(void)kind;
	++*(int *)user;
	return ic_fail(err, IC_EPROOF, "%s", name);
}

START_TEST(entries_are_listed_in_the_order_of_their_bytes)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	int calls = 0;

	ck_assert(ic_dir_list(&dir, note, &b, &err));
	ck_assert_str_eq(ic_buf_str(&b), "");
	ck_assert(ic_dir_write(&dir, "b", "", 0, 0600, &err));
	ck_assert(ic_dir_write(&dir, "B", "", 0, 0600, &err));
	ck_assert(ic_dir_write(&dir, ".hidden", "", 0, 0600, &err));
	ck_assert_int_eq(mkdirat(dir.fd, "a", 0700), 0);
	ck_assert_int_eq(symlinkat("b", dir.fd, "link"), 0);
	ck_assert_int_eq(mkfifoat(dir.fd, "z", 0700), 0);
	for (int i = 0; i < 2; i++) {
		ic_buf_reset(&b);
		ck_assert(ic_dir_list(&dir, note, &b, &err));
		ck_assert_str_eq(ic_buf_str(&b), ".hidden B a/ b link@ z? ");
	}
	ck_assert(!ic_dir_list(&dir, refuse, &calls, &err));
	ck_assert_int_eq(calls, 1);
	ck_assert_str_eq(err.msg, ".hidden");
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_record_is_appended_and_the_file_is_private)
{
	struct ic_buf b = { 0 };
	struct stat st;

	ck_assert(ic_dir_append(&dir, "journal", "one\n", 4, NULL));
	ck_assert(ic_dir_append(&dir, "journal", "two\n", 4, NULL));
	ck_content("journal", "one\ntwo\n");
	ck_assert(ic_dir_read(&dir, "journal", 8, &b, NULL));
	ck_assert_str_eq(ic_buf_str(&b), "one\ntwo\n");
	ck_assert_int_eq(fstatat(dir.fd, "journal", &st, 0), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert(!ic_dir_read(&dir, "journal", 7, &b, NULL));
	ck_assert_uint_eq(b.len, 8);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_line_cut_by_a_kill_does_not_swallow_the_next)
{
	ck_assert(ic_dir_write(&dir, "journal", "one\ntw", 6, 0600, NULL));
	ck_assert(ic_dir_append(&dir, "journal", "three\n", 6, NULL));
	ck_assert(ic_dir_append(&dir, "journal", "four\n", 5, NULL));
	ck_content("journal", "one\ntw\nthree\nfour\n");
}
END_TEST

START_TEST(only_leftovers_are_swept)
{
	static const char *const stay[] = { ".incamera-0123456789abcde.part",
		".incamera-0123456789abcdefg.part", ".incamera-x",
		".incamera-0123456789ABCDEF.part", "COE000001.pdf",
		"0123456789abcdef.part", ".incamera-0123456789abcdef.partial" };
	const int n = sizeof(stay) / sizeof(stay[0]);

	for (int i = 0; i < n; i++) {
		ck_assert(!ic_dir_is_leftover(stay[i]));
		ck_assert(ic_dir_write(&dir, stay[i], "", 0, 0600, NULL));
	}
	ck_assert(ic_dir_write(&dir, ".incamera-0123456789abcdef.part", "", 0,
	    0600, NULL));
	ck_assert_int_eq(scratch_count(path), n + 1);
	ck_assert(ic_dir_sweep(&dir, NULL));
	ck_assert_int_eq(scratch_count(path), n);
}
END_TEST

START_TEST(a_file_is_removed_once_and_for_all)
{
	ck_assert(ic_dir_write(&dir, "a.pdf", "", 0, 0600, NULL));
	ck_assert(ic_dir_remove(&dir, "a.pdf", NULL));
	ck_assert(ic_dir_remove(&dir, "a.pdf", NULL));
	ck_assert_int_eq(scratch_count(path), 0);
}
END_TEST

START_TEST(a_second_run_is_kept_out_of_the_directory)
{
	struct ic_dir again = { 0 };
	struct ic_error err = { 0 };

	ck_assert(ic_dir_lock(&dir, &err));
	ck_assert(ic_dir_open(path, &again, &err));
	ck_assert(!ic_dir_lock(&again, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert_ptr_nonnull(strstr(err.msg, "another incamera works in"));
	ic_dir_close(&dir);
	ck_assert(ic_dir_lock(&again, &err));
	dir = again;
}
END_TEST

/* 64 kB of disk: a file that fits stays when its successor does not fit. */
static int fill_disk(const char *unused)
{
	static char big[100000];
	struct ic_dir d = { 0 };
	struct ic_error err = { 0 };
	char *got;

	(void)unused;
	if (!enter_tmpfs("64k")) {
		return APART_SKIPPED;
	}
	memset(big, 'x', sizeof(big));
	NEED(ic_dir_open(".", &d, &err));
	NEED(ic_dir_write(&d, "a", "old", 3, 0600, &err));
	NEED(!ic_dir_write(&d, "a", big, sizeof(big), 0600, &err));
	NEED(err.code == IC_EENV);
	NEED(strstr(err.msg, "the disk is full: make room"));
	got = scratch_read(".", "a");
	NEED(got && strcmp(got, "old") == 0);
	free(got);
	NEED(ic_dir_append(&d, "journal", "one\n", 4, &err));
	NEED(!ic_dir_append(&d, "journal", big, sizeof(big), &err));
	NEED(strstr(err.msg, "the disk is full: make room"));
	got = scratch_read(".", "journal");
	NEED(got && strcmp(got, "one\n") == 0);
	free(got);
	NEED(scratch_count(".") == 2);
	ic_dir_close(&d);
	return 0;
}

START_TEST(a_full_disk_leaves_what_was_there)
{
	ck_assert_int_le(apart(fill_disk, path), 0);
}
END_TEST

Suite *suite_dir(void)
{
	Suite *s = suite_create("dir");
	TCase *t = tcase_create("dir");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_temporary_is_seen_under_its_name_or_not_at_all);
	tcase_add_test(t, a_temporary_works_without_proc);
	tcase_add_test(t, the_umask_applies_to_a_published_file);
	tcase_add_test(t, a_kill_before_publishing_leaves_the_old_file);
	tcase_add_test(t, a_link_is_replaced_and_never_followed);
	tcase_add_test(t, a_name_with_a_path_in_it_is_refused);
	tcase_add_test(t, a_private_directory_becomes_private);
	tcase_add_test(t, a_directory_is_made_once);
	tcase_add_test(t, only_an_empty_directory_that_was_made_is_unmade);
	tcase_add_test(t, a_directory_that_was_moved_or_removed_stands_no_more);
	tcase_add_test(t, entries_are_listed_in_the_order_of_their_bytes);
	tcase_add_test(t, a_record_is_appended_and_the_file_is_private);
	tcase_add_test(t, a_line_cut_by_a_kill_does_not_swallow_the_next);
	tcase_add_test(t, only_leftovers_are_swept);
	tcase_add_test(t, a_file_is_removed_once_and_for_all);
	tcase_add_test(t, a_second_run_is_kept_out_of_the_directory);
	tcase_add_test(t, a_full_disk_leaves_what_was_there);
	suite_add_tcase(s, t);
	return s;
}
