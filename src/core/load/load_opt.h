/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Opticon: a row a page, "key,volume,path,Y,folder,box,pages". The key is the
 * page's number; Y says that a document begins, and then how many pages it
 * has, if anything does.
 */
#ifndef IC_CORE_LOAD_OPT_H
#define IC_CORE_LOAD_OPT_H

#include "load_paths.h"

/* A page's file, as it is written: looked for when its document wants it. */
struct ic_opt_page {
	const char *path; /* in the file's text */
	uint32_t row;
};

struct ic_opt_document {
	const char *key; /* the first page's number in its normal form */
	uint32_t row, pages, pages_said; /* rows; 0: not said */
	size_t file;                     /* index of its first in `files` */
	uint32_t nfiles; /* fewer than pages where a file has several */
	struct ic_bates first, last;
	bool used, again; /* again: another begins with the same number */
};

struct ic_opt {
	struct ic_reader *r;
	const struct ic_source *source;
	struct ic_opt_page *files;
	size_t nfiles, cap_files;
	struct ic_opt_document *at;
	size_t n, cap;
	struct ic_index by_key;
	struct ic_load l;
	struct ic_paths paths;
};

/*
 * Read the file that the spec calls `name`; `place` is where. False, reported,
 * if nothing can be read of it. Close it in any case.
 */
bool ic_opt_open(struct ic_opt *o, struct ic_reader *r, const char *name,
    struct ic_place place, const struct ic_load_item *item);

/* The document that begins with a number; NULL: there is none. Now used. */
struct ic_opt_document *ic_opt_find(struct ic_opt *o,
    const struct ic_bates *first);

/*
 * Give `d` its files, and the page count that is said. False, reported, if
 * one is missing, or is no page.
 */
bool ic_opt_give(struct ic_opt *o, const struct ic_opt_document *from,
    struct ic_spec_document *d);

/* Report the pages of no document that `dat` names. */
void ic_opt_unused(struct ic_opt *o, const char *dat);

/* Report files that are not there; free all. A zeroed one is let be. */
void ic_opt_close(struct ic_opt *o);

#endif
