/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whether somebody took away what was made while we were at it. */
#include <unistd.h>

#include "base/fs.h"
#include "outdir.h"

static bool taken_away(const char *path, const char *name, struct ic_error *err)
{
	return ic_fail(err, IC_EENV,
	    "%s%s%s was moved, removed or changed while this program worked: "
	    "run again with --resume",
	    path, name[0] ? "/" : "", name);
}

/* What was proved and linked is still there, by its length. */
static bool document_stands(const struct outdir *d,
    const struct ic_manifest_document *doc, struct ic_error *err)
{
	const char *name = ic_fs_name(doc->output);
	uint64_t size = 0;
	int fd = -1;

	if (ic_dir_file(outdir_of(d, doc->copy), name, &fd, &size, err)) {
		close(fd);
		if (size == doc->bytes) {
			return true;
		}
	} else if (err->code == IC_EENV) {
		return false;
	}
	return taken_away(d->top.path, doc->output, err);
}

bool outdir_stands(const struct outdir *d, const struct ic_manifest *m,
    struct ic_error *err)
{
	const struct ic_dir *all[] = { &d->top, &d->redacted, &d->logs,
		&d->unredacted, &d->private };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (all[i]->path && !ic_dir_stands(all[i])) {
			return taken_away(all[i]->path, "", err);
		}
	}
	for (size_t i = 0; i < m->ndocuments + m->ncopies; i++) {
		if (!document_stands(d, ic_manifest_product(m, i), err)) {
			return false;
		}
	}
	return true;
}
