/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Addresses as they are written, and what remains of a page. */
#include <stdio.h>
#include <string.h>

#include "core/address.h"
#include "core/lock.h"
#include "suites.h"

static struct ic_address a;
static struct ic_error err;

static const char *shown(enum ic_address_kind kind, const char *text)
{
	static char out[200];
	struct ic_buf b = { 0 };

	if (!ic_address_parse(kind, text, &a, &err)) {
		return err.msg;
	}
	ic_address_put(&a, &b);
	snprintf(out, sizeof(out), "%s", ic_buf_str(&b));
	ic_buf_finish(&b);
	return out;
}

START_TEST(lines_are_ranges_in_one_cell)
{
	ck_assert_str_eq(shown(IC_ADDRESS_LINES, " 4 \xe2\x80\x93 9 ; 12"),
	    "lines 4-9, 12");
	ck_assert_uint_eq(a.n, 2);
	ck_assert_uint_eq(a.part[0].first_line, 4);
	ck_assert_uint_eq(a.part[0].last_line, 9);
	ck_assert_uint_eq(a.part[1].first_line, 12);
	ck_assert_uint_eq(a.part[1].last_line, 12);
	ck_assert_str_eq(shown(IC_ADDRESS_LINES, "7"), "line 7");
}
END_TEST

START_TEST(a_cite_goes_across_pages)
{
	ck_assert_str_eq(shown(IC_ADDRESS_CITE, "45:12-46:3"), "45:12-46:3");
	ck_assert_uint_eq(a.n, 1);
	ck_assert_uint_eq(a.part[0].first_page, 45);
	ck_assert_uint_eq(a.part[0].first_line, 12);
	ck_assert_uint_eq(a.part[0].last_page, 46);
	ck_assert_uint_eq(a.part[0].last_line, 3);
}
END_TEST

START_TEST(a_part_without_a_colon_is_of_the_page_before_it)
{
	ck_assert_str_eq(shown(IC_ADDRESS_CITE, "45:12-15, 20, 50:1"),
	    "45:12-15, 20, 50:1");
	ck_assert_uint_eq(a.part[1].first_page, 45);
	ck_assert_uint_eq(a.part[1].first_line, 20);
	ck_assert_uint_eq(a.part[2].first_page, 50);
}
END_TEST

START_TEST(after_two_pages_a_line_alone_is_of_neither)
{
	ck_assert(
	    !ic_address_parse(IC_ADDRESS_CITE, "45:12-46:3, 7", &a, &err));
}
END_TEST

static const struct {
	enum ic_address_kind kind;
	const char *text, *say;
} wrong[] = {
	{ IC_ADDRESS_LINES, "45:12", "is a \"cite\"" },
	{ IC_ADDRESS_LINES, "9-4", "runs backwards" },
	{ IC_ADDRESS_LINES, "0-4", "must be numbers" },
	{ IC_ADDRESS_LINES, "4-", "must be numbers" },
	{ IC_ADDRESS_LINES, "4,,6", "must be numbers" },
	{ IC_ADDRESS_LINES, "100", "must be numbers" },
	{ IC_ADDRESS_LINES, "", "must be numbers" },
	{ IC_ADDRESS_LINES, "SECRET", "must be numbers" },
	{ IC_ADDRESS_CITE, "45", "must be pages and lines" },
	{ IC_ADDRESS_CITE, "46:3-45:12", "runs backwards" },
	{ IC_ADDRESS_CITE, "45:12-46:", "must be pages and lines" },
	{ IC_ADDRESS_CITE, "45:", "must be pages and lines" },
	{ IC_ADDRESS_CITE, "1:1,1:2,1:3,1:4,1:5,1:6,1:7,1:8,1:9,2:1,2:2,2:3",
	    NULL },
	{ IC_ADDRESS_CITE, "1:1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17",
	    "more than 16" },
	{ IC_ADDRESS_CITE,
	    "100:1-100:2,200:1-200:2,300:1-300:2,400:1-400:2,500:1-500:2,"
	    "600:1-600:2",
	    "longer than 63" },
};

