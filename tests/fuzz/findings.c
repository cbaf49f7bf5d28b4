/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a child of audit writes down: what is read is written and read again. */
#include "core/finding.h"

#include <string.h>

#include "fuzz.h"

static void write_again(const struct ic_findings *l, struct ic_buf *out)
{
	demand(ic_findings_put_head(out, l->npages));
	for (uint32_t i = 0; i < l->npages; i++) {
		demand(l->pages[i].w == 0 ||
		    ic_findings_put_page(out, i, l->pages[i]));
	}
	for (uint32_t i = 0; i < l->n; i++) {
		struct ic_buf b = { 0 };

		demand(fuzz_plain(l->at[i].text));
		demand(strlen(l->at[i].text) <= IC_FINDING_TEXT_MAX);
		demand(ic_finding_sentence(&l->at[i], &b));
		demand(ic_findings_put(out, &l->at[i]));
		ic_buf_finish(&b);
	}
	demand(ic_findings_put_end(out, l->n));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_findings a = { 0 }, b = { 0 };
	struct ic_buf again = { 0 };
	struct ic_error err = { 0 };

	if (!ic_findings_load(bytes, n, &a, &err)) {
		demand(err.code == IC_EBUG && a.n == 0);
		return 0;
	}
	write_again(&a, &again);
	demand(ic_findings_load(again.data, again.len, &b, &err));
	demand(b.whole && b.n == a.n && b.npages == a.npages);
	for (uint32_t i = 0; i < a.n; i++) {
		demand(strcmp(a.at[i].text, b.at[i].text) == 0);
		demand(a.at[i].kind == b.at[i].kind);
	}
	ic_findings_finish(&a);
	ic_findings_finish(&b);
	ic_buf_finish(&again);
	return 0;
}
