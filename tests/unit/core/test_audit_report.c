/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/audit_report.h"

#include <stdlib.h>
#include <string.h>

#include "suites.h"

#define W 200
#define H 100

static const struct ic_size sizes[] = { { 612000, 792000 }, { 30000, 20000 } };
static struct ic_findings list;
static struct ic_report_document document;
static struct ic_report report;
static struct ic_buf out;
static uint8_t px[W * H * 3];

static void setup(void)
{
	list = (struct ic_findings){ .pages = sizes, .npages = 2 };
	document = (struct ic_report_document){ .name = "a.pdf",
		.findings = &list };
	report = (struct ic_report){ .documents = &document, .ndocuments = 1 };
	memset(px, 0xff, sizeof(px));
}

static void teardown(void)
{
	list.pages = NULL;
	ic_findings_finish(&list);
	ic_buf_finish(&out);
}

static struct ic_finding_item add(enum ic_finding_kind kind,
    enum ic_severity severity, struct ic_rect rect, const char *text)
{
	const struct ic_finding_item f = { .kind = kind,
		.severity = severity,
		.rect = rect,
		.text = text };

	ck_assert(ic_findings_add(&list, &f));
	return f;
}

static const char *page(void)
{
	struct ic_report_item *items;
	size_t n;

	ck_assert(ic_report_items(&list, &items, &n));
	ic_report_begin(&report, &out);
	ic_report_document(&report, items, n, &out);
	ic_report_end(&report, &out);
	free(items);
	ck_assert(!out.failed);
	return ic_buf_str(&out);
}

START_TEST(a_name_cannot_leave_its_place)
{
	document.name = "\"><script>x</script>'&\n\xe2\x80\xae.pdf";
	add(IC_FINDING_SCRIPT, IC_SEVERITY_WARNING, (struct ic_rect){ 0 }, "");
	ck_assert_ptr_null(strstr(page(), "<script>x"));
	ck_assert_ptr_nonnull(strstr(page(),
	    "&quot;&gt;&lt;script&gt;x&lt;/</span>script&gt;&#39;&amp;  .pdf"));
}
END_TEST

START_TEST(a_covered_word_is_told_only_to_who_asked)
{
	add(IC_FINDING_COVERED_TEXT, IC_SEVERITY_ERROR, (struct ic_rect){ 0 },
	    "Zimmer<lake>");
	ck_assert_ptr_null(strstr(page(), "Zimmer"));
	report.show = true;
	ck_assert_ptr_nonnull(strstr(page(), "<q>Zimmer&lt;lake&gt;</q>"));
}
END_TEST

START_TEST(an_identifier_is_told_by_its_end)
{
	add(IC_FINDING_PHONE, IC_SEVERITY_NOTICE, (struct ic_rect){ 0 },
	    "0142");
	ck_assert_ptr_nonnull(strstr(page(), "It ends in <q>0142</q>"));
}
END_TEST

START_TEST(the_worst_finding_comes_first)
{
	struct ic_report_item *items;
	size_t n;

	add(IC_FINDING_PHONE, IC_SEVERITY_NOTICE, (struct ic_rect){ 0 }, "");
	add(IC_FINDING_ACCOUNT, IC_SEVERITY_WARNING,
	    (struct ic_rect){ 0, 9, 1, 10 }, "");
	add(IC_FINDING_BIRTH_DATE, IC_SEVERITY_WARNING,
	    (struct ic_rect){ 0, 5, 1, 6 }, "");
	add(IC_FINDING_COVERED_TEXT, IC_SEVERITY_ERROR, (struct ic_rect){ 0 },
	    "");
	ck_assert(ic_report_items(&list, &items, &n));
	ck_assert_uint_eq(n, 4);
	ck_assert_uint_eq(items[0].finding->kind, IC_FINDING_COVERED_TEXT);
	ck_assert_uint_eq(items[1].finding->kind, IC_FINDING_BIRTH_DATE);
	ck_assert_uint_eq(items[2].finding->kind, IC_FINDING_ACCOUNT);
	ck_assert_uint_eq(items[3].finding->kind, IC_FINDING_PHONE);
	free(items);
}
END_TEST

