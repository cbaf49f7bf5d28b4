/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Glyphs of a page that share something, joined to places: neighbours of one
 * line, and lines that follow each other.
 *
 *	struct audit_run run;
 *	audit_run_begin(&run);
 *	for each glyph, in the order of the set:
 *		if (!audit_run_joins(&run, g))	tell it, audit_run_begin()
 *		audit_run_add(&run, g)
 *	audit_run_finish(&run)
 */
#ifndef IC_PDF_AUDIT_RUNS_H
#define IC_PDF_AUDIT_RUNS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/finding.h"
#include "pdf/glyphs.h"

/* What a glyph of no known meaning is taken for: this, and its number. */
#define AUDIT_RUN_UNKNOWN 0xf0000u

bool audit_run_is_unknown(uint32_t rune);

struct audit_run {
	fz_rect rect;       /* points; empty without glyphs */
	struct ic_buf text; /* UTF-8, its words parted by blanks */
	uint32_t n;         /* glyphs */
	uint32_t letters;   /* letters and digits */
	uint32_t digits;
	fz_point pen;   /* after the last glyph */
	fz_point line;  /* where its line begins */
	size_t line_at; /* and in the text */
	float em;
	fz_point dir;
};

/* Forget what it has, and keep its memory; of a zeroed one, begin. */
void audit_run_begin(struct audit_run *r);

/* True if the glyph stands next to what the run has, or it has nothing. */
bool audit_run_joins(const struct audit_run *r, const struct ic_glyph *g);

/* Add a glyph; one that is blank parts words. */
void audit_run_add(struct audit_run *r, const struct ic_glyph *g);

/* A blank stands after what it has. */
void audit_run_blank(struct audit_run *r);

/* Its text, ended with a zero; "" without memory. */
const char *audit_run_text(struct audit_run *r);

/* Wipe and free it. A zeroed one is allowed. */
void audit_run_finish(struct audit_run *r);

#endif
