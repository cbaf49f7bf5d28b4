/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/window.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "suites.h"

#define SIZE 1000

static uint8_t bytes[SIZE];
static char path[32];
static int fd;

static void setup(void)
{
	strcpy(path, "/tmp/ic-window-XXXXXX");
	fd = mkstemp(path);
	for (int i = 0; i < SIZE; i++) {
		bytes[i] = (uint8_t)(i * 7 + i / 256);
	}
	ck_assert_int_eq(write(fd, bytes, SIZE), SIZE);
}

static void teardown(void)
{
	close(fd);
	unlink(path);
}

static void check_all(struct ic_window *w)
{
	ck_assert_uint_eq(w->size, SIZE);
	for (size_t at = 0; at < SIZE; at += 13) {
		for (size_t n = 1; n <= SIZE - at; n += 11) {
			ck_assert(ic_window_is(w, at, bytes + at, n));
		}
		ck_assert_int_eq(ic_window_byte(w, SIZE - 1 - at),
		    bytes[SIZE - 1 - at]);
	}
	for (size_t at = 0; at <= SIZE + 1; at++) {
		ck_assert_ptr_null(ic_window_at(w, at, SIZE + 1 - at % SIZE));
	}
	ck_assert_int_eq(ic_window_byte(w, SIZE), -1);
	ck_assert_int_eq(ic_window_byte(w, SIZE_MAX), -1);
	ck_assert_ptr_null(ic_window_at(w, 1, SIZE_MAX));
	ck_assert_int_eq(w->failed, IC_WINDOW_WORKS);
}

START_TEST(a_window_of_any_size_shows_all_of_the_file)
{
	struct ic_window w;

	for (size_t piece = 1; piece <= 2 * SIZE; piece = piece * 3 + 1) {
		ic_window_open(&w, fd, piece);
		check_all(&w);
		ic_window_close(&w);
	}
	ic_window_over(&w, bytes, SIZE);
	check_all(&w);
	ic_window_close(&w);
}
END_TEST

START_TEST(a_window_holds_a_piece_and_no_more)
{
	struct ic_window w;

	ic_window_open(&w, fd, 10);
	for (size_t at = 0; at < SIZE; at++) {
		ck_assert_int_eq(ic_window_byte(&w, at), bytes[at]);
		ck_assert_uint_le(w.held, 10);
	}
	ck_assert_ptr_nonnull(ic_window_at(&w, 5, 100));
	ck_assert_uint_eq(w.held, 100);
	ck_assert_ptr_nonnull(ic_window_at(&w, 500, 1));
	ck_assert_uint_eq(w.held, 10);
	ic_window_close(&w);
}
END_TEST

START_TEST(a_file_that_shrinks_fails_for_good)
{
	struct ic_window w;

	ic_window_open(&w, fd, 10);
	ck_assert_int_eq(ic_window_byte(&w, 0), bytes[0]);
	ck_assert_int_eq(ftruncate(fd, SIZE / 2), 0);
	ck_assert_int_eq(ic_window_byte(&w, SIZE / 2), -1);
	ck_assert_int_eq(w.failed, IC_WINDOW_READ);
	ck_assert_int_eq(ic_window_byte(&w, 0), -1);
	ic_window_close(&w);
}
END_TEST

START_TEST(what_is_no_file_and_an_empty_one_show_nothing)
{
	struct ic_window w;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ic_window_open(&w, ends[0], 10);
	ck_assert_int_eq(ic_window_byte(&w, 0), -1);
	ck_assert_int_eq(w.failed, IC_WINDOW_READ);
	ic_window_close(&w);
	close(ends[0]);
	close(ends[1]);
	ck_assert_int_eq(ftruncate(fd, 0), 0);
	ic_window_open(&w, fd, 10);
	ck_assert_int_eq(ic_window_byte(&w, 0), -1);
	ck_assert_int_eq(w.failed, IC_WINDOW_WORKS);
	ic_window_close(&w);
	ck_assert_int_eq(ic_window_byte(&w, 0), -1);
	ic_window_close(NULL);
}
END_TEST

Suite *suite_window(void)
{
	Suite *s = suite_create("window");
	TCase *t = tcase_create("window");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_window_of_any_size_shows_all_of_the_file);
	tcase_add_test(t, a_window_holds_a_piece_and_no_more);
	tcase_add_test(t, a_file_that_shrinks_fails_for_good);
	tcase_add_test(t, what_is_no_file_and_an_empty_one_show_nothing);
	suite_add_tcase(s, t);
	return s;
}
