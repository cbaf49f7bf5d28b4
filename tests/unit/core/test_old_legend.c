/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What becomes of the designation that a stamped document bears. */
#include "core/old_legend.h"

#include <string.h>

#include "core/plan.h"
#include "core/slice_build.h"
#include "spec_fixture.h"
#include "suites.h"

/* a.pdf is new; b.pdf is COE000006-8, and stamped. */
#define SPEC(more, document) \
	"bates: { prefix: COE }\n" more "codes: { PII: { basis: x } }\n" \
	"documents:\n" \
	"  - a.pdf\n" \
	"  - { file: b.pdf, bates: COE000006, stamped: true" document " }\n"

struct made {
	struct loaded l;
	struct ic_plan plan;
};

static const struct ic_old_found found = { 1, 0, { 9000, 9000, 90000, 21000 } };

static void plan_it(struct made *m, const char *spec)
{
	static const uint32_t pages[] = { 5, 3 };
	struct ic_error err = { 0 };

	*m = (struct made){ 0 };
	load(&m->l, spec, NULL);
	ck_assert_msg(m->l.ok, "%s", all_said(&m->l));
	ck_assert(ic_plan_begin(&m->l.spec, &m->plan, &err));
	for (size_t i = 0; i < 2; i++) {
		ck_assert(ic_plan_set_pages(&m->plan, i, pages[i], &err));
		memset(m->plan.documents[i].sha256, 'a', 64);
		for (uint32_t p = 0; p < pages[i]; p++) {
			m->plan.documents[i].pages[p].size = (struct ic_size){
				612000, 792000
			};
		}
	}
	ck_assert(ic_plan_number(&m->plan, &m->l.diags));
}

static void done(struct made *m)
{
	ic_plan_finish(&m->plan);
	unload(&m->l);
}

START_TEST(a_designation_is_its_letters_and_digits)
{
	ck_assert(ic_old_legend_same("CONFIDENTIAL - ATTORNEYS' EYES ONLY",
	    "Confidential: Attorneys\xe2\x80\x99 Eyes Only"));
	ck_assert(ic_old_legend_same("CONFIDENTIAL - ATTORNEYS' EYES ONLY",
	    "Confidential--attorney's eyes  only"));
	ck_assert(!ic_old_legend_same("CONFIDENTIAL", "HIGHLY CONFIDENTIAL"));
	ck_assert(!ic_old_legend_same("CONFIDENTIAL", "CONFIDENTIAL 2"));
}
END_TEST

START_TEST(a_stamped_document_takes_the_spec_s_or_its_own)
{
	struct made m;

	plan_it(&m, SPEC("old_legend: cover\n", ""));
	ck_assert_int_eq(m.l.spec.documents[0].old.action, IC_OLD_KEEP);
	ck_assert_int_eq(m.l.spec.documents[1].old.action, IC_OLD_COVER);
	ck_assert_uint_eq(m.l.spec.nredactions, 1);
	ck_assert_str_eq(m.l.spec.redactions[0].id, "old-legend-COE000006");
	done(&m);
	plan_it(&m, SPEC("old_legend: cover\n", ", old_legend: keep"));
	ck_assert_int_eq(m.l.spec.documents[1].old.action, IC_OLD_KEEP);
	ck_assert_uint_eq(m.l.spec.nredactions, 0);
	done(&m);
	plan_it(&m, SPEC("", ", old_legend: { text: X Y, action: cover }"));
	ck_assert_str_eq(m.l.spec.documents[1].old.text, "X Y");
	done(&m);
}
END_TEST

