/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/label.h"

static bool fits(const struct ic_font *f, struct ic_rect in, int32_t size,
    int32_t width)
{
	return width <= in.x1 - in.x0 &&
	    ic_font_ascent(f, size) + ic_font_descent(f, size) <= in.y1 - in.y0;
}

/* Centred by the capitals, then moved so that descenders stay inside. */
static void centre(const struct ic_font *f, struct ic_rect in, int32_t size,
    int32_t width, struct ic_label *out)
{
	int32_t cap = ic_font_cap_height(f, size);
	int32_t up = ic_font_ascent(f, size);
	int32_t down = ic_font_descent(f, size);
	int32_t base = in.y0 + (in.y1 - in.y0 + cap) / 2;

	if (base + down > in.y1) {
		base = in.y1 - down;
	}
	if (base - up < in.y0) {
		base = in.y0 + up;
	}
	out->size = size;
	out->x = in.x0 + (in.x1 - in.x0 - width) / 2;
	out->baseline = base;
	out->ink = (struct ic_rect){ out->x, base - up, out->x + width,
		base + down };
}

bool ic_label_layout(const struct ic_font *f, struct ic_rect box,
    const char *text, struct ic_label *out)
{
	struct ic_rect in = ic_rect_grow(box, -IC_LABEL_AIR);
	struct ic_label l = { 0 };
	int32_t width;

	if (!ic_font_width(f, text, IC_LABEL_SIZE, &width)) {
		return false;
	}
	for (int32_t size = IC_LABEL_SIZE; *text && size >= IC_LABEL_SIZE_MIN;
	     size -= IC_LABEL_SIZE_STEP) {
		ic_font_width(f, text, size, &width);
		if (fits(f, in, size, width)) {
			centre(f, in, size, width, &l);
			break;
		}
	}
	*out = l;
	return true;
}
