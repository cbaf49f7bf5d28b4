/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From the page as displayed to a picture's own pixels, and back. */
#include <math.h>

#include "scan_priv.h"

#define SLACK 0.01 /* pixels: less of one that shows is none */
#define DPI_MAX 2400

struct ic_scan_map ic_scan_map(fz_matrix ctm, int w, int h)
{
	double a = ctm.a, b = ctm.b, c = ctm.c, d = ctm.d;

	if (fabs(a) > fabs(b)) {
		return (struct ic_scan_map){ .a = w / a,
			.d = h / d,
			.e = -w * (double)ctm.e / a,
			.f = -h * (double)ctm.f / d };
	}
	return (struct ic_scan_map){ .b = h / c,
		.c = w / b,
		.e = -w * (double)ctm.f / b,
		.f = -h * (double)ctm.e / c };
}

void ic_scan_map_scale(struct ic_scan_map *m, double k)
{
	*m = (struct ic_scan_map){ m->a * k, m->b * k, m->c * k, m->d * k,
		m->e * k, m->f * k };
}

static int down(double v, int most)
{
	return v <= 0 ? 0 : v >= most ? most : (int)floor(v);
}

static int up(double v, int most)
{
	return v <= 0 ? 0 : v >= most ? most : (int)ceil(v);
}

/* A rectangle's pixels, and `more` on each side. */
static struct ic_pixels pixels_of(const struct ic_scan_map *m, struct ic_rect r,
    int w, int h, double more)
{
	double x0 = r.x0 / (double)IC_MPT, y0 = r.y0 / (double)IC_MPT;
	double x1 = r.x1 / (double)IC_MPT, y1 = r.y1 / (double)IC_MPT;
	double px[2] = { m->a * x0 + m->c * y0 + m->e,
		m->a * x1 + m->c * y1 + m->e };
	double py[2] = { m->b * x0 + m->d * y0 + m->f,
		m->b * x1 + m->d * y1 + m->f };

	return (struct ic_pixels){ down(fmin(px[0], px[1]) - more, w),
		down(fmin(py[0], py[1]) - more, h),
		up(fmax(px[0], px[1]) + more, w),
		up(fmax(py[0], py[1]) + more, h) };
}

static uint32_t dpi_of(double per_point)
{
	double dpi = round(per_point * 72);

	return dpi < 1 ? 1 : dpi > DPI_MAX ? DPI_MAX : (uint32_t)dpi;
}

uint32_t ic_scan_dpi(const struct ic_scan_map *m)
{
	return dpi_of(fmax(fabs(m->a), fabs(m->b)));
}

bool ic_scan_cut(struct ic_scanner *sc, const struct ic_scan_map *map,
    const struct ic_slice *s, uint32_t page, struct ic_size size, int w, int h,
    struct ic_scan_cut *out)
{
	const struct ic_slice_page *p = &s->pages[page];

	ic_buf_reset(&sc->boxes);
	for (uint32_t i = 0; i < ic_slice_burned(p); i++) {
		struct ic_pixels b = pixels_of(map, s->boxes[p->box + i].rect,
		    w, h, 1 - SLACK);

		ic_buf_add(&sc->boxes, &b, sizeof(b));
	}
	*out = (struct ic_scan_cut){ .w = w,
		.h = h,
		.keep = pixels_of(map, ic_rect_of(size), w, h, -SLACK),
		.boxes = (const void *)sc->boxes.data,
		.nboxes = ic_slice_burned(p),
		.fill = s->fill == IC_FILL_WHITE ? 255 : 0,
		.dpi = dpi_of(fmax(fmax(fabs(map->a), fabs(map->b)),
		    fmax(fabs(map->c), fabs(map->d)))) };
	return !sc->boxes.failed;
}

static int64_t micro(double points)
{
	double most = (double)IC_MPT_MAX * 1000;

	return llround(fmin(fmax(points * 1e6, -most), most));
}

/* The picture reaches beyond the page by a pixel or more. */
static bool overhangs(const struct ic_scan_map *m, struct ic_size size,
    struct ic_pixels part)
{
	struct ic_pixels page = pixels_of(m, ic_rect_of(size), part.x1, part.y1,
	    -SLACK);

	return part.x0 < page.x0 || part.y0 < page.y0 || part.x1 > page.x1 ||
	    part.y1 > page.y1;
}

struct ic_spot ic_scan_spot(const struct ic_scan_map *m, struct ic_placement at,
    struct ic_size size, struct ic_pixels part)
{
	/* Displayed points to a pixel, along the picture's rows and columns. */
	double xr = m->a != 0 ? 1 / m->a : 0, yr = m->c != 0 ? 1 / m->c : 0;
	double xc = m->b != 0 ? 1 / m->b : 0, yc = m->d != 0 ? 1 / m->d : 0;
	double k = at.scale / 1e6;
	double w = part.x1 - part.x0, h = part.y1 - part.y0;
	double x = (part.x0 - m->e) * xr + (part.y1 - m->f) * xc;
	double y = (part.x0 - m->e) * yr + (part.y1 - m->f) * yc;
	struct ic_spot s = { micro(xr * w * k), micro(-yr * w * k),
		micro(-xc * h * k), micro(yc * h * k),
		micro(x * k + at.dx / 1e3),
		micro((size.h - at.dy) / 1e3 - y * k), { 0 } };

	if (at.scale != 1000000 && overhangs(m, size, part)) {
		int32_t high = (int32_t)((int64_t)size.h * at.scale / 1000000);

		s.clip = (struct ic_rect){ at.dx, size.h - at.dy - high,
			at.dx + (int32_t)((int64_t)size.w * at.scale / 1000000),
			size.h - at.dy };
	}
	return s;
}
