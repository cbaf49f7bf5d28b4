/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was given before: by the lock, by the registry, and what was served. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "ledgers.h"
#include "part.h"
#include "registry_file.h"

struct giving {
	struct ic_production *p;
	struct registry_file file;
	struct ic_register served;
	const struct ic_lock_document **by_source; /* the lock's */
	struct ic_bates_range *taken;              /* of the plan's arena */
	size_t n;
};

static bool no_memory(struct giving *g)
{
	return ic_fail(&g->p->err, IC_EENV, "out of memory");
}

static int by_source(const void *a, const void *b)
{
	return strcmp((*(const struct ic_lock_document *const *)a)->sha256,
	    (*(const struct ic_lock_document *const *)b)->sha256);
}

static bool sort_lock(struct giving *g)
{
	const struct ic_lock *lock = &g->p->lock;

	g->by_source = calloc(lock->ndocuments + 1, sizeof(*g->by_source));
	for (size_t i = 0; g->by_source && i < lock->ndocuments; i++) {
		g->by_source[i] = &lock->documents[i];
	}
	if (g->by_source) {
		qsort(g->by_source, lock->ndocuments, sizeof(*g->by_source),
		    by_source);
	}
	return g->by_source || no_memory(g);
}

/* A file that was renamed, if there is only one with its bytes. */
static const struct ic_lock_document *find_source(const struct giving *g,
    const char *sha256)
{
	size_t n = g->p->lock.ndocuments, lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(g->by_source[mid]->sha256, sha256) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	if (lo == n || strcmp(g->by_source[lo]->sha256, sha256) != 0 ||
	    (lo + 1 < n && strcmp(g->by_source[lo + 1]->sha256, sha256) == 0)) {
		return NULL;
	}
	return g->by_source[lo];
}

/* The first number that an earlier run gave to the document; NULL. */
static const char *was(const struct giving *g, const struct ic_plan_document *d)
{
	const struct ic_lock_document *l = ic_lock_find(&g->p->lock,
	    d->spec->name);
	const struct ic_registered *r;

	if (!l && d->sha256[0] && !d->spec->part) {
		l = find_source(g, d->sha256);
	}
	if (l) {
		return l->first;
	}
	r = ic_registry_document(&g->file.registry, g->file.spec,
	    d->spec->name);
	return r && r->sha256[0] && strcmp(r->sha256, d->sha256) == 0 ? r->first
								      : NULL;
}

static void give_was(struct giving *g)
{
	struct ic_plan *plan = &g->p->run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];
		const char *first = d->spec->has_first ? NULL : was(g, d);

		d->has_was = first &&
		    ic_bates_parse(&plan->spec->prefixes, first, &d->was, NULL);
	}
}

static void take(struct giving *g, const struct ic_bates_range *r)
{
	g->taken[g->n++] = *r;
}

static void take_registered(struct giving *g)
{
	const struct ic_registry *r = &g->file.registry;
	const struct ic_prefixes *px = &g->p->run->spec.prefixes;

	for (size_t i = 0; i < r->spans.n; i++) {
		struct ic_bates_range x = r->spans.at[i].range;

		if (ic_registry_spec_number(r, px, &x.first, &x.first) &&
		    ic_registry_spec_number(r, px, &x.last, &x.last)) {
			take(g, &x);
		}
	}
}

static void take_frozen(struct giving *g)
{
	const struct ic_prefixes *px = &g->p->run->spec.prefixes;

	for (size_t i = 0; i < g->p->lock.ndocuments; i++) {
		const struct ic_lock_document *d = &g->p->lock.documents[i];
		struct ic_bates_range x;

		if (d->pages && ic_bates_parse(px, d->first, &x.first, NULL) &&
		    ic_bates_next(px, &x.first, d->pages - 1, &x.last, NULL)) {
			take(g, &x);
		}
	}
}

static void take_served(struct giving *g)
{
	const struct ic_prefixes *px = &g->p->run->spec.prefixes;

	for (size_t i = 0; i < g->served.n; i++) {
		const struct ic_serving *s = &g->served.at[i];

		for (size_t k = 0; k < s->nfiles; k++) {
			struct ic_bates_list list = { 0 };

			if (s->files[k].range[0] &&
			    ic_bates_parse_list(px, s->files[k].range, &list,
				NULL) &&
			    list.n == 1) {
				take(g, &list.at[0]);
			}
			ic_bates_list_finish(&list);
		}
	}
}

