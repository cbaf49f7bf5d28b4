/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What comes back from the other side and the court, and what it does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lines.h"
#include "core/plan.h"
#include "spec_fixture.h"
#include "suites.h"

/* a.pdf is COE000001-5, b.pdf COE000006-8. */
#define SPEC \
	"bates: { prefix: COE }\n" \
	"documents:\n" \
	"  - { file: a.pdf, category: Police reports }\n" \
	"  - b.pdf\n" \
	"codes: { PII: { basis: x }, IA: { basis: y } }\n" \
	"rulings_csv: r.csv\n" \
	"redactions:\n" \
	"  - { id: A, bates: COE000001, rect: [10, 10, 90, 20], code: PII,\n" \
	"      lines: 4-9 }\n" \
	"  - { id: B, bates: COE000001, rect: [10, 50, 90, 60], code: IA }\n" \
	"  - { id: C, bates: COE000002-3, rect: whole, code: [IA, PII] }\n" \
	"  - { bates: COE000004, rect: [10, 10, 90, 20], code: PII }\n" \
	"  - { id: E, file: b.pdf, page: 2, rect: [5, 5, 9, 9], code: IA,\n" \
	"      category: Mail }\n" \
	"  - { id: W, bates: COE000005, rect: [5, 5, 9, 9], code: IA,\n" \
	"      status: withdrawn }\n"

struct court {
	struct loaded l;
	struct ic_plan plan;
	bool ok;
};

static void plan_of(struct court *c)
{
	static const uint32_t pages[] = { 5, 3 };
	struct ic_error err = { 0 };

	ck_assert(ic_plan_begin(&c->l.spec, &c->plan, &err));
	for (size_t i = 0; i < 2; i++) {
		ck_assert(ic_plan_set_pages(&c->plan, i, pages[i], &err));
		memset(c->plan.documents[i].sha256, 'a', 64);
		for (uint32_t p = 0; p < pages[i]; p++) {
			c->plan.documents[i].pages[p].size = (struct ic_size){
				612000, 792000
			};
		}
	}
	ck_assert(ic_plan_number(&c->plan, &c->l.diags));
}

static void rule_bytes(struct court *c, const char *csv, size_t len)
{
	*c = (struct court){ 0 };
	load_bytes(&c->l, SPEC, strlen(SPEC), csv, len);
	if (!c->l.ok) {
		return;
	}
	plan_of(c);
	c->ok = ic_plan_rule(&c->plan, &c->l.diags) &&
	    ic_plan_resolve(&c->plan, &c->l.diags);
	ic_diags_sort(&c->l.diags);
}

static void rule(struct court *c, const char *csv)
{
	rule_bytes(c, csv, strlen(csv));
}

static void close_court(struct court *c)
{
	ic_plan_finish(&c->plan);
	unload(&c->l);
}

static const struct ic_redaction *of_id(const struct court *c, const char *id)
{
	for (size_t i = 0; i < c->l.spec.nredactions; i++) {
		if (strcmp(c->plan.ids[i], id) == 0) {
			return &c->l.spec.redactions[i];
		}
	}
	ck_abort_msg("no redaction is called %s", id);
	return NULL;
}

/* "A C": the ids that a row met. */
static const char *met(const struct court *c, size_t row)
{
	static char out[256];
	const struct ic_plan_ruling *p = &c->plan.rulings[row];

	out[0] = '\0';
	for (uint32_t i = 0; i < p->nmet; i++) {
		strcat(out, i ? " " : "");
		strcat(out, c->plan.ids[p->met[i]]);
	}
	return out;
}

