/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "png.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#define LEVEL 6

static void put_word(struct ic_buf *out, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8) {
		ic_buf_putc(out, (int)(v >> shift & 0xff));
	}
}

static void put_chunk(struct ic_buf *out, const char *type, const uint8_t *data,
    uint32_t n)
{
	uLong crc = crc32(0, (const Bytef *)type, 4);

	put_word(out, n);
	ic_buf_add(out, type, 4);
	if (n > 0) {
		ic_buf_add(out, data, n);
		crc = crc32(crc, data, n);
	}
	put_word(out, (uint32_t)crc);
}

/* Each row behind the byte of its filter, 0: none. */
static bool put_rows(const struct ic_picture *p, size_t comps,
    struct ic_buf *rows)
{
	size_t n = comps * p->w;

	for (uint32_t y = 0; y < p->h; y++) {
		ic_buf_putc(rows, 0);
		ic_buf_add(rows, p->px + y * n, n);
	}
	return !rows->failed;
}

static bool put_data(const struct ic_buf *rows, struct ic_buf *out)
{
	struct ic_buf z = { 0 };
	uLongf n = compressBound((uLong)rows->len);
	uint8_t *room = ic_buf_room(&z, n);
	bool ok = room &&
	    compress2(room, &n, rows->data, (uLong)rows->len, LEVEL) == Z_OK;

	if (ok) {
		put_chunk(out, "IDAT", room, (uint32_t)n);
	}
	ic_buf_finish(&z);
	return ok;
}

static bool put(const struct ic_picture *p, size_t comps, struct ic_buf *out)
{
	/* 8 bits; colours: gray, RGB. */
	const uint8_t kind[] = { 8, comps == 3 ? 2 : 0, 0, 0, 0 };
	struct ic_buf head = { 0 }, rows = { 0 };
	bool ok;

	put_word(&head, p->w);
	put_word(&head, p->h);
	ic_buf_add(&head, kind, sizeof(kind));
	ic_buf_add(out, "\x89PNG\r\n\x1a\n", 8);
	put_chunk(out, "IHDR", head.data, (uint32_t)head.len);
	ok = !head.failed && put_rows(p, comps, &rows) && put_data(&rows, out);
	put_chunk(out, "IEND", NULL, 0);
	ic_buf_finish(&head);
	ic_buf_finish(&rows);
	return ok && !out->failed;
}

bool png_write(const struct ic_picture *p, struct ic_buf *out)
{
	return put(p, 1, out);
}

/* The one channel of an RGB picture without colour; NULL: it has some. */
static uint8_t *gray_of(const struct ic_picture *p)
{
	size_t n = (size_t)p->w * p->h;
	uint8_t *gray = malloc(n + 1);

	for (size_t i = 0; gray && i < n; i++) {
		const uint8_t *c = p->px + 3 * i;

		if (c[0] != c[1] || c[0] != c[2]) {
			free(gray);
			return NULL;
		}
		gray[i] = c[0];
	}
	return gray;
}

bool png_write_rgb(const struct ic_picture *p, struct ic_buf *out)
{
	struct ic_picture g = *p;
	uint8_t *gray = gray_of(p);
	bool ok;

	g.px = gray;
	ok = gray ? put(&g, 1, out) : put(p, 3, out);
	free(gray);
	return ok;
}
