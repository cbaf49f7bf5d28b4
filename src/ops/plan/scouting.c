/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scouting.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/fault.h"
#include "core/job.h"
#include "core/numbered.h"
#include "pdf/roles.h"

void scout_error(struct ic_production *p, size_t i, const char *what)
{
	const struct ic_spec_document *d = &p->run->spec.documents[i];

	ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, d->place, "%s %s", d->name,
	    what);
}

/* The same of a page, whose file may be one of its own. */
static void scout_page_error(struct ic_production *p, size_t i, uint32_t page,
    const char *what)
{
	const struct ic_spec_document *d = &p->run->spec.documents[i];

	if (page < d->nimages) {
		ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, d->place, "%s %s",
		    d->images[page], what);
	} else {
		scout_error(p, i, what);
	}
}

bool scout_source_error(struct ic_production *p, size_t i,
    const struct ic_error *err)
{
	if (err->code == IC_EENV) {
		p->err = *err;
	} else {
		ic_diag_add(&p->run->diags, IC_LEVEL_ERROR,
		    p->run->spec.documents[i].place, "%s", err->msg);
	}
	return false;
}

bool scout_sheet_instead(const struct ic_production *p, size_t i,
    enum ic_reason why)
{
	enum ic_kind kind = p->run->plan.documents[i].kind;

	return (p->run->spec.on_unreadable == IC_UNREADABLE_SHEET ||
		   kind == IC_KIND_UNREADABLE) &&
	    kind != IC_KIND_NATIVE && ic_reason_is_unreadable(why);
}

static enum ic_ask asked(const struct ic_production *p)
{
	switch (p->progress.phase) {
	case IC_PHASE_LOOK:
		return IC_ASK_INK;
	case IC_PHASE_LINES:
		return IC_ASK_LINES;
	default:
		return IC_ASK_GEOMETRY;
	}
}

/* Build the scout's job, and open its source. */
static bool scout_job(struct ic_production *p, size_t i)
{
	struct ic_chain *c = &p->states[i].scouting;
	struct ic_buf slice = { 0 };
	struct ic_error err = { 0 };
	bool ok;

	ic_buf_reset(&c->job);
	ok = ic_plan_slice(&p->run->plan, i, p->scouted, asked(p), &slice,
		 &p->err) &&
	    ic_job_join(&slice, p->states[i].password, &c->job, &p->err);
	ic_buf_finish(&slice);
	return ok &&
	    (ic_open_source(p, i, &c->source, NULL, &err) ||
		scout_source_error(p, i, &err));
}

static bool next_scout(void *user, size_t i, struct ic_pool_child *out)
{
	struct ic_production *p = user;
	struct ic_chain *c = &p->states[i].scouting;
	const struct ic_plan_document *d = &p->run->plan.documents[i];

	if (c->step++ > 0 || p->err.code != IC_OK) {
		return false;
	}
	c->page = 0;
	c->fault = UINT32_MAX;
	if (!scout_job(p, i)) {
		return false;
	}
	out->name = "scout";
	out->spawn.role = IC_ROLE_SCOUT;
	out->spawn.job = c->job.data;
	out->spawn.len = c->job.len;
	out->spawn.source = c->source;
	out->spawn.cpu_seconds = ic_pool_cpu(d->npages);
	out->usage = &p->run->summary.usage[IC_WORKER_SCOUT];
	out->fault = &c->fault;
	out->limits.pages = d->npages;
	if (asked(p) == IC_ASK_LINES) {
		out->limits.pages = d->nnumbered;
		out->limits.numbered = IC_NUMBERED_COLUMNS_MAX *
		    (IC_NUMBERED_LINES_MAX + 1);
	}
	if (asked(p) == IC_ASK_INK) {
		out->limits.boxes = d->nboxes;
		out->limits.cells = UINT32_MAX;
	}
	return true;
}

static bool legend_reply(struct ic_production *p, size_t i,
    const struct ic_reply *r)
{
	struct ic_plan_document *d = &p->run->plan.documents[i];
	const struct ic_old_found found = { r->page, r->u.legend.word,
		r->u.legend.rect };

	return ic_plan_seeks_legend(d) &&
	    ic_plan_add_legend(&p->run->plan, i, &found, &p->err);
}

/* That a legend was not found matters only to who would cover it. */
static uint32_t heeded(const struct ic_plan_document *d)
{
	return d->spec->old.action == IC_OLD_COVER
	    ? UINT32_MAX
	    : ~(IC_NOTE_BIT(LEGEND_KEPT) | IC_NOTE_BIT(LEGEND_UNSEEN));
}

