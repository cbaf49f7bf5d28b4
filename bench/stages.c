/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where the CPU time of a production goes, in milliseconds a page, as JSON.
 * The work is the children's own, each document and role in a process of its
 * own, without the sandbox. The linker (--wrap, see meson.build) puts a clock
 * around the functions that begin a stage; a stage within another counts for
 * itself alone. What no stage claims is "other".
 *
 *	bench-stages OUT SPEC-DIRECTORY
 */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/digest.h"
#include "papers.h"
#include "pdf/document.h"
#include "pdf/judge_content.h"

#define DEPTH 16

enum stage { OTHER, PARSE, SCAN, DRAW, ENCODE, TEXT, WRITE, STAGES };
enum phase { MAKE, STRUCTURE, CONTENT, REST, HASH, PHASES };

/* Shared with the processes that work; milliseconds. */
static double (*spent)[STAGES];

static enum phase phase;
static enum stage stack[DEPTH];
static unsigned depth;
static double since;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The time since the last change belongs to the stage that ends or waits. */
static void enter(enum stage s)
{
	double t = now();

	spent[phase][stack[depth]] += t - since;
	since = t;
	depth += depth < DEPTH - 1;
	stack[depth] = s;
}

static void leave(void)
{
	double t = now();

	spent[phase][stack[depth]] += t - since;
	since = t;
	depth -= depth > 0;
}

/*
 * What the linker calls in the place of ic_NAME. Arguments and result are
 * passed on as the registers and the stack hold them (gcc's "Constructing
 * Calls"), so that a stage may change its prototype without a change here.
 */
#define STACK_BYTES 128 /* more than any of them takes */
#define WRAP(stage, name) \
	void __real_ic_##name(void); \
	void __wrap_ic_##name(void); \
	void __wrap_ic_##name(void) \
	{ \
		void *args = __builtin_apply_args(); \
		void *result; \
\
		enter(stage); \
		result = __builtin_apply(__real_ic_##name, args, STACK_BYTES); \
		leave(); \
		__builtin_return(result); \
	}

/* clang-format off */
WRAP(PARSE, document_open)
WRAP(PARSE, document_page)
WRAP(PARSE, draw_list)
WRAP(SCAN, scan_keep)
WRAP(DRAW, draw_raster)
WRAP(DRAW, draw_grid)
WRAP(DRAW, draw_settle)
WRAP(DRAW, burn_page)
WRAP(ENCODE, encode_page)
WRAP(TEXT, text_layer)
WRAP(WRITE, endorse_content)
WRAP(WRITE, writer_image)
WRAP(WRITE, writer_page)
WRAP(WRITE, writer_finish)
/* clang-format on */

static bool content(const struct paper *p, bool with_source)
{
	struct ic_document doc = { 0 }, source = { 0 };
	bool ok = ic_document_open(&doc, p->output, "") == IC_REASON_NONE &&
	    (!with_source ||
		ic_document_open(&source, p->source, "") == IC_REASON_NONE);

	ok = ok &&
	    ic_judge_content(&doc, with_source ? &source : NULL, &p->slice,
		papers_hear, NULL);
	ic_document_close(&source);
	ic_document_close(&doc);
	return ok;
}

static bool judge_content(const struct paper *p)
{
	return content(p, false);
}

static bool judge_rest(const struct paper *p)
{
	return content(p, true);
}

/* Each file once: apply does it several times. */
static bool hash(const struct paper *p)
{
	char hex[IC_SHA256_HEX];

	return ic_sha256_fd(p->source, hex, NULL, NULL) &&
	    ic_sha256_fd(p->output, hex, NULL, NULL);
}

typedef bool work_fn(const struct paper *p);

static const struct {
	const char *name;
	work_fn *run;
} works[PHASES] = {
	[MAKE] = { "make", papers_make },
	[STRUCTURE] = { "structure", papers_structure },
	[CONTENT] = { "content", judge_content },
	[REST] = { "rest", judge_rest },
	[HASH] = { "hash", hash },
};

static bool work(enum phase w, const struct paper *p)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		bool ok;

		phase = w;
		since = now();
		ok = works[w].run(p);
		leave();
		_exit(ok ? 0 : 1);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* "make draw"; "hash": where there is no stage but the whole. */
static void print_one(const char *gap, unsigned w, const char *stage, double ms)
{
	bool whole = w == HASH || w == STRUCTURE;

	printf("%s\"%s%s%s\": %.3f", gap, works[w].name, whole ? "" : " ",
	    whole ? "" : stage, ms);
}

static void print(const struct papers *ps)
{
	static const char *const names[STAGES] = { [OTHER] = "other",
		[PARSE] = "parse",
		[SCAN] = "scan",
		[DRAW] = "draw",
		[ENCODE] = "encode",
		[TEXT] = "text",
		[WRITE] = "write" };
	const char *gap = "{";

	for (unsigned w = 0; w < PHASES; w++) {
		for (unsigned s = 0; s < STAGES; s++) {
			if (spent[w][s] > 0) {
				print_one(gap, w, names[s],
				    spent[w][s] / ps->pages);
				gap = ", ";
			}
		}
	}
	printf("}\n");
}

int main(int argc, char **argv)
{
	struct papers ps = { 0 };

	if (argc != 3) {
		fprintf(stderr, "usage: bench-stages OUT SPEC-DIRECTORY\n");
		return 2;
	}
	spent = mmap(NULL, PHASES * sizeof(*spent), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (spent == MAP_FAILED || !papers_open(argv[1], argv[2], &ps)) {
		return 1;
	}
	for (size_t i = 0; i < ps.n; i++) {
		for (unsigned w = 0; w < PHASES; w++) {
			if (!work((enum phase)w, &ps.all[i])) {
				fprintf(stderr, "bench-stages: %s failed\n",
				    works[w].name);
				return 1;
			}
		}
	}
	print(&ps);
	return 0;
}
