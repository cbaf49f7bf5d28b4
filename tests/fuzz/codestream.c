/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Code streams: the first byte chooses a dictionary, the rest is the stream.
 * What passes is all that there is, and of just this size.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "judge_coded.h"
#include "tiler_priv.h"

#define IMAGE(w, h, space, bits) \
	"<</Subtype/Image/Width " w "/Height " h "/ColorSpace/" space \
	"/BitsPerComponent " bits
#define FAX(w, h) \
	IMAGE(w, h, "DeviceGray", "1") \
	"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns " w "/Rows " h \
	"/BlackIs1 false>>>>"
#define DCT(w, h, space) IMAGE(w, h, space, "8") "/Filter/DCTDecode>>"
#define JPX(w, h, space) IMAGE(w, h, space, "8") "/Filter/JPXDecode>>"
#define FLATE(w, h, space, bits) \
	IMAGE(w, h, space, bits) "/Filter/FlateDecode>>"

#define PNG(w, h, space, colors) \
	IMAGE(w, h, space, "8") \
	"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors " colors \
	"/BitsPerComponent 8/Columns " w ">>>>"

/*
 * A dictionary, and the same with a row or column more or less. The code of a
 * G4 row may count from its end, so that it is good at several widths.
 */
static const char *const dicts[][3] = {
	{ "<</Filter/FlateDecode>>", NULL, NULL },
	{ FLATE("5", "4", "DeviceGray", "2"),
	    FLATE("5", "5", "DeviceGray", "2"),
	    FLATE("9", "4", "DeviceGray", "2") },
	{ FLATE("3", "3", "DeviceRGB", "8"), FLATE("3", "4", "DeviceRGB", "8"),
	    FLATE("4", "3", "DeviceRGB", "8") },
	{ FAX("20", "6"), FAX("20", "7"), FAX("20", "5") },
	{ FAX("3000", "3"), FAX("3000", "2"), FAX("3000", "4") },
	{ DCT("16", "16", "DeviceGray"), DCT("16", "17", "DeviceGray"),
	    DCT("15", "16", "DeviceGray") },
	{ DCT("17", "9", "DeviceRGB"), DCT("17", "10", "DeviceRGB"),
	    DCT("18", "9", "DeviceRGB") },
	{ JPX("70", "9", "DeviceGray"), JPX("70", "10", "DeviceGray"),
	    JPX("69", "9", "DeviceGray") },
	{ JPX("17", "9", "DeviceRGB"), JPX("17", "10", "DeviceRGB"),
	    JPX("18", "9", "DeviceRGB") },
	{ JPX("1030", "2", "DeviceGray"), JPX("1030", "3", "DeviceGray"),
	    JPX("1029", "2", "DeviceGray") },
	{ DCT("19", "90", "DeviceGray"), DCT("19", "91", "DeviceGray"),
	    DCT("18", "90", "DeviceGray") },
	{ PNG("5", "6", "DeviceRGB", "3"), PNG("5", "7", "DeviceRGB", "3"),
	    PNG("6", "6", "DeviceRGB", "3") },
};

#define DICTS (sizeof(dicts) / sizeof(dicts[0]))

static enum ic_coding coding_of(const struct ic_tile_promise *promise)
{
	return promise->code == IC_TILE_JPEG ? IC_CODING_JPEG
	    : promise->code == IC_TILE_FAX   ? IC_CODING_FAX
	    : promise->tagged                ? IC_CODING_PNG
					     : IC_CODING_FLATE;
}

/* What rows are made and what not is no matter of what passes. */
static bool is_picture(const struct ic_tile_promise *promise, const uint8_t *p,
    size_t n)
{
	const struct ic_tile_image *im = &promise->im;
	struct ic_coded c = { coding_of(promise), (int)im->w, (int)im->h,
		im->comps, im->bits, p, n };
	size_t row = ic_coded_row(&c), all = row * (size_t)c.h;
	bool *want = calloc((size_t)c.h, sizeof(*want));
	uint8_t *rows = malloc(all), *some = malloc(all);
	bool ok;

	demand(want && rows && some);
	ok = ic_coded_read(&c, NULL, rows);
	want[c.h / 2] = true;
	demand(ic_coded_read(&c, want, some) == ok);
	demand(!ok ||
	    memcmp(rows + (size_t)(c.h / 2) * row,
		some + (size_t)(c.h / 2) * row, row) == 0);
	free(want);
	free(rows);
	free(some);
	return ok;
}

static bool passes(const char *dict, const uint8_t *p, size_t n)
{
	struct ic_tile_promise promise;
	struct ic_tile_dict d;
	struct ic_window w;
	struct ic_tile_text t = { &w, 0 };

	ic_window_over(&w, dict, strlen(dict));
	demand(ic_tile_dict(&t, 0, &d) && t.at == w.size);
	demand(ic_tile_promises(&t, &d, &promise));
	return ic_tile_keeps(&promise, p, n) &&
	    (!promise.is_image || promise.code == IC_TILE_JPX ||
		is_picture(&promise, p, n));
}

static void check(const char *const dict[3], const uint8_t *p, size_t n)
{
	uint8_t *more = malloc(n + 1);

	demand(more != NULL);
	memcpy(more, p, n);
	more[n] = 0;
	demand(!passes(dict[0], more, n + 1));
	demand(n > 0 && !passes(dict[0], more, n - 1));
	demand(!dict[1] || !passes(dict[1], more, n));
	demand(!dict[2] || !passes(dict[2], more, n));
	free(more);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *const *dict;

	if (n == 0) {
		return 0;
	}
	dict = dicts[bytes[0] % DICTS];
	if (passes(dict[0], bytes + 1, n - 1)) {
		check(dict, bytes + 1, n - 1);
	}
	return 0;
}
