/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How redactions are given back to a viewer: see export.c. */
#ifndef IC_OPS_EXPORT_PRIV_H
#define IC_OPS_EXPORT_PRIV_H

#include "ops_priv.h"
#include "core/annot_job.h"

#define EXPORT_NAME_MAX (IC_BATES_RANGE_MAX + 24)

/* What is made of a source, in the order in which it is made. */
enum export_form { EXPORT_XFDF, EXPORT_COPY, EXPORT_FORMS };

/*
 * A source, and the documents that are made of it: one, or parts of it in the
 * order of its pages.
 */
struct export_item {
	const uint32_t *documents; /* borrowed, in the plan */
	uint32_t n;
	char range[IC_BATES_RANGE_MAX]; /* of the first and last page */
	struct ic_buf marks;            /* core/annot.h's bytes */
	uint32_t nmarks;
};

/*
 * What is to be added to a source, with its pages' sizes; `href` is what an
 * XFDF calls it. IC_ELIMIT if it is too much for one file.
 */
bool export_marks(const struct ic_plan *plan, struct export_item *item,
    bool notes, struct ic_error *err);

/* "COE000001-COE000014_WORKING-COPY.pdf" */
void export_name(const struct export_item *item, enum export_form form,
    char out[EXPORT_NAME_MAX]);

/*
 * The directory, made if it is missing. IC_ESPEC if others may look into it,
 * or if it lies in an output directory.
 */
bool export_open(const char *path, struct ic_dir *out, struct ic_error *err);

#endif
