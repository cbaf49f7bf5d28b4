/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the person gives in files: names of minors, a password. */
#include <string.h>

#include "audit_ops.h"
#include "base/fs.h"
#include "base/utf8.h"
#include "core/identifiers.h"

#define PASSWORD_FILE_MAX 4096
#define BOM "\xef\xbb\xbf"

static bool is_utf8(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t from = at;

		if (ic_utf8_next(text, len, &at) == IC_UTF8_BAD &&
		    at == from + 1) {
			return false;
		}
		if (text[from] == '\0') {
			return false;
		}
	}
	return true;
}

/* The children read the list, too: there it must not fail any more. */
static bool try_names(const char *path, const struct ic_audit_job *job,
    struct ic_error *err)
{
	struct ic_minors m = { 0 };
	bool ok = ic_minors_load(job->names, job->names_len, &m);

	ic_minors_finish(&m);
	return ok ||
	    ic_fail(err, IC_ELIMIT,
		"%.300s: the list of names is too long (%d names, of %d words "
		"each at most): split it",
		path, IC_MINORS_MAX, IC_MINOR_TOKENS);
}

static bool read_names(const char *path, struct audit_asked *out,
    struct ic_error *err)
{
	struct ic_audit_job *job = &out->job;

	if (!ic_fs_read(path, IC_AUDIT_NAMES_MAX, &out->names, err)) {
		return false;
	}
	job->names = ic_buf_str(&out->names);
	job->names_len = out->names.len;
	if (job->names_len >= 3 && memcmp(job->names, BOM, 3) == 0) {
		job->names += 3;
		job->names_len -= 3;
	}
	if (!is_utf8(job->names, job->names_len)) {
		return ic_fail(err, IC_EINPUT,
		    "%.300s: the list of names is not UTF-8: save it as that",
		    path);
	}
	if (strspn(job->names, " \t\r\n") == job->names_len) {
		return ic_fail(err, IC_EINPUT,
		    "%.300s: the list of names is empty: write a name in each "
		    "line, or leave out --minors",
		    path);
	}
	return try_names(path, job, err);
}

/* The first line, without its end. */
static bool read_password(const char *path, struct ic_audit_job *job,
    struct ic_error *err)
{
	struct ic_buf b = { 0 };
	bool ok = ic_fs_read(path, PASSWORD_FILE_MAX, &b, err);
	size_t n = ok ? strcspn(ic_buf_str(&b), "\r\n") : 0;

	if (ok && (n == 0 || n > IC_PASSWORD_MAX)) {
		ok = ic_fail(err, IC_EINPUT,
		    "%.300s: its first line is to be a password of 1 to %d "
		    "bytes",
		    path, IC_PASSWORD_MAX);
	}
	if (ok) {
		memcpy(job->password, b.data, n);
		job->password[n] = '\0';
	}
	if (b.data) {
		explicit_bzero(b.data, b.cap);
	}
	ic_buf_finish(&b);
	return ok;
}

bool audit_ask(const struct ic_options *o, struct audit_asked *out,
    struct ic_error *err)
{
	out->job.words = o->show;
	return (!o->minors || read_names(o->minors, out, err)) &&
	    (!o->password_file ||
		read_password(o->password_file, &out->job, err));
}

void audit_asked_finish(struct audit_asked *a)
{
	if (!a) {
		return;
	}
	if (a->names.data) {
		explicit_bzero(a->names.data, a->names.cap);
	}
	ic_buf_finish(&a->names);
	explicit_bzero(a, sizeof(*a));
}
