/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "glyphs_priv.h"

#include <string.h>

struct range {
	uint32_t first, last;
};

/* Sorted. Combining marks of the scripts that a court meets most. */
static const struct range marks[] = {
	{ 0x0300, 0x036f },
	{ 0x0483, 0x0489 },
	{ 0x0591, 0x05bd },
	{ 0x05bf, 0x05bf },
	{ 0x05c1, 0x05c2 },
	{ 0x05c4, 0x05c5 },
	{ 0x0610, 0x061a },
	{ 0x064b, 0x065f },
	{ 0x0670, 0x0670 },
	{ 0x06d6, 0x06dc },
	{ 0x06df, 0x06e4 },
	{ 0x0e31, 0x0e31 },
	{ 0x0e34, 0x0e3a },
	{ 0x0e47, 0x0e4e },
	{ 0x1ab0, 0x1aff },
	{ 0x1dc0, 0x1dff },
	{ 0x20d0, 0x20f0 },
	{ 0x3099, 0x309a },
	{ 0xfe20, 0xfe2f },
};

static const struct range rtl[] = {
	{ 0x0590, 0x08ff },
	{ 0xfb1d, 0xfdff },
	{ 0xfe70, 0xfeff },
	{ 0x10800, 0x10fff },
	{ 0x1e800, 0x1efff },
};

static const struct range blanks[] = {
	{ 0x0009, 0x000d },
	{ 0x0020, 0x0020 },
	{ 0x00a0, 0x00a0 },
	{ 0x1680, 0x1680 },
	{ 0x2000, 0x200b },
	{ 0x2028, 0x2029 },
	{ 0x202f, 0x202f },
	{ 0x205f, 0x205f },
	{ 0x3000, 0x3000 },
	{ 0xfeff, 0xfeff },
};

static const struct {
	char name[4];
	uint16_t rune;
} dingbats[] = {
	{ "a12", 0x261e },
	{ "a19", 0x2713 },
	{ "a20", 0x2714 },
	{ "a21", 0x2715 },
	{ "a22", 0x2716 },
	{ "a23", 0x2717 },
	{ "a24", 0x2718 },
	{ "a35", 0x2605 },
	{ "a71", 0x25cf },
	{ "a73", 0x25a0 },
	{ "a76", 0x25b2 },
	{ "a77", 0x25bc },
	{ "a78", 0x25c6 },
};

uint32_t ic_rune_dingbat(const char *name)
{
	for (size_t i = 0; i < sizeof(dingbats) / sizeof(*dingbats); i++) {
		if (strcmp(dingbats[i].name, name) == 0) {
			return dingbats[i].rune;
		}
	}
	return 0;
}

static bool within(const struct range *r, size_t n, uint32_t rune)
{
	for (size_t i = 0; i < n && r[i].first <= rune; i++) {
		if (rune <= r[i].last) {
			return true;
		}
	}
	return false;
}

bool ic_rune_is_mark(uint32_t rune)
{
	return within(marks, sizeof(marks) / sizeof(*marks), rune);
}

bool ic_rune_is_rtl(uint32_t rune)
{
	return within(rtl, sizeof(rtl) / sizeof(*rtl), rune);
}

bool ic_rune_is_blank(uint32_t rune)
{
	return within(blanks, sizeof(blanks) / sizeof(*blanks), rune);
}
