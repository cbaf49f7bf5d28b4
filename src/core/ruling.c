/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/ruling.h"

#include <strings.h>

const char *const ic_status_words[IC_STATUS_COUNT] = {
#define IC_X(name, word, burns, open, ruled) word,
	IC_STATUSES(IC_X)
#undef IC_X
};

const char *ic_status_word(enum ic_status s)
{
	return s < IC_STATUS_COUNT ? ic_status_words[s] : "";
}

bool ic_status_burns(enum ic_status s)
{
	static const bool burn[] = {
#define IC_X(name, word, burns, open, ruled) burns,
		IC_STATUSES(IC_X)
#undef IC_X
	};

	return s < IC_STATUS_COUNT && burn[s];
}

bool ic_status_open(enum ic_status s)
{
	static const bool is_open[] = {
#define IC_X(name, word, burns, open, ruled) open,
		IC_STATUSES(IC_X)
#undef IC_X
	};

	return s < IC_STATUS_COUNT && is_open[s];
}

bool ic_status_of_ruling(const char *word, enum ic_status *out)
{
	static const bool is_ruled[] = {
#define IC_X(name, word, burns, open, ruled) ruled,
		IC_STATUSES(IC_X)
#undef IC_X
	};

	for (unsigned i = 0; i < IC_STATUS_COUNT; i++) {
		if (is_ruled[i] && strcasecmp(word, ic_status_words[i]) == 0) {
			*out = (enum ic_status)i;
			return true;
		}
	}
	return false;
}
