/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_AUDIENCE_H
#define IC_CORE_AUDIENCE_H

#include <stdbool.h>

/* X(NAME, "word"): for whom a set is put together; its folder's name */
#define IC_AUDIENCES(X) \
	X(COURT, "court-in-camera") \
	X(OPPOSING, "opposing-party") \
	X(PUBLIC, "public")

enum ic_audience {
#define IC_X(name, word) IC_AUDIENCE_##name,
	IC_AUDIENCES(IC_X)
#undef IC_X
	    IC_AUDIENCE_COUNT
};

/* "public" */
const char *ic_audience_word(enum ic_audience a);

/* The audience of a word. False if there is none. */
bool ic_audience_parse(const char *word, enum ic_audience *out);

#endif
