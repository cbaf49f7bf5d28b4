/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK ((size_t)64 << 10)

struct ic_arena_block {
	struct ic_arena_block *below;
	size_t len, cap;
	_Alignas(max_align_t) unsigned char data[];
};

static struct ic_arena_block *new_block(struct ic_arena *a, size_t need)
{
	size_t cap = need > BLOCK / 4 ? need : BLOCK;
	size_t max = a->max ? a->max : IC_ARENA_MAX;
	struct ic_arena_block *b;

	if (cap > max || a->used > max - cap) {
		return NULL;
	}
	b = calloc(1, sizeof(*b) + cap);
	if (!b) {
		return NULL;
	}
	b->cap = cap;
	a->used += cap;
	/* A large block goes under the top, which still has room. */
	if (a->top && cap == need) {
		b->below = a->top->below;
		a->top->below = b;
	} else {
		b->below = a->top;
		a->top = b;
	}
	return b;
}

void *ic_arena_alloc(struct ic_arena *a, size_t n, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct ic_arena_block *b = a->top;
	size_t need;
	void *p;

	if (__builtin_mul_overflow(n, size, &need) || need > SIZE_MAX / 2) {
		return NULL;
	}
	need = need ? (need + align - 1) / align * align : align;
	if (!b || need > b->cap - b->len) {
		b = new_block(a, need);
		if (!b) {
			return NULL;
		}
	}
	p = b->data + b->len;
	b->len += need;
	return p;
}

char *ic_arena_strndup(struct ic_arena *a, const char *s, size_t len)
{
	char *p = len < SIZE_MAX ? ic_arena_alloc(a, len + 1, 1) : NULL;

	if (p && len) {
		memcpy(p, s, len);
	}
	return p;
}

char *ic_arena_strdup(struct ic_arena *a, const char *s)
{
	return ic_arena_strndup(a, s, strlen(s));
}

void ic_arena_finish(struct ic_arena *a)
{
	if (!a) {
		return;
	}
	while (a->top) {
		struct ic_arena_block *b = a->top;

		a->top = b->below;
		free(b);
	}
	*a = (struct ic_arena){ 0 };
}
