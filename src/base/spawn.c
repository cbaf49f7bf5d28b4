/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parent's side of base/child.h: the zygote, and starting children. */
#include "child_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/fs.h"
#include "fs_priv.h"

struct ic_zygote {
	pid_t pid;
	int control;
	const struct ic_role *roles;
	size_t n;
	struct ic_sandbox_info info;
};

static bool receive(int fd, void *bytes, size_t n)
{
	ssize_t got;

	do {
		got = recv(fd, bytes, n, 0);
	} while (got < 0 && errno == EINTR);
	return got >= 0 && (size_t)got == n;
}

/*
 * The socket is closed, so the zygote is dead or dying: the kernel was out of
 * memory, or somebody killed what bears our name.
 */
static bool lost(struct ic_zygote *z, struct ic_error *err)
{
	int status = z->pid > 0 ? ic_wait(z->pid, NULL) : -1;

	z->pid = 0;
	if (status >= 0 && WIFSIGNALED(status)) {
		return ic_fail(err, IC_EENV,
		    "the process that starts the workers was killed by "
		    "signal %d: run again",
		    WTERMSIG(status));
	}
	return ic_fail(err, IC_EENV,
	    "the process that starts the workers has ended: run again");
}

/* An ignored SIGCHLD, which exec inherits, would lose how children end. */
static void want_children(void)
{
	struct sigaction had;

	if (sigaction(SIGCHLD, NULL, &had) == 0 &&
	    (had.sa_handler == SIG_IGN || had.sa_flags & SA_NOCLDWAIT)) {
		signal(SIGCHLD, SIG_DFL);
	}
}

static bool greet(struct ic_zygote *z, bool sandbox, struct ic_error *err)
{
	struct ic_zygote_hello hello;

	if (!receive(z->control, &hello, sizeof(hello))) {
		return lost(z, err);
	}
	if (hello.failed) {
		return ic_fail(err, IC_EENV,
		    "the process that starts the workers cannot be set up: %s",
		    strerror(hello.failed));
	}
	if (hello.refused) {
		return ic_fail(err, IC_EENV,
		    "this machine has no seccomp "
		    "sandbox (%s): run incamera on another kernel, or with "
		    "--no-sandbox if every input can be trusted",
		    strerror(hello.refused));
	}
	z->info.seccomp = sandbox;
	z->info.landlock = hello.landlock;
	return true;
}

static bool start(struct ic_zygote *z, bool sandbox, struct ic_error *err)
{
	pid_t parent = getpid();
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) {
		return ic_fail(err, IC_EENV, "a socket pair cannot be had: %s",
		    strerror(errno));
	}
	ic_fault_point("zygote");
	z->pid = fork();
	if (z->pid == 0) {
		ic_zygote_main(pair[1], parent, z->roles, z->n, sandbox);
	}
	z->control = pair[0];
	close(pair[1]);
	if (z->pid < 0) {
		return ic_fail(err, IC_EENV, "a process cannot be had: %s",
		    strerror(errno));
	}
	return greet(z, sandbox, err);
}

bool ic_zygote_open(const struct ic_role *roles, size_t n, bool sandbox,
    struct ic_zygote **out, struct ic_error *err)
{
	struct ic_zygote *z;

	if (n > IC_CHILD_ROLES_MAX) {
		return ic_fail(err, IC_EBUG, "too many roles");
	}
	z = calloc(1, sizeof(*z));
	if (!z) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	z->roles = roles;
	z->n = n;
	z->control = -1;
	want_children();
	if (!start(z, sandbox, err)) {
		ic_zygote_close(z);
		return false;
	}
	*out = z;
	return true;
}

struct ic_sandbox_info ic_zygote_info(const struct ic_zygote *z)
{
	return z->info;
}

void ic_zygote_close(struct ic_zygote *z)
{
	if (!z) {
		return;
	}
	if (z->control >= 0) {
		close(z->control);
	}
	if (z->pid > 0) {
		kill(z->pid, SIGKILL);
		ic_wait(z->pid, NULL);
	}
	free(z);
}