static const struct {
	const char *csv;
	const char *met; /* of its one row */
} one_row[] = {
	{ "id,ruling\nA,granted\n", "A" },
	{ "ruling;ID\nGranted;A\n", "A" },
	{ "id,ruling\nCOE000004-c2ab7e04,agreed\n", "" },
	{ "bates,ruling\nCOE000001,agreed\n", "A B" },
	{ "Bates page,ruling\nCOE000001-COE000003,agreed\n", "A B C" },
	{ "bates,ruling\n\"COE000001, COE000007\",agreed\n", "A B E" },
	{ "bates,code,ruling\nCOE000001,IA,agreed\n", "B" },
	{ "bates,x0,y0,x1,y1,ruling\nCOE000001,0,0,50,15,agreed\n", "A" },
	{ "bates,x0,y0,x1,y1,ruling\nCOE000001-3,0,55,50,65,agreed\n", "B C" },
	{ "bates,x0,ruling\nCOE000001-3,whole,agreed\n", "C" },
	{ "bates,lines,ruling\nCOE000001,4\xe2\x80\x93"
	  "9,agreed\n",
	    "A" },
	{ "code,ruling\n\"PII; IA\",agreed\n", "C" },
	{ "document,ruling\nb.pdf,agreed\n", "E" },
	{ "document,ruling\n./b.pdf,agreed\n", "E" },
	{ "document,ruling\nCOE000006-8,agreed\n", "E" },
	{ "category,ruling\nmail,agreed\n", "E" },
	{ "category,code,ruling\nPolice Reports,PII,agreed\n",
	    "A C COE000004-" },
};

START_TEST(a_row_meets_what_all_its_cells_say)
{
	struct court c;

	rule(&c, one_row[_i].csv);
	if (one_row[_i].met[0]) {
		ck_assert_msg(c.ok, "%s", all_said(&c.l));
		ck_assert_msg(strncmp(met(&c, 0), one_row[_i].met,
				  strlen(one_row[_i].met)) == 0,
		    "%s: %s", one_row[_i].csv, met(&c, 0));
	} else {
		ck_assert(!c.ok);
	}
	close_court(&c);
}
END_TEST

#define SAYS(csv, words) \
	{ \
		csv, words \
	}

