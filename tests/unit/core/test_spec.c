/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec_fixture.h"
#include "suites.h"

static const char whole[] =
    "matter: Roe v. County, No. 2:26-cv-00001 (E.D. Cal.)\n"
    "bates: { prefix: COE, digits: 7, start: 12, position: top-left,\n"
    "  size: 9.5, margin: 20, on_conflict: plate }\n"
    "prefixes: [COE, \"PLTF-\"]\n"
    "legend: { text: \"CONFIDENTIAL: x\", position: bottom-center }\n"
    "raster: { dpi: 200, color: gray }\n"
    "boxes: { fill: white, label: none }\n"
    "units: in\n"
    "engine: raster\n"
    "documents:\n"
    "  - ia/a.pdf\n"
    "  - { file: ../p/b.pdf, bates: COE0000120, legend: none,\n"
    "      password_env: PW }\n"
    "  - { file: c.pdf, bates: PLTF-000300, stamped: true,\n"
    "      password_file: pw.txt, legend: { text: C } }\n"
    "codes:\n"
    "  PII: { text: Personal, basis: \"order para. 6; rule 26(c)\" }\n"
    "  (b)(6): { }\n"
    "redactions:\n"
    "  - { id: R1, bates: COE0000013, rect: [1, 2, 3.5, 4], code: PII,\n"
    "      description: home address, note: ask JS, status: agreed }\n"
    "  - { bates: COE0000012-14, rect: whole, code: [(b)(6), PII] }\n"
    "  - { file: ../p/b.pdf, page: \"2-3, 7\", rect: whole, code: PII }\n";

