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

/* The colours in which an unredacted copy marks what would be burned. */
enum ic_mark_color {
	IC_MARKER_YELLOW,
	IC_MARKER_GRAY,
	IC_MARKER_BLUE,
	IC_MARKER_PINK,
	IC_MARKER_GREEN,
	IC_MARKER_ORANGE,
	IC_MARK_COLORS
};

/*
 * A mark's paint: the fill multiplies what lies under it, so that paper gets
 * its colour and ink stays; the line is opaque, darker than paper and lighter
 * than ink, so that a mark is seen on a dark page, too. Thousandths of
 * DeviceRGB.
 */
struct ic_marker {
	uint16_t fill[3], line[3];
};

/* The paint of a colour; that of yellow outside the list. Static. */
const struct ic_marker *ic_marker_of(enum ic_mark_color color);

/* "yellow"; "unknown" outside the list. A static string. */
const char *ic_mark_color_word(enum ic_mark_color color);

/* The colour of a word; false if there is none. */
bool ic_mark_color_parse(const char *word, enum ic_mark_color *out);

/* The margin in which the ids of marks stand. */
enum ic_side { IC_SIDE_RIGHT, IC_SIDE_LEFT, IC_SIDES };

/* Where a page is made smaller for what stands there: any of these bits. */
enum ic_shrink { IC_SHRINK_TOP = 1, IC_SHRINK_BOTTOM = 2, IC_SHRINKS = 4 };

/* What happens if an endorsement's place is not clear of ink. */
enum ic_conflict { IC_SHRINK, IC_PLATE };

#endif
