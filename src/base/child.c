/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "child_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Die with the parent, and at once if it is gone already. */
static bool bound_to(pid_t parent)
{
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}

/* The job is sealed, so the mapping can neither change nor shrink. */
static bool take_job(int fd, size_t n, const uint8_t **job)
{
	void *p;

	if (n > 0) {
		p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
		if (p == MAP_FAILED) {
			return false;
		}
		*job = p;
	}
	close(fd);
	return true;
}

/* Put files at their numbers by way of higher ones, and close all others. */
static bool place(const struct ic_child_start *s)
{
	const int from[] = { s->reply, s->source, s->second };
	int aside[IC_CHILD_ASIDE_FILES];

	for (int i = 0; i < IC_CHILD_ASIDE_FILES; i++) {
		aside[i] = from[i];
		if (from[i] >= 0) {
			aside[i] = fcntl(from[i], F_DUPFD, IC_CHILD_ASIDE);
			if (aside[i] < 0) {
				return false;
			}
		}
	}
	for (int i = 0; i < IC_CHILD_ASIDE_FILES; i++) {
		if (aside[i] < 0) {
			close(IC_CHILD_REPLY + i);
		} else if (dup2(aside[i], IC_CHILD_REPLY + i) < 0) {
			return false;
		}
	}
	closefrom(IC_CHILD_PRODUCT + 1);
	return true;
}

static bool enter(const struct ic_child_start *s)
{
	return ic_limits_enter(&s->role->grants, s->cpu_seconds) == 0 &&
	    (!s->sandbox || ic_sandbox_enter(&s->role->grants) == 0);
}

void ic_child_main(const struct ic_child_start *s)
{
	const uint8_t *job = (const uint8_t *)"";
	int status;

	prctl(PR_SET_NAME, s->role->name);
	if (!bound_to(s->parent) || !take_job(s->job, s->len, &job) ||
	    !place(s) || !enter(s)) {
		_exit(IC_STATUS_START);
	}
	status = s->role->run(job, s->len);
	_exit(status >= 0 && status < IC_STATUS_START ? status : 1);
}

bool ic_child_reply(const void *record, size_t n)
{
	ssize_t sent;

	do {
		sent = send(IC_CHILD_REPLY, record, n, MSG_NOSIGNAL);
	} while (sent < 0 && errno == EINTR);
	return sent >= 0 && (size_t)sent == n;
}
