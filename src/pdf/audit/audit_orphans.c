/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Objects that the file's table knows and nothing refers to, from the trailer
 * on. What a page, a comment or a form once said counts for what it says; fonts
 * and the like, and what only a program wrote for itself, are leftovers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_gone.h"
#include "audit_hoard.h"
#include "audit_leftover.h"
#include "audit_walk.h"
#include "base/child.h"
#include "document_priv.h"
#include "pdf/draw.h"

#define PAGES_MAX 128    /* that were taken out, or contents, and are drawn */
#define NAMED_WITHIN 64  /* pages in which a content's font is looked for */
#define NAME_MAX 64      /* bytes of a font's name */
#define STREAMS_MAX 4096 /* that are read */
#define PICTURE_LEAST 32 /* pixels of a side */
#define DEPTH 16         /* of values in which strings are read */
#define BEAT_EVERY 8192

struct orphans {
	struct audit *a;
	struct ic_document doc; /* nothing of it is changed before pages() */
	struct audit_walk walk;
	struct audit_hoard loud;  /* what was on a page, or beside it */
	struct audit_hoard quiet; /* other strings */
	pdf_obj *page[PAGES_MAX]; /* kept */
	size_t pages;
	uint32_t streams;
};

/* Strings that say how a text looks, or when. */
static bool is_manner(fz_context *ctx, pdf_obj *key)
{
	static const char *const keys[] = { "DA", "DS", "M", "NM", "ID",
		"CreationDate", "ModDate" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (!strcmp(pdf_to_name(ctx, key), keys[i])) {
			return true;
		}
	}
	return false;
}

/* All strings of a value, without what it refers to. */
static void strings(struct orphans *o, struct audit_hoard *h, pdf_obj *obj,
    int depth)
{
	fz_context *ctx = o->doc.mu.ctx;
	int n;

	if (depth == DEPTH || pdf_is_indirect(ctx, obj)) {
		return;
	}
	if (pdf_is_string(ctx, obj)) {
		const char *s = pdf_to_text_string(ctx, obj);

		audit_hoard_text(h, s, strlen(s));
	} else if (pdf_is_array(ctx, obj)) {
		n = pdf_array_len(ctx, obj);
		for (int i = 0; i < n; i++) {
			strings(o, h, pdf_array_get(ctx, obj, i), depth + 1);
		}
	} else if (pdf_is_dict(ctx, obj)) {
		n = pdf_dict_len(ctx, obj);
		for (int i = 0; i < n; i++) {
			if (!is_manner(ctx, pdf_dict_get_key(ctx, obj, i))) {
				strings(o, h, pdf_dict_get_val(ctx, obj, i),
				    depth + 1);
			}
		}
	}
}

static bool shows_something(const uint8_t *p, size_t n)
{
	return (memmem(p, n, "Tj", 2) || memmem(p, n, "TJ", 2)) &&
	    !memmem(p, n, "begincmap", 9);
}

/* The first font that a content names: "/F1 12 Tf"; false: none. */
static bool first_font(const uint8_t *p, size_t n, char name[NAME_MAX])
{
	struct ic_window w;
	struct raw r = { &w, 0 };
	struct raw_token t;

	ic_window_over(&w, p, n);
	*name = '\0';
	for (raw_next(&r, &t); t.kind != RAW_END; raw_next(&r, &t)) {
		if (t.kind == RAW_NAME) {
			snprintf(name, NAME_MAX, "%s", t.word);
		} else if (t.kind == RAW_WORD && !strcmp(t.word, "Tf")) {
			return *name != '\0';
		}
	}
	return false;
}

/* Resources that have it: its own, or those of a page. Borrowed; or NULL. */
static pdf_obj *resources_for(struct orphans *o, pdf_obj *obj, const char *font)
{
	fz_context *ctx = o->doc.mu.ctx;
	pdf_obj *of = pdf_dict_get(ctx, obj, PDF_NAME(Resources));

	for (uint32_t i = 0;
	     !pdf_dict_gets(ctx, pdf_dict_get(ctx, of, PDF_NAME(Font)), font);
	     i++) {
		if (i == o->doc.pages || i == NAMED_WITHIN) {
			return NULL;
		}
		of = pdf_dict_get_inheritable(ctx, o->doc.page_objs[i],
		    PDF_NAME(Resources));
	}
	return of;
}

