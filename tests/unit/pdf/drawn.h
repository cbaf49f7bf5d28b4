/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page that a test wrote, drawn as the maker draws it: its list, its burned
 * raster, and what another program reads from its text layer.
 */
#ifndef IC_UNIT_PDF_DRAWN_H
#define IC_UNIT_PDF_DRAWN_H

#include "core/slice.h"
#include "pdf/document.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"
#include "pdf/textlayer.h"

#define DRAWN_DPI 150
#define DRAWN_BOXES 8

/* Page keys with Helvetica as /F1 on 200 x 200 pt. */
#define DRAWN_KEYS \
	"/MediaBox[0 0 200 200]/Resources<</Font<</F1<</Type/Font" \
	"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"

struct drawn {
	struct ic_document doc;
	int fd;
	struct ic_geometry geometry;
	fz_display_list *list;
	struct ic_raster raster;
	struct ic_slice slice; /* of this page and its boxes */
	struct ic_slice_page page;
	struct ic_slice_box boxes[DRAWN_BOXES];
	struct ic_buf content; /* the layer's operators */
	struct ic_text_counts counts;
};

struct testpdf;

/* Open and list the first page of a file. */
void drawn_open(struct drawn *d, struct testpdf *t);

/* A one-page file of these keys and content. */
void drawn_page(struct drawn *d, const char *keys, const char *content);

/* Cover a rectangle, points of the displayed page. */
void drawn_box(struct drawn *d, int x0, int y0, int x1, int y1);

/* Raster, burn; with `levels` above 1 quantised to so many grays. */
void drawn_raster(struct drawn *d, uint32_t dpi, int levels);

/* Lay the text; the raster must be there. */
void drawn_layer(struct drawn *d);

/*
 * All of the above, then the file as pdftotext reads it with this option:
 * white space is one blank, none at the ends. A static string.
 */
const char *drawn_text(struct drawn *d, const char *option);

void drawn_close(struct drawn *d);

/* The text of a page without boxes, at once. A static string. */
const char *drawn_read(const char *keys, const char *content);

#endif