static const struct {
	const char *csv;
	const char *said; /* the first thing */
} refused[] = {
	{ "", "the file is empty: its first row must hold the columns' names" },
	SAYS("id,bates\nA,\n",
	    "1: the first row names no column \"ruling\": it must hold the "
	    "columns' names"),
	SAYS("ruling,ecf\ngranted,4\n",
	    "1: the first row names no column that says of which redaction: "
	    "id, bates, document, category or code"),
	SAYS("id,ID,ruling\nA,,granted\n",
	    "1:2: column \"id\" stands here twice, first as column 1"),
	SAYS("id,bates,ruling\n,,granted\n",
	    "2:3: this ruling says of no redaction which: give its id, or "
	    "bates, document, category or code"),
	SAYS("Redaction Log,\nid,ruling\nA,granted\n",
	    "1: the first row names no column \"ruling\": delete the lines "
	    "above the headings"),
	SAYS("id,ruling\nA,grant\n",
	    "2:2: a ruling must be agreed, objected, granted, modified, denied "
	    "or withdrawn, not \"grant\": did you mean \"granted\"?"),
	SAYS("id,ruling\nA,home address\n",
	    "2:2: a ruling must be agreed, objected, granted, modified, denied "
	    "or withdrawn"),
	SAYS("id,ruling\nA,Overruled\n",
	    "2:2: a ruling must be agreed, objected, granted, modified, denied "
	    "or withdrawn: say granted or denied of the redaction"),
	SAYS("id,ruling\nA,\"granted in part, denied in part\"\n",
	    "2:2: a ruling must be agreed, objected, granted, modified, denied "
	    "or withdrawn: write modified, with the new box"),
	SAYS("id,ruling\nA,\"granted, as to names\"\n",
	    "2:2: behind a ruling stands at most its order, like granted, ECF "
	    "61 at 2 (2026-04-09): write what else it says into \"note\""),
	SAYS("id,ruling\nA,proposed\n",
	    "2:2: a ruling must be agreed, objected, granted, modified, denied "
	    "or withdrawn, not \"proposed\""),
	SAYS("id,ruling\nZ,granted\n",
	    "2: no redaction has this id: write it as the redaction log does"),
	SAYS("id,ruling\nR31,granted\n",
	    "2: no redaction has the id \"R31\": write it as the redaction log "
	    "does"),
	SAYS("id,ruling\na,granted\n",
	    "2: no redaction has this id: did you mean \"A\"?"),
	SAYS("category,ruling\nMial,granted\n",
	    "2: no document and no redaction is of this category: did you mean "
	    "\"Mail\"?"),
	SAYS("id,ruling\nA B,granted\n",
	    "2:1: an id holds no blank, comma, semicolon, quote or control "
	    "character: the log bears it"),
	SAYS("id,bates,ruling\nA,COE000002,granted\n",
	    "2: the redaction with this id is not where the other cells of "
	    "this row say: correct one of them"),
	SAYS("bates,ruling\nCOE000006,granted\n",
	    "2: this row meets no redaction: none has all that it names"),
	SAYS("bates,ruling\n1,granted\n",
	    "2:1: \"1\" has no prefix, as a spreadsheet may leave it: write it "
	    "whole, with COE and all its zeros"),
	SAYS("bates,ruling\nhome address,granted\n",
	    "2:1: this is no Bates number: write prefix and digits"),
	SAYS("document,ruling\nc.pdf,granted\n",
	    "2:1: no document has this file, and it is no Bates range: write "
	    "it as \"documents\" does"),
	SAYS("document,ruling\nCOE000001-4,granted\n",
	    "2: no document has exactly this Bates range: \"document\" is a "
	    "file as the spec writes it, or its whole range"),
	SAYS("code,ruling\nHIPAA,granted\n",
	    "2:1: \"codes\" declares no such code"),
	SAYS("category,ruling\nTape,granted\n",
	    "2: no document and no redaction is of this category"),
	SAYS("id,lines,ruling\nA,4-9,granted\n",
	    "2:2: a box or lines need the Bates page that they are on"),
	SAYS("bates,lines,ruling\nCOE000001,9-Apr,granted\n",
	    "2:2: \"lines\" must be lines like 4-9 or 12:4-12:9: a spreadsheet "
	    "makes dates of them unless the column is formatted as text"),
	SAYS("bates,lines,ruling\nCOE000001,46121,granted\n",
	    "2:2: \"lines\" must be lines like 4-9 or 12:4-12:9: a spreadsheet "
	    "makes dates of them unless the column is formatted as text"),
	SAYS("bates,x0,y0,x1,ruling\nCOE000001,1,2,3,granted\n",
	    "2: a box has four numbers, or its first is whole: one is missing"),
	SAYS("bates,x0,y0,x1,y1,ruling\nCOE000001,1,2,\"3,5\",4,granted\n",
	    "2:4: \"x1\" has a decimal comma: write a point"),
	SAYS("bates,x0,y0,x1,y1,ruling\nCOE000001,9,2,3,4,granted\n",
	    "2:2: the box is inverted or empty: write left, top, right, "
	    "bottom, counted from the top left corner of the page"),
	SAYS("id,ruling\nA,modified\n",
	    "2:2: what is modified has a new box: give nx0, ny0, nx1 and ny1, "
	    "or write whole into nx0"),
	SAYS("id,ruling,nx0,ny0,nx1,ny1\nA,granted,1,2,3,4\n",
	    "2:2: a new box stands in this row, and only modified has one"),
	SAYS("id,ruling,nx0,ny0,nx1,ny1\nA,,1,2,3,4\n",
	    "2:3: a new box stands in a row without a ruling: write modified, "
	    "or clear it"),
	SAYS("id,ruling,nx0,ny0,nx1,ny1\nA,modified,whole,2,3,4\n",
	    "2:3: where this is whole, the three cells beside it must be "
	    "empty"),
	SAYS("id,ruling,nx0,ny0,nx1,ny1\nA,modified,600,2,700,4\n",
	    "2: the box leaves its page: COE000001 is 612.0 x 792.0 pt"),
	SAYS("bates,ruling,nx0\nCOE000001,modified,whole\n",
	    "2: this row meets A and 1 more: a new box is for one redaction, "
	    "so name its id"),
	SAYS("id,ruling\nA,granted\nB,agreed\nA,denied\n",
	    "4: A is denied here and granted in row 2: a redaction has one "
	    "ruling"),
	SAYS("id,ruling,nx0,ny0,nx1,ny1\nA,modified,1,2,3,4\n"
	     "A,modified,1,2,3,5\n",
	    "3: A has another new box here than in row 2: a redaction has one "
	    "ruling"),
	SAYS("id,bates,ruling\nC,COE000002,denied\nC,COE000003,\n",
	    "2: C stands on COE000003 too, for which no row has a ruling: rule "
	    "on all of its pages, or split the redaction"),
	SAYS("id,ruling,ecf\nA,granted,42 at 3\n",
	    "2:3: \"ecf\" must be the number of the order on the docket, like "
	    "42 or 42-1; its page has a column of its own"),
	SAYS("id,ruling,ecf\nA,granted,Jan-42\n",
	    "2:3: \"ecf\" must be the number of the order on the docket, like "
	    "42 or 42-1; its page has a column of its own"),
	SAYS("id,ruling,order_page\nA,granted,4-May\n",
	    "2:3: \"order_page\" must be pages like 4 or 4-5: a spreadsheet "
	    "makes dates of them unless the column is formatted as text"),
	SAYS("id,ruling\nA,granted,x\n",
	    "2:3: the row has more cells than the first row has names: quote a "
	    "cell that holds a comma"),
	SAYS("no,document,bates,category,id,proposed,ruling\n"
	     "1,COE000001-5,COE000001,Police reports,A,x,granted\n"
	     "2,COE000006-8,,,,none,denied\n",
	    "3:7: this row of the list is about a document and names no "
	    "redaction: clear its ruling, and change the document in the "
	    "spec"),
	SAYS("id,ruling\n\"A,granted\n",
	    "2: cell 1 of this row opens a quote that is not closed"),
	SAYS("id,ruling\n"
	     "Verified: what you listed is gone from these files.,granted\n",
	    "2:2: this row is the log's own last line and no redaction: clear "
	    "its ruling"),
	SAYS("id,ruling\nM\xfcller,granted\n",
	    "2:1: \"id\" holds a letter of an old code page, which has no one "
	    "meaning: save the file as \"CSV UTF-8\""),
	SAYS("PK\3\4",
	    "the file is a workbook, not CSV: save it as \"CSV UTF-8\""),
};

