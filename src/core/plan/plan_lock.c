/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the first run freezes. */
#include <stdlib.h>

#include "plan_priv.h"

static bool add_document(const struct ic_plan *plan, size_t i,
    struct ic_lock *lock, struct ic_error *err)
{
	const struct ic_plan_document *d = &plan->documents[i];
	char first[IC_BATES_MAX];

	/* What nobody has opened, now or before, is not frozen. */
	if (!d->sha256[0]) {
		return true;
	}
	ic_bates_format(&plan->spec->prefixes, &d->first, first);
	if (!ic_lock_add_document(lock, d->spec->name, d->sha256, d->numbers,
		first, err)) {
		return false;
	}
	ic_lock_set_kind(lock, d->kind);
	return true;
}

/*
 * The box that the spec writes; NULL: the page. What a ruling made of it is no
 * other meaning of the id, and the ruling says so.
 */
static const struct ic_rect *written(const struct ic_redaction *r)
{
	enum ic_area area = r->moved ? r->written_area : r->area;

	return area == IC_AREA_WHOLE ? NULL
	    : r->moved               ? &r->written_rect
				     : &r->rect;
}

static bool set_places(const struct ic_plan *plan, const struct ic_pieces *p,
    struct ic_lock *lock, struct ic_error *err)
{
	struct ic_lock_place *at = ic_plan_places(plan, p);
	bool ok = at ? ic_lock_set_places(lock, at, p->n, err)
		     : ic_fail(err, IC_EENV, "out of memory");

	free(at);
	return ok;
}

/* An address that nobody looked up: a sheet stands there, this time. */
static bool is_lost(const struct ic_plan *plan, const struct ic_redaction *r)
{
	enum ic_area area = r->moved ? r->written_area : r->area;

	return area >= IC_AREA_LINES && !ic_plan_pieces_written(plan, r);
}

static bool add_redaction(const struct ic_plan *plan, size_t i,
    struct ic_lock *lock, struct ic_error *err)
{
	const struct ic_redaction *r = &plan->spec->redactions[i];
	const struct ic_pieces *pieces = ic_plan_pieces_written(plan, r);
	struct ic_buf page = { 0 };
	bool ok = ic_plan_pages_text(plan, r, &page) &&
	    ic_lock_add_redaction(lock, plan->ids[i], ic_buf_str(&page),
		pieces ? NULL : written(r), err) &&
	    (!pieces || set_places(plan, pieces, lock, err));

	ic_buf_finish(&page);
	return ok;
}

/*
 * True if all that the redaction covers is in documents at which nobody looked:
 * then it is in no output, and what it is may change yet.
 */
static bool *list_unmade(const struct ic_plan *plan)
{
	bool *unmade = calloc(plan->spec->nredactions + 1, sizeof(*unmade));

	for (int looked = 0; unmade && looked < 2; looked++) {
		for (size_t i = 0; i < plan->ndocuments; i++) {
			const struct ic_plan_document *d = &plan->documents[i];

			for (uint32_t k = 0;
			     d->unlooked == !looked && k < d->nregions; k++) {
				unmade[d->regions[k].redaction] = !looked;
			}
		}
	}
	return unmade;
}

static bool add_all(const struct ic_plan *plan, const bool *unmade,
    struct ic_lock *lock, struct ic_error *err)
{
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (!add_document(plan, i, lock, err)) {
			return false;
		}
	}
	for (size_t i = 0; i < plan->spec->nredactions; i++) {
		/* Where a legend stands its source says, which is frozen. */
		if (!plan->spec->redactions[i].old_legend && !unmade[i] &&
		    !is_lost(plan, &plan->spec->redactions[i]) &&
		    !add_redaction(plan, i, lock, err)) {
			return false;
		}
	}
	return true;
}

bool ic_plan_lock(const struct ic_plan *plan, struct ic_lock *out,
    struct ic_error *err)
{
	struct ic_lock lock = { 0 };
	bool *unmade = list_unmade(plan);
	bool ok = unmade ? add_all(plan, unmade, &lock, err)
			 : ic_fail(err, IC_EENV, "out of memory");

	free(unmade);
	if (!ok || !ic_lock_seal(&lock, err)) {
		ic_lock_finish(&lock);
		return false;
	}
	*out = lock;
	return true;
}

struct leaving {
	const struct ic_plan *plan;
	const struct ic_lock *lock;
	uint32_t *seen; /* of each redaction the document, + 1, that counted it
			 */
};

static bool count_redaction(const struct leaving *l, uint32_t i,
    struct ic_left *out)
{
	const struct ic_redaction *r = &l->plan->spec->redactions[i];
	const struct ic_lock_redaction *was = ic_lock_find_redaction(l->lock,
	    l->plan->ids[i]);
	struct ic_buf page = { 0 };
	bool ok;

	/* What an address means in there nobody knows without a look. */
	if (is_lost(l->plan, r)) {
		return true;
	}
	ok = ic_plan_pages_text(l->plan, r, &page);
	out->fresh += !was;
	out->changed += was &&
	    !ic_lock_same_box(was, ic_buf_str(&page), written(r));
	ic_buf_finish(&page);
	return ok;
}

static bool count_document(const struct leaving *l, size_t i,
    struct ic_left *out)
{
	const struct ic_plan_document *d = &l->plan->documents[i];

	*out = (struct ic_left){ .document = i };
	for (uint32_t k = 0; k < d->nregions; k++) {
		uint32_t of = d->regions[k].redaction;

		if (l->seen[of] == i + 1 || d->regions[k].legend) {
			continue;
		}
		l->seen[of] = (uint32_t)i + 1;
		if (!count_redaction(l, of, out)) {
			return false;
		}
	}
	return true;
}

static bool list_left(const struct leaving *l, struct ic_left *out, size_t *n)
{
	const struct ic_plan *plan = l->plan;

	for (size_t k = 0; k < plan->ndocuments; k++) {
		size_t i = plan->order[k];
		const struct ic_plan_document *d = &plan->documents[i];

		if (d->selected || d->nregions == 0 ||
		    !ic_lock_find(l->lock, d->spec->name)) {
			continue;
		}
		if (!count_document(l, i, &out[*n])) {
			return false;
		}
		*n += out[*n].fresh > 0 || out[*n].changed > 0;
	}
	return true;
}

bool ic_plan_left(struct ic_plan *plan, const struct ic_lock *lock,
    struct ic_left **out, size_t *n, struct ic_error *err)
{
	struct leaving l = { plan, lock,
		calloc(plan->spec->nredactions + 1, sizeof(*l.seen)) };
	size_t most = 1;
	bool ok;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		most += !plan->documents[i].selected &&
		    plan->documents[i].nregions > 0;
	}
	*n = 0;
	*out = ic_arena_alloc(&plan->arena, most, sizeof(**out));
	ok = (l.seen && *out && list_left(&l, *out, n)) ||
	    ic_fail(err, IC_EENV, "out of memory");
	free(l.seen);
	return ok;
}
