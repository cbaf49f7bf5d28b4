/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/hue.h"

#include <stddef.h>

#include "suites.h"

/* What viewers put into files under these names. */
static const struct {
	uint32_t rgb;
	enum ic_hue hue;
} offered[] = {
	{ 0xffff00, IC_HUE_YELLOW }, /* most of them */
	{ 0xffd100, IC_HUE_YELLOW },
	{ 0xfacd5a, IC_HUE_YELLOW },
	{ 0xffff98, IC_HUE_YELLOW },
	{ 0xf5c211, IC_HUE_YELLOW },
	{ 0xffa500, IC_HUE_ORANGE },
	{ 0xff7800, IC_HUE_ORANGE },
	{ 0xff0000, IC_HUE_RED },
	{ 0xed333b, IC_HUE_RED },
	{ 0xff4f5f, IC_HUE_RED },
	{ 0x800000, IC_HUE_RED },
	{ 0xffcbe6, IC_HUE_PINK },
	{ 0xffc0cb, IC_HUE_PINK },
	{ 0xfb5b89, IC_HUE_PINK },
	{ 0xff00ff, IC_HUE_PINK },
	{ 0xc061cb, IC_HUE_PURPLE },
	{ 0xc885d9, IC_HUE_PURPLE },
	{ 0x800080, IC_HUE_PURPLE },
	{ 0x7f00ff, IC_HUE_PURPLE },
	{ 0x0000ff, IC_HUE_BLUE },
	{ 0x69aff0, IC_HUE_BLUE },
	{ 0x80ebff, IC_HUE_BLUE },
	{ 0x00ffff, IC_HUE_CYAN },
	{ 0x40e0d0, IC_HUE_CYAN },
	{ 0x53ffbc, IC_HUE_GREEN },
	{ 0x00ff00, IC_HUE_GREEN },
	{ 0x7cc867, IC_HUE_GREEN },
	{ 0x000000, IC_HUE_BLACK },
	{ 0x202020, IC_HUE_BLACK },
	{ 0x200000, IC_HUE_BLACK },
	{ 0x808080, IC_HUE_GRAY },
	{ 0xc0c0c0, IC_HUE_GRAY },
	{ 0xffffff, IC_HUE_WHITE },
	{ 0xfffff0, IC_HUE_WHITE },
};

START_TEST(a_color_is_called_what_viewers_call_it)
{
	for (size_t i = 0; i < sizeof(offered) / sizeof(*offered); i++) {
		ck_assert_msg(ic_hue_of(offered[i].rgb) == offered[i].hue,
		    "#%06x is %s, not %s", (unsigned)offered[i].rgb,
		    ic_hue_word(ic_hue_of(offered[i].rgb)),
		    ic_hue_word(offered[i].hue));
	}
}
END_TEST

START_TEST(every_color_has_a_word)
{
	unsigned met = 0;

	for (uint32_t i = 0; i < 1u << 15; i++) {
		uint32_t rgb = (i >> 10 & 31) << 19 | (i >> 5 & 31) << 11 |
		    (i & 31) << 3;
		enum ic_hue h = ic_hue_of(rgb | 0x070707);

		ck_assert_uint_lt(h, IC_HUE_COUNT);
		met |= 1u << h;
	}
	ck_assert_uint_eq(met, (1u << IC_HUE_COUNT) - 1);
}
END_TEST

START_TEST(a_word_of_a_color_is_read_in_any_case)
{
	enum ic_hue h;

	for (unsigned i = 0; i < IC_HUE_COUNT; i++) {
		ck_assert(ic_hue_parse(ic_hue_word(i), &h));
		ck_assert_uint_eq(h, i);
	}
	ck_assert(ic_hue_parse("Grey", &h) && h == IC_HUE_GRAY);
	ck_assert(ic_hue_parse("VIOLET", &h) && h == IC_HUE_PURPLE);
	ck_assert(!ic_hue_parse("mauve", &h));
	ck_assert(!ic_hue_parse("", &h));
}
END_TEST

Suite *suite_hue(void)
{
	Suite *s = suite_create("hue");
	TCase *t = tcase_create("hue");

	tcase_add_test(t, a_color_is_called_what_viewers_call_it);
	tcase_add_test(t, every_color_has_a_word);
	tcase_add_test(t, a_word_of_a_color_is_read_in_any_case);
	suite_add_tcase(s, t);
	return s;
}
