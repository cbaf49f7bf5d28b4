/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scan_jpeg.h"

#include <string.h>

#include <jerror.h>

#include "scan_jpeg_priv.h"

#define SIDE_MAX 65500 /* libjpeg's own */
#define PLANES 4
#define COEF_BYTES_MAX ((long)320 << 20)
#define SMOOTHED 10 /* coefficients that decoders make up where bits lack */

/* One picture on its way through. */
struct job {
	struct ic_jpeg_trap trap; /* of both, so that there is one way out */
	struct jpeg_decompress_struct d;
	struct jpeg_compress_struct c;
	struct jpeg_progress_mgr progress;
	struct ic_jpeg_sink sink;
	const struct ic_scan_jpeg *from;
	const struct ic_scan_cut *cut;
	struct ic_pixels part;
	jvirt_barray_ptr *coefs;
	struct ic_plane plane[PLANES];
	enum ic_scan why; /* what a jump to trap.back means; NONE: ask it */
};

_Noreturn static void refuse(struct job *j, enum ic_scan why)
{
	j->why = why;
	longjmp(j->trap.back, 1);
}

/* A file may have a scan for every bit of every coefficient, and again. */
static void count_scans(j_common_ptr any)
{
	struct job *j = any->client_data;

	if (j->d.input_scan_number > IC_SCAN_JPEG_SCANS_MAX) {
		refuse(j, IC_SCAN_DAMAGED);
	}
}

/* Sampling that decoders read: each plane a whole part of the largest. */
static bool sampling_ok(const struct jpeg_decompress_struct *d)
{
	int blocks = 0;

	for (int i = 0; i < d->num_components; i++) {
		const jpeg_component_info *c = &d->comp_info[i];

		if (d->max_h_samp_factor % c->h_samp_factor ||
		    d->max_v_samp_factor % c->v_samp_factor) {
			return false;
		}
		blocks += c->h_samp_factor * c->v_samp_factor;
	}
	return d->num_components == 1 || blocks <= C_MAX_BLOCKS_IN_MCU;
}

static void read_header(struct job *j)
{
	struct jpeg_decompress_struct *d = &j->d;

	jpeg_mem_src(d, j->from->bytes, (unsigned long)j->from->n);
	jpeg_read_header(d, TRUE);
	if (d->data_precision != 8 ||
	    d->num_components != (int)j->from->comps || !sampling_ok(d)) {
		refuse(j, IC_SCAN_CODEC);
	}
	if ((int)d->image_width != j->cut->w ||
	    (int)d->image_height != j->cut->h) {
		refuse(j, IC_SCAN_DAMAGED);
	}
	if (d->image_width > SIDE_MAX || d->image_height > SIDE_MAX ||
	    (uint64_t)d->image_width * d->image_height >
		IC_SCAN_JPEG_PIXELS_MAX) {
		refuse(j, IC_SCAN_LARGE);
	}
	d->jpeg_color_space = ic_scan_jpeg_space(d, j->from->transform);
}

/* Decoders make up what a progressive file leaves out: not to be kept. */
static bool complete(const struct jpeg_decompress_struct *d)
{
	for (int c = 0; d->progressive_mode && c < d->num_components; c++) {
		for (int i = 0; i < SMOOTHED; i++) {
			if (d->coef_bits[c][i] != 0) {
				return false;
			}
		}
	}
	return true;
}

static void read_coefficients(struct job *j)
{
	struct jpeg_decompress_struct *d = &j->d;

	j->progress.progress_monitor = count_scans;
	d->progress = &j->progress;
	d->client_data = j;
	d->mem->max_memory_to_use = COEF_BYTES_MAX;
	j->coefs = jpeg_read_coefficients(d);
	if (d->err->num_warnings != 0 || !complete(d)) {
		refuse(j, IC_SCAN_DAMAGED);
	}
	for (int c = 0; c < d->num_components; c++) {
		const JQUANT_TBL *q = d->comp_info[c].quant_table;

		for (int i = 0; i < IC_BLOCK2; i++) {
			if (!q || q->quantval[i] == 0) {
				refuse(j, IC_SCAN_DAMAGED);
			}
		}
	}
}

static int samples(int pixels, int span)
{
	return (pixels + span - 1) / span;
}

static void set_rows(struct job *j, int comp, struct ic_plane *p)
{
	j_common_ptr any = (j_common_ptr)&j->d;
	size_t blocks = (size_t)p->bw * (size_t)p->bh;

	p->row = j->d.mem->alloc_large(any, JPOOL_IMAGE,
	    (size_t)p->bh * sizeof(*p->row));
	for (int i = 0; i < p->bh; i++) {
		p->row[i] = *j->d.mem->access_virt_barray(any, j->coefs[comp],
		    (JDIMENSION)i, 1, TRUE);
	}
	p->paper_row = -1;
	p->paper = j->d.mem->alloc_small(any, JPOOL_IMAGE,
	    ((size_t)p->bw / IC_PAPER_TILE + 1) * sizeof(*p->paper));
	p->covered = j->d.mem->alloc_large(any, JPOOL_IMAGE,
	    blocks * sizeof(*p->covered));
	memset(p->covered, 0, blocks * sizeof(*p->covered));
}

