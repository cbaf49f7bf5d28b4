/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What load files say of numbers, before a page is looked at: none is used
 * twice. The plan finds the same when pages are counted, after minutes.
 */
#include <stdlib.h>

#include "load_item.h"

static int by_first(const void *a, const void *b)
{
	const struct ic_spec_document *x = *(struct ic_spec_document *const *)a;
	const struct ic_spec_document *y = *(struct ic_spec_document *const *)b;
	int c = ic_bates_cmp_apart(&x->first, &y->first);

	return c ? c : (x > y) - (x < y);
}

static bool from_load_file(const struct ic_spec_document *d)
{
	return d->place.source && d->place.source->csv;
}

static const struct ic_bates *end_of(const struct ic_spec_document *d)
{
	return d->has_last ? &d->last : &d->first;
}

/* The later one of the spec is said to be wrong. */
static void report(struct ic_reader *r, const struct ic_spec_document *a,
    const struct ic_spec_document *b)
{
	const struct ic_spec_document *old = a < b ? a : b;
	const struct ic_spec_document *new = a < b ? b : a;
	const struct ic_bates *n = &b->first; /* it lies in both */
	char number[IC_BATES_MAX];

	ic_bates_format(&r->spec->prefixes, n, number);
	ic_error_at(r, new->place,
	    "%s is a number of the document in %s %u of %.200s already: no "
	    "number is used twice",
	    number, old->place.source->csv ? "row" : "line", old->place.line,
	    old->place.source->name);
}

void ic_load_check_numbers(struct ic_reader *r)
{
	struct ic_spec *s = r->spec;
	struct ic_spec_document **at;
	size_t n = 0, loaded = 0;

	for (size_t i = 0; i < s->ndocuments; i++) {
		n += s->documents[i].has_first;
		loaded += from_load_file(&s->documents[i]);
	}
	if (!loaded || !n) {
		return;
	}
	at = malloc(n * sizeof(*at));
	if (!at) {
		ic_error_memory(r);
		return;
	}
	n = 0;
	for (size_t i = 0; i < s->ndocuments; i++) {
		if (s->documents[i].has_first) {
			at[n++] = &s->documents[i];
		}
	}
	qsort(at, n, sizeof(*at), by_first);
	for (size_t i = 1, high = 0; i < n; i++) {
		if (ic_bates_cmp_apart(&at[i]->first, end_of(at[high])) <= 0 &&
		    (from_load_file(at[i]) || from_load_file(at[high]))) {
			report(r, at[high], at[i]);
		}
		if (ic_bates_cmp_apart(end_of(at[i]), end_of(at[high])) > 0) {
			high = i;
		}
	}
	free(at);
}
