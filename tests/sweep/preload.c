/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * LD_PRELOAD: in the process that is started, not in its children, the call
 * of malloc and its like that IC_NTH names fails. With IC_NTH_COUNT the
 * number of calls is written to the file of that name at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A page that is all zero in a child, however it was forked. */
static struct counter {
	bool armed;
	unsigned long nth, count;
} * counter;

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static void begin(void) __attribute__((constructor));
static void end(void) __attribute__((destructor));

static void begin(void)
{
	const char *nth = getenv("IC_NTH");
	struct counter *c = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (c == MAP_FAILED || madvise(c, 4096, MADV_WIPEONFORK) != 0) {
		_exit(99);
	}
	c->nth = nth ? strtoul(nth, NULL, 10) : 0;
	c->armed = true;
	counter = c;
}

static void end(void)
{
	const char *path = getenv("IC_NTH_COUNT");
	char text[24];
	int fd;

	if (!path || !counter->armed) {
		return;
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	snprintf(text, sizeof(text), "%lu\n", counter->count);
	if (fd < 0 || write(fd, text, strlen(text)) < 0) {
		_exit(99);
	}
	close(fd);
}

static bool fails(void)
{
	if (!counter || !counter->armed || ++counter->count != counter->nth) {
		return false;
	}
	errno = ENOMEM;
	return true;
}

void *malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}

void *reallocarray(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, n * size);
}
