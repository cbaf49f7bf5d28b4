/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "load_columns.h"

#include <string.h>

/*
 * Names for one thing, parted by blanks. Those before "?" are plain. "a+b":
 * both, as far as they are there, are one field together.
 */
static const char *const names[IC_LOAD_COLUMN_COUNT] = {
	[IC_LOAD_BEGBATES] =
	    "begbates begdoc prodbeg bates batesbeg begdocno begdocnum "
	    "begdocid begdocnumber beginbates beginningbates begbatesno "
	    "begbatesnumber beginbatesnumber beginningbatesnumber begindoc "
	    "begno begnum begnumber beginno beginnumber batesbegin batesstart "
	    "batesfirst bates1 startbates startingbates batesfrom frombates "
	    "firstbates firstbatesno firstbatesnumber begprod prodbegbates "
	    "prodbegdoc prodbegno prodbeginbates productionbegin "
	    "productionbegbates productionbeginbates "
	    "productionbeginningbates beginproductionnumber beginprod "
	    "batesnumberbegin batesbegno "
	    "? batesnumber batesno batesnum batesrange docid documentid "
	    "controlnumber controlno begcontrol begcontrolnumber docno "
	    "docnumber imagekey imageid",
	[IC_LOAD_ENDBATES] =
	    "endbates enddoc prodend batesend enddocno enddocnum enddocid "
	    "enddocnumber endingbates endbatesno endbatesnumber "
	    "endingbatesnumber endno endnum endnumber batesstop bateslast "
	    "bates2 batesto tobates stopbates lastbates lastbatesno "
	    "lastbatesnumber endprod prodendbates prodenddoc prodendno "
	    "productionend productionendbates productionendingbates "
	    "endproductionnumber batesnumberend batesendno "
	    "? endcontrol endcontrolnumber lastdoc",
	[IC_LOAD_PAGES] =
	    "pgcount pagecount pagescount numpages numberofpages noofpages "
	    "pgcnt pagecnt ? pages totalpages prodpagecount "
	    "productionpagecount prodpgcount pgs imagecount",
	[IC_LOAD_FILE] =
	    "pdfpath pdflink pdffile pdf pdffilepath pdffilename file "
	    "productionpdf prodpdfpath pdflocation "
	    "? itempath imagepath imagefile imagefilepath imagelink docpath "
	    "doclink documentpath documentlink filelink filepath link "
	    "nativelink nativepath nativefile nativefilepath native "
	    "prodnativepath nativefilelink",
	[IC_LOAD_FIELDS + IC_FIELD_CATEGORY] = "category categories",
	[IC_LOAD_FIELDS + IC_FIELD_DESIGNATION] =
	    "designation confidentiality confidentialitydesignation "
	    "confidentialdesignation prodconfidentiality confdesignation "
	    "confdesig",
	[IC_LOAD_FIELDS + IC_FIELD_DATE] =
	    "date ? docdate documentdate datedoc sentdate datesent emaildate "
	    "masterdate maindate primarydate sortdate",
	[IC_LOAD_FIELDS + IC_FIELD_AUTHOR] =
	    "author ? from emailfrom sender authors docauthor",
	[IC_LOAD_FIELDS + IC_FIELD_RECIPIENTS] =
	    "recipients ? recipient to+cc+bcc emailto+emailcc+emailbcc",
	[IC_LOAD_FIELDS + IC_FIELD_DOCTYPE] =
	    "doctype documenttype ? recordtype filetype itemtype",
	[IC_LOAD_FIELDS + IC_FIELD_TITLE] =
	    "title ? subject emailsubject doctitle documenttitle",
	[IC_LOAD_FIELDS + IC_FIELD_PARENT] =
	    "parent parentid parentbates ? begattach begattachment attachbeg "
	    "prodbegattach attachmentbegin begfamily prodbegattachment "
	    "begbatesattach begattachbates batesbegattach familybegin "
	    "parentdocid attachparent",
};

const char *ic_load_column_word(enum ic_load_column c)
{
	static const char *const words[] = {
#define IC_X(name, key) key,
		IC_LOAD_COLUMNS(IC_X)
#undef IC_X
	};

	return c < IC_LOAD_FIELDS
	    ? words[c]
	    : ic_field_word((enum ic_field_key)(c - IC_LOAD_FIELDS));
}

