/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A child's file of annotations: what was read is written again as it was. */
#include "core/annot.h"

#include <string.h>

#include "core/annot_pick.h"
#include "fuzz.h"

static void is_sound(const struct ic_annots *l, const struct ic_annot *a)
{
	struct ic_annot_pick any = { .any_type = true };

	demand(fuzz_plain(a->name) && fuzz_plain(a->author) &&
	    fuzz_plain(a->subject) && fuzz_plain(a->overlay) &&
	    fuzz_plain(a->contents));
	demand(a->of == UINT32_MAX ||
	    (a->of < l->n && l->at[a->of].of == UINT32_MAX));
	for (uint32_t i = 0; i < a->nrects; i++) {
		demand(a->page < l->npages);
		demand(ic_rect_contains(ic_rect_of(l->pages[a->page]),
		    a->rects[i]));
	}
	demand(ic_annot_fate(a, &any, 1, NULL, 0) == IC_FATE_TAKE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_annots list = { 0 };
	struct ic_buf again = { 0 };
	struct ic_error err = { 0 };

	if (!ic_annots_load(bytes, n, &list, &err)) {
		fuzz_refused(&err);
		demand(!list.at && list.n == 0);
		return 0;
	}
	demand(fuzz_plain(list.href));
	ic_annots_put_head(&again, &list);
	for (uint32_t i = 0; i < list.n; i++) {
		struct ic_annot a = list.at[i];

		is_sound(&list, &a);
		a.state = a.flags & IC_ANNOT_BIT(REPLY) ? a.state : 0;
		demand(ic_annots_put(&again, &a));
	}
	demand(ic_annots_put_end(&again, list.n));
	demand(again.len == n && memcmp(again.data, bytes, n) == 0);
	ic_annots_finish(&list);
	ic_buf_finish(&again);
	return 0;
}
