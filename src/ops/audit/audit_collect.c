/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which files are looked at, and how many are not. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit_ops.h"
#include "base/fs.h"
#include "base/tree.h"
#include "core/natural.h"

#define PDF_HEAD "%PDF-"

struct collector {
	struct ic_audited *out;
	size_t cap;
	const char *folder; /* that is walked */
};

/* A file by what the system calls it. */
struct identity {
	dev_t device;
	ino_t node;
	size_t at; /* in out->files */
	bool known;
};

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

static bool add(struct collector *c, const char *path, struct ic_error *err)
{
	struct ic_audited *a = c->out;

	if (a->nfiles == AUDIT_FILES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "there are more than %d files: look at one folder after "
		    "the other",
		    AUDIT_FILES_MAX);
	}
	if (a->nfiles == c->cap) {
		size_t cap = c->cap ? 2 * c->cap : 64;
		struct ic_audited_file *more = realloc(a->files,
		    cap * sizeof(*more));

		if (!more) {
			return no_memory(err);
		}
		a->files = more;
		c->cap = cap;
	}
	path = ic_arena_strdup(&a->arena, path);
	if (!path) {
		return no_memory(err);
	}
	a->files[a->nfiles++] = (struct ic_audited_file){ .path = path };
	return true;
}

/* It says so, or its name does: one that cannot be opened is told later. */
static bool is_pdf(const char *path)
{
	size_t len = strlen(path);
	uint8_t head[AUDIT_HEAD];
	struct ic_error err = { 0 };
	uint64_t size;
	bool found = false;
	int fd;

	if (len > 4 && strcasecmp(path + len - 4, ".pdf") == 0) {
		return true;
	}
	if (!ic_fs_open(path, &fd, &size, &err)) {
		return true;
	}
	size = size < sizeof(head) ? size : sizeof(head);
	if (ic_fs_read_at(fd, head, (size_t)size, 0)) {
		found = memmem(head, (size_t)size, PDF_HEAD,
			    strlen(PDF_HEAD)) != NULL;
	}
	close(fd);
	return found;
}

/* What has a name that leads somewhere is neither file nor folder. */
static bool take_other(struct collector *c, const char *path,
    struct ic_error *err)
{
	struct stat st;

	if (*ic_fs_name(path) == '.') {
		c->out->hidden++;
		return true;
	}
	if (stat(path, &st) == 0) {
		c->out->others++;
		return true;
	}
	return add(c, path, err);
}

static bool take(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct collector *c = user;
	char *path = ic_fs_join(c->folder, name);
	bool ok = true;

	if (!path) {
		return no_memory(err);
	}
	if (kind == IC_ENTRY_LINK) {
		c->out->links++;
	} else if (kind == IC_ENTRY_OTHER) {
		ok = take_other(c, path, err);
	} else if (kind == IC_ENTRY_DIR || is_pdf(path)) {
		ok = add(c, path, err);
	} else {
		c->out->others++;
	}
	free(path);
	return ok;
}

static int by_name(const void *a, const void *b)
{
	const struct ic_audited_file *x = a, *y = b;

	return ic_natural_cmp(x->path, y->path);
}

/* An output directory of ours has files beside its PDFs: that is no news. */
static bool is_ours(const char *folder)
{
	static const char *const names[] = { "redacted", "SHA256SUMS", "logs" };
	bool all = true;

	for (size_t i = 0; all && i < sizeof(names) / sizeof(*names); i++) {
		char *path = ic_fs_join(folder, names[i]);

		all = path && access(path, F_OK) == 0;
		free(path);
	}
	return all;
}

/* Such a directory, or one in it. */
static bool is_in_ours(const char *folder)
{
	char *above = ic_fs_join(folder, "..");
	bool in = is_ours(folder) || (above && is_ours(above));

	free(above);
	return in;
}

/* Whoever made them has looked at what is printed on their pages. */
static void mark_ours(struct ic_audited *a, size_t from)
{
	for (size_t i = from; i < a->nfiles; i++) {
		a->files[i].ours = true;
		a->files[i].shows = strstr(a->files[i].path, "unredacted/") !=
		    NULL;
	}
}

static bool walk(struct collector *c, const char *folder, struct ic_error *err)
{
	struct ic_error why = { 0 };
	size_t from = c->out->nfiles, others = c->out->others;

	c->folder = folder;
	if (!ic_tree_walk(folder, take, c, &why)) {
		return why.code == IC_EINPUT
		    ? add(c, folder, err)
		    : ic_fail(err, why.code, "%s", why.msg);
	}
	if (is_in_ours(folder)) {
		c->out->others = others;
		mark_ours(c->out, from);
	}
	if (c->out->nfiles > from) {
		qsort(c->out->files + from, c->out->nfiles - from,
		    sizeof(*c->out->files), by_name);
	}
	return true;
}

static int by_identity(const void *a, const void *b)
{
	const struct identity *x = a, *y = b;

	if (x->device != y->device) {
		return x->device < y->device ? -1 : 1;
	}
	if (x->node != y->node) {
		return x->node < y->node ? -1 : 1;
	}
	return (x->at > y->at) - (x->at < y->at);
}

static bool same(const struct identity *a, const struct identity *b)
{
	return a->known && b->known && a->device == b->device &&
	    a->node == b->node;
}

static void drop_marked(struct ic_audited *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nfiles; i++) {
		if (a->files[i].path) {
			a->files[n++] = a->files[i];
		}
	}
	a->nfiles = n;
}

/* Of a file that is named twice, its first name counts. */
static bool drop_repeated(struct ic_audited *a, struct ic_error *err)
{
	struct identity *ids = calloc(a->nfiles + 1, sizeof(*ids));

	if (!ids) {
		return no_memory(err);
	}
	for (size_t i = 0; i < a->nfiles; i++) {
		struct stat st = { 0 };

		ids[i].known = stat(a->files[i].path, &st) == 0;
		ids[i].device = st.st_dev;
		ids[i].node = st.st_ino;
		ids[i].at = i;
	}
	qsort(ids, a->nfiles, sizeof(*ids), by_identity);
	for (size_t i = 1; i < a->nfiles; i++) {
		if (same(&ids[i - 1], &ids[i])) {
			a->files[ids[i].at].path = NULL;
		}
	}
	free(ids);
	drop_marked(a);
	return true;
}

/* A folder of the wrong name must not read like one that is clean. */
static bool any(const struct ic_audited *a, struct ic_error *err)
{
	return a->nfiles > 0 ||
	    ic_fail(err, IC_EUSAGE,
		"there is no PDF in what was named, so nothing was looked at: "
		"give the folder that holds the documents");
}

bool audit_collect(const struct ic_options *o, struct ic_audited *out,
    struct ic_error *err)
{
	struct collector c = { .out = out };

	for (size_t i = 0; i < o->nfiles; i++) {
		struct stat st;
		bool folder = stat(o->files[i], &st) == 0 &&
		    S_ISDIR(st.st_mode);

		if (folder ? !walk(&c, o->files[i], err)
			   : !add(&c, o->files[i], err)) {
			return false;
		}
	}
	return any(out, err) && drop_repeated(out, err);
}
