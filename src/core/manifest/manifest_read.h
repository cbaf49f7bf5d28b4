/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What of a manifest is read, value by value. Whoever changed an output may
 * have changed the manifest too: what is missing, of another type or out of
 * its range makes the whole bad, and some harmless value stands in for it.
 */
#ifndef IC_CORE_MANIFEST_READ_H
#define IC_CORE_MANIFEST_READ_H

#include "manifest_priv.h"

struct manifest_reader {
	struct ic_manifest *m;
	bool bad; /* something was not what this program writes */
};

/* The member of that json_type, or of any if it is -1; NULL: bad. */
json_t *manifest_get(struct manifest_reader *l, json_t *o, const char *key,
    int type);

/* Text without a NUL in it, in the manifest's arena; never NULL. */
const char *manifest_read_text(struct manifest_reader *l, const json_t *v);
const char *manifest_str(struct manifest_reader *l, json_t *o, const char *key);

/* A number from lo to hi, or lo. */
int64_t manifest_integer(struct manifest_reader *l, json_t *v, int64_t lo,
    int64_t hi);
int64_t manifest_num(struct manifest_reader *l, json_t *o, const char *key,
    int64_t lo, int64_t hi);

bool manifest_flag(struct manifest_reader *l, json_t *o, const char *key);

/* 64 lower-case hexadecimal digits and a NUL; `out` is left alone if bad. */
void manifest_hash(struct manifest_reader *l, json_t *o, const char *key,
    char out[65]);

enum ic_position manifest_position(struct manifest_reader *l, json_t *o,
    const char *key);

/* "notes": IC_NOTE_BIT()s. */
uint32_t manifest_notes(struct manifest_reader *l, json_t *o);

/*
 * Zeroed room, in the manifest's arena, for as many things of `size` bytes as
 * the array at `key` has members: *n, 0 if there are more than `max`.
 */
void *manifest_array(struct manifest_reader *l, json_t *o, const char *key,
    size_t size, size_t max, size_t *n);

/*
 * manifest_load_page.c: page `at` of a document, of which all that comes
 * before its pages is read.
 */
void manifest_load_page(struct manifest_reader *l, json_t *o,
    const struct ic_manifest_document *d, uint32_t at,
    struct ic_manifest_page *p);

#endif
