/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scratch.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

char *scratch_make(void)
{
	char *path = strdup("/tmp/incamera-unit-XXXXXX");

	ck_assert_ptr_nonnull(mkdtemp(path));
	return path;
}

static int drop(const char *path, const struct stat *st, int flag,
    struct FTW *at)
{
	(void)st;
	(void)flag;
	(void)at;
	return remove(path);
}

void scratch_remove(char *path)
{
	ck_assert_int_eq(nftw(path, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
	free(path);
}

char *scratch_read(const char *dir, const char *name)
{
	char path[256], *text;
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "rb");
	if (!f) {
		return NULL;
	}
	text = calloc(1, 1 << 16);
	n = fread(text, 1, (1 << 16) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

int scratch_count(const char *dir)
{
	DIR *d = opendir(dir);
	int n = 0;

	ck_assert_ptr_nonnull(d);
	while (readdir(d)) {
		n++;
	}
	closedir(d);
	return n - 2;
}

int apart(int (*body)(const char *dir), const char *dir)
{
	int fds[2], line = 0, status;
	pid_t pid;

	ck_assert_int_eq(pipe(fds), 0);
	pid = fork();
	if (pid == 0) {
		line = body(dir);
		_exit(write(fds[1], &line, sizeof(line)) !=
		    (ssize_t)sizeof(line));
	}
	close(fds[1]);
	ck_assert_int_eq(read(fds[0], &line, sizeof(line)), sizeof(line));
	close(fds[0]);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	if (line == APART_SKIPPED) {
		printf("# skipped: a mount is not permitted here\n");
		fflush(stdout);
	}
	return line;
}

/* Mounted nowhere, so nobody else sees it and a chroot is no hindrance. */
bool enter_tmpfs(const char *size)
{
	int fs = fsopen("tmpfs", FSOPEN_CLOEXEC), mount = -1;

	if (fs >= 0 &&
	    fsconfig(fs, FSCONFIG_SET_STRING, "size", size, 0) == 0 &&
	    fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0) {
		mount = fsmount(fs, FSMOUNT_CLOEXEC, 0);
	}
	return mount >= 0 && fchdir(mount) == 0;
}

bool hide(const char *dir)
{
	return unshare(CLONE_NEWNS) == 0 &&
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	    mount("tmpfs", dir, "tmpfs", 0, NULL) == 0;
}
