/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/needles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suites.h"

#define IDS 64

/* How often each needle was met. */
struct met {
	unsigned times[IDS];
	unsigned all;
};

static void found(void *user, uint32_t id)
{
	struct met *m = user;

	ck_assert_uint_lt(id, IDS);
	m->times[id]++;
	m->all++;
}

static void make(struct ic_needles *n, const char *const *words)
{
	*n = (struct ic_needles){ 0 };
	for (uint32_t i = 0; words[i]; i++) {
		ck_assert(ic_needles_add(n, words[i], strlen(words[i]), i));
	}
	ck_assert(ic_needles_ready(n));
}

static struct met look(const struct ic_needles *n, const char *hay)
{
	struct met m = { 0 };

	ic_needles_feed(n, 0, (const uint8_t *)hay, strlen(hay), found, &m);
	return m;
}

START_TEST(needles_within_needles_are_all_told)
{
	static const char *const words[] = { "he", "she", "his", "hers", NULL };
	struct ic_needles n;
	struct met m;

	make(&n, words);
	m = look(&n, "ushers, this");
	ck_assert_uint_eq(m.times[0], 1);
	ck_assert_uint_eq(m.times[1], 1);
	ck_assert_uint_eq(m.times[2], 1);
	ck_assert_uint_eq(m.times[3], 1);
	ck_assert_uint_eq(m.all, 4);
	ic_needles_finish(&n);
}
END_TEST

START_TEST(a_needle_that_overlaps_itself_is_told_each_time)
{
	static const char *const words[] = { "aa", "aba", NULL };
	struct ic_needles n;
	struct met m;

	make(&n, words);
	m = look(&n, "aaaa ababa");
	ck_assert_uint_eq(m.times[0], 3);
	ck_assert_uint_eq(m.times[1], 2);
	ic_needles_finish(&n);
}
END_TEST

START_TEST(a_hay_may_come_in_any_pieces)
{
	static const char *const words[] = { "Quimbyson", "\xff\x00\x01",
		NULL };
	static const char hay[] = "QuimbyQuimbyson\xff\xff and Quimbysons";

	for (size_t cut = 1; cut < sizeof(hay) - 1; cut++) {
		struct ic_needles n;
		struct met m = { 0 };
		uint32_t at;

		make(&n, words);
		at = ic_needles_feed(&n, 0, (const uint8_t *)hay, cut, found,
		    &m);
		ic_needles_feed(&n, at, (const uint8_t *)hay + cut,
		    sizeof(hay) - 1 - cut, found, &m);
		ck_assert_msg(m.times[0] == 2, "cut at %zu: %u", cut,
		    m.times[0]);
		ic_needles_finish(&n);
	}
}
END_TEST

START_TEST(of_two_needles_that_are_alike_the_first_is_told)
{
	static const char *const words[] = { "x", "same", "same", "sam", NULL };
	struct ic_needles n;
	struct met m;

	make(&n, words);
	m = look(&n, "the same");
	ck_assert_uint_eq(m.times[1], 1);
	ck_assert_uint_eq(m.times[2], 0);
	ck_assert_uint_eq(m.times[3], 1);
	ic_needles_finish(&n);
}
END_TEST

START_TEST(no_needle_is_found_in_nothing_and_none_at_all_are_no_harm)
{
	static const char *const words[] = { "a", NULL };
	static const char *const none[] = { NULL };
	struct ic_needles n;

	make(&n, words);
	ck_assert_uint_eq(look(&n, "").all, 0);
	ck_assert_uint_eq(look(&n, "bcd").all, 0);
	ic_needles_finish(&n);
	make(&n, none);
	ck_assert_uint_eq(look(&n, "anything").all, 0);
	ic_needles_finish(&n);
	ic_needles_finish(NULL);
}
END_TEST

