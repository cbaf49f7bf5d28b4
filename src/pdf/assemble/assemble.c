/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "assemble_priv.h"

#include <stdlib.h>

static enum ic_reason open_all(struct ic_assembly *a, uint32_t *page)
{
	enum ic_reason why = ic_assembly_find(a, page);

	return why == IC_REASON_NONE ? ic_assembly_lay_out(a) : why;
}

enum ic_reason ic_assembly_open(int fd, struct ic_assembly **out,
    uint32_t *page)
{
	struct ic_assembly *a = calloc(1, sizeof(*a));
	enum ic_reason why;

	*page = UINT32_MAX;
	if (!a) {
		return IC_REASON_MEMORY;
	}
	a->fd = fd;
	a->made = IC_ASSEMBLY_NONE;
	why = open_all(a, page);
	if (why != IC_REASON_NONE) {
		ic_assembly_close(a);
		return why;
	}
	*out = a;
	return IC_REASON_NONE;
}

void ic_assembly_close(struct ic_assembly *a)
{
	if (!a) {
		return;
	}
	for (uint32_t i = 0; i < a->n; i++) {
		free(a->pictures[i].palette);
	}
	free(a->pictures);
	free(a->room);
	ic_buf_finish(&a->head);
	ic_buf_finish(&a->tail);
	ic_buf_finish(&a->object);
	free(a);
}

uint32_t ic_assembly_notes(const struct ic_assembly *a, uint32_t page)
{
	struct ic_size size;

	return page < a->n && ic_imagefile_size(&a->pictures[page], &size)
	    ? IC_NOTE_BIT(NO_RESOLUTION)
	    : 0;
}

uint64_t ic_assembly_size(const struct ic_assembly *a)
{
	return a->room[a->n] + a->tail.len;
}

static enum ic_reason code(struct ic_assembly *a, struct ic_imagefile *p,
    struct ic_buf *out)
{
	a->damaged = false;
	return p->tiff ? ic_tiff_code(p, out, &a->damaged)
		       : ic_jpeg_code(p, out);
}

enum ic_reason ic_assembly_make(struct ic_assembly *a, uint32_t page,
    bool *damaged)
{
	struct ic_buf coded = { 0 };
	enum ic_reason why = IC_REASON_NONE;

	if (page >= a->n) {
		return IC_REASON_PAGE_DAMAGED;
	}
	if (a->made != page) {
		a->made = IC_ASSEMBLY_NONE;
		ic_buf_reset(&a->object);
		why = code(a, &a->pictures[page], &coded);
		if (why == IC_REASON_NONE &&
		    !ic_assembly_object(a, page, &coded, &a->object)) {
			why = IC_REASON_MEMORY;
		}
		/* There would be no place for it. */
		if (why == IC_REASON_NONE &&
		    a->object.len > a->room[page + 1] - a->room[page]) {
			why = IC_REASON_IMAGE_DAMAGED;
		}
		ic_buf_finish(&coded);
	}
	if (why == IC_REASON_NONE) {
		a->made = page;
		*damaged = a->damaged;
	}
	return why;
}

/* The page in whose room a place is. */
static uint32_t page_at(const struct ic_assembly *a, uint64_t at)
{
	uint32_t lo = 0, hi = a->n;

	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (a->room[mid] <= at) {
			lo = mid;
		} else {
			hi = mid;
		}
	}
	return lo;
}

static const uint8_t *rest(const struct ic_buf *b, uint64_t from, size_t *n)
{
	if (from >= b->len) {
		return NULL;
	}
	*n = b->len - (size_t)from;
	return b->data + from;
}

const uint8_t *ic_assembly_at(struct ic_assembly *a, uint64_t at, size_t *n,
    bool *damaged, enum ic_reason *why)
{
	uint32_t page;

	*damaged = false;
	*why = IC_REASON_NONE;
	if (at < a->head.len) {
		return rest(&a->head, at, n);
	}
	if (at >= a->room[a->n]) {
		return rest(&a->tail, at - a->room[a->n], n);
	}
	page = page_at(a, at);
	*why = ic_assembly_make(a, page, damaged);
	return *why == IC_REASON_NONE ? rest(&a->object, at - a->room[page], n)
				      : NULL;
}
