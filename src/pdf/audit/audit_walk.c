/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_walk.h"

#include <stdlib.h>

#include "document_priv.h"

#define CLEAR_EVERY 20000 /* objects after which MuPDF's cache is emptied */

void audit_walk_open(struct audit_walk *w, struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	int n = pdf_xref_len(ctx, doc->pdf);

	*w = (struct audit_walk){ .doc = doc, .walk = 1 };
	if (n > AUDIT_OBJECTS_MAX) {
		ic_document_throw(doc, IC_REASON_TOO_FULL);
	}
	w->n = n;
	w->mark = calloc((size_t)n + 1, sizeof(*w->mark));
	w->stack = calloc((size_t)n + 1, sizeof(*w->stack));
	if (!w->mark || !w->stack) {
		audit_walk_close(w);
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
}

void audit_walk_close(struct audit_walk *w)
{
	free(w->mark);
	free(w->stack);
	*w = (struct audit_walk){ 0 };
}

void audit_walk_anew(struct audit_walk *w)
{
	w->walk++;
	w->depth = 0;
	w->ended = false;
}

bool audit_walk_has(const struct audit_walk *w, int number)
{
	return number > 0 && number < w->n && w->mark[number] == w->walk;
}

static void meet(struct audit_walk *w, int number)
{
	if (number <= 0 || number >= w->n || w->mark[number] == w->walk) {
		return;
	}
	w->mark[number] = w->walk;
	w->stack[w->depth++] = number;
	w->ended = w->ended || (w->met && w->met(w->user, number));
}

/* What a page's parts have to say of where they belong. */
static bool is_outward(fz_context *ctx, pdf_obj *key)
{
	return pdf_name_eq(ctx, key, PDF_NAME(Parent)) ||
	    pdf_name_eq(ctx, key, PDF_NAME(P)) ||
	    pdf_name_eq(ctx, key, PDF_NAME(Dest)) ||
	    pdf_name_eq(ctx, key, PDF_NAME(A)) ||
	    pdf_name_eq(ctx, key, PDF_NAME(StructParents)) ||
	    pdf_name_eq(ctx, key, PDF_NAME(B));
}

static void look(struct audit_walk *w, pdf_obj *obj, int depth)
{
	fz_context *ctx = w->doc->mu.ctx;
	int n;

	if (pdf_is_indirect(ctx, obj)) {
		meet(w, pdf_to_num(ctx, obj));
		return;
	}
	if (depth == IC_DOCUMENT_DEPTH || w->ended) {
		return;
	}
	if (pdf_is_array(ctx, obj)) {
		n = pdf_array_len(ctx, obj);
		for (int i = 0; i < n; i++) {
			look(w, pdf_array_get(ctx, obj, i), depth + 1);
		}
	} else if (pdf_is_dict(ctx, obj)) {
		n = pdf_dict_len(ctx, obj);
		for (int i = 0; i < n; i++) {
			if (!w->page ||
			    !is_outward(ctx, pdf_dict_get_key(ctx, obj, i))) {
				look(w, pdf_dict_get_val(ctx, obj, i),
				    depth + 1);
			}
		}
	}
}

/* An object that cannot be read leads nowhere. */
static void look_at(struct audit_walk *w, int number)
{
	fz_context *ctx = w->doc->mu.ctx;
	pdf_obj *obj = NULL;

	fz_var(obj);
	fz_try(ctx) {
		obj = pdf_load_object(ctx, w->doc->pdf, number);
		look(w, obj, 0);
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, obj);
	}
	fz_catch(ctx) {
		if (w->doc->mu.starved || w->doc->read_failed) {
			fz_rethrow(ctx);
		}
#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 24
		fz_report_error(ctx);
#endif
	}
}

bool audit_walk_from(struct audit_walk *w, pdf_obj *obj)
{
	look(w, obj, 0);
	for (int read = 1; w->depth > 0 && !w->ended; read++) {
		look_at(w, w->stack[--w->depth]);
		if (read % CLEAR_EVERY == 0) {
			pdf_clear_xref(w->doc->mu.ctx, w->doc->pdf);
		}
	}
	return w->ended;
}
