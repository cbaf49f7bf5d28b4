/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Points at which a test can end or stop the program. In `incamera` they do
 * nothing (fault_none.c); only the test build `incamera-hooks` is linked with
 * fault_env.c, so that no environment variable reaches the real program.
 *
 *	INCAMERA_FAULT=NAME:kill[:N]   SIGKILL at the Nth visit of NAME
 *	INCAMERA_FAULT=NAME:int[:N]    SIGINT
 *	INCAMERA_FAULT=NAME:stop[:N]   wait there until killed
 *
 * N counts from 1, which is also the default. A malformed value aborts at the
 * first point.
 */
#ifndef IC_BASE_FAULT_H
#define IC_BASE_FAULT_H

/* Name a point of the program: lower-case words with dashes. */
void ic_fault_point(const char *name);

#endif
