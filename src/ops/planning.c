/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a spec to a plan: hash, scout, number, resolve, look, settle. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fault.h"
#include "base/fs.h"
#include "core/job.h"
#include "core/reference.h"
#include "ops_priv.h"
#include "pdf/roles.h"

static void doc_error(struct ic_production *p, size_t i, const char *what)
{
	const struct ic_spec_document *d = &p->run->spec.documents[i];

	ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, d->place, "%s %s", d->file,
	    what);
}

/* A file that cannot be had is the spec's to name; anything else ends all. */
static bool source_error(struct ic_production *p, size_t i,
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

/* True if a sheet may stand for what cannot be read, for such a reason. */
static bool sheet_instead(const struct ic_production *p, size_t i,
    enum ic_reason why)
{
	enum ic_kind kind = p->run->plan.documents[i].kind;

	return (p->run->spec.on_unreadable == IC_UNREADABLE_SHEET ||
		   kind == IC_KIND_UNREADABLE) &&
	    kind != IC_KIND_NATIVE && ic_reason_is_unreadable(why);
}

static bool hash_source(struct ic_production *p, size_t i)
{
	struct ic_plan_document *d = &p->run->plan.documents[i];
	struct ic_error err = { 0 };
	int fd = -1;

	if (!ic_open_source(p, i, &fd, NULL, &err) ||
	    !ic_sha256_fd(fd, d->sha256, &d->bytes, &err)) {
		source_error(p, i, &err);
	} else if (d->bytes == 0 && sheet_instead(p, i, IC_REASON_NOT_PDF)) {
		ic_plan_set_unread(&p->run->plan, i, IC_REASON_NOT_PDF,
		    &p->err);
	} else if (d->bytes == 0) {
		doc_error(p, i, "is empty");
	} else if (d->kind == IC_KIND_NATIVE) {
		ic_plan_set_native(&p->run->plan, i, &p->err);
	}
	if (fd >= 0) {
		close(fd);
	}
	return p->err.code == IC_OK;
}

static bool hash_sources(struct ic_production *p)
{
	p->progress = (struct ic_progress){ IC_PHASE_HASH, 0,
		p->run->plan.ndocuments, 0, 0 };
	for (size_t i = 0; i < p->run->plan.ndocuments; i++) {
		if (!hash_source(p, i)) {
			return false;
		}
		if (ic_stopped(p)) {
			return ic_fail(&p->err, IC_EENV, "interrupted");
		}
		p->progress.documents_done++;
		ic_tell(p);
		ic_fault_point("hashed");
	}
	return true;
}

static enum ic_ask asked(const struct ic_production *p)
{
	return p->progress.phase == IC_PHASE_LOOK ? IC_ASK_INK
						  : IC_ASK_GEOMETRY;
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
		source_error(p, i, &err));
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
	out->limits.pages = d->npages;
	if (asked(p) == IC_ASK_INK) {
		out->limits.boxes = d->nboxes;
		out->limits.cells = UINT32_MAX;
	}
	return true;
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
	if (r->kind != IC_REPLY_PAGE || c->page >= d->numbers ||
	    r->page != c->page) {
		return false;
	}
	ic_plan_set_page(d, c->page++, r->u.at_page.size, r->u.at_page.notes);
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
		    "of logs/ leave court and matter out",
		    what, run->spec.documents[i].file);
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
		    c.what, spec->documents[i].file);
		return true;
	}
	ic_diag_add(&p->run->diags, IC_LEVEL_ERROR, c.place,
	    "the %s repeats a word that stands under a box of %s and is "
	    "visible nowhere else in it, and it would be served: say it in "
	    "other words",
	    c.what, spec->documents[i].file);
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
	page->stamp = (uint8_t)r->stamp;
	page->notes |= r->notes;
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

	return asked(p) == IC_ASK_INK ? ink_reply(p, i, r)
				      : geometry_reply(p, i, r);
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
	if (!reason && (d->numbers == 0 || s->scouting.page != d->numbers)) {
		reason = IC_REASON_REPLY;
	}
	if (reason && ic_plan_is_sheet(d) && d->numbers &&
	    ic_reason_is_unreadable(reason)) {
		reason = IC_REASON_NONE; /* no more of it was wanted */
	}
	if (reason && sheet_instead(p, i, reason)) {
		ic_plan_set_unread(&p->run->plan, i, reason, &p->err);
	} else if (reason && asked(p) == IC_ASK_GEOMETRY) {
		/* Without its page count nothing after it has a number. */
		doc_error(p, i, ic_reason_sentence(reason));
	} else if (reason) {
		s->failure = (struct ic_failure){ .reason = reason,
			.page = UINT32_MAX,
			.box = UINT32_MAX };
	}
	p->progress.documents_done++;
	ic_tell(p);
	return p->err.code == IC_OK;
}

/* A document that failed has no copy that is worth a look. */
static bool is_scouted(const struct ic_production *p, size_t i)
{
	const struct ic_plan *plan = &p->run->plan;

	return !ic_copy_is_unredacted(p->scouted) ||
	    (!p->states[i].failure.reason &&
		(ic_plan_makes(plan, i, IC_COPY_PROPOSED) ||
		    ic_plan_makes(plan, i, IC_COPY_DISPUTED)));
}

