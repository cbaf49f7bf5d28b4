/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Fields of documents and redactions, and the dates among them. */
#include "core/fields.h"

#include <string.h>

#include "core/date.h"
#include "spec_fixture.h"
#include "suites.h"

static const char *day(const char *text)
{
	static char out[IC_DATE_MAX];
	static struct ic_error err;

	err = (struct ic_error){ 0 };
	return ic_date_parse(text, out, &err) ? out : err.msg;
}

START_TEST(a_day_has_one_form)
{
	ck_assert_str_eq(day("2018-03-05"), "2018-03-05");
	ck_assert_str_eq(day("03/05/2018"), "2018-03-05");
	ck_assert_str_eq(day("12/31/1999"), "1999-12-31");
	ck_assert_str_eq(day("02/29/2020"), "2020-02-29");
}
END_TEST

START_TEST(a_day_that_is_not_in_the_calendar_is_refused)
{
	static const char *const bad[] = { "2019-02-29", "2018-13-01",
		"2018-00-10", "2018-04-31", "15/03/2018", "02/30/2020",
		"0018-03-05", "9999-01-01", "2100-02-29" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(strstr(day(bad[i]), "is no day"), "%s: %s",
		    bad[i], day(bad[i]));
	}
}
END_TEST

START_TEST(a_date_that_excel_made_is_named_as_such)
{
	static const char *const bad[] = { "3/5/2018", "3/25/2018", "03/05/18",
		"5.3.2018", "05.03.2018", "05-03-2018", "5-Mar-18", "Mar-18",
		"5-Mar-2018", "2018/03/05" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(strstr(day(bad[i]), "as Excel writes it"),
		    "%s: %s", bad[i], day(bad[i]));
	}
	ck_assert_ptr_nonnull(strstr(day("43164"), "as Excel keeps a date"));
}
END_TEST

START_TEST(what_is_no_date_is_not_quoted)
{
	static const char *const bad[] = { "", "yesterday", "2018", "undated",
		"2018-3", "20180305", "2018-03-05T00:00:00",
		"a very long text that is no date at all" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_str_eq(day(bad[i]),
		    "must be a day: YYYY-MM-DD, or MM/DD/YYYY");
	}
}
END_TEST

START_TEST(of_a_document_less_than_a_day_may_be_known)
{
	static const char *const good[] = { "2018", "2018-03", "undated",
		"2018-03-05" };
	static const char *const bad[] = { "2018-13", "0218", "201", "Undated",
		"2018-" };
	char out[IC_DATE_MAX];

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		ck_assert(ic_date_parse_document(good[i], out, NULL));
		ck_assert_str_eq(out, good[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert(!ic_date_parse_document(bad[i], out, NULL));
	}
}
END_TEST

#define WITH(fields) \
	"bates: { prefix: COE }\n" \
	"documents:\n" \
	"  - a.pdf\n" \
	"  - { file: b.pdf, " fields " }\n"

START_TEST(a_document_has_the_fields_that_it_was_given)
{
	struct loaded l;
	const struct ic_fields *f;

	load(&l,
	    WITH("category: IA, designation: CONFIDENTIAL, dispute: open, "
		 "date: 03/05/2018, author: [A, B], recipients: C, "
		 "doctype: Email, privilege: AC, title: T, parent: COE000001, "
		 "description: D"),
	    NULL);
	ck_assert_msg(l.ok, "%s", all_said(&l));
	f = &l.spec.documents[1].fields;
	ck_assert_str_eq(ic_field(f, IC_FIELD_CATEGORY), "IA");
	ck_assert_str_eq(ic_field(f, IC_FIELD_DESIGNATION), "CONFIDENTIAL");
	ck_assert_str_eq(ic_field(f, IC_FIELD_DISPUTE), "open");
	ck_assert_str_eq(ic_field(f, IC_FIELD_DATE), "2018-03-05");
	ck_assert_str_eq(ic_field(f, IC_FIELD_AUTHOR), "A; B");
	ck_assert_str_eq(ic_field(f, IC_FIELD_RECIPIENTS), "C");
	ck_assert_str_eq(ic_field(f, IC_FIELD_DOCTYPE), "Email");
	ck_assert_str_eq(ic_field(f, IC_FIELD_PRIVILEGE), "AC");
	ck_assert_str_eq(ic_field(f, IC_FIELD_TITLE), "T");
	ck_assert_str_eq(ic_field(f, IC_FIELD_PARENT), "COE000001");
	ck_assert_str_eq(ic_field(f, IC_FIELD_DESCRIPTION), "D");
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		ck_assert_ptr_null(l.spec.documents[0].fields.value[k]);
	}
	unload(&l);
}
END_TEST

