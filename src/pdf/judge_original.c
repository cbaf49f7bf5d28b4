/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_page.h"
#include "pdf/draw.h"

enum ic_color ic_judge_color(const struct ic_judge_run *run)
{
	return run->s->color == IC_COLOR_BILEVEL ? IC_COLOR_GRAY
						 : (enum ic_color)run->s->color;
}

/* Throws. */
static void draw(struct ic_judge_run *run, uint32_t index, bool glyphs)
{
	struct ic_document *doc = run->original;
	fz_context *ctx = doc->mu.ctx;
	fz_display_list *list = NULL;
	struct ic_geometry g;
	uint32_t notes = 0;
	pdf_page *page = ic_document_page(doc, index, &g);

	fz_var(list);
	fz_try(ctx) {
		list = ic_draw_list(doc, page, &g, &notes);
		ic_draw_raster(doc, list, g.size, run->s->dpi,
		    ic_judge_color(run), &run->drawn, &notes);
		if (glyphs) {
			ic_glyphs_collect(ctx, list, &run->glyphs);
		}
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	ic_document_check_memory(doc);
}

bool ic_judge_draw_original(struct ic_judge_run *run, uint32_t page,
    bool glyphs)
{
	fz_context *ctx = run->original->mu.ctx;

	ic_glyphs_finish(ctx, &run->glyphs);
	fz_try(ctx) {
		draw(run, page, glyphs);
	}
	fz_catch(ctx) {
		ic_document_caught(run->original);
		return false;
	}
	return true;
}
