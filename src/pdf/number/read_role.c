/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Reading the numbers on the pages of a file, page by page. */
#include "core/job.h"
#include "document_priv.h"
#include "number.h"
#include "pdf/draw.h"
#include "pdf/ocr.h"
#include "pdf/roles.h"

struct reading {
	struct ic_document doc;
	const struct ic_slice *s;
	const char **names; /* owned */
	struct ic_prefixes prefixes;
	struct ic_number_labels labels;
	struct ic_number_found found;
	bool deaf; /* nobody listens */
};

static void say(struct reading *r, struct ic_reply *out, uint32_t kind,
    uint32_t page)
{
	out->magic = IC_REPLY_MAGIC;
	out->kind = kind;
	out->page = page;
	r->deaf = r->deaf || !ic_child_reply(out, sizeof(*out));
}

static void say_number(struct reading *r, uint32_t page,
    const struct ic_number *x)
{
	struct ic_reply out = { 0 };
	struct ic_reply_number *n = &out.u.number;

	n->rect = x->rect;
	n->high = (uint32_t)(x->bates.value >> 32);
	n->low = (uint32_t)x->bates.value;
	n->digits = x->bates.digits;
	n->prefix = x->bates.prefix;
	n->suffix = ic_numbers_suffix(x->bates.suffix);
	n->where = x->where;
	n->em = (uint32_t)x->em;
	n->alone = x->alone;
	say(r, &out, IC_REPLY_NUMBER, page);
}

/* Throws. */
static void read_pixels(struct reading *r, fz_display_list *list,
    struct ic_size size)
{
	for (uint32_t i = 0; i < r->found.n; i++) {
		if (r->found.at[i].alone) {
			return; /* a number stands there in its text */
		}
	}
	ic_number_ocr(&r->doc, list, &r->prefixes, size, &r->found);
}

/* Throws. */
static void read_list(struct reading *r, fz_display_list *list,
    struct ic_size size)
{
	fz_context *ctx = r->doc.mu.ctx;
	struct ic_glyphs all = { 0 };

	fz_try(ctx) {
		ic_glyphs_collect(ctx, list, &all);
		ic_number_text(ctx, &r->prefixes, &all, size, &r->found);
		if (r->s->ask & IC_ASK_OCR) {
			read_pixels(r, list, size);
		}
	}
	fz_always(ctx) {
		ic_glyphs_finish(ctx, &all);
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void read_text(struct reading *r, uint32_t index,
    struct ic_geometry *geometry)
{
	fz_context *ctx = r->doc.mu.ctx;
	pdf_page *page = ic_document_page(&r->doc, index, geometry);
	uint32_t notes = 0;

	fz_try(ctx) {
		read_list(r, ic_draw_list(&r->doc, page, geometry, &notes),
		    geometry->size);
	}
	fz_always(ctx) {
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void read_page(struct reading *r, uint32_t index)
{
	struct ic_geometry geometry;
	struct ic_number label = { .where = IC_NUMBER_LABEL };
	struct ic_reply page = { 0 };

	say(r, &(struct ic_reply){ 0 }, IC_REPLY_BEAT, index);
	read_text(r, index, &geometry);
	/* Labels are of the file's pages, whichever of them are asked for. */
	if (ic_number_labels_find(&r->labels, r->s->source_first + index,
		&r->prefixes, &label.bates)) {
		say_number(r, index, &label);
	}
	for (uint32_t i = 0; i < r->found.n; i++) {
		say_number(r, index, &r->found.at[i]);
	}
	page.u.at_page.size = geometry.size;
	page.u.at_page.glyphs = r->found.painted;
	say(r, &page, IC_REPLY_PAGE, index);
	ic_document_check_memory(&r->doc);
}

/* Throws. */
static void read_all(struct reading *r)
{
	fz_context *ctx = r->doc.mu.ctx;
	const struct ic_slice *s = r->s;
	struct ic_reply out = { 0 };

	out.u.document.pages = r->doc.pages;
	out.u.document.notes = r->doc.notes;
	say(r, &out, IC_REPLY_DOCUMENT, UINT32_MAX);
	r->names = fz_malloc_array(ctx, s->nprefixes + 1u, const char *);
	for (uint32_t i = 0; i < s->nprefixes; i++) {
		r->names[i] = ic_slice_str(s, s->prefixes[i]);
	}
	r->prefixes = (struct ic_prefixes){ r->names, s->nprefixes };
	ic_number_labels_read(&r->doc, &r->labels);
	for (uint32_t i = 0; i < r->doc.pages && !r->deaf; i++) {
		read_page(r, i);
	}
}

static enum ic_reason read_edge(struct reading *r)
{
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(r->doc.mu.ctx) {
		read_all(r);
	}
	fz_catch(r->doc.mu.ctx) {
		why = ic_document_caught(&r->doc);
	}
	ic_number_labels_finish(r->doc.mu.ctx, &r->labels);
	fz_free(r->doc.mu.ctx, r->names);
	return r->deaf ? IC_REASON_KILLED : why;
}

static enum ic_reason read_numbers(const struct ic_slice *s,
    const char *password)
{
	const struct ic_document_part part = ic_document_part_of(s);
	struct reading r = { .s = s };
	uint32_t page;
	enum ic_reason why = ic_document_open_source(&r.doc, IC_CHILD_SOURCE,
	    password, &part, &page);

	if (why == IC_REASON_NONE) {
		why = (s->ask & IC_ASK_OCR) && !ic_ocr_ready() ? IC_REASON_OCR
							       : read_edge(&r);
		ic_document_close(&r.doc);
	}
	return why;
}

int ic_read_run(const uint8_t *job, size_t n)
{
	struct ic_reply end = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_END,
		.page = UINT32_MAX };
	char password[IC_PASSWORD_MAX + 1];
	struct ic_slice s = { 0 };
	struct ic_error err = { 0 };
	enum ic_reason why;

	if (ic_job_split(job, n, &s, password, &err)) {
		why = read_numbers(&s, password);
	} else {
		why = ic_job_reason(&err);
	}
	ic_slice_finish(&s);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	end.u.end.reason = why;
	return ic_child_reply(&end, sizeof(end)) ? 0 : 1;
}
