/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What --json prints of the plan as it is frozen, and of the rulings. */
#include "report.h"

static void put_rect(struct ic_json *j, const struct ic_region *r)
{
	if (r->whole) {
		ic_json_string(j, "rect", "whole");
		return;
	}
	ic_json_array(j, "rect");
	ic_json_int(j, NULL, r->rect.x0);
	ic_json_int(j, NULL, r->rect.y0);
	ic_json_int(j, NULL, r->rect.x1);
	ic_json_int(j, NULL, r->rect.y1);
	ic_json_end(j);
}

static void put_page(struct ic_json *j, const struct ic_run *run, size_t i,
    uint32_t k)
{
	const struct ic_plan_document *d = &run->plan.documents[i];
	const struct ic_plan_page *p = &d->pages[k];
	char number[IC_BATES_RANGE_MAX];

	ic_plan_printed(&run->plan, i, k, number);
	ic_json_object(j, NULL);
	ic_json_string(j, "number", number);
	ic_json_array(j, "size");
	ic_json_int(j, NULL, p->size.w);
	ic_json_int(j, NULL, p->size.h);
	ic_json_end(j);
	ic_json_bool(j, "endorsed", p->endorse);
	ic_json_string(j, "number_at",
	    ic_position_word((enum ic_position)p->number_at));
	ic_json_array(j, "redactions");
	for (uint32_t r = 0; r < p->nregions; r++) {
		const struct ic_region *g = &d->regions[p->region + r];

		ic_json_object(j, NULL);
		ic_json_string(j, "id", run->plan.ids[g->redaction]);
		put_rect(j, g);
		ic_json_end(j);
	}
	ic_json_end(j);
	ic_manifest_notes(j, p->notes);
	ic_json_end(j);
}

/* Why it is withheld; empty if it is not. */
static void put_codes(struct ic_json *j, const struct ic_run *run,
    const struct ic_plan_document *d)
{
	ic_json_array(j, "codes");
	for (uint32_t k = 0; d->kind == IC_KIND_WITHHELD && k < d->spec->ncodes;
	     k++) {
		ic_json_string(j, NULL,
		    run->spec.codes[d->spec->codes[k]].name);
	}
	ic_json_end(j);
}

static void put_document(struct ic_json *j, const struct ic_run *run, size_t i)
{
	const struct ic_plan_document *d = &run->plan.documents[i];
	const struct ic_layout *l = &d->layout[IC_COPY_REDACTED];

	ic_json_object(j, NULL);
	ic_json_string(j, "range", d->range);
	ic_json_string(j, "kind", ic_kind_word(d->kind));
	ic_json_int(j, "numbers", d->numbers);
	put_codes(j, run, d);
	ic_json_string(j, "source", d->spec->name);
	ic_json_string(j, "source_sha256", d->unopened ? NULL : d->sha256);
	ic_json_bool(j, "selected", d->selected);
	ic_json_bool(j, "stamped", d->spec->stamped);
	if (d->spec->insert != IC_INSERT_NONE) {
		char after[IC_BATES_MAX];

		ic_bates_format(&run->spec.prefixes, &d->spec->after, after);
		ic_json_string(j, "after", after);
	}
	ic_json_string(j, "legend", d->legend.text);
	ic_json_int(j, "room_top", l->room_top);
	ic_json_int(j, "room_bottom", l->room_bottom);
	ic_json_bool(j, "plate", l->plate);
	ic_manifest_notes(j, d->notes);
	ic_json_array(j, "pages");
	for (uint32_t k = 0; d->pages && k < d->npages; k++) {
		put_page(j, run, i, k);
	}
	ic_json_end(j);
	ic_json_end(j);
}

