/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/bates.h"

#include <stdio.h>
#include <string.h>

#include "suites.h"

static const char *const names[] = { "COE", "COE-", "PLTF-", "Doe 2 v.",
	"1923X_" };
static const struct ic_prefixes all = { names, 5 };
static const struct ic_prefixes coe = { names, 1 };

/* What a list means, written out: "COE000001-COE000014,COE000020". */
static const char *list_of(const struct ic_prefixes *p, const char *text)
{
	static char s[1024];
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };
	char one[IC_BATES_RANGE_MAX];

	s[0] = '\0';
	if (!ic_bates_parse_list(p, text, &list, &err)) {
		ck_assert_int_eq(err.code, IC_ESPEC);
		snprintf(s, sizeof s, "%s", err.msg);
		return s;
	}
	for (size_t i = 0; i < list.n; i++) {
		size_t n = strlen(s);

		ic_bates_range_format(p, &list.at[i].first, &list.at[i].last,
		    one);
		snprintf(s + n, sizeof s - n, "%s%s", i ? "," : "", one);
	}
	ic_bates_list_finish(&list);
	return s;
}

static struct ic_bates num(const char *text)
{
	struct ic_bates b = { 0 };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_bates_parse(&all, text, &b, &err), "%s", err.msg);
	return b;
}

START_TEST(a_number_keeps_its_prefix_value_width_and_suffix)
{
	struct ic_bates b = num("PLTF-000120.001");

	ck_assert_uint_eq(b.prefix, 2);
	ck_assert_uint_eq(b.value, 120);
	ck_assert_uint_eq(b.digits, 6);
	ck_assert_str_eq(b.suffix, ".001");
	ck_assert_str_eq(num("COE7A").suffix, "A");
}
END_TEST

START_TEST(ranges_and_lists_read_as_they_are_written)
{
	ck_assert_str_eq(list_of(&all, "COE000123-130"), "COE000123-COE000130");
	ck_assert_str_eq(list_of(&all, "COE000123-COE000130"),
	    "COE000123-COE000130");
	ck_assert_str_eq(list_of(&all, "COE-000123-COE-000130"),
	    "COE-000123-COE-000130");
	ck_assert_str_eq(list_of(&all, "COE-000123-130; PLTF-0007 ,COE1-1"),
	    "COE-000123-COE-000130,PLTF-0007,COE1");
	ck_assert_str_eq(list_of(&all, "Doe 2 v.0009-12,1923X_5"),
	    "Doe 2 v.0009-Doe 2 v.0012,1923X_5");
	ck_assert_str_eq(list_of(&all, "COE000123A-COE000124.1"),
	    "COE000123A-COE000124.1");
}
END_TEST

START_TEST(blanks_anywhere_and_any_dash_mean_the_same)
{
	ck_assert_str_eq(list_of(&all, " C OE 000 123 \t- 13 0 "),
	    "COE000123-COE000130");
	ck_assert_str_eq(list_of(&all,
			     "COE\xc2\xa0"
			     "000123\xe2\x80\x93"
			     "130"),
	    "COE000123-COE000130");
	ck_assert_str_eq(list_of(&all,
			     "COE000123\xe2\x88\x92"
			     "COE000130"),
	    "COE000123-COE000130");
	ck_assert_str_eq(list_of(&all,
			     "COE\xe2\x80\x94"
			     "000123"),
	    "COE-000123");
	ck_assert_str_eq(list_of(&all, "COE000123\n-130"),
	    "COE000123-COE000130");
	ck_assert_str_eq(list_of(&all, "Doe2v.7"), "Doe 2 v.7");
}
END_TEST