static bool geometry_reply(struct ic_production *p, size_t i,
    const struct ic_reply *r)
{
	struct ic_plan_document *d = &p->run->plan.documents[i];
	struct ic_chain *c = &p->states[i].scouting;

	if (r->kind == IC_REPLY_DOCUMENT && !d->pages) {
		/* Of what is not drawn, how far its page count is sure. */
		d->notes = r->u.document.notes &
		    (ic_plan_is_sheet(d) ? IC_NOTE_BIT(REPAIRED) : ~0u);
		return ic_plan_set_pages(&p->run->plan, i, r->u.document.pages,
		    &p->err);
	}
	if (c->page >= d->numbers || r->page != c->page) {
		return false;
	}
	if (r->kind == IC_REPLY_LEGEND) {
		return legend_reply(p, i, r);
	}
	if (r->kind != IC_REPLY_PAGE) {
		return false;
	}
	ic_plan_set_page(d, c->page++, r->u.at_page.size,
	    r->u.at_page.notes & heeded(d));
	p->progress.pages_done++;
	return true;
}

/*
 * The name of a case is on the court's docket, so that it is no error if a box
 * covers a word of it. It is not told by us all the same.
 */
static bool leave_heads(struct ic_production *p, size_t i, const char *what)
{
	struct ic_run *run = p->run;

	if (!run->plan.heads_covered) {
		ic_diag_add(&run->diags, IC_LEVEL_WARNING,
		    run->spec.documents[i].place,
		    "\"%s\" repeats a word that stands under a box of %s and "
		    "is visible nowhere else in it: the pages and spreadsheets "
		    "of logs/, and the letters of a package, leave court and "
		    "matter out",
		    what, run->spec.documents[i].name);
	}
	run->plan.heads_covered = true;
	return true;
}

/* A cell that the log would serve repeats what a box covers. */
static bool cell_reply(struct ic_production *p, size_t i, uint32_t cell)
{
	const struct ic_spec *spec = &p->run->spec;
	struct ic_plan_cell c;

	if (!ic_plan_cell(&p->run->plan, i, cell, &c)) {
		return false;
	}
	if (c.head) {
		return leave_heads(p, i, c.what);
	}
	if (c.fixed) {
		ic_diag_add(&p->run->diags, IC_LEVEL_WARNING, c.place,
		    "the %s of its numbers is a word that stands under a box "
		    "of %s and is visible nowhere else in it: numbers and "
		    "file names serve it",
		    c.what, spec->documents[i].name);
		return true;
	}
	ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, c.place,
	    "the %s repeats a word that stands under a box of %s and is "
	    "visible nowhere else in it, and it would be served: say it in "
	    "other words",
	    c.what, spec->documents[i].name);
	return true;
}

static void take_look(struct ic_plan_page *page, const struct ic_reply_page *r,
    enum ic_copy copy)
{
	if (ic_copy_is_unredacted(copy)) {
		page->marked = (struct ic_marked_look){ r->clear_number,
			r->clear_legend, r->clear_banner, r->clear_ids,
			r->room_ids };
		return;
	}
	page->clear_number = r->clear_number;
	page->clear_legend = r->clear_legend;
	/* Which boxes are empty, and whether that says anything, is decided of
	   all of the page. */
	page->notes |= r->notes & ~IC_NOTE_BIT(EMPTY_BOX);
}

static bool ink_page(struct ic_production *p, size_t i,
    const struct ic_reply *r)
{
	struct ic_plan_document *d = &p->run->plan.documents[i];
	struct ic_chain *c = &p->states[i].scouting;
	struct ic_plan_page *page;

	if (c->page >= d->npages || r->page != c->page) {
		return false;
	}
	page = &d->pages[c->page++];
	take_look(page, &r->u.at_page, p->scouted);
	p->progress.pages_done++;
	ic_tell(p);
	return r->u.at_page.size.w == page->size.w &&
	    r->u.at_page.size.h == page->size.h;
}

static bool ink_reply(struct ic_production *p, size_t i,
    const struct ic_reply *r)
{
	struct ic_plan_document *d = &p->run->plan.documents[i];
	const struct ic_region *box;

	switch (r->kind) {
	case IC_REPLY_DOCUMENT:
		return p->states[i].scouting.page == 0 &&
		    r->u.document.pages == d->npages;
	case IC_REPLY_PAGE:
		return ink_page(p, i, r);
	case IC_REPLY_BOX:
		box = ic_plan_box(d, r->u.box.box);
		if (!box) {
			return false;
		}
		if (!ic_copy_is_unredacted(p->scouted)) {
			d->regions[box - d->regions].covers = r->u.box.covers;
		}
		return true;
	case IC_REPLY_CELL:
		return !ic_copy_is_unredacted(p->scouted) &&
		    cell_reply(p, i, r->u.cell.cell);
	default:
		return false;
	}
}

