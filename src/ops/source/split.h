/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Files that hold several documents, by the numbers on their pages: the pages
 * of each document that the spec or a load file names, or with
 * `split: numbers` all documents that there are.
 */
#ifndef IC_OPS_SPLIT_H
#define IC_OPS_SPLIT_H

#include "core/numbers.h"
#include "core/spec_split.h"
#include "ops_priv.h"

/* A file that is read for it. */
struct split_file {
	const uint32_t *documents; /* its documents, in the spec's order */
	size_t n;
	const char *file;
	struct ic_identity was; /* before it was read */
	bool read;
	struct ic_spec_part *parts; /* of one that is split by numbers; owned */
	uint32_t nparts;
};

/*
 * Read the files whose documents' pages are not known, and find these; a spec
 * with `split: numbers` then has the documents that were found. Errors are
 * diagnostics; false after one, or with run->err.
 */
bool split_sources(struct ic_production *p);

/* Split by numbers: a page that does not follow on the one before begins one.
 * False, reported, if a page has no number; or without memory. */
bool split_by_numbers(struct ic_production *p, struct split_file *f,
    const struct ic_numbers *found, struct ic_error *err);

/* Find the pages of each document of the file. Errors as above. */
bool split_seek(struct ic_production *p, struct split_file *f,
    const struct ic_numbers *found, struct ic_error *err);

#endif
