/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/logs.h"

#include <stdio.h>
#include <string.h>

#include "core/manifest.h"
#include "suites.h"

/*
 * Three documents. The first, of four pages, has a redaction on two pages
 * that the other side objected to, two for one privilege and a whole page that
 * was granted; the second is attached to it; of the third, which has no
 * redaction, the designation is in dispute.
 */
enum { R_HOME, R_MEMO, R_NOTES, R_PAGE };

static struct ic_manifest_redaction redactions[] = {
	{ .id = "H",
	    .codes = "PII",
	    .basis = "protective order",
	    .description = "=home \"address\"",
	    .code = (const uint16_t[]){ 0 },
	    .ncodes = 1,
	    .status = IC_STATUS_OBJECTED },
	{ .id = "M",
	    .codes = "AC",
	    .basis = "privilege",
	    .description = "advice on discovery",
	    .code = (const uint16_t[]){ 1 },
	    .ncodes = 1,
	    .privileged = true,
	    .status = IC_STATUS_PROPOSED },
	{ .id = "N",
	    .codes = "AC, PII",
	    .basis = "privilege; protective order",
	    .description = "",
	    .code = (const uint16_t[]){ 1, 0 },
	    .ncodes = 2,
	    .privileged = true,
	    .status = IC_STATUS_AGREED },
	{ .id = "P",
	    .codes = "PII",
	    .basis = "protective order",
	    .description = "a photograph",
	    .code = (const uint16_t[]){ 0 },
	    .ncodes = 1,
	    .status = IC_STATUS_GRANTED },
};
static struct ic_manifest_code codes[] = {
	{ "PII", "Personal identifiers", "protective order", false },
	{ "AC", "", "privilege", true },
};
static const struct ic_manifest_box on_1[] = { { R_HOME, false, { 0 }, false,
						   false },
	{ R_MEMO, false, { 0 }, false, false } };
static const struct ic_manifest_box on_2[] = { { R_HOME, false, { 0 }, false,
    false } };
static const struct ic_manifest_box on_4[] = { { R_NOTES, false, { 0 }, false,
						   false },
	{ R_PAGE, true, { 0 }, false, false } };
static const struct ic_manifest_page pages[] = {
	{ .number = "COE000001", .boxes = on_1, .nboxes = 2 },
	{ .number = "COE000002", .boxes = on_2, .nboxes = 1 },
	{ .number = "COE000003" },
	{ .number = "COE000004", .boxes = on_4, .nboxes = 2 },
	{ .number = "COE000005" },
	{ .number = "COE000006" },
};
static struct ic_manifest_document documents[3];
static struct ic_manifest m;

static void setup(void)
{
	for (size_t i = 0; i < sizeof(redactions) / sizeof(*redactions); i++) {
		struct ic_manifest_redaction *r = &redactions[i];

		r->fields = (struct ic_fields){ { NULL } };
		r->ecf = r->order_page = r->order_date = "";
	}
	for (int i = 0; i < 3; i++) {
		documents[i] = (struct ic_manifest_document){
			.begin = pages[i ? 3 + i : 0].number,
			.end = pages[3 + i].number,
			.pages = &pages[i ? 3 + i : 0],
			.npages = i ? 1 : 4,
			.source = "source.pdf",
			.output = i ? "redacted/b.pdf" : "redacted/a.pdf",
		};
		memset(documents[i].sha256, 'a' + i, 64);
		documents[i].sha256[64] = '\0';
	}
	documents[0].fields =
	    (struct ic_fields){ .value = {
				    [IC_FIELD_PRIVILEGE] = "Attorney-client",
				    [IC_FIELD_DESCRIPTION] =
					"memorandum to client",
				    [IC_FIELD_AUTHOR] = "A. Counsel",
				    [IC_FIELD_DATE] = "2018-03-05",
				    [IC_FIELD_CATEGORY] = "Correspondence",
				} };
	documents[1].fields.value[IC_FIELD_PARENT] = "COE000001";
	documents[2].fields.value[IC_FIELD_DISPUTE] = "open";
	documents[2].fields.value[IC_FIELD_DESIGNATION] = "CONFIDENTIAL";
	m = (struct ic_manifest){
		.matter = "Roe v. Example & Co.",
		.documents = documents,
		.ndocuments = 3,
		.redactions = redactions,
		.nredactions = 4,
		.codes = codes,
		.ncodes = 2,
		.logs = { .court = "" },
		.headed = true,
	};
}

