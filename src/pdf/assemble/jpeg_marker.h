/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The markers of JPEG files that are read (ITU-T T.81, table B.1). */
#ifndef IC_PDF_JPEG_MARKER_H
#define IC_PDF_JPEG_MARKER_H

#include <stdbool.h>
#include <stdint.h>

enum {
	DHT = 0xc4,
	JPG = 0xc8,
	DAC = 0xcc,
	RST0 = 0xd0,
	RST7 = 0xd7,
	SOI = 0xd8,
	EOI = 0xd9,
	SOS = 0xda,
	DQT = 0xdb,
	DNL = 0xdc,
	DRI = 0xdd,
	APP0 = 0xe0,
	APP1 = 0xe1,
	APP14 = 0xee
};

/* True if it begins a frame: SOF0 to SOF15, between which others stand. */
static inline bool ic_jpeg_is_frame(uint8_t marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != DHT &&
	    marker != JPG && marker != DAC;
}

#endif
