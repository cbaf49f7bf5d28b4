/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * sweep SOURCE OTHER [DENSITY]: what a child does when the Nth allocation
 * fails, for N from 1 to the last one, by each role and so through every edge
 * of MuPDF, the codecs and libqpdf.
 *
 * It must end as a child ends, with END and status 0. If it says that all is
 * well, it said and wrote just what it does with memory enough. What a judge
 * must refuse it refuses whatever fails.
 *
 * N runs through all of 1 to DENSITY (40), and from there by a DENSITYth more
 * each time. TAP, a claim a role.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "alloc.h"
#include "base/buf.h"
#include "base/child.h"
#include "core/audit_pictures.h"
#include "core/job.h"
#include "core/reply.h"
#include "core/slice_build.h"
#include "pdf/roles.h"

#define SAID_MAX 200
#define FILE_MAX ((size_t)64 << 20)

/* What a role said and wrote. */
struct outcome {
	struct ic_reply said[SAID_MAX];
	unsigned n; /* beats apart */
	int status;
	struct ic_buf product;
};

struct sweep {
	const char *name;
	ic_role_fn *run;
	const struct ic_buf *job;
	struct ic_reply_limits limits;
	const char *source, *original; /* paths; NULL: none */
	bool makes;
	bool refuses; /* it must not say that all is well */
	/*
	 * libqpdf's C functions let std::bad_alloc through, or copy to memory
	 * that they did not get, which ends the process: the parent then
	 * refuses the document. So it has one.
	 */
	bool may_fall;
};

struct tally {
	unsigned long calls;
	unsigned tried, fell, wrong;
	unsigned by[IC_REASON_COUNT];
};

static int replies; /* where the parent would listen */
static unsigned nth_claim, density = 40;

static _Noreturn void broken(const char *why)
{
	alloc_disarm();
	printf("Bail out! %s\n", why);
	exit(EXIT_FAILURE);
}

static void give(int at, const char *path)
{
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	if (path && (fd < 0 || dup2(fd, at) != at)) {
		broken(path);
	}
	if (fd != at) {
		close(path ? fd : at);
	}
}

static void give_product(void)
{
	int fd = memfd_create("product", MFD_CLOEXEC);

	if (fd < 0 || dup2(fd, IC_CHILD_PRODUCT) < 0) {
		broken("no product");
	}
	if (fd != IC_CHILD_PRODUCT) {
		close(fd);
	}
}

static void take_product(struct ic_buf *out)
{
	off_t size = lseek(IC_CHILD_PRODUCT, 0, SEEK_END);
	uint8_t *to;

	if (size < 0 || (size_t)size > FILE_MAX) {
		broken("a product of no use");
	}
	to = ic_buf_room(out, (size_t)size);
	if (!to || pread(IC_CHILD_PRODUCT, to, (size_t)size, 0) != size) {
		broken("the product cannot be read");
	}
	out->len += (size_t)size;
}

static void listen_to(struct outcome *o)
{
	struct ic_reply r;

	while (recv(replies, &r, sizeof(r), MSG_DONTWAIT) == sizeof(r)) {
		if (r.kind != IC_REPLY_BEAT && o->n < SAID_MAX) {
			o->said[o->n++] = r;
		}
	}
}

/* Run the role once; how many allocations it asked for. */
static unsigned long once(const struct sweep *s, unsigned long nth, bool on,
    struct outcome *o)
{
	unsigned long calls;

	ic_buf_finish(&o->product);
	memset(o, 0, sizeof(*o));
	give(IC_CHILD_SOURCE, s->source);
	give(IC_CHILD_ORIGINAL, s->original);
	if (s->makes) {
		give_product();
	}
	alloc_arm(nth, on);
	o->status = s->run(s->job->data, s->job->len);
	calls = alloc_disarm();
	listen_to(o);
	if (s->makes) {
		take_product(&o->product);
	}
	return calls;
}

