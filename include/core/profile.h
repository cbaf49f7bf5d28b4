/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A profile: how one court, under one rule, wants such a set to come. It is a
 * data file (share/profiles/NAME.yaml; incamera-spec(5), "The profile"), with
 * its source and date, since rules change faster than programs. It cannot give
 * anyone what core/policy.h does not.
 */
#ifndef IC_CORE_PROFILE_H
#define IC_CORE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/audience.h"
#include "core/diag.h"

#define IC_PROFILE_BYTES_MAX ((size_t)64 << 10)
#define IC_PROFILE_LIMIT_MIN 10000 /* bytes */
#define IC_PROFILE_NAME_MAX 100    /* bytes of a file name's pattern */
#define IC_PROFILE_VOLUME_MAX 32

/* Strings are in the arena; "" if not given, unless said otherwise. */
struct ic_profile {
	const char *title;
	const char *rule;       /* that it follows */
	const char *source;     /* where that was read */
	const char *date;       /* and when, YYYY-MM-DD */
	const char *check;      /* what to check before relying on it */
	uint64_t limit_bytes;   /* of one PDF */
	uint64_t limit_volume;  /* of a volume or e-mail */
	unsigned audiences;     /* bits of enum ic_audience */
	const char *names;      /* "{range}", with what is to stand around */
	const char *volume;     /* name of the first: "VOL001" */
	const char *mark;       /* suggested colour of proposals */
	const char *banner;     /* suggested words on unredacted pages */
	const char *to;         /* whom the court's letter addresses */
	const char *court;      /* paragraph of the court's letter */
	const char *opposing;   /* of the opposing party's */
	struct ic_source *text; /* what it was read from */
	struct ic_arena arena;
};

/*
 * Read a profile from its text; `name` is what messages call it. `out` must be
 * zeroed. Every error is added to `diags`, with line and column; a profile
 * without a limit is one. Finish it in both cases, when they are printed.
 */
bool ic_profile_load(const char *name, const char *text, size_t len,
    struct ic_profile *out, struct ic_diags *diags);

/*
 * The name of volume `n`, from 0: "VOL003" of "VOL001". False if the digits do
 * not suffice.
 */
bool ic_profile_volume(const char *first, unsigned n,
    char out[IC_PROFILE_VOLUME_MAX + 1]);

/* True if `first` can name volumes: letters, then digits. */
bool ic_profile_volume_ok(const char *first);

/* Free all and return to the zero value. NULL is allowed. */
void ic_profile_finish(struct ic_profile *p);

#endif