START_TEST(a_row_that_has_no_one_meaning_is_refused_at_its_place)
{
	struct court c;

	rule(&c, refused[_i].csv);
	ck_assert(!c.ok);
	ck_assert_str_eq(said(&c.l, 0), refused[_i].said);
	close_court(&c);
}
END_TEST

START_TEST(a_date_of_one_day_only_is_read)
{
	struct court c;

	rule(&c, "id,ruling,date\nA,granted,2026-04-09\n");
	ck_assert(c.ok);
	ck_assert_str_eq(of_id(&c, "A")->ruling->order.date, "2026-04-09");
	close_court(&c);
	rule(&c, "id,ruling,date\nA,granted,9-Apr\n");
	ck_assert(!c.ok);
	ck_assert_ptr_nonnull(strstr(said(&c.l, 0), "2:3: \"date\" "));
	close_court(&c);
}
END_TEST

START_TEST(the_ruling_is_the_status_and_bears_its_order)
{
	struct court c;
	const struct ic_redaction *r;

	rule(&c,
	    "id,ruling,ecf,order_page,date,note\n"
	    "A,GRANTED,ECF No. 42-1,\"3, 7-8\",04/09/2026,ask JS\n"
	    "B,denied,,,,\n");
	ck_assert_msg(c.ok, "%s", all_said(&c.l));
	r = of_id(&c, "A");
	ck_assert_int_eq(r->status, IC_STATUS_GRANTED);
	ck_assert_int_eq(r->written_status, IC_STATUS_PROPOSED);
	ck_assert_str_eq(r->ruling->order.ecf, "42-1");
	ck_assert_str_eq(r->ruling->order.page, "3,7-8");
	ck_assert_str_eq(r->ruling->order.date, "2026-04-09");
	ck_assert_int_eq(of_id(&c, "B")->status, IC_STATUS_DENIED);
	ck_assert_ptr_null(of_id(&c, "B")->ruling->order.ecf);
	ck_assert_ptr_null(of_id(&c, "C")->ruling);
	ck_assert(ic_status_open(of_id(&c, "C")->status));
	close_court(&c);
}
END_TEST