START_TEST(a_field_that_cannot_be_is_refused_at_its_place)
{
	static const char *const cases[][2] = {
		{ WITH("date: 3/5/2018"),
		    "4:26: \"date\" is a date as Excel writes it, which in "
		    "another country is another day: format the column as "
		    "YYYY-MM-DD and save it again" },
		{ WITH("dispute: maybe"),
		    "4:29: \"dispute\" must be open or resolved" },
		{ WITH("parent: 17"),
		    "4:28: \"17\" has no prefix, as a spreadsheet may leave it: "
		    "write it whole, with COE and all its zeros" },
		{ WITH("title: [a, b]"),
		    "4:27: \"title\" must be one value, not a list" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct loaded l;

		load(&l, cases[i][0], NULL);
		ck_assert_str_eq(said(&l, 0), cases[i][1]);
		ck_assert_uint_eq(l.diags.errors, 1);
		unload(&l);
	}
}
END_TEST

START_TEST(a_redaction_has_fields_from_yaml_and_csv)
{
	static const char csv[] = "bates,x0,code,category,privilege,dispute\n"
				  "COE000002,whole,IA,Medical,OI,resolved\n"
				  "COE000003,whole,IA,,,\n";
	struct loaded l;

	load(&l,
	    HEAD "redactions: [{ bates: COE000001, rect: whole, code: PII, "
		 "category: Homes, dispute: open }]\n"
		 "redactions_csv: r.csv\n",
	    csv);
	ck_assert_msg(l.ok, "%s", all_said(&l));
	ck_assert_str_eq(ic_field(l.spec.redactions[0].fields,
			     IC_FIELD_CATEGORY),
	    "Homes");
	ck_assert_str_eq(ic_field(l.spec.redactions[0].fields,
			     IC_FIELD_DISPUTE),
	    "open");
	ck_assert_str_eq(ic_field(l.spec.redactions[1].fields,
			     IC_FIELD_PRIVILEGE),
	    "OI");
	ck_assert_str_eq(ic_field(l.spec.redactions[1].fields,
			     IC_FIELD_DISPUTE),
	    "resolved");
	ck_assert_ptr_null(l.spec.redactions[2].fields);
	ck_assert_str_eq(ic_field(l.spec.redactions[2].fields,
			     IC_FIELD_CATEGORY),
	    "");
	unload(&l);
}
END_TEST

START_TEST(a_service_has_no_default_and_a_code_may_be_privileged)
{
	struct loaded l;

	load(&l,
	    WITH(
		"title: T") "service: privilege\n"
			    "codes: { AC: { privileged: true }, PII: { basis: x } }\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", all_said(&l));
	ck_assert_int_eq(l.spec.service, IC_SERVICE_PRIVILEGE);
	ck_assert(l.spec.codes[0].privileged);
	ck_assert(!l.spec.codes[1].privileged);
	unload(&l);
	load(&l, HEAD, NULL);
	ck_assert_int_eq(l.spec.service, IC_SERVICE_NONE);
	unload(&l);
	load(&l, HEAD "service: none\n", NULL);
	ck_assert_str_eq(said(&l, 0),
	    "4:10: \"service\" must be confidentiality or privilege");
	unload(&l);
}
END_TEST

Suite *suite_fields(void)
{
	Suite *s = suite_create("fields");
	TCase *tc = tcase_create("fields");

	tcase_add_test(tc, a_day_has_one_form);
	tcase_add_test(tc, a_day_that_is_not_in_the_calendar_is_refused);
	tcase_add_test(tc, a_date_that_excel_made_is_named_as_such);
	tcase_add_test(tc, what_is_no_date_is_not_quoted);
	tcase_add_test(tc, of_a_document_less_than_a_day_may_be_known);
	tcase_add_test(tc, a_document_has_the_fields_that_it_was_given);
	tcase_add_test(tc, a_field_that_cannot_be_is_refused_at_its_place);
	tcase_add_test(tc, a_redaction_has_fields_from_yaml_and_csv);
	tcase_add_test(tc,
	    a_service_has_no_default_and_a_code_may_be_privileged);
	suite_add_tcase(s, tc);
	return s;
}
