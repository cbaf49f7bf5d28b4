/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which documents folders, load files and parts of a file become. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/plan.h"
#include "spec_fixture.h"
#include "suites.h"

#define B "bates: { prefix: COE }\n"
#define OPT "VOL/DATA/C.opt"

/* "name first-last pages" of each document. */
static const char *documents(const struct loaded *l)
{
	static char out[4000];
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < l->spec.ndocuments; i++) {
		const struct ic_spec_document *d = &l->spec.documents[i];
		char range[IC_BATES_RANGE_MAX] = "-";

		if (d->has_first) {
			ic_bates_range_format(&l->spec.prefixes, &d->first,
			    d->has_last ? &d->last : &d->first, range);
		}
		n += (size_t)snprintf(out + n, sizeof out - n,
		    "%s%s %s %u/%u%s", i ? "; " : "", d->name, range,
		    d->pages_said, d->nimages, d->part ? " part" : "");
	}
	return out;
}

/* The documents, or the first message of a spec that is refused. */
static const char *made(struct loaded *l, const char *spec,
    const struct given *files)
{
	load_given(l, spec, files);
	return l->ok ? documents(l) : said(l, 0);
}

static const char *field(const struct loaded *l, size_t i, enum ic_field_key k)
{
	return ic_field(&l->spec.documents[i].fields, k);
}

START_TEST(a_folder_s_pdfs_come_as_people_count)
{
	static const struct given files[] = { { "ia/10.pdf", "", 0 },
		{ "ia/2.PDF", "", 0 }, { "ia/b/1.pdf", "", 0 },
		{ "ia/a.docx", "", 0 }, { NULL, NULL, 0 } };
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: ia\n", files),
	    "ia/2.PDF - 0/0; ia/10.pdf - 0/0; ia/b/1.pdf - 0/0");
	ck_assert_uint_eq(l.diags.warnings, 1);
	ck_assert_ptr_nonnull(strstr(said(&l, 0), "ia/a.docx"));
	unload(&l);
	ck_assert_str_eq(made(&l,
			     B "documents: [{ folder: ia/, bates: COE000005,"
			       " designation: SECRET }, x.pdf]\n",
			     files),
	    "ia/2.PDF COE000005 0/0; ia/10.pdf - 0/0; ia/b/1.pdf - 0/0; "
	    "x.pdf - 0/0");
	ck_assert_str_eq(field(&l, 2, IC_FIELD_DESIGNATION), "SECRET");
	ck_assert_str_eq(field(&l, 3, IC_FIELD_DESIGNATION), "");
	unload(&l);
}
END_TEST

START_TEST(links_to_folders_are_told_once_and_not_followed)
{
	static const struct given files[] = { { "ia/1.pdf", "", 0 },
		{ "ia/more.pdf/", "", 0 }, { "ia/x/", "", 0 },
		{ NULL, NULL, 0 } };
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: ia\n", files),
	    "ia/1.pdf - 0/0");
	ck_assert_uint_eq(l.diags.warnings, 1);
	ck_assert_ptr_nonnull(strstr(said(&l, 0), "/ and others is left out"));
	unload(&l);
}
END_TEST

START_TEST(a_stamped_folder_s_names_are_its_numbers)
{
	static const struct given good[] = { { "p/COE000300-COE000311.pdf", "",
						 0 },
		{ "p/COE000312.pdf", "", 0 }, { NULL, NULL, 0 } };
	static const struct given bad[] = { { "p/letter.pdf", "", 0 },
		{ NULL, NULL, 0 } };
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: { folder: p, stamped: true }\n",
			     good),
	    "p/COE000300-COE000311.pdf COE000300-COE000311 0/0; "
	    "p/COE000312.pdf COE000312 0/0");
	unload(&l);
	ck_assert_ptr_nonnull(strstr(made(&l,
					 B "documents: { folder: p, stamped: "
					   "true }\n",
					 bad),
	    "the name of p/letter.pdf does not say its first number"));
	unload(&l);
}
END_TEST

