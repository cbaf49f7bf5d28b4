/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_priv.h"

#include <stdlib.h>
#include <string.h>

#include "jpeg_io.h"
#include "pdf/burn.h"

/*
 * Full chroma: at 4:2:0 the colour of what lies outside a box would run into
 * it, and coloured text would fray.
 */
static void set_up(j_compress_ptr c, const struct ic_raster *r, int quality)
{
	c->image_width = (JDIMENSION)r->w;
	c->image_height = (JDIMENSION)r->h;
	c->input_components = r->comps;
	c->in_color_space = r->comps == 3 ? JCS_RGB : JCS_GRAYSCALE;
	jpeg_set_defaults(c);
	jpeg_set_quality(c, quality, TRUE);
	c->dct_method = JDCT_ISLOW;
	for (int i = 0; i < c->num_components; i++) {
		c->comp_info[i].h_samp_factor = 1;
		c->comp_info[i].v_samp_factor = 1;
	}
}

static void compress(j_compress_ptr c, const struct ic_raster *r, int quality)
{
	set_up(c, r, quality);
	jpeg_start_compress(c, TRUE);
	while (c->next_scanline < c->image_height) {
		JSAMPROW row = r->px + c->next_scanline * r->stride;

		jpeg_write_scanlines(c, &row, 1);
	}
	jpeg_finish_compress(c);
}

bool ic_encode_jpeg(struct ic_encoder *e, const struct ic_raster *r,
    int quality, struct ic_error *err)
{
	struct jpeg_compress_struct c = { 0 };
	struct ic_jpeg_trap trap;
	struct ic_jpeg_sink sink;

	ic_buf_reset(&e->out);
	c.err = ic_jpeg_trap_set(&trap);
	if (setjmp(trap.back)) {
		jpeg_destroy_compress(&c);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	jpeg_create_compress(&c);
	ic_jpeg_sink_set(&sink, &e->out, &c);
	compress(&c, r, quality);
	jpeg_destroy_compress(&c);
	return true;
}

static void decompress(j_decompress_ptr d, const struct ic_buf *in,
    const struct ic_raster *r, uint8_t *to)
{
	jpeg_mem_src(d, in->data, in->len);
	jpeg_read_header(d, TRUE);
	d->dct_method = JDCT_ISLOW;
	jpeg_start_decompress(d);
	if ((int)d->output_width != r->w || (int)d->output_height != r->h ||
	    d->output_components != r->comps) {
		d->err->error_exit((j_common_ptr)d);
	}
	while (d->output_scanline < d->output_height) {
		JSAMPROW row = to + d->output_scanline * r->stride;

		jpeg_read_scanlines(d, &row, 1);
	}
	jpeg_finish_decompress(d);
}

bool ic_encode_jpeg_back(struct ic_encoder *e, const struct ic_raster *r,
    struct ic_error *err)
{
	struct jpeg_decompress_struct d = { 0 };
	struct ic_jpeg_trap trap;
	size_t n = r->stride * (size_t)r->h;
	uint8_t *to;

	ic_buf_reset(&e->packed);
	to = ic_buf_room(&e->packed, n);
	if (!to) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	d.err = ic_jpeg_trap_set(&trap);
	if (setjmp(trap.back)) {
		jpeg_destroy_decompress(&d);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	jpeg_create_decompress(&d);
	decompress(&d, &e->out, r, to);
	jpeg_destroy_decompress(&d);
	e->packed.len = n;
	return true;
}

static int worst_in(const struct ic_raster *r, const uint8_t *px,
    struct ic_pixels p, int value)
{
	int worst = 0;

	for (int y = p.y0; y < p.y1; y++) {
		const uint8_t *row = px + (size_t)y * r->stride;

		for (int i = p.x0 * r->comps; i < p.x1 * r->comps; i++) {
			int off = abs(row[i] - value);

			worst = off > worst ? off : worst;
		}
	}
	return worst;
}

int ic_encode_box_error(const struct ic_encoder *e, const struct ic_raster *r,
    const struct ic_slice *s, uint32_t page)
{
	const struct ic_slice_page *p = &s->pages[page];
	int worst = 0;

	for (uint32_t i = 0; i < ic_slice_burned(p); i++) {
		int w = worst_in(r, e->packed.data,
		    ic_raster_burned(r, s->boxes[p->box + i].rect),
		    ic_burn_value(s, p->box + i));

		worst = w > worst ? w : worst;
	}
	return worst;
}
