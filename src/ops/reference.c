/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "reference.h"

#include <string.h>

#include "core/reference.h"

static bool is_listed(const void *user, size_t document)
{
	return apply_product(user, document, IC_COPY_REDACTED)->done;
}

void reference_wipe(struct ic_buf *b)
{
	if (b->data) {
		explicit_bzero(b->data, b->cap);
	}
	ic_buf_finish(b);
}

bool reference_make(const struct apply *a, struct ic_buf *csv,
    struct ic_buf *html, struct ic_error *err)
{
	struct ic_table t = { 0 };
	bool ok = ic_reference_table(&a->p.run->plan, is_listed, a, &t, err);

	if (ok) {
		ic_table_csv(&t, csv);
		ic_table_html(&t, html);
		ok = ic_buf_check(csv, "the reference list", err) &&
		    ic_buf_check(html, "the reference list", err);
	}
	ic_table_finish(&t);
	return ok;
}

bool reference_write(const struct apply *a, struct ic_error *err)
{
	const struct ic_run *run = a->p.run;
	const struct ic_dir *d = &a->dir.unredacted;
	struct ic_buf csv = { 0 }, html = { 0 };
	bool ok;

	if (!run->spec.reference_list ||
	    !(run->plan.copies & IC_COPY_BIT(REDACTED))) {
		return true;
	}
	ok = reference_make(a, &csv, &html, err) &&
	    ic_dir_write(d, IC_REFERENCE_CSV, csv.data, csv.len, 0600, err) &&
	    ic_dir_write(d, IC_REFERENCE_HTML, html.data, html.len, 0600, err);
	reference_wipe(&csv);
	reference_wipe(&html);
	return ok;
}
