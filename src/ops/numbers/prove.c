/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "prove.h"

#include <stdlib.h>

#include "base/fault.h"
#include "ops/numbers.h"

struct proving {
	struct ic_production *p;
	uint32_t *documents; /* that are read; owned */
	size_t n;
};

static bool open_document(void *user, size_t i, struct ic_numbers_file *out,
    struct ic_error *err)
{
	struct proving *all = user;
	struct ic_production *p = all->p;
	uint32_t at = all->documents[i];
	const struct ic_plan_document *d = &p->run->plan.documents[at];
	struct ic_error why = { 0 };

	out->password = p->states[at].password;
	out->expected = &d->first;
	if (d->spec->part) {
		out->first = d->spec->source_first;
		out->pages = d->numbers;
	}
	/* Who looks under its boxes will say that it has gone. */
	if (!ic_open_source(p, at, &out->fd, NULL, &why)) {
		out->fd = -1;
		return why.code != IC_EENV ||
		    ic_fail(err, IC_EENV, "%s", why.msg);
	}
	return true;
}

static bool take(void *user, size_t i, int fd, enum ic_reason why,
    struct ic_numbers *found, struct ic_error *err)
{
	struct proving *all = user;
	struct ic_production *p = all->p;
	uint32_t at = all->documents[i];
	struct ic_run *run = p->run;
	bool ok = true;

	/*
	 * What has changed fails when it is looked at. What could not be read
	 * here may be, there: its numbers are not proved for that.
	 */
	if (why || found->npages != run->plan.documents[at].npages) {
		run->proof.unread += run->plan.documents[at].npages;
	} else if (!ic_source_changed(p, at, fd)) {
		ok = ic_numbers_prove(&run->plan, at, found, &run->proof,
		    &run->diags, err);
	}
	p->progress.documents_done++;
	p->progress.pages_done += run->plan.documents[at].npages;
	ic_tell(p);
	return ok;
}

static bool is_read(const struct ic_production *p, size_t i)
{
	const struct ic_plan_document *d = &p->run->plan.documents[i];

	/* Of what is restored an earlier run has proved them. */
	return d->spec->stamped && !d->unlooked && !d->unopened &&
	    !ic_plan_is_sheet(d);
}

static bool run(struct proving *all)
{
	struct ic_production *p = all->p;
	const struct ic_numbers_work work = { .open = open_document,
		.done = take,
		.user = all,
		.prefixes = &p->run->spec.prefixes,
		.ocr = p->o->ocr,
		.jobs = p->o->jobs,
		.stop = p->ui ? p->ui->stop : NULL,
		.usage = &p->run->summary.usage[IC_WORKER_SCOUT] };

	p->progress.documents = all->n;
	ic_fault_point("before-numbers");
	return all->n == 0 || ic_read_numbers(p->z, all->n, &work, &p->err);
}

bool prove_numbers(struct ic_production *p)
{
	const struct ic_plan *plan = &p->run->plan;
	struct proving all = { .p = p };
	bool ok;

	all.documents = calloc(plan->ndocuments + 1, sizeof(*all.documents));
	if (!all.documents) {
		return ic_fail(&p->err, IC_EENV, "out of memory");
	}
	p->progress = (struct ic_progress){ .phase = IC_PHASE_NUMBERS };
	p->run->proof.ocr = p->o->ocr;
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (is_read(p, i)) {
			p->progress.pages += plan->documents[i].npages;
			all.documents[all.n++] = (uint32_t)i;
		}
	}
	ok = run(&all);
	ic_numbers_proof_sort(&p->run->proof);
	p->run->numbers_read = ok;
	free(all.documents);
	return ok;
}
