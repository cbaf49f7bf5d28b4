/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/told.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "plan_priv.h"

/* Paper on which every box lies: where pages end, only a source says. */
static const struct ic_size paper = { IC_MPT_MAX, IC_MPT_MAX };

struct spot {
	uint32_t document, page, redaction;
};

struct ic_told {
	struct ic_plan *plan;
	struct spot *at; /* by document */
	size_t n, cap;
	uint32_t redaction; /* at hand */
	bool starved;
};

static void add_spot(void *user, size_t document, uint32_t page)
{
	struct ic_told *t = user;

	if (t->n == t->cap) {
		size_t cap = t->cap ? 2 * t->cap : 1024;
		void *p = t->n < IC_SLICE_BOXES_MAX
		    ? reallocarray(t->at, cap, sizeof(*t->at))
		    : NULL;

		if (!p) {
			t->starved = true;
			return;
		}
		t->at = p;
		t->cap = cap;
	}
	t->at[t->n++] = (struct spot){ (uint32_t)document, page, t->redaction };
}

/* False where a scout must say where the box is. */
static bool is_plain(const struct ic_redaction *r)
{
	return r->area == IC_AREA_RECT || r->area == IC_AREA_WHOLE;
}

static const char *id_of(const struct ic_plan *plan, uint32_t redaction)
{
	const char *id = plan->ids[redaction];

	return id ? id : "";
}

/* As regions are sorted, but by id: rows of a spec may change places. */
static int by_place(const void *a, const void *b, void *user)
{
	const struct ic_plan *plan = user;
	const struct spot *x = a, *y = b;
	const struct ic_redaction *r = &plan->spec->redactions[x->redaction];
	const struct ic_redaction *s = &plan->spec->redactions[y->redaction];

	if (x->document != y->document) {
		return x->document < y->document ? -1 : 1;
	}
	if (x->page != y->page) {
		return x->page < y->page ? -1 : 1;
	}
	if (r->rect.y0 != s->rect.y0) {
		return r->rect.y0 < s->rect.y0 ? -1 : 1;
	}
	if (r->rect.x0 != s->rect.x0) {
		return r->rect.x0 < s->rect.x0 ? -1 : 1;
	}
	return strcmp(id_of(plan, x->redaction), id_of(plan, y->redaction));
}

static bool gather(struct ic_told *t)
{
	const struct ic_plan_walk walk = { .page = add_spot, .user = t };
	struct ic_plan *plan = t->plan;

	for (size_t i = 0; i < plan->spec->nredactions && !t->starved; i++) {
		const struct ic_redaction *r = &plan->spec->redactions[i];

		t->redaction = (uint32_t)i;
		/* What has no box yet has no id that is derived from it. */
		if (is_plain(r) && !ic_plan_name(plan, i)) {
			return false;
		}
		if (!r->old_legend && ic_plan_burns(plan, r)) {
			ic_plan_walk_target(plan, r, &walk);
		}
	}
	if (t->n > 0) {
		qsort_r(t->at, t->n, sizeof(*t->at), by_place, plan);
	}
	return !t->starved;
}

struct ic_told *ic_told_open(struct ic_plan *plan)
{
	struct ic_told *t = calloc(1, sizeof(*t));

	if (t) {
		t->plan = plan;
		if (!gather(t)) {
			ic_told_close(t);
			return NULL;
		}
	}
	return t;
}

/* The first spot of a document or of a later one. */
static size_t find(const struct ic_told *t, size_t document)
{
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->at[mid].document < document) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

/* A document as it were if nothing were known of its pages. */
struct blank {
	struct ic_plan_document d;
	struct ic_arena arena;
	bool plain;
};

static bool make_room(struct blank *b, size_t n)
{
	struct ic_plan_document *d = &b->d;

	d->pages = ic_arena_alloc(&b->arena, d->npages, sizeof(*d->pages));
	d->regions = ic_arena_alloc(&b->arena, n, sizeof(*d->regions));
	d->boxes = ic_arena_alloc(&b->arena, n, sizeof(*d->boxes));
	return d->pages && d->regions && d->boxes;
}

static void add_region(struct blank *b, const struct spot *spot,
    const struct ic_redaction *r)
{
	struct ic_plan_document *d = &b->d;
	struct ic_plan_page *p = &d->pages[spot->page];
	bool whole = r->area == IC_AREA_WHOLE;

	if (p->nregions++ == 0) {
		p->region = d->nregions;
		p->box = d->nboxes;
	}
	p->whole |= whole;
	if (!whole) {
		d->boxes[d->nboxes++] = d->nregions;
	}
	d->regions[d->nregions++] = (struct ic_region){ .page = spot->page,
		.redaction = spot->redaction,
		.rect = whole ? ic_rect_of(paper) : r->rect,
		.whole = whole };
	b->plain = b->plain && is_plain(r);
}

