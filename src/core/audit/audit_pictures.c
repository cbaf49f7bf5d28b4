/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/audit_pictures.h"

#include <string.h>

#include "base/wire.h"

static bool ask_ok(const struct ic_audit_ask *a)
{
	return !ic_rect_is_empty(a->at.rect) && !ic_rect_is_empty(a->place) &&
	    a->dpi > 0 && a->dpi <= IC_PICTURE_DPI_MAX &&
	    a->look < IC_AUDIT_LOOKS;
}

static void put_rect(struct ic_buf *out, struct ic_rect r)
{
	ic_wire_put_i32(out, r.x0);
	ic_wire_put_i32(out, r.y0);
	ic_wire_put_i32(out, r.x1);
	ic_wire_put_i32(out, r.y1);
}

bool ic_audit_asks_join(const struct ic_audit_ask *at, uint32_t n,
    const char *password, struct ic_buf *out, struct ic_error *err)
{
	size_t len = password ? strlen(password) : 0;

	if (n > IC_AUDIT_PICTURES_MAX || len > IC_PASSWORD_MAX) {
		return ic_fail(err, IC_EBUG, "too many pictures at a time");
	}
	ic_wire_put_u32(out, n);
	for (uint32_t i = 0; i < n; i++) {
		ic_wire_put_u32(out, at[i].at.page);
		put_rect(out, at[i].at.rect);
		put_rect(out, at[i].place);
		ic_wire_put_u32(out, at[i].dpi);
		ic_wire_put_u32(out, at[i].look);
	}
	ic_wire_put_bytes(out, password, len);
	return ic_buf_check(out, "a job", err);
}

static bool take_rect(struct ic_wire *in, struct ic_rect *r)
{
	return ic_wire_take_i32(in, &r->x0) && ic_wire_take_i32(in, &r->y0) &&
	    ic_wire_take_i32(in, &r->x1) && ic_wire_take_i32(in, &r->y1);
}

static bool take_ask(struct ic_wire *in, struct ic_audit_ask *a)
{
	return ic_wire_take_u32(in, &a->at.page) &&
	    take_rect(in, &a->at.rect) && take_rect(in, &a->place) &&
	    ic_wire_take_u32(in, &a->dpi) && ic_wire_take_u32(in, &a->look) &&
	    ask_ok(a);
}

static bool take_all(struct ic_wire *in, struct ic_audit_asks *out)
{
	const uint8_t *password;
	size_t len;

	for (uint32_t i = 0; i < out->n; i++) {
		if (!take_ask(in, &out->at[i])) {
			return false;
		}
	}
	if (!ic_wire_take_bytes(in, IC_PASSWORD_MAX, &password, &len) ||
	    in->at != in->end || memchr(password, '\0', len)) {
		return false;
	}
	memcpy(out->password, password, len);
	return true;
}

bool ic_audit_asks_split(const uint8_t *bytes, size_t n,
    struct ic_audit_asks *out)
{
	struct ic_wire in = { .at = bytes, .end = bytes + n };

	*out = (struct ic_audit_asks){ 0 };
	if (!ic_wire_take_u32(&in, &out->n) || out->n > IC_AUDIT_PICTURES_MAX ||
	    !take_all(&in, out)) {
		ic_audit_asks_finish(out);
		return false;
	}
	return true;
}

void ic_audit_asks_finish(struct ic_audit_asks *asks)
{
	if (asks) {
		explicit_bzero(asks, sizeof(*asks));
	}
}

bool ic_audit_ask_shape(const struct ic_audit_ask *ask, struct ic_size page,
    struct ic_picture *out)
{
	struct ic_picture p = { .page = ask->at.page, .size = page };

	p.rect = ic_picture_place(ask->at.rect, page);
	if (!ic_picture_shape(p.rect, ask->dpi, &p.w, &p.h) ||
	    (uint64_t)p.w * p.h > IC_AUDIT_PICTURE_PIXELS) {
		return false;
	}
	*out = p;
	return true;
}
