/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/manifest.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "suites.h"

static const struct ic_manifest_box boxes[] = {
	{ 1, false, { 72000, 140000, 300000, 156000 }, false, false },
	{ 0, true, { 0, 0, 0, 0 }, false, false },
};

static struct ic_manifest_page pages[2];
static struct ic_manifest_document documents[1];
static struct ic_manifest_redaction redactions[2] = {
	{ .id = "R1",
	    .codes = "IA",
	    .basis = "official information privilege",
	    .description = "whole page",
	    .code = (const uint16_t[]){ 1 },
	    .ncodes = 1,
	    .privileged = true,
	    .status = IC_STATUS_OBJECTED,
	    .ecf = "42-1",
	    .order_page = "7",
	    .order_date = "2026-04-09",
	    .fields.value[IC_FIELD_DISPUTE] = "open" },
	{ .id = "R2",
	    .codes = "IA, PII",
	    .basis = "order para. 6; rule",
	    .description = "=home \"address\"",
	    .code = (const uint16_t[]){ 1, 0 },
	    .ncodes = 2,
	    .privileged = true,
	    .ecf = "",
	    .order_page = "",
	    .order_date = "" },
};
static struct ic_manifest_code codes[2] = {
	{ "PII", "Personal identifiers", "order para. 6", false },
	{ "IA", "", "rule", true },
};
static const struct ic_manifest_change changes[] = {
	{ "R1", IC_STATUS_DENIED, false, "42", "", "2026-04-09" },
};
static const char *const volumes[] = { "VOL001" };
static const char *const prefixes[] = { "COE" };

static struct ic_arena arena;

static void measure(struct ic_measures *m)
{
	static const int32_t structure[IC_MEASURED] = { 12, 9999, 0, 0 };
	static const int32_t box[IC_MEASURED] = { 4711, 3, 0, 0 };
	static const int32_t number[IC_MEASURED] = { 2, 15, 0, 0 };

	ck_assert(ic_measures_begin(m, &arena, 2, 1));
	ck_assert(ic_measures_put(m, IC_PROOF_STRUCTURE, 0, 0, structure));
	ck_assert(ic_measures_put(m, IC_PROOF_BOXES, 0, 0, box));
	/* Of the first page nothing was measured. */
	ck_assert(ic_measures_put(m, IC_PROOF_ENDORSEMENT, 1, 0, number));
}

static void fill(struct ic_manifest *m)
{
	for (int i = 0; i < 2; i++) {
		pages[i] = (struct ic_manifest_page){
			.number = i ? "COE000002" : "COE000001",
			.size = { 612000, 792000 },
			.source = (uint32_t)i,
			.boxes = &boxes[i],
			.nboxes = 1,
			.endorse = true,
			.legend = true,
			.number_at = IC_BOTTOM_RIGHT,
			.encoding = i ? IC_ENCODING_NONE : IC_ENCODING_GRAY2,
			.dpi = 300,
			.labels = 1,
			.bytes = 4711,
			.notes = IC_NOTE_BIT(SHRUNK),
		};
	}
	documents[0] = (struct ic_manifest_document){
		.output = "redacted/COE000001-COE000002.pdf",
		.bytes = 9999,
		.begin = "COE000001",
		.end = "COE000002",
		.source = "ia/a.pdf",
		.legend = "CONFIDENTIAL",
		.legend_at = IC_BOTTOM_LEFT,
		.room_bottom = 36000,
		.pages = pages,
		.npages = 2,
		.source_pages = 2,
		.ran = 1u << IC_PROOF_STRUCTURE | 1u << IC_PROOF_BOXES |
		    1u << IC_PROOF_WORDS,
		.proofs = 1u << IC_PROOF_STRUCTURE | 1u << IC_PROOF_BOXES,
	};
	documents[0].fields.value[IC_FIELD_CATEGORY] = "Internal affairs";
	documents[0].fields.value[IC_FIELD_DATE] = "2018-03-05";
	documents[0].fields.value[IC_FIELD_TITLE] = "Memo";
	measure(&documents[0].measures);
	memset(documents[0].sha256, 'a', 64);
	memset(documents[0].source_sha256, 'b', 64);
	*m = (struct ic_manifest){
		.version = "1",
		.libraries = "mupdf 1",
		.matter = "Roe v. Example",
		.sandbox = true,
		.dpi = 300,
		.size = 10000,
		.margin = 18000,
		.labels = true,
		.prefixes = prefixes,
		.nprefixes = 1,
		.documents = documents,
		.ndocuments = 1,
		.redactions = redactions,
		.nredactions = 2,
		.logs = { IC_LOG_BIT(INDEX) | IC_LOG_BIT(PRIVILEGE),
		    IC_FORMATS_USUAL, "E.D. Cal." },
		.log_sums = { .maker = "libxlsxwriter 1" },
		.headed = true,
		.service = IC_SERVICE_PRIVILEGE,
		.privilege = "R7",
		.codes = codes,
		.ncodes = 2,
	};
	documents[0].replaces = "VOL001";
	documents[0].was = IC_KIND_WITHHELD;
	documents[0].changes = changes;
	documents[0].nchanges = 1;
	m->replaces = volumes;
	m->nreplaces = 1;
	m->whole = 9;
	memset(m->spec_sha256, 'c', 64);
	memset(m->log_sums.sha256[IC_LOG_INDEX][IC_FORMAT_HTML], 'd', 64);
}

