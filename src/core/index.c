/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/index.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a */
static uint32_t hash_of(const char *name)
{
	uint32_t h = 2166136261u;

	for (; *name; name++) {
		h = (h ^ (unsigned char)*name) * 16777619u;
	}
	return h;
}

/* The slot that holds the name, or the free one where it belongs. */
static struct ic_index_slot *slot_of(const struct ic_index *ix,
    const char *name, uint32_t hash)
{
	size_t i = hash & (ix->cap - 1);

	while (ix->slot[i].name &&
	    (ix->slot[i].hash != hash || strcmp(ix->slot[i].name, name) != 0)) {
		i = (i + 1) & (ix->cap - 1);
	}
	return &ix->slot[i];
}

static bool grow(struct ic_index *ix)
{
	struct ic_index more = { .cap = ix->cap ? ix->cap * 2 : 64,
		.n = ix->n };

	more.slot = calloc(more.cap, sizeof *more.slot);
	if (!more.slot) {
		return false;
	}
	for (size_t i = 0; i < ix->cap; i++) {
		if (ix->slot[i].name) {
			*slot_of(&more, ix->slot[i].name,
			    ix->slot[i].hash) = ix->slot[i];
		}
	}
	free(ix->slot);
	*ix = more;
	return true;
}

uint32_t ic_index_find(const struct ic_index *ix, const char *name)
{
	const struct ic_index_slot *s;

	if (ix->cap == 0) {
		return IC_INDEX_NONE;
	}
	s = slot_of(ix, name, hash_of(name));
	return s->name ? s->value : IC_INDEX_NONE;
}

bool ic_index_add(struct ic_index *ix, const char *name, uint32_t value,
    uint32_t *old)
{
	uint32_t hash = hash_of(name);
	struct ic_index_slot *s;

	if (ix->n * 2 >= ix->cap && !grow(ix)) {
		return false;
	}
	s = slot_of(ix, name, hash);
	*old = s->name ? s->value : IC_INDEX_NONE;
	if (!s->name) {
		*s = (struct ic_index_slot){ name, hash, value };
		ix->n++;
	}
	return true;
}

bool ic_index_put(struct ic_index *ix, const char *name, uint32_t value)
{
	uint32_t old;

	if (!ic_index_add(ix, name, value, &old)) {
		return false;
	}
	if (old != IC_INDEX_NONE) {
		slot_of(ix, name, hash_of(name))->value = value;
	}
	return true;
}

void ic_index_finish(struct ic_index *ix)
{
	free(ix->slot);
	*ix = (struct ic_index){ 0 };
}