static struct ic_buf text;

/* The CSV of a list, without its mark. */
static const char *csv(enum ic_log kind)
{
	struct ic_table t = { 0 };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_log_table(&m, kind, &t, &err), "%s", err.msg);
	ic_buf_reset(&text);
	ck_assert(ic_table_csv(&t, &text));
	ic_table_finish(&t);
	return ic_buf_str(&text) + 3;
}

static const char *html(enum ic_log kind)
{
	struct ic_table t = { 0 };
	struct ic_error err = { 0 };

	ck_assert_msg(ic_log_table(&m, kind, &t, &err), "%s", err.msg);
	ic_buf_reset(&text);
	ck_assert(ic_table_html(&t, &text));
	ic_table_finish(&t);
	return ic_buf_str(&text);
}

#define END IC_LIMIT_SENTENCE "\r\n"

START_TEST(the_redaction_log_has_a_row_a_page_and_the_limit_last)
{
	ck_assert_str_eq(csv(IC_LOG_REDACTION),
	    "id,Bates page,codes,basis,description,area\r\n"
	    "H,COE000001,PII,protective order,\"'=home \"\"address\"\"\","
	    "part\r\n"
	    "M,COE000001,AC,privilege,advice on discovery,part\r\n"
	    "H,COE000002,PII,protective order,\"'=home \"\"address\"\"\","
	    "part\r\n"
	    "N,COE000004,\"AC, PII\",\"privilege; protective order\",,part\r\n"
	    "P,COE000004,PII,protective order,a photograph,whole\r\n" END);
}
END_TEST

START_TEST(with_rulings_it_says_what_became_of_each_and_by_which_order)
{
	m.ruled = true;
	redactions[R_PAGE].ecf = "123-1";
	redactions[R_PAGE].order_page = "4";
	redactions[R_PAGE].order_date = "2026-04-09";
	csv(IC_LOG_REDACTION);
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), ",area,status,order\r\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), ",part,objected,\r\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    ",whole,granted,ECF 123-1 at 4 (2026-04-09)\r\n"));
}
END_TEST

START_TEST(the_index_has_a_row_a_document)
{
	char want[512];

	snprintf(want, sizeof(want),
	    "BEGBATES,ENDBATES,PGCOUNT,SHA256\r\n"
	    "COE000001,COE000004,4,%s\r\n"
	    "COE000005,COE000005,1,%s\r\n"
	    "COE000006,COE000006,1,%s\r\n" END,
	    documents[0].sha256, documents[1].sha256, documents[2].sha256);
	ck_assert_str_eq(csv(IC_LOG_INDEX), want);
}
END_TEST

START_TEST(the_privilege_log_has_a_row_a_document_and_privilege)
{
	redactions[R_NOTES].fields.value[IC_FIELD_PRIVILEGE] = "Work product";
	ck_assert_str_eq(csv(IC_LOG_PRIVILEGE),
	    "No.,BEGBATES,ENDBATES,DATE,DOCTYPE,AUTHOR,RECIPIENTS,PRIVILEGE,"
	    "BASIS,DESCRIPTION,TREATMENT,PAGES,FAMILY\r\n"
	    "1,COE000001,COE000004,2018-03-05,,A. Counsel,,Attorney-client,"
	    "AC (privilege),advice on discovery,Redacted,COE000001,"
	    "attachments: COE000005\r\n"
	    "2,COE000001,COE000004,2018-03-05,,A. Counsel,,Work product,"
	    "AC (privilege),memorandum to client,Redacted,COE000004,"
	    "attachments: "
	    "COE000005\r\n" END);
}
END_TEST

