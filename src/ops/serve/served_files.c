/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The files of a volume, as they are and as they were made or served. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "core/index.h"
#include "core/sheet.h"
#include "ledgers.h"
#include "served_priv.h"

struct gathering {
	struct ic_run *run;
	const struct outdir *d;
	struct ic_manifest m;
	struct ic_buf sums;
	struct ic_served_file *files; /* of the run's arena */
	size_t n, room;
	bool ok; /* no finding */
};

/* The directory of "redacted/COE000001.pdf", and the name in it. */
static const struct ic_dir *place_of(const struct outdir *d, const char *path,
    const char **name)
{
	static const char *const halves[] = { REDACTED "/", LOGS "/",
		UNREDACTED "/" };
	const struct ic_dir *dirs[] = { &d->redacted, &d->logs,
		&d->unredacted };

	for (unsigned i = 0; i < 3; i++) {
		size_t n = strlen(halves[i]);

		if (strncmp(path, halves[i], n) == 0) {
			*name = path + n;
			return dirs[i];
		}
	}
	*name = path;
	return &d->top;
}

/*
 * Hash a file of the volume. *there is false, without an error, if it is not
 * there to be read.
 */
static bool hash(const struct outdir *d, const char *path,
    char hex[IC_SHA256_HEX], uint64_t *bytes, bool *there, struct ic_error *err)
{
	const char *name;
	const struct ic_dir *dir = place_of(d, path, &name);
	struct ic_error why = { 0 };
	int fd = -1;
	bool ok = true;

	*there = dir->path && !strchr(name, '/') &&
	    ic_dir_file(dir, name, &fd, NULL, &why);
	if (*there) {
		ok = ic_sha256_fd(fd, hex, bytes, err);
		close(fd);
	} else if (why.code == IC_EENV) {
		*err = why;
		ok = false;
	}
	return ok;
}

static bool find(struct gathering *g, const char *path, const char *what)
{
	g->ok = false;
	return ledger_find(g->run, path, "%s", what);
}

/* One file more; `made` is the hash that it is to have. */
static bool add(struct gathering *g, const char *path, const char *range,
    const char *made)
{
	struct ic_arena *arena = &g->run->arena;
	char hex[IC_SHA256_HEX];
	uint64_t bytes = 0;
	bool there;

	if (!hash(g->d, path, hex, &bytes, &there, &g->run->err)) {
		return false;
	}
	if (!there) {
		return find(g, path, "is missing");
	}
	if (strcmp(hex, made) != 0) {
		return find(g, path,
		    "is not the file that was made: its hash is another");
	}
	if (g->n == g->room) {
		return ic_fail(&g->run->err, IC_EBUG,
		    "a volume has more files than its manifest");
	}
	g->files[g->n] = (struct ic_served_file){ .name = ic_arena_strdup(arena,
						      path),
		.range = ic_arena_strdup(arena, range),
		.bytes = bytes,
		.sha256 = ic_arena_strdup(arena, hex) };
	return (g->files[g->n].name && g->files[g->n].range &&
		   g->files[g->n++].sha256) ||
	    ic_fail(&g->run->err, IC_EENV, "out of memory");
}

static bool add_documents(struct gathering *g,
    const struct ic_manifest_document *all, size_t n, uint32_t copies)
{
	char range[IC_BATES_RANGE_MAX];

	for (size_t i = 0; i < n; i++) {
		ic_manifest_range(&all[i], range);
		if ((copies >> all[i].copy & 1) &&
		    !add(g, all[i].output, range, all[i].sha256)) {
			return false;
		}
	}
	return true;
}

static bool add_lists(struct gathering *g)
{
	char path[sizeof(LOGS) + IC_LOG_NAME_MAX] = LOGS "/";
	char hex[IC_SHA256_HEX];

	for (unsigned k = 0; k < IC_LOG_COUNT * IC_FORMAT_COUNT; k++) {
		enum ic_log log = (enum ic_log)(k / IC_FORMAT_COUNT);
		enum ic_format form = (enum ic_format)(k % IC_FORMAT_COUNT);

		ic_log_name(log, form, path + sizeof(LOGS));
		if (ic_logs_have(&g->m.logs, log, form) &&
		    !add(g, path, "", g->m.log_sums.sha256[log][form])) {
			return false;
		}
	}
	return ic_sha256(g->sums.data, g->sums.len, hex, &g->run->err) &&
	    add(g, SUMS, "", hex);
}

