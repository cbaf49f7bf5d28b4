/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* private/journal.jsonl, of which a kill may have cut any line. */
#include "journal.h"

#include <string.h>

#include "core/slice.h"
#include "fuzz.h"

static void check_entry(const struct journal *j, const struct journal_entry *e)
{
	demand(e->output && e->versions);
	demand(strlen(e->slice) == 64 && strlen(e->source) == 64 &&
	    strlen(e->sha256) == 64);
	demand(e->npages > 0 && e->npages <= IC_SLICE_PAGES_MAX);
	for (uint32_t i = 0; i < e->npages; i++) {
		demand(e->pages[i].encoding < IC_ENCODING_COUNT);
		demand(e->pages[i].dpi <= 2400);
		demand(e->pages[i].notes < 1u << IC_NOTE_COUNT);
	}
	demand(journal_find(j, e->output) == e);
}

/* What was read is written as lines, which read as the same. */
static void check_again(const struct journal *j)
{
	struct journal again = { 0 };
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };

	for (size_t i = 0; i < j->n; i++) {
		demand(journal_line(&j->at[i], "", &text, &err));
	}
	demand(journal_parse((const char *)text.data, text.len, &again, &err));
	demand(again.n == j->n);
	for (size_t i = 0; i < j->n; i++) {
		const struct journal_entry *a = &j->at[i], *b = &again.at[i];

		demand(strcmp(a->output, b->output) == 0);
		demand(strcmp(a->versions, b->versions) == 0);
		demand(strcmp(a->slice, b->slice) == 0);
		demand(strcmp(a->source, b->source) == 0);
		demand(strcmp(a->sha256, b->sha256) == 0);
		demand(a->bytes == b->bytes && a->proofs == b->proofs);
		demand(a->npages == b->npages);
		demand(
		    !memcmp(a->pages, b->pages, a->npages * sizeof(*a->pages)));
	}
	journal_finish(&again);
	ic_buf_finish(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct journal j = { 0 };
	struct ic_error err = { 0 };

	demand(journal_parse((const char *)bytes, n, &j, &err));
	for (size_t i = 0; i < j.n; i++) {
		check_entry(&j, &j.at[i]);
	}
	check_again(&j);
	journal_finish(&j);
	return 0;
}
