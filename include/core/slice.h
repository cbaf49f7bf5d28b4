/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A plan slice: all that one child process is told about its document, and
 * nothing of any other. The parent packs it into flat bytes, the child
 * unpacks them; the SHA-256 of the packed bytes is the slice's identity in
 * the journal, so packing is deterministic and has no padding.
 *
 * Strings are offsets into a pool of NUL-terminated UTF-8; offset 0 is the
 * empty string. Pages and boxes are in page order; page indexes count from 0.
 * Lengths as in rect.h.
 *
 * The pages are those of the output. Each is drawn from a page of the source,
 * and one of the source may be drawn for many or for none; or it is a sheet,
 * which has no source and bears nothing but lines of text. A page is burned or
 * marked: a marked one shows all, its boxes are marks, and their labels are
 * ids, which stand in the margin.
 */
#ifndef IC_CORE_SLICE_H
#define IC_CORE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/rect.h"
#include "core/style.h"

#define IC_SLICE_PAGES_MAX 100000
#define IC_SLICE_FILE_MAX 1000000 /* pages of a file of which it is a part */
#define IC_SLICE_BOXES_MAX 1000000
#define IC_SLICE_LINES_MAX 1000000
#define IC_SLICE_NO_SOURCE UINT32_MAX

/* What the scout, or who reads numbers, is to find out. */
enum ic_ask {
	IC_ASK_GEOMETRY = 1, /* page count, sizes, document notes */
	IC_ASK_INK = 2,      /* ink under boxes and endorsements, cells */
	IC_ASK_LEGEND = 4,   /* with GEOMETRY: designations, which cell 0 holds
			      * or which are the usual ones */
	IC_ASK_OCR = 8,      /* READ: of pages without text, by their pixels */
	IC_ASK_LINES = 16    /* scout: line numbers, of these pages alone */
};

/* Of how much of its file a document is made. */
enum ic_extent {
	IC_EXTENT_ALL,
	IC_EXTENT_PART, /* source_pages of it, from source_first; the sources of
			 * pages are counted from there */
	IC_EXTENT_COUNT, /* the same, and its page tree is to be looked through
			  */
	IC_EXTENTS
};

struct ic_slice_page {
	struct ic_size size; /* displayed; 0 x 0 while unknown */
	uint32_t number;     /* string: the page's Bates number */
	uint32_t label;      /* string: codes of a whole-page box, or if
			      * marked its ids; else 0 */
	uint32_t box;        /* first box in ic_slice.boxes */
	uint32_t nboxes;     /* boxes other than a whole-page one */
	uint32_t source;     /* page of the source; IC_SLICE_NO_SOURCE: none */
	uint32_t banner;     /* string: what stands on top of it; 0: nothing */
	uint32_t line;       /* a sheet's first line in ic_slice.lines */
	uint32_t nlines;     /* 0 unless it is a sheet */
	uint8_t whole;       /* 1: a whole-page box covers the content */
	uint8_t endorse;     /* 1: the number is to be stamped; to the scout: it
			      * needs a place */
	uint8_t legend;      /* 1: the legend is to be stamped */
	uint8_t number_at; /* enum ic_position; to the scout: the wanted one */
	uint8_t marked;    /* 1: its boxes are marks, nothing is burned */
	uint8_t zero[3];
};

struct ic_slice_box {
	struct ic_rect rect; /* within the page */
	uint32_t label;      /* string: "PII", "IA, PII"; on a marked page its
			      * id; 0: none */
	uint32_t cover;      /* 1: white, whatever the fill, and unlabelled */
};

/* How a line of a sheet is set. */
enum ic_line {
	IC_LINE_TITLE, /* large */
	IC_LINE_TEXT,
	IC_LINE_SMALL,
	IC_LINE_SIZES
};

enum ic_align { IC_ALIGN_CENTER, IC_ALIGN_LEFT, IC_ALIGN_RIGHT, IC_ALIGNS };

/* A line of a sheet. */
struct ic_slice_line {
	uint32_t text; /* string; 0: an empty line */
	uint8_t size;  /* enum ic_line */
	uint8_t align; /* enum ic_align */
	uint8_t joins; /* 1: it stands on the baseline of the one before */
	uint8_t zero;
};

/* A served string that the scout compares with the words under boxes. */
struct ic_slice_cell {
	uint32_t text; /* string */
	uint32_t page; /* page of the box it speaks of; UINT32_MAX: any */
};

