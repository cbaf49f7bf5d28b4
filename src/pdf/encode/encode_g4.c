/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_priv.h"
#include "fax_write.h"

/* Where the rows change: the one above and the one that is written. */
struct lines {
	int32_t *above, *row;
};

static bool lines_of(struct ic_encoder *e, int w, struct lines *l)
{
	size_t n = (size_t)w + 1 + IC_FAX_BEHIND;

	ic_buf_reset(&e->lines);
	l->row = (int32_t *)ic_buf_room(&e->lines, 2 * n * sizeof(*l->row));
	if (!l->row) {
		return false;
	}
	l->above = l->row + n;
	return true;
}

static bool write_rows(struct ic_encoder *e, int w, int h, struct lines l)
{
	size_t stride = ((size_t)w + 7) / 8;
	struct ic_fax_writer f;

	ic_fax_write_begin(&f, &e->out, w);
	for (int y = 0; y < h; y++) {
		int32_t *row = l.row;

		ic_fax_changes(e->packed.data + (size_t)y * stride, w, row);
		if (!ic_fax_write_row(&f, y > 0 ? l.above : NULL, row)) {
			return false;
		}
		l.row = l.above;
		l.above = row;
	}
	return ic_fax_write_end(&f);
}

bool ic_encode_g4(struct ic_encoder *e, int w, int h, struct ic_error *err)
{
	struct lines l;

	ic_buf_reset(&e->out);
	if (!lines_of(e, w, &l) || !write_rows(e, w, h, l)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	return true;
}
