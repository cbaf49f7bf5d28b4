/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Redaction of a JPEG by its coefficients (ITU-T T.81). A block that no box
 * and no edge of the page cuts keeps every coefficient, times its step. A block
 * under a box becomes flat. What a box or an edge cuts is decoded, covered, and
 * coded again with the component's own table, and with it:
 *
 * Ringing. In a cut block the samples outside the box still hold the coding
 * noise of what lay inside. So those within 48 of the paper around become
 * paper. The paper is what most samples of the near blocks have that nothing
 * cuts; where no level has a part worth the name, as in a photograph, there is
 * no paper, and the samples stay.
 *
 * Padding. Samples beyond the edge of the picture or of the page are not
 * shown. Whatever they are, their block is cut: it is made of the samples that
 * are seen alone, as decoders show them, and goes on as they end. Where these
 * are but paper and the noise of rounding, it becomes paper.
 *
 * What is seen of cut blocks is compared with what was seen, in proof 3's
 * windows. Where it would differ too much, or a box would not get its colour,
 * since the steps of the table are too coarse, all blocks of the component are
 * counted in finer ones, each a whole part of one; that changes nothing of what
 * they show. If that does not help, the page had better be drawn.
 *
 * Of the source's markers none is copied, of its tables only quantisation. The
 * output is baseline or progressive as the source was, in Huffman code with
 * tables of its own, and says its colours in APP14, gray in nothing.
 */
#ifndef IC_PDF_SCAN_JPEG_H
#define IC_PDF_SCAN_JPEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "scan_cut.h"

#define IC_SCAN_JPEG_PIXELS_MAX 40000000
#define IC_SCAN_JPEG_SCANS_MAX 64

/* A code stream, and what the PDF says of it. */
struct ic_scan_jpeg {
	const uint8_t *bytes;
	size_t n;
	unsigned comps; /* 1, 3 or 4 */
	int transform;  /* /ColorTransform: 0 or 1; -1: not there */
	/*
	 * Decoded samples mean the inverse of what they mean in DeviceGray,
	 * DeviceRGB or DeviceCMYK: /Decode turns them, or the reader does.
	 */
	bool inverted;
};

/*
 * Append the cut picture to *out, and tell in *part what of the source it
 * shows: from the MCU that holds keep's first pixel to keep's last one. KEPT;
 * or why the page must be drawn; or NONE without memory. Then *out holds
 * nothing that may be used, and *part is not set. The bytes depend on nothing
 * but the arguments.
 */
enum ic_scan ic_scan_jpeg(const struct ic_scan_jpeg *from,
    const struct ic_scan_cut *cut, struct ic_buf *out, struct ic_pixels *part);

/*
 * Decode a code stream of w x h pixels in gray, at so many eighths of its size
 * (1 to 8), into *to: *to_h rows of *to_w bytes. False without memory, or if
 * it is damaged or another picture.
 */
bool ic_scan_jpeg_view(const struct ic_scan_jpeg *from, int w, int h,
    unsigned eighths, struct ic_buf *to, int *to_w, int *to_h);

#endif
