/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Fonts that a page has and the file has not: a reader takes another of its
 * own. The fourteen standard ones are none of the file's either (ISO 32000-2,
 * 9.6.2.2). Names of fonts are not told.
 */
#include "audit_filing.h"

#define FONTS_MAX 4096 /* of a page, as the next */
#define FORMS_MAX 4096
#define NESTED_MAX 12

struct search {
	fz_context *ctx;
	int left; /* resources that may still be looked at */
};

static bool has_file(fz_context *ctx, pdf_obj *font)
{
	pdf_obj *d = pdf_dict_get(ctx, font, PDF_NAME(FontDescriptor));

	return pdf_dict_get(ctx, d, PDF_NAME(FontFile)) ||
	    pdf_dict_get(ctx, d, PDF_NAME(FontFile2)) ||
	    pdf_dict_get(ctx, d, PDF_NAME(FontFile3));
}

static bool is_embedded(fz_context *ctx, pdf_obj *font)
{
	pdf_obj *type = pdf_dict_get(ctx, font, PDF_NAME(Subtype));

	if (!pdf_is_dict(ctx, font) ||
	    pdf_name_eq(ctx, type, PDF_NAME(Type3))) {
		return true;
	}
	if (pdf_name_eq(ctx, type, PDF_NAME(Type0))) {
		return has_file(ctx,
		    pdf_array_get(ctx,
			pdf_dict_get(ctx, font, PDF_NAME(DescendantFonts)), 0));
	}
	return has_file(ctx, font);
}

static bool lacks(struct search *s, pdf_obj *resources, int nested);

/* Those of a dictionary of streams that have resources of their own. */
static bool any_lacks(struct search *s, pdf_obj *dict, int nested)
{
	int n = pdf_is_dict(s->ctx, dict) ? pdf_dict_len(s->ctx, dict) : 0;

	for (int i = 0; i < n && i < FORMS_MAX; i++) {
		pdf_obj *of = pdf_dict_get_val(s->ctx, dict, i);

		if (lacks(s, pdf_dict_get(s->ctx, of, PDF_NAME(Resources)),
			nested + 1)) {
			return true;
		}
	}
	return false;
}

static bool lacks(struct search *s, pdf_obj *resources, int nested)
{
	fz_context *ctx = s->ctx;
	pdf_obj *fonts;
	int n;

	if (nested > NESTED_MAX || s->left-- <= 0 ||
	    !pdf_is_dict(ctx, resources)) {
		return false;
	}
	fonts = pdf_dict_get(ctx, resources, PDF_NAME(Font));
	n = pdf_is_dict(ctx, fonts) ? pdf_dict_len(ctx, fonts) : 0;
	for (int i = 0; i < n && i < FONTS_MAX; i++) {
		if (!is_embedded(ctx, pdf_dict_get_val(ctx, fonts, i))) {
			return true;
		}
	}
	return any_lacks(s, pdf_dict_get(ctx, resources, PDF_NAME(XObject)),
		   nested) ||
	    any_lacks(s, pdf_dict_get(ctx, resources, PDF_NAME(Pattern)),
		nested);
}

/* Something is painted with a font; an OCR layer alone shows none. */
static bool paints_text(const struct ic_glyphs *g)
{
	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].paint != IC_PAINT_NONE && !g->at[i].blank) {
			return true;
		}
	}
	return false;
}

bool audit_fonts_missing(struct audit *a, const struct audit_page *p)
{
	struct search s = { a->doc.mu.ctx, FORMS_MAX };

	return paints_text(&p->glyphs) &&
	    lacks(&s, pdf_page_resources(s.ctx, p->page), 0);
}
