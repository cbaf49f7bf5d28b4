/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/style.h"

#include <string.h>

static const char *const positions[IC_POSITIONS] = {
	[IC_TOP_LEFT] = "top-left",
	[IC_TOP_CENTER] = "top-center",
	[IC_TOP_RIGHT] = "top-right",
	[IC_BOTTOM_LEFT] = "bottom-left",
	[IC_BOTTOM_CENTER] = "bottom-center",
	[IC_BOTTOM_RIGHT] = "bottom-right",
};

const char *ic_position_word(enum ic_position at)
{
	return (unsigned)at < IC_POSITIONS ? positions[at] : "unknown";
}

bool ic_position_parse(const char *word, enum ic_position *out)
{
	for (unsigned i = 0; i < IC_POSITIONS; i++) {
		if (strcmp(word, positions[i]) == 0) {
			*out = (enum ic_position)i;
			return true;
		}
	}
	return false;
}
