/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What `verify` holds a production against. Without a spec that is its own
 * manifest; with one it is the plan, made again from spec and sources, and
 * the manifest, if it is there, is one more thing that must agree with it.
 */
#ifndef IC_OPS_VERIFY_PRIV_H
#define IC_OPS_VERIFY_PRIV_H

#include "apply_priv.h"

/* A document, or a copy of it, that is judged. */
struct check {
	int fd, source;
	unsigned step;
	uint32_t ran, proofs; /* bits: have spoken, and were passed */
	struct ic_measures measures;
	const uint32_t *pages; /* of each box; of the manifest's arena */
	struct ic_buf job;
	bool failed;
	bool alone; /* its source is not the one that it was made of */
};

/* The documents of a manifest by output. The zero value has none. */
struct names {
	const struct ic_manifest_document **at; /* owned */
	size_t n;
};

struct served;

struct verify {
	struct apply
	    a; /* with a spec: the plan; products: what is to be there */
	struct served *said; /* while the plan is made: what lists say */
	struct outdir dir;
	struct ic_manifest *m;     /* of the run: what is to be there */
	struct ic_manifest proved; /* with a spec: private/manifest.json */
	struct names names, proved_names; /* of the two */
	/* With a spec: the plan's of a document or copy of m. */
	const struct product **planned;
	struct check *checks; /* one a document or copy of m */
	size_t nchecks;
	bool away;    /* unredacted/ is not there, and should be */
	bool earlier; /* it was served, and the spec is not what it was then */
	bool listed;  /* what is there, and said in lists, is right */
	struct ic_error err;
};

/*
 * Begin the checks: of all documents and copies, but if unredacted/ was taken
 * away of the documents alone, with a warning.
 */
bool verify_begin(struct verify *v);

/* True if the sources are at hand, and the spec is what it was made of. */
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

/* Sort them. False without memory. */
bool verify_sort(const struct ic_manifest *m, struct names *out,
    struct ic_error *err);

/* The document of that output; NULL if there is none. */
const struct ic_manifest_document *verify_lookup(const struct names *names,
    const char *output);

/* Every entry of the directory is one that is to be there. */
bool verify_names(struct verify *v);

/* The served lists say what they are to say. */
bool verify_lists(struct verify *v);

/*
 * What was served is still what it was, as the volume's own record has it
 * and, with a spec, the register beside that.
 */
bool verify_served(struct verify *v);

/*
 * With a spec, and all of *v->m from it: if the volume was served and is not
 * what the spec would make now, a warning says so, v->earlier is set, and *v->m
 * is the volume's manifest.
 */
bool verify_earlier(struct verify *v);

/* Every document passes its judges; what they say is in its check. */
bool verify_judge(struct verify *v);

/*
 * Make the plan again, and of it and the files at hand the manifest of what is
 * to be there. REFUSED or STOPPED as `plan` is; DONE, with findings perhaps.
 */
enum ic_outcome verify_plan(struct verify *v);

/* Documents of the spec that a part of its production lacks. */
struct verify_absent {
	size_t n;
	const char *last; /* borrowed */
};

/*
 * Warn of one that is absent, and of the rest of them in one warning: the
 * first few are named, then the last. False without memory.
 */
bool verify_absent(struct ic_run *run, struct verify_absent *a,
    const char *name);
bool verify_absent_rest(struct ic_run *run, const struct verify_absent *a);

#endif