static void put_redactions(struct ic_json *j, const struct ic_run *run)
{
	ic_json_array(j, "redactions");
	for (size_t i = 0; i < run->spec.nredactions; i++) {
		const struct ic_redaction *r = &run->spec.redactions[i];
		struct ic_buf codes = { 0 };

		ic_plan_codes(&run->spec, r, &codes);
		ic_json_object(j, NULL);
		ic_json_string(j, "id", run->plan.ids[i]);
		ic_json_string(j, "codes", ic_buf_str(&codes));
		ic_json_string(j, "status", ic_status_word(r->status));
		ic_buf_reset(&codes);
		ic_plan_area_text(r, &codes);
		if (codes.len > 0) {
			ic_json_string(j, "address", ic_buf_str(&codes));
		}
		ic_json_string(j, "description", r->description);
		ic_json_string(j, "file",
		    r->place.source ? r->place.source->name : NULL);
		ic_json_int(j, "line", r->place.line);
		ic_json_end(j);
		ic_buf_finish(&codes);
	}
	ic_json_end(j);
}

static void put_ids(struct ic_json *j, const struct ic_run *run,
    const struct ic_plan_ruling *p)
{
	ic_json_array(j, "ids");
	for (uint32_t i = 0; i < p->nmet; i++) {
		ic_json_string(j, NULL, run->plan.ids[p->met[i]]);
	}
	ic_json_end(j);
}

/* What each row of the rulings met, and what has no ruling. */
void report_rulings(struct ic_json *j, const struct ic_run *run)
{
	const struct ic_spec *s = &run->spec;
	/* A refused run may have come to neither. */
	bool met = run->plan.rulings != NULL, named = run->plan.ids != NULL;

	if (!s->has_rulings) {
		return;
	}
	ic_json_array(j, "rulings");
	for (size_t i = 0; met && i < s->nrulings; i++) {
		const struct ic_ruling *row = &s->rulings[i];

		ic_json_object(j, NULL);
		ic_json_int(j, "row", row->place.line);
		ic_json_string(j, "ruling", ic_status_word(row->word));
		ic_json_string(j, "ecf", row->order.ecf);
		ic_json_string(j, "order_page", row->order.page);
		ic_json_string(j, "date", row->order.date);
		put_ids(j, run, &run->plan.rulings[i]);
		ic_json_end(j);
	}
	ic_json_end(j);
	ic_json_array(j, "unruled_rows");
	for (size_t i = 0; i < s->nunruled; i++) {
		ic_json_int(j, NULL, s->unruled[i]);
	}
	ic_json_end(j);
	ic_json_array(j, "open");
	for (size_t i = 0; named && i < s->nredactions; i++) {
		if (ic_status_open(s->redactions[i].status)) {
			ic_json_string(j, NULL, run->plan.ids[i]);
		}
	}
	ic_json_end(j);
	ic_json_bool(j, "lift_denied", run->plan.lift_denied);
}

bool ic_plan_json(const struct ic_run *run, struct ic_buf *out)
{
	struct ic_json j = { .out = out, .lines = true };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", "incamera.plan/1");
	ic_json_string(&j, "matter", run->spec.matter);
	ic_json_array(&j, "copies");
	for (int c = 0; c < IC_COPIES; c++) {
		if (run->plan.copies >> c & 1) {
			ic_json_string(&j, NULL, ic_copy_word((enum ic_copy)c));
		}
	}
	ic_json_end(&j);
	ic_json_array(&j, "documents");
	for (size_t i = 0; i < run->plan.ndocuments; i++) {
		put_document(&j, run, run->plan.order[i]);
	}
	ic_json_end(&j);
	put_redactions(&j, run);
	report_left(&j, run);
	report_rulings(&j, run);
	ic_json_int(&j, "numbers_agree", (int64_t)run->proof.agree);
	ic_json_int(&j, "numbers_unread", (int64_t)run->proof.unread);
	report_messages(&j, run, "warnings", IC_LEVEL_WARNING);
	report_messages(&j, run, "errors", IC_LEVEL_ERROR);
	ic_json_end(&j);
	return ic_json_finish(&j, NULL);
}
