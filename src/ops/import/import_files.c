/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a file is, is told by its first bytes, not by its name. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"
#include "import_priv.h"

#define HEAD_MAX 1024

/* True if `what` stands in the first bytes. */
static bool head_has(const char *head, size_t n, const char *what)
{
	size_t len = strlen(what);

	for (size_t i = 0; i + len <= n; i++) {
		if (memcmp(head + i, what, len) == 0) {
			return true;
		}
	}
	return false;
}

/* Of UTF-16 every other byte is 0. */
static bool is_xml(const char *head, size_t n)
{
	char plain[HEAD_MAX];
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (head[i]) {
			plain[k++] = head[i];
		}
	}
	return head_has(plain, k, "<xfdf") || head_has(plain, k, "<?xml");
}

static bool has_extension(const char *path, const char *ext)
{
	size_t n = strlen(path), k = strlen(ext);

	return n > k && strcasecmp(path + n - k, ext) == 0;
}

bool import_is_csv(const char *path)
{
	return has_extension(path, ".csv") || has_extension(path, ".txt") ||
	    has_extension(path, ".dat");
}

static bool read_text(struct import *m, struct import_file *f, size_t max)
{
	struct ic_error err = { 0 };

	if (ic_fs_read(f->path, max, &f->text, &err)) {
		return true;
	}
	return err.code == IC_EENV
	    ? ic_fail(&m->p.err, err.code, "%s", err.msg)
	    : import_refuse(m, f->path, 0, "cannot be read: it is too large");
}

static bool tell_kind(struct import *m, struct import_file *f)
{
	char head[HEAD_MAX];
	ssize_t n = pread(f->fd, head, sizeof(head), 0);

	if (n > 0 && head_has(head, (size_t)n, "%PDF-")) {
		f->kind = IC_MARKS_PDF;
		return ic_sha256_fd(f->fd, f->sha256, NULL, &m->p.err);
	}
	if (n > 0 && is_xml(head, (size_t)n)) {
		f->kind = IC_MARKS_XFDF;
		return read_text(m, f, IC_ANNOT_JOB_MAX);
	}
	if (import_is_csv(f->path)) {
		f->kind = IC_MARKS_CSV;
		return read_text(m, f, IC_SPEC_BYTES_MAX);
	}
	return import_refuse(m, f->path, 0,
	    "is neither a PDF, nor an XFDF, nor a .csv: export the marks as "
	    "one of these");
}

static bool open_file(struct import *m, struct import_file *f)
{
	struct ic_error err = { 0 };

	if (!ic_fs_open(f->path, &f->fd, NULL, &err)) {
		f->fd = -1;
		if (err.code == IC_EENV) {
			m->p.err = err;
			return false;
		}
		return import_refuse(m, f->path, 0,
		    "cannot be read: see that it is there and yours to read");
	}
	return tell_kind(m, f);
}

bool import_open(struct import *m)
{
	const struct ic_options *o = m->p.o;

	m->files = calloc(o->nfiles, sizeof(*m->files));
	if (!m->files) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	m->nfiles = o->nfiles;
	for (size_t i = 0; i < m->nfiles; i++) {
		m->files[i].path = o->files[i];
		m->files[i].fd = -1;
	}
	for (size_t i = 0; i < m->nfiles; i++) {
		if (!open_file(m, &m->files[i])) {
			return false;
		}
	}
	return true;
}

void import_close(struct import *m)
{
	for (size_t i = 0; i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		if (f->fd >= 0) {
			close(f->fd);
		}
		ic_buf_finish(&f->text);
		import_index_finish(f);
		ic_annots_finish(&f->annots);
		ic_numbers_finish(&f->numbers);
	}
	free(m->files);
	m->files = NULL;
	m->nfiles = 0;
}

/* Of a source that needs one, a marked copy of which is as it was. */
static const char *password_of(struct import *m, const struct import_file *f)
{
	const struct ic_plan *plan = &m->p.run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (m->p.states[i].password &&
		    (strcmp(plan->documents[i].sha256, f->sha256) == 0 ||
			strcasecmp(ic_fs_name(plan->documents[i].spec->file),
			    ic_fs_name(f->path)) == 0)) {
			return m->p.states[i].password;
		}
	}
	return NULL;
}

