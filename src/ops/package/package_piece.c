/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A part of a document, made and proved as any product: its slice is that of
 * the whole with fewer pages. Nothing of it is kept that a judge refused.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "core/job.h"
#include "core/slice_part.h"
#include "package_parts.h"
#include "pdf/roles.h"

enum step { STEP_MAKE, STEP_STRUCTURE, STEP_CONTENT, STEP_REST, STEP_DONE };

static void fail(struct pack_piece *x, enum ic_reason reason)
{
	if (x->failure.reason == IC_REASON_NONE) {
		x->failure = (struct ic_failure){ .reason = reason,
			.page = UINT32_MAX,
			.box = UINT32_MAX };
	}
}

static bool halt(struct pack *p, const struct ic_error *err)
{
	if (p->v.err.code == IC_OK) {
		p->v.err = *err;
	}
	return false;
}

static void drop(struct pack_piece *x)
{
	ic_chain_finish(&x->chain);
	if (x->judged >= 0) {
		close(x->judged);
	}
	x->judged = -1;
	ic_temp_close(&x->temp);
}

/* How many boxes the part has, for what a judge may speak of. */
static bool measure(struct pack_piece *x, const struct ic_buf *part,
    struct ic_error *err)
{
	struct ic_slice s = { 0 };

	if (!ic_slice_unpack(part->data, part->len, &s, err)) {
		return false;
	}
	x->nboxes = s.nboxes;
	ic_slice_finish(&s);
	return true;
}

static bool begin(struct pack *p, struct pack_piece *x)
{
	struct ic_production *made = &p->made;
	struct ic_buf whole = { 0 }, part = { 0 };
	struct ic_error err = { 0 };
	bool ok = ic_plan_slice(&made->run->plan, x->planned, x->copy, 0,
		      &whole, &err) &&
	    ic_slice_part(&whole, x->first, x->n, &part, &err) &&
	    measure(x, &part, &err) &&
	    ic_job_join(&part, made->states[x->planned].password, &x->chain.job,
		&err) &&
	    ic_temp_open(&p->stage, 0600, &x->temp, &err);

	ic_buf_finish(&whole);
	ic_buf_finish(&part);
	if (!ok) {
		return halt(p, &err);
	}
	x->chain.page = 0;
	if (!ic_open_source(made, x->planned, &x->chain.source, NULL, &err)) {
		x->chain.source = -1;
		fail(x, IC_REASON_CHANGED);
		return err.code != IC_EENV || halt(p, &err);
	}
	return true;
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct pack_pieces *all = user;
	struct pack_piece *x = &all->at[i];
	struct pack *p = all->p;

	if (p->v.err.code != IC_OK || x->chain.step == STEP_DONE) {
		return false;
	}
	if (x->chain.step == STEP_MAKE && (!begin(p, x) || x->failure.reason)) {
		x->chain.step = STEP_DONE;
		drop(x);
		return false;
	}
	out->spawn.job = x->chain.job.data;
	out->spawn.len = x->chain.job.len;
	out->spawn.cpu_seconds = ic_pool_cpu(x->n);
	out->limits.pages = x->n;
	out->limits.boxes = x->nboxes;
	if (x->chain.step == STEP_MAKE) {
		out->name = "make";
		out->spawn.role = IC_ROLE_MAKE;
		out->spawn.source = x->chain.source;
		out->spawn.product = x->temp.fd;
	} else {
		ic_pool_judge(out,
		    (enum ic_judging)(x->chain.step - STEP_STRUCTURE), x->copy,
		    x->judged, x->chain.source);
	}
	return true;
}

