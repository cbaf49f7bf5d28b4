/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which redactions each row of the rulings met, and what stays open. */
#include <string.h>

#include "print_priv.h"

#define ROWS_PRINTED 50
#define INDENT 2
#define LINE_COLUMNS 79

/* Words that wrap, each line of them as far in as the first. */
struct wrap {
	size_t column, indent;
	bool begun;
};

static void put(struct wrap *w, const char *text)
{
	size_t n = ic_print_columns(text);

	if (w->begun && w->column + 2 + n > LINE_COLUMNS) {
		printf(",\n%*s", (int)w->indent, "");
		w->column = w->indent;
	} else if (w->begun) {
		fputs(", ", stdout);
		w->column += 2;
	}
	ic_print_visible(stdout, text);
	w->column += n;
	w->begun = true;
}

static void print_row(const struct ic_run *run, size_t i)
{
	const struct ic_ruling *row = &run->spec.rulings[i];
	const struct ic_plan_ruling *p = &run->plan.rulings[i];
	char order[64] = "";
	struct wrap w = { 0 };
	int n;

	if (row->order.ecf) {
		snprintf(order, sizeof(order), "ECF %s", row->order.ecf);
	}
	n = printf("%*srow %-5lu  %-9s  %-10s  ", INDENT, "",
	    (unsigned long)row->place.line, ic_status_word(row->word), order);
	w.column = w.indent = n > 0 ? (size_t)n : 0;
	for (uint32_t k = 0; k < p->nmet; k++) {
		put(&w, run->plan.ids[p->met[k]]);
	}
	putchar('\n');
}

static void print_unruled(const struct ic_spec *s, bool all)
{
	size_t n = all || s->nunruled <= ROWS_PRINTED ? s->nunruled
						      : ROWS_PRINTED;
	struct wrap w = { INDENT, INDENT, false };
	char row[16];

	if (s->nunruled == 0) {
		return;
	}
	ic_print_counted(stdout, s->nunruled, "row");
	printf(" without a ruling, passed over:\n%*s", INDENT, "");
	for (size_t i = 0; i < n; i++) {
		snprintf(row, sizeof(row), "%lu", (unsigned long)s->unruled[i]);
		put(&w, row);
	}
	if (n < s->nunruled) {
		put(&w, "...");
	}
	putchar('\n');
}

typedef bool wanted_fn(enum ic_status s);

static bool is_denied(enum ic_status s)
{
	return s == IC_STATUS_DENIED;
}

/* "3 redactions SAY:" and their ids. */
static void print_ids(const struct ic_run *run, wanted_fn *wanted,
    const char *say, bool all)
{
	const struct ic_spec *s = &run->spec;
	struct wrap w = { INDENT, INDENT, false };
	size_t n = 0, shown = 0;

	for (size_t i = 0; i < s->nredactions; i++) {
		n += wanted(s->redactions[i].status);
	}
	if (n == 0) {
		return;
	}
	ic_print_counted(stdout, n, "redaction");
	printf(" %s:\n%*s", say, INDENT, "");
	for (size_t i = 0; i < s->nredactions; i++) {
		if (!wanted(s->redactions[i].status)) {
			continue;
		}
		if (!all && shown == ROWS_PRINTED) {
			put(&w, "...");
			break;
		}
		put(&w, run->plan.ids[i]);
		shown++;
	}
	putchar('\n');
}

void ic_table_rulings(const struct ic_run *run, bool all)
{
	const struct ic_spec *s = &run->spec;
	size_t n = all || s->nrulings <= ROWS_PRINTED ? s->nrulings
						      : ROWS_PRINTED;

	if (!s->has_rulings) {
		return;
	}
	ic_print_counted(stdout, s->nrulings, "ruling");
	fputs(" in ", stdout);
	ic_print_visible(stdout, s->sources[2]->name);
	putchar('\n');
	for (size_t i = 0; i < n; i++) {
		print_row(run, i);
	}
	if (n < s->nrulings) {
		printf("%*sand %zu more: -v shows all\n", INDENT, "",
		    s->nrulings - n);
	}
	print_unruled(s, all);
	print_ids(run, ic_status_open,
	    "still open, burned without an agreement or a ruling", all);
	print_ids(run, is_denied,
	    run->plan.lift_denied
		? "denied, NOT burned (--lift-denied)"
		: "denied, burned all the same (--lift-denied uncovers them)",
	    all);
}
