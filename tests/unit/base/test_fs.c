/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fs.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/digest.h"
#include "scratch.h"
#include "suites.h"

static char *dir;

static void setup(void)
{
	dir = scratch_make();
	ck_assert_int_eq(chdir(dir), 0);
}

static void teardown(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	scratch_remove(dir);
}

static void put(const char *path, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, bytes, n), n);
	close(fd);
}

START_TEST(a_file_is_read_whole_behind_what_is_there)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	char *big = calloc(1, 300000);

	memset(big, 'x', 299999);
	put("big", big, 299999);
	ck_assert(ic_buf_puts(&b, "("));
	ck_assert_msg(ic_fs_read("big", 299999, &b, &err), "%s", err.msg);
	ck_assert_uint_eq(b.len, 300000);
	ck_assert_str_eq(ic_buf_str(&b) + 1, big);
	free(big);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_file_over_the_limit_is_refused_and_leaves_nothing)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	put("five", "12345", 5);
	ck_assert(ic_buf_puts(&b, "kept"));
	ck_assert(!ic_fs_read("five", 4, &b, &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
	ck_assert_str_eq(err.msg,
	    "five is larger than the 4 bytes that are accepted");
	ck_assert_str_eq(ic_buf_str(&b), "kept");
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_pipe_is_read_but_is_no_source)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	int fd = -1, status;
	pid_t pid;

	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	ck_assert(!ic_fs_open("pipe", &fd, NULL, &err));
	ck_assert_int_eq(err.code, IC_EINPUT);
	ck_assert_str_eq(err.msg, "pipe is not a regular file");
	ck_assert_int_eq(fd, -1);
	pid = fork();
	if (pid == 0) {
		int to = open("pipe", O_WRONLY);

		_exit(write(to, "through", 7) != 7);
	}
	ck_assert_msg(ic_fs_read("pipe", 100, &b, &err), "%s", err.msg);
	ck_assert_str_eq(ic_buf_str(&b), "through");
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	ic_buf_finish(&b);
}
END_TEST

static const struct {
	const char *path, *message;
} bad[] = {
	{ "missing.yaml",
	    "missing.yaml cannot be opened: "
	    "there is no such file or directory" },
	{ "file/below",
	    "file/below cannot be opened: "
	    "a part of the path is no directory" },
	{ "loop",
	    "loop cannot be opened: "
	    "it is a symbolic link, or goes through too many" },
};

START_TEST(a_path_that_is_wrong_is_named_with_the_reason)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	int fd = -1;

	put("file", "", 0);
	ck_assert_int_eq(symlink("loop", "loop"), 0);
	ck_assert(!ic_fs_open(bad[_i].path, &fd, NULL, &err));
	ck_assert_int_eq(err.code, IC_EINPUT);
	ck_assert_str_eq(err.msg, bad[_i].message);
	err = (struct ic_error){ 0 };
	ck_assert(!ic_fs_read(bad[_i].path, 10, &b, &err));
	ck_assert_str_eq(err.msg, bad[_i].message);
	ck_assert_int_eq(fd, -1);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_directory_is_not_a_file)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	ck_assert(!ic_fs_read(dir, 10, &b, &err));
	ck_assert_int_eq(err.code, IC_EINPUT);
	ck_assert_ptr_nonnull(strstr(err.msg, "it is a directory"));
	ic_buf_finish(&b);
}
END_TEST

static const struct {
	const char *directory, *path, *joined;
} joins[] = {
	{ "case", "ia/a.pdf", "case/ia/a.pdf" },
	{ "case/", "a.pdf", "case/a.pdf" },
	{ "/", "a.pdf", "/a.pdf" },
	{ ".", "a.pdf", "a.pdf" },
	{ "", "a.pdf", "a.pdf" },
	{ "case", "/srv/a.pdf", "/srv/a.pdf" },
};

START_TEST(a_path_is_seen_from_the_directory_of_the_spec)
{
	char *got = ic_fs_join(joins[_i].directory, joins[_i].path);

	ck_assert_str_eq(got, joins[_i].joined);
	free(got);
}
END_TEST

static const struct {
	const char *path, *parent, *name;
} parents[] = {
	{ "production.yaml", ".", "production.yaml" },
	{ "a/b/c", "a/b", "c" },
	{ "/c", "/", "c" },
	{ "a/", "a", "" },
};

