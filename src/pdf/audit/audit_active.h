/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Active content, as courts' systems refuse it: programs, what starts them,
 * attachments, sound and film. Links to the outside and forms are none.
 */
#ifndef IC_PDF_AUDIT_ACTIVE_H
#define IC_PDF_AUDIT_ACTIVE_H

#include "audit_priv.h"

/* True if the catalogue, or a field of its form, has any. Throws. */
bool audit_active_file(struct audit *a);

/*
 * True if the profile takes none, and the page or an annotation has some. To be
 * asked before the page is loaded, for then it loses its links. Throws.
 */
bool audit_active_page(struct audit *a, uint32_t page);

#endif
