/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers with suffixes, and documents that come late to their place. */
#include <stdio.h>
#include <string.h>

#include "core/plan.h"
#include "suites.h"

#define DOCUMENTS 6

static const char *const prefix[] = { "COE" };
static const struct ic_prefixes all = { prefix, 1 };

struct made {
	struct ic_spec spec;
	struct ic_spec_document documents[DOCUMENTS];
	struct ic_redaction redaction;
	struct ic_bates_range range;
	uint32_t pages[DOCUMENTS];
	struct ic_plan plan;
	struct ic_diags diags;
};

static struct ic_bates num(const char *text)
{
	struct ic_bates b;
	struct ic_error err = { 0 };

	ck_assert_msg(ic_bates_parse(&all, text, &b, &err), "%s", err.msg);
	return b;
}

static void make(struct made *m)
{
	*m = (struct made){ 0 };
	m->spec.prefixes = all;
	m->spec.numbering.first = num("COE000001");
	m->spec.documents = m->documents;
}

static struct ic_spec_document *add(struct made *m, const char *file,
    const char *first, uint32_t pages)
{
	struct ic_spec_document *d = &m->documents[m->spec.ndocuments];

	d->file = d->name = file;
	if (first) {
		d->has_first = true;
		d->first = num(first);
	}
	m->pages[m->spec.ndocuments++] = pages;
	return d;
}

static void count(struct made *m)
{
	struct ic_error err = { 0 };

	ck_assert(ic_plan_begin(&m->spec, &m->plan, &err));
	for (size_t i = 0; i < m->spec.ndocuments; i++) {
		ck_assert(ic_plan_set_pages(&m->plan, i, m->pages[i], &err));
	}
}

static bool numbered(struct made *m)
{
	count(m);
	return ic_plan_number(&m->plan, &m->diags);
}

static void done(struct made *m)
{
	ic_plan_finish(&m->plan);
	ic_diags_finish(&m->diags);
}

/* The message of the only error. */
static const char *only(const struct made *m)
{
	ck_assert_uint_eq(m->diags.errors, 1);
	return m->diags.at[0].message;
}

/* A document with three pages within a document, and one after it. */
static void make_nested(struct made *m)
{
	make(m);
	add(m, "a.pdf", "COE000120", 11);
	add(m, "late.pdf", "COE000123.001", 3);
	add(m, "end.pdf", "COE000130A", 2);
	add(m, "b.pdf", "COE000131", 2);
	ck_assert(numbered(m));
}

START_TEST(a_document_with_a_suffix_lies_within_another_without_meeting_it)
{
	struct made m;

	make_nested(&m);
	ck_assert_str_eq(m.plan.documents[1].range,
	    "COE000123.001-COE000123.003");
	ck_assert_str_eq(m.plan.documents[2].range, "COE000130A-COE000130B");
	for (size_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(m.plan.order[i], i);
	}
	done(&m);
}
END_TEST

START_TEST(each_number_is_found_in_its_own_document)
{
	static const struct {
		const char *number;
		size_t document;
		uint32_t page;
	} want[] = { { "COE000120", 0, 0 }, { "COE000123", 0, 3 },
		{ "COE000124", 0, 4 }, { "COE000130", 0, 10 },
		{ "COE000123.001", 1, 0 }, { "COE000123.003", 1, 2 },
		{ "COE000130B", 2, 1 }, { "COE000131", 3, 0 } };
	static const char *const none[] = { "COE000119", "COE000123.004",
		"COE000123.1", "COE000123A", "COE000130C", "COE000133",
		"COE000122.001" };
	struct made m;
	size_t document;
	uint32_t page;

	make_nested(&m);
	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct ic_bates b = num(want[i].number);
		char text[IC_BATES_MAX];

		ck_assert(ic_plan_find(&m.plan, &b, &document, &page));
		ck_assert_uint_eq(document, want[i].document);
		ck_assert_uint_eq(page, want[i].page);
		ic_plan_page_number(&m.plan, document, page, text);
		ck_assert_str_eq(text, want[i].number);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		struct ic_bates b = num(none[i]);

		ck_assert_msg(!ic_plan_find(&m.plan, &b, &document, &page),
		    "%s", none[i]);
	}
	done(&m);
}
END_TEST