START_TEST(the_same_word_twice_is_fine_and_the_later_order_counts)
{
	struct court c;

	rule(&c,
	    "id,bates,ruling,ecf\n"
	    "A,,granted,42\n"
	    ",COE000001,Granted,50\n"
	    "B,,granted,\n");
	ck_assert_msg(c.ok, "%s", all_said(&c.l));
	ck_assert_str_eq(of_id(&c, "A")->ruling->order.ecf, "50");
	ck_assert_str_eq(of_id(&c, "B")->ruling->order.ecf, "50");
	close_court(&c);
}
END_TEST

static size_t burned(const struct court *c)
{
	return c->plan.documents[0].nregions + c->plan.documents[1].nregions;
}

START_TEST(denied_is_burned_until_it_is_lifted_and_withdrawn_is_not)
{
	struct court c;
	struct ic_diags none = { 0 };

	rule(&c, "id,ruling\nA,denied\nB,withdrawn\n");
	ck_assert(c.ok);
	ck_assert_uint_eq(burned(&c), 5); /* A, C twice, the unnamed, E */
	ic_plan_finish(&c.plan);
	c.plan = (struct ic_plan){ 0 };
	plan_of(&c);
	c.plan.lift_denied = true;
	ck_assert(ic_plan_resolve(&c.plan, &none));
	ck_assert_uint_eq(burned(&c), 4);
	ic_diags_finish(&none);
	close_court(&c);
}
END_TEST

static bool locked(const struct court *c, struct ic_lock *out)
{
	struct ic_error err = { 0 };

	*out = (struct ic_lock){ 0 };
	return ic_plan_lock(&c->plan, out, &err);
}

static void no_conflict(void *user, const struct ic_lock_conflict *conflict)
{
	struct ic_buf text = { 0 };

	(void)user;
	ic_lock_conflict_text(conflict, &text);
	ck_abort_msg("%s", ic_buf_str(&text));
}

/* Also of one that has its id from the box that it had. */
START_TEST(a_modified_box_is_burned_under_its_old_id_and_the_lock_holds)
{
	struct court before, c;
	struct ic_lock old, now;
	struct ic_error err = { 0 };
	size_t conflicts = 0;
	const struct ic_region *g;

	rule(&before, "id,ruling\nA,granted\n");
	ck_assert(before.ok && locked(&before, &old));
	rule(&c,
	    "id,bates,ruling,nx0,ny0,nx1,ny1\n"
	    ",COE000004,modified,10,10,50,20\n"
	    "C,,modified,72,72,100,100\n"
	    "E,,modified,whole,,,\n");
	ck_assert_msg(c.ok, "%s", all_said(&c.l));
	ck_assert(locked(&c, &now));
	ck_assert(
	    ic_lock_check(&old, &now, no_conflict, NULL, &conflicts, &err));
	ck_assert_uint_eq(conflicts, 0);
	ck_assert_str_eq(c.plan.ids[3], before.plan.ids[3]);
	g = &c.plan.documents[0].regions[4];
	ck_assert_uint_eq(g->redaction, 3);
	ck_assert_int_eq(g->rect.x1, 50000);
	ck_assert(!c.plan.documents[0].pages[1].whole);
	ck_assert(c.plan.documents[1].regions[0].whole);
	ic_lock_finish(&old);
	ic_lock_finish(&now);
	close_court(&before);
	close_court(&c);
}
END_TEST

START_TEST(a_row_for_each_page_rules_on_the_whole_redaction)
{
	struct court c;

	rule(&c,
	    "id,Bates page,ruling\n"
	    "C,COE000002,denied\n"
	    "C,COE000003,denied\n");
	ck_assert_msg(c.ok, "%s", all_said(&c.l));
	ck_assert_int_eq(of_id(&c, "C")->status, IC_STATUS_DENIED);
	close_court(&c);
}
END_TEST

