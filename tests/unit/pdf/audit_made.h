/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Files of one page that hold something beside it. The page says "Plain words
 * of the page" and "Zebulon Quigley".
 */
#ifndef IC_UNIT_PDF_AUDIT_MADE_H
#define IC_UNIT_PDF_AUDIT_MADE_H

#include "audited.h"

#define NONE IC_SEVERITY_COUNT
#define NOWHERE IC_PLACE_COUNT

/* Keys; a content stream; objects 6 (a stream) and 7. NULL: none. */
struct made {
	const char *catalog, *page, *info, *content, *six, *seven;
	enum ic_finding_kind kind;
	enum ic_severity severity; /* NONE: there is no such finding */
	enum ic_finding_place place;
};

#define TEXT "BT /F 12 Tf 20 150 Td (Plain words of the page) Tj ET "
#define NAMES "BT /F 12 Tf 20 100 Td (Zebulon Quigley) Tj ET "
#define MARK "<</Subtype/Redact/Rect[0 90 300 115]>>"
#define MARKED "/Annots[" MARK "]"

#define ERROR IC_SEVERITY_ERROR
#define WARNING IC_SEVERITY_WARNING
#define NOTICE IC_SEVERITY_NOTICE

/* Make the file; check that it has the finding, or none of its kind. */
void audit_make(struct testpdf *t, const struct made *m);
void audit_check(struct testpdf *t, const struct made *m);

#endif
