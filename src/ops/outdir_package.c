/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>

#include "core/audience.h"
#include "outdir.h"

bool outdir_is_package(const struct ic_dir *top)
{
	bool is = ic_dir_has(top, SUMS) && ic_dir_has(top, PACKAGE_INDEX);

	for (unsigned a = 0; !is && a < IC_AUDIENCE_COUNT; a++) {
		char sums[64];

		snprintf(sums, sizeof(sums), "%s/" SUMS,
		    ic_audience_word((enum ic_audience)a));
		is = ic_dir_has(top, ic_audience_word((enum ic_audience)a)) &&
		    ic_dir_has(top, sums);
	}
	return is;
}