static void set_plane(struct job *j, int comp)
{
	const jpeg_component_info *c = &j->d.comp_info[comp];
	const struct ic_pixels *keep = &j->cut->keep;
	struct ic_plane *p = &j->plane[comp];

	p->q = c->quant_table->quantval;
	p->bw = (int)c->width_in_blocks;
	p->bh = (int)c->height_in_blocks;
	p->hs = j->d.max_h_samp_factor / c->h_samp_factor;
	p->vs = j->d.max_v_samp_factor / c->v_samp_factor;
	p->whole.x1 = samples(j->cut->w, p->hs);
	p->whole.y1 = samples(j->cut->h, p->vs);
	p->keep.x0 = keep->x0 / p->hs;
	p->keep.y0 = keep->y0 / p->vs;
	p->keep.x1 = samples(keep->x1, p->hs);
	p->keep.y1 = samples(keep->y1, p->vs);
	p->bx0 = j->part.x0 / (p->hs * IC_BLOCK);
	p->by0 = j->part.y0 / (p->vs * IC_BLOCK);
	p->out_bw = samples(p->keep.x1, IC_BLOCK) - p->bx0;
	p->out_bh = samples(p->keep.y1, IC_BLOCK) - p->by0;
	ic_plane_colors(p, j->d.jpeg_color_space, comp, j->from->inverted,
	    j->cut->fill);
	p->page_paper = IC_PAPER_UNKNOWN;
	set_rows(j, comp, p);
}

static struct ic_pixels cut_to(struct ic_pixels box, int w, int h)
{
	box.x0 = box.x0 < 0 ? 0 : box.x0;
	box.y0 = box.y0 < 0 ? 0 : box.y0;
	box.x1 = box.x1 > w ? w : box.x1;
	box.y1 = box.y1 > h ? h : box.y1;
	return box;
}

_Noreturn static void starve(struct job *j)
{
	j->trap.mgr.msg_code = JERR_OUT_OF_MEMORY;
	refuse(j, IC_SCAN_NONE);
}

static void note_plane(struct job *j, int comp)
{
	struct ic_plane *p = &j->plane[comp];

	set_plane(j, comp);
	for (size_t i = 0; i < j->cut->nboxes; i++) {
		struct ic_pixels box = cut_to(j->cut->boxes[i], j->cut->w,
		    j->cut->h);

		if (box.x0 < box.x1 && box.y0 < box.y1) {
			ic_plane_cover(p, box);
		}
	}
	ic_plane_note(p);
	if (p->was.failed) {
		starve(j);
	}
}

static void edit(struct job *j)
{
	struct ic_seen seen = { .planes = j->plane,
		.comps = j->d.num_components,
		.space = j->d.jpeg_color_space,
		.inverted = j->from->inverted,
		.mcu_w = IC_BLOCK * j->d.max_h_samp_factor,
		.mcu_h = IC_BLOCK * j->d.max_v_samp_factor,
		.cut = j->cut,
		.part = j->part };
	bool starved;

	for (int c = 0; c < seen.comps; c++) {
		note_plane(j, c);
	}
	if (!ic_planes_edit(j->plane, &seen, &starved)) {
		if (starved) {
			starve(j);
		}
		refuse(j, IC_SCAN_BOX);
	}
	for (int c = 0; c < seen.comps; c++) {
		ic_plane_crop(&j->plane[c]);
		ic_plane_look(&j->plane[c]);
	}
}

static bool same_steps(const UINT16 *a, const UINT16 *b)
{
	return memcmp(a, b, IC_BLOCK2 * sizeof(*a)) == 0;
}

/*
 * A component's table as the output has it: the steps that no coefficient of
 * it, or of one that shares it, is counted in say nothing, and become 1.
 */
static void steps_of(const struct job *j, int comp, UINT16 steps[IC_BLOCK2])
{
	const UINT16 *q = j->plane[comp].q;
	UINT16 used[IC_BLOCK2] = { 0 };

	for (int c = 0; c < j->d.num_components; c++) {
		bool same = same_steps(j->plane[c].q, q);

		for (int i = 0; same && i < IC_BLOCK2; i++) {
			used[i] |= j->plane[c].found[i];
		}
	}
	for (int i = 0; i < IC_BLOCK2; i++) {
		steps[i] = used[i] ? q[i] : 1;
	}
}

/*
 * The tables that components use, numbered anew in their order: a file may
 * have redefined a number between two scans.
 */
