/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The text of each redacted copy, read from the very file that is given. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"
#include "core/plaintext.h"
#include "package_priv.h"
#include "pdf/roles.h"

/* A text on its way. */
struct reading {
	size_t file; /* the PDF */
	int source;
	struct ic_temp temp;
	uint8_t job[4];
	bool asked;
	struct pack_file text;
};

struct readings {
	struct pack *p;
	struct reading *at;
	size_t n;
};

static void drop(struct reading *r)
{
	if (r->source >= 0) {
		close(r->source);
	}
	r->source = -1;
	ic_temp_close(&r->temp);
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct readings *all = user;
	struct reading *r = &all->at[i];
	struct pack *p = all->p;
	const struct pack_file *f = &p->files[r->file];

	if (r->asked || p->v.err.code != IC_OK) {
		return false;
	}
	r->asked = true;
	if (!ic_dir_file(f->dir, f->name, &r->source, NULL, &p->v.err) ||
	    !ic_temp_open(&p->stage, 0600, &r->temp, &p->v.err)) {
		return false;
	}
	for (unsigned k = 0; k < 4; k++) {
		r->job[k] = (uint8_t)(f->pages >> (8 * k));
	}
	out->name = "text";
	out->spawn.role = IC_ROLE_TEXT;
	out->spawn.job = r->job;
	out->spawn.len = sizeof(r->job);
	out->spawn.source = r->source;
	out->spawn.product = r->temp.fd;
	out->spawn.cpu_seconds = ic_pool_cpu(f->pages);
	out->limits.pages = f->pages;
	return true;
}

/* What the child wrote: is it text, and nothing else? */
static bool is_text(struct pack *p, struct reading *r, bool *ok)
{
	struct ic_buf b = { .max = IC_PLAINTEXT_MAX + 1 };
	uint64_t size = 0;
	int fd = -1;

	*ok = false;
	if (!ic_sha256_fd(r->temp.fd, r->text.sha256, &size, &p->v.err) ||
	    !ic_temp_reopen(&r->temp, &fd, &p->v.err)) {
		return false;
	}
	if (size <= IC_PLAINTEXT_MAX) {
		uint8_t *room = ic_buf_room(&b, (size_t)size + 1);

		*ok = room && ic_fs_read_at(fd, room, (size_t)size, 0) &&
		    ic_plaintext_ok((const char *)room, (size_t)size,
			p->files[r->file].pages);
	}
	r->text.bytes = size;
	close(fd);
	ic_buf_finish(&b);
	return true;
}

static bool publish(struct pack *p, struct reading *r)
{
	const struct pack_file *f = &p->files[r->file];
	struct ic_buf name = { 0 };
	bool ok;

	/* Where it is now it needs a name that no other has. */
	ic_buf_printf(&name, "text-%zu", r->file);
	r->text.name = ic_arena_strdup(&p->v.a.p.run->arena, ic_buf_str(&name));
	ic_buf_reset(&name);
	ic_buf_add(&name, f->as, strlen(f->as) - strlen(".pdf"));
	ic_buf_puts(&name, ".txt");
	r->text.as = ic_arena_strdup(&p->v.a.p.run->arena, ic_buf_str(&name));
	ok = !name.failed && r->text.name && r->text.as
	    ? ic_temp_publish(&r->temp, r->text.name, &p->v.err)
	    : ic_fail(&p->v.err, IC_EENV, "out of memory");
	ic_buf_finish(&name);
	r->text.item = IC_ITEM_TEXT;
	r->text.document = f->document;
	r->text.of = f->of;
	r->text.first = f->first;
	r->text.pages = f->pages;
	r->text.part = f->part;
	r->text.dir = &p->stage;
	return ok;
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct readings *all = user;
	struct reading *r = &all->at[i];
	struct pack *p = all->p;
	bool ok = true, good = reason == IC_REASON_NONE;

	if (reason == IC_REASON_WRITE) {
		ok = ic_fail(&p->v.err, IC_EENV, "%.200s %s", p->top.path,
		    ic_reason_sentence(reason));
	} else if (good) {
		ok = is_text(p, r, &good);
		reason = good ? reason : IC_REASON_REPLY;
	}
	if (ok && !good) {
		ok = verify_find(&p->v, p->files[r->file].as, "%s",
		    ic_reason_sentence(reason));
	} else if (ok) {
		ok = publish(p, r);
	}
	drop(r);
	p->v.a.p.progress.documents_done++;
	p->v.a.p.progress.pages_done += p->files[r->file].pages;
	ic_tell(&p->v.a.p);
	return ok;
}

/* Each text stands behind the PDF that it is of. */
static bool merge(struct pack *p, const struct readings *all)
{
	struct pack_file *old = p->files;
	size_t n = p->nfiles, k = 0;

	p->files = NULL;
	p->nfiles = p->cap = 0;
	for (size_t i = 0; i < n; i++) {
		bool has = k < all->n && all->at[k].file == i;

		if (!pack_add(p, &old[i]) ||
		    (has && !pack_add(p, &all->at[k].text))) {
			free(old);
			return false;
		}
		k += has;
	}
	free(old);
	return true;
}

static bool run(struct readings *all)
{
	const struct ic_pool_work work = { next, ic_pool_no_reply, end, all };
	struct pack *p = all->p;
	const struct ic_ui *ui = p->v.a.p.ui;
	struct ic_error err = { 0 };
	bool ok;

	ok = ic_pool_run(p->v.a.p.z, NULL, all->n, p->v.a.p.o->jobs, &work,
	    ui ? ui->stop : NULL, &err);
	for (size_t i = 0; i < all->n; i++) {
		drop(&all->at[i]);
	}
	return p->v.err.code == IC_OK &&
	    (ok || ic_fail(&p->v.err, err.code, "%s", err.msg));
}

enum ic_outcome pack_texts(struct pack *p)
{
	struct readings all = { .p = p };
	struct ic_run *into = p->v.a.p.run;
	size_t before = into->nfindings;
	bool ok;

	if (!pack_wanted(p, IC_ITEM_TEXT)) {
		return IC_DONE;
	}
	all.at = calloc(p->nfiles + 1, sizeof(*all.at));
	if (!all.at) {
		ic_fail(&p->v.err, IC_EENV, "out of memory");
		return IC_STOPPED;
	}
	p->v.a.p.progress = (struct ic_progress){ .phase = IC_PHASE_TEXT };
	for (size_t i = 0; i < p->nfiles; i++) {
		if (p->files[i].item == IC_ITEM_REDACTED) {
			all.at[all.n].source = -1;
			all.at[all.n++].file = i;
			p->v.a.p.progress.pages += p->files[i].pages;
		}
	}
	p->v.a.p.progress.documents = all.n;
	ok = run(&all);
	if (ok && into->nfindings > before) {
		free(all.at);
		return IC_FAILED;
	}
	ok = ok && merge(p, &all);
	free(all.at);
	return ok ? IC_DONE : IC_STOPPED;
}