static const char dat[] =
    "\xc3\xbeProd Beg\xc3\xbe\x14\xc3\xbe"
    "ENDDOC\xc3\xbe\x14\xc3\xbe"
    "PgCount\xc3\xbe\x14\xc3\xbePDF_PATH\xc3\xbe\x14\xc3\xbe"
    "DateSent\xc3\xbe\x14\xc3\xbeTO\xc3\xbe\x14\xc3\xbe"
    "CC\xc3\xbe\x14\xc3\xbe"
    "SUBJECT\xc3\xbe\x14\xc3\xbe"
    "BEGATTACH\xc3\xbe\x14\xc3\xbeMD5\xc3\xbe\r\n"
    "\xc3\xbe"
    "COE000001\xc3\xbe\x14\xc3\xbe"
    "COE000003\xc3\xbe\x14\xc3\xbe"
    "3\xc3\xbe\x14\xc3\xbe\\VOL\\PDF\\coe1.pdf\xc3\xbe\x14\xc3\xbe"
    "20180412\xc3\xbe\x14\xc3\xbe"
    "A; B\xc3\xbe\x14\xc3\xbe"
    "C\xc3\xbe\x14\xc3\xbe"
    "one\xc2\xaetwo\xc3\xbe\x14\xc3\xbe"
    "COE000001\xc3\xbe\x14\xc3\xbe"
    "x\xc3\xbe\r\n"
    "\xc3\xbe"
    "COE000004\xc3\xbe\x14\xc3\xbe\xc3\xbe\x14\xc3\xbe"
    "\xc3\xbe\x14\xc3\xbe"
    "D:\\cases\\VOL\\PDF\\coe4.pdf\xc3\xbe\x14\xc3\xbe"
    "04/13/2018 10:15 AM\xc3\xbe\x14\xc3\xbe\xc3\xbe\x14\xc3\xbe\xc3\xbe\x14\xc3\xbe"
    "\xc3\xbe\x14\xc3\xbe"
    "COE000001 - COE000004\xc3\xbe\x14\xc3\xbe"
    "x\xc3\xbe\r\n";

static const struct given volume[] = { { "VOL/DATA/C.dat", dat, 0 },
	{ "VOL/PDF/COE1.pdf", "", 0 }, { "VOL/PDF/COE4.PDF", "", 0 },
	{ NULL, NULL, 0 } };

START_TEST(a_load_file_s_rows_are_documents_with_fields)
{
	struct loaded l;

	ck_assert_str_eq(made(&l,
			     B "documents: { load: VOL/DATA/C.dat, stamped: "
			       "true, title: None, doctype: Email }\n",
			     volume),
	    "VOL/PDF/COE1.pdf COE000001-COE000003 3/0; "
	    "VOL/PDF/COE4.PDF COE000004 0/0");
	ck_assert_uint_eq(l.spec.documents[1].place.line, 3);
	ck_assert_str_eq(l.spec.documents[1].place.source->name,
	    "VOL/DATA/C.dat");
	ck_assert(l.spec.documents[0].stamped);
	ck_assert_str_eq(field(&l, 0, IC_FIELD_DATE), "2018-04-12");
	ck_assert_str_eq(field(&l, 1, IC_FIELD_DATE), "2018-04-13");
	ck_assert_str_eq(field(&l, 0, IC_FIELD_RECIPIENTS), "A; B; C");
	ck_assert_str_eq(field(&l, 0, IC_FIELD_TITLE), "one two");
	/* What a row does not say, the item does. */
	ck_assert_str_eq(field(&l, 1, IC_FIELD_TITLE), "None");
	ck_assert_str_eq(field(&l, 1, IC_FIELD_DOCTYPE), "Email");
	/* Its own number says that nothing is attached to anything. */
	ck_assert_str_eq(field(&l, 0, IC_FIELD_PARENT), "");
	ck_assert_str_eq(field(&l, 1, IC_FIELD_PARENT), "COE000001");
	unload(&l);
}
END_TEST

