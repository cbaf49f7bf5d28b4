/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_objects.h"

#include <string.h>

void audit_note(struct audit_objects *o, enum ic_finding_kind kind,
    enum ic_severity severity, const struct audit_spot *at,
    enum ic_finding_place place)
{
	struct audit_tally *t = &o->of[kind];

	if (t->n == 0 || (uint32_t)severity < t->severity) {
		t->severity = severity;
		t->page = at->page;
		t->place = place;
	}
	t->n += t->n < UINT32_MAX;
}

/* Does it say anything at all? */
static bool has_text(fz_context *ctx, pdf_obj *info)
{
	int n = pdf_dict_len(ctx, info);

	for (int i = 0; i < n; i++) {
		pdf_obj *value = pdf_dict_get_val(ctx, info, i);
		size_t len = 0;

		if (pdf_is_string(ctx, value)) {
			pdf_to_string(ctx, value, &len);
		}
		if (len > 0) {
			return true;
		}
	}
	return false;
}

static void look_at_ends(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;

	if (strcmp(at->key, "Info") == 0 && has_text(ctx, obj)) {
		o->info = true;
	}
	if (strcmp(at->key, "Root") == 0 &&
	    pdf_is_stream(ctx, pdf_dict_get(ctx, obj, PDF_NAME(Metadata)))) {
		o->xmp = true;
	}
}

/* A program's own copy of the page is more than a date or a setting. */
static bool holds_streams(fz_context *ctx, pdf_obj *info)
{
	int n = pdf_dict_len(ctx, info);

	for (int i = 0; i < n; i++) {
		pdf_obj *data = pdf_dict_gets(ctx,
		    pdf_dict_get_val(ctx, info, i), "Private");
		int k = pdf_dict_len(ctx, data);

		if (pdf_is_stream(ctx, data)) {
			return true;
		}
		for (int j = 0; j < k; j++) {
			if (pdf_is_stream(ctx,
				pdf_dict_get_val(ctx, data, j))) {
				return true;
			}
		}
	}
	return false;
}

static void look_at_data(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	pdf_obj *piece = pdf_dict_gets(ctx, obj, "PieceInfo");
	pdf_obj *thumb = pdf_dict_gets(ctx, obj, "Thumb");
	pdf_obj *ef = pdf_dict_get(ctx, obj, PDF_NAME(EF));

	if (pdf_dict_len(ctx, piece) > 0) {
		audit_note(o, IC_FINDING_PRIVATE_DATA,
		    holds_streams(ctx, piece) ? IC_SEVERITY_WARNING
					      : IC_SEVERITY_NOTICE,
		    at, IC_PLACE_PIECE_INFO);
	}
	if (pdf_is_stream(ctx, thumb)) {
		audit_note(o, IC_FINDING_THUMBNAIL, IC_SEVERITY_NOTICE, at,
		    IC_PLACE_THUMBNAIL);
	}
	if (pdf_dict_len(ctx, ef) > 0) {
		audit_note(o, IC_FINDING_ATTACHMENT, IC_SEVERITY_WARNING, at,
		    IC_PLACE_ATTACHMENT);
	}
	if (strcmp(at->key, "AcroForm") == 0 &&
	    pdf_dict_get(ctx, obj, PDF_NAME(XFA))) {
		audit_note(o, IC_FINDING_FORM_DATA, IC_SEVERITY_WARNING, at,
		    IC_PLACE_XFA);
	}
}

/* A field that stands on no page. */
static void look_at_field(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	pdf_obj *value = pdf_dict_get(ctx, obj, PDF_NAME(V));
	struct audit_says says;
	const char *text;

	if (at->place != IC_PLACE_FIELD || !pdf_is_string(ctx, value) ||
	    pdf_dict_get(ctx, obj, PDF_NAME(Rect)) ||
	    pdf_dict_get(ctx, obj, PDF_NAME(Kids))) {
		return;
	}
	text = pdf_to_text_string(ctx, value);
	says = audit_says_of(o->a, text, strlen(text));
	if (says.own || says.identifier) {
		audit_note(o, IC_FINDING_FORM_DATA, IC_SEVERITY_WARNING, at,
		    IC_PLACE_FIELD);
	}
}

static void met_dict(struct audit_tour *w, pdf_obj *obj,
    const struct audit_spot *at)
{
	struct audit_objects *o = w->user;
	fz_context *ctx = o->a->doc.mu.ctx;

	look_at_ends(o, obj, at);
	look_at_data(o, obj, at);
	look_at_field(o, obj, at);
	audit_look_action(o, obj, at);
	if (pdf_is_stream(ctx, obj)) {
		audit_look_image(o, obj, at);
		audit_look_content(o, obj, at);
		audit_repeat_stream(&o->repeat, obj, at);
	}
}

static void met_string(struct audit_tour *w, pdf_obj *obj,
    const struct audit_spot *at)
{
	struct audit_objects *o = w->user;

	audit_repeat_string(&o->repeat, obj, at);
	if (at->place == IC_PLACE_ACTUAL_TEXT || at->place == IC_PLACE_ALT) {
		audit_look_alternate(o, obj, at);
	}
}

static void tell_information(struct audit_objects *o,
    enum ic_finding_place place)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_INFORMATION,
		.severity = IC_SEVERITY_NOTICE,
		.page = IC_FINDING_NO_PAGE,
		.place = place };

	audit_add(o->a, &f);
}

static void tell(struct audit_objects *o)
{
	if (o->info) {
		tell_information(o, IC_PLACE_INFO);
	}
	if (o->xmp) {
		tell_information(o, IC_PLACE_XMP);
	}
	for (int i = 0; i < IC_FINDING_KIND_COUNT; i++) {
		const struct audit_tally *t = &o->of[i];
		const struct ic_finding_item f = { .kind = (uint32_t)i,
			.severity = t->severity,
			.page = t->page,
			.place = t->place,
			.detail = t->n > 1 ? IC_DETAIL_MANY : IC_DETAIL_NONE,
			.number = t->n > 1 ? t->n : 0 };

		if (t->n > 0) {
			audit_add(o->a, &f);
		}
	}
	audit_repeat_tell(&o->repeat);
}

static void look(struct audit *a, struct audit_objects *o)
{
	struct audit_tour w = { .a = a,
		.user = o,
		.dict = met_dict,
		.string = met_string };

	o->a = a;
	audit_repeat_begin(&o->repeat, a);
	audit_tour(&w);
	tell(o);
}

void audit_objects(struct audit *a)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct audit_objects o = { 0 };

	fz_var(o);
	fz_try(ctx) {
		look(a, &o);
	}
	fz_always(ctx) {
		audit_repeat_finish(&o.repeat);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
