/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What documents_csv says of documents, and who is attached to whom. */
#include <string.h>

#include "core/plan.h"
#include "spec_fixture.h"
#include "suites.h"

/* a.pdf is COE000001-5, b.pdf COE000006-8, sub/c.pdf COE000020. */
#define SPEC \
	"bates: { prefix: COE }\n" \
	"documents_csv: d.csv\n" \
	"documents:\n" \
	"  - a.pdf\n" \
	"  - { file: b.pdf, category: Mail, author: Moe }\n" \
	"  - { file: sub/c.pdf, bates: COE000020 }\n"

struct made {
	struct loaded l;
	struct ic_plan plan;
	bool ok;
};

static void plan_it(struct made *m, const char *spec, const char *csv,
    size_t len)
{
	static const uint32_t pages[] = { 5, 3, 1 };
	struct ic_error err = { 0 };

	*m = (struct made){ 0 };
	load_bytes(&m->l, spec, strlen(spec), csv, len);
	if (!m->l.ok) {
		return;
	}
	ck_assert(ic_plan_begin(&m->l.spec, &m->plan, &err));
	for (size_t i = 0; i < 3; i++) {
		ck_assert(ic_plan_set_pages(&m->plan, i, pages[i], &err));
	}
	ck_assert(ic_plan_number(&m->plan, &m->l.diags));
	m->ok = ic_plan_fields(&m->plan, &m->l.diags);
	ck_assert_int_eq(m->ok, m->l.diags.errors == 0);
}

static void rows(struct made *m, const char *csv)
{
	plan_it(m, SPEC, csv, strlen(csv));
}

static void done(struct made *m)
{
	ic_plan_finish(&m->plan);
	unload(&m->l);
}

static const char *field(const struct made *m, size_t i, enum ic_field_key k)
{
	return ic_field(&m->plan.documents[i].fields, k);
}

START_TEST(a_row_speaks_of_the_document_that_its_file_or_number_names)
{
	struct made m;

	rows(&m,
	    "\xef\xbb\xbf"
	    "File,Bates,Category,Date,Reviewer\n"
	    "./a.pdf,,Records,03/05/2018,Zimmerlake\n"
	    ",COE000007,Mail,2019-01-02,\n"
	    "sub/c.pdf,COE000020,,undated,\n");
	ck_assert_msg(m.ok, "%s", all_said(&m.l));
	ck_assert_str_eq(field(&m, 0, IC_FIELD_CATEGORY), "Records");
	ck_assert_str_eq(field(&m, 0, IC_FIELD_DATE), "2018-03-05");
	ck_assert_str_eq(field(&m, 1, IC_FIELD_CATEGORY), "Mail");
	ck_assert_str_eq(field(&m, 1, IC_FIELD_DATE), "2019-01-02");
	ck_assert_str_eq(field(&m, 1, IC_FIELD_AUTHOR), "Moe");
	ck_assert_str_eq(field(&m, 2, IC_FIELD_DATE), "undated");
	ck_assert_str_eq(field(&m, 2, IC_FIELD_CATEGORY), "");
	ck_assert_uint_eq(m.l.diags.n, 0);
	done(&m);
}
END_TEST

START_TEST(a_load_file_s_range_names_its_document)
{
	struct made m;

	rows(&m,
	    "BEGBATES;ENDBATES;title\n"
	    "COE000006-COE000008;COE000008;T\n");
	ck_assert_msg(m.ok, "%s", all_said(&m.l));
	ck_assert_str_eq(field(&m, 1, IC_FIELD_TITLE), "T");
	done(&m);
}
END_TEST