/* How many regions a redaction of a range has, by document. */
static void covered(const char *first, const char *last, uint32_t out[4])
{
	struct made m;

	make(&m);
	m.range = (struct ic_bates_range){ num(first), num(last) };
	m.redaction = (struct ic_redaction){ .bates = &m.range,
		.nbates = 1,
		.area = IC_AREA_WHOLE };
	m.spec.redactions = &m.redaction;
	m.spec.nredactions = 1;
	add(&m, "a.pdf", "COE000120", 11);
	add(&m, "late.pdf", "COE000123.001", 3);
	add(&m, "end.pdf", "COE000130A", 2);
	add(&m, "b.pdf", "COE000131", 2);
	ck_assert(numbered(&m));
	for (size_t i = 0; i < 4; i++) {
		for (uint32_t p = 0; p < m.pages[i]; p++) {
			m.plan.documents[i].pages[p].size = (struct ic_size){
				612000, 792000
			};
		}
	}
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	for (size_t i = 0; i < 4; i++) {
		out[i] = m.plan.documents[i].nregions;
	}
	done(&m);
}

START_TEST(a_range_holds_the_pages_with_suffixes_that_lie_in_it)
{
	static const struct {
		const char *first, *last;
		uint32_t regions[4];
	} want[] = { { "COE000120", "COE000132", { 11, 3, 2, 2 } },
		{ "COE000123", "COE000124", { 2, 3, 0, 0 } },
		{ "COE000124", "COE000130", { 7, 0, 0, 0 } },
		{ "COE000123.002", "COE000124", { 1, 2, 0, 0 } },
		{ "COE000123.002", "COE000123.003", { 0, 2, 0, 0 } },
		{ "COE000122", "COE000123.001", { 2, 1, 0, 0 } },
		{ "COE000130", "COE000130A", { 1, 0, 1, 0 } },
		{ "COE000130B", "COE000131", { 0, 0, 1, 1 } } };

	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		uint32_t got[4];

		covered(want[i].first, want[i].last, got);
		for (size_t k = 0; k < 4; k++) {
			ck_assert_msg(got[k] == want[i].regions[k],
			    "%s-%s: document %zu has %u", want[i].first,
			    want[i].last, k, got[k]);
		}
	}
}
END_TEST

START_TEST(a_selection_takes_the_documents_that_bear_its_numbers)
{
	static const struct {
		const char *list;
		const char *selected;
	} want[] = { { "COE000124", "1000" }, { "COE000123", "1000" },
		{ "COE000123.001", "0100" }, { "COE000123-124", "1100" },
		{ "COE000123.003-COE000124", "1100" },
		{ "COE000130A, COE000132", "0011" } };

	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct ic_bates_list list = { 0 };
		struct made m;

		make_nested(&m);
		ck_assert(ic_bates_parse_list(&all, want[i].list, &list, NULL));
		ck_assert(ic_plan_select(&m.plan, &list, NULL));
		for (size_t k = 0; k < 4; k++) {
			ck_assert_msg(m.plan.documents[k].selected ==
				(want[i].selected[k] == '1'),
			    "%s: document %zu", want[i].list, k);
		}
		ic_bates_list_finish(&list);
		done(&m);
	}
}
END_TEST

START_TEST(two_documents_with_one_suffix_are_an_error)
{
	struct made m;

	make(&m);
	add(&m, "a.pdf", "COE000123", 1);
	add(&m, "b.pdf", "COE000123.001", 3);
	add(&m, "c.pdf", "COE000123.003", 1);
	ck_assert(!numbered(&m));
	ck_assert_str_eq(only(&m),
	    "c.pdf would have COE000123.003, but b.pdf has "
	    "COE000123.001-COE000123.003: no number is used twice, so give one "
	    "of them another first number by `bates:`");
	done(&m);
}
END_TEST

START_TEST(what_follows_a_suffix_is_not_guessed)
{
	struct made m;

	make(&m);
	add(&m, "a.pdf", "COE000123.001", 2);
	add(&m, "b.pdf", NULL, 3);
	ck_assert(!numbered(&m));
	ck_assert_str_eq(only(&m),
	    "b.pdf cannot begin one past the document above it: what follows "
	    "COE000123.002 is not certain because of its suffix: give the next "
	    "number itself");
	done(&m);
}
END_TEST

START_TEST(a_produced_file_is_known_by_a_name_with_suffixes)
{
	struct made m;

	make(&m);
	add(&m, "p/COE000123.001-COE000123.003.pdf", "COE000123.001", 3)
	    ->stamped = true;
	add(&m, "p/COE000124A.pdf", "COE000124A", 1)->stamped = true;
	ck_assert_msg(numbered(&m), "%s", m.diags.at[0].message);
	done(&m);
}
END_TEST

static void insert(struct made *m, const char *file, const char *after,
    enum ic_insert how, uint32_t pages)
{
	struct ic_spec_document *d = add(m, file, NULL, pages);

