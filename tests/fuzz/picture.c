/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pictures that a child wrote: the first 21 bytes are how many were asked for,
 * the dpi (2 bytes), a page (2 bytes) and a place (16 bytes), the rest the
 * file. What is read lies within it, one picture behind the other, and each
 * head is written as it was read.
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
	size_t n, used;
};

static bool take(void *user, size_t i, const struct ic_picture *p)
{
	struct seen *s = user;
	uint8_t head[IC_PICTURE_HEAD];
	uint32_t w, h;

	demand(i == s->n++);
	demand(p->page == s->asked[i].page);
	demand(ic_rect_contains(ic_rect_of(p->size), p->rect));
	demand(ic_picture_shape(p->rect, s->dpi, &w, &h));
	demand(p->w == w && p->h == h && w > 0 && h > 0);
	demand((uint64_t)w * h <= IC_PICTURE_PIXELS_MAX);
	demand(p->px - s->bytes >= IC_PICTURE_HEAD);
	demand((size_t)(s->end - p->px) >= (size_t)w * h);
	ic_picture_head(p, head);
	demand(memcmp(head, p->px - IC_PICTURE_HEAD, sizeof(head)) == 0);
	s->used += IC_PICTURE_HEAD + (size_t)w * h;
	return true;
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
	if (ic_pictures_read(s.bytes, n - ASK, asked, count, s.dpi, take, &s)) {
		demand(s.n == count && s.used == n - ASK);
	}
	return 0;
}
