/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The tiler's grammar. It is the writer's one spelling of each value and no
 * other: no optional blank, no second way to write a number, so that the
 * bytes between tokens cannot carry anything (ISO 32000-1, 7.3).
 */
#ifndef IC_PDF_TILER_PRIV_H
#define IC_PDF_TILER_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/window.h"

#define IC_TILE_KEYS_MAX 16 /* of one dictionary */
#define IC_TILE_DEPTH_MAX 6
#define IC_TILE_WORD_MAX 64 /* bytes of a name or string */
#define IC_TILE_OBJECTS_MAX 8000000
#define IC_TILE_SIDE_MAX 1000000 /* pixels */

/* What a stream that is no image may inflate to. */
#define IC_TILE_INFLATED_MAX ((uint64_t)256 << 20)

enum ic_tile_kind {
	IC_TILE_INT,
	IC_TILE_REAL,
	IC_TILE_BOOL,
	IC_TILE_NAME,
	IC_TILE_STRING,
	IC_TILE_REF,
	IC_TILE_ARRAY,
	IC_TILE_DICT
};

struct ic_tile_value {
	enum ic_tile_kind kind;
	size_t at, len; /* where it stands */
	int64_t n;      /* INT: its value; REF: the object's number */
};

struct ic_tile_dict {
	struct ic_tile_value key[IC_TILE_KEYS_MAX];
	struct ic_tile_value value[IC_TILE_KEYS_MAX];
	unsigned n;
};

/* A place in a file, of which the window holds what is looked at. */
struct ic_tile_text {
	struct ic_window *w;
	size_t at;
};

/* Step over `word` if it stands at t->at. */
bool ic_tile_word(struct ic_tile_text *t, const char *word);

/* Step over a decimal without leading zeros, at most `max`. */
bool ic_tile_number(struct ic_tile_text *t, int64_t max, int64_t *out);

/* Step over a dictionary, its top level kept in *out. */
bool ic_tile_dict(struct ic_tile_text *t, unsigned depth,
    struct ic_tile_dict *out);

/* The value of "/Key" in a dictionary of the text, or NULL. */
const struct ic_tile_value *ic_tile_get(const struct ic_tile_text *t,
    const struct ic_tile_dict *d, const char *key);

/* True if the value is just this word ("/FlateDecode", "false"). */
bool ic_tile_is(const struct ic_tile_text *t, const struct ic_tile_value *v,
    const char *word);

enum ic_tile_code { IC_TILE_FLATE, IC_TILE_FAX, IC_TILE_JPEG, IC_TILE_JPX };

struct ic_tile_image {
	int64_t w, h;
	unsigned comps, bits;
};

/* What a stream's dictionary promises of its bytes. */
struct ic_tile_promise {
	enum ic_tile_code code;
	struct ic_tile_image im; /* if it is one */
	bool is_image;
	bool tagged; /* Flate: its rows are, by PNG's predictors */
};

/* False if the dictionary promises nothing that can be kept. */
bool ic_tile_promises(const struct ic_tile_text *t,
    const struct ic_tile_dict *d, struct ic_tile_promise *out);

/*
 * True if a code stream begins at the first and ends at the last of the n
 * bytes, and holds what was promised. Those of pictures are read by who looks
 * at their pixels (judge_coded.h), but for JPEG 2000 (tiler_jpx.c).
 */
bool ic_tile_keeps(const struct ic_tile_promise *promise, const uint8_t *p,
    size_t n);

bool ic_tile_jpx(const struct ic_tile_image *im, const uint8_t *p, size_t n);

/* The one form of JPEG 2000: tiles of so many pixels, so many levels. */
#define IC_TILE_JPX_SIDE 1024
#define IC_TILE_JPX_LEVELS 5

/* A tile, half-open; x0 and y0 are multiples of its side. */
struct ic_tile_jpx_area {
	int32_t x0, y0, x1, y1;
};

/* True if the n bytes are the tile's packets (tiler_jpx_packet.c). */
bool ic_tile_jpx_packets(const struct ic_tile_jpx_area *a, unsigned comps,
    const uint8_t *p, size_t n);

#endif
