/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the reader of a JPEG sees, in gray and smaller. */
#include "scan_jpeg_priv.h"

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
		JSAMPROW own = at;

		if (d->output_components == 4) {
			jpeg_read_scanlines(d, row, 1);
			gray_of_inks(row[0], w, inverted, at);
		} else {
			jpeg_read_scanlines(d, &own, 1);
		}
	}
	to->len = w * h;
}

/* A decoder at work. */
struct view {
	struct jpeg_decompress_struct d;
	struct jpeg_progress_mgr progress;
	struct ic_jpeg_trap trap;
};

/* A file may have a scan for every bit of every coefficient, and again. */
static void count_scans(j_common_ptr any)
{
	j_decompress_ptr d = (j_decompress_ptr)any;

	if (d->input_scan_number > IC_SCAN_JPEG_SCANS_MAX) {
		d->err->error_exit(any);
	}
}

static bool is_of(const struct jpeg_decompress_struct *d, unsigned comps, int w,
    int h)
{
	return d->data_precision == 8 && d->num_components == (int)comps &&
	    (int)d->image_width == w && (int)d->image_height == h &&
	    (uint64_t)d->image_width * d->image_height <=
	    IC_SCAN_JPEG_PIXELS_MAX;
}

static bool decode(struct view *v, const struct ic_scan_jpeg *from, int w,
    int h, unsigned eighths, struct ic_buf *to)
{
	j_decompress_ptr d = &v->d;

	v->progress.progress_monitor = count_scans;
	d->progress = &v->progress;
	jpeg_mem_src(d, from->bytes, (unsigned long)from->n);
	jpeg_read_header(d, TRUE);
	if (!is_of(d, from->comps, w, h)) {
		return false;
	}
	d->jpeg_color_space = ic_scan_jpeg_space(d, from->transform);
	d->out_color_space = d->num_components == 4 ? JCS_CMYK : JCS_GRAYSCALE;
	d->scale_num = eighths;
	d->scale_denom = 8;
	jpeg_start_decompress(d);
	read_rows(d, from->inverted, to);
	jpeg_finish_decompress(d);
	return d->err->num_warnings == 0;
}

bool ic_scan_jpeg_view(const struct ic_scan_jpeg *from, int w, int h,
    unsigned eighths, struct ic_buf *to, int *to_w, int *to_h)
{
	struct view v = { 0 };
	volatile bool ok = false;

	ic_buf_reset(to);
	if (from->n == 0) {
		return false;
	}
	v.d.err = ic_jpeg_trap_set(&v.trap);
	if (setjmp(v.trap.back) == 0) {
		jpeg_create_decompress(&v.d);
		ok = decode(&v, from, w, h, eighths, to);
		*to_w = (int)v.d.output_width;
		*to_h = (int)v.d.output_height;
	}
	jpeg_destroy_decompress(&v.d);
	return ok;
}
