/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Volumes, of each audience's own files alone: where one ends must not depend
 * on how large a file is that the audience does not get. A document stays
 * together if a volume can hold it, then a part does, then each file goes where
 * it fits.
 */
#include "package_priv.h"

static uint64_t weigh(const struct pack *p, size_t from, size_t to)
{
	uint64_t bytes = 0;

	for (size_t i = from; i < to; i++) {
		bytes += pack_gets(p, &p->files[i]) ? p->files[i].bytes : 0;
	}
	return bytes;
}

static void put(struct pack *p, uint64_t *used, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		p->files[i].volume = p->nvolumes - 1;
	}
	*used += weigh(p, from, to);
}

static void next_volume(struct pack *p, uint64_t *used)
{
	p->nvolumes++;
	*used = 0;
}

/* False if even an empty volume would not hold it. */
static bool place(struct pack *p, uint64_t *used, size_t from, size_t to)
{
	uint64_t more = weigh(p, from, to), limit = p->profile.limit_volume;

	if (more > limit) {
		return false;
	}
	if (more && (p->nvolumes == 0 || *used > limit - more)) {
		next_volume(p, used);
	}
	if (p->nvolumes) {
		put(p, used, from, to);
	}
	return true;
}

/* Nothing smaller than a file can be sent; who gets it is told. */
static bool place_alone(struct pack *p, uint64_t *used, size_t from, size_t to)
{
	if (place(p, used, from, to)) {
		return true;
	}
	next_volume(p, used);
	put(p, used, from, to);
	if (p->files[from].large) {
		return true;
	}
	p->files[from].large = true;
	return pack_warn(p, p->files[from].as,
	    "is over the limit of a volume: send it in another way");
}

static size_t end_of_part(const struct pack *p, size_t from)
{
	size_t to = from + 1;

	while (to < p->nfiles &&
	    p->files[to].document == p->files[from].document &&
	    p->files[to].first == p->files[from].first) {
		to++;
	}
	return to;
}

static size_t end_of_document(const struct pack *p, size_t from)
{
	size_t to = from + 1;

	while (to < p->nfiles &&
	    p->files[to].document == p->files[from].document) {
		to++;
	}
	return to;
}

static bool place_part(struct pack *p, uint64_t *used, size_t from, size_t to)
{
	if (place(p, used, from, to)) {
		return true;
	}
	while (from < to) {
		/* A text stays with its PDF: the load file names both. */
		size_t end = from + 1;

		end += end < to && p->files[end].item == IC_ITEM_TEXT;
		if (!place_alone(p, used, from, end)) {
			return false;
		}
		from = end;
	}
	return true;
}

static bool place_document(struct pack *p, uint64_t *used, size_t from,
    size_t to)
{
	if (place(p, used, from, to)) {
		return true;
	}
	while (from < to) {
		size_t end = end_of_part(p, from);

		if (!place_part(p, used, from, end)) {
			return false;
		}
		from = end;
	}
	return true;
}

bool pack_volumes(struct pack *p)
{
	char name[IC_PROFILE_VOLUME_MAX + 1];
	uint64_t used = 0;

	p->nvolumes = 0;
	for (size_t i = 0; i < p->nfiles;) {
		size_t end = end_of_document(p, i);

		if (p->files[i].document == SIZE_MAX) {
			p->files[i++].volume = PACK_NO_VOLUME;
			continue;
		}
		if (!place_document(p, &used, i, end)) {
			return false;
		}
		i = end;
	}
	if (p->nvolumes > p->most_volumes) {
		p->most_volumes = p->nvolumes;
	}
	return p->nvolumes == 0 ||
	    ic_profile_volume(p->volume, p->nvolumes - 1, name) ||
	    ic_fail(&p->v.err, IC_ESPEC,
		"%u volumes are more than the digits of %s can count: give "
		"--volume more digits",
		p->nvolumes, p->volume);
}
