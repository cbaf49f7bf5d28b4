/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/reason.h"

#define BOX_MAX 12

/* So fine that what a coarser component loses beside a box does not count. */
#define DPI 600

int failures;
const char *subject = "";

bool claim(bool ok, const char *fmt, ...)
{
	va_list ap;

	if (ok) {
		return true;
	}
	failures++;
	printf("# %s: ", subject);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n");
	return false;
}

/* --- libjpeg --- */

struct reader {
	struct jpeg_decompress_struct d;
	struct jpeg_error_mgr mgr;
	jvirt_barray_ptr *coefs;
};

static void reader_open(struct reader *r, const uint8_t *p, size_t n)
{
	memset(r, 0, sizeof(*r));
	r->d.err = jpeg_std_error(&r->mgr);
	jpeg_create_decompress(&r->d);
	jpeg_mem_src(&r->d, p, (unsigned long)n);
	jpeg_read_header(&r->d, TRUE);
}

static const JCOEF *block(struct reader *r, int comp, int bx, int by)
{
	JBLOCKARRAY rows = r->d.mem->access_virt_barray((j_common_ptr)&r->d,
	    r->coefs[comp], (JDIMENSION)by, 1, FALSE);

	return rows[0][bx];
}

/* Pixels as libjpeg shows them; CMYK stays. */
static uint8_t *decode(const uint8_t *p, size_t n, J_COLOR_SPACE space, int *w,
    int *comps)
{
	struct reader r;
	uint8_t *px;

	reader_open(&r, p, n);
	if (space != JCS_UNKNOWN) {
		r.d.jpeg_color_space = space;
	}
	jpeg_start_decompress(&r.d);
	*w = (int)r.d.output_width;
	*comps = r.d.output_components;
	px = malloc((size_t)*w * (size_t)*comps * r.d.output_height);
	while (px && r.d.output_scanline < r.d.output_height) {
		JSAMPROW row = px +
		    (size_t)r.d.output_scanline * (size_t)(*w * *comps);

		jpeg_read_scanlines(&r.d, &row, 1);
	}
	jpeg_finish_decompress(&r.d);
	claim(r.mgr.num_warnings == 0, "libjpeg warns of what was made");
	jpeg_destroy_decompress(&r.d);
	return px;
}

/* --- one picture --- */

static unsigned comps_of(const struct kind *k)
{
	return k->space == JCS_GRAYSCALE                   ? 1
	    : k->space == JCS_CMYK || k->space == JCS_YCCK ? 4
							   : 3;
}

static enum ic_scan cut(struct shot *s, const uint8_t *p, size_t n)
{
	struct ic_pixels boxes[64];
	struct ic_scan_jpeg from = { p, n, comps_of(s->k), s->k->transform,
		s->k->inverted };
	struct ic_scan_cut c = { s->w, s->h,
		{ s->keep.x0, s->keep.y0, s->keep.x1, s->keep.y1 }, boxes,
		s->nboxes, s->fill, DPI };

	for (size_t i = 0; i < s->nboxes; i++) {
		boxes[i] = (struct ic_pixels){ s->boxes[i].x0, s->boxes[i].y0,
			s->boxes[i].x1, s->boxes[i].y1 };
	}
	ic_buf_reset(&s->out);
	return ic_scan_jpeg(&from, &c, &s->out, &s->part);
}

static bool meets(const struct area *a, int x0, int y0, int x1, int y1)
{
	return a->x0 < x1 && x0 < a->x1 && a->y0 < y1 && y0 < a->y1;
}

/*
 * True if no pixel that the block has a part in is cut, and none lies beyond
 * the picture or what is kept of it: padding is cut, too. With subsampling
 * those next to it count as well, for decoders blend.
 */
static bool untouched(const struct shot *s, int x0, int y0, int x1, int y1,
    int reach_x, int reach_y)
{
	if (x0 < s->keep.x0 || y0 < s->keep.y0 || x1 > s->keep.x1 ||
	    y1 > s->keep.y1) {
		return false;
	}
	for (size_t i = 0; i < s->nboxes; i++) {
		if (meets(&s->boxes[i], x0 - reach_x, y0 - reach_y,
			x1 + reach_x, y1 + reach_y)) {
			return false;
		}
	}
	return true;
}

static const UINT16 *steps_of(const struct reader *r, int c)
{
	return r->d.comp_info[c].quant_table->quantval;
}

