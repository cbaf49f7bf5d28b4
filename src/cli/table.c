/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What plan prints: a line a document in the order of its numbers, with the
 * gaps between them, and on request a line a redaction below it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "print_priv.h"

#define CODES_COLUMNS 20
#define PAGES_COLUMNS 5
#define FILE_COLUMNS_MIN 16

/* One document's redactions by code; a redaction with two counts in both. */
struct tally {
	size_t *of_code; /* ncodes of them */
	uint32_t *seen;  /* of each redaction: document + 1 that counted it */
	const struct ic_plan *plan;
};

static bool tally_open(struct tally *t, const struct ic_plan *plan)
{
	const struct ic_spec *spec = plan->spec;

	t->plan = plan;
	t->of_code = calloc(spec->ncodes + 1, sizeof(*t->of_code));
	t->seen = calloc(spec->nredactions + 1, sizeof(*t->seen));
	return t->of_code != NULL && t->seen != NULL;
}

static void tally_close(struct tally *t)
{
	free(t->of_code);
	free(t->seen);
}

static void tally_count(struct tally *t, uint32_t document)
{
	const struct ic_plan_document *d = &t->plan->documents[document];
	const struct ic_spec *spec = t->plan->spec;

	memset(t->of_code, 0, (spec->ncodes + 1) * sizeof(*t->of_code));
	for (uint32_t i = 0; i < d->nregions; i++) {
		uint32_t at = d->regions[i].redaction;
		const struct ic_redaction *r = &spec->redactions[at];

		if (t->seen[at] == document + 1) {
			continue;
		}
		t->seen[at] = document + 1;
		for (uint32_t c = 0; c < r->ncodes; c++) {
			t->of_code[r->codes[c]]++;
		}
	}
}

/* "PII 7", "IA 2": the i-th and later codes that fit in the column. */
static size_t print_codes(const struct tally *t, size_t from)
{
	const struct ic_spec *spec = t->plan->spec;
	size_t column = 0, i;

	for (i = from; i < spec->ncodes; i++) {
		char count[24];
		size_t need;

		if (t->of_code[i] == 0) {
			continue;
		}
		snprintf(count, sizeof(count), " %zu", t->of_code[i]);
		need = ic_print_columns(spec->codes[i].name) + strlen(count) +
		    (column > 0 ? 2 : 0);
		if (column > 0 && column + need > CODES_COLUMNS) {
			break;
		}
		fputs(column > 0 ? ", " : "", stdout);
		ic_print_visible(stdout, spec->codes[i].name);
		fputs(count, stdout);
		column += need;
	}
	if (from == 0 && column == 0) {
		fputs("-", stdout);
		column = 1;
	}
	printf("%*s",
	    column < CODES_COLUMNS ? (int)(CODES_COLUMNS - column) : 0, "");
	return i;
}

static bool has_codes(const struct tally *t, size_t from)
{
	for (size_t i = from; i < t->plan->spec->ncodes; i++) {
		if (t->of_code[i] > 0) {
			return true;
		}
	}
	return false;
}

static void print_area(const struct ic_region *g)
{
	const int32_t side[] = { g->rect.x0, g->rect.y0, g->rect.x1,
		g->rect.y1 };

	if (g->whole) {
		fputs("whole page", stdout);
		return;
	}
	for (size_t i = 0; i < 4; i++) {
		int32_t whole = side[i] / IC_MPT, part = side[i] % IC_MPT;

		fputs(i == 0 ? "[" : ", ", stdout);
		printf("%" PRId32, whole);
		if (part != 0) {
			printf(".%03" PRId32, part);
		}
	}
	fputs("] pt", stdout);
}

static void print_regions(const struct ic_plan *plan, uint32_t document)
{
	const struct ic_plan_document *d = &plan->documents[document];

	for (uint32_t i = 0; i < d->nregions; i++) {
		const struct ic_region *g = &d->regions[i];
		const struct ic_redaction *r = &plan->spec
						    ->redactions[g->redaction];
		char number[IC_BATES_MAX];
		struct ic_buf codes = { 0 }, area = { 0 };

		ic_plan_page_number(plan, document, g->page, number);
		printf("  %s  ", number);
		ic_print_visible(stdout, plan->ids[g->redaction]);
		fputs("  ", stdout);
		ic_plan_codes(plan->spec, r, &codes);
		ic_print_visible(stdout, ic_buf_str(&codes));
		ic_buf_finish(&codes);
		fputs("  ", stdout);
		if (ic_plan_area_text(r, &area) && area.len > 0) {
			ic_print_visible(stdout, ic_buf_str(&area));
			fputs("  ", stdout);
		}
		ic_buf_finish(&area);
		print_area(g);
		if (r->description != NULL) {
			fputs("  ", stdout);
			ic_print_visible(stdout, r->description);
		}
		putchar('\n');
	}
}

/*
 * The numbers that no document has, between two of one prefix and width. None
 * of the two is one of a suffix, which may lie within another document.
 */
static void print_gap(const struct ic_plan *plan, const struct ic_bates *after,
    const struct ic_bates *before)
{
	struct ic_bates first, last;
	char range[IC_BATES_RANGE_MAX];

	if (after->prefix != before->prefix ||
	    after->digits != before->digits ||
	    before->value <= after->value + 1) {
		return;
	}
	first = *after;
	first.value++;
	last = *before;
	last.value--;
	ic_bates_range_format(&plan->spec->prefixes, &first, &last, range);
	printf("  gap: %s (%" PRIu64 ")\n", range,
	    last.value - first.value + 1);
}

