/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A PDF opened from a file descriptor: read through an own stream over
 * pread(), never mapped, so that memory does not grow with the file. Picture
 * files, a bundle of them (core/bundle.h), a TIFF or a JPEG, are a PDF too,
 * which is made of them while it is read.
 *
 * The page tree is walked once, here, within limits; MuPDF then only sees a
 * tree of the one page that is loaded. So a page costs the same wherever it
 * stands, and a tree that loops or lies about its counts is met by our code.
 *
 * Many documents may be parts of one file. Then its tree must count right, so
 * that the pages before a part need not be read to be passed by: a file of
 * 20,000 pages is opened as fast for its last ones as for its first.
 */
#ifndef IC_PDF_DOCUMENT_H
#define IC_PDF_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include "core/reason.h"
#include "core/slice.h"
#include "pdf/geometry.h"
#include "pdf/murun.h"

#define IC_DOCUMENT_MEMORY ((size_t)1 << 30) /* bytes that MuPDF may hold */
#define IC_DOCUMENT_DEPTH 64      /* levels of page, field and name trees */
#define IC_DOCUMENT_NODES 1000000 /* that are looked at in one tree */
#define IC_DOCUMENT_HEADER 1024   /* bytes in which "%PDF-" should stand */

struct ic_assembly;
struct ic_masks;

/*
 * Some pages of a file, which are the document then: n of them, from `first`
 * (from 0). n = 0: all of it.
 */
struct ic_document_part {
	uint32_t first, n;
	bool count; /* see that the file's page tree counts right */
};

struct ic_document {
	struct ic_murun mu;
	pdf_document *pdf;
	int fd;       /* the caller's */
	int64_t most; /* bytes of it that are read; 0: all */
	uint32_t pages;
	uint32_t notes;      /* IC_NOTE_BIT()s of the document */
	pdf_obj **page_objs; /* owned, `pages` of them, each kept */
	uint32_t loaded;     /* pages loaded so far */
	enum ic_reason why;  /* what the last throw of ours was about */
	bool read_failed;    /* the source could not be read */
	uint32_t fault;      /* page whose picture threw; UINT32_MAX */
	bool is_source;      /* so it may be picture files */
	bool headless;       /* it does not start as a PDF does */
	struct ic_assembly *assembly; /* of picture files; NULL: it is a PDF */
	struct ic_masks *masks; /* pdf/visible.h: of its glyphs; or NULL */
};

/*
 * Open the PDF on `fd`, which stays the caller's. NONE, or why it cannot be
 * used; then *doc is zero. The password may be "". It does not throw. The
 * struct must stay where it is until ic_document_close().
 */
enum ic_reason ic_document_open(struct ic_document *doc, int fd,
    const char *password);

/*
 * The same, for some of its pages; `part` may be NULL. *page is the page whose
 * picture file is at fault, from 0, or UINT32_MAX. What reads a source opens
 * it by this.
 */
enum ic_reason ic_document_open_source(struct ic_document *doc, int fd,
    const char *password, const struct ic_document_part *part, uint32_t *page);

/*
 * The same, for the first `most` bytes of a PDF, as it was before something was
 * appended to it; 0: all of it. A picture file is none.
 */
enum ic_reason ic_document_open_before(struct ic_document *doc, int fd,
    const char *password, int64_t most);

/* The part of its source that a slice speaks of. */
struct ic_document_part ic_document_part_of(const struct ic_slice *s);

/* The same for a finished file, of which less is kept from page to page. */
enum ic_reason ic_document_open_output(struct ic_document *doc, int fd);

/* A context alone, for what is made of no source: it has no page. */
enum ic_reason ic_document_open_none(struct ic_document *doc);

/* Close it. A zeroed struct is allowed. */
void ic_document_close(struct ic_document *doc);

/*
 * The page at an index from 0, its boxes rewritten to the effective one, and
 * its geometry. At most one page is loaded at a time; the caller drops it
 * with fz_drop_page(). Throws, for PAGE_SIZE too.
 */
pdf_page *ic_document_page(struct ic_document *doc, uint32_t index,
    struct ic_geometry *geometry);

/* The geometry alone, without loading the page. Throws as above. */
void ic_document_geometry(struct ic_document *doc, uint32_t index,
    struct ic_geometry *geometry);

/*
 * What a page's annotations, or its picture's head, are worth a warning for,
 * without loading it: REDACT_ANNOT, ATTACHMENTS, NO_RESOLUTION. Throws.
 */
uint32_t ic_document_page_notes(struct ic_document *doc, uint32_t index);

/*
 * Throws MEMORY if an allocation was refused since the document was opened.
 * MuPDF goes on without what it had no memory for: a picture, a glyph's
 * outline, the end of a table that it then repairs. That must not pass for
 * what the file holds.
 */
void ic_document_check_memory(struct ic_document *doc);

/*
 * Inside fz_catch: what the exception means for the document: MEMORY, READ,
 * PAGE_SIZE or PAGE_DAMAGED. Not NONE.
 */
enum ic_reason ic_document_caught(struct ic_document *doc);

/*
 * Inside fz_catch, where a fault of the file is no fault of what is done: the
 * exception ends here, and is thrown on if it is about memory, or about a
 * source that cannot be read.
 */
void ic_document_pass(struct ic_document *doc);

#endif
