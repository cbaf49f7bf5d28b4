/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>

#include "print_priv.h"

#define LABEL_COLUMNS 13
#define LINE_COLUMNS 79

/* A line of the summary: a label, then words that wrap below each other. */
struct line {
	size_t column;
	bool begun; /* a word stands in this line already */
};

static struct line begin(const char *label)
{
	printf("%-*s", LABEL_COLUMNS, label);
	return (struct line){ LABEL_COLUMNS, false };
}

/* Add one item, after a comma if it is not the first. */
static void add(struct line *l, const char *item)
{
	size_t n = ic_print_columns(item);

	if (l->begun && l->column + 2 + n > LINE_COLUMNS) {
		printf(",\n%*s", LABEL_COLUMNS, "");
		l->column = LABEL_COLUMNS;
	} else if (l->begun) {
		fputs(", ", stdout);
		l->column += 2;
	}
	ic_print_visible(stdout, item);
	l->column += n;
	l->begun = true;
}

static void add_count(struct line *l, uint64_t n, const char *what)
{
	struct ic_buf b = { 0 };

	ic_buf_printf(&b, "%" PRIu64 " %s", n, what);
	add(l, ic_buf_str(&b));
	ic_buf_finish(&b);
}

/* "1 slip sheet", "2 slip sheets". */
static void add_counted(struct line *l, uint64_t n, const char *noun)
{
	struct ic_buf b = { 0 };

	ic_buf_printf(&b, "%" PRIu64 " %s%s", n, noun, n == 1 ? "" : "s");
	add(l, ic_buf_str(&b));
	ic_buf_finish(&b);
}

static void end(void)
{
	putchar('\n');
}

/* "3.4 MB": powers of 1000, as file managers and court portals count. */
static void print_bytes(uint64_t bytes)
{
	static const char *const units[] = { "kB", "MB", "GB", "TB" };
	double n = (double)bytes / 1000;
	size_t u = 0;

	while (n >= 1000 && u + 1 < sizeof(units) / sizeof(units[0])) {
		n /= 1000;
		u++;
	}
	begin("size");
	printf("%.1f %s\n", n, units[u]);
}

/* "VOL001 and VOL002" */
static void print_volumes(const struct ic_summary *s)
{
	for (size_t i = 0; i < s->nreplaces; i++) {
		fputs(i == 0                    ? ""
			: i + 1 == s->nreplaces ? " and "
						: ", ",
		    stdout);
		ic_print_visible(stdout, s->replaces[i]);
	}
}

static void print_replaces(const struct ic_summary *s)
{
	if (s->nreplaces == 0) {
		return;
	}
	begin("replaces");
	printf("%zu of ", s->documents);
	ic_print_counted(stdout, s->documents + s->standing, "document");
	fputs(" of ", stdout);
	print_volumes(s);
	puts(s->standing > 0 ? "; the others stand as they are" : "");
}

void ic_summary_unchanged(const struct ic_run *run)
{
	const struct ic_summary *s = &run->summary;

	begin("unchanged");
	ic_print_counted(stdout, s->standing, "document");
	fputs(" as in ", stdout);
	print_volumes(s);
	puts(": there is nothing to replace, and nothing was written");
}

static void print_documents(const struct ic_summary *s, const char *done,
    const char *others)
{
	struct line l = begin("documents");

	add_count(&l, s->documents, "in all");
	add_count(&l, s->done, done);
	if (s->kept > 0) {
		add_count(&l, s->kept, "of these kept from an earlier run");
	}
	if (s->failed > 0) {
		add_count(&l, s->failed, others);
	}
	if (s->partial) {
		add(&l, "PARTIAL: the others were left out on request");
	}
	end();
}

/* Scans that keep their pixels, and why the other pages are drawn. */
static void print_scans(const struct ic_summary *s)
{
	uint64_t drawn = 0;
	struct line l;

	for (int i = 0; i < IC_SCAN_COUNT; i++) {
		drawn += i == IC_SCAN_NONE || i == IC_SCAN_KEPT
		    ? 0
		    : s->pages_by_scan[i];
	}
	if (drawn + s->pages_by_scan[IC_SCAN_KEPT] == 0) {
		return;
	}
	l = begin("scans");
	add_count(&l, s->pages_by_scan[IC_SCAN_KEPT],
	    s->pages_by_scan[IC_SCAN_KEPT] == 1 ? "kept as it is"
						: "kept as they are");
	for (int i = IC_SCAN_KEPT + 1; i < IC_SCAN_COUNT; i++) {
		if (s->pages_by_scan[i] > 0) {
			struct ic_buf b = { 0 };

			ic_buf_printf(&b, "drawn: %s", ic_scan_word(i));
			add_count(&l, s->pages_by_scan[i], ic_buf_str(&b));
			ic_buf_finish(&b);
		}
	}
	end();
}

