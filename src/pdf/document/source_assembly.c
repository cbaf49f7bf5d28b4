/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An assembled file as MuPDF's stream. */
#include "assemble.h"
#include "source.h"

struct source {
	struct ic_assembly *a;
	int64_t size;
	bool *failed;
	unsigned *losses;
};

/* What there is at a place, as far as it goes in one piece. */
static int next_piece(fz_context *ctx, fz_stream *stm, size_t hint)
{
	struct source *s = stm->state;
	enum ic_reason why;
	const uint8_t *p;
	bool damaged;
	size_t n;

	(void)hint;
	p = ic_assembly_at(s->a, (uint64_t)stm->pos, &n, &damaged, &why);
	if (why != IC_REASON_NONE) {
		stm->rp = stm->wp = NULL;
		*s->failed = true;
		fz_throw(ctx, FZ_ERROR_GENERIC, "read");
	}
	*s->losses += damaged && *s->losses < ~0u;
	/* MuPDF writes nothing there: it has no pointer to constant bytes. */
	stm->rp = stm->wp = (unsigned char *)(uintptr_t)p;
	if (!p) {
		return EOF;
	}
	stm->wp += n;
	stm->pos += (int64_t)n;
	return *stm->rp++;
}

static void seek_piece(fz_context *ctx, fz_stream *stm, int64_t offset,
    int whence)
{
	const struct source *s = stm->state;

	(void)ctx;
	ic_source_seek(stm, s->size, offset, whence);
}

static void drop_piece(fz_context *ctx, void *state)
{
	fz_free(ctx, state);
}

fz_stream *ic_source_assembled(fz_context *ctx, struct ic_assembly *a,
    bool *failed, unsigned *losses)
{
	struct source *s = fz_malloc_struct(ctx, struct source);
	fz_stream *stm;

	*s = (struct source){ a, (int64_t)ic_assembly_size(a), failed, losses };
	stm = fz_new_stream(ctx, s, next_piece, drop_piece);
	stm->seek = seek_piece;
	return stm;
}
