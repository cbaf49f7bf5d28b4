/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pictures that a child wrote: the first 21 bytes are how many were asked for,
 * the dpi (2 bytes), a page (2 bytes) and a place (16 bytes), the rest the
 * file. What a head says is what was asked for, and it is written as it was
 * read.
 */
#include "core/picture.h"

#include <string.h>

#include "fuzz.h"

#define ASK 21
#define ASKED_MAX 4

struct seen {
	const uint8_t *bytes, *end;
	const struct ic_picture_ask *asked;
	uint32_t dpi;
	size_t used;
};

static void look(const struct seen *s, size_t i, const struct ic_picture *p)
{
	uint8_t head[IC_PICTURE_HEAD];
	uint32_t w, h;

	demand(p->page == s->asked[i].page);
	demand(ic_rect_contains(ic_rect_of(p->size), p->rect));
	demand(ic_picture_shape(p->rect, s->dpi, &w, &h));
	demand(p->w == w && p->h == h && w > 0 && h > 0);
	demand((uint64_t)w * h <= IC_PICTURE_PIXELS_MAX);
	ic_picture_head(p, head);
	demand(memcmp(head, p->px - IC_PICTURE_HEAD, sizeof(head)) == 0);
}

/* As the parent reads them: head by head, and after it its pixels. */
static void read_all(struct seen *s, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t left = (size_t)(s->end - s->bytes) - s->used;
		struct ic_picture p;

		if (left < IC_PICTURE_HEAD ||
		    !ic_picture_head_read(s->bytes + s->used, &s->asked[i],
			s->dpi, &p)) {
			return;
		}
		demand(!p.px);
		p.px = s->bytes + s->used + IC_PICTURE_HEAD;
		look(s, i, &p);
		left -= IC_PICTURE_HEAD;
		if (left < (size_t)p.w * p.h) {
			return;
		}
		s->used += IC_PICTURE_HEAD + (size_t)p.w * p.h;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ic_picture_ask asked[ASKED_MAX];
	struct seen s = { .asked = asked };
	size_t count;

	if (n < ASK) {
		return 0;
	}
	count = bytes[0] % (ASKED_MAX + 1u);
	s.dpi = (uint32_t)bytes[1] | (uint32_t)bytes[2] << 8;
	for (size_t i = 0; i < ASKED_MAX; i++) {
		asked[i].page = (uint32_t)bytes[3] | (uint32_t)bytes[4] << 8;
		memcpy(&asked[i].rect, bytes + 5, sizeof(asked[i].rect));
	}
	s.bytes = bytes + ASK;
	s.end = bytes + n;
	read_all(&s, count);
	return 0;
}