static bool reply(void *user, size_t i, const struct ic_reply *r)
{
	struct pack_pieces *all = user;
	struct pack_piece *x = &all->at[i];

	if (x->chain.step == STEP_MAKE) {
		if (r->kind != IC_REPLY_PAGE || r->page != x->chain.page ||
		    x->chain.page >= x->n) {
			return false;
		}
		x->chain.page++;
		all->p->v.a.p.progress.pages_done++;
		ic_tell(&all->p->v.a.p);
		return true;
	}
	if (r->kind == IC_REPLY_MEASURE) {
		return true; /* of a part nothing is stored */
	}
	if (r->kind != IC_REPLY_PROOF) {
		return false;
	}
	if (r->u.proof.ok) {
		x->proofs |= 1u << r->u.proof.proof;
	} else if (x->failure.reason == IC_REASON_NONE) {
		x->failure = (struct ic_failure){ .reason = IC_REASON_PROOF,
			.proof = (enum ic_proof)r->u.proof.proof,
			.fault = (enum ic_fault)r->u.proof.fault,
			.page = r->page,
			.box = UINT32_MAX };
	}
	return true;
}

/* Made: of the source that was planned, and to the last page? */
static bool check_made(struct pack *p, struct pack_piece *x)
{
	struct ic_error err = { 0 };

	if (x->chain.page != x->n) {
		fail(x, IC_REASON_REPLY);
		return true;
	}
	if (ic_source_changed(&p->made, x->planned, x->chain.source)) {
		fail(x, IC_REASON_CHANGED);
		return true;
	}
	return (ic_sha256_fd(x->temp.fd, x->sha256, &x->bytes, &err) &&
		   ic_temp_reopen(&x->temp, &x->judged, &err)) ||
	    halt(p, &err);
}

/* All judges have spoken: are these still the bytes that they saw? */
static bool commit(struct pack *p, struct pack_piece *x)
{
	uint32_t wanted = ic_copy_proofs(x->copy);
	char hex[IC_SHA256_HEX];
	struct ic_error err = { 0 };

	if ((x->proofs & wanted) != wanted) {
		fail(x, IC_REASON_REPLY);
		return true;
	}
	if (!ic_sha256_fd(x->judged, hex, NULL, &err)) {
		return halt(p, &err);
	}
	if (strcmp(hex, x->sha256) != 0) {
		fail(x, IC_REASON_CHANGED);
		return true;
	}
	if (!ic_temp_publish(&x->temp, x->name, &err)) {
		return halt(p, &err);
	}
	x->done = true;
	return true;
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct pack_pieces *all = user;
	struct pack_piece *x = &all->at[i];
	struct pack *p = all->p;
	bool ok = true;

	if (reason == IC_REASON_WRITE) {
		return ic_fail(&p->v.err, IC_EENV, "%.200s %s", p->top.path,
		    ic_reason_sentence(reason));
	}
	if (reason) {
		fail(x, reason);
	} else if (!x->failure.reason && x->chain.step == STEP_MAKE) {
		ok = check_made(p, x);
	} else if (!x->failure.reason && x->chain.step == STEP_REST) {
		ok = commit(p, x);
	}
	x->chain.step = x->failure.reason || !ok ? STEP_DONE
						 : x->chain.step + 1;
	if (x->chain.step == STEP_DONE) {
		p->v.a.p.progress.documents_done++;
		ic_tell(&p->v.a.p);
		drop(x);
	}
	return ok;
}

bool pack_pieces_run(struct pack_pieces *all)
{
	const struct ic_pool_work work = { next, reply, end, all };
	struct ic_production *v = &all->p->v.a.p;
	size_t *items = calloc(all->n + 1, sizeof(*items)), n = 0;
	struct ic_error err = { 0 };
	bool ok;

	if (!items) {
		return ic_fail(&all->p->v.err, IC_EENV, "out of memory");
	}
	v->progress = (struct ic_progress){ .phase = IC_PHASE_MAKE };
	for (size_t i = 0; i < all->n; i++) {
		if (!all->at[i].done) {
			items[n++] = i;
			v->progress.pages += all->at[i].n;
		}
	}
	v->progress.documents = n;
	ok = ic_pool_run(v->z, items, n, v->o->jobs, &work,
	    v->ui ? v->ui->stop : NULL, &err);
	for (size_t i = 0; i < all->n; i++) {
		drop(&all->at[i]);
	}
	free(items);
	return all->p->v.err.code == IC_OK &&
	    (ok || ic_fail(&all->p->v.err, err.code, "%s", err.msg));
}
