/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a test's child attempts inside the sandbox: its job says so. The roles
 * stand for those of the program: a judge has no product, a maker has one,
 * a reader has an original, a mapper maps its source.
 */
#ifndef IC_UNIT_BASE_ATTEMPT_H
#define IC_UNIT_BASE_ATTEMPT_H

#include "base/child.h"

#define RECORD 76 /* bytes of a record */

enum what {
	CALL,          /* one raw syscall */
	SPIN,          /* use CPU time */
	SPIN_ON,       /* the same, deaf to SIGXCPU */
	CRASH,         /* write where nothing may be written */
	ABORT,         /* abort(3) */
	SWALLOW,       /* print to the standard streams */
	ALLOCATE,      /* until there is no more */
	COUNT,         /* send `call` numbered records */
	LIST_FILES,    /* which descriptors are open */
	ECHO_FILES,    /* source to product, by pread and write */
	COMPARE_FILES, /* source and original, by pread */
	MAP_SOURCE,    /* of pages: read at `call`, empty it and read again */
	LEADER,        /* session and environment */
	SLEEP
};

struct attempt {
	enum what what;
	long call;
	long args[6];
};

struct record {
	uint64_t n, a, b;
	uint8_t rest[RECORD - 24 + 4];
};

/* The roles: the third says with what length and fnv() its job arrived. */
enum { JUDGE, MAKER, WEIGHER, READER, MAPPER };

/* FNV-1a, 64 bits. */
uint64_t fnv(const uint8_t *p, size_t n);

/* What LEADER looks at in the child: a string of the test's environment. */
extern const char *attempt_secret;

struct ic_zygote *open_zygote(bool sandbox);

/* A child for `s`, with 10 seconds of CPU time if it names none. */
struct ic_proc spawn(struct ic_zygote *z, struct ic_spawn s);

/* A child without files, with 1 second of CPU time. */
struct ic_proc try(struct ic_zygote *z, unsigned role, const struct attempt *a);

/* How such a child of a zygote of its own ends. */
enum ic_exit end_of(bool sandbox, unsigned role, const struct attempt *a);

/* The next record; false at the end of replies. */
bool hear(struct ic_proc *p, struct record *r);

#endif
