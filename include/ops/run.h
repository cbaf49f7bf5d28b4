/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a command did, for the edge to print: ops never prints. Diagnostics
 * speak of the spec; findings speak of documents; the summary counts.
 */
#ifndef IC_OPS_RUN_H
#define IC_OPS_RUN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/child.h"
#include "core/shown.h"
#include "core/diag.h"
#include "core/manifest.h"
#include "core/numbers_prove.h"
#include "core/plan.h"
#include "core/policy.h"
#include "core/filing.h"
#include "core/profile.h"
#include "core/reason.h"
#include "core/spec.h"

/* The exit statuses, which incamera(1) documents. */
enum ic_outcome {
	IC_DONE = 0,
	IC_FINDINGS = 1, /* verify says no */
	IC_REFUSED = 2,  /* usage or spec: nothing was written */
	IC_FAILED = 3,   /* some documents have no output; all others do */
	IC_STOPPED = 4   /* the environment failed, or a signal came */
};

enum ic_phase {
	IC_PHASE_HASH,    /* reading the sources */
	IC_PHASE_SCOUT,   /* counting pages */
	IC_PHASE_NUMBERS, /* reading the numbers on pages */
	IC_PHASE_LINES,   /* reading the numbers of lines */
	IC_PHASE_LOOK,    /* looking under the boxes */
	IC_PHASE_MAKE,    /* making and proving */
	IC_PHASE_VERIFY,
	IC_PHASE_TEXT,   /* reading the text of finished files */
	IC_PHASE_EXPORT, /* writing working copies and XFDFs */
	IC_PHASE_MATCH,  /* finding the pages of files that were marked */
	IC_PHASE_AUDIT   /* looking through files */
};

struct ic_progress {
	enum ic_phase phase;
	size_t documents_done, documents;
	uint64_t pages_done, pages; /* pages: 0 while, or if, unknown */
};

/* How the edge is told what goes on. Any member may be NULL. */
struct ic_ui {
	void (*progress)(void *user, const struct ic_progress *p);
	void *user;
	const volatile sig_atomic_t *stop; /* not 0: end as soon as you can */
};

/* One document that failed, or one warning about it. */
struct ic_finding {
	enum ic_level level;
	const char *file;      /* as the spec writes it; or the output */
	uint32_t page;         /* from 1; 0: the whole document */
	uint32_t more;         /* further pages of which it is true */
	const char *number;    /* Bates number of the page; NULL */
	const char *sentence;  /* "has a box over nothing", our words */
	const char *redaction; /* id of the box; NULL */
	enum ic_reason reason; /* NONE for a note */
	enum ic_proof proof;   /* ANY: no proof failed */
};

/* Children, by what they are for. */
enum ic_worker {
	IC_WORKER_SCOUT,
	IC_WORKER_MAKE,
	IC_WORKER_STRUCTURE, /* judges, in the order of enum ic_judging */
	IC_WORKER_CONTENT,
	IC_WORKER_REST,
	IC_WORKER_COUNT
};

struct ic_code_count {
	const char *code;
	size_t redactions, regions;
};

/* The outputs of one copy. */
struct ic_made_copy {
	uint64_t files, kept, pages, bytes;
};

struct ic_summary {
	size_t documents, done, failed, kept; /* kept: by --resume */
	uint64_t numbers, pages, regions, redactions;
	uint64_t bytes;  /* of the redacted outputs */
	uint32_t copies; /* IC_COPY_BIT()s that were asked for */
	struct ic_made_copy made[IC_COPIES];
	size_t kinds[IC_KIND_COUNT]; /* documents of each */
	uint64_t sheets; /* pages that stand for what is not drawn */
	uint64_t pages_by_encoding[IC_ENCODING_COUNT]; /* sheets: NONE */
	uint64_t pages_by_scan[IC_SCAN_COUNT];
	uint64_t pages_shrunk, pages_plated;
	/* Pages of stamped documents: theirs, not read, and these images. */
	uint64_t numbers_agree, numbers_unread, numbers_images;
	const struct ic_code_count *codes;
	size_t ncodes;
	double seconds;
	bool partial; /* --bates left documents out */
	/* A replacement volume: of what; documents that stand there. */
	const char *const *replaces;
	size_t nreplaces, standing;
	uint32_t proofs; /* verify: bits of enum ic_proof that were run */
	bool earlier;    /* verify: served, and its spec was changed since */
	struct ic_sandbox_info sandbox;
	/* What it took: in no file, for it is never twice the same. */
	struct ic_usage usage[IC_WORKER_COUNT];
	struct ic_usage parent;
};

/* What `package` made: of each audience what it was given. */
struct ic_packed {
	enum ic_service service;
	const char *forced; /* id or number for which it is privilege; NULL */
	const char *check;  /* the profile's */
	uint32_t volumes;
	size_t parts; /* documents that were parted */
	size_t documents;
	bool partial;
	bool made[IC_AUDIENCE_COUNT];
	size_t files[IC_AUDIENCE_COUNT], unredacted[IC_AUDIENCE_COUNT];
	uint64_t bytes[IC_AUDIENCE_COUNT];
};

/* What `export` made. */
struct ic_exported {
	size_t copies, xfdfs; /* files */
	size_t redactions;    /* that stand in them, each once a page */
	size_t unmarked;      /* sources without one: they have no XFDF */
	size_t sheets;        /* documents of which no page is shown */
	bool notes;
};

/* A place that plan --show tells the person at the terminal of. */
struct ic_shown_place {
	uint32_t redaction, document, page;
	uint32_t part; /* of its address */
	struct ic_rect rect;
	bool whole;
	bool keep; /* it stays, and all else of the page goes */
	struct ic_shown words;
};

/* The zero value is an empty run. */
struct ic_run {
	struct ic_spec spec;
	struct ic_plan plan;
	struct ic_manifest manifest; /* verify: what is to be there */
	struct ic_diags diags;
	struct ic_numbers_proof proof; /* of the numbers that pages bear */
	bool numbers_read;             /* it was come to */
	bool reported;                 /* --html was written */
	struct ic_finding *findings;   /* owned, in document order */
	size_t nfindings, cap_findings;
	struct ic_summary summary;
	/* Documents that are not made now, and would be made otherwise. */
	struct ic_left *left; /* of the plan's arena */
	size_t nleft;
	struct ic_shown_place *shown; /* by page; owned, and wiped */
	size_t nshown;
	struct ic_packed packed; /* package: what was made */
	struct ic_exported exported;
	struct ic_profile profile; /* package: of what messages may speak */
	struct ic_filing_profile filing; /* audit: the same */
	struct ic_error err; /* why it stopped; IC_OK: see the rest */
	char *directory;     /* of the spec; owned */
	bool standing;       /* there is an output directory to speak of */
	struct ic_arena arena;
};

/* Free all and return to the zero value. NULL is allowed. */
void ic_run_finish(struct ic_run *run);

#endif
