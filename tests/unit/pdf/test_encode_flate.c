/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_flate.h"

#include <stdlib.h>

#include <zlib.h>

#include "suites.h"

#define MOST ((size_t)1 << 20)

static struct ic_flate *f;
static struct ic_buf out;
static uint8_t *bytes, *back;
static uint32_t state;

static void setup(void)
{
	f = malloc(sizeof(*f));
	bytes = malloc(MOST);
	back = malloc(MOST);
	ck_assert(f && bytes && back);
	memset(f, 0xa5, sizeof(*f)); /* what was there must not matter */
	state = 1;
}

static void teardown(void)
{
	ic_buf_finish(&out);
	free(f);
	free(bytes);
	free(back);
}

static uint32_t chance(uint32_t below)
{
	state = state * 1664525u + 1013904223u;
	return (uint32_t)(((uint64_t)state * below) >> 32);
}

/* zlib reads back n bytes, to the stream's last byte. */
static void goes_round(size_t n, size_t row)
{
	z_stream z = { 0 };

	ic_buf_reset(&out);
	ck_assert(ic_flate_stream(f, bytes, n, row, &out));
	ck_assert_int_eq(inflateInit(&z), Z_OK);
	z.next_in = out.data;
	z.avail_in = (uInt)out.len;
	z.next_out = back;
	z.avail_out = (uInt)MOST;
	ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
	ck_assert_uint_eq(z.avail_in, 0);
	ck_assert_uint_eq(z.total_out, n);
	inflateEnd(&z);
	ck_assert_int_eq(memcmp(bytes, back, n), 0);
}

START_TEST(the_shortest_streams_go_round)
{
	for (size_t n = 0; n < 300; n++) {
		memset(bytes, (int)n, n);
		goes_round(n, 0);
		for (size_t i = 0; i < n; i++) {
			bytes[i] = (uint8_t)i;
		}
		goes_round(n, 1 + n / 3);
	}
}
END_TEST

START_TEST(paper_takes_hardly_any_room)
{
	memset(bytes, 255, MOST);
	goes_round(MOST, 425);
	ck_assert_uint_lt(out.len, 2000);
}
END_TEST

START_TEST(noise_grows_by_less_than_one_part_in_fifty)
{
	for (size_t i = 0; i < MOST; i++) {
		bytes[i] = (uint8_t)chance(256);
	}
	goes_round(MOST, 1700);
	ck_assert_uint_lt(out.len, MOST + MOST / 50);
}
END_TEST

/* From the longest distance that may be said to what may not be said. */
START_TEST(what_repeats_is_found_as_far_as_a_distance_reaches)
{
	for (size_t row = 32766; row <= 32771; row++) {
		for (size_t i = 0; i < row; i++) {
			bytes[i] = (uint8_t)chance(256);
		}
		for (size_t i = row; i < 4 * row; i++) {
			bytes[i] = bytes[i - row];
		}
		goes_round(4 * row, row);
		if (row <= 32768) {
			ck_assert_uint_lt(out.len, row + row / 10);
		} else {
			ck_assert_uint_gt(out.len, 3 * row);
		}
	}
}
END_TEST

START_TEST(matches_of_each_length_go_round)
{
	size_t n = 0;

	for (unsigned length = 1; length < 600; length++) {
		for (unsigned i = 0; i < length; i++, n++) {
			bytes[n] = (uint8_t)(length * 7);
		}
		bytes[n++] = (uint8_t)chance(256);
	}
	ck_assert_uint_lt(n, MOST);
	goes_round(n, 50);
}
END_TEST

/* Each symbol twice as rare as the next asks for codes that are too long. */
START_TEST(codes_are_never_longer_than_they_may_be)
{
	static const unsigned most[] = { 5, 7, 15 };
	static const unsigned symbols[] = { 30, 19, 286 };

	for (size_t t = 0; t < 300; t++) {
		unsigned n = symbols[t % 3], limit = most[t % 3], sum = 0;
		uint32_t weight[IC_HUFFMAN_SYMBOLS] = { 0 };
		struct ic_huffman h;

		for (unsigned s = 0; s < n; s++) {
			weight[s] = t < 3 ? 1u << (s % 30)
			    : chance(3)   ? 1u << chance(20)
					  : 0;
		}
		ic_huffman_make(&h, weight, n, limit);
		for (unsigned s = 0; s < n; s++) {
			ck_assert_uint_le(h.length[s], limit);
			ck_assert((h.length[s] > 0) == (weight[s] > 0));
			sum += h.length[s] ? 1u << (limit - h.length[s]) : 0;
		}
		ck_assert_uint_eq(sum, 1u << limit);
	}
}
END_TEST

START_TEST(rows_of_few_values_go_round)
{
	for (unsigned values = 1; values < 9; values++) {
		for (size_t i = 0; i < MOST; i++) {
			bytes[i] = i >= 425 && chance(5)
			    ? bytes[i - 425]
			    : (uint8_t)(chance(values) * 31);
		}
		goes_round(MOST, 425);
		goes_round(MOST, 424);
		goes_round(MOST - values, 0);
	}
}
END_TEST

Suite *suite_encode_flate(void)
{
	Suite *s = suite_create("encode_flate");
	TCase *c = tcase_create("encode_flate");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, the_shortest_streams_go_round);
	tcase_add_test(c, paper_takes_hardly_any_room);
	tcase_add_test(c, noise_grows_by_less_than_one_part_in_fifty);
	tcase_add_test(c, what_repeats_is_found_as_far_as_a_distance_reaches);
	tcase_add_test(c, matches_of_each_length_go_round);
	tcase_add_test(c, codes_are_never_longer_than_they_may_be);
	tcase_add_test(c, rows_of_few_values_go_round);
	suite_add_tcase(s, c);
	return s;
}
