/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "assemble.h"
#include "document_priv.h"

/* True if any of a tree's leaves is what is looked for. May throw. */
typedef bool leaf_fn(fz_context *ctx, pdf_obj *node);

static bool any_leaf(fz_context *ctx, pdf_obj *node, leaf_fn *leaf, int depth,
    uint32_t *left)
{
	pdf_obj *kids = pdf_dict_get(ctx, node, PDF_NAME(Kids));
	int n = pdf_array_len(ctx, kids);

	if (depth == IC_DOCUMENT_DEPTH || *left == 0) {
		return false;
	}
	(*left)--;
	if (leaf(ctx, node)) {
		return true;
	}
	for (int i = 0; i < n; i++) {
		if (any_leaf(ctx, pdf_array_get(ctx, kids, i), leaf, depth + 1,
			left)) {
			return true;
		}
	}
	return false;
}

static bool is_signature(fz_context *ctx, pdf_obj *field)
{
	pdf_obj *type = pdf_dict_get(ctx, field, PDF_NAME(FT));

	return pdf_name_eq(ctx, type, PDF_NAME(Sig)) &&
	    pdf_is_dict(ctx, pdf_dict_get(ctx, field, PDF_NAME(V)));
}

static bool has_names(fz_context *ctx, pdf_obj *node)
{
	pdf_obj *names = pdf_dict_get(ctx, node, PDF_NAME(Names));

	return pdf_array_len(ctx, names) > 0;
}

static bool is_signed(fz_context *ctx, pdf_obj *root)
{
	pdf_obj *fields = pdf_dict_getp(ctx, root, "AcroForm/Fields");
	int n = pdf_array_len(ctx, fields);
	uint32_t left = IC_DOCUMENT_NODES;

	if (pdf_dict_len(ctx, pdf_dict_get(ctx, root, PDF_NAME(Perms)))) {
		return true;
	}
	for (int i = 0; i < n; i++) {
		if (any_leaf(ctx, pdf_array_get(ctx, fields, i), is_signature,
			0, &left)) {
			return true;
		}
	}
	return false;
}

static bool has_files(fz_context *ctx, pdf_obj *root)
{
	uint32_t left = IC_DOCUMENT_NODES;

	return pdf_array_len(ctx, pdf_dict_gets(ctx, root, "AF")) > 0 ||
	    any_leaf(ctx, pdf_dict_getp(ctx, root, "Names/EmbeddedFiles"),
		has_names, 0, &left);
}

uint32_t ic_document_survey(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *trailer = pdf_trailer(ctx, doc->pdf);
	pdf_obj *root = pdf_dict_get(ctx, trailer, PDF_NAME(Root));
	pdf_obj *xfa = pdf_dict_getp(ctx, root, "AcroForm/XFA");
	uint32_t notes = 0;

	if (pdf_is_array(ctx, xfa) || pdf_is_stream(ctx, xfa)) {
		notes |= IC_NOTE_BIT(XFA);
	}
	if (is_signed(ctx, root)) {
		notes |= IC_NOTE_BIT(SIGNATURE);
	}
	if (has_files(ctx, root)) {
		notes |= IC_NOTE_BIT(ATTACHMENTS);
	}
	return notes;
}

uint32_t ic_document_page_notes(struct ic_document *doc, uint32_t index)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *page = ic_document_page_object(doc, index);
	pdf_obj *annots = pdf_dict_get(ctx, page, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);
	uint32_t notes = doc->assembly ? ic_assembly_notes(doc->assembly, index)
				       : 0;

	if (pdf_array_len(ctx, pdf_dict_gets(ctx, page, "AF")) > 0) {
		notes |= IC_NOTE_BIT(ATTACHMENTS);
	}
	for (int i = 0; i < n; i++) {
		pdf_obj *subtype = pdf_dict_get(ctx,
		    pdf_array_get(ctx, annots, i), PDF_NAME(Subtype));

		if (pdf_name_eq(ctx, subtype, PDF_NAME(Redact))) {
			notes |= IC_NOTE_BIT(REDACT_ANNOT);
		}
		if (pdf_name_eq(ctx, subtype, PDF_NAME(FileAttachment))) {
			notes |= IC_NOTE_BIT(ATTACHMENTS);
		}
	}
	return notes;
}