static enum ic_reason reason(const struct outcome *o)
{
	return o->n ? (enum ic_reason)o->said[o->n - 1].u.end.reason
		    : IC_REASON_JOB;
}

/* It ended as it must, and nothing that it said is out of its range. */
static bool decent(const struct sweep *s, const struct outcome *o)
{
	for (unsigned i = 0; i < o->n; i++) {
		if (!ic_reply_ok(&o->said[i], &s->limits) ||
		    (o->said[i].kind == IC_REPLY_END) != (i + 1 == o->n)) {
			return false;
		}
	}
	return o->n > 0 && o->status == 0;
}

static bool alike(const struct outcome *a, const struct outcome *b)
{
	return a->n == b->n && a->product.len == b->product.len &&
	    memcmp(a->said, b->said, a->n * sizeof(*a->said)) == 0 &&
	    (a->product.len == 0 ||
		memcmp(a->product.data, b->product.data, a->product.len) == 0);
}

static bool right(const struct sweep *s, const struct outcome *good,
    const struct outcome *o)
{
	if (!decent(s, o)) {
		return false;
	}
	if (reason(o) != IC_REASON_NONE) {
		return reason(o) == IC_REASON_MEMORY ||
		    (reason(o) == IC_REASON_PROOF && s->limits.proofs);
	}
	return !s->refuses && alike(good, o);
}

/* False if it fell. What it wrote is lost. */
static bool apart(const struct sweep *s, unsigned long nth, bool on,
    struct outcome *o)
{
	struct outcome *shared = mmap(NULL, sizeof(*shared),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status = 0;
	pid_t pid;

	ic_buf_finish(&o->product); /* *o is overwritten below */
	if (shared == MAP_FAILED || (pid = fork()) < 0) {
		broken("no process");
	}
	if (pid == 0) {
		once(s, nth, on, o);
		*shared = *o;
		_exit(0);
	}
	if (waitpid(pid, &status, 0) != pid) {
		broken("no status");
	}
	*o = *shared;
	munmap(shared, sizeof(*shared));
	if (WIFSIGNALED(status) &&
	    (WTERMSIG(status) == SIGABRT || WTERMSIG(status) == SIGSEGV)) {
		memset(o, 0, sizeof(*o));
		listen_to(o); /* nobody hears it */
		return false;
	}
	return true;
}

static void try(const struct sweep *s, const struct outcome *good,
    unsigned long nth, bool on, struct tally *t)
{
	static struct outcome o;

	t->tried++;
	if (!s->may_fall) {
		once(s, nth, on, &o);
	} else if (!apart(s, nth, on, &o)) {
		t->fell++;
		return;
	}
	if (o.n && reason(&o) < IC_REASON_COUNT) {
		t->by[reason(&o)]++;
	}
	if (!right(s, good, &o)) {
		printf("# %s: wrong at %lu%s: %u replies, status %d, %s\n",
		    s->name, nth, on ? " and on" : "", o.n, o.status,
		    ic_reason_word(reason(&o)));
		t->wrong++;
	}
}

static void print(const struct sweep *s, const struct tally *t, bool good)
{
	printf("%sok %u - %s: of %lu allocations %u failed in turn, %u "
	       "wrong\n#",
	    good && t->wrong == 0 ? "" : "not ", ++nth_claim, s->name, t->calls,
	    t->tried, t->wrong);
	for (unsigned i = 0; i < IC_REASON_COUNT; i++) {
		if (t->by[i]) {
			printf(" %u %s", t->by[i],
			    ic_reason_word((enum ic_reason)i));
		}
	}
	if (t->fell) {
		printf(" %u fell", t->fell);
	}
	printf("\n");
	fflush(stdout);
}

/* `good` is filled with what it does with memory enough. */
static void sweep(const struct sweep *s, struct outcome *good)
{
	static struct outcome again;
	struct tally t = { 0 };
	bool same;

	once(s, 0, false, good); /* what is had once and kept */
	t.calls = once(s, 0, false, good);
	for (unsigned long n = 1; n <= t.calls; n += 1 + n / density) {
		try(s, good, n, false, &t);
		if (n % 3 == 1) {
			try(s, good, n, true, &t);
		}
	}
	once(s, 0, false, &again);
	same = decent(s, good) && alike(good, &again) &&
	    (reason(good) == IC_REASON_NONE) == !s->refuses;
	print(s, &t, same);
}

/* The job of a source: two boxes a page, the second of them if `more`. */
static void build(const struct outcome *scouted, bool more, enum ic_ask ask,
    struct ic_buf *job)
{
	struct ic_slice_build b = { 0 };
	struct ic_buf slice = { 0 };

