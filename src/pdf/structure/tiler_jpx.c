/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A strict reader of the one form of JPEG 2000 that scan_jpx.h describes
 * (ITU-T T.800, annexes A and I): each byte of boxes and main header is known
 * beforehand from the image's dictionary, tile-parts follow in order and end
 * where their packets do (tiler_jpx_packet.c), and EOC is the last. OpenJPEG
 * then decodes each tile and must find no code block that is longer than what
 * it holds; up to four bytes are too few to be noticed, for it reads ahead.
 */
#include <stdlib.h>
#include <string.h>

#include <openjpeg.h>

#include "tiler_priv.h"

#define TILE IC_TILE_JPX_SIDE
#define CHUNK 65536

enum { SIZE_FIXED = 38, STYLE_PREDICTABLE = 0x10 };

struct jpx {
	const struct ic_tile_image *im;
	const uint8_t *p;
	size_t n, at;
	size_t style; /* where the code blocks' style stands */
};

static bool literal(struct jpx *j, const void *bytes, size_t n)
{
	if (j->n - j->at < n || memcmp(j->p + j->at, bytes, n) != 0) {
		return false;
	}
	j->at += n;
	return true;
}

static bool number(struct jpx *j, unsigned bytes, uint64_t want)
{
	uint64_t v = 0;

	if (j->n - j->at < bytes) {
		return false;
	}
	for (unsigned i = 0; i < bytes; i++) {
		v = v << 8 | j->p[j->at++];
	}
	return v == want;
}

/* Annex I: signature, ftyp, jp2h of ihdr and colr, jp2c up to the end. */
static bool boxes(struct jpx *j)
{
	static const uint8_t lead[] = "\0\0\0\x0cjP  \r\n\x87\n"
				      "\0\0\0\x14"
				      "ftypjp2 \0\0\0\0jp2 "
				      "\0\0\0\x2djp2h\0\0\0\x16ihdr";
	static const uint8_t eight_bits[] = { 7, 7, 0, 0 };
	static const uint8_t colour[] = "\0\0\0\x0f"
					"colr\1\0";
	bool rgb = j->im->comps == 3;

	return literal(j, lead, sizeof(lead) - 1) &&
	    number(j, 4, (uint64_t)j->im->h) &&
	    number(j, 4, (uint64_t)j->im->w) && number(j, 2, j->im->comps) &&
	    literal(j, eight_bits, sizeof(eight_bits)) &&
	    literal(j, colour, sizeof(colour)) && number(j, 4, rgb ? 16 : 17) &&
	    number(j, 4, j->n - j->at) && literal(j, "jp2c", 4);
}

/* SIZ: the picture and its tiles begin at (0, 0), no component is coarser. */
static bool size(struct jpx *j)
{
	static const uint8_t comp[] = { 7, 1, 1 };
	bool ok = number(j, 2, 0xff51) &&
	    number(j, 2, SIZE_FIXED + 3 * j->im->comps) && number(j, 2, 0) &&
	    number(j, 4, (uint64_t)j->im->w) &&
	    number(j, 4, (uint64_t)j->im->h) && number(j, 8, 0) &&
	    number(j, 4, TILE) && number(j, 4, TILE) && number(j, 8, 0) &&
	    number(j, 2, j->im->comps);

	for (unsigned i = 0; ok && i < j->im->comps; i++) {
		ok = literal(j, comp, sizeof(comp));
	}
	return ok;
}

static bool main_header(struct jpx *j)
{
	/* COD: no markers in packets, by layer, one; the colour transform */
	static const uint8_t coding[] = { 0xff, 0x52, 0, 12, 0, 0, 0, 1 };
	/* levels, blocks of 64 x 64 */
	static const uint8_t blocks[] = { IC_TILE_JPX_LEVELS, 4, 4 };
	/* QCD: as many bits as each band can need, two guard bits */
	static const uint8_t bits[] = { 0xff, 0x5c, 0, 19, 0x40, 0x40, 0x48,
		0x48, 0x50, 0x48, 0x48, 0x50, 0x48, 0x48, 0x50, 0x48, 0x48,
		0x50, 0x48, 0x48, 0x50 };

	if (!number(j, 2, 0xff4f) || !size(j) ||
	    !literal(j, coding, sizeof(coding)) ||
	    !number(j, 1, j->im->comps == 3) ||
	    !literal(j, blocks, sizeof(blocks))) {
		return false;
	}
	j->style = j->at;
	return number(j, 1, 0) && number(j, 1, 1) /* 5-3, reversible */ &&
	    literal(j, bits, sizeof(bits));
}

/* SOT, SOD, and the packets of one tile, of which it is the only part. */
static bool tile_part(struct jpx *j, unsigned nth, int64_t x, int64_t y)
{
	struct ic_tile_jpx_area a = { (int32_t)x, (int32_t)y,
		(int32_t)(x + TILE < j->im->w ? x + TILE : j->im->w),
		(int32_t)(y + TILE < j->im->h ? y + TILE : j->im->h) };
	size_t from = j->at;
	uint32_t len = 0;

	if (!number(j, 2, 0xff90) || !number(j, 2, 10) || !number(j, 2, nth) ||
	    j->n - j->at < 4) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		len = len << 8 | j->p[j->at++];
	}
	if (!number(j, 1, 0) || !number(j, 1, 1) || !number(j, 2, 0xff93) ||
	    len < j->at - from || len > j->n - from) {
		return false;
	}
	len -= (uint32_t)(j->at - from);
	if (!ic_tile_jpx_packets(&a, j->im->comps, j->p + j->at, len)) {
		return false;
	}
	j->at += len;
	return true;
}

