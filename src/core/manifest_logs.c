/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The served logs: what they say is the manifest's, row by row. */
#include <stdio.h>
#include <string.h>

#include "core/csvwrite.h"
#include "core/manifest.h"

/* The last rows: what is missing, and what nobody proved. */
static void end_rows(const struct ic_manifest *m, struct ic_buf *out)
{
	static const char limit[] = IC_LIMIT_SENTENCE;
	const char *cell[1] = { limit };

	if (m->partial) {
		static const char partial[] = "PARTIAL: not all documents of "
					      "the production are in this set.";
		const char *p[1] = { partial };

		ic_csv_row(out, p, 1);
	}
	ic_csv_row(out, cell, 1);
}

bool ic_manifest_redaction_log(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err)
{
	static const char *const head[] = { "id", "Bates page", "codes",
		"basis", "description", "area" };

	ic_csv_begin(out);
	ic_csv_row(out, head, 6);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];

		for (uint32_t p = 0; p < d->npages; p++) {
			for (uint32_t k = 0; k < d->pages[p].nboxes; k++) {
				const struct ic_manifest_box
				    *b = &d->pages[p].boxes[k];
				const struct ic_manifest_redaction
				    *r = &m->redactions[b->redaction];
				const char *cell[] = { r->id,
					d->pages[p].number, r->codes, r->basis,
					r->description,
					b->whole ? "whole" : "part" };

				ic_csv_row(out, cell, 6);
			}
		}
	}
	end_rows(m, out);
	return ic_buf_check(out, "the redaction log", err);
}

bool ic_manifest_bates_index(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err)
{
	static const char *const head[] = { "BEGBATES", "ENDBATES", "PGCOUNT",
		"SHA256" };

	ic_csv_begin(out);
	ic_csv_row(out, head, 4);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		char pages[16];
		const char *cell[] = { d->begin, d->end, pages, d->sha256 };

		snprintf(pages, sizeof(pages), "%lu", (unsigned long)d->npages);
		ic_csv_row(out, cell, 4);
	}
	end_rows(m, out);
	return ic_buf_check(out, "the Bates index", err);
}
