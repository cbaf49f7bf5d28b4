/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents that are parts of one file: none has a page of another. */
#include <stdlib.h>
#include <string.h>

#include "core/plan.h"

static int by_page(const void *a, const void *b, void *spec)
{
	const struct ic_spec_document *d = ((const struct ic_spec *)spec)
					       ->documents;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int c = strcmp(d[i].file, d[k].file);

	if (c == 0) {
		c = (d[i].source_first > d[k].source_first) -
		    (d[i].source_first < d[k].source_first);
	}
	return c ? c : (i > k) - (i < k);
}

/* "page 17", "pages 17-20" */
static const char *pages(uint32_t first, uint32_t end, struct ic_buf *b)
{
	ic_buf_reset(b);
	if (end - first > 1) {
		ic_buf_printf(b, "pages %lu-%lu", (unsigned long)first + 1,
		    (unsigned long)end);
	} else {
		ic_buf_printf(b, "page %lu", (unsigned long)end);
	}
	return ic_buf_str(b);
}

static void compare(const struct ic_spec_document *a,
    const struct ic_spec_document *b, struct ic_buf *text,
    struct ic_diags *diags)
{
	uint32_t end = a->source_first + a->source_pages;

	if (end > b->source_first) {
		uint32_t stop = b->source_first + b->source_pages;

		ic_diag_add(diags, IC_LEVEL_ERROR, b->place,
		    "%s of %s would be in two documents, %s and %s",
		    pages(b->source_first, end < stop ? end : stop, text),
		    b->file, a->name, b->name);
	} else if (end < b->source_first) {
		ic_diag_add(diags, IC_LEVEL_WARNING, b->place,
		    "%s of %s, before %s, would be in no document",
		    pages(end, b->source_first, text), b->file, b->name);
	}
}

bool ic_plan_check_shares(const struct ic_spec *spec, struct ic_diags *diags,
    struct ic_error *err)
{
	uint32_t *order = calloc(spec->ndocuments + 1, sizeof(*order));
	struct ic_buf text = { 0 };
	size_t errors = diags->errors, n = 0;

	if (!order) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < spec->ndocuments; i++) {
		if (spec->documents[i].part) {
			order[n++] = (uint32_t)i;
		}
	}
	qsort_r(order, n, sizeof(*order), by_page, (void *)(uintptr_t)spec);
	for (size_t i = 1; i < n; i++) {
		const struct ic_spec_document
		    *a = &spec->documents[order[i - 1]],
		    *b = &spec->documents[order[i]];

		if (strcmp(a->file, b->file) == 0) {
			compare(a, b, &text, diags);
		}
	}
	free(order);
	ic_buf_finish(&text);
	return diags->errors == errors;
}
