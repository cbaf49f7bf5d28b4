/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/slice_part.h"

/* Boxes and lines are in page order, so those of a run of pages are a run. */
static void cut(struct ic_slice *s, uint32_t first, uint32_t n)
{
	const struct ic_slice_page *last = &s->pages[first + n - 1];
	uint32_t box = s->pages[first].box, line = s->pages[first].line;

	s->nboxes = last->box + last->nboxes - box;
	s->nlines = last->line + last->nlines - line;
	s->boxes += box;
	s->lines += line;
	s->pages += first;
	s->npages = n;
	s->ncells = 0;
	for (uint32_t i = 0; i < n; i++) {
		s->pages[i].box -= box;
		s->pages[i].line -= line;
	}
}

bool ic_slice_part(const struct ic_buf *whole, uint32_t first, uint32_t n,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_slice s = { 0 };
	bool ok;

	if (!ic_slice_unpack(whole->data, whole->len, &s, err)) {
		return false;
	}
	ok = n > 0 && first < s.npages && n <= s.npages - first;
	if (!ok) {
		ic_fail(err, IC_EBUG, "a part has pages that are not there");
	} else {
		cut(&s, first, n);
		ok = ic_slice_pack(&s, out, err);
	}
	ic_slice_finish(&s);
	return ok;
}
