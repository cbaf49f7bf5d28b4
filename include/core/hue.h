/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Colours in words, as somebody at a screen says them. By lightness L (half of
 * the largest and smallest of R, G, B; 0-255), chroma C (their difference) and
 * hue (degrees):
 *
 *	black	largest of R, G, B below 56
 *	white, gray, black	C below 24: L from 232, from 56, below
 *	pink	hue 298 to 345 with L from 100; red's with L from 200
 *	red	hue 345 to 15
 *	orange	15 to 41
 *	yellow	41 to 70
 *	green	70 to 165
 *	cyan	165 to 187
 *	blue	187 to 255
 *	purple	255 to 298; pink's with L below 100
 *
 * The borders lie between the colours that viewers offer under these names:
 * the yellow of one has hue 43, the orange of another 39; a light blue 189.
 */
#ifndef IC_CORE_HUE_H
#define IC_CORE_HUE_H

#include <stdbool.h>
#include <stdint.h>

#define IC_HUES(X) \
	X(YELLOW, "yellow") \
	X(RED, "red") \
	X(GREEN, "green") \
	X(BLUE, "blue") \
	X(ORANGE, "orange") \
	X(PINK, "pink") \
	X(PURPLE, "purple") \
	X(CYAN, "cyan") \
	X(BLACK, "black") \
	X(GRAY, "gray") \
	X(WHITE, "white")

enum ic_hue {
#define IC_X(name, word) IC_HUE_##name,
	IC_HUES(IC_X)
#undef IC_X
	    IC_HUE_COUNT
};

/* The word of a colour 0xRRGGBB. */
enum ic_hue ic_hue_of(uint32_t rgb);

/* A color written as "#ffd100"; false if it is not. */
bool ic_rgb_parse(const char *s, uint32_t *out);

/* "yellow"; "unknown" outside the list. A static string. */
const char *ic_hue_word(enum ic_hue h);

/*
 * The hue of a word, whatever the case of its letters; "grey" is gray,
 * "magenta" pink, "violet" purple. False if there is none.
 */
bool ic_hue_parse(const char *word, enum ic_hue *out);

#endif
