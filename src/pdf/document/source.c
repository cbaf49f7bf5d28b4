/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "source.h"

#include <errno.h>
#include <unistd.h>

#define BLOCK 16384

struct source {
	int fd;
	int64_t size; /* when it was opened: what is appended is not read */
	bool *failed;
	uint8_t block[BLOCK];
};

static int next_block(fz_context *ctx, fz_stream *stm, size_t hint)
{
	struct source *s = stm->state;
	int64_t left = s->size - stm->pos;
	size_t want = left < BLOCK ? (size_t)left : BLOCK;
	ssize_t n;

	(void)hint;
	stm->rp = stm->wp = s->block;
	if (left <= 0) {
		return EOF;
	}
	do {
		n = pread(s->fd, s->block, want, (off_t)stm->pos);
	} while (n < 0 && errno == EINTR);
	if (n <= 0) {
		*s->failed = true;
		fz_throw(ctx, FZ_ERROR_GENERIC, "read");
	}
	stm->wp += n;
	stm->pos += n;
	return *stm->rp++;
}

void ic_source_seek(fz_stream *stm, int64_t size, int64_t offset, int whence)
{
	int64_t base = whence == SEEK_END ? size : 0;

	if (whence == SEEK_CUR) {
		base = stm->pos - (stm->wp - stm->rp);
	}
	if (offset > size - base) {
		offset = size - base;
	}
	stm->pos = offset < -base ? 0 : base + offset;
	stm->rp = stm->wp = NULL;
}

static void seek_block(fz_context *ctx, fz_stream *stm, int64_t offset,
    int whence)
{
	const struct source *s = stm->state;

	(void)ctx;
	ic_source_seek(stm, s->size, offset, whence);
}

static void drop_block(fz_context *ctx, void *state)
{
	fz_free(ctx, state);
}

fz_stream *ic_source_open(fz_context *ctx, int fd, int64_t most, bool *failed)
{
	off_t size = lseek(fd, 0, SEEK_END); /* fstat() is fatal here */
	struct source *s;
	fz_stream *stm;

	if (size < 0) {
		*failed = true;
		fz_throw(ctx, FZ_ERROR_GENERIC, "seek");
	}
	s = fz_malloc_struct(ctx, struct source);
	s->fd = fd;
	s->size = most > 0 && most < size ? most : (int64_t)size;
	s->failed = failed;
	stm = fz_new_stream(ctx, s, next_block, drop_block);
	stm->seek = seek_block;
	return stm;
}