START_TEST(redactions_for_one_privilege_are_one_claim)
{
	csv(IC_LOG_PRIVILEGE);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "Attorney-client,AC (privilege),"
	    "\"advice on discovery; memorandum to client\","
	    "Redacted,\"COE000001, COE000004\","));
	ck_assert_ptr_null(strstr(ic_buf_str(&text), "\r\n2,"));
	/* What says the same is said once. */
	redactions[R_NOTES].description = "advice on discovery";
	csv(IC_LOG_PRIVILEGE);
	redactions[R_NOTES].description = "";
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "Attorney-client,AC (privilege),advice on discovery,Redacted,"));
}
END_TEST

START_TEST(an_attachment_names_what_it_is_attached_to)
{
	static const struct ic_manifest_box box = { R_MEMO, false, { 0 }, false,
		false };
	static struct ic_manifest_page page = { .number = "COE000005",
		.boxes = &box,
		.nboxes = 1 };

	documents[1].pages = &page;
	csv(IC_LOG_PRIVILEGE);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "COE000005,attached to COE000001-COE000004\r\n"));
}
END_TEST

START_TEST(a_title_has_a_column_of_the_privilege_log_if_there_is_one)
{
	documents[2].fields.value[IC_FIELD_TITLE] = "of no claim";
	csv(IC_LOG_PRIVILEGE);
	ck_assert_ptr_null(strstr(ic_buf_str(&text), "TITLE"));
	documents[0].fields.value[IC_FIELD_TITLE] = "Memo";
	csv(IC_LOG_PRIVILEGE);
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), ",DOCTYPE,TITLE,AUTHOR,"));
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), "2018-03-05,,Memo,A. Counsel,"));
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), ",attachments: COE000005\r\n"));
}
END_TEST

START_TEST(a_row_that_lacks_something_is_found_with_a_title_too)
{
	struct ic_table t = { 0 };
	struct ic_error err = { 0 };

	documents[0].fields.value[IC_FIELD_TITLE] = "Memo";
	documents[0].fields.value[IC_FIELD_PRIVILEGE] = NULL;
	ck_assert(ic_log_table(&m, IC_LOG_PRIVILEGE, &t, &err));
	ck_assert(!ic_log_is_complete(&t, IC_LOG_PRIVILEGE, &err));
	ck_assert_ptr_nonnull(
	    strstr(err.msg, "COE000001 has no \"privilege\""));
	ic_table_finish(&t);
}
END_TEST

START_TEST(the_sealing_chart_has_a_row_a_portion_and_room_for_the_ruling)
{
	redactions[R_PAGE].status = IC_STATUS_AGREED;
	ck_assert_str_eq(csv(IC_LOG_SEALING),
	    "no,exhibit,document,title,bates,area,id,designation,reason,"
	    "ruling\r\n"
	    "1,,COE000001-COE000004,,COE000001-COE000002,part,H,,"
	    "\"'=home \"\"address\"\" - Personal identifiers (protective "
	    "order)\",\r\n"
	    "2,,COE000001-COE000004,,COE000001,part,M,,"
	    "advice on discovery - AC (privilege),\r\n"
	    "3,,COE000001-COE000004,,COE000004,part,N,,"
	    "\"AC (privilege); Personal identifiers (protective order)\","
	    "\r\n"
	    "4,,COE000001-COE000004,,COE000004,whole,P,,"
	    "a photograph - Personal identifiers (protective order),\r\n" END);
	redactions[R_PAGE].status = IC_STATUS_GRANTED;
}
END_TEST

START_TEST(the_sealing_chart_says_how_the_court_ruled)
{
	redactions[R_PAGE].ecf = "61";
	redactions[R_PAGE].order_page = "2";
	csv(IC_LOG_SEALING);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "(protective order),\"granted, ECF 61 at 2\"\r\n"));
	redactions[R_PAGE].status = IC_STATUS_DENIED;
	csv(IC_LOG_SEALING);
	redactions[R_PAGE].status = IC_STATUS_GRANTED;
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), ",\"denied, ECF 61 at 2\"\r\n"));
}
END_TEST

