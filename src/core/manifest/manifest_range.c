/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What load files and lists say of a document, or of a part of one. */
#include <stdio.h>
#include <string.h>

#include "core/manifest.h"

void ic_manifest_range(const struct ic_manifest_document *d,
    char out[IC_BATES_RANGE_MAX])
{
	bool one = strcmp(d->begin, d->end) == 0;

	snprintf(out, IC_BATES_RANGE_MAX, "%s%s%s", d->begin, one ? "" : "-",
	    one ? "" : d->end);
}

bool ic_manifest_is_redacted(const struct ic_manifest_document *d,
    uint32_t first, uint32_t n)
{
	for (uint32_t i = first; i < first + n; i++) {
		for (uint32_t k = 0; k < d->pages[i].nboxes; k++) {
			if (!d->pages[i].boxes[k].old_legend) {
				return true;
			}
		}
	}
	return d->kind == IC_KIND_WITHHELD;
}

static void mark_codes(const struct ic_manifest *m,
    const struct ic_manifest_page *page, bool *seen)
{
	for (uint32_t b = 0; b < page->nboxes; b++) {
		const struct ic_manifest_redaction
		    *r = &m->redactions[page->boxes[b].redaction];

		for (uint32_t c = 0; c < r->ncodes; c++) {
			seen[r->code[c]] = true;
		}
	}
}

void ic_manifest_put_codes(const struct ic_manifest *m,
    const struct ic_manifest_document *d, uint32_t first, uint32_t n,
    struct ic_buf *out)
{
	bool seen[IC_SPEC_CODES_MAX] = { false };

	for (uint32_t i = first; i < first + n; i++) {
		mark_codes(m, &d->pages[i], seen);
	}
	for (uint32_t i = 0; i < d->ncodes; i++) {
		seen[d->code[i]] = true;
	}
	for (size_t i = 0; i < m->ncodes; i++) {
		if (seen[i]) {
			ic_buf_puts(out, out->len ? "; " : "");
			ic_buf_puts(out, m->codes[i].name);
		}
	}
}