/* The cover index of disputed pages, which goes along with them. */
static bool add_covers(struct gathering *g)
{
	struct ic_run *run = g->run;
	struct ic_buf csv = { 0 }, html = { 0 };
	char sums[2][IC_SHA256_HEX];
	bool ok = ic_manifest_disputed(&g->m, &csv, &html, &run->err) &&
	    ic_sha256(csv.data, csv.len, sums[0], &run->err) &&
	    ic_sha256(html.data, html.len, sums[1], &run->err) &&
	    add(g, UNREDACTED "/" DISPUTED_CSV, "", sums[0]) &&
	    add(g, UNREDACTED "/" DISPUTED_HTML, "", sums[1]);

	ic_buf_finish(&csv);
	ic_buf_finish(&html);
	return ok;
}

/* As the manifest has them: the volume holds their placeholders alone. */
static bool add_natives(struct gathering *g, const char *path)
{
	struct ic_arena *arena = &g->run->arena;
	size_t before = g->n;

	for (size_t i = 0; i < g->m.ndocuments; i++) {
		const struct ic_manifest_document *d = &g->m.documents[i];
		char name[sizeof(IC_SERVED_NATIVES) + IC_NATIVE_NAME_MAX];
		struct ic_served_file *f = &g->files[g->n];

		if (d->kind != IC_KIND_NATIVE) {
			continue;
		}
		snprintf(name, sizeof(name), IC_SERVED_NATIVES "%s", d->native);
		*f = (struct ic_served_file){ .name = ic_arena_strdup(arena,
						  name),
			.range = ic_arena_strdup(arena, d->begin),
			.bytes = d->native_bytes,
			.sha256 = ic_arena_strdup(arena, d->native_sha256) };
		if (!f->name || !f->range || !f->sha256) {
			return ic_fail(&g->run->err, IC_EENV, "out of memory");
		}
		g->n++;
	}
	return g->n > before ||
	    ic_fail(&g->run->err, IC_EINPUT,
		"%s has no native file: name with --copy what was served",
		path);
}

static bool load(struct gathering *g, const char *path)
{
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	bool ok = ic_dir_read(&g->d->private, MANIFEST, IC_MANIFEST_BYTES_MAX,
		      &text, &err) &&
	    ic_manifest_load((const char *)text.data, text.len, &g->m, &err);

	ic_buf_finish(&text);
	if (ok) {
		return true;
	}
	if (err.code == IC_EENV) {
		g->run->err = err;
		return false;
	}
	ic_fail(&g->run->err, IC_EINPUT,
	    "%s has no " PRIVATE "/" MANIFEST " of a run that ended: go on "
	    "with apply --resume, and prove it with verify",
	    path);
	return false;
}

static size_t room_of(const struct ic_manifest *m)
{
	return 2 * m->ndocuments + m->ncopies + IC_LOG_COUNT * IC_FORMAT_COUNT +
	    3;
}

static bool has_copy(const struct ic_manifest *m, enum ic_copy copy)
{
	for (size_t i = 0; i < m->ncopies; i++) {
		if (m->copies[i].copy == copy) {
			return true;
		}
	}
	return copy == IC_COPY_REDACTED && m->ndocuments > 0 &&
	    !m->disputed_only;
}

static bool has_copies(struct gathering *g, const char *path, uint32_t copies)
{
	for (unsigned c = 0; c < IC_COPIES; c++) {
		if ((copies >> c & 1) && !has_copy(&g->m, (enum ic_copy)c)) {
			return ic_fail(&g->run->err, IC_EINPUT,
			    "%s has no %s copy: name with --copy what was "
			    "served",
			    path, ic_copy_word((enum ic_copy)c));
		}
	}
	return true;
}

static bool gather(struct gathering *g, const char *path,
    const struct ic_serving *now)
{
	if (!load(g, path) || !has_copies(g, path, now->copies)) {
		return false;
	}
	g->room = room_of(&g->m);
	g->files = ic_arena_alloc(&g->run->arena, g->room, sizeof(*g->files));
	if (!g->files) {
		return ic_fail(&g->run->err, IC_EENV, "out of memory");
	}
	if ((now->copies & IC_COPY_BIT(REDACTED)) &&
	    (!outdir_sums(&g->m, &g->sums, &g->run->err) ||
		!add_documents(g, g->m.documents, g->m.ndocuments,
		    now->copies) ||
		!add_lists(g))) {
		return false;
	}
	return add_documents(g, g->m.copies, g->m.ncopies, now->copies) &&
	    (!(now->copies & IC_SERVED_NATIVE) || add_natives(g, path)) &&
	    (!(now->copies & IC_COPY_BIT(DISPUTED)) || add_covers(g));
}