/* A step that coefficients are counted in stays, any other one says nothing. */
static void same_steps(struct reader *a, struct reader *b, int c)
{
	const UINT16 *was = steps_of(a, c), *is = steps_of(b, c);
	bool used[DCTSIZE2] = { false };

	for (int i = 0; i < b->d.num_components; i++) {
		const jpeg_component_info *ci = &b->d.comp_info[i];

		if (memcmp(a->d.comp_info[i].quant_table->quantval, was,
			DCTSIZE2 * sizeof(*was)) != 0) {
			continue;
		}
		for (int by = 0; by < (int)ci->height_in_blocks; by++) {
			for (int bx = 0; bx < (int)ci->width_in_blocks; bx++) {
				for (int k = 0; k < DCTSIZE2; k++) {
					used[k] |= block(b, i, bx, by)[k] != 0;
				}
			}
		}
	}
	for (int k = 0; k < DCTSIZE2; k++) {
		if (!claim(is[k] == (used[k] ? was[k] : 1),
			"component %d: step %d is %d, was %d", c, k, is[k],
			was[k])) {
			return;
		}
	}
}

/* The same coefficients, each times its step. */
static bool same_block(const JCOEF *a, const UINT16 *was, const JCOEF *b,
    const UINT16 *is)
{
	for (int k = 0; k < DCTSIZE2; k++) {
		if (a[k] * was[k] != b[k] * is[k]) {
			return false;
		}
	}
	return true;
}

static int same_component(const struct shot *s, struct reader *a,
    struct reader *b, int c)
{
	const jpeg_component_info *ca = &a->d.comp_info[c];
	const jpeg_component_info *cb = &b->d.comp_info[c];
	int hs = a->d.max_h_samp_factor / ca->h_samp_factor;
	int vs = a->d.max_v_samp_factor / ca->v_samp_factor;
	int dx = s->part.x0 / (8 * hs), dy = s->part.y0 / (8 * vs);
	int compared = 0;

	claim(ca->h_samp_factor == cb->h_samp_factor &&
		ca->v_samp_factor == cb->v_samp_factor,
	    "component %d is sampled in another way", c);
	if (!s->finer) {
		same_steps(a, b, c);
	}
	for (int by = 0; by < (int)cb->height_in_blocks; by++) {
		for (int bx = 0; bx < (int)cb->width_in_blocks; bx++) {
			int x = (bx + dx) * 8 * hs, y = (by + dy) * 8 * vs;

			if (!untouched(s, x, y, x + 8 * hs, y + 8 * vs, hs == 2,
				vs == 2)) {
				continue;
			}
			compared++;
			if (!claim(same_block(block(a, c, bx + dx, by + dy),
				       steps_of(a, c), block(b, c, bx, by),
				       steps_of(b, c)),
				"component %d: block %d,%d is not as it was", c,
				bx, by)) {
				return compared;
			}
		}
	}
	return compared;
}

/* How many blocks were compared. */
static int same_coefficients(const struct shot *s, const uint8_t *p, size_t n)
{
	struct reader a, b;
	int compared = 0;

	reader_open(&a, p, n);
	reader_open(&b, s->out.data, s->out.len);
	a.coefs = jpeg_read_coefficients(&a.d);
	b.coefs = jpeg_read_coefficients(&b.d);
	claim(a.d.progressive_mode == b.d.progressive_mode,
	    "another progression");
	claim(!b.d.arith_code, "arithmetic code");
	claim(b.d.restart_interval == 0, "restart markers");
	claim((int)b.d.image_width == s->part.x1 - s->part.x0 &&
		(int)b.d.image_height == s->part.y1 - s->part.y0,
	    "not of the size that is told");
	for (int c = 0; c < b.d.num_components; c++) {
		compared += same_component(s, &a, &b, c);
	}
	jpeg_destroy_decompress(&a.d);
	jpeg_destroy_decompress(&b.d);
	return compared;
}

/* As any reader shows them, from the code stream alone. */
static void box_colors(const struct shot *s)
{
	int w, comps, worst = 0;
	uint8_t *px = decode(s->out.data, s->out.len, JCS_UNKNOWN, &w, &comps);
	int want = (comps == 4) != (s->fill != 0) ? 255 : 0;

	want = s->k->inverted ? 255 - want : want;
	for (size_t i = 0; px && i < s->nboxes; i++) {
		const struct area *b = &s->boxes[i];

		for (int y = b->y0; y < b->y1; y++) {
			for (int x = b->x0; x < b->x1; x++) {
				const uint8_t *at;

				if (!meets(&s->keep, x, y, x + 1, y + 1)) {
					continue;
				}
				at = px +
				    ((size_t)(y - s->part.y0) * (size_t)w +
					(size_t)(x - s->part.x0)) *
					(size_t)comps;
				for (int c = 0; c < comps; c++) {
					int d = abs(at[c] - want);

					worst = d > worst ? d : worst;
				}
			}
		}
	}
	claim(worst <= BOX_MAX, "a box is off by %d", worst);
	free(px);
}

