/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include <hb-subset.h>

#include "fontfile.h"

/* An INDEX (Adobe TN 5176, section 5): the offset behind it, or 0. */
static size_t skip_index(const uint8_t *p, size_t n, size_t at, size_t *first,
    size_t *first_end)
{
	size_t count, size, end[2] = { 0, 0 }, last = 0, base;

	if (at > n || n - at < 2) {
		return 0;
	}
	count = (size_t)p[at] << 8 | p[at + 1];
	if (count == 0) {
		return at + 2;
	}
	if (n - at < 3 || (size = p[at + 2]) < 1 || size > 4 ||
	    (n - at - 3) / size < count + 1) {
		return 0;
	}
	for (size_t i = 0; i <= count; i++) {
		last = 0;
		for (size_t k = 0; k < size; k++) {
			last = last << 8 | p[at + 3 + i * size + k];
		}
		if (i < 2) {
			end[i] = last;
		}
	}
	base = at + 2 + (count + 1) * size;
	if (last > n - base || end[0] > end[1] || end[1] > last) {
		return 0;
	}
	*first = base + end[0];
	*first_end = base + end[1];
	return base + last;
}

/* The operand before the CharStrings operator (17) of a Top DICT. */
static size_t charstrings(const uint8_t *p, size_t at, size_t end)
{
	size_t v = 0;

	while (at < end) {
		uint8_t b = p[at];

		if (b == 17) {
			return v;
		} else if (b == 28 && end - at >= 3) {
			v = (size_t)p[at + 1] << 8 | p[at + 2];
			at += 3;
		} else if (b == 29 && end - at >= 5) {
			v = (size_t)p[at + 1] << 24 | (size_t)p[at + 2] << 16 |
			    (size_t)p[at + 3] << 8 | p[at + 4];
			at += 5;
		} else if (b == 30) {
			for (at++; at < end && (p[at] & 15) != 15; at++) {
				;
			}
			at++;
		} else if (b >= 32 && b <= 246) {
			v = (size_t)(b - 139);
			at++;
		} else if (b >= 247 && b <= 250 && end - at >= 2) {
			v = (size_t)(b - 247) * 256 + p[at + 1] + 108;
			at += 2;
		} else {
			at += b == 12 || b > 250 ? 2 : 1;
		}
	}
	return 0;
}

unsigned ic_fontfile_glyphs(const uint8_t *cff, size_t len)
{
	size_t at, first = 0, end = 0;

	if (len < 4 || cff[0] != 1) {
		return 0;
	}
	at = skip_index(cff, len, cff[2], &first, &end);
	if (at == 0 || skip_index(cff, len, at, &first, &end) == 0) {
		return 0;
	}
	at = charstrings(cff, first, end);
	if (at == 0 || skip_index(cff, len, at, &first, &end) == 0) {
		return 0;
	}
	return (unsigned)cff[at] << 8 | cff[at + 1];
}

static bool cut(hb_face_t *face, const bool *used, size_t nused,
    struct ic_buf *out)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_face_t *got = NULL;
	bool ok = false;

	if (!in) {
		return false;
	}
	for (size_t g = 0; g < nused; g++) {
		if (used[g]) {
			hb_set_add(hb_subset_input_glyph_set(in),
			    (hb_codepoint_t)g);
		}
	}
	hb_subset_input_set_flags(in,
	    HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
	got = hb_subset_or_fail(face, in);
	if (got) {
		hb_blob_t *cff = hb_face_reference_table(got,
		    HB_TAG('C', 'F', 'F', ' '));
		unsigned n = 0;
		const uint8_t *p = (const uint8_t *)hb_blob_get_data(cff, &n);

		ok = ic_fontfile_glyphs(p, n) > 1 && ic_buf_add(out, p, n);
		hb_blob_destroy(cff);
	}
	hb_face_destroy(got);
	hb_subset_input_destroy(in);
	return ok;
}

/* A face of its own: what it has read of the font stays in it. */
static bool run_subset(const struct ic_buf *shell, const bool *used,
    size_t nused, struct ic_buf *out)
{
	hb_blob_t *blob = hb_blob_create((const char *)shell->data,
	    (unsigned)shell->len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	bool ok = cut(face, used, nused, out);

	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return ok;
}

/*
 * HarfBuzz does not tell of memory that it did not get: what it makes may be
 * longer then, or lack a glyph. What it makes twice alike is what it makes.
 */
static bool run_twice(const struct ic_buf *shell, const bool *used,
    size_t nused, struct ic_buf *out)
{
	struct ic_buf again = { 0 };
	size_t from = out->len;
	bool ok = run_subset(shell, used, nused, out) &&
	    run_subset(shell, used, nused, &again) &&
	    out->len - from == again.len &&
	    memcmp(out->data + from, again.data, again.len) == 0;

	ic_buf_finish(&again);
	return ok;
}

bool ic_fontfile_subset(const uint8_t *cff, size_t len, const bool *used,
    size_t nused, struct ic_buf *out, struct ic_error *err)
{
	struct ic_buf shell = { 0 };
	bool ok = ic_fontfile_shell(cff, len, &shell) &&
	    run_twice(&shell, used, nused, out);

	ic_buf_finish(&shell);
	return ok ||
	    ic_fail(err, IC_EENV,
		"the built-in font could not be cut to its used characters");
}