START_TEST(what_is_no_address_is_not_taken_for_one)
{
	bool ok = ic_address_parse(wrong[_i].kind, wrong[_i].text, &a, &err);

	ck_assert_int_eq(ok, wrong[_i].say == NULL);
	ck_assert(ok || strstr(err.msg, wrong[_i].say));
	ck_assert(ok || !strstr(err.msg, "SECRET"));
}
END_TEST

static const struct {
	const char *text, *what;
} damaged[] = {
	{ "9-Apr", "a date" },
	{ "Apr-09", "a date" },
	{ "9. Sep", "a date" },
	{ "4/9", "a date" },
	{ "4/9/2026", "a date" },
	{ "2026-04-09", "a date" },
	{ "45:12:00", "a time" },
	{ "1900-01-01 21:12:00", "a time" },
	{ "12:45 PM", "a time" },
	{ "45:12:00 AM", "a time" },
	{ "1/5/1900 12:00", "a time" },
	{ "1/2/1900 21:12", "a time" },
	{ "1900-01-05 12:00", "a time" },
	{ "0.509722", "a number" },
	{ "Apr-26", "a date" },
	{ "0.520833333", "a number" },
	{ "1.88333", "a number" },
	{ "46121", "a number" },
};

START_TEST(what_a_spreadsheet_made_of_one_is_named)
{
	for (int kind = 0; kind < 2; kind++) {
		ck_assert(!ic_address_parse((enum ic_address_kind)kind,
		    damaged[_i].text, &a, &err));
		ck_assert(strstr(err.msg, damaged[_i].what));
		ck_assert(strstr(err.msg, "format the column as text"));
	}
}
END_TEST

START_TEST(lists_show_nothing_but_addresses)
{
	ck_assert(ic_address_shown(""));
	ck_assert(ic_address_shown("lines 4-9, 12"));
	ck_assert(ic_address_shown("line 4"));
	ck_assert(ic_address_shown("45:12-46:3"));
	ck_assert(ic_address_shown("all but 45:12-46:3"));
	ck_assert(ic_address_shown("all but a part"));
	ck_assert(!ic_address_shown("all but"));
	ck_assert(!ic_address_shown("SECRET"));
	ck_assert(!ic_address_shown("lines of Roe"));
}
END_TEST

static const struct ic_size page = { 100, 200 };

/* Whether the rectangles hold each point once, but none that is kept. */
static void is_rest(const struct ic_rect *kept, size_t nkept,
    const struct ic_rect *rest, size_t n)
{
	for (int32_t y = 0; y < page.h; y++) {
		for (int32_t x = 0; x < page.w; x++) {
			const struct ic_rect p = { x, y, x + 1, y + 1 };
			unsigned in = 0, stays = 0;

			for (size_t i = 0; i < n; i++) {
				in += ic_rect_contains(rest[i], p);
			}
			for (size_t i = 0; i < nkept; i++) {
				stays += ic_rect_contains(kept[i], p);
			}
			ck_assert_uint_eq(in, stays ? 0 : 1);
		}
	}
}

START_TEST(the_rest_of_a_page_is_disjoint_and_complete)
{
	const struct ic_rect kept[] = { { 10, 20, 40, 60 }, { 30, 50, 90, 70 },
		{ 0, 100, 5, 200 }, { 50, 190, 150, 300 }, { 60, 52, 70, 60 } };
	struct ic_rect rest[64];

	for (size_t n = 0; n <= 5; n++) {
		size_t found = ic_rect_without(page, kept, n, rest, 64);

		ck_assert_uint_le(found, 64);
		is_rest(kept, n, rest, found);
	}
}
END_TEST

START_TEST(around_one_rectangle_there_are_four)
{
	const struct ic_rect kept = { 10, 20, 40, 60 };
	struct ic_rect rest[4];

	ck_assert_uint_eq(ic_rect_without(page, &kept, 1, rest, 4), 4);
	ck_assert_int_eq(rest[0].y1, 20);
	ck_assert_int_eq(rest[3].y0, 60);
}
END_TEST