/* Far from what is cut, the same pixels as in the source. */
static void same_pixels(const struct shot *s, const uint8_t *p, size_t n)
{
	int w, comps, sw, scomps;
	uint8_t *px = decode(s->out.data, s->out.len, JCS_UNKNOWN, &w, &comps);
	uint8_t *source = decode(p, n, s->k->space, &sw, &scomps);

	claim(comps == scomps, "%d components, not %d", comps, scomps);
	for (int y = s->part.y0; px && source && y < s->part.y1; y++) {
		for (int x = s->part.x0; x < s->part.x1; x++) {
			if (untouched(s, x - 40, y - 40, x + 40, y + 40, 0,
				0) &&
			    !claim(memcmp(px +
					   ((size_t)(y - s->part.y0) *
						   (size_t)w +
					       (size_t)(x - s->part.x0)) *
					       (size_t)comps,
				       source +
					   ((size_t)y * (size_t)sw +
					       (size_t)x) *
					       (size_t)comps,
				       (size_t)comps) == 0,
				"pixel %d,%d has another colour", x, y)) {
				y = s->part.y1;
				break;
			}
		}
	}
	free(px);
	free(source);
}

static void only_known_markers(const struct shot *s)
{
	static const uint8_t known[] = { 0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb,
		0xee };
	const uint8_t *p = s->out.data;
	size_t n = s->out.len, at = 2;

	claim(n > 4 && p[0] == 0xff && p[1] == 0xd8 && p[n - 2] == 0xff &&
		p[n - 1] == 0xd9,
	    "not from SOI to EOI");
	claim(memmem(p, n, SOURCE_SECRET, strlen(SOURCE_SECRET)) == NULL,
	    "what stood in a marker or behind EOI came through");
	while (at + 2 < n) {
		if (!claim(p[at] == 0xff &&
			    memchr(known, p[at + 1], sizeof(known)),
			"marker %x", p[at + 1])) {
			return;
		}
		at += 2 + ((size_t)p[at + 2] << 8 | p[at + 3]);
		while (at + 2 < n && (p[at] != 0xff || p[at + 1] == 0)) {
			at++;
		}
	}
}

/* What lay under the boxes makes no difference. */
static void same_twin(struct shot *s, const uint8_t *p, size_t n)
{
	struct ic_buf first = s->out;
	enum ic_scan got;

	s->out = (struct ic_buf){ 0 };
	got = cut(s, p, n);
	claim(got == IC_SCAN_KEPT, "twin: %s", ic_scan_word(got));
	claim(s->out.len == first.len &&
		memcmp(s->out.data, first.data, first.len) == 0,
	    "what lay under the boxes makes a difference");
	ic_buf_finish(&first);
}

static bool halved_rgb(const struct kind *k)
{
	return k->space == JCS_RGB && k->h > 1;
}

int judge(struct shot *s, enum scene scene)
{
	bool twins = scene == SCENE_TEXT && s->nboxes > 0;
	size_t n, n2 = 0;
	uint8_t *p = source_make(s->k, s->w, s->h, scene, s->boxes, s->nboxes,
	    0, &n);
	uint8_t *twin = twins
	    ? source_make(s->k, s->w, s->h, scene, s->boxes, s->nboxes, 1, &n2)
	    : NULL;
	enum ic_scan got = IC_SCAN_NONE;
	int compared = 0;

	s->finer = scene == SCENE_COLOR;
	if (claim(p && (twin || !twins), "no source")) {
		got = cut(s, p, n);
	}
	if (got == IC_SCAN_BOX && halved_rgb(s->k)) {
		/* Red loses its pixels to the box where two are a sample. */
		compared = IC_SCAN_JPEG_PIXELS_MAX;
	} else if (claim(got == IC_SCAN_KEPT, "%s", ic_scan_word(got))) {
		compared = same_coefficients(s, p, n);
		box_colors(s);
		same_pixels(s, p, n);
		only_known_markers(s);
		if (twins) {
			same_twin(s, twin, n2);
		}
	}
	ic_buf_finish(&s->out);
	free(p);
	free(twin);
	return compared;
}
