/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * libtiff over a piece of a file: by pread() alone, never mapped, silent, and
 * with one directory of it loaded, which tiff_find.c let in.
 */
#ifndef IC_PDF_TIFF_OPEN_H
#define IC_PDF_TIFF_OPEN_H

#include <tiffio.h>

#include "imagefile.h"

struct ic_tiff {
	struct ic_piece file;
	uint64_t at;   /* where it reads */
	unsigned said; /* errors and warnings, of which no text is kept */
	TIFF *t;
};

/*
 * Open the directory of a picture. NONE, IMAGE_DAMAGED or MEMORY. The struct
 * must stay where it is until ic_tiff_close(), which is due in each case.
 */
enum ic_reason ic_tiff_open(struct ic_tiff *f, const struct ic_imagefile *p);

void ic_tiff_close(struct ic_tiff *f);

/* What of a directory says how its samples are to be read. */
struct ic_tiff_layout {
	uint16_t codec, bits, samples, photometric;
	bool alpha, premultiplied; /* the last sample is that */
	bool tiled;
	uint32_t parts;     /* strips or tiles */
	uint32_t part_rows; /* rows of a strip or tile */
	uint32_t part_w;    /* columns of a tile; of a strip the width */
	uint64_t row;       /* bytes of a row of the picture */
	uint64_t part_row;  /* of a row of a strip or tile */
};

/* NONE, or what of it is not read or not within its limits. */
enum ic_reason ic_tiff_layout(const struct ic_tiff *f,
    const struct ic_imagefile *p, struct ic_tiff_layout *out);

/* Where the code of a strip or tile stands; false: not within the file. */
bool ic_tiff_part(const struct ic_tiff *f, uint32_t part, uint64_t *at,
    uint64_t *n);

#endif
