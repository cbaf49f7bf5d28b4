/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The steps of `import`, in their order: the production is numbered, files are
 * opened and their annotations read, pages are found, marks are placed, rows
 * are written. What is wrong with a page or a mark is a finding, so that all
 * is told at once; a step returns false only if it cannot go on.
 */
#ifndef IC_OPS_IMPORT_PRIV_H
#define IC_OPS_IMPORT_PRIV_H

#include "annots.h"
#include "core/annot_pick.h"
#include "core/match.h"
#include "core/numbers.h"
#include "ops/import.h"
#include "ops_priv.h"

#define IMPORT_FILES_MAX IC_MARKS_FILES_MAX

/* Which codes marks without their own have: all, or those that a pick means. */
struct import_code {
	const char *codes;
	bool all;
	struct ic_annot_pick pick;
};

/* A file as it was opened. */
struct import_file {
	const char *path;
	enum ic_marks_kind kind;
	int fd; /* -1: closed */
	char sha256[65];
	struct ic_buf text; /* of an XFDF or a CSV */
	struct ic_annots annots;
	struct ic_found_page *pages; /* owned by the result */
	uint32_t npages;
	struct ic_numbers numbers;
	const char *password; /* of the source that it is; NULL */
	/* An XFDF is about another file that was given, or about a source of
	   the production, which is open as `fd` then. */
	struct import_file *of;
	const char *source; /* ic_spec_document.file */
	/* import_index(): of page p are order[first[p + 1]...], up to those of
	   p + 1; the replies to i begin with reply[i], and next[] follows. */
	uint32_t *first, *order, *reply, *next;
};

/* A place that the production covers, or will. */
struct import_zone {
	size_t document;
	uint32_t page;
	uint32_t redaction; /* of the spec */
	struct ic_rect rect;
};

struct import {
	struct ic_production p;
	struct ic_imported *out;
	struct import_file *files;
	size_t nfiles;
	struct ic_annot_pick take[IC_PICKS_MAX], leave[IC_PICKS_MAX];
	size_t ntake, nleave;
	struct import_code codes[IC_PICKS_MAX];
	size_t ncodes;
	struct ic_page_range *skips;
	uint32_t nskips;
	uint32_t *named; /* redactions of the spec, by id */
	size_t nnamed;
	struct ic_mark_row *rows;
	size_t nrows, cap_rows;
	size_t cap_marks;
	struct import_zone *zones; /* by document and page */
	size_t nzones, cap_zones;
	bool failed; /* a finding says why nothing can be written */
};

/* A page that may be another, and what came of the comparison. */
struct import_pair {
	uint32_t file_page;
	size_t document;
	uint32_t page;
	struct ic_fit fit; /* the one that fits best */
	bool only;         /* no other than this one is tried */
	struct ic_match match;
};

/* import_ask.c: the options that say which marks, and under which codes. */
bool import_ask(struct import *m);

/* import_files.c: open the files, and read what they hold. */
bool import_open(struct import *m);
bool import_is_csv(const char *path);

/*
 * The PDF among the files that has the name of a path of any system; NULL: none
 * has it. *two: another has it, too, so that nobody knows.
 */
struct import_file *import_given(struct import *m, const char *path, bool *two);

bool import_read_annots(struct import *m);
void import_close(struct import *m);

/* import_index.c: list annotations by page, and replies by what they are to. */
bool import_index(struct import *m, struct import_file *f);
void import_index_finish(struct import_file *f);

/*
 * import_source.c: sources by their names. The source that a file is named
 * after, or that an XFDF is about, is the i-th of those that may be it; NULL
 * if there are no more.
 */
const char *import_named(struct import *m, const char *name, size_t i);

/* The source that an XFDF is about, opened; a finding if there is none. */
bool import_source_of(struct import *m, struct import_file *f);

/*
 * The document and page that page `k` of a source is, `from` documents on;
 * false if it is none. *document is left alone then.
 */
bool import_source_page(struct import *m, const char *source, uint32_t k,
    size_t *document, uint32_t *page);

/* How many pages of a source are the production's; `whole`: it has no other. */
uint32_t import_source_pages(struct import *m, const char *source, bool *whole);

/* import_pages.c: find the page of the production that each page is. */
bool import_find_pages(struct import *m);

/*
 * import_zones.c: what the production covers, page by page: the first zone of
 * a page, or where it would be; and what may differ on a page of
 * it from a page of the file that lies on it so. `out` has room for
 * import_zones_max().
 */
bool import_zones(struct import *m);
const struct import_zone *import_zone_first(const struct import *m,
    size_t document, uint32_t page);
size_t import_zones_max(const struct import *m, const struct import_file *f);
size_t import_zones_of(const struct import *m, const struct import_file *f,
    const struct import_pair *pair, const struct ic_fit *fit,
    struct ic_zone *out);

/*
 * import_look.c: compare the pictures of n pairs of one file. The documents
 * are open. False if it cannot go on, or, with a finding, if a file cannot be
 * drawn.
 */
bool import_compare(struct import *m, struct import_file *f,
    struct import_pair *pairs, size_t n);

/*
 * import_search.c: for each page of the file for which `wanted` is true, and
 * which is not blank, the pages of the production that look most like it, the
 * likest first, each with its `only` fit. It draws all of the production. The
 * caller frees *pairs.
 */
bool import_search(struct import *m, struct import_file *f, const bool *wanted,
    struct import_pair **pairs, size_t *n);

/* import_marks.c: decide what becomes of each mark, and make its rows. */
bool import_take_marks(struct import *m);

/* A mark of whatever file, told in the result; NULL without memory. */
struct ic_told_mark *import_tell(struct import *m, const struct import_file *f,
    uint32_t page, enum ic_mark_end end, const char *why);

/* A note that answers another; what else says that it does is a mark. */
bool import_is_words(const struct ic_annot *a);

/* What a row has beside its place. */
struct import_words {
	const char *codes, *note, *id;
	bool derived; /* the id is not the spec's own words */
	const struct ic_redaction *kept;
};

/* A place, cut to its page, of the mark that was told last. */
bool import_add_row(struct import *m, const struct ic_found_page *found,
    struct ic_rect rect, const struct import_words *words);

/* What --code says of a mark, or, of NULL, of all; NULL: nothing. */
const char *import_code_for(struct import *m, const struct ic_annot *a);

/* import_csv.c: the marks of a CSV of another tool. */
bool import_take_csv(struct import *m, const struct import_file *f);

/* import_write.c: join the rows and write them. */
bool import_write(struct import *m);

/*
 * import_unmet.c: warn of each --take, --leave and --code that meets no mark of
 * any file; refuse a --skip of a page that the one PDF does not have.
 */
bool import_warn_unmet(struct import *m);
bool import_check_skips(struct import *m, const struct import_file *f);

/* A finding that ends in nothing being written; a warning. file may be NULL. */
bool import_refuse(struct import *m, const char *file, uint32_t page,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
bool import_warn(struct import *m, const char *file, uint32_t page,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* The number of a page of the production. */
const char *import_number(struct import *m, size_t document, uint32_t page,
    char out[IC_BATES_MAX]);

#endif
