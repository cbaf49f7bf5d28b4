/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bates numbers: the first byte chooses the declared prefixes, the rest is a
 * list, a number, and running text.
 */
#include "core/bates.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define FOUND 8

static const char *const plain[] = { "COE", "COE-", "PLTF" };
static const char *const nested[] = { "A", "A B", "A B_", "AB.C" };
static const char *const lone[] = { "x" };

static const struct ic_prefixes sets[] = {
	{ plain, 3 },
	{ nested, 4 },
	{ lone, 1 },
};

static void check_number(const struct ic_prefixes *p, const struct ic_bates *b)
{
	char text[IC_BATES_MAX], more[IC_BATES_MAX];
	struct ic_bates again, next;
	uint64_t step;
	struct ic_error err = { 0 };

	demand(b->prefix < p->n);
	ic_bates_format(p, b, text);
	demand(ic_bates_parse(p, text, &again, &err));
	demand(ic_bates_cmp(b, &again) == 0);
	ic_bates_format(p, &again, more);
	demand(strcmp(text, more) == 0);
	if (ic_bates_next(p, b, 1, &next, &err)) {
		demand(ic_bates_cmp(b, &next) < 0);
		demand(next.digits == b->digits);
		demand(ic_bates_between(b, &next, &step) && step == 1);
	} else {
		fuzz_refused(&err);
	}
}

static void check_list(const struct ic_prefixes *p,
    const struct ic_bates_list *list)
{
	struct ic_bates_list again = { 0 };
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	demand(list->n > 0);
	for (size_t i = 0; i < list->n; i++) {
		const struct ic_bates_range *r = &list->at[i];
		char one[IC_BATES_RANGE_MAX];

		check_number(p, &r->first);
		check_number(p, &r->last);
		demand(ic_bates_cmp(&r->first, &r->last) <= 0);
		demand(ic_bates_in(r, &r->first) && ic_bates_in(r, &r->last));
		demand(ic_bates_meets(r, r));
		ic_bates_range_format(p, &r->first, &r->last, one);
		ic_buf_printf(&b, "%s%s", i ? "; " : "", one);
	}
	demand(ic_bates_parse_list(p, ic_buf_str(&b), &again, &err));
	demand(again.n == list->n);
	for (size_t i = 0; i < list->n; i++) {
		demand(!ic_bates_cmp(&list->at[i].first, &again.at[i].first));
		demand(!ic_bates_cmp(&list->at[i].last, &again.at[i].last));
	}
	ic_bates_list_finish(&again);
	ic_buf_finish(&b);
}

static void refused(const struct ic_error *err)
{
	fuzz_refused(err);
	demand(err->code == IC_ESPEC);
	demand(fuzz_plain(err->msg));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct ic_prefixes *p = &sets[n ? bytes[0] % 3 : 0];
	char *text = n ? fuzz_text(bytes + 1, n - 1) : fuzz_text(bytes, 0);
	struct ic_bates_list list = { 0 };
	struct ic_bates one = { 0 }, found[FOUND];
	struct ic_error err = { 0 };
	size_t k;

	if (ic_bates_parse_list(p, text, &list, &err)) {
		check_list(p, &list);
	} else {
		refused(&err);
		demand(!list.at && !list.n);
	}
	err = (struct ic_error){ 0 };
	if (ic_bates_parse(p, text, &one, &err)) {
		check_number(p, &one);
		demand(list.n == 1);
	} else {
		refused(&err);
	}
	k = ic_bates_find(p, text, n ? n - 1 : 0, found, FOUND);
	for (size_t i = 0; i < k && i < FOUND; i++) {
		check_number(p, &found[i]);
	}
	ic_bates_prefix_ok(text, NULL);
	ic_bates_list_finish(&list);
	free(text);
	return 0;
}
