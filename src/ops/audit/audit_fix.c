/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A spec that redacts what was found, and its list: both or neither. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "audit_ops.h"
#include "base/dir.h"
#include "base/fs.h"
#include "core/fix.h"

#define ENDING ".yaml"
#define CSV "-redactions.csv"

struct fix {
	const struct ic_options *o;
	char *parent; /* of the spec; owned */
	struct ic_dir dir;
	struct ic_fix_document *at; /* n of them; their names are owned */
	size_t n;
	char *password_file; /* as the spec has it; owned */
};

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

/* production.yaml: production-redactions.csv. The caller frees it. */
static char *csv_of(const char *spec)
{
	size_t len = strlen(spec), n = strlen(ENDING);
	char *out;

	if (len > n && strcasecmp(spec + len - n, ENDING) == 0) {
		len -= n;
	}
	return asprintf(&out, "%.*s" CSV, (int)len, spec) < 0 ? NULL : out;
}

static bool is_free(const struct fix *x, const char *path, struct ic_error *err)
{
	return x->o->force || !ic_dir_has(&x->dir, ic_fs_name(path)) ||
	    ic_fail(err, IC_ESPEC,
		"%.300s is there already: give --fix another name, move it "
		"away, or write over it with --force",
		path);
}

static bool begin(struct fix *x, struct ic_error *err)
{
	const char *spec = x->o->fix;
	char *csv;
	bool ok;

	if (!*ic_fs_name(spec)) {
		return ic_fail(err, IC_ESPEC, "%.300s is no name of a file",
		    spec);
	}
	x->parent = ic_fs_parent(spec);
	csv = csv_of(spec);
	ok = x->parent && csv ? ic_dir_open(x->parent, &x->dir, err) &&
		is_free(x, spec, err) && is_free(x, csv, err)
			      : no_memory(err);
	free(csv);
	return ok;
}

static void finish(struct fix *x)
{
	for (size_t i = 0; i < x->n; i++) {
		free((char *)(uintptr_t)x->at[i].name);
	}
	free(x->at);
	free(x->parent);
	free(x->password_file);
	ic_dir_close(&x->dir);
}

static bool is_encrypted(const struct ic_findings *l)
{
	for (uint32_t i = 0; i < l->n; i++) {
		if (l->at[i].kind == IC_FINDING_ENCRYPTED) {
			return true;
		}
	}
	return false;
}

static bool take(struct fix *x, const struct ic_audited_file *f,
    struct ic_error *err)
{
	char *name = ic_fs_below(x->parent, f->path);

	if (!name) {
		return ic_fail(err, IC_EINPUT, "%.300s is not there any more",
		    f->path);
	}
	x->at[x->n++] = (struct ic_fix_document){ .name = name,
		.password_file = is_encrypted(&f->findings) ? x->password_file
							    : NULL,
		.findings = &f->findings };
	return true;
}

static bool take_all(struct fix *x, const struct ic_audited *a,
    struct ic_error *err)
{
	bool ok = true;

	x->at = calloc(a->nfiles + 1, sizeof(*x->at));
	if (x->o->password_file) {
		x->password_file = ic_fs_below(x->parent, x->o->password_file);
		ok = x->password_file != NULL;
	}
	if (!x->at || !ok) {
		return no_memory(err);
	}
	for (size_t i = 0; ok && i < a->nfiles; i++) {
		if (ic_fix_wants(&a->files[i].findings)) {
			ok = take(x, &a->files[i], err);
		}
	}
	return ok;
}

/* The list first: a spec without it would be refused. */
static bool write_both(struct fix *x, struct ic_audited *a,
    struct ic_error *err)
{
	struct ic_buf spec = { 0 }, csv = { 0 };
	struct ic_fix_rows rows;
	char *path = csv_of(x->o->fix);
	const char *name = path ? ic_fs_name(path) : "";
	bool ok = path || no_memory(err);

	ok = ok && ic_fix_csv(x->at, x->n, &csv, &rows, err) &&
	    ic_fix_spec(x->at, x->n, name, &spec, err) &&
	    ic_dir_write(&x->dir, name, csv.data, csv.len, 0600, err) &&
	    ic_dir_write(&x->dir, ic_fs_name(x->o->fix), spec.data, spec.len,
		0666, err);
	if (ok) {
		a->spec = strdup(x->o->fix);
		a->csv = path;
		a->fixed = x->n;
		a->boxes = rows.all;
		a->withdrawn = rows.withdrawn;
		path = NULL;
		ok = a->spec || no_memory(err);
	}
	free(path);
	ic_buf_finish(&spec);
	ic_buf_finish(&csv);
	return ok;
}

bool audit_fix_may(const struct ic_options *o, struct ic_error *err)
{
	struct fix x = { .o = o };
	bool ok = !o->fix || begin(&x, err);

	finish(&x);
	return ok;
}

enum ic_outcome ic_audit_fix(const struct ic_options *o, struct ic_audited *a,
    struct ic_error *err)
{
	struct fix x = { .o = o };
	bool ok = begin(&x, err) && take_all(&x, a, err) &&
	    (x.n == 0 || write_both(&x, a, err));

	finish(&x);
	return ok                                          ? IC_DONE
	    : err->code == IC_EENV || err->code == IC_EBUG ? IC_STOPPED
							   : IC_REFUSED;
}
