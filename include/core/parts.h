/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where a document that is too large for one PDF is cut: at page boundaries,
 * into as few parts as hold. What a part will weigh is known only when it was
 * made, so this is a plan: a part that turns out too large is cut again.
 */
#ifndef IC_CORE_PARTS_H
#define IC_CORE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a PDF of ours holds beside its pages: two fonts, the rest; bytes. */
#define IC_PARTS_FIXED 6000

/* Pages first to first + n, from 0. */
struct ic_part {
	uint32_t first, n;
};

/*
 * Cut `n` pages of `bytes` each, n > 0. `parts` has room for n of them. How
 * many there are, or 0 if a page alone is over the limit; *page is it then.
 */
uint32_t ic_parts_cut(const uint64_t *bytes, uint32_t n, uint64_t limit,
    struct ic_part *parts, uint32_t *page);

/*
 * The weight of each page of a file: of its `total` bytes, what its pages'
 * pictures do not take is every page's alike.
 */
void ic_parts_weigh(const uint32_t *pictures, uint32_t n, uint64_t total,
    uint64_t *bytes);

/*
 * A resolution at which a page of `bytes` at `dpi` would fit: bytes grow with
 * the square of it. 0 if none above 72 would.
 */
uint32_t ic_parts_dpi(uint64_t bytes, uint64_t limit, uint32_t dpi);

#endif
