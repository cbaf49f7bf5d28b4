/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/mark_rows.h"

#include <string.h>

#include "suites.h"

/* COE000001-COE000005 and COE000006-COE000008. */
struct made {
	struct ic_spec spec;
	struct ic_spec_document documents[2];
	struct ic_spec_code codes[4];
	struct ic_plan plan;
	struct ic_diags diags;
	struct ic_arena arena;
	struct ic_mark_row rows[8];
	size_t n;
	struct ic_buf csv;
};

static const char *const prefix[] = { "COE" };

static void make(struct made *m)
{
	static const char *const names[] = { "PII", "IA", "A", "Work Product" };
	struct ic_error err = { 0 };

	*m = (struct made){ 0 };
	m->spec.prefixes = (struct ic_prefixes){ prefix, 1 };
	m->spec.numbering.first = (struct ic_bates){ .value = 1, .digits = 6 };
	m->spec.documents = m->documents;
	m->spec.ndocuments = 2;
	m->documents[0].file = m->documents[0].name = "a.pdf";
	m->documents[1].file = m->documents[1].name = "b.pdf";
	for (unsigned i = 0; i < 4; i++) {
		m->codes[i].name = names[i];
	}
	m->spec.codes = m->codes;
	m->spec.ncodes = 4;
	ck_assert(ic_plan_begin(&m->spec, &m->plan, &err));
	ck_assert(ic_plan_set_pages(&m->plan, 0, 5, &err));
	ck_assert(ic_plan_set_pages(&m->plan, 1, 3, &err));
	ck_assert(ic_plan_number(&m->plan, &m->diags));
}

static struct ic_mark_row *row(struct made *m, size_t document, uint32_t page,
    int32_t x0, const char *codes, const char *note)
{
	struct ic_mark_row *r = &m->rows[m->n];

	*r = (struct ic_mark_row){ .document = document,
		.page = page,
		.rect = { x0, 100000, 300000, 112500 },
		.id = "",
		.codes = codes,
		.note = note,
		.mark = (uint32_t)m->n++ };
	return r;
}

/* The list, without its mark and its first row. */
static const char *joined(struct made *m)
{
	struct ic_error err = { 0 };

	ck_assert(ic_mark_rows_join(&m->plan, m->rows, &m->n, &m->arena, &err));
	ck_assert(ic_mark_rows_csv(&m->plan, m->rows, m->n, &m->csv, &err));
	return strchr(ic_buf_str(&m->csv), '\n') + 1;
}

static void done(struct made *m)
{
	ic_plan_finish(&m->plan);
	ic_diags_finish(&m->diags);
	ic_arena_finish(&m->arena);
	ic_buf_finish(&m->csv);
}

START_TEST(rows_are_in_the_order_of_numbers_and_places)
{
	struct made m;

	make(&m);
	row(&m, 1, 0, 72000, "PII", "");
	row(&m, 0, 4, 90500, "IA, PII", "a, b");
	row(&m, 0, 4, 72000, "PII", "")->whole = true;
	ck_assert_str_eq(joined(&m),
	    ",COE000005,whole,,,,PII,,,\r\n"
	    ",COE000005,90.5,100,300,112.5,\"IA, PII\",,\"a, b\",\r\n"
	    ",COE000006,72,100,300,112.5,PII,,,\r\n");
	done(&m);
}
END_TEST

START_TEST(the_unit_is_the_specs)
{
	struct made m;

	make(&m);
	m.spec.unit = IC_UNIT_IN;
	row(&m, 0, 0, 72000, "PII", "");
	ck_assert_str_eq(joined(&m),
	    ",COE000001,1,1.38889,4.16667,1.5625,PII,,,\r\n");
	done(&m);
}
END_TEST

START_TEST(equal_rows_become_one_with_all_notes)
{
	struct made m;

	make(&m);
	row(&m, 0, 0, 72000, "PII", "one");
	row(&m, 0, 0, 72000, "PII", "two")->id = "R1";
	row(&m, 0, 0, 72000, "PII", "one");
	row(&m, 0, 0, 72000, "PII", "");
	ck_assert_str_eq(joined(&m),
	    "R1,COE000001,72,100,300,112.5,PII,,two / one,\r\n");
	ck_assert(!m.rows[0].twin);
	done(&m);
}
END_TEST

START_TEST(another_code_on_the_same_place_stays_and_is_a_twin)
{
	struct made m;

	make(&m);
	row(&m, 0, 0, 72000, "PII", "");
	row(&m, 0, 0, 72000, "IA", "");
	row(&m, 0, 0, 72001, "IA", "");
	joined(&m);
	ck_assert_uint_eq(m.n, 3);
	ck_assert(m.rows[0].twin && m.rows[1].twin && !m.rows[2].twin);
	done(&m);
}
END_TEST

/* A redaction of several pages comes back as a mark on each of them. */
START_TEST(one_id_on_several_pages_is_one_row)
{
	static const uint32_t at[] = { 3, 1, 0, 4 };
	struct made m;

	make(&m);
	for (unsigned i = 0; i < 4; i++) {
		row(&m, 0, at[i], 72000, "PII", "n")->id = "R1";
	}
	row(&m, 1, 0, 72000, "PII", "n")->id = "R1";
	ck_assert_str_eq(joined(&m),
	    "R1,\"COE000001-COE000002, COE000004-COE000005, COE000006\",72,100,"
	    "300,112.5,PII,,n,\r\n");
	done(&m);
}
END_TEST

