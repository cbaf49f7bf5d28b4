/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"
#include "core/job.h"
#include "core/reply.h"
#include "pdf/burn.h"
#include "pdf/draw.h"
#include "pdf/encode.h"
#include "pdf/endorse.h"
#include "pdf/highlight.h"
#include "pdf/roles.h"
#include "pdf/scan.h"
#include "pdf/textlayer.h"

/* All that lives from page to page. */
struct maker {
	struct ic_slice slice;
	char password[IC_PASSWORD_MAX + 1];
	struct ic_document doc;
	struct ic_font *font;
	struct ic_writer *writer;
	struct ic_raster raster;
	struct ic_encoder encoder;
	struct ic_scanner scanner;
	struct ic_buf content, marks;
	bool font_used;
	uint32_t fault; /* page whose picture is at fault; UINT32_MAX */
};

/* What a page has while it is made. */
struct sheet {
	uint32_t page;
	struct ic_geometry geometry;
	struct ic_reply_page said;
	uint32_t image; /* in the writer; 0: none */
	struct ic_spot spot;
	bool text_font;
	uint32_t text_highest;
};

static bool say(uint32_t kind, uint32_t page, const struct ic_reply_page *p,
    enum ic_reason why)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = page };

	ic_fault_point("make-says");
	if (p) {
		r.u.at_page = *p;
	}
	if (kind == IC_REPLY_END) {
		r.u.end.reason = why;
	}
	return ic_child_reply(&r, sizeof(r));
}

/* What an error of ours means, after what the callee could not do. */
static enum ic_reason reason_of(const struct ic_error *err,
    enum ic_reason limit, enum ic_reason env)
{
	switch (err->code) {
	case IC_ELIMIT:
		return limit;
	case IC_EENV:
		return env;
	case IC_ESPEC:
		return IC_REASON_GLYPH;
	default:
		return IC_REASON_JOB;
	}
}

/* A full disk ends the run, want of memory the document. */
static enum ic_reason unwritten(const struct maker *m,
    const struct ic_error *err)
{
	enum ic_reason why = ic_writer_is_refused(m->writer) ? IC_REASON_WRITE
							     : IC_REASON_MEMORY;

	return reason_of(err, why, why);
}

/* Draw and burn; the raster then holds nothing that lay under a box. */
static void draw(struct maker *m, struct sheet *sh, fz_display_list *list)
{
	enum ic_color color = m->slice.color == IC_COLOR_BILEVEL
	    ? IC_COLOR_GRAY
	    : (enum ic_color)m->slice.color;

	ic_draw_raster(&m->doc, list, sh->geometry.size, m->slice.dpi, color,
	    &m->raster, &sh->said.notes);
	ic_burn_page(&m->raster, &m->slice, sh->page);
	ic_draw_settle(&m->raster, color);
	sh->said.dpi = m->raster.dpi;
	ic_fault_point("make-draws");
}

static enum ic_reason write_image(struct maker *m, struct sheet *sh,
    const struct ic_image *im)
{
	struct ic_error err;

	sh->said.encoding = im->encoding;
	sh->said.bytes = (uint32_t)im->len;
	if (!ic_writer_image(m->writer, im, &sh->image, &err)) {
		return unwritten(m, &err);
	}
	return IC_REASON_NONE;
}

static enum ic_reason encode(struct maker *m, struct sheet *sh)
{
	struct ic_error err;
	struct ic_image im;

	if (!ic_encode_page(&m->encoder, &m->raster, &m->slice, sh->page, &im,
		&err)) {
		return reason_of(&err, IC_REASON_MEMORY, IC_REASON_MEMORY);
	}
	sh->spot = ic_writer_spot(sh->geometry.size,
	    ic_slice_placement(&m->slice, sh->geometry.size));
	return write_image(m, sh, &im);
}

/* Of the raster as the reader will see it. Throws. */
static void add_words(struct maker *m, struct sheet *sh, fz_display_list *list)
{
	struct ic_text_counts counts = { 0 };

	ic_text_layer(m->doc.mu.ctx, &m->doc.masks, list, &m->slice, sh->page,
	    &m->raster, &m->content, &counts);
	sh->text_font = m->content.len > 0;
	sh->text_highest = counts.highest;
	sh->said.glyphs = counts.glyphs;
	sh->said.dropped = counts.dropped;
}

/* A page with a raster of its own making. Throws. */
static enum ic_reason drawn(struct maker *m, struct sheet *sh,
    fz_display_list *list)
{
	enum ic_reason why;

	draw(m, sh, list);
	say(IC_REPLY_BEAT, sh->page, NULL, IC_REASON_NONE);
	why = encode(m, sh);
	if (why == IC_REASON_NONE) {
		add_words(m, sh, list);
	}
	return why;
}

