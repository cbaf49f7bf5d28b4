/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document in one copy: what it is called, and what its children are told. */
#include <stdio.h>
#include <stdlib.h>

#include "apply_priv.h"
#include "base/digest.h"

const struct ic_plan_document *apply_document(const struct apply *a,
    const struct product *m)
{
	return &a->p.run->plan.documents[m->document];
}

struct ic_failure *apply_failure(struct apply *a, const struct product *m)
{
	return &a->p.states[m->document].failure;
}

struct product *apply_product(const struct apply *a, size_t document,
    enum ic_copy copy)
{
	return &a->products[document * IC_COPIES + copy];
}

const struct ic_dir *apply_directory(const struct apply *a,
    const struct product *m)
{
	return outdir_of(&a->dir, m->copy);
}

bool apply_is_done(const struct apply *a, size_t document)
{
	for (unsigned c = 0; c < IC_COPIES; c++) {
		const struct product *m = apply_product(a, document,
		    (enum ic_copy)c);

		if (m->wanted && !m->done) {
			return false;
		}
	}
	return true;
}

bool apply_list_products(struct apply *a, struct ic_error *err)
{
	const struct ic_plan *plan = &a->p.run->plan;
	size_t n = plan->ndocuments * IC_COPIES;

	a->products = calloc(n, sizeof(*a->products));
	if (!a->products) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	a->nproducts = n;
	for (size_t i = 0; i < n; i++) {
		struct product *m = &a->products[i];

		m->document = i / IC_COPIES;
		m->copy = (enum ic_copy)(i % IC_COPIES);
		m->wanted = ic_plan_makes(plan, m->document, m->copy);
		m->chain.source = -1;
		m->judged = -1;
	}
	return true;
}

void apply_free_products(struct apply *a)
{
	for (size_t i = 0; i < a->nproducts; i++) {
		free(a->products[i].pages);
	}
	free(a->products);
	a->products = NULL;
	a->nproducts = 0;
}

uint32_t apply_proofs(const struct apply *a, const struct product *m)
{
	return ic_kind_proofs(apply_document(a, m)->kind, m->copy);
}

void apply_output_name(const struct ic_plan_document *d, enum ic_copy copy,
    char out[OUTPUT_MAX])
{
	snprintf(out, OUTPUT_MAX, "%s%s.pdf", d->range, ic_copy_suffix(copy));
}

void apply_output_path(const struct ic_plan_document *d, enum ic_copy copy,
    char out[OUTPUT_MAX])
{
	snprintf(out, OUTPUT_MAX, "%s/%s%s.pdf", outdir_half(copy), d->range,
	    ic_copy_suffix(copy));
}

bool apply_slice(const struct apply *a, const struct product *m,
    struct ic_buf *out, struct ic_error *err)
{
	return ic_plan_slice(&a->p.run->plan, m->document, m->copy, 0, out,
	    err);
}

bool apply_slice_hash(const struct apply *a, const struct product *m,
    char out[65], struct ic_error *err)
{
	struct ic_buf slice = { 0 };
	bool ok = apply_slice(a, m, &slice, err) &&
	    ic_sha256(slice.data, slice.len, out, err);

	ic_buf_finish(&slice);
	return ok;
}
