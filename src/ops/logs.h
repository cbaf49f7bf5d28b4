/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The files of logs/: every list that a manifest asks for, in every form. */
#ifndef IC_OPS_LOGS_H
#define IC_OPS_LOGS_H

#include "base/dir.h"
#include "core/manifest.h"

/* A list in one of its forms. */
struct logs_file {
	enum ic_log kind;
	enum ic_format format;
	char name[IC_LOG_NAME_MAX];
	const struct ic_table *table;
	struct ic_buf *bytes; /* the caller may take them */
};

typedef bool logs_fn(void *user, const struct logs_file *f,
    struct ic_error *err);

/*
 * Append a table in one form. `scratch` is where a spreadsheet is made; only
 * that needs it.
 */
bool logs_render(const struct ic_table *t, enum ic_format format,
    const struct ic_dir *scratch, struct ic_buf *out, struct ic_error *err);

/* Make each file of the manifest's lists, in the order of their names. */
bool logs_each(const struct ic_manifest *m, const struct ic_dir *scratch,
    logs_fn *fn, void *user, struct ic_error *err);

/* Open the directory for temporary files: $TMPDIR, or /tmp. */
bool logs_scratch(struct ic_dir *out, struct ic_error *err);

/* What makes the bytes of these lists beside the program; static. */
const char *logs_maker(const struct ic_logs *logs);

#endif
