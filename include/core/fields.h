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

/* "category" */
const char *ic_field_word(enum ic_field_key k);

/* The value, "" if it was not given or if there are no fields (NULL). */
const char *ic_field(const struct ic_fields *f, enum ic_field_key k);

#endif
