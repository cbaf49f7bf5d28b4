/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NAME_MAX_LEN 128

struct fault {
	bool known;              /* the environment was read */
	char name[NAME_MAX_LEN]; /* empty: no fault is wanted */
	char action[8];
	unsigned wanted; /* the visit at which it happens */
	/* Visits so far, in memory that all processes share. */
	atomic_uint *visits;
};

/* Copy up to a colon or the end; NULL if it is empty or does not fit. */
static const char *field(const char *s, char *out, size_t size)
{
	size_t n = strcspn(s, ":");

	if (n == 0 || n >= size) {
		return NULL;
	}
	memcpy(out, s, n);
	out[n] = '\0';
	return s[n] ? s + n + 1 : s + n;
}

static bool count(const char *s, unsigned *out)
{
	unsigned n = 0;

	if (strlen(s) > 6 || s[strspn(s, "0123456789")] != '\0') {
		return false;
	}
	for (; *s; s++) {
		n = n * 10 + (unsigned)(*s - '0');
	}
	*out = n;
	return n > 0;
}

static bool parse(const char *s, struct fault *f)
{
	static const char *const actions[] = { "kill", "int", "stop", "child" };
	bool known = false;

	f->wanted = 1;
	s = field(s, f->name, sizeof(f->name));
	s = s ? field(s, f->action, sizeof(f->action)) : NULL;
	for (size_t i = 0; s && i < sizeof(actions) / sizeof(actions[0]); i++) {
		known = known || strcmp(f->action, actions[i]) == 0;
	}
	return known && (*s == '\0' || count(s, &f->wanted));
}

static void begin(struct fault *f)
{
	const char *wanted = getenv("INCAMERA_FAULT");

	f->known = true;
	if (!wanted) {
		return;
	}
	f->visits = mmap(NULL, sizeof(*f->visits), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (f->visits == MAP_FAILED || !parse(wanted, f)) {
		raise(SIGABRT);
	}
}

static void happen(const struct fault *f, pid_t child)
{
	if (strcmp(f->action, "kill") == 0) {
		kill(getpid(), SIGKILL);
	} else if (strcmp(f->action, "int") == 0) {
		raise(SIGINT);
	} else if (strcmp(f->action, "stop") == 0) {
		raise(SIGSTOP);
	} else if (child > 0) {
		kill(child, SIGKILL);
	} else {
		raise(SIGABRT);
	}
}

static void visit(const char *name, pid_t child)
{
	static struct fault f;

	if (!f.known) {
		begin(&f);
	}
	if (f.visits && strcmp(name, f.name) == 0 &&
	    atomic_fetch_add(f.visits, 1) + 1 == f.wanted) {
		happen(&f, child);
	}
}

void ic_fault_point(const char *name)
{
	visit(name, 0);
}

void ic_fault_file(const char *file, const char *when)
{
	ic_fault_child(file, when, 0);
}

void ic_fault_child(const char *child, const char *when, pid_t pid)
{
	char name[NAME_MAX_LEN];

	snprintf(name, sizeof(name), "%s-%s", child, when);
	visit(name, pid);
}
