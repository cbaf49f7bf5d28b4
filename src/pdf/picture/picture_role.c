/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pictures of places on pages, for the parent to show or to compare. */
#include "base/fs.h"
#include "core/job.h"
#include "core/picture.h"
#include "core/reply.h"
#include "document_priv.h"
#include "pdf/draw.h"
#include "pdf/roles.h"

struct taking {
	struct ic_document doc;
	const struct ic_slice *s;
	struct ic_raster r;
	bool deaf;
};

static bool say(enum ic_reply_kind kind, uint32_t page, uint32_t value)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = page };

	if (kind == IC_REPLY_DOCUMENT) {
		r.u.document.pages = value;
	} else if (kind == IC_REPLY_END) {
		r.u.end.reason = value;
	}
	return ic_child_reply(&r, sizeof(r));
}

/* Throws. */
static void write_out(struct taking *t, const struct ic_picture *p)
{
	uint8_t head[IC_PICTURE_HEAD];
	bool ok;

	ic_picture_head(p, head);
	ok = ic_fs_write_all(IC_CHILD_PRODUCT, head, sizeof(head));
	for (uint32_t y = 0; ok && y < p->h; y++) {
		ok = ic_fs_write_all(IC_CHILD_PRODUCT,
		    t->r.px + y * t->r.stride, p->w);
	}
	if (!ok) {
		ic_document_throw(&t->doc, IC_REASON_WRITE);
	}
}

/* Throws. */
static void draw(struct taking *t, pdf_page *page,
    const struct ic_geometry *geometry, const struct ic_picture *p)
{
	fz_context *ctx = t->doc.mu.ctx;
	float scale = (float)t->s->dpi / 72;
	fz_matrix ctm = fz_pre_translate(fz_scale(scale, scale),
	    (float)-p->rect.x0 / IC_MPT, (float)-p->rect.y0 / IC_MPT);
	uint32_t notes = 0;
	fz_display_list *list = ic_draw_list(&t->doc, page, geometry, &notes);

	fz_try(ctx) {
		ic_draw_grid(&t->doc, list, &ctm, (int)p->w, (int)p->h,
		    IC_COLOR_GRAY, &t->r, &notes);
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	write_out(t, p);
}

/* Throws. */
static void take_one(struct taking *t, const struct ic_slice_page *sp)
{
	fz_context *ctx = t->doc.mu.ctx;
	struct ic_geometry geometry;
	pdf_page *page = ic_document_page(&t->doc, sp->source, &geometry);
	struct ic_picture p = { .page = sp->source, .size = geometry.size };
	struct ic_rect asked = { 0 };

	if (sp->nboxes > 0) {
		asked = t->s->boxes[sp->box].rect;
	}
	p.rect = ic_picture_place(asked, geometry.size);
	fz_try(ctx) {
		if (!ic_picture_shape(p.rect, t->s->dpi, &p.w, &p.h)) {
			ic_document_throw(&t->doc, IC_REASON_PAGE_SIZE);
		}
		draw(t, page, &geometry, &p);
	}
	fz_always(ctx) {
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void take_all(struct taking *t)
{
	t->deaf = !say(IC_REPLY_DOCUMENT, UINT32_MAX, t->doc.pages);
	for (uint32_t i = 0; i < t->s->npages && !t->deaf; i++) {
		take_one(t, &t->s->pages[i]);
		ic_document_check_memory(&t->doc);
		t->deaf = !say(IC_REPLY_BEAT, t->s->pages[i].source, 0);
	}
}

static enum ic_reason take_edge(struct taking *t)
{
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(t->doc.mu.ctx) {
		take_all(t);
	}
	fz_catch(t->doc.mu.ctx) {
		why = ic_document_caught(&t->doc);
	}
	ic_raster_finish(&t->r);
	return t->deaf ? IC_REASON_KILLED : why;
}

static enum ic_reason take(const struct ic_slice *s, const char *password)
{
	struct ic_document_part part = ic_document_part_of(s);
	struct taking t = { .s = s };
	uint32_t page;
	enum ic_reason why = ic_document_open_source(&t.doc, IC_CHILD_SOURCE,
	    password, &part, &page);

	if (why == IC_REASON_NONE) {
		why = take_edge(&t);
		ic_document_close(&t.doc);
	}
	return why;
}

int ic_picture_run(const uint8_t *job, size_t n)
{
	char password[IC_PASSWORD_MAX + 1];
	struct ic_slice s = { 0 };
	struct ic_error err = { 0 };
	enum ic_reason why;

	if (ic_job_split(job, n, &s, password, &err)) {
		why = take(&s, password);
	} else {
		why = ic_job_reason(&err);
	}
	ic_slice_finish(&s);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	return say(IC_REPLY_END, UINT32_MAX, why) ? 0 : 1;
}
