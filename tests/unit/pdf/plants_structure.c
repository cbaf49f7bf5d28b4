/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "plants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan_jpx.h"
#include "codec.h"
#include "unit.h"

#define W 850
#define H 1100

/* What is planted in an object; table, /ID and end are made true again. */

void plant_gap(void)
{
	ic_buf_puts(&plant_seed.object[3], "\n");
}

void plant_second_spelling(void)
{
	seed_replace(&plant_seed, 1, "/Catalog/", "/Catalog /");
}

void plant_comment(void)
{
	seed_replace(&plant_seed, 1, "<<", "<<%secret\n");
}

void plant_repeated_key(void)
{
	seed_replace(&plant_seed, seed_find(&plant_seed, "/Type/Page/", 0),
	    "/Contents", "/MediaBox[0 0 612 792]/Contents");
}

static void behind_deflate(const char *extra)
{
	struct ic_buf b = { 0 };
	size_t n;
	const uint8_t *p = seed_data(&plant_seed, plant_image(0), &n);

	ic_buf_add(&b, p, n);
	ic_buf_puts(&b, extra);
	seed_stream(&plant_seed, plant_image(0), b.data, b.len);
	ic_buf_finish(&b);
}

void plant_behind_deflate(void)
{
	behind_deflate("secret");
}

/* MuPDF looks for "endstream" where the line before it ends. */
void plant_line_behind_deflate(void)
{
	behind_deflate("\r\n");
}

void plant_rows_below(void)
{
	size_t n;
	char *px = seed_inflate(&plant_seed, plant_image(0), &n);
	char *more = realloc(px, n + W);

	ck_assert_ptr_nonnull(more);
	memset(more + n, 0, W);
	seed_deflate(&plant_seed, plant_image(0), more, n + W);
	free(more);
}

/* The first picture anew, as JPEG or G4, and `extra` bytes behind it. */
static void as_jpeg(const char *extra, int box_gray)
{
	size_t n;
	char *px = seed_inflate(&plant_seed, plant_image(0), &n);
	unsigned at = plant_image(0);
	struct ic_buf b = { 0 };

	for (size_t i = 0; box_gray && i < n; i++) {
		px[i] = px[i] == 0 ? (char)box_gray : px[i];
	}
	codec_jpeg((uint8_t *)px, W, H, CODEC_GRAY, &b);
	ic_buf_puts(&b, extra);
	seed_replace(&plant_seed, at, "/FlateDecode", "/DCTDecode");
	seed_stream(&plant_seed, at, b.data, b.len);
	ic_buf_finish(&b);
	free(px);
}

void plant_clean_jpeg(void)
{
	as_jpeg("", 0);
}

void plant_behind_jpeg(void)
{
	as_jpeg("secret", 0);
}

void plant_gray_jpeg(void)
{
	as_jpeg("", 14); /* 12 may be noise */
}

/* The same as JPEG 2000; `extra` stands so many bytes before its end. */
static void as_jpx(const char *extra, size_t before_end, int box_gray)
{
	size_t n;
	char *px = seed_inflate(&plant_seed, plant_image(0), &n);
	struct ic_raster r = { .w = W,
		.h = H,
		.comps = 1,
		.stride = W,
		.px = (uint8_t *)px };
	unsigned at = plant_image(0);
	struct ic_buf b = { 0 }, all = { 0 };
	struct ic_error err = { 0 };

	for (size_t i = 0; box_gray && i < n; i++) {
		px[i] = px[i] == 0 ? (char)box_gray : px[i];
	}
	ck_assert_msg(ic_scan_jpx(&r, &b, &err), "%s", err.msg);
	ic_buf_add(&all, b.data, b.len - before_end);
	ic_buf_puts(&all, extra);
	ic_buf_add(&all, b.data + b.len - before_end, before_end);
	seed_replace(&plant_seed, at, "/FlateDecode", "/JPXDecode");
	seed_stream(&plant_seed, at, all.data, all.len);
	ic_buf_finish(&b);
	ic_buf_finish(&all);
	free(px);
}

void plant_clean_jpx(void)
{
	as_jpx("", 0, 0);
}

void plant_behind_jpx(void)
{
	as_jpx("secret", 0, 0);
}

void plant_in_jpx(void)
{
	as_jpx("secret", 2, 0);
}

void plant_gray_jpx(void)
{
	as_jpx("", 0, 1);
}

static void as_g4(int rows, const char *extra)
{
	static uint8_t bits[(W + 7) / 8 * (H + 16)];
	size_t n;
	char *px = seed_inflate(&plant_seed, plant_image(0), &n);
	unsigned at = plant_image(0);
	struct ic_buf b = { 0 };

	memset(bits, 0, sizeof(bits));
	for (int y = 0; y < H; y++) {
		for (int x = 0; x < W; x++) {
			if ((uint8_t)px[y * W + x] < 128) {
				bits[y * ((W + 7) / 8) + x / 8] |=
				    (uint8_t)(0x80 >> x % 8);
			}
		}
	}
	codec_g4(bits, W, rows, &b);
	ic_buf_puts(&b, extra);
	seed_replace(&plant_seed, at, "/FlateDecode",
	    "/CCITTFaxDecode/DecodeParms"
	    "<</K -1/Columns 850/Rows 1100/BlackIs1 false>>");
	seed_replace(&plant_seed, at, "/BitsPerComponent 8",
	    "/BitsPerComponent 1");
	seed_stream(&plant_seed, at, b.data, b.len);
	ic_buf_finish(&b);
	free(px);
}

