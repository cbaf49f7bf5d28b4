/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The chain of a TIFF's directories (TIFF 6.0, section 2), before libtiff sees
 * it: an own walk, which ends in each loop, passes by what is no page, and
 * lets only those pass whose sizes and codec are ours to read.
 */
#include <stdlib.h>

#include "imagefile.h"

#define HEADER 8
#define ENTRY 12
#define ENTRIES_MAX 1000      /* of a directory */
#define DIRECTORIES_MAX 10000 /* small copies and masks among them */
#define PARTS_MAX 100000      /* strips or tiles of a picture */

enum {
	SUBFILE = 254, /* bit 0: a small copy; bit 2: a mask */
	OLD_SUBFILE = 255,
	WIDTH = 256,
	LENGTH = 257,
	COMPRESSION = 259,
	STRIPS = 273,
	TILE_WIDTH = 322,
	TILE_LENGTH = 323,
	TILES = 324
};

struct walk {
	const struct ic_piece *file;
	bool big; /* the highest byte is the first */
	uint32_t *seen;
	uint32_t nseen;
	struct ic_imagefile *found;
	uint32_t nfound, cap;
};

/* What of a directory decides whether it is let in. */
struct head {
	uint32_t subfile, old_subfile, w, h, codec, parts, tile_w, tile_h;
	unsigned given; /* a bit for each that an entry gave */
};

static uint32_t number(const struct walk *w, const uint8_t *p, unsigned bytes)
{
	uint32_t v = 0;

	for (unsigned i = 0; i < bytes; i++) {
		v = v << 8 | p[w->big ? i : bytes - 1 - i];
	}
	return v;
}

/* False if the entry's tag was met before. The tags of a head are few. */
static bool once(const struct walk *w, const uint8_t *entry, struct head *h)
{
	uint32_t tag = number(w, entry, 2);
	unsigned bit = 1u << (tag >= TILE_WIDTH ? 24 + (tag - TILE_WIDTH)
						: tag - SUBFILE);
	bool first = !(h->given & bit);

	h->given |= bit;
	return first;
}

/*
 * The one value of an entry; false if it is no whole number, or stands there
 * twice: libtiff would read the other.
 */
static bool value(const struct walk *w, const uint8_t *entry, struct head *h,
    uint32_t *out)
{
	static const unsigned bytes[] = { [1] = 1, [3] = 2, [4] = 4 };
	uint32_t type = number(w, entry + 2, 2);

	if (type >= sizeof(bytes) / sizeof(*bytes) || !bytes[type] ||
	    number(w, entry + 4, 4) != 1 || !once(w, entry, h)) {
		return false;
	}
	*out = number(w, entry + 8, bytes[type]);
	return true;
}

/* False if an entry is not as it must be. */
static bool take(const struct walk *w, const uint8_t *entry, struct head *h)
{
	switch (number(w, entry, 2)) {
	case SUBFILE:
		return value(w, entry, h, &h->subfile);
	case OLD_SUBFILE:
		return value(w, entry, h, &h->old_subfile);
	case WIDTH:
		return value(w, entry, h, &h->w);
	case LENGTH:
		return value(w, entry, h, &h->h);
	case COMPRESSION:
		return value(w, entry, h, &h->codec);
	case TILE_WIDTH:
		return value(w, entry, h, &h->tile_w);
	case TILE_LENGTH:
		return value(w, entry, h, &h->tile_h);
	case STRIPS:
	case TILES:
		h->parts = number(w, entry + 4, 4);
		return once(w, entry, h);
	default:
		return true;
	}
}

/* None, RLE, G3, G4, LZW, JPEG, Deflate (two numbers), PackBits. */
static bool is_known(uint32_t codec)
{
	static const uint16_t known[] = { 1, 2, 3, 4, 5, 7, 8, 32946, 32773 };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (known[i] == codec) {
			return true;
		}
	}
	return false;
}