START_TEST(an_empty_needle_a_long_one_and_one_too_many_are_refused)
{
	static uint8_t bytes[IC_NEEDLE_MAX + 1];
	struct ic_needles n = { 0 };
	size_t added = 0;

	ck_assert(!ic_needles_add(&n, bytes, 0, 0));
	ck_assert(!ic_needles_add(&n, bytes, sizeof(bytes), 0));
	while (ic_needles_add(&n, bytes, IC_NEEDLE_MAX, 1)) {
		added += IC_NEEDLE_MAX;
		ck_assert_uint_le(added, IC_NEEDLES_MAX);
	}
	ck_assert_uint_eq(added, IC_NEEDLES_MAX);
	ic_needles_finish(&n);
}
END_TEST

/* Few letters, so that needles share ends and starts; counted by memcmp. */
START_TEST(what_is_found_is_what_looking_at_each_place_finds)
{
	srand(7);
	for (int round = 0; round < 300; round++) {
		char words[8][6], hay[200];
		struct ic_needles n = { 0 };
		struct met m, want = { 0 };

		for (uint32_t i = 0; i < 8; i++) {
			size_t len = 1 + (size_t)rand() % 5;

			for (size_t k = 0; k < len; k++) {
				words[i][k] = (char)('a' + rand() % 2);
			}
			words[i][len] = '\0';
			ck_assert(ic_needles_add(&n, words[i], len, i));
		}
		for (size_t k = 0; k < sizeof(hay) - 1; k++) {
			hay[k] = (char)('a' + rand() % 3);
		}
		hay[sizeof(hay) - 1] = '\0';
		for (int i = 0; i < 8; i++) {
			bool first = true;

			for (int k = 0; k < i; k++) {
				first = first && strcmp(words[i], words[k]);
			}
			for (const char *p = hay; first && *p; p++) {
				want.times[i] += strncmp(p, words[i],
						     strlen(words[i])) == 0;
			}
		}
		ck_assert(ic_needles_ready(&n));
		m = look(&n, hay);
		for (int i = 0; i < 8; i++) {
			ck_assert_msg(m.times[i] == want.times[i],
			    "round %d, %s in %s: %u, not %u", round, words[i],
			    hay, m.times[i], want.times[i]);
		}
		ic_needles_finish(&n);
	}
}
END_TEST

/* Runs of a byte and single ones, before and behind each needle. */
START_TEST(needles_are_found_at_every_place_between_runs)
{
	static const char *const words[] = { "yx", "\xff\xff\xffy", "z", NULL };
	struct ic_needles n;

	make(&n, words);
	for (size_t at = 0; at < 40; at++) {
		for (size_t tail = 0; tail < 20; tail++) {
			char hay[80];
			struct met m = { 0 };

			memset(hay, at % 2 ? 0xff : ' ', sizeof(hay));
			memcpy(hay + at, "\xff\xff\xffyzyx", 7);
			ic_needles_feed(&n, 0, (const uint8_t *)hay,
			    at + 7 + tail, found, &m);
			for (int i = 0; i < 3; i++) {
				ck_assert_msg(m.times[i] == 1,
				    "%s at %zu, tail %zu: %u", words[i], at,
				    tail, m.times[i]);
			}
		}
	}
	ic_needles_finish(&n);
}
END_TEST

Suite *suite_needles(void)
{
	Suite *s = suite_create("needles");
	TCase *t = tcase_create("needles");

	tcase_add_test(t, needles_within_needles_are_all_told);
	tcase_add_test(t, a_needle_that_overlaps_itself_is_told_each_time);
	tcase_add_test(t, a_hay_may_come_in_any_pieces);
	tcase_add_test(t, of_two_needles_that_are_alike_the_first_is_told);
	tcase_add_test(t,
	    no_needle_is_found_in_nothing_and_none_at_all_are_no_harm);
	tcase_add_test(t,
	    an_empty_needle_a_long_one_and_one_too_many_are_refused);
	tcase_add_test(t, needles_are_found_at_every_place_between_runs);
	tcase_add_test(t, what_is_found_is_what_looking_at_each_place_finds);
	suite_add_tcase(s, t);
	return s;
}
