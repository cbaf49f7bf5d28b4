/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A part of a production: what is known of documents that nobody opened. */
#include <string.h>

#include "core/told.h"
#include "suites.h"

#define DOCUMENTS 4

/* COE, 6 digits; documents of 2 pages from 1, 11, 21 and 31 on. */
struct made {
	struct ic_spec spec;
	struct ic_spec_document documents[DOCUMENTS];
	struct ic_redaction redactions[4];
	struct ic_bates_range ranges[4];
	struct ic_spec_code codes[1];
	struct ic_plan plan;
	struct ic_diags diags;
	const char *prefix[1];
	uint16_t code[1];
};

static struct ic_bates number(uint64_t value)
{
	return (struct ic_bates){ .value = value, .digits = 6 };
}

static void make(struct made *m)
{
	static const char *const names[] = { "a.pdf", "b.pdf", "c.pdf",
		"d.pdf" };

	*m = (struct made){ 0 };
	m->prefix[0] = "COE";
	m->spec.prefixes = (struct ic_prefixes){ m->prefix, 1 };
	m->spec.numbering = (struct ic_numbering){ number(1), IC_BOTTOM_RIGHT,
		10000, 18000, IC_SHRINK, false };
	m->spec.documents = m->documents;
	m->spec.ndocuments = DOCUMENTS;
	m->spec.copies = IC_COPY_BIT(REDACTED) | IC_COPY_BIT(DISPUTED);
	for (size_t i = 0; i < DOCUMENTS; i++) {
		m->documents[i].file = m->documents[i].name = names[i];
		m->documents[i].has_first = true;
		m->documents[i].first = number(10 * i + 1);
	}
	m->spec.redactions = m->redactions;
	m->codes[0] = (struct ic_spec_code){ .name = "PII", .basis = "" };
	m->spec.codes = m->codes;
	m->spec.ncodes = 1;
}

static void redact(struct made *m, const char *id, uint64_t page)
{
	struct ic_redaction *r = &m->redactions[m->spec.nredactions];

	m->ranges[m->spec.nredactions] = (struct ic_bates_range){ number(page),
		number(page) };
	*r = (struct ic_redaction){ .id = id,
		.bates = &m->ranges[m->spec.nredactions++],
		.nbates = 1,
		.rect = { 72000, 140000, 300000, 156000 },
		.codes = m->code,
		.ncodes = 1,
		.status = IC_STATUS_PROPOSED };
}

/* All unopened but the first, which is scouted. */
static void plan(struct made *m)
{
	struct ic_error err = { 0 };
	struct ic_plan_document *first;

	ck_assert(ic_plan_begin(&m->spec, &m->plan, &err));
	for (size_t i = 1; i < DOCUMENTS; i++) {
		ic_plan_expect(&m->plan, i, 2);
		m->plan.documents[i].selected = false;
		memset(m->plan.documents[i].sha256, 'b', 64);
	}
	first = &m->plan.documents[0];
	ck_assert(ic_plan_set_pages(&m->plan, 0, 2, &err));
	memset(first->sha256, 'a', 64);
	for (uint32_t p = 0; p < 2; p++) {
		first->pages[p].size = (struct ic_size){ 612000, 792000 };
		first->pages[p].clear_number = first->pages[p]
						   .clear_legend = 63;
	}
	ck_assert(ic_plan_number(&m->plan, &m->diags));
}

static void done(struct made *m)
{
	ic_plan_finish(&m->plan);
	ic_diags_finish(&m->diags);
}

