/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where a page of a binder may differ from the source: it may have been
 * endorsed, and covered or marked as the spec says; and it bears the marks
 * that are to be read.
 */
#include <stdlib.h>

#include "import_priv.h"

#define BAND_Y 54000 /* above and below: numbers, legends, banners */
#define BAND_X 36000 /* at the sides: ids of marks */
#define AROUND 6000  /* what of a mark is drawn outside it */
#define ICON 24000   /* and of a note's icon */
#define BANDS 4

static bool add_zone(struct import *m, const struct import_zone *z)
{
	if (m->nzones == m->cap_zones) {
		size_t cap = m->cap_zones ? 2 * m->cap_zones : 256;
		void *p = reallocarray(m->zones, cap, sizeof(*m->zones));

		if (!p) {
			return ic_fail(&m->p.err, IC_EENV, "out of memory");
		}
		m->zones = p;
		m->cap_zones = cap;
	}
	m->zones[m->nzones++] = *z;
	return true;
}

struct adding {
	struct import *m;
	const struct ic_redaction *r;
};

static void add_page(void *user, size_t document, uint32_t page)
{
	struct adding *a = user;
	const struct ic_redaction *r = a->r;
	struct import_zone z = { document, page,
		(uint32_t)(r - a->m->p.run->spec.redactions), r->rect };

	if (r->area == IC_AREA_WHOLE) {
		z.rect = (struct ic_rect){ 0, 0, IC_MPT_MAX, IC_MPT_MAX };
	}
	if (a->m->p.err.code == IC_OK) {
		add_zone(a->m, &z);
	}
}

static int by_page(const void *x, const void *y)
{
	const struct import_zone *a = x, *b = y;

	return a->document != b->document
	    ? (a->document > b->document) - (a->document < b->document)
	    : (a->page > b->page) - (a->page < b->page);
}

bool import_zones(struct import *m)
{
	const struct ic_spec *spec = &m->p.run->spec;

	for (size_t i = 0; i < spec->nredactions; i++) {
		struct adding a = { m, &spec->redactions[i] };

		if ((a.r->area == IC_AREA_RECT || a.r->area == IC_AREA_WHOLE) &&
		    !a.r->old_legend) {
			ic_mark_each_page(&m->p.run->plan, a.r, add_page, &a);
		}
	}
	if (m->nzones) {
		qsort(m->zones, m->nzones, sizeof(*m->zones), by_page);
	}
	return m->p.err.code == IC_OK;
}

const struct import_zone *import_zone_first(const struct import *m,
    size_t document, uint32_t page)
{
	const struct import_zone key = { .document = document, .page = page };
	size_t low = 0, high = m->nzones;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (by_page(&m->zones[mid], &key) < 0) {
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	return m->zones + low;
}

size_t import_zones_max(const struct import *m, const struct import_file *f)
{
	size_t n = BANDS + m->nzones;

	for (uint32_t i = 0; i < f->annots.n; i++) {
		n += f->annots.at[i].nrects;
	}
	return n;
}

static size_t add_bands(struct ic_size s, struct ic_zone *out)
{
	const struct ic_rect bands[BANDS] = { { 0, 0, s.w, BAND_Y },
		{ 0, s.h - BAND_Y, s.w, s.h }, { 0, 0, BAND_X, s.h },
		{ s.w - BAND_X, 0, s.w, s.h } };

	for (unsigned i = 0; i < BANDS; i++) {
		out[i] = (struct ic_zone){ bands[i], false };
	}
	return BANDS;
}

/* Where marks are drawn on the file's page. */
static size_t add_marks(const struct import_file *f, uint32_t page,
    const struct ic_fit *fit, struct ic_zone *out)
{
	size_t n = 0;

	for (uint32_t i = f->first[page + 1]; i < f->annots.n; i++) {
		const struct ic_annot *a = &f->annots.at[f->order[i]];

		if (a->page != page) {
			break;
		}
		if (a->flags & (IC_ANNOT_BIT(HIDDEN) | IC_ANNOT_BIT(NO_PAGE))) {
			continue;
		}
		for (uint32_t k = 0; k < a->nrects; k++) {
			struct ic_rect r = ic_fit_to_page(fit, a->rects[k]);

			out[n++] = (struct ic_zone){
				ic_rect_grow(r,
				    a->type == IC_ANNOT_TEXT ? ICON : AROUND),
				true
			};
		}
	}
	return n;
}

size_t import_zones_of(const struct import *m, const struct import_file *f,
    const struct import_pair *pair, const struct ic_fit *fit,
    struct ic_zone *out)
{
	const struct import_zone *z = import_zone_first(m, pair->document,
	    pair->page);
	size_t n = add_bands(fit->page, out);

	for (; z < m->zones + m->nzones && z->document == pair->document &&
	     z->page == pair->page;
	     z++) {
		out[n++] = (struct ic_zone){ ic_rect_grow(z->rect, 2000),
			true };
	}
	return n + add_marks(f, pair->file_page, fit, out + n);
}