/* A pure scan keeps its pixels; then said.scan is KEPT. Throws. */
static enum ic_reason kept(struct maker *m, struct sheet *sh,
    fz_display_list *list)
{
	struct ic_kept k;
	enum ic_reason why;

	if (sh->said.notes & IC_NOTE_BIT(DRAW_ERRORS)) {
		sh->said.scan = IC_SCAN_DAMAGED;
		return IC_REASON_NONE;
	}
	sh->said.scan = ic_scan_keep(&m->doc, list, &m->slice, sh->page,
	    sh->geometry.size, &m->scanner, &m->encoder, &m->raster, &k);
	if (sh->said.scan != IC_SCAN_KEPT) {
		return IC_REASON_NONE;
	}
	say(IC_REPLY_BEAT, sh->page, NULL, IC_REASON_NONE);
	ic_fault_point("make-draws");
	sh->said.dpi = k.dpi;
	sh->spot = k.spot;
	why = write_image(m, sh, &k.image);
	if (why == IC_REASON_NONE && k.words) {
		add_words(m, sh, list);
	}
	return why;
}

/* From the page object to the image and words in the output. Throws. */
static enum ic_reason picture(struct maker *m, struct sheet *sh, pdf_page *page)
{
	fz_context *ctx = m->doc.mu.ctx;
	fz_display_list *list = ic_draw_list(&m->doc, page, &sh->geometry,
	    &sh->said.notes);
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(ctx) {
		why = kept(m, sh, list);
		if (sh->said.scan != IC_SCAN_KEPT) {
			why = drawn(m, sh, list);
		}
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return why;
}

/* The page's size is what boxes and endorsements were planned on. */
static bool as_planned(const struct maker *m, const struct sheet *sh)
{
	struct ic_size is = sh->geometry.size;
	struct ic_size was = m->slice.pages[sh->page].size;

	return is.w == was.w && is.h == was.h;
}

/* Everything of a page that MuPDF takes part in. Throws. */
static enum ic_reason source_part(struct maker *m, struct sheet *sh)
{
	fz_context *ctx = m->doc.mu.ctx;
	uint32_t source = m->slice.pages[sh->page].source;
	enum ic_reason why = IC_REASON_NONE;
	pdf_page *page;

	if (!ic_slice_has_picture(&m->slice.pages[sh->page])) {
		ic_document_geometry(&m->doc, source, &sh->geometry);
		return as_planned(m, sh) ? IC_REASON_NONE : IC_REASON_CHANGED;
	}
	page = ic_document_page(&m->doc, source, &sh->geometry);
	fz_var(why);
	fz_try(ctx) {
		why = as_planned(m, sh) ? picture(m, sh, page)
					: IC_REASON_CHANGED;
	}
	fz_always(ctx) {
		fz_drop_page(ctx, &page->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	ic_document_check_memory(&m->doc);
	return why;
}

static bool is_sheet(const struct maker *m, const struct sheet *sh)
{
	return m->slice.pages[sh->page].source == IC_SLICE_NO_SOURCE;
}

static enum ic_reason source_edge(struct maker *m, struct sheet *sh)
{
	enum ic_reason why = IC_REASON_NONE;

	if (is_sheet(m, sh)) {
		sh->geometry.size = m->slice.pages[sh->page].size;
		return IC_REASON_NONE;
	}
	fz_var(why);
	fz_try(m->doc.mu.ctx) {
		why = source_part(m, sh);
	}
	fz_catch(m->doc.mu.ctx) {
		why = ic_document_caught(&m->doc);
	}
	return why;
}

/* Boxes that are to bear something. */
static uint32_t labelled(const struct ic_slice *s,
    const struct ic_slice_page *p)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->nboxes; i++) {
		n += s->boxes[p->box + i].label != 0;
	}
	return n;
}

static uint32_t plan_notes(const struct maker *m, const struct sheet *sh)
{
	const struct ic_slice *s = &m->slice;
	const struct ic_slice_page *p = &s->pages[sh->page];
	uint32_t notes = 0;

	if (is_sheet(m, sh)) {
		return 0;
	}
	if (ic_slice_has_picture(p) && ic_slice_is_shrunk(s)) {
		notes |= IC_NOTE_BIT(SHRUNK);
	}
	if (s->plate && (p->endorse || p->legend || p->banner)) {
		notes |= IC_NOTE_BIT(PLATE);
	}
	if (p->marked
		? sh->said.labels < labelled(s, p) + p->whole
		: !p->whole && s->labels && sh->said.labels < labelled(s, p)) {
		notes |= IC_NOTE_BIT(NO_LABEL);
	}
	return notes;
}

/* Labels, number and legend; then the page itself. */
static enum ic_reason finish_page(struct maker *m, struct sheet *sh)
{
	size_t before = m->content.len;
	struct ic_page_out out = { .size = sh->geometry.size,
		.image = sh->image,
		.text_font = sh->text_font,
		.text_highest = sh->text_highest };
	struct ic_error err;

