/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `log`: one list of an output directory, which nobody may have asked for. */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "logs.h"
#include "ops/commands.h"
#include "outdir.h"

static bool load(const char *path, struct ic_manifest *out,
    struct ic_error *err)
{
	struct ic_buf text = { 0 };
	struct outdir d = { 0 };
	bool ok = outdir_open_existing(path, &d, err);

	if (ok && !d.private.path) {
		ok = ic_fail(err, IC_EINPUT,
		    "%s has no " PRIVATE ", whose manifest tells what the "
		    "lists are to say",
		    path);
	}
	ok = ok &&
	    ic_dir_read(&d.private, MANIFEST, IC_MANIFEST_BYTES_MAX, &text,
		err) &&
	    ic_manifest_load((const char *)text.data, text.len, out, err);
	ic_buf_finish(&text);
	outdir_close(&d);
	return ok;
}

/* The directory of the file that is to be, in which there must be none. */
static bool open_target(const char *file, struct ic_dir *out,
    struct ic_error *err)
{
	char *parent = ic_fs_parent(file);
	bool ok = parent ? ic_dir_open(parent, out, err)
			 : ic_fail(err, IC_EENV, "out of memory");

	free(parent);
	if (ok && !ic_fs_name(file)[0]) {
		ok = ic_fail(err, IC_ESPEC, "%s is no name of a file", file);
	} else if (ok && ic_dir_has(out, ic_fs_name(file))) {
		ok = ic_fail(err, IC_ESPEC,
		    "%s is there already, and nothing is written over: give -o "
		    "another name, or move it away",
		    file);
	}
	return ok;
}

static bool make(const struct ic_options *o, const struct ic_manifest *m,
    const struct ic_dir *scratch, struct ic_buf *out, struct ic_error *err)
{
	struct ic_table t = { 0 };
	bool ok = ic_log_table(m, o->log, &t, err) &&
	    ic_log_is_complete(&t, o->log, err) &&
	    logs_render(&t, o->format, scratch, out, err);

	ic_table_finish(&t);
	return ok;
}

enum ic_outcome ic_log_command(const struct ic_options *o, struct ic_buf *out,
    struct ic_error *err)
{
	struct ic_manifest m = { 0 };
	struct ic_dir dir = { 0 };
	bool ok = load(o->out, &m, err) &&
	    (o->file ? open_target(o->file, &dir, err)
		     : logs_scratch(&dir, err)) &&
	    make(o, &m, &dir, out, err) &&
	    (!o->file ||
		ic_dir_write(&dir, ic_fs_name(o->file), out->data, out->len,
		    0666, err));

	ic_dir_close(&dir);
	ic_manifest_finish(&m);
	if (ok) {
		return IC_DONE;
	}
	return err->code == IC_EENV || err->code == IC_EBUG ? IC_STOPPED
							    : IC_REFUSED;
}
