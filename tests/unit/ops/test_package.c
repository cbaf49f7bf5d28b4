/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Volumes, and names that a package may have. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_priv.h"
#include "suites.h"

static struct ic_run run;
static struct pack p;

static void setup(void)
{
	run = (struct ic_run){ 0 };
	p = (struct pack){ .service = IC_SERVICE_CONFIDENTIALITY,
		.audiences = 1u << IC_AUDIENCE_COURT |
		    1u << IC_AUDIENCE_OPPOSING,
		.volume = "V1" };
	p.profile.limit_volume = 100;
	p.v.a.p.run = &run;
}

static void teardown(void)
{
	free(p.files);
	ic_run_finish(&run);
}

static void put(size_t document, uint32_t first, enum ic_item item,
    uint64_t bytes)
{
	struct pack_file f = { .document = document,
		.first = first,
		.item = item,
		.as = "X.pdf",
		.bytes = bytes };

	ck_assert(pack_add(&p, &f));
}

/* The volume of each file: "0 0 1". */
static const char *volumes(void)
{
	static char s[128];
	size_t n = 0;

	ck_assert_msg(pack_volumes(&p), "%s", p.v.err.msg);
	for (size_t i = 0; i < p.nfiles; i++) {
		n += (size_t)snprintf(s + n, sizeof(s) - n, "%s%d",
		    i ? " " : "", (int)p.files[i].volume);
	}
	return s;
}

START_TEST(volumes_part_between_documents)
{
	put(0, 0, IC_ITEM_REDACTED, 40);
	put(0, 0, IC_ITEM_PROPOSED, 20);
	put(1, 0, IC_ITEM_REDACTED, 40);
	put(2, 0, IC_ITEM_REDACTED, 30);
	put(2, 0, IC_ITEM_PROPOSED, 30);
	put(SIZE_MAX, 0, IC_ITEM_REDACTION_LOG, 999);
	ck_assert_str_eq(volumes(), "0 0 0 1 1 -1");
	ck_assert_uint_eq(p.nvolumes, 2);
}
END_TEST

/* Where a volume ends tells nobody of the size of what others get. */
START_TEST(what_an_audience_does_not_get_weighs_nothing)
{
	put(0, 0, IC_ITEM_REDACTED, 40);
	put(0, 0, IC_ITEM_PROPOSED, 90);
	put(1, 0, IC_ITEM_REDACTED, 60);
	ck_assert_str_eq(volumes(), "0 1 2");
	p.audience = IC_AUDIENCE_PUBLIC;
	ck_assert_str_eq(volumes(), "0 0 0");
	ck_assert_uint_eq(p.nvolumes, 1);
	ck_assert_uint_eq(p.most_volumes, 3);
}
END_TEST

START_TEST(a_document_that_no_volume_holds_parts_between_its_parts)
{
	put(0, 0, IC_ITEM_REDACTED, 50);
	put(0, 0, IC_ITEM_PROPOSED, 40);
	put(0, 3, IC_ITEM_REDACTED, 45);
	put(0, 3, IC_ITEM_PROPOSED, 45);
	ck_assert_str_eq(volumes(), "0 0 1 1");
}
END_TEST

START_TEST(a_part_that_no_volume_holds_parts_between_its_files)
{
	put(0, 0, IC_ITEM_REDACTED, 60);
	put(0, 0, IC_ITEM_TEXT, 10);
	put(0, 0, IC_ITEM_PROPOSED, 90);
	put(1, 0, IC_ITEM_REDACTED, 10);
	ck_assert_str_eq(volumes(), "0 0 1 1");
	ck_assert_uint_eq(run.nfindings, 0);
}
END_TEST

START_TEST(a_file_that_no_volume_holds_has_one_and_is_told)
{
	put(0, 0, IC_ITEM_REDACTED, 10);
	put(1, 0, IC_ITEM_NATIVE, 1000);
	put(2, 0, IC_ITEM_REDACTED, 10);
	ck_assert_str_eq(volumes(), "0 1 2");
	ck_assert_uint_eq(run.nfindings, 1);
	ck_assert_int_eq(run.findings[0].level, IC_LEVEL_WARNING);
}
END_TEST

START_TEST(more_volumes_than_digits_are_an_error)
{
	for (size_t i = 0; i < 9; i++) {
		put(i, 0, IC_ITEM_REDACTED, 100);
	}
	ck_assert(pack_volumes(&p));
	p.nvolumes = 0;
	put(9, 0, IC_ITEM_REDACTED, 100);
	ck_assert(!pack_volumes(&p));
	ck_assert_int_eq(p.v.err.code, IC_ESPEC);
}
END_TEST

START_TEST(a_name_leads_nowhere_and_hides_nothing)
{
	static const char *const bad[] = { "", ".", "..", "../x", "a/b", "a\\b",
		".hidden", "-o", "a\nb", "a\x1b[2J",
		"a\xe2\x80\xae"
		"b",
		"a\xff", "CON:", "a?", "a ", "a." };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!pack_name_ok(bad[i]), "%s", bad[i]);
	}
	ck_assert(pack_name_ok("COE000001-COE000014.pdf"));
	ck_assert(pack_name_ok("ROE 000001.001.pdf"));
	ck_assert(pack_name_ok("\xc3\x89tat.pdf"));
}
END_TEST

Suite *suite_package(void)
{
	Suite *s = suite_create("package");
	TCase *t = tcase_create("package");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, volumes_part_between_documents);
	tcase_add_test(t, what_an_audience_does_not_get_weighs_nothing);
	tcase_add_test(t,
	    a_document_that_no_volume_holds_parts_between_its_parts);
	tcase_add_test(t, a_part_that_no_volume_holds_parts_between_its_files);
	tcase_add_test(t, a_file_that_no_volume_holds_has_one_and_is_told);
	tcase_add_test(t, more_volumes_than_digits_are_an_error);
	tcase_add_test(t, a_name_leads_nowhere_and_hides_nothing);
	suite_add_tcase(s, t);
	return s;
}