START_TEST(a_privileged_title_is_in_no_sealing_chart)
{
	static const struct ic_manifest_box box = { R_PAGE, false, { 0 }, false,
		false };
	static struct ic_manifest_page page = { .number = "COE000005",
		.boxes = &box,
		.nboxes = 1 };

	documents[0].fields.value[IC_FIELD_TITLE] = "Advice on Doe";
	documents[1].fields.value[IC_FIELD_TITLE] = "Roster";
	documents[1].pages = &page;
	csv(IC_LOG_SEALING);
	ck_assert_ptr_null(strstr(ic_buf_str(&text), "Doe"));
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), ",COE000005,Roster,COE000005,"));
	documents[1].fields.value[IC_FIELD_PRIVILEGE] = "Work product";
	csv(IC_LOG_SEALING);
	ck_assert_ptr_null(strstr(ic_buf_str(&text), "Roster"));
}
END_TEST

START_TEST(what_is_denied_and_still_covered_says_so)
{
	redactions[R_PAGE].status = IC_STATUS_DENIED;
	csv(IC_LOG_REDACTION);
	redactions[R_PAGE].status = IC_STATUS_GRANTED;
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    ",whole,\"denied; covered pending further order\",\r\n"));
}
END_TEST

START_TEST(the_exhibit_has_open_items_only)
{
	ck_assert_str_eq(csv(IC_LOG_EXHIBIT),
	    "no,document,bates,category,designation,id,proposed,basis,status,"
	    "designating party's position,other party's position\r\n"
	    "1,COE000001-COE000004,COE000001-COE000002,Correspondence,,H,"
	    "\"'=home \"\"address\"\"\",PII: Personal identifiers "
	    "(protective order),objected,,\r\n"
	    "2,COE000001-COE000004,COE000001,Correspondence,,M,"
	    "advice on discovery,AC (privilege),proposed,,\r\n"
	    "3,COE000006,,,CONFIDENTIAL,,none: the designation is in dispute,,"
	    ",,\r\n" END);
}
END_TEST

START_TEST(a_redaction_whose_dispute_is_open_is_an_open_item)
{
	redactions[R_PAGE].fields.value[IC_FIELD_DISPUTE] = "open";
	csv(IC_LOG_EXHIBIT);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "COE000004,Correspondence,,P,\"a photograph; whole page\","
	    "PII: "));
}
END_TEST

START_TEST(what_is_resolved_is_no_open_item_unless_it_says_otherwise)
{
	documents[0].fields.value[IC_FIELD_DISPUTE] = "resolved";
	csv(IC_LOG_EXHIBIT);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), ",H,"));
	ck_assert_ptr_null(strstr(ic_buf_str(&text), ",M,"));
	redactions[R_MEMO].fields.value[IC_FIELD_DISPUTE] = "open";
	csv(IC_LOG_EXHIBIT);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), ",M,"));
	documents[0].fields.value[IC_FIELD_DISPUTE] = "open";
	redactions[R_MEMO].fields.value[IC_FIELD_DISPUTE] = "resolved";
	csv(IC_LOG_EXHIBIT);
	ck_assert_ptr_null(strstr(ic_buf_str(&text), ",M,"));
}
END_TEST

/* The second document is withheld, the third a native file. */
static void with_sheets(void)
{
	static const uint16_t code[] = { 1 };

	documents[1].kind = IC_KIND_WITHHELD;
	documents[1].numbers = 1;
	documents[1].code = code;
	documents[1].ncodes = 1;
	documents[1].fields.value[IC_FIELD_PRIVILEGE] = "Work product";
	documents[1].fields.value[IC_FIELD_DESCRIPTION] = "notes of counsel";
	documents[2].kind = IC_KIND_NATIVE;
	documents[2].numbers = 1;
	documents[2].native = "COE000006.mp4";
	documents[2].placeholder = "Produced in native format";
}

START_TEST(a_document_that_is_withheld_is_a_claim_of_its_own)
{
	with_sheets();
	csv(IC_LOG_PRIVILEGE);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "2,COE000005,COE000005,,,,,Work product,AC (privilege),"
	    "notes of counsel,Withheld,1 page,attached to COE000001-COE000004\r\n"));
	csv(IC_LOG_SEALING);
	ck_assert_ptr_null(strstr(ic_buf_str(&text), ",COE000005,"));
	documents[1].fields.value[IC_FIELD_DISPUTE] = "open";
	csv(IC_LOG_EXHIBIT);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    ",COE000005,,,,,withheld,AC (privilege),withheld,,\r\n"));
}
END_TEST

