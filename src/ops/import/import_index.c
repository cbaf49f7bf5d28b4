/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which annotations are on a page, and which are replies to one: a file may
 * hold hundreds of thousands of them, so nobody looks through all.
 */
#include <stdlib.h>

#include "import_priv.h"

/* Count, add up, and deal out: the annotations of a page lie together. */
static void by_page(struct import_file *f)
{
	const struct ic_annots *list = &f->annots;

	for (uint32_t i = 0; i < list->n; i++) {
		if (list->at[i].page < list->npages) {
			f->first[list->at[i].page + 1]++;
		}
	}
	for (uint32_t p = 0; p < list->npages; p++) {
		f->first[p + 1] += f->first[p];
	}
	for (uint32_t i = list->n; i-- > 0;) {
		if (list->at[i].page < list->npages) {
			f->order[--f->first[list->at[i].page + 1]] = i;
		}
	}
}

/* A list for each, in the order of the file. */
static void by_parent(struct import_file *f)
{
	const struct ic_annots *list = &f->annots;

	for (uint32_t i = 0; i < list->n; i++) {
		f->reply[i] = UINT32_MAX;
	}
	for (uint32_t i = list->n; i-- > 0;) {
		const struct ic_annot *a = &list->at[i];

		if ((a->flags & IC_ANNOT_BIT(REPLY)) && a->of < list->n) {
			f->next[i] = f->reply[a->of];
			f->reply[a->of] = i;
		}
	}
}

bool import_index(struct import *m, struct import_file *f)
{
	size_t n = f->annots.n;

	f->first = calloc((size_t)f->annots.npages + 2, sizeof(*f->first));
	f->order = calloc(n + 1, sizeof(*f->order));
	f->reply = calloc(n + 1, sizeof(*f->reply));
	f->next = calloc(n + 1, sizeof(*f->next));
	if (!f->first || !f->order || !f->reply || !f->next) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	by_page(f);
	by_parent(f);
	return true;
}

void import_index_finish(struct import_file *f)
{
	free(f->first);
	free(f->order);
	free(f->reply);
	free(f->next);
	f->first = f->order = f->reply = f->next = NULL;
}
