/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pictures of a few pages of the file are kept at a time, and those of the
 * production's pages that they may be come by and are compared. How a page
 * lies on the other is tried in turn: as pages of the file before it, as it
 * is, as our own copies are, as printers do it; and if none of that fits, it
 * is measured.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import_priv.h"
#include "ops/numbers.h"

#define AT_A_TIME 16    /* pages of the file whose pictures are kept */
#define PIXELS_MAX 12e6 /* of a picture */
#define SAME_SIZE 1000  /* milli-points */
#define FITS_MAX 9

struct shot {
	uint32_t page;
	uint8_t *px; /* owned */
	struct ic_gray g;
	struct ic_size size;
};

struct looking {
	struct import *m;
	struct import_file *f;
	struct shot shots[AT_A_TIME];
	size_t nshots;
	struct import_pair **pairs; /* of these pages, by document and page */
	size_t npairs;
	struct ic_picture_ask *asked;
	size_t nasked, document;
	uint32_t dpi; /* of the production's pages */
	struct ic_zone *zones;
	struct ic_fit last; /* that fitted; file.w 0: none yet */
};

static uint32_t dpi_for(struct ic_size s)
{
	double inches = (double)s.w / 72000 * s.h / 72000;
	double dpi = inches > 0 ? sqrt(PIXELS_MAX / inches) : IC_MATCH_DPI;

	return dpi >= IC_MATCH_DPI ? IC_MATCH_DPI : dpi < 1 ? 1 : (uint32_t)dpi;
}

static bool keep_shot(void *user, size_t i, const struct ic_picture *p,
    struct ic_error *err)
{
	struct looking *l = user;
	struct shot *s = &l->shots[i];
	size_t n = (size_t)p->w * p->h;

	s->px = malloc(n);
	if (!s->px) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	memcpy(s->px, p->px, n);
	s->g.w = p->w;
	s->g.h = p->h;
	s->g.at = s->px;
	s->size = p->size;
	return true;
}

static void drop_shots(struct looking *l)
{
	for (size_t i = 0; i < l->nshots; i++) {
		free(l->shots[i].px);
		l->shots[i] = (struct shot){ 0 };
	}
	l->nshots = 0;
}

static struct ic_pictures_work work_of(struct looking *l)
{
	return (struct ic_pictures_work){ .fd = l->f->fd,
		.password = l->f->password,
		.dpi = IC_MATCH_DPI,
		.asked = l->asked,
		.n = l->nasked,
		.user = l,
		.stop = l->m->p.ui ? l->m->p.ui->stop : NULL };
}

/* The pictures of the file's pages l->shots. */
static bool shoot_file(struct looking *l)
{
	struct ic_pictures_work work;
	struct ic_error *err = &l->m->p.err;
	enum ic_reason why;

	l->nasked = l->nshots;
	work = work_of(l);
	work.take = keep_shot;
	for (size_t i = 0; i < l->nshots; i++) {
		uint32_t page = l->shots[i].page;
		uint32_t dpi = dpi_for(l->f->annots.pages[page]);

		l->asked[i] = (struct ic_picture_ask){ .page = page };
		work.dpi = dpi < work.dpi ? dpi : work.dpi;
	}
	for (size_t i = 0; i < l->nshots; i++) {
		l->shots[i].g.dpi = work.dpi;
	}
	return ic_take_pictures(l->m->p.z, &work, &why, err) &&
	    (!why ||
		import_refuse(l->m, l->f->path, 0, "%s",
		    ic_reason_sentence(why)));
}

static bool is_better(const struct ic_match *a, const struct ic_match *b)
{
	bool da = a->likeness == IC_LIKE_DIFFERS;
	bool db = b->likeness == IC_LIKE_DIFFERS;

	return da != db ? db : a->differing < b->differing;
}

/* No other fit need be tried. */
static bool is_told(const struct ic_match *m)
{
	return m->likeness != IC_LIKE_DIFFERS || m->drawn_once;
}

/* Compare so; *first says that there is nothing yet to be better than. */
static bool try_fit(struct looking *l, struct import_pair *pair,
    const struct shot *s, struct ic_gray page, const struct ic_fit *fit,
    bool *first)
{
	struct ic_match match;
	size_t n = import_zones_of(l->m, l->f, pair, fit, l->zones);

	if (!ic_match_compare(s->g, page, fit, l->zones, n, &match,
		&l->m->p.err)) {
		return false;
	}
	if (*first || is_better(&match, &pair->match)) {
		pair->match = match;
		pair->fit = *fit;
	}
	*first = false;
	return true;
}

