/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "judge_page.h"

fz_rect ic_judge_points(struct ic_rect r)
{
	return (fz_rect){ (float)r.x0 / IC_MPT, (float)r.y0 / IC_MPT,
		(float)r.x1 / IC_MPT, (float)r.y1 / IC_MPT };
}

/* Throws. */
static void read_items(
    fz_context *ctx, struct ic_judge_run *run, struct ic_judge_page *p)
{
	struct ic_error err;

	if (!ic_endorse_items(
		run->layout, run->s, p->index, &p->items, &p->nitems, &err)) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "no layout");
	}
	p->matches = fz_calloc(ctx, p->nitems + 1, sizeof(*p->matches));
	p->used = fz_calloc(ctx, p->marks.n + 1, sizeof(*p->used));
}

/* Throws. */
static void open_page(
    fz_context *ctx, struct ic_judge_run *run, struct ic_judge_page *p)
{
	struct ic_geometry g;
	pdf_page *page = ic_document_page(run->doc, p->index, &g);

	fz_try (ctx) {
		p->size = g.size;
		ic_marks_collect(ctx, (fz_page *)page, &p->marks);
	}
	fz_always (ctx) {
		fz_drop_page(ctx, (fz_page *)page);
	}
	fz_catch (ctx) {
		fz_rethrow(ctx);
	}
	read_items(ctx, run, p);
	ic_judge_match(ctx, run, p);
}

static void finish_page(fz_context *ctx, struct ic_judge_page *p)
{
	ic_marks_finish(ctx, &p->marks);
	free(p->items);
	fz_free(ctx, p->matches);
	fz_free(ctx, p->used);
}

/* Throws. */
static void one_page(fz_context *ctx, struct ic_judge_run *run,
    ic_judge_page_fn *fn, uint32_t index)
{
	struct ic_judge_page page = { .index = index };

	fz_try (ctx) {
		open_page(ctx, run, &page);
		fn(ctx, run, &page);
	}
	fz_always (ctx) {
		finish_page(ctx, &page);
	}
	fz_catch (ctx) {
		fz_rethrow(ctx);
	}
}

static void caught(struct ic_judge_run *run, uint32_t page)
{
	struct ic_error err;

	ic_murun_caught(&run->doc->mu, &err);
	ic_judge_fault(&run->judge, IC_FAULT_UNREADABLE, page, IC_JUDGE_NO_BOX);
}

static void try_page(
    struct ic_judge_run *run, ic_judge_page_fn *fn, uint32_t index)
{
	fz_context *ctx = run->doc->mu.ctx;

	fz_try (ctx) {
		one_page(ctx, run, fn, index);
	}
	fz_catch (ctx) {
		caught(run, index);
	}
}

static void try_last(struct ic_judge_run *run, ic_judge_last_fn *last)
{
	fz_context *ctx = run->doc->mu.ctx;

	fz_try (ctx) {
		last(ctx, run);
	}
	fz_catch (ctx) {
		caught(run, IC_JUDGE_NO_PAGE);
	}
}

static void all_pages(
    struct ic_judge_run *run, ic_judge_page_fn *fn, ic_judge_last_fn *last)
{
	uint32_t n =
	    run->doc->pages < run->s->npages ? run->doc->pages : run->s->npages;

	for (uint32_t i = 0; i < n; i++) {
		ic_judge_beat(&run->judge);
		try_page(run, fn, i);
	}
	if (last) {
		try_last(run, last);
	}
}

static bool open_base(fz_context *ctx, struct ic_judge_run *run)
{
	fz_try (ctx) {
		run->base = fz_new_base14_font(ctx, "Helvetica");
	}
	fz_catch (ctx) {
		caught(run, IC_JUDGE_NO_PAGE);
		return false;
	}
	return true;
}

void ic_judge_pages(
    struct ic_judge_run *run, ic_judge_page_fn *fn, ic_judge_last_fn *last)
{
	fz_context *ctx = run->doc->mu.ctx;
	struct ic_error err;

	if (!ic_font_open(ctx, &run->layout, &err)) {
		ic_judge_fault(&run->judge, IC_FAULT_UNREADABLE,
		    IC_JUDGE_NO_PAGE, IC_JUDGE_NO_BOX);
	} else if (open_base(ctx, run)) {
		all_pages(run, fn, last);
	}
	fz_drop_font(ctx, run->last);
	fz_drop_font(ctx, run->base);
	ic_font_close(run->layout);
	run->last = run->base = NULL;
	run->layout = NULL;
}
