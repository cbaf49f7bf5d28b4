/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "fs_priv.h"
#include "tree_priv.h"

/* A name in its directory; of a directory, what is in it, once it is listed. */
struct ic_tree_node {
	const char *name;
	const char *real; /* of a root, as realpath(3) has it, when asked */
	struct ic_tree_node *child; /* nchildren, by folded name; owned */
	size_t nchildren, cap;
	unsigned char type; /* DT_ */
	bool listed;
};

static unsigned char folded(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* By what does not change with case; `n`: of b's bytes. */
static int fold_cmp(const char *a, const char *b, size_t n)
{
	size_t i = 0;

	while (i < n && a[i] && folded(a[i]) == folded(b[i])) {
		i++;
	}
	return i == n ? a[i] != '\0' : folded(a[i]) - folded(b[i]);
}

static int by_name(const void *a, const void *b)
{
	const struct ic_tree_node *x = a, *y = b;
	int c = fold_cmp(x->name, y->name, strlen(y->name));

	return c ? c : strcmp(x->name, y->name);
}

static struct ic_tree_node *grow(struct ic_tree_node **at, size_t n,
    size_t *cap)
{
	size_t more = *cap ? *cap * 2 : 16;
	struct ic_tree_node *p = *at;

	if (n == *cap) {
		p = reallocarray(p, more, sizeof(*p));
		if (!p) {
			return NULL;
		}
		*at = p;
		*cap = more;
	}
	p[n] = (struct ic_tree_node){ 0 };
	return &p[n];
}

static bool add(struct ic_tree *t, struct ic_tree_node *dir,
    const struct dirent *e, struct ic_error *err)
{
	struct ic_tree_node *node;

	if (dir->nchildren == IC_DIR_ENTRIES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "a folder holds more than %d entries", IC_DIR_ENTRIES_MAX);
	}
	node = grow(&dir->child, dir->nchildren, &dir->cap);
	if (node) {
		node->type = e->d_type;
		node->name = ic_arena_strdup(&t->arena, e->d_name);
	}
	if (!node || !node->name) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	dir->nchildren++;
	return true;
}

/* List a directory, unless it is; one that is not there is empty. */
static bool list(struct ic_tree *t, struct ic_tree_node *dir, const char *path,
    struct ic_error *err)
{
	struct dirent *e;
	DIR *stream;
	bool ok = true;

	if (dir->listed) {
		return true;
	}
	stream = opendir(path);
	if (!stream && errno != ENOENT && errno != ENOTDIR) {
		return ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be listed", path);
	}
	while (ok && stream && (errno = 0, e = readdir(stream)) != NULL) {
		ok = add(t, dir, e, err);
	}
	if (ok && stream && errno) {
		ok = ic_fail_errno(err, IC_EENV, errno,
		    IC_PATH_SHOWN " cannot be read to its end", path);
	}
	if (stream) {
		closedir(stream);
	}
	if (ok && dir->nchildren) {
		qsort(dir->child, dir->nchildren, sizeof(*dir->child), by_name);
	}
	dir->listed = ok;
	return ok;
}

