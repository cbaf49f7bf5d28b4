/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A scan in G4 that keeps its width: what a row was read as, where its colours
 * change, is what is written, and no pixel of it is looked at, but where a box
 * cuts it.
 */
#include "fax_write.h"
#include "scan_priv.h"

struct work {
	struct ic_fax from;
	struct ic_fax_writer to;
	const struct ic_scan_cut *cut;
	int32_t *own, *spare; /* changes of rows that a box cuts */
	uint8_t *rows;
	size_t stride;
};

static bool burn_row(struct work *w, int y, uint8_t *row)
{
	bool any = false;

	for (size_t i = 0; i < w->cut->nboxes; i++) {
		struct ic_pixels b = w->cut->boxes[i];

		if (y >= b.y0 && y < b.y1 && b.x0 < b.x1) {
			ic_scan_row_fill(row, (size_t)b.x0,
			    (size_t)(b.x1 - b.x0), w->cut->fill);
			any = true;
		}
	}
	return any;
}

/* Read a row, burn it and write it; what is above it was written as *above. */
static bool pass_row(struct work *w, int y, const int32_t **above)
{
	const int32_t *row = ic_fax_row(&w->from);
	uint8_t *bits = w->rows + (size_t)y * w->stride;
	int32_t *own = w->own;

	if (!row) {
		return false;
	}
	ic_fax_bits(row, w->from.w, bits);
	if (y < w->cut->keep.y0 || y >= w->cut->keep.y1) {
		return true;
	}
	if (burn_row(w, y, bits)) {
		ic_fax_changes(bits, w->from.w, own);
		w->own = w->spare;
		w->spare = own;
		row = own;
	}
	if (!ic_fax_write_row(&w->to, *above, row)) {
		return false;
	}
	*above = row;
	return true;
}

bool ic_scan_fax(struct ic_encoder *e, const fz_compressed_buffer *from, int w,
    int h, const struct ic_scan_cut *cut)
{
	size_t n = (size_t)w + 1 + IC_FAX_BEHIND;
	struct work work = { .cut = cut, .stride = ((size_t)w + 7) / 8 };
	const int32_t *above = NULL;
	int y = 0;

	ic_buf_reset(&e->packed);
	ic_buf_reset(&e->out);
	ic_buf_reset(&e->lines);
	work.rows = ic_buf_room(&e->packed, work.stride * (size_t)h);
	work.own = (int32_t *)ic_buf_room(&e->lines, 2 * n * sizeof(*work.own));
	if (!work.rows || !work.own || cut->keep.x0 != 0 || cut->keep.x1 != w ||
	    !ic_scan_rows_are_g4(&from->params, w, h) ||
	    !ic_fax_open(&work.from, from->buffer->data, from->buffer->len,
		w)) {
		return false;
	}
	work.spare = work.own + n;
	ic_fax_write_begin(&work.to, &e->out, w);
	while (y < h && pass_row(&work, y, &above)) {
		y++;
	}
	ic_fax_close(&work.from);
	e->packed.len = work.stride * (size_t)y;
	return y == h && ic_fax_write_end(&work.to);
}
