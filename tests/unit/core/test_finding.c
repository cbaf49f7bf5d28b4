/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a child says that it found, and what the parent believes of it. */
#include "core/finding.h"

#include <string.h>

#include "suites.h"

static struct ic_buf file;
static struct ic_findings got;

static void teardown(void)
{
	ic_buf_finish(&file);
	ic_findings_finish(&got);
}

static struct ic_finding_item plain(void)
{
	return (struct ic_finding_item){ .kind = IC_FINDING_COVERED_TEXT,
		.severity = IC_SEVERITY_ERROR,
		.page = 1,
		.rect = { -5000, 1000, 70000, 20000 },
		.cover = IC_COVER_DARK,
		.text = "J\xc3\xb6rg" };
}

static void begin(void)
{
	ic_buf_reset(&file);
	ck_assert(ic_findings_put_head(&file, 3));
	ck_assert(
	    ic_findings_put_page(&file, 1, (struct ic_size){ 612000, 792000 }));
}

/* Whether a file with this one finding is read. */
static bool reads(const struct ic_finding_item *f)
{
	struct ic_error err = { 0 };

	begin();
	ck_assert(ic_findings_put(&file, f));
	ck_assert(ic_findings_put_end(&file, 1));
	ic_findings_finish(&got);
	if (ic_findings_load(file.data, file.len, &got, &err)) {
		return true;
	}
	ck_assert_int_eq(err.code, IC_EBUG);
	ck_assert_uint_eq(got.n, 0);
	return false;
}

START_TEST(what_was_written_is_read_again)
{
	struct ic_finding_item f = plain();

	f.place = IC_PLACE_LINK;
	f.detail = IC_DETAIL_MANY;
	f.number = 7;
	ck_assert(reads(&f));
	ck_assert(got.whole);
	ck_assert_uint_eq(got.npages, 3);
	ck_assert_int_eq(got.pages[1].w, 612000);
	ck_assert_uint_eq(got.n, 1);
	ck_assert_uint_eq(got.at[0].kind, f.kind);
	ck_assert_uint_eq(got.at[0].severity, f.severity);
	ck_assert_uint_eq(got.at[0].page, f.page);
	ck_assert_int_eq(got.at[0].rect.x0, -5000);
	ck_assert_uint_eq(got.at[0].cover, f.cover);
	ck_assert_uint_eq(got.at[0].place, f.place);
	ck_assert_uint_eq(got.at[0].detail, f.detail);
	ck_assert_uint_eq(got.at[0].number, 7);
	ck_assert_str_eq(got.at[0].text, f.text);
}
END_TEST

START_TEST(a_number_out_of_its_range_is_refused)
{
	struct ic_finding_item f[8];

	for (size_t i = 0; i < 8; i++) {
		f[i] = plain();
	}
	f[0].kind = IC_FINDING_KIND_COUNT;
	f[1].severity = IC_SEVERITY_COUNT;
	f[2].page = 3;
	f[3].cover = IC_COVER_COUNT;
	f[4].place = IC_PLACE_COUNT;
	f[5].detail = IC_DETAIL_COUNT;
	f[6].rect.x1 = IC_MPT_MAX + 1;
	f[7].rect.y0 = -IC_MPT_MAX - 1;
	for (size_t i = 0; i < 8; i++) {
		ck_assert_msg(!reads(&f[i]), "%zu is read", i);
	}
}
END_TEST

START_TEST(a_place_is_on_a_page_whose_size_is_known)
{
	struct ic_finding_item f = plain();

	f.page = 2;
	ck_assert(!reads(&f));
	f.page = IC_FINDING_NO_PAGE;
	ck_assert(!reads(&f));
	f.rect = (struct ic_rect){ 0 };
	ck_assert(reads(&f));
	f.rect = (struct ic_rect){ 5, 5, 5, 9 };
	ck_assert(!reads(&f));
}
END_TEST

START_TEST(a_text_is_one_line_that_says_what_it_shows)
{
	static const char *const bad[] = { "a\nb", "\x1b[2J", "\xc3",
		"\xe2\x80\xae"
		"abc",
		"a\x7f" };
	struct ic_finding_item f = plain();

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		f.text = bad[i];
		ck_assert_msg(!reads(&f), "%zu is read", i);
	}
}
END_TEST

START_TEST(a_text_longer_than_allowed_is_refused)
{
	static char text[IC_FINDING_TEXT_MAX + 2];
	struct ic_finding_item f = plain();

	memset(text, 'a', IC_FINDING_TEXT_MAX);
	f.text = text;
	ck_assert(reads(&f));
	text[IC_FINDING_TEXT_MAX] = 'a';
	ck_assert(!reads(&f));
}
END_TEST