/* A page that shows a content, to be drawn with those that were taken out. */
static bool make_page(struct orphans *o, int number, pdf_obj *resources)
{
	fz_context *ctx = o->doc.mu.ctx;
	pdf_obj *page;

	if (!resources || o->pages == PAGES_MAX) {
		return false;
	}
	page = pdf_new_dict(ctx, o->doc.pdf, 4);
	o->page[o->pages++] = page;
	pdf_dict_put(ctx, page, PDF_NAME(Type), PDF_NAME(Page));
	pdf_dict_put(ctx, page, PDF_NAME(Resources), resources);
	pdf_dict_put_drop(ctx, page, PDF_NAME(Contents),
	    pdf_new_indirect(ctx, o->doc.pdf, number, 0));
	return true;
}

/* What it shows, or else its strings. Throws. */
static void read_content(struct orphans *o, int number, pdf_obj *obj,
    const uint8_t *p, size_t n)
{
	char font[NAME_MAX];

	if (shows_something(p, n) &&
	    !(first_font(p, n, font) &&
		make_page(o, number, resources_for(o, obj, font)))) {
		audit_hoard_strings(&o->loud, p, n);
	}
}

/* As much of it as is read; a bomb goes off elsewhere. Throws. */
static void content(struct orphans *o, int number, pdf_obj *obj)
{
	fz_context *ctx = o->doc.mu.ctx;
	fz_stream *stm = NULL;
	uint8_t *p = NULL;

	fz_var(stm);
	fz_var(p);
	fz_try(ctx) {
		p = fz_malloc(ctx, AUDIT_HOARD_STREAM);
		stm = pdf_open_stream_number(ctx, o->doc.pdf, number);
		read_content(o, number, obj, p,
		    fz_read(ctx, stm, p, AUDIT_HOARD_STREAM));
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
		fz_free(ctx, p);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static bool is_picture(fz_context *ctx, pdf_obj *obj)
{
	return pdf_name_eq(ctx, pdf_dict_get(ctx, obj, PDF_NAME(Subtype)),
		   PDF_NAME(Image)) &&
	    pdf_dict_get_int(ctx, obj, PDF_NAME(Width)) >= PICTURE_LEAST &&
	    pdf_dict_get_int(ctx, obj, PDF_NAME(Height)) >= PICTURE_LEAST;
}

/* Throws. */
static void stream(struct orphans *o, int number, pdf_obj *obj)
{
	fz_context *ctx = o->doc.mu.ctx;

	o->loud.picture = o->loud.picture || is_picture(ctx, obj);
	if (audit_is_type(ctx, obj, "EmbeddedFile")) {
		o->loud.blind = true;
	} else if (!audit_is_leftover(ctx, obj, true) &&
	    !pdf_name_eq(ctx, pdf_dict_get(ctx, obj, PDF_NAME(Subtype)),
		PDF_NAME(Image))) {
		if (o->streams++ < STREAMS_MAX) {
			content(o, number, obj);
		} else {
			o->loud.full = true;
		}
	}
}

static bool is_page(fz_context *ctx, pdf_obj *obj)
{
	return audit_is_type(ctx, obj, "Page") &&
	    pdf_dict_get(ctx, obj, PDF_NAME(Contents));
}

/* Numbers, nothing, and dictionaries without a key are no objects to tell. */
static bool says_something(fz_context *ctx, pdf_obj *obj)
{
	return pdf_is_string(ctx, obj) ||
	    (pdf_is_array(ctx, obj) && pdf_array_len(ctx, obj) > 0) ||
	    (pdf_is_dict(ctx, obj) && pdf_dict_len(ctx, obj) > 0);
}

/* Throws. */
static void orphan(struct orphans *o, int number, pdf_obj *obj)
{
	fz_context *ctx = o->doc.mu.ctx;
	bool is_stream = pdf_obj_num_is_stream(ctx, o->doc.pdf, number);

	if (!says_something(ctx, obj) ||
	    audit_is_part_of_file(ctx, obj, is_stream)) {
		return;
	}
	o->loud.objects++;
	if (is_page(ctx, obj) && o->pages < PAGES_MAX) {
		o->page[o->pages++] = pdf_keep_obj(ctx, obj);
		return;
	}
	strings(o,
	    audit_is_leftover(ctx, obj, is_stream) ? &o->quiet : &o->loud, obj,
	    0);
	if (is_stream) {
		stream(o, number, obj);
	}
}

/* One that cannot be read is none. Throws. */
static void look_at(struct orphans *o, int number)
{
	fz_context *ctx = o->doc.mu.ctx;
	pdf_obj *obj = NULL;

	fz_var(obj);
	fz_try(ctx) {
		obj = pdf_load_object(ctx, o->doc.pdf, number);
		orphan(o, number, obj);
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, obj);
	}
	fz_catch(ctx) {
		if (o->doc.mu.starved || o->doc.read_failed) {
			fz_rethrow(ctx);
		}
		ic_document_caught(&o->doc);
	}
}

/* Throws. */
static void look_at_all(struct orphans *o)
{
	fz_context *ctx = o->doc.mu.ctx;

	for (int i = 1; i < o->walk.n; i++) {
		const pdf_xref_entry *e;

		if (i % BEAT_EVERY == 0) {
			audit_beat(o->a);
			pdf_clear_xref(ctx, o->doc.pdf);
		}
		e = pdf_get_xref_entry_no_null(ctx, o->doc.pdf, i);
		if ((e->type == 'n' || e->type == 'o') &&
		    !audit_walk_has(&o->walk, i)) {
			look_at(o, i);
		}
	}
}

/* What a page that was taken out said, as far as no page says it. Throws. */
static void draw_page(struct orphans *o, pdf_obj *obj)
{
	fz_context *ctx = o->doc.mu.ctx;
	struct ic_geometry geometry;
	struct ic_glyphs glyphs = { 0 };
	struct audit_gone gone = { 0 };
	fz_display_list *list = NULL;
	pdf_page *page = NULL;
	uint32_t notes = 0;

	pdf_drop_obj(ctx, o->doc.page_objs[0]);
	o->doc.page_objs[0] = pdf_keep_obj(ctx, obj);
	fz_var(glyphs);
	fz_var(gone);
	fz_var(list);
	fz_var(page);
	fz_try(ctx) {
		page = ic_document_page(&o->doc, 0, &geometry);
		list = ic_draw_list(&o->doc, page, &geometry, &notes);
		ic_glyphs_collect(ctx, list, &glyphs);
		audit_gone_find(ctx, &o->a->words, &glyphs, &gone);
		for (size_t i = 0; i < gone.n; i++) {
			audit_hoard_text(&o->loud, ic_buf_str(&gone.at[i].text),
			    gone.at[i].text.len);
		}
	}
	fz_always(ctx) {
		audit_gone_finish(&gone);
		ic_glyphs_finish(ctx, &glyphs);
		fz_drop_display_list(ctx, list);
		fz_drop_page(ctx, (fz_page *)page);
	}
	fz_catch(ctx) {
		if (o->doc.mu.starved || o->doc.read_failed) {
			fz_rethrow(ctx);
		}
		ic_document_caught(&o->doc);
	}
}

static void tell(struct orphans *o)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_ORPHAN,
		.place = IC_PLACE_ORPHAN };
	struct audit_says quiet = audit_says_of(o->a,
	    ic_buf_str(&o->quiet.text), o->quiet.text.len);

	if (quiet.covered || quiet.identifier) {
		audit_hoard_text(&o->loud, ic_buf_str(&o->quiet.text),
		    o->quiet.text.len);
	}
	if (o->loud.objects > 0) {
		audit_hoard_tell(o->a, &o->loud, f);
	}
}

