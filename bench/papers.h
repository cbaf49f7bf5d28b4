/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A finished production as its children had it: each output beside its
 * source, and the job that a child was told. For programs that measure the
 * children's work in processes of their own, without the sandbox.
 */
#ifndef IC_BENCH_PAPERS_H
#define IC_BENCH_PAPERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/reply.h"
#include "core/slice.h"

/* One document on disk, and what its children would be told. */
struct paper {
	int output, source;
	uint32_t pages;
	struct ic_buf job;
	struct ic_slice slice;
};

struct papers {
	struct paper *all;
	size_t n;
	uint32_t pages, left_out; /* left out: it needs a password */
};

/*
 * Read the manifest of OUT, open what it names there and in `sources`, and
 * begin to listen to makers. False with a message.
 */
bool papers_open(const char *out, const char *sources, struct papers *ps);

/* What a judge says, to nobody. */
void papers_hear(void *user, const struct ic_reply *reply);

/* The maker's and the first judge's work; false if it failed. */
bool papers_make(const struct paper *p);
bool papers_structure(const struct paper *p);

#endif
