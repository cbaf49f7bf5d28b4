/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How long 100,000 redactions take to load, beside libfyaml's events alone
 * over the same text, and how much memory. Runs are interleaved, each in a
 * child of its own, and CPU time is taken, so that a busy machine weighs on
 * both alike. Status 1 beyond 3 times or 100 MB.
 *
 *	bench-spec-load [redactions]
 */
#include <libfyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "core/spec.h"

#define RUNS 7
#define RATIO_MAX 3.0
#define MEMORY_MAX_KB (100000000 / 1024)

struct texts {
	struct ic_buf yaml, small, csv;
};

struct result {
	double ms;
	long kb; /* peak, the text itself included */
};

static void put_head(struct ic_buf *b)
{
	ic_buf_puts(b, "bates: { prefix: COE, digits: 6 }\ndocuments:\n");
	for (int i = 0; i < 1000; i++) {
		ic_buf_printf(b,
		    "  - { file: docs/d%05d.pdf, bates: COE%06d "
		    "}\n",
		    i, i * 100 + 1);
	}
	ic_buf_puts(b,
	    "codes:\n  PII: { text: Personal identifiers, basis: "
	    "protective order para. 6 }\n  IA: { text: x, basis: y }\n");
}

static void make(struct texts *t, int n)
{
	put_head(&t->yaml);
	put_head(&t->small);
	ic_buf_puts(&t->small, "redactions_csv: more.csv\n");
	ic_buf_puts(&t->yaml, "redactions:\n");
	ic_buf_puts(&t->csv, "id,bates,x0,y0,x1,y1,code,description,note\r\n");
	for (int i = 0; i < n; i++) {
		int page = i % 100000 + 1, y = i % 700;

		ic_buf_printf(&t->yaml,
		    "  - { id: R%d, bates: COE%06d, rect: "
		    "[72, %d.5, 300, %d], code: [PII, IA], description: home "
		    "address, note: ask JS }\n",
		    i, page, y, y + 14);
		ic_buf_printf(&t->csv,
		    "R%d,COE%06d,72,%d.5,300,%d,\"PII, IA\""
		    ",home address,ask JS\r\n",
		    i, page, y, y + 14);
	}
}

static bool give_csv(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	const struct texts *t = user;

	(void)name;
	*text = malloc(t->csv.len + 1);
	if (!*text) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	memcpy(*text, t->csv.data, t->csv.len);
	(*text)[t->csv.len] = '\0';
	*len = t->csv.len;
	return true;
}

/* What a run does; 0 if it went well. */
typedef int run_fn(struct texts *t);

static int run_events(struct texts *t)
{
	struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET | FYPCF_JSON_NONE };
	struct fy_parser *p = fy_parser_create(&cfg);
	struct fy_event *e;
	size_t n = 0;

	if (!p ||
	    fy_parser_set_string(p, (const char *)t->yaml.data, t->yaml.len)) {
		return 1;
	}
	while ((e = fy_parser_parse(p)) != NULL) {
		n++;
		fy_parser_event_free(p, e);
	}
	fy_parser_destroy(p);
	return n < 1000;
}

static int load(struct texts *t, const struct ic_buf *text)
{
	struct ic_spec spec = { 0 };
	struct ic_diags diags = { 0 };
	const struct ic_spec_io io = { .read = give_csv, .user = t };
	bool ok = ic_spec_load("bench.yaml", (const char *)text->data,
	    text->len, &io, &spec, &diags);

	ic_diags_finish(&diags);
	ic_spec_finish(&spec);
	return !ok;
}

static int run_yaml(struct texts *t)
{
	return load(t, &t->yaml);
}

static int run_csv(struct texts *t)
{
	return load(t, &t->small);
}

static double ms_of(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static bool measure(run_fn *run, struct texts *t, struct result *out)
{
	struct rusage use;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		_exit(run(t));
	}
	if (pid < 0 || wait4(pid, &status, 0, &use) != pid || status != 0) {
		return false;
	}
	out->ms = ms_of(use.ru_utime) + ms_of(use.ru_stime);
	out->kb = use.ru_maxrss;
	return true;
}

static int by_time(const void *a, const void *b)
{
	double x = ((const struct result *)a)->ms;
	double y = ((const struct result *)b)->ms;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static run_fn *const run[] = { run_events, run_yaml, run_csv };
	static const char *const name[] = { "libfyaml's events alone",
		"the spec, all YAML", "the spec, all CSV" };
	int n = argc > 1 ? atoi(argv[1]) : 100000;
	struct result result[3][RUNS];
	struct texts t = { 0 };
	double ratio;
	long kb = 0;

	make(&t, n);
	if (t.yaml.failed || t.csv.failed || t.small.failed) {
		return 2;
	}
	for (int i = 0; i < RUNS; i++) {
		for (int k = 0; k < 3; k++) {
			if (!measure(run[k], &t, &result[k][i])) {
				fprintf(stderr, "%s: failed\n", name[k]);
				return 2;
			}
			kb = result[k][i].kb > kb ? result[k][i].kb : kb;
		}
	}
	printf("%d redactions, %.1f MB of YAML, %.1f MB of CSV; median CPU "
	       "time of %d runs\n",
	    n, (double)t.yaml.len / 1e6, (double)t.csv.len / 1e6, RUNS);
	for (int k = 0; k < 3; k++) {
		qsort(result[k], RUNS, sizeof **result, by_time);
		printf("%-24s %7.0f ms %5.2f times %6.1f MB\n", name[k],
		    result[k][RUNS / 2].ms,
		    result[k][RUNS / 2].ms / result[0][RUNS / 2].ms,
		    (double)result[k][RUNS / 2].kb * 1024 / 1e6);
	}
	ratio = result[1][RUNS / 2].ms / result[0][RUNS / 2].ms;
	ic_buf_finish(&t.yaml);
	ic_buf_finish(&t.small);
	ic_buf_finish(&t.csv);
	return ratio > RATIO_MAX || kb > MEMORY_MAX_KB;
}
