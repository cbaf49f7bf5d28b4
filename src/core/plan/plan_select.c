/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which documents are made, if not all are. */
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "core/plan.h"

#define LISTED_MAX 12 /* categories that a message names */

struct walk {
	const struct ic_plan *plan;
	size_t document;
	uint32_t next; /* region, + 1; 0: the document's own is to come */
};

/* The next category of a document, "" if that part has none; NULL: no more. */
static const char *next_category(struct walk *w)
{
	const struct ic_plan_document *d = &w->plan->documents[w->document];
	uint32_t i = w->next++;
	const struct ic_region *g = i ? &d->regions[i - 1] : NULL;

	if (i > d->nregions) {
		return NULL;
	}
	return ic_field(g ? w->plan->spec->redactions[g->redaction].fields
			  : &d->fields,
	    IC_FIELD_CATEGORY);
}

static bool has_category(const struct ic_plan *plan, size_t document,
    const char *name)
{
	struct walk w = { plan, document, 0 };
	const char *category;

	while ((category = next_category(&w)) != NULL) {
		if (*category && strcasecmp(category, name) == 0) {
			return true;
		}
	}
	return false;
}

/* Those that there are, each once, as they are first written. */
static size_t known(const struct ic_plan *plan, const char *out[LISTED_MAX + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct walk w = { plan, i, 0 };
		const char *category;

		while (
		    n <= LISTED_MAX && (category = next_category(&w)) != NULL) {
			size_t k = 0;

			while (k < n && strcasecmp(out[k], category) != 0) {
				k++;
			}
			if (*category && k == n) {
				out[n++] = category;
			}
		}
	}
	return n;
}

static bool unknown(const struct ic_plan *plan, const char *name,
    struct ic_error *err)
{
	const char *names[LISTED_MAX + 1];
	struct ic_buf b = { 0 };
	size_t n = known(plan, names);

	for (size_t i = 0; i < n && i < LISTED_MAX; i++) {
		ic_buf_printf(&b, "%s\"%s\"", i ? ", " : "", names[i]);
	}
	if (n == 0) {
		ic_fail(err, IC_ESPEC,
		    "--category: no document of the spec has a category: give "
		    "it one, in the spec or in documents_csv");
	} else {
		ic_fail(err, IC_ESPEC,
		    "--category: nothing is of the category \"%s\": there are "
		    "%s%s",
		    name, ic_buf_str(&b), n > LISTED_MAX ? " and others" : "");
	}
	ic_buf_finish(&b);
	return false;
}

static bool is_of_one(const struct ic_plan *plan, size_t document,
    const char *const *names, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		if (has_category(plan, document, names[k])) {
			return true;
		}
	}
	return false;
}

bool ic_plan_select_categories(struct ic_plan *plan, const char *const *names,
    size_t n, struct ic_error *err)
{
	size_t left = 0;

	for (size_t k = 0; k < n; k++) {
		size_t i = 0;

		while (
		    i < plan->ndocuments && !has_category(plan, i, names[k])) {
			i++;
		}
		if (i == plan->ndocuments) {
			return unknown(plan, names[k], err);
		}
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];

		d->selected = d->selected && is_of_one(plan, i, names, n);
		left += d->selected;
	}
	return left > 0 ||
	    ic_fail(err, IC_ESPEC,
		"--category: no document that --bates names is of that "
		"category");
}
