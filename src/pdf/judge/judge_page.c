/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "judge_page.h"

fz_rect ic_judge_points(struct ic_rect r)
{
	return (fz_rect){ (float)r.x0 / IC_MPT, (float)r.y0 / IC_MPT,
		(float)r.x1 / IC_MPT, (float)r.y1 / IC_MPT };
}

/* Throws. */
static void read_items(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	struct ic_error err;

	if (!ic_endorse_items(run->layout, run->s, p->index, &p->items,
		&p->nitems, &err)) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "no layout");
	}
	p->matches = fz_calloc(ctx, p->nitems + 1, sizeof(*p->matches));
	p->used = fz_calloc(ctx, p->marks.n + 1, sizeof(*p->used));
}

/* Throws. */
static void open_page(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	struct ic_geometry g;
	pdf_page *page = ic_document_page(run->doc, p->index, &g);

	fz_try(ctx) {
		p->size = g.size;
		ic_marks_collect(ctx, (fz_page *)page, &p->marks);
	}
	fz_always(ctx) {
		fz_drop_page(ctx, (fz_page *)page);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	read_items(ctx, run, p);
	ic_judge_match(ctx, run, p);
}

static void finish_page(fz_context *ctx, struct ic_judge_page *p)
{
	ic_pixels_close(ctx, &p->px);
	ic_marks_finish(ctx, &p->marks);
	free(p->items);
	fz_free(ctx, p->matches);
	fz_free(ctx, p->used);
}

/* Output points to milli-points of the source page. */
static void unplaced(const struct ic_slice *s, struct ic_size size, fz_matrix m,
    double out[6])
{
	struct ic_placement at = ic_slice_placement(s, size);
	double k = IC_MPT * 1e6 / at.scale;

	out[0] = m.a * k;
	out[1] = m.b * k;
	out[2] = m.c * k;
	out[3] = m.d * k;
	out[4] = m.e * k - at.dx * 1e6 / at.scale;
	out[5] = m.f * k - at.dy * 1e6 / at.scale;
}

const struct ic_mark *ic_judge_picture(const struct ic_judge_page *page)
{
	for (size_t i = 0; i < page->marks.n; i++) {
		if (page->marks.at[i].kind == IC_MARK_IMAGE) {
			return &page->marks.at[i];
		}
	}
	return NULL;
}

/* What of it will be looked at. Throws. */
static void want_rows(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *page)
{
	static const struct ic_area nothing = { 0 };

	for (size_t i = 0; i < run->nproofs; i++) {
		if (!run->proofs[i].want) {
			return;
		}
	}
	ic_pixels_want(ctx, &page->px, nothing);
	for (size_t i = 0; i < run->nproofs; i++) {
		run->proofs[i].want(ctx, run, page);
	}
}

bool ic_judge_reads(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *page)
{
	const struct ic_mark *picture = ic_judge_picture(page);
	struct ic_size size = run->s->pages[page->index].size;
	double at[6];

	if (page->px.rows) {
		return true;
	}
	if (!picture) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "no picture");
	}
	ic_pixels_close(ctx, &page->px);
	unplaced(run->s, size, picture->trm, at);
	page->px = ic_pixels_place(ctx, page->marks.image, at, size);
	if (page->px.lossy) {
		want_rows(ctx, run, page);
	}
	return ic_pixels_read(ctx, &page->px, page->marks.image);
}

const struct ic_pixels_of *ic_judge_pixels(fz_context *ctx,
    const struct ic_judge_run *run, struct ic_judge_page *page)
{
	if (!ic_judge_reads(ctx, run, page)) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "more than a picture");
	}
	return &page->px;
}

/* All that a pass over a document has. */
struct pass {
	struct ic_judge_run run;
	struct ic_judge_proof *proofs;
	size_t n;
};

/* Inside fz_catch. */
static void caught(struct pass *p)
{
	struct ic_error err;

	ic_murun_caught(&p->run.doc->mu, &err);
}

static void unreadable(struct pass *p, uint32_t page)
{
	for (size_t i = 0; i < p->n; i++) {
		ic_judge_fault(&p->proofs[i].judge, IC_FAULT_UNREADABLE, page,
		    IC_JUDGE_NO_BOX);
	}
}

static bool try_open(struct pass *p, struct ic_judge_page *page)
{
	fz_context *ctx = p->run.doc->mu.ctx;

	fz_try(ctx) {
		open_page(ctx, &p->run, page);
	}
	fz_catch(ctx) {
		caught(p);
		unreadable(p, page->index);
		return false;
	}
	return true;
}

static void try_proof(struct pass *p, struct ic_judge_proof *proof,
    struct ic_judge_page *page)
{
	fz_context *ctx = p->run.doc->mu.ctx;

	p->run.judge = &proof->judge;
	fz_try(ctx) {
		proof->page(ctx, &p->run, page);
		ic_document_check_memory(p->run.doc);
	}
	fz_catch(ctx) {
		caught(p);
		ic_judge_fault(&proof->judge, IC_FAULT_UNREADABLE, page->index,
		    IC_JUDGE_NO_BOX);
	}
}