	if (!ic_highlight_marks(&m->slice, sh->page, &m->marks, &out.nmarks,
		&err)) {
		return IC_REASON_MEMORY;
	}
	out.marks = (const void *)m->marks.data;
	if (!ic_endorse_content(m->font, &m->slice, sh->page, &m->content,
		&sh->said.labels, &err)) {
		return m->content.failed
		    ? IC_REASON_MEMORY
		    : reason_of(&err,
			  is_sheet(m, sh) ? IC_REASON_SHEET : IC_REASON_NO_ROOM,
			  IC_REASON_MEMORY);
	}
	out.spot = sh->spot;
	out.content = m->content.data;
	out.len = m->content.len;
	out.label_font = m->content.len > before;
	m->font_used = m->font_used || out.label_font;
	sh->said.notes |= plan_notes(m, sh);
	sh->said.size = sh->geometry.size;
	if (!ic_writer_page(m->writer, &out, &err)) {
		return unwritten(m, &err);
	}
	return IC_REASON_NONE;
}

static enum ic_reason make_page(struct maker *m, uint32_t page)
{
	struct sheet sh = { .page = page };
	enum ic_reason why;

	ic_buf_reset(&m->content);
	if (!say(IC_REPLY_BEAT, page, NULL, IC_REASON_NONE)) {
		return IC_REASON_KILLED;
	}
	why = source_edge(m, &sh);
	m->fault = m->doc.fault == UINT32_MAX ? UINT32_MAX : page;
	if (why == IC_REASON_NONE) {
		why = finish_page(m, &sh);
	}
	if (why == IC_REASON_NONE &&
	    !say(IC_REPLY_PAGE, page, &sh.said, IC_REASON_NONE)) {
		return IC_REASON_KILLED;
	}
	return why;
}

static enum ic_reason open_source(struct maker *m)
{
	struct ic_document_part part = ic_document_part_of(&m->slice);
	uint32_t page; /* what the scout has read is whole */

	return ic_slice_is_sheets(&m->slice)
	    ? ic_document_open_none(&m->doc)
	    : ic_document_open_source(&m->doc, IC_CHILD_SOURCE, m->password,
		  &part, &page);
}

static enum ic_reason open_all(struct maker *m)
{
	struct ic_error err;
	enum ic_reason why = open_source(m);

	if (why != IC_REASON_NONE) {
		return why;
	}
	if (m->doc.pages != m->slice.source_pages) {
		return IC_REASON_CHANGED;
	}
	if (!ic_font_open(m->doc.mu.ctx, &m->font, &err)) {
		return IC_REASON_MEMORY;
	}
	if (!ic_writer_open(&m->writer, IC_CHILD_PRODUCT, &err)) {
		return unwritten(m, &err);
	}
	return IC_REASON_NONE;
}

static enum ic_reason make(struct maker *m)
{
	struct ic_error err;
	enum ic_reason why = open_all(m);

	for (uint32_t i = 0; why == IC_REASON_NONE && i < m->slice.npages;
	     i++) {
		why = make_page(m, i);
	}
	ic_fault_point("make-ends");
	if (why == IC_REASON_NONE &&
	    !ic_writer_finish(m->writer, m->font_used ? m->font : NULL, &err)) {
		why = unwritten(m, &err);
	}
	return why;
}

static void finish(struct maker *m)
{
	ic_writer_close(m->writer);
	ic_font_close(m->font);
	ic_document_close(&m->doc);
	ic_raster_finish(&m->raster);
	ic_encoder_finish(&m->encoder);
	ic_scanner_finish(&m->scanner);
	ic_buf_finish(&m->content);
	ic_buf_finish(&m->marks);
	ic_slice_finish(&m->slice);
}

int ic_make_run(const uint8_t *job, size_t n)
{
	struct maker m = { .fault = UINT32_MAX };
	struct ic_error err = { 0 };
	enum ic_reason why;

	if (ic_job_split(job, n, &m.slice, m.password, &err)) {
		why = make(&m);
	} else {
		why = ic_job_reason(&err);
	}
	finish(&m);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	return say(IC_REPLY_END, m.fault, NULL, why) ? 0 : 1;
}
