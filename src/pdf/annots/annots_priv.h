/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The annotations on their way from a PDF or an XFDF to the parent. Drafts are
 * gathered until it is known what each reply is about: of a PDF by page, of an
 * XFDF all of them.
 */
#ifndef IC_PDF_ANNOTS_PRIV_H
#define IC_PDF_ANNOTS_PRIV_H

#include "base/arena.h"
#include "core/annot.h"
#include "pdf/document.h"

#define ANNOTS_MEMORY ((size_t)512 << 20) /* of the drafts */
#define ANNOTS_CHAIN 32                   /* replies to replies */
#define ANNOTS_APART 10  /* how far off its /Rect a mark may lie; user units */
#define ANNOTS_WIDTH 100 /* half of a line that is read; user units */

/* What an annotation is of, and what it is called: of a PDF by the numbers of
 * objects, of an XFDF by names; 0 or NULL: nothing. */
struct annots_key {
	int number;
	const char *name;
};

struct annots_draft {
	struct ic_annot a;
	struct ic_rect *rects;
	uint32_t cap;
	struct annots_key self, of;
};

struct annots {
	struct ic_document doc;
	uint32_t pages;
	struct ic_geometry *geometry; /* one a page; owned */
	struct ic_arena arena;        /* of the drafts */
	struct annots_draft *at;
	uint32_t n, cap;
	uint32_t written;
	struct ic_buf out;
	enum ic_reason why; /* NONE; else it is of no use to go on */
};

/* A new draft, on no page, of no colour; NULL with l->why set. */
struct annots_draft *annots_add(struct annots *l);

/* The geometry of its page; NULL, and it is said so, if there is none. */
const struct ic_geometry *annots_page(struct annots *l, struct annots_draft *d,
    uint32_t page);

/*
 * A place of it: a quadrilateral, in whatever order its corners are (ISO
 * 32000 says one, viewers write another), or a box, in user space.
 */
void annots_quad(struct annots *l, struct annots_draft *d,
    const struct ic_geometry *g, const double corners[8]);
void annots_box(struct annots *l, struct annots_draft *d,
    const struct ic_geometry *g, const double box[4]);

/* The box around n points, grown on each side. No points: nothing. */
void annots_points(struct annots *l, struct annots_draft *d,
    const struct ic_geometry *g, const double *xy, size_t n, double grow);

/*
 * Note if a box, if it is one, and n points are not of one place. What its
 * border adds does not count.
 */
void annots_compare(struct annots_draft *d, const double box[4],
    const double *xy, size_t n);

/* A text as one line of at most `max` bytes; "" for none. */
const char *annots_text(struct annots *l, struct annots_draft *d,
    const char *text, size_t max);

/* Write the head; the drafts, which are then forgotten; the end. */
bool annots_head(struct annots *l, const char *href);
bool annots_flush(struct annots *l);
bool annots_end(struct annots *l);

/* Read a page of a PDF into drafts. Throws. */
void annots_read_page(struct annots *l, uint32_t page);

/*
 * Read an XFDF into drafts; *href is the PDF that it names, in the arena.
 * False with l->why set.
 */
bool annots_read_xfdf(struct annots *l, const uint8_t *text, size_t len,
    const char **href);

#endif