/* Before the first page, or after the last. */
static void try_once(struct pass *p, struct ic_judge_proof *proof,
    ic_judge_once_fn *what)
{
	fz_context *ctx = p->run.doc->mu.ctx;

	if (!what) {
		return;
	}
	p->run.judge = &proof->judge;
	fz_try(ctx) {
		what(ctx, &p->run);
		ic_document_check_memory(p->run.doc);
	}
	fz_catch(ctx) {
		caught(p);
		ic_judge_fault(&proof->judge, IC_FAULT_UNREADABLE,
		    IC_JUDGE_NO_PAGE, IC_JUDGE_NO_BOX);
	}
}

static void one_page(struct pass *p, uint32_t index)
{
	struct ic_judge_page page = { .index = index };

	ic_judge_beat(&p->proofs[0].judge);
	if (try_open(p, &page)) {
		for (size_t i = 0; i < p->n; i++) {
			try_proof(p, &p->proofs[i], &page);
		}
	}
	finish_page(p->run.doc->mu.ctx, &page);
}

static void all_pages(struct pass *p)
{
	uint32_t have = p->run.doc->pages, want = p->run.s->npages;

	for (size_t i = 0; have != want && i < p->n; i++) {
		ic_judge_fault(&p->proofs[i].judge, IC_FAULT_PAGES,
		    IC_JUDGE_NO_PAGE, IC_JUDGE_NO_BOX);
	}
	for (size_t i = 0; i < p->n; i++) {
		try_once(p, &p->proofs[i], p->proofs[i].first);
	}
	for (uint32_t i = 0; i < have && i < want; i++) {
		one_page(p, i);
	}
	for (size_t i = 0; i < p->n; i++) {
		try_once(p, &p->proofs[i], p->proofs[i].last);
		try_once(p, &p->proofs[i], p->proofs[i].finish);
	}
}

static bool open_base(struct pass *p)
{
	fz_context *ctx = p->run.doc->mu.ctx;

	fz_try(ctx) {
		p->run.base = fz_new_base14_font(ctx, "Helvetica");
	}
	fz_catch(ctx) {
		caught(p);
		return false;
	}
	return true;
}

bool ic_judge_pages(struct ic_document *doc, struct ic_document *original,
    const struct ic_slice *s, struct ic_judge_proof *proofs, size_t n)
{
	struct pass p = { .run = { .doc = doc,
			      .original = original,
			      .s = s,
			      .proofs = proofs,
			      .nproofs = n },
		proofs,
		n };
	fz_context *ctx = doc->mu.ctx;
	struct ic_error err;
	bool clean = true;

	if (ic_font_open(ctx, &p.run.layout, &err) && open_base(&p)) {
		all_pages(&p);
	} else {
		unreadable(&p, IC_JUDGE_NO_PAGE);
	}
	fz_drop_font(ctx, p.run.last);
	fz_drop_font(ctx, p.run.base);
	ic_font_close(p.run.layout);
	ic_raster_finish(&p.run.drawn);
	if (original) {
		ic_glyphs_finish(original->mu.ctx, &p.run.glyphs);
		ic_judge_lists_drop(&p.run, UINT32_MAX);
	}
	for (size_t i = 0; i < n; i++) {
		clean = ic_judge_end(&proofs[i].judge) && clean;
	}
	return clean;
}

/* Those of the finished file alone come first. */
static const struct ic_judge_proof *const proofs_all[] = { &ic_proof_boxes,
	&ic_proof_endorsements, &ic_proof_rest, &ic_proof_words };

#define WITHOUT_ORIGINAL 2
#define PROOFS (sizeof(proofs_all) / sizeof(proofs_all[0]))

static bool judge(struct ic_document *doc, struct ic_document *original,
    const struct ic_slice *s, ic_judge_report_fn *report, void *user,
    const struct ic_judge_proof *const *which, size_t n)
{
	struct ic_judge_proof proofs[PROOFS];

	for (size_t i = 0; i < n; i++) {
		proofs[i] = *which[i];
		proofs[i].judge.report = report;
		proofs[i].judge.user = user;
	}
	return ic_judge_pages(doc, original, s, proofs, n);
}

bool ic_judge_boxes(struct ic_document *doc, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user)
{
	return judge(doc, NULL, s, report, user, &proofs_all[0], 1);
}

bool ic_judge_endorsements(struct ic_document *doc, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user)
{
	return judge(doc, NULL, s, report, user, &proofs_all[1], 1);
}

bool ic_judge_content(struct ic_document *doc, struct ic_document *original,
    const struct ic_slice *s, ic_judge_report_fn *report, void *user)
{
	size_t from = original ? WITHOUT_ORIGINAL : 0;
	size_t end = original ? PROOFS : WITHOUT_ORIGINAL;

	/* A marked page shows what boxes cover: the last one is not for it. */
	end -= original && ic_slice_is_marked(s);
	return judge(doc, original, s, report, user, proofs_all + from,
	    end - from);
}
