/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "core/plan.h"
#include "suites.h"

/* A spec made by hand: COE, 6 digits; documents of given page counts. */
struct made {
	struct ic_spec spec;
	struct ic_spec_document documents[4];
	struct ic_redaction redactions[8];
	struct ic_bates_range ranges[8];
	struct ic_page_range pages[8];
	struct ic_spec_code codes[2];
	struct ic_plan plan;
	struct ic_diags diags;
	const char *prefix[1];
	uint16_t code[2];
};

static const struct ic_size letter = { 612000, 792000 };

static struct ic_bates number(uint64_t value)
{
	return (struct ic_bates){ .value = value, .digits = 6 };
}

static void make(struct made *m, size_t n)
{
	static const char *const files[] = { "a.pdf", "b.pdf", "c.pdf",
		"d.pdf" };

	*m = (struct made){ 0 };
	m->prefix[0] = "COE";
	m->spec.prefixes = (struct ic_prefixes){ m->prefix, 1 };
	m->spec.numbering = (struct ic_numbering){ number(1), IC_BOTTOM_RIGHT,
		10000, 18000, IC_SHRINK, false };
	m->spec.dpi = 300;
	m->spec.labels = true;
	m->spec.documents = m->documents;
	m->spec.ndocuments = n;
	for (size_t i = 0; i < n; i++) {
		m->documents[i].file = m->documents[i].name = files[i];
	}
	m->spec.redactions = m->redactions;
	m->code[1] = 1;
	m->codes[0] = (struct ic_spec_code){ .name = "PII",
		.text = "",
		.basis = "order para. 6" };
	m->codes[1] = (struct ic_spec_code){ .name = "IA",
		.text = "",
		.basis = "" };
	m->spec.codes = m->codes;
	m->spec.ncodes = 2;
}

static struct ic_redaction *redact(struct made *m, uint64_t first,
    uint64_t last)
{
	struct ic_redaction *r = &m->redactions[m->spec.nredactions];

	m->ranges[m->spec.nredactions] = (struct ic_bates_range){ number(first),
		number(last) };
	r->bates = &m->ranges[m->spec.nredactions++];
	r->nbates = 1;
	r->rect = (struct ic_rect){ 72000, 140000, 300000, 156000 };
	r->codes = m->code;
	r->ncodes = 1;
	return r;
}

static bool scouted(struct made *m, const uint32_t *pages)
{
	struct ic_error err = { 0 };

	ck_assert(ic_plan_begin(&m->spec, &m->plan, &err));
	for (size_t i = 0; i < m->spec.ndocuments; i++) {
		ck_assert(ic_plan_set_pages(&m->plan, i, pages[i], &err));
		memset(m->plan.documents[i].sha256, 'a', 64);
		for (uint32_t p = 0; p < pages[i]; p++) {
			m->plan.documents[i].pages[p].size = letter;
			m->plan.documents[i].pages[p].clear_number = 63;
			m->plan.documents[i].pages[p].clear_legend = 63;
		}
	}
	return ic_plan_number(&m->plan, &m->diags);
}

static void done(struct made *m)
{
	ic_plan_finish(&m->plan);
	ic_diags_finish(&m->diags);
}

static const struct ic_layout *redacted(const struct ic_plan_document *d)
{
	return &d->layout[IC_COPY_REDACTED];
}

static bool says(const struct made *m, const char *words)
{
	for (size_t i = 0; i < m->diags.n; i++) {
		if (strstr(m->diags.at[i].message, words)) {
			return true;
		}
	}
	return false;
}

START_TEST(a_document_begins_one_past_the_one_above)
{
	struct made m;

	make(&m, 3);
	m.documents[1].has_first = true;
	m.documents[1].first = number(120);
	ck_assert(scouted(&m, (uint32_t[]){ 14, 2, 1 }));
	ck_assert_str_eq(m.plan.documents[0].range, "COE000001-COE000014");
	ck_assert_str_eq(m.plan.documents[1].range, "COE000120-COE000121");
	ck_assert_str_eq(m.plan.documents[2].range, "COE000122");
	done(&m);
}
END_TEST

