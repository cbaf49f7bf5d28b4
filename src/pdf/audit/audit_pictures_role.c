/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The role that takes pictures of what was found. A page that cannot be drawn
 * costs its own pictures alone; one that is asked for again is not read twice.
 */
#include "audit_reveal.h"
#include "base/child.h"
#include "base/fs.h"
#include "core/audit_pictures.h"
#include "core/reply.h"
#include "document_priv.h"
#include "pdf/draw.h"
#include "pdf/roles.h"

struct taking {
	struct ic_document doc;
	const struct ic_audit_asks *asks;
	struct ic_raster r;
	pdf_page *page; /* that is drawn just now; NULL: none */
	uint32_t index; /* its */
	struct ic_geometry geometry;
	fz_display_list *list;
	bool broken; /* the writing end */
};

static bool say(enum ic_reply_kind kind, enum ic_reason why)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = UINT32_MAX };

	r.u.end.reason = why;
	return ic_child_reply(&r, sizeof(r));
}

static void drop_page(struct taking *t)
{
	fz_context *ctx = t->doc.mu.ctx;

	fz_drop_display_list(ctx, t->list);
	fz_drop_page(ctx, (fz_page *)t->page);
	t->list = NULL;
	t->page = NULL;
}

/* Throws. */
static void turn_to(struct taking *t, uint32_t index)
{
	uint32_t notes = 0;

	if (t->list && t->index == index) {
		return;
	}
	drop_page(t);
	t->page = ic_document_page(&t->doc, index, &t->geometry);
	t->list = ic_draw_list(&t->doc, t->page, &t->geometry, &notes);
	t->index = index;
}

static fz_rect points(struct ic_rect r)
{
	return fz_make_rect((float)r.x0 / IC_MPT, (float)r.y0 / IC_MPT,
	    (float)r.x1 / IC_MPT, (float)r.y1 / IC_MPT);
}

/* Throws. */
static void draw_list(struct taking *t, fz_display_list *list,
    const struct ic_audit_ask *ask, const struct ic_picture *p)
{
	float scale = (float)ask->dpi / 72;
	fz_matrix ctm = fz_pre_translate(fz_scale(scale, scale),
	    (float)-p->rect.x0 / IC_MPT, (float)-p->rect.y0 / IC_MPT);
	uint32_t notes = 0;

	ic_draw_grid(&t->doc, list, &ctm, (int)p->w, (int)p->h, IC_COLOR_RGB,
	    &t->r, &notes);
	ic_document_check_memory(&t->doc);
}

/* Draw what lies there; throws if that is nothing else. */
static void draw_under(struct taking *t, const struct ic_audit_ask *ask,
    const struct ic_picture *p)
{
	fz_context *ctx = t->doc.mu.ctx;
	fz_display_list *list = audit_reveal(ctx, t->list,
	    points(ic_rect_of(t->geometry.size)), points(ask->place),
	    (enum ic_audit_look)ask->look);

	if (!list) {
		ic_document_throw(&t->doc, IC_REASON_JOB);
	}
	fz_try(ctx) {
		draw_list(t, list, ask, p);
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void draw(struct taking *t, const struct ic_audit_ask *ask,
    struct ic_picture *p)
{
	turn_to(t, ask->at.page);
	if (!ic_audit_ask_shape(ask, t->geometry.size, p)) {
		ic_document_throw(&t->doc, IC_REASON_PAGE_SIZE);
	}
	if (ask->look == IC_AUDIT_LOOK_SEEN) {
		draw_list(t, t->list, ask, p);
	} else {
		draw_under(t, ask, p);
	}
}

static bool put(struct taking *t, const struct ic_picture *p)
{
	uint8_t head[1 + IC_PICTURE_HEAD] = { 1 };
	bool ok;

	ic_picture_head(p, head + 1);
	ok = ic_fs_write_all(IC_CHILD_PRODUCT, head, sizeof(head));
	for (uint32_t y = 0; ok && y < p->h; y++) {
		ok = ic_fs_write_all(IC_CHILD_PRODUCT,
		    t->r.px + y * t->r.stride, 3 * (size_t)p->w);
	}
	return ok;
}

static bool put_none(void)
{
	const uint8_t none = 0;

	return ic_fs_write_all(IC_CHILD_PRODUCT, &none, 1);
}

static enum ic_reason take_one(struct taking *t, const struct ic_audit_ask *ask)
{
	enum ic_reason why = IC_REASON_NONE;
	struct ic_picture p = { 0 };
	bool ok;

	fz_var(why);
	fz_var(p);
	fz_try(t->doc.mu.ctx) {
		draw(t, ask, &p);
	}
	fz_catch(t->doc.mu.ctx) {
		why = ic_document_caught(&t->doc);
	}
	if (why == IC_REASON_MEMORY) {
		return why;
	}
	if (why != IC_REASON_NONE) {
		drop_page(t);
	}
	ok = why == IC_REASON_NONE ? put(t, &p) : put_none();
	return ok ? IC_REASON_NONE : IC_REASON_WRITE;
}

static enum ic_reason take_all(struct taking *t)
{
	enum ic_reason why = IC_REASON_NONE;

	for (uint32_t i = 0; i < t->asks->n && why == IC_REASON_NONE; i++) {
		if (!say(IC_REPLY_BEAT, IC_REASON_NONE)) {
			return IC_REASON_KILLED;
		}
		why = take_one(t, &t->asks->at[i]);
	}
	return why;
}

int ic_audit_pictures_run(const uint8_t *job, size_t n)
{
	struct ic_audit_asks asks = { 0 };
	struct taking t = { .asks = &asks };
	enum ic_reason why = IC_REASON_JOB;

	if (ic_audit_asks_split(job, n, &asks)) {
		why = ic_document_open(&t.doc, IC_CHILD_SOURCE, asks.password);
		if (why == IC_REASON_NONE) {
			why = take_all(&t);
			drop_page(&t);
			ic_raster_finish(&t.r);
			ic_document_close(&t.doc);
		}
	}
	ic_audit_asks_finish(&asks);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	return say(IC_REPLY_END, why) ? 0 : 1;
}
