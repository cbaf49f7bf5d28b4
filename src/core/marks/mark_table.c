/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/mark_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "spec_priv.h"

#define NONE SIZE_MAX
#define NAME_MAX_BYTES 64
#define DPI_MAX 2400
#define PAGE_MAX 1000000

static const char *const words[] = {
#define IC_X(name, word) word,
	IC_MARK_COLUMNS(IC_X)
#undef IC_X
};

/* Of a name only letters and digits count, without their case. */
static const char *const usual[IC_MARK_COLUMN_COUNT][6] = {
	[IC_MARK_COLUMN_BATES] = { "bates", "batesnumber", "batesno",
	    "pagebates", "begbates" },
	[IC_MARK_COLUMN_FILE] = { "file", "filename", "document" },
	[IC_MARK_COLUMN_PAGE] = { "page", "pagenumber", "pageno", "pagenum" },
	[IC_MARK_COLUMN_X0] = { "x0", "left", "x" },
	[IC_MARK_COLUMN_Y0] = { "y0", "top", "y" },
	[IC_MARK_COLUMN_X1] = { "x1", "right" },
	[IC_MARK_COLUMN_Y1] = { "y1", "bottom" },
	[IC_MARK_COLUMN_W] = { "w", "width" },
	[IC_MARK_COLUMN_H] = { "h", "height" },
	[IC_MARK_COLUMN_CODE] = { "code", "codes", "reason", "tag" },
	[IC_MARK_COLUMN_NOTE] = { "note", "notes", "comment", "comments" },
};

static void plain(const char *name, size_t len, char out[NAME_MAX_BYTES])
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < NAME_MAX_BYTES - 1; i++) {
		char c = name[i];

		c = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (unsigned char)c > 0x7f) {
			out[n++] = c;
		}
	}
	out[n] = '\0';
}

/* The cell of the first row that has this name; NONE. */
static size_t cell_named(const struct ic_load *l, const char *name, size_t len)
{
	char want[NAME_MAX_BYTES], have[NAME_MAX_BYTES];

	plain(name, len, want);
	for (size_t i = 0; i < l->ncells; i++) {
		const char *cell = ic_load_line(l, i);

		plain(cell, strlen(cell), have);
		if (*want && strcmp(want, have) == 0) {
			return i;
		}
	}
	return NONE;
}