START_TEST(of_a_page_that_is_kept_nothing_is_left)
{
	const struct ic_rect kept[] = { { -5, 0, 60, 200 },
		{ 50, -1, 200, 300 } };
	struct ic_rect rest[4];

	ck_assert_uint_eq(ic_rect_without(page, kept, 2, rest, 4), 0);
}
END_TEST

START_TEST(a_lock_holds_the_places_of_an_address)
{
	const struct ic_lock_place at[] = { { "COE000045", false,
						{ 1, 2, 3, 4 } },
		{ "COE000046", true, { 0 } } };
	struct ic_lock lock = { 0 }, back = { 0 }, moved = { 0 };
	struct ic_lock_place other[2];
	struct ic_buf text = { 0 };
	size_t conflicts = 0;

	ck_assert(ic_lock_add_redaction(&lock, "R1", "COE000045-COE000046",
	    NULL, &err));
	ck_assert(ic_lock_set_places(&lock, at, 2, &err));
	ck_assert(ic_lock_seal(&lock, &err));
	ck_assert(ic_lock_dump(&lock, &text, &err));
	ck_assert(strstr(ic_buf_str(&text),
	    "\"places\":[[\"COE000045\",1,2,3,4],[\"COE000046\"]]"));
	ck_assert(ic_lock_load(ic_buf_str(&text), text.len, &back, &err));
	ck_assert(ic_lock_same_places(&back.redactions[0], at, 2));
	ck_assert(ic_lock_check(&lock, &back, NULL, NULL, &conflicts, &err));
	ck_assert_uint_eq(conflicts, 0);

	memcpy(other, at, sizeof(at));
	other[0].rect.y1++;
	ck_assert(ic_lock_add_redaction(&moved, "R1", "COE000045-COE000046",
	    NULL, &err));
	ck_assert(ic_lock_set_places(&moved, other, 2, &err));
	ck_assert(ic_lock_check(&lock, &moved, NULL, NULL, &conflicts, &err));
	ck_assert_uint_eq(conflicts, 1);
	ic_lock_finish(&lock);
	ic_lock_finish(&back);
	ic_lock_finish(&moved);
	ic_buf_finish(&text);
}
END_TEST

START_TEST(the_id_of_an_address_is_that_of_its_places)
{
	struct ic_lock_place at[] = { { "COE000045", false, { 1, 2, 3, 4 } } };
	char one[IC_REDACTION_ID_MAX], two[IC_REDACTION_ID_MAX];

	ic_redaction_id_places("COE000045", at, 1, one);
	ic_redaction_id_places("COE000045", at, 1, two);
	ck_assert_str_eq(one, two);
	at[0].rect.x1++;
	ic_redaction_id_places("COE000045", at, 1, two);
	ck_assert_str_ne(one, two);
	ck_assert(strncmp(two, "COE000045-", 10) == 0);
}
END_TEST

Suite *suite_address(void)
{
	Suite *s = suite_create("address");
	TCase *t = tcase_create("address");

	tcase_add_test(t, lines_are_ranges_in_one_cell);
	tcase_add_test(t, a_cite_goes_across_pages);
	tcase_add_test(t, a_part_without_a_colon_is_of_the_page_before_it);
	tcase_add_test(t, after_two_pages_a_line_alone_is_of_neither);
	tcase_add_loop_test(t, what_is_no_address_is_not_taken_for_one, 0,
	    sizeof(wrong) / sizeof(*wrong));
	tcase_add_loop_test(t, what_a_spreadsheet_made_of_one_is_named, 0,
	    sizeof(damaged) / sizeof(*damaged));
	tcase_add_test(t, lists_show_nothing_but_addresses);
	tcase_add_test(t, the_rest_of_a_page_is_disjoint_and_complete);
	tcase_add_test(t, around_one_rectangle_there_are_four);
	tcase_add_test(t, of_a_page_that_is_kept_nothing_is_left);
	tcase_add_test(t, a_lock_holds_the_places_of_an_address);
	tcase_add_test(t, the_id_of_an_address_is_that_of_its_places);
	suite_add_tcase(s, t);
	return s;
}
