/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a picture says of itself: the segments of a JPEG and the boxes of a
 * JPEG 2000 that are not pixels, XMP, alternates (ISO 32000-2, 8.9.5.4), OPI.
 */
#include <string.h>

#include "audit_objects.h"

#define HEAD_MAX ((size_t)256 << 10) /* bytes of a picture that are read */
#define GPS_TAG 0x8825               /* of Exif: the place */
#define ENTRIES_MAX 512

enum said { SAYS_NOTHING, SAYS_SOMETHING, SAYS_WHERE };

static unsigned get(const uint8_t *p, unsigned n, bool little)
{
	unsigned v = 0;

	for (unsigned i = 0; i < n; i++) {
		v |= (unsigned)p[i] << 8 * (little ? i : n - 1 - i);
	}
	return v;
}

/* The first directory of a TIFF: does it tell of a place? */
static enum said read_tiff(const uint8_t *p, size_t n)
{
	bool little = n > 8 && p[0] == 'I';
	size_t at = n > 8 ? get(p + 4, 4, little) : n;
	unsigned entries;

	if (n < 8 || at > n - 2) {
		return SAYS_SOMETHING;
	}
	entries = get(p + at, 2, little);
	for (unsigned i = 0; i < entries && i < ENTRIES_MAX; i++) {
		size_t e = at + 2 + 12 * (size_t)i;

		if (e + 12 > n) {
			break;
		}
		if (get(p + e, 2, little) == GPS_TAG) {
			return SAYS_WHERE;
		}
	}
	return SAYS_SOMETHING;
}

static bool starts(const uint8_t *p, size_t n, const char *s, size_t len)
{
	return n >= len && memcmp(p, s, len) == 0;
}

/* APP1: Exif or XMP; APP13: Photoshop's; COM: a comment. */
static enum said read_segment(unsigned marker, const uint8_t *p, size_t n)
{
	if (marker == 0xe1 && starts(p, n, "Exif\0\0", 6)) {
		return read_tiff(p + 6, n - 6);
	}
	if (marker == 0xe1 && starts(p, n, "http://ns.adobe.com/", 20)) {
		return memmem(p, n, "GPSLatitude", 11) ? SAYS_WHERE
						       : SAYS_SOMETHING;
	}
	if (marker == 0xed && starts(p, n, "Photoshop", 9)) {
		return SAYS_SOMETHING;
	}
	return SAYS_NOTHING;
}

static enum said read_jpeg(const uint8_t *p, size_t n)
{
	enum said says = SAYS_NOTHING;
	size_t at = 2;

	while (at + 4 <= n && p[at] == 0xff && p[at + 1] != 0xda) {
		size_t len = get(p + at + 2, 2, false);
		enum said one;

		if (len < 2 || at + 2 + len > n) {
			break;
		}
		one = read_segment(p[at + 1], p + at + 4, len - 2);
		says = one > says ? one : says;
		at += 2 + len;
	}
	return says;
}

/* XML and Exif lie in boxes of their own, most often before the code. */
static enum said read_jpx(const uint8_t *p, size_t n)
{
	const uint8_t *code = memmem(p, n, "jp2c", 4);
	size_t head = code ? (size_t)(code - p) : n;

	if (memmem(p, head, "GPSLatitude", 11)) {
		return SAYS_WHERE;
	}
	return memmem(p, head, "JpgTiffExif->JP2", 16) ||
		memmem(p, head, "x:xmpmeta", 9)
	    ? SAYS_SOMETHING
	    : SAYS_NOTHING;
}

static enum said read_picture(const uint8_t *p, size_t n)
{
	if (n > 4 && p[0] == 0xff && p[1] == 0xd8) {
		return read_jpeg(p, n);
	}
	return n > 12 && memcmp(p + 4, "jP  ", 4) == 0 ? read_jpx(p, n)
						       : SAYS_NOTHING;
}

static bool is_coded(fz_context *ctx, pdf_obj *filter)
{
	return pdf_name_eq(ctx, filter, PDF_NAME(DCTDecode)) ||
	    pdf_name_eq(ctx, filter, PDF_NAME(DCT)) ||
	    pdf_name_eq(ctx, filter, PDF_NAME(JPXDecode));
}

/*
 * The code of a picture, as it lies in the file, or what is around it taken
 * off. NULL: it is no JPEG. Throws.
 */
static fz_buffer *code_of(fz_context *ctx, pdf_obj *obj)
{
	pdf_obj *filter = pdf_dict_get(ctx, obj, PDF_NAME(Filter));
	int n = pdf_array_len(ctx, filter);
	fz_stream *stm;
	fz_buffer *b = NULL;
	unsigned char *room;

	if (!is_coded(ctx,
		n > 0 ? pdf_array_get(ctx, filter, n - 1) : filter)) {
		return NULL;
	}
	if (n > 1) {
		fz_compressed_buffer *cb = pdf_load_compressed_stream(ctx,
		    pdf_get_bound_document(ctx, obj), pdf_to_num(ctx, obj),
		    HEAD_MAX);

		b = fz_keep_buffer(ctx, cb->buffer);
		fz_drop_compressed_buffer(ctx, cb);
		return b;
	}
	stm = pdf_open_raw_stream(ctx, obj);
	fz_var(b);
	fz_try(ctx) {
		b = fz_new_buffer(ctx, HEAD_MAX);
		fz_buffer_storage(ctx, b, &room);
		b->len = fz_read(ctx, stm, room, HEAD_MAX);
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
	}
	fz_catch(ctx) {
		fz_drop_buffer(ctx, b);
		fz_rethrow(ctx);
	}
	return b;
}

/* Throws. */
static enum said read_code(fz_context *ctx, pdf_obj *obj)
{
	fz_buffer *b = code_of(ctx, obj);
	enum said says = SAYS_NOTHING;
	uint8_t *p;
	size_t n;

	if (b) {
		n = fz_buffer_storage(ctx, b, &p);
		says = read_picture(p, n);
		fz_drop_buffer(ctx, b);
	}
	return says;
}

static void look_at_picture(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;
	enum said says = read_code(ctx, obj);

	if (says == SAYS_NOTHING &&
	    pdf_is_stream(ctx, pdf_dict_get(ctx, obj, PDF_NAME(Metadata)))) {
		says = SAYS_SOMETHING;
	}
	if (says != SAYS_NOTHING) {
		audit_note(o, IC_FINDING_IMAGE_METADATA,
		    says == SAYS_WHERE ? IC_SEVERITY_WARNING
				       : IC_SEVERITY_NOTICE,
		    at, IC_PLACE_IMAGE);
	}
	if (pdf_array_len(ctx, pdf_dict_gets(ctx, obj, "Alternates")) > 0) {
		audit_note(o, IC_FINDING_IMAGE_ALTERNATE, IC_SEVERITY_WARNING,
		    at, IC_PLACE_IMAGE);
	}
}

void audit_look_image(struct audit_objects *o, pdf_obj *obj,
    const struct audit_spot *at)
{
	fz_context *ctx = o->a->doc.mu.ctx;

	if (pdf_name_eq(ctx, pdf_dict_get(ctx, obj, PDF_NAME(Subtype)),
		PDF_NAME(Image)) &&
	    at->place != IC_PLACE_THUMBNAIL) {
		look_at_picture(o, obj, at);
	}
	if (pdf_is_dict(ctx, pdf_dict_gets(ctx, obj, "OPI"))) {
		audit_note(o, IC_FINDING_IMAGE_ALTERNATE, IC_SEVERITY_NOTICE,
		    at, IC_PLACE_IMAGE);
	}
}
