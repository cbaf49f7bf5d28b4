/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"

void ic_fault_point(const char *name)
{
	(void)name;
}
