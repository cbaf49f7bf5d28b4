/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The last look before a folder gets its name: it is walked as whoever gets it
 * would walk it. Each file is one that was written, as it was written; and
 * where nothing unredacted may be, no name says so, and no file is one of the
 * production's unredacted ones, whatever its name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "core/index.h"
#include "package_priv.h"

#define PATH_BYTES 600

struct walk {
	struct pack *p;
	const struct ic_dir *dir;
	const char *path; /* of dir, below the audience's folder */
	const struct ic_index *forbidden; /* hashes */
};

static bool refuse(struct walk *w, const char *name, const char *what,
    struct ic_error *err)
{
	return ic_fail(err, IC_EPROOF,
	    "the package is not made: %s/%.200s%s%.200s %s",
	    ic_audience_word(w->p->audience), w->path, w->path[0] ? "/" : "",
	    name, what);
}

static int by_path(const void *key, const void *at)
{
	const struct pack_written *w = at;

	return strcmp(key, w->path);
}

/* SHA256SUMS was written after the list was sorted, and is its last. */
static struct pack_written *listed(struct pack_set *s, const char *path)
{
	struct pack_written *last = s->n ? &s->at[s->n - 1] : NULL;

	if (last && strcmp(last->path, path) == 0) {
		return last;
	}
	return s->n ? bsearch(path, s->at, s->n - 1, sizeof(*s->at), by_path)
		    : NULL;
}

/*
 * What this audience must not have, by what it is: the unredacted copies of
 * the production, and what was made on the way.
 */
static bool list_forbidden(struct pack *p, struct ic_index *out)
{
	uint32_t old;

	for (size_t i = 0; i < p->v.m->ncopies; i++) {
		const struct ic_manifest_document *d = &p->v.m->copies[i];

		if (!pack_may(p, pack_item_of(d->copy)) &&
		    !ic_index_add(out, d->sha256, 0, &old)) {
			return false;
		}
	}
	for (size_t i = 0; i < p->nfiles; i++) {
		const struct pack_file *f = &p->files[i];

		if (ic_policy_unredacted(f->item) && !pack_may(p, f->item) &&
		    !ic_index_add(out, f->sha256, 0, &old)) {
			return false;
		}
	}
	return true;
}

static bool names_fit(struct walk *w, const char *name, struct ic_error *err)
{
	bool may = pack_may(w->p, IC_ITEM_PROPOSED) ||
	    pack_may(w->p, IC_ITEM_DISPUTED);

	if (strcasecmp(name, PRIVATE) == 0) {
		return refuse(w, name, "is named as what is never served", err);
	}
	if (!may && strcasestr(name, "unredacted")) {
		return refuse(w, name,
		    "says that it is unredacted, and this audience must not "
		    "have that",
		    err);
	}
	return true;
}

static bool look_at(struct walk *w, const char *name, const char *path,
    struct ic_error *err)
{
	struct pack_written *it = listed(&w->p->set, path);
	char hex[IC_SHA256_HEX];
	struct stat st;
	bool ok;
	int fd;

	if (!it || it->found) {
		return refuse(w, name, "is not on its list", err);
	}
	if (!ic_dir_file(w->dir, name, &fd, NULL, err)) {
		return false;
	}
	ok = ic_sha256_fd(fd, hex, NULL, err);
	ok = ok &&
	    (fstat(fd, &st) == 0 ||
		ic_fail(err, IC_EENV, "%.200s cannot be looked at", name));
	close(fd);
	if (!ok) {
		return false;
	}
	if (strcmp(hex, it->sha256) != 0) {
		return refuse(w, name, "is not what was written", err);
	}
	if (it->unredacted && (st.st_mode & 077)) {
		return refuse(w, name, "could be read by others", err);
	}
	if (ic_index_find(w->forbidden, hex) != IC_INDEX_NONE) {
		return refuse(w, name,
		    "is a copy that this audience must not have", err);
	}
	it->found = true;
	return true;
}

static bool each(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct walk *w = user;
	struct walk below = { .p = w->p, .forbidden = w->forbidden };
	struct ic_dir sub = { 0 };
	char path[PATH_BYTES];
	int n = snprintf(path, sizeof(path), "%s%s%s", w->path,
	    w->path[0] ? "/" : "", name);
	bool ok;

	if (n < 0 || n >= (int)sizeof(path)) {
		return refuse(w, name, "has too long a path", err);
	}
	if (!names_fit(w, name, err)) {
		return false;
	}
	if (kind == IC_ENTRY_FILE) {
		return look_at(w, name, path, err);
	}
	if (kind != IC_ENTRY_DIR) {
		return refuse(w, name, "is no file", err);
	}
	if (!ic_dir_sub(w->dir, name, 0777, &sub, err)) {
		return false;
	}
	below.dir = &sub;
	below.path = path;
	ok = ic_dir_list(&sub, each, &below, err);
	ic_dir_close(&sub);
	return ok;
}

bool pack_check(struct pack *p)
{
	struct ic_index forbidden = { 0 };
	struct walk w = { p, &p->set.top, "", &forbidden };
	bool ok = (list_forbidden(p, &forbidden) ||
		      ic_fail(&p->v.err, IC_EENV, "out of memory")) &&
	    ic_dir_list(&p->set.top, each, &w, &p->v.err);

	ic_index_finish(&forbidden);
	if (!ok) {
		return false;
	}
	for (size_t i = 0; i < p->set.n; i++) {
		if (!p->set.at[i].found) {
			return ic_fail(&p->v.err, IC_EENV,
			    "%.300s was removed while the package was made: "
			    "begin again",
			    p->set.at[i].path);
		}
	}
	return true;
}
