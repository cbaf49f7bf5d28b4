/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "proc.h"

#include <sys/socket.h>
#include <unistd.h>

#include "core/reply.h"
#include "fuzz.h"

#define RECORD sizeof(struct ic_reply)

struct proc_input proc_input;

/* What the linker calls instead of ic_NAME. */
bool __wrap_ic_zygote_spawn(struct ic_zygote *z, const struct ic_spawn *s,
    struct ic_proc *out, struct ic_error *err);
void __wrap_ic_proc_kill(struct ic_proc *p);
enum ic_exit __wrap_ic_proc_reap(struct ic_proc *p, struct ic_usage *usage);
struct ic_sandbox_info __wrap_ic_zygote_info(const struct ic_zygote *z);

static void say(int fd)
{
	struct proc_input *in = &proc_input;

	in->end = IC_EXIT_OK;
	for (int i = 0; i < PROC_TURNS && in->at < in->n; i++) {
		uint8_t flags = in->bytes[in->at++];
		size_t left = in->n - in->at;
		size_t n = left < RECORD ? left : RECORD;

		demand(send(fd, in->bytes + in->at, n,
			   MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)n);
		in->at += n;
		if (flags & 1) {
			in->end = (enum ic_exit)(
			    (flags >> 1) % (IC_EXIT_KILLED + 1));
			return;
		}
	}
}

bool __wrap_ic_zygote_spawn(struct ic_zygote *z, const struct ic_spawn *s,
    struct ic_proc *out, struct ic_error *err)
{
	int fd[2], size = 1 << 20;

	(void)z;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC,
		0, fd) != 0) {
		return ic_fail(err, IC_EENV, "no socket");
	}
	setsockopt(fd[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	if (proc_input.spawn) {
		proc_input.spawn(s);
	}
	say(fd[1]);
	close(fd[1]);
	proc_input.spawned++;
	*out = (struct ic_proc){ .pid = 1,
		.reply = fd[0],
		.cpu_seconds = s->cpu_seconds };
	return true;
}

void __wrap_ic_proc_kill(struct ic_proc *p)
{
	(void)p;
}

enum ic_exit __wrap_ic_proc_reap(struct ic_proc *p, struct ic_usage *usage)
{
	(void)usage;
	if (p->pid == 0) {
		return IC_EXIT_KILLED;
	}
	close(p->reply);
	*p = (struct ic_proc){ 0 };
	proc_input.reaped++;
	return proc_input.end;
}

struct ic_sandbox_info __wrap_ic_zygote_info(const struct ic_zygote *z)
{
	(void)z;
	return (struct ic_sandbox_info){ true, 1 };
}
