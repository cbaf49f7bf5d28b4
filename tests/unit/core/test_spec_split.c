/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents that are pages of one file, once their numbers were read. */
#include <stdio.h>
#include <string.h>

#include "core/plan.h"
#include "core/spec_split.h"
#include "spec_fixture.h"
#include "suites.h"

#define DOCUMENTS 3

struct made {
	struct ic_spec spec;
	struct ic_spec_document documents[DOCUMENTS];
	struct ic_redaction redactions[3];
	struct ic_diags diags;
	const char *prefix[1];
};

/* The second of three documents is to be split. */
static void make(struct made *m)
{
	static const char *const names[] = { "a.pdf", "whole.pdf", "c.pdf" };

	*m = (struct made){ .prefix = { "COE" } };
	m->spec.prefixes = (struct ic_prefixes){ m->prefix, 1 };
	m->spec.documents = m->documents;
	m->spec.ndocuments = DOCUMENTS;
	for (size_t i = 0; i < DOCUMENTS; i++) {
		m->documents[i].file = m->documents[i].name = names[i];
	}
	m->documents[1].split = m->documents[1].stamped = true;
	m->spec.redactions = m->redactions;
}

static void finish(struct made *m)
{
	ic_arena_finish(&m->spec.arena);
	ic_diags_finish(&m->diags);
}

static const struct ic_spec_part parts[] = {
	{ 0, 3, { .value = 1, .digits = 6 }, { .value = 3, .digits = 6 } },
	{ 3, 1, { .value = 9, .digits = 6 }, { .value = 9, .digits = 6 } },
};

static const struct ic_spec_split split = { 1, parts, 2 };

START_TEST(parts_stand_in_the_place_of_their_document)
{
	struct made m;
	const struct ic_spec_document *d;

	make(&m);
	ck_assert(ic_spec_split(&m.spec, &split, 1, &m.diags));
	ck_assert_uint_eq(m.spec.ndocuments, 4);
	d = m.spec.documents;
	ck_assert_str_eq(d[0].name, "a.pdf");
	ck_assert_str_eq(d[1].name, "whole.pdf#COE000001");
	ck_assert_str_eq(d[2].name, "whole.pdf#COE000009");
	ck_assert_str_eq(d[3].name, "c.pdf");
	ck_assert(!d[0].part && d[1].part && d[2].part && !d[3].part);
	ck_assert(!d[1].split && d[1].stamped);
	ck_assert_str_eq(d[2].file, "whole.pdf");
	ck_assert_uint_eq(d[2].source_first, 3);
	ck_assert_uint_eq(d[2].source_pages, 1);
	ck_assert_uint_eq(d[1].last.value, 3);
	finish(&m);
}
END_TEST

START_TEST(redactions_keep_their_documents)
{
	struct made m;

	make(&m);
	m.spec.nredactions = 2;
	m.redactions[0] = (struct ic_redaction){ .target = IC_TARGET_FILE,
		.document = 2 };
	m.redactions[1] = (struct ic_redaction){ .target = IC_TARGET_FILE,
		.document = 0 };
	ck_assert(ic_spec_split(&m.spec, &split, 1, &m.diags));
	ck_assert_uint_eq(m.diags.errors, 0);
	ck_assert_uint_eq(m.spec.nredactions, 2);
	ck_assert_uint_eq(m.spec.redactions[0].document, 3);
	ck_assert_uint_eq(m.spec.redactions[1].document, 0);
	finish(&m);
}
END_TEST

START_TEST(a_redaction_of_a_file_that_is_split_is_an_error)
{
	struct made m;

	make(&m);
	m.spec.nredactions = 1;
	m.redactions[0] = (struct ic_redaction){ .target = IC_TARGET_FILE,
		.document = 1 };
	ck_assert(ic_spec_split(&m.spec, &split, 1, &m.diags));
	ck_assert_uint_eq(m.diags.errors, 1);
	finish(&m);
}
END_TEST

START_TEST(old_legends_are_covered_in_each_part)
{
	struct made m;
	const struct ic_redaction *r;

	make(&m);
	m.documents[1].old.action = IC_OLD_COVER;
	ck_assert(ic_spec_split(&m.spec, &split, 1, &m.diags));
	ck_assert_uint_eq(m.spec.nredactions, 2);
	r = m.spec.redactions;
	ck_assert(r[0].old_legend && r[1].old_legend);
	ck_assert_str_eq(r[0].id, "old-legend-COE000001");
	ck_assert_str_eq(r[1].id, "old-legend-COE000009");
	ck_assert_uint_eq(r[0].document, 1);
	ck_assert_uint_eq(r[1].document, 2);
	finish(&m);
}
END_TEST