START_TEST(a_page_whose_size_is_told_twice_or_is_none_is_refused)
{
	static const struct ic_size sizes[] = { { 0, 5 }, { 5, -1 },
		{ IC_MPT_MAX, IC_MPT_MAX } };
	struct ic_error err = { 0 };

	for (size_t i = 0; i < 3; i++) {
		begin();
		ic_findings_put_page(&file, i < 2 ? 0 : 1, sizes[i]);
		ic_findings_put_end(&file, 0);
		ck_assert(!ic_findings_load(file.data, file.len, &got, &err));
	}
}
END_TEST

START_TEST(a_file_that_was_cut_anywhere_keeps_what_it_has)
{
	struct ic_finding_item f = plain();
	struct ic_error err = { 0 };
	size_t first, head;

	begin();
	head = file.len;
	ic_findings_put(&file, &f);
	first = file.len;
	f.kind = IC_FINDING_LINK;
	ic_findings_put(&file, &f);
	ic_findings_put_end(&file, 2);
	for (size_t n = head; n < file.len; n++) {
		struct ic_findings list = { 0 };

		ck_assert_msg(ic_findings_load(file.data, n, &list, &err),
		    "cut at %zu", n);
		ck_assert(!list.whole);
		ck_assert_uint_ge(list.n, n >= first);
		ic_findings_finish(&list);
	}
}
END_TEST

START_TEST(an_end_with_another_count_or_more_behind_it_is_refused)
{
	struct ic_error err = { 0 };

	begin();
	ic_findings_put_end(&file, 1);
	ck_assert(!ic_findings_load(file.data, file.len, &got, &err));
	begin();
	ic_findings_put_end(&file, 0);
	ic_findings_put_end(&file, 0);
	ck_assert(!ic_findings_load(file.data, file.len, &got, &err));
	ck_assert(!ic_findings_load(file.data, 5, &got, &err));
}
END_TEST

START_TEST(findings_come_by_page_and_place_and_each_once)
{
	struct ic_finding_item low = plain(), high = plain(), whole = plain();
	struct ic_error err = { 0 };

	high.rect = (struct ic_rect){ 0, 500, 70000, 900 };
	whole.page = IC_FINDING_NO_PAGE;
	whole.rect = (struct ic_rect){ 0 };
	begin();
	ic_findings_put(&file, &whole);
	ic_findings_put(&file, &low);
	ic_findings_put(&file, &high);
	ic_findings_put(&file, &low);
	ic_findings_put_end(&file, 4);
	ck_assert(ic_findings_load(file.data, file.len, &got, &err));
	ck_assert_uint_eq(got.n, 3);
	ck_assert_int_eq(got.at[0].rect.y0, 500);
	ck_assert_int_eq(got.at[1].rect.y0, 1000);
	ck_assert_uint_eq(got.at[2].page, IC_FINDING_NO_PAGE);
	ck_assert_uint_eq(ic_findings_count(&got, IC_SEVERITY_ERROR), 3);
}
END_TEST

static bool is_link(const struct ic_finding_item *f)
{
	return f->kind == IC_FINDING_LINK;
}

START_TEST(what_is_dropped_is_gone_and_the_rest_stays)
{
	struct ic_finding_item f = plain(), link = plain();

	link.kind = IC_FINDING_LINK;
	ck_assert(reads(&f));
	ck_assert(ic_findings_add(&got, &link));
	ic_findings_drop(&got, is_link);
	ck_assert_uint_eq(got.n, 1);
	ck_assert_uint_eq(got.at[0].kind, IC_FINDING_COVERED_TEXT);
}
END_TEST

START_TEST(a_sentence_is_ours_and_has_its_number)
{
	struct ic_finding_item f = plain();
	struct ic_buf b = { 0 };

	f.detail = IC_DETAIL_MANY;
	f.number = 12;
	ck_assert(ic_finding_sentence(&f, &b));
	ck_assert_str_eq(ic_buf_str(&b),
	    "text that can be copied lies under a cover: under a dark shape; "
	    "there are 12 of them");
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_finding(void)
{
	Suite *s = suite_create("finding");
	TCase *tc = tcase_create("finding");

	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_test(tc, what_was_written_is_read_again);
	tcase_add_test(tc, a_number_out_of_its_range_is_refused);
	tcase_add_test(tc, a_place_is_on_a_page_whose_size_is_known);
	tcase_add_test(tc, a_text_is_one_line_that_says_what_it_shows);
	tcase_add_test(tc, a_text_longer_than_allowed_is_refused);
	tcase_add_test(tc,
	    a_page_whose_size_is_told_twice_or_is_none_is_refused);
	tcase_add_test(tc, a_file_that_was_cut_anywhere_keeps_what_it_has);
	tcase_add_test(tc,
	    an_end_with_another_count_or_more_behind_it_is_refused);
	tcase_add_test(tc, findings_come_by_page_and_place_and_each_once);
	tcase_add_test(tc, what_is_dropped_is_gone_and_the_rest_stays);
	tcase_add_test(tc, a_sentence_is_ours_and_has_its_number);
	suite_add_tcase(s, tc);
	return s;
}
