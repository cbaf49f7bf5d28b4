/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the spec says today, when it may say more than on the day on which the
 * production was made: what was claimed back, what is privileged, and, where
 * that was left out, who may see what. No document is opened.
 */
#include <string.h>

#include "claims.h"
#include "core/index.h"
#include "package_priv.h"

/* The whole text is read again for what messages refer to. */
static bool cannot_be_used(struct pack *p)
{
	struct ic_run *run = p->made.run;

	p->made.bare = true;
	return ic_load_spec(&p->made) || run->diags.errors
	    ? ic_fail(&p->v.err, IC_ESPEC, "the spec cannot be used")
	    : (p->v.err = run->err, false);
}

/*
 * True if the spec has the document; of a file that is split by numbers, which
 * are not read now, "whole.pdf#COE000015" is one.
 */
static bool names(const struct ic_spec *s, const struct ic_index *by_name,
    const char *source)
{
	const char *mark = strrchr(source, '#');
	struct ic_buf whole = { 0 };
	uint32_t i = ic_index_find(by_name, source);

	if (i == IC_INDEX_NONE && mark) {
		ic_buf_add(&whole, source, (size_t)(mark - source));
		i = ic_index_find(by_name, ic_buf_str(&whole));
		i = i != IC_INDEX_NONE && s->documents[i].split ? i
								: IC_INDEX_NONE;
		ic_buf_finish(&whole);
	}
	return i != IC_INDEX_NONE;
}

/* Beside the spec of another production nothing stands of this one. */
static bool is_its_own(struct pack *p, const struct ic_spec *s)
{
	struct ic_index by_name = { 0 };
	bool ok = true;
	uint32_t old;

	for (size_t i = 0; ok && i < s->ndocuments; i++) {
		ok = ic_index_add(&by_name, s->documents[i].name, (uint32_t)i,
			 &old) ||
		    ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; ok && i < p->v.m->ndocuments + p->v.m->ncopies;
	     i++) {
		const struct ic_manifest_document
		    *d = ic_manifest_product(p->v.m, i);

		if (!names(s, &by_name, d->source)) {
			ok = pack_refuse(p,
			    "%.200s does not name %.200s, which %.200s was "
			    "made of: give the spec of this production",
			    p->made.o->spec, d->source, p->v.a.p.o->out);
		}
	}
	ic_index_finish(&by_name);
	return ok;
}

static bool first(void *user, const struct ic_claim *claim,
    const struct ic_claimed *document)
{
	const char **range = user;

	(void)claim;
	*range = document->range;
	return false;
}

/* An id, a file or a claim's range; "": nothing is. */
static const char *privilege(const struct ic_spec *s,
    const struct ic_claims *claims)
{
	const char *claimed = "";

	for (size_t i = 0; i < s->nredactions; i++) {
		const struct ic_redaction *r = &s->redactions[i];

		if (ic_spec_privileged(s, r)) {
			return r->id ? r->id : "a redaction of the spec";
		}
	}
	for (size_t i = 0; i < s->ndocuments; i++) {
		if (ic_spec_withholds(s, &s->documents[i])) {
			return s->documents[i].name;
		}
	}
	ic_claims_each(claims, first, &claimed);
	return claimed;
}

static bool take(struct pack *p, const struct ic_production *q)
{
	const struct ic_spec *s = &q->run->spec;

	p->spec_service = s->service;
	p->spec_privilege = ic_arena_strdup(&p->v.a.p.run->arena,
	    privilege(s, &q->claims));
	return (p->spec_privilege ||
		   ic_fail(&p->v.err, IC_EENV, "out of memory")) &&
	    is_its_own(p, s) &&
	    claims_allow(p->made.o->spec, p->v.m, &p->v.err);
}

bool pack_spec(struct pack *p)
{
	struct ic_run run = { 0 };
	struct ic_production q = p->made;
	bool ok;

	if (!p->made.o->spec) {
		return pack_refuse(p,
		    "give the spec of this production by --spec: beside it "
		    "stands what was claimed back since, and it says what is "
		    "privileged");
	}
	q.run = &run;
	q.bare = true;
	ok = ic_load_spec(&q) ? take(p, &q) : cannot_be_used(p);
	ic_production_finish(&q);
	ic_run_finish(&run);
	return ok;
}
