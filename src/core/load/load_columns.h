/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the columns of a load file are. Vendors agree on no names, so each of
 * ours has those that occur; of a name only letters and digits count, without
 * their case: "Prod Beg." is prodbeg. Columns of other names are not read.
 *
 * A name is *plain* if it can mean nothing else. Two plain columns for one
 * thing are an error, since one of them is wrong; a name that is not is taken
 * where there is no plain one, the first of the list that is there.
 */
#ifndef IC_CORE_LOAD_COLUMNS_H
#define IC_CORE_LOAD_COLUMNS_H

#include "core/fields.h"
#include "core/load.h"
#include "spec_priv.h"

#define IC_LOAD_JOINED_MAX 4 /* columns of one field: to, cc, bcc */

/* X(NAME, "key of fields:") */
#define IC_LOAD_COLUMNS(X) \
	X(BEGBATES, "begbates") \
	X(ENDBATES, "endbates") \
	X(PAGES, "pages") \
	X(FILE, "file")

enum ic_load_column {
#define IC_X(name, key) IC_LOAD_##name,
	IC_LOAD_COLUMNS(IC_X)
#undef IC_X
	    IC_LOAD_FIELDS, /* + enum ic_field_key */
	IC_LOAD_COLUMN_COUNT = IC_LOAD_FIELDS + IC_FIELD_COUNT
};

/* Where each is in a row: cells from 0. */
struct ic_load_columns {
	uint16_t cell[IC_LOAD_COLUMN_COUNT][IC_LOAD_JOINED_MAX];
	uint8_t n[IC_LOAD_COLUMN_COUNT]; /* 0: there is none */
	bool weak; /* FILE is of a name that is not plain */
};

/* What `fields:` says: the name of a column, or none. */
struct ic_load_wish {
	struct ic_field name[IC_LOAD_JOINED_MAX]; /* n of them */
	uint8_t n;
	bool none;
};

/* "begbates", "date" */
const char *ic_load_column_word(enum ic_load_column c);

/*
 * Find the columns in the first row of `l`. False if a wish is for a column
 * that there is not, or if two may be the same: the error speaks of *wish, or
 * of the first row, then that is IC_LOAD_COLUMN_COUNT. `wishes` may be NULL.
 */
bool ic_load_columns(const struct ic_load *l, const struct ic_load_wish *wishes,
    struct ic_load_columns *out, enum ic_load_column *wish,
    struct ic_error *err);

#endif
