/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fs_priv.h"

/* Never returns: the parent's handlers and buffers are not ours to end. */
static void child(pid_t parent, ic_aside_fn *fn, void *user)
{
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent ||
	    prctl(PR_SET_NAME, "incamera-aside") != 0) {
		_exit(1);
	}
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (nowhere < 0 ? close(fd) != 0 : dup2(nowhere, fd) < 0) {
			_exit(1);
		}
	}
	umask(077);
	_exit(fn(user) ? 0 : 1);
}

bool ic_aside(const char *what, ic_aside_fn *fn, void *user,
    struct ic_error *err)
{
	pid_t parent = getpid(), pid = fork();
	int status = -1;

	if (pid < 0) {
		return ic_fail_errno(err, IC_EENV, errno,
		    "no process can be started for %s", what);
	}
	if (pid == 0) {
		child(parent, fn, user);
	}
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR) {
			return ic_fail_errno(err, IC_EENV, errno,
			    "the process for %s is lost", what);
		}
	}
	return (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
	    ic_fail(err, IC_EENV,
		"%s could not be made: the disk is full, or there is no "
		"memory: make room and run again",
		what);
}
