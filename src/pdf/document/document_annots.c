/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "document_priv.h"

static pdf_obj *field_type(fz_context *ctx, pdf_obj *field)
{
	for (int i = 0; field && i < IC_DOCUMENT_DEPTH; i++) {
		pdf_obj *type = pdf_dict_get(ctx, field, PDF_NAME(FT));

		if (type) {
			return type;
		}
		field = pdf_dict_get(ctx, field, PDF_NAME(Parent));
	}
	return NULL;
}

static bool is_signature(fz_context *ctx, pdf_obj *annot)
{
	return pdf_name_eq(ctx, pdf_dict_get(ctx, annot, PDF_NAME(Subtype)),
		   PDF_NAME(Widget)) &&
	    pdf_name_eq(ctx, field_type(ctx, annot), PDF_NAME(Sig));
}

/*
 * Links draw nothing, and MuPDF looks for the target of each when it loads
 * a page. A highlight without a colour is transparent (ISO 32000-1, table
 * 164), and MuPDF would paint it black. A signature without an appearance
 * shows nothing.
 */
static bool is_drawn(fz_context *ctx, pdf_obj *annot)
{
	pdf_obj *subtype = pdf_dict_get(ctx, annot, PDF_NAME(Subtype));

	if (pdf_name_eq(ctx, subtype, PDF_NAME(Highlight))) {
		return pdf_dict_get(ctx, annot, PDF_NAME(AP)) ||
		    pdf_array_len(ctx, pdf_dict_get(ctx, annot, PDF_NAME(C))) >
		    0;
	}
	if (is_signature(ctx, annot)) {
		return pdf_is_stream(ctx, pdf_dict_getp(ctx, annot, "AP/N"));
	}
	return !pdf_name_eq(ctx, subtype, PDF_NAME(Link));
}

/*
 * MuPDF invites to sign: it paints an arrow over an empty signature field,
 * whatever the file has there. As a stamp the same annotation is drawn as
 * it is.
 */
static void push_stamp(fz_context *ctx, pdf_obj *kept, pdf_obj *annot)
{
	pdf_obj *copy = pdf_copy_dict(ctx, annot);

	fz_try(ctx) {
		pdf_dict_put(ctx, copy, PDF_NAME(Subtype), PDF_NAME(Stamp));
		pdf_array_push(ctx, kept, copy);
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, copy);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void push_drawn(fz_context *ctx, pdf_obj *kept, pdf_obj *annots)
{
	int n = pdf_array_len(ctx, annots);

	for (int i = 0; i < n; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);

		if (!is_drawn(ctx, annot)) {
			continue;
		}
		if (is_signature(ctx, annot)) {
			push_stamp(ctx, kept, annot);
		} else {
			pdf_array_push(ctx, kept, annot);
		}
	}
}

void ic_document_cut_annots(struct ic_document *doc, pdf_obj *page)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx, page, PDF_NAME(Annots));
	pdf_obj *kept;

	if (pdf_array_len(ctx, annots) == 0) {
		return;
	}
	kept = pdf_new_array(ctx, doc->pdf, 8);
	fz_try(ctx) {
		push_drawn(ctx, kept, annots);
		pdf_dict_put(ctx, page, PDF_NAME(Annots), kept);
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, kept);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
