/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was produced and is claimed back as privileged or as trial-preparation
 * material: production.clawback beside the spec, a ledger (core/ledger.h).
 * From a claim on, `plan` and `apply` withhold its documents; a later line
 * that lifts it, after a ruling against it, ends that. Nothing is deleted.
 *
 *	{"before":"...","at":"2026-12-03T09:12:40Z","claim":"withhold",
 *	"date":"2026-12-03","code":"PRIV","basis":"attorney-client privilege",
 *	"documents":[{"file":"mail.pdf","range":"COE000003-COE000005"}]}
 *
 * "claim" is "withhold" or "lift". A document is named by its whole range:
 * numbers are frozen, and of a document all or nothing is withheld. Strings
 * are in the ledger's arena, never NULL.
 */
#ifndef IC_CORE_CLAWBACK_H
#define IC_CORE_CLAWBACK_H

#include "base/arena.h"
#include "base/buf.h"
#include "core/bates.h"
#include "core/date.h"
#include "core/index.h"
#include "core/ledger.h"

#define IC_CLAIM_BASIS_MAX 500
#define IC_CLAIM_CODE_MAX 64
#define IC_CLAIM_FILE_MAX 4096
#define IC_CLAIM_DOCUMENTS_MAX 1000000

struct ic_claimed {
	const char *file;  /* as the spec wrote it */
	const char *range; /* COE000003-COE000005 */
};

/* A line. */
struct ic_claim {
	bool lifts;
	const char *at, *date;
	const char *code;  /* of the spec; "": none */
	const char *basis; /* of the claim, or why it is lifted */
	const struct ic_claimed *documents;
	size_t ndocuments;
};

/* The zero value is an empty one. */
struct ic_claims {
	struct ic_claim *at; /* owned */
	size_t n, cap;
	struct ic_index last; /* the last line about a range */
	struct ic_ledger ledger;
	struct ic_arena arena;
};

/* As ic_register_load(). */
bool ic_claims_load(const char *text, size_t len, struct ic_claims *out,
    struct ic_error *err);

/* Append the line that is to follow. */
bool ic_claims_line(const struct ic_claims *c, const struct ic_claim *claim,
    struct ic_buf *out, struct ic_error *err);

/* The claim that stands on a document; NULL if none does. Borrowed. */
const struct ic_claim *ic_claims_on(const struct ic_claims *c,
    const char *range);

/*
 * Walk the documents on which a claim stands, once each, in the order of
 * their claims; false ends it.
 */
typedef bool ic_claims_fn(void *user, const struct ic_claim *claim,
    const struct ic_claimed *document);
bool ic_claims_each(const struct ic_claims *c, ic_claims_fn *each, void *user);

/* Free all and return to the zero value. NULL is allowed. */
void ic_claims_finish(struct ic_claims *c);

#endif
