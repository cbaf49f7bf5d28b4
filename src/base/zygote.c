/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "child_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

struct zygote {
	pid_t parent;
	const struct ic_role *roles;
	size_t n;
	bool sandbox;
};

/*
 * A Ctrl-C of the terminal is the parent's, and so is its directory; what the
 * parent ignores a child does not.
 */
static bool leave(void)
{
	sigset_t none;

	setsid();
	for (int i = 1; i < NSIG; i++) {
		signal(i, SIG_DFL);
	}
	/* A write beyond the limit on files fails, as one to a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	return chdir("/") == 0;
}

/*
 * The environment may hold the passwords of documents. A child could read
 * the strings even after clearenv(), so they are wiped.
 */
static void forget_environment(void)
{
	static char locale[] = "LC_ALL=C";
	static char *only[] = { locale, NULL };

	for (char **e = environ; e && *e; e++) {
		explicit_bzero(*e, strlen(*e));
	}
	environ = only;
}

static ssize_t swallow(void *cookie, const char *bytes, size_t n)
{
	(void)cookie;
	(void)bytes;
	return (ssize_t)n;
}

/*
 * Libraries that print a warning must not die of it: their standard streams
 * end here, without a syscall.
 */
static void mute_streams(void)
{
	cookie_io_functions_t to = { .write = swallow };
	FILE *mute = fopencookie(NULL, "w", to);

	if (mute) {
		stdout = mute;
		stderr = mute;
	}
}

/* OpenSSL reads its configuration at the first use: a child could not. */
static void warm_up(void)
{
	unsigned char md[EVP_MAX_MD_SIZE];

	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	EVP_Digest("", 0, md, NULL, EVP_sha256(), NULL);
}

static void warm_roles(const struct zygote *z)
{
	for (size_t i = 0; i < z->n; i++) {
		if (z->roles[i].warm) {
			z->roles[i].warm();
		}
	}
}

#define HEAP ((size_t)64 << 20)

/*
 * A child's heap, laid out here so that it need not ask for it: a large one
 * that the kernel backs by large pages where it can. A page fault costs as much
 * as drawing a line of text, and a child of a short document has thousands.
 * Nothing is touched, so nothing is used yet. If it fails, all is as before.
 */
static void lay_out_heap(void)
{
#ifndef IC_SANITIZER
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from, to;
	void *first;

	mallopt(M_MMAP_THRESHOLD, 32 << 20); /* glibc takes no more */
	mallopt(M_TRIM_THRESHOLD, 512 << 20);
	mallopt(M_TOP_PAD, HEAP);
	first = malloc(1 << 20);
	if (first) {
		from = ((uintptr_t)first + page - 1) / page * page;
		to = (uintptr_t)sbrk(0) / page * page;
		if (to > from && to - from < 2 * HEAP) {
			madvise((void *)from, to - from, MADV_HUGEPAGE);
		}
	}
	free(first);
	mallopt(M_TOP_PAD, HEAP / 4);
#endif
}

/* A child of few descriptors could not begin; better to know it now. */
static bool has_descriptors(void)
{
	struct rlimit had;

	return getrlimit(RLIMIT_NOFILE, &had) == 0 &&
	    had.rlim_cur >= IC_CHILD_ASIDE + IC_CHILD_ASIDE_FILES;
}

/* Control at its number, /dev/null below it, nothing above. 0 or an errno. */
static int keep_control(int control)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	int last = STDERR_FILENO;

#ifdef IC_SANITIZER
	last = STDOUT_FILENO; /* reports are for the test's log */
#endif
	if (null < 0) {
		return errno;
	}
	null = fcntl(null, F_DUPFD, IC_ZYGOTE_CONTROL + 1);
	control = fcntl(control, F_DUPFD, IC_ZYGOTE_CONTROL + 1);
	if (null < 0 || control < 0 || dup2(control, IC_ZYGOTE_CONTROL) < 0) {
		return errno;
	}
	for (int fd = 0; fd <= last; fd++) {
		if (dup2(null, fd) < 0) {
			return errno;
		}
	}
	closefrom(IC_ZYGOTE_CONTROL + 1);
	return 0;
}

/*
 * Whether a child could load its filter: one tries. *refused is its errno, or
 * 0. An errno if it could not try.
 */
