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
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/dir.h"
#include "core/job.h"
#include "core/manifest.h"
#include "judge_page.h"
#include "pdf/roles.h"
#include "pdf/structure.h"

#define RUNS 5
#define RUNS_MAX 99

/* One document on disk, and what its children would be told. */
struct paper {
	int output, source;
	uint32_t pages;
	struct ic_buf job;
	struct ic_slice slice;
};

struct papers {
	struct paper *all;
	size_t n;
	uint32_t pages, left_out;
};

typedef bool work_fn(const struct paper *p);

/* Descriptors 3, 4 and 5 are the work's, so papers are kept above them. */
static int above(int fd)
{
	int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 10);

	close(fd);
	return high;
}

/* What a maker tells its parent goes in here. */
static int ear;

/* A process that reads all that is said, so that nobody waits to say it. */
static bool listen_in_vain(void)
{
	char record[256];
	int pair[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) < 0 ||
	    (pid = fork()) < 0) {
		return false;
	}
	if (pid == 0) {
		close(pair[0]);
		while (read(pair[1], record, sizeof(record)) > 0) {
		}
		_exit(0);
	}
	close(pair[1]);
	ear = above(pair[0]);
	return ear >= 0;
}

static void hear(void *user, const struct ic_reply *reply)
{
	(void)user;
	(void)reply;
}

static bool make(const struct paper *p)
{
	FILE *product = tmpfile();
	bool ok = product && dup2(p->source, IC_CHILD_SOURCE) >= 0 &&
	    dup2(fileno(product), IC_CHILD_PRODUCT) >= 0 &&
	    dup2(ear, IC_CHILD_REPLY) >= 0 &&
	    ic_make_run(p->job.data, p->job.len) == 0;

	if (product) {
		fclose(product);
	}
	return ok;
}

static bool structure(const struct paper *p)
{
	off_t size = lseek(p->output, 0, SEEK_END);
	uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1);
	bool ok = bytes && size > 0 &&
	    pread(p->output, bytes, (size_t)size, 0) == size &&
	    ic_tiler_judge(bytes, (size_t)size, &p->slice, hear, NULL) &&
	    ic_qpdf_judge(bytes, (size_t)size, &p->slice, hear, NULL);

	free(bytes);
	return ok;
}

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
	one.judge.report = hear;
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
	    ic_judge_content(&doc, &source, &p->slice, hear, NULL);

	ic_document_close(&source);
	ic_document_close(&doc);
	return ok;
}

static const struct work {
	const char *name;
	work_fn *run;
} works[] = {
	{ "make", make },
	{ "1 structure", structure },
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

static bool read_manifest(const char *out, struct ic_manifest *m)
{
	char path[4096];
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	struct ic_dir dir = { 0 };
	bool ok;

	snprintf(path, sizeof(path), "%s/private", out);
	ok = ic_dir_open(path, &dir, &err) &&
	    ic_dir_read(&dir, "manifest.json", IC_MANIFEST_BYTES_MAX, &text,
		&err) &&
	    ic_manifest_load((const char *)text.data, text.len, m, &err);
	if (!ok) {
		fprintf(stderr, "bench-proofs: %s\n", err.msg);
	}
	ic_dir_close(&dir);
	ic_buf_finish(&text);
	return ok;
}

static int open_in(const char *directory, const char *name)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return open(path, O_RDONLY | O_CLOEXEC);
}

static bool needs_password(int fd)
{
	struct ic_document doc = { 0 };
	bool needs = ic_document_open(&doc, fd, "") != IC_REASON_NONE;

	ic_document_close(&doc);
	return needs;
}

static bool collect(const struct ic_manifest *m, const char *out,
    const char *sources, struct papers *ps)
{
	struct ic_error err = { 0 };

	ps->all = calloc(m->ndocuments, sizeof(*ps->all));
	for (size_t i = 0; ps->all && i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		struct paper *p = &ps->all[ps->n];
		struct ic_buf slice = { 0 };

		p->output = above(open_in(out, d->output));
		p->source = above(open_in(sources, d->source));
		p->pages = d->npages;
		if (p->output < 0 || p->source < 0 ||
		    !ic_manifest_slice(m, i, &slice, &err) ||
		    !ic_job_join(&slice, NULL, &p->job, &err) ||
		    !ic_slice_unpack(slice.data, slice.len, &p->slice, &err)) {
			fprintf(stderr, "bench-proofs: %s: cannot be had\n",
			    d->source);
			return false;
		}
		ic_buf_finish(&slice);
		if (needs_password(p->source)) {
			ps->left_out += p->pages;
			continue;
		}
		ps->pages += p->pages;
		ps->n++;
	}
	return ps->n > 0;
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
	struct ic_manifest m = { 0 };
	struct papers ps = { 0 };

	if (argc < 3 || runs < 1 || runs > RUNS_MAX) {
		fprintf(stderr,
		    "usage: bench-proofs OUT SPEC-DIRECTORY [RUNS]\n");
		return 2;
	}
	if (!listen_in_vain() || !read_manifest(argv[1], &m) ||
	    !collect(&m, argv[1], argv[2], &ps)) {
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
