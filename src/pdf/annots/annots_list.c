/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The drafts, and how they are written for the parent. */
#include "annots_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/fs.h"

#define ABOUT (IC_ANNOT_BIT(REPLY) | IC_ANNOT_BIT(GROUPED))

struct annots_draft *annots_add(struct annots *l)
{
	struct annots_draft *d;

	if (l->written + l->n >= IC_ANNOTS_MAX) {
		l->why = IC_REASON_TOO_MANY_MARKS;
		return NULL;
	}
	if (l->n == l->cap) {
		uint32_t cap = l->cap ? 2 * l->cap : 64;
		struct annots_draft *more = realloc(l->at, cap * sizeof(*more));

		if (!more) {
			l->why = IC_REASON_MEMORY;
			return NULL;
		}
		l->at = more;
		l->cap = cap;
	}
	d = &l->at[l->n++];
	*d = (struct annots_draft){ .a = { .color = IC_ANNOT_NO_COLOR,
					.of = UINT32_MAX,
					.name = "",
					.author = "",
					.subject = "",
					.overlay = "",
					.contents = "" } };
	return d;
}

const char *annots_text(struct annots *l, struct annots_draft *d,
    const char *text, size_t max)
{
	struct ic_buf line = { 0 };
	const char *copy = "";

	if (!ic_annot_text(&line, text ? text : "", max)) {
		d->a.flags |= IC_ANNOT_BIT(LONG);
	}
	if (line.len > 0) {
		copy = ic_arena_strndup(&l->arena, (const char *)line.data,
		    line.len);
	}
	if (line.failed || !copy) {
		l->why = IC_REASON_MEMORY;
		copy = "";
	}
	ic_buf_finish(&line);
	return copy;
}

/* A draft by what it is called. */
struct named {
	struct annots_key key;
	uint32_t at;
};

static int compare_keys(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	if (x->key.name && y->key.name) {
		return strcmp(x->key.name, y->key.name);
	}
	return (x->key.number > y->key.number) -
	    (x->key.number < y->key.number);
}

static bool is_key(struct annots_key k)
{
	return k.number > 0 || (k.name && k.name[0]);
}

static uint32_t find(const struct named *names, size_t n, struct annots_key key)
{
	struct named wanted = { .key = key };
	const struct named *found = NULL;

	if (n > 0 && is_key(key)) {
		found = bsearch(&wanted, names, n, sizeof(*names),
		    compare_keys);
	}
	return found ? found->at : UINT32_MAX;
}

/* What a chain of replies is about in the end; UINT32_MAX: it has none. */
static uint32_t root_of(const uint32_t *parents, const struct annots *l,
    uint32_t at)
{
	for (int i = 0; i < ANNOTS_CHAIN && at != UINT32_MAX; i++) {
		if (!(l->at[at].a.flags & ABOUT)) {
			return at;
		}
		at = parents[at];
	}
	return UINT32_MAX;
}

static bool resolve(struct annots *l)
{
	struct named *names = ic_arena_alloc(&l->arena, l->n, sizeof(*names));
	uint32_t *parents = ic_arena_alloc(&l->arena, l->n, sizeof(*parents));
	size_t n = 0;

	if (!names || !parents) {
		l->why = IC_REASON_MEMORY;
		return false;
	}
	for (uint32_t i = 0; i < l->n; i++) {
		if (is_key(l->at[i].self)) {
			names[n++] = (struct named){ l->at[i].self, i };
		}
	}
	if (n > 0) {
		qsort(names, n, sizeof(*names), compare_keys);
	}
	for (uint32_t i = 0; i < l->n; i++) {
		parents[i] = find(names, n, l->at[i].of);
	}
	for (uint32_t i = 0; i < l->n; i++) {
		struct ic_annot *a = &l->at[i].a;

		if (a->flags & ABOUT) {
			uint32_t root = root_of(parents, l, parents[i]);

			a->of = root == UINT32_MAX ? root : l->written + root;
		}
	}
	return true;
}

/* What every record says, whatever it was read of. */
static void settle(struct ic_annot *a)
{
	if (!(a->flags & IC_ANNOT_BIT(REPLY))) {
		a->state = IC_ANNOT_STATE_NONE;
	}
	if (a->flags & IC_ANNOT_BIT(NO_PAGE)) {
		a->nrects = 0;
	} else if (a->nrects == 0 &&
	    !(a->flags & (IC_ANNOT_BIT(OUTSIDE) | IC_ANNOT_BIT(BROKEN)))) {
		a->flags |= IC_ANNOT_BIT(EMPTY);
	}
}

static bool write_out(struct annots *l)
{
	if (l->out.failed) {
		l->why = IC_REASON_MEMORY;
	} else if (!ic_fs_write_all(IC_CHILD_PRODUCT, l->out.data,
		       l->out.len)) {
		l->why = IC_REASON_WRITE;
	}
	ic_buf_reset(&l->out);
	return l->why == IC_REASON_NONE;
}

bool annots_head(struct annots *l, const char *href)
{
	struct ic_annots head = { .href = href, .npages = l->pages };
	struct ic_size *sizes = calloc(l->pages + 1u, sizeof(*sizes));

	if (!sizes) {
		l->why = IC_REASON_MEMORY;
		return false;
	}
	for (uint32_t i = 0; i < l->pages; i++) {
		sizes[i] = l->geometry[i].size;
	}
	head.pages = sizes;
	ic_annots_put_head(&l->out, &head);
	free(sizes);
	return write_out(l);
}

bool annots_flush(struct annots *l)
{
	bool ok = l->why == IC_REASON_NONE && (l->n == 0 || resolve(l));

	for (uint32_t i = 0; ok && i < l->n; i++) {
		settle(&l->at[i].a);
		ic_annots_put(&l->out, &l->at[i].a);
		if (l->out.len >= (1u << 20) || i + 1 == l->n) {
			ok = write_out(l);
		}
	}
	l->written += l->n;
	l->n = 0;
	ic_arena_finish(&l->arena);
	l->arena.max = ANNOTS_MEMORY;
	return ok;
}

bool annots_end(struct annots *l)
{
	ic_annots_put_end(&l->out, l->written);
	return write_out(l);
}
