/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A document written with what was added to it: as the source's own bytes and
 * an update behind them, so that nothing else changes; or, of what MuPDF had
 * to repair or assemble, or of a hybrid, anew.
 */
#include "annotate_priv.h"

#include <errno.h>
#include <unistd.h>

#include "base/child.h"
#include "base/fs.h"
#include "document_priv.h"
#include "source.h"

#define BLOCK 65536

/* All of it goes to the end of fd 5: a child can do nothing else with it. */
struct sink {
	struct ic_document *doc;
	int64_t written;
};

static void write_block(fz_context *ctx, void *state, const void *data,
    size_t n)
{
	struct sink *s = state;

	(void)ctx;
	if (!ic_fs_write_all(IC_CHILD_PRODUCT, data, n)) {
		ic_document_throw(s->doc, IC_REASON_WRITE);
	}
	s->written += (int64_t)n;
}

/* To the end, where it is. */
static void seek_end(fz_context *ctx, void *state, int64_t offset, int whence)
{
	struct sink *s = state;

	if (whence != SEEK_END || offset != 0) {
		if (whence != SEEK_SET || offset != s->written) {
			fz_throw(ctx, FZ_ERROR_GENERIC, "seek");
		}
	}
}

static int64_t tell(fz_context *ctx, void *state)
{
	const struct sink *s = state;

	(void)ctx;
	return s->written;
}

/* Nothing was ever written behind the end. */
static void truncate_end(fz_context *ctx, void *state)
{
	(void)ctx;
	(void)state;
}

/*
 * MuPDF compares what it is to append to with what it has read. A child cannot
 * read what it has written; it is a copy of the source.
 */
static fz_stream *as_stream(fz_context *ctx, void *state)
{
	struct sink *s = state;

	return ic_source_open(ctx, s->doc->fd, 0, &s->doc->read_failed);
}

static bool copy_block(struct ic_document *doc, int64_t at, size_t *n)
{
	static uint8_t block[BLOCK];
	ssize_t got;

	do {
		got = pread(doc->fd, block, sizeof(block), (off_t)at);
	} while (got < 0 && errno == EINTR);
	if (got < 0) {
		doc->read_failed = true;
		return false;
	}
	*n = (size_t)got;
	return ic_fs_write_all(IC_CHILD_PRODUCT, block, *n);
}

static void copy_source(struct ic_document *doc, struct sink *s)
{
	off_t size = lseek(doc->fd, 0, SEEK_END);

	while (s->written < (int64_t)size) {
		size_t n = 0;

		if (!copy_block(doc, s->written, &n)) {
			ic_document_throw(doc,
			    doc->read_failed ? IC_REASON_READ
					     : IC_REASON_WRITE);
		}
		if (n == 0) {
			ic_document_throw(doc, IC_REASON_CHANGED);
		}
		s->written += (int64_t)n;
	}
}

static bool can_append(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;

	return !doc->assembly && !doc->headless &&
	    !pdf_was_repaired(ctx, doc->pdf) &&
	    !pdf_dict_get(ctx, pdf_trailer(ctx, doc->pdf), PDF_NAME(XRefStm)) &&
	    pdf_can_be_saved_incrementally(ctx, doc->pdf);
}

void annotate_save(struct ic_document *doc)
{
	fz_context *ctx = doc->mu.ctx;
	struct sink sink = { .doc = doc };
	pdf_write_options options = pdf_default_write_options;
	fz_output *out;

	if (can_append(doc)) {
		options.do_incremental = 1;
		copy_source(doc, &sink);
	}
	out = fz_new_output(ctx, BLOCK, &sink, write_block, NULL, NULL);
	out->seek = seek_end;
	out->tell = tell;
	out->as_stream = as_stream;
	out->truncate = truncate_end;
	fz_try(ctx) {
		pdf_write_document(ctx, doc->pdf, out, &options);
		fz_close_output(ctx, out);
	}
	fz_always(ctx) {
		fz_drop_output(ctx, out);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	ic_document_check_memory(doc);
}