void plant_clean_g4(void)
{
	as_g4(H, "");
}

void plant_behind_g4(void)
{
	as_g4(H, "secret");
}

void plant_rows_below_g4(void)
{
	as_g4(H + 9, "");
}

void plant_orphan(void)
{
	seed_add(&plant_seed, "<</Type/Catalog/Pages 2 0 R>>");
}

void plant_metadata(void)
{
	unsigned at = seed_add(&plant_seed,
	    "<</Filter/FlateDecode/Length 0>>\n"
	    "stream\n\nendstream");
	char key[64];

	seed_deflate(&plant_seed, at, "<x:xmpmeta/>", 12);
	snprintf(key, sizeof(key), "/Metadata %u 0 R>>", at);
	seed_replace(&plant_seed, 1, ">>", key);
}

static void on_page(const char *key)
{
	seed_replace(&plant_seed, seed_find(&plant_seed, "/Type/Page/", 0),
	    "/Contents", key);
}

void plant_crop_box(void)
{
	on_page("/CropBox[0 0 612 792]/Contents");
}

void plant_annotation(void)
{
	on_page("/Annots[]/Contents");
}

void plant_soft_mask(void)
{
	char key[32];

	snprintf(key, sizeof(key), "/SMask %u 0 R/Width", plant_image(1));
	seed_replace(&plant_seed, plant_image(0), "/Width", key);
}

void plant_inverted(void)
{
	seed_replace(&plant_seed, plant_image(0), "/Width",
	    "/Decode[1 0]/Width");
}

void plant_shared_picture(void)
{
	char from[32], to[32];

	snprintf(from, sizeof(from), "/Im0 %u 0 R", plant_image(1));
	snprintf(to, sizeof(to), "/Im0 %u 0 R", plant_image(0));
	seed_replace(&plant_seed, seed_find(&plant_seed, "/Type/Page/", 1),
	    from, to);
}

void plant_two_pictures(void)
{
	seed_content(&plant_seed, 0, "", "q 612 0 0 792 0 0 cm /Im0 Do Q\n");
}

void plant_no_picture(void)
{
	seed_content(&plant_seed, 0, "q 612 0 0 792 0 0 cm /Im0 Do Q\n", "");
}

void plant_operator(void)
{
	seed_content(&plant_seed, 0, "Do Q\n", "Do Q\n0 0 9 9 re W n\n");
}

void plant_marked_content(void)
{
	seed_content(&plant_seed, 0, "Do Q\n",
	    "Do Q\n/Span <</ActualText(secret)>> BDC EMC\n");
}

void plant_text_font(void)
{
	unsigned at = seed_find(&plant_seed, "/Length1", 0);
	size_t n;
	char *p = seed_inflate(&plant_seed, at, &n);

	memset(p + n - 1, 'x', 1);
	seed_deflate(&plant_seed, at, p, n);
	free(p);
}

/* What is planted in the finished bytes. */

static uint8_t *place(const char *text)
{
	uint8_t *p = memmem(plant_bytes.data, plant_bytes.len, text,
	    strlen(text));

	ck_assert_ptr_nonnull(p);
	return p;
}

void plant_bytes_after(void)
{
	ic_buf_puts(&plant_bytes, "secret");
}

void plant_revision(void)
{
	size_t at = plant_bytes.len,
	       xref = (size_t)(place("xref\n0 ") - plant_bytes.data);
	size_t table;

	ic_buf_puts(&plant_bytes,
	    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\n"
	    "endobj\n");
	table = plant_bytes.len;
	ic_buf_printf(&plant_bytes,
	    "xref\n1 1\n%010zu 00000 n \ntrailer\n"
	    "<</Size %u/Root 1 0 R/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n",
	    at, plant_seed.n, xref, table);
}

void plant_offset(void)
{
	uint8_t *p = place("65535 f \n");

	p[9 + 9] ^= 1;
}

void plant_free_entry(void)
{
	uint8_t *p = place("65535 f \n");

	p[9 + 40 + 17] = 'f';
}

void plant_wrong_id(void)
{
	uint8_t *p = place("/ID[<");

	p[5] = p[5] == '0' ? '1' : '0';
}

void plant_info(void)
{
	struct ic_buf b = { 0 };
	uint8_t *p = place("/Root 1 0 R");

	ic_buf_add(&b, plant_bytes.data, (size_t)(p - plant_bytes.data));
	ic_buf_puts(&b, "/Info<</Title(x)>>");
	ic_buf_add(&b, p, plant_bytes.len - b.len + 18);
	ic_buf_finish(&plant_bytes);
	plant_bytes = b;
}

void plant_binary_mark(void)
{
	plant_bytes.data[10] = 'x';
}