/* Columns of the widest range, and what is left for a file's name. */
struct columns {
	int range;
	size_t file; /* 0: as long as it is */
};

static struct columns measure(const struct ic_plan *plan)
{
	struct columns c = { (int)strlen("BATES RANGE"), 0 };
	size_t width = ic_terminal_width(stdout), used;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		int n = (int)strlen(plan->documents[i].range);

		c.range = n > c.range ? n : c.range;
	}
	used = (size_t)c.range + 2 + PAGES_COLUMNS + 2 + CODES_COLUMNS + 2;
	if (width > 0) {
		c.file = width > used + FILE_COLUMNS_MIN ? width - used
							 : FILE_COLUMNS_MIN;
	}
	return c;
}

/* What stands behind a document's name. */
static void mark_of(const struct ic_plan *plan,
    const struct ic_plan_document *d, char out[IC_BATES_MAX + 16])
{
	static const char *const kinds[IC_KIND_COUNT] = {
		[IC_KIND_WITHHELD] = " (withheld)",
		[IC_KIND_NATIVE] = " (native)",
		[IC_KIND_UNREADABLE] = " (UNREADABLE)",
	};
	char after[IC_BATES_MAX];

	out[0] = '\0';
	if (d->spec->insert != IC_INSERT_NONE) {
		ic_bates_format(&plan->spec->prefixes, &d->spec->after, after);
		snprintf(out, IC_BATES_MAX + 16, " (after %s)", after);
	} else if (kinds[d->kind] != NULL || d->spec->stamped) {
		snprintf(out, IC_BATES_MAX + 16, "%s",
		    kinds[d->kind] != NULL ? kinds[d->kind] : " (stamped)");
	}
}

static void print_document(struct tally *t, uint32_t document,
    const struct columns *c, bool all)
{
	const struct ic_plan_document *d = &t->plan->documents[document];
	char mark[IC_BATES_MAX + 16];
	size_t room, at;

	mark_of(t->plan, d, mark);
	room = c->file > strlen(mark) ? c->file - strlen(mark) : 0;
	tally_count(t, document);
	printf("%-*s  %*" PRIu32 "  ", c->range, d->range, PAGES_COLUMNS,
	    d->numbers);
	at = print_codes(t, 0);
	fputs("  ", stdout);
	ic_print_elided(stdout, d->spec->name, c->file > 0 ? room : 0);
	printf("%s\n", mark);
	while (has_codes(t, at)) {
		printf("%-*s  %*s  ", c->range, "", PAGES_COLUMNS, "");
		at = print_codes(t, at);
		putchar('\n');
	}
	if (all) {
		print_regions(t->plan, document);
	}
}

static void print_copies(uint32_t copies)
{
	for (int c = 0; c < IC_COPIES; c++) {
		if (copies >> c & 1) {
			printf("%s%s", c ? ", " : "; copies: ",
			    ic_copy_word((enum ic_copy)c));
		}
	}
}

static void print_totals(const struct ic_run *run, const char *spec)
{
	const struct ic_summary *s = &run->summary;

	ic_print_visible(stdout, spec);
	fputs(": ", stdout);
	ic_print_counted(stdout, s->documents, "document");
	fputs(", ", stdout);
	/* A sheet may stand on more numbers than it has pages. */
	if (s->numbers != s->pages) {
		ic_print_counted(stdout, s->numbers, "number");
		fputs(" on ", stdout);
	}
	ic_print_counted(stdout, s->pages, "page");
	fputs(", ", stdout);
	ic_print_counted(stdout, s->redactions, "redaction");
	fputs(" in ", stdout);
	ic_print_counted(stdout, s->regions, "place");
	fputs(", ", stdout);
	ic_print_counted(stdout, ic_print_count(run, IC_LEVEL_WARNING),
	    "warning");
	if (s->partial) {
		fputs("; PARTIAL", stdout);
	}
	if (run->plan.copies & IC_COPIES_UNREDACTED) {
		print_copies(run->plan.copies);
	}
	putchar('\n');
}

void ic_table_plan(const struct ic_run *run, const char *spec, bool all)
{
	const struct ic_plan *plan = &run->plan;
	const struct ic_plan_document *previous = NULL;
	struct columns c = measure(plan);
	struct tally t = { 0 };

	if (!tally_open(&t, plan)) {
		ic_print_message(IC_LEVEL_ERROR, NULL, "out of memory");
		tally_close(&t);
		return;
	}
	printf("%-*s  %*s  %-*s  %s\n", c.range, "BATES RANGE", PAGES_COLUMNS,
	    "PAGES", CODES_COLUMNS, "REDACTIONS", "SOURCE");
	for (size_t i = 0; i < plan->ndocuments; i++) {
		uint32_t document = plan->order[i];
		const struct ic_plan_document *d = &plan->documents[document];

		if (!d->selected) {
			continue;
		}
		if (previous != NULL && d->first.suffix[0] == '\0' &&
		    !run->summary.partial) {
			print_gap(plan, &previous->last, &d->first);
		}
		print_document(&t, document, &c, all);
		previous = d->first.suffix[0] == '\0' ? d : previous;
	}
	print_totals(run, spec);
	tally_close(&t);
}