START_TEST(the_index_names_sheets_if_there_are_any)
{
	with_sheets();
	csv(IC_LOG_INDEX);
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), "PGCOUNT,SHA256,SHEET\r\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), "aaa,\r\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), "bbb,withheld\r\n"));
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), ",,native: COE000006.mp4\r\n"));
}
END_TEST

START_TEST(the_index_says_what_comes_after_which_page)
{
	documents[2].after = "COE000004";
	csv(IC_LOG_INDEX);
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), "PGCOUNT,SHA256,AFTER\r\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), "aaa,\r\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), "COE000004\r\n"));
	with_sheets();
	csv(IC_LOG_INDEX);
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), "PGCOUNT,SHA256,SHEET,AFTER\r\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), "bbb,withheld,\r\n"));
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), ",,native: COE000006.mp4,COE000004\r\n"));
}
END_TEST

START_TEST(a_partial_set_says_so_in_every_list_and_form)
{
	m.partial = true;
	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		csv((enum ic_log)k);
		ck_assert_ptr_nonnull(
		    strstr(ic_buf_str(&text), "\r\nPARTIAL: "));
		html((enum ic_log)k);
		ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
		    "<p class=\"caption\">PARTIAL: "));
	}
}
END_TEST

static void replace(void)
{
	static const char *const volumes[] = { "VOL001", "VOL002" };
	static const struct ic_manifest_change changes[] = {
		{ "R1", IC_STATUS_DENIED, false, "42", "3", "2026-04-09" },
		{ "R2", IC_STATUS_DENIED, true, "", "", "" },
		{ "", IC_STATUS_WITHDRAWN, false, "", "", "" },
		{ "R4", IC_STATUS_WITHDRAWN, false, "", "", "" },
	};

	m.replaces = volumes;
	m.nreplaces = 2;
	m.whole = 9;
	documents[0].replaces = "VOL002";
	documents[0].changes = changes;
	documents[0].nchanges = 4;
	documents[1].replaces = documents[2].replaces = "VOL001";
}

/* What a clawback makes of a document. */
START_TEST(a_replacement_may_be_a_slip_sheet)
{
	replace();
	documents[0].kind = IC_KIND_WITHHELD;
	ck_assert_ptr_nonnull(strstr(csv(IC_LOG_REPLACEMENT),
	    "COE000001,COE000004,4,VOL002,\"withheld; was produced\"\r\n"));
	documents[0].was = IC_KIND_WITHHELD;
	ck_assert_ptr_nonnull(
	    strstr(csv(IC_LOG_REPLACEMENT), "4,VOL002,withheld\r\n"));
	documents[0].kind = IC_KIND_DOCUMENT;
	ck_assert_ptr_nonnull(strstr(csv(IC_LOG_REPLACEMENT),
	    "4,VOL002,\"produced; was withheld\"\r\n"));
}
END_TEST

/* A load file would take it for a page that is missing. */
START_TEST(a_sheet_counts_as_the_numbers_that_it_stands_for)
{
	replace();
	documents[1].kind = IC_KIND_WITHHELD;
	documents[1].numbers = 12;
	ck_assert_ptr_nonnull(strstr(csv(IC_LOG_REPLACEMENT),
	    "COE000005,COE000005,12,VOL001,\"withheld; was produced\"\r\n"));
	ck_assert_ptr_nonnull(strstr(csv(IC_LOG_OVERLAY),
	    "COE000005,COE000005,12,Y,,redacted\\b.pdf\r\n"));
}
END_TEST

START_TEST(a_designation_that_is_covered_is_no_redaction_to_a_load_file)
{
	const struct ic_manifest_box old = { R_HOME, false, { 0 }, true,
		false };
	struct ic_manifest_page page = pages[4];

	replace();
	page.boxes = &old;
	page.nboxes = 1;
	documents[1].pages = &page;
	redactions[R_HOME].ncodes = 0;
	ck_assert_ptr_nonnull(strstr(csv(IC_LOG_OVERLAY),
	    "COE000005,COE000005,1,N,,redacted\\b.pdf\r\n"));
	redactions[R_HOME].ncodes = 1;
}
END_TEST