static bool lay_out(const struct ic_told *t, size_t document, struct blank *b)
{
	const struct ic_spec *spec = t->plan->spec;
	struct ic_plan_document *d = &b->d;
	size_t from = find(t, document), to = find(t, document + 1);

	*d = t->plan->documents[document];
	d->npages = ic_plan_is_sheet(d) && !ic_plan_has_each(d) ? 1
								: d->numbers;
	d->nregions = d->nboxes = d->nlegends = 0;
	d->unopened = d->unlooked = false;
	d->bytes = 0; /* its hash says it */
	memset(d->layout, 0, sizeof(d->layout));
	b->plain = !ic_plan_seeks_legend(d);
	if (!make_room(b, to - from)) {
		return false;
	}
	for (uint32_t i = 0; i < d->npages; i++) {
		d->pages[i].size = paper;
	}
	for (size_t k = from; k < to && !ic_plan_is_sheet(d); k++) {
		add_region(b, &t->at[k], &spec->redactions[t->at[k].redaction]);
	}
	return true;
}

/* What decides how pages are laid out, and which copies there are. */
static bool put_choices(const struct ic_plan *plan, const struct blank *b,
    struct ic_buf *out)
{
	const struct ic_spec *s = plan->spec;

	ic_buf_printf(out, "told/1 %s %u %u %u %d %d %s\n%s\n%s\n%s\n%s\n",
	    b->d.sha256, plan->copies, (unsigned)s->numbering.on_conflict,
	    (unsigned)s->on_unreadable, plan->lift_denied, s->numbering.at,
	    b->d.range, b->d.legend.text ? b->d.legend.text : "",
	    b->d.legend.unredacted ? b->d.legend.unredacted : "",
	    ic_plan_banner(s, IC_COPY_DISPUTED, true),
	    ic_plan_banner(s, IC_COPY_DISPUTED, false));
	return !out->failed;
}

static void put_cell(void *user, const struct ic_cell *c)
{
	struct ic_buf *out = user;

	/* With its NUL: no two texts become one. */
	ic_buf_puts(out, c->what);
	ic_buf_add(out, c->text ? c->text : "",
	    c->text ? strlen(c->text) + 1 : 1);
}

/* Of a region its status, which says whether its page is in dispute. */
static void put_statuses(const struct ic_plan *plan, const struct blank *b,
    struct ic_buf *out)
{
	for (uint32_t i = 0; i < b->d.nregions; i++) {
		const struct ic_region *g = &b->d.regions[i];

		ic_buf_printf(out, "%u %s %s\n", g->page,
		    plan->ids[g->redaction],
		    ic_status_word(
			plan->spec->redactions[g->redaction].status));
	}
}

static bool put_slices(const struct ic_plan *plan, size_t document,
    struct ic_buf *out, struct ic_error *err)
{
	static const struct {
		enum ic_copy copy;
		enum ic_ask ask;
	} all[] = {
		{ IC_COPY_REDACTED, 0 },
		{ IC_COPY_REDACTED, IC_ASK_INK },
		{ IC_COPY_PROPOSED, 0 },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (!ic_plan_slice(plan, document, all[i].copy, all[i].ask, out,
			err)) {
			return false;
		}
	}
	return true;
}

/* The blank stands in the document's place while its slices are made. */
static bool put_all(struct ic_told *t, size_t document, struct blank *b,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_plan_document *d = &t->plan->documents[document];
	struct ic_plan_document kept = *d;
	bool ok;

	*d = b->d;
	ok = put_choices(t->plan, b, out) &&
	    put_slices(t->plan, document, out, err);
	put_statuses(t->plan, b, out);
	ic_plan_each_cell(t->plan, document, put_cell, out);
	*d = kept;
	return ok && ic_buf_check(out, "what is told of one document", err);
}

bool ic_told_hash(struct ic_told *t, size_t document, char out[IC_TOLD_HEX],
    struct ic_error *err)
{
	struct blank b = { 0 };
	struct ic_buf text = { 0 };
	bool ok = lay_out(t, document, &b) ||
	    ic_fail(err, IC_EENV, "out of memory");

	*out = '\0';
	if (ok && b.plain) {
		ok = put_all(t, document, &b, &text, err) &&
		    ic_sha256(text.data, text.len, out, err);
	}
	ic_buf_finish(&text);
	ic_arena_finish(&b.arena);
	return ok;
}

void ic_told_close(struct ic_told *t)
{
	if (t) {
		free(t->at);
		free(t);
	}
}