START_TEST(a_place_is_seen_with_surroundings_on_its_page)
{
	const struct ic_rect places[] = { { 100000, 100000, 180000, 112000 },
		{ 0, 0, 1000, 1000 }, { 611000, 791000, 700000, 900000 },
		{ -900000, -900000, 900000, 900000 } };

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct ic_finding_item f = { .rect = places[i] };
		struct ic_audit_ask ask;
		struct ic_picture p;

		for (f.page = 0; f.page < 2; f.page++) {
			if (!ic_report_has_view(&list, &f)) {
				continue;
			}
			ic_report_view(&list, &f, &ask);
			ck_assert(ic_rect_contains(ic_rect_of(sizes[f.page]),
			    ask.at.rect));
			ck_assert(ic_rect_contains(ask.at.rect,
			    ic_rect_intersect(f.rect,
				ic_rect_of(sizes[f.page]))));
			ck_assert(ic_audit_ask_shape(&ask, sizes[f.page], &p));
		}
	}
}
END_TEST

START_TEST(what_lies_off_its_page_is_drawn_beside_it)
{
	struct ic_finding_item f = add(IC_FINDING_OFF_PAGE_TEXT,
	    IC_SEVERITY_WARNING, (struct ic_rect){ 700000, 0, 800000, 9000 },
	    "");

	ck_assert(!ic_report_has_view(&list, &f));
	ck_assert_ptr_nonnull(strstr(page(), "the place is off the page"));
	ck_assert_ptr_null(strstr(page(), "<img"));
}
END_TEST

START_TEST(a_place_far_off_is_drawn_near_its_page)
{
	add(IC_FINDING_OFF_PAGE_TEXT, IC_SEVERITY_WARNING,
	    (struct ic_rect){ -IC_MPT_MAX, -IC_MPT_MAX, 1 - IC_MPT_MAX,
		1 - IC_MPT_MAX },
	    "");
	ck_assert_ptr_nonnull(strstr(page(), "viewBox=\"-420 -420 "));
}
END_TEST

START_TEST(a_mask_leaves_nothing_of_its_place)
{
	const struct ic_picture p = { .w = W,
		.h = H,
		.rect = { 10000, 20000, 210000, 120000 } };

	memset(px, 0x11, sizeof(px));
	ck_assert(ic_report_mask(&p, 72, px,
	    (struct ic_rect){ 50000, 40000, 90000, 60000 }));
	for (uint32_t y = 0; y < H; y++) {
		for (uint32_t x = 0; x < W; x++) {
			bool in = x >= 38 && x < 82 && y >= 18 && y < 42;

			ck_assert_uint_eq(px[(y * W + x) * 3] == 0x11, !in);
		}
	}
}
END_TEST

START_TEST(a_mask_keeps_to_its_picture)
{
	const struct ic_picture p = { .w = W,
		.h = H,
		.rect = { 0, 0, 200000, 100000 } };

	ck_assert(ic_report_mask(&p, 72, px,
	    (struct ic_rect){ -IC_MPT_MAX, -IC_MPT_MAX, IC_MPT_MAX,
		IC_MPT_MAX }));
	ck_assert_uint_ne(px[0], 0xff);
	ck_assert_uint_ne(px[sizeof(px) - 1], 0xff);
	memset(px, 0xff, sizeof(px));
	ck_assert(!ic_report_mask(&p, 72, px,
	    (struct ic_rect){ 300000, 0, 400000, 9000 }));
	for (size_t i = 0; i < sizeof(px); i++) {
		ck_assert_uint_eq(px[i], 0xff);
	}
}
END_TEST

