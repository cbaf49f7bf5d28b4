/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "standing.h"

#include <stdlib.h>

#include "apply_priv.h"
#include "base/fs.h"

static void open_half(const char *out, const char *half, struct ic_dir *dir)
{
	char *path = ic_fs_join(out, half);
	struct ic_error ignored = { 0 };

	if (path) {
		ic_dir_open(path, dir, &ignored);
	}
	free(path);
}

void standing_open(const char *out, struct standing *s)
{
	open_half(out, REDACTED, &s->redacted);
	open_half(out, UNREDACTED, &s->unredacted);
}

bool standing_has(const struct standing *s, const struct ic_plan_document *d)
{
	for (unsigned c = 0; c < IC_COPIES; c++) {
		const struct ic_dir *dir = ic_copy_is_unredacted(
					       (enum ic_copy)c)
		    ? &s->unredacted
		    : &s->redacted;
		char name[OUTPUT_MAX];

		apply_output_name(d, (enum ic_copy)c, name);
		if (dir->path && ic_dir_has(dir, name)) {
			return true;
		}
	}
	return false;
}

void standing_close(struct standing *s)
{
	ic_dir_close(&s->redacted);
	ic_dir_close(&s->unredacted);
}
