/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the three commands share: the spec read, the sources opened, the plan
 * made, and what is told of it.
 */
#ifndef IC_OPS_PRIV_H
#define IC_OPS_PRIV_H

#include "base/dir.h"
#include "core/clawback.h"
#include "ops/commands.h"
#include "ops/pool.h"
#include "ops/run.h"

/* Notes that --strict makes failures. */
#define STRICT_NOTES \
	(IC_NOTE_BIT(REPAIRED) | IC_NOTE_BIT(XFA) | IC_NOTE_BIT(SIGNATURE) | \
	    IC_NOTE_BIT(ATTACHMENTS) | IC_NOTE_BIT(REDACT_ANNOT) | \
	    IC_NOTE_BIT(DRAW_ERRORS) | IC_NOTE_BIT(EMPTY_BOX) | \
	    IC_NOTE_BIT(STAMP_OTHER) | IC_NOTE_BIT(UNREADABLE) | \
	    IC_NOTE_BIT(PRIVILEGED))

/* What each judge proves; an output needs all. */
#define IC_PROOFS_STRUCTURE IC_PROOF_BIT(STRUCTURE)
#define IC_PROOFS_CONTENT (IC_PROOF_BIT(BOXES) | IC_PROOF_BIT(ENDORSEMENT))

/* And what the second can with the source beside it. */
#define IC_PROOFS_ORIGINAL (IC_PROOF_BIT(COLLATERAL) | IC_PROOF_BIT(WORDS))

/* The judges, in the order in which they are asked. */
enum ic_judging {
	IC_JUDGING_STRUCTURE,
	IC_JUDGING_CONTENT,
	IC_JUDGING_REST /* it has the source: it may speak of nothing else */
};

/*
 * Give a child a judge's role, what it is to read, and what it may prove of
 * such a copy.
 */
void ic_pool_judge(struct ic_pool_child *child, enum ic_judging which,
    enum ic_copy copy, int finished, int source);

/* Why a document has no output: what happened to one of its copies. */
struct ic_failure {
	enum ic_copy copy;
	enum ic_reason reason; /* NONE: it has not failed */
	enum ic_proof proof;
	enum ic_fault fault;
	uint32_t page; /* index in the copy; UINT32_MAX: all of it */
	uint32_t box;  /* of the slice; UINT32_MAX: none */
};

/* What is open while an item's children run, one after the other. */
struct ic_chain {
	unsigned step;
	int source; /* -1: closed */
	struct ic_buf job;
	uint32_t page;  /* the next that is to come */
	uint32_t fault; /* the page that a child's end named; UINT32_MAX */
};

/* What the system says of a file: another, or a written one, has others. */
struct ic_identity {
	uint64_t dev, ino, size;
	int64_t mtime, mtime_ns, ctime, ctime_ns;
};

/* A file that several documents are parts of. */
struct ic_shared {
	uint32_t document; /* the first of them */
	char sha256[65];   /* "": not hashed yet */
	uint64_t bytes;
	bool read;              /* for its numbers, before it was hashed */
	struct ic_identity was; /* when it was read first */
};

/* What a run knows of a document beside the plan. */
struct ic_doc_state {
	char *password; /* owned; NULL: none */
	struct ic_failure failure;
	struct ic_chain scouting;
	uint32_t shared;     /* in ic_production.shared, from 1; 0: none */
	struct ic_buf lines; /* of the page that is scouted */
};