struct ic_slice {
	uint32_t ask;          /* IC_ASK_*; for the scout only */
	uint32_t dpi;          /* wanted resolution */
	uint32_t size;         /* endorsement's font size, milli-points */
	uint32_t margin;       /* its distance from the edges, milli-points */
	uint32_t room_top;     /* milli-points freed above by shrinking */
	uint32_t room_bottom;  /* and below */
	uint32_t room_right;   /* and at the side of the ids; all 0: none */
	uint32_t legend;       /* string */
	uint32_t source_pages; /* that the plan rests on; 0: it is to ask, or
				* needs no source */
	uint32_t source_first; /* of a part: its first page in its file */
	uint8_t color;         /* enum ic_color */
	uint8_t fill;          /* enum ic_fill */
	uint8_t labels;        /* 1: codes are printed on boxes */
	uint8_t plate;         /* 1: endorsements stand on a white plate */
	uint8_t stamped;       /* 1: the source bears its numbers */
	uint8_t legend_at;     /* enum ic_position */
	uint8_t raster;        /* 1: scans are drawn, too */
	uint8_t banner_at;     /* enum ic_position */
	uint8_t mark;          /* enum ic_mark_color, of all marks */
	uint8_t ids_at;        /* enum ic_side; to the scout: any */
	uint8_t extent;        /* enum ic_extent */
	uint32_t npages, nboxes, nlines, ncells, nprefixes,
	    nstrings; /* nstrings: bytes */
	struct ic_slice_page *pages;
	struct ic_slice_box *boxes;
	struct ic_slice_line *lines;
	struct ic_slice_cell *cells;
	uint32_t *prefixes; /* strings: all declared Bates prefixes */
	char *strings;
	void *memory; /* what unpack allocated; NULL in a packer's own slice */
};

/* The string at an offset; "" for 0. Borrowed. */
const char *ic_slice_str(const struct ic_slice *s, uint32_t at);

/* Append the flat form to `out`. IC_ELIMIT if it is too large. */
bool ic_slice_pack(const struct ic_slice *s, struct ic_buf *out,
    struct ic_error *err);

/*
 * Read the flat form. Every count, offset, index and enum is checked, so
 * that what follows can trust them. IC_EBUG if anything is off.
 */
bool ic_slice_unpack(const uint8_t *bytes, size_t n, struct ic_slice *out,
    struct ic_error *err);

/* Free what unpack allocated. A zeroed or packer's slice is left alone. */
void ic_slice_finish(struct ic_slice *s);

/* True if the page paints a picture: it is drawn, and not covered whole. */
bool ic_slice_has_picture(const struct ic_slice_page *p);

/* True if no page of it is drawn: it needs no source. */
bool ic_slice_is_sheets(const struct ic_slice *s);

/* How many of its boxes are burned: all, or of a marked page none. */
uint32_t ic_slice_burned(const struct ic_slice_page *p);

/* Its marks: boxes, and a whole page; 0 unless it is marked. */
uint32_t ic_slice_marks(const struct ic_slice_page *p);

/* True if a page of it is marked: it holds what boxes cover. */
bool ic_slice_is_marked(const struct ic_slice *s);

/* What a box is filled with. */
enum ic_fill ic_slice_fill(const struct ic_slice *s, uint32_t box);

/* True if the boxes of a page have two fills. */
bool ic_slice_has_fills(const struct ic_slice *s, uint32_t page);

/* True if shrinking frees anything. */
bool ic_slice_is_shrunk(const struct ic_slice *s);

/* The font's heights above and below the baseline, thousandths of a size. */
#define IC_FONT_ASCENT 775
#define IC_FONT_DESCENT 220

#define IC_ENDORSE_GAP 4000 /* free between content and endorsement */

/* Height to free when shrinking: margin, a line, and the gap; milli-points. */
int32_t ic_slice_room(int32_t size, int32_t margin);

/*
 * Where the page's displayed points go on the output page, which keeps its
 * size: identity, or shrunk to leave room_top, room_bottom and room_right free,
 * the last on the side of ids_at.
 * out = in * scale / 1,000,000 + (dx, dy); milli-points. Pixels are placed
 * by it, never resampled.
 */
struct ic_placement {
	int32_t scale; /* millionths; 1,000,000 is the identity */
	int32_t dx, dy;
};

/* The placement of a page; the identity if the rooms leave nothing of it. */
struct ic_placement ic_slice_placement(const struct ic_slice *s,
    struct ic_size page);

/* What room_right frees of the page's width: of a narrow one, half of it. */
int32_t ic_slice_side_room(const struct ic_slice *s, struct ic_size page);

/* A source rectangle where it lies on the output page, rounded outward. */
struct ic_rect ic_placement_rect(struct ic_placement p, struct ic_rect r);

#endif
