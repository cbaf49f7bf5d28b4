/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "registry_file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/fs.h"
#include "core/registering.h"
#include "ledgers.h"
#include "part.h"

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

/* What two absolute paths have in common, up to a slash. */
static size_t common(const char *a, const char *b)
{
	size_t n = 0, at = 0;

	for (; a[n] && a[n] == b[n]; n++) {
		at = a[n] == '/' ? n + 1 : at;
	}
	return at;
}

/*
 * The path of a file of one directory as seen from another, which is the same
 * wherever both are moved together. Both real.
 */
static char *path_from(const char *from, const char *directory,
    const char *name)
{
	struct ic_buf a = { 0 }, b = { 0 }, out = { 0 };
	size_t at;
	char *path;

	ic_buf_printf(&a, "%s/", strcmp(from, "/") == 0 ? "" : from);
	ic_buf_printf(&b, "%s/%s", strcmp(directory, "/") == 0 ? "" : directory,
	    name);
	at = common(ic_buf_str(&a), ic_buf_str(&b));
	for (const char *s = ic_buf_str(&a) + at; *s; s++) {
		ic_buf_puts(&out, *s == '/' ? "../" : "");
	}
	ic_buf_puts(&out, ic_buf_str(&b) + at);
	path = a.failed || b.failed || out.failed ? NULL
						  : strdup(ic_buf_str(&out));
	ic_buf_finish(&a);
	ic_buf_finish(&b);
	ic_buf_finish(&out);
	return path;
}

static bool name_spec(const struct ic_production *p, struct registry_file *f,
    struct ic_error *err)
{
	char *own = realpath(p->run->directory, NULL);
	char *there = realpath(f->dir.path, NULL);

	f->spec = own && there ? path_from(there, own, ic_fs_name(p->o->spec))
			       : NULL;
	free(own);
	free(there);
	return f->spec ||
	    ic_fail(err, IC_EENV, "the path of the spec cannot be told");
}

static bool open_directory(const struct ic_production *p,
    struct registry_file *f, struct ic_error *err)
{
	char *path = ic_fs_join(p->run->directory, f->shown);
	char *directory = path ? ic_fs_parent(path) : NULL;
	struct ic_error why = { 0 };
	bool ok = true;

	f->name = path ? strdup(ic_fs_name(path)) : NULL;
	if (!directory || !f->name) {
		ok = no_memory(err);
	} else if (!ic_dir_open(directory, &f->dir, &why)) {
		ok = ic_fail(err, why.code,
		    "the registry of numbers, %s, has no directory: `registry:` "
		    "names a file in one that is there",
		    f->shown);
	}
	free(path);
	free(directory);
	return ok;
}

static bool load(struct registry_file *f, struct ic_error *err)
{
	struct ic_buf text = { 0 };
	struct ic_error why = { 0 };
	bool ok = true;

	ic_registry_finish(&f->registry);
	f->there = ic_dir_has(&f->dir, f->name);
	if (f->there &&
	    !ic_dir_read(&f->dir, f->name, IC_LEDGER_BYTES_MAX, &text, err)) {
		ok = false;
	} else if (!ic_registry_load((const char *)text.data, text.len,
		       &f->registry, &why)) {
		ok = why.code == IC_EENV
		    ? ic_fail(err, why.code, "%s", why.msg)
		    : ic_fail(err, why.code,
			  "%s: %s; put back the file as it was: it is only "
			  "ever added to",
			  f->shown, why.msg);
	}
	ic_buf_finish(&text);
	return ok;
}

bool registry_open(const struct ic_production *p, struct registry_file *out,
    struct ic_error *err)
{
	const char *named = p->run->spec.registry;

	*out = (struct registry_file){ .shown = named ? named : REGISTRY };
	return open_directory(p, out, err) && name_spec(p, out, err) &&
	    load(out, err);
}

void registry_close(struct registry_file *f)
{
	if (f) {
		if (f->held) {
			close(f->fd);
		}
		ic_registry_finish(&f->registry);
		ic_dir_close(&f->dir);
		free(f->name);
		free(f->spec);
		*f = (struct registry_file){ 0 };
	}
}

static struct ic_registering registering(const struct ic_production *p,
    struct registry_file *f, const char *lock)
{
	return (struct ic_registering){ &p->run->plan, &f->registry, f->spec,
		f->shown, &p->lock, lock, f->there };
}

bool registry_check(struct ic_production *p, struct registry_file *f,
    struct ic_error *err)
{
	char *lock = ledger_name(p->o->spec, "lock");
	struct ic_registering g = registering(p, f, lock);
	bool ok = lock && part_lock(p)
	    ? ic_registering_check(&g, &p->run->diags)
	    : no_memory(err);

	free(lock);
	if (ok && !registry_check_served(p)) {
		*err = p->err;
		ok = false;
	}
	return ok;
}

bool registry_preview(struct ic_production *p)
{
	struct registry_file f = { 0 };
	struct ic_error err = { 0 };
	bool ok = registry_open(p, &f, &err) && registry_check(p, &f, &err);

	if (err.code) {
		p->err = err;
	}

	registry_close(&f);
	return ok;
}

/* What was read before nobody could add to it may be old. */
static bool hold(struct ic_production *p, struct registry_file *f,
    struct ic_error *err)
{
	char was[sizeof(f->registry.ledger.last)];

	memcpy(was, f->registry.ledger.last, sizeof(was));
	if (!ic_dir_hold(&f->dir, f->name, &f->fd, err)) {
		return false;
	}
	f->held = true;
	return load(f, err) &&
	    (strcmp(was, f->registry.ledger.last) == 0 ||
		registry_check(p, f, err));
}

static bool put_lines(struct ic_production *p, struct registry_file *f,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_registering g = registering(p, f, "");
	char now[LEDGER_TIME_MAX];

	ledger_time(now);
	ic_buf_reset(out);
	return ic_registering_lines(&g, now, out, err);
}

bool registry_enter(struct ic_production *p, struct registry_file *f,
    struct ic_error *err)
{
	struct ic_buf lines = { .max = IC_LEDGER_BYTES_MAX };
	bool ok = put_lines(p, f, &lines, err);

	if (ok && lines.len > 0) {
		ok = hold(p, f, err) && put_lines(p, f, &lines, err) &&
		    (lines.len == 0 ||
			ic_dir_append(&f->dir, f->name, lines.data, lines.len,
			    err));
	}
	ic_buf_finish(&lines);
	ic_fault_point("registered");
	return ok;
}
