/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "alloc.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#ifdef IC_SANITIZER
#define NAME(call) __wrap_##call
#define REAL(call) __real_##call
#else
#define NAME(call) call
#define REAL(call) __libc_##call
#endif

void *REAL(malloc)(size_t n);
void *REAL(calloc)(size_t n, size_t size);
void *REAL(realloc)(void *p, size_t n);
void *NAME(malloc)(size_t n);
void *NAME(calloc)(size_t n, size_t size);
void *NAME(realloc)(void *p, size_t n);
void *NAME(reallocarray)(void *p, size_t n, size_t size);

static bool armed, go_on, holding;
static unsigned long count, at;

void alloc_arm(unsigned long nth, bool on)
{
	count = 0;
	at = nth;
	go_on = on;
	armed = true;
}

unsigned long alloc_disarm(void)
{
	armed = false;
	return count;
}

void alloc_hold(bool held)
{
	holding = held;
}

static bool fails(void)
{
	if (!armed || holding) {
		return false;
	}
	count++;
	if (at == 0 || count < at || (count > at && !go_on)) {
		return false;
	}
	errno = ENOMEM;
	return true;
}

void *NAME(malloc)(size_t n)
{
	return fails() ? NULL : REAL(malloc)(n);
}

void *NAME(calloc)(size_t n, size_t size)
{
	return fails() ? NULL : REAL(calloc)(n, size);
}

void *NAME(realloc)(void *p, size_t n)
{
	return fails() ? NULL : REAL(realloc)(p, n);
}

void *NAME(reallocarray)(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return NAME(realloc)(p, n * size);
}
