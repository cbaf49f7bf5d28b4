/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Children that are no processes: the linker puts these functions in the
 * place of base/child.h's (--wrap). Each child says what the input holds.
 *
 *	input = { turn }
 *	turn  = flags (1 byte), record (76 bytes; the last may be cut)
 *
 * A turn whose flags are odd is its child's last; the rest of the flags,
 * modulo the number of ends that there are, is how the child ends.
 */
#ifndef IC_FUZZ_PROC_H
#define IC_FUZZ_PROC_H

#include "base/child.h"

#define PROC_TURNS 200 /* of one child: what a socket holds */

struct proc_input {
	const uint8_t *bytes;
	size_t n, at;
	enum ic_exit end;
	unsigned spawned, reaped;
	void (*spawn)(const struct ic_spawn *s); /* NULL: no interest */
};

/* The input of the run that goes on. */
extern struct proc_input proc_input;

#endif
