/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "document_priv.h"

#include "core/slice.h"

struct level {
	pdf_obj *node;   /* borrowed from the document */
	int next;        /* kid to look at */
	uint32_t before; /* pages before it */
};

struct walk {
	struct level stack[IC_DOCUMENT_DEPTH];
	int depth;
	uint32_t nodes;
	uint32_t cap;
	uint32_t counted; /* pages that are only counted */
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
	w->stack[w->depth++] = (struct level){ node, 0, w->counted };
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
static bool is_page(struct ic_document *doc, struct walk *w, pdf_obj *kid)
{
	fz_context *ctx = doc->mu.ctx;

	if (++w->nodes > IC_DOCUMENT_NODES || !pdf_is_dict(ctx, kid)) {
		ic_document_throw(doc, IC_REASON_DAMAGED);
	}
	return !kids_of(ctx, kid) &&
	    !pdf_name_eq(ctx, pdf_dict_get(ctx, kid, PDF_NAME(Type)),
		PDF_NAME(Pages));
}

static void visit(struct ic_document *doc, struct walk *w, pdf_obj *kid)
{
	if (is_page(doc, w, kid)) {
		add_page(doc, w, kid);
	} else if (kids_of(doc->mu.ctx, kid)) {
		push(doc, w, kid);
	}
}

static pdf_obj *root_of(struct ic_document *doc)
{
	return pdf_dict_getp(doc->mu.ctx, pdf_trailer(doc->mu.ctx, doc->pdf),
	    "Root/Pages");
}

void ic_document_walk(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	struct walk w = { .depth = 0 };
	pdf_obj *root = root_of(doc);
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

/* A node with the pages that it says, and no kid without one. */
static void check_node(struct ic_document *doc, const struct walk *w,
    const struct level *l)
{
	fz_context *ctx = doc->mu.ctx;
	uint32_t pages = w->counted - l->before;

	if (pages == 0 ||
	    pdf_to_int(ctx, pdf_dict_get(ctx, l->node, PDF_NAME(Count))) !=
		(int)pages) {
		ic_document_throw(doc, IC_REASON_PAGE_TREE);
	}
}

static void count_kid(struct ic_document *doc, struct walk *w, pdf_obj *kid)
{
	if (is_page(doc, w, kid)) {
		w->counted++;
	} else if (kids_of(doc->mu.ctx, kid)) {
		push(doc, w, kid);
	} else {
		ic_document_throw(doc, IC_REASON_PAGE_TREE);
	}
}

void ic_document_count(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	struct walk w = { .depth = 0 };

	count_kid(doc, &w, root_of(doc));
	while (w.depth > 0) {
		struct level *top = &w.stack[w.depth - 1];
		pdf_obj *kids = kids_of(ctx, top->node);

		if (top->next >= pdf_array_len(ctx, kids)) {
			check_node(doc, &w, top);
			w.depth--;
		} else {
			count_kid(doc, &w,
			    pdf_array_get(ctx, kids, top->next++));
		}
	}
}

/* True if all kids of a node are pages, as far as it says so. */
static bool is_flat(fz_context *ctx, pdf_obj *node, int kids)
{
	return pdf_to_int(ctx, pdf_dict_get(ctx, node, PDF_NAME(Count))) ==
	    kids;
}

/* Past a kid that lies before the part, or into it. */
static void seek_kid(struct ic_document *doc, struct walk *w, pdf_obj *kid,
    const struct ic_document_part *part)
{
	fz_context *ctx = doc->mu.ctx;
	int count;

	if (is_page(doc, w, kid)) {
		if (w->counted++ >= part->first) {
			add_page(doc, w, kid);
		}
		return;
	}
	count = pdf_to_int(ctx, pdf_dict_get(ctx, kid, PDF_NAME(Count)));
	if (count <= 0) {
		ic_document_throw(doc, IC_REASON_PAGE_TREE);
	}
	if ((uint32_t)count <= part->first - w->counted &&
	    w->counted < part->first) {
		w->counted += (uint32_t)count;
	} else if (kids_of(ctx, kid)) {
		push(doc, w, kid);
	} else {
		ic_document_throw(doc, IC_REASON_PAGE_TREE);
	}
}

/* The kids of a node that are pages need not be read to be counted. */
static void skip_pages(fz_context *ctx, struct walk *w, struct level *l,
    int kids, const struct ic_document_part *part)
{
	uint32_t skip = part->first > w->counted ? part->first - w->counted : 0;

	if (l->next == 0 && is_flat(ctx, l->node, kids)) {
		skip = skip < (uint32_t)kids ? skip : (uint32_t)kids;
		l->next = (int)skip;
		w->counted += skip;
	}
}

void ic_document_seek(struct ic_document *doc,
    const struct ic_document_part *part)
{
	fz_context *ctx = doc->mu.ctx;
	struct walk w = { .depth = 0 };

	seek_kid(doc, &w, root_of(doc), part);
	while (w.depth > 0 && doc->pages < part->n) {
		struct level *top = &w.stack[w.depth - 1];
		pdf_obj *kids = kids_of(ctx, top->node);
		int n = pdf_array_len(ctx, kids);

		skip_pages(ctx, &w, top, n, part);
		if (top->next >= n) {
			w.depth--;
		} else {
			seek_kid(doc, &w, pdf_array_get(ctx, kids, top->next++),
			    part);
		}
	}
	if (doc->pages != part->n) {
		ic_document_throw(doc, IC_REASON_PART);
	}
}
