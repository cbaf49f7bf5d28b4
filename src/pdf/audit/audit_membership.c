/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Content whose visibility an expression decides (ISO 32000-2, 8.11.2.2): it is
 * drawn here whatever that says, and readers may hide it.
 */
#include "audit_variant.h"

#define FORMS_DEEP 4    /* forms in forms whose resources are looked at */
#define ASKED_MAX 20000 /* entries, of a page */

static bool has_expression(fz_context *ctx, pdf_obj *membership)
{
	return pdf_is_array(ctx, pdf_dict_gets(ctx, membership, "VE"));
}

/* Throws. */
static bool any_in(fz_context *ctx, pdf_obj *resources, unsigned deep,
    unsigned *left)
{
	pdf_obj *props = pdf_dict_get(ctx, resources, PDF_NAME(Properties));
	pdf_obj *forms = pdf_dict_get(ctx, resources, PDF_NAME(XObject));

	for (int i = 0; i < pdf_dict_len(ctx, props) && *left > 0; i++) {
		(*left)--;
		if (has_expression(ctx, pdf_dict_get_val(ctx, props, i))) {
			return true;
		}
	}
	for (int i = 0; i < pdf_dict_len(ctx, forms) && *left > 0; i++) {
		pdf_obj *form = pdf_dict_get_val(ctx, forms, i);

		(*left)--;
		if (has_expression(ctx,
			pdf_dict_get(ctx, form, PDF_NAME(OC))) ||
		    (deep > 0 &&
			any_in(ctx,
			    pdf_dict_get(ctx, form, PDF_NAME(Resources)),
			    deep - 1, left))) {
			return true;
		}
	}
	return false;
}

bool audit_has_expression(fz_context *ctx, const struct audit_page *p)
{
	unsigned left = ASKED_MAX;

	return any_in(ctx, pdf_page_resources(ctx, p->page), FORMS_DEEP, &left);
}
