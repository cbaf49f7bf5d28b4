/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Picture files as a PDF: a page each, on which the picture stands alone and
 * covers all, as a scan does. All readers of a source then see a PDF, and
 * none of them knows another format.
 *
 * The file is never written, nor is all of it in memory: heads are read when
 * it is opened, and a page's picture is made when it is read, one at a time.
 * It has its place in the file for as many bytes as it may need at most; what
 * is left over of these is nowhere and not read.
 *
 *	head	catalog, page tree, pages, what they paint
 *	room	for each page its picture
 *	tail	cross-reference stream, trailer
 */
#ifndef IC_PDF_ASSEMBLE_H
#define IC_PDF_ASSEMBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/reason.h"

/* Bytes at the beginning of a file that say what it is. */
#define IC_ASSEMBLY_HEAD 32

struct ic_assembly;

/* True if n bytes begin a bundle (core/bundle.h), a TIFF or a JPEG. */
bool ic_assembly_begins(const uint8_t *bytes, size_t n);

/*
 * Open the pictures of `fd`, which stays the caller's: each of a bundle, which
 * must have one page, or all pages of one file. NONE, or what is wrong; then
 * *page is the index of the picture, or UINT32_MAX.
 */
enum ic_reason ic_assembly_open(int fd, struct ic_assembly **out,
    uint32_t *page);

/* NULL is allowed. */
void ic_assembly_close(struct ic_assembly *a);

/* What is to be noted of a page's picture, IC_NOTE_BIT()s. */
uint32_t ic_assembly_notes(const struct ic_assembly *a, uint32_t page);

/*
 * Make the picture of a page, unless it is there: NONE, or what is wrong with
 * it. *damaged is true if it can be seen in part only.
 */
enum ic_reason ic_assembly_make(struct ic_assembly *a, uint32_t page,
    bool *damaged);

/* Bytes of the whole file. */
uint64_t ic_assembly_size(const struct ic_assembly *a);

/*
 * The bytes from `at` on, *n of them, until the next call; NULL if there are
 * none, or *why they could not be made. *damaged as above.
 */
const uint8_t *ic_assembly_at(struct ic_assembly *a, uint64_t at, size_t *n,
    bool *damaged, enum ic_reason *why);

#endif
