/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The registry of Bates numbers, as it is read and written. */
#include "core/registry.h"

#include <stdio.h>
#include <string.h>

#include "suites.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static struct ic_registered entry(const char *file, const char *first,
    const char *last)
{
	return (struct ic_registered){ .at = "2026-12-01T17:02:11Z",
		.spec = "vol1.yaml",
		.file = file,
		.prefix = "COE",
		.first = first,
		.last = last,
		.sha256 = HASH,
		.after = "" };
}

static void append(struct ic_buf *text, struct ic_registry *r,
    struct ic_registered e)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_registry_line(r, &e, text, &err), "%s", err.msg);
}

static struct ic_registry load(const struct ic_buf *text)
{
	struct ic_registry r = { 0 };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_registry_load((const char *)text->data, text->len, &r,
			  &err),
	    "%s", err.msg);
	return r;
}

static struct ic_buf sample(void)
{
	struct ic_registry none = { 0 };
	struct ic_buf text = { 0 };
	struct ic_registered e;

	append(&text, &none, entry("a.pdf", "COE000001", "COE000014"));
	e = entry("b.pdf", "COE000015", "COE000015");
	e.sha256 = OTHER;
	append(&text, &none, e);
	e = entry("late.pdf", "COE000014.001", "COE000014.003");
	e.after = "COE000014";
	e.page = 7;
	append(&text, &none, e);
	e = entry("p.pdf", "PLTF 000300", "PLTF 000311");
	e.prefix = "PLTF ";
	e.spec = "../motion/m.yaml";
	e.stamped = true;
	append(&text, &none, e);
	ic_registry_finish(&none);
	return text;
}

