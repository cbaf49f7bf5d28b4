/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents and their unredacted copies, which are two lists in one order. */
#include <string.h>

#include "core/manifest.h"

const struct ic_manifest_document *
ic_manifest_copy(const struct ic_manifest_document *d, enum ic_copy copy)
{
	if (d->copy == copy) {
		return d;
	}
	for (uint32_t i = 0; i < d->ncopies; i++) {
		if (d->copies[i].copy == copy) {
			return &d->copies[i];
		}
	}
	return NULL;
}

struct ic_manifest_document *ic_manifest_product(const struct ic_manifest *m,
    size_t i)
{
	return i < m->ndocuments ? &m->documents[i]
				 : &m->copies[i - m->ndocuments];
}

void ic_manifest_link(struct ic_manifest *m)
{
	size_t k = 0;

	for (size_t i = 0; i < m->ndocuments; i++) {
		struct ic_manifest_document *d = &m->documents[i];
		size_t from = k;

		/* A copy may stand there without its document. */
		while (from < m->ncopies &&
		    strcmp(m->copies[from].begin, d->begin) != 0) {
			from++;
		}
		if (from == m->ncopies) {
			continue;
		}
		k = from;
		while (k < m->ncopies &&
		    strcmp(m->copies[k].begin, d->begin) == 0) {
			k++;
		}
		d->copies = &m->copies[from];
		d->ncopies = (uint32_t)(k - from);
	}
}