static void dumped(struct ic_buf *out)
{
	struct ic_manifest m;
	struct ic_error err = { 0 };

	fill(&m);
	ck_assert_msg(ic_manifest_dump(&m, out, &err), "%s", err.msg);
}

START_TEST(a_manifest_reads_back_to_the_same_bytes)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_manifest m = { 0 };
	struct ic_error err = { 0 };

	dumped(&a);
	ck_assert_msg(ic_manifest_load((char *)a.data, a.len, &m, &err), "%s",
	    err.msg);
	ck_assert(ic_manifest_dump(&m, &b, &err));
	ck_assert_str_eq(ic_buf_str(&a), ic_buf_str(&b));
	ic_manifest_finish(&m);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

/* What an attacker would write into it. */
START_TEST(a_manifest_that_was_tampered_with_is_refused)
{
	static const char *const change[][2] = {
		{ "redacted/COE000001-COE000002.pdf", "redacted/../../x.pdf" },
		{ "redacted/COE000001-COE000002.pdf", "/etc/passwd" },
		{ "\"sha256\": \"aaaa", "\"sha256\": \"AAAA" },
		{ "300000", "3000000000" },
		{ "156000", "140000" },
		{ "\"id\": \"R2\"", "\"id\": \"R9\"" },
		{ "bottom-left", "middle" },
		{ "gray2", "gray3" },
		{ "shrunk", "stretched" },
		{ "incamera.manifest/1", "incamera.manifest/2" },
		{ "\"privilege\"\n", "\"index\"\n" },
		{ "\"xlsx\"", "\"xls\"" },
		{ "bates-index.html", "../bates-index.html" },
		{ "\"sha256\": \"dddd", "\"sha256\": \"DDDD" },
		{ "\"headed\": true", "\"headed\": 1" },
		{ "\"labels\": true", "\"labels\": 1" },
		{ "\"matter\"", "\"mutter\"" },
		{ "\"name\": \"words\"", "\"name\": \"boxes\"" },
		{ "\"ran\": true", "\"ran\": false" },
		{ "\"pixels\": 4711", "\"pixels\": -1" },
		{ "\"pixels\": 4711", "\"pixels\": 2147483648" },
		{ "\"pixels\": 4711", "\"pixel\": 4711" },
		{ "\"page\": \"COE000002\"", "\"page\": \"COE000003\"" },
		{ "\"service\": \"privilege\"", "\"service\": \"both\"" },
		{ "\"service\"", "\"servile\"" },
		{ "\"privilege\": \"R7\"", "\"privilege\": true" },
		{ "\"privileged\": true", "\"privileged\": 0" },
		{ "\"codes\": \"IA, PII\"", "\"codes\": \"PII\"" },
		{ "\"codes\": \"IA\"", "\"codes\": \"IA, \"" },
		{ "\"name\": \"PII\"", "\"name\": \"PI\"" },
		{ "\"status\": \"objected\"", "\"status\": \"Objected\"" },
		{ "\"dispute\": \"open\"", "\"dispute\": \"shut\"" },
		{ "\"date\": \"2018-03-05\"", "\"date\": \"03/05/2018\"" },
		{ "\"title\": \"Memo\"", "\"title\": \"\"" },
		{ "\"title\": \"Memo\"", "\"note\": \"Memo\"" },
		{ "\"lift_denied\": false", "\"lift_denied\": 0" },
		{ "\"ecf\": \"42-1\"", "\"ecf\": 42" },
		{ "\"VOL001\"", "\"../VOL001\"" },
		{ "\"whole\": 9", "\"whole\": -1" },
		{ "\"status\": \"denied\"", "\"status\": \"lifted\"" },
		{ "\"burned\": false", "\"burned\": 0" },
		{ "\"changes\"", "\"chances\"" },
	};

	for (size_t i = 0; i < sizeof(change) / sizeof(change[0]); i++) {
		struct ic_buf a = { 0 }, b = { 0 };
		struct ic_manifest m = { 0 };
		struct ic_error err = { 0 };
		const char *at;

		dumped(&a);
		at = strstr(ic_buf_str(&a), change[i][0]);
		ck_assert_msg(at, "%s is not in the manifest", change[i][0]);
		ic_buf_add(&b, a.data, (size_t)(at - (char *)a.data));
		ic_buf_puts(&b, change[i][1]);
		ic_buf_puts(&b, at + strlen(change[i][0]));
		ck_assert_msg(!ic_manifest_load(ic_buf_str(&b), b.len, &m,
				  &err),
		    "%s was taken for %s", change[i][1], change[i][0]);
		ck_assert_int_eq(err.code, IC_EINPUT);
		ic_buf_finish(&a);
		ic_buf_finish(&b);
	}
}
END_TEST

