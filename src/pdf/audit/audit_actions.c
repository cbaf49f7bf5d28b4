/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Actions (ISO 32000-2, 12.6): links, programs, and what is done unasked. */
#include <string.h>

#include "audit_objects.h"

#define SCRIPT_LOOKED_AT 4096 /* bytes */

static const struct {
	const char *type;
	enum ic_finding_kind kind;
	enum ic_severity severity;
	enum ic_finding_place place;
} actions[] = {
	{ "URI", IC_FINDING_LINK, IC_SEVERITY_NOTICE, IC_PLACE_LINK },
	{ "GoToR", IC_FINDING_LINK, IC_SEVERITY_NOTICE, IC_PLACE_LINK },
	{ "GoToE", IC_FINDING_LINK, IC_SEVERITY_NOTICE, IC_PLACE_LINK },
	{ "Launch", IC_FINDING_ACTION, IC_SEVERITY_WARNING, IC_PLACE_OTHER },
	{ "SubmitForm", IC_FINDING_ACTION, IC_SEVERITY_WARNING,
	    IC_PLACE_FIELD },
	{ "ImportData", IC_FINDING_ACTION, IC_SEVERITY_WARNING,
	    IC_PLACE_FIELD },
	{ "Movie", IC_FINDING_ACTION, IC_SEVERITY_WARNING, IC_PLACE_OTHER },
	{ "Sound", IC_FINDING_ACTION, IC_SEVERITY_WARNING, IC_PLACE_OTHER },
	{ "Rendition", IC_FINDING_ACTION, IC_SEVERITY_WARNING, IC_PLACE_OTHER },
	{ "GoTo3DView", IC_FINDING_ACTION, IC_SEVERITY_WARNING,
	    IC_PLACE_OTHER },
	{ "RichMediaExecute", IC_FINDING_ACTION, IC_SEVERITY_WARNING,
	    IC_PLACE_OTHER },
};

static void look_at_type(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	const char *type = pdf_to_name(ctx,
	    pdf_dict_get(ctx, obj, PDF_NAME(S)));

	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++) {
		if (strcmp(actions[i].type, type) == 0) {
			audit_note(o, actions[i].kind, actions[i].severity, at,
			    actions[i].place);
		}
	}
}

/*
 * "AFNumber_Format(2, 0, 0, 0, \"\", true);": what a form's editor writes for
 * a field that is a number or a date.
 */
static bool is_format(const char *js)
{
	size_t n = strlen(js);
	const char *end = strchr(js, ';');

	return strncmp(js, "AF", 2) == 0 && n < SCRIPT_LOOKED_AT &&
	    (!end || strspn(end, "; \r\n\t") == strlen(end));
}

static void look_at_script(struct audit_objects *o, pdf_obj *js,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	fz_buffer *b;
	bool format;

	if (pdf_is_stream(ctx, js)) {
		b = audit_stream(o->a, js, SCRIPT_LOOKED_AT);
		format = is_format(fz_string_from_buffer(ctx, b));
		fz_drop_buffer(ctx, b);
	} else {
		format = is_format(pdf_to_text_string(ctx, js));
	}
	audit_note(o, IC_FINDING_SCRIPT,
	    format ? IC_SEVERITY_NOTICE : IC_SEVERITY_WARNING, at,
	    IC_PLACE_SCRIPT);
}

/* Going to a page is what readers expect. */
static void look_at_opening(struct audit_objects *o, pdf_obj *action,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	const char *type = pdf_to_name(ctx,
	    pdf_dict_get(ctx, action, PDF_NAME(S)));

	if (!pdf_is_dict(ctx, action) || strcmp(type, "GoTo") == 0 ||
	    strcmp(type, "JavaScript") == 0) {
		return;
	}
	audit_note(o, IC_FINDING_ACTION,
	    strcmp(type, "Named") == 0 ? IC_SEVERITY_NOTICE
				       : IC_SEVERITY_WARNING,
	    at, IC_PLACE_OTHER);
}

/* Players of media have programs in them. */
static void look_at_media(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	static const char *const media[] = { "RichMedia", "3D", "Movie",
		"Sound", "Screen" };
	fz_context *ctx = o->a->doc.mu.ctx;
	const char *subtype = pdf_to_name(ctx,
	    pdf_dict_get(ctx, obj, PDF_NAME(Subtype)));

	for (size_t i = 0; i < sizeof(media) / sizeof(*media); i++) {
		if (strcmp(media[i], subtype) == 0) {
			audit_note(o, IC_FINDING_ACTION, IC_SEVERITY_WARNING,
			    at, IC_PLACE_ANNOTATION);
		}
	}
}

void audit_look_action(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	pdf_obj *js = pdf_dict_get(ctx, obj, PDF_NAME(JS));

	if (at->place == IC_PLACE_STRUCTURE) {
		return; /* there /S is a kind of paragraph */
	}
	look_at_type(o, obj, at);
	if (pdf_is_string(ctx, js) || pdf_is_stream(ctx, js)) {
		look_at_script(o, js, at);
	}
	if (strcmp(at->key, "Root") == 0) {
		look_at_opening(o, pdf_dict_gets(ctx, obj, "OpenAction"), at);
	}
	if (strcmp(at->key, "Annots") == 0) {
		look_at_media(o, obj, at);
	}
}
