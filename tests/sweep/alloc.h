/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An allocator that fails on purpose. In the plain build it stands in front
 * of the C library's for the whole process, shared libraries included; in
 * sanitizer builds, whose allocator cannot be replaced, the linker leads the
 * calls of our objects and of static libraries to it (--wrap).
 */
#ifndef IC_SWEEP_ALLOC_H
#define IC_SWEEP_ALLOC_H

#include <stdbool.h>

/*
 * Count from now on; fail the nth call (0: none), and with `on` every later
 * one too.
 */
void alloc_arm(unsigned long nth, bool on);

/* Stop; how many calls there were. */
unsigned long alloc_disarm(void);

/* While it is held no call fails or is counted. */
void alloc_hold(bool held);

#endif
