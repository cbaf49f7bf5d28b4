/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * One test program per layer (an executable that links MuPDF statically is
 * 44 MB). Each tests/unit/LAYER/test_x.c exports one suite function; the
 * layer's suites.c lists them; runner.c runs the list and speaks TAP.
 */
#ifndef IC_UNIT_H
#define IC_UNIT_H

#include <check.h>

/*
 * Of a long row of like cases each n-th will do where sanitizers make every
 * one five times as slow: they look at memory, which is the same in all; the
 * plain build proves each.
 */
#ifdef IC_SANITIZER
#define IC_EACH(n) (n)
#else
#define IC_EACH(n) 1
#endif

typedef Suite *ic_suite_fn(void);

/* The suites of this program, ended by NULL. Defined in suites.c. */
extern ic_suite_fn *const ic_suites[];

#endif
