/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "document_priv.h"

#include "core/slice.h"

struct level {
	pdf_obj *node; /* borrowed from the document */
	int next;      /* kid to look at */
};

struct walk {
	struct level stack[IC_DOCUMENT_DEPTH];
	int depth;
	uint32_t nodes;
	uint32_t cap;
};

static pdf_obj *kids_of(fz_context *ctx, pdf_obj *node)
{
	pdf_obj *type = pdf_dict_get(ctx, node, PDF_NAME(Type));
	pdf_obj *kids = pdf_dict_get(ctx, node, PDF_NAME(Kids));

	if (pdf_name_eq(ctx, type, PDF_NAME(Page)) ||
	    !pdf_is_array(ctx, kids)) {
		return NULL;
	}
	return kids;
}

static void push(struct ic_document *doc, struct walk *w, pdf_obj *node)
{
	fz_context *ctx = doc->mu.ctx;

	if (w->depth == IC_DOCUMENT_DEPTH) {
		ic_document_throw(doc, IC_REASON_DAMAGED);
	}
	for (int i = 0; i < w->depth; i++) {
		if (!pdf_objcmp_resolve(ctx, w->stack[i].node, node)) {
			ic_document_throw(doc, IC_REASON_DAMAGED);
		}
	}
	w->stack[w->depth++] = (struct level){ node, 0 };
}

static void add_page(struct ic_document *doc, struct walk *w, pdf_obj *page)
{
	fz_context *ctx = doc->mu.ctx;

	if (doc->pages == IC_SLICE_PAGES_MAX) {
		ic_document_throw(doc, IC_REASON_TOO_MANY_PAGES);
	}
	if (doc->pages == w->cap) {
		uint32_t cap = w->cap ? 2 * w->cap : 64;

		doc->page_objs = fz_realloc_array(ctx, doc->page_objs, cap,
		    pdf_obj *);
		w->cap = cap;
	}
	doc->page_objs[doc->pages++] = pdf_keep_obj(ctx, page);
}

/* A kid that is nothing would shift every number after it: refuse it. */
static void visit(struct ic_document *doc, struct walk *w, pdf_obj *kid)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *type;

	if (++w->nodes > IC_DOCUMENT_NODES || !pdf_is_dict(ctx, kid)) {
		ic_document_throw(doc, IC_REASON_DAMAGED);
	}
	type = pdf_dict_get(ctx, kid, PDF_NAME(Type));
	if (kids_of(ctx, kid)) {
		push(doc, w, kid);
	} else if (!pdf_name_eq(ctx, type, PDF_NAME(Pages))) {
		add_page(doc, w, kid);
	}
}

void ic_document_walk(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	struct walk w = { .depth = 0 };
	pdf_obj *root = pdf_dict_getp(ctx, pdf_trailer(ctx, doc->pdf),
	    "Root/Pages");
	pdf_obj *count = pdf_dict_get(ctx, root, PDF_NAME(Count));

	visit(doc, &w, root);
	while (w.depth > 0) {
		struct level *top = &w.stack[w.depth - 1];
		pdf_obj *kids = kids_of(ctx, top->node);

		if (top->next >= pdf_array_len(ctx, kids)) {
			w.depth--;
		} else {
			visit(doc, &w, pdf_array_get(ctx, kids, top->next++));
		}
	}
	if (doc->pages == 0) {
		ic_document_throw(doc, IC_REASON_NO_PAGES);
	}
	if (pdf_to_int(ctx, count) != (int)doc->pages) {
		doc->notes |= IC_NOTE_BIT(REPAIRED);
	}
}