/* Two documents of pages 3 to 5, and this many from this one on. */
static size_t shared(uint32_t first, uint32_t n, struct made *m)
{
	struct ic_error err = { 0 };
	bool ok;

	make(m);
	m->spec.ndocuments = 2;
	m->documents[0] = m->documents[1] = (struct ic_spec_document){
		.name = "x",
		.file = "whole.pdf",
		.part = true,
		.source_first = 2,
		.source_pages = 3
	};
	m->documents[1].source_first = first;
	m->documents[1].source_pages = n;
	ok = ic_plan_check_shares(&m->spec, &m->diags, &err);
	ck_assert_int_eq(ok, m->diags.errors == 0);
	return m->diags.errors;
}

START_TEST(no_page_is_in_two_documents)
{
	static const struct {
		uint32_t first, n;
		size_t errors, all;
	} of[] = { { 5, 1, 0, 0 }, { 0, 2, 0, 0 }, { 6, 1, 0, 1 },
		{ 4, 1, 1, 1 }, { 0, 3, 1, 1 }, { 2, 3, 1, 1 }, { 3, 1, 1, 1 },
		{ 0, 1, 0, 1 } };
	struct made m;

	ck_assert_uint_eq(shared(of[_i].first, of[_i].n, &m), of[_i].errors);
	ck_assert_uint_eq(m.diags.n, of[_i].all);
	finish(&m);
}
END_TEST

#define ITEM "bates: { prefix: COE }\ndocuments:\n  - "

START_TEST(a_list_of_pictures_is_a_document)
{
	struct loaded l;
	const struct ic_spec_document *d;

	load(&l,
	    ITEM "{ images: [b/2.TIF, a.jpeg], stamped: true, bates: "
		 "COE000007 }\n",
	    "");
	ck_assert_uint_eq(l.diags.n, 0);
	ck_assert_uint_eq(l.spec.ndocuments, 1);
	d = l.spec.documents;
	ck_assert_uint_eq(d->nimages, 2);
	ck_assert_str_eq(d->images[0], "b/2.TIF");
	ck_assert_str_eq(d->images[1], "a.jpeg");
	ck_assert_str_eq(d->name, "b/2.TIF");
	ck_assert(!d->part && d->has_first);
	unload(&l);
}
END_TEST

START_TEST(pages_are_a_part_that_is_named_by_them)
{
	struct loaded l;
	const struct ic_spec_document *d;

	load(&l,
	    ITEM "{ file: whole.pdf, pages: 15-28 }\n"
		 "  - { file: whole.pdf, pages: 3 }\n",
	    "");
	ck_assert_uint_eq(l.diags.n, 0);
	ck_assert_uint_eq(l.spec.ndocuments, 2);
	d = l.spec.documents;
	ck_assert(d[0].part && d[1].part);
	ck_assert_str_eq(d[0].name, "whole.pdf#15-28");
	ck_assert_str_eq(d[0].file, "whole.pdf");
	ck_assert_uint_eq(d[0].source_first, 14);
	ck_assert_uint_eq(d[0].source_pages, 14);
	ck_assert_str_eq(d[1].name, "whole.pdf#3-3");
	unload(&l);
}
END_TEST

START_TEST(what_a_document_cannot_be_made_of_is_said)
{
	static const struct {
		const char *item, *says;
	} of[] = {
		{ "{ images: [a.tif, b.pdf] }", "are TIFF or JPEG files" },
		{ "{ images: [] }", "\"images\" is an empty list" },
		{ "{ images: [a.tif], file: b.pdf }", "remove \"file\"" },
		{ "{ images: [a.tif], pages: 2 }", "remove \"images\"" },
		{ "{ pages: 2 }", "remove \"images\"" },
		{ "{ file: a.pdf, pages: 0-3 }", "from 1, like 15-28" },
		{ "{ file: a.pdf, pages: 4-3 }", "from 1, like 15-28" },
		{ "{ file: a.pdf, pages: \"1,3\" }", "follow one another" },
		{ "{ file: a.pdf, pages: 1-2, split: numbers, stamped: true }",
		    "remove \"images\", \"native\" and \"split\"" },
	};
	char text[300];
	struct loaded l;

	snprintf(text, sizeof(text), ITEM "%s\n", of[_i].item);
	load(&l, text, "");
	ck_assert_uint_eq(l.diags.errors, 1);
	ck_assert_msg(strstr(said(&l, 0), of[_i].says), "%s", said(&l, 0));
	unload(&l);
}
END_TEST

Suite *suite_spec_split(void)
{
	Suite *s = suite_create("spec_split");
	TCase *t = tcase_create("spec_split");

	tcase_add_test(t, parts_stand_in_the_place_of_their_document);
	tcase_add_test(t, redactions_keep_their_documents);
	tcase_add_test(t, a_redaction_of_a_file_that_is_split_is_an_error);
	tcase_add_test(t, old_legends_are_covered_in_each_part);
	tcase_add_loop_test(t, no_page_is_in_two_documents, 0, 8);
	tcase_add_test(t, a_list_of_pictures_is_a_document);
	tcase_add_test(t, pages_are_a_part_that_is_named_by_them);
	tcase_add_loop_test(t, what_a_document_cannot_be_made_of_is_said, 0, 9);
	suite_add_tcase(s, t);
	return s;
}
