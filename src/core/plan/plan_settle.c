/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where numbers and legends stand. They are never put over ink: a document
 * whose pages are not all clear there is shrunk, all pages alike, or by
 * choice they stand on white plates.
 */
#include <string.h>

#include "plan_priv.h"

static bool is_top(enum ic_position at)
{
	return at <= IC_TOP_RIGHT;
}

static bool clear_at(uint32_t bits, unsigned at)
{
	return bits >> at & 1;
}

/* A clear place for a number that a box covered: the usual one first. */
static enum ic_position clear_place(uint32_t bits, enum ic_position wanted)
{
	static const enum ic_position turn[] = { IC_BOTTOM_RIGHT,
		IC_BOTTOM_LEFT, IC_BOTTOM_CENTER, IC_TOP_RIGHT, IC_TOP_LEFT,
		IC_TOP_CENTER };

	for (unsigned i = 0; i < IC_POSITIONS && !clear_at(bits, wanted); i++) {
		if (clear_at(bits, turn[i])) {
			return turn[i];
		}
	}
	return wanted;
}

static void settle_page(const struct ic_plan *plan, struct ic_plan_document *d,
    struct ic_plan_page *p)
{
	enum ic_position wanted = plan->spec->numbering.at;

	p->number_at = (uint8_t)wanted;
	p->endorse = !d->spec->stamped || p->whole || ic_plan_is_sheet(d);
	if (p->endorse) {
		return;
	}
	switch (p->stamp) {
	case IC_STAMP_COVERED:
		p->endorse = 1;
		p->number_at = (uint8_t)clear_place(p->clear_number, wanted);
		p->notes |= IC_NOTE_BIT(STAMP_COVERED);
		break;
	case IC_STAMP_OTHER:
		p->notes |= IC_NOTE_BIT(STAMP_OTHER);
		break;
	case IC_STAMP_NONE:
		p->notes |= IC_NOTE_BIT(STAMP_ASSERTED);
		break;
	default:
		break;
	}
}

/* Room on the sides where a page's number or legend would meet ink. */
static void settle_room(const struct ic_plan *plan, struct ic_plan_document *d)
{
	const struct ic_numbering *nb = &plan->spec->numbering;
	int32_t room = ic_slice_room(nb->size, nb->margin);
	struct ic_layout *l = &d->layout[IC_COPY_REDACTED];
	bool top = false, bottom = false;

	for (uint32_t i = 0; !ic_plan_is_sheet(d) && i < d->npages; i++) {
		const struct ic_plan_page *p = &d->pages[i];

		if (p->whole) {
			continue;
		}
		if (p->endorse && !clear_at(p->clear_number, p->number_at)) {
			*(is_top(p->number_at) ? &top : &bottom) = true;
		}
		if (d->legend.text &&
		    !clear_at(p->clear_legend, d->legend.at)) {
			*(is_top(d->legend.at) ? &top : &bottom) = true;
		}
	}
	if (nb->on_conflict == IC_PLATE) {
		l->plate = top || bottom;
		return;
	}
	l->room_top = top ? room : 0;
	l->room_bottom = bottom ? room : 0;
}

/* Where shrinking would leave less than half a page, it is no page. */
static bool room_ok(const struct ic_plan_document *d, struct ic_diags *diags)
{
	const struct ic_layout *l = &d->layout[IC_COPY_REDACTED];
	int32_t room = l->room_top + l->room_bottom;

	for (uint32_t i = 0; room && i < d->npages; i++) {
		if (room > d->pages[i].size.h / 2) {
			ic_diag_add(diags, IC_LEVEL_ERROR, d->spec->place,
			    "page %lu of %s is too small for its number "
			    "beside its content: set bates: on_conflict: "
			    "plate, or a smaller size and margin",
			    (unsigned long)i + 1, d->spec->name);
			return false;
		}
	}
	return true;
}

static void note_pages(struct ic_plan_document *d)
{
	const struct ic_layout *l = &d->layout[IC_COPY_REDACTED];

	for (uint32_t i = 0; i < d->npages; i++) {
		struct ic_plan_page *p = &d->pages[i];

		if (p->whole) {
			continue;
		}
		if (l->room_top || l->room_bottom) {
			p->notes |= IC_NOTE_BIT(SHRUNK);
		}
		if (l->plate && (p->endorse || d->legend.text)) {
			p->notes |= IC_NOTE_BIT(PLATE);
		}
	}
}

