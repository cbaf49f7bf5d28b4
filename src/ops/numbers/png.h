/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A picture as a PNG file (ISO/IEC 15948): gray, 8 bits. */
#ifndef IC_OPS_PNG_H
#define IC_OPS_PNG_H

#include "base/buf.h"
#include "core/picture.h"

/* Append it. False without memory. */
bool png_write(const struct ic_picture *p, struct ic_buf *out);

#endif
