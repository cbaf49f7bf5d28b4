/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Slip sheets, from the spec's keys to what a child is told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plan.h"

#include "spec_fixture.h"
#include "suites.h"

static const char sheets[] =
    "bates: { prefix: COE }\n"
    "codes: { PRIV: { text: Attorney-client, basis: FRE 502 }, WP: {} }\n"
    "on_unreadable: slip-sheet\n"
    "documents:\n"
    "  - { file: a.pdf, withhold: true, code: [PRIV, WP, PRIV] }\n"
    "  - { file: b.pdf, withhold: true, code: \"WP; PRIV\", sheets: page }\n"
    "  - { placeholder: \"Produced in native format\",\n"
    "      native: media/bwc1.mp4, bates: COE000500 }\n"
    "  - { file: c.pdf, withhold: false }\n";

START_TEST(the_keys_of_sheets_are_read)
{
	struct loaded l;
	const struct ic_spec_document *d;

	load(&l, sheets, NULL);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	d = l.spec.documents;
	ck_assert_int_eq(l.spec.on_unreadable, IC_UNREADABLE_SHEET);
	ck_assert_int_eq(d[0].kind, IC_KIND_WITHHELD);
	ck_assert_int_eq(d[0].sheets, IC_SHEETS_DOCUMENT);
	ck_assert_uint_eq(d[0].ncodes, 2);
	ck_assert_uint_eq(d[0].codes[1], 1);
	ck_assert_int_eq(d[1].sheets, IC_SHEETS_PAGE);
	ck_assert_uint_eq(d[1].codes[0], 1);
	ck_assert_int_eq(d[2].kind, IC_KIND_NATIVE);
	ck_assert_str_eq(d[2].file, "media/bwc1.mp4");
	ck_assert_str_eq(d[2].placeholder, "Produced in native format");
	ck_assert_uint_eq(d[2].first.value, 500);
	ck_assert_int_eq(d[3].kind, IC_KIND_DOCUMENT);
	unload(&l);
}
END_TEST

START_TEST(without_the_keys_nothing_is_withheld)
{
	struct loaded l;

	load(&l, HEAD, NULL);
	ck_assert_int_eq(l.spec.on_unreadable, IC_UNREADABLE_STOP);
	ck_assert_int_eq(l.spec.documents[0].kind, IC_KIND_DOCUMENT);
	unload(&l);
}
END_TEST

START_TEST(a_native_keeps_its_extension)
{
	ck_assert_str_eq(ic_native_extension("a.b/c.d.MP4"), ".MP4");
	ck_assert_str_eq(ic_native_extension("x.7z"), ".7z");
	ck_assert_ptr_null(ic_native_extension("a.b/c"));
	ck_assert_ptr_null(ic_native_extension(".mp4"));
	ck_assert_ptr_null(ic_native_extension("a."));
	ck_assert_ptr_null(ic_native_extension("a.mp 4"));
	ck_assert_ptr_null(ic_native_extension("a.\xc3\xa4"));
	ck_assert_ptr_null(ic_native_extension("a.12345678901234567"));
}
END_TEST

START_TEST(a_kind_is_its_word)
{
	enum ic_kind k = IC_KIND_DOCUMENT;

	ck_assert(ic_kind_parse("native", &k));
	ck_assert_int_eq(k, IC_KIND_NATIVE);
	ck_assert(!ic_kind_parse("Native", &k));
	ck_assert_str_eq(ic_kind_word(IC_KIND_UNREADABLE), "unreadable");
	ck_assert_str_eq(ic_kind_word(IC_KIND_COUNT), "unknown");
}
END_TEST

/* A plan of the spec above, each document of so many pages. */
static void plan(struct loaded *l, const char *spec, const uint32_t *pages,
    struct ic_plan *p)
{
	static const struct ic_size a4 = { 595276, 841890 };
	struct ic_error err = { 0 };

	load(l, spec, NULL);
	ck_assert_msg(l->ok, "%s", said(l, 0));
	*p = (struct ic_plan){ 0 };
	ck_assert(ic_plan_begin(&l->spec, p, &err));
	for (size_t i = 0; i < p->ndocuments; i++) {
		struct ic_plan_document *d = &p->documents[i];

		memset(d->sha256, 'a' + (int)i, 64);
		d->bytes = 1234567;
		if (d->kind == IC_KIND_NATIVE) {
			ck_assert(ic_plan_set_native(p, i, &err));
			continue;
		}
		if (pages[i] == 0) {
			continue;
		}
		ck_assert(ic_plan_set_pages(p, i, pages[i], &err));
		for (uint32_t k = 0; k < pages[i]; k++) {
			ic_plan_set_page(d, k, a4, IC_NOTE_BIT(XFA));
		}
	}
}

