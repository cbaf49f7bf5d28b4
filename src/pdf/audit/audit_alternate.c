/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Texts that stand for what is shown (ISO 32000-2, 14.9): what is copied and
 * read aloud in its place. A picture's description says what no page does, and
 * is meant to.
 */
#include <string.h>

#include "audit_objects.h"

void audit_look_alternate(struct audit_objects *o, pdf_obj *string,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	const char *text = pdf_to_text_string(ctx, string);
	struct audit_says says = audit_says_loosely(o->a, text, strlen(text));
	bool open = at->place == IC_PLACE_ACTUAL_TEXT && !o->a->words.blind;

	if (says.own || says.identifier) {
		audit_note(o, IC_FINDING_ALTERNATE_TEXT,
		    open ? IC_SEVERITY_WARNING : IC_SEVERITY_NOTICE, at,
		    at->place);
	}
}
