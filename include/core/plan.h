/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The plan: each page with its number and size, each redaction as rectangles
 * on pages, each endorsement with its place. Engines only ever see what is
 * here. It is built in steps and is constant after the last:
 *
 *	ic_plan_begin()    the spec's documents, in its order
 *	ic_plan_expect()   numbers that are known, if only a part is made
 *	(scouts)           ic_plan_set_pages(); sizes, notes, hash
 *	ic_plan_number()   every page has its Bates number
 *	ic_plan_seek()     the pages of which the line numbers are needed
 *	(scouts)           ic_plan_set_numbered(), ic_plan_add_column()
 *	ic_plan_address()  redactions with an address have their places
 *	ic_plan_rule()     what was decided is the redactions' status
 *	ic_plan_resolve()  every redaction is regions on pages
 *	(scouts)           ink, clear places, stamps
 *	(scouts)           the same of pages that are marked, if there are
 *	ic_plan_settle()   shrink, plate, place; warnings
 *
 * A step that finds errors adds them to the diagnostics and returns false;
 * then the later steps must not be taken. Lengths are milli-points of the
 * source page as displayed, origin top left.
 */
#ifndef IC_CORE_PLAN_H
#define IC_CORE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/copy.h"
#include "core/lock.h"
#include "core/reply.h"
#include "core/sheet.h"
#include "core/slice.h"
#include "core/spec.h"

/* How far off its page a box may be written; more is an error. */
#define IC_PLAN_SLACK 500

/* What the scout saw of a page that is to be marked, as it is then. */
struct ic_marked_look {
	uint32_t clear_number, clear_legend, clear_banner;
	uint32_t clear_ids; /* bits of enum ic_side, for each ic_shrink */
	uint32_t room_ids;  /* to free for them where no side is clear */
};

/* What a page of a stamped document shows of its number. */
enum ic_stamp {
	IC_STAMP_NONE,   /* none could be read */
	IC_STAMP_FOUND,  /* it bears the planned one */
	IC_STAMP_OTHER,  /* another one, which the spec says is known */
	IC_STAMP_COVERED /* what it bears lies under a box */
};

struct ic_plan_page {
	struct ic_size size;   /* set by the scout */
	uint32_t clear_number; /* scout: bits of enum ic_position; of those */
	uint32_t clear_legend; /* that ic_plan_settle() may choose */
	uint32_t notes;        /* IC_NOTE_BIT()s */
	uint32_t region;       /* first, in ic_plan_document.regions */
	uint32_t nregions;
	uint32_t box; /* first, in ic_plan_document.boxes */
	struct ic_marked_look marked;
	uint8_t stamp;     /* ic_numbers_prove(): enum ic_stamp */
	uint8_t whole;     /* a region of it covers the whole page */
	uint8_t endorse;   /* the number is to be stamped */
	uint8_t number_at; /* enum ic_position */
};

/* A redaction on one page. */
struct ic_region {
	uint32_t page;       /* index from 0 */
	uint32_t redaction;  /* in ic_spec.redactions */
	struct ic_rect rect; /* within the page; the page if whole */
	bool whole;
	bool covers; /* scout: there is something under it */
	bool legend; /* it covers an old one: marked pages have no such box */
	bool plain;  /* it bears no label */
};

/* A page of which the line numbers are needed, and what was found. */
struct ic_plan_numbered {
	uint32_t page; /* index from 0 */
	bool text;     /* there is any on it */
	const struct ic_numbered_line *lines;
	uint32_t nlines;
	struct ic_numbered_column *columns;
	uint32_t ncolumns, cap;
};

/* What a redaction with an address means on a page. */
struct ic_piece {
	uint32_t document, page;
	struct ic_rect rect; /* within the page; the page if whole */
	bool whole;
	bool plain;     /* it bears no label: another piece of the page does */
	uint32_t part;  /* of the address, that it is of; from 0 */
	int32_t gutter; /* of one that is kept: what of its left is numbers */
};

/* In the order of the redaction's pages, and of each from top to bottom. */
struct ic_pieces {
	bool known; /* the address was found; false: there is none */
	const struct ic_piece *at;
	uint32_t n;
	const struct ic_piece *kept; /* of one that keeps: what stays */
	uint32_t nkept;
};

