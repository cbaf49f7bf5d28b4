/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Slip sheets, from the spec's keys to what a child is told. */
#include <stdlib.h>
#include <string.h>

#include "spec_fixture.h"
#include "suites.h"

static const char sheets[] =
    "bates: { prefix: COE }\n"
    "codes: { PRIV: { text: Attorney-client, basis: FRE 502 }, WP: {} }\n"
    "on_unreadable: slip-sheet\n"
    "documents:\n"
    "  - { file: a.pdf, withhold: true, code: [PRIV, WP, PRIV] }\n"
    "  - { file: b.pdf, withhold: true, code: \"WP; PRIV\", sheets: page }\n"
    "  - { placeholder: \"Produced in native format\",\n"
    "      native: media/bwc1.mp4, bates: COE000500 }\n"
    "  - { file: c.pdf, withhold: false }\n";

START_TEST(the_keys_of_sheets_are_read)
{
	struct loaded l;
	const struct ic_spec_document *d;

	load(&l, sheets, NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	d = l.spec.documents;
	ck_assert_int_eq(l.spec.on_unreadable, IC_UNREADABLE_SHEET);
	ck_assert_int_eq(d[0].kind, IC_KIND_WITHHELD);
	ck_assert_int_eq(d[0].sheets, IC_SHEETS_DOCUMENT);
	ck_assert_uint_eq(d[0].ncodes, 2);
	ck_assert_uint_eq(d[0].codes[1], 1);
	ck_assert_int_eq(d[1].sheets, IC_SHEETS_PAGE);
	ck_assert_uint_eq(d[1].codes[0], 1);
	ck_assert_int_eq(d[2].kind, IC_KIND_NATIVE);
	ck_assert_str_eq(d[2].file, "media/bwc1.mp4");
	ck_assert_str_eq(d[2].placeholder, "Produced in native format");
	ck_assert_uint_eq(d[2].first.value, 500);
	ck_assert_int_eq(d[3].kind, IC_KIND_DOCUMENT);
	unload(&l);
}
END_TEST

START_TEST(without_the_keys_nothing_is_withheld)
{
	struct loaded l;

	load(&l, HEAD, NULL);
	ck_assert_int_eq(l.spec.on_unreadable, IC_UNREADABLE_STOP);
	ck_assert_int_eq(l.spec.documents[0].kind, IC_KIND_DOCUMENT);
	unload(&l);
}
END_TEST

START_TEST(a_native_keeps_its_extension)
{
	ck_assert_str_eq(ic_native_extension("a.b/c.d.MP4"), ".MP4");
	ck_assert_str_eq(ic_native_extension("x.7z"), ".7z");
	ck_assert_ptr_null(ic_native_extension("a.b/c"));
	ck_assert_ptr_null(ic_native_extension(".mp4"));
	ck_assert_ptr_null(ic_native_extension("a."));
	ck_assert_ptr_null(ic_native_extension("a.mp 4"));
	ck_assert_ptr_null(ic_native_extension("a.\xc3\xa4"));
	ck_assert_ptr_null(ic_native_extension("a.12345678901234567"));
}
END_TEST

START_TEST(a_kind_is_its_word)
{
	enum ic_kind k = IC_KIND_DOCUMENT;

	ck_assert(ic_kind_parse("native", &k));
	ck_assert_int_eq(k, IC_KIND_NATIVE);
	ck_assert(!ic_kind_parse("Native", &k));
	ck_assert_str_eq(ic_kind_word(IC_KIND_UNREADABLE), "unreadable");
	ck_assert_str_eq(ic_kind_word(IC_KIND_COUNT), "unknown");
}
END_TEST

Suite *suite_sheets(void)
{
	Suite *s = suite_create("sheets");
	TCase *t = tcase_create("sheets");

	tcase_add_test(t, the_keys_of_sheets_are_read);
	tcase_add_test(t, without_the_keys_nothing_is_withheld);
	tcase_add_test(t, a_native_keeps_its_extension);
	tcase_add_test(t, a_kind_is_its_word);
	suite_add_tcase(s, t);
	return s;
}
