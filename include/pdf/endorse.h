/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a page bears besides its own content: number, legend, banner, labels or
 * ids, and the words of a whole-page redaction. One layout for the scout who
 * looks whether the place is clear, for the maker who writes it, and for the
 * judge who looks whether it stands there.
 *
 * Lengths are milli-points on the OUTPUT page, origin top left, y down; the
 * operators are PDF's, y up.
 */
#ifndef IC_PDF_ENDORSE_H
#define IC_PDF_ENDORSE_H

#include "base/buf.h"
#include "base/error.h"
#include "core/rect.h"
#include "core/slice.h"
#include "core/style.h"
#include "pdf/font.h"

#define IC_ENDORSE_AIR 2000         /* of a plate around the text */
#define IC_ENDORSE_SIZE_MIN 5000    /* a long legend is set smaller, to this */
#define IC_BANNER_SIZE_MIN 4000     /* of a banner on a narrow page */
#define IC_BANNER_EDGE 9000         /* from the page's sides, or the margin */
#define IC_BANNER_WORD "UNREDACTED" /* what a marked page says at least */
#define IC_WHOLE_WORD "REDACTED"
#define IC_WHOLE_SIZE 24000 /* of that word; its codes half of it */

struct ic_endorsement {
	struct ic_rect ink;   /* the text: advance width, ascent to descent */
	struct ic_rect plate; /* ink and air, within the page */
	int32_t size;         /* of the font, after any reduction */
	int32_t x, baseline;
	const char *text; /* borrowed from the caller */
	bool moved;       /* a banner that is not in its place of the plan */
};

/*
 * Where `text` goes on a page: margin from the edges, upright as displayed.
 * A text too wide for its page is set smaller, down to 5 pt. IC_ELIMIT if it
 * still does not fit, IC_ESPEC if the font has not all its characters.
 */
bool ic_endorse_layout(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, enum ic_position at, const char *text,
    struct ic_endorsement *out, struct ic_error *err);

/* Those of a page; an absent one has text NULL. */
struct ic_endorse_set {
	struct ic_endorsement number, legend, banner;
};

/*
 * The number, legend and banner of a page as the slice wants them. IC_ELIMIT
 * if number and legend would meet each other, else as above. A banner that has
 * no room in its place is set smaller, or moved, or just IC_BANNER_WORD (of a
 * page that is burned IC_WHOLE_WORD); IC_ELIMIT only where that has none.
 */
bool ic_endorse_page(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_endorse_set *out, struct ic_error *err);

enum ic_item_kind {
	IC_ITEM_LABEL, /* of a box; on a marked page its id, in the margin */
	IC_ITEM_WORD,  /* of a whole-page redaction: REDACTED, its codes */
	IC_ITEM_SHEET, /* of a sheet */
	IC_ITEM_NUMBER,
	IC_ITEM_LEGEND,
	IC_ITEM_BANNER
};

/* One line of text that the page bears. */
struct ic_item {
	enum ic_item_kind kind;
	uint32_t box; /* LABEL: index in the slice; UINT32_MAX: none */
	bool white;   /* white text, on a black box */
	struct ic_endorsement e;
};

/*
 * All that the page bears, in the order in which it is written: labels,
 * words or a sheet's lines, number, legend, banner. A label or word that does
 * not fit its place, or would meet the number, the legend or another label, is
 * left out; a sheet's lines never are. The caller frees *items (NULL if *n is
 * 0); texts are borrowed from the slice, or of the items' own memory. IC_ELIMIT
 * and IC_ESPEC as above.
 */
bool ic_endorse_items(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_item **items, size_t *n, struct ic_error *err);

/*
 * Append all that the page bears as operators, plates first. *labels counts
 * the labels that were printed. The page's label_font is needed if anything
 * was appended.
 */
bool ic_endorse_content(struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_buf *content, uint32_t *labels,
    struct ic_error *err);

#endif