START_TEST(a_path_has_a_parent_and_a_name)
{
	char *got = ic_fs_parent(parents[_i].path);

	ck_assert_str_eq(got, parents[_i].parent);
	ck_assert_str_eq(ic_fs_name(parents[_i].path), parents[_i].name);
	free(got);
}
END_TEST

/* FIPS 180-4's examples, as sha256sum prints them. */
START_TEST(sha_256_is_that_of_the_standard)
{
	char hex[IC_SHA256_HEX];
	struct ic_error err = { 0 };

	ck_assert(ic_sha256(NULL, 0, hex, &err));
	ck_assert_str_eq(hex,
	    "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
	ck_assert(ic_sha256("abc", 3, hex, &err));
	ck_assert_str_eq(hex,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(the_hash_of_a_file_is_that_of_its_bytes)
{
	size_t n = ((size_t)5 << 20) / 2 + 17;
	uint8_t *bytes = malloc(n);
	char want[IC_SHA256_HEX], got[IC_SHA256_HEX];
	struct ic_error err = { 0 };
	uint64_t size = 0;
	int fd;

	for (size_t i = 0; i < n; i++) {
		bytes[i] = (uint8_t)(i * 2654435761u >> 11);
	}
	put("file", bytes, n);
	ck_assert(ic_sha256(bytes, n, want, &err));
	ck_assert(ic_fs_open("file", &fd, &size, &err));
	ck_assert_uint_eq(size, n);
	ck_assert_int_eq(lseek(fd, 1000, SEEK_SET), 1000);
	ck_assert(ic_sha256_fd(fd, got, &size, &err));
	ck_assert_str_eq(got, want);
	ck_assert_uint_eq(size, n);
	ck_assert_int_eq(lseek(fd, 0, SEEK_CUR), 1000);
	ck_assert_str_eq(got, want);
	close(fd);
	ck_assert(!ic_sha256_fd(fd, got, &size, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	free(bytes);
}
END_TEST

START_TEST(bytes_are_read_at_their_place_or_not_at_all)
{
	char got[4] = "";
	int fd;

	put("file", "0123456789", 10);
	ck_assert(ic_fs_open("file", &fd, NULL, NULL));
	ck_assert(ic_fs_read_at(fd, got, 3, 7));
	ck_assert_str_eq(got, "789");
	ck_assert(ic_fs_read_at(fd, got, 0, 10));
	ck_assert(!ic_fs_read_at(fd, got, 3, 8));
	ck_assert(!ic_fs_read_at(fd, got, 1, UINT64_MAX));
	close(fd);
	ck_assert(!ic_fs_read_at(fd, got, 1, 0));
}
END_TEST

START_TEST(a_path_lies_in_a_directory_by_whole_names)
{
	ck_assert(ic_fs_lies_in("/a/out", "/a/out"));
	ck_assert(ic_fs_lies_in("/a/out/x", "/a/out"));
	ck_assert(ic_fs_lies_in("/a", "/"));
	ck_assert(!ic_fs_lies_in("/a/out2", "/a/out"));
	ck_assert(!ic_fs_lies_in("/a", "/a/out"));
}
END_TEST

Suite *suite_fs(void)
{
	Suite *s = suite_create("fs");
	TCase *t = tcase_create("fs");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_file_is_read_whole_behind_what_is_there);
	tcase_add_test(t, a_file_over_the_limit_is_refused_and_leaves_nothing);
	tcase_add_test(t, a_pipe_is_read_but_is_no_source);
	tcase_add_loop_test(t, a_path_that_is_wrong_is_named_with_the_reason, 0,
	    sizeof(bad) / sizeof(bad[0]));
	tcase_add_test(t, a_directory_is_not_a_file);
	tcase_add_loop_test(t, a_path_is_seen_from_the_directory_of_the_spec, 0,
	    sizeof(joins) / sizeof(joins[0]));
	tcase_add_loop_test(t, a_path_has_a_parent_and_a_name, 0,
	    sizeof(parents) / sizeof(parents[0]));
	tcase_add_test(t, a_path_lies_in_a_directory_by_whole_names);
	tcase_add_test(t, bytes_are_read_at_their_place_or_not_at_all);
	tcase_add_test(t, sha_256_is_that_of_the_standard);
	tcase_add_test(t, the_hash_of_a_file_is_that_of_its_bytes);
	suite_add_tcase(s, t);
	return s;
}