struct ic_production {
	struct ic_zygote *z;
	const struct ic_options *o;
	const struct ic_ui *ui;
	struct ic_run *run;
	bool bare;   /* no document is opened: no password is read */
	bool unseen; /* no page is looked at: it is known where boxes lie */
	bool lift_denied; /* what was denied is not burned */
	bool few; /* open documents only if their numbers are not known */
	/* A file of redactions that need not be there yet; NULL: none. */
	const char *awaited;
	char spec_sha256[65];
	struct ic_doc_state *states; /* one a document */
	struct ic_shared *shared;    /* owned */
	size_t nshared;
	struct ic_progress progress;
	uint32_t copies;      /* that are made; 0: what the spec says */
	enum ic_copy scouted; /* the copy that scouts look at */
	/*
	 * True for a document that must be looked at though it is not selected;
	 * NULL: there is none. It may restore the document instead. It is asked
	 * after ic_plan_fields(), and before there are rulings and addresses.
	 */
	bool (*needs)(struct ic_production *p, size_t document);
	/*
	 * True for a document of the part that is looked at, as if --bates had
	 * named it; NULL: all are. Asked when they have their numbers.
	 */
	bool (*in_part)(struct ic_production *p, size_t document);
	struct ic_claims claims; /* production.clawback */
	struct ic_lock lock;     /* as it was; where it was asked for */
	bool lock_read;
	struct ic_error err; /* of a callback */
};

/* Read the spec. False with diagnostics or run->err. */
bool ic_load_spec(struct ic_production *p);

/*
 * Open a document's source: its file, or a bundle of its images
 * (core/bundle.h), which is a copy. *size may be NULL. The message names the
 * file. Whatever opens a source opens it by this; of a part it is the whole
 * file.
 */
bool ic_open_source(const struct ic_production *p, size_t document, int *fd,
    uint64_t *size, struct ic_error *err);

/*
 * Set the plan's hash and size of a document's source: of a file that several
 * are parts of, they are had once.
 */
bool ic_hash_source(struct ic_production *p, size_t document,
    struct ic_error *err);

/*
 * NONE if `fd`, which ic_open_source() gave and may be closed, is still the
 * source that was hashed, and so are the files themselves; CHANGED, or READ if
 * that cannot be said.
 */
enum ic_reason ic_check_source(const struct ic_production *p, size_t document,
    int fd);

/* True if it is CHANGED. */
bool ic_source_changed(const struct ic_production *p, size_t document, int fd);

/* Close and free what a chain has open. */
void ic_chain_finish(struct ic_chain *c);

/*
 * Give the plan the names of the volumes that the options say are replaced.
 * IC_EINPUT if one is not there, IC_ESPEC if its name cannot be served.
 */
bool ic_name_volumes(struct ic_production *p);

/*
 * Hash every source, scout it, and make the plan. With --bates only what is
 * selected is opened, what p->needs, and what must be for its numbers.
 */
enum ic_outcome ic_plan_production(struct ic_production *p);

/*
 * Read the spec and number its pages, as far as that goes without looking at
 * them: no redaction is resolved. With p->few, documents whose numbers are
 * known are left unopened.
 */
enum ic_outcome ic_number_production(struct ic_production *p);

/* Free what planning left; NULL states are allowed. */
void ic_production_finish(struct ic_production *p);

/* Tell the edge; `progress` is copied there and then. */
void ic_tell(const struct ic_production *p);

/* True if a signal came. */
bool ic_stopped(const struct ic_production *p);

/* Add a finding; false without memory. `f` is copied. */
bool ic_run_find(struct ic_run *run, const struct ic_finding *f);

/*
 * Add the findings of a document's and its pages' notes; `made`, one a page,
 * are those of its outputs. NULL: it has none.
 */
bool ic_find_notes(struct ic_production *p, size_t document,
    const uint32_t *made);

/* Add the finding of a failed document. */
bool ic_find_failure(struct ic_production *p, size_t document);

/* A failure in words; of the run's arena, or static. */
const char *ic_failure_sentence(struct ic_run *run, const struct ic_failure *x);

/* Count the redactions by code, and the pages, of the plan. */
bool ic_summarize_plan(struct ic_run *run);

/* The outcome of a stopped run: IC_STOPPED, with run->err filled. */
enum ic_outcome ic_stop_run(struct ic_run *run, const struct ic_error *err);

#endif
