/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The page without what hides something of it. */
#include "cover_priv.h"
#include "document_priv.h"
#include "pdf/draw.h"

/* All paints that hide; of a tile what is in it goes with it. */
static void mark(const struct ic_painting *p, const struct ic_veiled *c,
    bool *out)
{
	for (size_t i = 0; i < c->nareas; i++) {
		if (c->areas[i].hides && c->areas[i].order < p->n) {
			out[c->areas[i].order] = true;
		}
	}
}

static void draw(struct ic_document *doc, fz_display_list *list,
    const struct ic_painting *p, const struct ic_glyphs *g,
    const struct ic_veiled *c, struct ic_raster *out)
{
	fz_context *ctx = doc->mu.ctx;
	bool *paints = fz_calloc(ctx, (size_t)p->n + 1, sizeof(*paints));
	struct ic_sieve what = { p, g, NULL, paints, fz_infinite_rect };
	uint32_t notes = 0;

	mark(p, c, paints);
	fz_try(ctx) {
		ic_draw_through(doc, list, ic_sieve_open, &what, out, &notes);
	}
	fz_always(ctx) {
		fz_free(ctx, paints);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_cover_reveal(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *seen, const struct ic_glyphs *g,
    const struct ic_veiled *c, struct ic_raster *out)
{
	fz_context *ctx = doc->mu.ctx;
	struct ic_painting p = { 0 };

	if (!ic_raster_room(out, seen->w, seen->h, 3)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	out->size = seen->size;
	out->dpi = seen->dpi;
	fz_var(p);
	fz_try(ctx) {
		ic_painting_record(ctx, list, g, &p);
		draw(doc, list, &p, g, c, out);
	}
	fz_always(ctx) {
		ic_painting_finish(ctx, &p);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
