/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/encode.h"

#include <string.h>

#include "encode_priv.h"

/* A page is a photograph if more millionths of it are gentle gradients. */
#define TONES_PHOTO 10000
/* Black and white alone, if fewer millionths of the ink are gray. */
#define GRAYS_BILEVEL 20000
/* A lossless page of more than a byte to so many pixels is tried as JPEG. */
#define HEAVY 8
/* And T.6 as Flate. */
#define DOTS 64

struct job {
	struct ic_encoder *e;
	struct ic_raster *r;
	const struct ic_slice *s;
	uint32_t page;
	struct ic_image *im;
	struct ic_error *err;
};

static bool done(struct job *j, enum ic_encoding encoding, bool ccitt)
{
	*j->im = (struct ic_image){ .w = j->r->w,
		.h = j->r->h,
		.encoding = encoding,
		.data = j->e->out.data,
		.len = j->e->out.len,
		.ccitt = ccitt };
	return true;
}

static size_t pixels(const struct job *j)
{
	return (size_t)j->r->w * (size_t)j->r->h;
}

static bool as_bytes(struct job *j)
{
	return ic_encode_flate(j->e, j->r->px, j->r->stride * (size_t)j->r->h,
		   j->r->stride, j->err) &&
	    done(j, j->r->comps == 3 ? IC_ENCODING_RGB8 : IC_ENCODING_GRAY8,
		false);
}

/*
 * The black of a box rings at its edge; the quality rises until every pixel
 * of it is within the proof's reach, and then the page stays lossless.
 */
static bool as_jpeg(struct job *j)
{
	static const int qualities[] = { IC_ENCODE_QUALITY, 92, 96, 99 };
	size_t n = sizeof(qualities) / sizeof(*qualities);

	if (j->r->w > IC_ENCODE_JPEG_MAX || j->r->h > IC_ENCODE_JPEG_MAX) {
		return as_bytes(j);
	}
	for (size_t i = 0; i < n; i++) {
		if (!ic_encode_jpeg(j->e, j->r, qualities[i], j->err) ||
		    !ic_encode_jpeg_back(j->e, j->r, j->err)) {
			return false;
		}
		if (ic_encode_box_error(j->e, j->r, j->s, j->page) <=
		    IC_ENCODE_BOX_MAX) {
			memcpy(j->r->px, j->e->packed.data, j->e->packed.len);
			return done(j,
			    j->r->comps == 3 ? IC_ENCODING_JPEG_RGB
					     : IC_ENCODING_JPEG_GRAY,
			    false);
		}
	}
	return as_bytes(j);
}

/* What has 2 bits is final, and written back on the way. */
static bool pack(struct job *j, const struct ic_ramp *ramp, int bits)
{
	return ic_encode_pack(j->e, j->r, ramp, bits, bits == 2) ||
	    ic_fail(j->err, IC_EENV, "out of memory");
}

static bool as_flate(struct job *j, const struct ic_ramp *ramp, int bits,
    enum ic_encoding encoding)
{
	return pack(j, ramp, bits) &&
	    ic_encode_flate(j->e, j->e->packed.data, j->e->packed.len,
		j->e->packed.len / (size_t)j->r->h, j->err) &&
	    done(j, encoding, false);
}

static bool bits_done(struct ic_encoder *e, int w, int h, bool ccitt,
    struct ic_image *im)
{
	*im = (struct ic_image){ .w = w,
		.h = h,
		.encoding = IC_ENCODING_BILEVEL,
		.data = e->out.data,
		.len = e->out.len,
		.ccitt = ccitt };
	return true;
}

static void swap_out(struct ic_encoder *e)
{
	struct ic_buf out = e->out;

	e->out = e->other;
	e->other = out;
}

