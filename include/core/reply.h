/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a child may say: fixed-size structs of integers, never a string. A
 * child taken over by a hostile PDF cannot write into a log or a terminal;
 * all it can send is a number within its range, for the document it already
 * has.
 */
#ifndef IC_CORE_REPLY_H
#define IC_CORE_REPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/numbered.h"
#include "core/reason.h"
#include "core/rect.h"

#define IC_REPLY_MAGIC 0x31434950u

enum ic_reply_kind {
	IC_REPLY_BEAT = 1, /* alive; resets the parent's clock */
	IC_REPLY_DOCUMENT, /* scout, first: page count and notes */
	IC_REPLY_PAGE,     /* scout and make: one per page, in order */
	IC_REPLY_BOX,      /* scout: whether one box covers anything */
	IC_REPLY_LEGEND,   /* scout: a printed designation, before its page */
	IC_REPLY_LINE,     /* scout: a line by its number, before its page */
	IC_REPLY_COLUMN,  /* scout: a column of line numbers, after all pages */
	IC_REPLY_CELL,    /* scout: a served cell repeats a covered word */
	IC_REPLY_PROOF,   /* judges: one per failure, one per proof passed */
	IC_REPLY_MEASURE, /* judges: what a proof measured on a page or box */
	IC_REPLY_END,     /* last: reason NONE, or why the document fails, and
			   * the page whose picture file is at fault */
	IC_REPLY_NUMBER   /* read: a Bates number on a page, before its PAGE */
};

/* Where a number was read. */
enum ic_number_where {
	IC_NUMBER_LABEL,   /* it is the page's label (ISO 32000-1, 12.4.2) */
	IC_NUMBER_PRINTED, /* text that is painted, where numbers stand */
	IC_NUMBER_LAYER,   /* the same of an invisible layer: another's OCR */
	IC_NUMBER_OCR,     /* our own, of the pixels */
	IC_NUMBER_WHERES
};

struct ic_reply_document {
	uint32_t pages;
	uint32_t notes; /* IC_NOTE_BIT()s */
};

struct ic_reply_page {
	struct ic_size size; /* displayed size of the source page */
	uint32_t notes;      /* IC_NOTE_BIT()s */
	uint32_t
	    clear_number; /* bit ic_position: no ink where the number goes */
	uint32_t clear_legend; /* the same for the legend */
	uint32_t encoding;     /* enum ic_encoding */
	uint32_t scan;         /* enum ic_scan */
	uint32_t dpi;
	uint32_t glyphs;  /* characters in the text layer */
	uint32_t dropped; /* characters that boxes or invisibility removed */
	uint32_t labels;  /* boxes that bear their label, or marks their id */
	uint32_t bytes;   /* of the page's image in the output */
	/* Of a page that is to be marked: */
	uint32_t clear_ids;    /* bit ic_side + IC_SIDES * ic_shrink: no ink
				* where its ids go if it is so made smaller */
	uint32_t clear_banner; /* as clear_number; a row's bits are all set
				* unless the banner needs room there */
	uint32_t room_ids;     /* what its ids take of its width, if it is to be
				* freed for them; milli-points */
};

struct ic_reply_box {
	uint32_t box;    /* index in the slice */
	uint32_t covers; /* 1: ink, or a character that touches it */
};

struct ic_reply_cell {
	uint32_t cell; /* index in the slice */
};

struct ic_reply_legend {
	struct ic_rect rect; /* within the page */
	uint32_t word;       /* in ic_old_legend_words */
};

struct ic_reply_number {
	struct ic_rect rect; /* within the page; of a label all 0 */
	uint32_t high, low;  /* halves of its value */
	uint32_t digits;     /* as written, leading zeros counted */
	uint32_t prefix;     /* index in the job's */
	uint32_t suffix;     /* ic_numbers_suffix(); 0: none */
	uint32_t where;      /* enum ic_number_where */
	uint32_t em;         /* height of the type, milli-points */
	uint32_t alone;      /* 1: its line says nothing else */
};

struct ic_reply_proof {
	uint32_t proof; /* enum ic_proof */
	uint32_t ok;    /* 0 or 1 */
	uint32_t fault; /* enum ic_fault; NONE when ok */
	uint32_t box;   /* index in the slice; UINT32_MAX: none */
	int32_t measured[IC_MEASURED];
};

/* The numbers are named by IC_MEASURES; each at least 0. */
struct ic_reply_measure {
	uint32_t proof; /* enum ic_proof */
	uint32_t box;   /* index in the slice; UINT32_MAX: none */
	int32_t measured[IC_MEASURED];
};

struct ic_reply_end {
	uint32_t reason; /* enum ic_reason */
};

struct ic_reply {
	uint32_t magic;
	uint32_t kind; /* enum ic_reply_kind */
	uint32_t page; /* index from 0; UINT32_MAX: the whole document */
	union {
		struct ic_reply_document document;
		struct ic_reply_page at_page;
		struct ic_reply_box box;
		struct ic_reply_cell cell;
		struct ic_reply_legend legend;
		struct ic_reply_number number;
		struct ic_numbered_line line;
		struct ic_numbered_column column;
		struct ic_reply_proof proof;
		struct ic_reply_measure measure;
		struct ic_reply_end end;
		uint32_t room[16];
	} u;
};

/* What the parent knows and a reply must keep within. */
struct ic_reply_limits {
	uint32_t pages; /* 0: not known yet */
	uint32_t boxes;
	uint32_t cells;
	uint32_t proofs;   /* IC_PROOF_BIT()s of which the child may speak */
	uint32_t prefixes; /* that a number may have; 0: no NUMBER is said */
	uint32_t numbered; /* LINEs and COLUMNs of a page, at most */
};

/* True if every field of the reply is in its range. */
bool ic_reply_ok(const struct ic_reply *r, const struct ic_reply_limits *l);

#endif
