/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which redactions a row of rulings names, and the box that is new. */
#include <string.h>
#include <strings.h>

#include "core/lines.h"
#include "spec_rulings.h"

/* A log puts an apostrophe before what a spreadsheet would run. */
static void take_id(struct ic_ruling_reader *u)
{
	const char *text = ic_ruling_cell(u, IC_R_ID), *fault;

	if (!text) {
		return;
	}
	if (text[0] == '\'' && text[1] && strchr("=+-@", text[1])) {
		text++;
	}
	fault = ic_id_fault(text);
	if (fault) {
		ic_ruling_wrong(u, IC_R_ID, fault);
	} else {
		u->now->id = ic_ruling_keep(u, text);
	}
}

/* Ranges of a cell into u->list. */
static bool parse_bates(struct ic_ruling_reader *u, size_t column,
    const char *text)
{
	struct ic_error err = { 0 };

	if (!u->r->spec->prefixes.n) {
		u->ok = false; /* that was said */
		return false;
	}
	/* Text that slipped into the column is not quoted. */
	if (!strpbrk(text, "0123456789")) {
		ic_ruling_wrong(u, column,
		    "this is no Bates number: write prefix and digits");
		return false;
	}
	if (!ic_bates_parse_list(&u->r->spec->prefixes, text, &u->list, &err)) {
		ic_ruling_wrong(u, column, err.msg);
		return false;
	}
	return true;
}

static void take_bates(struct ic_ruling_reader *u)
{
	const char *text = ic_ruling_cell(u, IC_R_BATES);
	struct ic_bates_range *copy;

	if (!text || !parse_bates(u, IC_R_BATES, text)) {
		return;
	}
	copy = ic_arena_alloc(&u->r->spec->arena, u->list.n, sizeof *copy);
	if (!copy) {
		ic_error_memory(u->r);
		u->ok = false;
		return;
	}
	memcpy(copy, u->list.at, u->list.n * sizeof *copy);
	u->now->bates = copy;
	u->now->nbates = (uint32_t)u->list.n;
}

/* A file of the spec, or the range of a document. */
static void take_document(struct ic_ruling_reader *u)
{
	static const char say[] = "no document has this file, and it is no "
				  "Bates range: write it as \"documents\" does";
	const char *text = ic_ruling_cell(u, IC_R_DOCUMENT);
	struct ic_error err = { 0 };
	char *name;
	uint32_t i;

	if (!text) {
		return;
	}
	name = ic_plain_name(u->r, text);
	i = name ? ic_index_find(&u->r->by_file, name) : IC_INDEX_NONE;
	if (i != IC_INDEX_NONE) {
		u->now->document = i + 1;
	} else if (strpbrk(text, "0123456789") && u->r->spec->prefixes.n &&
	    ic_bates_parse_list(&u->r->spec->prefixes, text, &u->list, &err) &&
	    u->list.n == 1) {
		u->now->of = u->list.at[0];
		u->now->has_of = true;
	} else {
		ic_ruling_wrong(u, IC_R_DOCUMENT, say);
	}
}

/* All codes of the cell, which commas or semicolons part. */
static void take_codes(struct ic_ruling_reader *u)
{
	char *text = ic_ruling_cell(u, IC_R_CODE), *rest = NULL;
	uint16_t *codes;

	if (!text) {
		return;
	}
	codes = ic_arena_alloc(&u->r->spec->arena, IC_SPEC_CODES_OF_ONE_MAX,
	    sizeof *codes);
	if (!codes) {
		ic_error_memory(u->r);
		u->ok = false;
		return;
	}
	u->now->codes = codes;
	for (char *one = strtok_r(text, ",;", &rest); one;
	     one = strtok_r(NULL, ",;", &rest)) {
		size_t n;
		uint32_t i;

		one += strspn(one, " ");
		for (n = strlen(one); n && one[n - 1] == ' '; n--) {
			one[n - 1] = '\0';
		}
		i = ic_index_find(&u->r->by_code, one);
		if (i == IC_INDEX_NONE ||
		    u->now->ncodes == IC_SPEC_CODES_OF_ONE_MAX) {
			ic_ruling_wrong(u, IC_R_CODE,
			    "\"codes\" declares no such code");
			return;
		}
		codes[u->now->ncodes++] = (uint16_t)i;
	}
}

static bool take_side(struct ic_ruling_reader *u, size_t column, int32_t *out)
{
	const char *text = ic_ruling_cell(u, column);
	enum ic_number kind;
	int64_t v = 0;

	if (!text) {
		ic_ruling_wrong(u, column,
		    "a box has four numbers, or its first is whole: one is "
		    "missing");
		return false;
	}
	kind = ic_number_parse(text, strlen(text), &v);
	if (kind != IC_NUMBER_OK) {
		ic_grid_error(&u->s, column, "\"%s\" %s",
		    ic_ruling_columns[column].name, ic_number_fault(kind));
		u->ok = false;
		return false;
	}
	if (!ic_unit_mpt(u->r->spec->unit, v, out)) {
		ic_ruling_wrong(u, column,
		    "the number is larger than any page");
		return false;
	}
	return true;
}

static bool any_cell(struct ic_ruling_reader *u, size_t first, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (ic_ruling_cell(u, first + i)) {
			return true;
		}
	}
	return false;
}

/* The four cells from `first` on. */
static void take_box(struct ic_ruling_reader *u, size_t first, bool *has,
    bool *whole, struct ic_rect *out)
{
	const char *text = ic_ruling_cell(u, first);
	int32_t v[4] = { 0 };
	bool ok = true;

	if (!any_cell(u, first, 4)) {
		return;
	}
	*has = true;
	*whole = text && strcasecmp(text, "whole") == 0;
	if (*whole) {
		if (any_cell(u, first + 1, 3)) {
			ic_ruling_wrong(u, first,
			    "where this is whole, the three cells beside it "
			    "must be empty");
		}
		return;
	}
	for (size_t i = 0; i < 4; i++) {
		ok = take_side(u, first + i, &v[i]) && ok;
	}
	if (ok && (v[0] >= v[2] || v[1] >= v[3])) {
		ic_ruling_wrong(u, first,
		    "the box is inverted or empty: write left, top, right, "
		    "bottom, counted from the top left corner of the page");
	}
	*out = (struct ic_rect){ v[0], v[1], v[2], v[3] };
}

static const char *take_lines(struct ic_ruling_reader *u)
{
	const char *text = ic_ruling_cell(u, IC_R_LINES);
	char out[IC_LINES_MAX];

	if (text && !ic_lines_parse(text, out)) {
		ic_ruling_wrong(u, IC_R_LINES, IC_LINES_FAULT);
		return NULL;
	}
	return text ? ic_ruling_keep(u, out) : NULL;
}

void ic_ruling_select(struct ic_ruling_reader *u)
{
	struct ic_ruling *n = u->now;
	const char *category = ic_ruling_cell(u, IC_R_CATEGORY);

	take_id(u);
	take_bates(u);
	take_document(u);
	take_codes(u);
	n->category = category ? ic_ruling_keep(u, category) : NULL;
	take_box(u, IC_R_X0, &n->has_box, &n->box_whole, &n->box);
	take_box(u, IC_R_NX0, &n->has_new, &n->new_whole, &n->new_box);
	n->lines = take_lines(u);
}
