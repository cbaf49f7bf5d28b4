/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The registry of a spec's matter (core/registry.h): bates.registry beside the
 * spec, or the file that it names.
 */
#ifndef IC_OPS_REGISTRY_FILE_H
#define IC_OPS_REGISTRY_FILE_H

#include "base/dir.h"
#include "core/registry.h"
#include "ops_priv.h"

#define REGISTRY "bates.registry"

struct registry_file {
	struct ic_dir dir;
	const char *shown; /* as messages name it; the spec's */
	char *name;        /* in dir */
	char *spec;        /* the spec's path, as seen from there */
	bool there;        /* there is such a file */
	bool held;         /* nobody else may append: */
	int fd;            /*   its descriptor */
	struct ic_registry registry;
};

/* Find it and read it; a missing one is empty. `out` must be zeroed. */
bool registry_open(const struct ic_production *p, struct registry_file *out,
    struct ic_error *err);

/* Close; free; return to the zero value. NULL is allowed. */
void registry_close(struct registry_file *f);

/*
 * Tell the plan what numbers were given before, as far as its own depend on
 * that: `start: next`, and documents that are inserted. Before
 * ic_plan_number(). False with diagnostics or p->err.
 */
bool registry_give(struct ic_production *p);

/*
 * Hold the plan against the registry, which is opened. False with diagnostics
 * or *err.
 */
bool registry_check(struct ic_production *p, struct registry_file *f,
    struct ic_error *err);

/*
 * Errors: where there is no lock, a document that shares a number with one
 * that was served and is not it. False with diagnostics or p->err.
 */
bool registry_check_served(struct ic_production *p);

/*
 * The same, opened and closed: what `plan` tells before anything is entered.
 */
bool registry_preview(struct ic_production *p);

/*
 * Enter the documents of the plan, which was checked. What others entered
 * meanwhile is checked once more. The file is held until it is closed.
 */
bool registry_enter(struct ic_production *p, struct registry_file *f,
    struct ic_error *err);

#endif
