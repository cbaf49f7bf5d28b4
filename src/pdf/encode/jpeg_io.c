/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "jpeg_io.h"

#include <jerror.h>

static void leave(j_common_ptr any)
{
	struct ic_jpeg_trap *trap = (struct ic_jpeg_trap *)any->err;

	longjmp(trap->back, 1);
}

/* Messages can quote what the file holds. */
static void say_nothing(j_common_ptr any)
{
	(void)any;
}

static void count_only(j_common_ptr any, int level)
{
	any->err->num_warnings += level < 0;
}

struct jpeg_error_mgr *ic_jpeg_trap_set(struct ic_jpeg_trap *trap)
{
	jpeg_std_error(&trap->mgr);
	trap->mgr.error_exit = leave;
	trap->mgr.output_message = say_nothing;
	trap->mgr.emit_message = count_only;
	return &trap->mgr;
}

#define CHUNK 65536

static void room(struct ic_jpeg_sink *sink, j_compress_ptr c)
{
	uint8_t *p = ic_buf_room(sink->b, CHUNK);

	if (!p) {
		c->err->msg_code = JERR_OUT_OF_MEMORY;
		c->err->error_exit((j_common_ptr)c);
		return;
	}
	sink->mgr.next_output_byte = p;
	sink->mgr.free_in_buffer = CHUNK;
}

static void begin(j_compress_ptr c)
{
	room((struct ic_jpeg_sink *)c->dest, c);
}

static boolean full(j_compress_ptr c)
{
	struct ic_jpeg_sink *sink = (struct ic_jpeg_sink *)c->dest;

	sink->b->len += CHUNK;
	room(sink, c);
	return TRUE;
}

static void end(j_compress_ptr c)
{
	struct ic_jpeg_sink *sink = (struct ic_jpeg_sink *)c->dest;

	sink->b->len += CHUNK - sink->mgr.free_in_buffer;
}

void ic_jpeg_sink_set(struct ic_jpeg_sink *sink, struct ic_buf *b,
    j_compress_ptr c)
{
	sink->b = b;
	sink->mgr.init_destination = begin;
	sink->mgr.empty_output_buffer = full;
	sink->mgr.term_destination = end;
	c->dest = &sink->mgr;
}
