/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/wire.h"

void ic_wire_put_u32(struct ic_buf *out, uint32_t v)
{
	const uint8_t b[4] = { (uint8_t)v, (uint8_t)(v >> 8),
		(uint8_t)(v >> 16), (uint8_t)(v >> 24) };

	ic_buf_add(out, b, sizeof(b));
}

void ic_wire_put_i32(struct ic_buf *out, int32_t v)
{
	ic_wire_put_u32(out, (uint32_t)v);
}

void ic_wire_put_bytes(struct ic_buf *out, const void *bytes, size_t n)
{
	ic_wire_put_u32(out, (uint32_t)n);
	if (n > 0) {
		ic_buf_add(out, bytes, n);
	}
}

bool ic_wire_take_u32(struct ic_wire *w, uint32_t *out)
{
	if (w->end - w->at < 4) {
		w->cut = true;
		return false;
	}
	*out = (uint32_t)w->at[0] | (uint32_t)w->at[1] << 8 |
	    (uint32_t)w->at[2] << 16 | (uint32_t)w->at[3] << 24;
	w->at += 4;
	return true;
}

bool ic_wire_take_i32(struct ic_wire *w, int32_t *out)
{
	uint32_t v;

	if (!ic_wire_take_u32(w, &v)) {
		return false;
	}
	*out = v <= INT32_MAX ? (int32_t)v : -(int32_t)(UINT32_MAX - v) - 1;
	return true;
}

bool ic_wire_take_bytes(struct ic_wire *w, size_t max, const uint8_t **out,
    size_t *n)
{
	struct ic_wire at = *w;
	uint32_t len;

	if (!ic_wire_take_u32(&at, &len)) {
		w->cut = at.cut;
		return false;
	}
	if (len > max) {
		return false;
	}
	if (len > (size_t)(at.end - at.at)) {
		w->cut = true;
		return false;
	}
	*out = at.at;
	*n = len;
	at.at += len;
	*w = at;
	return true;
}
