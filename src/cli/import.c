/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/import.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/hue.h"
#include "print_priv.h"

/* Marks of one type, colour and author. */
struct sort {
	const struct ic_told_mark *like;
	size_t ends[IC_MARK_END_COUNT];
	const char *why; /* of an undecided one */
};

struct widths {
	size_t what, author;
};

static const char *color_word(const struct ic_told_mark *t)
{
	return t->color == IC_ANNOT_NO_COLOR ? ""
					     : ic_hue_word(ic_hue_of(t->color));
}

static void what_text(const struct ic_told_mark *t, char out[64])
{
	const char *color = color_word(t);

	snprintf(out, 64, "%s%s%s",
	    t->type == IC_ANNOT_TYPE_COUNT ? "row of a CSV"
					   : ic_annot_type_word(t->type),
	    *color ? ", " : "", color);
}

static int by_sort(const void *x, const void *y)
{
	const struct ic_told_mark *a = *(const struct ic_told_mark *const *)x;
	const struct ic_told_mark *b = *(const struct ic_told_mark *const *)y;
	int c = (a->type > b->type) - (a->type < b->type);

	c = c ? c : strcmp(color_word(a), color_word(b));
	c = c ? c : strcmp(a->author, b->author);
	return c ? c : (a > b) - (a < b);
}

static bool is_like(const struct ic_told_mark *a, const struct ic_told_mark *b)
{
	return a->type == b->type &&
	    strcmp(color_word(a), color_word(b)) == 0 &&
	    strcmp(a->author, b->author) == 0;
}

/* The sorts of marks that are no mere comments; their count. */
static size_t sort_marks(const struct ic_imported *i, struct sort *out)
{
	const struct ic_told_mark **order = calloc(i->nmarks + 1,
	    sizeof(*order));
	size_t n = 0;

	if (!order) {
		return 0;
	}
	for (size_t k = 0; k < i->nmarks; k++) {
		order[k] = &i->marks[k];
	}
	qsort(order, i->nmarks, sizeof(*order), by_sort);
	for (size_t k = 0; k < i->nmarks; k++) {
		if (order[k]->end == IC_MARK_WORDS) {
			continue;
		}
		if (n == 0 || !is_like(out[n - 1].like, order[k])) {
			out[n++] = (struct sort){ .like = order[k] };
		}
		out[n - 1].ends[order[k]->end]++;
		if (order[k]->end == IC_MARK_OPEN) {
			out[n - 1].why = order[k]->why;
		}
	}
	free(order);
	return n;
}

static void pad(const char *text, size_t width)
{
	size_t n = ic_print_columns(text);

	ic_print_visible(stdout, text);
	printf("%*s", (int)(n < width ? width - n : 0) + 2, "");
}

static struct widths measure(const struct sort *s, size_t n)
{
	struct widths w = { sizeof("MARK") - 1, sizeof("AUTHOR") - 1 };
	char what[64];

	for (size_t i = 0; i < n; i++) {
		size_t author = ic_print_columns(s[i].like->author);

		what_text(s[i].like, what);
		w.what = strlen(what) > w.what ? strlen(what) : w.what;
		w.author = author > w.author ? author : w.author;
	}
	return w;
}

static void print_count(size_t n, int width)
{
	if (n) {
		printf("%*zu", width, n);
	} else {
		printf("%*s", width, "-");
	}
}

static void print_table(const struct ic_imported *i)
{
	struct sort *s = calloc(i->nmarks + 1, sizeof(*s));
	size_t n = s ? sort_marks(i, s) : 0;
	struct widths w = measure(s, n);
	char what[64];

	if (n) {
		pad("MARK", w.what);
		pad("AUTHOR", w.author);
		puts("TAKEN  NOT TAKEN  UNDECIDED");
	}
	for (size_t k = 0; k < n; k++) {
		what_text(s[k].like, what);
		pad(what, w.what);
		pad(s[k].like->author, w.author);
		print_count(s[k].ends[IC_MARK_TAKEN], 5);
		print_count(s[k].ends[IC_MARK_LEFT], 11);
		print_count(s[k].ends[IC_MARK_OPEN], 11);
		if (s[k].why) {
			printf("  %s", s[k].why);
		}
		putchar('\n');
	}
	free(s);
}

