/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a manifest says of slip sheets, written, read back and refused. */
#include <stdlib.h>
#include <string.h>

#include "core/manifest.h"
#include "suites.h"

static struct ic_manifest_page pages[4];
static struct ic_manifest_document documents[3];
static struct ic_manifest_code codes[2] = {
	{ "PRIV", "Attorney-client", "FRE 502", true },
	{ "WP", "", "rule 26", true },
};
static const uint16_t both[] = { 0, 1 };
static const char *const prefixes[] = { "COE" };

static void document(size_t i, enum ic_kind kind, const char *output,
    const char *begin, const char *end, uint32_t numbers, size_t first,
    uint32_t n)
{
	documents[i] = (struct ic_manifest_document){ .kind = kind,
		.numbers = numbers,
		.output = output,
		.bytes = 9999,
		.begin = begin,
		.end = end,
		.source = "x",
		.source_pages = n,
		.legend = "CONFIDENTIAL",
		.legend_at = IC_BOTTOM_LEFT,
		.banner = { "", "" },
		.pages = &pages[first],
		.npages = n,
		.ran = 1u << IC_PROOF_BOXES,
		.proofs = 1u << IC_PROOF_BOXES };
	memset(documents[i].sha256, 'a', 64);
	memset(documents[i].source_sha256, 'b', 64);
}

static void page(size_t i, const char *number)
{
	pages[i] = (struct ic_manifest_page){ .number = number,
		.size = { 612000, 792000 },
		.endorse = true,
		.legend = true,
		.number_at = IC_BOTTOM_RIGHT };
}

/* One sheet for two numbers, one for each of two, and a native file. */
static void dumped(struct ic_buf *out)
{
	struct ic_manifest m = { .version = "1",
		.libraries = "mupdf 1",
		.matter = "",
		.dpi = 300,
		.size = 10000,
		.margin = 18000,
		.prefixes = prefixes,
		.nprefixes = 1,
		.documents = documents,
		.ndocuments = 3,
		.codes = codes,
		.ncodes = 2 };
	struct ic_error err = { 0 };

	memset(m.spec_sha256, 'c', 64);
	page(0, "COE000001-COE000002");
	page(1, "COE000003");
	page(2, "COE000004");
	page(3, "COE000500");
	document(0, IC_KIND_WITHHELD, "redacted/COE000001-COE000002.pdf",
	    "COE000001", "COE000002", 2, 0, 1);
	documents[0].code = both;
	documents[0].ncodes = 2;
	document(1, IC_KIND_WITHHELD, "redacted/COE000003-COE000004.pdf",
	    "COE000003", "COE000004", 2, 1, 2);
	documents[1].code = both;
	documents[1].ncodes = 1;
	documents[1].each = true;
	documents[1].claim = "privilege";
	document(2, IC_KIND_NATIVE, "redacted/COE000500.pdf", "COE000500",
	    "COE000500", 1, 3, 1);
	documents[2].placeholder = "Native";
	documents[2].native = "COE000500.mp4";
	documents[2].native_bytes = 4711;
	memset(documents[2].native_sha256, 'b', 64);
	ck_assert_msg(ic_manifest_dump(&m, out, &err), "%s", err.msg);
}

START_TEST(sheets_read_back_to_the_same_bytes)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_manifest m = { 0 };
	struct ic_error err = { 0 };

	dumped(&a);
	ck_assert_msg(ic_manifest_load(ic_buf_str(&a), a.len, &m, &err), "%s",
	    err.msg);
	ck_assert(ic_manifest_dump(&m, &b, &err));
	ck_assert_str_eq(ic_buf_str(&a), ic_buf_str(&b));
	ck_assert_uint_eq(ic_manifest_numbers(&m.documents[0]), 2);
	ck_assert_str_eq(m.documents[2].native, "COE000500.mp4");
	ic_manifest_finish(&m);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_judge_is_told_of_sheets_by_the_manifest_alone)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_manifest m = { 0 };
	struct ic_error err = { 0 };
	struct ic_slice s;

	dumped(&a);
	ck_assert(ic_manifest_load(ic_buf_str(&a), a.len, &m, &err));
	ck_assert(ic_manifest_slice(&m, &m.documents[1], &b, &err));
	ck_assert(ic_slice_unpack(b.data, b.len, &s, &err));
	ck_assert(ic_slice_is_sheets(&s));
	ck_assert_uint_eq(s.npages, 2);
	ck_assert_str_eq(ic_slice_str(&s, s.lines[0].text),
	    "DOCUMENT WITHHELD");
	ck_assert_str_eq(ic_slice_str(&s, s.lines[s.pages[1].line + 2].text),
	    "COE000004");
	ck_assert_str_eq(ic_slice_str(&s, s.lines[s.pages[1].line + 3].text),
	    "Page 2 of 2 (COE000003-COE000004)");
	ic_slice_finish(&s);
	ic_manifest_finish(&m);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

/* What an attacker would write into it. */
static const char *const change[][2] = {
	{ "\"kind\": \"withheld\"", "\"kind\": \"Withheld\"" },
	{ "\"kind\": \"withheld\"", "\"kind\": \"document\"" },
	{ "\"kind\": \"withheld\"", "\"kind\": \"unreadable\"" },
	{ "\"kind\": \"native\"", "\"kind\": \"unreadable\"" },
	{ "\"each\": true", "\"each\": false" },
	{ "\"each\": false", "\"each\": true" },
	{ "\"numbers\": 2", "\"numbers\": 0" },
	{ "\"counted\": true", "\"counted\": 1" },
	{ "\"unread\": \"none\"", "\"unread\": \"tired\"" },
	{ "\"PRIV\",\n", "\"PRI\",\n" },
	{ "\"COE000500.mp4\"", "\"COE000500.mp4/../x.mp4\"" },
	{ "\"COE000500.mp4\"", "\"../COE000500.mp4\"" },
	{ "\"COE000500.mp4\"", "\"COE000501.mp4\"" },
	{ "\"COE000500.mp4\"", "\"COE000500\"" },
	{ "\"claim\": \"privilege\"", "\"claim\": \"\"" },
	{ "\"text\": \"Native\"", "\"text\": \"\"" },
	{ "\"bytes\": 4711", "\"bytes\": -1" },
	{ "\"bytes\": 4711", "\"bytes\": 4711.5" },
};

START_TEST(sheets_that_were_tampered_with_are_refused)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_manifest m = { 0 };
	struct ic_error err = { 0 };
	const char *at;

	dumped(&a);
	at = strstr(ic_buf_str(&a), change[_i][0]);
	ck_assert_msg(at, "%s is not in the manifest", change[_i][0]);
	ic_buf_add(&b, a.data, (size_t)(at - (char *)a.data));
	ic_buf_puts(&b, change[_i][1]);
	ic_buf_puts(&b, at + strlen(change[_i][0]));
	ck_assert_msg(!ic_manifest_load(ic_buf_str(&b), b.len, &m, &err),
	    "%s was taken for %s", change[_i][1], change[_i][0]);
	ck_assert_int_eq(err.code, IC_EINPUT);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_manifest_sheets(void)
{
	Suite *s = suite_create("manifest_sheets");
	TCase *t = tcase_create("manifest_sheets");

	tcase_add_test(t, sheets_read_back_to_the_same_bytes);
	tcase_add_test(t, a_judge_is_told_of_sheets_by_the_manifest_alone);
	tcase_add_loop_test(t, sheets_that_were_tampered_with_are_refused, 0,
	    sizeof(change) / sizeof(change[0]));
	suite_add_tcase(s, t);
	return s;
}
