/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_priv.h"

#include "audit_active.h"
#include "document_priv.h"

#include <math.h>
#include <stdlib.h>

#include "core/annot.h"
#include "core/reason.h"
#include "pdf/draw.h"

struct ic_rect audit_rect(fz_rect r)
{
	const double edge = IC_MPT_MAX / 1000.0;
	const float v[4] = { r.x0, r.y0, r.x1, r.y1 };

	for (int i = 0; i < 4; i++) {
		if (!(fabsf(v[i]) < (float)edge)) {
			return (struct ic_rect){ 0 };
		}
	}
	return (struct ic_rect){ (int32_t)floor(r.x0 * 1000.0),
		(int32_t)floor(r.y0 * 1000.0), (int32_t)ceil(r.x1 * 1000.0),
		(int32_t)ceil(r.y1 * 1000.0) };
}

void audit_add(struct audit *a, const struct ic_finding_item *f)
{
	struct ic_finding_item item = *f;
	struct ic_buf line = { 0 };
	bool ok;

	if (a->found >= AUDIT_FINDINGS_MAX) {
		a->full = true;
		return;
	}
	if (ic_rect_is_empty(item.rect) || item.page >= a->doc.pages ||
	    !a->sized || !a->sized[item.page]) {
		item.rect = (struct ic_rect){ 0 };
	}
	if (item.text) {
		ic_annot_text(&line, item.text, IC_FINDING_TEXT_MAX);
		item.text = line.failed ? NULL : ic_buf_str(&line);
	}
	ok = !line.failed && ic_findings_put(&a->out, &item);
	ic_buf_finish(&line);
	if (!ok) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
	a->found++;
}

void audit_add_at(struct audit *a, const struct audit_page *p,
    struct ic_finding_item f, fz_rect points)
{
	f.page = p->index;
	f.rect = audit_rect(points);
	audit_add(a, &f);
}

/* Before anything is said to lie on it. Throws. */
static void tell_size(struct audit *a, const struct audit_page *p)
{
	if (!a->sized) {
		a->sized = calloc(a->doc.pages, sizeof(*a->sized));
	}
	if (!a->sized ||
	    !ic_findings_put_page(&a->out, p->index, p->geometry.size)) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
	a->sized[p->index] = true;
}

/* Throws. */
static void draw(struct audit *a, struct audit_page *p)
{
	/* Before the page's boxes are rewritten, and its links cut. */
	p->media = ic_geometry_media(a->doc.mu.ctx,
	    ic_document_page_object(&a->doc, p->index));
	p->active = audit_active_page(a, p->index);
	p->page = ic_document_page(&a->doc, p->index, &p->geometry);
	p->media = fz_transform_rect(p->media, p->geometry.to_display);
	tell_size(a, p);
	p->list = ic_draw_list(&a->doc, p->page, &p->geometry, &p->notes);
	ic_draw_raster(&a->doc, p->list, p->geometry.size, AUDIT_DPI,
	    IC_COLOR_RGB, p->seen, &p->notes);
	ic_glyphs_collect(a->doc.mu.ctx, p->list, &p->glyphs);
}

/* What MuPDF went on without, and characters beyond the limit. */
static void tell_incomplete(struct audit *a, const struct audit_page *p)
{
	struct ic_finding_item f = { .kind = IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_WARNING,
		.page = p->index };

	if (p->glyphs.full) {
		f.number = IC_REASON_TOO_FULL;
		audit_add(a, &f);
	} else if (p->notes & IC_NOTE_BIT(DRAW_ERRORS)) {
		f.number = IC_REASON_PAGE_DAMAGED;
		audit_add(a, &f);
	}
}

/* Throws. */
static void look(struct audit *a, struct audit_page *p)
{
	draw(a, p);
	tell_incomplete(a, p);
	for (audit_page_fn *const *check = audit_page_checks; *check; check++) {
		(*check)(a, p);
	}
	ic_document_check_memory(&a->doc);
}

void audit_page(struct audit *a, uint32_t index)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct audit_page p = { .index = index, .seen = &a->seen };

	fz_var(p);
	fz_try(ctx) {
		look(a, &p);
	}
	fz_always(ctx) {
		ic_veiled_finish(ctx, &p.veiled);
		fz_free(ctx, p.marked);
		ic_glyphs_finish(ctx, &p.glyphs);
		fz_drop_display_list(ctx, p.list);
		fz_drop_page(ctx, (fz_page *)p.page);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
