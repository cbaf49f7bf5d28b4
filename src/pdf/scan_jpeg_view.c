/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the reader of a JPEG sees, in gray and smaller. */
#include <string.h>

#include "jpeg_io.h"
#include "scan_jpeg.h"

/* Four inks on paper; libjpeg hands them on as they are stored. */
static void gray_of_inks(const uint8_t *inks, size_t n, bool inverted,
    uint8_t *to)
{
	unsigned turn = inverted ? 0 : 255;

	for (size_t i = 0; i < n; i++, inks += 4) {
		unsigned light[4];

		for (int c = 0; c < 4; c++) {
			light[c] = inks[c] ^ turn;
		}
		to[i] = (uint8_t)((77 * light[0] + 151 * light[1] +
				      28 * light[2]) *
		    light[3] / (256 * 255));
	}
}

static void read_rows(j_decompress_ptr d, bool inverted, struct ic_buf *to)
{
	size_t w = d->output_width, h = d->output_height;
	JSAMPARRAY row = d->mem->alloc_sarray((j_common_ptr)d, JPOOL_IMAGE,
	    (JDIMENSION)(w * (size_t)d->output_components), 1);
	uint8_t *at = ic_buf_room(to, w * h);

	if (!at) {
		d->err->error_exit((j_common_ptr)d);
		return;
	}
	for (; d->output_scanline < h; at += w) {
		jpeg_read_scanlines(d, row, 1);
		if (d->output_components == 4) {
			gray_of_inks(row[0], w, inverted, at);
		} else {
			memcpy(at, row[0], w);
		}
	}
	to->len = w * h;
}

bool ic_scan_jpeg_view(const uint8_t *bytes, size_t n, bool inverted,
    unsigned eighths, struct ic_buf *to, int *w, int *h)
{
	struct jpeg_decompress_struct d = { 0 };
	struct ic_jpeg_trap trap;

	ic_buf_reset(to);
	d.err = ic_jpeg_trap_set(&trap);
	if (setjmp(trap.back)) {
		jpeg_destroy_decompress(&d);
		return false;
	}
	jpeg_create_decompress(&d);
	jpeg_mem_src(&d, bytes, (unsigned long)n);
	jpeg_read_header(&d, TRUE);
	d.out_color_space = d.num_components == 4 ? JCS_CMYK : JCS_GRAYSCALE;
	d.scale_num = eighths;
	d.scale_denom = 8;
	jpeg_start_decompress(&d);
	*w = (int)d.output_width;
	*h = (int)d.output_height;
	read_rows(&d, inverted, to);
	jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	return true;
}
