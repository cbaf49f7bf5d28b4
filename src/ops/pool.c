/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/pool.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/fault.h"
#include "core/numbers.h"
#include "core/slice.h"
#include "ops/commands.h"

#define TICK 100 /* milliseconds between looks at the stop flag */

/* A document's own, and its faults: 64 of each proof. */
#define RECORDS_SPARE 1024
#define MEASURES 4        /* what is told of a page, at most */
#define CELLS_MAX 1000000 /* that repeat a covered word */

struct slot {
	bool busy;
	const char *name;
	size_t item;
	struct ic_proc proc;
	struct ic_reply_limits limits;
	struct ic_usage *usage;
	uint32_t *fault;
	uint64_t left; /* records that it may still send, beats apart */
	time_t heard;
	bool ended;            /* IC_REPLY_END came */
	enum ic_reason reason; /* what it said, or what we hold against it */
	bool condemned;        /* killed by us: its status says nothing */
};

struct pool {
	struct ic_zygote *z;
	const struct ic_pool_work *work;
	const size_t *items;
	size_t n, at;
	struct slot *slots;
	struct pollfd *fds;
	unsigned jobs;
};

static time_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/*
 * What we keep of a child's replies is ours to pay for: one that repeats
 * itself must not take the memory of the run.
 */
static uint64_t records(const struct ic_reply_limits *l)
{
	uint64_t pages = l->pages ? l->pages : IC_SLICE_PAGES_MAX;
	uint64_t cells = l->cells < CELLS_MAX ? l->cells : CELLS_MAX;
	uint64_t told = (uint64_t)MEASURES + l->numbered +
	    (l->prefixes ? IC_NUMBERS_PAGE_MAX : 0);

	return RECORDS_SPARE + told * pages + 2 * (uint64_t)l->boxes + cells;
}

/* Start the slot's item's next child; *more is false when it has none. */
static bool start(struct pool *p, struct slot *s, bool *more,
    struct ic_error *err)
{
	struct ic_pool_child c = { .name = "child",
		.spawn = { .source = -1, .product = -1, .original = -1 } };
	size_t item = s->item;

	*more = p->work->next(p->work->user, item, &c);
	*s = (struct slot){ .item = item };
	if (!*more) {
		return true;
	}
	if (!ic_zygote_spawn(p->z, &c.spawn, &s->proc, err)) {
		return false;
	}
	s->busy = true;
	s->name = c.name;
	ic_fault_child(s->name, "started", s->proc.pid);
	s->limits = c.limits;
	s->usage = c.usage;
	s->fault = c.fault;
	s->left = records(&c.limits);
	s->heard = now();
	return true;
}

/* Give an idle slot the next items until one has a child. */
static bool fill(struct pool *p, struct slot *s, struct ic_error *err)
{
	while (!s->busy && p->at < p->n) {
		bool more;

		s->item = p->items ? p->items[p->at] : p->at;
		p->at++;
		if (!start(p, s, &more, err)) {
			return false;
		}
	}
	return true;
}

static void condemn(struct slot *s, enum ic_reason reason)
{
	if (!s->condemned) {
		s->condemned = true;
		s->reason = reason;
		ic_proc_kill(&s->proc);
	}
}

static enum ic_reason verdict(const struct slot *s, enum ic_exit e)
{
	if (s->condemned) {
		return s->reason;
	}
	switch (e) {
	case IC_EXIT_OK:
		return s->ended ? s->reason : IC_REASON_REPLY;
	case IC_EXIT_STATUS:
		return s->ended && s->reason ? s->reason : IC_REASON_JOB;
	case IC_EXIT_START:
		return IC_REASON_START;
	case IC_EXIT_READ:
		return IC_REASON_READ;
	case IC_EXIT_CRASH:
		return IC_REASON_CRASH;
	case IC_EXIT_SYSCALL:
		return IC_REASON_SYSCALL;
	case IC_EXIT_CPU:
		return IC_REASON_TIMEOUT;
	default:
		return IC_REASON_KILLED;
	}
}

static bool finish(struct pool *p, struct slot *s, struct ic_error *err)
{
	enum ic_exit e = ic_proc_reap(&s->proc, s->usage);
	bool more;

	s->busy = false;
	ic_fault_child(s->name, "ended", 0);
	if (!p->work->end(p->work->user, s->item, verdict(s, e))) {
		return ic_fail(err, IC_EENV, "the run cannot go on");
	}
	if (!start(p, s, &more, err)) {
		return false;
	}
	return more || fill(p, s, err);
}

