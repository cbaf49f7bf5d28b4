/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Font programs as bytes: the subset of the label font, and the font without
 * shapes of the invisible text layer.
 */
#ifndef IC_PDF_FONTFILE_H
#define IC_PDF_FONTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * Append the subset of a bare CFF to the glyphs whose `used` is set, glyph
 * numbers kept. IC_EENV if harfbuzz does not make it.
 */
bool ic_fontfile_subset(const uint8_t *cff, size_t len, const bool *used,
    size_t nused, struct ic_buf *out, struct ic_error *err);

/* The number of glyphs in a bare CFF; 0 if it is none. */
unsigned ic_fontfile_glyphs(const uint8_t *cff, size_t len);

/* A table of an sfnt font. */
struct ic_sfnt_table {
	const char *tag; /* four characters */
	const uint8_t *data;
	size_t len;
};

/* Append an sfnt of these tables, which must be sorted by tag. */
bool ic_fontfile_sfnt(uint32_t version, const struct ic_sfnt_table *tables,
    unsigned n, struct ic_buf *out);

/*
 * Append a TrueType font of two glyphs without a shape, 500/1000 wide: every
 * character of the text layer is its glyph 1. The same bytes each time.
 */
bool ic_fontfile_blank(struct ic_buf *out);

/*
 * Append an OpenType font around a bare CFF: harfbuzz reads a bare one as a
 * font of no glyphs, and succeeds. False if it is no CFF.
 */
bool ic_fontfile_shell(const uint8_t *cff, size_t len, struct ic_buf *out);

/* Big-endian numbers. */
void ic_fontfile_u16(struct ic_buf *b, unsigned v);
void ic_fontfile_u32(struct ic_buf *b, uint32_t v);

#endif
