/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "outdir.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/fault.h"
#include "base/fs.h"

static bool of_production(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	static const char *const names[] = { REDACTED, LOGS, PRIVATE, SUMS };
	const char *path = user;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i]) == 0 &&
		    kind == (i < 3 ? IC_ENTRY_DIR : IC_ENTRY_FILE)) {
			return true;
		}
	}
	return ic_dir_is_leftover(name) ||
	    ic_fail(err, IC_ESPEC,
		"%s holds %s, which is not of a production: give -o a "
		"directory that is new or empty",
		path, name);
}

struct known {
	outdir_known_fn *fn;
	void *user;
	const char *path;
};

static bool of_plan(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct known *k = user;

	if (ic_dir_is_leftover(name) ||
	    (kind == IC_ENTRY_FILE && k->fn(k->user, name))) {
		return true;
	}
	return ic_fail(err, IC_ESPEC,
	    "%s/" REDACTED "/%s is not of this "
	    "plan: move it away, or choose another directory",
	    k->path, name);
}

static bool of_logs(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const char *path = user;

	if (ic_dir_is_leftover(name) ||
	    (kind == IC_ENTRY_FILE &&
		(strcmp(name, REDACTION_LOG) == 0 ||
		    strcmp(name, BATES_INDEX) == 0))) {
		return true;
	}
	return ic_fail(err, IC_ESPEC,
	    "%s/" LOGS "/%s is not of a "
	    "production: move it away",
	    path, name);
}

static bool open_halves(struct outdir *d, mode_t served, struct ic_error *err)
{
	return ic_dir_sub(&d->top, REDACTED, served, &d->redacted, err) &&
	    ic_dir_sub(&d->top, LOGS, served, &d->logs, err) &&
	    ic_dir_sub(&d->top, PRIVATE, 0700, &d->private, err);
}

static bool sweep(const struct outdir *d, struct ic_error *err)
{
	return ic_dir_sweep(&d->top, err) && ic_dir_sweep(&d->redacted, err) &&
	    ic_dir_sweep(&d->logs, err) && ic_dir_sweep(&d->private, err);
}

bool outdir_open(const char *path, outdir_known_fn *known, void *user,
    struct outdir *out, struct ic_error *err)
{
	struct known k = { known, user, path };
	struct outdir d = { 0 };

	if (!ic_dir_make(path, 0777, &d.top, err) ||
	    !ic_dir_list(&d.top, of_production, (void *)(uintptr_t)path, err) ||
	    !ic_dir_lock(&d.top, err) || !open_halves(&d, 0777, err) ||
	    !ic_dir_list(&d.redacted, of_plan, &k, err) ||
	    !ic_dir_list(&d.logs, of_logs, (void *)(uintptr_t)path, err) ||
	    !sweep(&d, err)) {
		outdir_unmake(&d);
		return false;
	}
	ic_fault_point("out-opened");
	*out = d;
	return true;
}

static bool sub_existing(const char *path, const char *name, struct ic_dir *out,
    struct ic_error *err)
{
	char *full = ic_fs_join(path, name);
	bool ok = full ? ic_dir_open(full, out, err)
		       : ic_fail(err, IC_EENV, "out of memory");

	free(full);
	return ok;
}

bool outdir_open_existing(const char *path, struct outdir *out,
    struct ic_error *err)
{
	struct outdir d = { 0 };

	if (!ic_dir_open(path, &d.top, err) ||
	    !sub_existing(path, REDACTED, &d.redacted, err) ||
	    !sub_existing(path, LOGS, &d.logs, err) ||
	    (ic_dir_has(&d.top, PRIVATE) &&
		!sub_existing(path, PRIVATE, &d.private, err))) {
		outdir_close(&d);
		return false;
	}
	*out = d;
	return true;
}

bool outdir_forget(const struct outdir *d, struct ic_error *err)
{
	return ic_dir_remove(&d->top, SUMS, err) &&
	    ic_dir_remove(&d->logs, REDACTION_LOG, err) &&
	    ic_dir_remove(&d->logs, BATES_INDEX, err) &&
	    ic_dir_remove(&d->private, MANIFEST, err) &&
	    ic_dir_remove(&d->private, VERIFIED, err);
}