START_TEST(a_number_used_twice_is_an_error_not_a_move)
{
	struct made m;

	make(&m, 2);
	m.documents[1].has_first = true;
	m.documents[1].first = number(14);
	ck_assert(!scouted(&m, (uint32_t[]){ 14, 2 }));
	ck_assert(says(&m,
	    "b.pdf would have COE000014-COE000015, but a.pdf "
	    "has COE000001-COE000014"));
	done(&m);
}
END_TEST

START_TEST(a_document_inside_another_is_found_though_not_its_neighbour)
{
	struct made m;

	make(&m, 3);
	m.documents[1].has_first = m.documents[2].has_first = true;
	m.documents[1].first = number(10);
	m.documents[2].first = number(30);
	ck_assert(!scouted(&m, (uint32_t[]){ 50, 2, 2 }));
	ck_assert_uint_eq(m.diags.errors, 2);
	done(&m);
}
END_TEST

START_TEST(a_name_that_contradicts_the_number_is_an_error)
{
	struct made m;

	make(&m, 1);
	m.documents[0].file = m.documents[0]
				  .name = "produced/COE000300-COE000311.pdf";
	m.documents[0].stamped = m.documents[0].has_first = true;
	m.documents[0].first = number(300);
	ck_assert(!scouted(&m, (uint32_t[]){ 11 }));
	ck_assert(says(&m, "its 11 pages would be COE000300-COE000310"));
	done(&m);
}
END_TEST

