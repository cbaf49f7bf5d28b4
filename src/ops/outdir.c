/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "outdir.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/fault.h"
#include "base/fs.h"
#include "core/reference.h"
#include "logs.h"

const char *outdir_half(enum ic_copy copy)
{
	return ic_copy_is_unredacted(copy) ? UNREDACTED : REDACTED;
}

const struct ic_dir *outdir_of(const struct outdir *d, enum ic_copy copy)
{
	return ic_copy_is_unredacted(copy) ? &d->unredacted : &d->redacted;
}

mode_t outdir_mode(enum ic_copy copy)
{
	return ic_copy_is_unredacted(copy) ? 0600 : 0666;
}

bool outdir_is_cover(const char *name)
{
	return strcmp(name, DISPUTED_CSV) == 0 ||
	    strcmp(name, DISPUTED_HTML) == 0 || outdir_is_reference(name);
}

bool outdir_is_reference(const char *name)
{
	return strcmp(name, IC_REFERENCE_CSV) == 0 ||
	    strcmp(name, IC_REFERENCE_HTML) == 0;
}

/* What is asked of each entry of a directory that is opened. */
struct opening {
	const char *path;
	bool served; /* copies are wanted that are */
	bool unredacted;
	outdir_known_fn *fn;
	void *user;
};

static bool of_production(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	static const char *const names[] = { REDACTED, LOGS, SUMS, PRIVATE,
		UNREDACTED };
	const struct opening *o = user;

	if (ic_dir_is_leftover(name)) {
		return true;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i]) != 0 ||
		    kind != (i == 2 ? IC_ENTRY_FILE : IC_ENTRY_DIR)) {
			continue;
		}
		return i > 2 || o->served ||
		    ic_fail(err, IC_ESPEC,
			"%s holds %s, which is of a production that is served: "
			"give --disputed-only a directory of its own",
			o->path, name);
	}
	return ic_fail(err, IC_ESPEC,
	    "%s holds %s, which is not of a production: give -o a "
	    "directory that is new or empty",
	    o->path, name);
}

static bool of_plan(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct opening *o = user;

	if (ic_dir_is_leftover(name) ||
	    (kind == IC_ENTRY_FILE &&
		(o->fn(o->user, o->unredacted, name) ||
		    (o->unredacted && outdir_is_cover(name))))) {
		return true;
	}
	return ic_fail(err, IC_ESPEC,
	    "%s/%s/%s is not of this "
	    "plan: move it away, or choose another directory",
	    o->path, o->unredacted ? UNREDACTED : REDACTED, name);
}

static bool of_logs(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct opening *o = user;
	enum ic_log log;
	enum ic_format format;

	if (ic_dir_is_leftover(name) ||
	    (kind == IC_ENTRY_FILE && ic_log_of_name(name, &log, &format))) {
		return true;
	}
	return ic_fail(err, IC_ESPEC,
	    "%s/" LOGS "/%s is not of a "
	    "production: move it away",
	    o->path, name);
}

static bool open_halves(struct outdir *d, uint32_t copies, bool reference,
    struct ic_error *err)
{
	bool redacted = copies & IC_COPY_BIT(REDACTED);
	bool unredacted = (copies & IC_COPIES_UNREDACTED) || reference ||
	    ic_dir_has(&d->top, UNREDACTED);

	return (!redacted ||
		   (ic_dir_sub(&d->top, REDACTED, 0777, &d->redacted, err) &&
		       ic_dir_sub(&d->top, LOGS, 0777, &d->logs, err))) &&
	    (!unredacted ||
		ic_dir_sub(&d->top, UNREDACTED, 0700, &d->unredacted, err)) &&
	    ic_dir_sub(&d->top, PRIVATE, 0700, &d->private, err);
}

