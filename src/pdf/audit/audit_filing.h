/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a court may not accept, counted over the pages. */
#ifndef IC_PDF_AUDIT_FILING_H
#define IC_PDF_AUDIT_FILING_H

#include "audit_priv.h"

/* True if a page shows text in a font that is not in the file. Throws. */
bool audit_fonts_missing(struct audit *a, const struct audit_page *p);

#endif
