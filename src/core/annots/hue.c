/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/hue.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#define CHROMA_GRAY 24
#define LIGHT_WHITE 232
#define LIGHT_BLACK 56
#define LIGHT_PINK 200 /* from here light red is pink */
#define DARK_PINK 100  /* and below this dark pink is purple */

static const char *const words[IC_HUE_COUNT] = {
#define IC_X(name, word) word,
	IC_HUES(IC_X)
#undef IC_X
};

static const struct {
	const char *word;
	enum ic_hue hue;
} more[] = {
	{ "grey", IC_HUE_GRAY },
	{ "magenta", IC_HUE_PINK },
	{ "violet", IC_HUE_PURPLE },
};

/* Where each ends, in degrees; red goes on at 0. */
static const struct {
	int end;
	enum ic_hue hue;
} wheel[] = {
	{ 15, IC_HUE_RED },
	{ 41, IC_HUE_ORANGE },
	{ 70, IC_HUE_YELLOW },
	{ 165, IC_HUE_GREEN },
	{ 187, IC_HUE_CYAN },
	{ 255, IC_HUE_BLUE },
	{ 298, IC_HUE_PURPLE },
	{ 345, IC_HUE_PINK },
	{ 361, IC_HUE_RED },
};

static int largest(int a, int b, int c)
{
	int ab = a > b ? a : b;

	return ab > c ? ab : c;
}

/* Degrees, of a colour with chroma. */
static int angle(int r, int g, int b, int max, int chroma)
{
	int at;

	if (max == r) {
		at = 60 * (g - b) / chroma;
	} else if (max == g) {
		at = 120 + 60 * (b - r) / chroma;
	} else {
		at = 240 + 60 * (r - g) / chroma;
	}
	return at < 0 ? at + 360 : at;
}

enum ic_hue ic_hue_of(uint32_t rgb)
{
	int r = rgb >> 16 & 255, g = rgb >> 8 & 255, b = rgb & 255;
	int max = largest(r, g, b), min = -largest(-r, -g, -b);
	int light = (max + min) / 2, at;
	size_t i = 0;

	if (max < LIGHT_BLACK) {
		return IC_HUE_BLACK;
	}
	if (max - min < CHROMA_GRAY) {
		return light >= LIGHT_WHITE ? IC_HUE_WHITE
		    : light >= LIGHT_BLACK  ? IC_HUE_GRAY
					    : IC_HUE_BLACK;
	}
	at = angle(r, g, b, max, max - min);
	while (at >= wheel[i].end) {
		i++;
	}
	if (wheel[i].hue == IC_HUE_RED && light >= LIGHT_PINK) {
		return IC_HUE_PINK;
	}
	if (wheel[i].hue == IC_HUE_PINK && light < DARK_PINK) {
		return IC_HUE_PURPLE;
	}
	return wheel[i].hue;
}

static bool read_digit(char c, uint32_t *v)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *d = memchr(digits, c, sizeof(digits) - 1);

	if (!d) {
		return false;
	}
	*v = *v << 4 |
	    (uint32_t)(d - digits < 16 ? d - digits : d - digits - 6);
	return true;
}

bool ic_rgb_parse(const char *s, uint32_t *out)
{
	uint32_t v = 0;

	if (s[0] != '#' || strlen(s) != 7) {
		return false;
	}
	for (const char *c = s + 1; *c; c++) {
		if (!read_digit(*c, &v)) {
			return false;
		}
	}
	*out = v;
	return true;
}

const char *ic_hue_word(enum ic_hue h)
{
	return (unsigned)h < IC_HUE_COUNT ? words[h] : "unknown";
}

bool ic_hue_parse(const char *word, enum ic_hue *out)
{
	for (unsigned i = 0; i < IC_HUE_COUNT; i++) {
		if (strcasecmp(word, words[i]) == 0) {
			*out = (enum ic_hue)i;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++) {
		if (strcasecmp(word, more[i].word) == 0) {
			*out = more[i].hue;
			return true;
		}
	}
	return false;
}