	d->after = num(after);
	d->insert = how;
}

static const char *range_of(const struct made *m, size_t i)
{
	return m->plan.documents[i].range;
}

START_TEST(a_late_document_gets_the_next_suffixes_and_moves_nothing)
{
	struct made m;

	make(&m);
	add(&m, "a.pdf", NULL, 3);
	insert(&m, "late.pdf", "COE000003", IC_INSERT_SUFFIX, 2);
	add(&m, "b.pdf", NULL, 4);
	insert(&m, "later.pdf", "COE000003", IC_INSERT_SUFFIX, 1);
	insert(&m, "last.pdf", "COE000007", IC_INSERT_SUFFIX, 1);
	ck_assert_msg(numbered(&m), "%s", m.diags.at[0].message);
	ck_assert_uint_eq(m.diags.n, 0);
	ck_assert_str_eq(range_of(&m, 0), "COE000001-COE000003");
	ck_assert_str_eq(range_of(&m, 1), "COE000003.001-COE000003.002");
	ck_assert_str_eq(range_of(&m, 2), "COE000004-COE000007");
	ck_assert_str_eq(range_of(&m, 3), "COE000003.003");
	ck_assert_str_eq(range_of(&m, 4), "COE000007.001");
	ck_assert_uint_eq(m.plan.order[1], 1);
	ck_assert_uint_eq(m.plan.order[2], 3);
	ck_assert_uint_eq(m.plan.order[3], 2);
	done(&m);
}
END_TEST

START_TEST(a_late_document_gets_the_next_numbers_that_nothing_has)
{
	const struct ic_bates_range taken[] = { { num("COE000100"),
						    num("COE000109") },
		{ num("COE0500"), num("COE0999") },
		{ num("COE000200.001"), num("COE000200.009") } };
	struct made m;

	make(&m);
	add(&m, "a.pdf", NULL, 3);
	insert(&m, "x.pdf", "COE000003", IC_INSERT_NEXT, 2);
	insert(&m, "y.pdf", "COE000001", IC_INSERT_NEXT, 2);
	insert(&m, "z.pdf", "COE000105", IC_INSERT_SUFFIX, 2);
	count(&m);
	m.plan.taken = taken;
	m.plan.ntaken = 3;
	ck_assert_msg(ic_plan_number(&m.plan, &m.diags), "%s",
	    m.diags.at[0].message);
	ck_assert_str_eq(range_of(&m, 1), "COE000110-COE000111");
	ck_assert_str_eq(range_of(&m, 2), "COE000112-COE000113");
	ck_assert_str_eq(range_of(&m, 3), "COE000105.001-COE000105.002");
	done(&m);
}
END_TEST

START_TEST(a_late_document_keeps_the_number_that_it_was_given)
{
	struct made m;

	make(&m);
	add(&m, "a.pdf", NULL, 3);
	insert(&m, "new.pdf", "COE000003", IC_INSERT_SUFFIX, 1);
	insert(&m, "old.pdf", "COE000003", IC_INSERT_SUFFIX, 2);
	insert(&m, "next.pdf", "COE000003", IC_INSERT_NEXT, 1);
	count(&m);
	m.plan.documents[2].has_was = true;
	m.plan.documents[2].was = num("COE000003.001");
	m.plan.documents[3].has_was = true;
	m.plan.documents[3].was = num("COE000044");
	ck_assert_msg(ic_plan_number(&m.plan, &m.diags), "%s",
	    m.diags.at[0].message);
	ck_assert_str_eq(range_of(&m, 1), "COE000003.003");
	ck_assert_str_eq(range_of(&m, 2), "COE000003.001-COE000003.002");
	ck_assert_str_eq(range_of(&m, 3), "COE000044");
	done(&m);
}
END_TEST

START_TEST(a_place_that_no_document_has_is_an_error_and_one_in_its_midst_told)
{
	struct made m;

	make(&m);
	add(&m, "a.pdf", NULL, 3);
	insert(&m, "late.pdf", "COE000004", IC_INSERT_NEXT, 2);
	ck_assert(!numbered(&m));
	ck_assert_str_eq(only(&m),
	    "late.pdf is to come after COE000004, which no document bears: "
	    "write the last number of the document behind which it has its "
	    "place");
	done(&m);
	make(&m);
	add(&m, "a.pdf", NULL, 3);
	insert(&m, "late.pdf", "COE000002", IC_INSERT_SUFFIX, 2);
	ck_assert(numbered(&m));
	ck_assert_uint_eq(m.diags.n, 1);
	ck_assert_str_eq(m.diags.at[0].message,
	    "late.pdf comes after COE000002, in the midst of "
	    "COE000001-COE000003: behind that document it would be `after: "
	    "COE000003`");
	done(&m);
}
END_TEST

