/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "load_dat.h"
#include "load_day.h"

/*
 * Where an encoding was only tried, a letter may be another one: it is said
 * once, for what goes into lists.
 */
static void warn_foreign(struct ic_dat *t, const char *text,
    struct ic_place place)
{
	if (!t->l.tried || t->said_foreign) {
		return;
	}
	while (*text && (unsigned char)*text < 0x80) {
		text++;
	}
	if (*text) {
		t->said_foreign = true;
		ic_diag_add(t->r->diags, IC_LEVEL_WARNING, place,
		    "the file is not Unicode, so its letters are read as those "
		    "of code page 1252: write encoding: cp1252 if they are");
	}
}

/* All columns of a field in one text, in t->joined. */
static char *join(struct ic_dat *t, unsigned c)
{
	ic_buf_reset(&t->joined);
	for (uint8_t i = 0; i < t->at.n[c]; i++) {
		char *text = ic_load_line(&t->l, t->at.cell[c][i]);

		if (*text) {
			ic_buf_puts(&t->joined, t->joined.len ? "; " : "");
			ic_buf_puts(&t->joined, text);
		}
	}
	return (char *)(uintptr_t)ic_buf_str(&t->joined);
}

/* The first number of what it is attached to; its own is none. */
static const char *take_parent(struct ic_dat *t, const char *text,
    const struct ic_spec_document *d, struct ic_place place)
{
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };
	char number[IC_BATES_MAX] = "";
	const char *kept = NULL;

	if (!ic_bates_parse_list(&t->r->spec->prefixes, text, &list, &err)) {
		ic_error_at(t->r, place,
		    "%s; if the column is of something else, leave it out by "
		    "fields: { parent: none }",
		    err.msg);
	} else if (!d->has_first ||
	    ic_bates_cmp(&list.at[0].first, &d->first) != 0) {
		ic_bates_format(&t->r->spec->prefixes, &list.at[0].first,
		    number);
		kept = ic_arena_strdup(&t->r->spec->arena, number);
	}
	ic_bates_list_finish(&list);
	return kept;
}

static const char *take_date(struct ic_dat *t, const char *text,
    struct ic_place place)
{
	char day[IC_DATE_MAX];
	struct ic_error err = { 0 };

	if (!ic_load_day(text, t->item->days, day, &err)) {
		ic_error_at(t->r, place, "%s", err.msg);
		return NULL;
	}
	return *day ? ic_arena_strdup(&t->r->spec->arena, day) : NULL;
}

static void take_field(struct ic_dat *t, struct ic_spec_document *d,
    enum ic_field_key k)
{
	unsigned c = IC_LOAD_FIELDS + (unsigned)k;
	struct ic_place place = ic_dat_place(t, c);
	char *text = join(t, c);
	const char **to = &d->fields.value[k];

	if (!*text) {
		return;
	}
	warn_foreign(t, text, place);
	if (k == IC_FIELD_PARENT) {
		*to = take_parent(t, text, d, place);
	} else if (k == IC_FIELD_DATE) {
		*to = take_date(t, text, place);
	} else if (t->joined.len > IC_SPEC_TEXT_MAX) {
		ic_diag_add(t->r->diags, IC_LEVEL_WARNING, place,
		    "the \"%s\" is longer than %d bytes and is left out of "
		    "all lists",
		    ic_field_word(k), IC_SPEC_TEXT_MAX);
	} else {
		*to = ic_field_keep(t->r, k, text, place);
	}
}

void ic_dat_fields(struct ic_dat *t, struct ic_spec_document *d)
{
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		take_field(t, d, (enum ic_field_key)k);
	}
}
