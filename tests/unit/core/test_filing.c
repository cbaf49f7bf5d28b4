/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/filing.h"

#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "core/finding.h"
#include "suites.h"

#define GOOD "title: T\nrule: R\nsource: S\ndate: 2026-11-30\ncheck: C\n"

/* All that is said of a profile, "LINE:COLUMN: message" each. */
static const char *said_of(const char *text, struct ic_filing_profile *out)
{
	static char s[4096];
	struct ic_filing_profile p = { 0 };
	struct ic_diags d = { 0 };
	size_t len = 0;
	bool ok = ic_filing_load("p.yaml", text, strlen(text), &p, &d);

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
		ic_filing_finish(&p);
	}
	return s;
}

START_TEST(a_profile_is_read)
{
	struct ic_filing_profile p;

	ck_assert_str_eq(said_of(GOOD
			     "limit_bytes: 35000000\nsize: warning\n"
			     "encryption: error\nfonts: notice\n"
			     "pages: [letter, a4]\npage_size: warning\n",
			     &p),
	    "");
	ck_assert_str_eq(p.title, "T");
	ck_assert_uint_eq(p.limit_bytes, 35000000);
	ck_assert_uint_eq(p.size, IC_SEVERITY_WARNING);
	ck_assert_uint_eq(p.asked.max_kib, 34179);
	ck_assert_uint_eq(p.asked.unencrypted, IC_SEVERITY_ERROR + 1);
	ck_assert_uint_eq(p.asked.fonts_embedded, IC_SEVERITY_NOTICE + 1);
	ck_assert_uint_eq(p.asked.sized, IC_SEVERITY_WARNING + 1);
	ck_assert_uint_eq(p.asked.nsizes, 2);
	ck_assert_int_eq(p.asked.w[0], 612000);
	ck_assert_int_eq(p.asked.h[1], 841890);
	ck_assert_uint_eq(p.asked.searchable, 0);
	ic_filing_finish(&p);
}
END_TEST

START_TEST(a_profile_may_ask_nothing_and_must_say_where_it_is_from)
{
	ck_assert_str_eq(said_of(GOOD, NULL), "");
	ck_assert_ptr_nonnull(
	    strstr(said_of("title: T\nrule: R\n", NULL), "has no \"source\""));
}
END_TEST

START_TEST(a_limit_in_megabytes_is_refused)
{
	ck_assert_str_ne(said_of(GOOD "limit_bytes: 35 MB\n", NULL), "");
}
END_TEST

START_TEST(a_severity_is_one_of_three_words)
{
	ck_assert_str_ne(said_of(GOOD "encryption: fatal\n", NULL), "");
	ck_assert_str_ne(said_of(GOOD "encryption: true\n", NULL), "");
}
END_TEST

START_TEST(pages_and_how_bad_another_is_belong_together)
{
	ck_assert_str_ne(said_of(GOOD "pages: [letter]\n", NULL), "");
	ck_assert_str_ne(said_of(GOOD "page_size: error\n", NULL), "");
	ck_assert_str_ne(said_of(GOOD "pages: foolscap\npage_size: error\n",
			     NULL),
	    "");
}
END_TEST

/* Those that come with the program. */
START_TEST(ours_are_read)
{
	static const char *const names[] = { "cal-appellate", "cacd", "caed",
		"cand", "cm-ecf", "general", "paed", "scotus", "wawd" };
	char path[500];
	struct ic_error err = { 0 };
	struct ic_buf b = { 0 };

	snprintf(path, sizeof(path), "%s/share/filing/%s.yaml", IC_SOURCE_ROOT,
	    names[_i]);
	ck_assert_msg(ic_fs_read(path, IC_FILING_BYTES_MAX, &b, &err), "%s",
	    err.msg);
	ck_assert_str_eq(said_of(ic_buf_str(&b), NULL), "");
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_filing(void)
{
	Suite *s = suite_create("filing");
	TCase *t = tcase_create("filing");

	tcase_add_test(t, a_profile_is_read);
	tcase_add_test(t,
	    a_profile_may_ask_nothing_and_must_say_where_it_is_from);
	tcase_add_test(t, a_limit_in_megabytes_is_refused);
	tcase_add_test(t, a_severity_is_one_of_three_words);
	tcase_add_test(t, pages_and_how_bad_another_is_belong_together);
	tcase_add_loop_test(t, ours_are_read, 0, 9);
	suite_add_tcase(s, t);
	return s;
}
