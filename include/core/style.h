/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The choices of a production that every layer names: where an endorsement
 * stands, how a page is coloured, how a box looks. The zero value of each is
 * its default in the spec.
 */
#ifndef IC_CORE_STYLE_H
#define IC_CORE_STYLE_H

#include <stdbool.h>
#include <stdint.h>

/* Places of an endorsement on the page as displayed. */
enum ic_position {
	IC_TOP_LEFT,
	IC_TOP_CENTER,
	IC_TOP_RIGHT,
	IC_BOTTOM_LEFT,
	IC_BOTTOM_CENTER,
	IC_BOTTOM_RIGHT,
	IC_POSITIONS
};

/* "bottom-right"; "unknown" outside the list. A static string. */
const char *ic_position_word(enum ic_position at);

/* The position of a word; false if there is none. */
bool ic_position_parse(const char *word, enum ic_position *out);

enum ic_color { IC_COLOR_AUTO, IC_COLOR_BILEVEL, IC_COLOR_GRAY, IC_COLOR_RGB };

enum ic_fill { IC_FILL_BLACK, IC_FILL_WHITE };

/* What happens if an endorsement's place is not clear of ink. */
enum ic_conflict { IC_SHRINK, IC_PLATE };

#endif
