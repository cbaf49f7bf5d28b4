/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The text layer of a scan, held against the scan. */
#include <stdio.h>
#include <string.h>

#include "audited.h"
#include "suites.h"

#define SIDE 200  /* pixels and points of the scan, which is the page */
#define PITCH 20  /* from line to line */
#define COLUMN 14 /* from letter to letter */
#define WORD 6    /* columns from word to word: five letters and a gap */
#define LINES 8
#define KEYS \
	"/MediaBox[0 0 200 200]/Resources<</Font<</F<</Type/Font" \
	"/Subtype/Type1/BaseFont/Courier>>>>>>"

enum burn { NOTHING, BLACK, WHITE };

static struct testpdf t;
static char page[32768];

static void teardown(void)
{
	testpdf_finish(&t);
	audited_teardown();
}

/* The second word of the third line. */
static bool is_burned(int x, int y)
{
	return x >= 82 && x < 158 && y >= 3 * PITCH - 2 && y < 3 * PITCH + 16;
}

static bool has_ink(int x, int y)
{
	static const char *const letters[] = { "x...xx...xxxxxxxx...xx...x",
		".xxx.x...xx...xx...x.xxx..", "x....x....x....x....xxxxx.",
		"xxxxxx....xxxx.x....xxxxx." };
	int column = x / COLUMN, line = y / PITCH;
	int i = x % COLUMN / 2, j = y % PITCH / 2;

	return line > 0 && line <= LINES && column < 2 * WORD &&
	    column % WORD < WORD - 1 && i < 5 && j < 5 &&
	    letters[(column + line * 3) % 4][j * 5 + i] == 'x';
}

static bool is_dark(int x, int y, enum burn burn)
{
	return burn != NOTHING && is_burned(x, y) ? burn == BLACK
						  : has_ink(x, y);
}

static size_t put_scan(size_t at, enum burn burn)
{
	at += (size_t)snprintf(page + at, sizeof(page) - at,
	    "q 200 0 0 200 0 0 cm\nBI /W %d /H %d /CS /G /BPC 1 /F /AHx ID\n",
	    SIDE, SIDE);
	for (int y = 0; y < SIDE; y++) {
		for (int x = 0; x < SIDE; x += 8) {
			unsigned byte = 0;

			for (int k = 0; k < 8; k++) {
				byte = byte << 1 | !is_dark(x + k, y, burn);
			}
			at += (size_t)snprintf(page + at, sizeof(page) - at,
			    "%02x", byte);
		}
	}
	return at + (size_t)snprintf(page + at, sizeof(page) - at, ">\nEI Q\n");
}

/* Courier is 0.6 em wide: 16 pt of it at 145.83 % fill a column. */
static size_t put_layer(size_t at, const char *mode, const char *third)
{
	for (int i = 1; i <= LINES; i++) {
		at += (size_t)snprintf(page + at, sizeof(page) - at,
		    "BT %s /F 16 Tf 145.83 Tz 0 %d Td (%s) Tj ET\n", mode,
		    SIDE - i * PITCH - 10, i == 3 ? third : "crime motel");
	}
	return at;
}

static const struct ic_findings *of(enum burn burn, const char *third)
{
	put_layer(put_scan(0, burn), "3 Tr", third);
	testpdf_finish(&t);
	testpdf_page(&t, KEYS, page);
	return audited(&t, true);
}

START_TEST(a_word_where_the_scan_has_a_bar_is_an_error)
{
	const struct ic_finding_item *at = audited_first(of(BLACK,
							     "crime alice"),
	    IC_FINDING_COVERED_TEXT);

	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_ERROR);
	ck_assert_uint_eq(at->cover, IC_COVER_SCAN);
	ck_assert_str_eq(at->text, "alice");
	ck_assert_int_ge(at->rect.x0, 80000);
}
END_TEST

START_TEST(a_word_where_the_scan_is_blank_is_an_error)
{
	const struct ic_finding_item *at = audited_first(of(WHITE,
							     "crime alice"),
	    IC_FINDING_COVERED_TEXT);

	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->cover, IC_COVER_BLANK);
	ck_assert_str_eq(at->text, "alice");
}
END_TEST

START_TEST(text_that_was_painted_below_the_scan_is_a_layer_too)
{
	const struct ic_finding_item *at;

	put_scan(put_layer(0, "0 Tr", "crime alice"), BLACK);
	testpdf_finish(&t);
	testpdf_page(&t, KEYS, page);
	at = audited_first(audited(&t, true), IC_FINDING_COVERED_TEXT);
	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->cover, IC_COVER_SCAN);
	ck_assert_str_eq(at->text, "alice");
}
END_TEST

START_TEST(an_honest_layer_is_silent)
{
	const struct ic_findings *f = of(NOTHING, "crime alice");

	ck_assert_uint_eq(audited_count(f, IC_FINDING_COVERED_TEXT), 0);
	ck_assert_uint_eq(audited_count(f, IC_FINDING_INVISIBLE_TEXT), 0);
}
END_TEST

START_TEST(a_layer_made_after_burning_is_silent_though_it_reads_the_bar)
{
	static const char *const read[] = { "crime", "crime eeeee",
		"crime |----", "crime mEEEm" };

	for (size_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(audited_count(of(BLACK, read[i]),
				      IC_FINDING_COVERED_TEXT),
		    0);
	}
}
END_TEST

static const struct ic_finding_item *unseen(const char *content)
{
	testpdf_finish(&t);
	testpdf_page(&t, KEYS, content);
	return audited_first(audited(&t, true), IC_FINDING_INVISIBLE_TEXT);
}

#define SHOWN "BT /F 12 Tf 20 100 Td (Nothing was paid) Tj ET "

START_TEST(invisible_text_that_no_page_shows_is_a_warning)
{
	const struct ic_finding_item *at = unseen(
	    SHOWN "BT 3 Tr /F 12 Tf 20 50 Td (Alice was paid) Tj ET");

	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_WARNING);
	ck_assert_str_eq(at->text, "Alice was paid");
}
END_TEST

START_TEST(invisible_text_on_other_text_is_a_warning)
{
	ck_assert_ptr_nonnull(unseen(
	    SHOWN "BT 3 Tr /F 12 Tf 20 100 Td (Everybody lies!!) Tj ET"));
}
END_TEST

START_TEST(invisible_text_like_the_painted_one_is_silent)
{
	ck_assert_ptr_null(unseen(
	    SHOWN "BT 3 Tr /F 12 Tf 21 101 Td (N0thing vvas pald) Tj ET"));
	ck_assert_ptr_null(
	    unseen(SHOWN "BT 3 Tr /F 12 Tf 20 50 Td (Nothing was paid) Tj ET"));
}
END_TEST

Suite *suite_audit_scan(void)
{
	Suite *s = suite_create("audit_scan");
	TCase *c = tcase_create("audit_scan");

	tcase_add_checked_fixture(c, audited_setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_word_where_the_scan_has_a_bar_is_an_error);
	tcase_add_test(c, a_word_where_the_scan_is_blank_is_an_error);
	tcase_add_test(c, text_that_was_painted_below_the_scan_is_a_layer_too);
	tcase_add_test(c, an_honest_layer_is_silent);
	tcase_add_test(c,
	    a_layer_made_after_burning_is_silent_though_it_reads_the_bar);
	tcase_add_test(c, invisible_text_that_no_page_shows_is_a_warning);
	tcase_add_test(c, invisible_text_on_other_text_is_a_warning);
	tcase_add_test(c, invisible_text_like_the_painted_one_is_silent);
	suite_add_tcase(s, c);
	return s;
}
