/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A part of a production, which --bates names: of the documents that are not
 * in it, those are left unopened whose numbers are known. What nobody looks at
 * is in no output, and nothing is said of it but its numbers and what the spec
 * writes.
 */
#ifndef IC_OPS_PART_H
#define IC_OPS_PART_H

#include "ops_priv.h"

/*
 * The numbers that --bates says: a list, or "@" and a file with a range a
 * line. Errors name the file, and the line.
 */
bool part_list(const struct ic_prefixes *prefixes, const char *said,
    struct ic_bates_list *out, struct ic_error *err);

/*
 * Read the lock beside the spec into p->lock, once. One that cannot be read
 * says nothing here; whoever writes it refuses it. False without memory.
 */
bool part_lock(struct ic_production *p);

/*
 * Leave each document unopened of which the spec or the lock says how many
 * numbers it takes, if only a part is made or p->few. False without memory.
 */
bool part_expect(struct ic_production *p);

/* Select what --bates names; the rest is unlooked. After ic_plan_number(). */
bool part_choose(struct ic_production *p);

/* Take back from the unopened what is selected or needed; true if any. */
bool part_reopen(struct ic_production *p);

/* Errors: a document that has other pages than its numbers. */
bool part_check(struct ic_production *p);

/* Fill run->left. After ic_plan_resolve(). False without memory. */
bool part_tell_left(struct ic_production *p);

#endif
