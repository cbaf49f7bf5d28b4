/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Designations that an earlier production printed. */
#include <string.h>
#include <unistd.h>

#include "core/old_legend.h"
#include "pdf/scout.h"
#include "suites.h"
#include "testpdf.h"

/* 400 x 400 pt; the bands are 72 pt high. */
#define KEYS \
	"/MediaBox[0 0 400 400]/Resources<</Font<</F1<</Type/Font" \
	"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
#define AT(x, y, text) \
	"BT /F1 10 Tf 1 0 0 1 " #x " " #y " Tm (" text ") Tj ET\n"
#define FOUND_MAX 16

struct heard {
	unsigned n;
	struct ic_reply_legend found[FOUND_MAX];
	struct ic_reply_page page;
	bool paged;
};

static struct testpdf t;
static struct heard h;

static bool hear(void *user, const struct ic_reply *r)
{
	struct ic_reply_limits l = { 0 };

	(void)user;
	ck_assert(ic_reply_ok(r, &l));
	if (r->kind == IC_REPLY_LEGEND) {
		ck_assert(!h.paged && h.n < FOUND_MAX && r->page == 0);
		h.found[h.n++] = r->u.legend;
	} else if (r->kind == IC_REPLY_PAGE) {
		h.page = r->u.at_page;
		h.paged = true;
	}
	return true;
}

/* Look for `text`, "" for the usual ones, on a page. */
static void seek(const char *text, const char *content)
{
	char strings[64] = "";
	struct ic_slice_cell cell = { .text = 1 };
	struct ic_slice s = { .ask = IC_ASK_GEOMETRY | IC_ASK_LEGEND,
		.cells = &cell,
		.ncells = 1,
		.strings = strings };
	struct ic_document doc;
	int fd;

	strcpy(strings + 1, text);
	s.nstrings = (uint32_t)strlen(text) + 2;
	h = (struct heard){ 0 };
	testpdf_page(&t, KEYS, content);
	fd = testpdf_fd(&t);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_NONE);
	ck_assert_int_eq(ic_scout_document(&doc, &s, hear, NULL),
	    IC_REASON_NONE);
	ck_assert(h.paged);
	ic_document_close(&doc);
	close(fd);
	testpdf_finish(&t);
}

static const char *word(unsigned i)
{
	return i < h.n ? ic_old_legend_words[h.found[i].word] : "nothing";
}

START_TEST(a_usual_designation_is_found_above_and_below)
{
	seek("",
	    AT(20, 380, "CONFIDENTIAL") AT(20, 10, "Attorney's Eyes Only"));
	ck_assert_uint_eq(h.n, 2);
	ck_assert_str_eq(word(0), "CONFIDENTIAL");
	ck_assert_str_eq(word(1), "ATTORNEYS' EYES ONLY");
	ck_assert_int_eq(h.found[0].rect.x0 / IC_MPT, 19);
	ck_assert_int_lt(h.found[0].rect.y0, 14000);
	ck_assert_int_gt(h.found[0].rect.y1, 20000);
	ck_assert_int_gt(h.found[1].rect.y1, 390000);
	ck_assert_uint_eq(h.page.notes, 0);
	ck_assert_int_eq(h.page.size.w, 400000);
}
END_TEST

START_TEST(a_line_that_says_more_is_no_designation)
{
	seek("",
	    AT(20, 380, "CONFIDENTIAL informant of the office")
		AT(20, 10, "Not confidential"));
	ck_assert_uint_eq(h.n, 0);
	ck_assert_uint_eq(h.page.notes, IC_NOTE_BIT(LEGEND_KEPT));
}
END_TEST

START_TEST(what_stands_within_the_page_is_no_designation)
{
	seek("", AT(20, 200, "CONFIDENTIAL"));
	ck_assert_uint_eq(h.n, 0);
}
END_TEST

START_TEST(a_number_beside_it_is_another_line)
{
	seek("",
	    AT(20, 10, "HIGHLY CONFIDENTIAL - SOURCE CODE")
		AT(320, 10, "COE000001"));
	ck_assert_uint_eq(h.n, 1);
	ck_assert_str_eq(word(0), "HIGHLY CONFIDENTIAL - SOURCE CODE");
	ck_assert_int_lt(h.found[0].rect.x1, 320000);
}
END_TEST

START_TEST(a_text_that_is_given_is_found_within_a_line)
{
	seek("County Restricted",
	    AT(20, 10, "printed COUNTY RESTRICTED today")
		AT(20, 380, "CONFIDENTIAL"));
	ck_assert_uint_eq(h.n, 1);
	ck_assert_int_gt(h.found[0].rect.x0, 45000);
	ck_assert_int_lt(h.found[0].rect.x1, 200000);
}
END_TEST

START_TEST(a_part_of_a_word_is_not_the_text_that_is_given)
{
	seek("FIDENTIAL", AT(20, 10, "CONFIDENTIAL"));
	ck_assert_uint_eq(h.n, 0);
}
END_TEST

START_TEST(a_page_without_text_says_so)
{
	seek("", "20 10 100 10 re f");
	ck_assert_uint_eq(h.n, 0);
	ck_assert_uint_eq(h.page.notes, IC_NOTE_BIT(LEGEND_UNSEEN));
}
END_TEST

START_TEST(no_more_are_told_of_a_page_than_it_can_have)
{
	struct ic_buf b = { 0 };

	for (int i = 0; i < 20; i++) {
		ic_buf_printf(&b,
		    "BT /F1 2 Tf 1 0 0 1 %d %d Tm (CONFIDENTIAL) Tj ET\n",
		    20 + i % 2 * 100, 5 + 3 * i);
	}
	seek("", ic_buf_str(&b));
	ck_assert_uint_eq(h.n, IC_OLD_LEGENDS_MAX);
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_scout_legend(void)
{
	Suite *s = suite_create("scout_legend");
	TCase *c = tcase_create("scout_legend");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_usual_designation_is_found_above_and_below);
	tcase_add_test(c, a_line_that_says_more_is_no_designation);
	tcase_add_test(c, what_stands_within_the_page_is_no_designation);
	tcase_add_test(c, a_number_beside_it_is_another_line);
	tcase_add_test(c, a_text_that_is_given_is_found_within_a_line);
	tcase_add_test(c, a_part_of_a_word_is_not_the_text_that_is_given);
	tcase_add_test(c, a_page_without_text_says_so);
	tcase_add_test(c, no_more_are_told_of_a_page_than_it_can_have);
	suite_add_tcase(s, c);
	return s;
}
