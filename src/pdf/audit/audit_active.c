/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_active.h"

#include <string.h>

#include "document_priv.h"

#define ANNOTS_MAX 100000 /* of a page */
#define CHAIN_MAX 64      /* actions that follow each other */

static bool is_name(fz_context *ctx, pdf_obj *name, const char *const *names)
{
	const char *s = pdf_to_name(ctx, name);

	while (*names && strcmp(*names, s) != 0) {
		names++;
	}
	return *names != NULL;
}

/* An action, and those that follow it (ISO 32000-2, 12.6). */
static bool acts(fz_context *ctx, pdf_obj *action)
{
	static const char *const refused[] = { "JavaScript", "Launch",
		"ImportData", "Movie", "Sound", "Rendition", "RichMediaExecute",
		NULL };

	for (int i = 0; i < CHAIN_MAX && pdf_is_dict(ctx, action); i++) {
		pdf_obj *next = pdf_dict_gets(ctx, action, "Next");

		if (is_name(ctx, pdf_dict_get(ctx, action, PDF_NAME(S)),
			refused)) {
			return true;
		}
		if (pdf_is_array(ctx, next)) {
			int n = pdf_array_len(ctx, next);

			/* The chain goes on behind the last. */
			for (int k = 0; k + 1 < n && k < CHAIN_MAX; k++) {
				pdf_obj *one = pdf_array_get(ctx, next, k);

				if (is_name(ctx,
					pdf_dict_get(ctx, one, PDF_NAME(S)),
					refused)) {
					return true;
				}
			}
			next = n > 0 ? pdf_array_get(ctx, next, n - 1) : NULL;
		}
		action = next;
	}
	return false;
}

/* /A and each of /AA. */
static bool triggers(fz_context *ctx, pdf_obj *of)
{
	pdf_obj *aa = pdf_dict_get(ctx, of, PDF_NAME(AA));
	int n = pdf_is_dict(ctx, aa) ? pdf_dict_len(ctx, aa) : 0;

	if (acts(ctx, pdf_dict_get(ctx, of, PDF_NAME(A)))) {
		return true;
	}
	for (int i = 0; i < n && i < CHAIN_MAX; i++) {
		if (acts(ctx, pdf_dict_get_val(ctx, aa, i))) {
			return true;
		}
	}
	return false;
}

bool audit_active_page(struct audit *a, uint32_t index)
{
	static const char *const refused[] = { "FileAttachment", "Sound",
		"Movie", "Screen", "RichMedia", "3D", NULL };
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *page = ic_document_page_object(&a->doc, index);
	pdf_obj *annots = pdf_dict_get(ctx, page, PDF_NAME(Annots));
	int n = pdf_is_array(ctx, annots) ? pdf_array_len(ctx, annots) : 0;

	if (!a->job.filing.no_active) {
		return false;
	}
	if (triggers(ctx, page)) {
		return true;
	}
	for (int i = 0; i < n && i < ANNOTS_MAX; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);

		if (pdf_is_dict(ctx, annot) &&
		    (is_name(ctx, pdf_dict_get(ctx, annot, PDF_NAME(Subtype)),
			 refused) ||
			triggers(ctx, annot))) {
			return true;
		}
	}
	return false;
}

bool audit_active_file(struct audit *a)
{
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, a->doc.pdf),
	    PDF_NAME(Root));
	pdf_obj *names = pdf_dict_get(ctx, root, PDF_NAME(Names));
	pdf_obj *form = pdf_dict_get(ctx, root, PDF_NAME(AcroForm));

	return acts(ctx, pdf_dict_gets(ctx, root, "OpenAction")) ||
	    triggers(ctx, root) || pdf_dict_gets(ctx, names, "JavaScript") ||
	    pdf_dict_gets(ctx, names, "EmbeddedFiles") ||
	    pdf_dict_gets(ctx, form, "XFA");
}
