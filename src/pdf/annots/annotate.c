/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Redactions given back to a viewer: a working copy of the source with
 * /Redact annotations (ISO 32000-2, 12.5.6.23), or an XFDF. What it is to add
 * comes in the form in which annotations are read (core/annot.h).
 */
#include <stdlib.h>

#include "annotate_priv.h"
#include "base/child.h"
#include "base/fs.h"
#include "core/annot_job.h"
#include "core/reply.h"
#include "document_priv.h"
#include "pdf/roles.h"

#define F_PRINT 4 /* table 167 */

struct annotate {
	struct ic_document doc;
	struct ic_annots list;
	struct ic_geometry *geometry; /* one a page of the list; owned */
};

static bool say(enum ic_reply_kind kind, enum ic_reason why)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = UINT32_MAX };

	r.u.end.reason = why;
	return ic_child_reply(&r, sizeof(r));
}

static void put_numbers(fz_context *ctx, pdf_obj *array, const double *v, int n)
{
	for (int i = 0; i < n; i++) {
		pdf_array_push_real(ctx, array, (double)(float)v[i]);
	}
}

static void put_places(fz_context *ctx, pdf_obj *dict,
    const struct ic_geometry *g, const struct ic_annot *a)
{
	pdf_obj *quads;
	double c[4];

	annotate_around(g, a, c);
	put_numbers(ctx, pdf_dict_put_array(ctx, dict, PDF_NAME(Rect), 4), c,
	    4);
	quads = pdf_dict_put_array(ctx, dict, PDF_NAME(QuadPoints),
	    8 * (int)a->nrects);
	for (uint32_t i = 0; i < a->nrects; i++) {
		annotate_corners(g, a->rects[i], c);
		put_numbers(ctx, quads,
		    (const double[]){ c[0], c[3], c[2], c[3], c[0], c[1], c[2],
			c[1] },
		    8);
	}
}

static void put_rgb(fz_context *ctx, pdf_obj *dict, pdf_obj *key, uint32_t rgb)
{
	const double v[] = { (rgb >> 16 & 255) / 255., (rgb >> 8 & 255) / 255.,
		(rgb & 255) / 255. };

	put_numbers(ctx, pdf_dict_put_array(ctx, dict, key, 3), v, 3);
}

static void put_string(fz_context *ctx, pdf_obj *dict, const char *key,
    const char *s)
{
	if (*s) {
		pdf_dict_puts_drop(ctx, dict, key, pdf_new_text_string(ctx, s));
	}
}

static void put_words(fz_context *ctx, pdf_obj *dict, const struct ic_annot *a)
{
	put_string(ctx, dict, "NM", a->name);
	put_string(ctx, dict, "T", a->author);
	put_string(ctx, dict, "Subj", a->subject);
	put_string(ctx, dict, "Contents", a->contents);
	if (a->overlay[0]) {
		put_string(ctx, dict, "OverlayText", a->overlay);
		pdf_dict_puts_drop(ctx, dict, "DA",
		    pdf_new_string(ctx,
			a->color ? "/Helv 10 Tf 0 g" : "/Helv 10 Tf 1 g", 15));
		pdf_dict_put_int(ctx, dict, PDF_NAME(Q), 1);
	}
}

static void fill(struct annotate *w, pdf_obj *dict, const struct ic_annot *a,
    pdf_obj *page)
{
	fz_context *ctx = w->doc.mu.ctx;
	const struct ic_geometry *g = &w->geometry[a->page];

	pdf_dict_put(ctx, dict, PDF_NAME(Type), PDF_NAME(Annot));
	pdf_dict_put(ctx, dict, PDF_NAME(Subtype), PDF_NAME(Redact));
	pdf_dict_put(ctx, dict, PDF_NAME(P), page);
	pdf_dict_put_int(ctx, dict, PDF_NAME(F), F_PRINT);
	put_places(ctx, dict, g, a);
	put_rgb(ctx, dict, PDF_NAME(C), 0xff0000);
	put_rgb(ctx, dict, PDF_NAME(IC), a->color);
	put_words(ctx, dict, a);
	pdf_dict_put_drop(ctx, pdf_dict_put_dict(ctx, dict, PDF_NAME(AP), 1),
	    PDF_NAME(N), annotate_look(&w->doc, g, a));
}

