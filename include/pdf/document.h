/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A PDF opened from a file descriptor: read through an own stream over
 * pread(), never mapped, so that memory does not grow with the file.
 */
#ifndef IC_PDF_DOCUMENT_H
#define IC_PDF_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include "core/reason.h"
#include "pdf/geometry.h"
#include "pdf/murun.h"

#define IC_DOCUMENT_MEMORY ((size_t)1 << 30) /* bytes that MuPDF may hold */

struct ic_document {
	struct ic_murun mu;
	pdf_document *pdf;
	uint32_t pages;
	uint32_t notes; /* IC_NOTE_BIT()s of the document */
};

/*
 * Open the PDF on `fd`, which stays the caller's. NONE, or why it cannot be
 * used; then *doc is zero. The password may be "". It does not throw.
 */
enum ic_reason ic_document_open(struct ic_document *doc, int fd,
    const char *password);

/* Close it. A zeroed struct is allowed. */
void ic_document_close(struct ic_document *doc);

/*
 * The page at an index from 0, its boxes rewritten to the effective one, and
 * its geometry. The caller drops it with fz_drop_page(). Throws.
 */
pdf_page *ic_document_page(struct ic_document *doc, uint32_t index,
    struct ic_geometry *geometry);

#endif
