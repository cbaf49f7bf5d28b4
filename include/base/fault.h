/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Points at which a test can end or stop the program. In `incamera` they do
 * nothing (fault_none.c); only the test build `incamera-hooks` is linked with
 * fault_env.c, so that no environment variable reaches the real program.
 *
 *	INCAMERA_FAULT=NAME:kill[:N]   SIGKILL at the Nth visit of NAME
 *	INCAMERA_FAULT=NAME:int[:N]    SIGINT
 *	INCAMERA_FAULT=NAME:stop[:N]   SIGSTOP: wait there for a SIGCONT
 *	INCAMERA_FAULT=NAME:child[:N]  SIGKILL to the child that NAME is about
 *
 * N counts from 1, which is also the default, and counts the visits of all
 * processes together. A malformed value aborts at the first point.
 *
 * The environment is read at the first point, which comes before the zygote
 * is forked: it wipes its own. A child may send no signal, so `kill` in one
 * ends it by its sandbox: as suddenly.
 */
#ifndef IC_BASE_FAULT_H
#define IC_BASE_FAULT_H

#include <sys/types.h>

/* Name a point of the program: lower-case words with dashes. */
void ic_fault_point(const char *name);

/* The point "FILE-WHEN" in the making of a file: "manifest.json-filled". */
void ic_fault_file(const char *file, const char *when);

/* The point "CHILD-WHEN" in the life of a child: "make-started". */
void ic_fault_child(const char *child, const char *when, pid_t pid);

#endif
