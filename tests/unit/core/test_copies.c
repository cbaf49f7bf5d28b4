/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents in their copies: what the spec asks for, and what is planned. */
#include <stdio.h>
#include <string.h>

#include "core/plan.h"
#include "spec_fixture.h"
#include "suites.h"

#define TOP "bates: { prefix: COE }\n"
#define TAIL \
	"documents: [a.pdf, b.pdf]\n" \
	"codes: { PII: { text: x, basis: y }, IA: { basis: z } }\n" \
	"redactions:\n" \
	"  - { id: A, bates: COE000002, rect: [72, 140, 300, 156], code: PII }\n" \
	"  - { id: B, bates: COE000002, rect: [72, 240, 300, 256], code: IA,\n" \
	"      status: agreed }\n" \
	"  - { id: C, bates: COE000003, rect: whole, code: IA, status: granted }\n" \
	"  - { id: D, bates: COE000003, rect: whole, code: PII,\n" \
	"      status: agreed }\n" \
	"  - { id: E, bates: COE000004, rect: [9, 9, 99, 99], code: PII,\n" \
	"      status: objected }\n" \
	"  - { id: F, bates: COE000005, rect: [9, 9, 99, 99], code: PII,\n" \
	"      status: agreed }\n"

/* Two documents, of four pages and of one, all clear. */
struct made {
	struct loaded l;
	struct ic_plan plan;
	struct ic_diags diags;
};

static void plan(struct made *m, const char *middle)
{
	static const uint32_t pages[] = { 4, 1 };
	struct ic_error err = { 0 };
	char text[4096];

	*m = (struct made){ 0 };
	snprintf(text, sizeof(text), "%s%s%s", TOP, middle, TAIL);
	load(&m->l, text, NULL);
	ck_assert_msg(m->l.ok, "%s", said(&m->l, 0));
	ck_assert(ic_plan_begin(&m->l.spec, &m->plan, &err));
	for (size_t i = 0; i < 2; i++) {
		ck_assert(ic_plan_set_pages(&m->plan, i, pages[i], &err));
		for (uint32_t k = 0; k < pages[i]; k++) {
			m->plan.documents[i].pages[k] = (struct ic_plan_page){
				.size = { 612000, 792000 },
				.clear_number = 63,
				.clear_legend = 63,
				.marked = { 63, 63, 63, 255, 50000 },
			};
		}
	}
	ck_assert(ic_plan_number(&m->plan, &m->diags));
	ck_assert(ic_plan_resolve(&m->plan, &m->diags));
}

static void settle(struct made *m)
{
	ck_assert(ic_plan_settle(&m->plan, &m->diags));
}

static void done(struct made *m)
{
	ic_plan_finish(&m->plan);
	ic_diags_finish(&m->diags);
	unload(&m->l);
}

static void unpack(const struct made *m, size_t i, enum ic_copy copy,
    enum ic_ask ask, struct ic_slice *s)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_plan_slice(&m->plan, i, copy, ask, &b, &err), "%s",
	    err.msg);
	ck_assert_msg(ic_slice_unpack(b.data, b.len, s, &err), "%s", err.msg);
	ic_buf_finish(&b);
}

#define ALL "copies: [redacted, proposed, disputed]\n"

START_TEST(without_copies_there_is_the_redacted_one)
{
	struct made m;

	plan(&m, "");
	ck_assert_uint_eq(m.plan.copies, IC_COPY_BIT(REDACTED));
	ck_assert(ic_plan_makes(&m.plan, 0, IC_COPY_REDACTED));
	ck_assert(!ic_plan_makes(&m.plan, 0, IC_COPY_PROPOSED));
	ck_assert(!ic_plan_makes(&m.plan, 0, IC_COPY_DISPUTED));
	done(&m);
}
END_TEST

