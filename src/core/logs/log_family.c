/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Attachments and what they are attached to, by the field `parent`. */
#include <stdlib.h>
#include <string.h>

#include "logs_priv.h"

static int by_begin(const void *a, const void *b)
{
	const struct ic_manifest_document *const *x = a, *const *y = b;

	return strcmp((*x)->begin, (*y)->begin);
}

/* Those of one parent in the manifest's order, which is that of numbers. */
static int by_parent(const void *a, const void *b)
{
	const struct ic_manifest_document *const *x = a, *const *y = b;
	int c = strcmp((*x)->fields.value[IC_FIELD_PARENT],
	    (*y)->fields.value[IC_FIELD_PARENT]);

	return c ? c : (*x > *y) - (*x < *y);
}

struct log_families log_families_of(struct ic_table *t,
    const struct ic_manifest *m)
{
	struct log_families f = { .n = m->ndocuments };

	f.by_begin = ic_arena_alloc(&t->arena, f.n, sizeof(*f.by_begin));
	f.by_parent = ic_arena_alloc(&t->arena, f.n, sizeof(*f.by_parent));
	if (!f.by_begin || !f.by_parent) {
		t->starved = true;
		return (struct log_families){ 0 };
	}
	for (size_t i = 0; i < f.n; i++) {
		f.by_begin[i] = &m->documents[i];
		if (m->documents[i].fields.value[IC_FIELD_PARENT]) {
			f.by_parent[f.children++] = &m->documents[i];
		}
	}
	qsort(f.by_begin, f.n, sizeof(*f.by_begin), by_begin);
	qsort(f.by_parent, f.children, sizeof(*f.by_parent), by_parent);
	return f;
}

static void put_parent(const struct log_families *f, const char *parent,
    struct ic_buf *out)
{
	struct ic_manifest_document key = { .begin = parent };
	const struct ic_manifest_document *at = &key, **found;

	found = bsearch(&at, f->by_begin, f->n, sizeof(*f->by_begin), by_begin);
	ic_buf_puts(out, "attached to ");
	if (found) {
		log_put_range(*found, out);
	} else {
		ic_buf_puts(out, parent);
	}
}

/* The first child of a parent, or where it would stand. */
static size_t first_child(const struct log_families *f, const char *parent)
{
	size_t lo = 0, hi = f->children;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const char *is = f->by_parent[mid]
				     ->fields.value[IC_FIELD_PARENT];

		if (strcmp(is, parent) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

void log_put_family(const struct log_families *f,
    const struct ic_manifest_document *d, struct ic_buf *out)
{
	const char *parent = d->fields.value[IC_FIELD_PARENT];
	size_t first = first_child(f, d->begin), i = first;

	if (parent) {
		put_parent(f, parent, out);
	}
	for (; i < f->children &&
	     strcmp(f->by_parent[i]->fields.value[IC_FIELD_PARENT], d->begin) ==
		 0;
	     i++) {
		ic_buf_puts(out,
		    i > first    ? ", "
			: parent ? "; attachments: "
				 : "attachments: ");
		log_put_range(f->by_parent[i], out);
	}
}