START_TEST(fields_say_which_column_is_what)
{
	static const struct given files[] = {
		{ "c.csv",
		    "Zahl,BEGDOC,PRODBEG,file,From\n"
		    "COE000007,X,Y,a.pdf,Roe\n",
		    0 },
		{ "a.pdf", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	ck_assert_ptr_nonnull(strstr(made(&l, B "documents: c.csv\n", files),
	    "1: columns 2 and 3 of the first row may both be the "
	    "\"begbates\""));
	unload(&l);
	ck_assert_str_eq(made(&l,
			     B "documents: { load: c.csv, fields: { begbates: "
			       "zahl, author: none, title: FROM } }\n",
			     files),
	    "a.pdf COE000007 0/0");
	ck_assert_str_eq(field(&l, 0, IC_FIELD_AUTHOR), "");
	ck_assert_str_eq(field(&l, 0, IC_FIELD_TITLE), "Roe");
	unload(&l);
	ck_assert_str_eq(made(&l,
			     B "documents: { load: c.csv, fields: { begbates: "
			       "Number } }\n",
			     files),
	    "2:47: the first row has no column of this name");
	unload(&l);
}
END_TEST

static const struct given images[] = {
	{ "VOL/DATA/C.dat",
	    "BEGBATES|ENDBATES\nCOE000001|COE000002\n"
	    "COE000003|COE000003\n",
	    0 },
	{ OPT,
	    "COE000001,VOL,\\IMG\\1.tif,Y,,,2\nCOE000002,VOL,\\IMG\\2.tif,,,,\n"
	    "COE000003,VOL,\\IMG\\3.jpg,Y,,,1\n",
	    0 },
	{ "VOL/IMG/1.TIF", "", 0 }, { "VOL/IMG/2.TIF", "", 0 },
	{ "VOL/IMG/3.jpg", "", 0 }, { NULL, NULL, 0 }
};

START_TEST(an_opticon_file_gives_a_load_file_its_pages)
{
	struct loaded l;
	const struct ic_spec_document *d;

	ck_assert_str_eq(made(&l, B "documents: VOL/DATA/C.dat\n", images),
	    "VOL/IMG/1.TIF COE000001-COE000002 2/2; "
	    "VOL/IMG/3.jpg COE000003 1/0");
	d = &l.spec.documents[0];
	ck_assert_str_eq(d->images[0], "VOL/IMG/1.TIF");
	ck_assert_str_eq(d->images[1], "VOL/IMG/2.TIF");
	ck_assert_str_eq(d->file, d->images[0]);
	unload(&l);
}
END_TEST

/* Pages that nobody asks for need not be there. */
START_TEST(rows_without_a_pdf_have_the_pages_of_the_opticon_file_beside)
{
	static const struct given files[] = {
		{ "C.dat",
		    "BEGBATES|ENDBATES|PDFPATH\nCOE000001|COE000001|a.pdf\n"
		    "COE000002|COE000003|\n",
		    0 },
		{ "C.opt",
		    "COE000001,V,0.tif,Y,,,1\nCOE000002,V,1.tif,Y,,,2\n"
		    "COE000003,V,2.tif,,,,\n",
		    0 },
		{ "a.pdf", "", 0 }, { "1.tif", "", 0 }, { "2.tif", "", 0 },
		{ NULL, NULL, 0 }
	};
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: C.dat\n", files),
	    "a.pdf COE000001 0/0; 1.tif COE000002-COE000003 2/2");
	unload(&l);
}
END_TEST

/* Whatever it is called, and wherever it lies. */
START_TEST(the_opticon_file_beside_has_the_load_file_s_name)
{
	static const struct given files[] = {
		{ "V.1/C", "BEGBATES|A\nCOE000001|x\n", 0 },
		{ "V.1/C.opt", "COE000001,V,1.tif,Y,,,1\n", 0 },
		{ "V.1/1.tif", "", 0 }, { "D", "BEGBATES|A\nCOE000001|x\n", 0 },
		{ "D.OPT", "COE000001,V,V.1/1.tif,Y,,,1\n", 0 },
		{ NULL, NULL, 0 }
	};
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: { load: V.1/C }\n", files),
	    "V.1/1.tif COE000001 1/0");
	unload(&l);
	ck_assert_str_eq(made(&l, B "documents: { load: D }\n", files),
	    "V.1/1.tif COE000001 1/0");
	unload(&l);
}
END_TEST

