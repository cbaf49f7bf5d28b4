/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_leftover.h"

#include <string.h>

bool audit_is_type(fz_context *ctx, pdf_obj *obj, const char *type)
{
	pdf_obj *is = pdf_dict_gets(ctx, obj, "Type");

	return pdf_is_name(ctx, is) && !strcmp(pdf_to_name(ctx, is), type);
}

bool audit_is_part_of_file(fz_context *ctx, pdf_obj *obj, bool stream)
{
	return audit_is_type(ctx, obj, "XRef") ||
	    audit_is_type(ctx, obj, "ObjStm") ||
	    pdf_dict_gets(ctx, obj, "Linearized") ||
	    (stream && pdf_is_int(ctx, pdf_dict_gets(ctx, obj, "S")) &&
		!pdf_dict_get(ctx, obj, PDF_NAME(Type)));
}

bool audit_is_leftover(fz_context *ctx, pdf_obj *obj, bool stream)
{
	static const char *const keys[] = { "Producer", "Creator",
		"CreationDate", "ModDate", "BaseFont", "FontName", "Registry",
		"Length1", "Length2", "FunctionType", "N", "CMapName",
		"PatternType", "ShadingType", "Filter" };
	static const char *const types[] = { "Font", "FontDescriptor",
		"Encoding", "CMap", "ExtGState", "Metadata", "Catalog", "Pages",
		"StructTreeRoot", "StructElem", "OCG", "OutputIntent",
		"Halftone", "Sig", "SigRef", "DocTimeStamp", "DSS" };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (audit_is_type(ctx, obj, types[i])) {
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (!(stream && !strcmp(keys[i], "Filter")) &&
		    pdf_dict_gets(ctx, obj, keys[i])) {
			return true;
		}
	}
	return false;
}