static void unplan(struct loaded *l, struct ic_plan *p)
{
	ic_plan_finish(p);
	unload(l);
}

static const uint32_t four[] = { 14, 3, 0, 2 };

START_TEST(a_sheet_takes_the_numbers_of_what_it_stands_for)
{
	struct loaded l;
	struct ic_plan p;
	char printed[IC_BATES_RANGE_MAX];

	plan(&l, sheets, four, &p);
	ck_assert(ic_plan_number(&p, &l.diags));
	ck_assert_str_eq(p.documents[0].range, "COE000001-COE000014");
	ck_assert_uint_eq(p.documents[0].numbers, 14);
	ck_assert_uint_eq(p.documents[0].npages, 1);
	ic_plan_printed(&p, 0, 0, printed);
	ck_assert_str_eq(printed, "COE000001-COE000014");
	ck_assert_str_eq(p.documents[1].range, "COE000015-COE000017");
	ck_assert_uint_eq(p.documents[1].npages, 3);
	ic_plan_printed(&p, 1, 2, printed);
	ck_assert_str_eq(printed, "COE000017");
	ck_assert_str_eq(p.documents[2].range, "COE000500");
	ck_assert_str_eq(p.documents[3].range, "COE000501-COE000502");
	unplan(&l, &p);
}
END_TEST

START_TEST(a_sheet_has_the_size_of_the_first_page_if_it_is_paper)
{
	struct ic_size strip = { 200000, 3000000 };
	struct loaded l;
	struct ic_plan p;

	plan(&l, sheets, four, &p);
	ck_assert_int_eq(p.documents[0].pages[0].size.w, 595276);
	ck_assert_uint_eq(p.documents[0].pages[0].notes, 0);
	ck_assert_int_eq(p.documents[1].pages[2].size.h, 841890);
	ck_assert_int_eq(p.documents[2].pages[0].size.w, 612000);
	ic_plan_set_page(&p.documents[1], 0, strip, 0);
	ck_assert_int_eq(p.documents[1].pages[2].size.w, 612000);
	ck_assert_int_eq(p.documents[3].pages[1].size.w, 595276);
	ck_assert_uint_eq(p.documents[3].pages[1].notes, IC_NOTE_BIT(XFA));
	unplan(&l, &p);
}
END_TEST

START_TEST(what_cannot_be_read_takes_its_numbers_or_one)
{
	static const uint32_t five[] = { 14, 3, 0, 5 }, none[4];
	struct loaded l;
	struct ic_error err = { 0 };
	struct ic_plan p;

	plan(&l, sheets, five, &p);
	ck_assert(ic_plan_set_unread(&p, 3, IC_REASON_PAGE_DAMAGED, &err));
	ck_assert_int_eq(p.documents[3].kind, IC_KIND_UNREADABLE);
	ck_assert_uint_eq(p.documents[3].numbers, 5);
	ck_assert_uint_eq(p.documents[3].npages, 1);
	ck_assert(!p.documents[3].uncounted);
	unplan(&l, &p);
	plan(&l, sheets, none, &p);
	ck_assert(ic_plan_set_unread(&p, 3, IC_REASON_PASSWORD, &err));
	ck_assert_uint_eq(p.documents[3].numbers, 1);
	ck_assert(p.documents[3].uncounted);
	ck_assert(ic_plan_set_unread(&p, 0, IC_REASON_DAMAGED, &err));
	ck_assert_int_eq(p.documents[0].kind, IC_KIND_WITHHELD);
	ck_assert_uint_eq(p.documents[0].numbers, 1);
	unplan(&l, &p);
}
END_TEST

START_TEST(only_what_fails_again_is_unreadable)
{
	ck_assert(ic_reason_is_unreadable(IC_REASON_PASSWORD));
	ck_assert(ic_reason_is_unreadable(IC_REASON_TIMEOUT));
	ck_assert(!ic_reason_is_unreadable(IC_REASON_NONE));
	ck_assert(!ic_reason_is_unreadable(IC_REASON_READ));
	ck_assert(!ic_reason_is_unreadable(IC_REASON_KILLED));
	ck_assert(!ic_reason_is_unreadable(IC_REASON_START));
	ck_assert(!ic_reason_is_unreadable(IC_REASON_CHANGED));
	ck_assert(!ic_reason_is_unreadable(IC_REASON_PROOF));
}
END_TEST

