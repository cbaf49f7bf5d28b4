/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The entropy code of a JPEG is read to its end, and libjpeg must not find a
 * byte too many in it; of the pixels only those rows are made that somebody
 * looks at.
 */
#include "jpeg_io.h"
#include "judge_coded.h"

/* To pass over fewer rows saves nothing: those of blocks are made at once. */
#define GAP 32

/*
 * Of three or four components an Adobe marker says whether they are turned
 * (ISO 32000-1, table 13); without one, three are.
 */
static J_COLOR_SPACE space_of(const struct jpeg_decompress_struct *d)
{
	bool turned = d->saw_Adobe_marker ? d->Adobe_transform != 0
					  : d->num_components == 3;

	switch (d->num_components) {
	case 1:
		return JCS_GRAYSCALE;
	case 3:
		return turned ? JCS_YCbCr : JCS_RGB;
	default:
		return turned ? JCS_YCCK : JCS_CMYK;
	}
}

/* Rows from y on that nobody wants. The last is always read: what passes over
 * it passes over the code's end. */
static JDIMENSION unwanted(const struct ic_coded *c, const bool *want, int y)
{
	int from = y;

	while (want && y < c->h - 1 && !want[y]) {
		y++;
	}
	return (JDIMENSION)(y - from);
}

static bool read_all(struct jpeg_decompress_struct *d, const struct ic_coded *c,
    const bool *want, uint8_t *rows)
{
	size_t n = ic_coded_row(c);

	jpeg_read_header(d, TRUE);
	d->jpeg_color_space = space_of(d);
	jpeg_start_decompress(d);
	if (d->output_width != (JDIMENSION)c->w ||
	    d->output_height != (JDIMENSION)c->h ||
	    d->output_components != (int)c->comps) {
		return false;
	}
	while (d->output_scanline < d->output_height) {
		int y = (int)d->output_scanline;
		JDIMENSION gap = unwanted(c, want, y);
		JSAMPROW row = rows + (size_t)y * n;

		if (gap >= GAP) {
			jpeg_skip_scanlines(d, gap);
		} else {
			jpeg_read_scanlines(d, &row, 1);
		}
	}
	jpeg_finish_decompress(d);
	return d->err->num_warnings == 0 && d->src->bytes_in_buffer == 0;
}

bool ic_coded_jpeg(const struct ic_coded *c, const bool *want, uint8_t *rows)
{
	struct jpeg_decompress_struct d = { 0 };
	struct ic_jpeg_trap trap;
	volatile bool ok = false;

	if (c->bits != 8 || !ic_coded_markers(c)) {
		return false;
	}
	d.err = ic_jpeg_trap_set(&trap);
	if (setjmp(trap.back) == 0) {
		jpeg_create_decompress(&d);
		jpeg_mem_src(&d, c->p, (unsigned long)c->n);
		ok = read_all(&d, c, want, rows);
	}
	jpeg_destroy_decompress(&d);
	return ok;
}