static bool give_taken(struct giving *g)
{
	struct ic_plan *plan = &g->p->run->plan;
	size_t most = 1 + g->file.registry.n + g->p->lock.ndocuments;

	for (size_t i = 0; i < g->served.n; i++) {
		most += g->served.at[i].nfiles;
	}
	g->taken = ic_arena_alloc(&plan->arena, most, sizeof(*g->taken));
	if (!g->taken) {
		return no_memory(g);
	}
	take_registered(g);
	take_frozen(g);
	take_served(g);
	plan->taken = g->taken;
	plan->ntaken = g->n;
	return true;
}

static bool read_served(struct giving *g)
{
	char *name = ledger_name(g->p->o->spec, "served");
	struct ic_dir dir = { 0 };
	bool ok = (name || no_memory(g)) &&
	    ic_dir_open(g->p->run->directory, &dir, &g->p->err) &&
	    ledger_register(&dir, name, &g->served, &g->p->err);

	ic_dir_close(&dir);
	free(name);
	return ok;
}

/* Without both, nobody knows which document has which of the numbers. */
static bool knows_what_was_served(struct giving *g)
{
	char *lock, *served;
	bool ok = true;

	if (g->p->lock.ndocuments || g->served.n == 0) {
		return true;
	}
	for (size_t i = 0; i < g->file.registry.n; i++) {
		if (strcmp(g->file.registry.at[i].spec, g->file.spec) == 0) {
			return true;
		}
	}
	lock = ledger_name(g->p->o->spec, "lock");
	served = ledger_name(g->p->o->spec, "served");
	ok = lock && served
	    ? ic_fail(&g->p->err, IC_ESPEC,
		  "%s says what was served, but neither %s nor %s has its "
		  "documents: put them back, for the numbers of this spec "
		  "depend on what was given before",
		  served, lock, g->file.shown)
	    : no_memory(g);
	free(lock);
	free(served);
	return ok;
}

static const struct ic_plan_document *first_without(const struct ic_plan *plan)
{
	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		if (d->spec->insert == IC_INSERT_NONE) {
			return d->spec->has_first ? NULL : d;
		}
	}
	return NULL;
}

static bool is_gone(const struct giving *g, const char *spec)
{
	char *path = ic_fs_join(g->file.dir.path, spec);
	bool gone = path && access(path, F_OK) != 0;

	free(path);
	return gone;
}

/* A spec that was renamed without its lock would get other numbers. */
static bool is_no_other_spec(struct giving *g)
{
	const struct ic_plan *plan = &g->p->run->plan;
	const struct ic_plan_document *d = first_without(plan);
	const struct ic_registered *r;
	char range[IC_BATES_RANGE_MAX];

	if (!plan->spec->numbering.next || g->p->lock.ndocuments || !d ||
	    d->has_was || !d->sha256[0]) {
		return true;
	}
	for (size_t n = 0;
	     (r = ic_registry_source(&g->file.registry, d->sha256, n)); n++) {
		if (r->stamped || !is_gone(g, r->spec)) {
			continue;
		}
		ic_registered_range(r, range);
		ic_diag_add(&g->p->run->diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s has numbers already, %s, of %s, which is not there: if "
		    "that is this spec, give it its name again or rename its "
		    ".lock, too; if not, write the first number after `start:`",
		    d->spec->name, range, r->spec);
		return false;
	}
	return true;
}

static bool depends(const struct ic_plan *plan)
{
	if (plan->spec->numbering.next) {
		return true;
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].spec->insert != IC_INSERT_NONE) {
			return true;
		}
	}
	return false;
}

bool registry_give(struct ic_production *p)
{
	struct giving g = { .p = p };
	bool ok;

	if (!depends(&p->run->plan)) {
		return true;
	}
	ok = registry_open(p, &g.file, &p->err) && part_lock(p) &&
	    read_served(&g) && knows_what_was_served(&g) && sort_lock(&g);
	if (ok) {
		give_was(&g);
		ok = is_no_other_spec(&g) && give_taken(&g);
	}
	free(g.by_source);
	ic_register_finish(&g.served);
	registry_close(&g.file);
	return ok;
}
