/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A burned raster as an image of the output, in the form that its pixels ask
 * for:
 *
 *	continuous tones (a photograph)      JPEG, gray or RGB 4:4:4
 *	almost only black and white          BILEVEL, G4 or Flate
 *	else, gray or RGB                    Flate of 2, 4 or 8 bits a channel,
 *	                                     as few as the cell rule allows
 *
 * The cell rule: in each cell of 6 x 6 pixels at 100 dpi, stride 2, the mean
 * of each channel may move by at most IC_ENCODE_CELL_MAX, which is what proof 3
 *tests with room to spare; and at most one pixel in IC_ENCODE_LOST_SHARE may
 *become paper without ink beside it. So neither a light watermark nor a faint
 * hairline vanishes by quantising.
 */
#ifndef IC_PDF_ENCODE_H
#define IC_PDF_ENCODE_H

#include "base/buf.h"
#include "base/error.h"
#include "core/slice.h"
#include "pdf/raster.h"
#include "pdf/writer.h"

#define IC_ENCODE_CELL_MAX 12    /* of 255; proof 3 allows 20 */
#define IC_ENCODE_LOST_SHARE 40  /* a line of one pixel is twice as much */
#define IC_ENCODE_FAINT 250      /* lighter is paper */
#define IC_ENCODE_THRESHOLD 160  /* below is black where bilevel is forced */
#define IC_ENCODE_QUALITY 85     /* of JPEG, raised if a box needs it */
#define IC_ENCODE_BOX_MAX 12     /* a box's pixels may be off by; lossy only */
#define IC_ENCODE_JPEG_MAX 65500 /* pixels along a side */

/* Memory that pages share. The zero value is ready. */
struct ic_encoder {
	struct ic_buf packed;
	struct ic_buf out;
	struct ic_buf other; /* another way to code the same */
	struct ic_buf lines; /* where rows of bits change */
	void *flate;         /* what the Flate encoder remembers of a stream */
};

/*
 * Choose, encode, and write back into `r` what a reader of the image will
 * see. im->data is the encoder's until the next call. IC_EENV when a codec
 * has no memory.
 */
bool ic_encode_page(struct ic_encoder *e, struct ic_raster *r,
    const struct ic_slice *s, uint32_t page, struct ic_image *im,
    struct ic_error *err);

/*
 * The same of h rows of w bits in e->packed, each padded to a byte, 0 black:
 * G4, or Flate if that is smaller. The rows are left as they are. With `coded`
 * e->out has them as G4 already.
 */
bool ic_encode_bits(struct ic_encoder *e, bool coded, int w, int h,
    struct ic_image *im, struct ic_error *err);

/* Free it. A zeroed one is allowed. */
void ic_encoder_finish(struct ic_encoder *e);

#endif
