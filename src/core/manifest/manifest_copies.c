/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents and their unredacted copies, which are two lists in one order. */
#include <string.h>

#include "core/index.h"
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

/* A copy may stand there without its document. */
static void link_document(const struct ic_manifest *m,
    const struct ic_index *first, struct ic_manifest_document *d)
{
	size_t from = ic_index_find(first, d->begin), to = from;

	if (from == IC_INDEX_NONE) {
		return;
	}
	while (to < m->ncopies && strcmp(m->copies[to].begin, d->begin) == 0) {
		to++;
	}
	d->copies = &m->copies[from];
	d->ncopies = (uint32_t)(to - from);
}

bool ic_manifest_link(struct ic_manifest *m)
{
	struct ic_index first = { 0 };
	bool ok = true;
	uint32_t old;

	for (size_t k = 0; ok && k < m->ncopies; k++) {
		ok = ic_index_add(&first, m->copies[k].begin, (uint32_t)k,
		    &old);
	}
	for (size_t i = 0; ok && m->ncopies && i < m->ndocuments; i++) {
		link_document(m, &first, &m->documents[i]);
	}
	ic_index_finish(&first);
	return ok;
}