/* T.6 is made for text and fails on dots: there Flate is smaller. */
bool ic_encode_bits(struct ic_encoder *e, bool coded, int w, int h,
    struct ic_image *im, struct ic_error *err)
{
	if (!coded && !ic_encode_g4(e, w, h, err)) {
		return false;
	}
	if (e->out.len <= (size_t)w * (size_t)h / DOTS) {
		return bits_done(e, w, h, true, im);
	}
	swap_out(e);
	if (!ic_encode_flate(e, e->packed.data, e->packed.len,
		((size_t)w + 7) / 8, err)) {
		return false;
	}
	if (e->out.len < e->other.len) {
		return bits_done(e, w, h, false, im);
	}
	swap_out(e);
	return bits_done(e, w, h, true, im);
}

static bool as_bilevel(struct job *j, const struct ic_ramp *ramp)
{
	return pack(j, ramp, 1) &&
	    ic_encode_bits(j->e, false, j->r->w, j->r->h, j->im, j->err);
}

/*
 * Lossless, unless that is heavy and JPEG is smaller: paper with the noise
 * of a scanner in it is no photograph, but deflates no better.
 */
static bool as_smaller(struct job *j, bool (*lossless)(struct job *j))
{
	size_t n;

	if (!lossless(j)) {
		return false;
	}
	n = j->e->out.len;
	if (n <= pixels(j) / HEAVY) {
		return true;
	}
	if (!ic_encode_jpeg(j->e, j->r, IC_ENCODE_QUALITY, j->err)) {
		return false;
	}
	return j->e->out.len < n ? as_jpeg(j) : lossless(j);
}

/* Gray or RGB in 2 or 4 bits a channel. */
static enum ic_encoding deep(const struct job *j, int bits)
{
	if (j->r->comps == 3) {
		return bits == 2 ? IC_ENCODING_RGB2 : IC_ENCODING_RGB4;
	}
	return bits == 2 ? IC_ENCODING_GRAY2 : IC_ENCODING_GRAY4;
}

static bool as_four(struct job *j)
{
	struct ic_ramp ramp;

	ic_encode_ramp(&ramp, 4);
	return as_flate(j, &ramp, 4, deep(j, 4));
}

/* two_bits: whether the cell rule allows them. */
static bool as_levels(struct job *j, const struct ic_look *look, bool two_bits)
{
	struct ic_ramp ramp;
	bool ok;

	ic_encode_ramp(&ramp, 1);
	if (j->r->comps == 1 && look->grays < GRAYS_BILEVEL &&
	    ic_encode_cells(j->r, &ramp, NULL)) {
		ok = as_bilevel(j, &ramp);
		ic_encode_apply(j->r, &ramp);
		return ok;
	}
	if (two_bits) {
		ic_encode_ramp(&ramp, 2);
		return as_flate(j, &ramp, 2, deep(j, 2));
	}
	ic_encode_ramp(&ramp, 4);
	if (ic_encode_cells(j->r, &ramp, NULL)) {
		ok = as_smaller(j, as_four);
		if (ok && j->im->encoding == deep(j, 4)) {
			ic_encode_apply(j->r, &ramp);
		}
		return ok;
	}
	return as_smaller(j, as_bytes);
}

bool ic_encode_page(struct ic_encoder *e, struct ic_raster *r,
    const struct ic_slice *s, uint32_t page, struct ic_image *im,
    struct ic_error *err)
{
	struct job j = { e, r, s, page, im, err };
	struct ic_ramp ramp;
	struct ic_tally tally = { 0 };
	struct ic_look look;
	bool two_bits;

	if (s->color == IC_COLOR_BILEVEL) {
		ic_encode_threshold(&ramp);
		if (!as_bilevel(&j, &ramp)) {
			return false;
		}
		ic_encode_apply(r, &ramp);
		return true;
	}
	ic_encode_ramp(&ramp, 2);
	two_bits = ic_encode_cells(r, &ramp, &tally);
	look = ic_encode_looked(&tally);
	if (look.tones > TONES_PHOTO) {
		return as_jpeg(&j);
	}
	return as_levels(&j, &look, two_bits);
}

void ic_encoder_finish(struct ic_encoder *e)
{
	if (e) {
		ic_encode_flate_finish(e);
		ic_buf_finish(&e->packed);
		ic_buf_finish(&e->out);
		ic_buf_finish(&e->other);
		ic_buf_finish(&e->lines);
	}
}
