/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Words of documents on a terminal, for the person before it. Nothing else of
 * this program prints any.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "print_priv.h"

/* A cite across pages is one line: from its first place to its last. */
struct line {
	const struct ic_shown_place *first, *last;
};

static bool is_cite(const struct ic_run *run, const struct ic_shown_place *x)
{
	const struct ic_redaction *r = &run->spec.redactions[x->redaction];

	return !r->moved && r->address && r->address->kind == IC_ADDRESS_CITE;
}

static bool goes_on(const struct ic_run *run, const struct line *l,
    const struct ic_shown_place *x)
{
	return is_cite(run, x) && x->redaction == l->first->redaction &&
	    x->part == l->first->part;
}

/* By redaction, in the order of the spec, then by part and place. */
static int by_redaction(const void *a, const void *b)
{
	const struct ic_shown_place *x = *(
	    const struct ic_shown_place *const *)a;
	const struct ic_shown_place *y = *(
	    const struct ic_shown_place *const *)b;

	if (x->redaction != y->redaction) {
		return x->redaction < y->redaction ? -1 : 1;
	}
	if (x->part != y->part) {
		return x->part < y->part ? -1 : 1;
	}
	return (x > y) - (x < y); /* they are sorted by page */
}

static void print_pages(const struct ic_run *run, const struct line *l)
{
	char a[IC_BATES_MAX], b[IC_BATES_MAX];

	ic_plan_page_number(&run->plan, l->first->document, l->first->page, a);
	ic_plan_page_number(&run->plan, l->last->document, l->last->page, b);
	fputs(a, stdout);
	if (strcmp(a, b) != 0) {
		printf("-%s", b);
	}
}

static void print_area(const struct ic_run *run, const struct line *l)
{
	const struct ic_redaction *r = &run->spec
					    .redactions[l->first->redaction];
	struct ic_buf b = { 0 };

	if (!r->moved && r->address) {
		ic_address_put_part(r->address, l->first->part, &b);
	}
	fputs(l->first->keep ? "  keeps " : "  ", stdout);
	ic_print_visible(stdout,
	    b.len                 ? ic_buf_str(&b)
		: l->first->whole ? "whole page"
		: l->first->keep  ? "a part"
				  : "box");
	ic_buf_finish(&b);
}

static void print_words(const struct line *l)
{
	const struct ic_shown *a = &l->first->words, *b = &l->last->words;
	const char *last = b->last[0] || l->first == l->last ? b->last
							     : b->first;

	if (a->words == 0 && b->words == 0) {
		fputs(": no words\n", stdout);
		return;
	}
	fputs(": '", stdout);
	ic_print_visible(stdout, a->first);
	if (*last) {
		fputs("' ... '", stdout);
		ic_print_visible(stdout, last);
	}
	fputs("'\n", stdout);
}

void ic_show_places(const struct ic_run *run)
{
	const struct ic_shown_place **order = calloc(run->nshown + 1,
	    sizeof(*order));

	for (size_t i = 0; order && i < run->nshown; i++) {
		order[i] = &run->shown[i];
	}
	if (order) {
		qsort(order, run->nshown, sizeof(*order), by_redaction);
	}
	for (size_t i = 0, k; order && i < run->nshown; i = k) {
		struct line l = { order[i], order[i] };

		for (k = i + 1; k < run->nshown && goes_on(run, &l, order[k]);
		     k++) {
			l.last = order[k];
		}
		fputs("  ", stdout);
		ic_print_visible(stdout, run->plan.ids[l.first->redaction]);
		fputs("  ", stdout);
		print_pages(run, &l);
		print_area(run, &l);
		print_words(&l);
	}
	free(order);
}

bool ic_show_may(const struct ic_cli *cli)
{
	if (!cli->options.show) {
		return true;
	}
	if (cli->json || !isatty(STDOUT_FILENO)) {
		ic_usage_error(cli->command->name,
		    "--show prints words of documents, on a terminal and "
		    "nowhere else: %s",
		    cli->json ? "leave out --json"
			      : "do not send the output to a file or program");
		return false;
	}
	return true;
}
