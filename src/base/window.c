/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/window.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void ic_window_open(struct ic_window *w, int fd, size_t piece)
{
	off_t size = lseek(fd, 0, SEEK_END);

	*w = (struct ic_window){ .fd = fd, .piece = piece };
	if (size < 0) {
		w->failed = IC_WINDOW_READ;
	} else {
		w->size = (size_t)size;
	}
}

void ic_window_over(struct ic_window *w, const void *bytes, size_t n)
{
	*w = (struct ic_window){ .fd = -1, .size = n, .p = bytes, .held = n };
}

void ic_window_close(struct ic_window *w)
{
	if (w) {
		free(w->own);
		*w = (struct ic_window){ 0 };
	}
}

static bool fail(struct ic_window *w, enum ic_window_failure why)
{
	w->failed = why;
	w->held = 0;
	return false;
}

/* What was in the old room is read again: most often nothing of it is asked. */
static bool make_room(struct ic_window *w, size_t n)
{
	if (n <= w->room) {
		return true;
	}
	free(w->own);
	w->own = malloc(n);
	w->p = w->own;
	w->room = w->own ? n : 0;
	return w->own || fail(w, IC_WINDOW_MEMORY);
}

static bool read_piece(struct ic_window *w, size_t at, size_t n)
{
	w->from = at;
	w->held = 0;
	while (w->held < n) {
		ssize_t k = pread(w->fd, w->own + w->held, n - w->held,
		    (off_t)(at + w->held));

		if (k > 0) {
			w->held += (size_t)k;
		} else if (k == 0 || errno != EINTR) {
			return fail(w, IC_WINDOW_READ);
		}
	}
	return true;
}

static bool holds(const struct ic_window *w, size_t at, size_t n)
{
	return at >= w->from && at - w->from <= w->held &&
	    n <= w->held - (at - w->from);
}

const uint8_t *ic_window_at(struct ic_window *w, size_t at, size_t n)
{
	if (!holds(w, at, n)) {
		size_t piece = n > w->piece ? n : w->piece;

		if (w->failed || ic_window_left(w, at, n) < n ||
		    !make_room(w, piece) ||
		    !read_piece(w, at, ic_window_left(w, at, piece))) {
			return NULL;
		}
	}
	return w->p + (at - w->from);
}

int ic_window_byte(struct ic_window *w, size_t at)
{
	const uint8_t *p = ic_window_at(w, at, 1);

	return p ? *p : -1;
}

size_t ic_window_left(const struct ic_window *w, size_t at, size_t most)
{
	size_t left = at < w->size ? w->size - at : 0;

	return left < most ? left : most;
}

bool ic_window_is(struct ic_window *w, size_t at, const void *as, size_t n)
{
	const uint8_t *p = ic_window_at(w, at, n);

	return p && memcmp(p, as, n) == 0;
}
