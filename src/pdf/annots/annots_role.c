/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "annots_priv.h"

#include <stdlib.h>

#include "base/child.h"
#include "core/annot_job.h"
#include "core/reply.h"
#include "pdf/roles.h"

#define BEAT_EVERY 64 /* pages; then MuPDF forgets what it has read, too */

static bool say(enum ic_reply_kind kind, enum ic_reason why)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = UINT32_MAX };

	r.u.end.reason = why;
	return ic_child_reply(&r, sizeof(r));
}

/* Throws. */
static void read_geometry(struct annots *l)
{
	for (uint32_t i = 0; i < l->doc.pages; i++) {
		ic_document_geometry(&l->doc, i, &l->geometry[i]);
		if (i % BEAT_EVERY == 0) {
			say(IC_REPLY_BEAT, IC_REASON_NONE);
			pdf_clear_xref(l->doc.mu.ctx, l->doc.pdf);
		}
	}
}

static enum ic_reason open_pdf(struct annots *l, const char *password)
{
	enum ic_reason why = ic_document_open(&l->doc, IC_CHILD_SOURCE,
	    password);

	if (why != IC_REASON_NONE) {
		return why;
	}
	l->geometry = calloc(l->doc.pages, sizeof(*l->geometry));
	if (!l->geometry) {
		return IC_REASON_MEMORY;
	}
	l->pages = l->doc.pages;
	fz_var(why);
	fz_try(l->doc.mu.ctx) {
		read_geometry(l);
	}
	fz_catch(l->doc.mu.ctx) {
		why = ic_document_caught(&l->doc);
	}
	return why;
}

static enum ic_reason read_page(struct annots *l, uint32_t page)
{
	enum ic_reason why = IC_REASON_NONE;

	if (page % BEAT_EVERY == 0 && !say(IC_REPLY_BEAT, IC_REASON_NONE)) {
		return IC_REASON_KILLED;
	}
	fz_var(why);
	fz_try(l->doc.mu.ctx) {
		if (page % BEAT_EVERY == 0) {
			pdf_clear_xref(l->doc.mu.ctx, l->doc.pdf);
		}
		annots_read_page(l, page);
	}
	fz_catch(l->doc.mu.ctx) {
		why = ic_document_caught(&l->doc);
	}
	if (why != IC_REASON_NONE) {
		return why;
	}
	return annots_flush(l) ? IC_REASON_NONE : l->why;
}

static enum ic_reason read_pdf(struct annots *l)
{
	if (!annots_head(l, "")) {
		return l->why;
	}
	for (uint32_t i = 0; i < l->pages; i++) {
		enum ic_reason why = read_page(l, i);

		if (why != IC_REASON_NONE) {
			return why;
		}
	}
	return annots_end(l) ? IC_REASON_NONE : l->why;
}

static enum ic_reason read_xfdf(struct annots *l,
    const struct ic_annot_job *job)
{
	const char *href = "";

	if (!annots_read_xfdf(l, job->text, job->len, &href) ||
	    !annots_head(l, href) || !annots_flush(l) || !annots_end(l)) {
		return l->why;
	}
	return IC_REASON_NONE;
}

static enum ic_reason read_all(struct annots *l, const uint8_t *bytes, size_t n)
{
	struct ic_annot_job job;
	enum ic_reason why = IC_REASON_NONE;

	if (!ic_annot_job_split(bytes, n, &job) || job.what > IC_ANNOTS_ALONE) {
		return IC_REASON_JOB;
	}
	if (job.what != IC_ANNOTS_ALONE) {
		why = open_pdf(l, job.password);
	}
	if (why != IC_REASON_NONE) {
		return why;
	}
	return job.what == IC_ANNOTS_OF_PDF ? read_pdf(l) : read_xfdf(l, &job);
}

int ic_annots_run(const uint8_t *job, size_t n)
{
	struct annots l = { .arena = { .max = ANNOTS_MEMORY } };
	enum ic_reason why = read_all(&l, job, n);

	ic_document_close(&l.doc);
	ic_arena_finish(&l.arena);
	ic_buf_finish(&l.out);
	free(l.geometry);
	free(l.at);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	return say(IC_REPLY_END, why) ? 0 : 1;
}