static bool scout(struct ic_production *p, enum ic_phase phase)
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

/* A range a line becomes a list; lines without one are nothing. */
static void join_lines(struct ic_buf *b)
{
	size_t n = 0;
	bool pending = false; /* a line has ended before this one */

	for (size_t i = 0; i < b->len; i++) {
		uint8_t c = b->data[i];

		if (c == '\n' || c == '\r') {
			pending = n > 0;
		} else if ((c != ' ' && c != '\t') || (n > 0 && !pending)) {
			if (pending) {
				b->data[n++] = ';';
			}
			pending = false;
			b->data[n++] = c;
		}
	}
	b->len = n;
}

static bool select_documents(struct ic_production *p)
{
	struct ic_bates_list list = { 0 };
	struct ic_run *run = p->run;
	struct ic_buf text = { 0 };
	const char *s = p->o->bates;
	bool ok = true;

	if (!s) {
		return true;
	}
	if (s[0] == '@') {
		ok = ic_fs_read(s + 1, IC_SPEC_BYTES_MAX, &text, &run->err);
		join_lines(&text);
		s = ic_buf_str(&text);
	}
	ok = ok &&
	    ic_bates_parse_list(&run->spec.prefixes, s, &list, &run->err) &&
	    ic_plan_select(&run->plan, &list, &run->err);
	ic_bates_list_finish(&list);
	ic_buf_finish(&text);
	return ok;
}

static bool select_categories(struct ic_production *p)
{
	const struct ic_options *o = p->o;

	return o->ncategories == 0 ||
	    ic_plan_select_categories(&p->run->plan, o->categories,
		o->ncategories, &p->run->err);
}

/* What the pages of unredacted copies have room for, if any are made. */
static bool scout_unredacted(struct ic_production *p)
{
	if (!(p->run->plan.copies & IC_COPIES_UNREDACTED)) {
		return true;
	}
	p->scouted = IC_COPY_PROPOSED;
	return scout(p, IC_PHASE_LOOK);
}

/* Until they are made, none is promised. */
static bool choose_copies(struct ic_production *p)
{
	struct ic_run *run = p->run;

	if (p->copies) {
		run->plan.copies = p->copies;
		ic_spec_check_copies(&run->spec, p->copies, &run->diags);
	}
	if (run->plan.copies & IC_COPIES_UNREDACTED) {
		ic_diag_add(&run->diags, IC_LEVEL_ERROR,
		    (struct ic_place){ run->spec.sources[0], 0, 0 },
		    "unredacted copies are not made yet: leave out \"copies\"");
	}
	return run->diags.errors == 0;
}

static bool plan_all(struct ic_production *p)
{
	struct ic_run *run = p->run;
	struct ic_diags *diags = &run->diags;

	if (!ic_plan_begin(&run->spec, &run->plan, &p->err)) {
		return false;
	}
	run->plan.lift_denied = p->lift_denied;
	if (!ic_name_volumes(p)) {
		return false;
	}
	if (!choose_copies(p) || !hash_sources(p) || diags->errors ||
	    !scout(p, IC_PHASE_SCOUT) || diags->errors ||
	    !ic_plan_number(&run->plan, diags) ||
	    !ic_plan_fields(&run->plan, diags) ||
	    !ic_plan_rule(&run->plan, diags) ||
	    !ic_plan_resolve(&run->plan, diags) || !select_documents(p) ||
	    !select_categories(p) || !scout(p, IC_PHASE_LOOK) ||
	    !scout_unredacted(p)) {
		return false;
	}
	return ic_plan_settle(&run->plan, diags) &&
	    ic_plan_check_logs(&run->plan, diags) &&
	    ic_reference_check(&run->plan, diags) && diags->errors == 0 &&
	    ic_summarize_plan(run);
}

enum ic_outcome ic_plan_production(struct ic_production *p)
{
	struct ic_run *run = p->run;

	if (ic_load_spec(p) && plan_all(p)) {
		ic_fault_point("planned");
		return IC_DONE;
	}
	ic_diags_sort(&run->diags);
	if (run->err.code == IC_OK) {
		run->err = p->err;
	}
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

enum ic_outcome ic_plan_command(struct ic_zygote *z, const struct ic_options *o,
    const struct ic_ui *ui, struct ic_run *run)
{
	struct ic_production p = { .z = z,
		.o = o,
		.ui = ui,
		.run = run,
		.lift_denied = o->lift_denied };
	enum ic_outcome out = ic_plan_production(&p);

	for (size_t i = 0; out == IC_DONE && i < run->plan.ndocuments; i++) {
		if (p.states[i].failure.reason ? !ic_find_failure(&p, i)
					       : !ic_find_notes(&p, i, NULL)) {
			out = IC_STOPPED;
		}
	}
	run->summary.sandbox = ic_zygote_info(z);
	ic_production_finish(&p);
	return out;
}
