/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/document.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "suites.h"
#include "testpdf.h"

static struct testpdf t;
static struct ic_document doc;
static int fd = -1;

static void setup(void)
{
	fd = -1;
	doc = (struct ic_document){ 0 };
}

static void teardown(void)
{
	ic_document_close(&doc);
	testpdf_finish(&t);
	if (fd >= 0) {
		close(fd);
	}
}

static enum ic_reason open_made(const char *password)
{
	fd = testpdf_fd(&t);
	return ic_document_open(&doc, fd, password);
}

static void begin(const char *catalog)
{
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R%s>>", catalog);
}

static void one_page(const char *catalog, const char *page)
{
	begin(catalog);
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t,
	    "<</Type/Page/Parent 2 0 R"
	    "/MediaBox[0 0 200 300]%s>>",
	    page);
}

START_TEST(what_is_no_pdf_is_refused_as_such)
{
	static const char *const bytes[] = {
		"",
		"hello",
		"%!PS-Adobe-3.0\n",
		"\x89PNG\r\n",
		"%FDF-1.2\n",
	};

	testpdf_begin(&t);
	ic_buf_reset(&t.b);
	ic_buf_puts(&t.b, bytes[_i]);
	ck_assert_int_eq(open_made(""), IC_REASON_NOT_PDF);
	ck_assert_ptr_null(doc.mu.ctx);
}
END_TEST

START_TEST(pages_without_a_header_are_opened_and_noted)
{
	one_page("", "");
	testpdf_end(&t);
	memset(t.b.data, ' ', 5);
	ck_assert_int_eq(open_made(""), IC_REASON_NONE);
	ck_assert_uint_eq(doc.pages, 1);
	ck_assert_uint_eq(doc.notes, IC_NOTE_BIT(REPAIRED));
}
END_TEST

START_TEST(a_header_without_a_document_is_damaged)
{
	testpdf_begin(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_DAMAGED);
}
END_TEST

START_TEST(a_directory_cannot_be_read)
{
	fd = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ck_assert_int_eq(ic_document_open(&doc, fd, ""), IC_REASON_READ);
}
END_TEST

START_TEST(a_tree_without_a_page_has_no_pages)
{
	begin("");
	testpdf_object(&t, "<</Type/Pages/Kids[]/Count 0>>");
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_NO_PAGES);
}
END_TEST

START_TEST(a_tree_that_loops_is_damaged)
{
	begin("");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	testpdf_object(&t, "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]>>");
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_DAMAGED);
}
END_TEST

START_TEST(a_bush_of_shared_nodes_ends)
{
	begin("");
	for (int i = 2; i < 40; i++) {
		testpdf_object(&t, "<</Type/Pages/Kids[%d 0 R %d 0 R]>>", i + 1,
		    i + 1);
	}
	testpdf_object(&t, "<</Type/Pages/Kids[]>>");
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_DAMAGED);
}
END_TEST

START_TEST(more_pages_than_the_limit_are_refused)
{
	begin("");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 1>>");
	ic_buf_finish(&t.b);
	testpdf_begin(&t);
	testpdf_object(&t, "<</Type/Catalog/Pages 2 0 R>>");
	t.offsets[++t.n] = t.b.len;
	ic_buf_puts(&t.b, "2 0 obj\n<</Type/Pages/Kids[");
	for (int i = 0; i < 100001; i++) {
		ic_buf_puts(&t.b, "3 0 R ");
	}
	ic_buf_puts(&t.b, "]/Count 100001>>\nendobj\n");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R>>");
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_TOO_MANY_PAGES);
}
END_TEST

START_TEST(a_kid_that_is_nothing_is_damaged_not_skipped)
{
	begin("");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R>>");
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_DAMAGED);
}
END_TEST

