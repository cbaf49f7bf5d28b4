/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/profile.h"

#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "suites.h"

#define GOOD \
	"title: T\nrule: R\nsource: S\ndate: 2026-11-30\ncheck: C\n" \
	"limit_bytes: 10000000\nlimit_volume: 20000000\n" \
	"audiences: [court-in-camera, public]\n"

/* All that is said of a profile, "LINE:COLUMN: message" each. */
static const char *said_of(const char *text, struct ic_profile *out)
{
	static char s[4096];
	struct ic_profile p = { 0 };
	struct ic_diags d = { 0 };
	size_t len = 0;
	bool ok = ic_profile_load("p.yaml", text, strlen(text), &p, &d);

	s[0] = '\0';
	for (size_t i = 0; i < d.n; i++) {
		const struct ic_diag *at = &d.at[i];

		len += (size_t)snprintf(s + len, sizeof(s) - len, "%s%u:%u: %s",
		    i ? "\n" : "", at->place.line, at->place.column,
		    at->message);
	}
	ck_assert_int_eq(ok, d.errors == 0);
	ic_diags_finish(&d);
	if (out) {
		*out = p;
	} else {
		ic_profile_finish(&p);
	}
	return s;
}

static const char *said(const char *text)
{
	return said_of(text, NULL);
}

START_TEST(a_profile_is_read)
{
	struct ic_profile p;

	ck_assert_str_eq(said_of(GOOD "names: \"Ex. {range} (redacted)\"\n"
				      "volume: EX01\nto: Clerk\n",
			     &p),
	    "");
	ck_assert_str_eq(p.title, "T");
	ck_assert_uint_eq(p.limit_bytes, 10000000);
	ck_assert_uint_eq(p.limit_volume, 20000000);
	ck_assert_uint_eq(p.audiences,
	    1u << IC_AUDIENCE_COURT | 1u << IC_AUDIENCE_PUBLIC);
	ck_assert_str_eq(p.names, "Ex. {range} (redacted)");
	ck_assert_str_eq(p.volume, "EX01");
	ck_assert_str_eq(p.to, "Clerk");
	ck_assert_str_eq(p.court, "");
	ic_profile_finish(&p);
}
END_TEST

START_TEST(a_profile_without_a_limit_is_an_error)
{
	ck_assert_str_eq(
	    said("title: T\nrule: R\nsource: S\ndate: 2026-11-30\ncheck: C\n"
		 "audiences: public\n"),
	    "0:0: the profile has no \"limit_bytes\": write the largest PDF "
	    "that may be sent, in bytes\n"
	    "0:0: the profile has no \"limit_volume\": write the most that "
	    "goes into a volume or an e-mail, in bytes");
	ck_assert_ptr_nonnull(strstr(said("limit_bytes: 0\n"),
	    "1:14: \"limit_bytes\" must be a whole number from 10000"));
	ck_assert_ptr_nonnull(strstr(said("limit_bytes: 10 MB\n"),
	    "1:14: \"limit_bytes\" is in bytes: write 10000000"));
	ck_assert_ptr_nonnull(strstr(said("limit_volume: 25mb\n"),
	    "1:15: \"limit_volume\" is in bytes: write 25000000"));
	ck_assert_ptr_nonnull(strstr(said("limit_bytes: MB\n"),
	    "1:14: \"limit_bytes\" must be a whole number"));
}
END_TEST

START_TEST(what_must_be_said_is_not_left_empty)
{
	ck_assert_str_eq(said("title: T\nrule: R\nsource: S\ndate: 2026-11-30\n"
			      "check: ''\nlimit_bytes: 10000000\n"
			      "limit_volume: 20000000\naudiences: public\n"),
	    "0:0: the profile has no \"check\": write what is to be checked "
	    "before it is relied upon");
}
END_TEST

