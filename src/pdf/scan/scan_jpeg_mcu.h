/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pixels of an MCU of planes that were edited, before and after. */
#ifndef IC_PDF_SCAN_JPEG_MCU_H
#define IC_PDF_SCAN_JPEG_MCU_H

#include "scan_jpeg_priv.h"

#define IC_MCU_SIDE_MAX (IC_BLOCK * MAX_SAMP_FACTOR) /* pixels */
#define IC_SHOWN_MAX 3

/* Gray in the first alone, or RGB. */
struct ic_pixel {
	uint8_t at[IC_SHOWN_MAX];
};

/* The pixels of an MCU, as they were, and as they are. */
struct ic_mcu {
	int x, y; /* the first one */
	struct ic_pixel was[IC_MCU_SIDE_MAX][IC_MCU_SIDE_MAX];
	struct ic_pixel is[IC_MCU_SIDE_MAX][IC_MCU_SIDE_MAX];
};

/* The MCU (mx, my), about as decoders show it; before ic_plane_crop(). */
void ic_mcu_read(const struct ic_seen *s, int mx, int my, struct ic_mcu *m);

#endif
