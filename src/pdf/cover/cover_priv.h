/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the parts of pdf/cover.h know of each other.
 *
 * Paints of a list are counted from 0 in the order in which it has them, and so
 * are text spans ("runs"), as ic_glyphs_collect() counts them: both by the
 * recorder (cover_record.c) and by the sieve (cover_sieve.c), which must count
 * alike.
 */
#ifndef IC_PDF_COVER_PRIV_H
#define IC_PDF_COVER_PRIV_H

#include "pdf/cover.h"

#define IC_COVER_PAINTS_MAX 1000000 /* of a page; later ones hide nothing */
#define IC_COVER_RUNS_MAX 1000000   /* of a page */
#define IC_COVER_NO_GLYPH UINT32_MAX

struct ic_paint_at {
	fz_rect rect;  /* what it may paint: bounds, cut to the clip; points */
	uint32_t last; /* of a tile: the last paint in it; else its own order */
	uint8_t cover; /* enum ic_cover; NONE: it is no paint of the page */
	bool text;     /* glyphs, whatever paints them */
	bool thin;     /* a line too thin to hide type */
	bool slanted;  /* a line that is neither level nor upright is in it */
	bool plain;    /* of one colour, which is known */
	uint8_t rgb[3]; /* that colour */
	float
	    strength; /* 0 to 1: alpha, with that of groups; 0.5 for a blend */
};

struct ic_run_at {
	uint32_t order;  /* of its paint */
	uint32_t first;  /* glyph, or IC_COVER_NO_GLYPH */
	fz_rect scissor; /* of the clip, points */
	bool fixed;      /* in a tile or a mask: never left out */
};

/* The zero value is empty. */
struct ic_painting {
	struct ic_paint_at *at; /* owned */
	uint32_t n, cap;
	struct ic_run_at *runs; /* owned */
	uint32_t nruns, cruns;
};

/* Go through a list; *out must be zeroed. Throws; then `out` is finished. */
void ic_painting_record(fz_context *ctx, fz_display_list *list,
    const struct ic_glyphs *g, struct ic_painting *out);

/* Free it. A zeroed one is allowed. It does not throw. */
void ic_painting_finish(fz_context *ctx, struct ic_painting *p);

/* What is known of a page while it is looked at. Borrowed but for the arrays.
 */
struct ic_veil {
	struct ic_document *doc;
	fz_display_list *list;
	const struct ic_raster *seen;
	const struct ic_glyphs *g;
	struct ic_painting painting;
	bool *asked;  /* of each glyph: it may be hidden; owned */
	float *shows; /* of each, 0 to 1: the share of its ink; owned */
	bool *faint;  /* of each: what shows is too pale to read; owned */
	bool *again;  /* of each: its character is shown there once more */
	uint8_t (
	    *looks)[3]; /* of each: what its place mostly looks like; owned */
	bool *alike;    /* of each: its place has its colour; owned */
};

/* Set `asked`; how many there are. Throws. */
size_t ic_veil_ask(struct ic_veil *v);

/*
 * Draw the page without the glyphs that are asked for, and measure what of
 * them shows. Throws.
 */
void ic_veil_prove(struct ic_veil *v);

/*
 * Ask only for those which others that are asked for may hide; false if there
 * are none.
 */
bool ic_veil_ask_again(fz_context *ctx, struct ic_veil *v);

/*
 * Set `asked` to false for each glyph whose character stands, shown, in its
 * place once more. Throws.
 */
void ic_veil_excuse(fz_context *ctx, struct ic_veil *v);

float ic_veil_area(fz_rect r);

/* The share of a glyph's bounds that is in a rectangle. */
float ic_veil_inside(const struct ic_glyph *g, fz_rect r);

/* What hides a glyph. */
struct ic_hider {
	uint32_t order;
	enum ic_cover cover; /* NONE: nothing that was painted later */
};

/* Of the glyph at `i`; `guess` is the paint that hid the one before it. */
struct ic_hider ic_veil_hider(const struct ic_veil *v, size_t i,
    uint32_t guess);

/* Does a later glyph stand on it? */
bool ic_veil_under_text(const struct ic_veil *v, size_t i);

/* What a scan of the page hides, and shows, is an OCR layer. Throws. */
void ic_veil_excuse_scan(fz_context *ctx, const struct ic_veil *v,
    struct ic_veiled *out);

/* A page in cells of some points, each with a number: 0 at first. */
struct ic_veil_grid {
	uint32_t *at; /* owned */
	int w, h;
	float side;    /* points */
	uint64_t left; /* cells that may still be set */
};

void ic_veil_grid_open(fz_context *ctx, struct ic_veil_grid *grid,
    struct ic_size page);

/* Set the cells whose middle is in a rectangle, at least one. */
void ic_veil_grid_set(struct ic_veil_grid *grid, fz_rect r, uint32_t value);

/* The same where `before`, a grid of the same page, is set; else set that. */
void ic_veil_grid_mark(struct ic_veil_grid *grid, struct ic_veil_grid *before,
    fz_rect r, uint32_t value);

/* The number at a point; 0 off the page. */
uint32_t ic_veil_grid_get(const struct ic_veil_grid *grid, float x, float y);

/* What a sieve leaves out; each may be NULL. All borrowed. */
struct ic_sieve {
	const struct ic_painting *painting;
	const struct ic_glyphs *g;
	const bool *glyphs; /* by their index */
	const bool *paints; /* by their order, painting->n of them */
	fz_rect area;       /* points: what only paints elsewhere may go */
};

/* An ic_draw_wrap_fn; `arg` is a struct ic_sieve. */
fz_device *ic_sieve_open(fz_context *ctx, fz_device *inner, void *arg);

#endif
