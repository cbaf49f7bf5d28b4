/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/table.h"

#include <string.h>

#include "core/csvwrite.h"

static const char *const words[] = {
#define IC_X(name, word) word,
	IC_FORMATS(IC_X)
#undef IC_X
};

const char *ic_format_word(enum ic_format f)
{
	return f < IC_FORMAT_COUNT ? words[f] : "";
}

bool ic_format_parse(const char *word, enum ic_format *out)
{
	for (unsigned i = 0; i < IC_FORMAT_COUNT; i++) {
		if (strcmp(words[i], word) == 0) {
			*out = (enum ic_format)i;
			return true;
		}
	}
	return false;
}

static const char *copy(struct ic_table *t, const char *text)
{
	char *p = ic_arena_strdup(&t->arena, text ? text : "");

	t->starved |= !p;
	return p ? p : "";
}

void ic_table_begin(struct ic_table *t, const char *title)
{
	t->title = copy(t, title);
}

static void add_line(struct ic_table *t, struct ic_table_lines *to,
    const char *text)
{
	struct ic_table_line *line;

	if (!text || !*text) {
		return;
	}
	line = ic_arena_alloc(&t->arena, 1, sizeof(*line));
	if (!line) {
		t->starved = true;
		return;
	}
	line->text = copy(t, text);
	if (to->last) {
		to->last->next = line;
	} else {
		to->first = line;
	}
	to->last = line;
}

void ic_table_head(struct ic_table *t, const char *text)
{
	add_line(t, &t->heads, text);
}

void ic_table_caption(struct ic_table *t, const char *text)
{
	add_line(t, &t->captions, text);
}

void ic_table_note(struct ic_table *t, const char *text)
{
	add_line(t, &t->notes, text);
}

void ic_table_columns(struct ic_table *t, const struct ic_table_column *columns,
    size_t n, size_t keys)
{
	n = n < IC_TABLE_COLUMNS_MAX ? n : IC_TABLE_COLUMNS_MAX;
	memcpy(t->columns, columns, n * sizeof(*columns));
	t->ncolumns = n;
	t->keys = keys;
}

/* Rows repeat their codes, bases and sums: one copy serves neighbours. */
static const char *cell(struct ic_table *t, const char *text, size_t column)
{
	const char *above = t->last ? t->last->cell[column] : "";

	text = text ? text : "";
	return strcmp(above, text) == 0 ? above : copy(t, text);
}

void ic_table_row(struct ic_table *t, const char *const *cells)
{
	struct ic_table_row *row = ic_arena_alloc(&t->arena, 1, sizeof(*row));
	const char **own = ic_arena_alloc(&t->arena, t->ncolumns, sizeof(*own));

	if (!row || !own) {
		t->starved = true;
		return;
	}
	for (size_t i = 0; i < t->ncolumns; i++) {
		own[i] = cell(t, cells[i], i);
	}
	row->cell = own;
	if (t->last) {
		t->last->next = row;
	} else {
		t->rows = row;
	}
	t->last = row;
	t->nrows++;
}

/* In code points, which is what a page has room for, nearly. */
static unsigned length(const char *text)
{
	unsigned n = 0;

	for (; *text && n < UINT16_MAX; text++) {
		n += ((unsigned char)*text & 0xc0) != 0x80;
	}
	return n;
}

unsigned ic_table_width(const struct ic_table *t, size_t column, bool *whole)
{
	const struct ic_table_column *c = &t->columns[column];
	unsigned longest = c->width, n;

	for (const struct ic_table_row *r = t->rows; c->whole && r;
	     r = r->next) {
		n = length(r->cell[column]);
		longest = n > longest ? n : longest;
	}
	if (whole) {
		*whole = c->whole && longest <= IC_TABLE_WHOLE_MAX;
	}
	return longest <= IC_TABLE_WHOLE_MAX || !c->whole ? longest
							  : IC_TABLE_WHOLE_MAX;
}

bool ic_table_check(const struct ic_table *t, const char *what,
    struct ic_error *err)
{
	return !t->starved ||
	    ic_fail(err, IC_EENV, "%s is too long for this machine's memory",
		what);
}

bool ic_table_csv(const struct ic_table *t, struct ic_buf *out)
{
	const char *names[IC_TABLE_COLUMNS_MAX];

	for (size_t i = 0; i < t->ncolumns; i++) {
		names[i] = t->columns[i].name;
	}
	ic_csv_begin(out);
	ic_csv_row(out, names, t->ncolumns);
	for (const struct ic_table_row *r = t->rows; r; r = r->next) {
		ic_csv_row(out, r->cell, t->ncolumns);
	}
	for (const struct ic_table_line *l = t->notes.first; l; l = l->next) {
		ic_csv_row(out, &l->text, 1);
	}
	return !out->failed;
}

void ic_table_finish(struct ic_table *t)
{
	if (t) {
		ic_arena_finish(&t->arena);
		*t = (struct ic_table){ 0 };
	}
}
