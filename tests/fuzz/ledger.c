/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* production.served, production.clawback and bates.registry, of which a kill
 * may have cut any line, and somebody may have changed it. */
#include <string.h>

#include "core/clawback.h"
#include "core/register.h"
#include "core/registry.h"
#include "fuzz.h"

/* One line more follows from whatever was read. */
static void check_register(const uint8_t *bytes, size_t n)
{
	struct ic_register r = { 0 }, again = { 0 };
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };

	if (!ic_register_load((const char *)bytes, n, &r, &err)) {
		fuzz_refused(&err);
		demand(r.n == 0 && !r.at);
		return;
	}
	demand(r.n == r.ledger.lines);
	if (r.n > 0) {
		const struct ic_serving *s = &r.at[r.n - 1];

		demand(s->nfiles > 0 && s->copies != 0);
		demand(fuzz_plain(s->to) && fuzz_plain(s->volume));
		demand(ic_register_find(&r, s) &&
		    ic_register_volume(&r, s->volume));
		ic_buf_add(&text, bytes, n);
		if (bytes[n - 1] != '\n') {
			ic_buf_putc(&text, '\n');
		}
		demand(ic_register_line(&r, s, &text, &err));
		demand(ic_register_load((const char *)text.data, text.len,
		    &again, &err));
		demand(again.n == r.n + 1 && !again.ledger.cut);
		demand(ic_serving_same_files(s, &again.at[r.n]));
	}
	ic_register_finish(&again);
	ic_register_finish(&r);
	ic_buf_finish(&text);
}

static bool stands(void *user, const struct ic_claim *claim,
    const struct ic_claimed *d)
{
	demand(ic_claims_on(user, d->range) == claim && !claim->lifts);
	return true;
}

static void check_claims(const uint8_t *bytes, size_t n)
{
	struct ic_claims c = { 0 };
	struct ic_error err = { 0 };

	if (!ic_claims_load((const char *)bytes, n, &c, &err)) {
		fuzz_refused(&err);
		return;
	}
	for (size_t i = 0; i < c.n; i++) {
		demand(c.at[i].ndocuments > 0 && fuzz_plain(c.at[i].basis));
	}
	demand(ic_claims_each(&c, stands, &c));
	ic_claims_finish(&c);
}

/* Each is found by its document, its source and its numbers. */
static void check_line(const struct ic_registry *r, size_t i)
{
	const struct ic_registered *e = &r->at[i];
	const struct ic_prefixes one = { &e->prefix, 1 };
	struct ic_bates b, own;
	size_t nth = 0;

	demand(ic_registry_document(r, e->spec, e->file) >= e);
	while (ic_registry_source(r, e->sha256, nth) != e) {
		demand(ic_registry_source(r, e->sha256, nth++));
	}
	demand(ic_bates_parse(&one, e->last, &b, NULL));
	demand(ic_registry_number(r, &one, &b, &own));
	demand(ic_spans_find(&r->spans, &own));
}

/* One line more follows, and the same one is read. */
static void check_numbers(const uint8_t *bytes, size_t n)
{
	struct ic_registry r = { 0 }, again = { 0 };
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };

	if (!ic_registry_load((const char *)bytes, n, &r, &err)) {
		fuzz_refused(&err);
		demand(r.n == 0 && !r.at);
		return;
	}
	for (size_t i = 0; i < r.n; i++) {
		check_line(&r, i);
	}
	if (r.n > 0) {
		ic_buf_add(&text, bytes, n);
		if (bytes[n - 1] != '\n') {
			ic_buf_putc(&text, '\n');
		}
		demand(ic_registry_line(&r, &r.at[0], &text, &err));
		demand(ic_registry_load((const char *)text.data, text.len,
		    &again, &err));
		demand(again.n == r.n + 1 && !again.ledger.cut);
		demand(!strcmp(again.at[r.n].first, r.at[0].first));
	}
	ic_registry_finish(&again);
	ic_registry_finish(&r);
	ic_buf_finish(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	check_register(bytes, n);
	check_claims(bytes, n);
	check_numbers(bytes, n);
	return 0;
}
