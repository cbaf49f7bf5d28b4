/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Comments (ISO 32000-2, 12.5.6): what an annotation says in its window. One
 * that is shown as text, or a stamp, says so on the page itself.
 */
#include <string.h>

#include "audit_priv.h"
#include "audit_runs.h"

#define F_HIDDEN (1 << 1) /* table 167 */
#define F_NO_VIEW (1 << 5)
#define COMMENTS_MAX 20 /* of a page that are told one by one */

static bool is_one(const char *subtype)
{
	static const char *const no[] = { "Link", "Widget", "Popup", "Redact",
		"PrinterMark", "TrapNet", "Watermark" };

	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++) {
		if (strcmp(no[i], subtype) == 0) {
			return false;
		}
	}
	return true;
}

static bool is_written(const char *subtype)
{
	return strcmp(subtype, "FreeText") == 0 ||
	    strcmp(subtype, "Stamp") == 0;
}

/* Its words, or those of its rich text without their tags; "" for none. */
static const char *words_of(fz_context *ctx, pdf_obj *annot)
{
	pdf_obj *text = pdf_dict_get(ctx, annot, PDF_NAME(Contents));

	if (!pdf_is_string(ctx, text)) {
		text = pdf_dict_get(ctx, annot, PDF_NAME(RC));
	}
	return pdf_is_string(ctx, text) ? pdf_to_text_string(ctx, text) : "";
}

static bool says_nothing(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

/* Throws. */
static void tell(struct audit *a, struct audit_page *p, pdf_obj *annot,
    const char *subtype, const char *text)
{
	fz_context *ctx = a->doc.mu.ctx;
	int flags = pdf_dict_get_int(ctx, annot, PDF_NAME(F));
	bool hidden = (flags & (F_HIDDEN | F_NO_VIEW)) != 0;
	fz_rect r = fz_transform_rect(pdf_dict_get_rect(ctx, annot,
					  PDF_NAME(Rect)),
	    p->geometry.to_display);
	struct ic_finding_item f = { .kind = IC_FINDING_COMMENT,
		.severity = IC_SEVERITY_NOTICE,
		.page = p->index,
		.rect = audit_rect(r),
		.place = IC_PLACE_ANNOTATION,
		.text = a->job.words ? text : NULL };
	unsigned how = hidden     ? AUDIT_KEEP
	    : is_written(subtype) ? AUDIT_DROP | AUDIT_MILD
				  : AUDIT_MILD;

	audit_later(a, &f, text, how);
}

/*
 * Text that an annotation strikes out can be read, and is meant not to be said.
 * Throws.
 */
static void tell_struck(struct audit *a, struct audit_page *p, pdf_obj *annot)
{
	fz_context *ctx = a->doc.mu.ctx;
	fz_rect r = fz_transform_rect(pdf_dict_get_rect(ctx, annot,
					  PDF_NAME(Rect)),
	    p->geometry.to_display);
	struct ic_finding_item f = { .kind = IC_FINDING_CROSSED_TEXT,
		.severity = IC_SEVERITY_NOTICE,
		.cover = IC_COVER_ANNOTATION };
	struct audit_run run = { 0 };

	audit_run_begin(&run);
	for (size_t i = 0; i < p->glyphs.n; i++) {
		fz_rect b = ic_glyph_bounds(&p->glyphs.at[i]);

		if (fz_is_point_inside_rect(fz_make_point((b.x0 + b.x1) / 2,
						(b.y0 + b.y1) / 2),
			r)) {
			audit_run_add(&run, &p->glyphs.at[i]);
		}
	}
	fz_try(ctx) {
		f.text = a->job.words ? audit_run_text(&run) : NULL;
		if (run.letters > 0) {
			audit_add_at(a, p, f, run.rect);
		}
	}
	fz_always(ctx) {
		audit_run_finish(&run);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void tell_more(struct audit *a, const struct audit_page *p, uint32_t n)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_COMMENT,
		.severity = IC_SEVERITY_NOTICE,
		.page = p->index,
		.place = IC_PLACE_ANNOTATION,
		.detail = IC_DETAIL_MANY,
		.number = n };

	audit_add(a, &f);
}

void audit_annots_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx, p->page->obj, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);
	uint32_t met = 0, struck = 0;

	for (int i = 0; i < n; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);
		const char *subtype = pdf_to_name(ctx,
		    pdf_dict_get(ctx, annot, PDF_NAME(Subtype)));
		const char *text = words_of(ctx, annot);

		if (strcmp(subtype, "StrikeOut") == 0 &&
		    struck++ < COMMENTS_MAX) {
			tell_struck(a, p, annot);
		}
		if (!is_one(subtype) || says_nothing(text)) {
			continue;
		}
		if (met++ < COMMENTS_MAX) {
			tell(a, p, annot, subtype, text);
		}
	}
	if (met > COMMENTS_MAX) {
		tell_more(a, p, met);
	}
}
