/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What `verify` holds a production against. Without a spec that is its own
 * manifest; with one it is the plan, made again from spec and sources, and
 * the manifest, if it is there, is one more thing that must agree with it.
 */
#ifndef IC_OPS_VERIFY_PRIV_H
#define IC_OPS_VERIFY_PRIV_H

#include "apply_priv.h"

/* A document that is judged. */
struct check {
	int fd, source;
	unsigned step;
	uint32_t ran, proofs; /* bits: have spoken, and were passed */
	struct ic_measures measures;
	struct ic_buf job;
	bool failed;
	bool alone; /* its source is not the one that it was made of */
};

struct verify {
	struct apply
	    a; /* with a spec: the plan; makings: what is to be there */
	struct outdir dir;
	struct ic_manifest *m;     /* of the run: what is to be there */
	struct ic_manifest proved; /* with a spec: private/manifest.json */
	size_t *planned; /* with a spec: the plan's index of a document of m */
	struct check *checks; /* one a document of m */
	bool listed;          /* what is there, and said in lists, is right */
	struct ic_error err;
};

/* True if the sources are at hand. */
bool verify_has_spec(const struct verify *v);

/* Add a finding about a file of the production. */
bool verify_find(struct verify *v, const char *file, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * private/manifest.json into `out`. False if it is not there or not one, with
 * a finding; or with v->err.
 */
bool verify_load(struct verify *v, struct ic_manifest *out);

/* "COE000001.pdf" of "redacted/COE000001.pdf" */
const char *verify_file_name(const struct ic_manifest_document *d);

/* The document of that output; NULL if the manifest has none. */
const struct ic_manifest_document *verify_lookup(const struct ic_manifest *m,
    const char *output);

/* Every entry of the directory is one that is to be there. */
bool verify_names(struct verify *v);

/* The served lists say what they are to say. */
bool verify_lists(struct verify *v);

/* Every document passes its judges; what they say is in its check. */
bool verify_judge(struct verify *v);

/*
 * Make the plan again, and of it and the files at hand the manifest of what is
 * to be there. REFUSED or STOPPED as `plan` is; DONE, with findings perhaps.
 */
enum ic_outcome verify_plan(struct verify *v);

#endif