static bool scout_reply(void *user, size_t i, const struct ic_reply *r)
{
	struct ic_production *p = user;

	switch (asked(p)) {
	case IC_ASK_INK:
		return ink_reply(p, i, r);
	case IC_ASK_LINES:
		return scout_lines(p, i, r);
	default:
		return geometry_reply(p, i, r);
	}
}

/* The pages of which it was to speak. */
static uint32_t pages_asked(const struct ic_production *p, size_t i)
{
	const struct ic_plan_document *d = &p->run->plan.documents[i];

	return asked(p) == IC_ASK_LINES ? d->nnumbered : d->numbers;
}

static bool scout_end(void *user, size_t i, enum ic_reason reason)
{
	struct ic_production *p = user;
	struct ic_plan_document *d = &p->run->plan.documents[i];
	struct ic_doc_state *s = &p->states[i];

	/* Another file is here the reason of all that may be wrong. */
	if (ic_source_changed(p, i, s->scouting.source)) {
		reason = IC_REASON_CHANGED;
	}
	close(s->scouting.source);
	s->scouting.source = -1;
	ic_buf_finish(&s->lines);
	if (!reason &&
	    (d->numbers == 0 || s->scouting.page != pages_asked(p, i))) {
		reason = IC_REASON_REPLY;
	}
	if (reason && ic_plan_is_sheet(d) && d->numbers &&
	    ic_reason_is_unreadable(reason)) {
		reason = IC_REASON_NONE; /* no more of it was wanted */
	}
	if (reason && scout_sheet_instead(p, i, reason)) {
		ic_plan_set_unread(&p->run->plan, i, reason, &p->err);
	} else if (reason && asked(p) != IC_ASK_INK) {
		/* Without its page count nothing after it has a number; and
		   without its lines nobody knows what is to be covered. */
		scout_page_error(p, i, s->scouting.fault,
		    ic_reason_sentence(reason));
	} else if (reason) {
		s->failure = (struct ic_failure){ .reason = reason,
			.page = s->scouting.fault,
			.box = UINT32_MAX };
	}
	p->progress.documents_done++;
	ic_tell(p);
	return p->err.code == IC_OK;
}

/*
 * True if there is something to look at: boxes, or places for what is stamped.
 * Where a sheet may stand for what cannot be read, that must be known.
 */
static bool is_looked_at(const struct ic_production *p, size_t i)
{
	const struct ic_plan *plan = &p->run->plan;
	const struct ic_plan_document *d = &plan->documents[i];

	return !d->unlooked && !d->restored &&
	    (ic_copy_is_unredacted(p->scouted) || d->nregions > 0 ||
		!d->spec->stamped || d->legend.text ||
		plan->spec->on_unreadable == IC_UNREADABLE_SHEET);
}

/* A document that failed has no copy that is worth a look. */
static bool is_scouted(const struct ic_production *p, size_t i)
{
	const struct ic_plan *plan = &p->run->plan;

	if (p->progress.phase == IC_PHASE_LINES) {
		return plan->documents[i].nnumbered > 0;
	}
	if (p->progress.phase == IC_PHASE_LOOK && !is_looked_at(p, i)) {
		return false;
	}
	return !ic_copy_is_unredacted(p->scouted) ||
	    (!p->states[i].failure.reason &&
		(ic_plan_makes(plan, i, IC_COPY_PROPOSED) ||
		    ic_plan_makes(plan, i, IC_COPY_DISPUTED)));
}

bool scout_run(struct ic_production *p, enum ic_phase phase)
{
	const struct ic_pool_work work = { next_scout, scout_reply, scout_end,
		p };
	struct ic_plan *plan = &p->run->plan;
	size_t *items = calloc(plan->ndocuments, sizeof(*items)), n = 0;
	struct ic_error err = { 0 };
	bool ok;

	if (!items) {
		return ic_fail(&p->err, IC_EENV, "out of memory");
	}
	ic_fault_point("before-scouts");
	p->progress = (struct ic_progress){ .phase = phase };
	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		if (phase == IC_PHASE_SCOUT ? d->numbers > 0
					    : ic_plan_is_sheet(d)) {
			continue;
		}
		p->states[i].scouting.step = 0;
		if (is_scouted(p, i)) {
			p->progress.pages += plan->documents[i].npages;
			items[n++] = i;
		}
	}
	p->progress.documents = n;
	ok = ic_pool_run(p->z, items, n, p->o->jobs, &work,
	    p->ui ? p->ui->stop : NULL, &err);
	free(items);
	if (p->err.code != IC_OK) {
		return false;
	}
	p->err = ok ? p->err : err;
	return ok;
}