START_TEST(a_count_that_lies_is_noted_and_the_pages_are_counted)
{
	begin("");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 7>>");
	testpdf_object(&t, "<</Type/Page/Parent 2 0 R>>");
	testpdf_object(&t, "<</Parent 2 0 R/MediaBox[0 0 50 50]>>");
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_NONE);
	ck_assert_uint_eq(doc.pages, 2);
	ck_assert_uint_eq(doc.notes, IC_NOTE_BIT(REPAIRED));
}
END_TEST

START_TEST(a_repaired_file_is_noted)
{
	one_page("", "");
	testpdf_end(&t);
	t.b.data[t.b.len - 10] = '9'; /* startxref */
	ck_assert_int_eq(open_made(""), IC_REASON_NONE);
	ck_assert_uint_eq(doc.notes, IC_NOTE_BIT(REPAIRED));
}
END_TEST

/* One page whose content the table calls free, and a stream in use. */
static void hybrid(const unsigned char *lie)
{
	unsigned char row[6] = { 1 };
	size_t stream, table;

	one_page("", "/Contents 4 0 R");
	testpdf_stream(&t, "", "0 0 9 9 re f");
	stream = t.b.len;
	row[3] = (unsigned char)(t.offsets[4] >> 8);
	row[4] = (unsigned char)t.offsets[4];
	ic_buf_puts(&t.b,
	    "5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Index[4 1]/Length 6>>\n"
	    "stream\n");
	ic_buf_add(&t.b, lie ? lie : row, sizeof(row));
	ic_buf_puts(&t.b, "\nendstream\nendobj\n");
	table = t.b.len;
	ic_buf_puts(&t.b, "xref\n0 6\n0000000000 65535 f \n");
	for (int i = 1; i < 4; i++) {
		ic_buf_printf(&t.b, "%010zu 00000 n \n", t.offsets[i]);
	}
	ic_buf_printf(&t.b,
	    "0000000000 65535 f \n%010zu 00000 n \n"
	    "trailer\n<</Size 6/Root 1 0 R/XRefStm %zu>>\n"
	    "startxref\n%zu\n%%%%EOF\n",
	    stream, stream, table);
}

static bool has_content(void)
{
	return pdf_is_stream(doc.mu.ctx,
	    pdf_dict_get(doc.mu.ctx, doc.page_objs[0], PDF_NAME(Contents)));
}

START_TEST(what_the_table_of_a_hybrid_hides_is_found)
{
	hybrid(NULL);
	ck_assert_int_eq(open_made(""), IC_REASON_NONE);
	ck_assert_uint_eq(doc.pages, 1);
	ck_assert(has_content());
	ck_assert_uint_eq(doc.notes, 0);
}
END_TEST

START_TEST(a_hybrid_that_lies_shows_nothing_and_ends)
{
	/* In itself, in the catalog, in nothing, at no place, of no kind. */
	static const unsigned char rows[][6] = {
		{ 2, 0, 0, 0, 4, 0 },
		{ 2, 0, 0, 0, 1, 0 },
		{ 2, 0, 0, 0, 99, 0 },
		{ 2, 255, 255, 255, 255, 0 },
		{ 1, 0, 0, 0, 0, 0 },
		{ 7, 0, 0, 0, 9, 0 },
	};

	hybrid(rows[_i]);
	ck_assert_int_eq(open_made(""), IC_REASON_NONE);
	ck_assert(!has_content());
}
END_TEST

