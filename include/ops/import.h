/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * `import`: marks that others made in viewers, as rows of redactions_csv. It
 * fills a zeroed run with what is to be printed, and tells of every mark what
 * became of it. Of what a mark says (its comment, its overlay text) nothing is
 * told but the codes that it names.
 */
#ifndef IC_OPS_IMPORT_H
#define IC_OPS_IMPORT_H

#include "core/annot.h"
#include "core/fit.h"
#include "core/mark_rows.h"
#include "ops/commands.h"

/* X(NAME, "word"): how a page of a file was found in the production */
#define IC_FOUND_HOWS(X) \
	X(NOT, "none") \
	X(SKIPPED, "skipped") \
	X(SOURCE, "source") \
	X(NAME, "name") \
	X(NUMBER, "number") \
	X(PICTURE, "picture") \
	X(NEIGHBOR, "neighbor")

enum ic_found_how {
#define IC_X(name, word) IC_FOUND_BY_##name,
	IC_FOUND_HOWS(IC_X)
#undef IC_X
	    IC_FOUND_HOW_COUNT
};

/* A page of a file that was given, and where it is in the production. */
struct ic_found_page {
	enum ic_found_how how;
	size_t document; /* of the plan; not if NOT or SKIPPED */
	uint32_t page;
	struct ic_fit fit;
	bool compared; /* its picture is that of the production's page */
};

enum ic_marks_kind { IC_MARKS_PDF, IC_MARKS_XFDF, IC_MARKS_CSV };

struct ic_marks_file {
	const char *path;
	enum ic_marks_kind kind;
	struct ic_found_page *pages; /* npages; an XFDF's are its PDF's */
	uint32_t npages;
	size_t nmarks;
};

/* X(NAME, "word"): what became of a mark */
#define IC_MARK_ENDS(X) \
	X(OPEN, "undecided") \
	X(TAKEN, "taken") \
	X(LEFT, "not taken") \
	X(WORDS, "comment") /* a reply, or one of a group: its words only */

enum ic_mark_end {
#define IC_X(name, word) IC_MARK_##name,
	IC_MARK_ENDS(IC_X)
#undef IC_X
	    IC_MARK_END_COUNT
};

struct ic_told_mark {
	uint32_t file;           /* in ic_imported.files */
	uint32_t page;           /* of the file, from 0; a CSV's: its row */
	enum ic_annot_type type; /* COUNT: of a CSV */
	uint32_t color;
	const char *author; /* printed only where it is asked for */
	enum ic_mark_end end;
	const char *why;           /* one clause of ours; "" */
	char number[IC_BATES_MAX]; /* of the production's page; "" */
	uint32_t rows;             /* places that it covers */
};

struct ic_imported {
	struct ic_marks_file *files;
	size_t nfiles;
	struct ic_told_mark *marks;
	size_t nmarks;
	size_t ends[IC_MARK_END_COUNT];
	const struct ic_mark_row *rows; /* what is, or would be, written */
	size_t nrows;
	size_t merged;      /* places that several marks cover */
	const char *file;   /* NULL: none was asked for */
	bool decided;       /* every mark is; else nothing was written */
	bool written, same; /* `same`: it stood there already */
	bool listed;        /* the spec names it in "redactions_csv" */
	struct ic_arena arena;
};

/*
 * Read the files o->files, find their pages in the production of o->spec, and
 * write the marks that o->takes say to o->file. All of them are written, or
 * none. DONE, FINDINGS (a mark is undecided), REFUSED or STOPPED.
 */
enum ic_outcome ic_import_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run,
    struct ic_imported *out);

/* Append "incamera.import/1". */
bool ic_import_json(const struct ic_run *run, const struct ic_imported *i,
    enum ic_outcome outcome, struct ic_buf *out);

/* "number"; "taken". Static; "unknown" outside the list. */
const char *ic_found_how_word(enum ic_found_how how);
const char *ic_mark_end_word(enum ic_mark_end end);

/* Free all and return to the zero value. NULL is allowed. */
void ic_imported_finish(struct ic_imported *i);

#endif
