/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/spec_split.h"

#include <stdio.h>
#include <string.h>

struct work {
	struct ic_spec *spec;
	const struct ic_spec_split *splits;
	size_t n;
	struct ic_spec_document *documents;
	size_t ndocuments;
	struct ic_redaction *redactions;
	size_t nredactions;
	uint32_t *moved; /* the new index of each document that was */
	struct ic_diags *diags;
};

static const struct ic_spec_split *split_of(const struct work *w,
    uint32_t document)
{
	size_t lo = 0, hi = w->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (w->splits[mid].document < document) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo < w->n && w->splits[lo].document == document ? &w->splits[lo]
							       : NULL;
}

static bool make_room(struct work *w)
{
	struct ic_spec *s = w->spec;
	size_t documents = s->ndocuments, redactions = s->nredactions;

	for (size_t i = 0; i < w->n; i++) {
		documents += w->splits[i].n;
		redactions += w->splits[i].n;
	}
	w->documents = ic_arena_alloc(&s->arena, documents,
	    sizeof(*w->documents));
	w->redactions = ic_arena_alloc(&s->arena, redactions,
	    sizeof(*w->redactions));
	w->moved = ic_arena_alloc(&s->arena, s->ndocuments + 1,
	    sizeof(*w->moved));
	return w->documents && w->redactions && w->moved;
}

static char *name_of(struct work *w, const struct ic_spec_document *d,
    const struct ic_bates *first)
{
	char number[IC_BATES_MAX], name[IC_SPEC_FILE_MAX + IC_BATES_MAX + 2];

	ic_bates_format(&w->spec->prefixes, first, number);
	snprintf(name, sizeof(name), "%.*s#%s", IC_SPEC_FILE_MAX, d->file,
	    number);
	return ic_arena_strdup(&w->spec->arena, name);
}

/* What the spec reader makes of a document whose numbers it knows. */
static bool put_cover(struct work *w, uint32_t document)
{
	const struct ic_spec_document *d = &w->documents[document];
	char id[IC_BATES_MAX + 16], number[IC_BATES_MAX];
	struct ic_redaction *to = &w->redactions[w->nredactions++];

	ic_bates_format(&w->spec->prefixes, &d->first, number);
	snprintf(id, sizeof(id), "old-legend-%s", number);
	*to = (struct ic_redaction){ .place = d->place,
		.id = ic_arena_strdup(&w->spec->arena, id),
		.target = IC_TARGET_FILE,
		.document = document,
		.area = IC_AREA_RECT,
		.status = IC_STATUS_AGREED,
		.old_legend = true };
	return to->id != NULL;
}

static bool put_parts(struct work *w, const struct ic_spec_document *d,
    const struct ic_spec_split *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		const struct ic_spec_part *p = &s->parts[i];
		struct ic_spec_document *to = &w->documents[w->ndocuments++];

		*to = *d;
		to->split = false;
		to->part = true;
		to->source_first = p->page;
		to->source_pages = p->n;
		to->has_first = to->has_last = true;
		to->first = p->first;
		to->last = p->last;
		to->name = name_of(w, d, &p->first);
		if (!to->name) {
			return false;
		}
	}
	return true;
}

static bool put_documents(struct work *w)
{
	const struct ic_spec *s = w->spec;

	for (uint32_t i = 0; i < s->ndocuments; i++) {
		const struct ic_spec_split *split = split_of(w, i);

		w->moved[i] = (uint32_t)w->ndocuments;
		if (!split) {
			w->documents[w->ndocuments++] = s->documents[i];
		} else if (!put_parts(w, &s->documents[i], split)) {
			return false;
		}
	}
	return true;
}

static void put_redactions(struct work *w)
{
	const struct ic_spec *s = w->spec;

	for (size_t i = 0; i < s->nredactions; i++) {
		struct ic_redaction *to = &w->redactions[w->nredactions++];

		*to = s->redactions[i];
		if (to->target != IC_TARGET_FILE) {
			continue;
		}
		if (split_of(w, to->document)) {
			ic_diag_add(w->diags, IC_LEVEL_ERROR, to->place,
			    "%s is split by its numbers: name the page by "
			    "\"bates\"",
			    s->documents[to->document].name);
		}
		to->document = w->moved[to->document];
	}
}

static bool put_covers(struct work *w)
{
	for (uint32_t k = 0; k < w->n; k++) {
		const struct ic_spec_split *split = &w->splits[k];
		uint32_t at = w->moved[split->document];

		if (w->spec->documents[split->document].old.action !=
		    IC_OLD_COVER) {
			continue;
		}
		for (uint32_t i = 0; i < split->n; i++) {
			if (!put_cover(w, at + i)) {
				return false;
			}
		}
	}
	return true;
}

bool ic_spec_split(struct ic_spec *spec, const struct ic_spec_split *splits,
    size_t n, struct ic_diags *diags)
{
	struct work w = { .spec = spec,
		.splits = splits,
		.n = n,
		.diags = diags };

	if (!make_room(&w) || !put_documents(&w)) {
		return false;
	}
	put_redactions(&w);
	if (!put_covers(&w)) {
		return false;
	}
	spec->documents = w.documents;
	spec->ndocuments = w.ndocuments;
	spec->redactions = w.redactions;
	spec->nredactions = w.nredactions;
	return true;
}
