/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a replacement volume says of itself, and what is read of it. */
#include <string.h>

#include "replacing.h"

bool replacing_begin(struct apply *a, size_t volumes)
{
	struct ic_arena *arena = &a->p.run->arena;
	struct replacing *x = ic_arena_alloc(arena, 1, sizeof(*x));

	if (x) {
		x->n = volumes;
		x->names = ic_arena_alloc(arena, volumes, sizeof(*x->names));
		x->of = ic_arena_alloc(arena, a->p.run->plan.ndocuments,
		    sizeof(*x->of));
	}
	a->replacing = x;
	return x && x->names && x->of;
}

bool apply_stands(const struct apply *a, size_t document)
{
	return a->replacing && a->replacing->of[document].stands;
}

static void take_document(struct replaced *to,
    const struct ic_manifest_document *was)
{
	to->volume = was->replaces;
	to->was = was->was;
	to->changes = was->changes;
	to->nchanges = was->nchanges;
}

/* Documents that are not there stand in another volume, or are missing. */
static void take_missing(struct apply *a, const struct ic_manifest *m)
{
	const struct ic_plan *plan = &a->p.run->plan;
	struct ic_bates_list list = { 0 };

	for (size_t k = 0; k < m->nmissing; k++) {
		size_t document;
		uint32_t page;

		if (strcmp(m->missing[k].why, IC_MISSING_UNCHANGED) == 0 &&
		    ic_bates_parse_list(&plan->spec->prefixes,
			m->missing[k].range, &list, NULL) &&
		    ic_plan_find(plan, &list.at[0].first, &document, &page)) {
			a->replacing->of[document].stands = true;
		}
	}
	ic_bates_list_finish(&list);
}

bool apply_replacing_of(struct apply *a, const struct ic_manifest *m,
    struct ic_error *err)
{
	if (m->nreplaces == 0) {
		return true;
	}
	if (!replacing_begin(a, m->nreplaces)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	a->replacing->privilege = ic_manifest_privilege(m);
	memcpy(a->replacing->names, m->replaces,
	    m->nreplaces * sizeof(*m->replaces));
	for (size_t k = 0; k < m->ndocuments; k++) {
		size_t i = replacing_find(&a->p.run->plan,
		    m->documents[k].begin);

		if (i != SIZE_MAX) {
			take_document(&a->replacing->of[i], &m->documents[k]);
		}
	}
	take_missing(a, m);
	return true;
}

static bool fill_names(const struct replacing *x, struct ic_manifest *m)
{
	const char **names = ic_arena_alloc(&m->arena, x->n, sizeof(*names));

	for (size_t i = 0; names && i < x->n; i++) {
		names[i] = ic_arena_strdup(&m->arena, x->names[i]);
		if (!names[i]) {
			return false;
		}
	}
	m->replaces = names;
	m->nreplaces = (uint32_t)x->n;
	return names != NULL;
}

static bool fill_change(struct ic_arena *arena,
    const struct ic_manifest_change *from, struct ic_manifest_change *to)
{
	*to = *from;
	to->id = ic_arena_strdup(arena, from->id);
	to->ecf = ic_arena_strdup(arena, from->ecf);
	to->order_page = ic_arena_strdup(arena, from->order_page);
	to->order_date = ic_arena_strdup(arena, from->order_date);
	return to->id && to->ecf && to->order_page && to->order_date;
}

static bool fill_document(const struct replaced *x, struct ic_arena *arena,
    struct ic_manifest_document *d)
{
	struct ic_manifest_change *changes = ic_arena_alloc(arena, x->nchanges,
	    sizeof(*changes));

	d->replaces = x->volume ? ic_arena_strdup(arena, x->volume) : NULL;
	for (uint32_t i = 0; changes && i < x->nchanges; i++) {
		if (!fill_change(arena, &x->changes[i], &changes[i])) {
			return false;
		}
	}
	d->was = x->was;
	d->changes = changes;
	d->nchanges = x->nchanges;
	return changes && (d->replaces || !x->volume);
}

/* What stands elsewhere does not make the volume a part of one. */
static void settle_missing(const struct apply *a, struct ic_manifest *m)
{
	const struct ic_plan *plan = &a->p.run->plan;
	size_t n = 0;

	m->partial = false;
	for (size_t k = 0; k < plan->ndocuments && n < m->nmissing; k++) {
		size_t i = plan->order[k];

		if (strcmp(plan->documents[i].range, m->missing[n].range)) {
			continue;
		}
		if (a->replacing->of[i].stands) {
			m->missing[n].why = IC_MISSING_UNCHANGED;
		} else {
			m->partial = true;
		}
		n++;
	}
}

bool apply_replacing_fill(const struct apply *a, struct ic_manifest *m)
{
	const struct replacing *x = a->replacing;

	if (!x) {
		return true;
	}
	m->logs.kinds |= IC_LOGS_REPLACING;
	m->whole = (uint32_t)a->p.run->plan.ndocuments;
	for (size_t k = 0; k < m->ndocuments; k++) {
		size_t i = replacing_find(&a->p.run->plan,
		    m->documents[k].begin);

		if (i != SIZE_MAX &&
		    !fill_document(&x->of[i], &m->arena, &m->documents[k])) {
			return false;
		}
	}
	settle_missing(a, m);
	return fill_names(x, m);
}
