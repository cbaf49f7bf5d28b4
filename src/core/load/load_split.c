/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The documents of one file, by the ranges of `split`. */
#include <stdio.h>

#include "load_part.h"

bool ic_document_part(struct ic_reader *r, struct ic_spec_document *d)
{
	char number[IC_BATES_MAX], name[IC_SPEC_FILE_MAX + IC_BATES_MAX + 1];

	ic_bates_format(&r->spec->prefixes, &d->first, number);
	snprintf(name, sizeof name, "%.*s#%s", IC_SPEC_FILE_MAX, d->file,
	    number);
	d->part = true;
	d->name = ic_arena_strdup(&r->spec->arena, name);
	if (!d->name) {
		ic_error_memory(r);
	}
	return d->name != NULL;
}

static void put_ranges(struct ic_reader *r, const struct ic_raw_document *doc,
    const struct ic_bates_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct ic_spec_document d = doc->d;

		d.has_first = d.has_last = true;
		d.first = list->at[i].first;
		d.last = list->at[i].last;
		if (ic_document_part(r, &d)) {
			ic_document_put(r, &d);
		}
	}
}

void ic_expand_split(struct ic_reader *r, const struct ic_raw_document *doc)
{
	struct ic_bates_list list = { 0 };

	for (size_t i = 0; i < doc->nsplit && r->spec->prefixes.n; i++) {
		const struct ic_field *f = &doc->split[i];
		struct ic_place at = { r->source, f->line, f->column };
		struct ic_error err = { 0 };

		if (!ic_bates_parse_list(&r->spec->prefixes, f->text, &list,
			&err)) {
			ic_error_at(r, at, "%s", err.msg);
			continue;
		}
		put_ranges(r, doc, &list);
	}
	ic_bates_list_finish(&list);
}