START_TEST(numbers_are_said_by_a_load_file_images_parts_and_natives)
{
	const char *const images[] = { "1.tif", "2.tif", "3.tif" };
	struct ic_spec_document d = { .has_first = true,
		.first = number(7),
		.has_last = true,
		.last = number(9) };

	ck_assert_uint_eq(ic_plan_numbers_said(&d), 3);
	d.last = number(6);
	ck_assert_uint_eq(ic_plan_numbers_said(&d), 0);
	d.last = number(7 + IC_SLICE_PAGES_MAX);
	ck_assert_uint_eq(ic_plan_numbers_said(&d), 0);
	d.has_last = false;
	ck_assert_uint_eq(ic_plan_numbers_said(&d), 0);
	d.images = images;
	d.nimages = 3;
	ck_assert_uint_eq(ic_plan_numbers_said(&d), 3);
	d = (struct ic_spec_document){ .part = true, .source_pages = 4 };
	ck_assert_uint_eq(ic_plan_numbers_said(&d), 4);
	d.split = true;
	ck_assert_uint_eq(ic_plan_numbers_said(&d), 0);
	d = (struct ic_spec_document){ .kind = IC_KIND_NATIVE };
	ck_assert_uint_eq(ic_plan_numbers_said(&d), 1);
}
END_TEST

START_TEST(what_is_not_opened_has_numbers_and_redactions_and_no_pages)
{
	struct made m;
	struct ic_buf slice = { 0 };
	struct ic_error err = { 0 };
	const struct ic_plan_document *d;

	make(&m);
	redact(&m, "A", 12);
	plan(&m);
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(ic_plan_settle(&m.plan, &m.diags));
	ck_assert_str_eq(m.plan.documents[1].range, "COE000011-COE000012");
	d = &m.plan.documents[1];
	ck_assert_uint_eq(d->nregions, 1);
	ck_assert_int_eq(d->regions[0].rect.x1, 300000);
	ck_assert(!d->pages);
	/* It is missed in each copy that it would be in: a pair, and a first
	 * page. */
	ck_assert(ic_plan_makes(&m.plan, 1, IC_COPY_REDACTED));
	ck_assert(ic_plan_makes(&m.plan, 1, IC_COPY_DISPUTED));
	ck_assert_uint_eq(ic_plan_pages(d, IC_COPY_DISPUTED), 3);
	ck_assert(!ic_plan_makes(&m.plan, 2, IC_COPY_DISPUTED));
	/* Nothing can be made of it. */
	ck_assert(
	    !ic_plan_slice(&m.plan, 1, IC_COPY_REDACTED, 0, &slice, &err));
	ck_assert_int_eq(err.code, IC_EBUG);
	ck_assert_uint_eq(slice.len, 0);
	ic_buf_finish(&slice);
	done(&m);
}
END_TEST

START_TEST(privilege_is_found_where_nothing_is_opened)
{
	struct made m;

	make(&m);
	m.codes[0].privileged = true;
	redact(&m, "A", 12);
	plan(&m);
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert_str_eq(ic_plan_privilege(&m.plan), "A");
	ck_assert(ic_plan_log_kinds(&m.plan) & IC_LOG_BIT(PRIVILEGE));
	ck_assert(!ic_plan_check_logs(&m.plan, &m.diags));
	done(&m);
}
END_TEST

START_TEST(what_is_opened_after_all_must_be_as_expected)
{
	struct made m;
	struct ic_error err = { 0 };
	struct ic_plan_document *d;

	make(&m);
	plan(&m);
	d = &m.plan.documents[1];
	ck_assert(ic_plan_as_expected(d));
	ic_plan_reopen(d);
	ck_assert_str_eq(d->sha256, "");
	ck_assert(ic_plan_set_pages(&m.plan, 1, 3, &err));
	ck_assert(!ic_plan_as_expected(d));
	/* A sheet for what cannot be read keeps the numbers. */
	d = &m.plan.documents[2];
	ic_plan_reopen(d);
	ck_assert(ic_plan_set_unread(&m.plan, 2, IC_REASON_NOT_PDF, &err));
	ck_assert_uint_eq(d->numbers, 1);
	ck_assert(ic_plan_as_expected(d));
	ck_assert_uint_eq(d->numbers, 2);
	ck_assert_uint_eq(d->npages, 1);
	done(&m);
}
END_TEST

