/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/reply.h"

#include "core/numbers.h"
#include "core/old_legend.h"
#include "core/slice.h"
#include "core/style.h"

_Static_assert(sizeof(struct ic_reply) == 76, "a reply has padding");

#define NOTES_ALL ((1u << IC_NOTE_COUNT) - 1)
#define PLACES_ALL ((1u << IC_POSITIONS) - 1)
#define SIDES_ALL ((1u << IC_SIDES * IC_SHRINKS) - 1)

static bool size_ok(struct ic_size s)
{
	return s.w > 0 && s.h > 0 && s.w <= IC_MPT_MAX && s.h <= IC_MPT_MAX;
}

static bool page_ok(const struct ic_reply_page *p)
{
	return size_ok(p->size) && p->notes <= NOTES_ALL &&
	    p->clear_number <= PLACES_ALL && p->clear_legend <= PLACES_ALL &&
	    p->encoding < IC_ENCODING_COUNT && p->scan < IC_SCAN_COUNT &&
	    p->dpi <= 2400 && p->clear_ids <= SIDES_ALL &&
	    p->clear_banner <= PLACES_ALL && p->room_ids <= IC_MPT_MAX;
}

static bool rect_ok(const struct ic_rect *b)
{
	return b->x0 >= 0 && b->y0 >= 0 && b->x1 <= IC_MPT_MAX &&
	    b->y1 <= IC_MPT_MAX && !ic_rect_is_empty(*b);
}

static bool legend_ok(const struct ic_reply *r)
{
	return r->page != UINT32_MAX && rect_ok(&r->u.legend.rect) &&
	    r->u.legend.word < ic_old_legend_count();
}

/* A label stands nowhere. */
static bool place_ok(const struct ic_reply_number *n)
{
	const struct ic_rect *b = &n->rect;

	if (n->where != IC_NUMBER_LABEL) {
		return rect_ok(b);
	}
	return b->x0 == 0 && b->y0 == 0 && b->x1 == 0 && b->y1 == 0;
}

static bool number_ok(const struct ic_reply *r, const struct ic_reply_limits *l)
{
	const struct ic_reply_number *n = &r->u.number;
	uint64_t value = (uint64_t)n->high << 32 | n->low, most = 1;
	char suffix[IC_BATES_SUFFIX_MAX + 1];

	if (r->page == UINT32_MAX || n->where >= IC_NUMBER_WHERES ||
	    n->prefix >= l->prefixes || n->alone > 1 || n->em > IC_MPT_MAX ||
	    n->digits < 1 || n->digits > IC_BATES_DIGITS_MAX ||
	    !ic_numbers_suffix_text(n->suffix, suffix) || !place_ok(n)) {
		return false;
	}
	for (uint32_t i = 0; i < n->digits; i++) {
		most *= 10;
	}
	return value < most;
}

static bool line_ok(const struct ic_reply *r)
{
	const struct ic_numbered_line *l = &r->u.line;

	return r->page != UINT32_MAX && rect_ok(&l->rect) &&
	    l->kept_y0 >= -IC_MPT_MAX && l->kept_y0 <= IC_MPT_MAX &&
	    l->kept_y1 >= -IC_MPT_MAX && l->kept_y1 <= IC_MPT_MAX &&
	    l->column < IC_NUMBERED_COLUMNS_MAX && l->line > 0 &&
	    l->line <= IC_NUMBERED_LINES_MAX && l->flags <= IC_NUMBERED_FLAGS;
}

static bool column_ok(const struct ic_reply *r)
{
	return r->page != UINT32_MAX && rect_ok(&r->u.column.gutter) &&
	    r->u.column.column < IC_NUMBERED_COLUMNS_MAX &&
	    r->u.column.number <= IC_NUMBERED_PAGE_MAX;
}

static bool proof_ok(const struct ic_reply_proof *p,
    const struct ic_reply_limits *l)
{
	return p->proof > IC_PROOF_ANY && p->proof < IC_PROOF_COUNT &&
	    (l->proofs >> p->proof & 1) && p->ok <= 1 &&
	    p->fault < IC_FAULT_COUNT &&
	    (p->ok != 0) == (p->fault == IC_FAULT_NONE) &&
	    (p->box == UINT32_MAX || p->box < l->boxes);
}

static bool measure_ok(const struct ic_reply *r,
    const struct ic_reply_limits *l)
{
	const struct ic_reply_measure *m = &r->u.measure;
	bool of_page = r->page != UINT32_MAX, of_box = m->box != UINT32_MAX;

	if (m->proof <= IC_PROOF_ANY || m->proof >= IC_PROOF_COUNT ||
	    !(l->proofs >> m->proof & 1)) {
		return false;
	}
	for (unsigned i = 0; i < IC_MEASURED; i++) {
		if (m->measured[i] < 0) {
			return false;
		}
	}
	switch (ic_measure_scope(m->proof)) {
	case IC_SCOPE_DOCUMENT:
		return !of_page && !of_box;
	case IC_SCOPE_PAGE:
		return of_page && !of_box;
	case IC_SCOPE_BOX:
		return of_page && of_box && m->box < l->boxes;
	default:
		return false;
	}
}

bool ic_reply_ok(const struct ic_reply *r, const struct ic_reply_limits *l)
{
	if (r->magic != IC_REPLY_MAGIC) {
		return false;
	}
	if (r->page != UINT32_MAX && l->pages && r->page >= l->pages) {
		return false;
	}
	switch (r->kind) {
	case IC_REPLY_BEAT:
		return true;
	case IC_REPLY_DOCUMENT:
		return r->u.document.pages > 0 &&
		    r->u.document.pages <= IC_SLICE_PAGES_MAX &&
		    r->u.document.notes <= NOTES_ALL;
	case IC_REPLY_PAGE:
		return r->page != UINT32_MAX && page_ok(&r->u.at_page);
	case IC_REPLY_BOX:
		return r->u.box.box < l->boxes && r->u.box.covers <= 1;
	case IC_REPLY_LEGEND:
		return legend_ok(r);
	case IC_REPLY_NUMBER:
		return number_ok(r, l);
	case IC_REPLY_LINE:
		return line_ok(r);
	case IC_REPLY_COLUMN:
		return column_ok(r);
	case IC_REPLY_CELL:
		return r->u.cell.cell < l->cells;
	case IC_REPLY_PROOF:
		return proof_ok(&r->u.proof, l);
	case IC_REPLY_MEASURE:
		return measure_ok(r, l);
	case IC_REPLY_END:
		return r->u.end.reason < IC_REASON_COUNT;
	default:
		return false;
	}
}