/* How the pages of one copy of a document make room; all alike. */
struct ic_layout {
	int32_t room_top, room_bottom, room_right; /* freed by shrinking */
	enum ic_side ids_at;
	bool plate;
};

/* A page of a product: of the document, burned or marked. */
struct ic_leaf {
	uint32_t page;
	uint32_t box; /* its first, of the product's */
	bool marked;
};

struct ic_plan_document {
	const struct ic_spec_document *spec;
	enum ic_kind kind;     /* the spec's, or UNREADABLE */
	char sha256[65];       /* of the source */
	uint64_t bytes;        /* of the source */
	uint32_t notes;        /* scout: IC_NOTE_BIT()s */
	enum ic_reason unread; /* why it could not be read; NONE: it could */
	bool uncounted;        /* nor could its pages: it has one number */
	uint32_t numbers;      /* that it takes: its pages */
	uint32_t npages;       /* of its output: of a sheet, fewer perhaps */
	struct ic_plan_page *pages; /* NULL: unopened, and not restored */
	/*
	 * Of a part of a production, what is not made. UNOPENED: its numbers
	 * are known from elsewhere, and its source was neither hashed nor
	 * opened; it has regions as the redactions are written, and no pages.
	 * UNLOOKED: nobody looked under its boxes, so that it has no slice.
	 * What is unopened is unlooked.
	 */
	bool unopened, unlooked;
	/*
	 * What a look at it gives is known of an earlier run: it is unopened,
	 * has pages, sizes, layouts and notes, and may have a slice.
	 */
	bool restored;
	uint32_t expected; /* numbers that were known before it was opened; 0 */
	/* An earlier run gave it this first number. Before ic_plan_number(). */
	bool has_was;
	struct ic_bates was;
	struct ic_bates first, last;
	char range[IC_BATES_RANGE_MAX]; /* COE000001-COE000014 */
	struct ic_legend legend;        /* its own or the spec's */
	const struct ic_gone *gone;     /* for a plan with volumes */
	struct ic_region *regions;      /* by page, then by place */
	uint32_t nregions;
	uint32_t *boxes; /* indexes of the regions that are not whole */
	uint32_t nboxes;
	struct ic_fields fields;  /* the spec's and documents_csv's */
	uint32_t nlegends;        /* of these boxes */
	struct ic_old_found *old; /* scout: printed designations, by page */
	uint32_t nold, cap_old;
	struct ic_plan_numbered *numbered; /* pages sought, ascending */
	uint32_t nnumbered;
	struct ic_layout layout[IC_COPIES];
	struct ic_leaf
	    *disputed;      /* the disputed copy's pages; unopened: NULL */
	uint32_t ndisputed; /* 0: nothing is open */
	uint32_t ndisputed_boxes;
	struct ic_place row; /* of documents_csv; source NULL: none */
	uint32_t row_fields; /* bits of enum ic_field_key: from it */
	bool selected;       /* apply makes it; all are, or those of --bates */
};

/* A redaction of a document that is not burned; the last one first. */
struct ic_gone {
	uint32_t redaction;
	const struct ic_gone *next;
};

/* What a row of rulings met: indexes in ic_spec.redactions. */
struct ic_plan_ruling {
	const uint32_t *met;
	uint32_t nmet;
};

struct ic_plan {
	const struct ic_spec *spec;         /* borrowed for the plan's life */
	struct ic_plan_document *documents; /* in the spec's order */
	size_t ndocuments;
	uint32_t *order; /* indexes of documents by Bates number */
	uint32_t *seek;  /* the same, by ic_bates_cmp_apart() */
	/* Numbers that documents of any spec had before this run, the plan's
	   among them. Before ic_plan_number(). Borrowed. */
	const struct ic_bates_range *taken;
	size_t ntaken;
	const char **ids;         /* of each redaction, given or derived */
	struct ic_pieces *pieces; /* of each; NULL: none has an address */
	bool heads_covered; /* scout: court or matter repeats a covered word */
	struct ic_plan_ruling *rulings; /* one an ic_spec.rulings */
	/* Both set before ic_plan_resolve(): what was denied is not burned;
	   and names of earlier volumes, which served lists say, as they do
	   ids of what is burned no more. */
	bool lift_denied;
	const char *const *volumes;
	size_t nvolumes;
	uint32_t copies; /* IC_COPY_BIT()s that are made; the spec's */
	struct ic_arena arena;
};

