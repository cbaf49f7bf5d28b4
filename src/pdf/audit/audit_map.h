/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where a PDF begins and ends, and where each of its revisions ended (ISO
 * 32000-2, 7.5.6): what was appended to it stands behind the %%EOF of what it
 * was before.
 *
 * A revision is known by its cross-reference section, which the next one's
 * /Prev names, or by a `startxref` of its own that leads to a section before
 * it. What is none: the two sections of a linearized file (annex F), and the
 * second one of a hybrid file, which /XRefStm names (7.5.8.4).
 */
#ifndef IC_PDF_AUDIT_MAP_H
#define IC_PDF_AUDIT_MAP_H

#include "audit_raw.h"

#define AUDIT_SECTIONS_MAX 1024
#define AUDIT_REVISIONS_MAX 256 /* that are counted */
#define AUDIT_HEADER_WITHIN 1024

struct audit_section {
	size_t at;   /* of its table or stream */
	size_t stop; /* behind its own %%EOF */
	size_t end;  /* the same of it and all that it builds upon */
	size_t startxref, startxref_end;
};

struct audit_map {
	size_t start; /* of %PDF-; 0 if there is none */
	size_t end;   /* of the last revision; the file's if none was found */
	bool header;  /* there is one, near the start */
	bool linear;  /* the first revision is linearized */
	bool lost;    /* a section is not where it is said to be */
	struct audit_section section[AUDIT_SECTIONS_MAX]; /* newest first */
	size_t sections;
	size_t revision[AUDIT_REVISIONS_MAX]; /* ends of earlier ones, newest
					       * first */
	size_t revisions;
};

/* Read it; *out is whole whatever the file holds. */
void audit_map_read(struct ic_window *w, struct audit_map *out);

#endif
