/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the lists share. A redaction is one item of a document, whichever of
 * its pages it lies on: that is what is claimed, disputed and ruled upon.
 */
#ifndef IC_CORE_LOGS_PRIV_H
#define IC_CORE_LOGS_PRIV_H

#include "core/manifest.h"

/* Give a table its columns and rows, and what captions are its own. */
typedef void log_rows_fn(const struct ic_manifest *m, struct ic_table *t);

log_rows_fn log_index, log_redactions, log_privileges, log_sealing, log_exhibit,
    log_replacements, log_overlay;

/* Of what was denied, and is to be lifted by a run that says so. */
#define IC_LOG_STILL_COVERED "covered pending further order"

/* log_items.c */

struct log_item {
	uint32_t redaction; /* in ic_manifest.redactions */
	uint32_t first;     /* box of the document that is its */
	uint32_t *page;     /* indexes from 0, ascending, n of them */
	uint32_t n;
	bool whole; /* all of each page */
};

struct log_items {
	struct log_item *at;
	uint32_t n;
};

/*
 * The redactions of a document by the place of their first boxes; in the
 * table's arena. None, with the table starved, without memory.
 */
struct log_items log_items_of(struct ic_table *t,
    const struct ic_manifest_document *d);

/* Append "COE000003, COE000007-COE000009" for pages in ascending order. */
void log_put_pages(const struct ic_manifest_document *d, const uint32_t *page,
    uint32_t n, struct ic_buf *out);

/* Append "COE000001-COE000014", or one number of a page. */
void log_put_range(const struct ic_manifest_document *d, struct ic_buf *out);

/*
 * Append "Personal identifiers (protective order); ..." for codes; or with
 * their names, "PII: Personal identifiers (protective order)".
 */
void log_put_grounds(const struct ic_manifest *m, const uint16_t *code,
    uint32_t n, bool names, struct ic_buf *out);

/* "whole", its address, or "part". */
const char *log_area(const struct ic_manifest_redaction *r, bool whole);

/* Append "granted, ECF 61 at 2" of a redaction on which the court ruled. */
void log_put_ruling(const struct ic_manifest_redaction *r, struct ic_buf *out);

/* The redaction's value, else the document's, else "". */
const char *log_field(const struct ic_manifest_document *d,
    const struct ic_manifest_redaction *r, enum ic_field_key k);

/* A cell of its own: the table is starved if the buffer failed. */
const char *log_cell(struct ic_table *t, struct ic_buf *b);

/* Append "ECF 123 at 4 (2026-04-09)"; any of the three may be "". */
void log_put_order(const char *ecf, const char *page, const char *date,
    struct ic_buf *out);

/* Append "VOL001, VOL002 and VOL003": what is replaced in part. */
void log_put_volumes(const struct ic_manifest *m, struct ic_buf *out);

/* log_privileges.c: whether any row of the privilege log is a document's. */
bool log_is_claimed(const struct ic_manifest *m,
    const struct ic_manifest_document *d);

/* log_family.c */

struct log_families {
	const struct ic_manifest_document **by_begin, **by_parent;
	size_t n, children;
};

/* Who is attached to whom; in the table's arena. */
struct log_families log_families_of(struct ic_table *t,
    const struct ic_manifest *m);

/* Append "attached to COE000001-2", "attachments: ..."; nothing if alone. */
void log_put_family(const struct log_families *f,
    const struct ic_manifest_document *d, struct ic_buf *out);

#endif
