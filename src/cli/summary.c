/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>

#include "print_priv.h"

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
	printf("%.1f %s", n, units[u]);
}

static void print_documents(const struct ic_summary *s)
{
	printf("documents   ");
	ic_print_counted(stdout, s->documents, "document");
	printf(": %zu done", s->done);
	if (s->kept > 0) {
		printf(" (%zu of them kept from an earlier run)", s->kept);
	}
	if (s->failed > 0) {
		printf(", %zu failed: no output", s->failed);
	}
	putchar('\n');
	if (s->partial) {
		printf("            PARTIAL: --bates left the others out\n");
	}
}

static void print_redactions(const struct ic_summary *s)
{
	printf("redactions  ");
	ic_print_counted(stdout, s->redactions, "redaction");
	fputs(" in ", stdout);
	ic_print_counted(stdout, s->regions, "place");
	for (size_t i = 0; i < s->ncodes; i++) {
		fputs(i == 0 ? "; by code: " : ", ", stdout);
		ic_print_visible(stdout, s->codes[i].code);
		printf(" %zu", s->codes[i].redactions);
	}
	putchar('\n');
}

static void print_pages(const struct ic_summary *s)
{
	const char *before = "; ";

	printf("pages       ");
	ic_print_counted(stdout, s->pages, "page");
	for (int e = 0; e < IC_ENCODING_COUNT; e++) {
		uint64_t n = s->pages_by_encoding[e];

		if (n > 0) {
			printf("%s%" PRIu64 " %s", before, n,
			    e == IC_ENCODING_NONE
				? "without a picture"
				: ic_encoding_word((enum ic_encoding)e));
			before = ", ";
		}
	}
	putchar('\n');
	if (s->pages_shrunk > 0 || s->pages_plated > 0) {
		printf("            %" PRIu64 " shrunk to make room for the "
		       "number, %" PRIu64 " with it on a plate\n",
		    s->pages_shrunk, s->pages_plated);
	}
	if (s->stamps_found > 0 || s->stamps_asserted > 0) {
		printf("stamped     %" PRIu64
		       " printed numbers read and right, "
		       "%" PRIu64 " not readable: asserted\n",
		    s->stamps_found, s->stamps_asserted);
	}
}

static void print_sandbox(const struct ic_sandbox_info *i)
{
	if (!i->seccomp) {
		printf("sandbox     NONE (--no-sandbox)\n");
	} else if (i->landlock > 0) {
		printf("sandbox     seccomp, Landlock ABI %d\n", i->landlock);
	} else {
		printf("sandbox     seccomp\n");
	}
}

static void print_counts(const struct ic_run *run)
{
	const struct ic_summary *s = &run->summary;

	print_documents(s);
	print_pages(s);
	print_redactions(s);
	printf("warnings    %zu\n", ic_print_count(run, IC_LEVEL_WARNING));
}

static void print_time(const struct ic_summary *s)
{
	printf("time        %.1f s", s->seconds);
	if (s->seconds >= 0.1 && s->pages > 0) {
		printf(", %.1f pages/s", (double)s->pages / s->seconds);
	}
	putchar('\n');
}

static void print_where(
    const char *label, const char *out, const char *name, const char *what)
{
	printf("%-12s", label);
	ic_print_visible(stdout, out);
	printf("/%s  %s\n", name, what);
}

void ic_summary_apply(const struct ic_run *run, const char *out)
{
	print_counts(run);
	printf("size        ");
	print_bytes(run->summary.bytes);
	putchar('\n');
	print_time(&run->summary);
	print_sandbox(&run->summary.sandbox);
	print_where("serve", out, "redacted/", "the documents");
	print_where("serve", out, "logs/", "redaction log and Bates index");
	print_where("serve", out, "SHA256SUMS", "over the files above");
	print_where("NEVER serve", out, "private/",
	    "manifest, journal, source names and hashes");
	printf("%s\n", IC_LIMIT_SENTENCE);
}

void ic_summary_verify(
    const struct ic_run *run, enum ic_outcome outcome, const char *out)
{
	print_counts(run);
	print_time(&run->summary);
	printf("%-12s", outcome == IC_DONE ? "proved" : "NOT PROVED");
	ic_print_visible(stdout, out);
	if (outcome != IC_DONE) {
		fputs(": see the errors above; do not serve it", stdout);
	}
	printf("\n%s\n", IC_LIMIT_SENTENCE);
}