START_TEST(forms_signatures_and_files_are_noted)
{
	static const struct {
		const char *catalog;
		uint32_t notes;
	} rows[] = {
		{ "", 0 },
		{ "/AcroForm<</Fields[]/XFA[(a) 4 0 R]>>", IC_NOTE_BIT(XFA) },
		{ "/AcroForm<</Fields[<</FT/Sig/V<</Type/Sig>>>>]>>",
		    IC_NOTE_BIT(SIGNATURE) },
		{ "/AcroForm<</Fields[<</FT/Sig>>]>>", 0 },
		{ "/AcroForm<</Fields[<</Kids[<</FT/Sig/V<<>>>>]>>]>>",
		    IC_NOTE_BIT(SIGNATURE) },
		{ "/Perms<</DocMDP<<>>>>", IC_NOTE_BIT(SIGNATURE) },
		{ "/Names<</EmbeddedFiles<</Names[(a)<<>>]>>>>",
		    IC_NOTE_BIT(ATTACHMENTS) },
		{ "/Names<</EmbeddedFiles<</Kids[<</Names[(a)<<>>]>>]>>>>",
		    IC_NOTE_BIT(ATTACHMENTS) },
		{ "/Names<</EmbeddedFiles<</Names[]>>>>", 0 },
		{ "/AF[<<>>]", IC_NOTE_BIT(ATTACHMENTS) },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		one_page(rows[i].catalog, "");
		testpdf_end(&t);
		ck_assert_int_eq(open_made(""), IC_REASON_NONE);
		ck_assert_msg(doc.notes == rows[i].notes, "%s: %#x",
		    rows[i].catalog, (unsigned)doc.notes);
		teardown();
	}
}
END_TEST

START_TEST(a_page_with_a_redact_annotation_or_a_file_is_noted)
{
	one_page("",
	    "/Annots[<</Subtype/Redact>><</Subtype/FileAttachment>>"
	    "5 0 R(x)]");
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_NONE);
	ck_assert_uint_eq(ic_document_page_notes(&doc, 0),
	    IC_NOTE_BIT(REDACT_ANNOT) | IC_NOTE_BIT(ATTACHMENTS));
}
END_TEST

static enum ic_reason open_encrypted(const char *passwords, const char *give)
{
	char in[] = "/tmp/ic-document-XXXXXX", line[256];
	enum ic_reason why;

	one_page("", "");
	testpdf_end(&t);
	close(mkstemp(in));
	testpdf_save(&t, in);
	snprintf(line, sizeof(line),
	    "qpdf --allow-weak-crypto --encrypt %s "
	    "256 -- --replace-input %s",
	    passwords, in);
	ck_assert_int_eq(system(line), 0);
	fd = open(in, O_RDONLY | O_CLOEXEC);
	unlink(in);
	why = ic_document_open(&doc, fd, give);
	return why;
}

START_TEST(a_password_is_asked_for_refused_or_taken)
{
	ck_assert_int_eq(open_encrypted("open own", ""), IC_REASON_PASSWORD);
	teardown();
	ck_assert_int_eq(open_encrypted("open own", "shut"),
	    IC_REASON_WRONG_PASSWORD);
	teardown();
	ck_assert_int_eq(open_encrypted("open own", "open"), IC_REASON_NONE);
	ck_assert_uint_eq(doc.notes, 0);
	teardown();
	ck_assert_int_eq(open_encrypted("open own", "own"), IC_REASON_NONE);
}
END_TEST

START_TEST(an_owner_password_alone_opens_and_is_noted)
{
	ck_assert_int_eq(open_encrypted("'' own", "whatever"), IC_REASON_NONE);
	ck_assert_uint_eq(doc.notes, IC_NOTE_BIT(OWNER_PASSWORD));
}
END_TEST

static void load_all(uint32_t pages)
{
	fz_context *ctx = doc.mu.ctx;

	for (uint32_t i = 0; i < pages; i++) {
		struct ic_geometry g;
		pdf_page *page = ic_document_page(&doc, i, &g);

		ck_assert_int_eq(g.size.w, (int)(100 + i) * 1000);
		fz_drop_page(ctx, &page->super);
	}
}

