/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_SLICE_PART_H
#define IC_CORE_SLICE_PART_H

#include "core/slice.h"

/*
 * Append the packed slice of pages `first` to `first` + `n` of a packed slice,
 * n > 0: with their boxes and lines, drawn from the same pages of the source,
 * and without cells. IC_EBUG if the pages are not all there.
 */
bool ic_slice_part(const struct ic_buf *whole, uint32_t first, uint32_t n,
    struct ic_buf *out, struct ic_error *err);

#endif
