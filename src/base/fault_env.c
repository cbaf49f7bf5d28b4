/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fault {
	bool known;    /* the environment was read */
	char name[64]; /* empty: no fault is wanted */
	char action[8];
	unsigned left; /* visits until it happens, this one included */
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
	f->left = 1;
	s = field(s, f->name, sizeof(f->name));
	s = s ? field(s, f->action, sizeof(f->action)) : NULL;
	return s &&
	    (strcmp(f->action, "kill") == 0 || strcmp(f->action, "int") == 0 ||
		strcmp(f->action, "stop") == 0) &&
	    (*s == '\0' || count(s, &f->left));
}

static void happen(const struct fault *f)
{
	if (strcmp(f->action, "kill") == 0) {
		kill(getpid(), SIGKILL);
	} else if (strcmp(f->action, "int") == 0) {
		raise(SIGINT);
	} else {
		for (;;) {
			pause();
		}
	}
}

void ic_fault_point(const char *name)
{
	static struct fault f;
	const char *wanted;

	if (!f.known) {
		wanted = getenv("INCAMERA_FAULT");
		f.known = true;
		if (wanted && !parse(wanted, &f)) {
			raise(SIGABRT);
		}
	}
	if (f.left > 0 && strcmp(name, f.name) == 0 && --f.left == 0) {
		happen(&f);
	}
}