static void take(struct pool *p, struct slot *s, const struct ic_reply *r,
    size_t n)
{
	s->heard = now();
	ic_fault_child(s->name, "said", s->proc.pid);
	if (s->condemned) {
		return; /* nothing that it says counts any more */
	}
	if (n != sizeof(*r) || s->ended || !ic_reply_ok(r, &s->limits)) {
		condemn(s, IC_REASON_REPLY);
	} else if (r->kind == IC_REPLY_END) {
		s->ended = true;
		s->reason = (enum ic_reason)r->u.end.reason;
		if (s->fault) {
			*s->fault = r->page;
		}
	} else if (r->kind != IC_REPLY_BEAT &&
	    (s->left-- == 0 || !p->work->reply(p->work->user, s->item, r))) {
		condemn(s, IC_REASON_REPLY);
	}
}

/*
 * An empty record reads as the end does; taken for it, we would wait for a
 * child that is in no hurry. Only the end hangs up.
 */
static bool hung_up(int fd)
{
	struct pollfd p = { fd, 0, 0 };

	return poll(&p, 1, 0) == 1 && (p.revents & POLLHUP);
}

/* Read what there is; true at the end of the stream. */
static bool drain(struct pool *p, struct slot *s)
{
	for (int i = 0; i < 256; i++) {
		struct ic_reply r;
		ssize_t n = recv(s->proc.reply, &r, sizeof(r), MSG_TRUNC);

		if (n == 0 && hung_up(s->proc.reply)) {
			return true;
		}
		if (n < 0) {
			return errno != EAGAIN && errno != EINTR;
		}
		take(p, s, &r, (size_t)n);
	}
	return false;
}

static bool turn(struct pool *p, struct ic_error *err)
{
	unsigned n = 0;

	for (unsigned i = 0; i < p->jobs; i++) {
		p->fds[i] = (struct pollfd){ -1, POLLIN, 0 };
		if (p->slots[i].busy) {
			p->fds[i].fd = p->slots[i].proc.reply;
			n++;
		}
	}
	if (n && poll(p->fds, p->jobs, TICK) < 0 && errno != EINTR) {
		return ic_fail(err, IC_EENV,
		    "the child processes cannot be "
		    "watched: %s",
		    strerrordesc_np(errno));
	}
	for (unsigned i = 0; i < p->jobs; i++) {
		struct slot *s = &p->slots[i];

		if (!s->busy) {
			continue;
		}
		if (now() - s->heard > IC_POOL_SILENCE) {
			condemn(s, IC_REASON_TIMEOUT);
		}
		if (p->fds[i].revents && drain(p, s) && !finish(p, s, err)) {
			return false;
		}
	}
	return true;
}

static bool busy(const struct pool *p)
{
	for (unsigned i = 0; i < p->jobs; i++) {
		if (p->slots[i].busy) {
			return true;
		}
	}
	return false;
}

static void end_all(struct pool *p)
{
	for (unsigned i = 0; i < p->jobs; i++) {
		if (p->slots[i].busy) {
			ic_proc_kill(&p->slots[i].proc);
		}
	}
	for (unsigned i = 0; i < p->jobs; i++) {
		if (p->slots[i].busy) {
			ic_proc_reap(&p->slots[i].proc, p->slots[i].usage);
		}
	}
}

static bool run(struct pool *p, const volatile sig_atomic_t *stop,
    struct ic_error *err)
{
	for (unsigned i = 0; i < p->jobs; i++) {
		if (!fill(p, &p->slots[i], err)) {
			return false;
		}
	}
	while (busy(p)) {
		if (stop && *stop) {
			return ic_fail(err, IC_EENV, "interrupted");
		}
		if (!turn(p, err)) {
			return false;
		}
	}
	return !(stop && *stop) || ic_fail(err, IC_EENV, "interrupted");
}

bool ic_pool_no_reply(void *user, size_t item, const struct ic_reply *r)
{
	(void)user;
	(void)item;
	(void)r;
	return false;
}

bool ic_pool_run(struct ic_zygote *z, const size_t *items, size_t n,
    unsigned jobs, const struct ic_pool_work *work,
    const volatile sig_atomic_t *stop, struct ic_error *err)
{
	struct pool p = { .z = z,
		.work = work,
		.items = items,
		.n = n,
		.jobs = ic_pool_jobs(jobs) };
	bool ok = false;

	p.slots = calloc(p.jobs, sizeof(*p.slots));
	p.fds = calloc(p.jobs, sizeof(*p.fds));
	if (p.slots && p.fds) {
		ok = run(&p, stop, err);
		end_all(&p);
	} else {
		ic_fail(err, IC_EENV, "out of memory");
	}
	free(p.slots);
	free(p.fds);
	return ok;
}

unsigned ic_pool_cpu(uint32_t pages)
{
	unsigned most = 86400; /* a day */

	if (pages > (most - IC_POOL_CPU_LEAST) / IC_POOL_CPU_PAGE) {
		return most;
	}
	return IC_POOL_CPU_LEAST + pages * IC_POOL_CPU_PAGE;
}

unsigned ic_pool_jobs(unsigned wanted)
{
	long n = wanted ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > IC_JOBS_MAX ? IC_JOBS_MAX : (unsigned)n;
}
