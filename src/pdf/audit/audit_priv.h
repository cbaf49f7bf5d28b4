/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The child of `audit`: it goes through a document page by page and calls each
 * check of the tables in audit.c. A check looks at one thing and adds what it
 * finds; what one found is there for those after it.
 *
 * A page that cannot be read is a finding, and the others are looked at all the
 * same. Checks may throw: then the page counts as one that cannot be read.
 */
#ifndef IC_PDF_AUDIT_PRIV_H
#define IC_PDF_AUDIT_PRIV_H

#include "audit_says.h"
#include "audit_words.h"
#include "core/audit_job.h"
#include "core/finding.h"
#include "core/identifiers.h"
#include "pdf/cover.h"
#include "pdf/document.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"

#define AUDIT_FINDINGS_MAX (IC_FINDINGS_MAX - 64) /* room to say so */
#define AUDIT_MET 1024 /* of a document; what comes after is told again */
#define AUDIT_DPI 100  /* of what a reader sees */

/* How many pages have something, and the first that has. */
struct audit_such {
	uint32_t n, page;
};

struct audit_filing {
	struct audit_such sized, unsearchable, fonts, active;
};

struct audit {
	struct ic_document doc;
	struct ic_audit_job job;
	struct ic_buf out;       /* records that are not written yet */
	uint32_t found;          /* findings so far */
	bool full;               /* IC_FINDINGS_MAX was met */
	bool *sized;             /* of each page: its size was told; owned */
	struct ic_raster seen;   /* memory of a page's raster */
	struct ic_minors minors; /* whose names are looked for */
	uint64_t met[AUDIT_MET]; /* other personal data that was told: hashes */
	struct audit_filing filing;   /* of the pages that were looked at */
	struct audit_words words;     /* of the pages that were looked at */
	struct audit_waiting waiting; /* until all pages were */
};

/* A page while it is looked at. Points are displayed, y down. */
struct audit_page {
	uint32_t index; /* from 0 */
	pdf_page *page;
	struct ic_geometry geometry;
	fz_rect media;  /* MediaBox, displayed points: it may be more than is
			 * shown */
	uint32_t notes; /* of drawing it: IC_NOTE_BIT()s */
	fz_display_list *list;   /* contents, fields and annotations */
	struct ic_raster *seen;  /* RGB, AUDIT_DPI or less */
	struct ic_glyphs glyphs; /* all that it paints, in order */
	bool active; /* the profile takes none, and the page has some */
	struct ic_veiled veiled; /* of these; set by audit_cover_page() */
	bool *marked; /* of each: a redaction that was never applied marks it;
		       * NULL: of none; owned */
};

/* What is done with a page, or with the document after its pages. Throws. */
typedef void audit_page_fn(struct audit *a, struct audit_page *p);
typedef void audit_document_fn(struct audit *a);

/* In the order in which they are called; NULL ends them (audit.c). */
extern audit_page_fn *const audit_page_checks[];
extern audit_document_fn *const audit_document_checks[];

/* Text that the page holds and does not show; sets p->veiled. */
audit_page_fn audit_cover_page;

/* Say of covers that are annotations that they are. */
audit_page_fn audit_cover_annots;

/* Redactions that were never applied; sets p->marked. */
audit_page_fn audit_redactions_page;

/* Personal data, seen or in an OCR layer; after what says what is covered. */
audit_page_fn audit_privacy_page;

/* Pictures and drawings under bars (audit_ink.c). */
audit_page_fn audit_ink_page;

/* Widths that tell of a word which is covered, or gone (audit_width.c). */
audit_page_fn audit_width_page;

/* Layers that are off, or printed alone; hidden annotations. */
audit_page_fn audit_layers_page;

/* Comments; values of fields that the page does not show. */
audit_page_fn audit_annots_page;
audit_page_fn audit_fields_page;

/* A thumbnail that shows something else than its page. */
audit_page_fn audit_thumbnail_page;

/* What a court's profile asks of pages; then of them all (audit_filing.c). */
audit_page_fn audit_filing_page;
audit_document_fn audit_filing_document;

/* Gather the page's words, once it is known what is covered. */
audit_page_fn audit_words_page;

/* Add what waited for all pages (audit_says.h). */
audit_document_fn audit_later_settle;

/* What is of the file, and of no page: encryption, damage (audit_file.c). */
audit_document_fn audit_file;

/* Bytes that no object has, and how well it is built (audit_outside.c). */
audit_document_fn audit_outside;

/* Objects that nothing refers to (audit_orphans.c). */
audit_document_fn audit_orphans;

/* What it was before something was appended to it (audit_revisions.c). */
audit_document_fn audit_revisions;

/* What the file holds beside its pages (audit_objects.h). */
audit_document_fn audit_objects;

/* Look at a page: load, draw, all checks (audit_page.c). Throws. */
void audit_page(struct audit *a, uint32_t index);

/*
 * Add a finding. Its text is made one line that says what it shows, cut if it
 * is long; NULL: none. `f` is borrowed. Throws without memory.
 */
void audit_add(struct audit *a, const struct ic_finding_item *f);

/* The same, of a place on a page; a rectangle that is no number is none. */
void audit_add_at(struct audit *a, const struct audit_page *p,
    struct ic_finding_item f, fz_rect points);

/* The parent is told that this child lives. Throws if it does not. */
void audit_beat(struct audit *a);

/* Points to milli-points, outwards. */
struct ic_rect audit_rect(fz_rect points);

#endif