static void print_mark(const struct ic_imported *i,
    const struct ic_told_mark *t)
{
	char what[64];

	what_text(t, what);
	ic_print_visible(stdout, i->files[t->file].path);
	printf(" %s %" PRIu32, t->type == IC_ANNOT_TYPE_COUNT ? "row" : "page",
	    t->page + 1);
	if (*t->number) {
		printf(" (%s)", t->number);
	}
	printf(": %s", what);
	if (*t->author) {
		fputs(", ", stdout);
		ic_print_visible(stdout, t->author);
	}
	printf(": %s", ic_mark_end_word(t->end));
	if (t->rows > 1) {
		printf(", %" PRIu32 " places", t->rows);
	}
	printf("%s%s\n", *t->why ? ": " : "", t->why);
}

static void print_file(const struct ic_marks_file *f)
{
	static const char *const by[IC_FOUND_HOW_COUNT] = {
		[IC_FOUND_BY_SKIPPED] = "skipped",
		[IC_FOUND_BY_SOURCE] = "of a source",
		[IC_FOUND_BY_NAME] = "by name and picture",
		[IC_FOUND_BY_NUMBER] = "by number and picture",
		[IC_FOUND_BY_PICTURE] = "by picture",
		[IC_FOUND_BY_NEIGHBOR] = "by the pages beside"
	};
	size_t n[IC_FOUND_HOW_COUNT] = { 0 };
	const char *between = ": ";

	ic_print_visible(stdout, f->path);
	fputs(": ", stdout);
	ic_print_counted(stdout, f->nmarks,
	    f->kind == IC_MARKS_CSV ? "row" : "mark");
	if (f->kind != IC_MARKS_CSV) {
		fputs(" on ", stdout);
		ic_print_counted(stdout, f->npages, "page");
	}
	for (uint32_t i = 0; i < f->npages; i++) {
		n[f->pages[i].how]++;
	}
	for (unsigned k = 0; k < IC_FOUND_HOW_COUNT; k++) {
		if (n[k] && by[k]) {
			printf("%s%zu %s", between, n[k], by[k]);
			between = ", ";
		}
	}
	putchar('\n');
}

static void print_written(const struct ic_imported *i)
{
	if (!i->decided) {
		printf("Nothing is written while ");
		ic_print_counted(stdout, i->ends[IC_MARK_OPEN], "mark");
		printf(" %s undecided: say with --take or --leave what becomes "
		       "of %s.\n",
		    i->ends[IC_MARK_OPEN] == 1 ? "is" : "are",
		    i->ends[IC_MARK_OPEN] == 1 ? "it" : "them");
		return;
	}
	ic_print_counted(stdout, i->nrows, "redaction");
	if (!i->file) {
		puts("; nothing is written: name a file with -o.");
		return;
	}
	fputs(i->written ? ", written to " : ", as they stand already in ",
	    stdout);
	ic_print_visible(stdout, i->file);
	puts(i->listed ? ", which the spec names."
		       : ", which counts once the spec names it in "
			 "\"redactions_csv\".");
}

static void print_result(const struct ic_cli *cli, const struct ic_imported *i)
{
	for (size_t k = 0; k < i->nfiles; k++) {
		print_file(&i->files[k]);
	}
	for (size_t k = 0; cli->verbose && k < i->nmarks; k++) {
		print_mark(i, &i->marks[k]);
	}
	print_table(i);
	if (i->ends[IC_MARK_WORDS]) {
		ic_print_counted(stdout, i->ends[IC_MARK_WORDS], "comment");
		puts(" on these: in the notes of what is taken");
	}
	print_written(i);
}

static bool asked_well(const struct ic_cli *cli)
{
	if (!cli->options.spec) {
		ic_usage_error("import",
		    "into which production? Name its spec with --spec");
	}
	return cli->options.spec != NULL;
}

int ic_cli_import(struct ic_cli *cli)
{
	struct ic_run run = { 0 };
	struct ic_imported imported = { 0 };
	struct ic_buf json = { 0 };
	struct ic_ui ui = { 0 };
	enum ic_outcome outcome;

	if (!asked_well(cli)) {
		return IC_REFUSED;
	}
	ic_progress_begin(&ui, cli);
	outcome = ic_import_command(cli->zygote, &cli->options, &ui, &run,
	    &imported);
	ic_progress_clear();
	ic_print_run(&run, cli);
	if (cli->json) {
		ic_import_json(&run, &imported, outcome, &json);
		outcome = ic_print_json(&json) ? outcome : IC_STOPPED;
	} else if ((outcome == IC_DONE || outcome == IC_FINDINGS) &&
	    !cli->quiet) {
		print_result(cli, &imported);
	}
	ic_imported_finish(&imported);
	ic_run_finish(&run);
	return (int)outcome;
}