START_TEST(what_does_not_fit_behind_a_number_is_refused)
{
	struct made m;

	make(&m);
	add(&m, "a.pdf", NULL, 1);
	insert(&m, "one.pdf", "COE000001", IC_INSERT_SUFFIX, 998);
	insert(&m, "two.pdf", "COE000001", IC_INSERT_SUFFIX, 2);
	ck_assert(!numbered(&m));
	ck_assert_str_eq(only(&m),
	    "two.pdf has 2 pages, and behind COE000001 there is room for 1: "
	    "give it `number: next`");
	done(&m);
	make(&m);
	add(&m, "a.pdf", "COE999999", 1);
	insert(&m, "one.pdf", "COE999999", IC_INSERT_NEXT, 1);
	ck_assert(!numbered(&m));
	ck_assert_str_eq(only(&m),
	    "one.pdf gets no number: counting 1 on from COE999999 needs more "
	    "than its 6 digits: use more digits or a smaller first number");
	done(&m);
}
END_TEST

START_TEST(a_start_that_is_next_goes_on_after_all_that_are_taken)
{
	const struct ic_bates_range taken[] = { { num("COE000100"),
						    num("COE000109") },
		{ num("COE000050"), num("COE000051") },
		{ num("COE0500"), num("COE0999") },
		{ num("COE000200.001"), num("COE000200.009") } };
	struct made m;

	for (size_t n = 0; n <= 4; n += 4) {
		make(&m);
		m.spec.numbering.next = true;
		add(&m, "a.pdf", NULL, 3);
		add(&m, "b.pdf", NULL, 1);
		count(&m);
		m.plan.taken = taken;
		m.plan.ntaken = n;
		ck_assert(ic_plan_number(&m.plan, &m.diags));
		ck_assert_str_eq(range_of(&m, 0),
		    n ? "COE000110-COE000112" : "COE000001-COE000003");
		ck_assert_str_eq(range_of(&m, 1),
		    n ? "COE000113" : "COE000004");
		done(&m);
	}
}
END_TEST

START_TEST(a_start_that_was_next_stays_where_it_was)
{
	const struct ic_bates_range taken[] = { { num("COE000011"),
						    num("COE000013") },
		{ num("COE000100"), num("COE000109") } };
	struct made m;

	make(&m);
	m.spec.numbering.next = true;
	add(&m, "a.pdf", NULL, 3);
	add(&m, "b.pdf", NULL, 1);
	count(&m);
	m.plan.taken = taken;
	m.plan.ntaken = 2;
	m.plan.documents[0].has_was = true;
	m.plan.documents[0].was = num("COE000011");
	ck_assert(ic_plan_number(&m.plan, &m.diags));
	ck_assert_str_eq(range_of(&m, 0), "COE000011-COE000013");
	ck_assert_str_eq(range_of(&m, 1), "COE000014");
	done(&m);
}
END_TEST

Suite *suite_inserts(void)
{
	Suite *s = suite_create("inserts");
	TCase *t = tcase_create("inserts");

	tcase_add_test(t,
	    a_document_with_a_suffix_lies_within_another_without_meeting_it);
	tcase_add_test(t, each_number_is_found_in_its_own_document);
	tcase_add_test(t, a_range_holds_the_pages_with_suffixes_that_lie_in_it);
	tcase_add_test(t,
	    a_selection_takes_the_documents_that_bear_its_numbers);
	tcase_add_test(t, two_documents_with_one_suffix_are_an_error);
	tcase_add_test(t, what_follows_a_suffix_is_not_guessed);
	tcase_add_test(t, a_produced_file_is_known_by_a_name_with_suffixes);
	tcase_add_test(t,
	    a_late_document_gets_the_next_suffixes_and_moves_nothing);
	tcase_add_test(t,
	    a_late_document_gets_the_next_numbers_that_nothing_has);
	tcase_add_test(t, a_late_document_keeps_the_number_that_it_was_given);
	tcase_add_test(t,
	    a_place_that_no_document_has_is_an_error_and_one_in_its_midst_told);
	tcase_add_test(t, what_does_not_fit_behind_a_number_is_refused);
	tcase_add_test(t,
	    a_start_that_is_next_goes_on_after_all_that_are_taken);
	tcase_add_test(t, a_start_that_was_next_stays_where_it_was);
	suite_add_tcase(s, t);
	return s;
}