static bool add_sum(struct ic_buf *out, const struct ic_buf *file,
    const char *name, struct ic_error *err)
{
	char hex[IC_SHA256_HEX];

	if (!ic_sha256(file->data, file->len, hex, err)) {
		return false;
	}
	ic_buf_printf(out, "%s  %s\n", hex, name);
	return true;
}

/* The two logs, made anew from the manifest. */
static bool make_logs(const struct ic_manifest *m, struct ic_buf *log,
    struct ic_buf *index, struct ic_error *err)
{
	return ic_manifest_redaction_log(m, log, err) &&
	    ic_manifest_bates_index(m, index, err);
}

bool outdir_sums(const struct ic_manifest *m, const struct ic_buf *log,
    const struct ic_buf *index, struct ic_buf *out, struct ic_error *err)
{
	if (!add_sum(out, index, LOGS "/" BATES_INDEX, err) ||
	    !add_sum(out, log, LOGS "/" REDACTION_LOG, err)) {
		return false;
	}
	for (size_t i = 0; i < m->ndocuments; i++) {
		ic_buf_printf(out, "%s  %s\n", m->documents[i].sha256,
		    m->documents[i].output);
	}
	return ic_buf_check(out, SUMS, err);
}

static bool write_private(const struct outdir *d, const struct ic_manifest *m,
    struct ic_error *err)
{
	struct ic_buf proved = { 0 }, json = { 0 };
	bool ok = ic_manifest_verify(m, &proved, err) &&
	    ic_manifest_dump(m, &json, err) &&
	    ic_dir_write(&d->private, VERIFIED, proved.data, proved.len, 0600,
		err) &&
	    ic_dir_write(&d->private, MANIFEST, json.data, json.len, 0600, err);

	ic_buf_finish(&proved);
	ic_buf_finish(&json);
	return ok;
}

/* Write a served list, and see that it is there as it was written. */
static bool write_list(const struct ic_dir *d, const char *name,
    const struct ic_buf *list, struct ic_error *err)
{
	struct ic_buf have = { 0 };
	bool ok = ic_dir_write(d, name, list->data, list->len, 0666, err) &&
	    ic_dir_read(d, name, list->len, &have, err);

	if (ok &&
	    (have.len != list->len ||
		memcmp(have.data, list->data, list->len) != 0)) {
		ok = ic_fail(err, IC_EENV,
		    "%s/%s does not hold what was written to it", d->path,
		    name);
	}
	ic_buf_finish(&have);
	return ok;
}

bool outdir_derive(const struct outdir *d, struct ic_manifest *m,
    struct ic_error *err)
{
	struct ic_buf log = { 0 }, index = { 0 }, list = { 0 };
	bool ok = make_logs(m, &log, &index, err) &&
	    outdir_sums(m, &log, &index, &list, err) &&
	    write_list(&d->logs, REDACTION_LOG, &log, err) &&
	    write_list(&d->logs, BATES_INDEX, &index, err);

	for (size_t i = 0; ok && i < m->ndocuments; i++) {
		m->documents[i].ran |= IC_PROOF_BIT(LOGS);
		m->documents[i].proofs |= IC_PROOF_BIT(LOGS);
	}
	ok = ok && write_private(d, m, err) &&
	    write_list(&d->top, SUMS, &list, err);
	ic_buf_finish(&log);
	ic_buf_finish(&index);
	ic_buf_finish(&list);
	return ok;
}

void outdir_unmake(struct outdir *d)
{
	ic_dir_unmake(&d->redacted);
	ic_dir_unmake(&d->logs);
	ic_dir_unmake(&d->private);
	ic_dir_unmake(&d->top);
}

void outdir_close(struct outdir *d)
{
	if (d) {
		ic_dir_close(&d->redacted);
		ic_dir_close(&d->logs);
		ic_dir_close(&d->private);
		ic_dir_close(&d->top);
	}
}