/*
 * Of what surrounds something that is kept, most pieces are margins: it says
 * something only if there is nothing under all of them.
 */
static bool is_empty(const struct ic_plan_document *d, uint32_t i, bool keeps)
{
	const struct ic_region *r = &d->regions[i];
	const struct ic_plan_page *p = &d->pages[r->page];

	if (r->whole || r->covers || !keeps) {
		return !r->whole && !r->covers;
	}
	for (uint32_t k = p->region; k < p->region + p->nregions; k++) {
		if (d->regions[k].redaction == r->redaction &&
		    d->regions[k].covers) {
			return false;
		}
	}
	return !r->plain;
}

static void warn_empty(const struct ic_plan *plan, size_t document,
    struct ic_diags *diags)
{
	struct ic_plan_document *d = &plan->documents[document];

	for (uint32_t i = 0; i < d->nregions; i++) {
		const struct ic_region *r = &d->regions[i];
		bool keeps = ic_plan_pieces(plan, r->redaction) &&
		    plan->spec->redactions[r->redaction].area == IC_AREA_KEEP;
		char number[IC_BATES_MAX];

		if (!is_empty(d, i, keeps)) {
			continue;
		}
		d->pages[r->page].notes |= IC_NOTE_BIT(EMPTY_BOX);
		ic_plan_page_number(plan, document, r->page, number);
		ic_diag_add(diags, IC_LEVEL_WARNING,
		    plan->spec->redactions[r->redaction].place,
		    keeps ? "nothing stands on %s but what is kept: is it in "
			    "its place?"
			  : "the box covers nothing on %s: is it in its place?",
		    number);
	}
}

static void warn_sheet_codes(const struct ic_plan *plan, struct ic_diags *diags)
{
	const struct ic_spec *s = plan->spec;
	bool used[IC_SPEC_CODES_MAX] = { false };

	for (size_t i = 0; i < s->ndocuments; i++) {
		for (uint32_t k = 0; k < s->documents[i].ncodes; k++) {
			used[s->documents[i].codes[k]] = true;
		}
	}
	for (size_t i = 0; i < s->ncodes; i++) {
		if (used[i] && !s->codes[i].basis[0]) {
			ic_diag_add(diags, IC_LEVEL_WARNING, s->codes[i].place,
			    "code %s has no basis: the slip sheets of what is "
			    "withheld under it will give none",
			    s->codes[i].name);
		}
	}
}

static void warn_codes(const struct ic_plan *plan, struct ic_diags *diags)
{
	const struct ic_spec *s = plan->spec;
	bool used[IC_SPEC_CODES_MAX] = { false };

	for (size_t i = 0; i < s->nredactions; i++) {
		for (uint32_t k = 0; k < s->redactions[i].ncodes; k++) {
			used[s->redactions[i].codes[k]] = true;
		}
	}
	for (size_t i = 0; i < s->ncodes; i++) {
		if (used[i] && !s->codes[i].basis[0]) {
			ic_diag_add(diags, IC_LEVEL_WARNING, s->codes[i].place,
			    "code %s has no basis: the log "
			    "will give none for its redactions",
			    s->codes[i].name);
		}
	}
}

bool ic_plan_settle(struct ic_plan *plan, struct ic_diags *diags)
{
	size_t errors = diags->errors;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];

		if (d->unlooked || d->restored) {
			continue; /* it is not known what is clear; or it was */
		}
		for (uint32_t p = 0; p < d->npages; p++) {
			settle_page(plan, d, &d->pages[p]);
		}
		settle_room(plan, d);
		if (room_ok(d, diags)) {
			note_pages(d);
		}
		plan_settle_unredacted(plan, i, diags);
		warn_empty(plan, i, diags);
		ic_plan_warn_privileged(plan, i, diags);
	}
	warn_codes(plan, diags);
	warn_sheet_codes(plan, diags);
	return diags->errors == errors;
}
