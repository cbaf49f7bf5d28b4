/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Native files, which go along with their placeholders under their new names.
 * Where one is the spec says, not the manifest; that it is the one whose hash
 * the placeholder bears is looked at here, and again when it is copied.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"
#include "core/index.h"
#include "package_priv.h"

static bool has_native(const struct ic_manifest_document *d)
{
	return d->kind == IC_KIND_NATIVE && d->copy == IC_COPY_REDACTED;
}

static size_t count(const struct pack *p)
{
	const struct ic_manifest_document *d = pack_documents(p);
	size_t n = 0;

	for (size_t i = 0; i < pack_ndocuments(p); i++) {
		n += has_native(&d[i]);
	}
	return n;
}

/* The native files that the spec has, by name. */
static bool list_spec(struct pack *p, struct ic_index *out)
{
	const struct ic_spec *s = &p->made.run->spec;
	uint32_t old;

	for (size_t i = 0; i < s->ndocuments; i++) {
		if (s->documents[i].kind == IC_KIND_NATIVE &&
		    !ic_index_add(out, s->documents[i].name, (uint32_t)i,
			&old)) {
			return ic_fail(&p->v.err, IC_EENV, "out of memory");
		}
	}
	return true;
}

/* The directory that a native file is in, and its name there. */
static bool open_place(struct pack *p, const char *file, struct ic_dir *dir,
    const char **name)
{
	struct ic_run *run = p->made.run;
	char *path = ic_fs_join(run->directory, file);
	char *parent = path ? ic_fs_parent(path) : NULL;
	bool ok = false;

	if (!parent) {
		ic_fail(&p->v.err, IC_EENV, "out of memory");
	} else {
		*name = ic_arena_strdup(&run->arena, ic_fs_name(path));
		ok = *name ? ic_dir_open(parent, dir, &p->v.err)
			   : ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	free(parent);
	free(path);
	return ok;
}

static bool is_the_one(struct pack *p, const struct pack_file *f)
{
	char hex[IC_SHA256_HEX];
	uint64_t size = 0;
	bool ok;
	int fd;

	if (!ic_dir_file(f->dir, f->name, &fd, NULL, &p->v.err)) {
		return false;
	}
	ok = ic_sha256_fd(fd, hex, &size, &p->v.err);
	close(fd);
	if (ok && (size != f->bytes || strcmp(hex, f->sha256) != 0)) {
		ok = ic_fail(&p->v.err, IC_EPROOF,
		    "%.200s is not the file that the placeholder %.100s "
		    "names: put the old one back, or run apply --resume",
		    f->name, f->of->begin);
	}
	return ok;
}

static bool add(struct pack *p, const struct ic_index *in_spec, size_t i,
    struct ic_dir *dir)
{
	const struct ic_manifest_document *d = &pack_documents(p)[i];
	struct pack_file f = { .item = IC_ITEM_NATIVE,
		.document = i,
		.of = d,
		.dir = dir,
		.as = d->native,
		.bytes = d->native_bytes };

	memcpy(f.sha256, d->native_sha256, sizeof(f.sha256));
	if (!pack_name_ok(f.as)) {
		return verify_find(&p->v, d->output,
		    "names a native file as no file of a package may be "
		    "named");
	}
	if (ic_index_find(in_spec, d->source) == IC_INDEX_NONE) {
		return ic_fail(&p->v.err, IC_ESPEC,
		    "the spec has no native file for the placeholder %.100s: "
		    "give the one that the directory was made of",
		    d->begin);
	}
	return open_place(p, d->source, dir, &f.name) && is_the_one(p, &f) &&
	    pack_add(p, &f);
}

/* Parts may have had the spec read already. */
static bool load_spec(struct pack *p)
{
	struct ic_run *run = p->made.run;

	if (run->directory) {
		return true;
	}
	if (ic_load_spec(&p->made)) {
		return true;
	}
	return run->diags.errors
	    ? ic_fail(&p->v.err, IC_ESPEC, "the spec cannot be used")
	    : (p->v.err = run->err, false);
}

static bool add_all(struct pack *p)
{
	struct ic_index in_spec = { 0 };
	bool ok = list_spec(p, &in_spec);

	for (size_t i = 0, at = 0; ok && i < pack_ndocuments(p); i++) {
		if (has_native(&pack_documents(p)[i])) {
			ok = add(p, &in_spec, i, &p->places[at++]);
		}
	}
	ic_index_finish(&in_spec);
	return ok;
}

bool pack_natives(struct pack *p)
{
	size_t n = count(p);

	if (n == 0 || !pack_wanted(p, IC_ITEM_NATIVE)) {
		return true;
	}
	if (!load_spec(p)) {
		return false;
	}
	p->places = calloc(n, sizeof(*p->places));
	if (!p->places) {
		return ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	p->nplaces = n;
	if (!add_all(p)) {
		return false;
	}
	pack_sort(p);
	return true;
}
