/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What addresses mean on pages whose lines were found. */
#include <string.h>

#include "core/plan.h"
#include "suites.h"

/* Two documents, of 3 pages and 1, as COE000001 to COE000004. */
struct made {
	struct ic_spec spec;
	struct ic_spec_document documents[2];
	struct ic_redaction redactions[4];
	struct ic_address addresses[4];
	struct ic_page_range pages[4];
	struct ic_bates_range ranges[4];
	struct ic_spec_code code;
	struct ic_plan plan;
	struct ic_diags diags;
	const char *prefix[1];
	uint16_t codes[1];
};

static const struct ic_size letter = { 612000, 792000 };
static struct made m;
static struct ic_error err;

static void make(void)
{
	m = (struct made){ 0 };
	m.prefix[0] = "COE";
	m.spec.prefixes = (struct ic_prefixes){ m.prefix, 1 };
	m.spec.numbering = (struct ic_numbering){ { .value = 1, .digits = 6 },
		IC_BOTTOM_RIGHT, 10000, 18000, IC_SHRINK, false };
	m.spec.documents = m.documents;
	m.spec.ndocuments = 2;
	m.documents[0].file = m.documents[0].name = "a.pdf";
	m.documents[1].file = m.documents[1].name = "b.pdf";
	m.spec.redactions = m.redactions;
	m.code = (struct ic_spec_code){ .name = "PII",
		.text = "",
		.basis = "" };
	m.spec.codes = &m.code;
	m.spec.ncodes = 1;
}

static struct ic_redaction *redact(enum ic_area area, enum ic_address_kind kind,
    const char *text)
{
	size_t i = m.spec.nredactions++;
	struct ic_redaction *r = &m.redactions[i];

	ck_assert(ic_address_parse(kind, text, &m.addresses[i], &err));
	r->area = area;
	r->address = &m.addresses[i];
	r->lines = m.addresses[i].text;
	r->target = IC_TARGET_FILE;
	r->codes = m.codes;
	r->ncodes = 1;
	return r;
}

static void on_page(struct ic_redaction *r, uint32_t page)
{
	struct ic_page_range *p = &m.pages[r - m.redactions];

	*p = (struct ic_page_range){ page, page };
	r->pages = p;
	r->npages = 1;
}

static void number(void)
{
	ck_assert(ic_plan_begin(&m.spec, &m.plan, &err));
	for (size_t i = 0; i < 2; i++) {
		ck_assert(ic_plan_set_pages(&m.plan, i, i ? 1 : 3, &err));
		for (uint32_t p = 0; p < m.plan.documents[i].npages; p++) {
			m.plan.documents[i].pages[p].size = letter;
		}
	}
	ck_assert(ic_plan_number(&m.plan, &m.diags));
	ck_assert(ic_plan_seek(&m.plan, &err));
}

/* Lines 1 to n at 20 pt, from 100 pt on, in a column that begins at x. */
static void lines(size_t document, uint32_t index, uint32_t column, uint32_t n,
    uint32_t number, uint32_t flags)
{
	struct ic_plan_numbered *p = &m.plan.documents[document]
					  .numbered[index];
	struct ic_numbered_line all[2 * IC_NUMBERED_LINES_MAX];
	int32_t x = 90000 + 300000 * (int32_t)column;
	const struct ic_numbered_column c = { { x - 20000, 99000, x - 5000,
						  100000 + 20000 * (int32_t)n },
		column, number };
	uint32_t had = p->nlines;

	if (had) {
		memcpy(all, p->lines, had * sizeof(*all));
		p->lines = NULL;
	}
	for (uint32_t i = 0; i < n; i++) {
		int32_t y = 100000 + 20000 * (int32_t)i;

		all[had + i] = (struct ic_numbered_line){ { x, y, x + 200000,
							      y + 20000 },
			y + 1000, y + 19000, column, i + 1, flags };
	}
	ck_assert(ic_plan_set_numbered(&m.plan, document, index, true, all,
	    had + n, &err));
	ck_assert(ic_plan_add_column(&m.plan, document, index, &c, &err));
}

static bool address(void)
{
	return ic_plan_address(&m.plan, &m.diags);
}

