/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What audit prints: a heading a document, below it what was found, worst
 * first, a line a place; at the end what to do, once a kind, and the counts.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ops/audit.h"
#include "print_priv.h"

#define WIDTH_PIPED 80
#define WIDTH_MOST 110 /* longer lines are hard to read */
#define SEVERITY_COLUMNS 9
#define PAGE_COLUMNS 9
#define WHERE_COLUMNS 13
#define TODO_COLUMNS 26
#define PLACES_SHOWN 8 /* of one kind, unless verbose */
#define CLEAN_NAMED 12 /* documents without a finding, unless verbose */

struct table {
	const struct ic_audited *a;
	bool quiet, verbose, words;
	size_t width;
	size_t of_kind[IC_FINDING_KIND_COUNT];
	uint32_t worst[IC_FINDING_KIND_COUNT]; /* severity */
};

/* Findings of one document that are one severity and kind. */
struct group {
	const struct ic_finding_item *const *at;
	size_t n;
};

static enum ic_ink ink_of(uint32_t severity)
{
	return severity == IC_SEVERITY_ERROR  ? IC_INK_RED
	    : severity == IC_SEVERITY_WARNING ? IC_INK_YELLOW
					      : IC_INK_PLAIN;
}

static void ink(enum ic_ink i)
{
	if (i != IC_INK_PLAIN) {
		fputs(ic_terminal_ink(stdout, i), stdout);
	}
}

static void ink_end(enum ic_ink i)
{
	if (i != IC_INK_PLAIN) {
		fputs(ic_terminal_ink(stdout, IC_INK_PLAIN), stdout);
	}
}

static void blanks(size_t n)
{
	printf("%*s", (int)n, "");
}

/* Words from column `at`, wrapped below `indent`; the column they end at. */
static size_t put_wrapped(const struct table *t, const char *text, size_t at,
    size_t indent)
{
	bool begun = false;

	while (*text) {
		size_t n = strcspn(text, " ");
		struct ic_buf word = { 0 };
		size_t columns;

		ic_buf_add(&word, text, n);
		columns = ic_print_columns(ic_buf_str(&word));
		if (begun && at + 1 + columns > t->width) {
			putchar('\n');
			blanks(indent);
			at = indent;
		} else if (begun) {
			putchar(' ');
			at++;
		}
		ic_print_visible(stdout, ic_buf_str(&word));
		ic_buf_finish(&word);
		at += columns;
		begun = true;
		text += n + strspn(text + n, " ");
	}
	return at;
}

/* "top left" of its page, in thirds; "" if it has no place. */
static const char *where_word(const struct ic_findings *l,
    const struct ic_finding_item *f)
{
	static const char *const words[3][3] = { { "top left", "top",
						     "top right" },
		{ "left", "middle", "right" },
		{ "bottom left", "bottom", "bottom right" } };
	struct ic_size size;
	int64_t x, y;

	if (f->page >= l->npages || ic_rect_is_empty(f->rect)) {
		return "";
	}
	size = l->pages[f->page];
	x = ((int64_t)f->rect.x0 + f->rect.x1) / 2;
	y = ((int64_t)f->rect.y0 + f->rect.y1) / 2;
	if (x < 0 || y < 0 || x >= size.w || y >= size.h) {
		return "off the page";
	}
	return words[3 * y / size.h][3 * x / size.w];
}

static int32_t points(int32_t milli)
{
	return (milli + (milli < 0 ? -IC_MPT / 2 : IC_MPT / 2)) / IC_MPT;
}

static void add_points(struct ic_buf *b, struct ic_rect r)
{
	if (!ic_rect_is_empty(r)) {
		ic_buf_printf(b,
		    "[%" PRId32 ", %" PRId32 ", %" PRId32 ", %" PRId32 "] pt",
		    points(r.x0), points(r.y0), points(r.x1), points(r.y1));
	}
}

static void add_part(struct ic_buf *b, const char *part)
{
	if (*part) {
		ic_buf_puts(b, b->len ? "; " : "");
		ic_buf_puts(b, part);
	}
}

/* Of an identifier the last characters; words that are covered if asked. */
static void add_text(const struct table *t, struct ic_buf *b,
    const struct ic_finding_item *f)
{
	bool privacy = ic_finding_group_of(f->kind) == IC_FINDING_GROUP_PRIVACY;

	if (!*f->text || (!privacy && !t->words)) {
		return;
	}
	ic_buf_puts(b, b->len ? "; " : "");
	ic_buf_printf(b, privacy ? "ends in %s" : "'%s'", f->text);
}

