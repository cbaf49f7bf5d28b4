/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Two pictures of the same shape in windows of 6 x 6 and of 3 x 3 pixels at
 * 100 dpi, one pixel apart: no channel's mean may differ by more than a limit.
 * A fixed grid would lose a comma between its cells; one size alone would lose
 * either a small mark or a pale and large one. Proof 3 looks at whole pages so,
 * and who cuts a JPEG at what he has coded again.
 *
 *	mem = zeroed memory of ic_windows_bytes();
 *	ic_windows_set(&b, mem, w, h, comps, dpi);
 *	for (each row y, from 0) ic_windows_add(&b, y, source, made);
 *	worst = ic_windows_worst(&b, 100);
 */
#ifndef IC_PDF_WINDOWS_H
#define IC_PDF_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_WINDOWS_SIZES 2
#define IC_WINDOWS_ROWS 16 /* of blocks; no window reaches farther up */

/*
 * A window holds so many blocks a side, and of one more, at its upper and left
 * edge, this part: at 250 dpi, 3 pixels of 100 dpi are 3.75 blocks of two.
 */
struct ic_window {
	int blocks, part; /* hundredths */
	int32_t *columns; /* w * comps: sums of a window's rows */
	int64_t most;     /* the largest sum, whatever its sign */
};

/* Half-open, of sums in a row; empty unless from < to. */
struct ic_windows_range {
	int from, to;
};

/*
 * The differences of two pictures, added up in blocks of `step` pixels, which
 * is how far windows stand apart. Blocks at the right and lower edge are cut;
 * what lies beyond counts as alike. The last rows of blocks are kept, going
 * round.
 */
struct ic_windows {
	int rows, pixels; /* of the pictures */
	uint32_t dpi;
	int w, h, comps, step;
	int32_t *at;    /* rows of w blocks of comps sums */
	int16_t *strip; /* a row of pixels: sums of a block's rows */
	struct ic_windows_range dirty; /* what of the strip is not zero */
	/* What of a row is set, and may differ: beyond it is nothing. */
	struct ic_windows_range unlike[IC_WINDOWS_ROWS];
	struct ic_window size[IC_WINDOWS_SIZES];
};

struct ic_windows_worst {
	int64_t windows; /* that were looked at */
	int64_t off;     /* the worst mean, thousandths of 1/255 */
	bool failed;     /* one is beyond its limit */
};

/* What w x h pixels of `comps` channels take; all are at least 1. */
size_t ic_windows_bytes(int w, int h, int comps, uint32_t dpi);

/* Set *b up in `zeroed`, which it borrows. */
void ic_windows_set(struct ic_windows *b, void *zeroed, int w, int h, int comps,
    uint32_t dpi);

/* The next row of both, y, w * comps bytes. */
void ic_windows_add(struct ic_windows *b, int y, const uint8_t *source,
    const uint8_t *made);

/* All windows, once the last row has come, against so many hundredths of their
 * limits. */
struct ic_windows_worst ic_windows_worst(const struct ic_windows *b,
    int percent);

/* Pixels along the side of the largest window, rounded up. */
int ic_windows_reach(uint32_t dpi);

/* How many pixels windows stand apart. */
int ic_windows_step(uint32_t dpi);

#endif
