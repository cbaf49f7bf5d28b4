/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The redactions of a source as annotations: a redaction is one on each of its
 * pages, with all its rectangles there. Its name is the redaction's id, and
 * its overlay text the codes; its author is this program.
 */
#include <stdlib.h>
#include <string.h>

#include "core/annot.h"
#include "export_priv.h"

#define AUTHOR "incamera"

struct marking {
	const struct ic_plan *plan;
	struct export_item *item;
	bool notes;
	struct ic_size *sizes; /* of the source's pages */
	uint32_t npages;
	struct ic_rect *rects; /* room for a page's */
	uint32_t *order;       /* its regions, by redaction */
	struct ic_buf text;    /* room for strings */
	struct ic_buf codes;
};

static uint32_t source_page(const struct ic_plan_document *d, uint32_t page)
{
	return d->spec->part ? d->spec->source_first + page : page;
}

/* Pages that no document is made of have a size that no mark fits. */
static bool measure(struct marking *m, struct ic_error *err)
{
	const struct export_item *item = m->item;
	uint32_t most = 1;

	for (uint32_t i = 0; i < item->n; i++) {
		const struct ic_plan_document
		    *d = &m->plan->documents[item->documents[i]];

		most = d->nregions > most ? d->nregions : most;
		if (source_page(d, d->npages) > m->npages) {
			m->npages = source_page(d, d->npages);
		}
	}
	m->sizes = calloc(m->npages + 1u, sizeof(*m->sizes));
	m->rects = calloc(most, sizeof(*m->rects));
	m->order = calloc(most, sizeof(*m->order));
	if (!m->sizes || !m->rects || !m->order) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (uint32_t i = 0; i < m->npages; i++) {
		m->sizes[i] = (struct ic_size){ 1, 1 };
	}
	for (uint32_t i = 0; i < item->n; i++) {
		const struct ic_plan_document
		    *d = &m->plan->documents[item->documents[i]];

		for (uint32_t k = 0; k < d->npages; k++) {
			m->sizes[source_page(d, k)] = d->pages[k].size;
		}
	}
	return true;
}

/* A text as a line, at an offset of m->text; its NUL belongs to it. */
static size_t add_text(struct marking *m, const char *text, size_t max)
{
	size_t at = m->text.len;

	ic_annot_text(&m->text, text ? text : "", max);
	ic_buf_putc(&m->text, '\0');
	return at;
}

static const char *text_at(const struct marking *m, size_t at)
{
	return m->text.failed ? "" : (const char *)m->text.data + at;
}

static void put_mark(struct marking *m, uint32_t redaction, uint32_t page,
    uint32_t nrects)
{
	const struct ic_spec *spec = m->plan->spec;
	const struct ic_redaction *r = &spec->redactions[redaction];
	struct ic_annot a = { .page = page,
		.type = IC_ANNOT_REDACT,
		.color = spec->fill == IC_FILL_WHITE ? 0xffffff : 0,
		.of = UINT32_MAX,
		.nrects = nrects,
		.rects = m->rects,
		.author = AUTHOR };
	size_t name, overlay, subject, contents;

	ic_buf_reset(&m->text);
	ic_buf_reset(&m->codes);
	ic_plan_codes(spec, r, &m->codes);
	name = add_text(m, m->plan->ids[redaction], IC_ANNOT_NAME_MAX);
	overlay = add_text(m, ic_buf_str(&m->codes), IC_ANNOT_TEXT_MAX);
	subject = add_text(m, r->description ? r->description : "Redaction",
	    IC_ANNOT_NAME_MAX);
	contents = add_text(m, m->notes ? r->note : NULL, IC_ANNOT_TEXT_MAX);
	a.name = text_at(m, name);
	a.overlay = text_at(m, overlay);
	a.subject = text_at(m, subject);
	a.contents = text_at(m, contents);
	ic_annots_put(&m->item->marks, &a);
	m->item->marks.failed |= m->text.failed || m->codes.failed;
	m->item->nmarks++;
}

static int by_redaction(const void *a, const void *b, void *user)
{
	const struct ic_region *regions = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	uint32_t x = regions[i].redaction, y = regions[k].redaction;

	return x != y ? (x > y) - (x < y) : (i > k) - (i < k);
}

/* What covers an old legend is not the spec's to show. */
static uint32_t list_regions(struct marking *m,
    const struct ic_plan_document *d, const struct ic_plan_page *p)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->nregions; i++) {
		if (!d->regions[p->region + i].legend) {
			m->order[n++] = p->region + i;
		}
	}
	if (n > 0) {
		qsort_r(m->order, n, sizeof(*m->order), by_redaction,
		    d->regions);
	}
	return n;
}

static void put_page(struct marking *m, const struct ic_plan_document *d,
    uint32_t page)
{
	uint32_t n = list_regions(m, d, &d->pages[page]), nrects = 0;

	for (uint32_t i = 0; i < n; i++) {
		const struct ic_region *r = &d->regions[m->order[i]];

		m->rects[nrects++] = r->rect;
		if (i + 1 == n ||
		    d->regions[m->order[i + 1]].redaction != r->redaction) {
			put_mark(m, r->redaction, source_page(d, page), nrects);
			nrects = 0;
		}
	}
}

static bool put_all(struct marking *m, struct ic_error *err)
{
	struct export_item *item = m->item;
	const struct ic_spec_document
	    *first = m->plan->documents[item->documents[0]].spec;
	struct ic_annots head = { .href = first->part ? first->file
						      : first->name };

	if (!measure(m, err)) {
		return false;
	}
	head.pages = m->sizes;
	head.npages = m->npages;
	item->marks.max = IC_ANNOT_JOB_MAX;
	ic_annots_put_head(&item->marks, &head);
	for (uint32_t i = 0; i < item->n; i++) {
		const struct ic_plan_document
		    *d = &m->plan->documents[item->documents[i]];

		for (uint32_t k = 0; k < d->npages; k++) {
			put_page(m, d, k);
		}
	}
	ic_annots_put_end(&item->marks, item->nmarks);
	return item->marks.failed || item->nmarks > IC_ANNOTS_MAX
	    ? ic_fail(err, IC_ELIMIT,
		  "%s has more redactions than one file can bear", item->range)
	    : true;
}

bool export_marks(const struct ic_plan *plan, struct export_item *item,
    bool notes, struct ic_error *err)
{
	struct marking m = { .plan = plan, .item = item, .notes = notes };
	bool ok = put_all(&m, err);

	free(m.sizes);
	free(m.rects);
	free(m.order);
	ic_buf_finish(&m.text);
	ic_buf_finish(&m.codes);
	return ok;
}
