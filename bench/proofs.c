/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What making a page and each proof of it cost, in milliseconds of CPU time.
 * The work is the children's own, without the sandbox; each run is a process
 * of its own, and the runs are interleaved, so that a busy machine weighs on
 * all alike. `nothing` is opening the output and its pages, which each proof
 * of the content has to do and a child does once.
 *
 *	bench-proofs OUT SPEC-DIRECTORY [RUNS]
 *
 * OUT is a finished output directory with its private half. A source that
 * needs a password is left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "judge_page.h"
#include "papers.h"

#define RUNS 5
#define RUNS_MAX 99

typedef bool work_fn(const struct paper *p);

/* One proof in a pass of its own; NULL: the pass alone. */
static bool content(const struct paper *p, const struct ic_judge_proof *proof,
    bool with_source)
{
	struct ic_document doc = { 0 }, source = { 0 };
	struct ic_judge_proof one = { 0 };
	bool ok = ic_document_open(&doc, p->output, "") == IC_REASON_NONE &&
	    (!with_source ||
		ic_document_open(&source, p->source, "") == IC_REASON_NONE);

	if (proof) {
		one = *proof;
	}
	one.judge.report = papers_hear;
	ok = ok &&
	    ic_judge_pages(&doc, with_source ? &source : NULL, &p->slice, &one,
		proof ? 1 : 0);
	ic_document_close(&source);
	ic_document_close(&doc);
	return ok;
}

static bool nothing(const struct paper *p)
{
	return content(p, NULL, false);
}

static bool boxes(const struct paper *p)
{
	return content(p, &ic_proof_boxes, false);
}

static bool endorsement(const struct paper *p)
{
	return content(p, &ic_proof_endorsements, false);
}

static bool collateral(const struct paper *p)
{
	return content(p, &ic_proof_rest, true);
}

static bool words(const struct paper *p)
{
	return content(p, &ic_proof_words, true);
}

/* As their child does it: pages and pictures are read once for both. */
static bool both(const struct paper *p)
{
	struct ic_document doc = { 0 }, source = { 0 };
	bool ok = ic_document_open(&doc, p->output, "") == IC_REASON_NONE &&
	    ic_document_open(&source, p->source, "") == IC_REASON_NONE &&
	    ic_judge_content(&doc, &source, &p->slice, papers_hear, NULL);

	ic_document_close(&source);
	ic_document_close(&doc);
	return ok;
}

static const struct work {
	const char *name;
	work_fn *run;
} works[] = {
	{ "make", papers_make },
	{ "1 structure", papers_structure },
	{ "nothing", nothing },
	{ "2 boxes", boxes },
	{ "5 endorsement", endorsement },
	{ "3 collateral", collateral },
	{ "4 words", words },
	{ "3 and 4 at once", both },
};

#define WORKS (sizeof(works) / sizeof(works[0]))

static double ms_of(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* CPU time of one kind of work over all papers; below 0 if it failed. */
static double measure(const struct work *w, const struct papers *ps)
{
	struct rusage use;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		for (size_t i = 0; i < ps->n; i++) {
			if (!w->run(&ps->all[i])) {
				_exit(1);
			}
		}
		_exit(0);
	}
	if (pid < 0 || wait4(pid, &status, 0, &use) != pid || status != 0) {
		return -1;
	}
	return ms_of(use.ru_utime) + ms_of(use.ru_stime);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static int print(const struct papers *ps, double ms[WORKS][RUNS_MAX], int runs)
{
	printf("%zu documents, %u pages, %d runs", ps->n, ps->pages, runs);
	printf("; %u pages with a password left out\n\n", ps->left_out);
	printf("%-16s %10s %8s\n", "", "ms a page", "of make");
	for (size_t w = 0; w < WORKS; w++) {
		qsort(ms[w], (size_t)runs, sizeof(ms[w][0]), by_size);
		printf("%-16s %10.1f %8.2f\n", works[w].name,
		    ms[w][runs / 2] / ps->pages,
		    ms[w][runs / 2] / ms[0][runs / 2]);
	}
	return 0;
}

int main(int argc, char **argv)
{
	static double ms[WORKS][RUNS_MAX];
	int runs = argc > 3 ? atoi(argv[3]) : RUNS;
	struct papers ps = { 0 };

	if (argc < 3 || runs < 1 || runs > RUNS_MAX) {
		fprintf(stderr,
		    "usage: bench-proofs OUT SPEC-DIRECTORY [RUNS]\n");
		return 2;
	}
	if (!papers_open(argv[1], argv[2], &ps)) {
		return 1;
	}
	for (int run = 0; run < runs; run++) {
		for (size_t w = 0; w < WORKS; w++) {
			ms[w][run] = measure(&works[w], &ps);
			if (ms[w][run] < 0) {
				fprintf(stderr, "bench-proofs: %s failed\n",
				    works[w].name);
				return 1;
			}
		}
	}
	return print(&ps, ms, runs);
}
