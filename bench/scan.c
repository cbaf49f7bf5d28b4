/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a scanner makes of a page: skewed a little, on gray paper, noisy, as
 * JPEG or Group 4; and photographs of nothing in particular. All of it
 * follows from the arguments, in integers where a machine could matter.
 *
 *	bench-scan make <jobs		a line each: KIND OUT SEED SKEW [PGM]
 *	bench-scan again TIMES W H FILE...
 *
 * KIND is jpeg, g4 or photo; SKEW is in thousandths of a degree; a photo is
 * W x H, given as PGM. `again` decodes and encodes .jpg and .g4 files without
 * loss, and prints how many: what keeping a scan cannot do without.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codestream.h"

#define QUALITY_GRAY 75
#define QUALITY_PHOTO 85
#define PAPER 236
#define INK 44

static uint32_t state;

static uint32_t chance(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

/* About normal, deviation `sigma`: four uniform bytes, deviation 148. */
static int noise(int sigma)
{
	uint32_t r = chance();
	int sum = (int)(r & 255) + (int)(r >> 8 & 255) + (int)(r >> 16 & 255) +
	    (int)(r >> 24) - 510;

	return sum * sigma / 148;
}

static uint8_t clamp(int v)
{
	return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

static int read_number(FILE *f)
{
	int n;

	if (fscanf(f, " %d", &n) != 1 || n < 1 || n > 20000) {
		give_up("not a PGM of ours");
	}
	return n;
}

static struct picture read_pgm(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct picture p = { .comps = 1 };
	char magic[3] = "", comment[256];
	size_t n;

	if (!f || fscanf(f, "%2s ", magic) != 1 || strcmp(magic, "P5") != 0) {
		give_up("not a PGM");
	}
	while (fscanf(f, "#%255[^\n] ", comment) == 1) {
	}
	p.w = read_number(f);
	p.h = read_number(f);
	if (read_number(f) != 255 || fgetc(f) == EOF) {
		give_up("not a PGM of ours");
	}
	n = (size_t)p.w * (size_t)p.h;
	p.px = get_memory(n);
	if (fread(p.px, 1, n, f) != n) {
		give_up("a PGM that is cut off");
	}
	fclose(f);
	return p;
}

/* The page at (x, y), in 256ths of a pixel; beyond it is paper. */
static int page_at(const struct picture *p, int x, int y)
{
	int px = x >> 8, py = y >> 8, fx = x & 255, fy = y & 255;
	const uint8_t *at;

	if (px < 0 || py < 0 || px + 1 >= p->w || py + 1 >= p->h) {
		return 255;
	}
	at = p->px + (size_t)py * (size_t)p->w + px;
	return ((at[0] * (256 - fx) + at[1] * fx) * (256 - fy) +
		   (at[p->w] * (256 - fx) + at[p->w + 1] * fx) * fy) >>
	    16;
}

/* What the glass shows: turned about its centre, darker to one side. */
static struct picture scanned(const struct picture *p, int skew, int sigma)
{
	struct picture out = { p->w, p->h, 1,
		get_memory((size_t)p->w * (size_t)p->h) };
	double a = skew / 1000.0 * M_PI / 180;
	int c = (int)lround(cos(a) * 65536), s = (int)lround(sin(a) * 65536);
	int tilt = (int)(chance() % 17) - 8;

	for (int y = 0; y < p->h; y++) {
		uint8_t *row = out.px + (size_t)y * (size_t)p->w;
		int64_t dy = 2 * y - p->h;

		for (int x = 0; x < p->w; x++) {
			int64_t dx = 2 * x - p->w;
			int sx = (int)((dx * c - dy * s) >> 9) + p->w * 128;
			int sy = (int)((dx * s + dy * c) >> 9) + p->h * 128;
			int paper = PAPER + tilt * x / p->w;

			row[x] = clamp(INK +
			    page_at(p, sx, sy) * (paper - INK) / 255 +
			    noise(sigma));
		}
	}
	return out;
}

/* Specks of dust, a pixel or a few. */
static void dust(struct picture *p, int n)
{
	while (n-- > 0) {
		int x = (int)(chance() % (uint32_t)(p->w - 3));
		int y = (int)(chance() % (uint32_t)(p->h - 3));
		int side = 1 + (int)(chance() % 3);

		for (int k = 0; k < side * side; k++) {
			p->px[(size_t)(y + k / side) * (size_t)p->w +
			    (size_t)(x + k % side)] = INK;
		}
	}
}

/* A lattice's value, 0 to 255. */
static int lattice(uint32_t seed, int x, int y)
{
	uint32_t v = seed ^ ((uint32_t)x * 0x9e3779b1u) ^
	    ((uint32_t)y * 0x85ebca77u);

	v ^= v >> 15;
	v *= 0x2c1b3c6du;
	v ^= v >> 12;
	return (int)(v * 0x297a2d39u >> 24);
}

static int smooth(int f)
{
	return f * f * (768 - 2 * f) >> 16;
}

/* Noise of one scale, a power of two, smooth between its lattice points. */
static int octave(uint32_t seed, int x, int y, int shift)
{
	int gx = x >> shift, gy = y >> shift;
	int fx = smooth(((x << 8) >> shift) & 255);
	int fy = smooth(((y << 8) >> shift) & 255);
	int top = lattice(seed, gx, gy) * (256 - fx) +
	    lattice(seed, gx + 1, gy) * fx;
	int low = lattice(seed, gx, gy + 1) * (256 - fx) +
	    lattice(seed, gx + 1, gy + 1) * fx;

	return (top * (256 - fy) + low * fy) >> 16;
}

/* Hills before a sky: large shapes, texture that fades, and grain. */
static struct picture photo(int w, int h, uint32_t seed)
{
	struct picture out = { w, h, 3, get_memory(3 * (size_t)w * (size_t)h) };
	uint8_t *to = out.px;

	for (int y = 0; y < h; y++) {
		for (int x = 0; x < w; x++) {
			int far = octave(seed, x, y, 9);
			int near = octave(seed + 1, x, y, 6);
			int fine = octave(seed + 2, x, y, 3);
			int ground = y * 255 / h + far / 2 > 190;
			int v = far / 2 + (ground ? near / 2 + fine / 4 : 60) +
			    (ground ? 0 : near / 8);
			int grain = noise(3);

			*to++ = clamp(v + (ground ? far / 5 : -20) + grain);
			*to++ = clamp(v + (ground ? near / 6 : 5) + grain);
			*to++ = clamp(v + (ground ? -30 : 60) + grain);
		}
	}
	return out;
}

static void write_file(const char *path, const struct code *c)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(c->data, 1, c->n, f) != c->n || fclose(f) != 0) {
		give_up("a scan cannot be written");
	}
}

