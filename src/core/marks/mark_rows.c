/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/mark_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "plan_priv.h"

#define BETWEEN " / " /* two notes that became one */

static int sign(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_page(const struct ic_plan *plan, const struct ic_mark_row *a,
    const struct ic_mark_row *b)
{
	if (a->document != b->document) {
		int c = ic_bates_cmp(&plan->documents[a->document].first,
		    &plan->documents[b->document].first);

		return c ? c : sign((int64_t)a->document, (int64_t)b->document);
	}
	return sign(a->page, b->page);
}

static int by_area(const struct ic_mark_row *a, const struct ic_mark_row *b)
{
	const int64_t d[] = { b->whole - a->whole, a->rect.y0 - b->rect.y0,
		a->rect.x0 - b->rect.x0, a->rect.y1 - b->rect.y1,
		a->rect.x1 - b->rect.x1 };

	for (size_t i = 0; i < sizeof(d) / sizeof(*d); i++) {
		if (d[i]) {
			return sign(d[i], 0);
		}
	}
	return 0;
}

/* What has an id comes before what has none. */
static int by_place(const void *x, const void *y, void *user)
{
	const struct ic_mark_row *a = x, *b = y;
	int c = by_page(user, a, b);

	c = c ? c : by_area(a, b);
	c = c ? c : strcmp(a->codes, b->codes);
	c = c ? c : -strcmp(a->id, b->id);
	return c ? c : sign(a->mark, b->mark);
}

/* The end of the note's last whole letter within the limit. */
static size_t cut(const char *text, size_t max)
{
	size_t len = strlen(text), at = 0, end = 0;

	if (len <= max) {
		return len;
	}
	while (at < len) {
		ic_utf8_next(text, len, &at);
		if (at > max) {
			break;
		}
		end = at;
	}
	return end;
}

/* True if a note is one of those that another is joined of. */
static bool has_note(const char *all, const char *one)
{
	size_t n = strlen(one);

	for (const char *t = all; (t = strstr(t, one)) != NULL; t++) {
		bool begins = t == all ||
		    (t - all >= 3 && memcmp(t - 3, BETWEEN, 3) == 0);

		if (begins &&
		    (t[n] == '\0' || strncmp(t + n, BETWEEN, 3) == 0)) {
			return true;
		}
	}
	return false;
}

const char *ic_mark_note_join(struct ic_arena *a, const char *note,
    const char *more)
{
	struct ic_buf b = { 0 };
	const char *out = NULL;

	if (*more == '\0' || has_note(note, more)) {
		return note;
	}
	ic_buf_puts(&b, note);
	ic_buf_puts(&b, *note ? BETWEEN : "");
	ic_buf_puts(&b, more);
	if (!b.failed) {
		const char *all = ic_buf_str(&b);

		out = ic_arena_strndup(a, all, cut(all, IC_MARK_NOTE_MAX));
	}
	ic_buf_finish(&b);
	return out;
}

static bool same_place(const struct ic_plan *plan, const struct ic_mark_row *a,
    const struct ic_mark_row *b)
{
	return by_page(plan, a, b) == 0 && by_area(a, b) == 0;
}

static bool same_id(const struct ic_mark_row *a, const struct ic_mark_row *b)
{
	return *a->id == '\0' || *b->id == '\0' || strcmp(a->id, b->id) == 0;
}

/* Equal rows stand beside each other: they become the first of them. */
static bool join_equal(const struct ic_plan *plan, struct ic_mark_row *rows,
    size_t *n, struct ic_arena *a)
{
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++) {
		struct ic_mark_row *to = kept ? &rows[kept - 1] : NULL;
		const struct ic_mark_row *r = &rows[i];

		if (!to || !same_place(plan, to, r) ||
		    strcmp(to->codes, r->codes) != 0 || !same_id(to, r)) {
			rows[kept++] = *r;
			continue;
		}
		to->note = ic_mark_note_join(a, to->note, r->note);
		to->id = *to->id ? to->id : r->id;
		to->kept = to->kept ? to->kept : r->kept;
		if (!to->note) {
			return false;
		}
	}
	*n = kept;
	return true;
}

static void find_twins(const struct ic_plan *plan, struct ic_mark_row *rows,
    size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (same_place(plan, &rows[i - 1], &rows[i])) {
			rows[i - 1].twin = rows[i].twin = true;
		}
	}
}

struct sorting {
	const struct ic_plan *plan;
	const struct ic_mark_row *rows;
};

/* Those that can become one row beside each other, in the order of pages. */
static int by_id(const void *x, const void *y, void *user)
{
	const struct sorting *s = user;
	size_t i = *(const size_t *)x, k = *(const size_t *)y;
	const struct ic_mark_row *a = &s->rows[i], *b = &s->rows[k];
	int c = strcmp(a->id, b->id);

	c = c ? c : by_area(a, b);
	c = c ? c : strcmp(a->codes, b->codes);
	c = c ? c : strcmp(a->note, b->note);
	c = c ? c : by_page(s->plan, a, b);
	return c ? c : sign((int64_t)i, (int64_t)k);
}