static bool markers(struct jpx *j)
{
	unsigned nth = 0;

	if (!boxes(j) || !main_header(j)) {
		return false;
	}
	for (int64_t y = 0; y < j->im->h; y += TILE) {
		for (int64_t x = 0; x < j->im->w; x += TILE) {
			if (!tile_part(j, nth++, x, y)) {
				return false;
			}
		}
	}
	return number(j, 2, 0xffd9) && j->at == j->n;
}

/* OpenJPEG's reading of it. */
struct decoder {
	struct jpx *j;
	size_t at;
	unsigned complaints;
	opj_codec_t *codec;
	opj_stream_t *stream;
	opj_image_t *image;
	uint8_t *tile;
};

static void complaint(const char *message, void *user)
{
	struct decoder *d = user;

	(void)message;
	d->complaints++;
}

static void say_nothing(const char *message, void *user)
{
	(void)message;
	(void)user;
}

/*
 * The code blocks are said to end predictably (table A.19), which changes
 * nothing but that the library looks whether bytes are left over in one.
 */
static OPJ_SIZE_T give(void *to, OPJ_SIZE_T n, void *user)
{
	struct decoder *d = user;
	size_t left = d->j->n - d->at, k = n < left ? n : left;

	if (k == 0) {
		return (OPJ_SIZE_T)-1;
	}
	memcpy(to, d->j->p + d->at, k);
	if (d->j->style >= d->at && d->j->style < d->at + k) {
		((uint8_t *)to)[d->j->style - d->at] |= STYLE_PREDICTABLE;
	}
	d->at += k;
	return k;
}

static OPJ_OFF_T skip(OPJ_OFF_T n, void *user)
{
	struct decoder *d = user;

	if (n < 0 || (uint64_t)n > d->j->n - d->at) {
		return -1;
	}
	d->at += (size_t)n;
	return n;
}

static bool prepare(struct decoder *d)
{
	opj_dparameters_t p;

	opj_set_default_decoder_parameters(&p);
	d->tile = malloc((size_t)TILE * TILE * d->j->im->comps);
	d->codec = opj_create_decompress(OPJ_CODEC_JP2);
	d->stream = opj_stream_create(CHUNK, OPJ_TRUE);
	if (!d->tile || !d->codec || !d->stream) {
		return false;
	}
	opj_set_error_handler(d->codec, complaint, d);
	opj_set_warning_handler(d->codec, complaint, d);
	opj_set_info_handler(d->codec, say_nothing, NULL);
	opj_stream_set_read_function(d->stream, give);
	opj_stream_set_skip_function(d->stream, skip);
	opj_stream_set_user_data(d->stream, d, NULL);
	opj_stream_set_user_data_length(d->stream, d->j->n);
	return opj_setup_decoder(d->codec, &p) &&
	    opj_decoder_set_strict_mode(d->codec, OPJ_TRUE) &&
	    opj_read_header(d->stream, d->codec, &d->image);
}

static bool as_promised(const opj_image_t *im, const struct ic_tile_image *want)
{
	bool ok = im->x0 == 0 && im->y0 == 0 && im->x1 == want->w &&
	    im->y1 == want->h && im->numcomps == want->comps;

	for (unsigned i = 0; ok && i < want->comps; i++) {
		ok = im->comps[i].prec == 8 && !im->comps[i].sgnd &&
		    im->comps[i].dx == 1 && im->comps[i].dy == 1;
	}
	return ok;
}

/* Tile by tile, so that no picture of the whole is held. */
static bool read_tiles(struct decoder *d)
{
	uint64_t most = (uint64_t)TILE * TILE * d->j->im->comps, samples = 0;
	OPJ_UINT32 nth, bytes, comps;
	OPJ_INT32 x0, y0, x1, y1;
	OPJ_BOOL more = OPJ_TRUE;

	for (;;) {
		if (!opj_read_tile_header(d->codec, d->stream, &nth, &bytes,
			&x0, &y0, &x1, &y1, &comps, &more)) {
			return false;
		}
		if (!more) {
			break;
		}
		if (bytes > most ||
		    !opj_decode_tile_data(d->codec, nth, d->tile, bytes,
			d->stream)) {
			return false;
		}
		samples += bytes;
	}
	return samples ==
	    (uint64_t)d->j->im->w * (uint64_t)d->j->im->h * d->j->im->comps;
}

static bool decodes(struct jpx *j)
{
	struct decoder d = { .j = j };
	bool ok = prepare(&d) && as_promised(d.image, j->im) &&
	    read_tiles(&d) && opj_end_decompress(d.codec, d.stream) &&
	    d.complaints == 0 && d.at == j->n;

	opj_stream_destroy(d.stream);
	opj_destroy_codec(d.codec);
	opj_image_destroy(d.image);
	free(d.tile);
	return ok;
}

bool ic_tile_jpx(const struct ic_tile_image *im, const uint8_t *p, size_t n)
{
	struct jpx j = { .im = im, .p = p, .n = n };

	return markers(&j) && decodes(&j);
}
