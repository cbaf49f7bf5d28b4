/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the spec tells of a document, as one hash: all that its children are
 * told and that is served of it, but for what only its pages can say. Where it
 * is what it was when an output was made, of the same source by the same
 * program, the output is what would be made now; and nobody need open the
 * source to know.
 */
#ifndef IC_CORE_TOLD_H
#define IC_CORE_TOLD_H

#include "core/plan.h"

#define IC_TOLD_HEX 65

struct ic_told;

/*
 * Gather what is to be covered, page by page. After ic_plan_fields(), and if
 * there are rulings after ic_plan_rule(); the plan is borrowed, and is as it
 * was after each call. NULL without memory.
 */
struct ic_told *ic_told_open(struct ic_plan *plan);

/*
 * The hash of a document; "" if the spec alone does not tell where its boxes
 * are: then nothing is like it. `sha256` of the document is part of it.
 */
bool ic_told_hash(struct ic_told *t, size_t document, char out[IC_TOLD_HEX],
    struct ic_error *err);

/* Free. NULL is allowed. */
void ic_told_close(struct ic_told *t);

#endif