static bool word_of(const char *text, size_t len, unsigned *out)
{
	for (unsigned i = 0; i < IC_MARK_COLUMN_COUNT; i++) {
		if (strlen(words[i]) == len &&
		    strncasecmp(words[i], text, len) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* One "x0=Left" of a map, of `len` bytes. */
static bool map_one(struct ic_mark_table *t, const char *text, size_t len,
    struct ic_error *err)
{
	const char *is = memchr(text, '=', len);
	unsigned column;

	if (!is || !word_of(text, (size_t)(is - text), &column)) {
		return ic_fail(err, IC_ESPEC,
		    "--map takes names with their columns, as in "
		    "page=Page,x0=Left: the names are bates, file, page, x0, "
		    "y0, x1, y1, w, h, code and note");
	}
	t->at[column] = cell_named(&t->load, is + 1,
	    len - (size_t)(is + 1 - text));
	return t->at[column] != NONE ||
	    ic_fail(err, IC_ESPEC,
		"--map says a column for %s that the first row does not name",
		words[column]);
}

static bool map_all(struct ic_mark_table *t, const char *map,
    struct ic_error *err)
{
	for (const char *at = map;;) {
		size_t len = strcspn(at, ",");

		if (!map_one(t, at, len, err)) {
			return false;
		}
		if (!at[len]) {
			return true;
		}
		at += len + 1;
	}
}

/* What a map does not say, by the names that are usual. */
static void find_usual(struct ic_mark_table *t)
{
	for (unsigned i = 0; i < IC_MARK_COLUMN_COUNT; i++) {
		for (unsigned k = 0; k < 6 && usual[i][k] && t->at[i] == NONE;
		     k++) {
			t->at[i] = cell_named(&t->load, usual[i][k],
			    strlen(usual[i][k]));
		}
	}
}

static bool has(const struct ic_mark_table *t, enum ic_mark_column c)
{
	return t->at[c] != NONE;
}

static bool columns_suffice(const struct ic_mark_table *t, struct ic_error *err)
{
	if (!has(t, IC_MARK_COLUMN_BATES) && !has(t, IC_MARK_COLUMN_PAGE)) {
		return ic_fail(err, IC_ESPEC,
		    "the first row names no column for the Bates number or "
		    "the page: say which it is, as by --map bates=...");
	}
	if (!has(t, IC_MARK_COLUMN_X0) || !has(t, IC_MARK_COLUMN_Y0)) {
		return ic_fail(err, IC_ESPEC,
		    "the first row names no columns for the left and the top "
		    "of a box: say which they are, as by --map x0=...,y0=...");
	}
	if ((!has(t, IC_MARK_COLUMN_X1) && !has(t, IC_MARK_COLUMN_W)) ||
	    (!has(t, IC_MARK_COLUMN_Y1) && !has(t, IC_MARK_COLUMN_H))) {
		return ic_fail(err, IC_ESPEC,
		    "the first row names no columns for the right and the "
		    "bottom of a box, nor for its width and height: say which "
		    "they are, as by --map x1=...,y1=...");
	}
	return true;
}

static bool set_units(struct ic_mark_table *t, const char *units,
    struct ic_error *err)
{
	uint64_t dpi;

	t->times = 1;
	t->by = 1000;
	if (!units || strcmp(units, "pt") == 0) {
		return true;
	}
	if (strcmp(units, "in") == 0) {
		t->times = 72;
	} else if (strcmp(units, "mm") == 0) {
		t->times = 720;
		t->by = 254000;
	} else if (strcmp(units, "cm") == 0) {
		t->times = 7200;
		t->by = 254000;
	} else if (strncmp(units, "px:", 3) == 0 &&
	    ic_integer_parse(units + 3, strlen(units + 3), DPI_MAX, &dpi) &&
	    dpi > 0) {
		t->times = 72;
		t->by = 1000 * (int64_t)dpi;
	} else {
		return ic_fail(err, IC_ESPEC,
		    "--units takes pt, in, mm, cm, or px: and the pixels of an "
		    "inch, as px:300");
	}
	return true;
}

static bool set_rest(struct ic_mark_table *t, const struct ic_mark_ask *ask,
    struct ic_error *err)
{
	t->from_bottom = ask->origin && strcmp(ask->origin, "bottom-left") == 0;
	if (ask->origin && !t->from_bottom &&
	    strcmp(ask->origin, "top-left") != 0) {
		return ic_fail(err, IC_ESPEC,
		    "--origin takes top-left or bottom-left");
	}
	t->base = ask->page_base && strcmp(ask->page_base, "0") == 0 ? 0 : 1;
	if (ask->page_base && t->base && strcmp(ask->page_base, "1") != 0) {
		return ic_fail(err, IC_ESPEC,
		    "--page-base takes 0 or 1: the number that the tool gives "
		    "to a first page");
	}
	return true;
}

bool ic_mark_table_open(struct ic_mark_table *t, char *text, size_t len,
    const struct ic_mark_ask *ask, struct ic_error *err)
{
	*t = (struct ic_mark_table){ 0 };
	for (unsigned i = 0; i < IC_MARK_COLUMN_COUNT; i++) {
		t->at[i] = NONE;
	}
	if (!ic_load_open(&t->load, text, len, IC_CHARSET_FIND, false, err) ||
	    !set_units(t, ask->units, err) || !set_rest(t, ask, err)) {
		return false;
	}
	t->load.loose = true;
	if (ask->map && !map_all(t, ask->map, err)) {
		return false;
	}
	find_usual(t);
	return columns_suffice(t, err);
}

static const char *cell(const struct ic_mark_table *t, enum ic_mark_column c)
{
	return has(t, c) ? ic_load_line(&t->load, t->at[c]) : "";
}

static bool wrong(const struct ic_mark_table *t, enum ic_mark_column c,
    struct ic_error *err, const char *what)
{
	return ic_fail(err, IC_ESPEC, "row %lu: the cell for \"%s\" %s",
	    (unsigned long)t->load.row, words[c], what);
}

static bool side(const struct ic_mark_table *t, enum ic_mark_column c,
    int64_t *out, struct ic_error *err)
{
	const char *text = cell(t, c);
	int64_t v;
	enum ic_number kind = ic_number_parse(text, strlen(text), &v);

	if (*text == '\0') {
		return wrong(t, c, err, "is empty");
	}
	if (kind != IC_NUMBER_OK) {
		return wrong(t, c, err, ic_number_fault(kind));
	}
	if (llabs(v) > (int64_t)IC_MPT_MAX * 1000) {
		return wrong(t, c, err, "is larger than any page");
	}
	v *= t->times;
	*out = (v + (v < 0 ? -t->by : t->by) / 2) / t->by;
	return llabs(*out) <= IC_MPT_MAX ||
	    wrong(t, c, err, "is larger than any page");
}

/* From one side to the other, whichever was written first. */
static bool span(const struct ic_mark_table *t, enum ic_mark_column from,
    enum ic_mark_column to, enum ic_mark_column size, int32_t *low,
    int32_t *high, struct ic_error *err)
{
	int64_t a, b;

	if (!side(t, from, &a, err) ||
	    !side(t, has(t, to) ? to : size, &b, err)) {
		return false;
	}
	b += has(t, to) ? 0 : a;
	if (llabs(b) > IC_MPT_MAX) {
		return wrong(t, size, err, "leads off any page");
	}
	if (a == b) {
		return wrong(t, has(t, to) ? to : size, err,
		    "leaves the box without a size");
	}
	*low = (int32_t)(a < b ? a : b);
	*high = (int32_t)(a < b ? b : a);
	return true;
}

/* Spreadsheets make a date of 2-3. */
static bool read_page(const struct ic_mark_table *t, struct ic_mark_line *out,
    struct ic_error *err)
{
	const char *text = cell(t, IC_MARK_COLUMN_PAGE);
	uint64_t v;

	out->has_page = *text != '\0';
	if (!out->has_page) {
		return true;
	}
	if (strpbrk(text, "/-.")) {
		return wrong(t, IC_MARK_COLUMN_PAGE, err,
		    "is no page number, but perhaps what a spreadsheet made of "
		    "one: format the column as text");
	}
	if (!ic_integer_parse(text, strlen(text), PAGE_MAX, &v)) {
		return wrong(t, IC_MARK_COLUMN_PAGE, err,
		    "is no page number: if the column has Bates numbers, say "
		    "so with --map bates=, and its name");
	}
	if (v < t->base) {
		return wrong(t, IC_MARK_COLUMN_PAGE, err,
		    "is 0: if the tool counts pages from 0, say --page-base "
		    "0");
	}
	out->page = (uint32_t)v - t->base;
	return true;
}

static bool read_line(const struct ic_mark_table *t, struct ic_mark_line *out,
    struct ic_error *err)
{
	*out = (struct ic_mark_line){ .row = t->load.row,
		.bates = cell(t, IC_MARK_COLUMN_BATES),
		.file = cell(t, IC_MARK_COLUMN_FILE),
		.code = cell(t, IC_MARK_COLUMN_CODE),
		.note = cell(t, IC_MARK_COLUMN_NOTE) };
	if (!read_page(t, out, err)) {
		return false;
	}
	if (*out->bates == '\0' && !out->has_page) {
		return wrong(t,
		    has(t, IC_MARK_COLUMN_BATES) ? IC_MARK_COLUMN_BATES
						 : IC_MARK_COLUMN_PAGE,
		    err, "is empty: it must say which page is marked");
	}
	out->whole = strcasecmp(cell(t, IC_MARK_COLUMN_X0), "whole") == 0;
	return out->whole ||
	    (span(t, IC_MARK_COLUMN_X0, IC_MARK_COLUMN_X1, IC_MARK_COLUMN_W,
		 &out->rect.x0, &out->rect.x1, err) &&
		span(t, IC_MARK_COLUMN_Y0, IC_MARK_COLUMN_Y1, IC_MARK_COLUMN_H,
		    &out->rect.y0, &out->rect.y1, err));
}

bool ic_mark_table_next(struct ic_mark_table *t, struct ic_mark_line *out,
    struct ic_error *err)
{
	struct ic_error broken = { 0 };

	err->code = IC_OK;
	if (ic_load_next(&t->load, &broken)) {
		return read_line(t, out, err);
	}
	if (broken.code == IC_ESPEC) {
		ic_fail(err, IC_ESPEC, "row %lu: %s",
		    (unsigned long)t->load.row, broken.msg);
	} else {
		*err = broken;
	}
	return false;
}

void ic_mark_table_close(struct ic_mark_table *t)
{
	if (t) {
		ic_load_close(&t->load);
		*t = (struct ic_mark_table){ 0 };
	}
}
