/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A JPEG without what is no part of its code (ITU-T T.81, annex B): tables,
 * frame and scans are copied, and of the application segments Adobe's alone,
 * which says how its colours are to be read.
 */
#include <string.h>

#include "jpeg_io.h"
#include "imagefile.h"
#include "jpeg_marker.h"

#define SEGMENTS_MAX 100000

struct strip {
	const uint8_t *p;
	size_t n, at;
	struct ic_jpeg_frame *frame;
	struct ic_buf *out;
	unsigned frames, scans;
};

static unsigned two(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static bool is_adobe(const uint8_t *segment, size_t n)
{
	return n >= 14 && memcmp(segment + 2, "Adobe", 5) == 0;
}

static bool take_frame(struct strip *s, const uint8_t *segment, size_t n)
{
	if (n < 8 || segment[2] != 8 || s->frames++ > 0) {
		return false;
	}
	s->frame->h = two(segment + 3);
	s->frame->w = two(segment + 5);
	s->frame->comps = segment[7];
	return true;
}

/* Past coded data: to the next marker that is no restart. */
static bool skip_scan(struct strip *s)
{
	while (s->at + 1 < s->n) {
		const uint8_t *ff = memchr(s->p + s->at, 0xff,
		    s->n - 1 - s->at);

		if (!ff) {
			return false;
		}
		s->at = (size_t)(ff - s->p);
		if (ff[1] == 0) {
			s->at += 2;
		} else if (ff[1] >= RST0 && ff[1] <= RST7) {
			s->at += 2;
		} else if (ff[1] == 0xff) {
			s->at += 1;
		} else {
			return true;
		}
	}
	return false;
}

/* One segment, and behind SOS its data. */
static bool take(struct strip *s, uint8_t marker)
{
	size_t from = s->at - 2, n;
	bool keep;

	if (s->n - s->at < 2 || (n = two(s->p + s->at)) < 2 ||
	    s->n - s->at < n) {
		return false;
	}
	if (ic_jpeg_is_frame(marker) && !take_frame(s, s->p + s->at, n)) {
		return false;
	}
	keep = ic_jpeg_is_frame(marker) || marker == DHT || marker == DAC ||
	    marker == SOS || marker == DQT || marker == DRI ||
	    (marker == APP14 && is_adobe(s->p + s->at, n));
	s->frame->adobe = s->frame->adobe || (keep && marker == APP14);
	s->at += n;
	if (marker == SOS) {
		s->scans++;
		if (s->frames == 0 || !skip_scan(s)) {
			return false;
		}
	}
	return !keep || ic_buf_add(s->out, s->p + from, s->at - from);
}

static bool copy(struct strip *s)
{
	if (s->n < 4 || s->p[0] != 0xff || s->p[1] != SOI ||
	    !ic_buf_add(s->out, s->p, 2)) {
		return false;
	}
	s->at = 2;
	for (unsigned i = 0; i < SEGMENTS_MAX && s->n - s->at >= 2; i++) {
		uint8_t marker = s->p[s->at + 1];

		if (s->p[s->at] != 0xff) {
			return false;
		}
		if (marker == 0xff) { /* fill */
			s->at++;
			continue;
		}
		s->at += 2;
		if (marker == EOI) {
			return s->scans > 0 &&
			    ic_buf_add(s->out, "\xff\xd9", 2);
		}
		/* DNL gives a height that is had too late. */
		if (marker < 0xc0 || marker == SOI || marker == DNL ||
		    (marker >= RST0 && marker <= RST7) || !take(s, marker)) {
			return false;
		}
	}
	return false;
}

bool ic_jpeg_strip(const uint8_t *p, size_t n, struct ic_jpeg_frame *frame,
    struct ic_buf *out)
{
	struct strip s = { .p = p, .n = n, .frame = frame, .out = out };

	*frame = (struct ic_jpeg_frame){ 0 };
	return copy(&s);
}

bool ic_jpeg_agrees(const uint8_t *p, size_t n,
    const struct ic_jpeg_frame *frame)
{
	struct jpeg_decompress_struct c = { 0 };
	struct ic_jpeg_trap trap;
	bool same;

	c.err = ic_jpeg_trap_set(&trap);
	if (setjmp(trap.back)) {
		jpeg_destroy_decompress(&c);
		return false;
	}
	jpeg_create_decompress(&c);
	jpeg_mem_src(&c, p, n);
	same = jpeg_read_header(&c, TRUE) == JPEG_HEADER_OK &&
	    c.image_width == frame->w && c.image_height == frame->h &&
	    c.num_components == (int)frame->comps && c.data_precision == 8 &&
	    !c.saw_Adobe_marker == !frame->adobe;
	jpeg_destroy_decompress(&c);
	return same;
}

enum ic_reason ic_jpeg_code(const struct ic_imagefile *p, struct ic_buf *out)
{
	struct ic_buf file = { 0 };
	struct ic_jpeg_frame frame;
	size_t from = out->len;
	uint8_t *room = ic_buf_room(&file, (size_t)p->file.len);
	enum ic_reason why = IC_REASON_NONE;

	if (!room) {
		return IC_REASON_MEMORY;
	}
	if (!ic_piece_read(&p->file, 0, room, (size_t)p->file.len)) {
		why = IC_REASON_READ;
	} else if (!ic_jpeg_strip(room, (size_t)p->file.len, &frame, out) ||
	    frame.w != p->w || frame.h != p->h ||
	    !ic_jpeg_agrees(out->data + from, out->len - from, &frame)) {
		why = out->failed ? IC_REASON_MEMORY : IC_REASON_IMAGE_DAMAGED;
	}
	ic_buf_finish(&file);
	return why;
}
