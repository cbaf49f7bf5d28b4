/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/served.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "spec_csv.h"

const struct ic_served_form ic_served_sums = { true, 1, 2, { "file", "hash" } };

void ic_served_form_of(const struct ic_table *t, struct ic_served_form *out)
{
	size_t n = t->ncolumns < IC_SERVED_COLUMNS_MAX ? t->ncolumns
						       : IC_SERVED_COLUMNS_MAX;

	*out = (struct ic_served_form){ .keys = (unsigned)t->keys,
		.ncolumns = (unsigned)n };
	for (size_t i = 0; i < n; i++) {
		out->column[i] = t->columns[i].name;
	}
}

/* A row's cells, as far as they have a name, and how many there are. */
struct row {
	const char *cell[IC_SERVED_COLUMNS_MAX];
	size_t ncells, number;
};

struct table {
	struct row *at;
	size_t n, cap;
};

static bool add(struct table *t, const struct row *r)
{
	if (t->n == t->cap) {
		size_t cap = t->cap ? 2 * t->cap : 256;
		void *p = reallocarray(t->at, cap, sizeof(*t->at));

		if (!p) {
			return false;
		}
		t->at = p;
		t->cap = cap;
	}
	t->at[t->n++] = *r;
	return true;
}

enum reading { READ_OK, READ_BAD, READ_STARVED };

static enum reading read_csv(struct ic_buf *text, struct table *t)
{
	struct ic_csv c;
	struct ic_error err = { 0 };
	enum reading out = READ_OK;

	ic_buf_str(text);
	if (!text->data) {
		return READ_OK;
	}
	if (!ic_csv_open(&c, (char *)text->data, text->len, &err)) {
		return READ_BAD;
	}
	while (out == READ_OK && ic_csv_next(&c, &err)) {
		struct row r = { .ncells = c.ncells, .number = c.row };

		for (size_t i = 0; i < IC_SERVED_COLUMNS_MAX; i++) {
			r.cell[i] = i < c.ncells ? c.cell[i] : "";
		}
		out = add(t, &r) ? READ_OK : READ_STARVED;
	}
	ic_csv_close(&c);
	if (out == READ_OK && err.code != IC_OK) {
		out = err.code == IC_EENV ? READ_STARVED : READ_BAD;
	}
	return out;
}

/* "HASH  FILE": the file names the line, so it comes first. */
static enum reading read_sums(struct ic_buf *text, struct table *t)
{
	char *at = (char *)(uintptr_t)ic_buf_str(text), *end;

	if (strlen(at) != text->len) {
		return READ_BAD;
	}
	for (size_t number = 1; *at; at = end, number++) {
		struct row r = { .cell = { at },
			.ncells = 1,
			.number = number };
		char *name;

		end = at + strcspn(at, "\n");
		if (*end) {
			*end++ = '\0';
		}
		name = strstr(at, "  ");
		if (name) {
			*name = '\0';
			r.cell[0] = name + 2;
			r.cell[1] = at;
			r.ncells = 2;
		}
		if (!add(t, &r)) {
			return READ_STARVED;
		}
	}
	return READ_OK;
}

static enum reading read_rows(const struct ic_served_form *form,
    struct ic_buf *text, struct table *t)
{
	return form->sums ? read_sums(text, t) : read_csv(text, t);
}

struct comparison {
	const struct ic_served_form *form;
	struct table have, want;
	const struct row **sorted; /* rows of want by key, then by place */
	size_t *match;             /* of each row of have: of want, or NONE */
	bool *used;                /* each row of want */
	size_t found;
	ic_row_fn *fn;
	void *user;
};

#define NONE SIZE_MAX

static int by_key(const struct row *x, const struct row *y, unsigned keys)
{
	int c = 0;

	for (unsigned i = 0; c == 0 && i < keys; i++) {
		c = strcmp(x->cell[i], y->cell[i]);
	}
	return c;
}

static int by_key_and_place(const void *a, const void *b, void *user)
{
	const struct row *x = *(const struct row *const *)a;
	const struct row *y = *(const struct row *const *)b;
	int c = by_key(x, y, *(const unsigned *)user);

	return c ? c : (x > y) - (x < y);
}

