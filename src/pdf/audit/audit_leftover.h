/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an object is for, by its keys, when nothing refers to it. */
#ifndef IC_PDF_AUDIT_LEFTOVER_H
#define IC_PDF_AUDIT_LEFTOVER_H

#include <stdbool.h>

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

/* True if its /Type is this. May throw. */
bool audit_is_type(fz_context *ctx, pdf_obj *obj, const char *type);

/* What a file has for its readers, and no one refers to. May throw. */
bool audit_is_part_of_file(fz_context *ctx, pdf_obj *obj, bool stream);

/* Of programs, or of letters: no words that anybody wrote. May throw. */
bool audit_is_leftover(fz_context *ctx, pdf_obj *obj, bool stream);

#endif