START_TEST(a_wrong_old_legend_is_refused)
{
	static const char *const cases[][2] = {
		{ SPEC("old_legend: hide\n", ""),
		    "2:13: \"old_legend\" must be keep or cover" },
		{ SPEC("old_legend: { text: \"--\" }\n", ""),
		    "2:21: \"text\" has no letter and no digit" },
		{ "bates: { prefix: COE }\n"
		  "documents: [{ file: a.pdf, old_legend: keep }]\n",
		    "2:13: \"old_legend\" is for documents that were produced "
		    "before: this one is not \"stamped\"" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct loaded l;

		load(&l, cases[i][0], NULL);
		ck_assert_str_eq(said(&l, 0), cases[i][1]);
		unload(&l);
	}
}
END_TEST

START_TEST(what_is_found_is_covered_in_white_and_not_frozen)
{
	struct made m;
	struct ic_buf b = { 0 };
	struct ic_slice s;
	struct ic_lock lock = { 0 };
	struct ic_error err = { 0 };
	struct ic_plan_cell c;

	plan_it(&m, SPEC("old_legend: cover\n", ""));
	ck_assert(ic_plan_add_legend(&m.plan, 1, &found, &err));
	ck_assert(ic_plan_check_legends(&m.plan, &m.l.diags));
	ck_assert(ic_plan_resolve(&m.plan, &m.l.diags));
	ck_assert_uint_eq(m.plan.documents[1].nregions, 1);
	ck_assert_uint_eq(m.plan.documents[1].regions[0].page, 1);
	ck_assert(ic_plan_slice(&m.plan, 1, IC_COPY_REDACTED, 0, &b, &err));
	ck_assert(ic_slice_unpack(b.data, b.len, &s, &err));
	ck_assert_uint_eq(s.nboxes, 1);
	ck_assert_uint_eq(s.boxes[0].label, 0);
	ck_assert_int_eq(ic_slice_fill(&s, 0), IC_FILL_WHITE);
	ck_assert(!ic_slice_has_fills(&s, 0));
	ck_assert(ic_slice_has_fills(&s, 1));
	ck_assert(ic_plan_lock(&m.plan, &lock, &err));
	ck_assert_uint_eq(lock.nredactions, 0);
	for (uint32_t i = 0; ic_plan_cell(&m.plan, 1, i, &c); i++) {
		ck_assert_uint_eq(c.redaction, UINT32_MAX);
	}
	ic_lock_finish(&lock);
	ic_slice_finish(&s);
	ic_buf_finish(&b);
	done(&m);
}
END_TEST

/* COE000007 has a box before and one after its legend; both are open. */
START_TEST(a_marked_page_has_no_cover)
{
	static const char spec[] =
	    SPEC("old_legend: cover\ncopies: [redacted, proposed, disputed]\n",
		"") "redactions:\n"
		    "  - { id: A, bates: COE000007, rect: [0, 0, 9, 5], code: "
		    "PII }\n"
		    "  - { id: B, bates: COE000007-8, rect: [0, 90, 9, 99], "
		    "code: PII }\n";
	static const struct {
		enum ic_copy copy;
		uint32_t boxes;
		const char *ids;
	} cases[] = {
		{ IC_COPY_REDACTED, 4, "A1 legend1 B1 B2" },
		{ IC_COPY_PROPOSED, 3, "A1 B1 B2" },
		/* The first page, then a pair of each of the two others. */
		{ IC_COPY_DISPUTED, 7, "A1 B1 A2 legend2 B2 B3 B4" },
	};
	struct made m;
	struct ic_error err = { 0 };

	plan_it(&m, spec);
	m.plan.copies = m.l.spec.copies;
	ck_assert(ic_plan_add_legend(&m.plan, 1, &found, &err));
	ck_assert_msg(ic_plan_resolve(&m.plan, &m.l.diags), "%s",
	    all_said(&m.l));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct ic_plan_document *d = &m.plan.documents[1];
		struct ic_buf b = { 0 }, ids = { 0 };
		struct ic_slice s;
		uint32_t page;

		ck_assert(
		    ic_plan_slice(&m.plan, 1, cases[i].copy, 0, &b, &err));
		ck_assert(ic_slice_unpack(b.data, b.len, &s, &err));
		ck_assert_uint_eq(s.nboxes, cases[i].boxes);
		ck_assert_uint_eq(ic_plan_boxes(d, cases[i].copy), s.nboxes);
		for (uint32_t k = 0; k < s.nboxes; k++) {
			const struct ic_region *r = ic_plan_product_box(d,
			    cases[i].copy, k, &page);
			const char *id = m.plan.ids[r->redaction];

			ck_assert(memcmp(&r->rect, &s.boxes[k].rect,
				      sizeof(r->rect)) == 0);
			ic_buf_printf(&ids, "%s%s%u", k ? " " : "",
			    r->legend ? "legend" : id, page);
		}
		ck_assert_str_eq(ic_buf_str(&ids), cases[i].ids);
		ck_assert_ptr_null(
		    ic_plan_product_box(d, cases[i].copy, s.nboxes, &page));
		ic_buf_finish(&ids);
		ic_slice_finish(&s);
		ic_buf_finish(&b);
	}
	done(&m);
}
END_TEST

