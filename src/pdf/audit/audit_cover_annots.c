/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which covers are the appearances of annotations and fields. */
#include "audit_priv.h"

#define ANNOTS_MAX 4096 /* of a page, that are looked at */
#define SLACK 2.0f      /* points, by which a line may leave its /Rect */

/* Those that a reader does not see, or that are no cover of their own. */
static bool shows(fz_context *ctx, pdf_obj *annot)
{
	pdf_obj *kind = pdf_dict_get(ctx, annot, PDF_NAME(Subtype));

	return !pdf_name_eq(ctx, kind, PDF_NAME(Link)) &&
	    !pdf_name_eq(ctx, kind, PDF_NAME(Popup));
}

static bool is_within(fz_rect inner, fz_rect outer)
{
	outer = fz_expand_rect(outer, SLACK);
	return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 &&
	    inner.x1 <= outer.x1 && inner.y1 <= outer.y1;
}

static void name_glyphs(struct audit_page *p, fz_rect area)
{
	for (size_t i = 0; i < p->glyphs.n; i++) {
		fz_rect b = p->glyphs.at[i].outline;
		fz_point c = { (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 };
		uint8_t cover = p->veiled.cover[i];

		if (cover != IC_COVER_NONE && cover != IC_COVER_BACKGROUND &&
		    cover != IC_COVER_ANNOTATION &&
		    fz_is_point_inside_rect(c, area)) {
			p->veiled.cover[i] = IC_COVER_ANNOTATION;
		}
	}
}

static void look_at(struct audit_page *p, fz_rect rect)
{
	struct ic_veiled *v = &p->veiled;

	for (size_t i = 0; i < v->nareas; i++) {
		if (v->areas[i].hides && is_within(v->areas[i].rect, rect)) {
			v->areas[i].cover = IC_COVER_ANNOTATION;
			name_glyphs(p, v->areas[i].rect);
		}
	}
}

static bool any_hides(const struct ic_veiled *v)
{
	for (size_t i = 0; i < v->nareas; i++) {
		if (v->areas[i].hides) {
			return true;
		}
	}
	return false;
}

void audit_cover_annots(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx, p->page->obj, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);

	if (!any_hides(&p->veiled)) {
		return;
	}
	for (int i = 0; i < n && i < ANNOTS_MAX; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);

		if (shows(ctx, annot)) {
			look_at(p,
			    fz_transform_rect(pdf_dict_get_rect(ctx, annot,
						  PDF_NAME(Rect)),
				p->geometry.to_display));
		}
	}
}