static bool is_family(const struct ic_mark_row *a, const struct ic_mark_row *b)
{
	return by_area(a, b) == 0 && strcmp(a->id, b->id) == 0 &&
	    strcmp(a->codes, b->codes) == 0 && strcmp(a->note, b->note) == 0;
}

static void add_number(const struct ic_plan *plan, const struct ic_mark_row *r,
    struct ic_buf *out)
{
	char number[IC_BATES_MAX];

	ic_plan_page_number(plan, r->document, r->page, number);
	ic_buf_puts(out, number);
}

/* The numbers of n rows, runs of them as ranges. */
static const char *numbers(const struct sorting *s, const size_t *order,
    size_t n, struct ic_arena *a)
{
	struct ic_buf b = { 0 };
	const char *out = NULL;

	for (size_t i = 0, end; i < n; i = end) {
		const struct ic_mark_row *r = &s->rows[order[i]];

		for (end = i + 1; end < n; end++) {
			const struct ic_mark_row *q = &s->rows[order[end]];

			if (q->document != r->document ||
			    q->page != r->page + (end - i)) {
				break;
			}
		}
		ic_buf_puts(&b, i ? ", " : "");
		add_number(s->plan, r, &b);
		if (end - i > 1) {
			ic_buf_putc(&b, '-');
			add_number(s->plan, &s->rows[order[end - 1]], &b);
		}
	}
	if (!b.failed) {
		out = ic_arena_strdup(a, ic_buf_str(&b));
	}
	ic_buf_finish(&b);
	return out;
}

static void count_page(void *user, size_t document, uint32_t page)
{
	size_t *n = user;

	(void)document;
	(void)page;
	(*n)++;
}

/*
 * The numbers of a family. A redaction of which all pages came back has them
 * as the spec writes them: an id that it was not given is derived of that.
 */
static const char *pages_of(const struct sorting *s, const size_t *order,
    size_t n, struct ic_arena *a)
{
	const struct ic_redaction *r = s->rows[order[0]].kept;
	struct ic_buf b = { 0 };
	const char *out = NULL;
	size_t pages = 0;

	if (r) {
		ic_mark_each_page(s->plan, r, count_page, &pages);
	}
	if (pages != n) {
		return numbers(s, order, n, a);
	}
	if (ic_plan_pages_text(s->plan, r, &b)) {
		out = ic_arena_strdup(a, ic_buf_str(&b));
	}
	ic_buf_finish(&b);
	return out;
}

/*
 * Of the rows order[0..n) that share an id, the family that comes first keeps
 * it; those of a family but the first go: their `codes` becomes NULL.
 */
static bool join_id(const struct sorting *s, struct ic_mark_row *rows,
    const size_t *order, size_t n, struct ic_arena *a)
{
	size_t first = 0, from = 0, to = 1;

	for (size_t i = 1; i < n; i++) {
		first = order[i] < order[first] ? i : first;
	}
	for (from = first; from > 0 &&
	     is_family(&rows[order[from - 1]], &rows[order[first]]);) {
		from--;
	}
	for (to = first + 1;
	     to < n && is_family(&rows[order[to]], &rows[order[first]]);) {
		to++;
	}
	for (size_t i = 0; i < n; i++) {
		if (i < from || i >= to) {
			rows[order[i]].id = "";
		} else if (i != from) {
			rows[order[i]].codes = NULL;
		}
	}
	if (to - from > 1) {
		rows[order[from]].bates = pages_of(s, order + from, to - from,
		    a);
		return rows[order[from]].bates != NULL;
	}
	return true;
}

static bool join_ids(const struct ic_plan *plan, struct ic_mark_row *rows,
    size_t *n, struct ic_arena *a)
{
	struct sorting s = { plan, rows };
	size_t *order = reallocarray(NULL, *n + 1, sizeof(*order)), kept = 0;
	bool ok = order != NULL;

	for (size_t i = 0; ok && i < *n; i++) {
		order[i] = i;
	}
	if (ok) {
		qsort_r(order, *n, sizeof(*order), by_id, &s);
	}
	for (size_t i = 0, end; ok && i < *n; i = end) {
		const char *id = rows[order[i]].id;

		for (end = i + 1;
		     end < *n && strcmp(rows[order[end]].id, id) == 0;) {
			end++;
		}
		ok = *id == '\0' || join_id(&s, rows, order + i, end - i, a);
	}
	free(order);
	for (size_t i = 0; ok && i < *n; i++) {
		if (rows[i].codes) {
			rows[kept++] = rows[i];
		}
	}
	*n = ok ? kept : *n;
	return ok;
}

bool ic_mark_rows_join(const struct ic_plan *plan, struct ic_mark_row *rows,
    size_t *n, struct ic_arena *a, struct ic_error *err)
{
	if (*n == 0) {
		return true;
	}
	qsort_r(rows, *n, sizeof(*rows), by_place, (void *)(uintptr_t)plan);
	if (!join_equal(plan, rows, n, a)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	find_twins(plan, rows, *n);
	return join_ids(plan, rows, n, a) ||
	    ic_fail(err, IC_EENV, "out of memory");
}