static void print_place(const struct table *t, const struct ic_findings *l,
    const struct ic_finding_item *f)
{
	const size_t indent = 2 + SEVERITY_COLUMNS + PAGE_COLUMNS +
	    WHERE_COLUMNS;
	struct ic_buf b = { 0 }, more = { 0 };
	char page[24] = "file";

	if (f->page != IC_FINDING_NO_PAGE) {
		snprintf(page, sizeof(page), "p. %" PRIu32, f->page + 1);
	}
	add_points(&b, f->rect);
	ic_finding_more(f, &more);
	add_part(&b, ic_buf_str(&more));
	add_text(t, &b, f);
	blanks(2 + SEVERITY_COLUMNS);
	if (b.len) {
		printf("%-*s%-*s", PAGE_COLUMNS, page, WHERE_COLUMNS,
		    where_word(l, f));
	} else {
		fputs(page, stdout);
	}
	put_wrapped(t, ic_buf_str(&b), indent, indent);
	putchar('\n');
	ic_buf_finish(&b);
	ic_buf_finish(&more);
}

/* "and 14 more, to p. 88" */
static void print_folded(const struct group *g)
{
	const struct ic_finding_item *last = g->at[g->n - 1];

	blanks(2 + SEVERITY_COLUMNS);
	printf("and %zu more", g->n - PLACES_SHOWN);
	if (last->page != IC_FINDING_NO_PAGE) {
		printf(", as far as p. %" PRIu32, last->page + 1);
	}
	puts(" (-v shows them)");
}

static void print_group(const struct table *t, const struct ic_findings *l,
    const struct group *g)
{
	const struct ic_finding_item *f = g->at[0];
	const char *severity = ic_severity_word(f->severity);
	struct ic_buf b = { 0 };
	size_t shown = t->verbose || g->n <= PLACES_SHOWN + 1 ? g->n
							      : PLACES_SHOWN;

	fputs("  ", stdout);
	ink(ink_of(f->severity));
	fputs(severity, stdout);
	ink_end(ink_of(f->severity));
	blanks(SEVERITY_COLUMNS - strlen(severity));
	ic_buf_printf(&b, "%s (%s)", ic_finding_what(f->kind),
	    ic_finding_word(f->kind));
	put_wrapped(t, ic_buf_str(&b), 2 + SEVERITY_COLUMNS,
	    2 + SEVERITY_COLUMNS);
	putchar('\n');
	for (size_t i = 0; i < shown; i++) {
		print_place(t, l, g->at[i]);
	}
	if (shown < g->n) {
		print_folded(g);
	}
	ic_buf_finish(&b);
}

static int by_severity(const void *a, const void *b)
{
	const struct ic_finding_item *x = *(
	    const struct ic_finding_item *const *)a;
	const struct ic_finding_item *y = *(
	    const struct ic_finding_item *const *)b;

	if (x->severity != y->severity) {
		return x->severity < y->severity ? -1 : 1;
	}
	if (x->kind != y->kind) {
		return x->kind < y->kind ? -1 : 1;
	}
	return (x > y) - (x < y); /* they are sorted by page */
}

static void print_groups(const struct table *t, const struct ic_findings *l)
{
	const struct ic_finding_item **order = calloc((size_t)l->n + 1,
	    sizeof(*order));
	size_t end;

	for (uint32_t i = 0; order && i < l->n; i++) {
		order[i] = &l->at[i];
	}
	if (order) {
		qsort(order, l->n, sizeof(*order), by_severity);
	}
	for (size_t i = 0; order && i < l->n; i = end) {
		for (end = i + 1;
		     end < l->n && order[end]->kind == order[i]->kind &&
		     order[end]->severity == order[i]->severity;
		     end++) {
		}
		if (!t->quiet || order[i]->severity == IC_SEVERITY_ERROR) {
			const struct group g = { order + i, end - i };

			print_group(t, l, &g);
		}
	}
	free(order);
}

/* "3 errors, 1 warning"; "nothing was found" */
static void add_verdict(struct ic_buf *b, const size_t n[IC_SEVERITY_COUNT])
{
	size_t from = b->len;

	for (uint32_t s = 0; s < IC_SEVERITY_COUNT; s++) {
		if (n[s] > 0) {
			ic_buf_printf(b, "%s%zu %s%s",
			    b->len > from ? ", " : "", n[s],
			    ic_severity_word(s), n[s] == 1 ? "" : "s");
		}
	}
	ic_buf_puts(b, b->len > from ? "" : "nothing was found");
}

static uint32_t worst(const size_t n[IC_SEVERITY_COUNT])
{
	uint32_t s = 0;

	while (s < IC_SEVERITY_NOTICE && n[s] == 0) {
		s++;
	}
	return s;
}

static void print_heading(const struct table *t,
    const struct ic_audited_file *f, const size_t n[IC_SEVERITY_COUNT])
{
	struct ic_buf b = { 0 };
	size_t room;

	add_verdict(&b, n);
	room = t->width > b.len + 24 ? t->width - b.len - 20 : 24;
	ink(IC_INK_BOLD);
	ic_print_elided(stdout, f->path, t->verbose ? 0 : room);
	ink_end(IC_INK_BOLD);
	fputs(": ", stdout);
	ink(ink_of(worst(n)));
	fputs(ic_buf_str(&b), stdout);
	ink_end(ink_of(worst(n)));
	if (f->findings.npages > 0) {
		fputs(" (", stdout);
		ic_print_counted(stdout, f->findings.npages, "page");
		putchar(')');
	}
	putchar('\n');
	ic_buf_finish(&b);
}

