/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_page.h"
#include "judge_scan.h"
#include "pdf/draw.h"

enum ic_color ic_judge_color(const struct ic_judge_run *run)
{
	return run->s->color == IC_COLOR_BILEVEL ? IC_COLOR_GRAY
						 : (enum ic_color)run->s->color;
}

/* What is to be drawn, and how: on the picture's grid, or on the maker's. */
struct order {
	uint32_t page;
	const struct ic_pixels_of *like; /* NULL: as the maker draws */
	bool glyphs;
};

/* Displayed points to the picture's pixels. */
static fz_matrix grid_of(const struct ic_pixels_of *px)
{
	const struct ic_pixels_map *m = &px->map;

	return fz_make_matrix((float)(m->a * IC_MPT), (float)(m->b * IC_MPT),
	    (float)(m->c * IC_MPT), (float)(m->d * IC_MPT), (float)m->e,
	    (float)m->f);
}

/* Throws. */
static void draw_like(struct ic_judge_run *run, const struct order *o,
    fz_display_list *list)
{
	const struct ic_pixels_of *px = o->like;
	fz_matrix grid = grid_of(px);
	double dpi = ic_pixels_dpi(px);
	uint32_t notes = 0;

	run->drawn.size = px->page;
	run->drawn.dpi = dpi < 1 ? 1
	    : dpi > 2400         ? 2400
				 : (uint32_t)(dpi + 0.5);
	if (ic_judge_scan_copy(run->original, list, px, &run->drawn)) {
		return;
	}
	ic_draw_grid(run->original, list, px->whole ? NULL : &grid, px->w,
	    px->h, px->n == 3 ? IC_COLOR_RGB : ic_judge_color(run), &run->drawn,
	    &notes);
}

/* Throws. */
static void draw(struct ic_judge_run *run, const struct order *o)
{
	struct ic_document *doc = run->original;
	fz_context *ctx = doc->mu.ctx;
	struct ic_size size;
	uint32_t notes = 0;
	fz_display_list *list;

	if (o->like) {
		ic_judge_lists_drop(run, o->page); /* none comes again */
	}
	list = ic_judge_list(run, o->page, &size);
	fz_try(ctx) {
		if (o->like) {
			draw_like(run, o, list);
		} else {
			ic_draw_raster(doc, list, size, run->s->dpi,
			    ic_judge_color(run), &run->drawn, &notes);
		}
		if (o->glyphs) {
			ic_glyphs_collect(ctx, list, &run->glyphs);
		}
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	ic_document_check_memory(doc);
}

static bool try_draw(struct ic_judge_run *run, const struct order *o)
{
	fz_context *ctx = run->original->mu.ctx;

	ic_glyphs_finish(ctx, &run->glyphs);
	fz_try(ctx) {
		draw(run, o);
	}
	fz_catch(ctx) {
		ic_document_caught(run->original);
		return false;
	}
	return true;
}

bool ic_judge_draw_original(struct ic_judge_run *run, uint32_t page)
{
	struct order o = { .page = page };

	return try_draw(run, &o);
}

bool ic_judge_draw_like(struct ic_judge_run *run, uint32_t page,
    const struct ic_pixels_of *px, bool glyphs)
{
	struct order o = { page, px, glyphs };

	return try_draw(run, &o);
}