static enum ic_reason judge(const struct head *h)
{
	if (h->w == 0 || h->h == 0 || h->parts == 0) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	if (!is_known(h->codec)) {
		return IC_REASON_IMAGE_KIND;
	}
	/* A tile may reach beyond the picture, but not by much of itself. */
	if (!ic_imagefile_fits(h->w, h->h) ||
	    !ic_imagefile_fits(h->tile_w, h->tile_h) || h->parts > PARTS_MAX) {
		return IC_REASON_IMAGE_SIZE;
	}
	return IC_REASON_NONE;
}

static enum ic_reason add(struct walk *w, uint32_t at, uint32_t most)
{
	if (w->nfound == most) {
		return IC_REASON_IMAGE_PAGES;
	}
	if (w->nfound == w->cap) {
		uint32_t cap = w->cap ? 2 * w->cap : 1;
		void *more = realloc(w->found, cap * sizeof(*w->found));

		if (!more) {
			return IC_REASON_MEMORY;
		}
		w->found = more;
		w->cap = cap;
	}
	w->found[w->nfound++] = (struct ic_imagefile){ .file = *w->file,
		.tiff = true,
		.directory = at };
	return IC_REASON_NONE;
}

/* Read the directory at `at`; *next is where the one after it is, or 0. */
static enum ic_reason read_directory(struct walk *w, uint32_t at,
    struct head *h, uint32_t *next)
{
	uint8_t bytes[ENTRIES_MAX * ENTRY], count[2], link[4];
	uint32_t n;

	*h = (struct head){ .codec = 1 };
	if (!ic_piece_read(w->file, at, count, sizeof(count))) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	n = number(w, count, 2);
	if (n == 0 || n > ENTRIES_MAX ||
	    !ic_piece_read(w->file, at + 2, bytes, n * ENTRY)) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	for (uint32_t i = 0; i < n; i++) {
		if (!take(w, bytes + i * ENTRY, h)) {
			return IC_REASON_IMAGE_DAMAGED;
		}
	}
	/* Some writers leave the last link out. */
	*next = ic_piece_read(w->file, (uint64_t)at + 2 + n * ENTRY, link, 4)
	    ? number(w, link, 4)
	    : 0;
	return IC_REASON_NONE;
}

static bool was_seen(struct walk *w, uint32_t at)
{
	for (uint32_t i = 0; i < w->nseen; i++) {
		if (w->seen[i] == at) {
			return true;
		}
	}
	w->seen[w->nseen++] = at;
	return false;
}

static enum ic_reason walk(struct walk *w, uint32_t at, uint32_t most)
{
	enum ic_reason why = IC_REASON_NONE;

	while (why == IC_REASON_NONE && at != 0) {
		uint32_t here = at;
		struct head h;

		if (w->nseen == DIRECTORIES_MAX) {
			return IC_REASON_TOO_MANY_PAGES;
		}
		if (was_seen(w, here)) {
			return IC_REASON_IMAGE_DAMAGED;
		}
		why = read_directory(w, here, &h, &at);
		if (why != IC_REASON_NONE || (h.subfile & 5) ||
		    h.old_subfile == 2) {
			continue;
		}
		why = judge(&h);
		if (why == IC_REASON_NONE) {
			why = add(w, here, most);
		}
	}
	return why;
}

enum ic_reason ic_tiff_find(const struct ic_piece *file, uint32_t most,
    struct ic_imagefile **out, uint32_t *n)
{
	struct walk w = { .file = file };
	enum ic_reason why = IC_REASON_IMAGE_DAMAGED;
	uint8_t head[HEADER];

	if (!ic_piece_read(file, 0, head, sizeof(head))) {
		return why;
	}
	w.big = head[0] == 'M';
	w.seen = malloc(DIRECTORIES_MAX * sizeof(*w.seen));
	if (!w.seen) {
		return IC_REASON_MEMORY;
	}
	why = number(&w, head + 2, 2) == 42
	    ? walk(&w, number(&w, head + 4, 4), most)
	    : IC_REASON_IMAGE_KIND; /* BigTIFF */
	free(w.seen);
	if (why == IC_REASON_NONE && w.nfound == 0) {
		why = IC_REASON_IMAGE_DAMAGED;
	}
	if (why != IC_REASON_NONE) {
		free(w.found);
		return why;
	}
	*out = w.found;
	*n = w.nfound;
	return IC_REASON_NONE;
}