START_TEST(a_wrong_row_is_refused_at_row_and_column)
{
	static const char *const cases[][2] = {
		{ "file,title\nz.pdf,T\n",
		    "2:1: no document has this file: write it as \"documents\""
		    " does" },
		{ "bates,title\nCOE000099,T\n",
		    "2:1: no document holds COE000099" },
		{ "title,bates\nT,COE000004-6\n",
		    "2:2: no document holds COE000004-COE000006" },
		{ "bates,title\n\"COE000001, COE000006\",T\n",
		    "2:1: a row speaks of one document: give one number or "
		    "range" },
		{ "bates,title\nseven,T\n",
		    "2:1: this is no Bates number: write prefix and digits" },
		{ "file,bates\na.pdf,COE000006\n",
		    "2:2: the row's \"file\" and \"bates\" are two documents: "
		    "a.pdf has COE000001-COE000005" },
		{ "file,bates,title\n,,T\n",
		    "2: the row names no document: give its \"file\" or its "
		    "\"bates\"" },
		{ "title,date\nT,2018-01-01\n",
		    "1: the first row names neither a column \"file\" nor "
		    "\"bates\": one of them must say which document a row "
		    "speaks of" },
		{ "file,title\na.pdf,T\n,\na.pdf,T\n",
		    "4: COE000001-COE000005 has a row already, row 2: leave "
		    "one of them out" },
		{ "file,bates,title\na.pdf,,T\n,COE000003,T\n",
		    "3: COE000001-COE000005 has a row already, row 2: leave "
		    "one of them out" },
		{ "file,author\nb.pdf,Curly\n",
		    "2:2: the \"author\" of COE000006-COE000008 is not what "
		    "the spec says in line 5: correct one of them" },
		{ "file,date\na.pdf,3/5/2018\n",
		    "2:2: \"date\" is a date as Excel writes it, which in "
		    "another country is another day: format the column as "
		    "YYYY-MM-DD and save it again" },
		{ "file,dispute\na.pdf,yes\n",
		    "2:2: \"dispute\" must be open or resolved" },
		{ "file,parent\na.pdf,COE000099\n",
		    "2: the parent of COE000001-COE000005 is COE000099, which "
		    "no document holds" },
		{ "file,parent\na.pdf,COE000003\n",
		    "2: COE000001-COE000005 is its own parent: give the "
		    "number of the document that it is attached to, or none" },
		{ "file,title,title\na.pdf,T,T\n",
		    "1:3: column \"title\" stands here twice, first as column "
		    "2" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct made m;

		rows(&m, cases[i][0]);
		ck_assert_str_eq(said(&m.l, 0), cases[i][1]);
		ck_assert_uint_eq(m.l.diags.errors, 1);
		done(&m);
	}
}
END_TEST

/* Its rows are otherwise right, so that only the encoding is refused. */
START_TEST(bytes_of_an_old_code_page_are_named_where_they_stand)
{
	static const char csv[] = "file,title,author\n"
				  "a.pdf,T,M\xf6"
				  "e\n"
				  "b.pdf,U,Moe\n";
	struct made m;

	rows(&m, csv);
	ck_assert(!m.ok);
	ck_assert_uint_eq(m.l.diags.errors, 1);
	ck_assert_ptr_nonnull(strstr(said(&m.l, 0), "CSV UTF-8"));
	ck_assert_uint_eq(m.l.diags.at[0].place.line, 2);
	ck_assert_uint_eq(m.l.diags.at[0].place.column, 3);
	done(&m);
}
END_TEST

START_TEST(what_no_field_is_is_neither_kept_nor_told)
{
	struct made m;

	rows(&m, "file,note,Custodian\na.pdf,Zimmerlake,Zimmerlake\n");
	ck_assert(m.ok);
	ck_assert_uint_eq(m.l.diags.n, 0);
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		ck_assert_str_eq(field(&m, 0, (enum ic_field_key)k), "");
	}
	done(&m);
}
END_TEST

START_TEST(a_misspelled_column_is_warned_of)
{
	struct made m;

	rows(&m, "file,categroy\na.pdf,x\n");
	ck_assert(m.ok);
	ck_assert_str_eq(said(&m.l, 0),
	    "1:2: a column of an unknown name is ignored: did you mean "
	    "\"category\"?");
	done(&m);
}
END_TEST

START_TEST(a_parent_is_the_first_number_of_its_document)
{
	struct made m;

	rows(&m, "bates,parent\nCOE000008,COE000003\nCOE000020,COE000007\n");
	ck_assert_msg(m.ok, "%s", all_said(&m.l));
	ck_assert_str_eq(field(&m, 0, IC_FIELD_PARENT), "");
	ck_assert_str_eq(field(&m, 1, IC_FIELD_PARENT), "COE000001");
	ck_assert_str_eq(field(&m, 2, IC_FIELD_PARENT), "COE000006");
	done(&m);
}
END_TEST

START_TEST(parents_in_a_ring_are_refused_once)
{
	struct made m;

	rows(&m,
	    "bates,parent\nCOE000001,COE000006\nCOE000006,COE000020\n"
	    "COE000020,COE000006\n");
	ck_assert(!m.ok);
	ck_assert_uint_eq(m.l.diags.errors, 1);
	ck_assert_str_eq(said(&m.l, 0),
	    "3: COE000006-COE000008 is attached to itself by way of its "
	    "parents, the first of which is COE000020: correct one");
	done(&m);
}
END_TEST

START_TEST(a_value_s_cell_knows_the_row_that_it_came_from)
{
	struct made m;
	struct ic_plan_cell c;
	unsigned found = 0;

	rows(&m, "file,title\nb.pdf,T\n");
	ck_assert(m.ok);
	for (uint32_t i = 0; ic_plan_cell(&m.plan, 1, i, &c); i++) {
		if (strcmp(c.what, "title") == 0) {
			ck_assert_ptr_eq(c.place.source, m.l.spec.sources[3]);
			ck_assert_uint_eq(c.place.line, 2);
			found++;
		} else if (strcmp(c.what, "author") == 0) {
			ck_assert_ptr_eq(c.place.source, m.l.spec.sources[0]);
			ck_assert_uint_eq(c.place.line, 5);
			found++;
		}
	}
	ck_assert_uint_eq(found, 2);
	done(&m);
}
END_TEST

