/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <sys/mman.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/window.h"
#include "core/job.h"
#include "core/reply.h"
#include "pdf/document.h"
#include "pdf/judge_content.h"
#include "pdf/roles.h"
#include "pdf/structure.h"

struct work {
	struct ic_slice slice;
	uint8_t *mapped; /* the whole output; structure alone */
	size_t n;
	struct ic_document doc, original; /* content alone */
	const char *password;             /* of the original */
	const char *point;                /* for base/fault.h */
	unsigned faults;
	bool gone; /* the parent is */
};

static void reply(struct work *w, const struct ic_reply *r)
{
	ic_fault_file(w->point, "says");
	w->gone = w->gone || !ic_child_reply(r, sizeof(*r));
}

static void pass_on(void *user, const struct ic_reply *r)
{
	struct work *w = user;

	w->faults += r->kind == IC_REPLY_PROOF && !r->u.proof.ok;
	reply(w, r);
}

/* One of two readers that prove the same: what it passes is not yet proved. */
static void pass_on_faults(void *user, const struct ic_reply *r)
{
	if (r->kind != IC_REPLY_PROOF || !r->u.proof.ok) {
		pass_on(user, r);
	}
}

static void say_passed(struct work *w, enum ic_proof proof)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_PROOF,
		.page = UINT32_MAX };

	r.u.proof.proof = proof;
	r.u.proof.ok = 1;
	r.u.proof.box = UINT32_MAX;
	reply(w, &r);
}

static void say_failed(struct work *w, enum ic_proof proof, enum ic_fault fault)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_PROOF,
		.page = UINT32_MAX };

	r.u.proof.proof = proof;
	r.u.proof.fault = fault;
	r.u.proof.box = UINT32_MAX;
	pass_on(w, &r);
}

static int say_end(struct work *w, enum ic_reason why)
{
	struct ic_reply r = { .magic = IC_REPLY_MAGIC,
		.kind = IC_REPLY_END,
		.page = UINT32_MAX };

	if (why == IC_REASON_NONE && w->faults > 0) {
		why = IC_REASON_PROOF;
	}
	r.u.end.reason = why;
	reply(w, &r);
	return w->gone ? 1 : 0;
}

static enum ic_reason tile(struct work *w, bool *clean)
{
	struct ic_window file;
	enum ic_window_failure failed;

	ic_window_open(&file, IC_CHILD_SOURCE, IC_WINDOW_PIECE);
	*clean = ic_tiler_judge(&file, &w->slice, pass_on_faults, w);
	w->n = file.size;
	failed = file.failed;
	ic_window_close(&file);
	return failed == IC_WINDOW_MEMORY ? IC_REASON_MEMORY
	    : failed                      ? IC_REASON_READ
					  : IC_REASON_NONE;
}

/* What the walk has read it does not need again: it goes from page to page. */
static void pass_on_and_empty(void *user, const struct ic_reply *r)
{
	struct work *w = user;

	if (r->kind == IC_REPLY_BEAT) {
		madvise(w->mapped, w->n, MADV_DONTNEED);
	}
	pass_on_faults(user, r);
}

/*
 * libqpdf jumps about in a file, and its C API takes a name or memory. There
 * are no names here, so the file is mapped: of this role alone the sandbox
 * allows it. The tiler has read it to its end.
 */
static enum ic_reason walk(struct work *w, bool *clean)
{
	if (w->n == 0) {
		return IC_REASON_NONE; /* the tiler has refused it */
	}
	w->mapped = mmap(NULL, w->n, PROT_READ, MAP_PRIVATE, IC_CHILD_SOURCE,
	    0);
	if (w->mapped == MAP_FAILED) {
		return IC_REASON_MEMORY;
	}
	*clean = ic_qpdf_judge(w->mapped, w->n, &w->slice, pass_on_and_empty,
	    w);
	munmap(w->mapped, w->n);
	return IC_REASON_NONE;
}

static enum ic_reason structure(struct work *w)
{
	enum ic_reason why;
	bool tiles = false, walks = false;

	ic_fault_point("structure-opens");
	why = tile(w, &tiles);
	if (why != IC_REASON_NONE) {
		return why;
	}
	ic_fault_point("structure-tiles");
	why = walk(w, &walks);
	if (tiles && walks) {
		say_passed(w, IC_PROOF_STRUCTURE);
	}
	return why;
}

static bool has_original(void)
{
	return lseek(IC_CHILD_ORIGINAL, 0, SEEK_END) >= 0;
}

/* Of the proofs that the source is for: of one with marked pages, not all. */
static void say_not_compared(struct work *w, enum ic_fault fault)
{
	say_failed(w, IC_PROOF_COLLATERAL, fault);
	if (!ic_slice_is_marked(&w->slice)) {
		say_failed(w, IC_PROOF_WORDS, fault);
	}
}

/* An output needs no repair and no password. */
static void say_unreadable(struct work *w)
{
	if (has_original()) {
		say_not_compared(w, IC_FAULT_UNREADABLE);
	} else {
		say_failed(w, IC_PROOF_BOXES, IC_FAULT_UNREADABLE);
		say_failed(w, IC_PROOF_ENDORSEMENT, IC_FAULT_UNREADABLE);
	}
}

/* The source was readable when the output was made, so now it must be. */
static enum ic_reason against_original(struct work *w)
{
	struct ic_document_part part = ic_document_part_of(&w->slice);
	uint32_t page;

	if (ic_document_open_source(&w->original, IC_CHILD_ORIGINAL,
		w->password, &part, &page) != IC_REASON_NONE) {
		say_not_compared(w, IC_FAULT_ORIGINAL);
	} else {
		ic_judge_content(&w->doc, &w->original, &w->slice, pass_on, w);
	}
	return IC_REASON_NONE;
}

static enum ic_reason content(struct work *w)
{
	enum ic_reason why = ic_document_open_output(&w->doc, IC_CHILD_SOURCE);

	if (why == IC_REASON_MEMORY || why == IC_REASON_READ) {
		return why;
	}
	if (why != IC_REASON_NONE || w->doc.notes != 0) {
		say_unreadable(w);
		return IC_REASON_NONE;
	}
	ic_fault_file(w->point, "opens");
	if (has_original()) {
		return against_original(w);
	}
	ic_judge_content(&w->doc, NULL, &w->slice, pass_on, w);
	return IC_REASON_NONE;
}

static int run(const uint8_t *job, size_t n, const char *point,
    enum ic_reason (*judge)(struct work *w))
{
	char password[IC_PASSWORD_MAX + 1];
	struct work w = { .password = password, .point = point };
	struct ic_error err = { 0 };
	enum ic_reason why;
	int status;

	ic_fault_file(point, "reads");
	if (ic_job_split(job, n, &w.slice, password, &err)) {
		why = judge(&w);
	} else {
		why = ic_job_reason(&err);
	}
	status = say_end(&w, why);
	ic_document_close(&w.doc);
	ic_document_close(&w.original);
	ic_slice_finish(&w.slice);
	return status;
}

int ic_structure_run(const uint8_t *job, size_t n)
{
	return run(job, n, "structure", structure);
}

int ic_content_run(const uint8_t *job, size_t n)
{
	return run(job, n, has_original() ? "rest" : "content", content);
}
