/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What logs and load files say of a document beside its numbers: from the
 * spec, its redactions, or documents_csv. All but `parent` and `date` is text
 * as it was written, of one line; logs print it, so the scout holds each
 * value against the words under the document's boxes.
 *
 *	dispute   "open" or "resolved"
 *	date      a normal form of core/date.h
 *	parent    Bates number of the document that this one is attached to:
 *	          in the plan and the manifest its first page's
 */
#ifndef IC_CORE_FIELDS_H
#define IC_CORE_FIELDS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/bates.h"
#include "core/diag.h"

/* X(NAME, "key"), in the order in which they are dumped. */
#define IC_FIELDS(X) \
	X(CATEGORY, "category") \
	X(DESIGNATION, "designation") \
	X(DISPUTE, "dispute") \
	X(DATE, "date") \
	X(AUTHOR, "author") \
	X(RECIPIENTS, "recipients") \
	X(DOCTYPE, "doctype") \
	X(PRIVILEGE, "privilege") \
	X(TITLE, "title") \
	X(PARENT, "parent") \
	X(DESCRIPTION, "description")

enum ic_field_key {
#define IC_X(name, key) IC_FIELD_##name,
	IC_FIELDS(IC_X)
#undef IC_X
	    IC_FIELD_COUNT
};

/* The zero value holds none. Values are borrowed; NULL: not given. */
struct ic_fields {
	const char *value[IC_FIELD_COUNT];
};

/*
 * A row of documents_csv: what it says of the document that its file or its
 * number names. Columns count from 1; 0: not there.
 */
struct ic_document_row {
	struct ic_place place;
	uint32_t document; /* index + 1 in ic_spec.documents, by its file */
	bool has_bates;
	struct ic_bates_range bates; /* within the document */
	uint16_t bates_column, column[IC_FIELD_COUNT];
	struct ic_fields fields;
};

/* "category" */
const char *ic_field_word(enum ic_field_key k);

/* The value, "" if it was not given or if there are no fields (NULL). */
const char *ic_field(const struct ic_fields *f, enum ic_field_key k);

#endif
