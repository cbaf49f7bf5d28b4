/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Many documents, a few children at a time. Each item goes through its own
 * chain of children, one after the other; the pool starts them, reads and
 * checks their replies, watches that they stay alive, and reaps them. It
 * knows nothing of what they do.
 */
#ifndef IC_OPS_POOL_H
#define IC_OPS_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/child.h"
#include "base/error.h"
#include "core/reason.h"
#include "core/reply.h"
#include "ops/run.h"

/* Seconds without a word after which a child is taken for lost. */
#define IC_POOL_SILENCE 120

/* CPU seconds that a page may take, and that any document may. */
#define IC_POOL_CPU_PAGE 30
#define IC_POOL_CPU_LEAST 60

/* A chain's next child. */
struct ic_pool_child {
	const char *name;      /* for base/fault.h; static */
	struct ic_spawn spawn; /* borrowed until the child ended */
	struct ic_reply_limits limits;
	struct ic_usage *usage; /* what it used is added; NULL: not wanted */
	uint32_t *fault; /* becomes the page that its end names, or UINT32_MAX;
			  * NULL: not wanted */
};

struct ic_pool_work {
	/*
	 * The item's next child; false when it needs none any more. What the
	 * child borrows must live until `end`.
	 */
	bool (*next)(void *user, size_t item, struct ic_pool_child *out);
	/* A reply within its range; false if it makes no sense here. */
	bool (*reply)(void *user, size_t item, const struct ic_reply *r);
	/* Its child ended: NONE, or why it failed. False ends the pool. */
	bool (*end)(void *user, size_t item, enum ic_reason reason);
	void *user;
};

/* A `reply` for children that have nothing to tell but that they live. */
bool ic_pool_no_reply(void *user, size_t item, const struct ic_reply *r);

/*
 * Take `n` items, in the order of `items` (NULL: 0 to n - 1), through their
 * chains, at most `jobs` at a time. False, with every child ended, if no child
 * can be started, `end` says so, or `stop` (may be NULL) becomes other than 0:
 * IC_EENV. `end` is called for every child that was started, unless the pool
 * stops.
 */
bool ic_pool_run(struct ic_zygote *z, const size_t *items, size_t n,
    unsigned jobs, const struct ic_pool_work *work,
    const volatile sig_atomic_t *stop, struct ic_error *err);

/* CPU seconds for a document of so many pages. */
unsigned ic_pool_cpu(uint32_t pages);

/* The number of processors, at least 1. */
unsigned ic_pool_jobs(unsigned wanted);

#endif