START_TEST(a_replacement_volume_says_what_it_is_in_place_of_and_why)
{
	replace();
	ck_assert_str_eq(csv(IC_LOG_REPLACEMENT),
	    "BEGBATES,ENDBATES,PGCOUNT,REPLACES,CHANGED\r\n"
	    "COE000001,COE000004,4,VOL002,\"R1 denied and uncovered, ECF 42 at "
	    "3 (2026-04-09); R2 denied, covered pending further order; a "
	    "redaction that is no longer listed; "
	    "R4 withdrawn\"\r\n"
	    "COE000005,COE000005,1,VOL001,\"no redaction: numbers, legend or "
	    "form\"\r\n"
	    "COE000006,COE000006,1,VOL001,\"no redaction: numbers, legend or "
	    "form\"\r\n"
	    "\"REPLACEMENT VOLUME: 3 of 9 documents of the production; the "
	    "others stand as in VOL001 and VOL002.\"\r\n" IC_LIMIT_SENTENCE
	    "\r\n");
	ck_assert_ptr_nonnull(
	    strstr(csv(IC_LOG_INDEX), "\r\n\"REPLACEMENT VOLUME: 3 of 9 "));
	ck_assert_ptr_null(strstr(ic_buf_str(&text), "PARTIAL"));
	ck_assert_ptr_nonnull(strstr(csv(IC_LOG_EXHIBIT),
	    "This list is of the replaced documents alone; the list of the "
	    "whole production is that of VOL001 and VOL002, as changed by "
	    "this volume."));
}
END_TEST

START_TEST(numbers_and_pages_are_both_said_where_they_differ)
{
	documents[0].numbers = 7;
	html(IC_LOG_INDEX);
	documents[0].numbers = 0;
	ck_assert_ptr_nonnull(
	    strstr(ic_buf_str(&text), "3 documents, 9 numbers on 6 pages"));
}
END_TEST

#define Q "\xc3\xbe"
#define V Q "\x14" Q

/* Only that list is in that form, and in no other. */
START_TEST(the_overlay_is_a_load_file)
{
	struct ic_table t = { 0 };
	struct ic_error err = { 0 };
	struct ic_logs logs = { IC_LOGS_REPLACING | IC_LOGS_USUAL,
		IC_FORMAT_BIT(CSV), "" };

	replace();
	ck_assert(ic_log_table(&m, IC_LOG_OVERLAY, &t, &err));
	ic_buf_reset(&text);
	ck_assert(ic_table_dat(&t, &text));
	ic_table_finish(&t);
	ck_assert_str_eq(ic_buf_str(&text),
	    "\xef\xbb\xbf" Q "BEGBATES" V "ENDBATES" V "PGCOUNT" V "REDACTED" V
	    "REDACTION_REASON" V "PDFPATH" Q "\r\n" Q "COE000001" V
	    "COE000004" V "4" V "Y" V "PII; AC" V "redacted\\a.pdf" Q "\r\n" Q
	    "COE000005" V "COE000005" V "1" V "N" V V "redacted\\b.pdf" Q
	    "\r\n" Q "COE000006" V "COE000006" V "1" V "N" V V
	    "redacted\\b.pdf" Q "\r\n");
	ck_assert(ic_logs_have(&logs, IC_LOG_OVERLAY, IC_FORMAT_DAT));
	ck_assert(!ic_logs_have(&logs, IC_LOG_OVERLAY, IC_FORMAT_CSV));
	ck_assert(!ic_logs_have(&logs, IC_LOG_INDEX, IC_FORMAT_DAT));
	ck_assert(ic_logs_have(&logs, IC_LOG_REPLACEMENT, IC_FORMAT_CSV));
}
END_TEST

