/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_MANIFEST_PRIV_H
#define IC_CORE_MANIFEST_PRIV_H

#include <jansson.h>

#include "core/manifest.h"

/* A string's text, in the manifest's arena; NULL: it is none, or no memory. */
const char *manifest_text(struct ic_manifest *m, const json_t *v);

/*
 * Read the "proofs" of a document whose pages are read. False if they are not
 * what ic_manifest_proofs() writes.
 */
bool manifest_load_proofs(struct ic_manifest *m, struct ic_manifest_document *d,
    json_t *a);

/* manifest_fields.c: members of the object that is open. */
void manifest_dump_fields(struct ic_json *j, const struct ic_fields *f);
void manifest_dump_codes(struct ic_json *j, const struct ic_manifest *m);
void manifest_dump_redaction(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_redaction *r);

/*
 * The same read back: false if it is not what was dumped. Codes come before
 * redactions, and a redaction's texts before the rest of it.
 */
bool manifest_load_fields(struct ic_manifest *m, json_t *owner,
    struct ic_fields *out);
bool manifest_load_codes(struct ic_manifest *m, json_t *root);
bool manifest_load_redaction(struct ic_manifest *m, json_t *o,
    struct ic_manifest_redaction *r);

/* The code of that name. */
bool manifest_find_code(const struct ic_manifest *m, const char *name,
    uint16_t *out);

/* manifest_sheets.c: the kind of a document, and what its sheets say. */
void manifest_dump_sheet(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d);

/* Read them back when pages, numbers and the source's hash are read. */
bool manifest_load_sheet(struct ic_manifest *m, json_t *o,
    struct ic_manifest_document *d);

/* What the sheets of a document say; `range` is what it points to. */
struct ic_sheet;
void manifest_sheet(const struct ic_manifest *m,
    const struct ic_manifest_document *d, char range[IC_BATES_RANGE_MAX],
    struct ic_sheet *out);

/* What was ruled: of the whole, and of a redaction, each in an open object. */
void manifest_dump_rulings(struct ic_json *j, const struct ic_manifest *m);
void manifest_dump_order(struct ic_json *j,
    const struct ic_manifest_redaction *r);

/* Read them back; an older manifest has none. False if they are not that. */
bool manifest_load_rulings(struct ic_manifest *m, json_t *root);
bool manifest_load_order(struct ic_manifest *m, json_t *o,
    struct ic_manifest_redaction *r);

/*
 * manifest_logs.c: "logs" in the object that is open; and read back. One that
 * is not there was of an older manifest.
 */
void manifest_dump_logs(struct ic_json *j, const struct ic_manifest *m);
bool manifest_load_logs(struct ic_manifest *m, json_t *root);

/* What a volume replaces, and of a document: nothing if it is none. */
void manifest_dump_replaces(struct ic_json *j, const struct ic_manifest *m);
void manifest_dump_changes(struct ic_json *j,
    const struct ic_manifest_document *d);
bool manifest_load_replaces(struct ic_manifest *m, json_t *root);
bool manifest_load_changes(struct ic_manifest *m, json_t *o,
    struct ic_manifest_document *d);

#endif