/* A pixel has one colour: see the proofs. */
START_TEST(beside_a_box_a_cover_has_its_fill)
{
	static const struct ic_rect rects[] = { { 0, 0, 50000, 20000 },
		{ 52000, 0, 90000, 20000 }, { 92000, 0, 99000, 20000 },
		{ 200000, 0, 300000, 20000 } };
	struct ic_slice_page page = { .size = { 612000, 792000 } };
	struct ic_slice_build build;
	struct ic_buf b = { 0 };
	struct ic_slice s;
	struct ic_error err = { 0 };

	ic_slice_begin(&build);
	build.slice.source_pages = 1;
	ic_slice_add_box(&build, rects[0], 0);
	for (unsigned i = 1; i < 4; i++) {
		ic_slice_add_cover(&build, rects[i]);
	}
	ic_slice_add_page(&build, &page);
	ck_assert(ic_slice_end(&build, &b, &err));
	ck_assert(ic_slice_unpack(b.data, b.len, &s, &err));
	ck_assert_int_eq(ic_slice_fill(&s, 0), IC_FILL_BLACK);
	ck_assert_int_eq(ic_slice_fill(&s, 1), IC_FILL_BLACK);
	ck_assert_int_eq(ic_slice_fill(&s, 2), IC_FILL_BLACK);
	ck_assert_int_eq(ic_slice_fill(&s, 3), IC_FILL_WHITE);
	ic_slice_finish(&s);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(two_designations_on_a_page_are_refused)
{
	struct ic_error err = { 0 };
	struct made m;

	for (size_t i = 0; i < 2; i++) {
		plan_it(&m,
		    i ? SPEC("", ", legend: { text: A }")
		      : SPEC("",
			    ", legend: { text: B }, "
			    "old_legend: keep"));
		ck_assert(ic_plan_seeks_legend(&m.plan.documents[1]));
		ck_assert(ic_plan_add_legend(&m.plan, 1, &found, &err));
		ck_assert(!ic_plan_check_legends(&m.plan, &m.l.diags));
		ck_assert_ptr_nonnull(strstr(said(&m.l, 0),
		    "COE000007 bears the designation \"CONFIDENTIAL\" and "
		    "would be stamped with another one"));
		done(&m);
	}
}
END_TEST

START_TEST(the_same_designation_or_none_is_no_second_one)
{
	struct ic_error err = { 0 };
	struct made m;

	plan_it(&m, SPEC("", ", legend: { text: Confidential }"));
	ck_assert(ic_plan_add_legend(&m.plan, 1, &found, &err));
	ck_assert(ic_plan_check_legends(&m.plan, &m.l.diags));
	done(&m);
	plan_it(&m, SPEC("legend: { text: X }\n", ""));
	ck_assert(!ic_plan_seeks_legend(&m.plan.documents[1]));
	ck_assert(!ic_plan_seeks_legend(&m.plan.documents[0]));
	done(&m);
}
END_TEST

START_TEST(more_legends_than_a_page_can_have_are_a_fault)
{
	struct ic_error err = { 0 };
	struct made m;

	plan_it(&m, SPEC("old_legend: cover\n", ""));
	for (unsigned i = 0; i < IC_OLD_LEGENDS_MAX; i++) {
		ck_assert(ic_plan_add_legend(&m.plan, 1, &found, &err));
	}
	ck_assert(!ic_plan_add_legend(&m.plan, 1, &found, &err));
	ck_assert_int_eq(err.code, IC_EBUG);
	done(&m);
}
END_TEST

Suite *suite_old_legend(void)
{
	Suite *s = suite_create("old_legend");
	TCase *t = tcase_create("old_legend");

	tcase_add_test(t, a_designation_is_its_letters_and_digits);
	tcase_add_test(t, a_stamped_document_takes_the_spec_s_or_its_own);
	tcase_add_test(t, a_wrong_old_legend_is_refused);
	tcase_add_test(t, what_is_found_is_covered_in_white_and_not_frozen);
	tcase_add_test(t, a_marked_page_has_no_cover);
	tcase_add_test(t, beside_a_box_a_cover_has_its_fill);
	tcase_add_test(t, two_designations_on_a_page_are_refused);
	tcase_add_test(t, the_same_designation_or_none_is_no_second_one);
	tcase_add_test(t, more_legends_than_a_page_can_have_are_a_fault);
	suite_add_tcase(s, t);
	return s;
}