static void fill_job(struct import *m, struct import_file *f,
    struct ic_annots_asked *ask)
{
	*ask = (struct ic_annots_asked){ .fd = -1 };
	if (f->kind == IC_MARKS_PDF) {
		f->password = password_of(m, f);
		ask->fd = f->fd;
		ask->job.what = IC_ANNOTS_OF_PDF;
	} else {
		ask->job.what = IC_ANNOTS_ALONE;
		ask->job.text = f->text.data;
		ask->job.len = f->text.len;
	}
	if (f->password) {
		snprintf(ask->job.password, sizeof(ask->job.password), "%s",
		    f->password);
	}
}

static bool take_annots(struct import *m, struct import_file *f,
    struct ic_annots_asked *ask)
{
	if (ask->reason) {
		return import_refuse(m, f->path, 0, "%s",
		    ic_reason_sentence(ask->reason));
	}
	f->annots = ask->annots;
	ask->annots = (struct ic_annots){ 0 };
	return true;
}

struct import_file *import_given(struct import *m, const char *path, bool *two)
{
	const char *slash = strrchr(path, '\\');
	const char *name = ic_fs_name(slash ? slash + 1 : path);
	struct import_file *found = NULL;

	*two = false;
	for (size_t i = 0; *name && i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		if (f->kind != IC_MARKS_PDF ||
		    strcasecmp(ic_fs_name(f->path), name) != 0) {
			continue;
		}
		*two |= found && strcmp(found->path, f->path) != 0;
		found = found ? found : f;
	}
	return found;
}

/* The PDF that an XFDF is about, which is given too, or a source. */
static bool find_subject(struct import *m, struct import_file *f)
{
	bool two;

	f->of = import_given(m, f->annots.href, &two);
	return two
	    ? import_refuse(m, f->path, 0,
		  "is about a PDF whose name two of these files have: import "
		  "it with the one that was marked, and the other by itself")
	    : f->of || import_source_of(m, f);
}

static bool ask_all(struct import *m, struct ic_annots_asked *asks,
    struct import_file **files, size_t n)
{
	bool ok = ic_annots_ask(m->p.z, asks, n, m->p.o->jobs, m->p.ui,
	    &m->p.err);

	for (size_t i = 0; i < n; i++) {
		ok = ok && take_annots(m, files[i], &asks[i]);
		explicit_bzero(asks[i].job.password,
		    sizeof(asks[i].job.password));
		ic_annots_finish(&asks[i].annots);
	}
	return ok;
}

static bool ask_files(struct import *m, struct ic_annots_asked *asks,
    struct import_file **files)
{
	size_t n = 0;

	for (size_t i = 0; i < m->nfiles; i++) {
		if (m->files[i].kind != IC_MARKS_CSV) {
			fill_job(m, &m->files[i], &asks[n]);
			files[n++] = &m->files[i];
		}
	}
	return ask_all(m, asks, files, n);
}

/* Where an XFDF's marks are on pages, its PDF must tell. */
static bool ask_xfdfs(struct import *m, struct ic_annots_asked *asks,
    struct import_file **files)
{
	size_t n = 0;

	for (size_t i = 0; i < m->nfiles && !m->failed; i++) {
		struct import_file *f = &m->files[i];

		if (f->kind != IC_MARKS_XFDF) {
			continue;
		}
		if (!find_subject(m, f)) {
			return false;
		}
		if (m->failed) {
			break;
		}
		fill_job(m, f, &asks[n]);
		asks[n].job.what = IC_ANNOTS_OF_XFDF;
		asks[n].fd = f->of ? f->of->fd : f->fd;
		if (f->of && f->of->password) {
			snprintf(asks[n].job.password,
			    sizeof(asks[n].job.password), "%s",
			    f->of->password);
		}
		ic_annots_finish(&f->annots);
		files[n++] = f;
	}
	return m->failed || ask_all(m, asks, files, n);
}

bool import_read_annots(struct import *m)
{
	struct ic_annots_asked *asks = calloc(m->nfiles, sizeof(*asks));
	struct import_file **files = calloc(m->nfiles, sizeof(*files));
	bool ok = (asks && files) ||
	    ic_fail(&m->p.err, IC_EENV, "out of memory");

	ok = ok && ask_files(m, asks, files) &&
	    (m->failed || ask_xfdfs(m, asks, files));
	free(asks);
	free(files);
	for (size_t i = 0; ok && !m->failed && i < m->nfiles; i++) {
		ok = import_index(m, &m->files[i]);
	}
	return ok;
}