static void print_file(struct table *t, const struct ic_audited_file *f,
    size_t *clean)
{
	size_t n[IC_SEVERITY_COUNT] = { 0 };

	for (uint32_t i = 0; i < f->findings.n; i++) {
		const struct ic_finding_item *at = &f->findings.at[i];

		n[at->severity]++;
		if (t->of_kind[at->kind]++ == 0 ||
		    at->severity < t->worst[at->kind]) {
			t->worst[at->kind] = at->severity;
		}
	}
	if (t->quiet && n[IC_SEVERITY_ERROR] == 0) {
		return;
	}
	if (f->findings.n == 0 && ++*clean > CLEAN_NAMED && !t->verbose) {
		return;
	}
	print_heading(t, f, n);
	if (f->findings.n > 0) {
		print_groups(t, &f->findings);
		putchar('\n');
	}
}

/* What to do, once a kind, in the order of their worst. */
static void print_todo(const struct table *t)
{
	bool begun = false;

	for (uint32_t s = 0; s < IC_SEVERITY_COUNT; s++) {
		for (uint32_t k = 0; k < IC_FINDING_KIND_COUNT; k++) {
			const char *word = ic_finding_word(k);

			if (t->of_kind[k] == 0 || t->worst[k] != s) {
				continue;
			}
			if (!begun) {
				ink(IC_INK_BOLD);
				fputs("What to do", stdout);
				ink_end(IC_INK_BOLD);
				putchar('\n');
				begun = true;
			}
			printf("  %-*s", TODO_COLUMNS - 2, word);
			put_wrapped(t, ic_finding_todo(k), TODO_COLUMNS,
			    TODO_COLUMNS);
			putchar('\n');
		}
	}
	fputs(begun ? "\n" : "", stdout);
}

static void print_passed(const struct table *t)
{
	const struct ic_audited *a = t->a;

	if (a->others > 0) {
		ic_print_counted(stdout, a->others, "file");
		printf(" %s and %s not looked at.\n",
		    a->others == 1 ? "is no PDF" : "are no PDFs",
		    a->others == 1 ? "was" : "were");
	}
	if (a->links > 0) {
		ic_print_counted(stdout, a->links, "link");
		printf(" to a folder %s not followed.\n",
		    a->links == 1 ? "was" : "were");
	}
	if (a->hidden > 0) {
		ic_print_counted(stdout, a->hidden, "hidden file");
		printf(" or folder%s %s not looked at.\n",
		    a->hidden == 1 ? "" : "s", a->hidden == 1 ? "was" : "were");
	}
}

static void print_end(const struct table *t)
{
	size_t n[IC_SEVERITY_COUNT];
	struct ic_buf b = { 0 };
	uint64_t pages = 0;

	for (uint32_t s = 0; s < IC_SEVERITY_COUNT; s++) {
		n[s] = ic_audited_count(t->a, (enum ic_severity)s);
	}
	for (size_t i = 0; i < t->a->nfiles; i++) {
		pages += t->a->files[i].findings.npages;
	}
	print_passed(t);
	ic_print_counted(stdout, t->a->nfiles, "document");
	fputs(", ", stdout);
	ic_print_counted(stdout, pages, "page");
	fputs(": ", stdout);
	add_verdict(&b, n);
	ink(ink_of(worst(n)));
	fputs(ic_buf_str(&b), stdout);
	ink_end(ink_of(worst(n)));
	puts(".");
	if (n[IC_SEVERITY_ERROR] == 0) {
		puts(IC_AUDIT_LIMIT);
	}
	ic_buf_finish(&b);
}

void ic_table_audit(const struct ic_audited *a, const struct ic_cli *cli)
{
	unsigned width = ic_terminal_width(stdout);
	size_t clean = 0;
	struct table t = { .a = a,
		.quiet = cli->quiet,
		.verbose = cli->verbose,
		.words = cli->options.show && isatty(STDOUT_FILENO),
		.width = width == 0      ? WIDTH_PIPED
		    : width < WIDTH_MOST ? width
					 : WIDTH_MOST };

	for (size_t i = 0; i < a->nfiles; i++) {
		print_file(&t, &a->files[i], &clean);
	}
	if (!t.verbose && clean > CLEAN_NAMED) {
		printf("and %zu more, in which nothing was found "
		       "(-v names them)\n",
		    clean - CLEAN_NAMED);
	}
	if (!t.quiet) {
		print_todo(&t);
	}
	print_end(&t);
}