START_TEST(what_is_registered_is_read_back)
{
	struct ic_buf text = sample();
	struct ic_registry r = load(&text);
	char range[IC_BATES_RANGE_MAX], day[IC_REGISTRY_DAY_MAX];

	ck_assert_uint_eq(r.n, 4);
	ck_assert_uint_eq(r.ledger.lines, 4);
	ck_assert_str_eq(r.at[0].spec, "vol1.yaml");
	ck_assert_str_eq(r.at[0].file, "a.pdf");
	ck_assert_str_eq(r.at[0].after, "");
	ck_assert(!r.at[0].stamped && r.at[0].page == 0);
	ck_assert_str_eq(r.at[2].after, "COE000014");
	ck_assert_uint_eq(r.at[2].page, 7);
	ck_assert(r.at[3].stamped);
	ic_registered_range(&r.at[0], range);
	ck_assert_str_eq(range, "COE000001-COE000014");
	ic_registered_range(&r.at[1], range);
	ck_assert_str_eq(range, "COE000015");
	ic_registered_day(&r.at[1], day);
	ck_assert_str_eq(day, "2026-12-01");
	ic_registry_finish(&r);
	ic_registry_finish(NULL);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(a_line_follows_from_those_that_were_read)
{
	struct ic_buf text = sample();
	struct ic_registry r = load(&text), again;

	append(&text, &r, entry("c.pdf", "COE000016", "COE000017"));
	append(&text, &r, entry("d.pdf", "COE000018", "COE000018"));
	again = load(&text);
	ck_assert_uint_eq(again.n, 6);
	ck_assert_str_eq(again.at[5].file, "d.pdf");
	ck_assert_uint_eq(r.n, 4);
	ic_registry_finish(&r);
	ic_registry_finish(&again);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(a_line_that_a_kill_cut_counts_for_nothing)
{
	struct ic_buf text = sample();
	struct ic_registry r, again;

	text.len -= 30;
	r = load(&text);
	ck_assert_uint_eq(r.n, 3);
	ck_assert(r.ledger.cut);
	ic_buf_putc(&text, '\n');
	append(&text, &r, entry("c.pdf", "COE000016", "COE000017"));
	again = load(&text);
	ck_assert_uint_eq(again.n, 4);
	ck_assert_str_eq(again.at[3].file, "c.pdf");
	ic_registry_finish(&r);
	ic_registry_finish(&again);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(a_line_that_was_changed_is_refused)
{
	struct ic_buf text = sample();
	struct ic_registry r = { 0 };
	struct ic_error err = { 0 };
	char *at = strstr((char *)(uintptr_t)ic_buf_str(&text), "COE000014");

	at[8] = '3';
	ck_assert(!ic_registry_load((char *)text.data, text.len, &r, &err));
	ck_assert_str_eq(err.msg,
	    "line 2 does not follow from the line before it: somebody changed "
	    "the file");
	ck_assert_int_eq(err.code, IC_ESPEC);
	ic_buf_finish(&text);
}
END_TEST

#define LINE \
	"{\"before\":\"" ZEROS "\",\"at\":\"2026-12-01T17:02:11Z\"," \
	"\"spec\":\"s\",\"file\":\"f\",\"prefix\":\"COE\"," \
	"\"first\":\"COE001\",\"last\":\"COE009\",\"sha256\":\"\"}\n"

START_TEST(a_line_that_this_program_would_not_write_is_refused)
{
	static const char *const change[][2] = { { "T17:02:11Z", " 17:02:11Z" },
		{ "2026-12-01", "2026-13-01" }, { "11Z", "11" },
		{ "\"s\"", "\"\"" }, { "\"f\"", "7" },
		{ "prefix\":\"COE\"", "prefix\":\"CO1\"" },
		{ "prefix\":\"COE\"", "prefix\":\"PLT\"" },
		{ "COE001", "COE1" }, { "COE001", "COE010" },
		{ "COE001", "COE 001" }, { "COE001", "COE001-002" },
		{ "COE009", "COE001.002" }, { "COE001", "coe001" },
		{ "sha256\":\"\"", "sha256\":\"ab\"" },
		{ "\"\"}", "\"\",\"page\":-1}" },
		{ "\"\"}", "\"\",\"page\":\"1\"}" },
		{ "\"\"}", "\"\",\"stamped\":false}" },
		{ "\"\"}", "\"\",\"after\":\"\"}" },
		{ "\"\"}", "\"\",\"after\":\"DOE001\"}" },
		{ "\"COE001\",\"last\":\"COE009\"",
		    "\"COE00000001\",\"last\":\"COE10000001\"" } };
	struct ic_registry r = { 0 };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_registry_load(LINE, strlen(LINE), &r, &err), "%s",
	    err.msg);
	ic_registry_finish(&r);
	for (size_t i = 0; i < sizeof(change) / sizeof(*change); i++) {
		const char *at = strstr(LINE, change[i][0]);
		char text[1024];
		int n = snprintf(text, sizeof(text), "%.*s%s%s",
		    (int)(at - LINE), LINE, change[i][1],
		    at + strlen(change[i][0]));

		ck_assert_msg(!ic_registry_load(text, (size_t)n, &r, &err),
		    "%s", change[i][1]);
		ck_assert_str_eq(err.msg,
		    "line 1: is not one that this program wrote");
		ck_assert_ptr_null(r.at);
	}
}
END_TEST

START_TEST(a_prefix_is_the_same_whatever_its_blanks_and_case)
{
	static const char *const names[] = { "pltf", "COE-", "COE" };
	const struct ic_prefixes p = { names, 3 };
	struct ic_buf text = sample();
	struct ic_registry r = load(&text);
	struct ic_bates b = { .prefix = 0, .value = 305, .digits = 6 }, own,
			back;

	ck_assert(ic_registry_number(&r, &p, &b, &own));
	ck_assert_ptr_nonnull(ic_spans_find(&r.spans, &own));
	ck_assert(ic_registry_spec_number(&r, &p, &own, &back));
	ck_assert_uint_eq(back.prefix, 0);
	b.prefix = 1;
	ck_assert(!ic_registry_number(&r, &p, &b, &own));
	b.prefix = 2;
	b.value = 15;
	ck_assert(ic_registry_number(&r, &p, &b, &own));
	ck_assert_uint_eq(ic_spans_find(&r.spans, &own)->what, 1);
	ic_registry_finish(&r);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(a_line_is_found_by_its_document_and_by_its_source)
{
	struct ic_buf text = sample();
	struct ic_registry r = load(&text);
	struct ic_registered e = entry("a.pdf", "COE000099", "COE000099");

	append(&text, &r, e);
	ic_registry_finish(&r);
	r = load(&text);
	ck_assert_ptr_eq(ic_registry_document(&r, "vol1.yaml", "a.pdf"),
	    &r.at[4]);
	ck_assert_ptr_eq(ic_registry_document(&r, "../motion/m.yaml", "p.pdf"),
	    &r.at[3]);
	ck_assert_ptr_null(ic_registry_document(&r, "vol2.yaml", "a.pdf"));
	ck_assert_ptr_null(ic_registry_document(&r, "vol1.yaml", "aa.pdf"));
	ck_assert_ptr_eq(ic_registry_source(&r, OTHER, 0), &r.at[1]);
	ck_assert_ptr_null(ic_registry_source(&r, OTHER, 1));
	ck_assert_ptr_eq(ic_registry_source(&r, HASH, 0), &r.at[0]);
	ck_assert_ptr_eq(ic_registry_source(&r, HASH, 3), &r.at[4]);
	ck_assert_ptr_null(ic_registry_source(&r, HASH, 4));
	ck_assert_ptr_null(ic_registry_source(&r, ZEROS, 0));
	ic_registry_finish(&r);
	ic_buf_finish(&text);
}
END_TEST

Suite *suite_registry(void)
{
	Suite *s = suite_create("registry");
	TCase *t = tcase_create("registry");

	tcase_add_test(t, what_is_registered_is_read_back);
	tcase_add_test(t, a_line_follows_from_those_that_were_read);
	tcase_add_test(t, a_line_that_a_kill_cut_counts_for_nothing);
	tcase_add_test(t, a_line_that_was_changed_is_refused);
	tcase_add_test(t, a_line_that_this_program_would_not_write_is_refused);
	tcase_add_test(t, a_prefix_is_the_same_whatever_its_blanks_and_case);
	tcase_add_test(t, a_line_is_found_by_its_document_and_by_its_source);
	suite_add_tcase(s, t);
	return s;
}