START_TEST(every_key_is_read)
{
	struct loaded l;
	const struct ic_spec *s = &l.spec;

	load(&l, whole, NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_str_eq(s->matter,
	    "Roe v. County, No. 2:26-cv-00001 (E.D. Cal.)");
	ck_assert_uint_eq(s->numbering.first.value, 12);
	ck_assert_uint_eq(s->numbering.first.digits, 7);
	ck_assert_uint_eq(s->numbering.first.prefix, 0);
	ck_assert_int_eq(s->numbering.at, IC_TOP_LEFT);
	ck_assert_int_eq(s->numbering.size, 9500);
	ck_assert_int_eq(s->numbering.margin, 20000);
	ck_assert_int_eq(s->numbering.on_conflict, IC_PLATE);
	ck_assert_uint_eq(s->prefixes.n, 2);
	ck_assert_str_eq(s->prefixes.name[1], "PLTF-");
	ck_assert_str_eq(s->legend.text, "CONFIDENTIAL: x");
	ck_assert_int_eq(s->legend.at, IC_BOTTOM_CENTER);
	ck_assert_uint_eq(s->dpi, 200);
	ck_assert_int_eq(s->color, IC_COLOR_GRAY);
	ck_assert_int_eq(s->fill, IC_FILL_WHITE);
	ck_assert(!s->labels);
	ck_assert_int_eq(s->engine, IC_ENGINE_RASTER);
	unload(&l);
}
END_TEST

START_TEST(documents_have_their_own_settings)
{
	struct loaded l;
	const struct ic_spec_document *d;

	load(&l, whole, NULL);
	ck_assert_uint_eq(l.spec.ndocuments, 3);
	d = l.spec.documents;
	ck_assert_str_eq(d[0].file, "ia/a.pdf");
	ck_assert(!d[0].has_first && !d[0].has_legend && !d[0].stamped);
	ck_assert_uint_eq(d[0].place.line, 11);
	ck_assert_str_eq(d[1].file, "../p/b.pdf");
	ck_assert(d[1].has_first && d[1].has_legend && !d[1].legend.text);
	ck_assert_uint_eq(d[1].first.value, 120);
	ck_assert_str_eq(d[1].password_env, "PW");
	ck_assert(d[2].stamped);
	ck_assert_uint_eq(d[2].first.prefix, 1);
	ck_assert_str_eq(d[2].password_file, "pw.txt");
	ck_assert_str_eq(d[2].legend.text, "C");
	ck_assert_int_eq(d[2].legend.at, IC_BOTTOM_LEFT);
	unload(&l);
}
END_TEST

START_TEST(redactions_are_resolved)
{
	struct loaded l;
	const struct ic_redaction *r;

	load(&l, whole, NULL);
	ck_assert_uint_eq(l.spec.nredactions, 3);
	r = l.spec.redactions;
	ck_assert_str_eq(r[0].id, "R1");
	ck_assert_int_eq(r[0].target, IC_TARGET_BATES);
	ck_assert_uint_eq(r[0].nbates, 1);
	ck_assert_uint_eq(r[0].bates[0].first.value, 13);
	ck_assert_int_eq(r[0].rect.x0, 72000);
	ck_assert_int_eq(r[0].rect.x1, 252000);
	ck_assert_int_eq(r[0].status, IC_STATUS_AGREED);
	ck_assert_str_eq(r[0].description, "home address");
	ck_assert_str_eq(r[0].note, "ask JS");
	ck_assert_uint_eq(r[1].bates[0].last.value, 14);
	ck_assert_int_eq(r[1].area, IC_AREA_WHOLE);
	ck_assert_ptr_null(r[1].id);
	ck_assert_uint_eq(r[1].ncodes, 2);
	ck_assert_uint_eq(r[1].codes[0], 1);
	ck_assert_uint_eq(r[1].codes[1], 0);
	ck_assert_int_eq(r[2].target, IC_TARGET_FILE);
	ck_assert_uint_eq(r[2].document, 1);
	ck_assert_uint_eq(r[2].npages, 2);
	ck_assert_uint_eq(r[2].pages[0].last, 3);
	ck_assert_uint_eq(r[2].pages[1].first, 7);
	ck_assert_int_eq(r[2].status, IC_STATUS_PROPOSED);
	unload(&l);
}
END_TEST

START_TEST(defaults_are_those_of_the_manual)
{
	struct loaded l;
	const struct ic_spec *s = &l.spec;

	load(&l, "bates: { prefix: COE }\ndocuments: [a.pdf]\n", NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_ptr_null(s->matter);
	ck_assert_uint_eq(s->numbering.first.value, 1);
	ck_assert_uint_eq(s->numbering.first.digits, 6);
	ck_assert_int_eq(s->numbering.at, IC_BOTTOM_RIGHT);
	ck_assert_int_eq(s->numbering.size, 10000);
	ck_assert_int_eq(s->numbering.margin, 18000);
	ck_assert_int_eq(s->numbering.on_conflict, IC_SHRINK);
	ck_assert_uint_eq(s->prefixes.n, 1);
	ck_assert_ptr_null(s->legend.text);
	ck_assert_uint_eq(s->dpi, 300);
	ck_assert_int_eq(s->color, IC_COLOR_AUTO);
	ck_assert_int_eq(s->fill, IC_FILL_BLACK);
	ck_assert(s->labels);
	ck_assert_int_eq(s->engine, IC_ENGINE_AUTO);
	ck_assert_uint_eq(s->nredactions, 0);
	unload(&l);
}
END_TEST

START_TEST(keys_may_come_in_any_order)
{
	struct loaded l;

	load(&l,
	    "redactions:\n"
	    "  - { code: PII, rect: [25.4, 0, 50.8, 12.7], page: 1, "
	    "file: ./a.pdf }\n"
	    "  - { code: PII, rect: whole, bates: X-1 }\n"
	    "units: mm\n"
	    "codes: { PII: { basis: x } }\n"
	    "documents: [ { bates: X-1, file: a.pdf } ]\n"
	    "prefixes: [X-]\n"
	    "bates: { start: 5, digits: 1, prefix: COE }\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_int_eq(l.spec.redactions[0].rect.x0, 72000);
	ck_assert_int_eq(l.spec.redactions[0].rect.x1, 144000);
	ck_assert_int_eq(l.spec.redactions[0].rect.y1, 36000);
	ck_assert_uint_eq(l.spec.numbering.first.prefix, 0);
	ck_assert_str_eq(l.spec.prefixes.name[0], "COE");
	ck_assert_uint_eq(l.spec.documents[0].first.prefix, 1);
	unload(&l);
}
END_TEST

START_TEST(scalars_are_text_whatever_yaml_makes_of_them_elsewhere)
{
	struct loaded l;

	load(&l,
	    "bates: { prefix: 'NO', digits: \"6\", start: 000123 }\n"
	    "documents: [ 2026-01-01, yes, ~, 1e3 ]\n"
	    "codes: { NO: { basis: null }, 0x1F: {basis: 1_000} }\n"
	    "redactions:\n"
	    "  - { id: 007, bates: NO000123, code: NO, rect: whole }\n"
	    "  - { bates: 'NO 000 124', code: [0x1F, NO], rect: "
	    "['1', \"2\", +3, 4.] }\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_uint_eq(l.spec.numbering.first.value, 123);
	ck_assert_str_eq(l.spec.documents[1].file, "yes");
	ck_assert_str_eq(l.spec.documents[2].file, "~");
	ck_assert_str_eq(l.spec.codes[0].basis, "null");
	ck_assert_str_eq(l.spec.codes[1].basis, "1_000");
	ck_assert_str_eq(l.spec.redactions[0].id, "007");
	ck_assert_int_eq(l.spec.redactions[1].rect.y1, 4000);
	unload(&l);
}
END_TEST

START_TEST(lengths_keep_three_decimals_of_a_point)
{
	struct loaded l;
	struct ic_rect r;

	load(&l,
	    HEAD "redactions:\n"
		 "  - { bates: COE000001, code: PII, "
		 "rect: [-0.0005, 0.00049, 1.23456789, 99.9994999] }\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	r = l.spec.redactions[0].rect;
	ck_assert_int_eq(r.x0, -1);
	ck_assert_int_eq(r.y0, 0);
	ck_assert_int_eq(r.x1, 1235);
	ck_assert_int_eq(r.y1, 99999);
	unload(&l);
}
END_TEST

START_TEST(lists_of_numbers_and_pages_are_accepted_in_both_spellings)
{
	struct loaded l;
	const struct ic_redaction *r;

	load(&l,
	    HEAD
	    "redactions:\n"
	    "  - { bates: [COE000001, COE000005-7], code: IA, rect: whole }\n"
	    "  - { bates: 'COE000001; COE000005-7', code: ' IA;PII, IA ', "
	    "rect: whole }\n"
	    "  - { file: b.pdf, page: [1, 4-6], code: IA, rect: whole }\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	r = l.spec.redactions;
	ck_assert_uint_eq(r[0].nbates, 2);
	ck_assert_uint_eq(r[1].nbates, 2);
	ck_assert_uint_eq(r[1].ncodes, 2);
	ck_assert_uint_eq(r[1].bates[1].last.value, 7);
	ck_assert_uint_eq(r[2].npages, 2);
	ck_assert_uint_eq(r[2].pages[1].first, 4);
	unload(&l);
}
END_TEST

START_TEST(text_in_blocks_becomes_a_line)
{
	struct loaded l;

	load(&l,
	    "\xef\xbb\xbf" HEAD "redactions:\r\n"
	    "  - bates: COE000001\r\n"
	    "    code: PII\r\n"
	    "    rect: whole\r\n"
	    "    note: |\r\n"
	    "      one\r\n"
	    "      two\r\n"
	    "    description: >-\r\n"
	    "      home\r\n"
	    "      address\r\n",
	    NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_str_eq(l.spec.redactions[0].note, "one two");
	ck_assert_str_eq(l.spec.redactions[0].description, "home address");
	unload(&l);
}
END_TEST

START_TEST(the_first_status_is_the_default_and_only_withdrawn_spares)
{
	ck_assert_str_eq(ic_status_word(IC_STATUS_PROPOSED), "proposed");
	ck_assert_int_eq(IC_STATUS_PROPOSED, 0);
	for (int i = 0; i < IC_STATUS_COUNT; i++) {
		ck_assert_int_eq(ic_status_burns((enum ic_status)i),
		    i != IC_STATUS_WITHDRAWN);
	}
}
END_TEST

START_TEST(a_spec_is_finished_twice_without_harm)
{
	struct loaded l;

	load(&l, whole, NULL);
	ic_spec_finish(&l.spec);
	ic_spec_finish(&l.spec);
	ic_spec_finish(NULL);
	ck_assert_uint_eq(l.spec.ndocuments, 0);
	unload(&l);
}
END_TEST

/* The next literal block of the page; `*at` moves past it. */
static char *literal(const char **at)
{
	const char *from = strstr(*at, "\n.Bd -literal"), *to;

	ck_assert_ptr_nonnull(from);
	from = strchr(from + 1, '\n') + 1;
	to = strstr(from, "\n.Ed");
	ck_assert_ptr_nonnull(to);
	*at = to;
	return strndup(from, (size_t)(to - from) + 1);
}

START_TEST(the_example_of_the_manual_is_a_spec)
{
	static char page[1 << 16];
	FILE *f = fopen(IC_SOURCE_ROOT "/man/incamera-spec.5", "r");
	const char *at;
	char *spec, *csv;
	struct loaded l;

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_gt(fread(page, 1, sizeof page - 1, f), 0);
	fclose(f);
	at = strstr(page, "\n.Sh EXAMPLES");
	ck_assert_ptr_nonnull(at);
	spec = literal(&at);
	csv = literal(&at);
	load(&l, spec, csv);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	ck_assert_uint_eq(l.diags.warnings, 0);
	ck_assert_uint_eq(l.spec.ndocuments, 3);
	ck_assert_uint_eq(l.spec.ncodes, 2);
	ck_assert_uint_eq(l.spec.nredactions, 6);
	ck_assert_str_eq(l.spec.redactions[4].id, "R8");
	ck_assert_int_eq(l.spec.redactions[5].status, IC_STATUS_OBJECTED);
	unload(&l);
	free(spec);
	free(csv);
}
END_TEST

Suite *suite_spec(void)
{
	Suite *s = suite_create("spec");
	TCase *t = tcase_create("spec");

	tcase_add_test(t, every_key_is_read);
	tcase_add_test(t, documents_have_their_own_settings);
	tcase_add_test(t, redactions_are_resolved);
	tcase_add_test(t, defaults_are_those_of_the_manual);
	tcase_add_test(t, keys_may_come_in_any_order);
	tcase_add_test(t,
	    scalars_are_text_whatever_yaml_makes_of_them_elsewhere);
	tcase_add_test(t, lengths_keep_three_decimals_of_a_point);
	tcase_add_test(t,
	    lists_of_numbers_and_pages_are_accepted_in_both_spellings);
	tcase_add_test(t, text_in_blocks_becomes_a_line);
	tcase_add_test(t,
	    the_first_status_is_the_default_and_only_withdrawn_spares);
	tcase_add_test(t, the_example_of_the_manual_is_a_spec);
	tcase_add_test(t, a_spec_is_finished_twice_without_harm);
	suite_add_tcase(s, t);
	return s;
}
