/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "core/spans.h"
#include "ledgers.h"

static bool no_memory(struct ic_run *run)
{
	return ic_fail(&run->err, IC_EENV, "out of memory");
}

/* The claim's code, which is privileged in any case; NULL: there is none. */
static struct ic_spec_code *code_of(struct ic_spec *spec,
    const struct ic_claim *claim)
{
	for (size_t i = 0; i < spec->ncodes; i++) {
		if (strcmp(spec->codes[i].name, claim->code) == 0) {
			spec->codes[i].privileged = true;
			return &spec->codes[i];
		}
	}
	return NULL;
}

static bool withhold(struct ic_run *run, struct ic_spec_document *d,
    const struct ic_claim *claim, const struct ic_spec_code *code)
{
	struct ic_arena *arena = &run->spec.arena;
	uint16_t *codes = ic_arena_alloc(arena, 1, sizeof(*codes));

	d->claim = ic_arena_strdup(arena, claim->basis);
	d->claimed = ic_arena_strdup(arena, claim->date);
	if (!codes || !d->claim || !d->claimed) {
		return no_memory(run);
	}
	*codes = (uint16_t)(code - run->spec.codes);
	d->kind = IC_KIND_WITHHELD;
	d->sheets = IC_SHEETS_PAGE;
	d->codes = codes;
	d->ncodes = 1;
	return true;
}

static bool claim_back(struct ic_run *run, struct ic_spec_document *d,
    const struct ic_claim *claim, const char *range)
{
	const struct ic_spec_code *code = code_of(&run->spec, claim);

	if (!code) {
		ic_diag_add(&run->diags, IC_LEVEL_ERROR, d->place,
		    "%s (%s) was claimed back on %s: the spec has its code no "
		    "more; put it back",
		    d->name, range, claim->date);
		return true;
	}
	ic_diag_add(&run->diags, IC_LEVEL_WARNING, d->place,
	    "%s (%s) is withheld: it was claimed back on %s", d->name, range,
	    claim->date);
	return d->kind == IC_KIND_WITHHELD || withhold(run, d, claim, code);
}

struct taking {
	struct ic_run *run;
	struct ic_index by_name; /* the spec's documents */
};

static bool take(void *user, const struct ic_claim *claim,
    const struct ic_claimed *document)
{
	const struct taking *t = user;
	uint32_t i = ic_index_find(&t->by_name, document->file);

	return i == IC_INDEX_NONE ||
	    claim_back(t->run, &t->run->spec.documents[i], claim,
		document->range);
}

static bool take_all(struct ic_production *p)
{
	struct taking t = { .run = p->run };
	const struct ic_spec *s = &p->run->spec;
	bool ok = true;
	uint32_t old;

	for (size_t i = 0; ok && p->claims.n && i < s->ndocuments; i++) {
		ok = ic_index_add(&t.by_name, s->documents[i].name, (uint32_t)i,
			 &old) ||
		    no_memory(p->run);
	}
	ok = ok && ic_claims_each(&p->claims, take, &t);
	ic_index_finish(&t.by_name);
	return ok && p->run->diags.errors == 0;
}

bool claims_take(struct ic_production *p)
{
	struct ic_run *run = p->run;
	char *name = ledger_name(p->o->spec, "clawback");
	struct ic_dir dir = { 0 };
	bool ok = (name || no_memory(run)) &&
	    ic_dir_open(run->directory, &dir, &run->err) &&
	    ledger_claims(&dir, name, &p->claims, &run->err);

	ic_dir_close(&dir);
	free(name);
	if (!ok || p->bare) {
		return ok;
	}
	return take_all(p);
}

static bool set_field(struct ic_plan *plan, struct ic_plan_document *d,
    enum ic_field_key field, const char *text)
{
	if (!d->fields.value[field]) {
		d->fields.value[field] = ic_arena_strdup(&plan->arena, text);
	}
	return d->fields.value[field] != NULL;
}

bool claims_fields(struct ic_production *p)
{
	struct ic_plan *plan = &p->run->plan;
	char text[160];

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];

		if (!d->spec->claim) {
			continue;
		}
		snprintf(text, sizeof(text),
		    "Claimed back after production on %s (Fed. R. Civ. P. "
		    "26(b)(5)(B))",
		    d->spec->claimed);
		if (!set_field(plan, d, IC_FIELD_PRIVILEGE, d->spec->claim) ||
		    !set_field(plan, d, IC_FIELD_DESCRIPTION, text)) {
			return no_memory(p->run);
		}
	}
	return true;
}

