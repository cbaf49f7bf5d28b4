/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What of the picture lies below a text of ours. */
#include "judge_page.h"
#include "judge_pixels.h"

#define DARK 128 /* below it, a pixel is ink to black text */

/* The picture's pixels below an area of the finished page. */
static struct ic_rect below(const struct ic_slice *s, struct ic_size page,
    struct ic_rect r)
{
	struct ic_placement at = ic_slice_placement(s, page);
	double k = 1e6 / at.scale;

	return (struct ic_rect){ (int32_t)((r.x0 - at.dx) * k),
		(int32_t)((r.y0 - at.dy) * k), (int32_t)((r.x1 - at.dx) * k),
		(int32_t)((r.y1 - at.dy) * k) };
}

/* Rec. 601, 0 to 255. */
static int luminance(const uint8_t *p, int n)
{
	return n == 1 ? p[0] : (299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000;
}

int64_t ic_judge_dark(fz_context *ctx, const struct ic_pixels_of *px,
    const struct ic_area *a)
{
	int64_t dark = 0;

	for (int y = a->y0; a->x0 < a->x1 && y < a->y1; y++) {
		const uint8_t *p = ic_pixels_row(ctx, px, y, a->x0, a->x1);

		for (int x = a->x0; x < a->x1; x++, p += px->n) {
			dark += luminance(p, px->n) < DARK;
		}
	}
	return dark;
}

struct ic_area ic_judge_stands(const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_pixels_of *px,
    struct ic_rect ink)
{
	return ic_pixels_touched(px,
	    below(run->s, run->s->pages[p->index].size, ink));
}
