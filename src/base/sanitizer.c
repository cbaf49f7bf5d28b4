/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * In sanitizer builds, part of every executable: the answers to what their
 * run times ask it. tests/sanitizer/ends.c holds them to it.
 */
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#include <unistd.h>

/* A fault must not pass for status 1, which is a finding of `verify`. */
#define STATUS "exitcode=86"

const char *__ubsan_default_options(void);
const char *__lsan_default_options(void);

const char *__asan_default_options(void)
{
	return STATUS;
}

/* It does not share the options of the other where gcc is the compiler. */
const char *__ubsan_default_options(void)
{
	return STATUS;
}

const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}

/*
 * glibc's newlocale() never frees its copy of LOCPATH. libp11-kit, which
 * libqpdf needs by way of GnuTLS, calls it when it is loaded. Weak, for a test
 * may have a list of its own.
 */
__attribute__((weak)) const char *__lsan_default_suppressions(void)
{
	return "leak:argz_add_sep\n";
}

/*
 * The search for leaks needs /proc, as does the reading of its options, so
 * that where a chroot has none it can only be switched off from within.
 */
int __lsan_is_turned_off(void)
{
	return access("/proc/self", F_OK) != 0;
}
