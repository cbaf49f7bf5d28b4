/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What was served, where the lock that knew its documents is gone: numbers are
 * in other people's hands then, and nothing else may say that they were moved.
 */
#include <stdlib.h>
#include <string.h>

#include "core/spans.h"
#include "ledgers.h"
#include "outdir.h"
#include "registry_file.h"

struct holding {
	struct ic_production *p;
	const char *lock;
	struct ic_register served;
	struct ic_spans spans; /* of redacted copies, by their servings */
	const struct ic_plan_document *d;
};

static bool gather(struct holding *h)
{
	const struct ic_prefixes *px = &h->p->run->spec.prefixes;
	bool ok = true;

	for (size_t i = 0; ok && i < h->served.n; i++) {
		const struct ic_serving *s = &h->served.at[i];

		for (size_t k = 0; ok && k < s->nfiles; k++) {
			const struct ic_served_file *f = &s->files[k];
			struct ic_bates_list list = { 0 };

			if (strncmp(f->name, REDACTED "/", sizeof(REDACTED)) ==
				0 &&
			    ic_bates_parse_list(px, f->range, &list, NULL) &&
			    list.n == 1) {
				ok = ic_spans_add(&h->spans, &list.at[0],
				    (uint32_t)i, &h->p->err);
			}
			ic_bates_list_finish(&list);
		}
	}
	return ok && ic_spans_seal(&h->spans, &h->p->err);
}

/* The same range is the same document, as far as anybody can tell. */
static bool compare(void *user, const struct ic_bates_span *span)
{
	const struct holding *h = user;
	const struct ic_plan_document *d = h->d;
	const struct ic_serving *s = &h->served.at[span->what];
	char range[IC_BATES_RANGE_MAX];

	if (ic_bates_cmp(&span->range.first, &d->first) == 0 &&
	    ic_bates_cmp(&span->range.last, &d->last) == 0) {
		return true;
	}
	ic_bates_range_format(&h->p->run->spec.prefixes, &span->range.first,
	    &span->range.last, range);
	ic_diag_add(&h->p->run->diags, IC_LEVEL_ERROR, d->spec->place,
	    "%s would have %s, but a document with %s was served on %s on %s: "
	    "put back %s, which knows the documents of these numbers",
	    d->spec->name, d->range, range, s->to, s->date, h->lock);
	return false;
}

static void compare_all(struct holding *h)
{
	const struct ic_plan *plan = &h->p->run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_bates_range own = { plan->documents[i].first,
			plan->documents[i].last };

		h->d = &plan->documents[i];
		ic_spans_meeting(&h->spans, &own, compare, h);
	}
}

bool registry_check_served(struct ic_production *p)
{
	char *name = ledger_name(p->o->spec, "served");
	char *lock = ledger_name(p->o->spec, "lock");
	struct holding h = { .p = p, .lock = lock };
	struct ic_dir dir = { 0 };
	size_t errors = p->run->diags.errors;
	bool ok = (name && lock) || ic_fail(&p->err, IC_EENV, "out of memory");

	if (ok && p->lock.ndocuments == 0) {
		ok = ic_dir_open(p->run->directory, &dir, &p->err) &&
		    ledger_register(&dir, name, &h.served, &p->err) &&
		    gather(&h);
		if (ok) {
			compare_all(&h);
		}
	}
	ic_spans_finish(&h.spans);
	ic_register_finish(&h.served);
	ic_dir_close(&dir);
	free(name);
	free(lock);
	return ok && p->run->diags.errors == errors;
}
