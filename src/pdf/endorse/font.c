/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/font.h"

#include <stdlib.h>
#include <string.h>

#include "core/slice.h"
#include "fontfile.h"
#include "pdf/murun.h"

#define WARM_MEMORY ((size_t)64 << 20)
#define RUNES_MAX 0x2500 /* Latin, Greek, Cyrillic, punctuation, signs */

/* Nimbus Sans, thousandths; '$' is the highest of ASCII, 'j' the lowest. */
#define ASCENT IC_FONT_ASCENT
#define DESCENT IC_FONT_DESCENT
#define CAP_HEIGHT 729

/* What the font has. */
struct maps {
	uint16_t gid[RUNES_MAX];           /* 0: missing */
	uint32_t rune[IC_FONT_GLYPHS_MAX]; /* lowest of a glyph; 0: none */
	uint16_t advance[IC_FONT_GLYPHS_MAX];
};

struct ic_font {
	uint8_t *cff; /* a copy of the whole built-in font */
	size_t cff_len;
	struct maps maps;
	bool used[IC_FONT_GLYPHS_MAX];
};

/* Of ic_font_warm(): the same for all, and written there alone. */
static struct {
	struct maps maps;
	bool ready;
} warm;

static void map_runes(fz_context *ctx, fz_font *face, struct maps *f)
{
	for (int r = 0x20; r < RUNES_MAX; r++) {
		int g = fz_encode_character(ctx, face, r);

		if (g <= 0 || g >= IC_FONT_GLYPHS_MAX) {
			continue;
		}
		f->gid[r] = (uint16_t)g;
		if (f->rune[g] == 0) {
			float a = fz_advance_glyph(ctx, face, g, 0);

			f->rune[g] = (uint32_t)r;
			f->advance[g] = (uint16_t)(a * 1000 + 0.5f);
		}
	}
}

/* Throws. */
static void load(fz_context *ctx, struct maps *m)
{
	fz_font *face = fz_new_base14_font(ctx, "Helvetica");

	fz_try(ctx) {
		map_runes(ctx, face, m);
	}
	fz_always(ctx) {
		fz_drop_font(ctx, face);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static bool open_maps(fz_context *ctx, struct maps *m, struct ic_error *err)
{
	if (warm.ready) {
		*m = warm.maps;
		return true;
	}
	fz_try(ctx) {
		load(ctx, m);
	}
	fz_catch(ctx) {
#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 24
		fz_report_error(ctx);
#endif
		return ic_fail(err, IC_EENV, "the built-in font does not open");
	}
	return true;
}

void ic_font_warm(void)
{
	struct ic_murun mu = { 0 };

	if (ic_murun_open(&mu, WARM_MEMORY, IC_MURUN_STORE, NULL)) {
		warm.ready = open_maps(mu.ctx, &warm.maps, NULL);
	}
	ic_murun_close(&mu);
}

bool ic_font_open(fz_context *ctx, struct ic_font **out, struct ic_error *err)
{
	struct ic_font *f = calloc(1, sizeof(*f));
	const unsigned char *bytes;
	int len = 0;

	bytes = fz_lookup_base14_font(ctx, "Helvetica", &len);
	if (!f || !bytes || len <= 0 || !(f->cff = malloc((size_t)len))) {
		ic_font_close(f);
		return ic_fail(err, IC_EENV, "the built-in font is not there");
	}
	memcpy(f->cff, bytes, (size_t)len);
	f->cff_len = (size_t)len;
	if (!open_maps(ctx, &f->maps, err)) {
		ic_font_close(f);
		return false;
	}
	*out = f;
	return true;
}

void ic_font_close(struct ic_font *f)
{
	if (f) {
		free(f->cff);
		free(f);
	}
}

/* The next character's glyph, or 0 if the font has it not. */
static uint16_t next_glyph(const struct ic_font *f, const char **s,
    uint32_t *rune)
{
	int r = 0;

	*s += fz_chartorune(&r, *s);
	*rune = (uint32_t)r;
	return *rune < RUNES_MAX ? f->maps.gid[*rune] : 0;
}

bool ic_font_width(const struct ic_font *f, const char *utf8, int32_t size,
    int32_t *w)
{
	int64_t sum = 0;
	uint32_t rune;

	while (*utf8) {
		uint16_t g = next_glyph(f, &utf8, &rune);

		if (g == 0) {
			return false;
		}
		sum += f->maps.advance[g];
		if (sum > INT32_MAX) {
			return false;
		}
	}
	sum = (sum * size + 999) / 1000;
	*w = sum > IC_MPT_MAX ? IC_MPT_MAX : (int32_t)sum;
	return true;
}

static int32_t thousandths(int32_t size, int32_t of)
{
	return (int32_t)(((int64_t)size * of + 999) / 1000);
}

int32_t ic_font_ascent(const struct ic_font *f, int32_t size)
{
	(void)f;
	return thousandths(size, ASCENT);
}

int32_t ic_font_descent(const struct ic_font *f, int32_t size)
{
	(void)f;
	return thousandths(size, DESCENT);
}

int32_t ic_font_cap_height(const struct ic_font *f, int32_t size)
{
	(void)f;
	return thousandths(size, CAP_HEIGHT);
}

uint32_t ic_font_canonical(const struct ic_font *f, uint32_t rune)
{
	uint16_t g = rune < RUNES_MAX ? f->maps.gid[rune] : 0;

	return g ? f->maps.rune[g] : 0;
}

bool ic_font_missing(const struct ic_font *f, const char *utf8, uint32_t *rune)
{
	while (*utf8) {
		uint32_t r;

		if (next_glyph(f, &utf8, &r) == 0) {
			*rune = r;
			return true;
		}
	}
	return false;
}

bool ic_font_use(struct ic_font *f, const char *utf8, struct ic_buf *hex)
{
	uint32_t rune;

	if (ic_font_missing(f, utf8, &rune)) {
		return false;
	}
	ic_buf_putc(hex, '<');
	while (*utf8) {
		uint16_t g = next_glyph(f, &utf8, &rune);

		f->used[g] = true;
		ic_buf_printf(hex, "%04X", g);
	}
	return ic_buf_putc(hex, '>');
}

uint32_t ic_font_used(const struct ic_font *f, struct ic_font_glyph *glyphs)
{
	uint32_t n = 0;

	for (uint32_t g = 1; g < IC_FONT_GLYPHS_MAX; g++) {
		if (f->used[g]) {
			if (glyphs) {
				glyphs[n] = (struct ic_font_glyph){
					.cid = (uint16_t)g,
					.advance = f->maps.advance[g],
					.rune = f->maps.rune[g],
				};
			}
			n++;
		}
	}
	return n;
}

bool ic_font_subset(const struct ic_font *f, struct ic_buf *cff,
    struct ic_error *err)
{
	return ic_fontfile_subset(f->cff, f->cff_len, f->used,
	    IC_FONT_GLYPHS_MAX, cff, err);
}
