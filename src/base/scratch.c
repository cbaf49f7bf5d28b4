/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Files that have no name, and end with their descriptor. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/fs.h"
#include "fs_priv.h"

/* Above that, memory is better left to the children. */
#define IN_MEMORY ((uint64_t)64 << 20)

static int in_memory(void)
{
	return memfd_create("incamera", MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

static int on_disk(void)
{
	const char *const places[] = { getenv("TMPDIR"), "/var/tmp", "/tmp" };
	int fd = -1;

	for (size_t i = 0; i < sizeof(places) / sizeof(*places) && fd < 0;
	     i++) {
		if (places[i] && *places[i]) {
			fd = open(places[i],
			    O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
		}
	}
	return fd;
}

bool ic_fs_scratch(uint64_t size, int *fd, struct ic_error *err)
{
	int got = size > IN_MEMORY ? on_disk() : -1;

	got = got >= 0 ? got : in_memory();
	if (got < 0) {
		return ic_fail_errno(err, IC_EENV, errno,
		    "a temporary file cannot be had");
	}
	*fd = got;
	return true;
}

void ic_fs_seal(int fd)
{
	(void)fcntl(fd, F_ADD_SEALS,
	    F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}
