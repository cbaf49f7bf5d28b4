/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "part.h"

#include <stdlib.h>
#include <string.h>

#include "ledgers.h"

static bool select_documents(struct ic_production *p)
{
	struct ic_bates_list list = { 0 };
	struct ic_run *run = p->run;
	bool ok = !p->o->bates ||
	    (part_list(&run->spec.prefixes, p->o->bates, &list, &run->err) &&
		ic_plan_select(&run->plan, &list, &run->err));

	ic_bates_list_finish(&list);
	return ok;
}

bool part_lock(struct ic_production *p)
{
	char *name = ledger_name(p->o->spec, "lock");
	struct ic_error err = { 0 };
	struct ic_dir dir = { 0 };
	struct ic_buf text = { 0 };
	bool ok = name != NULL;

	if (ok && !p->lock_read && ic_dir_open(p->run->directory, &dir, &err) &&
	    ic_dir_has(&dir, name) &&
	    ic_dir_read(&dir, name, IC_LOCK_BYTES_MAX, &text, &err)) {
		ic_lock_load(ic_buf_str(&text), text.len, &p->lock, &err);
	}
	p->lock_read = true;
	ic_dir_close(&dir);
	ic_buf_finish(&text);
	free(name);
	return ok || ic_fail(&p->err, IC_EENV, "out of memory");
}

/* What the lock says of it has been true: of its bytes, and as a document. */
static void expect(struct ic_plan *plan, size_t i, const struct ic_lock *lock)
{
	struct ic_plan_document *d = &plan->documents[i];
	const struct ic_lock_document *was = ic_lock_find(lock, d->spec->name);
	uint32_t said = ic_plan_numbers_said(d->spec);

	if (d->kind == IC_KIND_UNREADABLE || d->spec->split ||
	    (was &&
		(was->kind == IC_KIND_UNREADABLE ||
		    (said && said != was->pages)))) {
		return;
	}
	if (was) {
		said = was->pages;
	}
	if (said == 0 || said > IC_SLICE_PAGES_MAX) {
		return;
	}
	ic_plan_expect(plan, i, said);
	if (was) {
		memcpy(d->sha256, was->sha256, sizeof(d->sha256));
	}
}

bool part_expect(struct ic_production *p)
{
	struct ic_plan *plan = &p->run->plan;

	if (!p->o->bates && !p->few && !p->in_part) {
		return true;
	}
	if (!part_lock(p)) {
		return false;
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		expect(plan, i, &p->lock);
	}
	return true;
}

bool part_choose(struct ic_production *p)
{
	struct ic_plan *plan = &p->run->plan;

	if (!select_documents(p)) {
		return false;
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];

		d->selected = d->selected && (!p->in_part || p->in_part(p, i));
		if (d->selected || (p->needs && p->needs(p, i))) {
			d->unlooked = false;
		} else {
			d->unlooked = !d->restored;
		}
	}
	return p->err.code == IC_OK;
}

bool part_reopen(struct ic_production *p)
{
	struct ic_plan *plan = &p->run->plan;
	bool any = false;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];

		if (d->unopened && !d->unlooked && !d->restored) {
			ic_plan_reopen(d);
			any = true;
		}
	}
	return any;
}

bool part_check(struct ic_production *p)
{
	struct ic_plan *plan = &p->run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];

		if (!ic_plan_as_expected(d)) {
			ic_diag_add(&p->run->diags, IC_LEVEL_ERROR,
			    d->spec->place,
			    "%s has %lu page%s, and was to have the %lu numbers "
			    "%s: put the file back that has as many pages, or "
			    "correct its numbers",
			    d->spec->name, (unsigned long)d->numbers,
			    d->numbers == 1 ? "" : "s",
			    (unsigned long)d->expected, d->range);
		}
	}
	return p->run->diags.errors == 0;
}

bool part_tell_left(struct ic_production *p)
{
	struct ic_run *run = p->run;

	return !p->o->bates ||
	    ic_plan_left(&run->plan, &p->lock, &run->left, &run->nleft,
		&p->err);
}
