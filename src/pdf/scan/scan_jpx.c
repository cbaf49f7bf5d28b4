/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scan_jpx.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <openjpeg.h>

/* Larger tiles give no smaller files: the 64 x 64 blocks are coded alone. */
#define TILE 1024
#define CHUNK 65536
#define NEED 16 /* bytes a sample of a tile */

#define SRGB 16 /* T.800, table I.10 */
#define GRAY 17

enum marker { SOC = 0xff4f, COM = 0xff64, SOT = 0xff90 };

struct job {
	const struct ic_raster *r;
	struct ic_buf *out;
	opj_codec_t *codec;
	opj_image_t *image;
	opj_stream_t *stream;
	uint8_t *tile;
};

static void say_nothing(const char *message, void *user)
{
	(void)message;
	(void)user;
}

static OPJ_SIZE_T take(void *bytes, OPJ_SIZE_T n, void *user)
{
	return ic_buf_add(user, bytes, n) ? n : (OPJ_SIZE_T)-1;
}

static void put(struct ic_buf *b, uint32_t v, unsigned bytes)
{
	while (bytes > 0) {
		ic_buf_putc(b, (int)(v >> 8 * --bytes & 0xff));
	}
}

/* All boxes; the length of the last is not known yet. */
static void put_boxes(struct ic_buf *b, const struct ic_raster *r)
{
	static const uint8_t lead[] = { 0, 0, 0, 12, 'j', 'P', ' ', ' ', '\r',
		'\n', 0x87, '\n', 0, 0, 0, 20, 'f', 't', 'y', 'p', 'j', 'p',
		'2', ' ', 0, 0, 0, 0, 'j', 'p', '2', ' ', 0, 0, 0, 45, 'j', 'p',
		'2', 'h', 0, 0, 0, 22, 'i', 'h', 'd', 'r' };
	static const uint8_t eight_bits[] = { 7, 7, 0, 0 };
	static const uint8_t colour[] = { 0, 0, 0, 15, 'c', 'o', 'l', 'r', 1, 0,
		0 };

	ic_buf_add(b, lead, sizeof(lead));
	put(b, (uint32_t)r->h, 4);
	put(b, (uint32_t)r->w, 4);
	put(b, (uint32_t)r->comps, 2);
	ic_buf_add(b, eight_bits, sizeof(eight_bits));
	ic_buf_add(b, colour, sizeof(colour));
	put(b, r->comps == 3 ? SRGB : GRAY, 4);
	put(b, 0, 4);
	ic_buf_puts(b, "jp2c");
}

static opj_cparameters_t parameters(const struct ic_raster *r)
{
	static char nothing[] = "";
	opj_cparameters_t p;

	opj_set_default_encoder_parameters(&p);
	p.tcp_numlayers = 1;
	p.tcp_rates[0] = 0; /* all of it */
	p.cp_disto_alloc = 1;
	p.irreversible = 0;
	p.tcp_mct = r->comps == 3;
	p.tile_size_on = OPJ_TRUE;
	p.cp_tdx = TILE;
	p.cp_tdy = TILE;
	p.cp_comment = nothing; /* NULL would be the library's name */
	return p;
}

static opj_image_t *empty_image(const struct ic_raster *r)
{
	opj_image_cmptparm_t comp = { .dx = 1,
		.dy = 1,
		.w = (OPJ_UINT32)r->w,
		.h = (OPJ_UINT32)r->h,
		.prec = 8 };
	opj_image_cmptparm_t all[3] = { comp, comp, comp };
	opj_image_t *im = opj_image_tile_create((OPJ_UINT32)r->comps, all,
	    r->comps == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY);

	if (im) {
		im->x1 = comp.w;
		im->y1 = comp.h;
	}
	return im;
}

/*
 * True if there is the memory that OpenJPEG takes for a tile, at most: four
 * bytes a sample, the blocks' code, and its output. It does not live through
 * the lack of it, so it is asked for, and given back, beforehand: from the
 * kernel, for an allocator that marks what it gives would touch all of it.
 */
static bool has_room(const struct job *j)
{
	size_t n = (size_t)TILE * TILE * NEED * (size_t)j->r->comps;
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p != MAP_FAILED && munmap(p, n) == 0;
}

