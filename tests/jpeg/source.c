/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

static unsigned noise(unsigned x, unsigned y, unsigned seed)
{
	unsigned n = x * 374761393U + y * 668265263U + seed * 2246822519U;

	n = (n ^ n >> 13) * 1274126177U;
	return n ^ n >> 16;
}

/* Strokes like small print, in cells of 12 x 16 pixels: 0 paper, 1 ink. */
static bool stroke(int x, int y, unsigned seed)
{
	unsigned bits = noise((unsigned)x / 12, (unsigned)y / 16, seed);
	int i = x % 12, k = y % 16;

	if (i < 1 || i > 9 || k < 2 || k > 12) {
		return false;
	}
	return ((bits & 1) && i < 3) || ((bits & 2) && i > 7) ||
	    ((bits & 4) && k < 4) || ((bits & 8) && k > 10) ||
	    ((bits & 16) && k >= 6 && k < 8) || ((bits & 32) && i == k);
}

static void paint(enum scene scene, int x, int y, uint8_t rgb[3])
{
	int grain = (int)(noise((unsigned)x, (unsigned)y, 9) % 7) - 3;
	double swell = scene == SCENE_PHOTO
	    ? 120 + 70 * sin(x / 31.0) + 50 * sin(y / 23.0)
	    : 0;
	double tint = scene == SCENE_PHOTO ? 12 * sin((x + y) / 41.0) : 0;

	for (int c = 0; c < 3; c++) {
		if (scene == SCENE_TEXT) {
			rgb[c] = (uint8_t)(240 + grain);
		} else {
			double s = swell + grain + c * tint;

			rgb[c] = (uint8_t)(s < 0 ? 0 : s > 255 ? 255 : s);
		}
	}
	if (scene == SCENE_TEXT && y / 80 % 2 && stroke(x, y, 5)) {
		memset(rgb, 30, 3);
	}
	if (scene == SCENE_COLOR) { /* the red of a stamp everywhere */
		rgb[0] = (uint8_t)(215 + grain);
		rgb[1] = (uint8_t)(40 + grain);
		rgb[2] = (uint8_t)(50 - grain);
	}
}

/* A high-contrast word, one pixel inside its area. */
static void ink(const struct area *a, int x, int y, unsigned twin,
    uint8_t rgb[3])
{
	if (x > a->x0 && x < a->x1 - 1 && y > a->y0 && y < a->y1 - 1 &&
	    stroke(x - a->x0, y - a->y0, 77 + twin)) {
		memset(rgb, 10, 3);
	}
}

/* The components of the code stream's kind, before libjpeg turns them. */
static void store(const struct kind *k, const uint8_t rgb[3], uint8_t *to)
{
	int key = 0;

	switch (k->space) {
	case JCS_GRAYSCALE:
		to[0] = (uint8_t)((rgb[0] + 2 * rgb[1] + rgb[2]) / 4);
		break;
	case JCS_CMYK:
	case JCS_YCCK:
		for (int c = 0; c < 3; c++) {
			key = c == 0 || 255 - rgb[c] < key ? 255 - rgb[c] : key;
		}
		for (int c = 0; c < 4; c++) {
			int ink_of = c < 3 ? 255 - rgb[c] - key / 2 : key / 2;

			ink_of = ink_of < 0 ? 0 : ink_of;
			to[c] = (uint8_t)(k->inverted ? 255 - ink_of : ink_of);
		}
		break;
	default:
		memcpy(to, rgb, 3);
	}
}

static void set_up(struct jpeg_compress_struct *c, const struct kind *k)
{
	static jpeg_scan_info scans[4];

	c->in_color_space = k->space == JCS_GRAYSCALE      ? JCS_GRAYSCALE
	    : k->space == JCS_CMYK || k->space == JCS_YCCK ? JCS_CMYK
							   : JCS_RGB;
	c->input_components = k->space == JCS_GRAYSCALE ? 1
	    : c->in_color_space == JCS_CMYK             ? 4
							: 3;
	jpeg_set_defaults(c);
	jpeg_set_colorspace(c, k->space);
	jpeg_set_quality(c, k->quality ? k->quality : 75, FALSE);
	for (int i = 0; i < c->num_components; i++) {
		bool sub = i == 1 || i == 2;

		c->comp_info[i].h_samp_factor = !sub ? k->h : k->h2 ? k->h2 : 1;
		c->comp_info[i].v_samp_factor = !sub ? k->v : k->v2 ? k->v2 : 1;
		if (k->names) {
			c->comp_info[i].component_id = "RGB"[i];
		}
	}
	if (k->progressive) {
		jpeg_simple_progression(c);
	}
	c->arith_code = k->arithmetic;
	c->restart_in_rows = k->restart;
	c->write_JFIF_header = k->jfif;
	if (k->no_adobe) {
		c->write_Adobe_marker = FALSE;
	}
	if (k->scattered) {
		memset(scans, 0, sizeof(scans));
		for (int i = 0; i < c->num_components; i++) {
			scans[i].comps_in_scan = 1;
			scans[i].component_index[0] = i;
			scans[i].Se = 63;
		}
		c->scan_info = scans;
		c->num_scans = c->num_components;
	}
}

struct trap {
	struct jpeg_error_mgr mgr;
	jmp_buf back;
};

static void leave(j_common_ptr any)
{
	longjmp(((struct trap *)any->err)->back, 1);
}

static void say_nothing(j_common_ptr any)
{
	(void)any;
}

static void rows(struct jpeg_compress_struct *c, const struct kind *k,
    enum scene scene, const struct area *areas, size_t nareas, unsigned twin)
{
	size_t comps = (size_t)c->input_components;
	JSAMPROW row = malloc(c->image_width * comps);

	while (row && c->next_scanline < c->image_height) {
		int y = (int)c->next_scanline;

		for (int x = 0; x < (int)c->image_width; x++) {
			uint8_t rgb[3];

			paint(scene, x, y, rgb);
			for (size_t i = 0; i < nareas; i++) {
				ink(&areas[i], x, y, twin, rgb);
			}
			store(k, rgb, row + (size_t)x * comps);
		}
		jpeg_write_scanlines(c, &row, 1);
	}
	free(row);
}

uint8_t *source_make(const struct kind *k, int w, int h, enum scene scene,
    const struct area *areas, size_t nareas, unsigned twin, size_t *n)
{
	static const char secret[] = SOURCE_SECRET;
	struct jpeg_compress_struct c = { 0 };
	struct trap trap;
	unsigned char *mem = NULL;
	unsigned long len = 0;
	uint8_t *out;

	c.err = jpeg_std_error(&trap.mgr);
	trap.mgr.error_exit = leave;
	trap.mgr.output_message = say_nothing;
	if (setjmp(trap.back)) {
		jpeg_destroy_compress(&c);
		return NULL;
	}
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &mem, &len);
	c.image_width = (JDIMENSION)w;
	c.image_height = (JDIMENSION)h;
	set_up(&c, k);
	jpeg_start_compress(&c, TRUE);
	jpeg_write_marker(&c, JPEG_COM, (const JOCTET *)secret, sizeof(secret));
	jpeg_write_marker(&c, JPEG_APP0 + 1, (const JOCTET *)secret,
	    sizeof(secret));
	rows(&c, k, scene, areas, nareas, twin);
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	out = malloc(len + sizeof(secret));
	if (out) {
		memcpy(out, mem, len);
		memcpy(out + len, secret, sizeof(secret)); /* behind EOI */
	}
	*n = len + sizeof(secret);
	free(mem);
	return out;
}
