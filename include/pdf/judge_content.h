/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proofs 2 and 5 over a FINISHED file, opened anew: what is under the boxes,
 * and what the page bears. The pixels come from the image itself, not from a
 * rendering, so that a label or plate cannot hide what lies below it.
 */
#ifndef IC_PDF_JUDGE_CONTENT_H
#define IC_PDF_JUDGE_CONTENT_H

#include <stdbool.h>

#include "core/reply.h"
#include "core/slice.h"

struct ic_document;

/*
 * Called with a PROOF for each fault (the first 64), or once with ok = 1 if
 * there was none; with a MEASURE for what was measured; and with a BEAT now
 * and then, which says that work goes on.
 */
typedef void ic_judge_report_fn(void *user, const struct ic_reply *reply);

/*
 * Proof 2. The code stream of each page's picture holds that and nothing
 * else, to its last bit. Every pixel under a box, grown as it was burned, has
 * the fill's colour (lossy codecs within 12/255); every glyph that touches a
 * box belongs to its expected label or to an endorsement. On a marked page each
 * mark stands where its box is, once, in its colour, and no other does; ids
 * stand in the margin, on paper. True if clean.
 */
bool ic_judge_boxes(struct ic_document *doc, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user);

/*
 * Proof 5. Page count and sizes are the plan's; number, legend and banner stand
 * exactly once, at their place, with their text, and can be read. True if
 * clean.
 */
bool ic_judge_endorsements(struct ic_document *doc, const struct ic_slice *s,
    ic_judge_report_fn *report, void *user);

/*
 * Proofs 2 and 5 in one pass over the pages; each says by itself that it is
 * clean. With the original, which the output was made of, proofs 3 and 4: who
 * reads what an attacker wrote does not speak of the boxes. It is not closed.
 * Proof 4 is not run, nor spoken of, if a page is marked: see core/copy.h.
 */
bool ic_judge_content(struct ic_document *doc, struct ic_document *original,
    const struct ic_slice *s, ic_judge_report_fn *report, void *user);

#endif
