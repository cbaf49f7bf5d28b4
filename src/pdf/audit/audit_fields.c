/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Values of form fields (ISO 32000-2, 12.7) that the page does not show: of
 * hidden fields, of those whose appearance says something else, of passwords
 * and files. What is shown is compared letter by letter: a field may set its
 * characters apart, and write a number in its own way.
 */
#include <string.h>

#include "audit_priv.h"
#include "base/utf8.h"
#include "words_priv.h"

#define F_HIDDEN (1 << 1) /* table 167 */
#define F_NO_VIEW (1 << 5)
#define FF_PASSWORD (1 << 13) /* table 231 */
#define FF_FILE (1 << 20)
#define VALUE_MAX ((size_t)64 << 10) /* bytes that are looked at */
#define AIR 2.0f    /* points around a field in which its text may stand */
#define TOLD_MAX 20 /* of a page, one by one */

struct fields {
	struct audit *a;
	struct audit_page *p;
	uint32_t told;
	struct ic_buf hidden;       /* values of hidden fields of the page */
	fz_rect around;             /* these */
	struct ic_buf shown, value; /* letters */
};

/* What a field has, or inherits. */
static pdf_obj *entry(fz_context *ctx, pdf_obj *field, pdf_obj *key)
{
	for (int i = 0; field && i < IC_DOCUMENT_DEPTH; i++) {
		pdf_obj *value = pdf_dict_get(ctx, field, key);

		if (value) {
			return value;
		}
		field = pdf_dict_get(ctx, field, PDF_NAME(Parent));
	}
	return NULL;
}

static void put_letters(struct ic_buf *b, uint32_t rune)
{
	uint32_t c = ic_rune_lower(rune);
	char utf8[8];

	if (ic_rune_is_part(rune)) {
		ic_buf_add(b, utf8, (size_t)fz_runetochar(utf8, (int)c));
	}
}

static bool is_shown(const struct audit_page *p, size_t i)
{
	const struct ic_veiled *v = &p->veiled;

	return !v->state || i >= v->n || v->state[i] == IC_GLYPH_SHOWN;
}

