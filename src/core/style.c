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

static const struct {
	const char *word;
	struct ic_marker paint;
} markers[IC_MARK_COLORS] = {
	[IC_MARKER_YELLOW] = { "yellow",
	    { { 1000, 920, 100 }, { 850, 500, 0 } } },
	[IC_MARKER_GRAY] = { "gray", { { 700, 700, 700 }, { 450, 450, 450 } } },
	[IC_MARKER_BLUE] = { "blue",
	    { { 450, 740, 1000 }, { 100, 400, 900 } } },
	[IC_MARKER_PINK] = { "pink",
	    { { 1000, 580, 730 }, { 850, 100, 450 } } },
	[IC_MARKER_GREEN] = { "green",
	    { { 540, 870, 450 }, { 100, 550, 150 } } },
	[IC_MARKER_ORANGE] = { "orange",
	    { { 1000, 680, 240 }, { 900, 400, 0 } } },
};

const struct ic_marker *ic_marker_of(enum ic_mark_color color)
{
	return &markers[(unsigned)color < IC_MARK_COLORS ? color : 0].paint;
}

const char *ic_mark_color_word(enum ic_mark_color color)
{
	return (unsigned)color < IC_MARK_COLORS ? markers[color].word
						: "unknown";
}

bool ic_mark_color_parse(const char *word, enum ic_mark_color *out)
{
	for (unsigned i = 0; i < IC_MARK_COLORS; i++) {
		if (strcmp(word, markers[i].word) == 0) {
			*out = (enum ic_mark_color)i;
			return true;
		}
	}
	return false;
}