START_TEST(a_range_lies_on_every_page_across_documents)
{
	struct made m;

	make(&m, 2);
	redact(&m, 2, 4);
	ck_assert(scouted(&m, (uint32_t[]){ 3, 2 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert_uint_eq(m.plan.documents[0].nregions, 2);
	ck_assert_uint_eq(m.plan.documents[0].regions[0].page, 1);
	ck_assert_uint_eq(m.plan.documents[0].regions[1].page, 2);
	ck_assert_uint_eq(m.plan.documents[1].nregions, 1);
	ck_assert_uint_eq(m.plan.documents[1].regions[0].page, 0);
	done(&m);
}
END_TEST

START_TEST(a_range_over_a_gap_names_the_number_that_is_missing)
{
	struct made m;

	make(&m, 2);
	m.documents[1].has_first = true;
	m.documents[1].first = number(10);
	redact(&m, 2, 11);
	redact(&m, 2, 99);
	ck_assert(scouted(&m, (uint32_t[]){ 3, 2 }));
	ck_assert(!ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(says(&m, "no document holds COE000004"));
	ck_assert(says(&m, "no document holds COE000099"));
	done(&m);
}
END_TEST

START_TEST(half_a_point_off_the_page_is_clamped_and_more_refused)
{
	struct made m;

	make(&m, 1);
	redact(&m, 1, 1)->rect = (struct ic_rect){ -500, 0, 612500, 9000 };
	redact(&m, 1, 1)->rect = (struct ic_rect){ -501, 0, 612000, 9000 };
	redact(&m, 1, 1)->rect = (struct ic_rect){ 612000, 0, 612400, 9000 };
	ck_assert(scouted(&m, (uint32_t[]){ 1 }));
	ck_assert(!ic_plan_resolve(&m.plan, &m.diags));
	ck_assert_uint_eq(m.diags.errors, 2);
	ck_assert(says(&m,
	    "the box leaves its page: COE000001 is 612.0 x "
	    "792.0 pt"));
	ck_assert_int_eq(m.plan.documents[0].regions[0].rect.x0, 0);
	ck_assert_int_eq(m.plan.documents[0].regions[0].rect.x1, 612000);
	done(&m);
}
END_TEST

START_TEST(withdrawn_burns_nothing_and_denied_burns)
{
	struct made m;

	make(&m, 1);
	redact(&m, 1, 1)->status = IC_STATUS_WITHDRAWN;
	redact(&m, 2, 2)->status = IC_STATUS_DENIED;
	ck_assert(scouted(&m, (uint32_t[]){ 2 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert_uint_eq(m.plan.documents[0].nregions, 1);
	ck_assert_uint_eq(m.plan.documents[0].regions[0].redaction, 1);
	done(&m);
}
END_TEST

START_TEST(a_derived_id_knows_neither_order_nor_text)
{
	struct made m, o;

	make(&m, 1);
	redact(&m, 1, 1)->description = "home address";
	redact(&m, 2, 2);
	make(&o, 1);
	redact(&o, 2, 2);
	redact(&o, 1, 1);
	ck_assert(scouted(&m, (uint32_t[]){ 2 }));
	ck_assert(scouted(&o, (uint32_t[]){ 2 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(ic_plan_resolve(&o.plan, &o.diags));
	ck_assert_str_eq(m.plan.ids[0], o.plan.ids[1]);
	ck_assert_str_eq(m.plan.ids[1], o.plan.ids[0]);
	ck_assert_str_ne(m.plan.ids[0], m.plan.ids[1]);
	done(&m);
	done(&o);
}
END_TEST

START_TEST(the_same_box_twice_is_an_error)
{
	struct made m;

	make(&m, 1);
	redact(&m, 1, 1);
	redact(&m, 1, 1);
	ck_assert(scouted(&m, (uint32_t[]){ 2 }));
	ck_assert(!ic_plan_resolve(&m.plan, &m.diags));
	ck_assert(says(&m, "the same box stands in"));
	done(&m);
}
END_TEST

START_TEST(ink_in_the_number_s_band_shrinks_every_page_alike)
{
	struct made m;
	struct ic_plan_document *d;

	make(&m, 1);
	ck_assert(scouted(&m, (uint32_t[]){ 3 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	d = &m.plan.documents[0];
	d->pages[1].clear_number = 63 & ~(1u << IC_BOTTOM_RIGHT);
	ck_assert(ic_plan_settle(&m.plan, &m.diags));
	ck_assert_int_eq(redacted(d)->room_bottom, ic_slice_room(10000, 18000));
	ck_assert_int_eq(redacted(d)->room_top, 0);
	for (int i = 0; i < 3; i++) {
		ck_assert_uint_ne(d->pages[i].notes & IC_NOTE_BIT(SHRUNK), 0);
	}
	done(&m);
}
END_TEST

START_TEST(ink_there_gives_a_plate_where_one_was_chosen)
{
	struct made m;
	struct ic_plan_document *d;

	make(&m, 1);
	m.spec.numbering.on_conflict = IC_PLATE;
	ck_assert(scouted(&m, (uint32_t[]){ 2 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	d = &m.plan.documents[0];
	d->pages[1].clear_number = 0;
	ck_assert(ic_plan_settle(&m.plan, &m.diags));
	ck_assert(redacted(d)->plate);
	ck_assert_int_eq(redacted(d)->room_bottom, 0);
	done(&m);
}
END_TEST

START_TEST(a_covered_printed_number_is_endorsed_again_in_clear_space)
{
	struct made m;
	struct ic_plan_document *d;

	make(&m, 1);
	m.documents[0].stamped = true;
	ck_assert(scouted(&m, (uint32_t[]){ 3 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	d = &m.plan.documents[0];
	d->pages[0].stamp = IC_STAMP_FOUND;
	d->pages[1].stamp = IC_STAMP_COVERED;
	d->pages[1].clear_number = 1u << IC_TOP_LEFT;
	d->pages[2].stamp = IC_STAMP_NONE;
	ck_assert(ic_plan_settle(&m.plan, &m.diags));
	ck_assert_uint_eq(d->pages[0].endorse, 0);
	ck_assert_uint_eq(d->pages[1].endorse, 1);
	ck_assert_uint_eq(d->pages[1].number_at, IC_TOP_LEFT);
	ck_assert_int_eq(redacted(d)->room_bottom + redacted(d)->room_top, 0);
	ck_assert_uint_ne(d->pages[2].notes & IC_NOTE_BIT(STAMP_ASSERTED), 0);
	done(&m);
}
END_TEST

START_TEST(a_box_over_nothing_and_a_code_without_basis_are_warned_of)
{
	struct made m;

	make(&m, 1);
	redact(&m, 1, 1)->ncodes = 2;
	redact(&m, 2, 2);
	ck_assert(scouted(&m, (uint32_t[]){ 2 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	m.plan.documents[0].regions[1].covers = true;
	ck_assert(ic_plan_settle(&m.plan, &m.diags));
	ck_assert_uint_eq(m.diags.warnings, 2);
	ck_assert(says(&m, "covers nothing on COE000001"));
	ck_assert(says(&m, "code IA has no basis"));
	done(&m);
}
END_TEST

static void unpack(const struct made *m, size_t i, enum ic_ask ask,
    struct ic_slice *s)
{
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_plan_slice(&m->plan, i, IC_COPY_REDACTED, ask, &b,
			  &err),
	    "%s", err.msg);
	ck_assert_msg(ic_slice_unpack(b.data, b.len, s, &err), "%s", err.msg);
	ic_buf_finish(&b);
}

START_TEST(a_slice_holds_its_document_and_no_word_of_a_note)
{
	struct made m;
	struct ic_slice s;
	struct ic_buf b = { 0 };
	struct ic_error err;

	make(&m, 2);
	redact(&m, 1, 1)->note = "ask JS about Weatherby";
	redact(&m, 4, 4)->description = "Kowalczyk";
	redact(&m, 2, 2)->area = IC_AREA_WHOLE;
	ck_assert(scouted(&m, (uint32_t[]){ 3, 1 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	unpack(&m, 0, IC_ASK_INK, &s);
	ck_assert_uint_eq(s.npages, 3);
	ck_assert_uint_eq(s.nboxes, 1);
	ck_assert_str_eq(ic_slice_str(&s, s.pages[2].number), "COE000003");
	ck_assert_str_eq(ic_slice_str(&s, s.boxes[0].label), "PII");
	ck_assert_uint_eq(s.pages[1].whole, 1);
	ck_assert_str_eq(ic_slice_str(&s, s.pages[1].label), "PII");
	ck_assert(
	    ic_plan_slice(&m.plan, 0, IC_COPY_REDACTED, IC_ASK_INK, &b, &err));
	ck_assert_ptr_null(memmem(b.data, b.len, "Weatherby", 9));
	ck_assert_ptr_null(memmem(b.data, b.len, "Kowalczyk", 9));
	ic_buf_finish(&b);
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

START_TEST(a_cell_asks_for_telling_words_and_maps_back)
{
	struct made m;
	struct ic_slice s;
	struct ic_plan_cell c;

	make(&m, 1);
	redact(&m, 1, 1)->description = "home address of Kowalczyk, Apt 12";
	ck_assert(scouted(&m, (uint32_t[]){ 1 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	unpack(&m, 0, IC_ASK_INK, &s);
	ck_assert_str_eq(ic_slice_str(&s, s.cells[0].text),
	    "of Kowalczyk Apt 12");
	ck_assert(ic_plan_cell(&m.plan, 0, 0, &c));
	ck_assert_uint_eq(c.redaction, 0);
	ck_assert_str_eq(c.what, "description");
	ck_assert(!ic_plan_cell(&m.plan, 0, s.ncells, &c));
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

/* The words that the cell of `what` asks for, of the first document. */
static const char *cell_of(struct made *m, const struct ic_slice *s,
    const char *what)
{
	struct ic_plan_cell c;

	for (uint32_t i = 0; ic_plan_cell(&m->plan, 0, i, &c); i++) {
		if (strcmp(c.what, what) == 0) {
			return ic_slice_str(s, s->cells[i].text);
		}
	}
	return "no such cell";
}

START_TEST(every_served_string_is_asked_about)
{
	struct made m;
	struct ic_slice s;

	make(&m, 1);
	m.codes[0] = (struct ic_spec_code){ .name = "Kowalczyk",
		.text = "Name of Kowalczyk",
		.basis = "order of 1983 para. 6; privacy of Kowalczyk" };
	m.prefix[0] = "Kowalczyk-";
	m.spec.legend = (struct ic_legend){ .text = "FOR KOWALCZYK ONLY",
		.at = IC_BOTTOM_LEFT };
	redact(&m, 1, 1)->id = "Kowalczyk-1";
	ck_assert(scouted(&m, (uint32_t[]){ 1 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	unpack(&m, 0, IC_ASK_INK, &s);
	ck_assert_str_eq(cell_of(&m, &s, "id"), "Kowalczyk Kowalczyk1");
	ck_assert_str_eq(cell_of(&m, &s, "code"), "Kowalczyk");
	ck_assert_str_eq(cell_of(&m, &s, "code's text"), "of Kowalczyk");
	ck_assert_str_eq(cell_of(&m, &s, "code's basis"), "of of Kowalczyk");
	ck_assert_str_eq(cell_of(&m, &s, "legend"), "KOWALCZYK");
	ck_assert_str_eq(cell_of(&m, &s, "prefix"), "Kowalczyk");
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

START_TEST(every_field_that_a_log_prints_is_asked_about)
{
	static const char *const cells[IC_FIELD_COUNT][2] = {
		[IC_FIELD_CATEGORY] = { "category", "Kowalczyk" },
		[IC_FIELD_DESIGNATION] = { "designation", "Kowalczyk" },
		[IC_FIELD_AUTHOR] = { "author", "Kowalczyk 17" },
		[IC_FIELD_RECIPIENTS] = { "recipients", "Kowalczyk 17" },
		[IC_FIELD_DOCTYPE] = { "doctype", "Kowalczyk" },
		[IC_FIELD_PRIVILEGE] = { "privilege", "Kowalczyk" },
		[IC_FIELD_TITLE] = { "title", "Kowalczyk 17" },
		[IC_FIELD_DESCRIPTION] = { "document's description",
		    "Kowalczyk 17" },
	};
	struct made m;
	struct ic_slice s;
	struct ic_plan_cell c;
	uint32_t i = 0;

	make(&m, 1);
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		m.documents[0].fields.value[k] = "Kowalczyk, page 17";
	}
	m.documents[0].place.line = 7;
	redact(&m, 1, 1)->place.line = 9;
	ck_assert(scouted(&m, (uint32_t[]){ 1 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	unpack(&m, 0, IC_ASK_INK, &s);
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		bool found = !cells[k][0];

		for (i = 0; !found && ic_plan_cell(&m.plan, 0, i, &c); i++) {
			found = strcmp(c.what, cells[k][0]) == 0 &&
			    c.place.line == 7;
		}
		ck_assert_msg(found, "%s", cells[k][0]);
		if (cells[k][0]) {
			ck_assert_str_eq(ic_slice_str(&s, s.cells[i - 1].text),
			    cells[k][1]);
		}
	}
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

START_TEST(a_redaction_s_fields_are_asked_about_at_its_place)
{
	static const struct ic_fields fields = {
		.value[IC_FIELD_CATEGORY] = "Kowalczyk",
		.value[IC_FIELD_PRIVILEGE] = "advice to Kowalczyk 17",
	};
	struct made m;
	struct ic_slice s;
	struct ic_plan_cell c;
	unsigned found = 0;

	make(&m, 1);
	redact(&m, 1, 1)->fields = &fields;
	m.redactions[0].place.line = 9;
	ck_assert(scouted(&m, (uint32_t[]){ 1 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	unpack(&m, 0, IC_ASK_INK, &s);
	for (uint32_t i = 0; ic_plan_cell(&m.plan, 0, i, &c); i++) {
		if (c.place.line == 9 &&
		    strcmp(ic_slice_str(&s, s.cells[i].text), "Kowalczyk") ==
			0) {
			found++;
		}
	}
	ck_assert_uint_eq(found, 2);
	ic_slice_finish(&s);
	done(&m);
}
END_TEST

START_TEST(a_date_is_asked_about_as_pages_write_it)
{
	static const char *const cells[][2] = {
		{ "2018-03-05", "20180305 03052018 352018" },
		{ "2018-12-31", "20181231 12312018 12312018" },
		{ "2018-03", "201803" },
		{ "2018", "" },
		{ "undated", "undated" },
	};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		struct made m;
		struct ic_slice s;

		make(&m, 1);
		m.documents[0].fields.value[IC_FIELD_DATE] = cells[i][0];
		ck_assert(scouted(&m, (uint32_t[]){ 1 }));
		ck_assert(ic_plan_resolve(&m.plan, &m.diags));
		unpack(&m, 0, IC_ASK_INK, &s);
		ck_assert_str_eq(cell_of(&m, &s, "date"), cells[i][1]);
		ic_slice_finish(&s);
		done(&m);
	}
}
END_TEST

START_TEST(what_is_parted_is_asked_about_in_one_piece_too)
{
	static const char *const cells[][2] = {
		{ "123-45-6789", "123 45 6789 123456789" },
		{ "123 45 6789", "123 45 6789 123456789" },
		{ "Kowal-czyk", "Kowal czyk Kowalczyk" },
		{ "name/Kowalczyk of 17", "Kowalczyk nameKowalczyk of 17" },
		{ "K.o.w", "K o w Kow" },
		{ "6 to 17", "17" },
	};
	struct made m;
	struct ic_slice s;

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		make(&m, 1);
		m.codes[0].basis = cells[i][0];
		redact(&m, 1, 1)->description = cells[i][0];
		ck_assert(scouted(&m, (uint32_t[]){ 1 }));
		ck_assert(ic_plan_resolve(&m.plan, &m.diags));
		unpack(&m, 0, IC_ASK_INK, &s);
		ck_assert_str_eq(cell_of(&m, &s, "description"), cells[i][1]);
		if (i < 2) {
			ck_assert_str_eq(cell_of(&m, &s, "code's basis"),
			    "123456789");
		}
		ic_slice_finish(&s);
		done(&m);
	}
}
END_TEST

START_TEST(a_selection_that_meets_nothing_is_refused)
{
	struct made m;
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };

	make(&m, 2);
	ck_assert(scouted(&m, (uint32_t[]){ 3, 2 }));
	ck_assert(
	    ic_bates_parse_list(&m.spec.prefixes, "COE000004", &list, &err));
	ck_assert(ic_plan_select(&m.plan, &list, &err));
	ck_assert(!m.plan.documents[0].selected);
	ck_assert(m.plan.documents[1].selected);
	ck_assert(!ic_plan_is_whole(&m.plan));
	ck_assert(
	    ic_bates_parse_list(&m.spec.prefixes, "COE000009", &list, &err));
	ck_assert(!ic_plan_select(&m.plan, &list, &err));
	ic_bates_list_finish(&list);
	done(&m);
}
END_TEST

START_TEST(the_lock_freezes_numbers_ids_and_sources)
{
	struct made m;
	struct ic_lock lock = { 0 };
	struct ic_error err = { 0 };

	make(&m, 1);
	redact(&m, 1, 2)->id = "R1";
	ck_assert(scouted(&m, (uint32_t[]){ 2 }));
	ck_assert(ic_plan_resolve(&m.plan, &m.diags));
	ck_assert_msg(ic_plan_lock(&m.plan, &lock, &err), "%s", err.msg);
	ck_assert_str_eq(lock.documents[0].first, "COE000001");
	ck_assert_str_eq(lock.redactions[0].page, "COE000001-COE000002");
	ic_lock_finish(&lock);
	done(&m);
}
END_TEST

Suite *suite_plan(void)
{
	Suite *s = suite_create("plan");
	TCase *t = tcase_create("plan");

	tcase_add_test(t, a_document_begins_one_past_the_one_above);
	tcase_add_test(t, a_number_used_twice_is_an_error_not_a_move);
	tcase_add_test(t,
	    a_document_inside_another_is_found_though_not_its_neighbour);
	tcase_add_test(t, a_name_that_contradicts_the_number_is_an_error);
	tcase_add_test(t, a_range_lies_on_every_page_across_documents);
	tcase_add_test(t, a_range_over_a_gap_names_the_number_that_is_missing);
	tcase_add_test(t,
	    half_a_point_off_the_page_is_clamped_and_more_refused);
	tcase_add_test(t, withdrawn_burns_nothing_and_denied_burns);
	tcase_add_test(t, a_derived_id_knows_neither_order_nor_text);
	tcase_add_test(t, the_same_box_twice_is_an_error);
	tcase_add_test(t, ink_in_the_number_s_band_shrinks_every_page_alike);
	tcase_add_test(t, ink_there_gives_a_plate_where_one_was_chosen);
	tcase_add_test(t,
	    a_covered_printed_number_is_endorsed_again_in_clear_space);
	tcase_add_test(t,
	    a_box_over_nothing_and_a_code_without_basis_are_warned_of);
	tcase_add_test(t, a_slice_holds_its_document_and_no_word_of_a_note);
	tcase_add_test(t, a_cell_asks_for_telling_words_and_maps_back);
	tcase_add_test(t, every_field_that_a_log_prints_is_asked_about);
	tcase_add_test(t, a_redaction_s_fields_are_asked_about_at_its_place);
	tcase_add_test(t, a_date_is_asked_about_as_pages_write_it);
	tcase_add_test(t, every_served_string_is_asked_about);
	tcase_add_test(t, what_is_parted_is_asked_about_in_one_piece_too);
	tcase_add_test(t, a_selection_that_meets_nothing_is_refused);
	tcase_add_test(t, the_lock_freezes_numbers_ids_and_sources);
	suite_add_tcase(s, t);
	return s;
}