/* Copy the spec's documents. `out` must be zeroed. */
bool ic_plan_begin(const struct ic_spec *spec, struct ic_plan *out,
    struct ic_error *err);

/*
 * Leave a document unopened, as one of so many numbers; and take that back,
 * because it is to be opened after all. What must then be true of its pages,
 * ic_plan_as_expected() says: a sheet for what cannot be read has the numbers
 * that were expected.
 */
void ic_plan_expect(struct ic_plan *plan, size_t document, uint32_t numbers);
void ic_plan_reopen(struct ic_plan_document *d);
bool ic_plan_as_expected(struct ic_plan_document *d);

/*
 * Give an unopened document the pages of an earlier run, which are all zero; it
 * is restored then. Before ic_plan_resolve().
 */
bool ic_plan_restore(struct ic_plan *plan, size_t document,
    struct ic_error *err);

/*
 * The numbers that a document takes, if that is known without its source: of
 * its images, its part of a file, a native file, or the end or page count that
 * a load file gives it. 0: it is not.
 */
uint32_t ic_plan_numbers_said(const struct ic_spec_document *d);

/*
 * Give a document as many numbers, and its output pages, all zero: as many,
 * or the sheets that stand for it. Once per document.
 */
bool ic_plan_set_pages(struct ic_plan *plan, size_t document, uint32_t pages,
    struct ic_error *err);

/*
 * What the scout says of a page, counted among the numbers. Of a document
 * that is not drawn only the size of the first one counts: sheets have it,
 * unless nobody would print on such paper.
 */
void ic_plan_set_page(struct ic_plan_document *d, uint32_t page,
    struct ic_size size, uint32_t notes);

/* A native file is one sheet, of which nothing is scouted. */
bool ic_plan_set_native(struct ic_plan *plan, size_t document,
    struct ic_error *err);

/*
 * The document could not be read: a sheet stands for it, on its numbers if
 * they are known, else on one. Before ic_plan_settle().
 */
bool ic_plan_set_unread(struct ic_plan *plan, size_t document,
    enum ic_reason why, struct ic_error *err);

/*
 * What its sheets say; `name` is what sheet->name points to. After
 * ic_plan_number().
 */
void ic_plan_sheet(const struct ic_plan *plan, size_t document,
    char name[IC_NATIVE_NAME_MAX], struct ic_sheet *sheet);

/* True if there is a sheet for each of its numbers, not one for all. */
bool ic_plan_has_each(const struct ic_plan_document *d);

/* True if sheets stand for it: none of its pages is drawn. */
bool ic_plan_is_sheet(const struct ic_plan_document *d);

/*
 * Number every page: a document without a number begins one past the
 * document above it. One that is inserted gets, when all others have theirs,
 * the number that an earlier run gave it, or the next suffixes or numbers that
 * none of these and of plan->taken has. Errors: digits overflow, a number used
 * twice, no document behind which it is inserted.
 */
bool ic_plan_number(struct ic_plan *plan, struct ic_diags *diags);

/*
 * Find the pages of which line numbers are needed: those that redactions with
 * lines name, and for a cite all pages of the documents that it may be in, for
 * their numbers prove each other. After ic_plan_number(). IC_EENV.
 */
bool ic_plan_seek(struct ic_plan *plan, struct ic_error *err);

/*
 * What the scout found, by the index of a sought page. The lines are copied;
 * those of a page come in one piece, its columns one by one. IC_EBUG for what
 * cannot be.
 */
bool ic_plan_set_numbered(struct ic_plan *plan, size_t document, uint32_t index,
    bool text, const struct ic_numbered_line *lines, uint32_t n,
    struct ic_error *err);
bool ic_plan_add_column(struct ic_plan *plan, size_t document, uint32_t index,
    const struct ic_numbered_column *column, struct ic_error *err);

/*
 * Give redactions with an address their pieces. Errors: a page without line
 * numbers, a line or a transcript page that is not there or there twice, what
 * keeps nothing or everything. Warnings: text between lines, ink of two.
 */
bool ic_plan_address(struct ic_plan *plan, struct ic_diags *diags);