START_TEST(who_burns_again_what_is_withdrawn_is_warned)
{
	struct court c;

	rule(&c, "document,ruling\na.pdf,granted\n");
	ck_assert(c.ok);
	ck_assert_str_eq(said(&c.l, 0),
	    "2: W is withdrawn by the spec, and this row makes it granted: it "
	    "is burned");
	close_court(&c);
	rule(&c, "id,ruling\nW,granted\n");
	ck_assert_uint_eq(c.l.diags.n, 0);
	close_court(&c);
}
END_TEST

/* The redaction log, with a column more, through a spreadsheet and back. */
START_TEST(our_own_log_comes_back)
{
	static const char log[] =
	    "\xef\xbb\xbfid;Bates page;codes;basis;description;area;ruling;;\r\n"
	    "A;COE000001;PII;x;\"home\r\naddress\";part;granted;;\r\n"
	    "B;COE000001;IA;y;;part;;;\r\n"
	    "C;COE000002;IA, PII;y;;whole;Denied;;\r\n"
	    "C;COE000003;IA, PII;y;;whole;Denied;;\r\n"
	    ";;;;;;;;\r\n"
	    "PARTIAL: not all documents of the production are in this set."
	    ";;;;;;;;\r\n"
	    "Verified: what you listed is gone from these files. Not verified: "
	    "that you listed everything.;;;;;;;;\r\n";
	struct court c;

	rule(&c, log);
	ck_assert_msg(c.ok, "%s", all_said(&c.l));
	ck_assert_uint_eq(c.l.diags.n, 0);
	ck_assert_uint_eq(c.l.spec.nrulings, 3);
	ck_assert_uint_eq(c.l.spec.nunruled, 1);
	ck_assert_uint_eq(c.l.spec.unruled[0], 3);
	ck_assert_int_eq(of_id(&c, "B")->status, IC_STATUS_PROPOSED);
	ck_assert_int_eq(of_id(&c, "C")->status, IC_STATUS_DENIED);
	close_court(&c);
}
END_TEST

START_TEST(an_old_code_page_is_read_where_it_has_one_meaning)
{
	static const char csv[] = "bates,description,note,ruling\n"
				  "COE000002\x96"
				  "COE000003,caf\xe9,\x93ja\x94,granted\n";
	struct court c;

	rule_bytes(&c, csv, sizeof csv - 1);
	ck_assert_msg(c.ok, "%s", all_said(&c.l));
	ck_assert_str_eq(met(&c, 0), "C");
	close_court(&c);
}
END_TEST

START_TEST(a_cell_that_is_a_note_reaches_no_message)
{
	struct court c;

	rule(&c,
	    "id,bates,code,category,ruling,note\n"
	    "Smith,Smith 1,Smith,Smith,Smith,Smith\n");
	ck_assert(!c.ok);
	ck_assert_uint_gt(c.l.diags.errors, 1);
	for (size_t i = 0; i < c.l.diags.n; i++) {
		/* What looks like a number is quoted as one. */
		ck_assert(!strstr(c.l.diags.at[i].message, "Smith") ||
		    strstr(c.l.diags.at[i].message, "Smith 1"));
	}
	close_court(&c);
}
END_TEST

START_TEST(citations_have_one_form)
{
	static const struct {
		const char *text, *plain; /* NULL: none */
	} c[] = {
		{ "4", "4" },
		{ " 4 - 9 ", "4-9" },
		{ "4\xe2\x80\x93"
		  "9",
		    "4-9" },
		{ "12:4-12:9; 13", "12:4-12:9,13" },
		{ "", NULL },
		{ "4-", NULL },
		{ "-4", NULL },
		{ "4--9", NULL },
		{ "4 9", NULL },
		{ "45391", NULL },
		{ "4/9", NULL },
		{ "Apr-09", NULL },
		{ "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,"
		  "23,24,25",
		    NULL },
	};

	for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
		char out[IC_LINES_MAX];
		bool ok = ic_lines_parse(c[i].text, out);

		ck_assert_msg(ok == (c[i].plain != NULL), "%s", c[i].text);
		if (ok) {
			ck_assert_str_eq(out, c[i].plain);
		}
	}
}
END_TEST

