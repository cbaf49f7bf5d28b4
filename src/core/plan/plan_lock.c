/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the first run freezes. */
#include "plan_priv.h"

static bool add_document(const struct ic_plan *plan, size_t i,
    struct ic_lock *lock, struct ic_error *err)
{
	const struct ic_plan_document *d = &plan->documents[i];
	char first[IC_BATES_MAX];

	ic_bates_format(&plan->spec->prefixes, &d->first, first);
	if (!ic_lock_add_document(lock, d->spec->file, d->sha256, d->numbers,
		first, err)) {
		return false;
	}
	ic_lock_set_kind(lock, d->kind);
	return true;
}

/*
 * The box that the spec writes: what a ruling made of it is no other meaning
 * of the id, and the ruling says so.
 */
static bool add_redaction(const struct ic_plan *plan, size_t i,
    struct ic_lock *lock, struct ic_error *err)
{
	const struct ic_redaction *r = &plan->spec->redactions[i];
	struct ic_buf page = { 0 };
	enum ic_area area = r->moved ? r->written_area : r->area;
	const struct ic_rect *rect = r->moved ? &r->written_rect : &r->rect;
	bool ok = ic_plan_pages_text(plan, r, &page) &&
	    ic_lock_add_redaction(lock, plan->ids[i], ic_buf_str(&page),
		area == IC_AREA_WHOLE ? NULL : rect, err);

	ic_buf_finish(&page);
	return ok;
}

bool ic_plan_lock(const struct ic_plan *plan, struct ic_lock *out,
    struct ic_error *err)
{
	struct ic_lock lock = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < plan->ndocuments; i++) {
		ok = add_document(plan, i, &lock, err);
	}
	/* Where a legend stands its source says, which is frozen. */
	for (size_t i = 0; ok && i < plan->spec->nredactions; i++) {
		ok = plan->spec->redactions[i].old_legend ||
		    add_redaction(plan, i, &lock, err);
	}
	if (!ok || !ic_lock_seal(&lock, err)) {
		ic_lock_finish(&lock);
		return false;
	}
	*out = lock;
	return true;
}