/*
 * Give each redaction that has no address its id, as ic_plan_resolve() does:
 * for who needs no places. After ic_plan_number().
 */
bool ic_plan_name_all(struct ic_plan *plan);

/* The pieces of a redaction, unless a ruling moved it; NULL: it has none. */
const struct ic_pieces *ic_plan_pieces(const struct ic_plan *plan,
    size_t redaction);

/* Append "lines 4-9", "45:12-46:3", "all but a part"; nothing of a box. */
bool ic_plan_area_text(const struct ic_redaction *r, struct ic_buf *out);

/*
 * Give redactions the status, the box and the order of the rulings that meet
 * them, in the spec, and fill plan->rulings. Ids stay those that they had.
 * Errors: a row that meets nothing, an id with two different words, a word
 * for some of a redaction's pages only, one new box for several.
 */
bool ic_plan_rule(struct ic_plan *plan, struct ic_diags *diags);

/* True if the redaction is burned. */
bool ic_plan_burns(const struct ic_plan *plan, const struct ic_redaction *r);

/* True if the scout is to look for designations on the document. */
bool ic_plan_seeks_legend(const struct ic_plan_document *d);

/* One that the scout found. IC_EBUG if it is one too many of its page. */
bool ic_plan_add_legend(struct ic_plan *plan, size_t document,
    const struct ic_old_found *found, struct ic_error *err);

/*
 * Errors: a page that keeps its printed designation would get another one.
 * After ic_plan_number().
 */
bool ic_plan_check_legends(const struct ic_plan *plan, struct ic_diags *diags);

/*
 * Give documents what documents_csv says of them, and find the parents, whose
 * first numbers `parent` then holds. Errors: a row for no document, two rows
 * for one, a value that is not the spec's, a parent that is none or leads
 * back. After ic_plan_number().
 */
bool ic_plan_fields(struct ic_plan *plan, struct ic_diags *diags);

/*
 * Turn every redaction that burns into regions. Errors: a number that no
 * document holds, a page that the document does not have, a box more than
 * IC_PLAN_SLACK off its page, an id that two redactions have. Less is
 * clamped.
 */
bool ic_plan_resolve(struct ic_plan *plan, struct ic_diags *diags);

/*
 * Decide where numbers and legends stand, from what the scouts saw, and add
 * the warnings. True unless a document has no room for them.
 */
bool ic_plan_settle(struct ic_plan *plan, struct ic_diags *diags);

/*
 * Mark as selected only the documents that meet one of the ranges. IC_ESPEC
 * if a range meets none. After ic_plan_number().
 */
bool ic_plan_select(struct ic_plan *plan, const struct ic_bates_list *list,
    struct ic_error *err);

/*
 * Of the selected documents, leave only those selected of which, or of a
 * redaction on which, the category is one of n names, whatever the case of its
 * ASCII letters. IC_ESPEC if nothing in the plan has one of the names (it
 * tells those that there are), or if no document is left.
 */
bool ic_plan_select_categories(struct ic_plan *plan, const char *const *names,
    size_t n, struct ic_error *err);

/* True if every document is selected. */
bool ic_plan_is_whole(const struct ic_plan *plan);

/*
 * The index of the document and page that bear a number. False if none
 * does. After ic_plan_number().
 */
bool ic_plan_find(const struct ic_plan *plan, const struct ic_bates *number,
    size_t *document, uint32_t *page);

/* The number of a page, counted among the numbers. */
void ic_plan_page_number(const struct ic_plan *plan, size_t document,
    uint32_t page, char out[IC_BATES_MAX]);

/* What a page of the output bears: its number, or the document's range. */
void ic_plan_printed(const struct ic_plan *plan, size_t document, uint32_t page,
    char out[IC_BATES_RANGE_MAX]);

/*
 * Append the packed slice of a product, for a child. Its pages and boxes are
 * those of ic_plan_leaf() and ic_plan_product_box(). `ask` is
 * IC_ASK_GEOMETRY before ic_plan_number(), IC_ASK_INK after
 * ic_plan_resolve(), 0 after ic_plan_settle(). With IC_ASK_INK, an unredacted
 * copy has every page, marked: what it learns is for all of them.
 */