/* Each message names the text and says what to do. */
static const struct {
	const char *text, *says;
} wrong[] = {
	{ "COE000130-123",
	    "\"COE000130-123\": the range runs backwards: "
	    "write the lower number first" },
	{ "COE000123-PLTF-000130",
	    "\"COE000123-PLTF-000130\": the two ends "
	    "have different prefixes: write two ranges, separated by a "
	    "comma" },
	{ "COE000123-COE-000130", "different prefixes" },
	{ "COE000123-0000130",
	    "has more digits (7) than the number before "
	    "it (6)" },
	{ "COE000123-COE00130", "the two ends have 6 and 5 digits" },
	{ "COE1234567890123456789", "at most 18 digits" },
	{ "123",
	    "\"123\" has no prefix, as a spreadsheet may leave it: write "
	    "it whole, with COE and all its zeros" },
	{ "000123", "has no prefix" },
	{ "10-14", "has no prefix" },
	{ "COE000123, 125", "\"125\" has no prefix" },
	{ "3/12/2026", "is a date" },
	{ "2026-03-12", "is a date" },
	{ "12-Mar", "is a date" },
	{ "Mar-26", "is a date" },
	{ "12. 3. 2026", "is a date" },
	{ "1.23E+05", "decimal number" },
	{ "123.0", "decimal number" },
	{ "#NAME?", "error value" },
	{ "", "a Bates number is missing" },
	{ "COE000123,", "a Bates number is missing" },
	{ "COE000123,;COE000124", "a Bates number is missing" },
	{ "COE", "no digits follow the prefix" },
	{ "coe000123",
	    "\"coe000123\": the prefix is declared as \"COE\": "
	    "write it so" },
	{ "COE000123-Coe000130", "the prefix is declared as \"COE\"" },
	{ "3/12/2026 0:00", "is a date" },
	{ "2026-03-12T00:00:00", "is a date" },
	{ "XYZ000123", "begins with no declared Bates prefix" },
	{ "COE_000123", "begins with no declared Bates prefix" },
	{ "COE000123-", "nothing follows the dash" },
	{ "COE000123-XYZ130", "the end begins with no declared prefix" },
	{ "COE000123 COE000124", "\"OE000124\" is left over" },
	{ "COE000123-124-125", "\"-125\" is left over" },
	{ "COE000123a", "a suffix is one capital letter: write A" },
	{ "COE000123.001-130", "a short end after a suffix" },
	{ "COE000123B-COE000123A", "runs backwards" },
	{ "COE000123\xff", "left over" },
	{ "COE\xd9\xa1", "begins with no declared" },
};

START_TEST(what_is_not_certain_is_refused_with_a_sentence)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const char *got = list_of(&all, wrong[i].text);

		ck_assert_msg(strstr(got, wrong[i].says) != NULL, "%s: %s",
		    wrong[i].text, got);
	}
	ck_assert_ptr_nonnull(
	    strstr(list_of(&coe, "COE-000123"), "no declared Bates prefix"));
	ck_assert_ptr_nonnull(
	    strstr(list_of(&(struct ic_prefixes){ 0 }, "COE1"),
		"declare its prefix"));
}
END_TEST

START_TEST(the_longest_prefix_wins)
{
	static const char *const both[] = { "COE", "COE1-", "COE1" };
	static const struct ic_prefixes p = { both, 3 };

	ck_assert_str_eq(list_of(&p, "COE1-5"), "COE1-5");
	ck_assert_str_eq(list_of(&p, "COE1-5-COE1-7"), "COE1-5-COE1-7");
	ck_assert_str_eq(list_of(&p, "COE2-5"), "COE2-COE5");
}
END_TEST

START_TEST(one_number_is_neither_a_list_nor_a_range)
{
	struct ic_bates b = { .value = 77 };
	struct ic_error err;

	ck_assert(!ic_bates_parse(&all, "COE1,COE2", &b, &err));
	ck_assert_ptr_nonnull(strstr(err.msg, "a list of Bates numbers"));
	ck_assert(!ic_bates_parse(&all, "COE1-2", &b, &err));
	ck_assert_ptr_nonnull(strstr(err.msg, "a range of Bates numbers"));
	ck_assert(!ic_bates_parse(&all, "COE", &b, NULL));
	ck_assert_uint_eq(b.value, 77);
}
END_TEST

START_TEST(a_failed_list_leaves_the_old_one)
{
	struct ic_bates_list list = { 0 };

	ck_assert(ic_bates_parse_list(&all, "COE1-3,COE5", &list, NULL));
	ck_assert(!ic_bates_parse_list(&all, "COE1,COE", &list, NULL));
	ck_assert_uint_eq(list.n, 2);
	ck_assert(ic_bates_parse_list(&all, "COE9", &list, NULL));
	ck_assert_uint_eq(list.n, 1);
	ic_bates_list_finish(&list);
	ic_bates_list_finish(&list);
	ic_bates_list_finish(NULL);
}
END_TEST

START_TEST(a_suffix_sorts_after_its_number_and_before_the_next)
{
	static const char *const order[] = { "COE000123", "COE000123.1",
		"COE000123.001", "COE000123.2", "COE000123.010", "COE000123A",
		"COE000123Z", "COE000124", "COE-000001" };

	for (size_t i = 0; i + 1 < sizeof order / sizeof *order; i++) {
		struct ic_bates a = num(order[i]), b = num(order[i + 1]);

		ck_assert_msg(ic_bates_cmp(&a, &b) < 0, "%s", order[i]);
		ck_assert_msg(ic_bates_cmp(&b, &a) > 0, "%s", order[i]);
		ck_assert_int_eq(ic_bates_cmp(&a, &a), 0);
	}
}
END_TEST

