/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A picture as a PNG file (ISO/IEC 15948), 8 bits a channel. */
#ifndef IC_OPS_PNG_H
#define IC_OPS_PNG_H

#include "base/buf.h"
#include "core/picture.h"

/* Append it, one byte a pixel: gray. False without memory. */
bool png_write(const struct ic_picture *p, struct ic_buf *out);

/* The same of three bytes a pixel; gray if it has no colour. */
bool png_write_rgb(const struct ic_picture *p, struct ic_buf *out);

#endif
