/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What children say, through the pool: the first four bytes are the limits
 * (pages, boxes, cells, proofs), the rest is proc.h's. What reaches the work
 * is in its range, in number and before the end; what a child did not say to
 * its end is not done.
 */
#include "core/numbers.h"
#include "core/reply.h"

#include "fuzz.h"
#include "ops/pool.h"
#include "proc.h"

#define CHILDREN 4
#define LIMITS 4

struct work {
	struct ic_reply_limits limits;
	unsigned children, ends;
	unsigned replies; /* of the child that goes on */
	bool refused;     /* one of them was */
};

static bool next(void *user, size_t item, struct ic_pool_child *out)
{
	struct work *w = user;

	demand(item == 0);
	demand(w->children == w->ends);
	if (w->children == CHILDREN) {
		return false;
	}
	w->children++;
	w->replies = 0;
	w->refused = false;
	out->limits = w->limits;
	out->spawn.cpu_seconds = 1;
	return true;
}

static void check_number(const struct work *w, const struct ic_reply *r)
{
	const struct ic_reply_number *x = &r->u.number;
	char suffix[IC_BATES_SUFFIX_MAX + 1];

	demand(x->prefix < w->limits.prefixes);
	demand(x->digits >= 1 && x->digits <= IC_BATES_DIGITS_MAX);
	demand(ic_numbers_suffix_text(x->suffix, suffix));
	demand(ic_numbers_suffix(suffix) == x->suffix);
	demand((x->where == IC_NUMBER_LABEL) == ic_rect_is_empty(x->rect));
}

static void check_proof(const struct work *w, const struct ic_reply *r)
{
	demand(w->limits.proofs >> r->u.proof.proof & 1);
	demand(r->u.proof.ok <= 1);
	demand(r->u.proof.ok == (r->u.proof.fault == IC_FAULT_NONE));
	demand(*ic_fault_sentence((enum ic_fault)r->u.proof.fault));
}

static bool reply(void *user, size_t item, const struct ic_reply *r)
{
	struct work *w = user;

	demand(item == 0 && !w->refused && w->children == w->ends + 1);
	demand(r->magic == IC_REPLY_MAGIC);
	demand(r->page == UINT32_MAX || !w->limits.pages ||
	    r->page < w->limits.pages);
	w->replies++;
	switch (r->kind) {
	case IC_REPLY_DOCUMENT:
		demand(r->u.document.notes < 1u << IC_NOTE_COUNT);
		demand(r->u.document.pages > 0);
		break;
	case IC_REPLY_PAGE:
		demand(r->u.at_page.size.w > 0 && r->u.at_page.size.h > 0);
		demand(r->u.at_page.encoding < IC_ENCODING_COUNT);
		demand(r->u.at_page.notes < 1u << IC_NOTE_COUNT);
		break;
	case IC_REPLY_BOX:
		demand(r->u.box.box < w->limits.boxes);
		break;
	case IC_REPLY_LEGEND:
		demand(r->page != UINT32_MAX);
		demand(!ic_rect_is_empty(r->u.legend.rect));
		break;
	case IC_REPLY_CELL:
		demand(r->u.cell.cell < w->limits.cells);
		break;
	case IC_REPLY_NUMBER:
		check_number(w, r);
		break;
	case IC_REPLY_PROOF:
		check_proof(w, r);
		break;
	case IC_REPLY_MEASURE:
		demand(w->limits.proofs >> r->u.measure.proof & 1);
		break;
	default:
		demand(!"a kind that is not told");
	}
	/* Some of them make no sense to the work. */
	w->refused = w->replies % 16 == 15;
	return !w->refused;
}

static bool end(void *user, size_t item, enum ic_reason reason)
{
	struct work *w = user;

	demand(item == 0);
	demand(reason < IC_REASON_COUNT);
	demand(!w->refused || reason == IC_REASON_REPLY);
	demand(reason != IC_REASON_NONE || proc_input.end == IC_EXIT_OK);
	w->ends++;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const size_t items[] = { 0 };
	struct ic_error err = { 0 };
	struct work w = { 0 };
	const struct ic_pool_work work = { next, reply, end, &w };

	if (n < LIMITS) {
		return 0;
	}
	w.limits = (struct ic_reply_limits){ bytes[0], bytes[1], bytes[2],
		bytes[3], bytes[0] % 4u, bytes[2] };
	proc_input = (struct proc_input){ .bytes = bytes,
		.n = n,
		.at = LIMITS };
	demand(ic_pool_run(NULL, items, 1, 1, &work, NULL, &err));
	demand(w.children == CHILDREN && w.ends == CHILDREN);
	demand(proc_input.spawned == proc_input.reaped);
	return 0;
}
