/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/geometry.h"

#include <math.h>

/* What a page inherits may lie in any ancestor (ISO 32000-1, 7.7.3.4). */
static pdf_obj *inherited(fz_context *ctx, pdf_obj *page, pdf_obj *key)
{
	pdf_obj *node = page;

	for (int i = 0; node && i < IC_GEOMETRY_DEPTH; i++) {
		pdf_obj *value = pdf_dict_get(ctx, node, key);

		if (value && !pdf_is_null(ctx, value)) {
			return value;
		}
		node = pdf_dict_get(ctx, node, PDF_NAME(Parent));
	}
	return NULL;
}

static bool read_box(fz_context *ctx, pdf_obj *page, pdf_obj *key, fz_rect *out)
{
	pdf_obj *array = inherited(ctx, page, key);
	float v[4];

	if (pdf_array_len(ctx, array) < 4) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		pdf_obj *number = pdf_array_get(ctx, array, i);

		v[i] = pdf_to_real(ctx, number);
		if (!pdf_is_number(ctx, number) || !isfinite(v[i])) {
			return false;
		}
	}
	*out = (fz_rect){ fminf(v[0], v[2]), fminf(v[1], v[3]),
		fmaxf(v[0], v[2]), fmaxf(v[1], v[3]) };
	return out->x0 < out->x1 && out->y0 < out->y1;
}

fz_rect ic_geometry_media(fz_context *ctx, pdf_obj *page)
{
	fz_rect r;

	if (!read_box(ctx, page, PDF_NAME(MediaBox), &r)) {
		r = (fz_rect){ 0, 0, 612, 792 };
	}
	return r;
}

static fz_rect effective_box(fz_context *ctx, pdf_obj *page)
{
	fz_rect media = ic_geometry_media(ctx, page), crop, r;

	if (!read_box(ctx, page, PDF_NAME(CropBox), &crop)) {
		return media;
	}
	r = (fz_rect){ fmaxf(media.x0, crop.x0), fmaxf(media.y0, crop.y0),
		fminf(media.x1, crop.x1), fminf(media.y1, crop.y1) };
	return r.x0 < r.x1 && r.y0 < r.y1 ? r : media;
}

static int read_rotate(fz_context *ctx, pdf_obj *page)
{
	pdf_obj *number = inherited(ctx, page, PDF_NAME(Rotate));
	double turn = pdf_is_number(ctx, number)
	    ? fmod(pdf_to_real(ctx, number), 360)
	    : 0;

	if (!isfinite(turn) || fmod(turn, 90) != 0) {
		return 0;
	}
	return ((int)turn + 360) % 360;
}

static float read_user_unit(fz_context *ctx, pdf_obj *page)
{
	pdf_obj *number = pdf_dict_get(ctx, page, PDF_NAME(UserUnit));
	float u = pdf_is_number(ctx, number) ? pdf_to_real(ctx, number) : 1;

	return isfinite(u) && u > 0 ? u : 1;
}

static void set_matrices(struct ic_geometry *g)
{
	fz_rect b = g->box;
	float u = g->user_unit;

	switch (g->rotate) {
	case 90:
		g->to_display = fz_make_matrix(0, u, u, 0, -b.y0 * u,
		    -b.x0 * u);
		break;
	case 180:
		g->to_display = fz_make_matrix(-u, 0, 0, u, b.x1 * u,
		    -b.y0 * u);
		break;
	case 270:
		g->to_display = fz_make_matrix(0, -u, -u, 0, b.y1 * u,
		    b.x1 * u);
		break;
	default:
		g->to_display = fz_make_matrix(u, 0, 0, -u, -b.x0 * u,
		    b.y1 * u);
	}
	g->to_user = fz_invert_matrix(g->to_display);
}

bool ic_geometry_read(fz_context *ctx, pdf_obj *page, struct ic_geometry *out)
{
	struct ic_geometry g = { 0 };
	double w, h, across, down;

	g.box = effective_box(ctx, page);
	g.rotate = read_rotate(ctx, page);
	g.user_unit = read_user_unit(ctx, page);
	w = (double)g.box.x1 - g.box.x0;
	h = (double)g.box.y1 - g.box.y0;
	across = (g.rotate % 180 ? h : w) * g.user_unit * IC_MPT;
	down = (g.rotate % 180 ? w : h) * g.user_unit * IC_MPT;
	/* Under one unit MuPDF draws another box than the one it is given. */
	if (w < 1 || h < 1 || across < IC_GEOMETRY_SIDE_MIN ||
	    down < IC_GEOMETRY_SIDE_MIN || across > IC_MPT_MAX ||
	    down > IC_MPT_MAX) {
		return false;
	}
	g.size.w = (int32_t)lround(across);
	g.size.h = (int32_t)lround(down);
	set_matrices(&g);
	*out = g;
	return true;
}

void ic_geometry_write(fz_context *ctx, pdf_obj *page,
    const struct ic_geometry *g)
{
	pdf_dict_put_rect(ctx, page, PDF_NAME(MediaBox), g->box);
	pdf_dict_put_rect(ctx, page, PDF_NAME(CropBox), g->box);
	pdf_dict_put_int(ctx, page, PDF_NAME(Rotate), g->rotate);
	pdf_dict_put_real(ctx, page, PDF_NAME(UserUnit), g->user_unit);
}

static int32_t milli(double points)
{
	double v = fmin(fmax(points, -IC_MPT_MAX), IC_MPT_MAX);

	return (int32_t)v;
}

struct ic_rect ic_geometry_display(fz_rect p)
{
	if (!(p.x0 <= p.x1 && p.y0 <= p.y1)) {
		return (struct ic_rect){ 0 };
	}
	return (struct ic_rect){
		.x0 = milli(floor((double)p.x0 * IC_MPT)),
		.y0 = milli(floor((double)p.y0 * IC_MPT)),
		.x1 = milli(ceil((double)p.x1 * IC_MPT)),
		.y1 = milli(ceil((double)p.y1 * IC_MPT)),
	};
}

void ic_geometry_show(const struct ic_geometry *g, const double user[2],
    double shown[2])
{
	double left = user[0] - g->box.x0, right = g->box.x1 - user[0];
	double low = user[1] - g->box.y0, high = g->box.y1 - user[1];
	double x = left, y = high;

	if (g->rotate == 90) {
		x = low;
		y = left;
	} else if (g->rotate == 180) {
		x = right;
		y = low;
	} else if (g->rotate == 270) {
		x = high;
		y = right;
	}
	shown[0] = x * g->user_unit * IC_MPT;
	shown[1] = y * g->user_unit * IC_MPT;
}

void ic_geometry_user(const struct ic_geometry *g, const double shown[2],
    double user[2])
{
	double x = shown[0] / IC_MPT / g->user_unit;
	double y = shown[1] / IC_MPT / g->user_unit;

	if (g->rotate == 90) {
		user[0] = g->box.x0 + y;
		user[1] = g->box.y0 + x;
	} else if (g->rotate == 180) {
		user[0] = g->box.x1 - x;
		user[1] = g->box.y0 + y;
	} else if (g->rotate == 270) {
		user[0] = g->box.x1 - y;
		user[1] = g->box.y1 - x;
	} else {
		user[0] = g->box.x0 + x;
		user[1] = g->box.y1 - y;
	}
}

fz_rect ic_geometry_points(struct ic_rect r)
{
	return fz_make_rect((float)(r.x0 / (double)IC_MPT),
	    (float)(r.y0 / (double)IC_MPT), (float)(r.x1 / (double)IC_MPT),
	    (float)(r.y1 / (double)IC_MPT));
}
