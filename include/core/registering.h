/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A plan against the registry of its matter (core/registry.h), and what is
 * entered there.
 *
 * A number belongs to the document that has it first. The same document may
 * have it again, in any spec: the same numbers, of the same pages of the same
 * source. A `stamped` document bears its numbers, which is no new use of them:
 * it is a copy, whole or in part, of the document for which a spec made them.
 * If none did, two files that bear the same number must be the same file.
 */
#ifndef IC_CORE_REGISTERING_H
#define IC_CORE_REGISTERING_H

#include "core/plan.h"
#include "core/registry.h"

struct ic_registering {
	const struct ic_plan *plan;
	struct ic_registry *registry;
	const char *spec;           /* as the registry has it */
	const char *name;           /* of the registry's file, for messages */
	const struct ic_lock *lock; /* of earlier runs; sealed */
	const char *lock_name;
	bool there; /* there is such a file */
};

/*
 * Errors: a number that another document has; a document of this spec that
 * had others. Warnings: what the lock knows and the registry does not, and
 * documents that get numbers though they have some in another spec. After
 * ic_plan_number(). False without memory, or with errors.
 */
bool ic_registering_check(const struct ic_registering *g,
    struct ic_diags *diags);

/*
 * Append the lines of those documents that the registry does not know yet;
 * `at` is the time of all of them.
 */
bool ic_registering_lines(const struct ic_registering *g, const char *at,
    struct ic_buf *out, struct ic_error *err);

#endif
