/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/burn.h"

#include <string.h>

uint8_t ic_burn_value(const struct ic_slice *s, uint32_t box)
{
	return ic_slice_fill(s, box) == IC_FILL_WHITE ? 255 : 0;
}

static void fill(struct ic_raster *r, struct ic_pixels p, uint8_t value)
{
	size_t comps = (size_t)r->comps;

	for (int y = p.y0; y < p.y1 && p.x0 < p.x1; y++) {
		memset(r->px + (size_t)y * r->stride + (size_t)p.x0 * comps,
		    value, (size_t)(p.x1 - p.x0) * comps);
	}
}

void ic_burn_page(struct ic_raster *r, const struct ic_slice *s, uint32_t page)
{
	const struct ic_slice_page *p = &s->pages[page];

	if (p->whole && !p->marked) {
		fill(r, (struct ic_pixels){ 0, 0, r->w, r->h }, 255);
		return;
	}
	for (uint32_t i = 0; i < ic_slice_burned(p); i++) {
		fill(r, ic_raster_burned(r, s->boxes[p->box + i].rect),
		    ic_burn_value(s, p->box + i));
	}
}
