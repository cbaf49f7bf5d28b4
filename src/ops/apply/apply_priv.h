/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_OPS_APPLY_PRIV_H
#define IC_OPS_APPLY_PRIV_H

#include "journal.h"
#include "ops_priv.h"
#include "outdir.h"
#include "standing.h"

/* A document in one copy, on its way to its output. */
struct product {
	size_t document; /* of the plan */
	enum ic_copy copy;
	bool wanted; /* the plan makes it */
	struct ic_chain chain;
	struct ic_temp temp;
	int judged;              /* the product, read only; -1: none */
	struct made_page *pages; /* owned; npages of them once done */
	char sha256[65];
	uint64_t bytes;
	uint32_t proofs;             /* bits of those that passed */
	struct ic_measures measures; /* of the run's arena */
	bool done;                   /* its output stands there */
	bool kept;                   /* by an earlier run */
	bool listed, ended;          /* this run makes it; its chain is over */
};

struct replacing;

struct apply {
	struct ic_production p;
	struct outdir dir;
	struct product *products; /* owned; by document, then copy */
	size_t nproducts;
	char *versions;
	struct standing standing;    /* before a part is made */
	struct ic_told *told;        /* owned; NULL: nobody has asked yet */
	struct replacing *replacing; /* of a replacement volume; NULL */
	size_t stale, last_stale;    /* documents that are not of the part */
	bool disturbed;              /* somebody took away what was made */
};

/*
 * Add an error for each redaction that is still a candidate: an open one is a
 * question that nobody has answered.
 */
void apply_refuse_candidates(struct ic_run *run);

/* What the spec tells of a document, or "": core/told.h. */
bool apply_told(struct apply *a, size_t document, char out[IC_TOLD_HEX],
    struct ic_error *err);

/* Make, judge and publish what is selected and not done. */
bool apply_make(struct apply *a);

/* Give each document of the plan its products. IC_EENV without memory. */
bool apply_list_products(struct apply *a, struct ic_error *err);

/* Free them. */
void apply_free_products(struct apply *a);

/* A document in a copy, wanted or not. */
struct product *apply_product(const struct apply *a, size_t document,
    enum ic_copy copy);

/* Where its output goes. A directory that is not open has no path. */
const struct ic_dir *apply_directory(const struct apply *a,
    const struct product *m);

/* The plan's document of a product. */
const struct ic_plan_document *apply_document(const struct apply *a,
    const struct product *m);

/* Why a product's document has no output; NONE: it has not failed. */
struct ic_failure *apply_failure(struct apply *a, const struct product *m);

/* True if all copies that are wanted of a document are done. */
bool apply_is_done(const struct apply *a, size_t document);

/*
 * All is made: are the files that several documents are parts of still those
 * that were hashed? What was made of one that is not goes, each with its
 * failure. False if that cannot be done.
 */
bool apply_end_shared(struct apply *a);

/*
 * A product's chain has ended. If its document failed, all its outputs go, so
 * that no copy of it stands beside the logs of another.
 */
bool apply_end_product(struct apply *a, struct product *m);

/* Documents that fail before their first child starts lose their outputs. */
bool apply_fail_early(struct apply *a);

/* Add the findings of what was made and what failed; count it. */
bool apply_find(struct apply *a);
void apply_summarize(struct apply *a);

/*
 * Keep what a judge measured of a copy. False if it is nothing that the copy
 * has, or was told before: so no child makes us keep more than there is.
 */
bool apply_measure(const struct ic_plan_document *d, enum ic_copy copy,
    struct ic_measures *m, const struct ic_reply *r);

/* IC_PROOF_BIT()s of the proofs that it must pass to be released. */
uint32_t apply_proofs(const struct apply *a, const struct product *m);

#define OUTPUT_MAX (IC_BATES_RANGE_MAX + 64)

/* "COE000001-COE000014.pdf"; and "redacted/COE000001-COE000014.pdf" */
void apply_output_name(const struct ic_plan_document *d, enum ic_copy copy,
    char out[OUTPUT_MAX]);
void apply_output_path(const struct ic_plan_document *d, enum ic_copy copy,
    char out[OUTPUT_MAX]);

/* What a product's children are told; and its identity. */
bool apply_slice(const struct apply *a, const struct product *m,
    struct ic_buf *out, struct ic_error *err);
bool apply_slice_hash(const struct apply *a, const struct product *m,
    char out[65], struct ic_error *err);

/*
 * Take over outputs that an earlier run made of the same things; remove what
 * is derived, then stale outputs. IC_ESPEC, with nothing removed, if one is
 * stale that is not selected.
 */
bool apply_resume(struct apply *a);

/* production.yaml is frozen by production.lock beside it. The caller frees. */
char *apply_lock_name(const char *spec);

/*
 * Compare the plan with the lock `name` in `dir`. `out` is the text of the
 * lock to write, empty if it stands there already. False if they differ, with
 * diagnostics, or on an error.
 */
bool apply_thaw(struct apply *a, const struct ic_dir *dir, const char *name,
    struct ic_buf *out, struct ic_error *err);

/* True if the document stands as it is in a volume that is replaced. */
bool apply_stands(const struct apply *a, size_t document);

/* Fill a manifest from what was made. `out` must be zeroed. */
bool apply_manifest(struct apply *a, struct ic_manifest *out,
    struct ic_error *err);

#endif
