/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_priv.h"

audit_page_fn *const audit_page_checks[] = {
	audit_cover_page,
	audit_redactions_page,
	audit_ink_page,
	audit_width_page,
	audit_layers_page,
	audit_annots_page,
	audit_fields_page,
	audit_privacy_page,
	audit_thumbnail_page,
	audit_filing_page,
	audit_words_page, /* after all that says what is covered */
	NULL,
};

audit_document_fn *const audit_document_checks[] = {
	audit_later_settle,
	audit_filing_document,
	audit_file,
	audit_revisions,
	audit_outside,
	audit_objects,
	audit_orphans,
	NULL,
};
