/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The strings of a document that logs, file names and pages serve, which the
 * scout holds against the words under its boxes.
 */
#include <stdio.h>
#include <string.h>

#include "plan_priv.h"

#define DATES_MAX 64
#define PREFIX "prefix"
#define COURT "court"
#define MATTER "matter"

static void each_of_redaction(const struct ic_spec *s, uint32_t redaction,
    bool seen[IC_SPEC_CODES_MAX], ic_cell_fn *fn, void *user)
{
	const struct ic_redaction *r = &s->redactions[redaction];
	struct ic_cell c = { .redaction = redaction,
		.all = true,
		.place = r->place };

#define TELL(name, value) (c.what = (name), c.text = (value), fn(user, &c))
	TELL("description", r->description);
	TELL("id", r->id);
	c.all = false;
	TELL("category", ic_field(r->fields, IC_FIELD_CATEGORY));
	TELL("privilege", ic_field(r->fields, IC_FIELD_PRIVILEGE));
	for (uint32_t i = 0; i < r->ncodes; i++) {
		const struct ic_spec_code *code = &s->codes[r->codes[i]];

		if (!seen[r->codes[i]]) {
			seen[r->codes[i]] = true;
			TELL("code", code->name);
			TELL("code's text", code->text);
			TELL("code's basis", code->basis);
		}
	}
}

/*
 * A normal date as the numbers that a page may show: year, month and day in
 * the orders and with the zeros that people write. An "and" parts them, lest
 * two be taken for one number.
 */
static const char *dates(const char *date, char out[DATES_MAX])
{
	const char *month, *day;

	if (!date || strlen(date) != strlen("YYYY-MM-DD")) {
		return date;
	}
	month = date + 5;
	day = date + 8;
	snprintf(out, DATES_MAX,
	    "%.4s-%.2s-%.2s and %.2s-%.2s-%.4s and %.*s-%.*s-%.4s", date, month,
	    day, month, day, date, *month == '0' ? 1 : 2,
	    *month == '0' ? month + 1 : month, *day == '0' ? 1 : 2,
	    *day == '0' ? day + 1 : day, date);
	return out;
}

/*
 * A document's fields. `dispute` is one of two words, and what `parent` says
 * every number does.
 */
static void each_field(const struct ic_plan_document *d, ic_cell_fn *fn,
    void *user)
{
	for (unsigned i = 0; i < IC_FIELD_COUNT; i++) {
		enum ic_field_key k = (enum ic_field_key)i;
		struct ic_cell c = { UINT32_MAX, ic_field_word(k),
			d->fields.value[k], false,
			d->row_fields >> k & 1 ? d->row : d->spec->place };
		char room[DATES_MAX];

		switch (k) {
		case IC_FIELD_DISPUTE:
		case IC_FIELD_PARENT:
			continue;
		case IC_FIELD_DATE:
			c.text = dates(c.text, room);
			break;
		case IC_FIELD_DESCRIPTION:
			c.what = "document's description";
			c.all = true;
			break;
		case IC_FIELD_AUTHOR:
		case IC_FIELD_RECIPIENTS:
		case IC_FIELD_TITLE:
			c.all = true;
			break;
		default:
			break;
		}
		fn(user, &c);
	}
}

void ic_plan_each_cell(const struct ic_plan *plan, size_t document,
    ic_cell_fn *fn, void *user)
{
	const struct ic_spec *s = plan->spec;
	const struct ic_plan_document *d = &plan->documents[document];
	bool seen[IC_SPEC_CODES_MAX] = { false };
	struct ic_cell c = { .redaction = UINT32_MAX, .place = d->spec->place };

	for (uint32_t i = 0; i < d->nregions; i++) {
		uint32_t k = d->regions[i].redaction;

		if (!s->redactions[k].old_legend) {
			each_of_redaction(s, k, seen, fn, user);
		}
	}
	for (const struct ic_gone *g = d->gone; g; g = g->next) {
		c.redaction = g->redaction;
		c.place = s->redactions[g->redaction].place;
		c.all = true;
		TELL("id", s->redactions[g->redaction].id);
	}
	c = (struct ic_cell){ .redaction = UINT32_MAX,
		.place = d->spec->place };
	for (size_t i = 0; i < plan->nvolumes; i++) {
		TELL("name of a volume", plan->volumes[i]);
	}
	each_field(d, fn, user);
	TELL("legend", d->legend.text);
	TELL(PREFIX, s->prefixes.name[d->first.prefix]);
	TELL(COURT, s->logs.court);
	TELL(MATTER, s->matter);
#undef TELL
}

struct seek {
	uint32_t left;
	bool found;
	struct ic_plan_cell *out;
};

static void seek_cell(void *user, const struct ic_cell *c)
{
	struct seek *s = user;

	if (s->left-- == 0) {
		*s->out = (struct ic_plan_cell){ c->redaction, c->what,
			strcmp(c->what, PREFIX) == 0,
			strcmp(c->what, COURT) == 0 ||
			    strcmp(c->what, MATTER) == 0,
			c->place };
		s->found = true;
	}
}

bool ic_plan_cell(const struct ic_plan *plan, size_t document, uint32_t cell,
    struct ic_plan_cell *out)
{
	struct seek s = { .left = cell, .out = out };

	ic_plan_each_cell(plan, document, seek_cell, &s);
	return s.found;
}