/* What of a header's byte counts; 0: nothing. */
static char counts(char c)
{
	c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		(unsigned char)c >= 0x80
	    ? c
	    : '\0';
}

/* Whether two names are the same in what counts of them. */
static bool same(const char *a, const char *b, size_t len)
{
	const char *end = b + len;

	for (;; a++, b++) {
		while (*a && !counts(*a)) {
			a++;
		}
		while (b < end && !counts(*b)) {
			b++;
		}
		if (!*a || b == end) {
			return !*a && b == end;
		}
		if (counts(*a) != counts(*b)) {
			return false;
		}
	}
}

struct finder {
	const struct ic_load *l;
	struct ic_load_columns *out;
	struct ic_error *err;
};

static bool twice(struct finder *f, unsigned c, size_t a, size_t b)
{
	return ic_fail(f->err, IC_ESPEC,
	    "columns %zu and %zu of the first row may both be the \"%s\": say "
	    "which by fields: { %s: \"its name\" }",
	    a + 1, b + 1, ic_load_column_word((enum ic_load_column)c),
	    ic_load_column_word((enum ic_load_column)c));
}

/* Take the column of this name, if it is there; false if it may be another. */
static bool take(struct finder *f, unsigned c, const char *name, size_t len)
{
	uint8_t *n = &f->out->n[c], had = *n;

	for (size_t i = 0; i < f->l->ncells; i++) {
		if (!same(f->l->cell[i], name, len)) {
			continue;
		}
		if (*n > had) {
			return twice(f, c, f->out->cell[c][had], i);
		}
		f->out->cell[c][(*n)++] = (uint16_t)i;
	}
	return true;
}

/* All of "to+cc+bcc". */
static bool take_all(struct finder *f, unsigned c, const char *name, size_t len)
{
	const char *end = name + len;

	while (name < end) {
		size_t n = strcspn(name, "+ ");

		if (!take(f, c, name, n)) {
			return false;
		}
		name += n + 1;
	}
	return true;
}

static bool find(struct finder *f, unsigned c)
{
	bool plain = true;

	for (const char *at = names[c]; at && *at;) {
		size_t len = strcspn(at, " ");
		uint8_t had = f->out->n[c];

		if (*at == '?') {
			plain = false;
		} else if (!take_all(f, c, at, len)) {
			return false;
		}
		if (plain && had && f->out->n[c] > had) {
			return twice(f, c, f->out->cell[c][0],
			    f->out->cell[c][1]);
		}
		if (!plain && f->out->n[c]) {
			f->out->weak |= c == IC_LOAD_FILE && !had;
			return true;
		}
		at += len;
		at += *at == ' ';
	}
	return true;
}

static bool find_wish(struct finder *f, unsigned c,
    const struct ic_load_wish *w)
{
	for (uint8_t i = 0; i < w->n; i++) {
		const char *name = w->name[i].text;

		if (!take(f, c, name, strlen(name))) {
			return ic_fail(f->err, IC_ESPEC,
			    "two columns of the first row have this name: "
			    "give each its own");
		}
		if (f->out->n[c] == i) {
			return ic_fail(f->err, IC_ESPEC,
			    "the first row has no column of this name");
		}
	}
	return true;
}

bool ic_load_columns(const struct ic_load *l, const struct ic_load_wish *wishes,
    struct ic_load_columns *out, enum ic_load_column *wish,
    struct ic_error *err)
{
	struct finder f = { l, out, err };

	*out = (struct ic_load_columns){ 0 };
	for (unsigned c = 0; c < IC_LOAD_COLUMN_COUNT; c++) {
		const struct ic_load_wish *w = wishes ? &wishes[c] : NULL;

		*wish = (enum ic_load_column)c;
		if (w && (w->n || w->none)) {
			if (!find_wish(&f, c, w)) {
				return false;
			}
			continue;
		}
		*wish = IC_LOAD_COLUMN_COUNT;
		if (!find(&f, c)) {
			return false;
		}
	}
	return true;
}