START_TEST(the_words_in_a_message_are_those_that_are_read)
{
	struct ic_buf b = { 0 };
	enum ic_status s, last = IC_STATUS_COUNT;

	for (unsigned i = 0; i < IC_STATUS_COUNT; i++) {
		if (ic_status_of_ruling(ic_status_words[i], &s)) {
			ck_assert_uint_eq(s, i);
			last = s;
		}
	}
	for (unsigned i = 0; i < IC_STATUS_COUNT; i++) {
		if (ic_status_of_ruling(ic_status_words[i], &s)) {
			ic_buf_puts(&b,
			    b.len == 0      ? ""
				: s == last ? " or "
					    : ", ");
			ic_buf_puts(&b, ic_status_words[i]);
		}
	}
	ck_assert_str_eq(ic_buf_str(&b), IC_RULING_WORDS);
	ic_buf_finish(&b);
}
END_TEST

/* As the sealing chart writes it. */
START_TEST(an_order_behind_a_word_is_read)
{
	struct court c;
	const struct ic_redaction *r;

	rule(&c,
	    "id,ruling,order_page\n"
	    "A,\"denied, ECF 61-1 at 2-3 (2026-04-09)\",\n"
	    "B,\"granted, ECF No. 61 at 2\",\nC,\"Granted, at 4\",5\n"
	    "E,\"agreed, 2026-04-09\",\n");
	ck_assert_msg(c.ok, "%s", all_said(&c.l));
	r = of_id(&c, "A");
	ck_assert_int_eq(r->status, IC_STATUS_DENIED);
	ck_assert_str_eq(r->ruling->order.ecf, "61-1");
	ck_assert_str_eq(r->ruling->order.page, "2-3");
	ck_assert_str_eq(r->ruling->order.date, "2026-04-09");
	ck_assert_str_eq(of_id(&c, "B")->ruling->order.ecf, "61");
	ck_assert_str_eq(of_id(&c, "B")->ruling->order.page, "2");
	ck_assert_str_eq(of_id(&c, "C")->ruling->order.page, "5");
	ck_assert_str_eq(of_id(&c, "E")->ruling->order.date, "2026-04-09");
	close_court(&c);
}
END_TEST

Suite *suite_rulings(void)
{
	Suite *s = suite_create("rulings");
	TCase *tc = tcase_create("rulings");

	tcase_add_loop_test(tc, a_row_meets_what_all_its_cells_say, 0,
	    (int)(sizeof one_row / sizeof *one_row));
	tcase_add_loop_test(tc,
	    a_row_that_has_no_one_meaning_is_refused_at_its_place, 0,
	    (int)(sizeof refused / sizeof *refused));
	tcase_add_test(tc, an_order_behind_a_word_is_read);
	tcase_add_test(tc, a_date_of_one_day_only_is_read);
	tcase_add_test(tc, the_ruling_is_the_status_and_bears_its_order);
	tcase_add_test(tc,
	    the_same_word_twice_is_fine_and_the_later_order_counts);
	tcase_add_test(tc,
	    denied_is_burned_until_it_is_lifted_and_withdrawn_is_not);
	tcase_add_test(tc,
	    a_modified_box_is_burned_under_its_old_id_and_the_lock_holds);
	tcase_add_test(tc, a_row_for_each_page_rules_on_the_whole_redaction);
	tcase_add_test(tc, who_burns_again_what_is_withdrawn_is_warned);
	tcase_add_test(tc, our_own_log_comes_back);
	tcase_add_test(tc, an_old_code_page_is_read_where_it_has_one_meaning);
	tcase_add_test(tc, a_cell_that_is_a_note_reaches_no_message);
	tcase_add_test(tc, citations_have_one_form);
	tcase_add_test(tc, the_words_in_a_message_are_those_that_are_read);
	suite_add_tcase(s, tc);
	return s;
}
