/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_tour.h"

#define CHUNK 32768

/* Throws. */
static void read_on(fz_context *ctx, fz_stream *stm, fz_buffer *b, size_t max)
{
	unsigned char chunk[CHUNK];
	size_t n = 1;

	while (n > 0 && fz_buffer_storage(ctx, b, NULL) < max) {
		n = fz_read(ctx, stm, chunk, sizeof(chunk));
		fz_append_data(ctx, b, chunk, n);
	}
}

/* Of a damaged stream what could be read. */
fz_buffer *audit_stream(struct audit *a, pdf_obj *obj, size_t max)
{
	fz_context *ctx = a->doc.mu.ctx;
	fz_buffer *b = fz_new_buffer(ctx, 1024);
	fz_stream *stm = NULL;

	fz_var(stm);
	fz_try(ctx) {
		stm = pdf_open_stream(ctx, obj);
		read_on(ctx, stm, b, max);
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
	}
	fz_catch(ctx) {
		if (a->doc.mu.starved) {
			fz_drop_buffer(ctx, b);
			fz_rethrow(ctx);
		}
	}
	return b;
}
