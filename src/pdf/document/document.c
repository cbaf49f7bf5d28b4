/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/document.h"

#include <string.h>

#include "assemble.h"
#include "core/bundle.h"
#include "document_priv.h"
#include "pdf/visible.h"
#include "source.h"

/* How often MuPDF's cache of parsed objects is emptied, in pages. */
#define CLEAR_EVERY 64

/* Enough for the two fonts of an output; no picture of it comes again. */
#define STORE_OUTPUT ((size_t)4 << 20)

_Noreturn void ic_document_throw(struct ic_document *doc, enum ic_reason why)
{
	doc->why = why;
	fz_throw(doc->mu.ctx, FZ_ERROR_GENERIC, "refused");
}

/*
 * Readers accept a header behind some junk (ISO 32000-1, annex H, 3.4.1), and
 * some real files have lost theirs: those that still hold pages are opened.
 */
static bool has_header(const uint8_t *head, size_t n)
{
	return memmem(head, n, "%PDF-", 5) ||
	    (memmem(head, n, "%!PS-Adobe-", 11) && memmem(head, n, " PDF-", 5));
}

/* A picture may hold what looks like a PDF; no bundle is one. */
static bool is_pictures(const struct ic_document *doc, const uint8_t *head,
    size_t n)
{
	return ic_bundle_begins(head, n) ||
	    (doc->headless && ic_assembly_begins(head, n));
}

/* The stream gives way to one over the PDF that picture files make. */
static void assemble(struct ic_document *doc, fz_stream **stm)
{
	fz_context *ctx = doc->mu.ctx;
	enum ic_reason why = ic_assembly_open(doc->fd, &doc->assembly,
	    &doc->fault);

	if (why != IC_REASON_NONE) {
		ic_document_throw(doc, why);
	}
	fz_drop_stream(ctx, *stm);
	*stm = NULL;
	*stm = ic_source_assembled(ctx, doc->assembly, &doc->read_failed,
	    &doc->mu.losses);
}

static void open_pdf(struct ic_document *doc, fz_stream **stm)
{
	fz_context *ctx = doc->mu.ctx;
	uint8_t head[IC_DOCUMENT_HEADER];
	size_t n = fz_read(ctx, *stm, head, sizeof(head));

	fz_seek(ctx, *stm, 0, SEEK_SET);
	doc->headless = !has_header(head, n);
	if (doc->is_source && is_pictures(doc, head, n)) {
		doc->headless = false;
		assemble(doc, stm);
	}
	doc->why = IC_REASON_DAMAGED;
	doc->pdf = pdf_open_document_with_stream(ctx, *stm);
}

