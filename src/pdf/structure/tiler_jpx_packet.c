/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The packets of one JPEG 2000 tile (ITU-T T.800, annex B): for each
 * resolution one of each component, in which the code blocks of up to three
 * bands stand with all their bit planes. So a header says how many bytes
 * follow it, and the packets must fill the tile-part.
 */
#include <string.h>

#include "tiler_priv.h"

/* Of a band, which is at most half a tile wide: 8 x 8 blocks. */
#define LEVELS_MAX 4
#define NODES (64 + 16 + 4 + 1)

/* B.10.1: of the byte behind a 255 only seven bits are read. */
struct bits {
	const uint8_t *p;
	size_t n, at;
	unsigned byte, left;
	bool failed;
};

/* B.10.2: nodes of each level in rows, the leaves' level first. */
struct tree {
	int w[LEVELS_MAX], first[LEVELS_MAX], levels;
	struct {
		int low;
		bool known;
	} node[NODES];
};

struct band {
	int w, h;   /* in code blocks */
	int planes; /* of bits, at most */
};

static unsigned bit(struct bits *b)
{
	if (b->left == 0) {
		b->left = b->byte == 0xff ? 7 : 8;
		if (b->at == b->n) {
			b->failed = true;
			b->byte = 0;
			return 0;
		}
		b->byte = b->p[b->at++];
		b->failed |= b->left == 7 && b->byte > 0x7f;
	}
	return b->byte >> --b->left & 1;
}

static unsigned several(struct bits *b, unsigned n)
{
	unsigned v = 0;

	while (n-- > 0) {
		v = v << 1 | bit(b);
	}
	return v;
}

/* Zeros to the end of the byte, and one more byte of them behind a 255. */
static bool ends(struct bits *b)
{
	if (b->byte == 0xff && b->left == 0 && bit(b)) {
		return false;
	}
	return !b->failed && (b->byte & ((1u << b->left) - 1)) == 0;
}

static void plant(struct tree *t, int w, int h)
{
	int n = 0;

	memset(t, 0, sizeof(*t));
	for (;;) {
		t->w[t->levels] = w;
		t->first[t->levels++] = n;
		n += w * h;
		if (w == 1 && h == 1) {
			return;
		}
		w = (w + 1) / 2;
		h = (h + 1) / 2;
	}
}

/* The leaf's value if it is below `most`, else `most`. */
static int climb(struct bits *b, struct tree *t, int x, int y, int most)
{
	int low = 0, i = 0;

	for (int k = t->levels - 1; k >= 0; k--) {
		i = t->first[k] + (y >> k) * t->w[k] + (x >> k);
		if (t->node[i].low < low) {
			t->node[i].low = low;
		}
		while (!t->node[i].known && t->node[i].low < most) {
			t->node[i].known = bit(b);
			t->node[i].low += !t->node[i].known;
		}
		low = t->node[i].low;
	}
	return t->node[i].known ? low : most;
}

/* Table B.4, of which no lossless block of eight bits needs the rest. */
static int passes(struct bits *b)
{
	unsigned v;

	if (!bit(b)) {
		return 1;
	}
	if (!bit(b)) {
		return 2;
	}
	v = several(b, 2);
	return v < 3 ? (int)(3 + v) : (int)(6 + several(b, 5));
}

/*
 * A code block's part of the header: the bytes that it has. All its planes
 * are there, three passes each and one for the first, and its length is
 * written in as few bits as it can be (B.10.7).
 */
static size_t block(struct bits *b, struct tree *zeros, int x, int y,
    int planes)
{
	int zero = climb(b, zeros, x, y, planes), n = passes(b);
	unsigned more = 0, width = 3;
	size_t bytes;

	if (n != 3 * (planes - zero) - 2) {
		b->failed = true;
	}
	while (!b->failed && bit(b)) {
		b->failed |= ++more > 16;
	}
	if (b->failed) {
		return 0;
	}
	for (width += more; n > 1; n /= 2) {
		width++;
	}
	bytes = several(b, width);
	b->failed |= more > 0 && bytes >> (width - 1) == 0;
	return bytes;
}

static size_t band(struct bits *b, const struct band *d)
{
	struct tree included, zeros;
	size_t bytes = 0;

	plant(&included, d->w, d->h);
	plant(&zeros, d->w, d->h);
	for (int y = 0; y < d->h; y++) {
		for (int x = 0; x < d->w; x++) {
			if (climb(b, &included, x, y, 1) == 0) {
				bytes += block(b, &zeros, x, y, d->planes);
			}
		}
	}
	return bytes;
}

/* B.5: where a band of the nth level begins that is offset by 0 or 1. */
static int32_t scaled(int32_t v, int level, int32_t offset)
{
	int32_t half = level > 0 ? offset << (level - 1) : 0;

	return (v - half + (1 << level) - 1) >> level;
}

/* False if the band has no sample. */
static bool measure(const struct ic_tile_jpx_area *a, int level, int32_t right,
    int32_t below, struct band *out)
{
	int32_t x0 = scaled(a->x0, level, right);
	int32_t x1 = scaled(a->x1, level, right);
	int32_t y0 = scaled(a->y0, level, below);
	int32_t y1 = scaled(a->y1, level, below);

	/* Table E.1's gain, and the guard bits less one. */
	out->planes = 8 + right + below + 1;
	out->w = (x1 + 63) / 64 - x0 / 64;
	out->h = (y1 + 63) / 64 - y0 / 64;
	return x1 > x0 && y1 > y0;
}

/* The bytes of the packet, or 0. */
static size_t packet(const struct ic_tile_jpx_area *a, int resolution,
    const uint8_t *p, size_t n)
{
	struct bits b = { .p = p, .n = n };
	int level = IC_TILE_JPX_LEVELS + 1 - resolution;
	size_t bytes = 0;
	struct band d;

	if (bit(&b) != 1) {
		return 0; /* the writer has no short form of "nothing" */
	}
	if (resolution == 0) {
		bytes = measure(a, level - 1, 0, 0, &d) ? band(&b, &d) : 0;
	}
	for (int i = 1; resolution > 0 && i < 4; i++) {
		if (measure(a, level, i & 1, i >> 1, &d)) {
			bytes += band(&b, &d);
		}
	}
	return ends(&b) && bytes <= n - b.at ? b.at + bytes : 0;
}

/* B.10.1: no marker can stand in packets. */
static bool has_marker(const uint8_t *p, size_t n)
{
	const uint8_t *end = p + n;

	while (n > 0 && (p = memchr(p, 0xff, n)) != NULL) {
		if (++p == end || *p > 0x8f) {
			return true;
		}
		n = (size_t)(end - p);
	}
	return false;
}

bool ic_tile_jpx_packets(const struct ic_tile_jpx_area *a, unsigned comps,
    const uint8_t *p, size_t n)
{
	if (has_marker(p, n)) {
		return false;
	}
	for (int r = 0; r <= IC_TILE_JPX_LEVELS; r++) {
		for (unsigned c = 0; c < comps; c++) {
			size_t k = packet(a, r, p, n);

			if (k == 0) {
				return false;
			}
			p += k;
			n -= k;
		}
	}
	return n == 0;
}