START_TEST(verify_json_says_what_was_measured_of_what)
{
	struct ic_manifest m;
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	json_t *o, *proofs, *row;

	fill(&m);
	ck_assert_msg(ic_manifest_verify(&m, &b, &err), "%s", err.msg);
	o = json_loadb((char *)b.data, b.len, JSON_REJECT_DUPLICATES, NULL);
	ck_assert_ptr_nonnull(o);
	ck_assert_str_eq(json_string_value(json_object_get(o, "format")),
	    "incamera.verify/1");
	proofs = json_object_get(json_array_get(json_object_get(o, "documents"),
				     0),
	    "proofs");
	ck_assert_uint_eq(json_array_size(proofs), 6);
	row = json_array_get(json_object_get(json_array_get(proofs, 1),
				 "measured"),
	    0);
	ck_assert_str_eq(json_string_value(json_object_get(row, "page")),
	    "COE000001");
	ck_assert_str_eq(json_string_value(json_object_get(row, "id")), "R2");
	ck_assert_int_eq(json_integer_value(json_object_get(row, "pixels")),
	    4711);
	row = json_object_get(json_array_get(proofs, 4), "measured");
	ck_assert_uint_eq(json_array_size(row), 1);
	row = json_array_get(row, 0);
	ck_assert_str_eq(json_string_value(json_object_get(row, "page")),
	    "COE000002");
	json_decref(o);
	ic_buf_finish(&b);
}
END_TEST

/* What 0.1.0 wrote before it measured: the words of the proofs. */
START_TEST(a_manifest_without_measures_is_still_read)
{
	struct ic_manifest m = { 0 };
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_error err = { 0 };
	const char *from, *to;

	dumped(&a);
	from = strstr(ic_buf_str(&a), "\"proofs\": [");
	to = strstr(from, "\"pages\": [");
	ic_buf_add(&b, a.data, (size_t)(from - (char *)a.data));
	ic_buf_puts(&b, "\"proofs\": [\"structure\", \"boxes\"], ");
	ic_buf_puts(&b, to);
	ck_assert_msg(ic_manifest_load(ic_buf_str(&b), b.len, &m, &err), "%s",
	    err.msg);
	ck_assert(m.unmeasured);
	ck_assert_uint_eq(m.documents[0].proofs,
	    1u << IC_PROOF_STRUCTURE | 1u << IC_PROOF_BOXES);
	ic_manifest_finish(&m);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(the_judges_slice_holds_what_the_manifest_says)
{
	struct ic_manifest m;
	struct ic_buf b = { 0 };
	struct ic_slice s;
	struct ic_error err = { 0 };
	uint32_t page;
	const char *id;

	fill(&m);
	ck_assert(ic_manifest_slice(&m, &documents[0], &b, &err));
	ck_assert(ic_slice_unpack(b.data, b.len, &s, &err));
	ck_assert_uint_eq(s.npages, 2);
	ck_assert_uint_eq(s.nboxes, 1);
	ck_assert_int_eq(s.boxes[0].rect.x0, 72000);
	ck_assert_str_eq(ic_slice_str(&s, s.boxes[0].label), "IA, PII");
	ck_assert_uint_eq(s.pages[1].whole, 1);
	ck_assert_str_eq(ic_slice_str(&s, s.pages[1].label), "IA");
	ck_assert_uint_eq(s.room_bottom, 36000);
	ck_assert_str_eq(ic_slice_str(&s, s.legend), "CONFIDENTIAL");
	ck_assert(ic_manifest_box_at(&m, &documents[0], 0, &page, &id));
	ck_assert_str_eq(id, "R2");
	ck_assert(!ic_manifest_box_at(&m, &documents[0], 1, &page, &id));
	ic_slice_finish(&s);
	ic_buf_finish(&b);
}
END_TEST

static void teardown(void)
{
	ic_arena_finish(&arena);
}

Suite *suite_manifest(void)
{
	Suite *s = suite_create("manifest");
	TCase *t = tcase_create("manifest");

	tcase_add_test(t, a_manifest_reads_back_to_the_same_bytes);
	tcase_add_test(t, a_manifest_that_was_tampered_with_is_refused);
	tcase_add_test(t, verify_json_says_what_was_measured_of_what);
	tcase_add_test(t, a_manifest_without_measures_is_still_read);
	tcase_add_test(t, the_judges_slice_holds_what_the_manifest_says);
	tcase_add_checked_fixture(t, NULL, teardown);
	suite_add_tcase(s, t);
	return s;
}
