/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The worst window, as it is found in passing, against all of them added up. */
#include <stdlib.h>

#include "suites.h"
#include "windows.h"

#define W 61
#define H 47
#define DPI 200
#define STEP 2 /* pixels of a block */

static uint8_t one[H][W * 3], other[H][W * 3];
static uint8_t (*source)[W * 3], (*made)[W * 3];

static int64_t window(int x0, int y0, int side, int comps, int c)
{
	int64_t sum = 0;

	for (int y = y0; y < y0 + side && y < H; y++) {
		for (int x = x0; x < x0 + side && x < W; x++) {
			sum += made[y][x * comps + c] -
			    source[y][x * comps + c];
		}
	}
	return llabs(sum);
}

/* Of a side, thousandths of 1/255. */
static int64_t worst_of(int side, int comps)
{
	int64_t most = 0;

	for (int y = 0; y + side < H + STEP; y += STEP) {
		for (int x = 0; x + side < W + STEP; x += STEP) {
			for (int c = 0; c < comps; c++) {
				int64_t sum = window(x, y, side, comps, c);

				most = sum > most ? sum : most;
			}
		}
	}
	return most * 1000 / (side * side);
}

/* What is the same, and in a few places lighter or darker. */
static void make_pictures(int comps)
{
	for (int y = 0; y < H; y++) {
		for (int i = 0; i < W * comps; i++) {
			one[y][i] = 128;
			other[y][i] = (uint8_t)(rand() % 16 ? 128 : rand());
		}
	}
	for (int n = 0; n < 3; n++) {
		int y = rand() % (H - 4), x = rand() % (W - 4);
		int by = rand() % 90 - 45;

		for (int i = 0; i < 16; i++) {
			other[y + i / 4][(x + i % 4) * comps] = (uint8_t)(200 +
			    by);
		}
	}
}

START_TEST(the_worst_window_is_the_worst_of_all)
{
	int comps = _i % 2 ? 3 : 1;
	struct ic_windows b;
	struct ic_windows_worst got;
	int64_t large, small;
	void *mem = calloc(1, ic_windows_bytes(W, H, comps, DPI));

	srand((unsigned)_i);
	make_pictures(comps);
	source = _i % 4 < 2 ? one : other;
	made = _i % 4 < 2 ? other : one;
	ic_windows_set(&b, mem, W, H, comps, DPI);
	for (int y = 0; y < H; y++) {
		ic_windows_add(&b, y, source[y], made[y]);
	}
	got = ic_windows_worst(&b, 100);
	large = worst_of(12, comps);
	small = worst_of(6, comps);
	ck_assert_int_eq(got.off, large > small ? large : small);
	ck_assert_int_eq(got.failed, large > 20000 || small > 48000);
	free(mem);
}
END_TEST

Suite *suite_windows(void)
{
	Suite *s = suite_create("windows");
	TCase *t = tcase_create("windows");

	tcase_add_loop_test(t, the_worst_window_is_the_worst_of_all, 0, 40);
	suite_add_tcase(s, t);
	return s;
}