START_TEST(the_lock_does_not_freeze_what_is_made_of_nothing)
{
	struct made m;
	struct ic_lock lock = { 0 };
	struct ic_error err = { 0 };

	make(&m);
	redact(&m, "A", 1);
	redact(&m, "B", 12);
	m.ranges[0].last = number(2);
	plan(&m);
	m.plan.documents[3].sha256[0] = '\0';
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(ic_plan_lock(&m.plan, &lock, &err));
	ck_assert(ic_lock_find_redaction(&lock, "A"));
	ck_assert(!ic_lock_find_redaction(&lock, "B"));
	ck_assert(ic_lock_find(&lock, "b.pdf"));
	ck_assert(!ic_lock_find(&lock, "d.pdf"));
	ic_lock_finish(&lock);
	done(&m);
}
END_TEST

START_TEST(what_is_left_out_is_counted_against_the_lock)
{
	struct made m;
	struct ic_lock lock = { 0 };
	struct ic_rect rect = { 72000, 140000, 300000, 156000 };
	struct ic_rect other = { 72000, 140000, 300000, 156001 };
	char sha[65] = "";
	struct ic_error err = { 0 };
	struct ic_left *left;
	size_t n = 0;

	make(&m);
	redact(&m, "A", 11);
	redact(&m, "B", 12);
	redact(&m, "C", 12);
	redact(&m, "D", 31);
	plan(&m);
	memset(sha, 'b', 64);
	for (size_t i = 0; i < DOCUMENTS - 1; i++) {
		ck_assert(ic_lock_add_document(&lock, m.documents[i].name, sha,
		    2, "COE000001", &err));
	}
	ck_assert(ic_lock_add_redaction(&lock, "A", "COE000011", &rect, &err));
	ck_assert(ic_lock_add_redaction(&lock, "B", "COE000012", &other, &err));
	ck_assert(ic_lock_seal(&lock, &err));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(ic_plan_left(&m.plan, &lock, &left, &n, &err));
	/* The lock does not have the last one: it was never made. */
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(left[0].document, 1);
	ck_assert_uint_eq(left[0].fresh, 1);
	ck_assert_uint_eq(left[0].changed, 1);
	ic_lock_finish(&lock);
	done(&m);
}
END_TEST

/* What was inserted lies within another document's numbers. */
START_TEST(a_range_selects_each_document_that_it_meets)
{
	struct made m;
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };

	make(&m);
	m.documents[2].first = number(11);
	memcpy(m.documents[2].first.suffix, ".1", 3);
	plan(&m);
	ck_assert(ic_bates_parse_list(&m.spec.prefixes, "COE000012, COE000031",
	    &list, &err));
	ck_assert(ic_plan_select(&m.plan, &list, &err));
	ck_assert(!m.plan.documents[0].selected);
	ck_assert(m.plan.documents[1].selected);
	ck_assert(m.plan.documents[3].selected);
	ic_bates_list_finish(&list);
	done(&m);
}
END_TEST

/* The hash of a document, of a plan that is made anew of the spec. */
static void told(struct made *m, size_t document, char out[IC_TOLD_HEX])
{
	struct ic_told *t;
	struct ic_error err = { 0 };

	plan(m);
	t = ic_told_open(&m->plan);
	ck_assert(t);
	ck_assert(ic_told_hash(t, document, out, &err));
	ic_told_close(t);
	done(m);
	m->plan = (struct ic_plan){ 0 };
	m->diags = (struct ic_diags){ 0 };
}