static int try_sandbox(int32_t *refused)
{
	const struct ic_grants all = { 0, 1, false, true };
	int status = 0;
	pid_t pid = fork();

	if (pid < 0) {
		return errno;
	}
	if (pid == 0) {
		_exit(ic_sandbox_enter(&all));
	}
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR) {
			return errno;
		}
	}
	*refused = WIFEXITED(status) ? WEXITSTATUS(status) : ENOSYS;
	return 0;
}

static struct ic_zygote_hello prepare(const struct zygote *z)
{
	struct ic_zygote_hello hello = { 0 };

	prctl(PR_SET_NAME, "incamera-zygote");
	forget_environment();
	mute_streams();
	warm_up();
	warm_roles(z);
	lay_out_heap();
	if (!leave() || prctl(PR_SET_DUMPABLE, 0) != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
		hello.failed = errno;
	} else if (!has_descriptors()) {
		hello.failed = EMFILE;
	} else if (z->sandbox) {
		hello.failed = try_sandbox(&hello.refused);
		hello.landlock = ic_landlock_enter();
	}
	return hello;
}

/* Receive a request and its files. False when the parent is gone. */
static bool receive(struct ic_request *r, int fds[IC_REQUEST_FILES_MAX],
    size_t *n)
{
	_Alignas(struct cmsghdr) char
	    room[CMSG_SPACE(sizeof(int) * IC_REQUEST_FILES_MAX)];
	struct iovec io = { r, sizeof(*r) };
	struct msghdr m = { .msg_iov = &io,
		.msg_iovlen = 1,
		.msg_control = room,
		.msg_controllen = sizeof(room) };
	struct cmsghdr *c;
	ssize_t got;

	do {
		got = recvmsg(IC_ZYGOTE_CONTROL, &m, MSG_CMSG_CLOEXEC);
	} while (got < 0 && errno == EINTR);
	c = got == (ssize_t)sizeof(*r) ? CMSG_FIRSTHDR(&m) : NULL;
	if (!c || c->cmsg_type != SCM_RIGHTS ||
	    (m.msg_flags & MSG_CTRUNC) != 0) {
		return false;
	}
	*n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
	memcpy(fds, CMSG_DATA(c), *n * sizeof(int));
	return true;
}

/* The child becomes the parent's own, which can then wait for it. */
static pid_t clone_for_parent(void)
{
	return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL,
	    NULL, NULL);
}

static struct ic_answer spawn(const struct zygote *z,
    const struct ic_request *r, const int *fds, size_t n)
{
	struct ic_child_start s = { .parent = z->parent,
		.sandbox = z->sandbox,
		.cpu_seconds = r->cpu_seconds,
		.len = r->len,
		.source = -1,
		.second = -1 };
	struct ic_answer a = { .failed = EPROTO };
	size_t used = 2;

	if (r->files & IC_REQUEST_SOURCE && used < n) {
		s.source = fds[used++];
	}
	if (r->files & (IC_REQUEST_PRODUCT | IC_REQUEST_ORIGINAL) && used < n) {
		s.second = fds[used++];
	}
	if (r->role >= z->n || used != n) {
		return a;
	}
	s.role = &z->roles[r->role];
	s.reply = fds[0];
	s.job = fds[1];
	a.pid = clone_for_parent();
	if (a.pid == 0) {
		ic_child_main(&s);
	}
	a.failed = a.pid < 0 ? errno : 0;
	return a;
}

static bool answer(const void *bytes, size_t n)
{
	return send(IC_ZYGOTE_CONTROL, bytes, n, MSG_NOSIGNAL) == (ssize_t)n;
}

void ic_zygote_main(int control, pid_t parent, const struct ic_role *roles,
    size_t n, bool sandbox)
{
	const struct zygote z = { parent, roles, n, sandbox };
	struct ic_zygote_hello hello = { 0 };
	struct ic_request r;
	int fds[IC_REQUEST_FILES_MAX];
	size_t nfds;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
		_exit(1);
	}
	hello.failed = keep_control(control);
	if (hello.failed) {
		send(control, &hello, sizeof(hello), MSG_NOSIGNAL);
		_exit(1);
	}
	hello = prepare(&z);
	if (!answer(&hello, sizeof(hello))) {
		_exit(1);
	}
	while (receive(&r, fds, &nfds)) {
		struct ic_answer a = spawn(&z, &r, fds, nfds);

		for (size_t i = 0; i < nfds; i++) {
			close(fds[i]);
		}
		if (!answer(&a, sizeof(a))) {
			break;
		}
	}
	_exit(0);
}
