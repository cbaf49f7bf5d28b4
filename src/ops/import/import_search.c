/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * All of the production is drawn small, once, and of each page a thumb is
 * kept; those nearest to a page of the file are compared closely.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import_priv.h"
#include "ops/numbers.h"

#define NEAREST 12 /* pages that are compared closely */
#define FITS 7     /* thumbs of a page of the file */
#define ASKED_MAX 512
#define SIZES 4 /* of pages of the production that are kept in mind */

struct candidate {
	size_t document;
	uint32_t page, distance;
	struct ic_fit fit;
};

/* How a page of the file may lie on pages of one size. */
struct ways {
	struct ic_size of;
	struct ic_thumb thumbs[FITS];
	struct ic_fit fits[FITS];
	unsigned n; /* 0: not yet made */
};

/* A page of the file that is sought. */
struct sought {
	uint32_t page;
	struct ic_gray g;
	uint8_t *px; /* owned */
	struct ic_size size;
	struct ways ways[SIZES];
	unsigned last; /* of these, the one that was made last */
	struct candidate best[NEAREST];
	unsigned nbest;
};

struct searching {
	struct import *m;
	struct import_file *f;
	struct sought *at;
	size_t n;
	struct ic_picture_ask *asked;
	size_t from; /* in `at`, of the pictures that are taken */
	size_t document;
};

static bool keep(void *user, size_t i, const struct ic_picture *p,
    struct ic_error *err)
{
	struct searching *s = user;
	struct sought *x = &s->at[s->from + i];
	size_t n = (size_t)p->w * p->h;

	x->px = malloc(n);
	if (!x->px) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	memcpy(x->px, p->px, n);
	x->g = (struct ic_gray){ p->w, p->h, IC_MATCH_COARSE_DPI, x->px };
	x->size = p->size;
	return true;
}

static struct ic_pictures_work work_of(struct searching *s, size_t n)
{
	return (struct ic_pictures_work){ .dpi = IC_MATCH_COARSE_DPI,
		.asked = s->asked,
		.n = n,
		.user = s,
		.stop = s->m->p.ui ? s->m->p.ui->stop : NULL };
}

static bool shoot_file(struct searching *s)
{
	struct import *m = s->m;

	for (; s->from < s->n; s->from += ASKED_MAX) {
		size_t n = s->n - s->from < ASKED_MAX ? s->n - s->from
						      : ASKED_MAX;
		struct ic_pictures_work work = work_of(s, n);
		enum ic_reason why;

		for (size_t i = 0; i < n; i++) {
			s->asked[i] = (struct ic_picture_ask){
				.page = s->at[s->from + i].page
			};
		}
		work.fd = s->f->fd;
		work.password = s->f->password;
		work.take = keep;
		if (!ic_take_pictures(m->p.z, &work, &why, &m->p.err)) {
			return false;
		}
		if (why) {
			return import_refuse(m, s->f->path, 0, "%s",
			    ic_reason_sentence(why));
		}
	}
	return true;
}

static void make_thumb(const struct sought *x, struct ways *w,
    const struct ic_fit *f)
{
	w->fits[w->n] = *f;
	ic_thumb_of(x->g, f, &w->thumbs[w->n++]);
}

/* As it may lie on pages of such a size: as it is, smaller, turned. */
static void make_ways(struct searching *s, const struct sought *x,
    struct ic_size page, struct ways *w)
{
	const struct ic_numbering *nb = &s->m->p.run->spec.numbering;
	uint32_t room = (uint32_t)ic_slice_room(nb->size, nb->margin);
	struct ic_fit f = { .file = x->size, .page = page };

	w->of = page;
	w->n = 0;
	for (unsigned turns = 0; turns < 4; turns++) {
		f.turns = (uint8_t)turns;
		f.at = ic_fit_inside(page, ic_fit_turned(x->size, turns));
		make_thumb(x, w, &f);
	}
	f.turns = 0;
	for (unsigned how = 1; how < IC_SHRINKS; how++) {
		struct ic_slice slice = {
			.room_top = how & IC_SHRINK_TOP ? room : 0,
			.room_bottom = how & IC_SHRINK_BOTTOM ? room : 0,
		};

		f.at = ic_slice_placement(&slice, page);
		make_thumb(x, w, &f);
	}
}

static const struct ways *ways_of(struct searching *s, struct sought *x,
    struct ic_size page)
{
	for (unsigned i = 0; i < SIZES; i++) {
		if (x->ways[i].n && x->ways[i].of.w == page.w &&
		    x->ways[i].of.h == page.h) {
			return &x->ways[i];
		}
	}
	x->last = (x->last + 1) % SIZES;
	make_ways(s, x, page, &x->ways[x->last]);
	return &x->ways[x->last];
}

static void keep_nearest(struct sought *x, struct candidate c)
{
	unsigned i = x->nbest;

	if (i == NEAREST) {
		if (c.distance >= x->best[NEAREST - 1].distance) {
			return;
		}
		i--;
	} else {
		x->nbest++;
	}
	for (; i > 0 && x->best[i - 1].distance > c.distance; i--) {
		x->best[i] = x->best[i - 1];
	}
	x->best[i] = c;
}

