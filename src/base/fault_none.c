/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"

void ic_fault_point(const char *name)
{
	(void)name;
}

void ic_fault_file(const char *file, const char *when)
{
	(void)file;
	(void)when;
}

void ic_fault_child(const char *child, const char *when, pid_t pid)
{
	(void)child;
	(void)when;
	(void)pid;
}