/* a.pdf is of no category, b.pdf of Mail, c.pdf of Records; R is Medical. */
#define REDACTED \
	SPEC "codes: { PII: { basis: x } }\n" \
	     "redactions: [{ bates: COE000002, rect: whole, code: PII, " \
	     "category: Medical }]\n"

static void plan_categories(struct made *m)
{
	static const char csv[] = "file,category\nsub/c.pdf,Records\n";

	plan_it(m, REDACTED, csv, strlen(csv));
	for (size_t i = 0; i < m->plan.ndocuments; i++) {
		for (uint32_t p = 0; p < m->plan.documents[i].npages; p++) {
			m->plan.documents[i].pages[p].size = (struct ic_size){
				612000, 792000
			};
		}
	}
	ck_assert_msg(m->ok && ic_plan_resolve(&m->plan, &m->l.diags), "%s",
	    all_said(&m->l));
}

/* "101": the first and the third are selected; or what is wrong. */
static const char *selected(struct made *m, const char *const *names, size_t n)
{
	static char out[IC_ERROR_MAX];
	struct ic_error err = { 0 };

	if (!ic_plan_select_categories(&m->plan, names, n, &err)) {
		memcpy(out, err.msg, sizeof(out));
		return out;
	}
	for (size_t i = 0; i < 3; i++) {
		out[i] = m->plan.documents[i].selected ? '1' : '0';
	}
	out[3] = '\0';
	return out;
}

START_TEST(a_category_selects_its_documents_in_any_case)
{
	struct made m;

	plan_categories(&m);
	ck_assert_str_eq(selected(&m, (const char *[]){ "mAIL" }, 1), "010");
	done(&m);
	plan_categories(&m);
	ck_assert_str_eq(selected(&m, (const char *[]){ "Records" }, 1), "001");
	done(&m);
}
END_TEST

START_TEST(a_redaction_s_category_selects_its_document)
{
	struct made m;

	plan_categories(&m);
	ck_assert_str_eq(selected(&m, (const char *[]){ "medical" }, 1), "100");
	done(&m);
}
END_TEST

START_TEST(of_several_categories_all_are_selected)
{
	struct made m;

	plan_categories(&m);
	ck_assert_str_eq(selected(&m, (const char *[]){ "Mail", "Records" }, 2),
	    "011");
	done(&m);
}
END_TEST

START_TEST(a_category_takes_only_of_what_bates_selected)
{
	struct made m;

	plan_categories(&m);
	m.plan.documents[1].selected = false;
	ck_assert_str_eq(selected(&m, (const char *[]){ "Mail", "Records" }, 2),
	    "001");
	done(&m);
	plan_categories(&m);
	m.plan.documents[1].selected = false;
	ck_assert_str_eq(selected(&m, (const char *[]){ "Mail" }, 1),
	    "--category: no document that --bates names is of that category");
	done(&m);
}
END_TEST

START_TEST(an_unknown_category_is_told_the_known_ones)
{
	struct made m;

	plan_categories(&m);
	ck_assert_str_eq(selected(&m, (const char *[]){ "Mail", "Male" }, 2),
	    "--category: nothing is of the category \"Male\": there are "
	    "\"Medical\", \"Mail\", \"Records\"");
	done(&m);
}
END_TEST

START_TEST(without_categories_none_can_be_selected)
{
	static const char spec[] = "bates: { prefix: COE }\n"
				   "documents: [a.pdf, b.pdf, c.pdf]\n";
	struct made m;

	plan_it(&m, spec, "", 0);
	ck_assert(m.ok);
	ck_assert_ptr_nonnull(strstr(selected(&m, (const char *[]){ "A" }, 1),
	    "no document of the spec has a category"));
	done(&m);
}
END_TEST

Suite *suite_documents_csv(void)
{
	Suite *s = suite_create("documents_csv");
	TCase *t = tcase_create("documents_csv");

	tcase_add_test(t,
	    a_row_speaks_of_the_document_that_its_file_or_number_names);
	tcase_add_test(t, a_load_file_s_range_names_its_document);
	tcase_add_test(t, a_wrong_row_is_refused_at_row_and_column);
	tcase_add_test(t, bytes_of_an_old_code_page_are_named_where_they_stand);
	tcase_add_test(t, what_no_field_is_is_neither_kept_nor_told);
	tcase_add_test(t, a_misspelled_column_is_warned_of);
	tcase_add_test(t, a_parent_is_the_first_number_of_its_document);
	tcase_add_test(t, parents_in_a_ring_are_refused_once);
	tcase_add_test(t, a_value_s_cell_knows_the_row_that_it_came_from);
	tcase_add_test(t, a_category_selects_its_documents_in_any_case);
	tcase_add_test(t, a_redaction_s_category_selects_its_document);
	tcase_add_test(t, of_several_categories_all_are_selected);
	tcase_add_test(t, a_category_takes_only_of_what_bates_selected);
	tcase_add_test(t, an_unknown_category_is_told_the_known_ones);
	tcase_add_test(t, without_categories_none_can_be_selected);
	suite_add_tcase(s, t);
	return s;
}
