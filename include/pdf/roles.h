/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the sandboxed children do. Their job is a packed plan slice, then the
 * password's bytes, then its length as 4 little-endian bytes (core/job.h),
 * unless said otherwise; they speak in struct ic_reply and end with
 * IC_REPLY_END.
 */
#ifndef IC_PDF_ROLES_H
#define IC_PDF_ROLES_H

#include "base/child.h"

enum ic_role_id {
	IC_ROLE_SCOUT,     /* source: pages, sizes, ink under boxes */
	IC_ROLE_MAKE,      /* source -> product: draw, burn, stamp, write */
	IC_ROLE_STRUCTURE, /* judge 1, finished bytes as fd 4: proof 1 */
	IC_ROLE_CONTENT,   /* judge 2, finished bytes as fd 4: proofs 2 and 5,
			    * or with the source as fd 5, 3 and 4 */
	IC_ROLE_TEXT,      /* finished bytes as fd 4 -> their text */
	IC_ROLE_READ,      /* source: the Bates numbers on its pages */
	IC_ROLE_PICTURE,   /* source -> pictures of places on its pages */
	IC_ROLE_ANNOTS,    /* source, or an XFDF about it -> annotations */
	IC_ROLE_ANNOTATE,  /* source -> a working copy, or an XFDF about it */
	IC_ROLE_SHOW,      /* source -> first and last words of places */
	IC_ROLE_AUDIT,     /* source -> what would embarrass its filer */
	IC_ROLE_AUDIT_PICTURES, /* source -> pictures of what was found */
	IC_ROLES
};

/* The roles, in the order of enum ic_role_id. */
extern const struct ic_role ic_pdf_roles[IC_ROLES];

/*
 * DOCUMENT, then a PAGE a page; with IC_ASK_INK also BOX a box and CELL for
 * each served cell that repeats a covered word. With IC_ASK_LINES what
 * pdf/lines.h says, instead. An ic_role_fn.
 */
int ic_scout_run(const uint8_t *job, size_t n);

/* A PAGE a page, in order; fd 5 then holds the output. An ic_role_fn. */
int ic_make_run(const uint8_t *job, size_t n);

/* A PROOF a fault of proof 1, or one with ok = 1. An ic_role_fn. */
int ic_structure_run(const uint8_t *job, size_t n);

/* The same for proofs 2 and 5, or with a source for 3 and 4. An ic_role_fn. */
int ic_content_run(const uint8_t *job, size_t n);

/*
 * fd 5 then holds the text of the finished file on fd 4, as core/plaintext.h
 * has it. Its job is the page count, 4 little-endian bytes. An ic_role_fn.
 */
int ic_text_run(const uint8_t *job, size_t n);

/*
 * DOCUMENT; then of each page its NUMBERs, the label among them, and PAGE,
 * whose `glyphs` counts characters that are painted. The slice has the
 * prefixes, and the part of the file that is read. An ic_role_fn.
 */
int ic_read_run(const uint8_t *job, size_t n);

/*
 * DOCUMENT, and BEATs; fd 5 then holds the pictures, as core/picture.h has
 * them. The slice has the dpi, and for each a page with one box, the place, or
 * with none: all of the page. An ic_role_fn.
 */
int ic_picture_run(const uint8_t *job, size_t n);

/*
 * fd 5 then holds the annotations of the PDF on fd 4, or of an XFDF in the
 * job, as core/annot.h has them. Its job is core/annot_job.h's. An ic_role_fn.
 */
int ic_annots_run(const uint8_t *job, size_t n);

/*
 * fd 5 then holds the source with /Redact annotations added, or an XFDF of
 * them. Its job is core/annot_job.h's. An ic_role_fn.
 */
int ic_annotate_run(const uint8_t *job, size_t n);

/*
 * fd 5 then holds the first and last words of the slice's boxes, as
 * core/shown.h has them. An ic_role_fn.
 */
int ic_show_run(const uint8_t *job, size_t n);

/*
 * fd 5 then holds what was found in the PDF on fd 4, as core/finding.h has it.
 * Its job is core/audit_job.h's. It BEATs a page. An ic_role_fn.
 */
int ic_audit_run(const uint8_t *job, size_t n);

/*
 * fd 5 then holds the pictures that were asked for, as core/audit_pictures.h
 * has them and its job. It BEATs a picture. An ic_role_fn.
 */
int ic_audit_pictures_run(const uint8_t *job, size_t n);

/* The versions of the libraries that make the bytes: "mupdf 1.21.1; ...". */
const char *ic_pdf_versions(void);

#endif
