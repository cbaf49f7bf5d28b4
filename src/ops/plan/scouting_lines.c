/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a spec names by lines or by a cite, found before the plan is frozen. */
#include "core/numbered.h"
#include "scouting.h"

/* Lines of a page. */
#define LINES_MAX ((size_t)IC_NUMBERED_COLUMNS_MAX * IC_NUMBERED_LINES_MAX)

/* The lines of a page, then the page; and after all pages the columns. */
bool scout_lines(struct ic_production *p, size_t i, const struct ic_reply *r)
{
	struct ic_plan *plan = &p->run->plan;
	const struct ic_plan_document *d = &plan->documents[i];
	struct ic_doc_state *s = &p->states[i];
	bool done = s->scouting.page >= d->nnumbered;
	bool ok;

	if (r->kind == IC_REPLY_COLUMN) {
		return done &&
		    ic_plan_add_column(plan, i, r->page, &r->u.column, &p->err);
	}
	if (done || r->page != s->scouting.page) {
		return false;
	}
	if (r->kind == IC_REPLY_LINE) {
		return s->lines.len < LINES_MAX * sizeof(r->u.line) &&
		    ic_buf_add(&s->lines, &r->u.line, sizeof(r->u.line));
	}
	if (r->kind != IC_REPLY_PAGE) {
		return false;
	}
	ok = ic_plan_set_numbered(plan, i, s->scouting.page++,
	    r->u.at_page.glyphs > 0, (const void *)s->lines.data,
	    (uint32_t)(s->lines.len / sizeof(r->u.line)), &p->err);
	ic_buf_reset(&s->lines);
	p->progress.pages_done++;
	return ok;
}

/* Where nothing has an address, nobody is sent. */
static bool has_sought(const struct ic_plan *plan)
{
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].nnumbered > 0) {
			return true;
		}
	}
	return false;
}

bool scout_addresses(struct ic_production *p)
{
	struct ic_run *run = p->run;

	return ic_plan_seek(&run->plan, &p->err) &&
	    (!has_sought(&run->plan) ||
		(scout_run(p, IC_PHASE_LINES) && run->diags.errors == 0)) &&
	    ic_plan_address(&run->plan, &run->diags);
}