/* Add it to the array of its page. Throws. */
static void add(struct annotate *w, pdf_obj *annots, const struct ic_annot *a,
    pdf_obj *page)
{
	fz_context *ctx = w->doc.mu.ctx;
	pdf_obj *dict = pdf_new_dict(ctx, w->doc.pdf, 16);

	fz_try(ctx) {
		fill(w, dict, a, page);
		pdf_array_push_drop(ctx, annots,
		    pdf_add_object(ctx, w->doc.pdf, dict));
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, dict);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* The array of its annotations, its own: pages may share one. Throws. */
static pdf_obj *own_annots(struct annotate *w, pdf_obj *page)
{
	fz_context *ctx = w->doc.mu.ctx;
	pdf_obj *old = pdf_dict_get(ctx, page, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, old);
	pdf_obj *annots = pdf_new_array(ctx, w->doc.pdf, n + 8);

	fz_try(ctx) {
		for (int i = 0; i < n; i++) {
			pdf_array_push(ctx, annots, pdf_array_get(ctx, old, i));
		}
		pdf_dict_put(ctx, page, PDF_NAME(Annots), annots);
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, annots);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return annots;
}

/* Its pages are in the order of the list. Throws. */
static void add_all(struct annotate *w)
{
	pdf_obj *page = NULL, *annots = NULL;
	uint32_t last = UINT32_MAX;

	for (uint32_t i = 0; i < w->list.n; i++) {
		const struct ic_annot *a = &w->list.at[i];

		if (a->page != last) {
			page = ic_document_page_object(&w->doc, a->page);
			annots = own_annots(w, page);
			last = a->page;
		}
		add(w, annots, a, page);
		if (i % 64 == 0) {
			say(IC_REPLY_BEAT, IC_REASON_NONE);
		}
	}
}

/* The pages are those on which the marks were placed. Throws. */
static void read_geometry(struct annotate *w)
{
	for (uint32_t i = 0; i < w->list.n; i++) {
		uint32_t page = w->list.at[i].page;
		struct ic_geometry *g = &w->geometry[page];

		if (g->user_unit > 0) {
			continue;
		}
		if (page >= w->doc.pages) {
			ic_document_throw(&w->doc, IC_REASON_CHANGED);
		}
		ic_document_geometry(&w->doc, page, g);
		if (g->size.w != w->list.pages[page].w ||
		    g->size.h != w->list.pages[page].h) {
			ic_document_throw(&w->doc, IC_REASON_CHANGED);
		}
	}
}

static void write_xfdf(struct annotate *w)
{
	struct ic_buf out = { 0 };
	enum ic_reason why = IC_REASON_NONE;

	annotate_xfdf(&w->list, w->geometry, &out);
	if (out.failed) {
		why = IC_REASON_MEMORY;
	} else if (!ic_fs_write_all(IC_CHILD_PRODUCT, out.data, out.len)) {
		why = IC_REASON_WRITE;
	}
	ic_buf_finish(&out);
	if (why != IC_REASON_NONE) {
		ic_document_throw(&w->doc, why);
	}
}

/* Throws. */
static void write_all(struct annotate *w, uint32_t what)
{
	read_geometry(w);
	if (what == IC_ANNOTS_TO_XFDF) {
		write_xfdf(w);
	} else {
		add_all(w);
		annotate_save(&w->doc);
	}
}

static enum ic_reason run(struct annotate *w, const struct ic_annot_job *job)
{
	enum ic_reason why = ic_document_open(&w->doc, IC_CHILD_SOURCE,
	    job->password);

	if (why != IC_REASON_NONE) {
		return why;
	}
	fz_var(why);
	fz_try(w->doc.mu.ctx) {
		write_all(w, job->what);
	}
	fz_catch(w->doc.mu.ctx) {
		why = ic_document_caught(&w->doc);
	}
	return why;
}

static bool list_ok(const struct ic_annots *list)
{
	for (uint32_t i = 0; i < list->n; i++) {
		if (list->at[i].nrects == 0 ||
		    list->at[i].page >= list->npages ||
		    (i > 0 && list->at[i].page < list->at[i - 1].page)) {
			return false;
		}
	}
	return true;
}

int ic_annotate_run(const uint8_t *bytes, size_t n)
{
	struct annotate w = { .geometry = NULL };
	struct ic_annot_job job;
	enum ic_reason why = IC_REASON_JOB;
	struct ic_error err;

	if (ic_annot_job_split(bytes, n, &job) &&
	    job.what >= IC_ANNOTS_TO_PDF &&
	    ic_annots_load(job.text, job.len, &w.list, &err) &&
	    list_ok(&w.list)) {
		w.geometry = calloc(w.list.npages + 1u, sizeof(*w.geometry));
		why = w.geometry ? run(&w, &job) : IC_REASON_MEMORY;
	}
	ic_document_close(&w.doc);
	ic_annots_finish(&w.list);
	free(w.geometry);
	return say(IC_REPLY_END, why) ? 0 : 1;
}