START_TEST(a_proposed_copy_marks_every_page_by_its_ids)
{
	struct made m;
	struct ic_slice s;

	plan(&m, "copies: [redacted, proposed]\n");
	settle(&m);
	unpack(&m, 0, IC_COPY_PROPOSED, 0, &s);
	ck_assert_uint_eq(s.npages, 4);
	ck_assert_uint_eq(s.nboxes, 3);
	for (uint32_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(s.pages[i].marked, 1);
		ck_assert_uint_eq(s.pages[i].source, i);
		ck_assert_uint_eq(s.pages[i].endorse, 1);
		ck_assert_str_eq(ic_slice_str(&s, s.pages[i].banner),
		    "UNREDACTED - PROPOSED REDACTIONS HIGHLIGHTED");
	}
	ck_assert_str_eq(ic_slice_str(&s, s.boxes[0].label), "A");
	ck_assert_str_eq(ic_slice_str(&s, s.boxes[1].label), "B");
	ck_assert_uint_eq(s.pages[2].whole, 1);
	ck_assert_str_eq(ic_slice_str(&s, s.pages[2].label), "C, D");
	ck_assert_str_eq(ic_slice_str(&s, s.pages[1].number), "COE000002");
	ck_assert_uint_eq(s.banner_at, IC_TOP_CENTER);
	ck_assert_uint_eq(s.mark, IC_MARKER_YELLOW);
	ic_slice_finish(&s);
	unpack(&m, 0, IC_COPY_REDACTED, 0, &s);
	ck_assert_str_eq(ic_slice_str(&s, s.boxes[0].label), "PII");
	ck_assert_uint_eq(s.pages[1].marked, 0);
	ck_assert_uint_eq(s.pages[1].banner, 0);
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

START_TEST(a_disputed_copy_is_the_first_page_and_pairs_of_what_is_open)
{
	static const struct {
		uint32_t source;
		uint8_t marked;
	} want[] = { { 0, 1 }, { 1, 1 }, { 1, 0 }, { 3, 1 }, { 3, 0 } };
	struct made m;
	struct ic_slice s;

	plan(&m, ALL);
	settle(&m);
	unpack(&m, 0, IC_COPY_DISPUTED, 0, &s);
	ck_assert_uint_eq(s.npages, 5);
	for (uint32_t i = 0; i < 5; i++) {
		ck_assert_uint_eq(s.pages[i].source, want[i].source);
		ck_assert_uint_eq(s.pages[i].marked, want[i].marked);
	}
	/* What is agreed on is shown with what is not. */
	ck_assert_uint_eq(s.pages[1].nboxes, 2);
	ck_assert_uint_eq(s.pages[2].nboxes, 2);
	ck_assert_str_eq(ic_slice_str(&s, s.boxes[s.pages[1].box].label), "A");
	ck_assert_str_eq(ic_slice_str(&s, s.boxes[s.pages[2].box].label),
	    "PII");
	ck_assert_uint_eq(s.source_pages, 4);
	ic_slice_finish(&s);
	ck_assert(!ic_plan_makes(&m.plan, 1, IC_COPY_DISPUTED));
	ck_assert(ic_plan_makes(&m.plan, 1, IC_COPY_PROPOSED));
	done(&m);
}
END_TEST

START_TEST(a_first_page_in_dispute_is_not_shown_twice)
{
	static const char text[] = TOP ALL
	    "documents: [a.pdf]\n"
	    "codes: { PII: { basis: x } }\n"
	    "redactions: [{ bates: COE000001, rect: whole, code: PII }]\n";
	struct made m = { 0 };
	struct ic_error err = { 0 };
	const struct ic_plan_document *d;

	load(&m.l, text, NULL);
	ck_assert_msg(m.l.ok, "%s", said(&m.l, 0));
	ck_assert(ic_plan_begin(&m.l.spec, &m.plan, &err));
	ck_assert(ic_plan_set_pages(&m.plan, 0, 2, &err));
	ck_assert(ic_plan_number(&m.plan, &m.diags));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	d = &m.plan.documents[0];
	ck_assert_uint_eq(ic_plan_pages(d, IC_COPY_DISPUTED), 2);
	ck_assert_uint_eq(ic_plan_boxes(d, IC_COPY_DISPUTED), 0);
	ck_assert(ic_plan_leaf(d, IC_COPY_DISPUTED, 0).marked);
	ck_assert(!ic_plan_leaf(d, IC_COPY_DISPUTED, 1).marked);
	done(&m);
}
END_TEST

START_TEST(each_box_of_a_product_leads_back_to_its_region)
{
	struct made m;
	struct ic_slice s;

	plan(&m, ALL);
	settle(&m);
	for (unsigned c = 0; c < IC_COPIES; c++) {
		enum ic_copy copy = (enum ic_copy)c;
		const struct ic_plan_document *d = &m.plan.documents[0];
		uint32_t page = 0;

		unpack(&m, 0, copy, 0, &s);
		ck_assert_uint_eq(s.nboxes, ic_plan_boxes(d, copy));
		ck_assert_uint_eq(s.npages, ic_plan_pages(d, copy));
		for (uint32_t p = 0; p < s.npages; p++) {
			for (uint32_t k = 0; k < s.pages[p].nboxes; k++) {
				uint32_t box = s.pages[p].box + k;
				const struct ic_region *r =
				    ic_plan_product_box(d, copy, box, &page);

				ck_assert_ptr_nonnull(r);
				ck_assert_uint_eq(page, p);
				ck_assert_uint_eq(r->page, s.pages[p].source);
				ck_assert_int_eq(r->rect.y0,
				    s.boxes[box].rect.y0);
			}
		}
		ck_assert_ptr_null(
		    ic_plan_product_box(d, copy, s.nboxes, &page));
		ic_slice_finish(&s);
	}
	done(&m);
}
END_TEST

static void same_redacted(const char *with, const char *without)
{
	struct made a, b;

	plan(&a, with);
	plan(&b, without);
	a.plan.documents[0].pages[0].marked = (struct ic_marked_look){ 0 };
	a.plan.documents[0].pages[0].marked.room_ids = 70000;
	settle(&a);
	settle(&b);
	for (size_t i = 0; i < 2; i++) {
		struct ic_buf x = { 0 }, y = { 0 };
		struct ic_error err = { 0 };

		ck_assert(
		    ic_plan_slice(&a.plan, i, IC_COPY_REDACTED, 0, &x, &err));
		ck_assert(
		    ic_plan_slice(&b.plan, i, IC_COPY_REDACTED, 0, &y, &err));
		ck_assert_uint_eq(x.len, y.len);
		ck_assert_int_eq(memcmp(x.data, y.data, x.len), 0);
		ic_buf_finish(&x);
		ic_buf_finish(&y);
	}
	done(&a);
	done(&b);
}

START_TEST(the_redacted_copy_knows_nothing_of_the_others)
{
	same_redacted(ALL "legend: { text: C, proposed: P }\n",
	    "legend: { text: C }\n");
	same_redacted(ALL "proposed: { color: pink, banner_at: top-left }\n",
	    "");
}
END_TEST

START_TEST(clear_margins_leave_a_marked_page_its_size)
{
	struct made m;
	const struct ic_layout *l;

	plan(&m, ALL);
	settle(&m);
	l = &m.plan.documents[0].layout[IC_COPY_PROPOSED];
	ck_assert_int_eq(l->room_top + l->room_bottom + l->room_right, 0);
	ck_assert_int_eq(l->ids_at, IC_SIDE_RIGHT);
	done(&m);
}
END_TEST

START_TEST(ids_go_to_the_clear_side_or_get_room)
{
	struct made m;
	struct ic_plan_document *d;

	plan(&m, ALL);
	d = &m.plan.documents[0];
	d->pages[1].marked.clear_ids = 0x55u << IC_SIDE_LEFT;
	settle(&m);
	ck_assert_int_eq(d->layout[IC_COPY_PROPOSED].ids_at, IC_SIDE_LEFT);
	ck_assert_int_eq(d->layout[IC_COPY_PROPOSED].room_right, 0);
	done(&m);
	plan(&m, ALL);
	d = &m.plan.documents[0];
	d->pages[1].marked.clear_ids = 0x55u << IC_SIDE_LEFT;
	d->pages[3].marked.clear_ids = 0x55u << IC_SIDE_RIGHT;
	d->pages[3].marked.room_ids = 70000;
	settle(&m);
	ck_assert_int_eq(d->layout[IC_COPY_PROPOSED].ids_at, IC_SIDE_RIGHT);
	ck_assert_int_eq(d->layout[IC_COPY_PROPOSED].room_right, 70000);
	ck_assert_int_eq(d->layout[IC_COPY_REDACTED].room_right, 0);
	done(&m);
}
END_TEST

START_TEST(a_banner_that_would_meet_ink_gets_room)
{
	struct made m;
	struct ic_plan_document *d;

	plan(&m, ALL);
	d = &m.plan.documents[0];
	d->pages[2].marked.clear_banner = 63 & ~(1u << IC_TOP_CENTER);
	settle(&m);
	ck_assert_int_eq(d->layout[IC_COPY_PROPOSED].room_top,
	    ic_slice_room(10000, 18000));
	ck_assert_int_eq(d->layout[IC_COPY_PROPOSED].room_bottom, 0);
	/* Page 3 is not of the disputed copy. */
	ck_assert_int_eq(d->layout[IC_COPY_DISPUTED].room_bottom, 0);
	done(&m);
}
END_TEST

/* A page that is made smaller for its banner has its ids elsewhere. */
START_TEST(ids_are_to_be_clear_on_the_page_as_it_is_made)
{
	struct made m;
	struct ic_plan_document *d;
	const struct ic_layout *l;

	plan(&m, ALL);
	d = &m.plan.documents[0];
	l = &d->layout[IC_COPY_PROPOSED];
	d->pages[2].marked.clear_banner = 63 & ~(1u << IC_TOP_CENTER);
	d->pages[1].marked.clear_ids = 255 & ~(3u << IC_SIDES * IC_SHRINK_TOP);
	settle(&m);
	ck_assert_int_eq(l->room_right, 50000);
	ck_assert_int_gt(l->room_top, 0);
	ck_assert_int_eq(l->room_bottom, l->room_top);
	done(&m);
	plan(&m, ALL);
	d = &m.plan.documents[0];
	l = &d->layout[IC_COPY_PROPOSED];
	d->pages[1].marked.clear_ids = 255 & ~(3u << IC_SIDES * IC_SHRINK_TOP);
	settle(&m);
	ck_assert_int_eq(l->room_right + l->room_top, 0);
	done(&m);
}
END_TEST

/* What the scout says of one that has no room in its row. */
START_TEST(a_banner_that_is_moved_gets_room_at_both_ends)
{
	struct made m;
	const struct ic_layout *l;

	plan(&m, ALL);
	l = &m.plan.documents[0].layout[IC_COPY_PROPOSED];
	m.plan.documents[0].pages[2].marked.clear_banner = 0;
	settle(&m);
	ck_assert_int_gt(l->room_top, 0);
	ck_assert_int_gt(l->room_bottom, 0);
	done(&m);
}
END_TEST

START_TEST(a_burned_box_where_the_banner_stands_makes_room_for_it)
{
	struct made m;
	const struct ic_layout *l;

	plan(&m, ALL);
	settle(&m);
	/* E lies at the top of the fourth page. */
	l = m.plan.documents[0].layout;
	ck_assert_int_gt(l[IC_COPY_DISPUTED].room_top, 0);
	ck_assert_int_eq(l[IC_COPY_PROPOSED].room_top, 0);
	done(&m);
}
END_TEST

START_TEST(a_printed_number_under_a_box_is_seen_on_the_marked_page)
{
	struct made m;
	struct ic_slice s;
	struct ic_spec_document *d;

	plan(&m, ALL);
	d = (struct ic_spec_document *)m.plan.documents[0].spec;
	d->stamped = true;
	m.plan.documents[0].pages[1].stamp = IC_STAMP_COVERED;
	settle(&m);
	unpack(&m, 0, IC_COPY_DISPUTED, 0, &s);
	ck_assert_uint_eq(s.pages[1].endorse, 0);
	ck_assert_uint_eq(s.pages[2].endorse, 1);
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

START_TEST(a_look_for_unredacted_copies_sees_every_page_and_no_cell)
{
	struct made m;
	struct ic_slice s;

	plan(&m, ALL "proposed: { banner: UNREDACTED }\n");
	unpack(&m, 0, IC_COPY_PROPOSED, IC_ASK_INK, &s);
	ck_assert_uint_eq(s.npages, 4);
	ck_assert_uint_eq(s.ncells, 0);
	ck_assert_uint_eq(s.pages[0].marked, 1);
	/* Of the two banners, the one that needs more. */
	ck_assert_str_eq(ic_slice_str(&s, s.pages[0].banner),
	    "UNREDACTED - PAGES IN DISPUTE, ALL REDACTIONS HIGHLIGHTED");
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

START_TEST(a_legend_may_differ_by_copy_and_document)
{
	static const char *const want[][2] = { { "R", "P" }, { NULL, "T" },
		{ "T", "T" }, { "T", NULL } };
	struct loaded l;

	load(&l,
	    TOP "legend: { text: T, redacted: R, proposed: P }\n"
		"documents: [a.pdf,\n"
		"  { file: b.pdf, legend: { text: T, redacted: none } },\n"
		"  { file: c.pdf, legend: { text: T } },\n"
		"  { file: d.pdf, legend: { text: T, proposed: none } }]\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	for (size_t i = 0; i < 4; i++) {
		const struct ic_legend *g = i ? &l.spec.documents[i].legend
					      : &l.spec.legend;

		for (unsigned c = 0; c < 2; c++) {
			const char *have = ic_legend_of(g, (enum ic_copy)c);

			ck_assert_msg(want[i][c]
				? have && !strcmp(have, want[i][c])
				: !have,
			    "%zu %u: %s", i, c, have ? have : "none");
		}
		ck_assert_ptr_eq(ic_legend_of(g, IC_COPY_DISPUTED),
		    ic_legend_of(g, IC_COPY_PROPOSED));
	}
	unload(&l);
}
END_TEST

START_TEST(what_copies_cannot_be_is_refused)
{
	static const char *const wrong[][2] = {
		{ "copies: [proposed]\n", "\"copies\" does not name redacted" },
		{ "copies: [redacted, redacted]\n",
		    "\"copies\" names redacted twice" },
		{ "copies: [redacted, propsed]\n",
		    "did you mean \"proposed\"" },
		{ "copies: [redacted, [proposed]]\n", "\"copies\" must be" },
		{ "proposed: { banner: CONFIDENTIAL }\n",
		    "must hold the word UNREDACTED" },
		{ "proposed: { color: red }\n", "\"color\" must be yellow" },
		{ ALL "proposed: { banner_at: bottom-right }\n",
		    "the numbers stand in the place of the banner" },
		{ ALL "legend: { text: C, position: top-center }\n",
		    "the legend stands in the place of the banner" },
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct loaded l;
		char text[512];

		snprintf(text, sizeof(text), TOP "%sdocuments: [a.pdf]\n",
		    wrong[i][0]);
		load(&l, text, NULL);
		ck_assert_msg(!l.ok, "%s", wrong[i][0]);
		ck_assert_uint_eq(l.diags.errors, 1);
		ck_assert_msg(strstr(said(&l, 0), wrong[i][1]), "%s: %s",
		    wrong[i][0], said(&l, 0));
		unload(&l);
	}
}
END_TEST

START_TEST(where_only_redacted_copies_are_made_no_banner_is_in_the_way)
{
	struct loaded l;

	load(&l,
	    TOP "legend: { text: C, position: top-center }\n"
		"documents: [a.pdf]\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ic_spec_check_copies(&l.spec, IC_COPY_BIT(DISPUTED), &l.diags);
	ck_assert_uint_eq(l.diags.errors, 1);
	unload(&l);
}
END_TEST

Suite *suite_copies(void)
{
	Suite *s = suite_create("copies");
	TCase *t = tcase_create("copies");

	tcase_add_test(t, without_copies_there_is_the_redacted_one);
	tcase_add_test(t, a_proposed_copy_marks_every_page_by_its_ids);
	tcase_add_test(t,
	    a_disputed_copy_is_the_first_page_and_pairs_of_what_is_open);
	tcase_add_test(t, a_first_page_in_dispute_is_not_shown_twice);
	tcase_add_test(t, each_box_of_a_product_leads_back_to_its_region);
	tcase_add_test(t, the_redacted_copy_knows_nothing_of_the_others);
	tcase_add_test(t, clear_margins_leave_a_marked_page_its_size);
	tcase_add_test(t, ids_go_to_the_clear_side_or_get_room);
	tcase_add_test(t, a_banner_that_would_meet_ink_gets_room);
	tcase_add_test(t, ids_are_to_be_clear_on_the_page_as_it_is_made);
	tcase_add_test(t, a_banner_that_is_moved_gets_room_at_both_ends);
	tcase_add_test(t,
	    a_burned_box_where_the_banner_stands_makes_room_for_it);
	tcase_add_test(t,
	    a_printed_number_under_a_box_is_seen_on_the_marked_page);
	tcase_add_test(t,
	    a_look_for_unredacted_copies_sees_every_page_and_no_cell);
	tcase_add_test(t, a_legend_may_differ_by_copy_and_document);
	tcase_add_test(t, what_copies_cannot_be_is_refused);
	tcase_add_test(t,
	    where_only_redacted_copies_are_made_no_banner_is_in_the_way);
	suite_add_tcase(s, t);
	return s;
}