/* The letters that stand in a field. */
static void read_shown(struct fields *f, fz_rect r)
{
	const struct ic_glyphs *g = &f->p->glyphs;

	ic_buf_reset(&f->shown);
	r = fz_expand_rect(r, AIR);
	for (size_t i = 0; i < g->n; i++) {
		fz_rect b = ic_glyph_bounds(&g->at[i]);
		fz_point c = { (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 };

		if (!fz_is_point_inside_rect(c, r) || !is_shown(f->p, i)) {
			continue;
		}
		for (unsigned k = 0; k < g->at[i].runes; k++) {
			put_letters(&f->shown, g->at[i].rune[k]);
		}
	}
}

static bool shows(struct fields *f, const char *value, fz_rect r)
{
	size_t n = strlen(value);

	ic_buf_reset(&f->value);
	for (size_t at = 0; at < n;) {
		uint32_t c = ic_utf8_next(value, n, &at);

		put_letters(&f->value, c);
	}
	read_shown(f, r);
	return f->value.len == 0 ||
	    (f->shown.len > 0 &&
		memmem(f->shown.data, f->shown.len, f->value.data,
		    f->value.len));
}

/* Of a choice the text that is shown for what it is worth. */
static const char *shown_for(fz_context *ctx, pdf_obj *field, pdf_obj *value)
{
	pdf_obj *list = entry(ctx, field, PDF_NAME(Opt));
	int n = pdf_array_len(ctx, list);
	const char *text = pdf_to_text_string(ctx, value);

	for (int i = 0; i < n; i++) {
		pdf_obj *pair = pdf_array_get(ctx, list, i);

		if (pdf_array_len(ctx, pair) == 2 &&
		    strcmp(pdf_array_get_text_string(ctx, pair, 0), text) ==
			0) {
			return pdf_array_get_text_string(ctx, pair, 1);
		}
	}
	return text;
}

/* Throws. */
static void tell(struct fields *f, const char *text, fz_rect r,
    enum ic_severity severity)
{
	struct ic_finding_item item = { .kind = IC_FINDING_FORM_DATA,
		.severity = severity,
		.page = f->p->index,
		.rect = audit_rect(r),
		.place = IC_PLACE_FIELD,
		.text = f->a->job.words ? text : NULL };

	if (f->told++ >= TOLD_MAX) {
		return;
	}
	if (severity == IC_SEVERITY_WARNING) {
		audit_add(f->a, &item);
	} else {
		audit_later(f->a, &item, text, AUDIT_DROP);
	}
}

/* Throws. */
static void look_at_value(struct fields *f, pdf_obj *widget, pdf_obj *value,
    fz_rect r)
{
	fz_context *ctx = f->a->doc.mu.ctx;
	int flags = pdf_dict_get_int(ctx, widget, PDF_NAME(F));
	int ff = pdf_to_int(ctx, entry(ctx, widget, PDF_NAME(Ff)));
	bool choice = pdf_name_eq(ctx, entry(ctx, widget, PDF_NAME(FT)),
	    PDF_NAME(Ch));
	const char *text = choice ? shown_for(ctx, widget, value)
				  : pdf_to_text_string(ctx, value);

	if (*text == '\0' || strlen(text) > VALUE_MAX) {
		return;
	}
	if (flags & (F_HIDDEN | F_NO_VIEW)) {
		ic_buf_puts(&f->hidden, f->hidden.len > 0 ? " " : "");
		ic_buf_puts(&f->hidden, text);
		f->around = fz_union_rect(f->around, r);
	} else if (!choice && (ff & (FF_PASSWORD | FF_FILE))) {
		tell(f, text, r, IC_SEVERITY_WARNING);
	} else if (!shows(f, text, r)) {
		tell(f, text, r, IC_SEVERITY_NOTICE);
	}
}

/* What a field goes back to when the form is emptied. Throws. */
static void look_at_default(struct fields *f, pdf_obj *widget, fz_rect r)
{
	fz_context *ctx = f->a->doc.mu.ctx;
	pdf_obj *value = entry(ctx, widget, PDF_NAME(DV));
	struct ic_finding_item item = { .kind = IC_FINDING_FORM_DATA,
		.severity = IC_SEVERITY_NOTICE,
		.page = f->p->index,
		.rect = audit_rect(r),
		.place = IC_PLACE_FIELD };
	const char *text;

	if (!pdf_is_string(ctx, value)) {
		return;
	}
	text = pdf_to_text_string(ctx, value);
	if (!shows(f, text, r) && f->told++ < TOLD_MAX) {
		item.text = f->a->job.words ? text : NULL;
		audit_later(f->a, &item, text, AUDIT_DROP | AUDIT_MILD);
	}
}

/* Throws. */
static void look_at(struct fields *f, pdf_obj *widget)
{
	fz_context *ctx = f->a->doc.mu.ctx;
	pdf_obj *type = entry(ctx, widget, PDF_NAME(FT));
	pdf_obj *value = entry(ctx, widget, PDF_NAME(V));
	fz_rect r = fz_transform_rect(pdf_dict_get_rect(ctx, widget,
					  PDF_NAME(Rect)),
	    f->p->geometry.to_display);

	if (!pdf_name_eq(ctx, type, PDF_NAME(Tx)) &&
	    !pdf_name_eq(ctx, type, PDF_NAME(Ch))) {
		return;
	}
	look_at_default(f, widget, r);
	if (pdf_is_string(ctx, value) || pdf_is_stream(ctx, value)) {
		look_at_value(f, widget, value, r);
	}
	for (int i = 0; i < pdf_array_len(ctx, value) && i < TOLD_MAX; i++) {
		look_at_value(f, widget, pdf_array_get(ctx, value, i), r);
	}
}

/* Throws. */
static void look_at_all(struct fields *f)
{
	fz_context *ctx = f->a->doc.mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx, f->p->page->obj, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);
	struct ic_finding_item item = { .kind = IC_FINDING_FORM_DATA,
		.severity = IC_SEVERITY_NOTICE,
		.page = f->p->index,
		.place = IC_PLACE_FIELD };

	for (int i = 0; i < n; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);

		if (pdf_name_eq(ctx,
			pdf_dict_get(ctx, annot, PDF_NAME(Subtype)),
			PDF_NAME(Widget))) {
			look_at(f, annot);
		}
	}
	if (f->hidden.len > 0) {
		item.rect = audit_rect(f->around);
		item.text = f->a->job.words ? ic_buf_str(&f->hidden) : NULL;
		audit_later(f->a, &item, ic_buf_str(&f->hidden), AUDIT_KEEP);
	}
}

void audit_fields_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct fields f = { .a = a, .p = p, .around = fz_empty_rect };

	fz_var(f);
	fz_try(ctx) {
		look_at_all(&f);
	}
	fz_always(ctx) {
		ic_buf_finish(&f.hidden);
		ic_buf_finish(&f.shown);
		ic_buf_finish(&f.value);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