/* A file in memory that holds the job and can change no more, or -1. */
static int seal_job(const struct ic_spawn *s)
{
	int fd = memfd_create("job", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 &&
	    (!ic_fs_write_all(fd, s->job, s->len) ||
		fcntl(fd, F_ADD_SEALS,
		    F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) !=
		    0)) {
		int why = errno;

		close(fd);
		errno = why;
		return -1;
	}
	return fd;
}

static bool request(const struct ic_zygote *z, const struct ic_spawn *s,
    int reply, int job)
{
	struct ic_request r = { .len = s->len,
		.role = s->role,
		.cpu_seconds = s->cpu_seconds };
	int fds[IC_REQUEST_FILES_MAX] = { reply, job };
	size_t n = 2;
	_Alignas(struct cmsghdr) char room[CMSG_SPACE(sizeof(fds))] = { 0 };
	struct iovec io = { &r, sizeof(r) };
	struct msghdr m = { .msg_iov = &io,
		.msg_iovlen = 1,
		.msg_control = room };
	struct cmsghdr *c;
	ssize_t sent;

	if (s->source >= 0) {
		r.files |= IC_REQUEST_SOURCE;
		fds[n++] = s->source;
	}
	if (s->product >= 0) {
		r.files |= IC_REQUEST_PRODUCT;
		fds[n++] = s->product;
	}
	if (s->original >= 0) {
		r.files |= IC_REQUEST_ORIGINAL;
		fds[n++] = s->original;
	}
	m.msg_controllen = CMSG_SPACE(n * sizeof(int));
	c = CMSG_FIRSTHDR(&m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(n * sizeof(int));
	memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	do {
		sent = sendmsg(z->control, &m, MSG_NOSIGNAL);
	} while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)sizeof(r);
}

/* Ask for the child and hear its pid. */
static bool obtain(struct ic_zygote *z, const struct ic_spawn *s, int reply,
    int job, pid_t *pid, struct ic_error *err)
{
	struct ic_answer a;

	if (!request(z, s, reply, job) && errno != EPIPE &&
	    errno != ECONNRESET) {
		return ic_fail(err, IC_EENV, "a worker cannot be started: %s",
		    strerror(errno));
	}
	if (!receive(z->control, &a, sizeof(a))) {
		return lost(z, err);
	}
	if (a.failed) {
		return ic_fail(err, IC_EENV, "a worker cannot be started: %s",
		    strerror(a.failed));
	}
	*pid = a.pid;
	return true;
}

static bool spawn_allowed(const struct ic_zygote *z, const struct ic_spawn *s,
    struct ic_error *err)
{
	const struct ic_grants *g = s->role < z->n ? &z->roles[s->role].grants
						   : NULL;

	if (!g || (s->product >= 0 && (g->product == 0 || s->original >= 0)) ||
	    (s->original >= 0 && !g->original)) {
		return ic_fail(err, IC_EBUG, "a worker asks for too much");
	}
	if (s->len > IC_CHILD_JOB_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "a document has more boxes "
		    "and cells than a worker accepts");
	}
	return true;
}

bool ic_zygote_spawn(struct ic_zygote *z, const struct ic_spawn *s,
    struct ic_proc *out, struct ic_error *err)
{
	struct ic_proc p = { .cpu_seconds = s->cpu_seconds };
	int pair[2], job;
	bool ok = false;

	if (!spawn_allowed(z, s, err)) {
		return false;
	}
	job = seal_job(s);
	if (job < 0) {
		return ic_fail(err, IC_EENV,
		    "memory for a worker's job cannot be had: %s",
		    strerror(errno));
	}
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) {
		ic_fail(err, IC_EENV, "a socket pair cannot be had: %s",
		    strerror(errno));
	} else {
		p.reply = pair[0];
		ok = fcntl(pair[0], F_SETFL, O_NONBLOCK) == 0
		    ? obtain(z, s, pair[1], job, &p.pid, err)
		    : ic_fail(err, IC_EENV, "a socket pair cannot be had: %s",
			  strerror(errno));
		close(pair[1]);
	}
	close(job);
	if (ok) {
		*out = p;
	} else if (p.reply > 0) {
		close(p.reply);
	}
	return ok;
}