static double seconds_of(uint32_t pages)
{
	clock_t from = clock();

	begin("");
	t.offsets[++t.n] = t.b.len;
	ic_buf_puts(&t.b, "2 0 obj\n<</Type/Pages/Kids[");
	for (uint32_t i = 0; i < pages; i++) {
		ic_buf_printf(&t.b, "%u 0 R ", (unsigned)i + 3);
	}
	ic_buf_printf(&t.b, "]/Count %u>>\nendobj\n", (unsigned)pages);
	for (uint32_t i = 0; i < pages; i++) {
		testpdf_object(&t,
		    "<</Type/Page/Parent 2 0 R/MediaBox"
		    "[0 0 %u 300]/Annots[<</Subtype/Link/Rect[0 0 9 9]"
		    "/Dest[3 0 R/Fit]>>]>>",
		    (unsigned)(100 + i));
	}
	testpdf_end(&t);
	ck_assert_int_eq(open_made(""), IC_REASON_NONE);
	ck_assert_uint_eq(doc.pages, pages);
	load_all(pages);
	teardown();
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

START_TEST(a_page_beyond_the_last_is_damaged_not_read)
{
	struct ic_geometry g;
	enum ic_reason why = IC_REASON_NONE;

	one_page("", "");
	ck_assert_uint_eq(open_made(NULL), IC_REASON_NONE);
	fz_var(why);
	fz_try(doc.mu.ctx) {
		ic_document_geometry(&doc, 1, &g);
	}
	fz_catch(doc.mu.ctx) {
		why = ic_document_caught(&doc);
	}
	ck_assert_uint_eq(why, IC_REASON_PAGE_DAMAGED);
}
END_TEST

START_TEST(pages_of_a_flat_tree_cost_the_same_wherever_they_stand)
{
	double few = seconds_of(1000), many = seconds_of(8000);

	ck_assert_msg(many < 24 * few + 0.2, "1,000 pages %g s, 8,000 %g s",
	    few, many);
}
END_TEST

/* A tree of seven pages, each a point wider than the one before it. */
#define TREE_PAGES 7

static void page_in(int parent, int wide)
{
	testpdf_object(&t, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d 300]>>",
	    parent, wide);
}

static void make_tree(int counted)
{
	begin("");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R 7 0 R 8 0 R]/Count 7>>");
	testpdf_object(&t,
	    "<</Type/Pages/Parent 2 0 R/Kids[4 0 R 5 0 R 6 0 R]/Count %d>>",
	    counted);
	page_in(3, 200);
	page_in(3, 201);
	page_in(3, 202);
	page_in(2, 203);
	testpdf_object(&t,
	    "<</Type/Pages/Parent 2 0 R/Kids[9 0 R 12 0 R]/Count 3>>");
	testpdf_object(&t,
	    "<</Type/Pages/Parent 8 0 R/Kids[10 0 R 11 0 R]/Count 2>>");
	page_in(9, 204);
	page_in(9, 205);
	page_in(8, 206);
	testpdf_end(&t);
}

static enum ic_reason open_part(uint32_t first, uint32_t n, bool count)
{
	const struct ic_document_part part = { first, n, count };
	uint32_t page;

	fd = testpdf_fd(&t);
	return ic_document_open_source(&doc, fd, "", &part, &page);
}

static int width_of(uint32_t index)
{
	struct ic_geometry g = { .size = { 0, 0 } };

	fz_try(doc.mu.ctx) {
		ic_document_geometry(&doc, index, &g);
	}
	fz_catch(doc.mu.ctx) {
		ck_abort();
	}
	return g.size.w / IC_MPT;
}

START_TEST(a_part_is_those_pages_and_no_others)
{
	for (uint32_t first = 0; first < TREE_PAGES; first++) {
		for (uint32_t n = 1; n <= TREE_PAGES - first; n++) {
			make_tree(3);
			ck_assert_int_eq(open_part(first, n, _i),
			    IC_REASON_NONE);
			ck_assert_uint_eq(doc.pages, n);
			ck_assert_uint_eq(doc.notes, 0);
			for (uint32_t i = 0; i < n; i++) {
				ck_assert_int_eq(width_of(i),
				    200 + (int)(first + i));
			}
			teardown();
			setup();
		}
	}
}
END_TEST

START_TEST(a_part_beyond_the_end_is_none)
{
	make_tree(3);
	ck_assert_int_eq(open_part(TREE_PAGES - 1 + (uint32_t)_i, 2, _i & 1),
	    IC_REASON_PART);
	ck_assert_ptr_null(doc.mu.ctx);
}
END_TEST

