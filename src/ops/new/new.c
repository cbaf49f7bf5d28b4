/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/new.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/dir.h"
#include "base/fs.h"
#include "base/tree.h"

#define ENDING ".yaml"
#define CSV "-redactions.csv"

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

static bool ends(const char *name, const char *ending)
{
	size_t len = strlen(name), n = strlen(ending);

	return len > n && strcasecmp(name + len - n, ending) == 0;
}

/* What a folder holds that may be documents. */
struct holdings {
	char *dat, *opt;         /* the first of each; owned */
	size_t ndat, nopt, npdf; /* how many there are */
	struct ic_starter names; /* of the PDFs */
};

static bool keep_first(char **first, const char *name, struct ic_error *err)
{
	if (*first) {
		return true;
	}
	*first = strdup(name);
	return *first || no_memory(err);
}

static bool look_at(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct holdings *h = user;

	if (kind != IC_ENTRY_FILE) {
		return true;
	}
	if (ends(name, ".pdf")) {
		h->npdf++;
		ic_starter_number(&h->names, name, true);
		return true;
	}
	if (ends(name, ".dat")) {
		h->ndat++;
		return keep_first(&h->dat, name, err);
	}
	if (ends(name, ".opt")) {
		h->nopt++;
		return keep_first(&h->opt, name, err);
	}
	return true;
}

static bool read_load_file(struct ic_new *n, const char *path,
    struct ic_error *err)
{
	struct ic_buf b = { 0 };
	char *text;

	if (!ic_fs_read(path, IC_SPEC_BYTES_MAX, &b, err)) {
		ic_buf_finish(&b);
		return false;
	}
	ic_buf_str(&b);
	text = b.data ? (char *)b.data : strdup("");
	return text ? ic_starter_load(&n->starter, text, b.len,
			  ends(path, ".opt"), err) ||
		ic_fail_in(err, "%.200s", path)
		    : no_memory(err);
}

/* The load file of a volume, or all its PDFs; *path is what was taken. */
static bool take_folder(struct ic_new *n, const char *folder, char **path,
    struct ic_error *err)
{
	struct holdings h = { 0 };
	const char *load = NULL;
	bool ok = ic_tree_list(folder, look_at, &h, err);

	if (ok && h.ndat > 1) {
		ok = ic_fail(err, IC_EINPUT,
		    "%.200s holds %zu load files, the first of them %.100s: "
		    "name the one that is meant",
		    folder, h.ndat, h.dat);
	} else if (ok && h.ndat == 0 && h.nopt == 0 && h.npdf == 0) {
		ok = ic_fail(err, IC_EINPUT,
		    "%.200s holds neither a load file nor a PDF: name the "
		    "folder that does",
		    folder);
	} else if (ok) {
		load = h.ndat ? h.dat : h.nopt == 1 && !h.npdf ? h.opt : NULL;
		*path = load ? ic_fs_join(folder, load) : strdup(folder);
		ok = *path || no_memory(err);
	}
	if (ok && load) {
		ok = read_load_file(n, *path, err);
	} else if (ok) {
		n->starter = h.names;
		h.names = (struct ic_starter){ 0 };
	}
	ic_starter_finish(&h.names);
	free(h.dat);
	free(h.opt);
	return ok;
}

static bool take(struct ic_new *n, const char *from, char **path,
    struct ic_error *err)
{
	struct stat st;

	if (stat(from, &st) != 0) {
		return ic_fail(err, IC_EINPUT,
		    "%.200s: there is no such folder or file", from);
	}
	if (S_ISDIR(st.st_mode)) {
		return take_folder(n, from, path, err);
	}
	if (!ends(from, ".dat") && !ends(from, ".opt") && !ends(from, ".csv")) {
		return ic_fail(err, IC_EINPUT,
		    "%.200s is neither a folder nor a load file that ends in "
		    ".dat, .opt or .csv",
		    from);
	}
	*path = strdup(from);
	return (*path || no_memory(err)) && read_load_file(n, from, err);
}

/* What a spec in `directory` calls a path. A folder ends in a slash. */
static char *name_for(const char *directory, const char *path, bool folder)
{
	char *below = ic_fs_below(directory, path), *name;

	if (!below || !folder) {
		return below;
	}
	if (asprintf(&name, "%s/", below) < 0) {
		name = NULL;
	}
	free(below);
	return name;
}

static bool is_free(const struct ic_dir *dir, const char *file,
    struct ic_error *err)
{
	return !ic_dir_has(dir, ic_fs_name(file)) ||
	    ic_fail(err, IC_ESPEC,
		"%.300s is there already, and nothing is written over: give -o "
		"another name, or move it away",
		file);
}

/* The names of both files: production.yaml, production-redactions.csv. */
static bool name_files(struct ic_new *n, const char *file, struct ic_error *err)
{
	size_t len = strlen(file);

	if (!*ic_fs_name(file)) {
		return ic_fail(err, IC_ESPEC, "%.300s is no name of a file",
		    file);
	}
	len -= ends(ic_fs_name(file), ENDING) ? strlen(ENDING) : 0;
	n->spec = strdup(file);
	if (asprintf(&n->csv, "%.*s" CSV, (int)len, file) < 0) {
		n->csv = NULL;
	}
	return (n->spec && n->csv) || no_memory(err);
}

static bool write_both(struct ic_new *n, const struct ic_dir *dir,
    struct ic_error *err)
{
	struct ic_buf text = { 0 };
	const char *csv = ic_starter_csv();
	bool ok = ic_starter_spec(&n->starter, &text, err) &&
	    ic_dir_write(dir, ic_fs_name(n->csv), csv, strlen(csv), 0600, err);

	if (ok &&
	    !ic_dir_write(dir, ic_fs_name(n->spec), text.data, text.len, 0666,
		err)) {
		ic_dir_remove(dir, ic_fs_name(n->csv), NULL);
		ok = false;
	}
	ic_buf_finish(&text);
	return ok;
}

static bool make(const struct ic_options *o, struct ic_new *n,
    struct ic_error *err)
{
	char *parent = ic_fs_parent(o->file), *path = NULL;
	struct ic_dir dir = { 0 };
	bool ok = parent || no_memory(err);

	ok = ok && name_files(n, o->file, err) &&
	    ic_dir_open(parent, &dir, err) && is_free(&dir, n->spec, err) &&
	    is_free(&dir, n->csv, err) && take(n, o->from, &path, err);
	if (ok) {
		n->documents = name_for(parent, path, !n->starter.load);
		n->starter.documents = n->documents;
		n->starter.csv = ic_fs_name(n->csv);
		ok = (n->documents || no_memory(err)) &&
		    write_both(n, &dir, err);
	}
	ic_dir_close(&dir);
	free(parent);
	free(path);
	return ok;
}

enum ic_outcome ic_new_command(const struct ic_options *o, struct ic_new *out,
    struct ic_error *err)
{
	if (make(o, out, err)) {
		return IC_DONE;
	}
	return err->code == IC_EENV || err->code == IC_EBUG ? IC_STOPPED
							    : IC_REFUSED;
}

void ic_new_finish(struct ic_new *n)
{
	if (n) {
		free(n->spec);
		free(n->csv);
		free(n->documents);
		ic_starter_finish(&n->starter);
		*n = (struct ic_new){ 0 };
	}
}