static bool says(const char *words)
{
	for (size_t i = 0; i < m.diags.n; i++) {
		if (strstr(m.diags.at[i].message, words)) {
			return true;
		}
	}
	return false;
}

static void done(void)
{
	ic_plan_finish(&m.plan);
	ic_diags_finish(&m.diags);
}

static const struct ic_piece *piece(size_t redaction, uint32_t i)
{
	const struct ic_pieces *p = ic_plan_pieces(&m.plan, redaction);

	ck_assert(p && i < p->n);
	return &p->at[i];
}

START_TEST(lines_are_sought_on_their_pages_and_cites_in_all_of_a_file)
{
	make();
	on_page(redact(IC_AREA_LINES, IC_ADDRESS_LINES, "4-9"), 2);
	number();
	ck_assert_uint_eq(m.plan.documents[0].nnumbered, 1);
	ck_assert_uint_eq(m.plan.documents[0].numbered[0].page, 1);
	ck_assert_uint_eq(m.plan.documents[1].nnumbered, 0);
	done();
	make();
	on_page(redact(IC_AREA_CITE, IC_ADDRESS_CITE, "1:4-9"), 2);
	number();
	ck_assert_uint_eq(m.plan.documents[0].nnumbered, 3);
	done();
}
END_TEST

START_TEST(lines_are_one_box_a_range)
{
	make();
	on_page(redact(IC_AREA_LINES, IC_ADDRESS_LINES, "4-9, 12"), 1);
	number();
	lines(0, 0, 0, 25, 0, 0);
	ck_assert(address());
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert_uint_eq(m.plan.documents[0].nregions, 2);
	ck_assert_int_eq(m.plan.documents[0].regions[0].rect.y0, 160000);
	ck_assert_int_eq(m.plan.documents[0].regions[0].rect.y1, 280000);
	ck_assert_int_eq(m.plan.documents[0].regions[1].rect.y0, 320000);
	ck_assert_uint_eq(m.diags.n, 0);
	done();
}
END_TEST

START_TEST(a_cite_goes_to_the_end_of_one_page_and_on_to_the_next)
{
	make();
	redact(IC_AREA_CITE, IC_ADDRESS_CITE, "45:24-47:2");
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 1, 0, 25, 46, 0);
	lines(0, 2, 0, 25, 47, 0);
	ck_assert(address());
	ck_assert_uint_eq(ic_plan_pieces(&m.plan, 0)->n, 3);
	ck_assert_int_eq(piece(0, 0)->rect.y0, 560000);
	ck_assert_int_eq(piece(0, 0)->rect.y1, 600000);
	ck_assert_int_eq(piece(0, 1)->rect.y0, 100000);
	ck_assert_int_eq(piece(0, 1)->rect.y1, 600000);
	ck_assert_int_eq(piece(0, 2)->rect.y1, 140000);
	done();
}
END_TEST

START_TEST(a_cite_finds_its_column_on_a_condensed_sheet)
{
	make();
	redact(IC_AREA_CITE, IC_ADDRESS_CITE, "46:1-2");
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 0, 1, 25, 46, 0);
	ck_assert(address());
	ck_assert_int_eq(piece(0, 0)->rect.x0, 390000);
	ck_assert_uint_eq(piece(0, 0)->page, 0);
	done();
}
END_TEST

START_TEST(lines_of_a_condensed_sheet_are_an_error)
{
	make();
	on_page(redact(IC_AREA_LINES, IC_ADDRESS_LINES, "1"), 1);
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 0, 1, 25, 46, 0);
	ck_assert(!address());
	ck_assert(says("COE000001 holds 2 pages of a transcript"));
	done();
}
END_TEST

START_TEST(a_page_that_stands_twice_names_both)
{
	make();
	redact(IC_AREA_CITE, IC_ADDRESS_CITE, "45:1-2");
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 1, 0, 25, 46, 0);
	lines(0, 2, 0, 25, 45, 0);
	ck_assert(!address());
	ck_assert(says("stands on COE000001 and on COE000003"));
	done();
}
END_TEST

START_TEST(a_page_of_the_file_says_which_is_meant)
{
	make();
	on_page(redact(IC_AREA_CITE, IC_ADDRESS_CITE, "45:1-2"), 3);
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 1, 0, 25, 46, 0);
	lines(0, 2, 0, 25, 45, 0);
	ck_assert(address());
	ck_assert_uint_eq(piece(0, 0)->page, 2);
	done();
}
END_TEST

