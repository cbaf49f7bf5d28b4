/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * JPEGs that are cut: the first bytes say what the PDF would, and what is cut;
 * the rest is the code stream. What is made passes the tiler, has its boxes
 * black or white as libjpeg shows them, and is the same bytes again.
 *
 *	0	bits: fill white, inverted; /ColorTransform; components
 *	1-4	width, height
 *	5-8	what is kept: left, top, right, bottom, in 255ths
 *	9	boxes, at most 3
 *	10-21	three boxes, like what is kept
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "fuzz.h"
#include "scan_jpeg.h"
#include "judge_coded.h"

#define HEAD 22
#define BOXES 3
#define PIXELS_MAX (1 << 20)
#define BOX_MAX 12

static struct ic_pixels area(const uint8_t *at, int w, int h)
{
	struct ic_pixels a = { at[0] * w / 255, at[1] * h / 255,
		at[2] * w / 255, at[3] * h / 255 };

	return a;
}

struct trap {
	struct jpeg_error_mgr mgr;
	jmp_buf back;
};

static void leave(j_common_ptr any)
{
	longjmp(((struct trap *)any->err)->back, 1);
}

static void say_nothing(j_common_ptr any, int level)
{
	(void)any;
	(void)level;
}

/* The pixels of what was made; malloc()ed. */
static uint8_t *show(const struct ic_buf *b, int *w, int *comps)
{
	struct jpeg_decompress_struct d = { 0 };
	uint8_t *volatile px = NULL;
	struct trap trap;

	d.err = jpeg_std_error(&trap.mgr);
	trap.mgr.error_exit = leave;
	trap.mgr.emit_message = say_nothing;
	demand(setjmp(trap.back) == 0);
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, b->data, (unsigned long)b->len);
	jpeg_read_header(&d, TRUE);
	jpeg_start_decompress(&d);
	*w = (int)d.output_width;
	*comps = d.output_components;
	px = malloc((size_t)*w * (size_t)*comps * d.output_height);
	demand(px != NULL);
	while (d.output_scanline < d.output_height) {
		JSAMPROW row = px +
		    (size_t)d.output_scanline * (size_t)(*w * *comps);

		jpeg_read_scanlines(&d, &row, 1);
	}
	jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	return px;
}

static void look(const struct ic_buf *made, const struct ic_scan_cut *c,
    struct ic_pixels part, bool inverted)
{
	int w, comps;
	uint8_t *px = show(made, &w, &comps);
	int want = ((comps == 4) != (c->fill != 0)) != inverted ? 255 : 0;

	for (size_t i = 0; i < c->nboxes; i++) {
		struct ic_pixels b = c->boxes[i];

		for (int y = b.y0; y < b.y1; y++) {
			for (int x = b.x0; x < b.x1; x++) {
				if (x < c->keep.x0 || x >= c->keep.x1 ||
				    y < c->keep.y0 || y >= c->keep.y1) {
					continue;
				}
				for (int k = 0; k < comps; k++) {
					size_t at = (size_t)(y - part.y0) *
						(size_t)w +
					    (size_t)(x - part.x0);
					int v =
					    px[at * (size_t)comps + (size_t)k];

					demand(abs(v - want) <= BOX_MAX);
				}
			}
		}
	}
	free(px);
}

static void read_strictly(const struct ic_coded *c)
{
	uint8_t *rows = malloc(ic_coded_row(c) * (size_t)c->h);

	demand(rows && ic_coded_read(c, NULL, rows));
	free(rows);
}

static void check(const struct ic_scan_jpeg *from, const struct ic_scan_cut *c)
{
	struct ic_buf out = { 0 }, again = { 0 };
	struct ic_pixels part = { 0 };
	enum ic_scan got = ic_scan_jpeg(from, c, &out, &part);

	demand(ic_scan_jpeg(from, c, &again, &part) == got);
	demand(fuzz_same(&out, &again));
	demand(got == IC_SCAN_KEPT || out.len == 0);
	if (got == IC_SCAN_KEPT) {
		struct ic_coded made = { IC_CODING_JPEG, part.x1 - part.x0,
			part.y1 - part.y0, from->comps, 8, out.data, out.len };

		demand(part.x0 <= c->keep.x0 && part.y0 <= c->keep.y0 &&
		    part.x1 == c->keep.x1 && part.y1 == c->keep.y1);
		read_strictly(&made);
		look(&out, c, part, from->inverted);
	}
	ic_buf_finish(&out);
	ic_buf_finish(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const unsigned comps[] = { 1, 3, 4, 3 };
	struct ic_pixels boxes[BOXES];
	struct ic_scan_cut c = { .boxes = boxes, .dpi = 100 };
	struct ic_scan_jpeg from;

	if (n <= HEAD) {
		return 0;
	}
	c.w = bytes[1] << 8 | bytes[2];
	c.h = bytes[3] << 8 | bytes[4];
	if (c.w < 1 || c.h < 1 || c.w > PIXELS_MAX / c.h) {
		return 0;
	}
	c.keep = area(bytes + 5, c.w, c.h);
	c.nboxes = bytes[9] % (BOXES + 1);
	c.fill = bytes[0] & 1 ? 255 : 0;
	for (size_t i = 0; i < BOXES; i++) {
		boxes[i] = area(bytes + 10 + 4 * i, c.w, c.h);
	}
	from = (struct ic_scan_jpeg){ bytes + HEAD, n - HEAD,
		comps[bytes[0] >> 4 & 3], (bytes[0] >> 2 & 3) % 3 - 1,
		(bytes[0] & 2) != 0 };
	check(&from, &c);
	return 0;
}
