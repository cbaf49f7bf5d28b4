/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 4 goes through the pages with boxes before the first page is judged,
 * and both proofs go through each page then. What a page paints is the same
 * each time, so that of a short document it is asked once.
 */
#include "judge_page.h"
#include "pdf/draw.h"

bool ic_judge_has_source(const struct ic_judge_run *run, uint32_t page)
{
	return run->s->pages[page].source < run->original->pages;
}

/* Throws. */
static fz_display_list *make_list(struct ic_document *doc, uint32_t index,
    struct ic_size *size)
{
	fz_context *ctx = doc->mu.ctx;
	fz_display_list *list = NULL;
	struct ic_geometry g;
	uint32_t notes = 0;
	pdf_page *page = ic_document_page(doc, index, &g);

	fz_var(list);
	fz_try(ctx) {
		list = ic_draw_list(doc, page, &g, &notes);
	}
	fz_always(ctx) {
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	*size = g.size;
	return list;
}

static void keep(struct ic_judge_run *run, fz_display_list *list, uint32_t page,
    struct ic_size size, size_t bytes)
{
	fz_context *ctx = run->original->mu.ctx;

	if (run->nlists == IC_JUDGE_LISTS_MAX ||
	    bytes > IC_JUDGE_LISTS_BYTES - run->list_bytes) {
		return;
	}
	run->lists[run->nlists++] = (struct ic_judge_list){
		fz_keep_display_list(ctx, list), page, size, bytes
	};
	run->list_bytes += bytes;
}

fz_display_list *ic_judge_list(struct ic_judge_run *run, uint32_t page,
    struct ic_size *size)
{
	struct ic_murun *mu = &run->original->mu;
	size_t before = mu->used;
	fz_display_list *list;

	for (size_t i = 0; i < run->nlists; i++) {
		if (run->lists[i].page == page) {
			*size = run->lists[i].size;
			return fz_keep_display_list(mu->ctx,
			    run->lists[i].list);
		}
	}
	list = make_list(run->original, run->s->pages[page].source, size);
	keep(run, list, page, *size, mu->used > before ? mu->used - before : 0);
	return list;
}

void ic_judge_lists_drop(struct ic_judge_run *run, uint32_t page)
{
	size_t kept = 0;

	for (size_t i = 0; i < run->nlists; i++) {
		struct ic_judge_list *l = &run->lists[i];

		if (l->page >= page) {
			run->lists[kept++] = *l;
			continue;
		}
		run->list_bytes -= l->bytes;
		fz_drop_display_list(run->original->mu.ctx, l->list);
	}
	run->nlists = kept;
}