static struct code make(const char *kind, int skew, const char *from)
{
	struct picture page = { 0 }, out;
	struct code code;
	int w, h;

	if (strcmp(kind, "photo") == 0) {
		if (sscanf(from, "%dx%d", &w, &h) != 2) {
			give_up("a photo of no size");
		}
		out = photo(w, h, state);
		code = jpeg_of(&out, QUALITY_PHOTO);
	} else if (strcmp(kind, "jpeg") == 0) {
		page = read_pgm(from);
		out = scanned(&page, skew, 3);
		code = jpeg_of(&out, QUALITY_GRAY);
	} else {
		page = read_pgm(from);
		out = scanned(&page, skew, 10);
		dust(&out, 60);
		code = g4_of(&out);
	}
	free(out.px);
	free(page.px);
	return code;
}

static int make_all(void)
{
	char kind[16], out[1024], from[1024];
	unsigned seed;
	int skew;

	while (scanf("%15s %1023s %u %d %1023s", kind, out, &seed, &skew,
		   from) == 5) {
		struct code code;

		state = seed * 2654435761u + 88172645u;
		state = state ? state : 1;
		code = make(kind, skew, from);
		write_file(out, &code);
		free(code.data);
	}
	return 0;
}

static struct code read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct code c = { 0 };
	long n;

	if (!f || fseek(f, 0, SEEK_END) != 0 || (n = ftell(f)) < 0) {
		give_up("a scan cannot be read");
	}
	rewind(f);
	c.n = (size_t)n;
	c.data = get_memory(c.n);
	if (fread(c.data, 1, c.n, f) != c.n) {
		give_up("a scan cannot be read");
	}
	fclose(f);
	return c;
}

static int again(int argc, char **argv)
{
	int times = atoi(argv[2]), w = atoi(argv[3]), h = atoi(argv[4]);

	for (int i = 5; i < argc; i++) {
		struct code in = read_file(argv[i]);
		const char *dot = strrchr(argv[i], '.');
		int g4 = dot && strcmp(dot, ".g4") == 0;

		for (int k = 0; k < times; k++) {
			struct code out = g4 ? g4_again(&in, w, h)
					     : jpeg_again(&in);

			free(out.data);
		}
		free(in.data);
	}
	printf("%d\n", (argc - 5) * times);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "make") == 0) {
		return make_all();
	}
	if (argc > 5 && strcmp(argv[1], "again") == 0) {
		return again(argc, argv);
	}
	fprintf(stderr,
	    "usage: bench-scan make <JOBS\n"
	    "       bench-scan again TIMES W H FILE...\n");
	return 2;
}