START_TEST(what_is_not_there_is_an_error_with_its_bates_page)
{
	make();
	redact(IC_AREA_CITE, IC_ADDRESS_CITE, "48:1-2");
	on_page(redact(IC_AREA_LINES, IC_ADDRESS_LINES, "26"), 1);
	on_page(redact(IC_AREA_LINES, IC_ADDRESS_LINES, "1"), 3);
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 1, 0, 25, 0, 0);
	ck_assert(ic_plan_set_numbered(&m.plan, 0, 2, false, NULL, 0, &err));
	ck_assert(!address());
	ck_assert(says("page 48 of the transcript is not found: the pages that "
		       "are named here show 45 to 45, and a number that is not "
		       "sure on COE000002"));
	ck_assert(says("COE000001 has no line 26: its lines are 1 to 25"));
	ck_assert(says("COE000003 has no text"));
	done();
}
END_TEST

START_TEST(a_page_that_lost_its_last_numbers_is_not_cited_to_its_end)
{
	make();
	redact(IC_AREA_CITE, IC_ADDRESS_CITE, "45:24-46:2");
	number();
	lines(0, 0, 0, 24, 45, 0);
	lines(0, 1, 0, 25, 46, 0);
	ck_assert(!address());
	ck_assert(says("on COE000001, shows lines 1 to 24 only"));
	done();
}
END_TEST

START_TEST(ink_of_two_lines_is_said_at_the_ends_alone)
{
	make();
	on_page(redact(IC_AREA_LINES, IC_ADDRESS_LINES, "4-9"), 1);
	number();
	lines(0, 0, 0, 25, 0, IC_NUMBERED_TEXT_BELOW);
	ck_assert(address());
	ck_assert_uint_eq(m.diags.warnings, 1);
	ck_assert(says("text stands right below line 9 of COE000001"));
	done();
}
END_TEST

START_TEST(what_is_kept_leaves_the_rest_and_the_numbers)
{
	struct ic_rect number_at = { 71000, 110000, 84000, 115000 };
	const struct ic_pieces *p;

	make();
	on_page(redact(IC_AREA_KEEP, IC_ADDRESS_LINES, "4-9"), 1);
	number();
	lines(0, 0, 0, 25, 0, 0);
	ck_assert(address());
	p = ic_plan_pieces(&m.plan, 0);
	ck_assert_uint_eq(p->nkept, 1);
	ck_assert_int_eq(p->kept[0].rect.y0, 161000);
	for (uint32_t i = 0; i < p->n; i++) {
		ck_assert(!ic_rect_touches(p->at[i].rect, p->kept[0].rect));
		ck_assert(!ic_rect_touches(p->at[i].rect, number_at));
		for (uint32_t k = 0; k < i; k++) {
			ck_assert(
			    !ic_rect_touches(p->at[i].rect, p->at[k].rect));
		}
	}
	done();
}
END_TEST

START_TEST(one_piece_of_a_page_bears_the_label)
{
	const struct ic_pieces *p;
	unsigned labelled = 0;

	make();
	on_page(redact(IC_AREA_KEEP, IC_ADDRESS_LINES, "4-9"), 1);
	number();
	lines(0, 0, 0, 25, 0, 0);
	ck_assert(address());
	p = ic_plan_pieces(&m.plan, 0);
	for (uint32_t i = 0; i < p->n; i++) {
		labelled += !p->at[i].plain;
	}
	ck_assert_uint_eq(labelled, 1);
	done();
}
END_TEST

START_TEST(a_page_of_which_nothing_is_kept_goes_whole)
{
	make();
	redact(IC_AREA_KEEP, IC_ADDRESS_CITE, "45:1-2");
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 1, 0, 25, 46, 0);
	lines(0, 2, 0, 25, 47, 0);
	ck_assert(address());
	ck_assert(!piece(0, 0)->whole);
	ck_assert(piece(0, ic_plan_pieces(&m.plan, 0)->n - 1)->whole);
	done();
}
END_TEST

