/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Addresses of lines and cites, as people and spreadsheets write them. */
#include <stdlib.h>
#include <string.h>

#include "core/address.h"
#include "fuzz.h"

/* What was read is written as something that is read as the same. */
static void check(const struct ic_address *a)
{
	struct ic_error err = { 0 };
	struct ic_buf shown = { 0 };
	struct ic_address b;

	demand(a->n > 0 && a->n <= IC_ADDRESS_PARTS_MAX);
	for (uint32_t i = 0; i < a->n; i++) {
		const struct ic_address_part *p = &a->part[i];

		demand(p->first_line > 0 && p->last_line > 0);
		demand(p->first_page <= p->last_page);
		demand((p->first_page > 0) == (a->kind == IC_ADDRESS_CITE));
		demand(p->first_page < p->last_page ||
		    p->first_line <= p->last_line);
	}
	demand(ic_address_parse(a->kind, a->text, &b, &err));
	demand(a->n == b.n && memcmp(a->part, b.part, sizeof(b.part)) == 0);
	demand(ic_address_put(a, &shown));
	demand(ic_address_shown(ic_buf_str(&shown)));
	ic_buf_finish(&shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *text = fuzz_text(bytes, n);

	for (int kind = IC_ADDRESS_LINES; kind <= IC_ADDRESS_CITE; kind++) {
		struct ic_error err = { 0 };
		struct ic_address a;

		if (ic_address_parse((enum ic_address_kind)kind, text, &a,
			&err)) {
			check(&a);
		} else {
			fuzz_refused(&err);
		}
	}
	free(text);
	return 0;
}
