/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Page labels (ISO 32000-1, 12.4.2), a number tree that is read within the
 * limits of all trees. Only what could be a Bates number is kept: a prefix,
 * and decimal digits or none.
 */
#include "number.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct level {
	pdf_obj *kids; /* borrowed */
	int next;
};

struct walk {
	struct level stack[IC_DOCUMENT_DEPTH];
	int depth;
	uint32_t nodes;
};

static void add(fz_context *ctx, struct ic_number_labels *l, int page,
    pdf_obj *dict)
{
	struct ic_number_label new = { .page = (uint32_t)page, .start = 1 };
	pdf_obj *style = pdf_dict_get(ctx, dict, PDF_NAME(S));
	pdf_obj *first = pdf_dict_gets(ctx, dict, "St");
	pdf_obj *head = pdf_dict_get(ctx, dict, PDF_NAME(P));

	new.counts = pdf_name_eq(ctx, style, PDF_NAME(D));
	if (first) {
		new.start = pdf_to_int(ctx, first);
	}
	if (pdf_is_string(ctx, head)) {
		new.head = pdf_to_text_string(ctx, head);
	}
	/* Roman numerals and letters number no page of a production. */
	if (style && !new.counts) {
		new.head = NULL;
	}
	if (l->n == l->cap) {
		uint32_t cap = l->cap ? 2 * l->cap : 64;

		l->at = fz_realloc_array(ctx, l->at, cap,
		    struct ic_number_label);
		l->cap = cap;
	}
	l->at[l->n++] = new;
}

static void add_leaf(fz_context *ctx, struct ic_number_labels *l,
    struct walk *w, pdf_obj *nums)
{
	int n = pdf_array_len(ctx, nums);

	for (int i = 0; i + 1 < n && ++w->nodes < IC_DOCUMENT_NODES; i += 2) {
		pdf_obj *key = pdf_array_get(ctx, nums, i);
		pdf_obj *dict = pdf_array_get(ctx, nums, i + 1);

		if (pdf_is_int(ctx, key) && pdf_to_int(ctx, key) >= 0 &&
		    pdf_is_dict(ctx, dict)) {
			add(ctx, l, pdf_to_int(ctx, key), dict);
		}
	}
}

static void visit(fz_context *ctx, struct ic_number_labels *l, struct walk *w,
    pdf_obj *node)
{
	pdf_obj *kids = pdf_dict_get(ctx, node, PDF_NAME(Kids));

	w->nodes++;
	if (pdf_is_array(ctx, kids) && w->depth < IC_DOCUMENT_DEPTH) {
		w->stack[w->depth++] = (struct level){ kids, 0 };
	} else if (!kids) {
		add_leaf(ctx, l, w, pdf_dict_get(ctx, node, PDF_NAME(Nums)));
	}
}

static int by_page(const void *a, const void *b)
{
	uint32_t x = ((const struct ic_number_label *)a)->page;
	uint32_t y = ((const struct ic_number_label *)b)->page;

	return (x > y) - (x < y);
}

void ic_number_labels_read(struct ic_document *doc,
    struct ic_number_labels *out)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *root = pdf_dict_getp(ctx, pdf_trailer(ctx, doc->pdf),
	    "Root/PageLabels");
	struct walk w = { .depth = 0 };

	if (!pdf_is_dict(ctx, root)) {
		return;
	}
	visit(ctx, out, &w, root);
	while (w.depth > 0) {
		struct level *top = &w.stack[w.depth - 1];

		if (w.nodes >= IC_DOCUMENT_NODES ||
		    top->next >= pdf_array_len(ctx, top->kids)) {
			w.depth--;
		} else {
			visit(ctx, out, &w,
			    pdf_array_get(ctx, top->kids, top->next++));
		}
	}
	if (out->n > 0) {
		qsort(out->at, out->n, sizeof(*out->at), by_page);
	}
}

bool ic_number_labels_find(const struct ic_number_labels *l, uint32_t page,
    const struct ic_prefixes *prefixes, struct ic_bates *out)
{
	uint32_t low = 0, high = l->n;
	const struct ic_number_label *x;
	char text[IC_BATES_MAX + 24];
	int n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (l->at[mid].page <= page) {
			low = mid + 1;
		} else {
			high = mid;
		}
	}
	if (low == 0 || !l->at[low - 1].head) {
		return false;
	}
	x = &l->at[low - 1];
	n = x->counts ? snprintf(text, sizeof(text), "%s%" PRId64, x->head,
			    x->start + (page - x->page))
		      : snprintf(text, sizeof(text), "%s", x->head);
	return n > 0 && (size_t)n < sizeof(text) &&
	    ic_bates_parse(prefixes, text, out, NULL);
}

void ic_number_labels_finish(fz_context *ctx, struct ic_number_labels *l)
{
	fz_free(ctx, l->at);
	*l = (struct ic_number_labels){ 0 };
}
