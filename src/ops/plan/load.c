/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Reading what the attorney wrote: the spec, its CSV, the passwords. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fault.h"
#include "base/fs.h"
#include "core/job.h"
#include "claims.h"
#include "files.h"
#include "ops_priv.h"
#include "split.h"

/* The first line of a password file, without its end. */
static char *first_line(struct ic_buf *b)
{
	char *s = (char *)(uintptr_t)ic_buf_str(b);

	s[strcspn(s, "\r\n")] = '\0';
	return strdup(s);
}

static bool password_file(struct ic_production *p, size_t i,
    struct ic_error *err)
{
	const struct ic_spec_document *d = &p->run->spec.documents[i];
	char *path = ic_fs_join(p->run->directory, d->password_file);
	struct ic_buf b = { 0 };
	bool ok = path && ic_fs_read(path, 4096, &b, err);

	if (ok) {
		p->states[i].password = first_line(&b);
		ok = p->states[i].password != NULL;
	}
	if (b.data) {
		explicit_bzero(b.data, b.cap);
	}
	ic_buf_finish(&b);
	free(path);
	return ok;
}

static void load_password(struct ic_production *p, size_t i)
{
	const struct ic_spec_document *d = &p->run->spec.documents[i];
	struct ic_error err = { 0 };
	const char *env;

	if (d->password_file && !password_file(p, i, &err)) {
		ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, d->place,
		    "the password of %s cannot be read from its file: %s",
		    d->name,
		    err.code ? "see that it is there and yours to "
			       "read"
			     : "out of memory");
	}
	if (d->password_env) {
		env = getenv(d->password_env);
		p->states[i].password = env ? strdup(env) : NULL;
		if (!env) {
			ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, d->place,
			    "the password of %s is to come from the "
			    "environment, where its variable is not set",
			    d->name);
		}
	}
	if (p->states[i].password &&
	    strlen(p->states[i].password) > IC_PASSWORD_MAX) {
		ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, d->place,
		    "the password of %s is longer than %d bytes", d->name,
		    IC_PASSWORD_MAX);
	}
}

static bool parse(struct ic_production *p, const struct ic_buf *text)
{
	struct ic_run *run = p->run;
	struct files files = { .directory = run->directory,
		.awaited = p->awaited };
	const struct ic_spec_io io = files_io(&files);
	bool ok;

	ok = ic_spec_load(p->o->spec, (const char *)text->data, text->len, &io,
	    &run->spec, &run->diags);
	files_finish(&files);
	if (!ok) {
		return false;
	}
	p->states = calloc(run->spec.ndocuments, sizeof(*p->states));
	if (!p->states) {
		return ic_fail(&run->err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < run->spec.ndocuments; i++) {
		p->states[i].scouting.source = -1;
		if (!p->bare) {
			load_password(p, i);
		}
	}
	return run->diags.errors == 0 && (p->bare || split_sources(p));
}

/* A folder of PDFs or a volume is what `new` starts from. */
static bool read_spec(const char *file, struct ic_buf *text,
    struct ic_error *err)
{
	struct stat st;

	if (stat(file, &st) == 0 && S_ISDIR(st.st_mode)) {
		return ic_fail(err, IC_EINPUT,
		    "%.256s is a folder, not a spec: `incamera new FOLDER` "
		    "writes a first spec of what it holds",
		    file);
	}
	return ic_fs_read(file, IC_SPEC_BYTES_MAX, text, err);
}

bool ic_load_spec(struct ic_production *p)
{
	struct ic_run *run = p->run;
	struct ic_buf text = { .max = IC_SPEC_BYTES_MAX + 1 };
	bool ok;

	run->directory = ic_fs_parent(p->o->spec);
	if (!run->directory) {
		return ic_fail(&run->err, IC_EENV, "out of memory");
	}
	ok = read_spec(p->o->spec, &text, &run->err) &&
	    ic_sha256(text.data, text.len, p->spec_sha256, &run->err) &&
	    parse(p, &text) && claims_take(p);
	ic_fault_point("spec-read");
	ic_buf_finish(&text);
	return ok;
}

void ic_chain_finish(struct ic_chain *c)
{
	if (c->source >= 0) {
		close(c->source);
	}
	c->source = -1;
	ic_buf_finish(&c->job);
}

void ic_production_finish(struct ic_production *p)
{
	for (size_t i = 0; p->states && i < p->run->spec.ndocuments; i++) {
		struct ic_doc_state *s = &p->states[i];

		if (s->password) {
			explicit_bzero(s->password, strlen(s->password));
			free(s->password);
		}
		ic_chain_finish(&s->scouting);
	}
	free(p->states);
	p->states = NULL;
	free(p->shared);
	p->shared = NULL;
	ic_claims_finish(&p->claims);
	ic_lock_finish(&p->lock);
}
