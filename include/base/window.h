/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The bytes of a file by position, of which one piece at a time is in memory.
 * A parser that goes through a file of any length, and looks ahead or back a
 * little, needs no more. It keeps positions, never pointers: what one call
 * gives, the next may take away.
 *
 *	struct ic_window w;
 *
 *	ic_window_open(&w, fd, IC_WINDOW_PIECE);
 *	... p = ic_window_at(&w, at, n) ...
 *	ic_window_close(&w);
 *
 * Read by pread(), so that the descriptor's own offset neither matters nor
 * moves. A piece is at least as long as what is asked for at once.
 */
#ifndef IC_BASE_WINDOW_H
#define IC_BASE_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_WINDOW_PIECE ((size_t)1 << 20)

/* Why a window gives nothing any more. */
enum ic_window_failure {
	IC_WINDOW_WORKS,
	IC_WINDOW_READ,  /* the file cannot be read to its end */
	IC_WINDOW_MEMORY /* there is none for the piece */
};

/* The zero value is the window of an empty file. */
struct ic_window {
	int fd;
	size_t size; /* of the file when it was opened */
	size_t piece;
	const uint8_t *p; /* the bytes in memory: `held` of them at `from` */
	size_t from, held;
	uint8_t *own; /* room of ours that they are in; NULL: not ours */
	size_t room;
	enum ic_window_failure failed; /* from then on for good */
};

/* Over the file `fd`, borrowed, in pieces of so many bytes. */
void ic_window_open(struct ic_window *w, int fd, size_t piece);

/* Over n bytes that are in memory, borrowed. */
void ic_window_over(struct ic_window *w, const void *bytes, size_t n);

/* Free what it holds; the file stays open. NULL is allowed. */
void ic_window_close(struct ic_window *w);

/*
 * The n bytes at `at`, until the next call. NULL if the file ends before them,
 * or if w->failed.
 */
const uint8_t *ic_window_at(struct ic_window *w, size_t at, size_t n);

/* The byte at `at`, or -1 in the same cases. */
int ic_window_byte(struct ic_window *w, size_t at);

/* How many bytes there are from `at` on, counted up to `most`. */
size_t ic_window_left(const struct ic_window *w, size_t at, size_t most);

/* True if just the n bytes `as` stand at `at`. */
bool ic_window_is(struct ic_window *w, size_t at, const void *as, size_t n);

#endif