START_TEST(an_opticon_file_alone_is_documents)
{
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: " OPT "\n", images),
	    "VOL/IMG/1.TIF COE000001-COE000002 2/2; "
	    "VOL/IMG/3.jpg COE000003 1/0");
	ck_assert_uint_eq(l.spec.documents[1].place.line, 3);
	unload(&l);
}
END_TEST

START_TEST(one_pdf_of_a_load_file_is_its_documents_parts)
{
	struct loaded l;

	ck_assert_str_eq(made(&l,
			     B "documents: { load: VOL/DATA/C.dat, pdf: "
			       "all.pdf, stamped: true }\n",
			     images),
	    "all.pdf#COE000001 COE000001-COE000002 0/0 part; "
	    "all.pdf#COE000003 COE000003 0/0 part");
	ck_assert_str_eq(l.spec.documents[1].file, "all.pdf");
	unload(&l);
}
END_TEST

START_TEST(split_ranges_are_parts_and_numbers_are_left_for_later)
{
	struct loaded l;

	load(&l,
	    B "documents: [{ file: w.pdf, stamped: true, split: "
	      "[COE000001-14, COE000015] }, { file: v.pdf, stamped: true, "
	      "split: numbers }, { file: late.pdf, after: COE000014, number: "
	      "suffix }]\n",
	    NULL);
	ck_assert_str_eq(documents(&l),
	    "w.pdf#COE000001 COE000001-COE000014 0/0 part; "
	    "w.pdf#COE000015 COE000015 0/0 part; v.pdf - 0/0; "
	    "late.pdf - 0/0");
	ck_assert(l.spec.documents[2].split);
	ck_assert_int_eq(l.spec.documents[3].insert, IC_INSERT_SUFFIX);
	ck_assert_uint_eq(l.spec.documents[3].after.value, 14);
	unload(&l);
}
END_TEST