	ic_slice_begin(&b);
	b.slice.ask = ask;
	b.slice.dpi = 100;
	b.slice.size = 8000;
	b.slice.margin = 9000;
	b.slice.labels = 1;
	for (unsigned i = 0; i < scouted->n; i++) {
		const struct ic_reply_page *p = &scouted->said[i].u.at_page;
		struct ic_rect r = { p->size.w / 4, p->size.h / 6,
			p->size.w / 2, p->size.h / 4 };
		struct ic_slice_page page = { .size = p->size,
			.source = b.slice.source_pages,
			.number = ic_slice_intern(&b, "COE000001"),
			.endorse = 1,
			.number_at = IC_BOTTOM_RIGHT };

		if (scouted->said[i].kind != IC_REPLY_PAGE) {
			continue;
		}
		b.slice.source_pages++;
		ic_slice_add_box(&b, r, ic_slice_intern(&b, "PII"));
		if (more) {
			r.y0 += p->size.h / 4;
			r.y1 += p->size.h / 3;
			ic_slice_add_box(&b, r, ic_slice_intern(&b, "IA"));
		}
		ic_slice_add_page(&b, &page);
	}
	ic_slice_add_prefix(&b, "COE");
	ic_slice_add_cell(&b, ic_slice_intern(&b, "zimmerlake address"));
	if (!ic_slice_end(&b, &slice, NULL) ||
	    !ic_job_join(&slice, "", job, NULL)) {
		broken("no job");
	}
	ic_buf_finish(&slice);
}

static void save(const struct ic_buf *b, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, b->data, b->len) != (ssize_t)b->len) {
		broken(path);
	}
	close(fd);
}

#define BITS(a) IC_PROOF_BIT(a)

static void sweep_judges(struct sweep s, const struct ic_buf *job,
    const struct ic_buf *more, const char *source, const char *other)
{
	static struct outcome o;
	char product[] = "/tmp/incamera-sweep-XXXXXX";
	char longer[] = "/tmp/incamera-sweep-XXXXXX";
	int fd = mkstemp(product), fd2 = mkstemp(longer);

	close(fd);
	close(fd2);
	s.name = "make";
	s.run = ic_make_run;
	s.makes = true;
	s.job = job;
	sweep(&s, &o);
	save(&o.product, product);
	ic_buf_putc(&o.product, '\n');
	save(&o.product, longer);
	s.makes = false;

	s.name = "judge of the structure";
	s.run = ic_structure_run;
	s.limits.proofs = BITS(STRUCTURE);
	s.may_fall = true;
	s.source = product;
	sweep(&s, &o);
	s.name = "judge of a structure with a byte too many";
	s.source = longer;
	s.refuses = true;
	sweep(&s, &o);

	s.name = "judge of boxes and endorsements";
	s.run = ic_content_run;
	s.may_fall = false;
	s.limits.proofs = BITS(BOXES) | BITS(ENDORSEMENT);
	s.source = product;
	s.refuses = false;
	sweep(&s, &o);
	s.name = "judge of boxes of which one is not there";
	s.job = more;
	s.refuses = true;
	sweep(&s, &o);

	s.name = "judge of the rest";
	s.job = job;
	s.limits.proofs = BITS(COLLATERAL) | BITS(WORDS);
	s.original = source;
	s.refuses = false;
	sweep(&s, &o);
	s.name = "judge of the rest of another source";
	s.original = other;
	s.refuses = true;
	sweep(&s, &o);
	ic_buf_finish(&o.product);
	unlink(product);
	unlink(longer);
}