START_TEST(no_redaction_falls_on_what_is_not_drawn)
{
	static const char *const rows[][2] = {
		{ "bates: COE000001-2", "a.pdf is withheld" },
		{ "file: b.pdf, page: 3", "b.pdf is withheld" },
		{ "bates: COE000500",
		    "media/bwc1.mp4 is produced as a native" },
		{ "bates: COE000014-16", "a.pdf is withheld" },
	};
	char spec[2000];
	struct loaded l;
	struct ic_plan p;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(spec, sizeof(spec),
		    "%sredactions: [{ %s, rect: whole, code: WP }]\n", sheets,
		    rows[i][0]);
		plan(&l, spec, four, &p);
		ck_assert(ic_plan_number(&p, &l.diags));
		ck_assert(!ic_plan_resolve(&p, &l.diags));
		ck_assert_uint_eq(l.diags.errors, 1);
		ck_assert_ptr_nonnull(strstr(said(&l, 0), rows[i][1]));
		unplan(&l, &p);
	}
	snprintf(spec, sizeof(spec),
	    "%sredactions: [{ bates: COE000501, rect: whole, code: WP }, "
	    "{ bates: COE000001, rect: whole, code: WP, status: withdrawn }]\n",
	    sheets);
	plan(&l, spec, four, &p);
	ck_assert(ic_plan_set_unread(&p, 3, IC_REASON_DAMAGED, NULL));
	ck_assert(ic_plan_number(&p, &l.diags));
	ck_assert(ic_plan_resolve(&p, &l.diags));
	ck_assert_uint_eq(p.documents[3].nregions, 0);
	unplan(&l, &p);
}
END_TEST

START_TEST(a_claim_takes_the_place_of_codes_and_redactions)
{
	struct ic_buf b = { 0 };
	struct loaded l;
	struct ic_error err = { 0 };
	struct ic_plan p = { 0 };

	load(&l,
	    HEAD "redactions: [{ bates: COE000001, rect: whole, code: "
		 "PII }]\n",
	    NULL);
	l.spec.documents[0].kind = IC_KIND_WITHHELD;
	l.spec.documents[0].claim = "attorney-client privilege";
	ck_assert(ic_plan_begin(&l.spec, &p, &err));
	for (size_t i = 0; i < 2; i++) {
		memset(p.documents[i].sha256, 'a', 64);
		ck_assert(ic_plan_set_pages(&p, i, 2, &err));
		ic_plan_set_page(&p.documents[i], 0,
		    (struct ic_size){ 612000, 792000 }, 0);
		ic_plan_set_page(&p.documents[i], 1,
		    (struct ic_size){ 612000, 792000 }, 0);
	}
	ck_assert(ic_plan_number(&p, &l.diags));
	ck_assert_msg(ic_plan_resolve(&p, &l.diags), "%s", said(&l, 0));
	ck_assert_uint_eq(p.documents[0].nregions, 0);
	ck_assert(ic_plan_slice(&p, 0, IC_COPY_REDACTED, 0, &b, &err));
	ck_assert_ptr_nonnull(
	    memmem(b.data, b.len, "attorney-client privilege", 25));
	ck_assert_ptr_nonnull(memmem(b.data, b.len, "26(b)(5)(B)", 11));
	ic_buf_finish(&b);
	ic_plan_finish(&p);
	unload(&l);
}
END_TEST

/* The packed slice of a document of the spec. */
static struct ic_buf sliced(const char *spec, size_t document)
{
	struct loaded l;
	struct ic_error err = { 0 };
	struct ic_buf b = { 0 };
	struct ic_plan p;

	plan(&l, spec, four, &p);
	ck_assert(ic_plan_number(&p, &l.diags));
	ck_assert(ic_plan_resolve(&p, &l.diags));
	ck_assert(ic_plan_settle(&p, &l.diags));
	ck_assert(ic_plan_slice(&p, document, IC_COPY_REDACTED, 0, &b, &err));
	unplan(&l, &p);
	return b;
}

static bool holds(const struct ic_buf *b, const char *text)
{
	return memmem(b->data, b->len, text, strlen(text)) != NULL;
}

