/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/dir.h"
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

static void put(const char *name)
{
	ck_assert_int_eq(mkdirat(dir.fd, name, 0755), 0);
}

static void put_file(const struct ic_dir *d, const char *name)
{
	ck_assert(ic_dir_write(d, name, "x", 1, 0644, NULL));
}

START_TEST(a_tree_is_removed_and_what_its_links_lead_to_stays)
{
	struct ic_dir sub = { 0 }, deep = { 0 };

	put("kept");
	put("tree");
	ck_assert(ic_dir_sub(&dir, "kept", 0755, &sub, NULL));
	put_file(&sub, "file");
	ic_dir_close(&sub);
	ck_assert(ic_dir_sub(&dir, "tree", 0755, &sub, NULL));
	put_file(&sub, "file");
	ck_assert(ic_dir_sub(&sub, "deep", 0755, &deep, NULL));
	put_file(&deep, "file");
	ck_assert_int_eq(symlinkat("../../kept", deep.fd, "link"), 0);
	ic_dir_close(&deep);
	ic_dir_close(&sub);
	ck_assert(ic_dir_remove_tree(&dir, "tree", NULL));
	ck_assert_int_eq(scratch_count(path), 1);
	ck_assert(ic_dir_sub(&dir, "kept", 0755, &sub, NULL));
	ck_assert(ic_dir_has(&sub, "file"));
	ic_dir_close(&sub);
	ck_assert(ic_dir_remove_tree(&dir, "tree", NULL));
	put_file(&dir, "single");
	ck_assert(ic_dir_remove_tree(&dir, "single", NULL));
	ck_assert(!ic_dir_remove_tree(&dir, "../x", NULL));
	ck_assert(!ic_dir_remove_tree(&dir, "..", NULL));
}
END_TEST

START_TEST(a_directory_takes_the_place_of_an_empty_one_and_of_nothing_else)
{
	struct ic_error err = { 0 };
	struct ic_dir sub = { 0 };

	put("made");
	ck_assert(ic_dir_sub(&dir, "made", 0755, &sub, NULL));
	put_file(&sub, "inside");
	ic_dir_close(&sub);
	ck_assert(ic_dir_rename(&dir, "made", "new", NULL));
	put("empty");
	ck_assert(ic_dir_rename(&dir, "new", "empty", NULL));
	put("full");
	ck_assert(ic_dir_sub(&dir, "full", 0755, &sub, NULL));
	put_file(&sub, "mine");
	ck_assert(!ic_dir_rename(&dir, "empty", "full", &err));
	ck_assert_int_eq(err.code, IC_ESPEC);
	ck_assert(ic_dir_has(&sub, "mine"));
	ic_dir_close(&sub);
	put_file(&dir, "file");
	ck_assert(!ic_dir_rename(&dir, "empty", "file", &err));
	ck_assert_int_eq(err.code, IC_ESPEC);
	ck_assert(!ic_dir_rename(&dir, "empty", "../out", &err));
	ck_assert(!ic_dir_rename(&dir, "nothing", "there", &err));
	ck_assert(ic_dir_has(&dir, "empty"));
}
END_TEST

Suite *suite_dir_tree(void)
{
	Suite *s = suite_create("dir_tree");
	TCase *t = tcase_create("dir_tree");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_tree_is_removed_and_what_its_links_lead_to_stays);
	tcase_add_test(t,
	    a_directory_takes_the_place_of_an_empty_one_and_of_nothing_else);
	suite_add_tcase(s, t);
	return s;
}