/* What is listed, and the half in which it stands. */
struct listing {
	struct gathering *g;
	const struct ic_index *names; /* of all that is known */
	const char *half;
};

/* What somebody put there would go along, unproved. */
static bool known(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct listing *l = user;
	char path[IC_SERVED_NAME_MAX];

	(void)kind;
	snprintf(path, sizeof(path), "%s/%s", l->half, name);
	return ic_index_find(l->names, path) != IC_INDEX_NONE ||
	    find(l->g, path, "is not of this production") ||
	    ic_fail(err, IC_EENV, "out of memory");
}

static bool nothing_else(struct gathering *g)
{
	struct ic_index names = { 0 };
	struct listing redacted = { g, &names, REDACTED },
		       logs = { g, &names, LOGS };
	bool ok = true;
	uint32_t old;

	/* What is missing has been told; the rest would be told again. */
	if (!g->ok || !g->d->redacted.path) {
		return true;
	}
	for (size_t i = 0; ok && i < g->n; i++) {
		ok = ic_index_add(&names, g->files[i].name, (uint32_t)i,
			 &old) ||
		    ic_fail(&g->run->err, IC_EENV, "out of memory");
	}
	ok = ok &&
	    ic_dir_list(&g->d->redacted, known, &redacted, &g->run->err) &&
	    ic_dir_list(&g->d->logs, known, &logs, &g->run->err);
	ic_index_finish(&names);
	return ok;
}

bool served_gather(struct ic_run *run, const char *path, const struct outdir *d,
    struct ic_serving *now)
{
	struct gathering g = { .run = run, .d = d, .ok = true };
	bool ok = gather(&g, path, now) &&
	    (!(now->copies & IC_COPY_BIT(REDACTED)) || nothing_else(&g));

	now->files = g.files;
	now->nfiles = g.n;
	ic_buf_finish(&g.sums);
	ic_manifest_finish(&g.m);
	return ok && g.ok;
}

static int by_name(const void *a, const void *b)
{
	const struct ic_served_file *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

bool served_agrees(struct ic_run *run, const struct ic_serving *was,
    const struct ic_serving *now)
{
	const struct ic_served_file **at = calloc(now->nfiles + 1, sizeof(*at));
	bool ok = at || ic_fail(&run->err, IC_EENV, "out of memory");

	for (size_t i = 0; ok && i < now->nfiles; i++) {
		at[i] = &now->files[i];
	}
	if (ok) {
		qsort(at, now->nfiles, sizeof(*at), by_name);
	}
	for (size_t i = 0; ok && i < was->nfiles; i++) {
		const struct ic_served_file *key = &was->files[i];
		const struct ic_served_file **found = bsearch(&key, at,
		    now->nfiles, sizeof(*at), by_name);

		if (found && strcmp((*found)->sha256, key->sha256) != 0) {
			ok = ledger_find(run, key->name,
			    "is not what was served on %s on %s: its hash is "
			    "another",
			    was->to, was->date);
		}
	}
	free(at);
	return ok;
}

static bool is_native(const struct ic_served_file *f)
{
	return strncmp(f->name, IC_SERVED_NATIVES,
		   sizeof(IC_SERVED_NATIVES) - 1) == 0;
}

bool served_check(struct ic_run *run, const struct outdir *d,
    const struct ic_serving *s)
{
	for (size_t i = 0; i < s->nfiles; i++) {
		const struct ic_served_file *f = &s->files[i];
		char hex[IC_SHA256_HEX];
		bool there, ok = true;

		if (is_native(f)) {
			continue;
		}
		if (!hash(d, f->name, hex, NULL, &there, &run->err)) {
			return false;
		}
		if (!there) {
			ok = ledger_find(run, f->name,
			    "was served on %s on %s, and is missing", s->to,
			    s->date);
		} else if (strcmp(hex, f->sha256) != 0) {
			ok = ledger_find(run, f->name,
			    "is not what was served on %s on %s: its hash is "
			    "another",
			    s->to, s->date);
		}
		if (!ok) {
			return false;
		}
	}
	return true;
}