static bool same_size(struct ic_size a, struct ic_size b)
{
	return labs((long)a.w - b.w) <= SAME_SIZE &&
	    labs((long)a.h - b.h) <= SAME_SIZE;
}

/* As our own copies make room: above, below, or both. */
static size_t add_layouts(const struct ic_spec *spec, struct ic_fit f,
    struct ic_fit *out)
{
	const struct ic_numbering *nb = &spec->numbering;
	uint32_t room = (uint32_t)ic_slice_room(nb->size, nb->margin);
	size_t n = 0;

	for (unsigned how = 1; how < IC_SHRINKS; how++) {
		struct ic_slice s = {
			.room_top = how & IC_SHRINK_TOP ? room : 0,
			.room_bottom = how & IC_SHRINK_BOTTOM ? room : 0,
		};

		f.at = ic_slice_placement(&s, f.page);
		out[n++] = f;
	}
	return n;
}

/* As the page before it, if that was so placed. */
static size_t add_last(const struct looking *l, struct ic_size file,
    struct ic_size page, bool measured, struct ic_fit *out)
{
	if (!l->last.file.w || (l->last.slack > 0) != measured ||
	    !same_size(l->last.file, file) || !same_size(l->last.page, page)) {
		return 0;
	}
	*out = l->last;
	out->file = file;
	out->page = page;
	return 1;
}

/* What is exact comes before what was measured on the page before it. */
static size_t known_fits(struct looking *l, struct ic_size file,
    struct ic_size page, struct ic_fit *out)
{
	size_t n = add_last(l, file, page, false, out);

	for (unsigned turns = 0; turns < 4; turns++) {
		struct ic_fit f = { .file = file,
			.page = page,
			.turns = (uint8_t)turns,
			.at = { 1000000, 0, 0 } };

		if (same_size(ic_fit_turned(file, turns), page)) {
			out[n++] = f;
			n += turns
			    ? 0
			    : add_layouts(&l->m->p.run->spec, f, out + n);
		} else {
			f.at = ic_fit_inside(page, ic_fit_turned(file, turns));
			out[n++] = f;
		}
	}
	return n + add_last(l, file, page, true, out + n);
}

static bool try_measured(struct looking *l, struct import_pair *pair,
    const struct shot *s, struct ic_gray page, struct ic_size size, bool *first)
{
	for (unsigned turns = 0; turns < 4 && !is_told(&pair->match); turns++) {
		struct ic_fit f = { .file = s->size,
			.page = size,
			.turns = (uint8_t)turns };

		if (ic_match_measure(s->g, page, &f, &l->m->p.err) &&
		    !try_fit(l, pair, s, page, &f, first)) {
			return false;
		}
	}
	return l->m->p.err.code == IC_OK;
}

static bool best_fit(struct looking *l, struct import_pair *pair,
    const struct shot *s, struct ic_gray page, struct ic_size size)
{
	struct ic_fit known[FITS_MAX];
	bool first = true;
	size_t n;

	if (pair->only) {
		pair->fit.file = s->size;
		pair->fit.page = size;
		known[0] = pair->fit;
		return try_fit(l, pair, s, page, known, &first);
	}
	n = known_fits(l, s->size, size, known);

	for (size_t i = 0; i < n && (first || !is_told(&pair->match)); i++) {
		if (!try_fit(l, pair, s, page, &known[i], &first)) {
			return false;
		}
	}
	if (!try_measured(l, pair, s, page, size, &first)) {
		return false;
	}
	if (pair->match.likeness == IC_LIKE_SAME) {
		l->last = pair->fit;
	}
	return true;
}

static const struct shot *shot_of(const struct looking *l, uint32_t page)
{
	size_t i = 0;

	while (i < l->nshots && l->shots[i].page != page) {
		i++;
	}
	return &l->shots[i];
}

/* A page of the production: compare all that may be it. */
static bool meet(void *user, size_t i, const struct ic_picture *p,
    struct ic_error *err)
{
	struct looking *l = user;
	const struct ic_plan_document *d = &l->m->p.run->plan
						.documents[l->document];
	struct ic_gray page = { p->w, p->h, l->dpi, p->px };

