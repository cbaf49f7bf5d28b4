/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scan_jpeg_mcu.h"

#include <string.h>

#define COMPS_MAX 4

static uint8_t limit(float v)
{
	v += 0.5F;
	v = v > 0 ? v : 0;
	return (uint8_t)(int)(v < 255 ? v : 255);
}

static inline void from_ycc(uint8_t luma, uint8_t blue, uint8_t red,
    uint8_t rgb[3])
{
	float y = luma, cb = (float)blue - 128, cr = (float)red - 128;

	rgb[0] = limit(y + 1.402F * cr);
	rgb[1] = limit(y - 0.344136F * cb - 0.714136F * cr);
	rgb[2] = limit(y + 1.772F * cb);
}

/* Light of what ink leaves; near enough to what readers make of four inks. */
static struct ic_pixel from_inks(const struct ic_seen *s, const uint8_t *c)
{
	uint8_t inks[3] = { c[0], c[1], c[2] };
	struct ic_pixel p;

	if (s->space == JCS_YCCK) {
		from_ycc(c[0], c[1], c[2], inks);
		for (int i = 0; i < 3; i++) {
			inks[i] = (uint8_t)(255 - inks[i]);
		}
	}
	for (int i = 0; i < 3; i++) {
		int a = s->inverted ? inks[i] : 255 - inks[i];
		int b = s->inverted ? c[3] : 255 - c[3];

		p.at[i] = (uint8_t)(a * b / 255);
	}
	return p;
}

/* Samples of an MCU at each pixel, by component. */
struct samples {
	uint8_t was[COMPS_MAX][IC_MCU_SIDE_MAX][IC_MCU_SIDE_MAX];
	uint8_t is[COMPS_MAX][IC_MCU_SIDE_MAX][IC_MCU_SIDE_MAX];
};

/*
 * The sample that decoders blend with the nearest one of a halved axis, a
 * third as much. At a block's edge its own counts for its neighbour's.
 */
static int beside(int at, int span)
{
	int to = at % 2 ? at / 2 + 1 : at / 2 - 1;

	return span != 2 ? at / span : to < 0 ? 0 : to < IC_BLOCK ? to : at / 2;
}

/* A row of pixels of sums, each 4 times a sample. */
static void spread_row(const int16_t sum[IC_BLOCK], int span, uint8_t *to)
{
	if (span == 2) {
		for (int x = 0; x < IC_BLOCK; x++) {
			int left = sum[x > 0 ? x - 1 : x];
			int right = sum[x < IC_BLOCK - 1 ? x + 1 : x];

			to[2 * x] = (uint8_t)((3 * sum[x] + left + 8) >> 4);
			to[2 * x + 1] = (uint8_t)((3 * sum[x] + right + 8) >>
			    4);
		}
		return;
	}
	for (int x = 0; x < IC_BLOCK; x++) {
		memset(to + x * span, sum[x] / 4, (size_t)span);
	}
}

static void spread(const struct ic_plane *p, const uint8_t s[IC_BLOCK2], int x0,
    int y0, uint8_t to[IC_MCU_SIDE_MAX][IC_MCU_SIDE_MAX])
{
	for (int y = 0; y < IC_BLOCK * p->vs; y++) {
		const uint8_t *near = s + y / p->vs * IC_BLOCK;
		const uint8_t *far = s + beside(y, p->vs) * IC_BLOCK;
		int16_t sum[IC_BLOCK];

		for (int x = 0; x < IC_BLOCK; x++) {
			sum[x] = (int16_t)(3 * near[x] + far[x]);
		}
		spread_row(sum, p->hs, &to[y0 + y][x0]);
	}
}

static void read_block(const struct ic_plane *p, int comp, int bx, int by,
    int x0, int y0, struct samples *to)
{
	const uint8_t *was = ic_plane_was(p, bx, by);
	uint8_t is[IC_BLOCK2];

	ic_block_shown(p->row[by][bx], p->q, is);
	spread(p, is, x0, y0, to->is[comp]);
	spread(p, was ? was : is, x0, y0, to->was[comp]);
}

/* The blocks of a component in an MCU, and its first one. */
struct cells {
	int bx, by, across, down;
};

static struct cells cells_of(const struct ic_seen *s, int comp, int mx, int my)
{
	const struct ic_plane *p = &s->planes[comp];
	int across = s->mcu_w / (IC_BLOCK * p->hs);
	int down = s->mcu_h / (IC_BLOCK * p->vs);
	struct cells c = { mx * across, my * down, across, down };

	c.across = c.bx + across > p->bw ? p->bw - c.bx : across;
	c.down = c.by + down > p->bh ? p->bh - c.by : down;
	return c;
}

/* A row of an MCU's pixels from its samples. */
static void show_row(const struct ic_seen *s,
    uint8_t px[COMPS_MAX][IC_MCU_SIDE_MAX][IC_MCU_SIDE_MAX], int y,
    struct ic_pixel *to)
{
	for (int x = 0; x < s->mcu_w; x++) {
		uint8_t c[COMPS_MAX] = { px[0][y][x], px[1][y][x], px[2][y][x],
			px[3][y][x] };

		if (s->comps == 4) {
			to[x] = from_inks(s, c);
		} else if (s->space == JCS_YCbCr) {
			from_ycc(c[0], c[1], c[2], to[x].at);
		} else {
			memcpy(to[x].at, c, sizeof(to[x].at));
		}
	}
}

void ic_mcu_read(const struct ic_seen *s, int mx, int my, struct ic_mcu *m)
{
	struct samples px;

	memset(&px, 0, sizeof(px));
	for (int k = 0; k < s->comps; k++) {
		const struct ic_plane *p = &s->planes[k];
		struct cells c = cells_of(s, k, mx, my);

		for (int i = 0; i < c.across * c.down; i++) {
			int x = i % c.across, y = i / c.across;

			read_block(p, k, c.bx + x, c.by + y,
			    x * IC_BLOCK * p->hs, y * IC_BLOCK * p->vs, &px);
		}
	}
	m->x = mx * s->mcu_w;
	m->y = my * s->mcu_h;
	for (int y = 0; y < s->mcu_h; y++) {
		show_row(s, px.was, y, m->was[y]);
		show_row(s, px.is, y, m->is[y]);
	}
}