/* The documents on which a claim stands, by their numbers. */
struct standing_claim {
	const struct ic_claim *claim;
	const struct ic_claimed *document;
};

struct looking {
	struct ic_production *p;
	struct standing_claim *at; /* owned */
	size_t n, cap;
	struct ic_spans spans;
	const struct ic_plan_document *d; /* what is looked at */
};

static bool gather(void *user, const struct ic_claim *claim,
    const struct ic_claimed *document)
{
	struct looking *l = user;
	struct ic_bates_list list = { 0 };
	bool ok = true;

	if (l->n == l->cap) {
		size_t cap = l->cap ? 2 * l->cap : 64;
		void *p = reallocarray(l->at, cap, sizeof(*l->at));

		if (!p) {
			return ic_fail(&l->p->err, IC_EENV, "out of memory");
		}
		l->at = p;
		l->cap = cap;
	}
	ok = ic_bates_parse_list(&l->p->run->spec.prefixes, document->range,
		 &list, &l->p->err) &&
	    (list.n != 1 ||
		ic_spans_add(&l->spans, &list.at[0], (uint32_t)l->n,
		    &l->p->err));
	l->at[l->n++] = (struct standing_claim){ claim, document };
	ic_bates_list_finish(&list);
	return ok;
}

/* A file that was renamed, or another on the same numbers. */
static bool report(void *user, const struct ic_bates_span *span)
{
	const struct looking *l = user;
	const struct standing_claim *s = &l->at[span->what];

	ic_diag_add(&l->p->run->diags, IC_LEVEL_ERROR, l->d->spec->place,
	    "%s bears numbers that were claimed back on %s (%s of %s): give "
	    "that document its name again, or lift the claim with clawback "
	    "--undo",
	    l->d->spec->name, s->claim->date, s->document->range,
	    s->document->file);
	return true;
}

bool claims_check(struct ic_production *p)
{
	const struct ic_plan *plan = &p->run->plan;
	struct looking l = { .p = p };
	bool ok = ic_claims_each(&p->claims, gather, &l) &&
	    ic_spans_seal(&l.spans, &p->err);

	for (size_t i = 0; ok && i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];
		const struct ic_bates_range own = { d->first, d->last };

		l.d = d;
		if (d->kind != IC_KIND_WITHHELD) {
			ic_spans_meeting(&l.spans, &own, report, &l);
		}
	}
	ic_spans_finish(&l.spans);
	free(l.at);
	return ok && p->run->diags.errors == 0;
}

static bool allows(const struct ic_claims *claims,
    const struct ic_manifest_document *d, struct ic_error *err)
{
	bool one = strcmp(d->begin, d->end) == 0;
	const struct ic_claim *claim;
	char range[IC_BATES_RANGE_MAX];

	snprintf(range, sizeof(range), "%s%s%s", d->begin, one ? "" : "-",
	    one ? "" : d->end);
	claim = ic_claims_on(claims, range);
	return !claim || d->kind == IC_KIND_WITHHELD ||
	    ic_fail(err, IC_ESPEC,
		"%s was claimed back on %s, and this volume holds it still: "
		"make a volume that withholds it with apply, and take that",
		range, claim->date);
}

bool claims_allow(const char *spec, const struct ic_manifest *m,
    struct ic_error *err)
{
	char *name, *directory;
	struct ic_dir dir = { 0 };
	struct ic_claims claims = { 0 };
	bool ok;

	name = ledger_name(spec, "clawback");
	directory = ic_fs_parent(spec);
	ok = (name && directory) || ic_fail(err, IC_EENV, "out of memory");
	ok = ok && ic_dir_open(directory, &dir, err) &&
	    ledger_claims(&dir, name, &claims, err);
	for (size_t i = 0; ok && i < m->ndocuments + m->ncopies; i++) {
		ok = allows(&claims, ic_manifest_product(m, i), err);
	}
	ic_claims_finish(&claims);
	ic_dir_close(&dir);
	free(name);
	free(directory);
	return ok;
}