/* What the slip sheets stand for. */
static void print_sheets(const struct ic_summary *s)
{
	static const char *const what[IC_KIND_COUNT] = {
		[IC_KIND_WITHHELD] = "withheld",
		[IC_KIND_NATIVE] = "produced in native form",
		[IC_KIND_UNREADABLE] = "UNREADABLE and not produced",
	};
	struct line l;
	size_t n = 0;

	for (int k = IC_KIND_DOCUMENT + 1; k < IC_KIND_COUNT; k++) {
		n += s->kinds[k];
	}
	if (n == 0) {
		return;
	}
	l = begin("sheets for");
	for (int k = IC_KIND_DOCUMENT + 1; k < IC_KIND_COUNT; k++) {
		if (s->kinds[k] > 0) {
			add_count(&l, s->kinds[k], what[k]);
		}
	}
	end();
}

/* What the pages of stamped documents bear; what was not read is said. */
void ic_summary_numbers(const struct ic_run *run)
{
	const struct ic_summary *s = &run->summary;
	struct line l;

	if (s->numbers_agree + s->numbers_unread == 0) {
		return;
	}
	l = begin("numbers");
	add_count(&l, s->numbers_agree,
	    s->numbers_agree == 1 ? "page agrees" : "pages agree");
	if (s->numbers_unread > 0) {
		add_count(&l, s->numbers_unread, "NOT READ");
	}
	if (s->numbers_images > 0) {
		add_count(&l, s->numbers_images,
		    run->proof.ocr ? "of these without text"
			: s->numbers_images == 1
			? "of these without text (--ocr reads it)"
			: "of these without text (--ocr reads them)");
	}
	end();
}

static void print_pages(const struct ic_summary *s)
{
	struct line l = begin("pages");

	add_count(&l, s->pages, "in all");
	for (int e = 0; e < IC_ENCODING_COUNT; e++) {
		uint64_t n = s->pages_by_encoding[e];

		n -= e == IC_ENCODING_NONE ? s->sheets : 0;
		if (n > 0) {
			add_count(&l, n,
			    e == IC_ENCODING_NONE
				? "covered whole"
				: ic_encoding_word((enum ic_encoding)e));
		}
	}
	if (s->pages_shrunk > 0) {
		add_count(&l, s->pages_shrunk, "shrunk for the number");
	}
	if (s->pages_plated > 0) {
		add_count(&l, s->pages_plated, "with it on a plate");
	}
	if (s->sheets > 0) {
		add_counted(&l, s->sheets, "slip sheet");
	}
	end();
	print_sheets(s);
	print_scans(s);
}

/* "proposed: 13 documents, 92 pages (3.4 MB)", a line a copy, if not one. */
static void print_copies(const struct ic_summary *s)
{
	bool first = true;

	if (!(s->copies & IC_COPIES_UNREDACTED)) {
		return;
	}
	for (int c = 0; c < IC_COPIES; c++) {
		const struct ic_made_copy *m = &s->made[c];

		if (!(s->copies >> c & 1)) {
			continue;
		}
		begin(first ? "copies" : "");
		first = false;
		printf("%s: ", ic_copy_word((enum ic_copy)c));
		ic_print_counted(stdout, m->files, "document");
		fputs(", ", stdout);
		ic_print_counted(stdout, m->pages, "page");
		printf(" (%.1f MB)\n", (double)m->bytes / 1e6);
	}
}

static void print_redactions(const struct ic_summary *s)
{
	struct line l = begin("redactions");

	add_count(&l, s->redactions, "in all");
	add_count(&l, s->regions,
	    s->regions == 1 ? "box or whole page" : "boxes and whole pages");
	for (size_t i = 0; i < s->ncodes; i++) {
		struct ic_buf b = { 0 };

		if (s->codes[i].redactions == 0) {
			continue;
		}
		ic_buf_printf(&b, "%s %zu", s->codes[i].code,
		    s->codes[i].redactions);
		add(&l, ic_buf_str(&b));
		ic_buf_finish(&b);
	}
	end();
}

