/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * /Redact annotations (ISO 32000-2, 12.5.6.23): a page that has them was marked
 * and never redacted. What they mark are their quadrilaterals, or their
 * rectangle.
 */
#include <math.h>

#include "audit_priv.h"
#include "document_priv.h"

#define QUADS_MAX 4096 /* of an annotation */

struct marking {
	struct audit *a;
	struct audit_page *p;
	pdf_obj *annot;
	fz_rect all; /* what the annotation marks, displayed points */
};

/* Throws. */
static void mark_glyphs(struct marking *m, fz_quad q)
{
	fz_context *ctx = m->a->doc.mu.ctx;
	struct ic_glyphs *g = &m->p->glyphs;

	m->all = fz_union_rect(m->all, fz_rect_from_quad(q));
	if (!m->p->marked && g->n > 0) {
		m->p->marked = fz_calloc(ctx, g->n, sizeof(*m->p->marked));
	}
	for (size_t i = 0; i < g->n; i++) {
		fz_rect b = ic_glyph_bounds(&g->at[i]);
		fz_point c = { (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 };

		if (fz_is_point_inside_quad(c, q)) {
			m->p->marked[i] = true;
		}
	}
}

static bool is_quad(const float v[8])
{
	for (int i = 0; i < 8; i++) {
		if (!isfinite(v[i])) {
			return false;
		}
	}
	return true;
}

/* Corners come in any order, so the box around them is what is marked. */
static fz_quad quad_of(const struct audit_page *p, const float v[8])
{
	fz_rect r = fz_empty_rect;

	for (int i = 0; i < 8; i += 2) {
		r = fz_include_point_in_rect(r, fz_make_point(v[i], v[i + 1]));
	}
	return fz_quad_from_rect(fz_transform_rect(r, p->geometry.to_display));
}

/* Throws. */
static bool mark_quads(struct marking *m)
{
	fz_context *ctx = m->a->doc.mu.ctx;
	pdf_obj *list = pdf_dict_get(ctx, m->annot, PDF_NAME(QuadPoints));
	int n = pdf_array_len(ctx, list) / 8;
	bool any = false;

	for (int i = 0; i < n && i < QUADS_MAX; i++) {
		float v[8];

		for (int k = 0; k < 8; k++) {
			v[k] = pdf_array_get_real(ctx, list, 8 * i + k);
		}
		if (is_quad(v)) {
			mark_glyphs(m, quad_of(m->p, v));
			any = true;
		}
	}
	return any;
}

/* Throws. */
static void look_at(struct audit *a, struct audit_page *p, pdf_obj *annot)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct marking m = { a, p, annot, fz_empty_rect };
	const struct ic_finding_item f = {
		.kind = IC_FINDING_UNAPPLIED_REDACTION,
		.severity = IC_SEVERITY_ERROR,
		.place = IC_PLACE_ANNOTATION
	};

	if (!mark_quads(&m)) {
		fz_rect r = pdf_dict_get_rect(ctx, annot, PDF_NAME(Rect));

		mark_glyphs(&m,
		    fz_quad_from_rect(
			fz_transform_rect(r, p->geometry.to_display)));
	}
	audit_add_at(a, p, f, m.all);
}

void audit_redactions_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx, p->page->obj, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);

	for (int i = 0; i < n; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);

		if (pdf_name_eq(ctx,
			pdf_dict_get(ctx, annot, PDF_NAME(Subtype)),
			PDF_NAME(Redact))) {
			look_at(a, p, annot);
		}
	}
}