bool ic_plan_slice(const struct ic_plan *plan, size_t document,
    enum ic_copy copy, enum ic_ask ask, struct ic_buf *out,
    struct ic_error *err);

/* The region of a slice's box; NULL if the index is out of range. */
const struct ic_region *ic_plan_box(const struct ic_plan_document *d,
    uint32_t box);

/*
 * A product is a document in one copy. True if there is one: the copy is among
 * plan->copies, and the document has pages for it.
 */
bool ic_plan_makes(const struct ic_plan *plan, size_t document,
    enum ic_copy copy);

/* A product's pages and boxes. */
uint32_t ic_plan_pages(const struct ic_plan_document *d, enum ic_copy copy);
uint32_t ic_plan_boxes(const struct ic_plan_document *d, enum ic_copy copy);
struct ic_leaf ic_plan_leaf(const struct ic_plan_document *d, enum ic_copy copy,
    uint32_t page);

/*
 * The region of a product's box, and its page's index in the product; NULL if
 * the box's index is out of range.
 */
const struct ic_region *ic_plan_product_box(const struct ic_plan_document *d,
    enum ic_copy copy, uint32_t box, uint32_t *page);

/* What stands on top of a page of a product; "" for nothing. Borrowed. */
const char *ic_plan_banner(const struct ic_spec *spec, enum ic_copy copy,
    bool marked);

/* True if a redaction on that page of the document is open. */
bool ic_plan_is_disputed(const struct ic_plan *plan,
    const struct ic_plan_document *d, uint32_t page);

/* The served string that a slice's cell stands for. */
struct ic_plan_cell {
	uint32_t redaction;    /* UINT32_MAX: it belongs to no redaction */
	const char *what;      /* "description", "id", "code", ... */
	bool fixed;            /* a prefix: others may know it already */
	bool head;             /* over the lists, which can do without it */
	struct ic_place place; /* where it was written */
};

/* What cell `cell` of the document's slice is. False out of range. */
bool ic_plan_cell(const struct ic_plan *plan, size_t document, uint32_t cell,
    struct ic_plan_cell *out);

/*
 * The lists that are made, IC_LOG_BIT()s: the spec's, or the usual ones, with
 * a privilege log if a document is withheld or a region's code is privileged.
 */
uint32_t ic_plan_log_kinds(const struct ic_plan *plan);

/*
 * What makes all of it a matter of privilege, whatever is selected, made or
 * burned: the id of a redaction, of any status, under a privileged code or with
 * a privilege of its own, or the range of such a document. "" if nothing does.
 * Borrowed. After ic_plan_resolve().
 */
const char *ic_plan_privilege(const struct ic_plan *plan);

/*
 * True if each row of the privilege log, if there is to be one, will have its
 * privilege and its description. After ic_plan_resolve().
 */
bool ic_plan_check_logs(const struct ic_plan *plan, struct ic_diags *diags);

/* The codes of a redaction as printed on its box: "IA, PII". */
bool ic_plan_codes(const struct ic_spec *spec, const struct ic_redaction *r,
    struct ic_buf *out);

/*
 * A document that is left out, though what is to be covered in it is not what
 * the lock froze: redactions that are new, and those of another box.
 */
struct ic_left {
	size_t document;
	uint32_t fresh, changed;
};

/*
 * List those of the documents that are not selected and that the lock, which is
 * sealed, has; by number. After ic_plan_resolve(). `*out` is of the plan's
 * arena.
 */
bool ic_plan_left(struct ic_plan *plan, const struct ic_lock *lock,
    struct ic_left **out, size_t *n, struct ic_error *err);

/*
 * What the lock freezes. What is covered in unlooked documents alone is not
 * yet. `out` must be zeroed; it is sealed.
 */
bool ic_plan_lock(const struct ic_plan *plan, struct ic_lock *out,
    struct ic_error *err);

/*
 * Report pages of a file that are in two of the documents that are parts of
 * it, and warn of those between them that are in none. All parts' pages are
 * known. False after an error, or without memory (*err).
 */
bool ic_plan_check_shares(const struct ic_spec *spec, struct ic_diags *diags,
    struct ic_error *err);

/* Free all and return to the zero value. NULL is allowed. */
void ic_plan_finish(struct ic_plan *plan);

#endif
