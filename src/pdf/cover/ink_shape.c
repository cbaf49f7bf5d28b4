/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a path is made of, and how it is painted. */
#include <math.h>

#include "ink_priv.h"

/* What a path is made of. */
struct walk {
	struct ic_ink_paint *p;
	fz_matrix ctm;
	fz_point at;
};

static void move_to(fz_context *ctx, void *arg, float x, float y)
{
	struct walk *w = arg;

	(void)ctx;
	w->at = fz_transform_point_xy(x, y, w->ctm);
	w->p->parts++;
}

static void line_to(fz_context *ctx, void *arg, float x, float y)
{
	struct walk *w = arg;
	fz_point to = fz_transform_point_xy(x, y, w->ctm);

	(void)ctx;
	w->p->lines += fabsf(to.x - w->at.x) > 0.05f &&
	    fabsf(to.y - w->at.y) > 0.05f;
	w->at = to;
}

static void curve_to(fz_context *ctx, void *arg, float x1, float y1, float x2,
    float y2, float x3, float y3)
{
	struct walk *w = arg;

	(void)ctx, (void)x1, (void)y1, (void)x2, (void)y2;
	w->at = fz_transform_point_xy(x3, y3, w->ctm);
	w->p->curves++;
}

static void close_path(fz_context *ctx, void *arg)
{
	(void)ctx, (void)arg;
}

void ic_ink_shape(fz_context *ctx, const fz_path *path, fz_matrix ctm,
    struct ic_ink_paint *p)
{
	static const fz_path_walker walker = { .moveto = move_to,
		.lineto = line_to,
		.curveto = curve_to,
		.closepath = close_path };
	struct walk w = { .p = p, .ctm = ctm };

	fz_walk_path(ctx, path, &walker, &w);
	p->boxy = p->lines == 0 && p->curves == 0;
}

void ic_ink_color(fz_context *ctx, struct ic_ink_paint *p, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	float gray = 0, rgb[3] = { 0 };

	if (!cs || !color) {
		return;
	}
	fz_convert_color(ctx, cs, color, fz_device_gray(ctx), &gray, NULL, cp);
	fz_convert_color(ctx, cs, color, fz_device_rgb(ctx), rgb, NULL, cp);
	p->gray = (uint8_t)(fz_clamp(gray, 0, 1) * 255 + 0.5f);
	for (int i = 0; i < 3; i++) {
		p->rgb[i] = (uint8_t)(fz_clamp(rgb[i], 0, 1) * 255 + 0.5f);
	}
	p->opaque = alpha >= 0.999f;
}