/* The first row of that key that no row has been matched with. */
static size_t match(const struct comparison *c, const struct row *r)
{
	size_t lo = 0, hi = c->want.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (by_key(c->sorted[mid], r, c->form->keys) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	for (; lo < c->want.n && by_key(c->sorted[lo], r, c->form->keys) == 0;
	     lo++) {
		size_t at = (size_t)(c->sorted[lo] - c->want.at);

		if (!c->used[at]) {
			return at;
		}
	}
	return NONE;
}

static void match_all(struct comparison *c)
{
	unsigned keys = c->form->keys;

	for (size_t i = 0; i < c->want.n; i++) {
		c->sorted[i] = &c->want.at[i];
	}
	qsort_r(c->sorted, c->want.n, sizeof(*c->sorted), by_key_and_place,
	    &keys);
	for (size_t i = 0; i < c->have.n; i++) {
		c->match[i] = match(c, &c->have.at[i]);
		if (c->match[i] != NONE) {
			c->used[c->match[i]] = true;
		}
	}
}

static bool tell(struct comparison *c, enum ic_row_fault fault, size_t number,
    size_t of, const char *column)
{
	struct ic_row_finding f = { .fault = fault,
		.row = number,
		.column = column };

	for (unsigned i = 0; of != NONE && i < c->form->keys; i++) {
		f.key[i] = c->want.at[of].cell[i];
	}
	c->found++;
	return c->fn(c->user, &f);
}

static bool tell_cells(struct comparison *c, const struct row *r, size_t of)
{
	const struct row *w = &c->want.at[of];
	bool ok = true;

	if (r->ncells != w->ncells) {
		return tell(c, IC_ROW_CELL, r->number, of, "number of cells");
	}
	for (unsigned i = 0; ok && i < c->form->ncolumns; i++) {
		if (strcmp(r->cell[i], w->cell[i]) != 0) {
			ok = tell(c, IC_ROW_CELL, r->number, of,
			    c->form->column[i]);
		}
	}
	return ok;
}

/*
 * `next` walks the rows that were found, as they are to come: so two that
 * changed places are two findings, and a row too many moves no other.
 */
static bool tell_rows(struct comparison *c)
{
	size_t next = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < c->have.n; i++) {
		const struct row *r = &c->have.at[i];
		size_t of = c->match[i];

		if (of == NONE) {
			ok = tell(c, IC_ROW_ADDED, r->number, NONE, NULL);
			continue;
		}
		while (!c->used[next]) {
			next++;
		}
		ok = (of == next ||
			 tell(c, IC_ROW_MOVED, r->number, of, NULL)) &&
		    tell_cells(c, r, of);
		next++;
	}
	for (size_t i = 0; ok && i < c->want.n; i++) {
		ok = c->used[i] || tell(c, IC_ROW_MISSING, 0, i, NULL);
	}
	return ok;
}

static bool compare(struct comparison *c, struct ic_error *err)
{
	bool ok = false;

	c->sorted = calloc(c->want.n + 1, sizeof(*c->sorted));
	c->match = calloc(c->have.n + 1, sizeof(*c->match));
	c->used = calloc(c->want.n + 1, sizeof(*c->used));
	if (!c->sorted || !c->match || !c->used) {
		ic_fail(err, IC_EENV, "out of memory");
	} else {
		match_all(c);
		ok = tell_rows(c) &&
		    (c->found || tell(c, IC_ROW_FORM, 0, NONE, NULL));
	}
	free(c->sorted);
	free(c->match);
	free(c->used);
	return ok;
}

bool ic_served_compare(const struct ic_served_form *form, struct ic_buf *have,
    struct ic_buf *want, ic_row_fn *fn, void *user, struct ic_error *err)
{
	struct comparison c = { .form = form, .fn = fn, .user = user };
	enum reading a, b;
	bool ok;

	if (have->len == want->len &&
	    (have->len == 0 ||
		memcmp(have->data, want->data, have->len) == 0)) {
		return true;
	}
	a = read_rows(form, have, &c.have);
	b = read_rows(form, want, &c.want);
	if (a == READ_STARVED || b == READ_STARVED) {
		ok = ic_fail(err, IC_EENV, "out of memory");
	} else if (a == READ_BAD || b == READ_BAD) {
		ok = tell(&c, IC_ROW_TEXT, 0, NONE, NULL);
	} else {
		ok = compare(&c, err);
	}
	free(c.have.at);
	free(c.want.at);
	return ok;
}