START_TEST(a_slice_of_sheets_has_lines_and_no_source)
{
	struct ic_buf b = sliced(sheets, 1);
	struct ic_error err = { 0 };
	struct ic_slice s;

	ck_assert(ic_slice_unpack(b.data, b.len, &s, &err));
	ck_assert_uint_eq(s.npages, 3);
	ck_assert(ic_slice_is_sheets(&s));
	ck_assert_uint_eq(s.source_pages, 0);
	for (uint32_t i = 0; i < 3; i++) {
		ck_assert_uint_eq(s.pages[i].source, IC_SLICE_NO_SOURCE);
		ck_assert(!ic_slice_has_picture(&s.pages[i]));
		ck_assert_uint_eq(s.pages[i].endorse, 1);
		ck_assert_uint_gt(s.pages[i].nlines, 4);
	}
	ck_assert(holds(&b, "Page 2 of 3 (COE000015-COE000017)"));
	ck_assert(holds(&b, "PRIV: Attorney-client"));
	ck_assert(holds(&b, "FRE 502"));
	/* Neither the name of the file nor its hash is a child's to know. */
	ck_assert(!holds(&b, "b.pdf") && !holds(&b, "bbbbbbbb"));
	ic_slice_finish(&s);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_placeholder_says_name_size_and_hash)
{
	struct ic_buf b = sliced(sheets, 2);

	ck_assert(holds(&b, "Produced in native format"));
	ck_assert(holds(&b, "COE000500.mp4"));
	ck_assert(holds(&b, "1,234,567 bytes"));
	ck_assert(holds(&b,
	    "cccccccccccccccccccccccccccccccc"
	    "cccccccccccccccccccccccccccccccc"));
	ck_assert(!holds(&b, "bwc1"));
	ic_buf_finish(&b);
}
END_TEST

START_TEST(another_code_or_text_is_another_slice)
{
	char other[sizeof(sheets)];
	struct ic_buf was = sliced(sheets, 0), is;

	memcpy(other, sheets, sizeof(sheets));
	memcpy(strstr(other, "FRE 502"), "FRE 503", 7);
	is = sliced(other, 0);
	ck_assert(was.len != is.len || memcmp(was.data, is.data, is.len) != 0);
	ic_buf_finish(&was);
	ic_buf_finish(&is);
	was = sliced(sheets, 2);
	memcpy(strstr(other, "Produced"), "produced", 8);
	is = sliced(other, 2);
	ck_assert(was.len == is.len && memcmp(was.data, is.data, is.len));
	ic_buf_finish(&was);
	ic_buf_finish(&is);
}
END_TEST

START_TEST(the_lock_holds_numbers_not_sheets)
{
	struct loaded l;
	struct ic_error err = { 0 };
	struct ic_lock lock = { 0 };
	struct ic_plan p;

	plan(&l, sheets, four, &p);
	ck_assert(ic_plan_number(&p, &l.diags));
	ck_assert(ic_plan_lock(&p, &lock, &err));
	ck_assert_str_eq(lock.documents[0].file, "a.pdf");
	ck_assert_uint_eq(lock.documents[0].pages, 14);
	ck_assert_str_eq(lock.documents[3].file, "media/bwc1.mp4");
	ck_assert_uint_eq(lock.documents[3].pages, 1);
	ck_assert_int_eq(lock.documents[0].kind, IC_KIND_WITHHELD);
	ic_lock_finish(&lock);
	unplan(&l, &p);
}
END_TEST

Suite *suite_sheets(void)
{
	Suite *s = suite_create("sheets");
	TCase *t = tcase_create("sheets");

	tcase_add_test(t, the_keys_of_sheets_are_read);
	tcase_add_test(t, without_the_keys_nothing_is_withheld);
	tcase_add_test(t, a_native_keeps_its_extension);
	tcase_add_test(t, a_kind_is_its_word);
	tcase_add_test(t, a_sheet_takes_the_numbers_of_what_it_stands_for);
	tcase_add_test(t,
	    a_sheet_has_the_size_of_the_first_page_if_it_is_paper);
	tcase_add_test(t, what_cannot_be_read_takes_its_numbers_or_one);
	tcase_add_test(t, only_what_fails_again_is_unreadable);
	tcase_add_test(t, no_redaction_falls_on_what_is_not_drawn);
	tcase_add_test(t, a_claim_takes_the_place_of_codes_and_redactions);
	tcase_add_test(t, a_slice_of_sheets_has_lines_and_no_source);
	tcase_add_test(t, a_placeholder_says_name_size_and_hash);
	tcase_add_test(t, another_code_or_text_is_another_slice);
	tcase_add_test(t, the_lock_holds_numbers_not_sheets);
	suite_add_tcase(s, t);
	return s;
}