static bool list(const struct ic_dir *d, ic_entry_fn *each,
    const struct opening *o, bool unredacted, struct ic_error *err)
{
	struct opening it = *o;

	it.unredacted = unredacted;
	return !d->path || ic_dir_list(d, each, &it, err);
}

static bool sweep(const struct outdir *d, struct ic_error *err)
{
	const struct ic_dir *all[] = { &d->top, &d->redacted, &d->logs,
		&d->unredacted, &d->private };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (all[i]->path && !ic_dir_sweep(all[i], err)) {
			return false;
		}
	}
	return true;
}

bool outdir_open(const char *path, uint32_t copies, bool reference,
    outdir_known_fn *known, void *user, struct outdir *out,
    struct ic_error *err)
{
	const struct opening o = { .path = path,
		.served = copies & IC_COPY_BIT(REDACTED),
		.fn = known,
		.user = user };
	struct outdir d = { 0 };

	if (!ic_dir_make(path, 0777, &d.top, err) ||
	    !list(&d.top, of_production, &o, false, err) ||
	    !ic_dir_lock(&d.top, err) ||
	    !open_halves(&d, copies, reference, err) ||
	    !list(&d.redacted, of_plan, &o, false, err) ||
	    !list(&d.unredacted, of_plan, &o, true, err) ||
	    !list(&d.logs, of_logs, &o, false, err) || !sweep(&d, err)) {
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

/* Where it may be missing. */
static bool sub_optional(const char *path, const struct ic_dir *top,
    const char *name, struct ic_dir *out, struct ic_error *err)
{
	return !ic_dir_has(top, name) || sub_existing(path, name, out, err);
}

/* Unredacted copies, and nothing that is served. */
static bool is_disputed(const struct ic_dir *top)
{
	return ic_dir_has(top, UNREDACTED) && !ic_dir_has(top, REDACTED) &&
	    !ic_dir_has(top, LOGS) && !ic_dir_has(top, SUMS);
}

/* Who has it in hand may well take it for the production. */
static bool no_package(const char *path, const struct ic_dir *top,
    struct ic_error *err)
{
	return ic_dir_has(top, REDACTED) || !outdir_is_package(top) ||
	    ic_fail(err, IC_EINPUT,
		"%s is a package: give the directory that it was made of; "
		"sha256sum -c SHA256SUMS checks what is in its folders",
		path);
}

bool outdir_open_existing(const char *path, struct outdir *out,
    struct ic_error *err)
{
	struct outdir d = { 0 };

	if (!ic_dir_open(path, &d.top, err) || !no_package(path, &d.top, err) ||
	    (!is_disputed(&d.top) &&
		(!sub_existing(path, REDACTED, &d.redacted, err) ||
		    !sub_existing(path, LOGS, &d.logs, err))) ||
	    !sub_optional(path, &d.top, UNREDACTED, &d.unredacted, err) ||
	    !sub_optional(path, &d.top, PRIVATE, &d.private, err)) {
		outdir_close(&d);
		return false;
	}
	*out = d;
	return true;
}

static bool forget_logs(const struct ic_dir *d, struct ic_error *err)
{
	char name[IC_LOG_NAME_MAX];
	bool ok = true;

	for (unsigned i = 0; ok && i < IC_LOG_COUNT * IC_FORMAT_COUNT; i++) {
		ic_log_name((enum ic_log)(i / IC_FORMAT_COUNT),
		    (enum ic_format)(i % IC_FORMAT_COUNT), name);
		ok = ic_dir_remove(d, name, err);
	}
	return ok;
}

bool outdir_forget(const struct outdir *d, struct ic_error *err)
{
	return ic_dir_remove(&d->top, SUMS, err) &&
	    (!d->logs.path || forget_logs(&d->logs, err)) &&
	    (!d->unredacted.path ||
		(ic_dir_remove(&d->unredacted, IC_REFERENCE_CSV, err) &&
		    ic_dir_remove(&d->unredacted, IC_REFERENCE_HTML, err) &&
		    ic_dir_remove(&d->unredacted, DISPUTED_CSV, err) &&
		    ic_dir_remove(&d->unredacted, DISPUTED_HTML, err))) &&
	    ic_dir_remove(&d->private, MANIFEST, err) &&
	    ic_dir_remove(&d->private, VERIFIED, err);
}

bool outdir_sums(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err)
{
	char name[IC_LOG_NAME_MAX];

	for (unsigned k = 0; k < IC_LOG_COUNT; k++) {
		for (unsigned f = 0; f < IC_FORMAT_COUNT; f++) {
			if (ic_logs_have(&m->logs, (enum ic_log)k,
				(enum ic_format)f)) {
				ic_log_name((enum ic_log)k, (enum ic_format)f,
				    name);
				ic_buf_printf(out, "%s  " LOGS "/%s\n",
				    m->log_sums.sha256[k][f], name);
			}
		}
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

/* Write a list, and see that it is there as it was written. */
static bool write_list(const struct ic_dir *d, const char *name,
    const struct ic_buf *list, mode_t mode, struct ic_error *err)
{
	struct ic_buf have = { 0 };
	bool ok = ic_dir_write(d, name, list->data, list->len, mode, err) &&
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

static void note_logs(struct ic_manifest_document *d, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		d[i].ran |= IC_PROOF_BIT(LOGS);
		d[i].proofs |= IC_PROOF_BIT(LOGS);
	}
}

struct deriving {
	const struct outdir *d;
	struct ic_manifest *m;
};

static bool write_log(void *user, const struct logs_file *f,
    struct ic_error *err)
{
	const struct deriving *to = user;

	return ic_sha256(f->bytes->data, f->bytes->len,
		   to->m->log_sums.sha256[f->kind][f->format], err) &&
	    write_list(&to->d->logs, f->name, f->bytes, 0666, err);
}

static bool derive_served(const struct outdir *d, struct ic_manifest *m,
    struct ic_error *err)
{
	struct deriving to = { d, m };
	struct ic_buf sums = { 0 };
	bool ok = logs_each(m, &d->private, write_log, &to, err) &&
	    outdir_sums(m, &sums, err);

	if (ok) {
		note_logs(m->documents, m->ndocuments);
	}
	ok = ok && write_private(d, m, err) &&
	    write_list(&d->top, SUMS, &sums, 0666, err);
	ic_buf_finish(&sums);
	return ok;
}

/* The cover index of the disputed pages, if there are any. */
static bool derive_cover(const struct outdir *d, struct ic_manifest *m,
    struct ic_error *err)
{
	struct ic_buf csv = { 0 }, html = { 0 };
	bool ok = true;

	if (ic_manifest_has_disputed(m)) {
		ok = ic_manifest_disputed(m, &csv, &html, err) &&
		    write_list(&d->unredacted, DISPUTED_CSV, &csv, 0600, err) &&
		    write_list(&d->unredacted, DISPUTED_HTML, &html, 0600, err);
	}
	ic_buf_finish(&csv);
	ic_buf_finish(&html);
	return ok;
}

bool outdir_derive(const struct outdir *d, struct ic_manifest *m,
    struct ic_error *err)
{
	if (!derive_cover(d, m, err)) {
		return false;
	}
	return m->disputed_only ? write_private(d, m, err)
				: derive_served(d, m, err);
}

void outdir_unmake(struct outdir *d)
{
	ic_dir_unmake(&d->redacted);
	ic_dir_unmake(&d->logs);
	ic_dir_unmake(&d->unredacted);
	ic_dir_unmake(&d->private);
	ic_dir_unmake(&d->top);
}

void outdir_close(struct outdir *d)
{
	if (d) {
		ic_dir_close(&d->redacted);
		ic_dir_close(&d->logs);
		ic_dir_close(&d->unredacted);
		ic_dir_close(&d->private);
		ic_dir_close(&d->top);
	}
}
