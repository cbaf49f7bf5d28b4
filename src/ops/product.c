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

bool apply_list_products(struct apply *a, struct ic_error *err)
{
	size_t n = a->p.run->plan.ndocuments;

	a->products = calloc(n, sizeof(*a->products));
	if (!a->products) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	a->nproducts = n;
	for (size_t i = 0; i < n; i++) {
		a->products[i].document = i;
		a->products[i].chain.source = -1;
		a->products[i].judged = -1;
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

void apply_output_name(const struct ic_plan_document *d,
    char out[IC_BATES_RANGE_MAX + 8])
{
	snprintf(out, IC_BATES_RANGE_MAX + 8, "%s.pdf", d->range);
}

bool apply_slice(const struct apply *a, const struct product *m,
    struct ic_buf *out, struct ic_error *err)
{
	return ic_plan_slice(&a->p.run->plan, m->document, IC_COPY_REDACTED, 0,
	    out, err);
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
