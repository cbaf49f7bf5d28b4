/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* private/manifest.json, which whoever changed an output may have changed. */
#include "core/manifest.h"

#include <string.h>

#include "fuzz.h"

static void check_document(const struct ic_manifest *m, size_t i)
{
	const struct ic_manifest_document *d = ic_manifest_product(m, i);
	const char *half = ic_copy_is_unredacted(d->copy) ? "unredacted/"
							  : "redacted/";
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_slice s = { 0 };
	struct ic_error err = { 0 };
	const char *id;
	uint32_t page;

	demand(ic_manifest_slice(m, d, &a, &err));
	demand(ic_slice_unpack(a.data, a.len, &s, &err));
	demand(ic_slice_pack(&s, &b, &err));
	demand(fuzz_same(&a, &b));
	demand(s.npages == d->npages);
	for (uint32_t k = 0; k < s.nboxes; k++) {
		demand(ic_manifest_box_at(m, d, k, &page, &id));
		demand(page < s.npages && id);
	}
	demand(!ic_manifest_box_at(m, d, s.nboxes, &page, &id));
	demand(strncmp(d->output, half, strlen(half)) == 0);
	demand(!strchr(d->output + strlen(half), '/'));
	ic_slice_finish(&s);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}

static void check_logs(const struct ic_manifest *m)
{
	struct ic_error err = { 0 };

	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		struct ic_buf csv = { 0 }, html = { 0 };
		struct ic_table t = { 0 };

		demand(ic_log_table(m, (enum ic_log)k, &t, &err));
		demand(ic_table_csv(&t, &csv) && csv.len > 0);
		demand(ic_table_html(&t, &html) && html.len > 0);
		ic_table_finish(&t);
		ic_buf_finish(&csv);
		ic_buf_finish(&html);
	}
}

/* What was read, written, read and written, is the same bytes. */
static void check(const struct ic_manifest *m)
{
	struct ic_manifest again = { 0 };
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_error err = { 0 };

	demand(ic_manifest_dump(m, &a, &err));
	demand(ic_manifest_load((const char *)a.data, a.len, &again, &err));
	demand(ic_manifest_dump(&again, &b, &err));
	demand(fuzz_same(&a, &b));
	for (size_t i = 0; i < m->ndocuments + m->ncopies; i++) {
		check_document(m, i);
	}
	check_logs(m);
	ic_manifest_finish(&again);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_manifest m = { 0 };
	struct ic_error err = { 0 };

	if (ic_manifest_load((const char *)bytes, n, &m, &err)) {
		check(&m);
	} else {
		fuzz_refused(&err);
		demand(!m.documents && !m.redactions);
	}
	ic_manifest_finish(&m);
	return 0;
}