START_TEST(what_a_reader_can_make_out_is_private)
{
	struct ic_finding_item f = { .kind = IC_FINDING_COVERED_TEXT,
		.cover = IC_COVER_DARK };

	ck_assert(!ic_report_is_private(&f));
	f.cover = IC_COVER_HIGHLIGHT;
	ck_assert(ic_report_is_private(&f));
	f.cover = IC_COVER_BACKGROUND;
	ck_assert(ic_report_is_private(&f));
	f = (struct ic_finding_item){ .kind = IC_FINDING_CROSSED_TEXT };
	ck_assert(ic_report_is_private(&f));
	f.kind = IC_FINDING_EMAIL;
	ck_assert(ic_report_is_private(&f));
	f.kind = IC_FINDING_UNAPPLIED_REDACTION;
	ck_assert(ic_report_is_private(&f));
}
END_TEST

START_TEST(a_job_is_read_as_it_was_written)
{
	const struct ic_audit_ask asked[] = { { { 3, { 1, 2, 30, 40 } },
						  { 5, 6, 7, 8 }, 144,
						  IC_AUDIT_LOOK_SEEN },
		{ { 9, { 5, 6, 70, 80 } }, { 5, 6, 70, 80 }, 72,
		    IC_AUDIT_LOOK_GLYPHS } };
	struct ic_audit_asks got = { 0 };
	struct ic_error err = { 0 };

	ck_assert(ic_audit_asks_join(asked, 2, "secret", &out, &err));
	ck_assert(ic_audit_asks_split(out.data, out.len, &got));
	ck_assert_uint_eq(got.n, 2);
	ck_assert_mem_eq(got.at, asked, sizeof(asked));
	ck_assert_str_eq(got.password, "secret");
	ic_audit_asks_finish(&got);
	for (size_t n = 0; n < out.len; n++) {
		ck_assert(!ic_audit_asks_split(out.data, n, &got));
	}
}
END_TEST

START_TEST(a_job_for_no_place_is_refused)
{
	const struct ic_audit_ask bad[] = { { { 0, { 5, 5, 5, 9 } },
						{ 0, 0, 1, 1 }, 72,
						IC_AUDIT_LOOK_SEEN },
		{ { 0, { 0, 0, 5, 9 } }, { 0, 0, 0, 1 }, 72,
		    IC_AUDIT_LOOK_SEEN },
		{ { 0, { 0, 0, 5, 9 } }, { 0, 0, 1, 1 }, 0,
		    IC_AUDIT_LOOK_SEEN },
		{ { 0, { 0, 0, 5, 9 } }, { 0, 0, 1, 1 }, 72, IC_AUDIT_LOOKS } };
	struct ic_audit_asks got = { 0 };
	struct ic_error err = { 0 };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ic_buf_reset(&out);
		ck_assert(ic_audit_asks_join(&bad[i], 1, NULL, &out, &err));
		ck_assert(!ic_audit_asks_split(out.data, out.len, &got));
	}
}
END_TEST

Suite *suite_audit_report(void)
{
	Suite *s = suite_create("audit_report");
	TCase *c = tcase_create("all");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, a_name_cannot_leave_its_place);
	tcase_add_test(c, a_covered_word_is_told_only_to_who_asked);
	tcase_add_test(c, an_identifier_is_told_by_its_end);
	tcase_add_test(c, the_worst_finding_comes_first);
	tcase_add_test(c, a_place_is_seen_with_surroundings_on_its_page);
	tcase_add_test(c, what_lies_off_its_page_is_drawn_beside_it);
	tcase_add_test(c, a_place_far_off_is_drawn_near_its_page);
	tcase_add_test(c, a_mask_leaves_nothing_of_its_place);
	tcase_add_test(c, a_mask_keeps_to_its_picture);
	tcase_add_test(c, what_a_reader_can_make_out_is_private);
	tcase_add_test(c, a_job_is_read_as_it_was_written);
	tcase_add_test(c, a_job_for_no_place_is_refused);
	suite_add_tcase(s, c);
	return s;
}