/* The child of that name; NULL: none. IC_ESPEC if it may be two. */
static struct ic_tree_node *choose(struct ic_tree_node *dir, const char *name,
    size_t n, struct ic_error *err)
{
	size_t low = 0, high = dir->nchildren;
	struct ic_tree_node *first;

	if (!high) {
		return NULL;
	}
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (fold_cmp(dir->child[mid].name, name, n) < 0) {
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	first = &dir->child[low];
	for (; high < dir->nchildren &&
	     fold_cmp(dir->child[high].name, name, n) == 0;
	     high++) {
		if (memcmp(dir->child[high].name, name, n) == 0) {
			return &dir->child[high];
		}
	}
	if (high - low > 1) {
		ic_fail(err, IC_ESPEC,
		    "%.100s and %.100s differ only in case, and the path is "
		    "neither: correct it",
		    first[0].name, first[1].name);
		return NULL;
	}
	return high > low ? first : NULL;
}

/* What a link, or what the file system did not tell, is. */
static bool see(struct ic_tree *t, struct ic_tree_node *root,
    struct ic_tree_node *node, const char *path, struct ic_error *err)
{
	struct stat st;
	char *real;
	bool inside;

	if (node->type != DT_LNK && node->type != DT_UNKNOWN) {
		return true;
	}
	real = realpath(path, NULL);
	if (!real || stat(real, &st) != 0) {
		free(real);
		node->type = DT_SOCK; /* it leads nowhere */
		return true;
	}
	if (!root->real) {
		char *own = realpath(root->name, NULL);

		root->real = ic_arena_strdup(&t->arena, own ? own : "/");
		free(own);
	}
	inside = root->real && ic_fs_lies_in(real, root->real);
	free(real);
	if (!inside) {
		return ic_fail(err, IC_ESPEC,
		    "a link leads out of its folder: copy what it leads to "
		    "into the folder");
	}
	node->type = S_ISDIR(st.st_mode) ? DT_DIR
	    : S_ISREG(st.st_mode)        ? DT_REG
					 : DT_SOCK;
	return true;
}

static struct ic_tree_node *root_of(struct ic_tree *t, const char *dir)
{
	struct ic_tree_node *root;

	for (size_t i = 0; i < t->nroots; i++) {
		if (strcmp(t->roots[i].name, dir) == 0) {
			return &t->roots[i];
		}
	}
	root = grow(&t->roots, t->nroots, &t->cap);
	if (root) {
		root->name = ic_arena_strdup(&t->arena, dir);
		root->type = DT_DIR;
		t->nroots += root->name != NULL;
	}
	return root && root->name ? root : NULL;
}

static enum ic_entry kind_of(const struct ic_tree_node *node)
{
	return node->type == DT_REG ? IC_ENTRY_FILE
	    : node->type == DT_DIR  ? IC_ENTRY_DIR
				    : IC_ENTRY_OTHER;
}

static bool is_up(const char *part, size_t n)
{
	return n == 2 && part[0] == '.' && part[1] == '.';
}

bool ic_tree_find(struct ic_tree *t, const char *dir, const char *path,
    char out[IC_TREE_PATH_MAX + 1], bool *there, enum ic_entry *kind,
    struct ic_error *err)
{
	struct ic_tree_node *root = root_of(t, dir), *at = root;
	struct ic_tree_walk w = { .len = strlen(dir), .dir = strlen(dir) };

	*there = false;
	if (!root) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	if (w.len > IC_TREE_PATH_MAX) {
		return ic_fail(err, IC_ESPEC,
		    "the path is longer than %d bytes", IC_TREE_PATH_MAX);
	}
	memcpy(w.path, dir, w.len + 1);
	while (*path) {
		size_t n = strcspn(path, "/");
		struct ic_error why = { 0 };

		if (is_up(path, n)) {
			return ic_fail(err, IC_ESPEC,
			    "the path leads out of its folder by \"..\": "
			    "correct it");
		}
		if (at->type != DT_DIR) {
			return true;
		}
		if (n) {
			if (!list(t, at, w.path, err)) {
				return false;
			}
			at = choose(at, path, n, &why);
			if (!at) {
				return why.code == IC_OK ||
				    ic_fail(err, why.code, "%s", why.msg);
			}
			if (!ic_tree_step(&w, at->name, err) ||
			    !see(t, root, at, w.path, err)) {
				return false;
			}
		}
		path += n;
		path += *path == '/';
	}
	if (at == root) {
		return true;
	}
	*there = true;
	*kind = kind_of(at);
	memcpy(out, w.path + w.dir + 1, w.len - w.dir);
	return true;
}

static void free_below(struct ic_tree_node *node)
{
	for (size_t i = 0; i < node->nchildren; i++) {
		free_below(&node->child[i]);
	}
	free(node->child);
}

void ic_tree_finish(struct ic_tree *t)
{
	if (!t) {
		return;
	}
	for (size_t i = 0; i < t->nroots; i++) {
		free_below(&t->roots[i]);
	}
	free(t->roots);
	ic_arena_finish(&t->arena);
	*t = (struct ic_tree){ 0 };
}