static void set_tables(struct job *j)
{
	int n = 0;

	for (int c = 0; c < j->d.num_components; c++) {
		UINT16 steps[IC_BLOCK2];
		int at = 0;

		steps_of(j, c, steps);
		while (at < n &&
		    !same_steps(j->c.quant_tbl_ptrs[at]->quantval, steps)) {
			at++;
		}
		if (at == n) {
			JQUANT_TBL **to = &j->c.quant_tbl_ptrs[n++];

			*to = *to ? *to
				  : jpeg_alloc_quant_table((j_common_ptr)&j->c);
			memcpy((*to)->quantval, steps, sizeof(steps));
		}
		j->c.comp_info[c].quant_tbl_no = at;
	}
}

/* One scan, which interleaves the components if there are more than one. */
static void set_codes(struct job *j)
{
	const struct ic_plane *p = &j->plane[0];
	int across = p->out_bw, down = p->out_bh;

	if (j->d.num_components > 1) {
		across = samples(j->part.x1 - j->part.x0,
		    IC_BLOCK * j->d.max_h_samp_factor);
		down = samples(j->part.y1 - j->part.y0,
		    IC_BLOCK * j->d.max_v_samp_factor);
	}
	if (!ic_planes_tables(j->plane, &j->c, across, down)) {
		refuse(j, IC_SCAN_DAMAGED);
	}
}

static void set_output(struct job *j)
{
	struct jpeg_compress_struct *c = &j->c;

	c->image_width = (JDIMENSION)(j->part.x1 - j->part.x0);
	c->image_height = (JDIMENSION)(j->part.y1 - j->part.y0);
	c->input_components = j->d.num_components;
	c->in_color_space = j->d.jpeg_color_space;
	jpeg_set_defaults(c);
	jpeg_set_colorspace(c, j->d.jpeg_color_space);
	for (int i = 0; i < j->d.num_components; i++) {
		c->comp_info[i].h_samp_factor = j->d.comp_info[i].h_samp_factor;
		c->comp_info[i].v_samp_factor = j->d.comp_info[i].v_samp_factor;
	}
	set_tables(j);
	c->write_JFIF_header = FALSE;
	c->write_Adobe_marker = j->d.num_components > 1;
	c->arith_code = FALSE;
	if (j->d.progressive_mode) {
		c->optimize_coding = TRUE;
		jpeg_simple_progression(c);
	} else {
		set_codes(j);
	}
}

static void work(struct job *j, struct ic_buf *out)
{
	jpeg_create_decompress(&j->d);
	jpeg_create_compress(&j->c);
	ic_jpeg_sink_set(&j->sink, out, &j->c);
	read_header(j);
	read_coefficients(j);
	j->part = j->cut->keep;
	j->part.x0 -= j->part.x0 % (IC_BLOCK * j->d.max_h_samp_factor);
	j->part.y0 -= j->part.y0 % (IC_BLOCK * j->d.max_v_samp_factor);
	edit(j);
	set_output(j);
	jpeg_write_coefficients(&j->c, j->coefs);
	jpeg_finish_compress(&j->c);
}

/* Why libjpeg gave up. */
static enum ic_scan meaning(int code)
{
	switch (code) {
	case JERR_OUT_OF_MEMORY:
		return IC_SCAN_NONE;
	case JERR_NO_BACKING_STORE:
	case JERR_IMAGE_TOO_BIG:
	case JERR_WIDTH_OVERFLOW:
		return IC_SCAN_LARGE;
	case JERR_SOF_UNSUPPORTED:
	case JERR_BAD_PRECISION:
	case JERR_NOTIMPL:
		return IC_SCAN_CODEC;
	default:
		return IC_SCAN_DAMAGED;
	}
}

/* What is kept, cut to the picture, is something. */
static bool sane(const struct ic_scan_cut *cut)
{
	const struct ic_pixels *k = &cut->keep;

	return k->x0 >= 0 && k->y0 >= 0 && k->x0 < k->x1 && k->y0 < k->y1 &&
	    k->x1 <= cut->w && k->y1 <= cut->h;
}

enum ic_scan ic_scan_jpeg(const struct ic_scan_jpeg *from,
    const struct ic_scan_cut *cut, struct ic_buf *out, struct ic_pixels *part)
{
	struct job j = { .from = from, .cut = cut };
	size_t before = out->len;
	volatile bool done = false;

	if (!sane(cut) || from->n == 0) {
		return IC_SCAN_DAMAGED;
	}
	j.d.err = ic_jpeg_trap_set(&j.trap);
	j.c.err = j.d.err;
	if (setjmp(j.trap.back) == 0) {
		work(&j, out);
		done = true;
	}
	jpeg_destroy_compress(&j.c);
	jpeg_destroy_decompress(&j.d);
	for (int i = 0; i < PLANES; i++) {
		ic_buf_finish(&j.plane[i].was);
	}
	if (!done) {
		out->len = before;
		return j.why != IC_SCAN_NONE ? j.why
					     : meaning(j.trap.mgr.msg_code);
	}
	*part = j.part;
	return IC_SCAN_KEPT;
}
