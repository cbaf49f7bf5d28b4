/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A replacement volume: of the documents of earlier volumes only those that
 * are not what they were. The earlier volumes are only read.
 */
#ifndef IC_OPS_REPLACING_H
#define IC_OPS_REPLACING_H

#include "apply_priv.h"

/* What is known of a document of the plan. */
struct replaced {
	const char *volume; /* the latest that holds it; NULL: none does */
	bool stands;        /* it is as it was */
	enum ic_kind was;   /* there */
	const struct ic_manifest_change *changes;
	uint32_t nchanges;
};

struct replacing {
	const char **names; /* of the volumes, in their order */
	size_t n;
	struct replaced *of; /* one a document of the plan */
	size_t standing, changed;
	const char *privilege; /* of one of them; NULL: of none */
};

/*
 * Read the volumes that the options name, and select only what differs. The
 * result is a->replacing, in the run's arena. False with diagnostics, or with
 * a->p.err: a volume that is not whole, that numbers pages otherwise, or that
 * lacks a document.
 */
bool apply_replace(struct apply *a);

/* For verify: take it from the manifest of the replacement volume. */
bool apply_replacing_of(struct apply *a, const struct ic_manifest *m,
    struct ic_error *err);

/* Say in a manifest of documents that are done what they replace. */
bool apply_replacing_fill(const struct apply *a, struct ic_manifest *m);

/* The result, empty. False without memory. */
bool replacing_begin(struct apply *a, size_t volumes);

/* The plan's document that begins with a number; SIZE_MAX if none does. */
size_t replacing_find(const struct ic_plan *plan, const char *begin);

/* replacing_changes.c */

/* The redactions of a spec by id: their indexes, in that order. */
struct replacing_ids {
	const struct ic_plan *plan;
	uint32_t *order; /* owned */
};

/*
 * What redactions of a document are not what they were in `was`: in the
 * arena. False without memory.
 */
bool replacing_changes(const struct replacing_ids *ids, size_t document,
    const struct ic_manifest *m, const struct ic_manifest_document *was,
    struct ic_arena *arena, struct replaced *out);

/* Sort the ids. False without memory; free `order` after use. */
bool replacing_sort(const struct ic_plan *plan, struct replacing_ids *out);

#endif