START_TEST(what_is_wrong_is_told_with_its_place)
{
	ck_assert_str_eq(said(""), "0:0: the profile is empty");
	ck_assert_str_eq(said(GOOD "limit: 3\n"),
	    "9:1: the profile has no key \"limit\"");
	ck_assert_str_eq(said(GOOD "title: U\n"),
	    "9:1: \"title\" stands here twice, first in line 1: remove one");
	ck_assert_str_eq(said(GOOD "volume: VOL\n"),
	    "9:9: \"volume\" must be letters and then digits, like VOL001");
	ck_assert_ptr_nonnull(strstr(said("audiences: [court-in-camera, press]"
					  "\n"),
	    "1:30: \"audiences\" must name court-in-camera, opposing-party or "
	    "public"));
	ck_assert_ptr_nonnull(strstr(said("audiences: [public, public]\n"),
	    "1:21: \"audiences\" names public twice"));
	ck_assert_ptr_nonnull(strstr(said("date: yesterday\n"),
	    "1:7: \"date\" must be written like 2026-11-30"));
	ck_assert_ptr_nonnull(strstr(said("date: 2026-02-30\n"),
	    "1:7: \"date\" must be written like 2026-11-30"));
	ck_assert_ptr_nonnull(strstr(said("a: [\n"), "is missing"));
	ck_assert_ptr_nonnull(
	    strstr(said("limit_bytes: 10000000\nlimit_volume: 5000000\n"),
		"\"limit_volume\" is less than \"limit_bytes\""));
}
END_TEST

START_TEST(a_file_name_stays_in_its_folder_and_does_not_lie)
{
	static const char *const bad[] = { "x", "{range}{range}", "../{range}",
		"a/{range}", ".{range}", "{range}..pdf", "UNREDACTED {range}",
		"{range}_Unredacted", "{range}\xc3\xa9", "{range}\\" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char text[512];

		snprintf(text, sizeof(text), GOOD "names: '%s'\n", bad[i]);
		ck_assert_msg(strstr(said(text), "9:8: \"names\" m") != NULL,
		    "%s: %s", bad[i], said(text));
	}
}
END_TEST

START_TEST(volumes_count_on_in_their_own_digits)
{
	char name[IC_PROFILE_VOLUME_MAX + 1];

	ck_assert(ic_profile_volume("VOL001", 0, name));
	ck_assert_str_eq(name, "VOL001");
	ck_assert(ic_profile_volume("VOL098", 3, name));
	ck_assert_str_eq(name, "VOL101");
	ck_assert(!ic_profile_volume("VOL099", 901, name));
	ck_assert(!ic_profile_volume("V9", 1, name));
	ck_assert(!ic_profile_volume("../V1", 0, name));
	ck_assert(!ic_profile_volume("001", 0, name));
	ck_assert(!ic_profile_volume("VOL", 0, name));
	ck_assert(!ic_profile_volume("VOL0000001", 0, name));
}
END_TEST

/* Those that come with the program are what they must be. */
START_TEST(the_profiles_of_the_program_are_good)
{
	static const char *const names[] = { "edca-in-camera",
		"edca-request-to-seal", "ndca-79-5", "plain" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct ic_buf b = { 0 };
		struct ic_error err = { 0 };
		struct ic_profile p;
		char path[512];

		snprintf(path, sizeof(path), "%s/share/profiles/%s.yaml",
		    IC_SOURCE_ROOT, names[i]);
		ck_assert_msg(ic_fs_read(path, IC_PROFILE_BYTES_MAX, &b, &err),
		    "%s", err.msg);
		ck_assert_str_eq(said_of(ic_buf_str(&b), &p), "");
		ck_assert_msg(strncmp(p.check,
				  "Check the court's current rules", 31) == 0,
		    "%s: %s", names[i], p.check);
		ck_assert(p.audiences >> IC_AUDIENCE_COURT & 1);
		ck_assert(p.to[0] && p.court[0] && p.banner[0]);
		ic_profile_finish(&p);
		ic_buf_finish(&b);
	}
}
END_TEST

Suite *suite_profile(void)
{
	Suite *s = suite_create("profile");
	TCase *t = tcase_create("profile");

	tcase_add_test(t, a_profile_is_read);
	tcase_add_test(t, a_profile_without_a_limit_is_an_error);
	tcase_add_test(t, what_must_be_said_is_not_left_empty);
	tcase_add_test(t, what_is_wrong_is_told_with_its_place);
	tcase_add_test(t, a_file_name_stays_in_its_folder_and_does_not_lie);
	tcase_add_test(t, volumes_count_on_in_their_own_digits);
	tcase_add_test(t, the_profiles_of_the_program_are_good);
	suite_add_tcase(s, t);
	return s;
}
