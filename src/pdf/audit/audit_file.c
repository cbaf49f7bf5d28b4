/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_priv.h"

/* What the court's profile says of it, or else what it is by itself. */
static uint32_t severity(uint32_t asked, enum ic_severity else_)
{
	return asked > 0 ? asked - 1 : (uint32_t)else_;
}

static void encryption(struct audit *a)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct ic_finding_item f = { .kind = IC_FINDING_ENCRYPTED,
		.severity = severity(a->job.filing.unencrypted,
		    IC_SEVERITY_WARNING),
		.page = IC_FINDING_NO_PAGE };

	if (pdf_is_dict(ctx,
		pdf_dict_get(ctx, pdf_trailer(ctx, a->doc.pdf),
		    PDF_NAME(Encrypt)))) {
		f.detail = a->doc.notes & IC_NOTE_BIT(OWNER_PASSWORD)
		    ? IC_DETAIL_OWNER_PASSWORD
		    : IC_DETAIL_USER_PASSWORD;
		audit_add(a, &f);
	}
}

static void damage(struct audit *a)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_STRUCTURE,
		.severity = severity(a->job.filing.sound, IC_SEVERITY_WARNING),
		.page = IC_FINDING_NO_PAGE };

	if (a->doc.notes & IC_NOTE_BIT(REPAIRED)) {
		audit_add(a, &f);
	}
}

void audit_file(struct audit *a)
{
	if (!a->doc.assembly) {
		encryption(a);
		damage(a);
	}
}
