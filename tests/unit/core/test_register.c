/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ledgers: the register of what was served, and the claims to have it back. */
#include "core/register.h"

#include <stdlib.h>
#include <string.h>

#include "core/clawback.h"
#include "core/notice.h"
#include "suites.h"

#define HASH "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const struct ic_served_file files[] = {
	{ "redacted/COE000001-COE000003.pdf", "COE000001-COE000003", 100,
	    HASH },
	{ "logs/bates-index.csv", "", 0, OTHER },
};

static struct ic_serving serving(const char *to, const char *date)
{
	return (struct ic_serving){ .at = "2026-12-01T10:00:00Z",
		.volume = "VOL001",
		.to = to,
		.date = date,
		.copies = IC_COPY_BIT(REDACTED),
		.files = files,
		.nfiles = 2 };
}

/* Append a line to the text, which is read before and after. */
static void serve(struct ic_buf *text, const struct ic_serving *s,
    struct ic_register *out)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_register_line(out, s, text, &err), "%s", err.msg);
	ic_register_finish(out);
	ck_assert_msg(ic_register_load((const char *)text->data, text->len, out,
			  &err),
	    "%s", err.msg);
}

START_TEST(what_is_recorded_is_read_back)
{
	struct ic_buf text = { 0 };
	struct ic_register r = { 0 };
	struct ic_serving a = serving("plaintiffs", "2026-12-01"),
			  b = serving("the court", "2026-12-02");

	serve(&text, &a, &r);
	serve(&text, &b, &r);
	ck_assert_uint_eq(r.n, 2);
	ck_assert_uint_eq(r.ledger.lines, 2);
	ck_assert(!r.ledger.cut);
	ck_assert_str_eq(r.at[0].to, "plaintiffs");
	ck_assert_str_eq(r.at[1].date, "2026-12-02");
	ck_assert_uint_eq(r.at[1].nfiles, 2);
	ck_assert_uint_eq(r.at[1].files[0].bytes, 100);
	ck_assert_str_eq(r.at[1].files[0].range, "COE000001-COE000003");
	ck_assert_str_eq(r.at[1].files[1].sha256, OTHER);
	ck_assert_ptr_eq(ic_register_volume(&r, "VOL001"), &r.at[0]);
	ck_assert_ptr_null(ic_register_volume(&r, "VOL01"));
	ic_register_finish(&r);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(the_same_again_is_found_and_another_day_party_or_copy_is_not)
{
	struct ic_buf text = { 0 };
	struct ic_register r = { 0 };
	struct ic_serving a = serving("plaintiffs", "2026-12-01");

	serve(&text, &a, &r);
	ck_assert_ptr_eq(ic_register_find(&r, &a), &r.at[0]);
	ck_assert(ic_serving_same_files(&a, &r.at[0]));
	a.date = "2026-12-02";
	ck_assert_ptr_null(ic_register_find(&r, &a));
	a = serving("defendants", "2026-12-01");
	ck_assert_ptr_null(ic_register_find(&r, &a));
	a = serving("plaintiffs", "2026-12-01");
	a.copies |= IC_COPY_BIT(PROPOSED);
	ck_assert_ptr_null(ic_register_find(&r, &a));
	ic_register_finish(&r);
	ic_buf_finish(&text);
}
END_TEST

static struct ic_buf three_lines(void)
{
	struct ic_buf text = { 0 };
	struct ic_register r = { 0 };
	struct ic_serving s = serving("plaintiffs", "2026-12-01");

	serve(&text, &s, &r);
	s.to = "the court";
	serve(&text, &s, &r);
	s.to = "intervenors";
	serve(&text, &s, &r);
	ic_register_finish(&r);
	return text;
}

static char *line(const struct ic_buf *text, int n, size_t *len)
{
	char *at = (char *)text->data;

	while (n-- > 0) {
		at = strchr(at, '\n') + 1;
	}
	*len = (size_t)(strchr(at, '\n') + 1 - at);
	return at;
}

/* A load that must be refused, with the line that shows it. */
static void refused(const char *text, size_t len, const char *where)
{
	struct ic_register r = { 0 };
	struct ic_error err = { 0 };

	ck_assert(!ic_register_load(text, len, &r, &err));
	ck_assert_int_eq(err.code, IC_ESPEC);
	ck_assert_msg(strstr(err.msg, where), "%s", err.msg);
	ck_assert_uint_eq(r.n, 0);
}

START_TEST(a_line_that_was_changed_shows_at_the_next)
{
	struct ic_buf text = three_lines();
	char *at;

	ic_buf_str(&text);
	at = strstr((char *)text.data, "the court");
	memcpy(at, "the count", 9);
	refused((char *)text.data, text.len, "line 3");
	memcpy(at, "the court", 9);
	at = strstr((char *)text.data, "plaintiffs");
	at[0] = 'P';
	refused((char *)text.data, text.len, "line 2");
	ic_buf_finish(&text);
}
END_TEST

START_TEST(a_line_that_was_taken_out_or_moved_shows)
{
	struct ic_buf text = three_lines(), bad = { 0 };
	size_t a, b, c;
	char *one, *two, *three;

	ic_buf_str(&text);
	one = line(&text, 0, &a);
	two = line(&text, 1, &b);
	three = line(&text, 2, &c);
	refused(two, b + c, "line 1");
	ic_buf_add(&bad, one, a);
	ic_buf_add(&bad, three, c);
	refused((char *)bad.data, bad.len, "line 2");
	ic_buf_add(&bad, two, b);
	refused((char *)bad.data, bad.len, "line 2");
	ic_buf_finish(&bad);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(a_line_that_a_kill_cut_counts_for_nothing_and_the_next_one_follows)
{
	struct ic_buf text = three_lines(), cut = { 0 };
	struct ic_register r = { 0 };
	struct ic_error err = { 0 };
	struct ic_serving s = serving("the clerk", "2026-12-03");
	size_t a, b;

	ic_buf_str(&text);
	line(&text, 0, &a);
	line(&text, 1, &b);
	ic_buf_add(&cut, text.data, a + b / 2);
	ck_assert(ic_register_load((char *)cut.data, cut.len, &r, &err));
	ck_assert_uint_eq(r.n, 1);
	ck_assert(r.ledger.cut);
	ic_buf_putc(&cut, '\n'); /* as ic_dir_append() does */
	serve(&cut, &s, &r);
	ck_assert_uint_eq(r.n, 2);
	ck_assert(!r.ledger.cut);
	ck_assert_str_eq(r.at[1].to, "the clerk");
	ic_register_finish(&r);
	ic_buf_finish(&cut);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(what_this_program_would_not_write_is_refused)
{
	static const struct {
		const char *is, *becomes;
	} bad[] = {
		{ "\"date\":\"2026-12-01\"", "\"date\":\"2026-12-32\"" },
		{ "\"date\":\"2026-12-01\"", "\"date\":\"12/01/2026\"" },
		{ "\"copies\":[\"redacted\"]", "\"copies\":[\"red\"]" },
		{ "\"copies\":[\"redacted\"]", "\"copies\":[]" },
		{ "\"to\":\"plaintiffs\"", "\"to\":\"\"" },
		{ "\"to\":\"plaintiffs\"", "\"to\":\"a\\u001bb\"" },
		{ "\"to\":\"plaintiffs\"", "\"to\":7" },
		{ "\"name\":\"logs/", "\"name\":\"../" },
		{ "\"bytes\":100", "\"bytes\":-1" },
		{ "\"sha256\":\"aa", "\"sha256\":\"AA" },
		{ "\"volume\":\"VOL001\",", "" },
	};
	struct ic_buf text = { 0 };
	struct ic_register r = { 0 };
	struct ic_serving s = serving("plaintiffs", "2026-12-01");

	serve(&text, &s, &r);
	ic_register_finish(&r);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct ic_buf b = { 0 };
		const char *all = ic_buf_str(&text);
		const char *at = strstr(all, bad[i].is);

		ck_assert_ptr_nonnull(at);
		ic_buf_add(&b, all, (size_t)(at - all));
		ic_buf_puts(&b, bad[i].becomes);
		ic_buf_puts(&b, at + strlen(bad[i].is));
		refused((char *)b.data, b.len, "line 1");
		ic_buf_finish(&b);
	}
	ic_buf_finish(&text);
}
END_TEST

static const struct ic_claimed mail[] = { { " mail\x1b\xe2\x80\xae.pdf ",
					      "COE000003-COE000005" },
	{ "note.pdf", "COE000009" } };

static void claims(struct ic_buf *text, bool lifts, size_t n,
    struct ic_claims *out)
{
	struct ic_error err = { 0 };
	struct ic_claim c = { .lifts = lifts,
		.at = "2026-12-03T10:00:00Z",
		.date = "2026-12-03",
		.code = lifts ? "" : "PRIV",
		.basis = "attorney-client privilege",
		.documents = mail,
		.ndocuments = n };

	ck_assert(ic_claims_line(out, &c, text, &err));
	ic_claims_finish(out);
	ck_assert_msg(ic_claims_load((const char *)text->data, text->len, out,
			  &err),
	    "%s", err.msg);
}

static bool count(void *user, const struct ic_claim *claim,
    const struct ic_claimed *document)
{
	ck_assert(!claim->lifts);
	ck_assert_ptr_nonnull(document->file);
	return ++*(int *)user < 10;
}

START_TEST(a_claim_stands_until_it_is_lifted_and_may_be_made_again)
{
	struct ic_buf text = { 0 };
	struct ic_claims c = { 0 };
	int n = 0;

	ck_assert_ptr_null(ic_claims_on(&c, "COE000009"));
	claims(&text, false, 2, &c);
	ck_assert_ptr_eq(ic_claims_on(&c, "COE000009"), &c.at[0]);
	ck_assert_ptr_null(ic_claims_on(&c, "COE000004"));
	ck_assert_str_eq(c.at[0].documents[0].file, mail[0].file);
	claims(&text, true, 1, &c);
	ck_assert_ptr_null(ic_claims_on(&c, "COE000003-COE000005"));
	ck_assert_ptr_nonnull(ic_claims_on(&c, "COE000009"));
	ck_assert(ic_claims_each(&c, count, &n));
	ck_assert_int_eq(n, 1);
	claims(&text, false, 1, &c);
	ck_assert_ptr_eq(ic_claims_on(&c, "COE000003-COE000005"), &c.at[2]);
	n = 0;
	ck_assert(ic_claims_each(&c, count, &n));
	ck_assert_int_eq(n, 2);
	ic_claims_finish(&c);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(the_letter_names_what_was_served_and_no_hash_of_an_unredacted_copy)
{
	static const char *const ranges[] = { "COE000003-COE000005" };
	static const struct ic_holding at[] = {
		{ "VOL001", "plaintiffs", "2026-12-01", "redacted/a.pdf",
		    "COE000003-COE000005", HASH, false },
		{ "VOL001", "the court", "2026-12-02", "unredacted/b.pdf",
		    "COE000003-COE000005", OTHER, true },
		{ "VOL002", "Plaintiffs", "2026-12-02", "redacted/d.pdf",
		    "COE000003-COE000005", HASH, false },
		{ "draft", NULL, NULL, "redacted/c.pdf", "COE000003-COE000005",
		    HASH, false },
	};
	const struct ic_notice n = { .matter = "Roe v. Example",
		.date = "2026-12-03",
		.basis = "attorney-client privilege",
		.code = "PRIV",
		.ranges = ranges,
		.nranges = 1,
		.at = at,
		.n = 4 };
	struct ic_buf letter = { 0 }, list = { 0 };
	struct ic_error err = { 0 };
	const char *s;

	ck_assert(ic_notice_letter(&n, &letter, &err));
	s = ic_buf_str(&letter);
	ck_assert_ptr_nonnull(strstr(s, "COE000003-COE000005"));
	ck_assert_ptr_nonnull(
	    strstr(s, "VOL001, served on plaintiffs on 2026-12-01"));
	ck_assert_ptr_nonnull(strstr(s, "To:     plaintiffs\n"));
	ck_assert_ptr_nonnull(strstr(s, "26(b)(5)(B)"));
	ck_assert_ptr_nonnull(strstr(s, "502(b)"));
	ck_assert_ptr_null(strstr(s, "        Plaintiffs\n"));
	ck_assert_ptr_nonnull(strstr(s, "    b.pdf\n"));
	ck_assert_ptr_null(strstr(s, "redacted/"));
	ck_assert_ptr_nonnull(strstr(s, "Bar number:"));
	ck_assert_ptr_nonnull(strstr(s, HASH));
	ck_assert_ptr_null(strstr(s, OTHER));
	ck_assert_ptr_null(strstr(s, "draft"));
	ck_assert(ic_notice_list(&n, &list, &err));
	s = ic_buf_str(&list);
	ck_assert_ptr_nonnull(strstr(s, OTHER));
	ck_assert_ptr_nonnull(strstr(s, "draft, not recorded as served"));
	ic_buf_finish(&letter);
	ic_buf_finish(&list);
}
END_TEST

Suite *suite_register(void)
{
	Suite *s = suite_create("register");
	TCase *t = tcase_create("register");

	tcase_add_test(t, what_is_recorded_is_read_back);
	tcase_add_test(t,
	    the_same_again_is_found_and_another_day_party_or_copy_is_not);
	tcase_add_test(t, a_line_that_was_changed_shows_at_the_next);
	tcase_add_test(t, a_line_that_was_taken_out_or_moved_shows);
	tcase_add_test(t,
	    a_line_that_a_kill_cut_counts_for_nothing_and_the_next_one_follows);
	tcase_add_test(t, what_this_program_would_not_write_is_refused);
	tcase_add_test(t,
	    a_claim_stands_until_it_is_lifted_and_may_be_made_again);
	tcase_add_test(t,
	    the_letter_names_what_was_served_and_no_hash_of_an_unredacted_copy);
	suite_add_tcase(s, t);
	return s;
}