static void meet(struct searching *s, struct sought *x,
    const struct ic_thumb *thumb, struct ic_size size, uint32_t page)
{
	const struct ways *w = ways_of(s, x, size);
	struct candidate c = { .document = s->document,
		.page = page,
		.distance = UINT32_MAX };

	if (ic_thumb_is_blank(&w->thumbs[0])) {
		return;
	}
	for (unsigned i = 0; i < w->n; i++) {
		uint32_t d = ic_thumb_distance(&w->thumbs[i], thumb);

		if (d < c.distance) {
			c.distance = d;
			c.fit = w->fits[i];
		}
	}
	keep_nearest(x, c);
}

static bool meet_all(void *user, size_t i, const struct ic_picture *p,
    struct ic_error *err)
{
	struct searching *s = user;
	const struct ic_spec_document *d = &s->m->p.run->spec
						.documents[s->document];
	struct ic_gray g = { p->w, p->h, IC_MATCH_COARSE_DPI, p->px };
	struct ic_fit id = { .file = p->size,
		.page = p->size,
		.at = { 1000000, 0, 0 } };
	struct ic_thumb thumb;

	(void)i;
	(void)err;
	ic_thumb_of(g, &id, &thumb);
	for (size_t k = 0; k < s->n; k++) {
		meet(s, &s->at[k], &thumb, p->size, p->page - d->source_first);
	}
	return true;
}

static bool shoot_document(struct searching *s, size_t document)
{
	struct import *m = s->m;
	const struct ic_plan_document *d = &m->p.run->plan.documents[document];
	struct ic_error err = { 0 };
	int fd;

	if (!ic_open_source(&m->p, document, &fd, NULL, &err)) {
		return ic_fail(&m->p.err, err.code, "%s", err.msg);
	}
	s->document = document;
	for (uint32_t from = 0; from < d->numbers; from += ASKED_MAX) {
		uint32_t n = d->numbers - from < ASKED_MAX ? d->numbers - from
							   : ASKED_MAX;
		struct ic_pictures_work work = work_of(s, n);
		enum ic_reason why = IC_REASON_NONE;
		bool ok;

		for (uint32_t i = 0; i < n; i++) {
			s->asked[i] = (struct ic_picture_ask){
				.page = d->spec->source_first + from + i
			};
		}
		work.fd = fd;
		work.password = m->p.states[document].password;
		work.take = meet_all;
		ok = ic_take_pictures(m->p.z, &work, &why, &m->p.err) &&
		    (!why ||
			import_refuse(m, d->spec->name, 0, "%s",
			    ic_reason_sentence(why)));
		if (!ok || why) {
			close(fd);
			return ok;
		}
	}
	close(fd);
	return true;
}

static bool search_all(struct searching *s)
{
	const struct ic_plan *plan = &s->m->p.run->plan;

	if (!shoot_file(s)) {
		return false;
	}
	for (size_t i = 0; i < plan->ndocuments && !s->m->failed; i++) {
		if (ic_plan_is_sheet(&plan->documents[i])) {
			continue;
		}
		if (!shoot_document(s, i)) {
			return false;
		}
		if (ic_stopped(&s->m->p)) {
			return ic_fail(&s->m->p.err, IC_EENV, "interrupted");
		}
	}
	return true;
}

static bool make_pairs(struct searching *s, struct import_pair **pairs,
    size_t *n)
{
	*pairs = calloc(s->n * NEAREST + 1, sizeof(**pairs));
	*n = 0;
	if (!*pairs) {
		return ic_fail(&s->m->p.err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < s->n; i++) {
		for (unsigned k = 0; k < s->at[i].nbest; k++) {
			const struct candidate *c = &s->at[i].best[k];

			(*pairs)[(*n)++] = (struct import_pair){
				.file_page = s->at[i].page,
				.document = c->document,
				.page = c->page,
				.fit = c->fit,
				.only = true
			};
		}
	}
	return true;
}

bool import_search(struct import *m, struct import_file *f, const bool *wanted,
    struct import_pair **pairs, size_t *n)
{
	struct searching s = { .m = m, .f = f };
	bool ok;

	s.at = calloc(f->npages + 1, sizeof(*s.at));
	s.asked = calloc(ASKED_MAX, sizeof(*s.asked));
	for (uint32_t i = 0; s.at && i < f->npages; i++) {
		if (wanted[i]) {
			s.at[s.n++].page = i;
		}
	}
	ok = (s.at && s.asked) || ic_fail(&m->p.err, IC_EENV, "out of memory");
	ok = ok && search_all(&s) && make_pairs(&s, pairs, n);
	for (size_t i = 0; i < s.n; i++) {
		free(s.at[i].px);
	}
	free(s.at);
	free(s.asked);
	return ok;
}