START_TEST(court_and_matter_stand_over_a_page_unless_they_are_covered)
{
	m.logs.court = "E.D. Cal.";
	html(IC_LOG_INDEX);
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "<p class=\"matter\">E.D. Cal.</p>\n"
	    "<p class=\"matter\">Roe v. Example &amp; Co.</p>\n"));
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&text),
	    "COE000001 to COE000006: 3 documents, 6 pages"));
	m.headed = false;
	html(IC_LOG_INDEX);
	ck_assert_ptr_null(strstr(ic_buf_str(&text), "Roe"));
	ck_assert_ptr_null(strstr(ic_buf_str(&text), "E.D. Cal."));
}
END_TEST

START_TEST(a_production_of_nothing_has_lists_all_the_same)
{
	m.ndocuments = 0;
	m.nredactions = 0;
	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		html((enum ic_log)k);
		ck_assert_ptr_nonnull(strstr(ic_buf_str(&text), ">None.<"));
	}
}
END_TEST

START_TEST(a_name_of_a_list_reads_back)
{
	char name[IC_LOG_NAME_MAX];
	enum ic_format format;
	enum ic_log kind;

	ic_log_name(IC_LOG_EXHIBIT, IC_FORMAT_XLSX, name);
	ck_assert_str_eq(name, "joint-statement-exhibit.xlsx");
	ck_assert(ic_log_of_name(name, &kind, &format));
	ck_assert_int_eq(kind, IC_LOG_EXHIBIT);
	ck_assert_int_eq(format, IC_FORMAT_XLSX);
	ck_assert(!ic_log_of_name("redaction-log.pdf", &kind, &format));
	ck_assert(!ic_log_of_name("redaction-log.csv2", &kind, &format));
}
END_TEST

static void teardown(void)
{
	ic_buf_finish(&text);
}

Suite *suite_logs(void)
{
	Suite *s = suite_create("logs");
	TCase *t = tcase_create("logs");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t,
	    the_redaction_log_has_a_row_a_page_and_the_limit_last);
	tcase_add_test(t,
	    with_rulings_it_says_what_became_of_each_and_by_which_order);
	tcase_add_test(t, the_index_has_a_row_a_document);
	tcase_add_test(t, the_privilege_log_has_a_row_a_document_and_privilege);
	tcase_add_test(t, redactions_for_one_privilege_are_one_claim);
	tcase_add_test(t, an_attachment_names_what_it_is_attached_to);
	tcase_add_test(t,
	    a_title_has_a_column_of_the_privilege_log_if_there_is_one);
	tcase_add_test(t, a_row_that_lacks_something_is_found_with_a_title_too);
	tcase_add_test(t, the_sealing_chart_says_how_the_court_ruled);
	tcase_add_test(t, a_privileged_title_is_in_no_sealing_chart);
	tcase_add_test(t, what_is_denied_and_still_covered_says_so);
	tcase_add_test(t,
	    what_is_resolved_is_no_open_item_unless_it_says_otherwise);
	tcase_add_test(t, numbers_and_pages_are_both_said_where_they_differ);
	tcase_add_test(t,
	    the_sealing_chart_has_a_row_a_portion_and_room_for_the_ruling);
	tcase_add_test(t, the_exhibit_has_open_items_only);
	tcase_add_test(t, a_redaction_whose_dispute_is_open_is_an_open_item);
	tcase_add_test(t, a_document_that_is_withheld_is_a_claim_of_its_own);
	tcase_add_test(t, the_index_names_sheets_if_there_are_any);
	tcase_add_test(t, the_index_says_what_comes_after_which_page);
	tcase_add_test(t, a_partial_set_says_so_in_every_list_and_form);
	tcase_add_test(t,
	    court_and_matter_stand_over_a_page_unless_they_are_covered);
	tcase_add_test(t,
	    a_replacement_volume_says_what_it_is_in_place_of_and_why);
	tcase_add_test(t, a_replacement_may_be_a_slip_sheet);
	tcase_add_test(t, the_overlay_is_a_load_file);
	tcase_add_test(t, a_sheet_counts_as_the_numbers_that_it_stands_for);
	tcase_add_test(t,
	    a_designation_that_is_covered_is_no_redaction_to_a_load_file);
	tcase_add_test(t, a_production_of_nothing_has_lists_all_the_same);
	tcase_add_test(t, a_name_of_a_list_reads_back);
	suite_add_tcase(s, t);
	return s;
}
