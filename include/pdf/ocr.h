/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reading pixels, through Tesseract. Nothing of it is linked: the zygote loads
 * library and language data, if that was asked for, before any child begins;
 * a child has both in its memory and opens nothing. What it reads there needs
 * no syscall that other children have not, and no thread: OMP_THREAD_LIMIT is
 * 1 for the zygote and its children.
 */
#ifndef IC_PDF_OCR_H
#define IC_PDF_OCR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Ask for it, before ic_zygote_open(). False if this build has none; whether
 * library and data are on this machine is known to the children alone.
 */
bool ic_ocr_request(void);

/* In the zygote: load it, if it was asked for. For struct ic_role.warm. */
void ic_ocr_warm(void);

/* In a child: true if it can read. */
bool ic_ocr_ready(void);

/* A character, in pixels of the picture. */
struct ic_ocr_symbol {
	char text[8]; /* UTF-8 of one or a few, NUL-terminated */
	int x0, y0, x1, y1;
	bool word; /* a word begins with it */
	bool line; /* a line does */
};

/* Takes what was read, in its order; false ends it. */
typedef bool ic_ocr_fn(void *user, const struct ic_ocr_symbol *s);

/*
 * Read a gray picture of w x h pixels, 8 bits each, at `dpi`. False if it could
 * not; only when ic_ocr_ready().
 */
bool ic_ocr_read(const uint8_t *px, int w, int h, size_t stride, unsigned dpi,
    ic_ocr_fn *fn, void *user);

#endif
