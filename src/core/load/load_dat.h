/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A load file that becomes documents, a row each. */
#ifndef IC_CORE_LOAD_DAT_H
#define IC_CORE_LOAD_DAT_H

#include "base/buf.h"
#include "load_opt.h"

struct ic_dat {
	struct ic_reader *r;
	const struct ic_raw_document *doc;
	const struct ic_load_item *item;
	const struct ic_source *source;
	struct ic_load l;
	struct ic_load_columns at;
	struct ic_opt opt;
	bool has_opt, asked_opt; /* it is read; it was looked for */
	bool said_foreign;
	size_t made, errors; /* of the reader, before this file */
	struct ic_paths paths;
	struct ic_buf joined;
};

/* Whether there is such a column: enum ic_load_column, or of a field. */
bool ic_dat_has(const struct ic_dat *t, unsigned c);

/* The row's cell in it, of one line; "" if there is none. Where it is. */
char *ic_dat_cell(const struct ic_dat *t, unsigned c);
struct ic_place ic_dat_place(const struct ic_dat *t, unsigned c);

/*
 * load_dat_numbers.c: first and last number, page count, as the row has them.
 * False, reported, if the numbers cannot be.
 */
bool ic_dat_numbers(struct ic_dat *t, struct ic_spec_document *d);

/* The pages that a document's numbers are; 0: that is not known. */
uint64_t ic_dat_count(const struct ic_spec_document *d);

/*
 * load_dat_pages.c: the Opticon file that `images` names, or that lies beside
 * the load file; has_opt says whether there is one. False, reported, if it
 * cannot be read.
 */
bool ic_dat_open_pages(struct ic_dat *t);

/* A document's pages in it, which is opened by now; false: reported. */
bool ic_dat_pages_of(struct ic_dat *t, struct ic_spec_document *d);

/* Report its pages of no document, if all else is well. */
void ic_dat_check_pages(struct ic_dat *t);

/* load_dat_fields.c: what the row says for logs. */
void ic_dat_fields(struct ic_dat *t, struct ic_spec_document *d);

#endif
