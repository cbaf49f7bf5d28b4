/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands in an output directory, against what is to stand there. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "verify_priv.h"

bool verify_has_spec(const struct verify *v)
{
	return v->a.p.o->spec != NULL && !v->earlier;
}

bool verify_find(struct verify *v, const char *file, const char *fmt, ...)
{
	struct ic_run *run = v->a.p.run;
	char text[512];
	struct ic_finding f = { .level = IC_LEVEL_ERROR,
		.file = ic_arena_strdup(&run->arena, file) };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	f.sentence = ic_arena_strdup(&run->arena, text);
	if (!f.file || !f.sentence) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	return ic_run_find(run, &f) || (v->err = run->err, false);
}

bool verify_begin(struct verify *v)
{
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = UNREDACTED,
		.sentence = "is not here: what is in it was not proved, and "
			    "the rest is proved without it" };

	v->away = (v->m->ncopies > 0 || v->m->reference_list) &&
	    !v->dir.unredacted.path;
	v->nchecks = v->m->ndocuments + (v->away ? 0 : v->m->ncopies);
	v->checks = calloc(v->nchecks + 1, sizeof(*v->checks));
	if (!v->checks) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	return !v->away || ic_run_find(v->a.p.run, &f) ||
	    (v->err = v->a.p.run->err, false);
}

const char *verify_file_name(const struct ic_manifest_document *d)
{
	return ic_fs_name(d->output);
}

static int by_output(const void *a, const void *b)
{
	const struct ic_manifest_document *const *x = a, *const *y = b;

	return strcmp((*x)->output, (*y)->output);
}

bool verify_sort(const struct ic_manifest *m, struct names *out,
    struct ic_error *err)
{
	size_t n = m->ndocuments + m->ncopies;

	out->at = calloc(n + 1, sizeof(*out->at));
	if (!out->at) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (; out->n < n; out->n++) {
		out->at[out->n] = ic_manifest_product(m, out->n);
	}
	qsort(out->at, out->n, sizeof(*out->at), by_output);
	return true;
}

const struct ic_manifest_document *verify_lookup(const struct names *names,
    const char *output)
{
	const struct ic_manifest_document key = { .output = output };
	const struct ic_manifest_document *at = &key, *const * found;

	found = names->n
	    ? bsearch(&at, names->at, names->n, sizeof(*names->at), by_output)
	    : NULL;
	return found ? *found : NULL;
}

/* What was measured stands twice. An old manifest has no such thing. */
static bool check_verified(struct verify *v, const struct ic_manifest *m)
{
	struct ic_buf want = { 0 }, have = { 0 };
	struct ic_error err = { 0 };
	bool ok = true;

	if (m->unmeasured) {
		return true;
	}
	if (!ic_dir_read(&v->dir.private, VERIFIED, IC_MANIFEST_BYTES_MAX,
		&have, &err)) {
		ok = err.code == IC_EENV
		    ? (v->err = err, false)
		    : verify_find(v, PRIVATE "/" VERIFIED, "is missing");
	} else if (!ic_manifest_verify(m, &want, &v->err)) {
		ok = false;
	} else if (have.len != want.len ||
	    memcmp(have.data, want.data, want.len) != 0) {
		ok = verify_find(v, PRIVATE "/" VERIFIED,
		    "does not say what the manifest says");
	}
	ic_buf_finish(&want);
	ic_buf_finish(&have);
	return ok;
}

bool verify_load(struct verify *v, struct ic_manifest *out)
{
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	bool ok = ic_dir_read(&v->dir.private, MANIFEST, IC_MANIFEST_BYTES_MAX,
	    &text, &err);

	if (!ok && err.code == IC_EINPUT) {
		verify_find(v, PRIVATE "/" MANIFEST,
		    "is missing: the run did not end; go on with `apply "
		    "--resume`");
	} else if (!ok) {
		v->err = err;
	} else if (!ic_manifest_load((const char *)text.data, text.len, out,
		       &err)) {
		ok = false;
		verify_find(v, PRIVATE "/" MANIFEST,
		    "is not one that this program wrote");
	}
	ic_buf_finish(&text);
	return ok && check_verified(v, out);
}

struct listing {
	struct verify *v;
	const char *half;
};

static bool unexpected(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct listing *l = user;
	char shown[512];
	enum ic_log log;
	enum ic_format format;
	bool known;

	snprintf(shown, sizeof(shown), "%s/%s", l->half, name);
	if (strcmp(l->half, LOGS) == 0) {
		known = ic_log_of_name(name, &log, &format) &&
		    ic_logs_have(&l->v->m->logs, log, format);
	} else {
		known = verify_lookup(&l->v->names, shown) != NULL ||
		    (strcmp(l->half, UNREDACTED) == 0 &&
			outdir_is_cover(name) &&
			(outdir_is_reference(name)
				? l->v->m->reference_list
				: ic_manifest_has_disputed(l->v->m)));
	}
	if (known && kind == IC_ENTRY_FILE) {
		return true;
	}
	return verify_find(l->v, shown, "is not of this production") ||
	    ic_fail(err, IC_EENV, "out of memory");
}

/* A link would not come along when the directory is served. */
static bool is_expected_top(const struct verify *v, const char *name,
    enum ic_entry kind)
{
	bool served = !v->m->disputed_only;

	if (kind == IC_ENTRY_FILE) {
		return served && strcmp(name, SUMS) == 0;
	}
	return kind == IC_ENTRY_DIR &&
	    (strcmp(name, PRIVATE) == 0 ||
		(served &&
		    (strcmp(name, REDACTED) == 0 || strcmp(name, LOGS) == 0)) ||
		/* Each file in it is held against what is to be there. */
		strcmp(name, UNREDACTED) == 0);
}

static bool unexpected_top(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct verify *v = user;

	return is_expected_top(v, name, kind) ||
	    verify_find(v, name, "is not of this production") ||
	    ic_fail(err, IC_EENV, "out of memory");
}

bool verify_names(struct verify *v)
{
	struct listing redacted = { v, REDACTED }, logs = { v, LOGS };
	struct listing unredacted = { v, UNREDACTED };

	return ic_dir_list(&v->dir.top, unexpected_top, v, &v->err) &&
	    (!v->dir.redacted.path ||
		(ic_dir_list(&v->dir.redacted, unexpected, &redacted,
		     &v->err) &&
		    ic_dir_list(&v->dir.logs, unexpected, &logs, &v->err))) &&
	    (!v->dir.unredacted.path ||
		ic_dir_list(&v->dir.unredacted, unexpected, &unredacted,
		    &v->err));
}
