/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The role: open, each page, what is of the file. Records go out after every
 * page, so that what was found is not lost with a child that had to be ended.
 */
#include <stdlib.h>

#include "audit_priv.h"
#include "base/child.h"
#include "base/fs.h"
#include "core/reply.h"
#include "document_priv.h"
#include "pdf/roles.h"

static bool say(enum ic_reply_kind kind, enum ic_reason why, uint32_t page)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = kind,
		.page = page };

	r.u.end.reason = why;
	return ic_child_reply(&r, sizeof(r));
}

void audit_beat(struct audit *a)
{
	if (!say(IC_REPLY_BEAT, IC_REASON_NONE, UINT32_MAX)) {
		ic_document_throw(&a->doc, IC_REASON_KILLED);
	}
}

static enum ic_reason flush(struct audit *a)
{
	bool ok = !a->out.failed &&
	    ic_fs_write_all(IC_CHILD_PRODUCT, a->out.data, a->out.len);

	ic_buf_reset(&a->out);
	return ok ? IC_REASON_NONE : IC_REASON_WRITE;
}

/* A page of which MuPDF had no memory, or that is no page, is a finding. */
static void note_page(struct audit *a, uint32_t page, enum ic_reason why)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_PAGE_UNREADABLE,
		.severity = IC_SEVERITY_ERROR,
		.page = page,
		.number = (uint32_t)why };

	if (a->found < AUDIT_FINDINGS_MAX && ic_findings_put(&a->out, &f)) {
		a->found++;
	}
}

static enum ic_reason look_at_page(struct audit *a, uint32_t page)
{
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(a->doc.mu.ctx) {
		audit_page(a, page);
	}
	fz_catch(a->doc.mu.ctx) {
		why = ic_document_caught(&a->doc);
	}
	if (why == IC_REASON_MEMORY || why == IC_REASON_READ) {
		return why;
	}
	if (why != IC_REASON_NONE) {
		note_page(a, page, why);
	}
	return flush(a);
}

/* Say it before it is done, so that what ends this child is known. */
static enum ic_reason begin_step(struct audit *a, uint32_t step)
{
	ic_findings_put_step(&a->out, step);
	return say(IC_REPLY_BEAT, IC_REASON_NONE, UINT32_MAX)
	    ? flush(a)
	    : IC_REASON_KILLED;
}

static bool is_skipped(const struct audit *a, uint32_t step)
{
	for (uint32_t i = 0; i < a->job.nskip; i++) {
		if (a->job.skip[i] == step) {
			return true;
		}
	}
	return false;
}

static enum ic_reason look_at_pages(struct audit *a)
{
	enum ic_reason why = IC_REASON_NONE;

	for (uint32_t i = 0; i < a->doc.pages && why == IC_REASON_NONE; i++) {
		if (is_skipped(a, i)) {
			continue;
		}
		why = begin_step(a, i);
		if (why == IC_REASON_NONE) {
			why = look_at_page(a, i);
		}
	}
	return why;
}

/* One check that fails does not keep the others from being made. */
static enum ic_reason check_document(struct audit *a, audit_document_fn *check)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_WARNING,
		.page = IC_FINDING_NO_PAGE,
		.number = IC_REASON_DAMAGED };
	enum ic_reason why = IC_REASON_NONE;

	fz_var(why);
	fz_try(a->doc.mu.ctx) {
		check(a);
		ic_document_check_memory(&a->doc);
	}
	fz_catch(a->doc.mu.ctx) {
		why = ic_document_caught(&a->doc);
	}
	if (why == IC_REASON_NONE || why == IC_REASON_MEMORY ||
	    why == IC_REASON_READ || why == IC_REASON_KILLED) {
		return why;
	}
	a->found += ic_findings_put(&a->out, &f);
	return IC_REASON_NONE;
}

static enum ic_reason look_at_document(struct audit *a)
{
	enum ic_reason why = IC_REASON_NONE;

	for (uint32_t i = 0; audit_document_checks[i]; i++) {
		uint32_t step = a->doc.pages + i;

		if (is_skipped(a, step)) {
			continue;
		}
		why = begin_step(a, step);
		if (why == IC_REASON_NONE) {
			why = check_document(a, audit_document_checks[i]);
		}
		if (why != IC_REASON_NONE) {
			break;
		}
	}
	return why;
}

/* More was found than is told. */
static void note_full(struct audit *a)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_ERROR,
		.page = IC_FINDING_NO_PAGE,
		.number = IC_REASON_TOO_FULL };

	if (a->full) {
		a->found += ic_findings_put(&a->out, &f);
	}
}

static enum ic_reason look_at_all(struct audit *a)
{
	enum ic_reason why;

	ic_findings_put_head(&a->out, a->doc.pages);
	why = look_at_pages(a);
	if (why == IC_REASON_NONE) {
		why = look_at_document(a);
	}
	note_full(a);
	if (why == IC_REASON_NONE) {
		ic_findings_put_end(&a->out, a->found);
	}
	if (flush(a) != IC_REASON_NONE && why == IC_REASON_NONE) {
		why = IC_REASON_WRITE;
	}
	return why;
}

static enum ic_reason look_at_file(struct audit *a)
{
	enum ic_reason why = ic_document_open(&a->doc, IC_CHILD_SOURCE,
	    a->job.password);

	if (why != IC_REASON_NONE) {
		return why;
	}
	why = look_at_all(a);
	ic_raster_finish(&a->seen);
	audit_words_finish(&a->words);
	free(a->sized);
	audit_waiting_finish(&a->waiting);
	ic_document_close(&a->doc);
	return why;
}

int ic_audit_run(const uint8_t *job, size_t n)
{
	struct audit a = { .out = { .max = IC_FINDINGS_BYTES_MAX } };
	enum ic_reason why = IC_REASON_JOB;

	if (ic_audit_job_split(job, n, &a.job)) {
		/* The parent has looked whether there are too many. */
		why = ic_minors_load(a.job.names, a.job.names_len, &a.minors)
		    ? look_at_file(&a)
		    : IC_REASON_MEMORY;
		ic_minors_finish(&a.minors);
	}
	ic_buf_finish(&a.out);
	if (why == IC_REASON_KILLED) {
		return 1;
	}
	return say(IC_REPLY_END, why, UINT32_MAX) ? 0 : 1;
}