/* Who takes pictures of what an audit found, and of what lies under it. */
static void sweep_pictures(struct sweep s)
{
	static struct outcome o;
	const struct ic_rect place = { 72000, 100000, 200000, 130000 };
	struct ic_audit_ask asks[IC_AUDIT_LOOKS];
	struct ic_buf job = { 0 };

	for (uint32_t i = 0; i < IC_AUDIT_LOOKS; i++) {
		asks[i] = (struct ic_audit_ask){
			{ 0, { 0, 0, 400000, 300000 } }, place, 72, i
		};
	}
	if (!ic_audit_asks_join(asks, IC_AUDIT_LOOKS, "", &job, NULL)) {
		broken("no job");
	}
	s.name = "pictures of findings";
	s.run = ic_audit_pictures_run;
	s.job = &job;
	s.makes = true;
	sweep(&s, &o);
	ic_buf_finish(&o.product);
	ic_buf_finish(&job);
}

/* Who reads numbers, and who draws the place of each page's box. */
static void sweep_readers(struct sweep s, const struct ic_buf *ask,
    const struct ic_buf *places)
{
	static struct outcome o;

	s.name = "reader of numbers";
	s.run = ic_read_run;
	s.job = ask;
	s.limits.prefixes = 1;
	sweep(&s, &o);
	s.name = "pictures of places";
	s.run = ic_picture_run;
	s.job = places;
	s.limits.prefixes = 0;
	s.makes = true;
	sweep(&s, &o);
	ic_buf_finish(&o.product);
}

/*
 * Descriptors 3 to 5 are a child's; what the test opens stands above. A
 * child's standard error is nowhere: MuPDF complains there of no context.
 */
static void arrange(void)
{
	int pair[2];

	for (int fd = 0; fd >= 0 && fd < 16;) {
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	}
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0 ||
	    dup2(pair[0], IC_CHILD_REPLY) < 0) {
		broken("no socket");
	}
	replies = pair[1];
#ifndef IC_SANITIZER
	dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
#endif
}

int main(int argc, char **argv)
{
	static struct outcome scouted, o;
	struct ic_buf ask = { 0 }, ink = { 0 }, job = { 0 }, more = { 0 };
	struct sweep s = { .run = ic_scout_run, .job = &ask };

	if (argc < 3) {
		broken("SOURCE OTHER [DENSITY]");
	}
	if (argc > 3) {
		density = (unsigned)strtoul(argv[3], NULL, 10);
	}
	arrange();
	build(&scouted, false, IC_ASK_GEOMETRY, &ask);
	s.name = "scout of pages";
	s.source = argv[1];
	sweep(&s, &scouted);
	build(&scouted, false, IC_ASK_INK, &ink);
	build(&scouted, false, 0, &job);
	build(&scouted, true, 0, &more);
	s.limits = (struct ic_reply_limits){ .pages = scouted.n - 2,
		.boxes = 2 * (scouted.n - 2),
		.cells = 1 };
	s.name = "scout of ink";
	s.job = &ink;
	sweep(&s, &o);
	sweep_readers(s, &ask, &job);
	sweep_pictures(s);
	sweep_judges(s, &job, &more, argv[1], argv[2]);
	ic_buf_finish(&ask);
	ic_buf_finish(&ink);
	ic_buf_finish(&job);
	ic_buf_finish(&more);
	printf("1..%u\n", nth_claim);
	return EXIT_SUCCESS;
}