START_TEST(a_tree_that_counts_wrong_has_no_parts)
{
	static const int counted[] = { 0, -3, 2, 4, 1000000 };

	make_tree(counted[_i]);
	ck_assert_int_eq(open_part(5, 1, true), IC_REASON_PAGE_TREE);
}
END_TEST

START_TEST(a_node_without_a_page_has_no_parts)
{
	begin("");
	testpdf_object(&t, "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>");
	testpdf_object(&t, "<</Type/Pages/Parent 2 0 R/Kids[]/Count 0>>");
	testpdf_object(&t,
	    "<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2>>");
	page_in(4, 200);
	page_in(4, 201);
	testpdf_end(&t);
	ck_assert_int_eq(open_part(0, 1, true), IC_REASON_PAGE_TREE);
}
END_TEST

/* The pages before a part are not looked at: here they are no pages. */
START_TEST(what_lies_before_a_part_is_passed_by)
{
	begin("");
	testpdf_object(&t,
	    "<</Type/Pages/Kids[9 0 R 9 0 R 9 0 R 3 0 R]/Count 4>>");
	page_in(2, 200);
	testpdf_end(&t);
	ck_assert_int_eq(open_part(3, 1, false), IC_REASON_NONE);
	ck_assert_int_eq(width_of(0), 200);
	teardown();
	setup();
	begin("");
	testpdf_object(&t,
	    "<</Type/Pages/Kids[9 0 R 9 0 R 9 0 R 3 0 R]/Count 4>>");
	page_in(2, 200);
	testpdf_end(&t);
	ck_assert_int_eq(open_part(3, 1, true), IC_REASON_DAMAGED);
}
END_TEST

Suite *suite_document(void)
{
	Suite *s = suite_create("document");
	TCase *c = tcase_create("document");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, what_is_no_pdf_is_refused_as_such, 0, 5);
	tcase_add_test(c, pages_without_a_header_are_opened_and_noted);
	tcase_add_test(c, a_header_without_a_document_is_damaged);
	tcase_add_test(c, a_directory_cannot_be_read);
	tcase_add_test(c, a_tree_without_a_page_has_no_pages);
	tcase_add_test(c, a_tree_that_loops_is_damaged);
	tcase_add_test(c, a_bush_of_shared_nodes_ends);
	tcase_add_test(c, more_pages_than_the_limit_are_refused);
	tcase_add_test(c, a_kid_that_is_nothing_is_damaged_not_skipped);
	tcase_add_test(c, a_count_that_lies_is_noted_and_the_pages_are_counted);
	tcase_add_test(c, a_repaired_file_is_noted);
	tcase_add_test(c, what_the_table_of_a_hybrid_hides_is_found);
	tcase_add_loop_test(c, a_hybrid_that_lies_shows_nothing_and_ends, 0, 6);
	tcase_add_test(c, forms_signatures_and_files_are_noted);
	tcase_add_test(c, a_page_with_a_redact_annotation_or_a_file_is_noted);
	tcase_add_test(c, a_password_is_asked_for_refused_or_taken);
	tcase_add_test(c, an_owner_password_alone_opens_and_is_noted);
	tcase_add_test(c, a_page_beyond_the_last_is_damaged_not_read);
	tcase_add_test(c,
	    pages_of_a_flat_tree_cost_the_same_wherever_they_stand);
	tcase_add_loop_test(c, a_part_is_those_pages_and_no_others, 0, 2);
	tcase_add_loop_test(c, a_part_beyond_the_end_is_none, 0, 3);
	tcase_add_loop_test(c, a_tree_that_counts_wrong_has_no_parts, 0, 5);
	tcase_add_test(c, a_node_without_a_page_has_no_parts);
	tcase_add_test(c, what_lies_before_a_part_is_passed_by);
	suite_add_tcase(s, c);
	return s;
}
