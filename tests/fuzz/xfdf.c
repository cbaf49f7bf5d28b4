/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An XFDF about a PDF of two pages, as a child reads it: what it makes of it,
 * the parent's reader takes. Where a child would write, it is kept here.
 */
#include <stdlib.h>
#include <string.h>

#include "annots_priv.h"
#include "base/fs.h"
#include "fuzz.h"

static struct ic_buf written;

bool __wrap_ic_fs_write_all(int fd, const void *bytes, size_t n);
bool __wrap_ic_fs_write_all(int fd, const void *bytes, size_t n)
{
	(void)fd;
	return ic_buf_add(&written, bytes, n);
}

static void is_readable(struct annots *l, const char *href)
{
	struct ic_annots list = { 0 };
	struct ic_error err = { 0 };

	ic_buf_reset(&written);
	demand(annots_head(l, href) && annots_flush(l) && annots_end(l));
	demand(ic_annots_load(written.data, written.len, &list, &err));
	demand(list.npages == l->pages && list.n == l->written);
	ic_annots_finish(&list);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_geometry pages[2] = {
		{ .box = { 0, 0, 612, 792 },
		    .user_unit = 1,
		    .size = { 612000, 792000 } },
		{ .box = { 9, 9, 300, 200 },
		    .rotate = 90,
		    .user_unit = 3,
		    .size = { 573000, 873000 } },
	};
	struct annots l = { .pages = 2,
		.geometry = pages,
		.arena = { .max = ANNOTS_MEMORY } };
	const char *href = "";

	if (annots_read_xfdf(&l, bytes, n, &href)) {
		is_readable(&l, href);
	} else {
		demand(l.why != IC_REASON_NONE);
	}
	ic_arena_finish(&l.arena);
	ic_buf_finish(&l.out);
	free(l.at);
	return 0;
}
