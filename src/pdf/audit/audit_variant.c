/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_variant.h"

#include <string.h>

#define F_HIDDEN (1 << 1) /* table 167 */
#define F_PRINT (1 << 2)
#define F_NO_VIEW (1 << 5)
#define ANNOTS_MAX 10000 /* of a page */

struct lister {
	fz_device super;
	struct audit_painted *out;
};

/* Throws. */
static void add(fz_context *ctx, fz_device *dev, fz_rect r, bool image)
{
	struct audit_painted *p = ((struct lister *)dev)->out;

	if (p->n == AUDIT_PICTURES_MAX) {
		return;
	}
	if (p->n == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 64;

		p->at = fz_realloc_array(ctx, p->at, cap, struct audit_picture);
		p->cap = cap;
	}
	p->at[p->n++] = (struct audit_picture){ r, image };
}

static void list_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	(void)image, (void)alpha, (void)cp;
	add(ctx, dev, fz_transform_rect(fz_unit_rect, ctm), true);
}

static void list_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)image, (void)cs, (void)color, (void)alpha, (void)cp;
	add(ctx, dev, fz_transform_rect(fz_unit_rect, ctm), true);
}

static void list_fill(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params cp)
{
	(void)even_odd, (void)cs, (void)color, (void)alpha, (void)cp;
	add(ctx, dev, fz_bound_path(ctx, path, NULL, ctm), false);
}

static void list_stroke(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)cs, (void)color, (void)alpha, (void)cp;
	add(ctx, dev, fz_bound_path(ctx, path, stroke, ctm), false);
}

void audit_paint_pictures(fz_context *ctx, fz_display_list *list,
    struct audit_painted *out)
{
	struct lister *l = fz_new_derived_device(ctx, struct lister);
	fz_cookie cookie = { 0 };

	l->super.fill_image = list_image;
	l->super.fill_image_mask = list_mask;
	l->super.fill_path = list_fill;
	l->super.stroke_path = list_stroke;
	l->out = out;
	fz_try(ctx) {
		fz_run_display_list(ctx, list, &l->super, fz_identity,
		    fz_infinite_rect, &cookie);
		fz_close_device(ctx, &l->super);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, &l->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Run the page on a list, which is returned. Throws. */
static fz_display_list *run(fz_context *ctx, struct audit_page *p,
    const char *usage)
{
	fz_rect page = ic_geometry_points(ic_rect_of(p->geometry.size));
	fz_display_list *list = fz_new_display_list(ctx, page);
	fz_device *dev = NULL;
	fz_cookie cookie = { 0 };

	fz_var(dev);
	fz_try(ctx) {
		dev = fz_new_list_device(ctx, list);
		pdf_run_page_with_usage(ctx, p->page, dev, fz_identity, usage,
		    &cookie);
		fz_close_device(ctx, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_drop_display_list(ctx, list);
		fz_rethrow(ctx);
	}
	return list;
}

/* Throws. */
static void collect(fz_context *ctx, struct audit_page *p, const char *usage,
    struct audit_painted *out)
{
	fz_display_list *list = run(ctx, p, usage);

	fz_try(ctx) {
		ic_glyphs_collect(ctx, list, &out->glyphs);
		audit_paint_pictures(ctx, list, out);
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* No file has a usage of this name, so that only states count. */
#define NO_USAGE "None"

static void set_all(fz_context *ctx, pdf_document *doc, const bool *states,
    int n, bool on)
{
	for (int i = 0; i < n; i++) {
		pdf_enable_layer(ctx, doc, i, states ? states[i] : on);
	}
}

/* Throws. */
static void with_layers(struct audit *a, struct audit_page *p, bool on,
    struct audit_painted *out)
{
	fz_context *ctx = a->doc.mu.ctx;
	int n = pdf_count_layers(ctx, a->doc.pdf);
	bool states[AUDIT_LAYERS_MAX];

	n = n < AUDIT_LAYERS_MAX ? n : AUDIT_LAYERS_MAX;
	for (int i = 0; i < n; i++) {
		states[i] = pdf_layer_is_enabled(ctx, a->doc.pdf, i) != 0;
	}
	fz_try(ctx) {
		set_all(ctx, a->doc.pdf, NULL, n, on);
		collect(ctx, p, NO_USAGE, out);
	}
	fz_always(ctx) {
		set_all(ctx, a->doc.pdf, states, n, false);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Fields are told by their values. */
static bool is_hidden(fz_context *ctx, pdf_obj *annot)
{
	int flags = pdf_dict_get_int(ctx, annot, PDF_NAME(F));
	pdf_obj *type = pdf_dict_get(ctx, annot, PDF_NAME(Subtype));

	return (flags & (F_HIDDEN | F_NO_VIEW)) != 0 &&
	    !pdf_name_eq(ctx, type, PDF_NAME(Widget)) &&
	    !pdf_name_eq(ctx, type, PDF_NAME(Popup));
}

bool audit_hides_annots(fz_context *ctx, const struct audit_page *p)
{
	pdf_obj *annots = pdf_dict_get(ctx, p->page->obj, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);

	for (int i = 0; i < n; i++) {
		if (is_hidden(ctx, pdf_array_get(ctx, annots, i))) {
			return true;
		}
	}
	return false;
}

/* Show each hidden annotation; or what flags had been said again. Throws. */
static void unhide(fz_context *ctx, pdf_obj *annots, int n, int *flags,
    bool again)
{
	for (int i = 0; i < n; i++) {
		pdf_obj *annot = pdf_array_get(ctx, annots, i);

		if (again && flags[i] != 0) {
			pdf_dict_put_int(ctx, annot, PDF_NAME(F), flags[i]);
		} else if (!again && is_hidden(ctx, annot)) {
			flags[i] = pdf_dict_get_int(ctx, annot, PDF_NAME(F));
			pdf_dict_put_int(ctx, annot, PDF_NAME(F), F_PRINT);
		}
	}
}

/* Throws. */
static void with_annots(struct audit *a, struct audit_page *p,
    struct audit_painted *out)
{
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *annots = pdf_dict_get(ctx, p->page->obj, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);
	int *flags;

	n = n < ANNOTS_MAX ? n : ANNOTS_MAX;
	flags = fz_calloc(ctx, (size_t)n + 1, sizeof(*flags));
	fz_try(ctx) {
		unhide(ctx, annots, n, flags, false);
		collect(ctx, p, "View", out);
		unhide(ctx, annots, n, flags, true);
	}
	fz_always(ctx) {
		fz_free(ctx, flags);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void audit_paint_variant(struct audit *a, struct audit_page *p,
    enum audit_variant how, struct audit_painted *out)
{
	switch (how) {
	case AUDIT_PRINTED:
		collect(a->doc.mu.ctx, p, "Print", out);
		break;
	case AUDIT_EXPORTED:
		collect(a->doc.mu.ctx, p, "Export", out);
		break;
	case AUDIT_ALL_ON:
	case AUDIT_ALL_OFF:
		with_layers(a, p, how == AUDIT_ALL_ON, out);
		break;
	default:
		with_annots(a, p, out);
		break;
	}
}

void audit_painted_finish(fz_context *ctx, struct audit_painted *p)
{
	ic_glyphs_finish(ctx, &p->glyphs);
	fz_free(ctx, p->at);
	memset(p, 0, sizeof(*p));
}
