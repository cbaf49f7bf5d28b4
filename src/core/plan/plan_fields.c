/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What documents_csv says of documents, and which is attached to which. */
#include <stdlib.h>
#include <string.h>

#include "core/plan.h"

#define NONE SIZE_MAX

struct fields {
	struct ic_plan *plan;
	struct ic_diags *diags;
	size_t *parent; /* of each document, or NONE */
};

static struct ic_place cell_place(const struct ic_document_row *row,
    uint16_t column)
{
	struct ic_place p = row->place;

	p.column = column;
	return p;
}

/* The document whose pages the range are; false, reported, if none. */
static bool find_range(const struct fields *f,
    const struct ic_document_row *row, size_t *document)
{
	struct ic_place place = cell_place(row, row->bates_column);
	const struct ic_prefixes *px = &f->plan->spec->prefixes;
	size_t other = NONE;
	uint32_t page;
	char text[IC_BATES_RANGE_MAX];

	if (ic_plan_find(f->plan, &row->bates.first, document, &page) &&
	    ic_plan_find(f->plan, &row->bates.last, &other, &page) &&
	    other == *document) {
		return true;
	}
	ic_bates_range_format(px, &row->bates.first, &row->bates.last, text);
	ic_diag_add(f->diags, IC_LEVEL_ERROR, place, "no document holds %s",
	    text);
	return false;
}

static bool find_document(const struct fields *f,
    const struct ic_document_row *row, size_t *document)
{
	const struct ic_plan_document *d;

	if (row->has_bates && !find_range(f, row, document)) {
		return false;
	}
	if (!row->document) {
		return row->has_bates;
	}
	if (row->has_bates && *document != row->document - 1) {
		d = &f->plan->documents[row->document - 1];
		ic_diag_add(f->diags, IC_LEVEL_ERROR,
		    cell_place(row, row->bates_column),
		    "the row's \"file\" and \"bates\" are two documents: %s "
		    "has %s",
		    d->spec->name, d->range);
		return false;
	}
	*document = row->document - 1;
	return true;
}

static void take_value(const struct fields *f,
    const struct ic_document_row *row, struct ic_plan_document *d,
    enum ic_field_key k)
{
	const char *value = row->fields.value[k], *old = d->fields.value[k];

	if (!value) {
		return;
	}
	if (old && strcmp(old, value) != 0) {
		const struct ic_place *own = &d->spec->place;

		ic_diag_add(f->diags, IC_LEVEL_ERROR,
		    cell_place(row, row->column[k]),
		    "the \"%s\" of %s is not what %.100s says in %s %u: "
		    "correct one of them",
		    ic_field_word(k), d->range,
		    own->source && own->source->csv ? own->source->name
						    : "the spec",
		    own->source && own->source->csv ? "row" : "line",
		    own->line);
		return;
	}
	d->fields.value[k] = value;
	d->row_fields |= old ? 0 : 1u << k;
}

static void take_row(const struct fields *f, const struct ic_document_row *row)
{
	struct ic_plan_document *d;
	size_t i = NONE;

	if (!find_document(f, row, &i)) {
		return;
	}
	d = &f->plan->documents[i];
	if (d->row.source) {
		ic_diag_add(f->diags, IC_LEVEL_ERROR, row->place,
		    "%s has a row already, row %u: leave one of them out",
		    d->range, d->row.line);
		return;
	}
	d->row = row->place;
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		take_value(f, row, d, (enum ic_field_key)k);
	}
}

/* Where a document's parent was written. */
static struct ic_place parent_place(const struct ic_plan_document *d)
{
	return d->row_fields >> IC_FIELD_PARENT & 1 ? d->row : d->spec->place;
}

static void find_parent(const struct fields *f, size_t i)
{
	struct ic_plan_document *d = &f->plan->documents[i];
	const char *text = d->fields.value[IC_FIELD_PARENT];
	char number[IC_BATES_MAX];
	struct ic_bates b;
	size_t parent;
	uint32_t page;

	f->parent[i] = NONE;
	if (!text ||
	    !ic_bates_parse(&f->plan->spec->prefixes, text, &b, NULL)) {
		return;
	}
	if (!ic_plan_find(f->plan, &b, &parent, &page)) {
		ic_bates_format(&f->plan->spec->prefixes, &b, number);
		ic_diag_add(f->diags, IC_LEVEL_ERROR, parent_place(d),
		    "the parent of %s is %s, which no document holds", d->range,
		    number);
	} else if (parent == i) {
		ic_diag_add(f->diags, IC_LEVEL_ERROR, parent_place(d),
		    "%s is its own parent: give the number of the document "
		    "that it is attached to, or none",
		    d->range);
	} else {
		f->parent[i] = parent;
	}
}

/* Each way up is walked once; who walked it is in `seen`. */
static void check_cycles(const struct fields *f, size_t *seen)
{
	const struct ic_plan *plan = f->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		size_t at = i;

		while (at != NONE && seen[at] == 0) {
			seen[at] = i + 1;
			at = f->parent[at];
		}
		if (at != NONE && seen[at] == i + 1) {
			ic_diag_add(f->diags, IC_LEVEL_ERROR,
			    parent_place(&plan->documents[at]),
			    "%s is attached to itself by way of its parents, "
			    "the first of which is %s: correct one",
			    plan->documents[at].range,
			    plan->documents[f->parent[at]].range);
		}
	}
}

/* A parent is served as the first number of its document. */
static bool name_parents(const struct fields *f)
{
	for (size_t i = 0; i < f->plan->ndocuments; i++) {
		char number[IC_BATES_MAX];
		const char *copy;

		if (f->parent[i] == NONE) {
			continue;
		}
		ic_plan_page_number(f->plan, f->parent[i], 0, number);
		copy = ic_arena_strdup(&f->plan->arena, number);
		if (!copy) {
			return false;
		}
		f->plan->documents[i].fields.value[IC_FIELD_PARENT] = copy;
	}
	return true;
}

bool ic_plan_fields(struct ic_plan *plan, struct ic_diags *diags)
{
	struct fields f = { plan, diags, NULL };
	size_t *seen = calloc(plan->ndocuments + 1, sizeof(*seen));
	size_t errors = diags->errors;

	f.parent = calloc(plan->ndocuments + 1, sizeof(*f.parent));
	for (size_t i = 0; i < plan->spec->nrows; i++) {
		take_row(&f, &plan->spec->rows[i]);
	}
	for (size_t i = 0; f.parent && i < plan->ndocuments; i++) {
		find_parent(&f, i);
	}
	if (f.parent && seen) {
		check_cycles(&f, seen);
	}
	if (!f.parent || !seen || !name_parents(&f)) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "out of memory");
	}
	free(f.parent);
	free(seen);
	return diags->errors == errors;
}
