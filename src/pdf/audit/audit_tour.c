/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_tour.h"

#include <stdio.h>
#include <string.h>

#include "document_priv.h"

/* An object that waits for its visit. */
struct audit_due {
	int number;
	bool page; /* and is a page */
	struct audit_spot at;
};

static bool meet(struct audit_tour *w, int number)
{
	uint8_t bit = (uint8_t)(1u << (number & 7));

	if (number <= 0 || number >= w->objects ||
	    (w->met[number >> 3] & bit)) {
		return false;
	}
	w->met[number >> 3] |= bit;
	return true;
}

/* Throws. */
static void push(struct audit_tour *w, int number, const struct audit_spot *at)
{
	fz_context *ctx = w->a->doc.mu.ctx;

	if (!meet(w, number)) {
		return;
	}
	if (w->n == w->cap) {
		size_t cap = w->cap ? 2 * w->cap : 256;

		w->due = fz_realloc_array(ctx, w->due, cap, struct audit_due);
		w->cap = cap;
	}
	w->due[w->n++] = (struct audit_due){ number, false, *at };
}

/* What leads back up, to pages, or is no text of the document. */
static bool is_passed(const char *key)
{
	static const char *const keys[] = { "Parent", "Pg", "ParentTree",
		"IDTree", "Encrypt", "ClassMap", "RoleMap", "OutputIntents" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (strcmp(keys[i], key) == 0) {
			return true;
		}
	}
	return false;
}

static void enter(struct audit_tour *w, pdf_obj *obj,
    const struct audit_spot *at, int depth);

static struct audit_spot below(const struct audit_spot *at, const char *key)
{
	struct audit_spot s = *at;

	s.place = audit_place_of(at->place, key);
	s.font = at->font || strcmp(key, "Font") == 0;
	snprintf(s.key, sizeof(s.key), "%s", key);
	return s;
}

/* Throws. */
static void follow(struct audit_tour *w, pdf_obj *obj,
    const struct audit_spot *at, int depth)
{
	fz_context *ctx = w->a->doc.mu.ctx;

	if (pdf_is_indirect(ctx, obj)) {
		push(w, pdf_to_num(ctx, obj), at);
	} else {
		enter(w, obj, at, depth + 1);
	}
}

/* Names of old destinations and of a producer's own entries are texts. */
static bool says_something(enum ic_finding_place place, const char *key)
{
	static const char *const ours[] = { "Title", "Author", "Subject",
		"Keywords", "Creator", "Producer", "CreationDate", "ModDate",
		"Trapped", "Metadata", "Kids", "Names", "Limits", "Type",
		"Dests" };

	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		if (strcmp(ours[i], key) == 0) {
			return false;
		}
	}
	return place == IC_PLACE_DESTINATION || place == IC_PLACE_INFO;
}

/* Throws. */
static void enter_dict(struct audit_tour *w, pdf_obj *obj,
    const struct audit_spot *at, int depth)
{
	fz_context *ctx = w->a->doc.mu.ctx;
	int n = pdf_dict_len(ctx, obj);

	w->dict(w, obj, at);
	for (int i = 0; i < n; i++) {
		pdf_obj *name = pdf_dict_get_key(ctx, obj, i);
		const char *key = pdf_to_name(ctx, name);
		struct audit_spot s;

		pdf_obj *value = pdf_dict_get_val(ctx, obj, i);

		if (is_passed(key) ||
		    (strcmp(key, "P") == 0 && !pdf_is_string(ctx, value))) {
			continue;
		}
		s = below(at, key);
		if (says_something(at->place, key)) {
			w->string(w, name, at);
		}
		follow(w, value, &s, depth);
	}
}

/* A page is entered where it is its turn; a page tree never. Throws. */
static bool is_tree(fz_context *ctx, pdf_obj *obj)
{
	pdf_obj *type = pdf_dict_get(ctx, obj, PDF_NAME(Type));

	return pdf_name_eq(ctx, type, PDF_NAME(Pages)) ||
	    pdf_name_eq(ctx, type, PDF_NAME(Page));
}

static void enter(struct audit_tour *w, pdf_obj *obj,
    const struct audit_spot *at, int depth)
{
	fz_context *ctx = w->a->doc.mu.ctx;
	int n;

	if (depth == IC_DOCUMENT_DEPTH || w->left == 0) {
		return;
	}
	w->left--;
	if (pdf_is_dict(ctx, obj)) {
		if (!is_tree(ctx, obj)) {
			enter_dict(w, obj, at, depth);
		}
	} else if (pdf_is_array(ctx, obj)) {
		n = pdf_array_len(ctx, obj);
		for (int i = 0; i < n; i++) {
			follow(w, pdf_array_get(ctx, obj, i), at, depth);
		}
	} else if (pdf_is_string(ctx, obj)) {
		w->string(w, obj, at);
	}
}

/* An object that cannot be read is told by who looks at the structure. */
static void visit(struct audit_tour *w, const struct audit_due *due)
{
	fz_context *ctx = w->a->doc.mu.ctx;
	pdf_obj *ref = NULL;

	fz_var(ref);
	fz_try(ctx) {
		ref = pdf_new_indirect(ctx, w->a->doc.pdf, due->number, 0);
		if (due->page && pdf_is_dict(ctx, ref)) {
			enter_dict(w, ref, &due->at, 0);
		} else {
			enter(w, ref, &due->at, 0);
		}
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, ref);
	}
	fz_catch(ctx) {
		if (w->a->doc.mu.starved || w->a->doc.why != IC_REASON_NONE) {
			fz_rethrow(ctx);
		}
	}
}

static void drain(struct audit_tour *w)
{
	while (w->first < w->n) {
		const struct audit_due due = w->due[w->first++];

		visit(w, &due);
	}
	w->first = w->n = 0;
}

/* Throws. */
static void walk_page(struct audit_tour *w, uint32_t page)
{
	fz_context *ctx = w->a->doc.mu.ctx;
	const struct audit_due due = {
		pdf_to_num(ctx, ic_document_page_object(&w->a->doc, page)),
		true, { .place = IC_PLACE_OTHER, .page = page }
	};

	visit(w, &due);
	drain(w);
}

/* Throws. */
static void walk_all(struct audit_tour *w)
{
	fz_context *ctx = w->a->doc.mu.ctx;
	const struct audit_spot at = { .place = IC_PLACE_OTHER,
		.page = IC_FINDING_NO_PAGE };
	pdf_obj *trailer = pdf_trailer(ctx, w->a->doc.pdf);

	for (uint32_t i = 0; i < w->a->doc.pages; i++) {
		meet(w, pdf_to_num(ctx, w->a->doc.page_objs[i]));
	}
	for (uint32_t i = 0; i < w->a->doc.pages && w->left > 0; i++) {
		walk_page(w, i);
	}
	enter_dict(w, trailer, &at, 0);
	drain(w);
}

/* Pages were cut and rewritten to be drawn: all is read anew. Throws. */
void audit_tour(struct audit_tour *w)
{
	fz_context *ctx = w->a->doc.mu.ctx;

	pdf_clear_xref(ctx, w->a->doc.pdf);
	w->objects = pdf_xref_len(ctx, w->a->doc.pdf);
	w->left = IC_DOCUMENT_NODES;
	fz_try(ctx) {
		w->met = fz_calloc(ctx, (size_t)w->objects / 8 + 1, 1);
		walk_all(w);
	}
	fz_always(ctx) {
		fz_free(ctx, w->met);
		fz_free(ctx, w->due);
		w->met = NULL;
		w->due = NULL;
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