START_TEST(what_is_told_of_a_document_is_its_own)
{
	struct made m;
	char first[IC_TOLD_HEX], again[IC_TOLD_HEX];
	struct ic_redaction kept;
	struct ic_bates_range range;

	make(&m);
	redact(&m, "A", 12);
	redact(&m, "B", 12);
	redact(&m, "C", 21);
	told(&m, 1, first);
	ck_assert_uint_eq(strlen(first), 64);
	/* Rows in another order, a note, and what is told of others. */
	kept = m.redactions[0];
	range = m.ranges[0];
	m.redactions[0] = m.redactions[1];
	m.redactions[1] = kept;
	m.redactions[1].note = "ask JS";
	m.ranges[2].first = m.ranges[2].last = number(22);
	told(&m, 1, again);
	ck_assert_str_eq(first, again);
	/* A box, a word that is served, a status, a way to lay out. */
	m.redactions[1].rect.x0++;
	told(&m, 1, again);
	ck_assert_str_ne(first, again);
	m.redactions[1].rect.x0--;
	m.redactions[1].description = "home address";
	told(&m, 1, again);
	ck_assert_str_ne(first, again);
	m.redactions[1].description = NULL;
	m.redactions[1].status = IC_STATUS_AGREED;
	told(&m, 1, again);
	ck_assert_str_ne(first, again);
	m.redactions[1].status = IC_STATUS_PROPOSED;
	m.spec.numbering.on_conflict = IC_PLATE;
	told(&m, 1, again);
	ck_assert_str_ne(first, again);
	m.spec.numbering.on_conflict = IC_SHRINK;
	m.documents[1].fields.value[IC_FIELD_TITLE] = "A ledger";
	told(&m, 1, again);
	ck_assert_str_ne(first, again);
	m.documents[1].fields.value[IC_FIELD_TITLE] = NULL;
	m.ranges[0] = range;
	told(&m, 1, again);
	ck_assert_str_eq(first, again);
}
END_TEST

START_TEST(nothing_is_told_where_a_scout_must_look)
{
	struct made m;
	char hash[IC_TOLD_HEX];

	make(&m);
	m.documents[1].stamped = true;
	m.documents[1].old = (struct ic_old_legend){ .action = IC_OLD_COVER,
		.text = "SECRET" };
	told(&m, 1, hash);
	ck_assert_str_eq(hash, "");
	told(&m, 2, hash);
	ck_assert_str_ne(hash, "");
}
END_TEST

START_TEST(what_is_restored_has_pages_and_keeps_its_layout)
{
	struct made m;
	struct ic_buf slice = { 0 };
	struct ic_error err = { 0 };
	struct ic_plan_document *d;

	make(&m);
	redact(&m, "A", 12);
	plan(&m);
	d = &m.plan.documents[1];
	ck_assert(ic_plan_restore(&m.plan, 1, &err));
	for (uint32_t i = 0; i < 2; i++) {
		d->pages[i].size = (struct ic_size){ 200000, 792000 };
		d->pages[i].endorse = 1;
	}
	d->layout[IC_COPY_REDACTED].room_bottom = 30000;
	ck_assert(ic_plan_resolve(&m.plan, &m.diags) == false);
	/* The box leaves the page, whose size is known. */
	ck_assert_uint_eq(m.diags.errors, 1);
	d->pages[1].size.w = 612000;
	ic_diags_finish(&m.diags);
	m.diags = (struct ic_diags){ 0 };
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(ic_plan_settle(&m.plan, &m.diags));
	ck_assert_int_eq(d->layout[IC_COPY_REDACTED].room_bottom, 30000);
	ck_assert(ic_plan_slice(&m.plan, 1, IC_COPY_REDACTED, 0, &slice, &err));
	ic_buf_finish(&slice);
	done(&m);
}
END_TEST

Suite *suite_plan_part(void)
{
	Suite *s = suite_create("plan_part");
	TCase *t = tcase_create("part");

	tcase_add_test(t,
	    numbers_are_said_by_a_load_file_images_parts_and_natives);
	tcase_add_test(t,
	    what_is_not_opened_has_numbers_and_redactions_and_no_pages);
	tcase_add_test(t, privilege_is_found_where_nothing_is_opened);
	tcase_add_test(t, what_is_opened_after_all_must_be_as_expected);
	tcase_add_test(t, the_lock_does_not_freeze_what_is_made_of_nothing);
	tcase_add_test(t, what_is_left_out_is_counted_against_the_lock);
	tcase_add_test(t, a_range_selects_each_document_that_it_meets);
	tcase_add_test(t, what_is_told_of_a_document_is_its_own);
	tcase_add_test(t, nothing_is_told_where_a_scout_must_look);
	tcase_add_test(t, what_is_restored_has_pages_and_keeps_its_layout);
	suite_add_tcase(s, t);
	return s;
}
