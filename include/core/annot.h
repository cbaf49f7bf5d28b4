/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Annotations: what attorneys mark in a viewer, of a PDF (ISO 32000-2, 12.5)
 * or an XFDF (ISO 19444-1). A sandboxed child reads them (IC_ROLE_ANNOTS) and
 * writes the bytes below; ic_annots_load() reads them in the parent, which
 * believes nothing of them.
 *
 * Rectangles are milli-points of their page as displayed, origin top left,
 * cut to the page. Strings are UTF-8 on one line, without controls or what
 * turns the direction of reading; "" if absent. They are an author's words
 * about a document, so they are never printed or logged.
 */
#ifndef IC_CORE_ANNOT_H
#define IC_CORE_ANNOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "core/rect.h"

#define IC_ANNOTS_MAX 200000                    /* of a file */
#define IC_ANNOT_RECTS_MAX 20000                /* of an annotation */
#define IC_ANNOTS_BYTES_MAX ((size_t)256 << 20) /* of a child's file */
#define IC_ANNOT_NAME_MAX 256  /* bytes: /NM, author, subject */
#define IC_ANNOT_TEXT_MAX 4096 /* bytes: contents, overlay text */

/*
 * X(NAME, "word", "Subtype of a PDF", "element of an XFDF"). Links, form
 * fields, pop-up windows and printer's marks are no marks: nobody reads them
 * for one. OTHER is a sound, a film or a kind that is not in the standard.
 */
#define IC_ANNOT_TYPES(X) \
	X(REDACT, "redact", "Redact", "redact") \
	X(HIGHLIGHT, "highlight", "Highlight", "highlight") \
	X(UNDERLINE, "underline", "Underline", "underline") \
	X(STRIKEOUT, "strikeout", "StrikeOut", "strikeout") \
	X(SQUIGGLY, "squiggly", "Squiggly", "squiggly") \
	X(SQUARE, "square", "Square", "square") \
	X(CIRCLE, "circle", "Circle", "circle") \
	X(INK, "ink", "Ink", "ink") \
	X(LINE, "line", "Line", "line") \
	X(POLYGON, "polygon", "Polygon", "polygon") \
	X(POLYLINE, "polyline", "PolyLine", "polyline") \
	X(FREETEXT, "freetext", "FreeText", "freetext") \
	X(TEXT, "text", "Text", "text") \
	X(STAMP, "stamp", "Stamp", "stamp") \
	X(CARET, "caret", "Caret", "caret") \
	X(FILE, "file", "FileAttachment", "fileattachment") \
	X(OTHER, "other", "", "")

enum ic_annot_type {
#define IC_X(name, word, subtype, element) IC_ANNOT_##name,
	IC_ANNOT_TYPES(IC_X)
#undef IC_X
	    IC_ANNOT_TYPE_COUNT
};

/* X(NAME, "what is odd about it"): bit number = position in the list */
#define IC_ANNOT_FLAGS(X) \
	X(HIDDEN, "is hidden in viewers") \
	X(NO_PAGE, "is on a page that the file does not have") \
	X(OUTSIDE, "lies outside its page, or a part of it does") \
	X(EMPTY, "has no size, or a part of it has none") \
	X(SLANTED, "is not upright: a rectangle around it counts") \
	X(APART, "is said to be in two places: viewers differ") \
	X(REPLY, "is a reply to another") \
	X(GROUPED, "is one of a group, whose first has its words") \
	X(LONG, "has more to say than is read") \
	X(BROKEN, "has a place that cannot be read, or a part of it")

enum ic_annot_flag {
#define IC_X(name, sentence) IC_ANNOT_##name##_AT,
	IC_ANNOT_FLAGS(IC_X)
#undef IC_X
	    IC_ANNOT_FLAG_COUNT
};

#define IC_ANNOT_BIT(name) (1u << IC_ANNOT_##name##_AT)

/* X(NAME, "word"): what a reply says of the review (12.5.6.3) */
#define IC_ANNOT_STATES(X) \
	X(NONE, "none") \
	X(ACCEPTED, "accepted") \
	X(REJECTED, "rejected") \
	X(CANCELLED, "cancelled") \
	X(COMPLETED, "completed")

enum ic_annot_state {
#define IC_X(name, word) IC_ANNOT_STATE_##name,
	IC_ANNOT_STATES(IC_X)
#undef IC_X
	    IC_ANNOT_STATE_COUNT
};

#define IC_ANNOT_NO_COLOR UINT32_MAX

struct ic_annot {
	uint32_t page;  /* from 0; below ic_annots.npages unless NO_PAGE */
	uint32_t type;  /* enum ic_annot_type */
	uint32_t flags; /* IC_ANNOT_BIT()s */
	uint32_t state; /* enum ic_annot_state: of a reply what it says, else
			 * the last that its replies say */
	uint32_t color; /* 0xRRGGBB: its fill if it has one, else its line; or
			 * IC_ANNOT_NO_COLOR */
	uint32_t of;    /* REPLY, GROUPED: index of what it is about, which is
			 * neither a reply nor grouped; UINT32_MAX: lost */
	uint32_t nrects;
	const struct ic_rect *rects; /* none empty; within the page */
	const char *name;            /* /NM: unique on its page, if any */
	const char *author;          /* /T */
	const char *subject;         /* /Subj */
	const char *overlay;         /* REDACT: /OverlayText */
	const char *contents;        /* /Contents */
};

/* The annotations of a file, in its order; of a PDF by page. */
struct ic_annots {
	const char *href;            /* XFDF: the PDF that it is about; "" */
	const struct ic_size *pages; /* displayed sizes, npages of them */
	uint32_t npages;             /* 0: an XFDF without its PDF */
	struct ic_annot *at;
	uint32_t n;
	struct ic_arena arena;
};

/* "highlight"; "unknown" outside the list. A static string. */
const char *ic_annot_type_word(enum ic_annot_type t);

/*
 * The type of a word, whatever the case of its letters: those above, and what
 * viewers call them ("box", "note", "strikethrough"). False if there is none.
 */
bool ic_annot_type_parse(const char *word, enum ic_annot_type *out);

/* The type of a PDF's /Subtype, or of an XFDF's element; OTHER if none. */
enum ic_annot_type ic_annot_type_of(const char *subtype);
enum ic_annot_type ic_annot_type_element(const char *element);

/* The state of a word of /State or `state`; NONE if it is none of these. */
enum ic_annot_state ic_annot_state_of(const char *word);

/*
 * Append a text as such a line: what hides is a blank, blanks at its ends and
 * beside others go. False if it had to be cut, to `max` bytes; out->failed
 * without memory.
 */
bool ic_annot_text(struct ic_buf *out, const char *text, size_t max);

/*
 * Write the child's file: the head, each annotation, and the end, which says
 * how many there were. What ic_annots_load() demands must hold.
 */
bool ic_annots_put_head(struct ic_buf *out, const struct ic_annots *head);
bool ic_annots_put(struct ic_buf *out, const struct ic_annot *a);
bool ic_annots_put_end(struct ic_buf *out, uint32_t n);

/*
 * Read a child's file. Every number, string and rectangle is checked. IC_EBUG
 * if anything is off, IC_EENV without memory; then *out, which must be zeroed,
 * is zero. The bytes are copied.
 */
bool ic_annots_load(const uint8_t *bytes, size_t n, struct ic_annots *out,
    struct ic_error *err);

/* Free all and return to the zero value. NULL is allowed. */
void ic_annots_finish(struct ic_annots *list);

#endif