	(void)i;
	for (size_t k = 0; k < l->npairs; k++) {
		struct import_pair *pair = l->pairs[k];

		if (pair->document == l->document &&
		    pair->page + d->spec->source_first == p->page &&
		    !best_fit(l, pair, shot_of(l, pair->file_page), page,
			p->size)) {
			*err = l->m->p.err;
			return false;
		}
	}
	return true;
}

static bool asked_already(const struct looking *l, uint32_t page)
{
	for (size_t i = 0; i < l->nasked; i++) {
		if (l->asked[i].page == page) {
			return true;
		}
	}
	return false;
}

/* All pages of one document that a pair names. */
static void ask_document(struct looking *l, size_t document)
{
	const struct ic_plan_document *d = &l->m->p.run->plan
						.documents[document];

	l->document = document;
	l->nasked = 0;
	l->dpi = IC_MATCH_DPI;
	for (size_t k = 0; k < l->npairs; k++) {
		const struct import_pair *pair = l->pairs[k];
		uint32_t page = pair->page + d->spec->source_first;

		if (pair->document != document || asked_already(l, page)) {
			continue;
		}
		l->asked[l->nasked++] = (struct ic_picture_ask){ .page = page };
		if (d->pages && dpi_for(d->pages[pair->page].size) < l->dpi) {
			l->dpi = dpi_for(d->pages[pair->page].size);
		}
	}
}

static bool shoot_document(struct looking *l, size_t document)
{
	struct import *m = l->m;
	const struct ic_spec_document *d = &m->p.run->spec.documents[document];
	struct ic_pictures_work work;
	enum ic_reason why = IC_REASON_NONE;
	struct ic_error err = { 0 };
	bool ok;

	ask_document(l, document);
	work = work_of(l);
	work.take = meet;
	work.dpi = l->dpi;
	work.password = m->p.states[document].password;
	if (!ic_open_source(&m->p, document, &work.fd, NULL, &err)) {
		return ic_fail(&m->p.err, err.code, "%s", err.msg);
	}
	ok = ic_take_pictures(m->p.z, &work, &why, &m->p.err) &&
	    (!why ||
		import_refuse(m, d->name, 0, "%s", ic_reason_sentence(why)));
	close(work.fd);
	return ok;
}

static int by_document(const void *x, const void *y)
{
	const struct import_pair *a = *(struct import_pair *const *)x;
	const struct import_pair *b = *(struct import_pair *const *)y;

	if (a->document != b->document) {
		return a->document < b->document ? -1 : 1;
	}
	return (a->page > b->page) - (a->page < b->page);
}

static bool compare_some(struct looking *l)
{
	bool ok = shoot_file(l);

	qsort(l->pairs, l->npairs, sizeof(*l->pairs), by_document);
	for (size_t i = 0; ok && !l->m->failed && i < l->npairs; i++) {
		size_t document = l->pairs[i]->document;

		if (i == 0 || l->pairs[i - 1]->document != document) {
			ok = shoot_document(l, document);
		}
	}
	l->m->p.progress.pages_done += l->nshots;
	ic_tell(&l->m->p);
	drop_shots(l);
	return ok;
}

static bool looking_begin(struct looking *l, size_t n)
{
	l->pairs = reallocarray(NULL, n + 1, sizeof(struct import_pair *));
	l->asked = reallocarray(NULL, n + AT_A_TIME, sizeof(*l->asked));
	l->zones = reallocarray(NULL, import_zones_max(l->m, l->f) + 1,
	    sizeof(*l->zones));
	return (l->pairs && l->asked && l->zones) ||
	    ic_fail(&l->m->p.err, IC_EENV, "out of memory");
}

bool import_compare(struct import *m, struct import_file *f,
    struct import_pair *pairs, size_t n)
{
	struct looking l = { .m = m, .f = f };
	bool ok = looking_begin(&l, n);

	for (size_t i = 0; ok && !m->failed && i < n;) {
		l.npairs = 0;
		while (i < n) {
			uint32_t page = pairs[i].file_page;

			if (l.nshots == 0 ||
			    l.shots[l.nshots - 1].page != page) {
				if (l.nshots == AT_A_TIME) {
					break;
				}
				l.shots[l.nshots++].page = page;
			}
			l.pairs[l.npairs++] = &pairs[i++];
		}
		ok = compare_some(&l);
	}
	free(l.pairs);
	free(l.asked);
	free(l.zones);
	return ok;
}