static void open_stream(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	fz_stream *stm = ic_source_open(ctx, doc->fd, doc->most,
	    &doc->read_failed);

	fz_var(stm);
	fz_try(ctx) {
		open_pdf(doc, &stm);
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/*
 * Once a password has worked no other may be tried: MuPDF keeps the key of
 * the last attempt, right or wrong.
 */
static void unlock(struct ic_document *doc, const char *password)
{
	fz_context *ctx = doc->mu.ctx;

	if (pdf_needs_password(ctx, doc->pdf)) {
		if (*password == '\0') {
			ic_document_throw(doc, IC_REASON_PASSWORD);
		}
		if (!pdf_authenticate_password(ctx, doc->pdf, password)) {
			ic_document_throw(doc, IC_REASON_WRONG_PASSWORD);
		}
	} else if (pdf_is_dict(ctx,
		       pdf_dict_get(ctx, pdf_trailer(ctx, doc->pdf),
			   PDF_NAME(Encrypt)))) {
		doc->notes |= IC_NOTE_BIT(OWNER_PASSWORD);
	}
}

/* Which pages of the file are the document. */
static void find_pages(struct ic_document *doc,
    const struct ic_document_part *part)
{
	if (!part || part->n == 0) {
		ic_document_walk(doc);
		return;
	}
	if (part->count) {
		ic_document_count(doc);
	}
	ic_document_seek(doc, part);
}

static void open_document(struct ic_document *doc, const char *password,
    const struct ic_document_part *part)
{
	open_stream(doc);
	unlock(doc, password);
	ic_document_find_hidden(doc);
	find_pages(doc, part);
	doc->notes |= ic_document_survey(doc);
	if (doc->headless || pdf_was_repaired(doc->mu.ctx, doc->pdf)) {
		doc->notes |= IC_NOTE_BIT(REPAIRED);
	}
	ic_document_check_memory(doc);
	doc->why = IC_REASON_NONE;
}

void ic_document_check_memory(struct ic_document *doc)
{
	if (doc->mu.starved) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
}

enum ic_reason ic_document_caught(struct ic_document *doc)
{
	enum ic_reason why = doc->why;
	struct ic_error err;

	doc->why = IC_REASON_NONE;
	ic_murun_caught(&doc->mu, &err);
	if (err.code == IC_ELIMIT) {
		return IC_REASON_MEMORY;
	}
	if (doc->read_failed) {
		return IC_REASON_READ;
	}
	return why ? why : IC_REASON_PAGE_DAMAGED;
}

void ic_document_pass(struct ic_document *doc)
{
	if (doc->mu.starved || doc->read_failed) {
		fz_rethrow(doc->mu.ctx);
	}
#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 24
	fz_report_error(doc->mu.ctx);
#endif
}

static enum ic_reason refuse(struct ic_document *doc, uint32_t *page)
{
	enum ic_reason why = ic_document_caught(doc);

	*page = doc->fault;
	if (doc->headless &&
	    (why == IC_REASON_DAMAGED || why == IC_REASON_NO_PAGES)) {
		why = IC_REASON_NOT_PDF;
	}
	ic_document_close(doc);
	return why;
}

static enum ic_reason open_context(struct ic_document *doc, int fd,
    size_t store)
{
	struct ic_error err;

	*doc = (struct ic_document){ .fd = fd, .fault = UINT32_MAX };
	if (!ic_murun_open(&doc->mu, IC_DOCUMENT_MEMORY, store, &err)) {
		*doc = (struct ic_document){ 0 };
		return IC_REASON_MEMORY;
	}
	return IC_REASON_NONE;
}

enum ic_reason ic_document_open_none(struct ic_document *doc)
{
	return open_context(doc, -1, IC_MURUN_STORE);
}

/* In a context that was opened for it. */
static enum ic_reason open_in(struct ic_document *doc, const char *password,
    const struct ic_document_part *part, uint32_t *page)
{
	fz_try(doc->mu.ctx) {
		open_document(doc, password, part);
	}
	fz_catch(doc->mu.ctx) {
		return refuse(doc, page);
	}
	return IC_REASON_NONE;
}

static enum ic_reason open_with(struct ic_document *doc, int fd,
    const char *password, size_t store, const struct ic_document_part *part,
    uint32_t *page)
{
	enum ic_reason why = open_context(doc, fd, store);

	*page = UINT32_MAX;
	if (why != IC_REASON_NONE) {
		return why;
	}
	doc->is_source = store != STORE_OUTPUT;
	return open_in(doc, password, part, page);
}

enum ic_reason ic_document_open_before(struct ic_document *doc, int fd,
    const char *password, int64_t most)
{
	enum ic_reason why = open_context(doc, fd, IC_MURUN_STORE);
	uint32_t page;

	if (why != IC_REASON_NONE) {
		return why;
	}
	doc->most = most;
	return open_in(doc, password, NULL, &page);
}

enum ic_reason ic_document_open_source(struct ic_document *doc, int fd,
    const char *password, const struct ic_document_part *part, uint32_t *page)
{
	return open_with(doc, fd, password, IC_MURUN_STORE, part, page);
}

struct ic_document_part ic_document_part_of(const struct ic_slice *s)
{
	return (struct ic_document_part){ s->source_first,
		s->extent ? s->source_pages : 0, s->extent == IC_EXTENT_COUNT };
}

enum ic_reason ic_document_open(struct ic_document *doc, int fd,
    const char *password)
{
	uint32_t page;

	return ic_document_open_source(doc, fd, password, NULL, &page);
}

enum ic_reason ic_document_open_output(struct ic_document *doc, int fd)
{
	uint32_t page;

	return open_with(doc, fd, "", STORE_OUTPUT, NULL, &page);
}

void ic_document_close(struct ic_document *doc)
{
	if (!doc || !doc->mu.ctx) {
		return;
	}
	if (!doc->mu.starved) {
		ic_masks_close(doc->mu.ctx, doc->masks);
		for (uint32_t i = 0; i < doc->pages; i++) {
			pdf_drop_obj(doc->mu.ctx, doc->page_objs[i]);
		}
		fz_free(doc->mu.ctx, doc->page_objs);
		pdf_drop_document(doc->mu.ctx, doc->pdf);
	}
	ic_murun_close(&doc->mu);
	ic_assembly_close(doc->assembly);
	*doc = (struct ic_document){ 0 };
}

pdf_obj *ic_document_page_object(struct ic_document *doc, uint32_t index)
{
	if (index >= doc->pages) {
		ic_document_throw(doc, IC_REASON_PAGE_DAMAGED);
	}
	return doc->page_objs[index];
}

void ic_document_geometry(struct ic_document *doc, uint32_t index,
    struct ic_geometry *geometry)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *page = ic_document_page_object(doc, index);

	if (!pdf_is_dict(ctx, page)) {
		ic_document_throw(doc, IC_REASON_PAGE_DAMAGED);
	}
	if (!ic_geometry_read(ctx, page, geometry)) {
		ic_document_throw(doc, IC_REASON_PAGE_SIZE);
	}
}

/*
 * Make `page` the only page of the tree. Done for each page anew, since a
 * repair or an emptied cache brings the file's own tree back.
 */
static void show_only(struct ic_document *doc, pdf_obj *page)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, doc->pdf),
	    PDF_NAME(Root));
	pdf_obj *tree = pdf_new_dict(ctx, doc->pdf, 3);

	fz_try(ctx) {
		pdf_dict_put(ctx, tree, PDF_NAME(Type), PDF_NAME(Pages));
		pdf_dict_put_int(ctx, tree, PDF_NAME(Count), 1);
		pdf_array_push(ctx,
		    pdf_dict_put_array(ctx, tree, PDF_NAME(Kids), 1), page);
		pdf_dict_put(ctx, page, PDF_NAME(Type), PDF_NAME(Page));
		pdf_dict_put(ctx, root, PDF_NAME(Pages), tree);
	}
	fz_always(ctx) {
		pdf_drop_obj(ctx, tree);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Before it is read, so that a fault is told by its reason. */
static void make_picture(struct ic_document *doc, uint32_t index)
{
	enum ic_reason why;
	bool damaged;

	if (!doc->assembly) {
		return;
	}
	why = ic_assembly_make(doc->assembly, index, &damaged);
	if (why != IC_REASON_NONE) {
		doc->fault = index;
		ic_document_throw(doc, why);
	}
}

pdf_page *ic_document_page(struct ic_document *doc, uint32_t index,
    struct ic_geometry *geometry)
{
	fz_context *ctx = doc->mu.ctx;
	pdf_obj *obj = ic_document_page_object(doc, index);
	struct ic_geometry g;
	pdf_page *page;

	ic_document_check_memory(doc);
	if (++doc->loaded % CLEAR_EVERY == 0) {
		pdf_clear_xref(ctx, doc->pdf);
	}
	ic_document_geometry(doc, index, &g);
	make_picture(doc, index);
	ic_geometry_write(ctx, obj, &g);
	ic_document_cut_annots(doc, obj);
	show_only(doc, obj);
	page = pdf_load_page(ctx, doc->pdf, 0);
	if (pdf_objcmp_resolve(ctx, page->obj, obj)) {
		fz_drop_page(ctx, &page->super);
		ic_document_throw(doc, IC_REASON_PAGE_DAMAGED);
	}
	*geometry = g;
	return page;
}
