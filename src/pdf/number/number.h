/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Bates numbers of a page: those of its text that stand near an edge, and
 * its label.
 */
#ifndef IC_PDF_NUMBER_H
#define IC_PDF_NUMBER_H

#include "core/bates.h"
#include "core/numbers.h"
#include "core/slice.h"
#include "pdf/document.h"
#include "pdf/glyphs.h"

/* What was read. */
struct ic_number_found {
	struct ic_number at[IC_NUMBERS_PAGE_MAX];
	uint32_t n;
	uint32_t painted; /* characters of the page that are painted */
};

/* Numbers in the text of a page, the nearest to an edge first. Throws. */
void ic_number_text(fz_context *ctx, const struct ic_prefixes *prefixes,
    const struct ic_glyphs *all, struct ic_size page,
    struct ic_number_found *out);

/*
 * The same of its pixels, on the list that shows it: its edges are read, as it
 * is displayed or, if no number is found there, as it would be turned. Only
 * when ic_ocr_ready(). Adds to `out`. Throws.
 */
void ic_number_ocr(struct ic_document *doc, fz_display_list *list,
    const struct ic_prefixes *prefixes, struct ic_size page,
    struct ic_number_found *out);

#define IC_NUMBER_LINE_MAX 4096 /* bytes of a line that are read */

/* What a line says; each byte is of something: a glyph, a symbol. */
struct ic_number_line {
	char text[IC_NUMBER_LINE_MAX];
	uint32_t from[IC_NUMBER_LINE_MAX]; /* UINT32_MAX: of nothing */
	size_t len;
};

/* Append a character; what is too long is cut. */
void ic_number_line_put(struct ic_number_line *l, uint32_t rune, uint32_t from);

/*
 * Where on the page what a byte is of stands, displayed points; x->em and
 * x->where of the number that it is part of may be changed.
 */
typedef fz_rect ic_number_box_fn(void *user, uint32_t from,
    struct ic_number *x);

/* Add the numbers of a line that stand near an edge. */
void ic_number_line_find(const struct ic_number_line *l,
    const struct ic_prefixes *prefixes, struct ic_size page,
    enum ic_number_where where, ic_number_box_fn *box, void *user,
    struct ic_number_found *out);

/* Where OCR takes a letter for a digit, or a digit for a letter, of a number
 * with a declared prefix, write what was meant: C0EO00123 is COE000123. */
void ic_number_line_mend(struct ic_number_line *l,
    const struct ic_prefixes *prefixes);

/* True if a rectangle stands where productions print their numbers. */
bool ic_number_in_band(struct ic_rect r, struct ic_size page);

/* The labels of a document (ISO 32000-1, 12.4.2). The zero value has none. */
struct ic_number_label {
	uint32_t page;    /* from which on */
	const char *head; /* UTF-8, borrowed from the document; may be NULL */
	bool counts;      /* decimal digits follow, */
	int64_t start;    /* of which the first page has these */
};

struct ic_number_labels {
	struct ic_number_label *at; /* owned; by page */
	uint32_t n, cap;
};

/* Read them; a tree that is damaged has none. Throws. */
void ic_number_labels_read(struct ic_document *doc,
    struct ic_number_labels *out);

/* True if the label of a page is a number and nothing else. */
bool ic_number_labels_find(const struct ic_number_labels *l, uint32_t page,
    const struct ic_prefixes *prefixes, struct ic_bates *out);

void ic_number_labels_finish(fz_context *ctx, struct ic_number_labels *l);

#endif