/* A TIFF or JPEG that is a document's file has all its pages. */
START_TEST(an_opticon_row_may_name_a_file_of_several_pages)
{
	static const struct given files[] = {
		{ "a.opt",
		    "COE000001,V,1.tif,Y,,,3\nCOE000004,V,2.tif,Y,,,2\n"
		    "COE000005,V,2.tif,,,,\n",
		    0 },
		{ "1.tif", "", 0 }, { "2.tif", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: a.opt\n", files),
	    "1.tif COE000001 3/0; 2.tif COE000004-COE000005 2/0");
	unload(&l);
}
END_TEST

#define ROW "VOL/PDF/COE1.pdf\n"

/* A CSV of number, end, pages and file, and what is said of it. */
static const struct {
	const char *rows, *said;
} faults[] = {
	{ ",,," ROW,
	    "2:1: the row has no first number: each document needs "
	    "one" },
	{ "COE000001,,," ROW "COE000001,,,VOL/PDF/COE4.PDF\n",
	    "3: COE000001 is a number of the document in row 2 of c.csv "
	    "already: no number is used twice" },
	{ "COE000001,COE000004,," ROW "COE000003,,,VOL/PDF/COE4.PDF\n",
	    "3: COE000003 is a number of the document in row 2 of c.csv "
	    "already: no number is used twice" },
	{ "COE000005,COE000001,," ROW,
	    "2:2: the last number comes before the first: they are reversed, "
	    "or one is wrong" },
	{ "COE000005,COE00009,," ROW,
	    "2:2: the last number is of another series than the first" },
	{ "COE000001,COE000004,3," ROW,
	    "2:3: the row says 3 pages, and its numbers are 4: one of them is "
	    "wrong; if the count is of something else, leave it out by fields: "
	    "{ pages: none }" },
	{ "COE000001,,x," ROW,
	    "2:3: the number of pages must be a whole number" },
	{ "XYZ000001,,," ROW,
	    "2:1: \"XYZ000001\": it begins with no declared Bates prefix: "
	    "write it as declared, like \"COE\", or declare its prefix" },
	{ "COE000001,,,a/../../x.pdf\n",
	    "2:4: the path leads out of its folder by \"..\": correct it" },
	{ "COE000001,,,VOL/PDF\n",
	    "2:4: the path names a folder: it must be a document's file" },
	{ "COE000001,,,\n",
	    "2:4: the row names no file: a column must name the document's "
	    "PDF, or images: an Opticon file with its pages" },
	{ "COE000001,,,VOL/DATA/C.dat\n",
	    "2:4: the file is neither a PDF nor a TIFF or JPEG: list a "
	    "document that is produced as it is by native: and placeholder:" },
	{ "COE000001,,," ROW "COE000002,,," ROW,
	    "3: the same file is a document in row 2: name each file once" },
	{ "COE000001,,,\"" ROW,
	    "2:4: cell 4 of this row opens a quote that is "
	    "not closed" },
	{ "COE000001,,,VOL/a.pdf\nCOE000002,,,VOL/b.pdf\n",
	    "2 files are not there: VOL/a.pdf (row 2), VOL/b.pdf (row 3): get "
	    "the whole volume, or say by root: in which folder the files "
	    "lie" },
};

#define FAULTS (int)(sizeof faults / sizeof *faults)

START_TEST(a_faulty_row_is_named_with_its_field)
{
	char csv[500];
	const struct given files[] = { { "c.csv", csv, 0 },
		{ "VOL/PDF/COE1.pdf", "", 0 }, { "VOL/PDF/COE4.PDF", "", 0 },
		{ "VOL/DATA/C.dat", "", 0 }, { NULL, NULL, 0 } };
	struct loaded l;

	snprintf(csv, sizeof csv, "begbates,endbates,pages,file\n%s",
	    faults[_i].rows);
	ck_assert_str_eq(made(&l, B "documents: c.csv\n", files),
	    faults[_i].said);
	ck_assert_uint_eq(l.diags.errors, 1);
	unload(&l);
}
END_TEST

static const struct {
	const char *opt, *said;
} opt_faults[] = {
	{ "COE000001,V,IMG/1.tif,Y,,,2\nCOE000002,V,IMG/2.tif,,,,\n"
	  "COE000009,V,IMG/3.jpg,Y,,,1\n",
	    "3:1: the document has" },
	{ "COE000002,V,IMG/2.tif,,,,\n",
	    "1:1: a page before the first document" },
	{ "COE000001,V,IMG/1.tif,Y,,,2\nCOE000003,V,IMG/2.tif,,,,\n",
	    "2:1: the page after the one above is COE000002" },
	{ "COE000001,V,IMG/1.tif,Y,,,3\nCOE000002,V,IMG/2.tif,,,,\n",
	    "1:7: COE000001 is said to have 3 pages, and has 2 rows" },
	{ "COE000001,V,IMG/1.tif,Y\nCOE000001,V,IMG/2.tif,Y\n",
	    "2:1: COE000001 begins a document in row 1 already" },
	{ "COE000001,V\n", "1:1: the row has 2 cells" },
	{ ",V,IMG/1.tif,Y\n", "1:1: the row does not say which page it is" },
	{ "COE000001,V,,Y\n", "1:3: the row does not say which file" },
	{ "COE000001,V,IMG/9.tif,Y\n", "1 file is not there: IMG/9.tif" },
};

#define OPT_FAULTS (int)(sizeof opt_faults / sizeof *opt_faults)

START_TEST(a_faulty_opticon_row_is_named)
{
	const struct given files[] = {
		{ "VOL/D/C.dat", "BEGBATES|ENDBATES\nCOE000001|COE000002\n",
		    0 },
		{ "VOL/D/C.opt", opt_faults[_i].opt, 0 },
		{ "VOL/IMG/1.tif", "", 0 }, { "VOL/IMG/2.tif", "", 0 },
		{ "VOL/IMG/3.jpg", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;
	const char *first;

	load_given(&l, B "documents: VOL/D/C.opt\n", files);
	if (_i > 0) {
		first = said(&l, 0);
		ck_assert_msg(strstr(first, opt_faults[_i].said) == first, "%s",
		    first);
		ck_assert_uint_eq(l.diags.errors, 1);
	}
	unload(&l);
}
END_TEST

START_TEST(an_opticon_page_of_no_document_is_named)
{
	const struct given files[] = {
		{ "VOL/D/C.dat", "BEGBATES|ENDBATES\nCOE000001|COE000002\n",
		    0 },
		{ "VOL/D/C.opt", opt_faults[0].opt, 0 },
		{ "VOL/IMG/1.tif", "", 0 }, { "VOL/IMG/2.tif", "", 0 },
		{ "VOL/IMG/3.jpg", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: VOL/D/C.dat\n", files),
	    "3:1: COE000009 begins a document that VOL/D/C.dat does not name: "
	    "both files must be of one production");
	unload(&l);
}
END_TEST

START_TEST(a_page_count_that_opt_and_dat_do_not_share_is_named)
{
	static const struct given files[] = {
		{ "D/C.dat", "BEGBATES|ENDBATES\nCOE000001|COE000003\n", 0 },
		{ "D/C.opt", "COE000001,V,1.tif,Y,,,2\nCOE000002,V,2.tif,,,,\n",
		    0 },
		{ "D/1.tif", "", 0 }, { "D/2.tif", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: D/C.dat\n", files),
	    "2:1: the document has 3 pages here, and 2 in D/C.opt");
	unload(&l);
}
END_TEST

START_TEST(dates_that_may_be_two_days_need_an_order)
{
	static const struct given files[] = {
		{ "c.csv", "file,date\na.pdf,4/12/2018 1:02:03 PM\n", 0 },
		{ "a.pdf", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	ck_assert_str_eq(made(&l, B "documents: c.csv\n", files),
	    "2:2: the \"date\" may be two days: say by dates: mdy or dmy in "
	    "which order the column has month and day");
	unload(&l);
	made(&l, B "documents: { load: c.csv, dates: mdy }\n", files);
	ck_assert_str_eq(field(&l, 0, IC_FIELD_DATE), "2018-04-12");
	unload(&l);
	made(&l, B "documents: { load: c.csv, dates: dmy }\n", files);
	ck_assert_str_eq(field(&l, 0, IC_FIELD_DATE), "2018-12-04");
	unload(&l);
}
END_TEST

START_TEST(dates_that_are_one_day_need_none)
{
	static const struct given files[] = {
		{ "c.csv",
		    "file,date\na.pdf,20180412\nb.pdf,2018/4/12\n"
		    "c.pdf,04/12/2018 23:59\nd.pdf,2018-04-12T01:02:03Z\n"
		    "e.pdf,00/00/0000\nf.pdf,00000000\ng.pdf,2018\n",
		    0 },
		{ "a.pdf", "", 0 }, { "b.pdf", "", 0 }, { "c.pdf", "", 0 },
		{ "d.pdf", "", 0 }, { "e.pdf", "", 0 }, { "f.pdf", "", 0 },
		{ "g.pdf", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	load_given(&l, B "documents: c.csv\n", files);
	ck_assert_msg(l.ok, "%s", said(&l, 0));
	for (size_t i = 0; i < 4; i++) {
		ck_assert_str_eq(field(&l, i, IC_FIELD_DATE), "2018-04-12");
	}
	ck_assert_str_eq(field(&l, 4, IC_FIELD_DATE), "");
	ck_assert_str_eq(field(&l, 5, IC_FIELD_DATE), "");
	ck_assert_str_eq(field(&l, 6, IC_FIELD_DATE), "2018");
	unload(&l);
}
END_TEST

START_TEST(letters_of_a_tried_encoding_are_warned_of_once)
{
	static const struct given files[] = {
		{ "c.csv", "file,title\na.pdf,caf\xe9\nb.pdf,na\xefve\n", 0 },
		{ "a.pdf", "", 0 }, { "b.pdf", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	made(&l, B "documents: c.csv\n", files);
	ck_assert(l.ok);
	ck_assert_uint_eq(l.diags.warnings, 1);
	ck_assert_str_eq(field(&l, 1, IC_FIELD_TITLE), "na\xc3\xafve");
	unload(&l);
	made(&l, B "documents: { load: c.csv, encoding: cp1252 }\n", files);
	ck_assert_uint_eq(l.diags.warnings, 0);
	unload(&l);
}
END_TEST

START_TEST(what_stands_in_fields_is_in_no_message)
{
	static const struct given files[] = {
		{ "c.csv",
		    "file,title,date,category,Zeile\n"
		    "a.pdf,ZQX1,ZQX2,\"ZQX3,ZQX4\n"
		    "b.pdf,ZQX1,ZQX2,ZQX3,ZQX4,ZQX5\n"
		    "c.pdf,ZQX1,ZQX2,ZQX3,ZQX4\n",
		    0 },
		{ "a.pdf", "", 0 }, { NULL, NULL, 0 }
	};
	struct loaded l;

	load_given(&l, B "documents: { load: c.csv, title: ZQX6, oops: 1 }\n",
	    files);
	ck_assert_uint_ge(l.diags.errors, 4);
	ck_assert_ptr_null(strstr(all_said(&l), "ZQX"));
	unload(&l);
}
END_TEST

static const struct {
	const char *item, *said;
} keys[] = {
	{ "{ folder: a, load: b.dat }",
	    "an item has \"folder\" and \"load\": write two items" },
	{ "{ folder: a, file: b.pdf }", "remove \"file\"" },
	{ "{ file: a.pdf, root: b }", "are for \"load\"" },
	{ "{ load: a.dat, bates: COE000001 }", "remove \"bates\"" },
	{ "{ load: a.dat, pdf: b.pdf, images: c.opt }", "leave one out" },
	{ "{ load: a.dat, after: COE000001, number: next }",
	    "an item of its own" },
	{ "{ folder: a, stamped: true, bates: COE000001 }",
	    "remove \"bates\"" },
	{ "{ file: a.pdf, split: numbers }", "write stamped: true" },
	{ "{ file: a.pdf, split: numbers, stamped: true, bates: COE000001 }",
	    "remove \"bates\"" },
	{ "{ file: a.pdf, after: COE000001 }",
	    "\"after\" and \"number\" go together" },
	{ "{ file: a.pdf, after: COE000001, number: next, bates: COE000002 }",
	    "remove \"bates\", \"stamped\" and \"split\"" },
};

#define KEYS (int)(sizeof keys / sizeof *keys)

START_TEST(keys_that_do_not_go_together_are_refused)
{
	char spec[300];
	struct loaded l;

	snprintf(spec, sizeof spec, B "documents: [%s]\n", keys[_i].item);
	load(&l, spec, NULL);
	ck_assert_uint_eq(l.diags.errors, 1);
	ck_assert_msg(strstr(said(&l, 0), keys[_i].said) != NULL, "%s",
	    said(&l, 0));
	unload(&l);
}
END_TEST

/* What a plan says when the file has so many pages. */
static const char *counted(const char *csv, uint32_t pages)
{
	static char out[1000];
	const struct given files[] = { { "c.csv", csv, 0 }, { "a.pdf", "", 0 },
		{ NULL, NULL, 0 } };
	struct loaded l;
	struct ic_plan plan = { 0 };
	struct ic_error err = { 0 };

	load_given(&l, B "documents: c.csv\n", files);
	ck_assert(l.ok);
	ck_assert(ic_plan_begin(&l.spec, &plan, &err));
	ck_assert(ic_plan_set_pages(&plan, 0, pages, &err));
	ic_plan_number(&plan, &l.diags);
	snprintf(out, sizeof out, "%s", said(&l, 0));
	ic_plan_finish(&plan);
	unload(&l);
	return out;
}

START_TEST(a_file_has_the_pages_that_its_row_says)
{
	ck_assert_str_eq(counted("begbates,endbates,file\n"
				 "COE000001,COE000003,a.pdf\n",
			     3),
	    "nothing");
	ck_assert_str_eq(counted("begbates,endbates,file\n"
				 "COE000001,COE000003,a.pdf\n",
			     2),
	    "2: a.pdf has 2 pages, so that it ends with COE000002, but its row "
	    "says COE000003: get the whole file, or correct the row");
	ck_assert_str_eq(counted("pgcount,file\n3,a.pdf\n", 2),
	    "2: a.pdf has 2 pages, but its row says 3: get the whole file, or "
	    "correct the row");
}
END_TEST

START_TEST(a_load_file_and_documents_csv_may_not_differ)
{
	static const struct given files[] = {
		{ "c.csv", "file,title\na.pdf,One\n", 0 },
		{ "d.csv", "file,title,category\na.pdf,Two,Mail\n", 0 },
		{ "a.pdf", "", 0 }, { NULL, NULL, 0 }
	};
	struct ic_plan plan = { 0 };
	struct ic_error err = { 0 };
	struct loaded l;

	load_given(&l, B "documents: c.csv\ndocuments_csv: d.csv\n", files);
	ck_assert(l.ok);
	ck_assert(ic_plan_begin(&l.spec, &plan, &err));
	ck_assert(ic_plan_set_pages(&plan, 0, 1, &err));
	ck_assert(ic_plan_number(&plan, &l.diags));
	ck_assert(!ic_plan_fields(&plan, &l.diags));
	ck_assert_str_eq(said(&l, 0),
	    "2:2: the \"title\" of COE000001 is not what c.csv says in row 2: "
	    "correct one of them");
	ic_plan_finish(&plan);
	unload(&l);
}
END_TEST

Suite *suite_load_documents(void)
{
	Suite *s = suite_create("load_documents");
	TCase *t = tcase_create("load_documents");

	tcase_add_test(t, a_folder_s_pdfs_come_as_people_count);
	tcase_add_test(t, links_to_folders_are_told_once_and_not_followed);
	tcase_add_test(t, a_stamped_folder_s_names_are_its_numbers);
	tcase_add_test(t, a_load_file_s_rows_are_documents_with_fields);
	tcase_add_test(t, fields_say_which_column_is_what);
	tcase_add_test(t, an_opticon_file_gives_a_load_file_its_pages);
	tcase_add_test(t,
	    rows_without_a_pdf_have_the_pages_of_the_opticon_file_beside);
	tcase_add_test(t, the_opticon_file_beside_has_the_load_file_s_name);
	tcase_add_test(t, an_opticon_file_alone_is_documents);
	tcase_add_test(t, one_pdf_of_a_load_file_is_its_documents_parts);
	tcase_add_test(t,
	    split_ranges_are_parts_and_numbers_are_left_for_later);
	tcase_add_test(t, an_opticon_row_may_name_a_file_of_several_pages);
	tcase_add_loop_test(t, a_faulty_row_is_named_with_its_field, 0, FAULTS);
	tcase_add_loop_test(t, a_faulty_opticon_row_is_named, 1, OPT_FAULTS);
	tcase_add_test(t, an_opticon_page_of_no_document_is_named);
	tcase_add_test(t, a_page_count_that_opt_and_dat_do_not_share_is_named);
	tcase_add_test(t, dates_that_may_be_two_days_need_an_order);
	tcase_add_test(t, dates_that_are_one_day_need_none);
	tcase_add_test(t, letters_of_a_tried_encoding_are_warned_of_once);
	tcase_add_test(t, what_stands_in_fields_is_in_no_message);
	tcase_add_loop_test(t, keys_that_do_not_go_together_are_refused, 0,
	    KEYS);
	tcase_add_test(t, a_file_has_the_pages_that_its_row_says);
	tcase_add_test(t, a_load_file_and_documents_csv_may_not_differ);
	suite_add_tcase(s, t);
	return s;
}
