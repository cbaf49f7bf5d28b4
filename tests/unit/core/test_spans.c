/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/spans.h"

#include <string.h>

#include "suites.h"

static const char *const prefix[] = { "COE", "PLTF-" };
static const struct ic_prefixes all = { prefix, 2 };

static struct ic_bates_range range(const char *text)
{
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };
	struct ic_bates_range r;

	ck_assert_msg(ic_bates_parse_list(&all, text, &list, &err), "%s",
	    err.msg);
	r = list.at[0];
	ic_bates_list_finish(&list);
	return r;
}

static struct ic_spans sample(void)
{
	static const char *const texts[] = { "COE000010-COE000019",
		"COE000001-COE000009", "PLTF-000500", "COE000003-COE000004",
		"COE000009.001-COE000009.003", "COE000009A", "COE0001-COE9999",
		"COE000009.0007", "COE000030-COE000039" };
	struct ic_spans s = { 0 };

	for (uint32_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct ic_bates_range r = range(texts[i]);

		ck_assert(ic_spans_add(&s, &r, i, NULL));
	}
	ck_assert(ic_spans_seal(&s, NULL));
	return s;
}

static bool mark(void *user, const struct ic_bates_span *span)
{
	*(unsigned *)user |= 1u << span->what;
	return true;
}

START_TEST(all_that_have_a_number_of_a_range_are_met_and_no_other)
{
	static const struct {
		const char *range;
		unsigned met;
	} want[] = { { "COE000004", 0x0a }, { "COE000005-COE000010", 0x03 },
		{ "COE000020-COE000029", 0 }, { "COE000019-COE000030", 0x101 },
		{ "COE000009.002", 0x10 }, { "COE000009.004", 0 },
		{ "COE000009A", 0x20 }, { "COE0500", 0x40 },
		{ "PLTF-000001-PLTF-000999", 0x04 }, { "PLTF-000501", 0 } };
	struct ic_spans s = sample();

	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct ic_bates_range r = range(want[i].range);
		unsigned met = 0;

		ck_assert(ic_spans_meeting(&s, &r, mark, &met));
		ck_assert_msg(met == want[i].met, "%s: %x", want[i].range, met);
	}
	ic_spans_finish(&s);
}
END_TEST

START_TEST(the_highest_is_that_of_a_prefix_and_a_width)
{
	static const struct {
		const char *like, *high;
	} want[] = { { "COE000001", "COE000039" }, { "COE0001", "COE9999" },
		{ "PLTF-000001", "PLTF-000500" }, { "COE001", NULL },
		{ "PLTF-01", NULL } };
	struct ic_spans s = sample(), none = { 0 };
	struct ic_bates out;

	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct ic_bates like = range(want[i].like).first;
		char text[IC_BATES_MAX] = "";

		if (ic_spans_highest(&s, &like, &out)) {
			ic_bates_format(&all, &out, text);
		}
		ck_assert_str_eq(text, want[i].high ? want[i].high : "");
		ck_assert(!ic_spans_highest(&none, &like, &out));
	}
	ic_spans_finish(&s);
}
END_TEST

START_TEST(the_highest_suffix_is_that_of_its_number)
{
	struct ic_spans s = sample();
	struct ic_bates b = range("COE000009").first,
			other = range("COE000008").first,
			itself = range("COE000009.001").first;

	ck_assert_uint_eq(ic_spans_suffix(&s, &b), 7);
	ck_assert_uint_eq(ic_spans_suffix(&s, &itself), 7);
	ck_assert_uint_eq(ic_spans_suffix(&s, &other), 0);
	ic_spans_finish(&s);
}
END_TEST

/* Against a look at all of them. */
START_TEST(sets_of_any_shape_are_searched_as_if_one_by_one)
{
	uint32_t state = 7;

	for (int round = 0; round < 200; round++) {
		struct ic_spans s = { 0 };
		struct ic_bates_range at[12], q;
		unsigned met = 0, wanted = 0;

		for (uint32_t i = 0; i <= 12; i++) {
			struct ic_bates a = { .digits = 6 };

			state = state * 1664525u + 1013904223u;
			a.value = state >> 27;
			if (state >> 9 & 1) {
				memcpy(a.suffix, ".001", 5);
			}
			q.first = a;
			ic_bates_at(&a, state >> 12 & 7, &q.last);
			if (i < 12) {
				at[i] = q;
				ck_assert(ic_spans_add(&s, &q, i, NULL));
			}
		}
		ck_assert(ic_spans_seal(&s, NULL));
		for (unsigned i = 0; i < 12; i++) {
			wanted |= (unsigned)ic_bates_share(&at[i], &q) << i;
		}
		ic_spans_meeting(&s, &q, mark, &met);
		ck_assert_uint_eq(met, wanted);
		ck_assert((ic_spans_find(&s, &q.first) != NULL) ||
		    !(wanted && ic_bates_cmp(&q.first, &q.last) == 0));
		ic_spans_finish(&s);
	}
}
END_TEST

Suite *suite_spans(void)
{
	Suite *s = suite_create("spans");
	TCase *t = tcase_create("spans");

	tcase_add_test(t,
	    all_that_have_a_number_of_a_range_are_met_and_no_other);
	tcase_add_test(t, the_highest_is_that_of_a_prefix_and_a_width);
	tcase_add_test(t, the_highest_suffix_is_that_of_its_number);
	tcase_add_test(t, sets_of_any_shape_are_searched_as_if_one_by_one);
	suite_add_tcase(s, t);
	return s;
}