static bool start(struct job *j)
{
	opj_cparameters_t p = parameters(j->r);

	j->tile = malloc((size_t)TILE * TILE * (size_t)j->r->comps);
	j->codec = opj_create_compress(OPJ_CODEC_J2K);
	j->image = empty_image(j->r);
	j->stream = opj_stream_create(CHUNK, OPJ_FALSE);
	if (!has_room(j) || !j->tile || !j->codec || !j->image || !j->stream) {
		return false;
	}
	opj_set_error_handler(j->codec, say_nothing, NULL);
	opj_set_warning_handler(j->codec, say_nothing, NULL);
	opj_set_info_handler(j->codec, say_nothing, NULL);
	opj_stream_set_write_function(j->stream, take);
	opj_stream_set_user_data(j->stream, j->out, NULL);
	return opj_setup_encoder(j->codec, &p, j->image) &&
	    opj_start_compress(j->codec, j->image, j->stream);
}

/* One component after the other; the bytes in all. */
static size_t cut_tile(struct job *j, int x0, int y0)
{
	const struct ic_raster *r = j->r;
	int x1 = r->w - x0 < TILE ? r->w : x0 + TILE;
	int y1 = r->h - y0 < TILE ? r->h : y0 + TILE;
	uint8_t *to = j->tile;

	for (int c = 0; c < r->comps; c++) {
		for (int y = y0; y < y1; y++) {
			const uint8_t *row = r->px + (size_t)y * r->stride + c;

			for (int x = x0; x < x1; x++) {
				*to++ = row[(size_t)x * (size_t)r->comps];
			}
		}
	}
	return (size_t)(to - j->tile);
}

static bool write_tiles(struct job *j)
{
	OPJ_UINT32 nth = 0;

	for (int y = 0; y < j->r->h; y += TILE) {
		for (int x = 0; x < j->r->w; x += TILE) {
			size_t n = cut_tile(j, x, y);

			if (!has_room(j) ||
			    !opj_write_tile(j->codec, nth++, j->tile,
				(OPJ_UINT32)n, j->stream)) {
				return false;
			}
		}
	}
	return opj_end_compress(j->codec, j->stream);
}

static unsigned two(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* An empty comment is written all the same: take it out of the main header. */
static bool drop_comment(struct ic_buf *b, size_t at)
{
	if (b->len < at + 2 || two(b->data + at) != SOC) {
		return false;
	}
	at += 2;
	while (b->len - at >= 4 && two(b->data + at) != SOT) {
		size_t n = 2 + (size_t)two(b->data + at + 2);

		if (n > b->len - at) {
			return false;
		}
		if (two(b->data + at) == COM) {
			memmove(b->data + at, b->data + at + n,
			    b->len - at - n);
			b->len -= n;
		} else {
			at += n;
		}
	}
	return b->len - at >= 4;
}

/* The length of a box counts its own eight bytes. */
static void set_length(struct ic_buf *b, size_t box)
{
	size_t n = b->len - box;

	for (unsigned i = 0; i < 4; i++) {
		b->data[box + i] = (uint8_t)(n >> (24 - 8 * i));
	}
}

static bool encode(struct job *j)
{
	size_t stream;

	put_boxes(j->out, j->r);
	stream = j->out->len;
	if (!start(j) || !write_tiles(j) || j->out->failed ||
	    !drop_comment(j->out, stream)) {
		return false;
	}
	set_length(j->out, stream - 8);
	return true;
}

bool ic_scan_jpx(const struct ic_raster *r, struct ic_buf *out,
    struct ic_error *err)
{
	struct job j = { .r = r, .out = out };
	bool ok;

	ic_buf_reset(out);
	if (r->w <= 0 || r->h <= 0 || (r->comps != 1 && r->comps != 3)) {
		return ic_fail(err, IC_EBUG, "a picture of no known kind");
	}
	ok = encode(&j);
	opj_stream_destroy(j.stream);
	opj_destroy_codec(j.codec);
	opj_image_destroy(j.image);
	free(j.tile);
	if (!ok) {
		ok = ic_buf_check(out, "a picture", err);
		ic_buf_reset(out);
		return ok ? ic_fail(err, IC_EENV, "out of memory") : false;
	}
	return true;
}