START_TEST(a_range_holds_its_ends_and_the_suffixes_between)
{
	struct ic_bates_range r = { num("COE000123"), num("COE000130") };
	struct ic_bates_range next = { num("COE000130"), num("COE000140") };
	struct ic_bates_range off = { num("COE000131"), num("COE000140") };
	struct ic_bates in[] = { num("COE000123"), num("COE000130"),
		num("COE000125A"), num("COE000129.001") };
	struct ic_bates out[] = { num("COE000122"), num("COE000122A"),
		num("COE000130A"), num("COE-000125"), num("COE125") };

	for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
		ck_assert(ic_bates_in(&r, &in[i]));
	}
	for (size_t i = 0; i < sizeof out / sizeof *out; i++) {
		ck_assert(!ic_bates_in(&r, &out[i]));
	}
	ck_assert(ic_bates_meets(&r, &next));
	ck_assert(!ic_bates_meets(&r, &off));
}
END_TEST

START_TEST(bates_overflow_is_refused_not_wrapped)
{
	struct ic_bates b = num("COE998"), at = b;
	struct ic_error err;

	ck_assert(ic_bates_next(&all, &b, 1, &at, &err));
	ck_assert_uint_eq(at.value, 999);
	ck_assert(!ic_bates_next(&all, &b, 2, &at, &err));
	ck_assert_str_eq(err.msg,
	    "counting 2 on from COE998 needs more than "
	    "its 3 digits: use more digits or a smaller first number");
	ck_assert(!ic_bates_next(&all, &b, UINT64_MAX, &at, &err));
	ck_assert_uint_eq(at.value, 999);
	b = num("COE999999999999999999");
	ck_assert(!ic_bates_next(&all, &b, 1, &at, &err));
}
END_TEST

START_TEST(a_number_with_a_suffix_counts_in_its_suffix)
{
	static const char *const pair[][2] = { { "COE001.001", "COE001.003" },
		{ "COE001.8", "COE001.9" },
		{ "COE001.000009", "COE001.000010" }, { "COE001A", "COE001C" },
		{ "COE001Y", "COE001Z" } };
	static const uint64_t steps[] = { 2, 1, 1, 2, 1 };
	struct ic_error err;

	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
		struct ic_bates a = num(pair[i][0]), z = num(pair[i][1]), at;
		uint64_t n = 99;

		ck_assert(ic_bates_next(&all, &a, steps[i], &at, &err));
		ck_assert_int_eq(ic_bates_cmp(&at, &z), 0);
		ck_assert(ic_bates_between(&a, &z, &n));
		ck_assert_uint_eq(n, steps[i]);
	}
}
END_TEST

START_TEST(a_suffix_that_overflows_is_refused)
{
	struct ic_bates b = num("COE001.998"), at;
	struct ic_error err;

	ck_assert(ic_bates_next(&all, &b, 1, &at, &err));
	ck_assert(!ic_bates_next(&all, &b, 2, &at, &err));
	ck_assert_str_eq(err.msg,
	    "counting 2 on from COE001.998 needs more than the 3 digits of its "
	    "suffix: number the document without one");
	b = num("COE001Z");
	ck_assert(!ic_bates_next(&all, &b, 1, &at, &err));
	ck_assert_str_eq(err.msg,
	    "counting 1 on from COE001Z needs a letter after Z: number the "
	    "document by a suffix such as .001");
}
END_TEST

START_TEST(what_counting_does_not_come_to_is_not_between)
{
	static const char *const pair[][2] = { { "COE001", "COE000" },
		{ "COE001", "COE002.001" }, { "COE001.001", "COE001" },
		{ "COE001.001", "COE001.01" }, { "COE001.001", "COE001A" },
		{ "COE001.001", "COE002.002" }, { "COE001", "COE-002" },
		{ "COE001", "COE0002" }, { "COE001B", "COE001A" } };

	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
		struct ic_bates a = num(pair[i][0]), z = num(pair[i][1]);
		uint64_t n;

		ck_assert_msg(!ic_bates_between(&a, &z, &n), "%s %s",
		    pair[i][0], pair[i][1]);
	}
}
END_TEST