START_TEST(pages_that_all_came_back_are_as_the_spec_writes_them)
{
	struct ic_bates_range on[] = { { { .value = 2, .digits = 6 },
					   { .value = 2, .digits = 6 } },
		{ { .value = 3, .digits = 6 }, { .value = 6, .digits = 6 } } };
	struct ic_redaction r = { .bates = on, .nbates = 2 };
	struct made m;

	for (uint32_t lost = 0; lost < 2; lost++) {
		make(&m);
		for (uint32_t i = 1 + lost; i < 5; i++) {
			row(&m, 0, i, 72000, "PII", "")->id = "COE000002-ab";
		}
		row(&m, 1, 0, 72000, "PII", "")->id = "COE000002-ab";
		for (size_t i = 0; i < m.n; i++) {
			m.rows[i].kept = &r;
			m.rows[i].derived = true;
		}
		ck_assert_str_eq(joined(&m),
		    lost ? ",\"COE000003-COE000005, COE000006\",72,100,300,"
			   "112.5,PII,,,\r\n"
			 : ",\"COE000002, COE000003-COE000006\",72,100,300,"
			   "112.5,PII,,,\r\n");
		done(&m);
	}
}
END_TEST

START_TEST(an_id_is_one_box)
{
	struct made m;

	make(&m);
	row(&m, 0, 1, 90000, "PII", "")->id = "R1";
	row(&m, 0, 0, 72000, "PII", "")->id = "R1";
	row(&m, 0, 2, 72000, "PII", "")->id = "R1";
	ck_assert_str_eq(joined(&m),
	    "R1,\"COE000001, COE000003\",72,100,300,112.5,PII,,,\r\n"
	    ",COE000002,90,100,300,112.5,PII,,,\r\n");
	done(&m);
}
END_TEST

START_TEST(what_the_spec_says_of_it_is_kept)
{
	struct ic_fields fields = { .value = { [IC_FIELD_CATEGORY] = "IA" } };
	struct ic_redaction r = { .description = "home address",
		.status = IC_STATUS_AGREED,
		.fields = &fields };
	struct made m;

	make(&m);
	row(&m, 0, 0, 72000, "PII", "")->kept = &r;
	joined(&m);
	ck_assert_str_eq(ic_buf_str(&m.csv) + 3,
	    "id,bates,x0,y0,x1,y1,code,description,note,status,category\r\n"
	    ",COE000001,72,100,300,112.5,PII,home address,,agreed,IA\r\n");
	done(&m);
}
END_TEST

START_TEST(a_note_is_cut_between_letters)
{
	struct ic_arena a = { 0 };
	char text[IC_MARK_NOTE_MAX + 1];
	const char *joined_note;

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	memcpy(text + IC_MARK_NOTE_MAX - 5, "abcde", 5);
	text[IC_MARK_NOTE_MAX - 5] = '\0';
	joined_note = ic_mark_note_join(&a, text, "\xc3\xa9\xc3\xa9");
	ck_assert_uint_eq(strlen(joined_note), IC_MARK_NOTE_MAX - 2 + 2);
	ck_assert_str_eq(joined_note + IC_MARK_NOTE_MAX - 5, " / \xc3\xa9");
	ic_arena_finish(&a);
}
END_TEST

/* text: the codes that it names; NULL: none */
static const char *const named[][2] = {
	{ "PII", "PII" },
	{ "pii; ia", "IA, PII" },
	{ "IA / PII, IA", "IA, PII" },
	{ "work product", "Work Product" },
	{ "REDACTED - PII", "PII" },
	{ "Redacted (IA)", "IA" },
	{ "A", "A" },
	{ "a", "A" },
	{ "A witness", NULL },
	{ "redacted pii", NULL },
	{ "PIIX", NULL },
	{ "VIA", NULL },
	{ "REDACTED", NULL },
	{ "", NULL },
	{ " , ", NULL },
};

START_TEST(codes_are_found_in_what_a_box_says)
{
	struct made m;

	make(&m);
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		struct ic_buf b = { 0 };
		bool any = ic_codes_named(&m.spec, named[i][0], &b);

		ck_assert_msg(any == (named[i][1] != NULL), "%s", named[i][0]);
		ck_assert_str_eq(ic_buf_str(&b),
		    named[i][1] ? named[i][1] : "");
		ic_buf_finish(&b);
	}
	done(&m);
}
END_TEST

Suite *suite_mark_rows(void)
{
	Suite *s = suite_create("mark_rows");
	TCase *t = tcase_create("mark_rows");

	tcase_add_test(t, rows_are_in_the_order_of_numbers_and_places);
	tcase_add_test(t, the_unit_is_the_specs);
	tcase_add_test(t, equal_rows_become_one_with_all_notes);
	tcase_add_test(t, another_code_on_the_same_place_stays_and_is_a_twin);
	tcase_add_test(t, one_id_on_several_pages_is_one_row);
	tcase_add_test(t, pages_that_all_came_back_are_as_the_spec_writes_them);
	tcase_add_test(t, an_id_is_one_box);
	tcase_add_test(t, what_the_spec_says_of_it_is_kept);
	tcase_add_test(t, a_note_is_cut_between_letters);
	tcase_add_test(t, codes_are_found_in_what_a_box_says);
	suite_add_tcase(s, t);
	return s;
}