static void print_sandbox(const struct ic_sandbox_info *i)
{
	begin("sandbox");
	if (!i->seccomp) {
		puts("NONE (--no-sandbox)");
	} else if (i->landlock > 0) {
		printf("seccomp, Landlock (ABI %d)\n", i->landlock);
	} else {
		puts("seccomp (this kernel has no Landlock)");
	}
}

static void print_counts(const struct ic_run *run, const char *done,
    const char *others)
{
	const struct ic_summary *s = &run->summary;

	print_documents(s, done, others);
	print_replaces(s);
	print_pages(s);
	ic_summary_numbers(run);
	print_copies(s);
	print_redactions(s);
	begin("warnings");
	printf("%zu\n", ic_print_count(run, IC_LEVEL_WARNING));
	begin("time");
	printf("%.1f s", s->seconds);
	if (s->seconds >= 0.1 && s->pages > 0) {
		printf(", %.1f pages/s", (double)s->pages / s->seconds);
	}
	end();
}

static void print_where(const char *label, const char *out, const char *name,
    const char *what)
{
	begin(label);
	ic_print_visible(stdout, out);
	printf("%s%s: %s\n", name[0] ? "/" : "", name, what);
}

static bool made_unredacted(const struct ic_summary *s)
{
	return s->made[IC_COPY_PROPOSED].files > 0 ||
	    s->made[IC_COPY_DISPUTED].files > 0;
}

/* Who may have what. */
static void print_halves(const struct ic_run *run, const char *out)
{
	uint32_t copies = run->summary.copies;

	if (copies & IC_COPY_BIT(REDACTED)) {
		print_where("serve", out, "redacted", "the documents");
		print_where("serve", out, "logs",
		    "the lists that go with them");
		print_where("serve", out, "SHA256SUMS", "over the files above");
	}
	if (made_unredacted(&run->summary) || run->spec.reference_list) {
		print_where("in camera", out, "unredacted",
		    "UNREDACTED: never serve it on who may not see it");
	}
}

void ic_summary_apply(const struct ic_run *run, enum ic_outcome outcome,
    const char *out)
{
	bool stopped = outcome == IC_STOPPED;

	print_counts(run, "done and proved",
	    stopped ? "NOT DONE" : "FAILED: without an output");
	if (run->summary.copies & IC_COPY_BIT(REDACTED)) {
		print_bytes(run->summary.bytes);
	}
	print_sandbox(&run->summary.sandbox);
	if (stopped) {
		print_where("INCOMPLETE", out, "", "do not serve it yet");
		puts(IC_LIMIT_SENTENCE);
		return;
	}
	print_halves(run, out);
	print_where("NEVER serve", out, "private",
	    "manifest, journal, measures, names of sources");
	puts(IC_LIMIT_SENTENCE);
}

/* A proof that was not run proves nothing: say which, and how to run it. */
static void print_proofs(const struct ic_summary *s)
{
	uint32_t ran = s->proofs;
	struct line l = begin("proofs");
	bool all = true;

	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		if (ran >> p & 1) {
			add(&l, ic_proof_word((enum ic_proof)p));
		} else {
			all = false;
		}
	}
	end();
	if (all) {
		return;
	}
	l = begin("NOT RUN");
	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		if (!(ran >> p & 1)) {
			add(&l, ic_proof_word((enum ic_proof)p));
		}
	}
	if (!(ran & IC_PROOF_BIT(COLLATERAL))) {
		fputs(s->earlier
			? ": they need the spec as it was when it was served"
			: ": they need the sources: add --spec SPEC",
		    stdout);
	}
	end();
}

void ic_summary_verify(const struct ic_run *run, enum ic_outcome outcome,
    const char *out)
{
	print_counts(run, "proved", "FAILED");
	print_proofs(&run->summary);
	begin(outcome == IC_DONE ? "proved" : "NOT PROVED");
	ic_print_visible(stdout, out);
	puts(outcome == IC_DONE ? "" : ": see the errors; do not serve it");
	if (outcome == IC_DONE) {
		puts(IC_LIMIT_SENTENCE);
	}
}
