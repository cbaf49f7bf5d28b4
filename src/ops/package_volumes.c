/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Volumes: the same documents in the same volume for every audience, so that
 * a letter to one can be read beside that to another. What weighs is what the
 * audience with the most of it gets. A document stays together if a volume can
 * hold it, then a part does, then each file goes where it fits.
 */
#include "package_priv.h"

struct load {
	uint64_t of[IC_AUDIENCE_COUNT];
};

static struct load weigh(const struct pack *p, size_t from, size_t to)
{
	struct load l = { { 0 } };

	for (size_t i = from; i < to; i++) {
		for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
			if ((p->audiences >> a & 1) &&
			    ic_policy_may(p->service, p->files[i].item,
				(enum ic_audience)a)) {
				l.of[a] += p->files[i].bytes;
			}
		}
	}
	return l;
}

static bool fits(const struct pack *p, const struct load *used,
    const struct load *more)
{
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if (used->of[a] + more->of[a] > p->profile.limit_volume) {
			return false;
		}
	}
	return true;
}

static void put(struct pack *p, struct load *used, size_t from, size_t to)
{
	struct load more = weigh(p, from, to);

	for (size_t i = from; i < to; i++) {
		p->files[i].volume = p->nvolumes - 1;
	}
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		used->of[a] += more.of[a];
	}
}

static void next_volume(struct pack *p, struct load *used)
{
	p->nvolumes++;
	*used = (struct load){ { 0 } };
}

/* False if even an empty volume would not hold it. */
static bool place(struct pack *p, struct load *used, size_t from, size_t to)
{
	static const struct load none = { { 0 } };
	struct load more = weigh(p, from, to);

	if (!fits(p, &none, &more)) {
		return false;
	}
	if (p->nvolumes == 0 || !fits(p, used, &more)) {
		next_volume(p, used);
	}
	put(p, used, from, to);
	return true;
}

/* Nothing smaller than a file can be sent; who gets it is told. */
static bool place_alone(struct pack *p, struct load *used, size_t from,
    size_t to)
{
	if (place(p, used, from, to)) {
		return true;
	}
	next_volume(p, used);
	put(p, used, from, to);
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

static bool place_part(struct pack *p, struct load *used, size_t from,
    size_t to)
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

static bool place_document(struct pack *p, struct load *used, size_t from,
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
	struct load used = { { 0 } };
	char name[IC_PROFILE_VOLUME_MAX + 1];

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
	return p->nvolumes == 0 ||
	    ic_profile_volume(p->volume, p->nvolumes - 1, name) ||
	    ic_fail(&p->v.err, IC_ESPEC,
		"%u volumes are more than the digits of %s can count: give "
		"--volume more digits",
		p->nvolumes, p->volume);
}
