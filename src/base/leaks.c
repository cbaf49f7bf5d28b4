/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * In sanitizer builds, part of every executable: the search for leaks needs
 * /proc, as does the reading of its options, so that where a chroot has none
 * it can only be switched off from within.
 */
#include <sanitizer/lsan_interface.h>
#include <unistd.h>

int __lsan_is_turned_off(void)
{
	return access("/proc/self", F_OK) != 0;
}
