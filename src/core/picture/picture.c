/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/picture.h"

#include <string.h>

#define MAGIC 0x31504349u
#define WORDS (IC_PICTURE_HEAD / 4)

/* The head's numbers, in their order. */
enum word { W_MAGIC, W_PAGE, W_W, W_H, W_SIZE_W, W_SIZE_H, W_X0, W_Y0, W_X1 };

struct ic_rect ic_picture_place(struct ic_rect asked, struct ic_size page)
{
	struct ic_rect all = ic_rect_of(page);

	return ic_rect_is_empty(asked) ? all : ic_rect_intersect(asked, all);
}

/* Pixels that begin within a length, at least one. */
static uint64_t pixels(int32_t from, int32_t to, uint32_t dpi)
{
	uint64_t length = (uint64_t)((int64_t)to - from);

	return (length * dpi + 71999) / 72000;
}

bool ic_picture_shape(struct ic_rect place, uint32_t dpi, uint32_t *w,
    uint32_t *h)
{
	uint64_t across, down;

	if (ic_rect_is_empty(place) || dpi == 0 || dpi > IC_PICTURE_DPI_MAX) {
		return false;
	}
	across = pixels(place.x0, place.x1, dpi);
	down = pixels(place.y0, place.y1, dpi);
	if (across > IC_PICTURE_PIXELS_MAX || down > IC_PICTURE_PIXELS_MAX ||
	    across * down > IC_PICTURE_PIXELS_MAX) {
		return false;
	}
	*w = (uint32_t)across;
	*h = (uint32_t)down;
	return true;
}

void ic_picture_head(const struct ic_picture *p, uint8_t out[IC_PICTURE_HEAD])
{
	const uint32_t word[WORDS] = { MAGIC, p->page, p->w, p->h,
		(uint32_t)p->size.w, (uint32_t)p->size.h, (uint32_t)p->rect.x0,
		(uint32_t)p->rect.y0, (uint32_t)p->rect.x1,
		(uint32_t)p->rect.y1 };

	for (unsigned i = 0; i < IC_PICTURE_HEAD; i++) {
		out[i] = (uint8_t)(word[i / 4] >> 8 * (i % 4));
	}
}

static bool length_ok(uint32_t v)
{
	return v <= IC_MPT_MAX;
}

bool ic_picture_head_read(const uint8_t head[IC_PICTURE_HEAD],
    const struct ic_picture_ask *ask, uint32_t dpi, struct ic_picture *out)
{
	struct ic_picture p = { 0 };
	uint32_t word[WORDS] = { 0 }, w, h;
	struct ic_rect place;

	for (unsigned i = 0; i < IC_PICTURE_HEAD; i++) {
		word[i / 4] |= (uint32_t)head[i] << 8 * (i % 4);
	}
	if (word[W_MAGIC] != MAGIC || word[W_PAGE] != ask->page ||
	    !length_ok(word[W_SIZE_W]) || !length_ok(word[W_SIZE_H]) ||
	    word[W_SIZE_W] == 0 || word[W_SIZE_H] == 0) {
		return false;
	}
	p.page = ask->page;
	p.size = (struct ic_size){ (int32_t)word[W_SIZE_W],
		(int32_t)word[W_SIZE_H] };
	place = ic_picture_place(ask->rect, p.size);
	if (!ic_picture_shape(place, dpi, &w, &h) || word[W_W] != w ||
	    word[W_H] != h || word[W_X0] != (uint32_t)place.x0 ||
	    word[W_Y0] != (uint32_t)place.y0 ||
	    word[W_X1] != (uint32_t)place.x1 ||
	    word[WORDS - 1] != (uint32_t)place.y1) {
		return false;
	}
	p.w = w;
	p.h = h;
	p.rect = place;
	*out = p;
	return true;
}