START_TEST(a_prefix_that_a_file_name_or_a_reader_cannot_bear_is_refused)
{
	static const char *const bad[] = { "", "A/B", "A\\B", ".COE", "-COE",
		" COE", "COE2", "12-", "---", "CO\nE",
		"C\xc3\x96"
		"E",
		"A:", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF" };
	static const char *const good[] = { "COE", "COE-", "A.B ", "2X_",
		"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE" };
	struct ic_error err;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ck_assert_msg(!ic_bates_prefix_ok(bad[i], &err), "%s", bad[i]);
		ck_assert_int_eq(err.code, IC_ESPEC);
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert_msg(ic_bates_prefix_ok(good[i], &err), "%s: %s",
		    good[i], err.msg);
	}
}
END_TEST

START_TEST(prefixes_that_would_be_confused_are_refused)
{
	static const char *const pair[][2] = { { "COE", "coe" },
		{ "A B", "AB" }, { "COE", "COE1-" }, { "COE1-", "COE" },
		{ "COE", "COE" } };
	struct ic_error err;

	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
		struct ic_prefixes p = { pair[i], 2 };

		ck_assert(!ic_bates_prefixes_ok(&p, &err));
	}
	ck_assert(ic_bates_prefixes_ok(&all, &err));
}
END_TEST

static const char *found_in(const char *text)
{
	static char s[512];
	struct ic_bates b[8];
	size_t n = ic_bates_find(&all, text, strlen(text), b, 8);

	s[0] = '\0';
	for (size_t i = 0; i < n && i < 8; i++) {
		char one[IC_BATES_MAX];
		size_t at = strlen(s);

		ic_bates_format(&all, &b[i], one);
		snprintf(s + at, sizeof s - at, "%s%s", i ? "," : "", one);
	}
	return s;
}

START_TEST(numbers_in_running_text_are_found_in_their_order)
{
	ck_assert_str_eq(found_in("See COE000123, COE-000130-COE-000131."),
	    "COE000123,COE-000130,COE-000131");
	ck_assert_str_eq(found_in("COE 000123 15 pages"), "COE000123");
	ck_assert_str_eq(found_in("COE 000 123\nC O E 0 0 0 1 2 4"),
	    "COE000123,COE000124");
	ck_assert_str_eq(found_in("(Doe 2 v.0009) DOE 2 v.0010 Doe2v.11A"),
	    "Doe 2 v.0009,Doe 2 v.11A");
	ck_assert_str_eq(found_in("COE000123.001 COE000123. COE000123B\n4"),
	    "COE000123.001,COE000123,COE000123B");
	ck_assert_str_eq(found_in("COE\xc2\xa0"
				  "000123\xe2\x80\x93"
				  "130"),
	    "COE000123");
}
END_TEST

START_TEST(a_number_within_a_word_is_none)
{
	ck_assert_str_eq(found_in("XCOE000123 ACOE-1 COE000123abc \xc3\x84"
				  "COE1"),
	    "");
	ck_assert_str_eq(found_in("COE COE\n000123 COE1234567890123456789"),
	    "");
	ck_assert_uint_eq(ic_bates_find(&all, "COE1 COE2", 9, NULL, 0), 2);
	ck_assert_uint_eq(ic_bates_find(&all, "", 0, NULL, 0), 0);
}
END_TEST

Suite *suite_bates(void)
{
	Suite *s = suite_create("bates");
	TCase *t = tcase_create("bates");

	tcase_add_test(t, a_number_keeps_its_prefix_value_width_and_suffix);
	tcase_add_test(t, ranges_and_lists_read_as_they_are_written);
	tcase_add_test(t, blanks_anywhere_and_any_dash_mean_the_same);
	tcase_add_test(t, what_is_not_certain_is_refused_with_a_sentence);
	tcase_add_test(t, the_longest_prefix_wins);
	tcase_add_test(t, one_number_is_neither_a_list_nor_a_range);
	tcase_add_test(t, a_failed_list_leaves_the_old_one);
	tcase_add_test(t, a_suffix_sorts_after_its_number_and_before_the_next);
	tcase_add_test(t, a_range_holds_its_ends_and_the_suffixes_between);
	tcase_add_test(t, bates_overflow_is_refused_not_wrapped);
	tcase_add_test(t, a_number_with_a_suffix_counts_in_its_suffix);
	tcase_add_test(t, a_suffix_that_overflows_is_refused);
	tcase_add_test(t, what_counting_does_not_come_to_is_not_between);
	tcase_add_test(t,
	    a_prefix_that_a_file_name_or_a_reader_cannot_bear_is_refused);
	tcase_add_test(t, prefixes_that_would_be_confused_are_refused);
	tcase_add_test(t, numbers_in_running_text_are_found_in_their_order);
	tcase_add_test(t, a_number_within_a_word_is_none);
	suite_add_tcase(s, t);
	return s;
}