START_TEST(who_keeps_all_of_a_page_covers_nothing)
{
	const struct ic_rect all = { 0, 0, 612000, 792000 };
	struct ic_redaction *r;

	make();
	r = redact(IC_AREA_KEEP, IC_ADDRESS_LINES, "1");
	r->address = NULL;
	r->kept = &all;
	r->nkept = 1;
	on_page(r, 1);
	number();
	ck_assert(!address());
	ck_assert(says("all of COE000001"));
	done();
}
END_TEST

START_TEST(the_lock_freezes_the_pieces)
{
	struct ic_lock lock = { 0 };

	make();
	redact(IC_AREA_CITE, IC_ADDRESS_CITE, "45:24-46:2")->id = "R1";
	number();
	lines(0, 0, 0, 25, 45, 0);
	lines(0, 1, 0, 25, 46, 0);
	for (size_t i = 0; i < 2; i++) {
		memset(m.plan.documents[i].sha256, 'a', 64);
	}
	ck_assert(address() && ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(ic_plan_lock(&m.plan, &lock, &err));
	ck_assert_str_eq(lock.redactions[0].page, "COE000001-COE000002");
	ck_assert_uint_eq(lock.redactions[0].nplaces, 2);
	ck_assert_str_eq(lock.redactions[0].places[1].page, "COE000002");
	ic_lock_finish(&lock);
	done();
}
END_TEST

START_TEST(a_list_says_the_address_unless_a_ruling_moved_it)
{
	struct ic_redaction *r;
	struct ic_buf b = { 0 };

	make();
	r = redact(IC_AREA_KEEP, IC_ADDRESS_LINES, "4-9");
	ck_assert(ic_plan_area_text(r, &b));
	ck_assert_str_eq(ic_buf_str(&b), "all but lines 4-9");
	r->moved = true;
	ic_buf_reset(&b);
	ck_assert(ic_plan_area_text(r, &b));
	ck_assert_str_eq(ic_buf_str(&b), "");
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_reply_out_of_place_is_refused)
{
	const struct ic_numbered_column c = { { 0, 0, 9, 9 }, 0, 1 };

	make();
	on_page(redact(IC_AREA_LINES, IC_ADDRESS_LINES, "1"), 1);
	number();
	ck_assert(!ic_plan_set_numbered(&m.plan, 0, 1, true, NULL, 0, &err));
	ck_assert(!ic_plan_add_column(&m.plan, 0, 1, &c, &err));
	for (unsigned i = 0; i < IC_NUMBERED_COLUMNS_MAX; i++) {
		ck_assert(ic_plan_add_column(&m.plan, 0, 0, &c, &err));
	}
	ck_assert(!ic_plan_add_column(&m.plan, 0, 0, &c, &err));
	done();
}
END_TEST

Suite *suite_plan_address(void)
{
	Suite *s = suite_create("plan_address");
	TCase *t = tcase_create("plan_address");

	tcase_add_test(t,
	    lines_are_sought_on_their_pages_and_cites_in_all_of_a_file);
	tcase_add_test(t, lines_are_one_box_a_range);
	tcase_add_test(t,
	    a_cite_goes_to_the_end_of_one_page_and_on_to_the_next);
	tcase_add_test(t, a_cite_finds_its_column_on_a_condensed_sheet);
	tcase_add_test(t, lines_of_a_condensed_sheet_are_an_error);
	tcase_add_test(t, a_page_that_stands_twice_names_both);
	tcase_add_test(t, a_page_of_the_file_says_which_is_meant);
	tcase_add_test(t, what_is_not_there_is_an_error_with_its_bates_page);
	tcase_add_test(t,
	    a_page_that_lost_its_last_numbers_is_not_cited_to_its_end);
	tcase_add_test(t, ink_of_two_lines_is_said_at_the_ends_alone);
	tcase_add_test(t, what_is_kept_leaves_the_rest_and_the_numbers);
	tcase_add_test(t, one_piece_of_a_page_bears_the_label);
	tcase_add_test(t, a_page_of_which_nothing_is_kept_goes_whole);
	tcase_add_test(t, who_keeps_all_of_a_page_covers_nothing);
	tcase_add_test(t, the_lock_freezes_the_pieces);
	tcase_add_test(t, a_list_says_the_address_unless_a_ruling_moved_it);
	tcase_add_test(t, a_reply_out_of_place_is_refused);
	suite_add_tcase(s, t);
	return s;
}