/* Throws in the context of its document. */
static void look(struct orphans *o)
{
	fz_context *ctx = o->doc.mu.ctx;

	audit_walk_open(&o->walk, &o->doc);
	audit_walk_from(&o->walk, pdf_trailer(ctx, o->doc.pdf));
	look_at_all(o);
	for (size_t i = 0; i < o->pages; i++) {
		audit_beat(o->a);
		draw_page(o, o->page[i]);
	}
	tell(o);
}

void audit_orphans(struct audit *a)
{
	struct orphans o = { .a = a };
	enum ic_reason why;

	if (a->doc.assembly) {
		return;
	}
	why = ic_document_open_before(&o.doc, IC_CHILD_SOURCE, a->job.password,
	    0);
	if (why == IC_REASON_NONE) {
		fz_var(why);
		fz_try(o.doc.mu.ctx) {
			look(&o);
		}
		fz_always(o.doc.mu.ctx) {
			for (size_t i = 0; i < o.pages; i++) {
				pdf_drop_obj(o.doc.mu.ctx, o.page[i]);
			}
		}
		fz_catch(o.doc.mu.ctx) {
			why = ic_document_caught(&o.doc);
		}
	}
	audit_walk_close(&o.walk);
	ic_document_close(&o.doc);
	audit_hoard_finish(&o.loud);
	audit_hoard_finish(&o.quiet);
	if (why != IC_REASON_NONE) {
		ic_document_throw(&a->doc, why);
	}
}
