/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names below a directory, as other systems write them. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tree.h"
#include "scratch.h"
#include "suites.h"

static char *dir;
static struct ic_tree tree;
static struct ic_error err;
static char out[IC_TREE_PATH_MAX + 1];

static void put(const char *name, bool folder)
{
	char path[500];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	if (folder) {
		ck_assert_int_eq(mkdir(path, 0700), 0);
		return;
	}
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fclose(f);
}

static void setup(void)
{
	tree = (struct ic_tree){ 0 };
	dir = scratch_make();
	put("IMAGES", true);
	put("IMAGES/001", true);
	put("IMAGES/001/COE1.TIF", false);
	put("IMAGES/001/twin.tif", false);
	put("IMAGES/001/Twin.tif", false);
	put("IMAGES/001/.hidden", false);
	put("a.pdf", false);
}

static void teardown(void)
{
	ic_tree_finish(&tree);
	scratch_remove(dir);
}

/* What is found: its real name, "" for nothing, "!" for an error. */
static const char *find(const char *path)
{
	enum ic_entry kind;
	bool there;

	err = (struct ic_error){ 0 };
	if (!ic_tree_find(&tree, dir, path, out, &there, &kind, &err)) {
		return "!";
	}
	return there ? out : "";
}

START_TEST(a_name_of_another_case_is_found_and_its_own_goes_first)
{
	ck_assert_str_eq(find("images/001/coe1.tif"), "IMAGES/001/COE1.TIF");
	ck_assert_str_eq(find("A.PDF"), "a.pdf");
	ck_assert_str_eq(find("IMAGES/001/Twin.tif"), "IMAGES/001/Twin.tif");
	ck_assert_str_eq(find("IMAGES/001/twin.tif"), "IMAGES/001/twin.tif");
	ck_assert_str_eq(find("IMAGES//001"), "IMAGES/001");
}
END_TEST

START_TEST(what_is_not_there_is_no_error)
{
	ck_assert_str_eq(find("IMAGES/002/COE1.TIF"), "");
	ck_assert_str_eq(find("a.pdf/b"), "");
	ck_assert_str_eq(find("IMAGES/001/COE"), "");
	ck_assert_str_eq(find("IMAGES/001/COE1.TIFF"), "");
}
END_TEST

START_TEST(two_that_differ_in_case_only_are_no_guess)
{
	ck_assert_str_eq(find("IMAGES/001/TWIN.TIF"), "!");
	ck_assert_int_eq(err.code, IC_ESPEC);
	ck_assert_ptr_nonnull(strstr(err.msg, "differ only in case"));
}
END_TEST

START_TEST(nothing_leads_out_of_the_directory)
{
	char link[500];

	snprintf(link, sizeof link, "%s/out", dir);
	ck_assert_int_eq(symlink("/etc", link), 0);
	snprintf(link, sizeof link, "%s/in", dir);
	ck_assert_int_eq(symlink("IMAGES/001", link), 0);
	snprintf(link, sizeof link, "%s/nowhere", dir);
	ck_assert_int_eq(symlink("x/y", link), 0);
	ck_assert_str_eq(find("IMAGES/../a.pdf"), "!");
	ck_assert_str_eq(find(".."), "!");
	ck_assert_str_eq(find("out/passwd"), "!");
	ck_assert_ptr_nonnull(strstr(err.msg, "a link leads out"));
	ck_assert_str_eq(find("in/coe1.tif"), "in/COE1.TIF");
	ck_assert_str_eq(find("nowhere/a"), "");
}
END_TEST

/* Which is why 100,000 paths take a second. */
START_TEST(a_directory_is_listed_once)
{
	ck_assert_str_eq(find("IMAGES/001/late.tif"), "");
	put("IMAGES/001/late.tif", false);
	ck_assert_str_eq(find("IMAGES/001/late.tif"), "");
}
END_TEST

static bool collect(void *user, const char *name, enum ic_entry kind,
    struct ic_error *e)
{
	char *all = user;

	(void)e;
	ck_assert(kind == IC_ENTRY_FILE || kind == IC_ENTRY_LINK);
	strncat(all, kind == IC_ENTRY_LINK ? "@<" : "<", 3);
	strncat(all, name, 100);
	strncat(all, ">", 1);
	return true;
}

START_TEST(all_files_below_are_listed_and_links_to_folders_not_followed)
{
	char all[1000] = "", path[500];

	snprintf(path, sizeof path, "%s/loop", dir);
	ck_assert_int_eq(symlink(".", path), 0);
	snprintf(path, sizeof path, "%s/link.pdf", dir);
	ck_assert_int_eq(symlink("a.pdf", path), 0);
	snprintf(path, sizeof path, "%s/", dir);
	ck_assert(ic_tree_list(path, collect, all, &err));
	ck_assert_ptr_nonnull(strstr(all, "<IMAGES/001/COE1.TIF>"));
	ck_assert_ptr_nonnull(strstr(all, "<a.pdf>"));
	ck_assert_ptr_nonnull(strstr(all, "<link.pdf>"));
	ck_assert_ptr_null(strstr(all, "hidden"));
	ck_assert_ptr_nonnull(strstr(all, "@<loop>"));
	ck_assert_ptr_null(strstr(all, "loop/"));
	ck_assert_ptr_null(strstr(all, "@<link.pdf>"));
}
END_TEST

START_TEST(a_link_that_leads_nowhere_is_not_passed_by)
{
	char all[1000] = "", path[500];

	snprintf(path, sizeof path, "%s/IMAGES/gone.pdf", dir);
	ck_assert_int_eq(symlink("nothing.pdf", path), 0);
	err = (struct ic_error){ 0 };
	ck_assert(!ic_tree_list(dir, collect, all, &err));
	ck_assert_int_eq(err.code, IC_EINPUT);
	ck_assert_ptr_nonnull(strstr(err.msg, "IMAGES/gone.pdf"));
}
END_TEST

START_TEST(a_directory_that_is_not_there_cannot_be_listed)
{
	char all[10] = "", path[500];

	snprintf(path, sizeof path, "%s/x", dir);
	err = (struct ic_error){ 0 };
	ck_assert(!ic_tree_list(path, collect, all, &err));
	ck_assert_int_eq(err.code, IC_EINPUT);
}
END_TEST

Suite *suite_tree(void)
{
	Suite *s = suite_create("tree");
	TCase *t = tcase_create("tree");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t,
	    a_name_of_another_case_is_found_and_its_own_goes_first);
	tcase_add_test(t, what_is_not_there_is_no_error);
	tcase_add_test(t, two_that_differ_in_case_only_are_no_guess);
	tcase_add_test(t, nothing_leads_out_of_the_directory);
	tcase_add_test(t, a_directory_is_listed_once);
	tcase_add_test(t,
	    all_files_below_are_listed_and_links_to_folders_not_followed);
	tcase_add_test(t, a_link_that_leads_nowhere_is_not_passed_by);
	tcase_add_test(t, a_directory_that_is_not_there_cannot_be_listed);
	suite_add_tcase(s, t);
	return s;
}
